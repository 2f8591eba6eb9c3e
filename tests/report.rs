//! The index page over a folder of results, and what is made from the command line's definitions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{finish, onomast, run};
use tempfile::tempdir;

fn papers(dir: &Path) {
    fs::create_dir_all(dir.join("sub")).unwrap();
    fs::write(dir.join("a & b.txt"), "Lenin came to Petrograd in April 1917.").unwrap();
    fs::write(dir.join("sub/c.txt"), "Lenin left Petrograd in July 1917. Stalin stayed.").unwrap();
}

fn batch(papers: &Path, out: &Path, format: &str) {
    let mut command = onomast();
    command.args(["batch", "--no-tagger", "-q", "-f", format]).arg(papers).arg("-o").arg(out);
    assert_eq!(finish(&mut command).code, 0);
}

fn report(out: &Path) -> (common::Run, String) {
    let run = finish(onomast().arg("report").arg(out));
    let page = fs::read_to_string(out.join("index.html")).unwrap_or_default();
    (run, page)
}

#[test]
fn every_paper_and_shared_name_is_listed() {
    let (dir, out) = (tempdir().unwrap(), tempdir().unwrap());
    papers(dir.path());
    batch(dir.path(), out.path(), "html");
    for _ in 0..2 {
        // Again: the page does not count itself as a result.
        let (run, page) = report(out.path());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("index.html: 2 papers"), "{}", run.err);
        assert!(page.contains("<a href=\"a%20&amp;%20b.html\">a &amp; b</a>"), "{page}");
        assert!(page.contains("<a href=\"sub/c.html\">sub/c</a>"));
        assert!(page.contains("2 mentions in 2 papers"), "{page}");
        assert!(page.contains("<td>1917</td>"), "the years of a paper");
        assert!(!page.contains("src=") && !page.contains("href=\"http"));
    }
    let linked = report(out.path()).1;
    let target = linked.split("href=\"sub/c.html#").nth(1).unwrap().split('"').next().unwrap();
    let paper = fs::read_to_string(out.path().join("sub/c.html")).unwrap();
    assert!(
        paper.contains(&format!("data-e=\"{target}\"")),
        "links lead to entities that are there"
    );
}

#[test]
fn a_registry_is_used_where_there_is_one() {
    let (dir, out) = (tempdir().unwrap(), tempdir().unwrap());
    papers(dir.path());
    batch(dir.path(), out.path(), "json");
    let entry = "{\"id\":\"per:lenin\",\"name\":\"Vladimir Lenin\",\"type\":\"PER\",\
        \"aliases\":[{\"text\":\"Lenin\",\"count\":2,\"documents\":[\"a & b\",\"sub/c\"]}],\
        \"members\":[{\"document\":\"a & b\",\"entity\":\"e1\"},{\"document\":\"sub/c\",\"entity\":\"e1\"}],\
        \"evidence\":[],\"links\":{\"gazetteer\":null,\"wikidata\":null}}\n";
    fs::write(out.path().join("entities.jsonl"), entry).unwrap();
    let (run, page) = report(out.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(page.contains("Vladimir Lenin") && page.contains("entities.jsonl"));
    assert!(!page.contains("Stalin</span>"), "only what the registry lists");
}

#[test]
fn what_is_no_result_is_named() {
    let (dir, out) = (tempdir().unwrap(), tempdir().unwrap());
    papers(dir.path());
    batch(dir.path(), out.path(), "json");
    fs::write(out.path().join("other.json"), "{\"x\": 1}").unwrap();
    let (run, page) = report(out.path());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("other.json:1: not a result of onomast"), "{}", run.err);
    assert!(page.contains("1 files are no results"));
    let empty = tempdir().unwrap();
    let (run, _) = report(empty.path());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("holds no results: expected"), "{}", run.err);
}

#[test]
fn one_document_formats_refuse_several_papers() {
    let refused = run(["tag", "--no-tagger", "-f", "tei", common::SAMPLE, common::SAMPLE]);
    assert_eq!(refused.code, 2);
    assert_eq!(
        refused.err,
        "onomast: error: --format tei: holds one document, found several inputs: use `onomast batch`, which writes a file for each\n"
    );
}

#[test]
fn brat_output_has_its_text_beside_it() {
    let (dir, out) = (tempdir().unwrap(), tempdir().unwrap());
    papers(dir.path());
    batch(dir.path(), out.path(), "brat");
    let text = fs::read_to_string(out.path().join("sub/c.txt")).unwrap();
    assert_eq!(text, fs::read_to_string(dir.path().join("sub/c.txt")).unwrap());
    assert!(fs::read_to_string(out.path().join("sub/c.ann")).unwrap().starts_with("T1\t"));
    let one = dir.path().join("one.ann");
    let run = finish(
        onomast().args(["tag", "--no-tagger", "-f", "brat", "-o"]).arg(&one).arg(common::SAMPLE),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(one.with_extension("txt").is_file());
}

#[test]
fn colours_are_for_terminals() {
    let plain = run(["tag", "--no-tagger", "-f", "text", common::SAMPLE]);
    assert!(plain.out.contains("[PER ") && !plain.out.contains('\u{1b}'));
    let coloured = run(["tag", "--no-tagger", "-f", "text", "--color", "always", common::SAMPLE]);
    assert!(coloured.out.contains('\u{1b}') && !coloured.out.contains("[PER "));
}

#[test]
fn completions_and_manual_know_every_command_and_format() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(["completions", shell]);
        assert_eq!(script.code, 0, "{}", script.err);
        // PowerShell and Elvish are told options, not their values.
        let formats = matches!(shell, "bash" | "zsh" | "fish").then_some("geojson");
        for word in ["report", "completions", "--text-out"].into_iter().chain(formats) {
            let word = if shell == "fish" { word.trim_start_matches("--") } else { word };
            assert!(script.out.contains(word), "{shell}: {word}");
        }
    }
    let page = run(["man"]);
    assert_eq!(page.code, 0);
    assert!(page.out.contains(".TH onomast 1") && page.out.contains("Exit codes"), "{}", page.out);
    let dir = tempdir().unwrap();
    let pages = finish(onomast().args(["man", "--out"]).arg(dir.path()));
    assert_eq!(pages.code, 0, "{}", pages.err);
    let tag = fs::read_to_string(dir.path().join("onomast-tag.1")).unwrap();
    assert!(tag.contains("input\\-format") && tag.contains("geojson"));
    assert!(dir.path().join("onomast-gazetteer-check.1").is_file());
}
