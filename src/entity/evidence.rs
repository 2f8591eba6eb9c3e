//! Why two mentions are the same entity.

use serde::{Deserialize, Serialize};

use crate::text::RawSpan;

/// The family of a reason, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// The text says so: "X (name later changed to Y)".
    Statement,
    /// An acronym with its definition in brackets, or spelled by initials elsewhere.
    Acronym,
    /// Two names of one gazetteer entry.
    Gazetteer,
    /// The same name but for case, spacing, hyphens, diacritics.
    Variant,
    /// The same name in another romanisation.
    Romanisation,
    /// A surname, given name or head after the full name.
    ShortForm,
    /// The very same string.
    Exact,
}

impl EvidenceKind {
    /// The word used in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Acronym => "acronym",
            Self::Gazetteer => "gazetteer",
            Self::Variant => "variant",
            Self::Romanisation => "romanisation",
            Self::ShortForm => "short_form",
            Self::Exact => "exact",
        }
    }
}

/// One edge between two mentions, with the text that proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The family of the reason.
    pub kind: EvidenceKind,
    /// The two mentions, as indices into the document's mentions, in text order.
    pub between: (usize, usize),
    /// The stretch of raw text that proves it; for kinds proved by the names alone, the later mention.
    pub proof: RawSpan,
    /// A sentence a historian can read.
    pub because: String,
    /// The date mention (an index into the document's mentions) that says since when the name holds.
    pub since: Option<usize>,
}
