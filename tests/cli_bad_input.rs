//! Bad input: always a clear error, nothing lost, the exit code as documented.
#![allow(clippy::print_stdout, reason = "says what is skipped and measured")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use common::{Run, TINY_MODEL, finish, onomast, run};
use tempfile::tempdir;

/// Tags one file of the given bytes without the tagger, with the folder cut from the messages.
fn tag_bytes(name: &str, bytes: &[u8], more: &[&str]) -> Run {
    let dir = tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    let mut run = finish(onomast().arg("tag").arg("--no-tagger").args(more).arg(&path));
    run.err = run.err.replace(&format!("{}/", dir.path().display()), "");
    run
}

#[test]
fn not_utf8_names_the_file_the_byte_and_the_way_out() {
    let bytes = b"Mao met Zhou.\nAt a caf\xE9 in Paris.";
    let refused = tag_bytes("latin1.txt", bytes, &[]);
    assert_eq!(refused.code, 1);
    assert_eq!(
        refused.err,
        "onomast: latin1.txt: is not UTF-8: byte 22 (line 2) is 0xE9; --lossy reads it with U+FFFD in such places\n"
    );
    assert_eq!(refused.out, "");
    let lossy = tag_bytes("latin1.txt", bytes, &["--lossy"]);
    assert_eq!(lossy.code, 0, "{}", lossy.err);
    assert!(lossy.out.contains("\"text\": \"Paris\""));
}

#[test]
fn an_empty_file_is_named() {
    for bytes in [&b""[..], b" \n\t\n"] {
        let run = tag_bytes("empty.txt", bytes, &[]);
        assert_eq!(
            (run.code, run.err.as_str()),
            (1, "onomast: empty.txt: is empty: there is nothing to tag\n")
        );
    }
}

#[test]
fn a_binary_file_is_refused_with_advice() {
    let cases: [(&[u8], &str); 4] = [
        (
            b"PK\x03\x04....",
            "looks like a zip, EPUB or ODT file, expected plain text; save it as DOCX, HTML or plain text first",
        ),
        (
            b"\xd0\xcf\x11\xe0....",
            "looks like an old Word file, or an Office file with a password, expected plain text; save it as DOCX without a password first",
        ),
        (
            b"ab\0cd",
            "looks like a binary file (it holds NUL bytes), expected plain text; --lossy reads NULs as blanks",
        ),
        (
            &[0; 5000],
            "looks like a binary file (it holds NUL bytes), expected plain text; --lossy reads NULs as blanks",
        ),
    ];
    for (bytes, message) in cases {
        let run = tag_bytes("file.bin", bytes, &[]);
        assert_eq!((run.code, run.err), (1, format!("onomast: file.bin: {message}\n")));
    }
}

#[test]
fn a_damaged_pdf_is_one_clean_line() {
    let run = tag_bytes("paper.pdf", b"%PDF-1.7 ...", &[]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.starts_with("onomast: paper.pdf: "), "{}", run.err);
    let as_text = tag_bytes("paper.pdf", b"%PDF-1.7 ...", &["--input-format", "text"]);
    assert_eq!(
        as_text.err,
        "onomast: paper.pdf: looks like a PDF, expected plain text; leave --input-format out, or say pdf\n"
    );
}

#[test]
fn a_nul_far_into_a_text_is_a_blank_and_a_warning() {
    let mut bytes = b"Nothing happened here. ".repeat(500);
    bytes.extend(b"Churchill went to\0Moscow in 1942.");
    let run = tag_bytes("nul.txt", &bytes, &[]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "onomast: note: nul.txt: the text holds 1 NUL characters; they are read as blanks\n"
    );
    assert!(run.out.contains("\"text\": \"Moscow\""));
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let dir = tempdir().unwrap();
    let good = dir.path().join("good.txt");
    fs::write(&good, "Lenin came to Petrograd in April 1917.").unwrap();
    let missing = dir.path().join("missing.txt");
    let run = finish(onomast().args(["tag", "--no-tagger"]).arg(&missing).arg(&good));
    assert_eq!(run.code, 1);
    assert_eq!(
        run.err,
        format!(
            "onomast: {}: cannot be read: No such file or directory (os error 2)\n",
            missing.display()
        )
    );
    assert_eq!(run.out.lines().count(), 1, "one JSON line for the good file");
    assert!(run.out.contains("\"1917-04\""));
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let run = tag_bytes("huge.txt", &[b'a'; 2000], &["--max-bytes", "1000"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            1,
            "onomast: huge.txt: is 2000 bytes long, more than the limit of 1000; --max-bytes raises it\n"
        )
    );
}

