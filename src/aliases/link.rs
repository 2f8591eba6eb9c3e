//! A reason to take two mentions for one entity, before the constraints are asked.

use crate::entity::EvidenceKind;
use crate::text::CleanSpan;

/// A proposed edge between two mentions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) kind: EvidenceKind,
    /// The two mentions.
    pub(crate) between: (usize, usize),
    /// What proves it.
    pub(crate) proof: CleanSpan,
    /// For a reader.
    pub(crate) because: String,
    /// The mention whose name is the one that lasted, where the text tells.
    pub(crate) lasting: Option<usize>,
    /// The date mention that says since when.
    pub(crate) since: Option<usize>,
    /// Whether the names themselves prove it, so that no constraint may stand against it.
    pub(crate) certain: bool,
}

impl Link {
    /// An edge that the names alone prove; the later mention is its proof.
    pub(crate) fn of_names(
        kind: EvidenceKind,
        between: (usize, usize),
        proof: CleanSpan,
        because: String,
    ) -> Self {
        Self { kind, between, proof, because, lasting: None, since: None, certain: false }
    }
}
