//! The lists compiled into the program. Their sources and licences: `gazetteers/SOURCES.md`.

use super::entry::List;
use super::read::{Format, read};

/// File name and text of every shipped list.
const FILES: &[(&str, &str)] = &[];

/// Reads the shipped lists.
pub(super) fn lists() -> Vec<List> {
    FILES.iter().map(|(file, text)| read(file, Format::Tsv, text).list).collect()
}
