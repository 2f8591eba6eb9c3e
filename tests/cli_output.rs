//! What the program writes: every format, held against its schema or a snapshot.
//!
//! Snapshots run without the tagger, so that a new model does not change them; `INSTA_UPDATE=always
//! cargo test` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;

use common::{SAMPLE, finish, onomast, root, run};
use serde_json::Value;
use tempfile::tempdir;

/// A short text of our own with most of what there is to write down.
const TEXT: &str = "In July 1921 the Chinese Communist Party (CCP) was founded in Shanghai. \
    Mao Tse-tung came from Hunan. On July 23 Mao took his seat. Chai Junwu (name later changed to \
    Chai Chengwen) was not born yet.";

fn written(name: &str, text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, text).unwrap();
    (dir, path)
}

fn tag(arguments: &[&str]) -> String {
    let (_dir, path) = written("short.txt", TEXT);
    let run = finish(onomast().args(["tag", "--no-tagger"]).args(arguments).arg(&path));
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

#[test]
fn the_json_fits_its_schema() {
    let schema: Value = serde_json::from_str(
        &fs::read_to_string(root("docs/schema/document.schema.json")).unwrap(),
    )
    .unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for arguments in [&["tag", SAMPLE][..], &["tag", SAMPLE, "--no-tagger", "--dates", "timex3"]] {
        let run = run(arguments);
        assert_eq!(run.code, 0, "{}", run.err);
        let document: Value = serde_json::from_str(&run.out).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&document)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .take(5)
            .collect();
        assert_eq!(errors, [""; 0], "{arguments:?}");
    }
    let mut broken: Value = serde_json::from_str(&tag(&[])).unwrap();
    broken["mentions"][0]["type"] = "PERSON".into();
    assert!(!schema.is_valid(&broken), "the schema is not empty");
}

#[test]
fn json_lines_are_one_line_each() {
    let run = run(["tag", "--no-tagger", SAMPLE, SAMPLE]);
    assert_eq!(run.out.lines().count(), 2);
    let ids: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["document"]["id"].clone())
        .collect();
    assert_eq!(ids, ["whampoa-advisers", "whampoa-advisers"]);
}

#[test]
fn conll_columns() {
    insta::assert_snapshot!(tag(&["--format", "conll"]));
}

#[test]
fn the_table_for_people() {
    insta::assert_snapshot!(tag(&["--format", "table"]));
}

#[test]
fn a_merge_is_explained() {
    insta::assert_snapshot!(tag(&["--explain", "CCP"]));
}

#[test]
fn an_output_file_holds_what_standard_output_would() {
    let (dir, path) = written("short.txt", TEXT);
    let out = dir.path().join("out.json");
    let to_file = finish(onomast().args(["tag", "--no-tagger", "-o"]).arg(&out).arg(&path));
    assert_eq!((to_file.code, to_file.out.as_str()), (0, ""));
    let straight = finish(onomast().args(["tag", "--no-tagger"]).arg(&path));
    assert_eq!(fs::read_to_string(&out).unwrap(), straight.out);
}

#[test]
fn the_users_list_wins_over_ours() {
    let (dir, list) = written("mine.tsv", "name\ttype\tid\nShanghai\tORG\tthe_club\n");
    let paper = dir.path().join("p.txt");
    fs::write(&paper, TEXT).unwrap();
    let run = finish(onomast().args(["tag", "--no-tagger", "--gazetteer"]).arg(&list).arg(&paper));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let mentions = document["mentions"].as_array().unwrap();
    let shanghai = mentions.iter().find(|m| m["text"] == "Shanghai").unwrap();
    assert_eq!(shanghai["type"], "ORG");
    assert_eq!(shanghai["sources"][0], "user");
    let entity = document["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Shanghai");
    assert_eq!(entity.unwrap()["links"]["gazetteer"], "mine:the_club");
    let lists = document["run"]["gazetteers"].as_array().unwrap();
    assert_eq!(lists.last().unwrap()["name"], "mine");
}

#[test]
fn eval_prints_a_table_and_json() {
    let gold = SAMPLE.replace(".txt", ".gold.json");
    let table = run(["eval", "--gold", &gold, "--pred", &gold]);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.contains("1.0000"), "{}", table.out);
    let json = run(["eval", "--gold", &gold, "--pred", &gold, "--format", "json"]);
    let report: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["spans"]["strict"]["micro"]["f1"], 1.0);
    let missing = run(["eval", "--gold", &gold, "--pred", "no-such.json"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no-such.json"), "{}", missing.err);
}

#[test]
fn a_model_folder_is_checked() {
    let sound = run(["models", "verify", common::TINY_MODEL]);
    assert_eq!(sound.code, 0, "{}", sound.err);
    assert!(sound.out.contains("tests/data/models/tiny-random: sound"), "{}", sound.out);
    assert!(sound.out.contains("model.safetensors"));
}

#[test]
fn a_list_is_checked_with_file_and_line() {
    let (_dir, list) = written("mine.tsv", "name\ttype\nGrey Owl\tPER\nGrey Owl\tORG\n");
    let check = finish(onomast().args(["gazetteer", "check"]).arg(&list));
    assert!(check.out.contains("mine.tsv:3: "), "{}{}", check.out, check.err);
    let stats = finish(onomast().args(["gazetteer", "stats"]).arg(&list));
    assert_eq!(stats.code, 0);
    assert!(stats.out.lines().nth(1).unwrap().starts_with("mine "), "{}", stats.out);
}
