//! The lists compiled into the program. Their sources and licences: `gazetteers/SOURCES.md`.

use std::sync::LazyLock;

use super::entry::List;
use super::load::sha256;
use super::read::{Format, read};

/// File name and text of every shipped list.
const FILES: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../gazetteers/countries.tsv")),
    ("states.tsv", include_str!("../../gazetteers/states.tsv")),
    ("divisions.tsv", include_str!("../../gazetteers/divisions.tsv")),
    ("regions.tsv", include_str!("../../gazetteers/regions.tsv")),
    ("waters.tsv", include_str!("../../gazetteers/waters.tsv")),
    ("cities.tsv", include_str!("../../gazetteers/cities.tsv")),
    ("organisations.tsv", include_str!("../../gazetteers/organisations.tsv")),
    ("people.tsv", include_str!("../../gazetteers/people.tsv")),
];

/// File name and text of every shipped list, for those who want to know what they use.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied()
}

/// Reads the shipped lists.
pub(super) fn lists() -> Vec<List> {
    FILES.iter().map(|(file, text)| read(file, Format::Tsv, text).list).collect()
}

/// File name and SHA-256 of every shipped list; found once.
pub(super) fn digests() -> impl Iterator<Item = (&'static str, &'static str)> {
    static DIGESTS: LazyLock<Vec<Box<str>>> =
        LazyLock::new(|| FILES.iter().map(|(_, text)| sha256(text)).collect());
    FILES.iter().map(|(file, _)| *file).zip(DIGESTS.iter().map(|digest| &**digest))
}

/// The SHA-256 of a shipped list, by its name.
pub(super) fn digest(name: &str) -> Option<&'static str> {
    let is_it = |file: &str| file.strip_suffix(".tsv") == Some(name);
    digests().find(|(file, _)| is_it(file)).map(|(_, digest)| digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Checked, Severity, check};

    #[test]
    fn every_shipped_list_passes_the_check() {
        let files: Vec<_> = FILES
            .iter()
            .map(|(file, text)| Checked {
                file: (*file).into(),
                reading: read(file, Format::Tsv, text),
            })
            .collect();
        let bad: Vec<_> = check(&files)
            .into_iter()
            .filter(|finding| finding.severity > Severity::Note)
            .map(|finding| finding.to_string())
            .collect();
        assert!(bad.is_empty(), "{} findings:\n{}", bad.len(), bad.join("\n"));
    }
}
