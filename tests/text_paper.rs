//! The clean view on a real paper, where one lies beside the checkout.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use onomast::text::{CharOffsets, Damage, Document, RawSpan};

struct Gold {
    text: String,
    span: RawSpan,
}

/// The paper, its gold mentions and its annotated regions.
fn paper() -> Option<(Document, Vec<Gold>, Vec<RawSpan>)> {
    let folder = Path::new("../shared/paper");
    let gold = std::fs::read_to_string(folder.join("shen-2008.gold.json")).ok();
    let raw = std::fs::read_to_string(folder.join("shen-2008-sino-north-korean-alliance.txt")).ok();
    let (Some(gold), Some(raw)) = (gold, raw) else {
        println!("skipped: no paper in {}", folder.display());
        return None;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let offsets = CharOffsets::new(&raw);
    let byte = |v: &serde_json::Value| {
        offsets.byte_of(usize::try_from(v.as_u64().unwrap()).unwrap()).unwrap()
    };
    let mentions = gold["mentions"].as_array().unwrap();
    let mentions = mentions
        .iter()
        .map(|m| Gold {
            text: m["text"].as_str().unwrap().to_owned(),
            span: RawSpan::new(byte(&m["start"]), byte(&m["end"])),
        })
        .collect();
    let regions = gold["regions"].as_array().unwrap();
    let regions = regions.iter().map(|r| RawSpan::new(byte(&r[0]), byte(&r[1]))).collect();
    Some((Document::new(raw.clone()), mentions, regions))
}

#[test]
fn every_gold_mention_survives_the_round_trip() {
    let Some((document, mentions, _)) = paper() else { return };
    for mention in &mentions {
        let clean = document.to_clean(mention.span).unwrap();
        let back = document.to_raw(clean);
        assert_eq!(
            back,
            mention.span,
            "{:?} came back as {:?}",
            mention.text,
            back.slice(document.raw())
        );
    }
    println!("{} mentions", mentions.len());
}

#[test]
fn no_gold_mention_crosses_a_sentence_or_token() {
    let Some((document, mentions, _)) = paper() else { return };
    let mut crossed = Vec::new();
    for mention in &mentions {
        let clean = document.to_clean(mention.span).unwrap();
        let sentence = document.sentences()[document.sentence_at(clean.start())];
        if !sentence.covers(clean) {
            crossed.push(format!(
                "sentence: {:?} in {:?}",
                mention.text,
                sentence.slice(document.clean())
            ));
        }
        let tokens = &document.tokens()[document.token_range(clean)];
        let (first, last) = (tokens.first().unwrap().span, tokens.last().unwrap().span);
        if first.start() != clean.start() || last.end() != clean.end() {
            crossed.push(format!(
                "token: {:?} cuts {:?}",
                mention.text,
                first.join(last).slice(document.clean())
            ));
        }
    }
    assert!(crossed.is_empty(), "{}\n{}", crossed.len(), crossed.join("\n"));
}

#[test]
fn footnote_and_page_numbers_are_gone_and_real_numbers_stay() {
    let Some((document, mentions, regions)) = paper() else { return };
    let gone: Vec<_> = document
        .edits()
        .iter()
        .filter(|e| matches!(e.damage, Damage::FootnoteMark | Damage::PageNumber))
        .collect();
    for edit in &gone {
        println!("{:?} {:?}", edit.damage, edit.raw.slice(document.raw()));
        let inside =
            mentions.iter().find(|m| m.span.overlaps(edit.raw) && !m.span.covers(edit.raw));
        assert!(inside.is_none(), "cut into {:?}", inside.map(|m| &m.text));
    }
    // Where a number stands alone between a full stop and a capital, it was a footnote's.
    for region in regions {
        let clean = document.to_clean(region).unwrap();
        let words: Vec<_> = clean.slice(document.clean()).split_whitespace().collect();
        for triple in words.windows(3) {
            let left = triple[0].ends_with('.')
                && !triple[0].ends_with("No.")
                && triple[1].bytes().all(|b| b.is_ascii_digit())
                && triple[2].starts_with(char::is_uppercase);
            assert!(!left, "left: {triple:?}");
        }
    }
}
