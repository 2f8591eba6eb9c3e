//! One short paper in every format that can be read; `scripts/make_inputs.py` makes the files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::{finish, onomast};
use onomast::files::ReadOptions;
use onomast::inputs::{self, InputFormat};
use serde_json::Value;

const FORMATS: [&str; 5] = ["pdf", "html", "md", "xml", "docx"];

fn path(name: &str) -> PathBuf {
    common::root("tests/data/inputs").join(name)
}

fn text(name: &str) -> Result<String, String> {
    inputs::read(&path(name), ReadOptions::default()).map_err(|e| e.to_string())
}

fn skipped(extension: &str) -> bool {
    extension == "pdf" && !cfg!(feature = "pdf")
}

/// White space of any kind as one blank.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_format_gives_the_same_words() {
    for extension in FORMATS.into_iter().filter(|e| !skipped(e)) {
        let text = squeezed(&text(&format!("guayaquil.{extension}")).unwrap());
        for expected in [
            "The Guayaquil Conference On 26 July 1822 the schooner Macedonia anchored off Guayaquil",
            "José de San Martín, the Protector of Peru, aboard. Simón Bolívar had entered",
            "part of Gran Colombia. The two men talked for two days behind closed doors.",
            "sailed to Valparaíso, and in 1824 went on to Le Havre.",
            "sent Antonio José de Sucre ahead to Callao;",
            "Thomas Carlyle & others told the story differently.",
            "Daniel Florence O'Leary, his aide, saved his papers;",
        ] {
            assert!(text.contains(expected), "{extension}: {expected:?} is not in\n{text}");
        }
        for left_out in ["Madrid", "Buenos Aires", "Bogotá", "<", "[^1]", "*"] {
            assert!(!text.contains(left_out), "{extension}: {left_out:?} is in\n{text}");
        }
    }
}

#[test]
fn pages_are_kept() {
    for extension in ["pdf", "xml", "docx"].into_iter().filter(|e| !skipped(e)) {
        let file = path(&format!("guayaquil.{extension}"));
        let run = finish(onomast().args(["tag", "--no-tagger"]).arg(&file));
        assert_eq!(run.code, 0, "{}", run.err);
        let document: Value = serde_json::from_str(&run.out).unwrap();
        let page_of = |text: &str| {
            let mentions = document["mentions"].as_array().unwrap();
            mentions.iter().find(|m| m["text"] == text).map(|m| m["page"].clone())
        };
        assert_eq!(page_of("26 July 1822"), Some(1.into()), "{extension}");
        assert_eq!(page_of("9 December 1824"), Some(2.into()), "{extension}");
    }
    let run = finish(onomast().args(["tag", "--no-tagger"]).arg(path("guayaquil.md")));
    assert!(!run.out.contains("\"page\""), "a text without pages has none");
}

#[test]
fn a_name_cut_by_a_page_break_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("mine.tsv");
    fs::write(&list, "name\ttype\nAntonio José de Sucre\tPER\n").unwrap();
    for extension in ["pdf", "xml", "docx"].into_iter().filter(|e| !skipped(e)) {
        let file = path(&format!("guayaquil.{extension}"));
        let run =
            finish(onomast().args(["tag", "--no-tagger", "--gazetteer"]).arg(&list).arg(&file));
        let document: Value = serde_json::from_str(&run.out).unwrap();
        let names = document["entities"].as_array().unwrap();
        let sucre = names.iter().find(|e| e["name"] == "Antonio José de Sucre");
        assert!(sucre.is_some(), "{extension}: {names:?}");
    }
}

#[test]
fn offsets_count_in_the_text_that_is_written() {
    let dir = tempfile::tempdir().unwrap();
    for extension in FORMATS.into_iter().filter(|e| !skipped(e)) {
        let run = finish(
            onomast()
                .args(["tag", "--no-tagger", "--text-out"])
                .arg(dir.path())
                .arg(path(&format!("guayaquil.{extension}"))),
        );
        let document: Value = serde_json::from_str(&run.out).unwrap();
        let raw = fs::read_to_string(dir.path().join("guayaquil.txt")).unwrap();
        for mention in document["mentions"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(mention[name].as_u64().unwrap()).unwrap();
            assert_eq!(mention["text"], raw[at("byte_start")..at("byte_end")], "{extension}");
        }
    }
}

#[test]
fn an_encrypted_or_scanned_pdf_says_what_to_do() {
    if skipped("pdf") {
        assert!(text("guayaquil.pdf").unwrap_err().contains("cargo feature \"pdf\""));
        return;
    }
    let encrypted = text("encrypted.pdf").unwrap_err();
    assert!(encrypted.contains("encrypted.pdf: is an encrypted PDF"), "{encrypted}");
    assert!(encrypted.contains("qpdf --decrypt"), "{encrypted}");
    let scanned = text("scanned.pdf").unwrap_err();
    assert!(scanned.contains("scanned.pdf: this PDF holds no text"), "{scanned}");
    assert!(scanned.contains("ocrmypdf"), "{scanned}");
}

#[test]
fn damaged_files_are_errors_and_no_panics() {
    for extension in ["pdf", "docx", "xml"].into_iter().filter(|e| !skipped(e)) {
        let bytes = fs::read(path(&format!("guayaquil.{extension}"))).unwrap();
        let format = match extension {
            "pdf" => InputFormat::Pdf,
            "docx" => InputFormat::Docx,
            _ => InputFormat::Tei,
        };
        let mut failed = 0;
        for part in 1..24 {
            let cut = bytes[..bytes.len() * part / 24].to_vec();
            let mut flipped = bytes.clone();
            let at = bytes.len() * part / 24;
            flipped[at] ^= 0x55;
            for damaged in [cut, flipped] {
                let read = inputs::text_of(damaged, format, "x", ReadOptions::default());
                failed += usize::from(read.is_err());
            }
        }
        assert!(failed > 10, "{extension}: {failed} of 46 damaged files were refused");
    }
}

#[test]
fn a_damaged_file_does_not_stop_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = fs::read(path("guayaquil.docx")).unwrap();
    fs::write(dir.path().join("bad.docx"), &bytes[..bytes.len() / 2]).unwrap();
    fs::write(dir.path().join("bad.xml"), "<TEI><text><p>one</text></TEI>").unwrap();
    fs::copy(path("guayaquil.html"), dir.path().join("good.html")).unwrap();
    let out = dir.path().join("out");
    let run =
        finish(onomast().args(["batch", "--no-tagger", "-q", "-o"]).arg(&out).arg(dir.path()));
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("bad.xml: cannot be read as TEI text: line 1"), "{}", run.err);
    assert!(run.err.contains("bad.docx: "), "{}", run.err);
    assert!(out.join("good.json").is_file());
}

#[test]
fn the_format_can_be_said() {
    let run = finish(
        onomast()
            .args(["tag", "--no-tagger", "--input-format", "text", "--text-out"])
            .arg(tempfile::tempdir().unwrap().path())
            .arg(path("guayaquil.md")),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let as_text: Value = serde_json::from_str(&run.out).unwrap();
    let chars = fs::read_to_string(path("guayaquil.md")).unwrap().chars().count();
    assert_eq!(as_text["document"]["chars"], chars);
}
