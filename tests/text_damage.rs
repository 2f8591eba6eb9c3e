//! Sound papers, damaged on purpose, have to come back as they were.

#![allow(clippy::unwrap_used)]

use onomast::text::Document;

/// The sample papers that have no damage of their own.
const SOUND: [&str; 2] = ["whampoa-advisers", "bismarck-diplomacy"];

/// Small pseudo-random numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A sound paper's paragraphs in plain characters.
fn sound(name: &str) -> Vec<String> {
    let raw = std::fs::read_to_string(format!("tests/data/papers/{name}.txt")).unwrap();
    let document = Document::new(raw);
    document.clean().split("\n\n").map(str::to_owned).collect()
}

/// Damages every sound paper with several throws of the dice and compares word by word.
fn comes_back(damage: impl Fn(&[String], &mut Dice) -> String) {
    for name in SOUND {
        let paragraphs = sound(name);
        let expected = paragraphs.join("\n\n");
        for seed in 0..8 {
            let raw = damage(&paragraphs, &mut Dice(seed));
            let document = Document::new(raw);
            let found: Vec<&str> = document.clean().split_whitespace().collect();
            let expected: Vec<&str> = expected.split_whitespace().collect();
            for (at, (found_word, word)) in found.iter().zip(&expected).enumerate() {
                let from = at.saturating_sub(4);
                assert_eq!(
                    found_word,
                    word,
                    "{name}, seed {seed}: found {:?}, expected {:?}",
                    &found[from..(at + 4).min(found.len())],
                    &expected[from..(at + 4).min(expected.len())],
                );
            }
            assert_eq!(found.len(), expected.len());
        }
    }
}

/// Puts footnote numbers behind some sentences.
fn with_footnotes(paragraphs: &[String], dice: &mut Dice, before: &str) -> String {
    let mut number = 0;
    let damaged: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| {
            let mut damaged = String::new();
            let mut rest = paragraph.as_str();
            while let Some(at) = rest.find(". ") {
                let (head, tail) = rest.split_at(at + 1);
                damaged.push_str(head);
                let word = head[..at].rsplit([' ', '.']).next().unwrap();
                let prose = word.len() > 3 && !word.ends_with(|c: char| c.is_ascii_digit());
                if prose && tail[1..].starts_with(char::is_uppercase) && dice.below(2) == 0 {
                    number += 1;
                    damaged.push_str(&format!("{before}{number}"));
                }
                rest = tail;
            }
            damaged + rest
        })
        .collect();
    damaged.join("\n\n")
}

#[test]
fn footnote_numbers_set_apart() {
    comes_back(|paragraphs, dice| with_footnotes(paragraphs, dice, " "));
}

#[test]
fn footnote_numbers_glued_on() {
    comes_back(|paragraphs, dice| with_footnotes(paragraphs, dice, ""));
}

#[test]
fn page_numbers_anywhere() {
    comes_back(|paragraphs, dice| {
        let mut page = 1 + dice.below(400);
        let mut length = 0;
        let mut damaged = String::new();
        for paragraph in paragraphs {
            if !damaged.is_empty() {
                damaged.push_str("\n\n");
            }
            let words: Vec<&str> = paragraph.split(' ').collect();
            for (at, word) in words.iter().enumerate() {
                length += word.len();
                let inside = at > 20 && at + 20 < words.len();
                let number = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
                // A number at the end of a page is a page number, whatever it was.
                if length > 900 && inside && !number(words[at - 1]) && !word.ends_with('.') {
                    damaged.push_str(&format!("{page}\n\n"));
                    (page, length) = (page + 1, 0);
                }
                damaged.push_str(word);
                damaged.push(if at + 1 < words.len() { ' ' } else { '\n' });
            }
        }
        damaged
    });
}

#[test]
fn lost_apostrophes() {
    comes_back(|paragraphs, _| {
        let joined = paragraphs.join("\n\n");
        joined.replace("'s ", " s ").replace("'s\n", " s\n").replace("n't ", "n t ")
    });
}

#[test]
fn wrapped_and_hyphenated_lines() {
    comes_back(|paragraphs, dice| {
        let width = 50 + dice.below(30) as usize;
        let wrap = |paragraph: &String| {
            let mut lines = vec![String::new()];
            for word in paragraph.split(' ') {
                let line = lines.last_mut().unwrap();
                if line.len() + word.len() < width {
                    line.push_str(word);
                    line.push(' ');
                    continue;
                }
                let long = word.len() > 7 && word.bytes().all(|b| b.is_ascii_lowercase());
                let next = if long && dice_free(word) {
                    let (head, tail) = word.split_at(word.len() / 2);
                    line.push_str(head);
                    line.push('-');
                    tail
                } else {
                    word
                };
                *line = line.trim_end().to_owned();
                lines.push(format!("{next} "));
            }
            lines.join("\n").trim_end().to_owned()
        };
        paragraphs.iter().map(wrap).collect::<Vec<_>>().join("\n\n")
    });
}

/// Words whose halves are words, or look like parts of a compound, cannot be told from compounds.
fn dice_free(word: &str) -> bool {
    let (head, tail) = word.split_at(word.len() / 2);
    !["under", "over", "with", "self", "some", "every"].contains(&head)
        && !["ward", "wards", "where", "body", "thing"].contains(&tail)
}
