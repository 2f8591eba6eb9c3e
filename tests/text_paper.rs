//! The clean view on whole papers with gold labels: the samples, and a real one where it lies beside
//! the checkout.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use onomast::text::{CharOffsets, Damage, Document, RawSpan};

struct Gold {
    text: String,
    span: RawSpan,
}

struct Paper {
    name: String,
    document: Document,
    mentions: Vec<Gold>,
    regions: Vec<RawSpan>,
}

/// The samples, and the real paper if it is there.
fn papers() -> Vec<Paper> {
    let mut papers = Vec::new();
    for folder in ["tests/data/papers", "../shared/paper"] {
        let Ok(files) = std::fs::read_dir(folder) else {
            println!("skipped: no folder {folder}");
            continue;
        };
        for file in files {
            let path = file.unwrap().path();
            if path.to_string_lossy().ends_with(".gold.json") {
                papers.push(read(&path));
            }
        }
    }
    assert!(!papers.is_empty());
    papers
}

fn read(path: &Path) -> Paper {
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let name = gold["document"].as_str().unwrap().to_owned();
    let raw = std::fs::read_to_string(path.with_file_name(&name)).unwrap();
    let offsets = CharOffsets::new(&raw);
    let byte = |v: &serde_json::Value| {
        offsets.byte_of(usize::try_from(v.as_u64().unwrap()).unwrap()).unwrap()
    };
    let mentions = gold["mentions"].as_array().unwrap().iter().map(|m| Gold {
        text: m["text"].as_str().unwrap().to_owned(),
        span: RawSpan::new(byte(&m["start"]), byte(&m["end"])),
    });
    let regions = gold["regions"].as_array().unwrap();
    let regions = regions.iter().map(|r| RawSpan::new(byte(&r[0]), byte(&r[1]))).collect();
    Paper { mentions: mentions.collect(), regions, name, document: Document::new(raw.clone()) }
}

#[test]
fn every_gold_mention_survives_the_round_trip() {
    for Paper { name, document, mentions, .. } in papers() {
        for mention in &mentions {
            let clean = document.to_clean(mention.span).unwrap();
            let back = document.to_raw(clean);
            let text = back.slice(document.raw());
            assert_eq!(back, mention.span, "{name}: {:?} came back as {text:?}", mention.text);
        }
        println!("{name}: {} mentions", mentions.len());
    }
}

#[test]
fn no_gold_mention_crosses_a_sentence_or_token() {
    let mut crossed = Vec::new();
    for Paper { name, document, mentions, .. } in papers() {
        for Gold { text, span } in &mentions {
            let clean = document.to_clean(*span).unwrap();
            let sentence = document.sentences()[document.sentence_at(clean.start())];
            if !sentence.covers(clean) {
                let sentence = sentence.slice(document.clean());
                crossed.push(format!("{name}: {text:?} crosses the end of {sentence:?}"));
            }
            let tokens = &document.tokens()[document.token_range(clean)];
            let all = tokens.first().unwrap().span.join(tokens.last().unwrap().span);
            if all != clean {
                crossed.push(format!("{name}: {text:?} cuts {:?}", all.slice(document.clean())));
            }
        }
    }
    assert!(crossed.is_empty(), "{}\n{}", crossed.len(), crossed.join("\n"));
}

#[test]
fn footnote_and_page_numbers_are_gone_and_real_numbers_stay() {
    for Paper { name, document, mentions, regions } in papers() {
        for edit in document.edits() {
            if matches!(edit.damage, Damage::FootnoteMark | Damage::PageNumber) {
                let cut =
                    mentions.iter().find(|m| m.span.overlaps(edit.raw) && !m.span.covers(edit.raw));
                assert!(cut.is_none(), "{name}: cut into {:?}", cut.map(|m| &m.text));
            }
        }
        // Where a number stands alone between a full stop and a capital, it was a footnote's.
        for region in regions {
            let clean = document.to_clean(region).unwrap();
            let words: Vec<_> = clean.slice(document.clean()).split_whitespace().collect();
            for triple in words.windows(3) {
                let left = triple[0].ends_with('.')
                    && !matches!(triple[0], "No." | "p." | "vol.")
                    && triple[1].bytes().all(|b| b.is_ascii_digit())
                    && triple[1].len() < 4
                    && triple[2].starts_with(char::is_uppercase);
                assert!(!left, "{name}: left: {triple:?}");
            }
        }
    }
}
