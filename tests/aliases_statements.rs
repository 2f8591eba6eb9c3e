//! The table of alias statements: what is said to be one, what to be two, and which name lasted.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot start has failed"
)]

#[path = "common/marked.rs"]
mod marked;

use std::fmt::Write;

use marked::Read;

struct Case {
    line: usize,
    verdict: String,
    read: Read,
}

/// Cases the rules were written with.
const KNOWN: &str = include_str!("data/statements.tsv");
/// Cases written later and measured before a rule was changed for them.
const FRESH: &str = include_str!("data/statements_fresh.tsv");
/// Cases written before the rules were read; measured, then learned from. Each table tells its
/// figures at first sight. With the recall that must stay: the last table is full of statements that a
/// story makes rather than a phrase, and a third of those are left alone.
const BLIND: [(&str, f64); 6] = [
    (include_str!("data/statements_blind_1.tsv"), 0.9),
    (include_str!("data/statements_blind_2.tsv"), 0.9),
    (include_str!("data/statements_blind_3.tsv"), 0.9),
    (include_str!("data/statements_blind_4.tsv"), 0.9),
    (include_str!("data/statements_blind_5.tsv"), 0.72),
    (include_str!("data/statements_blind_6.tsv"), 0.9),
];

fn cases(table: &str) -> Vec<Case> {
    table
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, line)| {
            let (verdict, text) = line.split_once('\t').expect("two columns");
            Case { line: i + 1, verdict: verdict.to_owned(), read: marked::read(text) }
        })
        .collect()
}

/// Precision and recall over the positive cases, counts, and the lines that failed.
struct Score {
    positive: u32,
    negative: u32,
    precision: f64,
    recall: f64,
    report: String,
}

fn score(cases: &[Case]) -> Score {
    let (mut joined_right, mut joined, mut positive, mut negative) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut report = String::new();
    for Case { line, verdict, read } in cases {
        let expected = verdict != "two";
        negative += u32::from(!expected);
        positive += u32::from(expected);
        let mistakes = read.mistakes();
        let wrong = mistakes.iter().any(|m| m.starts_with("joined"));
        let found = !mistakes.iter().any(|m| m.starts_with("parted"));
        joined += u32::from(wrong || (expected && found));
        joined_right += u32::from(expected && found && !wrong);
        if wrong || (expected && !found) {
            let verdict = if wrong { "joined" } else { "missed" };
            let _ = writeln!(report, "line {line} {verdict}: {}", read.doc.raw());
        }
    }
    let ratio = |a: u32, b: u32| f64::from(a) / f64::from(b.max(1));
    let (precision, recall) = (ratio(joined_right, joined), ratio(joined_right, positive));
    println!("{positive} positive, {negative} negative: P {precision:.3} R {recall:.3}\n{report}");
    Score { positive, negative, precision, recall, report }
}

#[test]
fn statements_reach_precision_098_and_recall_095() {
    let found = score(&cases(KNOWN));
    assert!(found.positive >= 150 && found.negative >= 100);
    assert!(found.precision >= 0.98, "precision {:.3}\n{}", found.precision, found.report);
    assert!(found.recall >= 0.95, "recall {:.3}\n{}", found.recall, found.report);
}

#[test]
fn statements_written_later_are_read_as_well() {
    let found = score(&cases(FRESH));
    assert!(found.positive >= 60 && found.negative >= 40);
    assert!(found.precision >= 0.98, "precision {:.3}\n{}", found.precision, found.report);
    assert!(found.recall >= 0.90, "recall {:.3}\n{}", found.recall, found.report);
}

#[test]
fn statements_written_blind_stay_read() {
    for (table, recall) in BLIND {
        let found = score(&cases(table));
        assert!(found.positive >= 40 && found.negative >= 30);
        assert!(found.precision >= 0.98, "precision {:.3}\n{}", found.precision, found.report);
        assert!(found.recall >= recall, "recall {:.3}\n{}", found.recall, found.report);
    }
}

#[test]
fn the_name_that_lasted_is_shown() {
    let mut report = String::new();
    let (mut right, mut all) = (0, 0);
    for case in cases(KNOWN).into_iter().chain(cases(FRESH)) {
        if matches!(case.verdict.as_str(), "two" | "same") {
            continue;
        }
        all += 1;
        let lasting = case.verdict.trim_start_matches("Pope ").to_owned();
        let entities = &case.read.found.entities;
        if entities.iter().any(|e| e.name == lasting) {
            right += 1;
        } else {
            let names: Vec<&str> = entities.iter().map(|e| e.name.as_str()).collect();
            let _ = writeln!(report, "line {}: {lasting}, not {names:?}", case.line);
        }
    }
    println!("{right} of {all}\n{report}");
    assert!(right * 100 >= all * 95, "{right} of {all}\n{report}");
}
