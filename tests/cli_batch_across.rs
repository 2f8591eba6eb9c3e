//! One registry over a folder: who meets, why, and that neither order nor resumption shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{finish, onomast, root};
use serde_json::Value;
use tempfile::tempdir;

const PAPERS: [(&str, &str); 3] = [
    ("a", "Mao Zedong wrote to Stalin from Beijing. Mao Zedong waited in China."),
    ("b", "Mao Tse-tung spoke in Peking. The Soviet Union sent Nikita Khrushchev to the PRC."),
    ("c", "Nikita Khrushchev flew from Moscow to Beijing; the USSR was weak."),
];

fn batch(papers: &Path, out: &Path, more: &[&str]) {
    let mut command = onomast();
    command.args(["batch", "--no-tagger", "--quiet", "--link-across"]);
    let run = finish(command.arg(papers).arg("--out").arg(out).args(more));
    assert_eq!(run.code, 0, "{}", run.err);
}

fn registry(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("entities.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn entity<'v>(all: &'v [Value], name: &str) -> &'v Value {
    let named = |v: &&Value| v["aliases"].as_array().unwrap().iter().any(|a| a["text"] == name);
    let mut found = all.iter().filter(named);
    let first = found.next().unwrap_or_else(|| panic!("no entity goes by {name}"));
    assert!(found.next().is_none(), "two entities go by {name}");
    first
}

#[test]
fn a_folder_has_one_entity_for_each_person_and_place() {
    let (papers, out) = (tempdir().unwrap(), tempdir().unwrap());
    for (id, text) in PAPERS {
        fs::write(papers.path().join(format!("{id}.txt")), text).unwrap();
    }
    batch(papers.path(), out.path(), &[]);
    let all = registry(out.path());
    let schema: Value = serde_json::from_str(
        &fs::read_to_string(root("docs/schema/entities.schema.json")).unwrap(),
    )
    .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for line in &all {
        if let Err(error) = validator.validate(line) {
            panic!("{error} in {line}");
        }
        let (evidence, members) = (&line["evidence"], &line["members"]);
        assert_eq!(evidence.as_array().unwrap().len() + 1, members.as_array().unwrap().len());
    }
    assert_eq!(entity(&all, "Mao Zedong"), entity(&all, "Mao Tse-tung"));
    assert_eq!(entity(&all, "Mao Zedong")["id"], "per:mao-zedong");
    assert_eq!(entity(&all, "Mao Zedong")["aliases"][0]["count"], 2);
    assert_eq!(entity(&all, "Peking"), entity(&all, "Beijing"));
    assert_eq!(entity(&all, "Nikita Khrushchev")["members"].as_array().unwrap().len(), 2);
    // What the registry points to is there.
    for member in entity(&all, "Mao Zedong")["members"].as_array().unwrap() {
        let file = out.path().join(format!("{}.json", member["document"].as_str().unwrap()));
        let document: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let mut entities = document["entities"].as_array().unwrap().iter();
        let there = entities.find(|e| e["id"] == member["entity"]).unwrap();
        assert!(there["name"].as_str().unwrap().starts_with("Mao"));
    }
}

#[test]
fn neither_order_nor_resumption_shows() {
    let text = |order: [usize; 3]| -> String {
        let line = |i: usize| {
            let (id, text) = PAPERS[i];
            format!("{}\n", serde_json::json!({ "id": id, "text": text }))
        };
        order.into_iter().map(line).collect()
    };
    let (folder, out, other) = (tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap());
    let (one, two) = (folder.path().join("one.jsonl"), folder.path().join("two.jsonl"));
    fs::write(&one, text([0, 1, 2])).unwrap();
    fs::write(&two, text([2, 0, 1])).unwrap();
    batch(&one, out.path(), &[]);
    batch(&two, other.path(), &["--threads", "3"]);
    let read = |dir: &Path| fs::read(dir.join("entities.jsonl")).unwrap();
    let whole = read(out.path());
    assert_eq!(whole, read(other.path()));

    // As after a kill: a torn list, an output lost, no registry yet.
    let lists = out.path().join("entities.documents.jsonl");
    let lines = fs::read(&lists).unwrap();
    fs::write(&lists, &lines[..lines.len() - 20]).unwrap();
    fs::remove_file(out.path().join("a.json")).unwrap();
    fs::remove_file(out.path().join("entities.jsonl")).unwrap();
    batch(&one, out.path(), &["--resume"]);
    assert_eq!(read(out.path()), whole);
    assert_eq!(fs::read(&lists).unwrap(), lines);

    // A run without the registry before: its documents are read once more.
    let plain = tempdir().unwrap();
    let mut command = onomast();
    command.args(["batch", "--no-tagger", "--quiet"]).arg(&one).arg("--out").arg(plain.path());
    assert_eq!(finish(&mut command).code, 0);
    assert!(!plain.path().join("entities.jsonl").exists());
    batch(&one, plain.path(), &["--resume", "--format", "json"]);
    assert_eq!(read(plain.path()), whole);
}
