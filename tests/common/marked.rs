//! Marked-up text as the alias stage reads it: mentions in place, then entities.
#![allow(clippy::expect_used, reason = "a test that cannot start has failed")]
#![allow(dead_code, reason = "each test binary uses its own part")]

use onomast::aliases::{Options, Resolution, resolve};
use onomast::entity::{EntityKind, Mention};
use onomast::markup;
use onomast::text::{CleanSpan, Document, RawSpan};

/// A marked-up text with what the alias stage makes of it.
pub(crate) struct Read {
    /// The text without the marks.
    pub(crate) doc: Document,
    /// The mentions, in text order.
    pub(crate) mentions: Vec<Mention>,
    /// The mark of each mention; empty where it has none.
    pub(crate) marks: Vec<String>,
    /// The entities.
    pub(crate) found: Resolution,
}

impl Read {
    /// Whether two mentions came out as one entity.
    pub(crate) fn one(&self, i: usize, j: usize) -> bool {
        self.found.entity_of[i].is_some() && self.found.entity_of[i] == self.found.entity_of[j]
    }

    /// Pairs of mentions (dates aside) that are one by their marks but not here, or the other way
    /// round, as lines for a reader.
    pub(crate) fn mistakes(&self) -> Vec<String> {
        let named = |i: &usize| self.found.entity_of[*i].is_some();
        let all: Vec<usize> = (0..self.mentions.len()).filter(named).collect();
        let mut lines = Vec::new();
        for (place, &i) in all.iter().enumerate() {
            for &j in &all[..place] {
                if self.one(i, j) != (self.marks[i] == self.marks[j]) {
                    let side = |m: usize| {
                        let at = self.mentions[m].clean.start();
                        format!("{:?} ({}, at {at})", self.mentions[m].clean_text, self.marks[m])
                    };
                    let what = if self.one(i, j) { "joined" } else { "parted" };
                    lines.push(format!("{what}: {} and {}", side(j), side(i)));
                }
            }
        }
        lines
    }
}

/// Reads marked-up text and resolves its mentions.
pub(crate) fn read(marked: &str) -> Read {
    let marked = markup::parse(marked).expect("marked-up text");
    let doc = Document::new(marked.text.clone());
    let mut mentions = Vec::new();
    let mut marks = Vec::new();
    for m in &marked.mentions {
        mentions.push(mention(&doc, clean_of(&doc, m.span), m.kind));
        marks.push(m.id.clone().unwrap_or_default());
    }
    let found = resolve(&doc, &mentions, &Options::default());
    Read { doc, mentions, marks, found }
}

/// A mention without score, lists or date.
pub(crate) fn mention(doc: &Document, clean: CleanSpan, kind: EntityKind) -> Mention {
    let raw = doc.to_raw(clean);
    Mention {
        clean,
        raw,
        text: raw.slice(doc.raw()).to_owned(),
        clean_text: clean.slice(doc.clean()).to_owned(),
        kind,
        score: 1.0,
        sources: Vec::new(),
        entries: Vec::new(),
        sentence: doc.sentence_at(clean.start()),
        date: None,
    }
}

/// The clean stretch made from a raw one.
fn clean_of(doc: &Document, span: RawSpan) -> CleanSpan {
    let raw = |i: usize| doc.to_raw(CleanSpan::new(i, i + 1));
    let bytes = 0..doc.clean().len();
    let first = bytes.clone().find(|&i| raw(i).end() > span.start()).unwrap_or(0);
    let last = bytes.rev().find(|&i| raw(i).start() < span.end()).unwrap_or(0);
    CleanSpan::new(first, last + 1)
}
