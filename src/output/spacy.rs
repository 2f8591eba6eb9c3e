//! spaCy's own JSON of a `Doc`: `Doc(nlp.vocab).from_json(...)` reads it, a `DocBin` stores it.
//!
//! The text is the clean view; white space beyond one blank is a token, as in spaCy. The spans of
//! `ents` carry `kb_id` where Wikidata is known; `_.onomast` holds entity and value of each.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{self, JsonDocument};
use super::pieces::pieces;
use crate::pipeline::Analysis;
use crate::text::{CharOffsets, CleanSpan};

/// `Doc.to_json()` of spaCy 3.
#[derive(Debug, Serialize)]
struct Doc<'a> {
    text: &'a str,
    ents: Vec<Ent<'a>>,
    sents: Vec<Bounds>,
    tokens: Vec<Token>,
    #[serde(rename = "_")]
    custom: Custom<'a>,
}

#[derive(Debug, Serialize)]
struct Ent<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kb_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Bounds {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Token {
    id: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Custom<'a> {
    onomast: Onomast<'a>,
}

/// What spaCy has no place for: the document's name, and for each of `ents` its mention.
#[derive(Debug, Serialize)]
struct Onomast<'a> {
    id: &'a str,
    ents: Vec<Ref<'a>>,
}

#[derive(Debug, Serialize)]
struct Ref<'a> {
    id: &'a str,
    /// Code points of the raw text.
    start: usize,
    end: usize,
    entity: Option<&'a str>,
    name: Option<&'a str>,
    value: Option<&'a str>,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
}

/// Writes one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, document: &JsonDocument, analysis: &Analysis) -> io::Result<()> {
    let clean = analysis.document.clean();
    let offsets = CharOffsets::new(clean);
    let bounds = |span: CleanSpan| Bounds {
        start: offsets.char_of(span.start()),
        end: offsets.char_of(span.end()),
    };
    let tokens = tokens(analysis);
    let ents = analysis.mentions.iter().enumerate().map(|(i, m)| {
        let Bounds { start, end } = bounds(m.clean);
        let entity = analysis.entity_of(i).and_then(|e| document.entities.get(e));
        Ent {
            start,
            end,
            label: m.kind.label(),
            kb_id: entity.and_then(|e| e.links.wikidata.as_deref()),
        }
    });
    let refs = document.mentions.iter().map(|m| {
        let entity = m.entity.as_deref().and_then(|id| document.entity(id));
        Ref {
            id: &m.id,
            start: m.start,
            end: m.end,
            entity: m.entity.as_deref(),
            name: entity.map(|e| e.name.as_str()),
            value: m.value.as_deref(),
            modifier: m.modifier.map(|m| m.as_str()),
        }
    });
    let doc = Doc {
        text: clean,
        ents: ents.collect(),
        sents: sentences(analysis).into_iter().map(bounds).collect(),
        tokens: tokens
            .into_iter()
            .enumerate()
            .map(|(id, span)| {
                let Bounds { start, end } = bounds(span);
                Token { id, start, end }
            })
            .collect(),
        custom: Custom { onomast: Onomast { id: &document.document.id, ents: refs.collect() } },
    };
    json::to_line(out, &doc)
}

/// From the first piece of each sentence to its last.
fn sentences(analysis: &Analysis) -> Vec<CleanSpan> {
    pieces(analysis)
        .chunk_by(|a, b| a.sentence == b.sentence)
        .filter_map(|s| Some(CleanSpan::new(s.first()?.span.start(), s.last()?.span.end())))
        .collect()
}

/// Pieces and, between them, whatever is more than the one blank that spaCy gives to a token.
fn tokens(analysis: &Analysis) -> Vec<CleanSpan> {
    let clean = analysis.document.clean();
    let mut out = Vec::new();
    let mut at = 0;
    let gap = |out: &mut Vec<CleanSpan>, from: usize, to: usize| {
        let blank = from > 0 && clean.get(from..to).is_some_and(|gap| gap.starts_with(' '));
        let from = from + usize::from(blank);
        if from < to {
            out.push(CleanSpan::new(from, to));
        }
    };
    for piece in pieces(analysis) {
        gap(&mut out, at, piece.span.start());
        out.push(piece.span);
        at = piece.span.end();
    }
    gap(&mut out, at, clean.len());
    out
}
