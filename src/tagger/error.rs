//! What can go wrong between a model folder and a tagged document.

use std::io;
use std::path::PathBuf;

/// Everything the tagger refuses, with the file, the place, and what was expected there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TaggerError {
    /// A file of the model folder cannot be read.
    #[error("{}: cannot read the model: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that is not the JSON it should be.
    #[error("{file}: not valid JSON: {source}")]
    Json {
        /// The file.
        file: String,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A setting that is missing or out of bounds.
    #[error("{file}: {place}: expected {expected}, found {found}")]
    Setting {
        /// The file.
        file: String,
        /// The setting.
        place: String,
        /// What would be right.
        expected: String,
        /// What is there.
        found: String,
    },
    /// Labels that follow no known scheme.
    #[error("{file}: id2label: {problem} (labels: {})", labels.join(", "))]
    Labels {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
        /// All labels, by id.
        labels: Vec<String>,
    },
    /// A tokeniser that cannot be loaded or does not fit the model.
    #[error("{file}: {problem}")]
    Tokenizer {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// Weights whose header or length is damaged.
    #[error("{file}: {place}: {problem}")]
    Weights {
        /// The file.
        file: String,
        /// `header` or the tensor's name.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// A tensor the model needs and the file does not hold.
    #[error("{file}: tensor {tensor} is missing (expected shape {expected:?})")]
    MissingTensor {
        /// The file.
        file: String,
        /// The tensor.
        tensor: String,
        /// The shape it should have.
        expected: Vec<usize>,
    },
    /// A tensor of another shape than config.json says.
    #[error("{file}: tensor {tensor}: expected shape {expected:?}, found {found:?}")]
    Shape {
        /// The file.
        file: String,
        /// The tensor.
        tensor: String,
        /// The shape config.json asks for.
        expected: Vec<usize>,
        /// The shape in the file.
        found: Vec<usize>,
    },
    /// A tensor of a number type that no engine reads.
    #[error("{file}: tensor {tensor}: expected numbers of type F32, F16 or BF16, found {found}")]
    NumberType {
        /// The file.
        file: String,
        /// The tensor.
        tensor: String,
        /// The type in the file.
        found: String,
    },
    /// An engine this build does not hold.
    #[error(
        "the {backend} engine is not part of this build: build with `--features {backend}` (see scripts/setup-libtorch)"
    )]
    BackendMissing {
        /// The engine.
        backend: &'static str,
    },
    /// A name that is no engine's.
    #[error("unknown engine {0:?}: expected native or rust-bert")]
    UnknownBackend(String),
    /// A name that is no precision.
    #[error("unknown precision {0:?}: expected f32 or int8")]
    UnknownPrecision(String),
    /// A window the model cannot read: a piece, token type or length out of its bounds.
    #[error("window {window}: {problem}")]
    Window {
        /// Which window of the batch, from 0.
        window: usize,
        /// What is out of bounds.
        problem: String,
    },
    /// The engine failed while computing.
    #[error("the {backend} engine failed: {problem}")]
    Engine {
        /// The engine.
        backend: &'static str,
        /// Why.
        problem: String,
    },
}
