//! The whole of `eval` over files: the paper's gold, hand-made cases, every format, the options.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use clap::Parser;
use onomast::cli::eval::{EvalArgs, run};
use serde_json::{Value, json};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    eval: EvalArgs,
}

/// A folder of files that goes away with the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn eval(arguments: &[&str]) -> Result<String, String> {
    let command = Command::try_parse_from([&["eval"], arguments].concat())
        .map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    run(&command.eval, &mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

fn report_with(gold: &Path, pred: &Path, more: &[&str]) -> Value {
    let (gold, pred) = (gold.to_str().unwrap(), pred.to_str().unwrap());
    let arguments = [&["--gold", gold, "--pred", pred, "--format", "json"], more].concat();
    serde_json::from_str(&eval(&arguments).unwrap()).unwrap()
}

fn report(gold: &Path, pred: &Path) -> Value {
    report_with(gold, pred, &[])
}

fn document(id: &str, mentions: &[(usize, usize, &str)]) -> String {
    let mentions: Vec<Value> = mentions
        .iter()
        .map(|(start, end, label)| json!({"start": start, "end": end, "type": label}))
        .collect();
    json!({"document": {"id": id}, "mentions": mentions}).to_string()
}

/// Scores of two lists of mentions in one document.
fn compared(gold: &[(usize, usize, &str)], pred: &[(usize, usize, &str)]) -> Value {
    let folder = Folder::new();
    let gold = folder.write("gold.json", &document("d", gold));
    let pred = folder.write("pred.json", &document("d", pred));
    report(&gold, &pred)
}

fn outcomes(report: &Value, measure: &str) -> [u64; 5] {
    let outcomes = &report["spans"][measure]["outcomes"];
    ["correct", "incorrect", "partial", "missed", "spurious"]
        .map(|name| outcomes[name].as_u64().unwrap())
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
    assert_eq!(report["warnings"], json!([]));
}

// Bugs that other scorers had, each as a case with its right answer.

#[test]
fn one_prediction_over_two_gold_mentions_is_counted_once() {
    let report = compared(&[(0, 4, "PER"), (5, 9, "PER")], &[(0, 9, "PER")]);
    assert_eq!(outcomes(&report, "partial"), [0, 0, 1, 1, 0]);
    assert_eq!(outcomes(&report, "type"), [1, 0, 0, 1, 0]);
    assert_eq!(report["spans"]["errors"]["merged"], 1);
    // And two predictions over one gold mention.
    let report = compared(&[(0, 9, "PER")], &[(0, 4, "PER"), (5, 9, "PER")]);
    assert_eq!(outcomes(&report, "partial"), [0, 0, 1, 0, 1]);
    assert_eq!(report["spans"]["errors"]["split"], 1);
}

#[test]
fn two_predictions_of_one_place_leave_the_right_one_its_credit() {
    // The wrong type comes first in the file and shares more with the gold mention.
    let report = compared(&[(0, 2, "PER")], &[(0, 3, "LOC"), (0, 3, "PER")]);
    assert_eq!(outcomes(&report, "type"), [1, 0, 0, 0, 1]);
    assert_eq!(outcomes(&report, "partial"), [0, 0, 1, 0, 1]);
    assert_eq!(report["spans"]["type"]["by_type"]["PER"]["f1"], 1.0);
}

#[test]
fn a_prediction_across_two_gold_mentions_takes_one_and_the_other_is_missed() {
    let gold = [(2, 5, "PER"), (5, 8, "LOC")];
    for gold in [gold, [gold[1], gold[0]]] {
        let report = compared(&gold, &[(3, 7, "PER")]);
        assert_eq!(outcomes(&report, "type"), [1, 0, 0, 1, 0]);
        assert_eq!(outcomes(&report, "partial"), [0, 0, 1, 1, 0]);
        assert_eq!(outcomes(&report, "strict"), [0, 1, 0, 1, 0]);
    }
}

#[test]
fn overlap_at_either_end_or_around_is_overlap() {
    for pred in [(2, 4), (7, 9), (2, 9), (4, 6)] {
        let report = compared(&[(3, 8, "LOC")], &[(pred.0, pred.1, "LOC")]);
        assert_eq!(outcomes(&report, "type"), [1, 0, 0, 0, 0], "{pred:?}");
    }
    for pred in [(0, 3), (8, 9)] {
        let report = compared(&[(3, 8, "LOC")], &[(pred.0, pred.1, "LOC")]);
        assert_eq!(outcomes(&report, "type"), [0, 0, 0, 1, 1], "{pred:?}");
    }
}

#[test]
fn a_right_place_with_a_wrong_value_or_entity_is_not_right() {
    let folder = Folder::new();
    let gold =
        folder.write("g.marked.txt", "[PER Li](a) [PER Bo](b) [PER Li](a) [DATE 1901](1901)");
    let pred =
        folder.write("p.marked.txt", "[PER Li](x) [PER Bo](x) [PER Li](y) [DATE 1901](1910)");
    let report = report(&gold, &pred);
    assert_eq!(report["spans"]["strict"]["micro"]["f1"], 1.0);
    assert_eq!(report["dates"]["value"]["f1"], 0.0);
    assert_eq!(report["dates"]["modifier"]["f1"], 1.0);
    assert_eq!(report["clusters"]["system"]["links"]["f1"], 0.0);
    assert_eq!(report["clusters"]["aliases"]["precision"], 0.0);
}

#[test]
fn the_first_and_the_last_character_count() {
    let places = [(0, 1, "PER"), (9, 10, "LOC")];
    assert_eq!(outcomes(&compared(&places, &places), "strict"), [2, 0, 0, 0, 0]);

    let folder = Folder::new();
    let gold = folder.write("g.conll", "Li B-PER\nsaw O\nUlm B-LOC\n");
    let pred = folder.write("p.conll", "Li B-PER\nsaw O\nUlm B-LOC\n");
    assert_eq!(outcomes(&report(&gold, &pred), "strict"), [2, 0, 0, 0, 0]);
}

#[test]
fn a_spurious_mention_belongs_to_its_own_type_alone() {
    let report = compared(
        &[(0, 4, "PER"), (10, 14, "LOC")],
        &[(0, 4, "PER"), (10, 14, "LOC"), (20, 24, "ORG")],
    );
    let by_type = &report["spans"]["strict"]["by_type"];
    assert_eq!(by_type["PER"]["precision"], 1.0);
    assert_eq!(by_type["LOC"]["precision"], 1.0);
    assert_eq!(by_type["ORG"]["predicted"], 1);
    assert_eq!(report["spans"]["confusion"]["rows"]["none"]["ORG"], 1);
}

#[test]
fn a_wrong_type_is_an_error_of_both_types() {
    let report = compared(&[(0, 4, "PER")], &[(0, 4, "LOC")]);
    assert_eq!(outcomes(&report, "strict"), [0, 1, 0, 0, 0]);
    assert_eq!(outcomes(&report, "exact"), [1, 0, 0, 0, 0]);
    assert_eq!(outcomes(&report, "type"), [0, 1, 0, 0, 0]);
    let by_type = &report["spans"]["strict"]["by_type"];
    assert_eq!((&by_type["PER"]["gold"], &by_type["PER"]["predicted"]), (&json!(1), &json!(0)));
    assert_eq!((&by_type["LOC"]["gold"], &by_type["LOC"]["predicted"]), (&json!(0), &json!(1)));
    assert_eq!(report["spans"]["confusion"]["rows"]["PER"]["LOC"], 1);
}

#[test]
fn an_exact_mention_is_not_lost_to_one_that_overlaps_it_first() {
    let report = compared(&[(0, 4, "PER"), (0, 9, "ORG")], &[(0, 9, "ORG"), (0, 4, "PER")]);
    assert_eq!(outcomes(&report, "strict"), [2, 0, 0, 0, 0]);
    assert_eq!(outcomes(&report, "partial"), [2, 0, 0, 0, 0]);
}

#[test]
fn documents_without_any_mention_do_no_harm() {
    let folder = Folder::new();
    let gold = [document("a", &[(0, 2, "PER")]), document("b", &[])].join("\n");
    let gold = folder.write("g.jsonl", &gold);
    let report = report(&gold, &gold);
    assert_eq!(report["spans"]["strict"]["macro_by_document"]["f1"], 1.0);
    assert_eq!(report["spans"]["strict"]["macro_by_document"]["over"], 1);
    let report = compared(&[], &[]);
    assert_eq!(report["spans"]["strict"]["micro"]["f1"], 0.0);
    let report = compared(&[(0, 2, "PER")], &[]);
    assert_eq!(outcomes(&report, "strict"), [0, 0, 0, 1, 0]);
}

#[test]
fn a_repeated_mention_counts_once_and_is_reported() {
    let report = compared(&[(0, 4, "PER")], &[(0, 4, "PER"), (0, 4, "PER")]);
    assert_eq!(outcomes(&report, "strict"), [1, 0, 0, 0, 0]);
    assert!(report["warnings"][0].as_str().unwrap().contains("more than once"));
}

#[test]
fn another_text_is_an_error_and_not_a_score() {
    let folder = Folder::new();
    let gold = folder.write("g.marked.txt", "[PER Li](li) saw Ulm.");
    let pred = folder.write("p.marked.txt", "[PER Bo](li) saw Ulm.");
    let error = eval(&["--gold", gold.to_str().unwrap(), "--pred", pred.to_str().unwrap()]);
    let error = error.unwrap_err();
    assert!(error.contains("not of the same text: character 0"), "{error}");
}

#[test]
fn other_tokens_are_no_obstacle() {
    let folder = Folder::new();
    let gold = folder.write("g.marked.txt", "[PER Li Wu](li)'s house in [LOC Ulm](ulm).\n");
    let pred = folder.write("p.conll", "Li B-PER\nWu I-PER\n's O\nhouse O\nin O\nUlm B-LOC\n. O\n");
    let report = report(&gold, &pred);
    assert_eq!(outcomes(&report, "strict"), [2, 0, 0, 0, 0]);
    assert!(report["warnings"].to_string().contains("white space"));
}

// Formats.

#[test]
fn every_format_says_the_same() {
    let folder = Folder::new();
    let marked =
        folder.write("t.marked.txt", "[PER Li Wu](e1) left [LOC Ulm](e2) in [DATE 1901](1901).");
    folder.write("b/t.txt", "Li Wu left Ulm in 1901.");
    let brat = folder.write(
        "b/t.ann",
        "T1\tPER 0 5\tLi Wu\nT2\tLOC 11 14\tUlm\nT3\tDATE 18 22\t1901\nA1\tvalue T3 1901\n",
    );
    let conll = folder
        .write("t.conll", "Li\tB-PER\nWu\tI-PER\nleft\tO\nUlm\tB-LOC\nin\tO\n1901\tB-DATE\n.\tO\n");
    let hipe = folder.write(
        "t.tsv",
        "TOKEN\tNE-COARSE-LIT\tMISC\n# hipe2022:document_id = t\nLi\tB-pers\t_\nWu\tI-pers\t_\n\
         left\tO\t_\nUlm\tB-loc\t_\nin\tO\t_\n1901\tB-time\tNoSpaceAfter\n.\tO\t_\n",
    );
    let webanno = folder.write(
        "w.tsv",
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|identifier|value\n\n\
         #Text=Li Wu left Ulm in 1901.\n1-1\t0-2\tLi\t*[1]\tPER[1]\t\n1-2\t3-5\tWu\t*[1]\tPER[1]\t\n\
         1-3\t6-10\tleft\t_\t_\t\n1-4\t11-14\tUlm\t*\tLOC\t\n1-5\t15-17\tin\t_\t_\t\n\
         1-6\t18-22\t1901\t*\tDATE\t\n1-7\t22-23\t.\t_\t_\t\n",
    );
    let json = folder.write(
        "t.json",
        &json!({"document": {"id": "t"}, "text": "Li Wu left Ulm in 1901.", "mentions": [
            {"start": 0, "end": 5, "type": "PERSON", "text": "Li Wu"},
            {"start": 11, "end": 14, "type": "GPE"},
            {"start": 18, "end": 22, "type": "DATE", "value": "1901"}]})
        .to_string(),
    );
    for pred in [&marked, &brat, &conll, &hipe, &webanno, &json] {
        let report = report(&marked, pred);
        assert_eq!(outcomes(&report, "strict"), [3, 0, 0, 0, 0], "{}", pred.display());
    }
}

#[test]
fn folders_are_paired_file_by_file() {
    let folder = Folder::new();
    folder.write("gold/a.gold.json", &document("a.txt", &[(0, 2, "PER")]));
    folder.write("gold/deep/b.gold.json", &document("b.txt", &[(0, 2, "PER")]));
    folder.write("gold/notes.md", "no labels here");
    folder.write("pred/manifest.jsonl", "{\"input\":\"a\",\"status\":\"done\"}\n");
    folder.write("pred/b.json", &document("b", &[(0, 2, "PER")]));
    folder.write("pred/a.json", &document("a", &[(0, 2, "PER")]));
    let report = report(&folder.path("gold"), &folder.path("pred"));
    assert_eq!(report["documents"]["paired"], 2);
    assert_eq!(report["spans"]["strict"]["micro"]["f1"], 1.0);
}

#[test]
fn missing_documents_are_named_and_count_as_misses() {
    let folder = Folder::new();
    let gold = [document("a", &[(0, 3, "PER")]), document("b", &[(0, 3, "PER")])].join("\n");
    let pred = [document("c", &[(0, 3, "PER")]), document("b", &[(0, 3, "PER")])].join("\n\n");
    let (gold, pred) = (folder.write("g.jsonl", &gold), folder.write("p.jsonl", &pred));
    let report = report(&gold, &pred);
    assert_eq!(report["documents"]["missing"], json!(["a"]));
    assert_eq!(report["documents"]["extra"], json!(["c"]));
    assert_eq!(report["spans"]["strict"]["micro"]["recall"], 0.5);
    assert_eq!(report["spans"]["strict"]["micro"]["precision"], 1.0);
}

#[test]
fn regions_limit_both_sides_by_where_a_mention_starts() {
    let folder = Folder::new();
    let gold = json!({"document": "d", "regions": [[0, 10]], "mentions": [
        {"start": 0, "end": 3, "type": "PER"}, {"start": 9, "end": 12, "type": "PER"},
        {"start": 10, "end": 12, "type": "LOC"}]});
    let gold = folder.write("g.json", &gold.to_string());
    let pred =
        folder.write("p.json", &document("d", &[(0, 3, "PER"), (9, 12, "PER"), (20, 22, "PER")]));
    assert_eq!(outcomes(&report(&gold, &pred), "strict"), [2, 0, 0, 0, 0]);
}

// Options.

#[test]
fn types_can_be_chosen_renamed_and_dropped() {
    let folder = Folder::new();
    let gold = folder.write("g.json", &document("d", &[(0, 3, "PER"), (5, 8, "prod")]));
    let pred =
        folder.write("p.json", &document("d", &[(0, 3, "PER"), (5, 8, "ORG"), (9, 10, "EVENT")]));
    // By default what the gold never has is left out, with a note.
    let default = report(&gold, &pred);
    assert_eq!(default["unscored_types"], json!({"EVENT": 1}));
    assert_eq!(default["spans"]["strict"]["micro"]["predicted"], 2);
    let chosen = report_with(&gold, &pred, &["--types", "PER,EVENT"]);
    assert_eq!(chosen["spans"]["strict"]["micro"]["predicted"], 2);
    assert_eq!(chosen["spans"]["strict"]["micro"]["gold"], 1);
    let renamed = report_with(&gold, &pred, &["--map", "prod=ORG", "--map", "EVENT="]);
    assert_eq!(renamed["spans"]["strict"]["micro"]["f1"], 1.0);
    let error = eval(&["--gold", "g", "--pred", "p", "--map", "x"]).unwrap_err();
    assert_eq!(error, "--map: expected FROM=TO, found \"x\"");
}

#[test]
fn seen_and_unseen_names_are_scored_apart() {
    let folder = Folder::new();
    let gold = folder.write("g.marked.txt", "[PER Li](a), [PER Bo](b) and [PER Wu\nYi](c)");
    let pred = folder.write("p.marked.txt", "[PER Li](a), Bo [PER and](b) [PER Wu\nYi](c)");
    let list = folder.write("train.txt", "Bo\nWu Yi\n");
    let list = list.to_str().unwrap();
    let report = report_with(&gold, &pred, &["--seen", list]);
    let surface = &report["breakdown"]["surface"];
    assert_eq!((&surface["seen"]["strict"]["recall"]), &json!(0.5));
    assert_eq!(surface["seen"]["strict"]["precision"], 1.0);
    assert_eq!(surface["unseen"]["strict"]["recall"], 1.0);
    assert_eq!(surface["unseen"]["strict"]["precision"], 0.5);
}

#[test]
fn decades_and_noise_are_scored_apart() {
    let folder = Folder::new();
    let file = |second: &str| {
        format!(
            "TOKEN\tNE-COARSE-LIT\tMISC\n# x:document_id = a\n# x:date = 1799-12-31\n\
             # x:ocr_quality_mean = 0.95\nUlm\tB-loc\tLED0.00\n# x:document_id = b\n\
             # x:date = 1801-01-01\nVlm\t{second}\tLED0.33\n"
        )
    };
    let gold = folder.write("g.tsv", &file("B-loc"));
    let pred = folder.write("p.tsv", &file("O"));
    let breakdown = &report(&gold, &pred)["breakdown"];
    assert_eq!(breakdown["decade"]["1790s"]["strict"]["f1"], 1.0);
    assert_eq!(breakdown["decade"]["1800s"]["strict"]["f1"], 0.0);
    assert_eq!(breakdown["mention_noise"]["0"]["fuzzy"]["recall"], 1.0);
    assert_eq!(breakdown["mention_noise"]["0.3 and over"]["fuzzy"]["recall"], 0.0);
    assert_eq!(breakdown["document_noise"]["0-0.1"]["strict"]["gold"], 1);
}

#[test]
fn mistakes_are_listed_and_shown() {
    let folder = Folder::new();
    let gold = folder.write("t.gold.md", "Old [PER Li Wu](a) went to [LOC Ulm](u).");
    let pred = folder.write("t.marked.md", "Old Li [PER Wu](a) [ORG went](w) to Ulm.");
    let page = folder.path("page.html");
    let (gold, pred) = (gold.to_str().unwrap(), pred.to_str().unwrap());
    let arguments = ["--gold", gold, "--pred", pred, "--errors", "--html", page.to_str().unwrap()];
    let table = eval(&arguments).unwrap();
    assert!(table.contains(
        "t:4-9: wrong bounds: gold PER \"Li Wu\", predicted PER \"Wu\" in \"Old [Li Wu] went to Ulm.\""
    ), "{table}");
    assert!(table.contains("t:10-14: spurious: ORG \"went\" in \"Old Li Wu [went] to Ulm.\""));
    assert!(table.contains("t:18-21: missed: LOC \"Ulm\" in \"Old Li Wu went to [Ulm].\""));
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("<small>LOC: missed</small>"));
}

