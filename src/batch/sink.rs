//! Where the outputs of a batch go: a file for each document, or one file of lines.
//!
//! Either way an output appears whole or not at all, and what is taken over from an earlier run is
//! what that run wrote: its hash must be the one in the record.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::Record;
use super::parts::{absorb, remove, sibling};
use crate::files::{self, FileError};
use crate::hex::hex;

/// The place for the outputs.
#[derive(Debug)]
pub(super) enum Sink {
    Folder(Folder),
    Lines(Box<Lines>),
}

/// A file for each document.
#[derive(Debug)]
pub(super) struct Folder {
    out: PathBuf,
    /// Files not yet whole. One place for all, so that what a kill leaves is easily swept up.
    parts: PathBuf,
}

/// One file, a line for each document, in input order.
#[derive(Debug)]
pub(super) struct Lines {
    path: PathBuf,
    /// The file while it grows.
    part: PathBuf,
    growing: File,
    /// Lines that earlier, interrupted runs have finished.
    old: PathBuf,
    earlier: Vec<File>,
    /// By hash: which of the `earlier` files holds a line, where, and how long it is.
    known: HashMap<String, (usize, u64, usize)>,
}

fn writing(path: &Path) -> impl Fn(io::Error) -> FileError + use<> {
    let path = files::display(path);
    move |source| FileError::Write { path: path.clone(), source }
}

impl Sink {
    /// Outputs below the folder `out`.
    pub(super) fn folder(out: &Path) -> Result<Self, FileError> {
        let parts = out.join(".parts");
        sweep(&parts).map_err(writing(&parts))?;
        fs::create_dir_all(&parts).map_err(writing(&parts))?;
        Ok(Self::Folder(Folder { out: out.to_owned(), parts }))
    }

    /// Outputs as lines of the file `path`; with `resume` the lines that are there may be taken over.
    pub(super) fn lines(path: &Path, resume: bool) -> Result<Self, FileError> {
        let (part, old) = (sibling(path, ".part"), sibling(path, ".old"));
        let (mut earlier, mut known) = (Vec::new(), HashMap::new());
        if resume {
            absorb(&part, &old).map_err(writing(&old))?;
            for file in [path, &old] {
                index(file, &mut earlier, &mut known)
                    .map_err(|source| FileError::Read { path: files::display(file), source })?;
            }
        } else {
            remove(&old).map_err(writing(&old))?;
        }
        let growing = File::create(&part).map_err(writing(&part))?;
        let path = path.to_owned();
        Ok(Self::Lines(Box::new(Lines { path, part, growing, old, earlier, known })))
    }

    /// Whether the output of an earlier record is there as it was written.
    pub(super) fn holds(&self, record: &Record) -> bool {
        let Some(expected) = &record.output_sha256 else { return false };
        match self {
            Self::Folder(folder) => {
                let bytes = record.output.as_ref().map(|o| fs::read(folder.out.join(o)));
                matches!(bytes, Some(Ok(bytes)) if hex(&Sha256::digest(&bytes)) == *expected)
            }
            Self::Lines(lines) => lines.known.contains_key(expected),
        }
    }

    /// Puts the output of one document in place, where it does not depend on the others.
    pub(super) fn place(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let Self::Folder(Folder { out, parts }) = self else { return Ok(()) };
        let path = out.join(name);
        let aside = parts.join(hex(&Sha256::digest(name)));
        let write = || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            // Not synced, for that takes longer than the tagging: should the power fail, the
            // hash in the manifest tells what is not whole.
            fs::write(&aside, bytes)?;
            fs::rename(&aside, &path)
        };
        write().map_err(writing(&path))
    }

    /// Adds the output of the next document in input order: new, or what an earlier run made of it.
    pub(super) fn add(&mut self, record: &Record, new: Option<&[u8]>) -> Result<(), FileError> {
        let Self::Lines(lines) = self else { return Ok(()) };
        let write = writing(&lines.part);
        match new {
            Some(bytes) => lines.growing.write_all(bytes).map_err(write),
            None => lines.copy(record).map_err(write),
        }
    }

    /// All documents are done.
    pub(super) fn finish(self) -> Result<(), FileError> {
        match self {
            Self::Folder(Folder { parts, .. }) => sweep(&parts).map_err(writing(&parts)),
            Self::Lines(lines) => {
                let Lines { path, part, growing, old, .. } = *lines;
                growing.sync_all().map_err(writing(&path))?;
                fs::rename(&part, &path).map_err(writing(&path))?;
                remove(&old).map_err(writing(&old))
            }
        }
    }
}

impl Lines {
    fn copy(&mut self, record: &Record) -> io::Result<()> {
        let place = record.output_sha256.as_ref().and_then(|hash| self.known.get(hash));
        let Some(&(file, start, length)) = place else { return Ok(()) };
        let Some(file) = self.earlier.get_mut(file) else { return Ok(()) };
        let mut line = vec![0; length];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut line)?;
        self.growing.write_all(&line)
    }
}

/// Notes where each whole line of a file stands, if the file is there.
fn index(
    path: &Path,
    files: &mut Vec<File>,
    known: &mut HashMap<String, (usize, u64, usize)>,
) -> io::Result<()> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut reader = BufReader::new(file);
    let (mut line, mut at) = (Vec::new(), 0);
    while reader.read_until(b'\n', &mut line)? > 0 {
        if line.ends_with(b"\n") {
            known.insert(hex(&Sha256::digest(&line)), (files.len(), at, line.len()));
        }
        at += line.len() as u64;
        line.clear();
    }
    files.push(reader.into_inner());
    Ok(())
}

/// Removes the folder of unfinished files.
fn sweep(parts: &Path) -> io::Result<()> {
    match fs::remove_dir_all(parts) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
