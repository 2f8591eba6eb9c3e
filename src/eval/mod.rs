//! Scores: spans, dates and clusters against gold labels.
//!
//! The core is pure: [`GoldDocument`]s in, a [`Report`] out. [`load`] reads the files, [`render`]
//! writes what people look at. Every definition, with worked examples, is in `docs/EVALUATION.md`.

pub mod bootstrap;
pub mod clusters;
pub mod dates;
pub mod load;
pub mod render;
pub mod spans;

mod assignment;
mod breakdown;
mod corpus;
mod document;
mod error;
mod mistakes;
mod pairing;
mod report;
mod tally;

pub use breakdown::SurfaceSet;
pub use document::{CharSpan, GoldDocument, GoldMention, Label};
pub use error::EvalError;
pub use mistakes::{Mistake, MistakeKind, Seen};
pub use pairing::{Pairing, pair};
pub use report::{
    Breakdown, Clusters, Comparison, Confusion, DocumentScores, Documents, Errors, Group, Hipe,
    HipeScores, MeasureScores, Options, Pair, Report, Spans, Table, compare, evaluate, score,
};
pub use tally::{Mean, Score, Tally};
