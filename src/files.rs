//! The file system edge: every error names its path; outputs appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::inputs::InputFormat;

/// Texts larger than this are refused unless the caller raises the limit.
pub const DEFAULT_MAX_BYTES: u64 = 512 * 1024 * 1024;

/// A NUL in the first bytes marks a file as binary, as it does for git.
const BINARY_PROBE: usize = 8_000;

/// What can go wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It could not be opened or read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// Which file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// It could not be written.
    #[error("{path}: cannot be written: {source}")]
    Write {
        /// Which file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// It holds nothing.
    #[error("{path}: is empty: there is nothing to tag")]
    Empty {
        /// Which file.
        path: String,
    },
    /// It is a directory where a file was wanted.
    #[error("{path}: is a folder, expected a file (use `onomast batch` for folders)")]
    Folder {
        /// Which path.
        path: String,
    },
    /// It is not text.
    #[error("{path}: looks like {what}, expected plain text{hint}")]
    Binary {
        /// Which file.
        path: String,
        /// What it seems to be.
        what: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
    /// It is not UTF-8.
    #[error(
        "{path}: is not UTF-8: byte {at} (line {line}) is 0x{byte:02X}; --lossy reads it with U+FFFD in such places"
    )]
    NotUtf8 {
        /// Which file.
        path: String,
        /// Offset of the first bad byte.
        at: usize,
        /// Its line, from 1.
        line: usize,
        /// The byte.
        byte: u8,
    },
    /// It is larger than allowed.
    #[error("{path}: is {size} bytes long, more than the limit of {limit}; --max-bytes raises it")]
    TooLarge {
        /// Which file.
        path: String,
        /// Its size.
        size: u64,
        /// The limit.
        limit: u64,
    },
}

/// How texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Replace what is not UTF-8 by U+FFFD, and take NULs for blanks, instead of refusing the file.
    pub lossy: bool,
    /// Largest text accepted, in bytes.
    pub max_bytes: u64,
    /// The format of what is read; told from content and name where not given.
    pub format: Option<InputFormat>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { lossy: false, max_bytes: DEFAULT_MAX_BYTES, format: None }
    }
}

/// Reads a plain text file; `-` is standard input.
///
/// # Errors
/// Every way in which it is not a readable, non-empty UTF-8 text within the limit.
pub fn read_text(path: &Path, options: ReadOptions) -> Result<String, FileError> {
    text_from_bytes(read_bytes(path, options)?, &display(path), options)
}

/// Reads a file; `-` is standard input.
///
/// # Errors
/// Where it cannot be opened or read, is a folder, or is over the limit.
pub fn read_bytes(path: &Path, options: ReadOptions) -> Result<Vec<u8>, FileError> {
    let name = display(path);
    let fail = |source| FileError::Read { path: name.clone(), source };
    if path == Path::new("-") {
        read_limited(io::stdin().lock(), &name, options.max_bytes)
    } else {
        let meta = fs::metadata(path).map_err(fail)?;
        if meta.is_dir() {
            return Err(FileError::Folder { path: name });
        }
        if meta.len() > options.max_bytes {
            let (size, limit) = (meta.len(), options.max_bytes);
            return Err(FileError::TooLarge { path: name, size, limit });
        }
        read_limited(File::open(path).map_err(fail)?, &name, options.max_bytes)
    }
}

fn read_limited(reader: impl Read, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| FileError::Read { path: name.to_owned(), source })?;
    if bytes.len() as u64 > limit {
        let size = bytes.len() as u64;
        return Err(FileError::TooLarge { path: name.to_owned(), size, limit });
    }
    Ok(bytes)
}

