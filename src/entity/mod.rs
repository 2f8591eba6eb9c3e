//! The types every stage speaks: what a candidate, a mention, an entity and a piece of evidence are.

mod candidate;
mod evidence;
mod kind;
mod mention;

pub use candidate::{Candidate, Source};
pub use evidence::{Evidence, EvidenceKind};
pub use kind::{EntityKind, UnknownKind};
pub use mention::{Entity, EntryRef, Mention};
