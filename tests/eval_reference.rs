//! The published cases of the CoNLL reference scorer, where they are at hand.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;

use onomast::eval::load::{LoadOptions, load};
use onomast::eval::{Options, Score, evaluate, pair};
use serde_json::Value;

/// The published values are rounded to five digits.
const TOLERANCE: f64 = 1e-5;

/// The published configuration has these two values commented out: they are place-holders, and by
/// the definition of MUC one of three and two of four links are found.
const PLACEHOLDERS: [(&str, &str, f64); 2] = [("B1", "muc", 1.0 / 3.0), ("C1", "muc", 0.5)];

#[test]
fn all_cases_of_the_reference_scorer() {
    let folder = Path::new("../shared/reference/coref");
    let Ok(cases) = std::fs::read_to_string(folder.join("expected_scores.json")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&cases).unwrap();
    let (mut checked, mut wrong) = (0, Vec::new());
    for case in &cases {
        let file = |side: &str| folder.join("test").join(case[side].as_str().unwrap());
        let gold = load(&file("key"), &LoadOptions::default()).unwrap();
        let predicted = load(&file("response"), &LoadOptions::default()).unwrap();
        let pairing = pair(&gold, predicted).unwrap();
        let report = evaluate(&pairing.pairs(&gold), &Options::default());
        let scores = report.clusters.system;
        for (measure, expected) in case["expected"].as_object().unwrap() {
            let seen: Score = match measure.as_str() {
                "muc" => scores.muc,
                "bcub" => scores.b_cubed,
                "ceafm" => scores.ceaf_m,
                "ceafe" => scores.ceaf_e,
                "blanc" => scores.blanc,
                other => panic!("unknown measure {other}"),
            };
            let seen = [seen.recall, seen.precision, seen.f1];
            let placeholder =
                PLACEHOLDERS.iter().find(|p| case["id"] == p.0 && measure.as_str() == p.1);
            let expected: Vec<f64> = match placeholder {
                Some(by_hand) => vec![by_hand.2; 3],
                None => expected.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect(),
            };
            checked += 1;
            if seen.iter().zip(&expected).any(|(a, b)| (a - b).abs() > TOLERANCE) {
                wrong.push(format!("{} {measure}: {seen:?}, expected {expected:?}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(cases.len(), 36);
    assert!(checked > 80, "{checked} values");
}
