//! Mentions in the text and the entities they belong to.

use std::sync::Arc;

use super::{EntityKind, Evidence, Source};
use crate::dates::DateValue;
use crate::text::{CleanSpan, RawSpan};

/// A pointer to one gazetteer entry: enough for aliases and output, cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryRef {
    /// Name of the gazetteer (its file stem).
    pub gazetteer: Arc<str>,
    /// The entry's identifier, unique within the gazetteer.
    pub id: Arc<str>,
    /// The entry's preferred name.
    pub name: Arc<str>,
    /// What the entry names.
    pub kind: EntityKind,
}

/// One stretch of text that names something.
///
/// Invariant, tested on everything emitted: `document.raw()[raw.range()] == text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where, in the clean view.
    pub clean: CleanSpan,
    /// Where, in the raw text.
    pub raw: RawSpan,
    /// The raw text of the span, untouched.
    pub text: String,
    /// The same stretch in the clean view (line breaks, stray marks and lost apostrophes mended).
    pub clean_text: String,
    /// What it names.
    pub kind: EntityKind,
    /// Probability-like score in `0.0..=1.0`.
    pub score: f32,
    /// Every stage that proposed this span as this kind, sorted, without repeats.
    pub sources: Vec<Source>,
    /// Gazetteer entries that carry this name as this kind.
    pub entries: Vec<EntryRef>,
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// The value, for dates.
    pub date: Option<DateValue>,
}

/// One person, organisation or place, with all its mentions and the reasons for every merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is; never `Date`.
    pub kind: EntityKind,
    /// Best name: fullest, most recent by statement, most frequent spelling.
    pub name: String,
    /// Indices into the document's mentions, ascending.
    pub mentions: Vec<usize>,
    /// Why these mentions are one entity. Every non-trivial merge has an edge here.
    pub evidence: Vec<Evidence>,
    /// The gazetteer entries it is linked to, best first.
    pub links: Vec<EntryRef>,
    /// Names of other entities that some mention here might also belong to.
    pub ambiguous_with: Vec<String>,
}
