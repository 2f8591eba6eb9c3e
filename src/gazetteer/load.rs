//! Opens gazetteer files: the one place of this module that touches the disk.

use crate::hex::hex;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::check::{Checked, check};
use super::finding::{Finding, Severity};
use super::read::{Format, Reading, read};

/// Why a gazetteer file gave nothing at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It could not be read from the disk.
    #[error("{}: the gazetteer cannot be read: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is not UTF-8.
    #[error(
        "{}: not UTF-8: byte {byte} (line {line}) begins no character; save the file as UTF-8",
        path.display()
    )]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Offset of the first bad byte.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Some lines are wrong, and all had to be right.
    #[error(
        "{} of the gazetteer's lines cannot be used; the first: {}",
        findings.len(),
        findings.first().map(ToString::to_string).unwrap_or_default()
    )]
    BadLines {
        /// The errors, in line order.
        findings: Vec<Finding>,
    },
}

/// Reads a gazetteer file in whichever format it is. Lines that cannot be used are in the findings.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn load(path: &Path) -> Result<Reading, LoadError> {
    let text = text(path)?;
    let mut reading = parse(path, &text);
    reading.list.sha256 = Some(sha256(&text));
    Ok(reading)
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, LoadError> {
    let bytes =
        fs::read(path).map_err(|cause| LoadError::Unreadable { path: path.to_owned(), cause })?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1;
        LoadError::NotUtf8 { path: path.to_owned(), byte, line }
    })
}

/// What the text of a file gives.
pub(super) fn parse(path: &Path, text: &str) -> Reading {
    let file = path.to_string_lossy();
    read(&file, Format::detect(&file, text), text)
}

/// The digest of a file's text, in hexadecimal.
pub(super) fn sha256(text: &str) -> Box<str> {
    hex(&Sha256::digest(text.as_bytes())).into()
}

/// Looks over files, taken together (see [`check`]). Files that cannot be read at all are returned
/// beside the findings.
pub fn check_files<P: AsRef<Path>>(paths: &[P]) -> (Vec<Finding>, Vec<LoadError>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        let path = path.as_ref();
        match load(path) {
            Ok(reading) => files.push(Checked { file: path.to_string_lossy().into(), reading }),
            Err(error) => errors.push(error),
        }
    }
    (check(&files), errors)
}

/// As [`load`], but one line that cannot be used refuses the whole file.
///
/// # Errors
/// As [`load`], and every line that cannot be used.
pub fn load_strict(path: &Path) -> Result<Reading, LoadError> {
    strict(load(path)?)
}

/// Refuses a reading with errors.
pub(super) fn strict(reading: Reading) -> Result<Reading, LoadError> {
    if reading.has_errors() {
        let findings = reading.findings.into_iter();
        let findings = findings.filter(|f| f.severity == Severity::Error).collect();
        return Err(LoadError::BadLines { findings });
    }
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_file_and_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.tsv");
        assert!(load(&path).unwrap_err().to_string().contains("names.tsv: the gazetteer cannot"));
        fs::write(&path, b"name\ttype\nM\xFCller\tPER\n").unwrap();
        let said = load(&path).unwrap_err().to_string();
        assert!(said.contains("names.tsv: not UTF-8: byte 11 (line 2)"), "{said}");
    }

    #[test]
    fn files_are_checked_together() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one.tsv", "two.tsv"].map(|name| folder.path().join(name));
        fs::write(&one, "name\ttype\nOrange\tLOC\n").unwrap();
        fs::write(&two, "name\ttype\nOrange\tORG\n").unwrap();
        let (findings, errors) = check_files(&[one, two, folder.path().join("none.tsv")]);
        assert_eq!((findings.len(), errors.len()), (1, 1));
        assert!(findings[0].message.contains("one.tsv:2"), "{}", findings[0]);
    }

    #[test]
    fn the_digest_is_that_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.tsv");
        fs::write(&path, "").unwrap();
        let digest = load(&path).unwrap().list.sha256;
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest.as_deref(), Some(empty));
    }

    #[test]
    fn strict_refuses_what_is_otherwise_read_in_part() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.tsv");
        fs::write(&path, "name\ttype\nMao\tPER\nLin\tMAN\n").unwrap();
        assert_eq!(load(&path).unwrap().list.len(), 1);
        let said = load_strict(&path).unwrap_err().to_string();
        assert!(said.starts_with("1 of the gazetteer's lines") && said.contains("names.tsv:3:"));
    }
}
