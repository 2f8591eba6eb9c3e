//! The whole pipeline on whole papers: what holds for everything that is emitted, and that the
//! sample papers are read about as well as they were when these bounds were set. The bounds are
//! well below the measured figures: they catch a broken stage, not a point lost.
#![allow(clippy::print_stdout, reason = "says what is skipped and measured")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{root, run};
use onomast::eval::load::{LoadOptions, load};
use onomast::eval::{self, GoldDocument};
use onomast::output::json::JsonDocument;
use onomast::text::CharOffsets;

/// The sample papers that are always there.
fn samples() -> Vec<PathBuf> {
    let mut papers: Vec<PathBuf> = fs::read_dir(root("tests/data/papers"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .filter(|path| !path.to_string_lossy().contains(".marked."))
        .collect();
    papers.sort();
    papers
}

fn tag(paper: &Path) -> JsonDocument {
    let run = run([Path::new("tag"), paper]);
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// Everything that must hold of a document, whatever the text.
fn check_invariants(raw: &str, document: &JsonDocument) {
    let offsets = CharOffsets::new(raw);
    assert_eq!(document.document.chars, raw.chars().count());
    assert!(document.read.tokens > 0 && document.read.windows > 0);
    let mut end = 0;
    for mention in &document.mentions {
        assert_eq!(&raw[mention.byte_start..mention.byte_end], mention.text);
        assert_eq!(offsets.char_of(mention.byte_start), mention.start);
        assert_eq!(offsets.char_of(mention.byte_end), mention.end);
        assert!(mention.byte_start >= end, "{mention:?} overlaps the one before it");
        end = mention.byte_end;
        assert_eq!(mention.entity.is_none(), mention.kind.label() == "DATE");
    }
    for entity in &document.entities {
        for id in &entity.mentions {
            let mention = document.mentions.iter().find(|m| m.id == *id).unwrap();
            assert_eq!(mention.entity.as_ref(), Some(&entity.id));
            assert_eq!(mention.kind, entity.kind);
        }
        for evidence in &entity.evidence {
            assert!(!evidence.because.is_empty());
            assert!(evidence.start <= evidence.end && evidence.end <= document.document.chars);
            assert!(evidence.mentions.iter().all(|m| entity.mentions.contains(m)), "{evidence:?}");
        }
    }
}

fn read(path: &Path) -> GoldDocument {
    let mut documents = load(path, &LoadOptions::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(documents.len(), 1, "{}", path.display());
    documents.remove(0)
}

/// Strict F1 and the cluster average of a tagged document.
fn score(gold: &Path, document: &JsonDocument) -> (f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("predicted.json");
    fs::write(&path, serde_json::to_string(document).unwrap()).unwrap();
    let report = eval::score(&read(gold), &read(&path));
    (report.spans.strict.micro.f1, report.documents.each[0].conll)
}

#[test]
fn sample_papers_hold_together_and_are_read_well() {
    let mut scores = Vec::new();
    for paper in samples() {
        let raw = fs::read_to_string(&paper).unwrap();
        let document = tag(&paper);
        check_invariants(&raw, &document);
        let (f1, clusters) = score(&paper.with_extension("gold.json"), &document);
        println!("{}: strict F1 {f1:.4}, clusters {clusters:.4}", paper.display());
        scores.push((f1, clusters));
    }
    let mean =
        |pick: fn(&(f64, f64)) -> f64| scores.iter().map(pick).sum::<f64>() / scores.len() as f64;
    assert!(scores.len() >= 8);
    assert!(mean(|s| s.0) > 0.90, "strict F1");
    assert!(mean(|s| s.1) > 0.88, "cluster average");
}

#[test]
fn the_real_paper_is_read_well_where_it_is_at_hand() {
    let paper = root("../shared/paper/shen-2008-sino-north-korean-alliance.txt");
    if !paper.exists() {
        println!("skipped: the real paper is not beside the checkout");
        return;
    }
    let raw = fs::read_to_string(&paper).unwrap();
    let document = tag(&paper);
    check_invariants(&raw, &document);
    let (f1, clusters) = score(&root("../shared/paper/shen-2008.gold.json"), &document);
    println!("strict F1 {f1:.4}, clusters {clusters:.4}");
    assert!(f1 > 0.95, "strict F1 {f1}");
    assert!(clusters > 0.94, "cluster average {clusters}");

    let chai = document.entities.iter().find(|e| e.name == "Chai Chengwen").unwrap();
    let aliases: Vec<&str> = chai.aliases.iter().map(|a| a.text.as_str()).collect();
    assert!(aliases.contains(&"Chai Junwu") && aliases.contains(&"Chai"), "{aliases:?}");
    assert!(chai.evidence.iter().any(|e| e.kind.as_str() == "statement"));
}

#[test]
fn an_alias_statement_makes_one_entity() {
    let text = "The mission was led by Chai Junwu (name later changed to Chai Chengwen). \
                On arrival Chai sent a telegram.";
    let dir = tempfile::tempdir().unwrap();
    let paper = dir.path().join("p.txt");
    fs::write(&paper, text).unwrap();
    let document = tag(&paper);
    let chai = document.entities.iter().find(|e| e.name == "Chai Chengwen").unwrap();
    assert_eq!(chai.mentions.len(), 3);
    let statement = chai.evidence.iter().find(|e| e.kind.as_str() == "statement").unwrap();
    let proof: String =
        text.chars().skip(statement.start).take(statement.end - statement.start).collect();
    assert!(proof.contains("name later changed to"), "{proof}");
}
