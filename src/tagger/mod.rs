//! The transformer tagger: model folders, engines, windows, label decoding.
//!
//! A document is cut into word pieces, the pieces into overlapping windows, an engine
//! ([`TokenClassifier`]) gives every piece a row of logits, and a constrained Viterbi search turns
//! the rows of each sentence's words into spans. Nothing is truncated: [`Tagging`] says how many
//! windows, pieces and words were read.
//!
//! | file | knows |
//! |---|---|
//! | `config`, `labels`, `weights`, `layout`, `model` | the model folder |
//! | `pieces`, `case_shape`, `windows` | what the model reads |
//! | `classifier`, `native`, `rust_bert` | the engines |
//! | `decode`, `tag` | what comes out |
//! | `verify` | the check-up of a model folder |

mod case_shape;
mod classifier;
mod config;
mod decode;
mod error;
mod labels;
mod layout;
mod model;
mod native;
mod pieces;
#[cfg(feature = "rust-bert")]
mod rust_bert;
mod tag;
mod verify;
mod weights;
mod windows;

pub use case_shape::CaseShape;
pub use classifier::{Backend, TokenClassifier, Window};
pub use config::{Gates, ModelConfig, TokenTypes};
pub use decode::{DecodedSpan, log_probabilities, spans, viterbi};
pub use error::TaggerError;
pub use labels::{Label, LabelSet, LabelType, Place, Scheme};
pub use model::{Model, ModelFolder};
pub use native::{EngineTimes, NativeClassifier, Precision};
pub use pieces::{PieceTokenizer, Pieces, Sentence, Word};
#[cfg(feature = "rust-bert")]
pub use rust_bert::{RustBertClassifier, TorchDevice};
pub use tag::{Tagger, TaggerTimes, Tagging};
pub use verify::{SMOKE_SENTENCE, SmokeSpan, VerifiedFile, VerifiedType, VerifyReport, verify};
pub use weights::{NumberType, Weights};
pub use windows::{Plan, plan};
