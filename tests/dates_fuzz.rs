//! The fuzz target of the date grammar without a fuzzer: the examples of the rules, cut, joined and
//! damaged by a seeded mutator. Runs 3,000 texts, or for as many seconds as `ONOMAST_FUZZ_SECONDS`
//! says; `ONOMAST_FUZZ_SEED` starts elsewhere.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test that cannot start has failed")]

#[path = "../fuzz/check.rs"]
mod check;

use std::time::{Duration, Instant};

use fastrand::Rng;
use onomast::{dates, markup};

const TEXTS: usize = 3_000;
const LONGEST: usize = 600;
/// What a scan, a typesetter or an enemy puts between words.
const NOISE: [&str; 30] = [
    "", " ", "\n", "\n\n", ".", ",", "-", "–", "/", "'", "’", "(", ")", ":", "0", "9", "31",
    "99999", "l", "O", "é", "\u{301}", "\u{ad}", "\u{feff}", "年", "the", "of", "to", "and", "'46",
];

fn words(text: &str) -> Vec<&str> {
    text.split_inclusive([' ', ',', '-', '/', '.']).collect()
}

/// One step of damage.
fn damage(text: &str, other: &str, rng: &mut Rng) -> String {
    let mut parts = words(text);
    let at = rng.usize(..=parts.len());
    match rng.u8(..7) {
        0 => parts.insert(at, NOISE[rng.usize(..NOISE.len())]),
        1 => parts.truncate(at),
        2 => {
            parts.drain(..at);
        }
        3 => {
            let theirs = words(other);
            let from = rng.usize(..=theirs.len());
            parts.splice(at..at, theirs[from..].iter().take(6).copied());
        }
        4 if parts.len() > 1 => {
            let (a, b) = (rng.usize(..parts.len()), rng.usize(..parts.len()));
            parts.swap(a, b);
        }
        5 => parts.extend_from_within(at..),
        _ => {
            // Change, double or drop one character.
            let mut chars: Vec<char> = text.chars().collect();
            if !chars.is_empty() {
                let at = rng.usize(..chars.len());
                match rng.u8(..3) {
                    0 => chars[at] = rng.char('\0'..='\u{2ff}'),
                    1 => chars.insert(at, chars[at]),
                    _ => {
                        chars.remove(at);
                    }
                }
            }
            return chars.into_iter().collect();
        }
    }
    parts.concat()
}

#[test]
fn no_damaged_text_makes_the_grammar_panic() {
    let number = |name| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let mut rng = Rng::with_seed(number("ONOMAST_FUZZ_SEED").unwrap_or(1));
    let limit = number("ONOMAST_FUZZ_SECONDS").map(Duration::from_secs);
    let seeds: Vec<String> =
        dates::rules().map(|(_, example)| markup::parse(example).unwrap().text).collect();
    let mut pool = seeds.clone();
    let start = Instant::now();
    let mut texts = 0;
    while limit.map_or(texts < TEXTS, |limit| start.elapsed() < limit) {
        let mut text = pool[rng.usize(..pool.len())].clone();
        for _ in 0..rng.usize(1..6) {
            let other = &seeds[rng.usize(..seeds.len())];
            text = damage(&text, other, &mut rng);
        }
        if text.chars().count() > LONGEST {
            text = text.chars().take(LONGEST).collect();
        }
        check::check(&text);
        // Some of the damaged texts are damaged further.
        if rng.u8(..8) == 0 {
            let slot = rng.usize(..2_000);
            if slot < pool.len() && slot >= seeds.len() {
                pool[slot] = text;
            } else if pool.len() < 2_000 {
                pool.push(text);
            }
        }
        texts += 1;
    }
    println!("{texts} texts in {:.1} s", start.elapsed().as_secs_f64());
}
