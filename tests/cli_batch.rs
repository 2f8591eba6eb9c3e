//! Batch runs: a record for every document, resume, and the same bytes however they came about.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{finish, onomast};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn papers() -> TempDir {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("sub")).unwrap();
    fs::write(dir.path().join("a.txt"), "Lenin came to Petrograd in April 1917.").unwrap();
    fs::write(dir.path().join("sub/b.txt"), "Sun Yat-sen left Canton. Sun went to Shanghai.")
        .unwrap();
    fs::write(dir.path().join("bad.txt"), b"caf\xE9").unwrap();
    let lines = "{\"id\":\"x/1\",\"text\":\"Bismarck in Berlin, 1871.\"}\nnot json\n";
    fs::write(dir.path().join("more.jsonl"), lines).unwrap();
    dir
}

fn batch(papers: &Path, out: &Path, more: &[&str]) -> common::Run {
    let mut command = onomast();
    command.args(["batch", "--no-tagger", "--quiet"]).arg(papers).arg("--out").arg(out).args(more);
    finish(&mut command)
}

/// Every file below a folder, by relative path.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(dir, dir, &mut files);
    files
}

fn records(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_document_is_done_or_named() {
    let papers = papers();
    let out = tempdir().unwrap();
    let run = batch(papers.path(), out.path(), &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let files: Vec<String> = tree(out.path()).into_keys().collect();
    assert_eq!(files, ["a.json", "manifest.jsonl", "sub/b.json", "x/1.json"]);
    let seen: Vec<(String, String)> = records(out.path())
        .iter()
        .map(|r| (r["id"].as_str().unwrap().into(), r["status"].as_str().unwrap().into()))
        .collect();
    let expected = [
        ("a", "done"),
        ("bad", "failed"),
        ("x/1", "done"),
        ("more-2", "failed"),
        ("sub/b", "done"),
    ];
    assert_eq!(seen, expected.map(|(id, status)| (id.to_owned(), status.to_owned())));
    assert!(run.err.contains("bad.txt: is not UTF-8"), "{}", run.err);
    assert!(run.err.contains("more.jsonl:2: not a document"), "{}", run.err);
}

#[test]
fn resume_redoes_only_what_changed_and_ends_with_the_same_bytes() {
    let papers = papers();
    let fresh = tempdir().unwrap();
    batch(papers.path(), fresh.path(), &[]);

    let out = tempdir().unwrap();
    batch(papers.path(), out.path(), &[]);
    // One output lost, the manifest torn in its last line: as after a kill.
    fs::remove_file(out.path().join("a.json")).unwrap();
    let untouched = fs::metadata(out.path().join("sub/b.json")).unwrap().modified().unwrap();
    let manifest = fs::read(out.path().join("manifest.jsonl")).unwrap();
    fs::write(out.path().join("manifest.jsonl"), &manifest[..manifest.len() - 9]).unwrap();
    let torn = fs::metadata(out.path().join("x/1.json")).unwrap().modified().unwrap();

    assert_eq!(batch(papers.path(), out.path(), &["--resume"]).code, 1);
    assert_eq!(tree(out.path()), tree(fresh.path()));
    let after = |name: &str| fs::metadata(out.path().join(name)).unwrap().modified().unwrap();
    assert_eq!(after("x/1.json"), torn, "a finished document is not done again");
    assert!(after("sub/b.json") > untouched, "its record was torn: it is done again");

    // Other options make another run: everything is redone.
    assert_eq!(batch(papers.path(), out.path(), &["--resume", "--dates", "timex3"]).code, 1);
    assert!(after("x/1.json") > torn);
}

#[test]
fn threads_do_not_change_a_byte() {
    let papers = papers();
    let one = tempdir().unwrap();
    let four = tempdir().unwrap();
    batch(papers.path(), one.path(), &["--threads", "1"]);
    batch(papers.path(), four.path(), &["--threads", "4"]);
    assert_eq!(tree(one.path()), tree(four.path()));
}

#[test]
fn two_documents_of_one_id_do_not_overwrite_each_other() {
    let dir = tempdir().unwrap();
    let lines = "{\"id\":\"x\",\"text\":\"Lenin.\"}\n{\"id\":\"x\",\"text\":\"Trotsky.\"}\n";
    fs::write(dir.path().join("d.jsonl"), lines).unwrap();
    let out = tempdir().unwrap();
    let run = batch(dir.path(), out.path(), &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("another document of this batch has the id \"x\" too"), "{}", run.err);
    assert!(fs::read_to_string(out.path().join("x.json")).unwrap().contains("Lenin"));
}
