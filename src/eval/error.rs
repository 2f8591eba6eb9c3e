//! Everything that can be wrong with what is to be scored.

use std::path::{Path, PathBuf};

/// Why nothing can be scored. Every message names the file, the place, what was expected and what
/// was found.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file or folder that cannot be read.
    #[error("{}: cannot be read: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// A file that is not UTF-8.
    #[error("{}: byte {at} is not UTF-8 text", .path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is wrong.
        at: usize,
    },
    /// A file that does not say what its format asks for.
    #[error("{}:{place}: expected {expected}, found {found}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Line or field.
        place: String,
        /// What the format asks for.
        expected: String,
        /// What is there.
        found: String,
    },
    /// JSON that is damaged or lacks a field.
    #[error("{}:{line}:{column}: {message}", .path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected and what was found.
        message: String,
    },
    /// A marked-up text with a mark that is not closed or empty.
    #[error("{}: {source}", .path.display())]
    Markup {
        /// The file.
        path: PathBuf,
        /// Line and cause.
        source: crate::markup::MarkupError,
    },
    /// A file whose format cannot be told.
    #[error("{}: the format cannot be told from name or content; name it: {known}", .path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
        /// The formats there are.
        known: String,
    },
    /// A folder with nothing to score in it.
    #[error("{}: no document found; expected {expected}", .path.display())]
    NoDocuments {
        /// The file or folder.
        path: PathBuf,
        /// What was looked for.
        expected: String,
    },
    /// Two documents under one name.
    #[error("two documents are called {id:?}; documents are paired by name")]
    SameName {
        /// The name.
        id: String,
    },
    /// Gold and prediction are not of the same text.
    #[error(
        "document {id:?}: gold and prediction are not of the same text: {place}: gold has {gold}, \
         prediction has {predicted}"
    )]
    OtherText {
        /// The document.
        id: String,
        /// Where they differ.
        place: String,
        /// What the gold says.
        gold: String,
        /// What the prediction says.
        predicted: String,
    },
    /// Options that contradict each other.
    #[error("{0}")]
    Usage(String),
    /// The report cannot be written.
    #[error("{}: cannot be written: {source}", .path.display())]
    Write {
        /// Where to.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
}

impl EvalError {
    /// A place in a file that is not as the format asks.
    pub(super) fn malformed(
        path: &Path,
        place: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self::Malformed {
            path: path.to_owned(),
            place: place.into(),
            expected: expected.into(),
            found: found.into(),
        }
    }
}
