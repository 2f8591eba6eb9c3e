//! What is scored: one document's labels, gold or predicted, as plain values.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::entity::EntityKind;

/// A type label: one of onomast's four, or any other that a corpus uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// One of the four kinds, under whichever name the file gave it (`PERSON`, `GPE`, `TIME`, ...).
    Kind(EntityKind),
    /// A label that none of the four kinds covers, as written.
    Other(Box<str>),
}

impl Label {
    /// The label as it is printed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Kind(kind) => kind.label(),
            Self::Other(name) => name,
        }
    }
}

impl From<EntityKind> for Label {
    fn from(kind: EntityKind) -> Self {
        Self::Kind(kind)
    }
}

impl From<&str> for Label {
    /// Any name will do; the usual names of the four kinds become them.
    fn from(name: &str) -> Self {
        name.parse().map_or_else(|_| Self::Other(name.into()), Self::Kind)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A half-open range of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct CharSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl CharSpan {
    /// The code points from `start` up to, but not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// How many code points the two share.
    pub fn overlap(self, other: Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// Whether code point `at` lies inside.
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// One labelled stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldMention {
    /// Where.
    pub span: CharSpan,
    /// As what.
    pub label: Label,
    /// The surface form, where the file gives it or the text is known.
    pub text: Option<String>,
    /// The entity it belongs to, within its document.
    pub entity: Option<String>,
    /// The value of a date.
    pub value: Option<String>,
    /// The modifier of a date.
    pub modifier: Option<String>,
    /// How damaged the text of the mention is, from 0 (clean) up.
    pub noise: Option<f64>,
}

impl GoldMention {
    /// A mention with nothing but place and type.
    pub fn new(start: usize, end: usize, label: impl Into<Label>) -> Self {
        Self {
            span: CharSpan::new(start, end),
            label: label.into(),
            text: None,
            entity: None,
            value: None,
            modifier: None,
            noise: None,
        }
    }

    /// Whether it is a date, which has a value and no entity.
    pub fn is_date(&self) -> bool {
        self.label == Label::Kind(EntityKind::Date)
    }
}

/// The labels of one document: what a gold file or a prediction says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldDocument {
    /// Its identifier, by which gold and prediction are paired.
    pub id: String,
    /// Other names it may be paired by (source file, stem of the file it was read from).
    pub also_known_as: Vec<String>,
    /// The text, where it is known.
    pub text: Option<String>,
    /// SHA-256 of the text as lower-case hexadecimal, where it is known.
    pub sha256: Option<String>,
    /// The annotated stretches; empty if the whole text is annotated.
    pub regions: Vec<CharSpan>,
    /// The labels.
    pub mentions: Vec<GoldMention>,
    /// The year the document dates from.
    pub year: Option<i32>,
    /// How damaged the text is, from 0 (clean) up.
    pub noise: Option<f64>,
}

impl GoldDocument {
    /// Whether `span` is to be scored: it starts inside a region, or there are no regions.
    pub fn in_scope(&self, span: CharSpan) -> bool {
        self.regions.is_empty() || self.regions.iter().any(|region| region.contains(span.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_tools_become_the_four_kinds() {
        let label = |s: &str| Label::from(s);
        assert_eq!(label("pers"), Label::Kind(EntityKind::Person));
        assert_eq!(label("MISC").as_str(), "MISC");
    }

    #[test]
    fn a_mention_that_starts_at_nought_is_in_scope() {
        let doc = GoldDocument { regions: vec![CharSpan::new(0, 5)], ..GoldDocument::default() };
        assert!(doc.in_scope(CharSpan::new(0, 9)));
        assert!(!doc.in_scope(CharSpan::new(5, 6)));
    }
}