#[test]
fn one_bad_json_line_is_named_and_the_rest_is_done() {
    let lines = concat!(
        "{\"id\":\"a\",\"text\":\"Lenin left Zurich.\"}\n",
        "{\"id\":\"b\",\"text\":\"lone \\udc00 surrogate\"}\n",
        "{\"id\":\"c\"}\n",
        "{\"id\":\"d\",\"text\":\"Trotsky left New York.\"}\n",
    );
    let run = tag_bytes("papers.jsonl", lines.as_bytes(), &[]);
    assert_eq!(run.code, 1);
    let errors: Vec<&str> = run.err.lines().collect();
    assert_eq!(errors.len(), 2, "{}", run.err);
    assert!(errors[0].starts_with("onomast: papers.jsonl:2: not a document: "), "{}", errors[0]);
    assert!(errors[0].contains("surrogate"), "{}", errors[0]);
    assert!(errors[1].starts_with("onomast: papers.jsonl:3: not a document: missing field `text`"));
    assert_eq!(run.out.lines().count(), 2);
}

#[test]
fn a_bad_line_of_the_users_list_is_named_with_its_place() {
    let dir = tempdir().unwrap();
    let list = dir.path().join("mine.tsv");
    fs::write(&list, "name\ttype\nGrey Owl\tPER\nNowhere\tPLANET\n").unwrap();
    let paper = dir.path().join("p.txt");
    fs::write(&paper, "Grey Owl spoke.").unwrap();
    let run = finish(onomast().args(["tag", "--no-tagger", "--gazetteer"]).arg(&list).arg(&paper));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("mine.tsv:3: "), "{}", run.err);
    assert!(run.err.contains("PLANET"), "{}", run.err);
}

#[test]
fn a_missing_model_says_which_file() {
    let run = run(["tag", common::SAMPLE, "--model", "no/such/model"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("onomast: error: no/such/model"), "{}", run.err);
    assert!(run.err.contains("config.json"), "{}", run.err);
}

#[test]
fn damaged_weights_say_what_is_wrong() {
    let dir = tempdir().unwrap();
    for name in ["config.json", "tokenizer.json"] {
        fs::copy(common::root(TINY_MODEL).join(name), dir.path().join(name)).unwrap();
    }
    let weights = fs::read(common::root(TINY_MODEL).join("model.safetensors")).unwrap();
    fs::write(dir.path().join("model.safetensors"), &weights[..weights.len() - 100]).unwrap();
    let run = finish(onomast().args(["tag", common::SAMPLE, "--model"]).arg(dir.path()));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("model.safetensors"), "{}", run.err);
}

#[test]
fn an_unknown_label_scheme_is_an_error() {
    let dir = tempdir().unwrap();
    for name in ["tokenizer.json", "model.safetensors"] {
        fs::copy(common::root(TINY_MODEL).join(name), dir.path().join(name)).unwrap();
    }
    let config = fs::read_to_string(common::root(TINY_MODEL).join("config.json")).unwrap();
    let config = config.replace("B-PER", "Q*PER");
    fs::write(dir.path().join("config.json"), config).unwrap();
    let run = finish(onomast().args(["tag", common::SAMPLE, "--model"]).arg(dir.path()));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Q*PER"), "{}", run.err);
}

#[test]
#[cfg(not(feature = "rust-bert"))]
fn a_backend_that_is_not_built_in_says_how_to_get_it() {
    let run = run(["tag", common::SAMPLE, "--model", TINY_MODEL, "--backend", "rust-bert"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("rust-bert") && run.err.contains("feature"), "{}", run.err);
}

#[test]
fn a_full_disk_leaves_nothing_and_is_said() {
    if !Path::new("/dev/full").exists() {
        println!("skipped: no /dev/full on this system");
        return;
    }
    let run = run(["tag", "--no-tagger", common::SAMPLE, "-o", "/dev/full"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "onomast: error: /dev/full: cannot be written: No space left on device (os error 28)\n"
        )
    );
}

#[test]
fn an_output_folder_that_does_not_exist_is_said() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("no/such/out.json");
    let run = finish(onomast().args(["tag", "--no-tagger", common::SAMPLE, "-o"]).arg(&out));
    assert_eq!(run.code, 2);
    assert!(run.err.contains("out.json: cannot be written: No such file"), "{}", run.err);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_onomast"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tag", "--no-tagger"])
        .args([common::SAMPLE; 30])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
fn standard_input_is_a_document_too() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_onomast"))
        .args(["tag", "--no-tagger", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"Lenin died on 21 January 1924.").unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&done.stdout).contains("\"1924-01-21\""));
}

#[test]
fn wrong_usage_is_exit_2() {
    assert_eq!(run(["tag"]).code, 2);
    assert_eq!(run(["tag", "--format", "nonsense", "x"]).code, 2);
    assert_eq!(run(["nonsense"]).code, 2);
    let published = run(["tag", "--no-tagger", "--published", "1950-02-30", common::SAMPLE]);
    assert_eq!(published.code, 2);
    assert!(published.err.contains("1950-02-30"), "{}", published.err);
    assert_eq!(run(["--help"]).code, 0);
    assert_eq!(run(["--version"]).code, 0);
}
