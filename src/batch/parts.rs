//! Files of lines that grow while a run lasts, and what a kill leaves of them.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Bytes looked at a time when a file is searched from its end.
const STEP: u64 = 1 << 16;

/// `path` with `ending` behind its name.
pub(super) fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Moves the whole lines of `part` behind those of `into`. A kill on the way leaves lines twice at
/// the worst, never a torn one between whole ones.
pub(super) fn absorb(part: &Path, into: &Path) -> io::Result<()> {
    let mut from = match File::open(part) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut to =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(into)?;
    drop_torn_line(&mut to)?;
    io::copy(&mut from, &mut to)?;
    drop_torn_line(&mut to)?;
    to.sync_all()?;
    fs::remove_file(part)
}

/// Cuts a file behind its last line end and stands there.
fn drop_torn_line(file: &mut File) -> io::Result<()> {
    let mut end = file.seek(SeekFrom::End(0))?;
    let mut held = Vec::new();
    while end > 0 {
        let from = end.saturating_sub(STEP);
        file.seek(SeekFrom::Start(from))?;
        held.clear();
        (&mut *file).take(end - from).read_to_end(&mut held)?;
        if let Some(at) = held.iter().rposition(|b| *b == b'\n') {
            end = from + at as u64 + 1;
            break;
        }
        end = from;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_moved_and_torn_ones_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let (part, into) = (dir.path().join("x.part"), dir.path().join("x"));
        let long = "y".repeat(3 * STEP as usize);
        fs::write(&into, format!("{long}\ntorn")).unwrap();
        fs::write(&part, format!("one\ntwo\n{long}")).unwrap();
        absorb(&part, &into).unwrap();
        assert_eq!(fs::read_to_string(&into).unwrap(), format!("{long}\none\ntwo\n"));
        assert!(!part.exists());
        // Nothing to move: nothing happens.
        absorb(&part, &into).unwrap();
    }

    #[test]
    fn a_file_of_one_torn_line_becomes_empty() {
        let dir = tempfile::tempdir().unwrap();
        let (part, into) = (dir.path().join("x.part"), dir.path().join("x"));
        fs::write(&part, "torn").unwrap();
        absorb(&part, &into).unwrap();
        assert_eq!(fs::read_to_string(&into).unwrap(), "");
    }
}
