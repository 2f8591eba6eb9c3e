//! No bytes make the reader of JSON lines panic, hang, or lose count of the lines.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use onomast::batch::json_lines;
use onomast::files::ReadOptions;

fuzz_target!(|input: (Vec<u8>, bool, u16)| {
    let (bytes, lossy, max_bytes) = input;
    let lines = bytes.split(|b| *b == b'\n').count();
    let options = ReadOptions { lossy, max_bytes: u64::from(max_bytes), ..ReadOptions::default() };
    let documents: Vec<_> = json_lines("in.jsonl", Cursor::new(bytes), options).collect();
    assert!(documents.len() <= lines);
    for document in documents {
        match document.text {
            Ok(text) => assert!(text.chars().any(|c| !c.is_whitespace())),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