#[test]
fn comparing_says_which_differences_hold() {
    let folder = Folder::new();
    let documents = |mentions: &dyn Fn(usize) -> Vec<(usize, usize, &'static str)>| {
        (0..40).map(|i| document(&format!("d{i}"), &mentions(i))).collect::<Vec<_>>().join("\n")
    };
    let all = vec![(0, 2, "PER"), (5, 7, "PER"), (9, 12, "LOC")];
    let gold = folder.write("g.jsonl", &documents(&|_| all.clone()));
    let worse = folder.write("a.jsonl", &documents(&|i| all[..1 + i % 2].to_vec()));
    let better = folder.write("b.jsonl", &documents(&|i| all[..2 + i % 2].to_vec()));
    let path = |p: &PathBuf| p.to_str().unwrap().to_owned();
    let (gold, worse, better) = (path(&gold), path(&worse), path(&better));
    let out = eval(&["--gold", &gold, "--compare", &worse, &better, "--format", "json"]).unwrap();
    let out: Value = serde_json::from_str(&out).unwrap();
    let strict = &out["differences"]["spans.strict"];
    assert_eq!(strict["holds"], true);
    assert!(strict["low"].as_f64().unwrap() > 0.0);
    let table = eval(&["--gold", &gold, "--compare", &better, &better]).unwrap();
    assert!(table.contains("no difference shown") && !table.contains("is better"));
    // One prediction alone has intervals.
    let out = eval(&["--gold", &gold, "--pred", &worse, "--format", "json"]).unwrap();
    let out: Value = serde_json::from_str(&out).unwrap();
    let interval = &out["intervals"]["spans.strict"];
    assert!(interval["low"].as_f64() < interval["high"].as_f64());
}

#[test]
fn bad_input_is_named() {
    let folder = Folder::new();
    let gold = folder.write("g.json", &document("d", &[]));
    let gold = gold.to_str().unwrap();
    let message = |name: &str, content: &[u8]| {
        let path = folder.path(name);
        std::fs::write(&path, content).unwrap();
        let error = eval(&["--gold", gold, "--pred", path.to_str().unwrap()]).unwrap_err();
        error.replace(&format!("{}/", folder.0.path().display()), "")
    };
    assert_eq!(message("a.json", b"{\"mentions\": \xff}"), "a.json: byte 13 is not UTF-8 text");
    assert!(message("b.json", b"{\"mentions\": 3}").starts_with("b.json:1:"));
    assert!(message("c.dat", b"what is this").starts_with("c.dat: the format cannot be told"));
    assert!(
        eval(&["--gold", gold, "--pred", "nowhere.json"])
            .unwrap_err()
            .starts_with("nowhere.json: cannot be read")
    );
    std::fs::create_dir(folder.path("empty")).unwrap();
    let empty = folder.path("empty");
    let error = eval(&["--gold", gold, "--pred", empty.to_str().unwrap()]).unwrap_err();
    assert!(error.contains("no document found"), "{error}");
}
