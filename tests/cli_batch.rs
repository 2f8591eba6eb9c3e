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
use std::process::{Command, Stdio};
use std::time::Duration;

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
    loud_batch(papers, out, &[&["--quiet"], more].concat())
}

/// One that says at its end what was done.
fn loud_batch(papers: &Path, out: &Path, more: &[&str]) -> common::Run {
    let mut command = onomast();
    command.args(["batch", "--no-tagger"]).arg(papers).arg("--out").arg(out).args(more);
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

#[test]
fn one_file_takes_all_documents_in_order() {
    let papers = papers();
    let out = tempdir().unwrap();
    let file = out.path().join("all.jsonl");
    let run = batch(papers.path(), &file, &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let text = fs::read_to_string(&file).unwrap();
    let ids: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["document"]["id"].clone())
        .collect();
    assert_eq!(ids, ["a", "x/1", "sub/b"]);
    let fresh = tree(out.path());
    assert_eq!(fresh.keys().collect::<Vec<_>>(), ["all.jsonl", "all.jsonl.manifest"]);

    // A line lost, the next run makes it again and keeps the others; the bytes are the same.
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&file, format!("{}\n{}\n", lines[2], lines[0])).unwrap();
    let run = loud_batch(papers.path(), &file, &["--resume"]);
    assert!(run.err.contains("1 tagged, 2 already done, 2 failed"), "{}", run.err);
    assert_eq!(tree(out.path()), fresh);

    let run = batch(papers.path(), &file, &["--format", "conll"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--format jsonl alone"), "{}", run.err);
}

#[test]
fn an_output_that_somebody_changed_is_made_again() {
    let papers = papers();
    let out = tempdir().unwrap();
    batch(papers.path(), out.path(), &[]);
    let fresh = tree(out.path());
    let torn = &fresh["a.json"];
    fs::write(out.path().join("a.json"), &torn[..torn.len() / 2]).unwrap();
    let run = loud_batch(papers.path(), out.path(), &["--resume"]);
    assert!(run.err.contains("1 tagged, 2 already done"), "{}", run.err);
    assert_eq!(tree(out.path()), fresh);
}

#[test]
fn a_column_of_a_table_is_read() {
    let dir = tempdir().unwrap();
    let table = dir.path().join("letters.csv");
    fs::write(&table, "no,body\n7,\"Lenin left\nZurich in 1917.\"\n8,\n").unwrap();
    let out = tempdir().unwrap();
    let run = batch(&table, out.path(), &["--text-column", "body", "--id-column", "no"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(fs::read_to_string(out.path().join("7.json")).unwrap().contains("Zurich"));
    assert!(run.err.contains("letters.csv:4: is empty"), "{}", run.err);
}

/// Enough work to be killed in.
fn long_batch() -> TempDir {
    let dir = tempdir().unwrap();
    let sentence =
        "In May 1919 Lenin wrote from Moscow to Bela Kun in Budapest, and Kun answered. ";
    for n in 0..60 {
        let text = format!("Paper {n}. {}", sentence.repeat(1 + n * 7 % 40));
        fs::write(dir.path().join(format!("{n:02}.txt")), text).unwrap();
    }
    dir
}

/// Starts a batch and kills it after a while, unless it ends before.
fn start_and_kill(papers: &Path, out: &Path, after: Duration) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onomast"));
    command.arg("batch").arg(papers).arg("--out").arg(out);
    command.args(["--resume", "--no-tagger", "--quiet"]);
    let mut run = command.stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    run.kill().unwrap();
    run.wait().unwrap();
}

/// `scripts/kill_batch.py` does the same fifty times, with the tagger.
#[test]
fn a_run_killed_at_any_moment_resumes_to_the_same_bytes() {
    let papers = long_batch();
    for name in ["folder", "all.jsonl"] {
        let fresh = tempdir().unwrap();
        assert_eq!(batch(papers.path(), &fresh.path().join(name), &[]).code, 0);
        let expected = tree(fresh.path());
        let mut random = fastrand::Rng::with_seed(7);
        let out = tempdir().unwrap();
        for _ in 0..5 {
            let after = Duration::from_millis(random.u64(20..900));
            start_and_kill(papers.path(), &out.path().join(name), after);
        }
        let run = batch(papers.path(), &out.path().join(name), &["--resume"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(tree(out.path()), expected);
    }
}

#[cfg(unix)]
#[test]
fn a_run_asked_to_stop_ends_cleanly_and_goes_on_later() {
    let papers = long_batch();
    let out = tempdir().unwrap();
    let mut stopped = false;
    for after in [150, 300, 600, 1200] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onomast"));
        command.arg("batch").arg(papers.path()).arg("--out").arg(out.path());
        command.args(["--resume", "--no-tagger", "--threads", "1"]);
        let run = command.stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(after));
        let asked = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
        let ended = run.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        // Killed before the handler was there, or done already: nothing to see, try later.
        if asked.is_ok_and(|status| status.success()) && ended.status.code() == Some(130) {
            assert!(err.contains("--resume goes on from here"), "{err}");
            stopped = true;
        }
    }
    let run = batch(papers.path(), out.path(), &["--resume"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let fresh = tempdir().unwrap();
    batch(papers.path(), fresh.path(), &[]);
    assert_eq!(tree(out.path()), tree(fresh.path()));
    println!("stopped on the way: {stopped}");
}
