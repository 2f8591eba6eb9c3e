//! The table of alias statements: what is said to be one, what to be two, and which name lasted.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot start has failed"
)]

use std::fmt::Write;

use onomast::aliases::{Options, Resolution, resolve};
use onomast::entity::Mention;
use onomast::markup::{self, Marked};
use onomast::text::{CleanSpan, Document};

fn mentions(doc: &Document, marked: &Marked) -> Vec<Mention> {
    marked
        .mentions
        .iter()
        .map(|m| {
            let clean = clean_of(doc, m.span.start(), m.span.end());
            Mention {
                clean,
                raw: m.span,
                text: m.span.slice(&marked.text).to_owned(),
                clean_text: clean.slice(doc.clean()).to_owned(),
                kind: m.kind,
                score: 1.0,
                sources: Vec::new(),
                entries: Vec::new(),
                sentence: doc.sentence_at(clean.start()),
                date: None,
            }
        })
        .collect()
}

/// The clean stretch made from a raw one.
fn clean_of(doc: &Document, start: usize, end: usize) -> CleanSpan {
    let bytes = 0..doc.clean().len();
    let raw = |i: usize| doc.to_raw(CleanSpan::new(i, i + 1));
    let first = bytes.clone().find(|&i| raw(i).end() > start).unwrap_or(0);
    let last = bytes.rev().find(|&i| raw(i).start() < end).unwrap_or(0);
    CleanSpan::new(first, last + 1)
}

struct Case {
    line: usize,
    verdict: String,
    marked: Marked,
    resolution: Resolution,
}

fn cases() -> Vec<Case> {
    include_str!("data/statements.tsv")
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, line)| {
            let (verdict, text) = line.split_once('\t').expect("two columns");
            let marked = markup::parse(text).expect("marked-up text");
            let doc = Document::new(marked.text.clone());
            let given = mentions(&doc, &marked);
            let resolution = resolve(&doc, &given, &Options::default());
            Case { line: i + 1, verdict: verdict.to_owned(), marked, resolution }
        })
        .collect()
}

#[test]
fn statements_reach_precision_098_and_recall_095() {
    let (mut joined_right, mut joined, mut expected, mut negatives) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut report = String::new();
    for case in cases() {
        let ids = &case.marked.mentions;
        let positive = case.verdict != "two";
        negatives += u32::from(!positive);
        expected += u32::from(positive);
        let one = |i: usize, j: usize| {
            case.resolution.entity_of[i].is_some()
                && case.resolution.entity_of[i] == case.resolution.entity_of[j]
        };
        let pairs = || (0..ids.len()).flat_map(|i| (0..i).map(move |j| (j, i)));
        let wrong = pairs().any(|(i, j)| one(i, j) && ids[i].id != ids[j].id);
        let found = pairs().any(|(i, j)| ids[i].id == ids[j].id && ids[i].kind == ids[j].kind)
            && pairs()
                .filter(|&(i, j)| ids[i].id == ids[j].id && ids[i].kind == ids[j].kind)
                .all(|(i, j)| one(i, j));
        if wrong || (positive && found) {
            joined += 1;
        }
        joined_right += u32::from(positive && found && !wrong);
        if wrong || (positive && !found) {
            let _ = writeln!(report, "line {}: {}", case.line, case.marked.text);
        }
    }
    let precision = f64::from(joined_right) / f64::from(joined);
    let recall = f64::from(joined_right) / f64::from(expected);
    println!("{expected} positive, {negatives} negative: P {precision:.3} R {recall:.3}\n{report}");
    assert!(expected >= 150 && negatives >= 100, "{expected} positive, {negatives} negative");
    assert!(precision >= 0.98, "precision {precision:.3}\n{report}");
    assert!(recall >= 0.95, "recall {recall:.3}\n{report}");
}

#[test]
fn the_name_that_lasted_is_shown() {
    let mut report = String::new();
    let (mut right, mut all) = (0, 0);
    for case in cases() {
        if matches!(case.verdict.as_str(), "two" | "same") {
            continue;
        }
        all += 1;
        let lasting = case.verdict.trim_start_matches("Pope ").to_owned();
        if case.resolution.entities.iter().any(|e| e.name == lasting) {
            right += 1;
        } else {
            let names: Vec<&str> =
                case.resolution.entities.iter().map(|e| e.name.as_str()).collect();
            let _ = writeln!(report, "line {}: {names:?}", case.line);
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}\n{report}");
}