/// Checks that bytes are a text and decodes them. `name` is what errors call the file.
///
/// # Errors
/// Empty, binary or not UTF-8.
pub fn text_from_bytes(
    bytes: Vec<u8>,
    name: &str,
    options: ReadOptions,
) -> Result<String, FileError> {
    let path = || name.to_owned();
    if let Some((what, hint)) = known_binary(&bytes) {
        return Err(FileError::Binary { path: path(), what, hint });
    }
    if !options.lossy && bytes.iter().take(BINARY_PROBE).any(|b| *b == 0) {
        let (what, hint) = ("a binary file (it holds NUL bytes)", "; --lossy reads NULs as blanks");
        return Err(FileError::Binary { path: path(), what, hint });
    }
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if options.lossy => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
            let byte = bytes.get(at).copied().unwrap_or_default();
            return Err(FileError::NotUtf8 { path: path(), at, line, byte });
        }
    };
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\0') {
        return Err(FileError::Empty { path: path() });
    }
    Ok(text)
}

/// Formats that people often pass by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let known: [(&[u8], &str, &str); 6] = [
        (b"%PDF-", "a PDF", "; leave --input-format out, or say pdf"),
        (b"PK\x03\x04", "a zip, EPUB or ODT file", "; save it as DOCX, HTML or plain text first"),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Word file, or an Office file with a password",
            "; save it as DOCX without a password first",
        ),
        (b"\x1f\x8b", "a gzip file", "; unpack it first"),
        (b"\xff\xfe", "UTF-16 text", "; convert it to UTF-8 first"),
        (b"\xfe\xff", "UTF-16 text", "; convert it to UTF-8 first"),
    ];
    known.iter().find(|(magic, ..)| bytes.starts_with(magic)).map(|&(_, what, hint)| (what, hint))
}

/// Writes a file whole or not at all: aside, synced, then renamed into place. Where the target is
/// no regular file (a pipe, a device) there is nothing to rename, and it is written straight.
///
/// # Errors
/// Whatever the file system reports, with the path; no partial file is left behind.
pub fn write_atomic(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FileError> {
    let fail = |source| FileError::Write { path: display(path), source };
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        let mut file = io::BufWriter::new(File::create(path).map_err(fail)?);
        write(&mut file).map_err(fail)?;
        return file.flush().map_err(fail);
    }
    let aside = aside(path);
    let done = File::create(&aside).and_then(|file| {
        let mut file = io::BufWriter::new(file);
        write(&mut file)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&aside, path)
    });
    done.map_err(|source| {
        // Best effort: the write already failed, and that is what the user has to hear.
        let _ = fs::remove_file(&aside);
        fail(source)
    })
}

/// Writes a file below a folder, whole or not at all, and makes the folders on the way to it.
///
/// # Errors
/// Whatever the file system reports, with the path.
pub fn write_below(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileError> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        let failed = |source| FileError::Write { path: display(parent), source };
        fs::create_dir_all(parent).map_err(failed)?;
    }
    write_atomic(&path, |out| out.write_all(bytes))
}

/// A name beside `path` that no other process of ours uses.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// A path as messages show it.
pub fn display(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], lossy: bool) -> Result<String, String> {
        text_from_bytes(bytes.to_vec(), "x", ReadOptions { lossy, ..ReadOptions::default() })
            .map_err(|e| e.to_string())
    }

    #[test]
    fn a_bad_byte_is_named_with_its_place() {
        let error = read(b"one\ntwo \xE9t\xE9", false).unwrap_err();
        assert!(error.starts_with("x: is not UTF-8: byte 8 (line 2) is 0xE9;"), "{error}");
        assert_eq!(read(b"\xE9t\xE9", true).unwrap(), "\u{FFFD}t\u{FFFD}");
    }

    #[test]
    fn nothing_but_blanks_or_nuls_is_empty() {
        assert!(read(b" \n\t", false).unwrap_err().contains("is empty"));
        assert!(read(&[0; 100], true).unwrap_err().contains("is empty"));
        assert!(read(&[0; 100], false).unwrap_err().contains("binary"));
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(read("\u{FEFF}Mao".as_bytes(), false).unwrap(), "Mao");
    }

    #[test]
    fn a_failed_write_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        let result = write_atomic(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(result.unwrap_err().to_string().contains("disk full"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
