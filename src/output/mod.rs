//! Writers: an analysed document as JSON, JSON lines, CoNLL columns or a table.

pub mod conll;
pub mod json;
pub mod registry;
pub mod table;

use std::io::{self, Write};

use crate::pipeline::{Analysis, RunInfo};

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One indented JSON document.
    #[default]
    Json,
    /// One JSON document a line.
    Jsonl,
    /// Tokens in lines, IOB2 labels beside them.
    Conll,
    /// Entities with their aliases, for people.
    Table,
}

impl Format {
    /// The file name extension of this format.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Conll => "conll",
            Self::Table => "txt",
        }
    }
}

/// Writes one analysed document.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    source: &SourceInfo,
    analysis: &Analysis,
    run: &RunInfo,
) -> io::Result<()> {
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::document(source, analysis, run))?;
            writeln!(out)
        }
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, &json::document(source, analysis, run))?;
            writeln!(out)
        }
        Format::Conll => conll::write(out, source, analysis),
        Format::Table => table::write(out, source, analysis),
    }
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Its id: the file's stem, or the `id` of a JSONL line.
    pub id: String,
    /// Its file name, or `-` for standard input.
    pub source: String,
}
