//! The record of a batch: one line a document, enough to go on where a run stopped.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::files::{self, FileError};

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its output is in place.
    Done,
    /// It could not be read or tagged.
    Failed,
}

/// One document of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The document's id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// What became of it.
    pub status: Status,
    /// SHA-256 of its text; none if it could not be read.
    pub sha256: Option<String>,
    /// SHA-256 over version, model, lists and options: what else the output depends on.
    pub run: String,
    /// Its output, relative to the output folder.
    pub output: Option<String>,
    /// What went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// A line that is no record, with more lines behind it (a torn last line is forgiven).
    #[error("{path}:{line}: not a manifest record: {reason}; delete the file to start afresh")]
    Line {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
}

/// The records of earlier runs, by document id.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    records: HashMap<String, Record>,
}

impl Manifest {
    /// Name of the file in the output folder.
    pub const FILE: &'static str = "manifest.jsonl";

    /// Reads the manifest of an output folder; empty where there is none yet. A last line cut off
    /// by a kill is forgiven: its document is simply done again.
    ///
    /// # Errors
    /// An unreadable file, or a damaged line that is not the last.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => {
                return Err(FileError::Read { path: files::display(path), source }.into());
            }
        };
        let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
        let mut records = HashMap::new();
        for (i, line) in lines.iter().enumerate() {
            match serde_json::from_slice::<Record>(line) {
                Ok(record) => {
                    records.insert(record.id.clone(), record);
                }
                Err(_) if i + 1 == lines.len() => {}
                Err(error) => {
                    let (path, reason) = (files::display(path), error.to_string());
                    return Err(ManifestError::Line { path, line: i + 1, reason });
                }
            }
        }
        Ok(Self { records })
    }

    /// The record of a document that need not be done again: same text, same run, output in place.
    pub fn finished(&self, id: &str, sha256: &str, run: &str, out: &Path) -> Option<&Record> {
        self.records.get(id).filter(|r| {
            r.status == Status::Done
                && r.sha256.as_deref() == Some(sha256)
                && r.run == run
                && r.output.as_ref().is_some_and(|o| out.join(o).is_file())
        })
    }
}

/// Writes one record as a line.
pub(super) fn write_line(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_last_line_is_forgiven_and_an_inner_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(Manifest::FILE);
        let record = Record {
            id: "a".into(),
            source: "a.txt".into(),
            status: Status::Done,
            sha256: Some("1".into()),
            run: "2".into(),
            output: Some("a.json".into()),
            error: None,
        };
        let mut bytes = Vec::new();
        write_line(&mut bytes, &record).unwrap();
        fs::write(dir.path().join("a.json"), "{}").unwrap();
        fs::write(&path, [&bytes[..], &bytes[..20]].concat()).unwrap();
        let manifest = Manifest::read(&path).unwrap();
        assert_eq!(manifest.finished("a", "1", "2", dir.path()), Some(&record));
        assert_eq!(manifest.finished("a", "changed", "2", dir.path()), None);
        assert_eq!(manifest.finished("a", "1", "other run", dir.path()), None);

        fs::write(&path, [&bytes[..20], b"\n", &bytes[..]].concat()).unwrap();
        let error = Manifest::read(&path).unwrap_err().to_string();
        assert!(error.contains("manifest.jsonl:1: not a manifest record"), "{error}");
    }
}
