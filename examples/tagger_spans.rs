//! Tags sentences with a model alone, at a chosen precision: the way to compare precisions on gold.
//!
//! ```text
//! cargo run --release --example tagger_spans -- MODEL f32|int8 < documents.jsonl > spans.jsonl
//! ```
//!
//! A line of input is `{"sentences": ["…", …]}`, one document; a line of output `{"spans": [[sentence,
//! start, end, type], …]}` with offsets in code points of the sentence. `scripts/eval_native.py`
//! makes the one from corpora and scores the other.

use std::error::Error;
use std::io::{self, BufRead, Write};

use onomast::tagger::{Backend, Model, Precision, Tagger};
use onomast::text::{CharOffsets, Document};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Line {
    sentences: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(model), Some(precision)) = (arguments.next(), arguments.next()) else {
        return Err("usage: tagger_spans MODEL f32|int8 < documents.jsonl".into());
    };
    let precision: Precision = precision.parse()?;
    let tagger = Tagger::with_precision(Model::open(model)?, Backend::Native, precision)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        // A blank line between them keeps the sentences apart.
        let starts: Vec<usize> = line
            .sentences
            .iter()
            .scan(0, |at, sentence| {
                let start = *at;
                *at += sentence.chars().count() + 2;
                Some(start)
            })
            .collect();
        let text = line.sentences.join("\n\n");
        let document = Document::new(text);
        let chars = CharOffsets::new(document.raw());
        let mut spans = Vec::new();
        for candidate in tagger.tag(&document)?.candidates {
            let span = document.to_raw(candidate.span);
            let (start, end) = (chars.char_of(span.start()), chars.char_of(span.end()));
            let sentence = starts.partition_point(|&s| s <= start) - 1;
            let from = starts[sentence];
            spans.push(json!([sentence, start - from, end - from, candidate.kind.label()]));
        }
        writeln!(out, "{}", json!({ "spans": spans }))?;
    }
    Ok(out.flush()?)
}
