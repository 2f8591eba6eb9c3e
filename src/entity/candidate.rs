//! What a stage proposes before `fuse` decides.

use serde::{Deserialize, Serialize};

use super::{EntityKind, EntryRef};
use crate::dates::DateValue;
use crate::text::CleanSpan;

/// Which stage proposed a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// A gazetteer given by the user.
    User,
    /// A gazetteer shipped with onomast.
    Gazetteer,
    /// The transformer tagger.
    Tagger,
    /// The date grammar.
    Dates,
    /// A repeat, elsewhere in the document, of a name that another source is sure of.
    Document,
}

impl Source {
    /// The word used in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Gazetteer => "gazetteer",
            Self::Tagger => "tagger",
            Self::Dates => "dates",
            Self::Document => "document",
        }
    }
}

/// A span that one stage proposes as a mention. Offsets are in the clean view.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// As what.
    pub kind: EntityKind,
    /// Who says so.
    pub source: Source,
    /// Priority of the gazetteer entry (higher wins); 0 for the other sources.
    pub priority: i32,
    /// Probability-like score in `0.0..=1.0`.
    pub score: f32,
    /// Whether this candidate may stand alone, or only supports or retypes one of another source
    /// (a gazetteer name flagged as needing context).
    pub standalone: bool,
    /// The gazetteer entries that carry this name; several if the name is shared.
    pub entries: Vec<EntryRef>,
    /// The value, for dates.
    pub date: Option<DateValue>,
}
