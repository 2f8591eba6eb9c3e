//! The whole of `eval` over files: the paper's gold, hand-made cases, the command.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use onomast::cli::eval::{EvalArgs, OutputFormat, run};

/// Scratch files for one test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn write(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

fn report(gold: &Path, pred: &Path) -> serde_json::Value {
    let args = EvalArgs { gold: gold.into(), pred: pred.into(), format: OutputFormat::Json };
    let mut out = Vec::new();
    run(&args, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn the_gold_of_the_paper_scores_one_against_itself() {
    let gold = Path::new("../shared/paper/shen-2008.gold.json");
    if !gold.exists() {
        println!("skipped: {} is not there", gold.display());
        return;
    }
    let report = report(gold, gold);
    for measure in ["strict", "exact", "partial", "type"] {
        assert_eq!(report["spans"][measure]["micro"]["f1"], 1.0, "{measure}");
    }
    assert_eq!(report["spans"]["strict"]["micro"]["gold"], 538);
    assert_eq!(report["dates"]["strict_value_and_modifier"]["f1"], 1.0);
    for measure in ["muc", "b_cubed", "ceaf_m", "ceaf_e", "blanc", "lea", "links"] {
        assert_eq!(report["clusters"]["system"][measure]["f1"], 1.0, "{measure}");
    }
    assert_eq!(report["clusters"]["aliases"]["f1"], 1.0);
}

#[test]
fn missing_documents_are_named_and_count_as_misses() {
    let folder = folder();
    let gold = write(
        folder.path(),
        "gold.jsonl",
        "{\"document\":\"a\",\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"PER\"}]}\n\
         {\"document\":\"b\",\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"PER\"}]}\n",
    );
    let pred = write(
        folder.path(),
        "pred.jsonl",
        "{\"document\":{\"id\":\"c\"},\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"PER\"}]}\n\
         {\"document\":{\"id\":\"b\"},\"mentions\":[{\"start\":0,\"end\":3,\"type\":\"PER\"}]}\n",
    );
    let report = report(&gold, &pred);
    assert_eq!(report["documents"]["missing"], serde_json::json!(["a"]));
    assert_eq!(report["documents"]["extra"], serde_json::json!(["c"]));
    assert_eq!(report["spans"]["strict"]["micro"]["recall"], 0.5);
    assert_eq!(report["spans"]["strict"]["micro"]["precision"], 1.0);
}
