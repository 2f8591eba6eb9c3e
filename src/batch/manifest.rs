//! The record of a batch: one line a document, enough to go on where a run stopped.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::parts::{absorb, remove, sibling};
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
    /// SHA-256 of its output: what is found there later must be this, or it is done again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_sha256: Option<String>,
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
                // A second document of the same id fails, and a file may break after it was done:
                // neither takes away what is known of a finished one. (Whether that still holds,
                // its hashes tell.)
                Ok(record)
                    if record.status == Status::Done || !records.contains_key(&record.id) =>
                {
                    records.insert(record.id.clone(), record);
                }
                Ok(_) => {}
                Err(_) if i + 1 == lines.len() => {}
                Err(error) => {
                    let (path, reason) = (files::display(path), error.to_string());
                    return Err(ManifestError::Line { path, line: i + 1, reason });
                }
            }
        }
        Ok(Self { records })
    }

    /// The record of a document that need not be done again if its output is still in place: same
    /// text, same run.
    pub fn finished(&self, id: &str, sha256: &str, run: &str) -> Option<&Record> {
        self.records.get(id).filter(|r| {
            r.status == Status::Done && r.sha256.as_deref() == Some(sha256) && r.run == run
        })
    }
}

/// The manifest of a run in progress: a file beside the finished one, which it becomes at the end.
/// Whatever happens in between, the two together say what is done.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    part: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal of a run with what earlier runs left: nothing, unless it `resume`s them.
    pub(super) fn open(path: &Path, resume: bool) -> Result<(Self, Manifest), ManifestError> {
        let part = sibling(path, ".part");
        let writing = |source| FileError::Write { path: files::display(path), source };
        let earlier = if resume {
            absorb(&part, path).map_err(writing)?;
            Manifest::read(path)?
        } else {
            remove(path).map_err(writing)?;
            Manifest::default()
        };
        let file = File::create(&part).map_err(writing)?;
        Ok((Self { path: path.to_owned(), part, file }, earlier))
    }

    /// Writes down what became of a document, at once.
    pub(super) fn add(&mut self, record: &Record) -> Result<(), FileError> {
        let mut line = Vec::new();
        write_line(&mut line, record)
            .and_then(|()| self.file.write_all(&line))
            .map_err(|source| FileError::Write { path: files::display(&self.part), source })
    }

    /// All documents are in it, in input order: from here on it is the manifest.
    pub(super) fn finish(self) -> Result<(), FileError> {
        self.file
            .sync_all()
            .and_then(|()| fs::rename(&self.part, &self.path))
            .map_err(|source| FileError::Write { path: files::display(&self.path), source })
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

    fn record(id: &str, status: Status) -> Record {
        Record {
            id: id.into(),
            source: "a.txt".into(),
            status,
            sha256: Some("1".into()),
            run: "2".into(),
            output: Some("a.json".into()),
            output_sha256: Some("3".into()),
            error: None,
        }
    }

    fn lines(records: &[Record]) -> Vec<u8> {
        let mut bytes = Vec::new();
        records.iter().for_each(|record| write_line(&mut bytes, record).unwrap());
        bytes
    }

    #[test]
    fn a_torn_last_line_is_forgiven_and_an_inner_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(Manifest::FILE);
        let bytes = lines(&[record("a", Status::Done)]);
        fs::write(&path, [&bytes[..], &bytes[..20]].concat()).unwrap();
        let manifest = Manifest::read(&path).unwrap();
        assert!(manifest.finished("a", "1", "2").is_some());
        assert!(manifest.finished("a", "other text", "2").is_none());
        assert!(manifest.finished("a", "1", "other run").is_none());

        fs::write(&path, [b"{\n", &bytes[..]].concat()).unwrap();
        let error = Manifest::read(&path).unwrap_err().to_string();
        assert!(error.contains("manifest.jsonl:1: not a manifest record"), "{error}");
    }

    #[test]
    fn a_failure_of_the_same_id_does_not_hide_what_is_done() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(Manifest::FILE);
        let records =
            [record("a", Status::Failed), record("a", Status::Done), record("a", Status::Failed)];
        fs::write(&path, lines(&records)).unwrap();
        assert!(Manifest::read(&path).unwrap().finished("a", "1", "2").is_some());
    }

    #[test]
    fn an_interrupted_journal_and_the_manifest_before_it_are_read_together() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(Manifest::FILE);
        fs::write(&path, lines(&[record("a", Status::Done), record("b", Status::Done)])).unwrap();
        let (mut journal, _) = Journal::open(&path, true).unwrap();
        journal.add(&record("c", Status::Done)).unwrap();
        drop(journal);
        let (_, earlier) = Journal::open(&path, true).unwrap();
        for id in ["a", "b", "c"] {
            assert!(earlier.finished(id, "1", "2").is_some(), "{id}");
        }
        // Without --resume nothing of them counts.
        assert!(Journal::open(&path, false).unwrap().1.finished("a", "1", "2").is_none());
    }
}
