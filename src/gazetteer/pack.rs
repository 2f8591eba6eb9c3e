//! A compiled gazetteer as a stream of bytes, and back.
//!
//! The file is a header (magic, layout, key, the sections' lengths), the sections one after the
//! other, and a checksum of all that. Numbers are little-endian. What is read is not trusted: lengths
//! must add up to the file's before anything is allocated, text must be UTF-8, and the search itself
//! looks nothing up without checking bounds, so that a damaged file costs time at most.

use std::io::{self, Read, Write};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::entries::Entries;
use super::flat::Row;
use super::hash::{hash, state, word_hash};
use super::index::{Index, PAIRS, Sieve, SmallStarts};
use super::{Gazetteer, ListInfo, Severity};

const MAGIC: &[u8; 8] = b"onomgaz\n";
/// Raised whenever the meaning of a section changes.
const LAYOUT: u32 = 2;
/// Bytes that are read, written and summed up together; a multiple of nothing in particular.
const LOT: usize = 1 << 16;
const SECTIONS: usize = 11;
/// Magic, layout, hash of a known word, key, lengths of the sections.
const HEADER: usize = 8 + 4 + 8 + 32 + SECTIONS * 8;

/// Says of what a pack was made.
pub(super) type Key = [u8; 32];

/// Why bytes gave no gazetteer.
#[derive(Debug, thiserror::Error)]
pub(super) enum PackError {
    /// The file system.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Written by another version, or of other lists.
    #[error("made by another version or of other lists")]
    Other,
    /// Neither of these.
    #[error("damaged: {0}")]
    Damaged(&'static str),
}

/// What is kept in words rather than rows.
#[derive(Serialize, Deserialize)]
struct Meta {
    lists: Vec<MetaList>,
    remarks: Vec<Remark>,
}

#[derive(Serialize, Deserialize)]
struct MetaList {
    name: Box<str>,
    user: bool,
    sha256: Option<Box<str>>,
}

/// A finding without its file's name: the same file may be given under another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remark {
    /// Which of the user's files, from 0.
    pub(super) file: usize,
    pub(super) line: usize,
    pub(super) severity: Severity,
    pub(super) message: String,
}

/// Writes a gazetteer and what was remarked when its lists were read.
pub(super) fn write(
    out: &mut dyn Write,
    key: &Key,
    gazetteer: &Gazetteer,
    remarks: &[Remark],
) -> io::Result<()> {
    let lists = gazetteer.lists.iter().map(|list| MetaList {
        name: (*list.name).into(),
        user: list.user,
        sha256: list.sha256.clone(),
    });
    let meta = Meta { lists: lists.collect(), remarks: remarks.to_vec() };
    let meta = serde_json::to_vec(&meta).map_err(io::Error::other)?;
    let Gazetteer { entries, index, .. } = gazetteer;
    let mut lengths = [0_u64; SECTIONS];
    let sizes = [
        meta.len(),
        entries.text.len(),
        bytes_of(&entries.records),
        bytes_of(&entries.names),
        bytes_of(&entries.extras),
        bytes_of(&index.slots),
        bytes_of(&index.endings),
        index.text.len(),
        bytes_of(&index.roots.bits),
        bytes_of(&index.others.bits),
        bytes_of(&index.small.lengths),
    ];
    for (length, size) in lengths.iter_mut().zip(sizes) {
        *length = size as u64;
    }
    let mut out = Summed { inner: out, sum: 0 };
    out.lot(&header(key, lengths))?;
    out.bytes(&meta)?;
    out.bytes(entries.text.as_bytes())?;
    out.rows(&entries.records)?;
    out.rows(&entries.names)?;
    out.rows(&entries.extras)?;
    out.rows(&index.slots)?;
    out.rows(&index.endings)?;
    out.bytes(index.text.as_bytes())?;
    out.rows(&index.roots.bits)?;
    out.rows(&index.others.bits)?;
    out.rows(&index.small.lengths)?;
    let sum = out.sum;
    out.inner.write_all(&sum.to_le_bytes())
}

/// Reads a gazetteer from a file that is `size` bytes long.
pub(super) fn read(
    input: &mut dyn Read,
    size: u64,
    key: &Key,
) -> Result<(Gazetteer, Vec<Remark>), PackError> {
    let mut input = Summed { inner: input, sum: 0 };
    let mut head = [0; HEADER];
    if size < (HEADER + 8) as u64 {
        return Err(PackError::Damaged("it is too short"));
    }
    input.fill(&mut head)?;
    let mut lengths = [0_u64; SECTIONS];
    let (_, rest) = head.split_at(HEADER - SECTIONS * 8);
    for (length, bytes) in lengths.iter_mut().zip(rest.chunks_exact(8)) {
        *length = u64::take(bytes);
    }
    if head != header(key, lengths) {
        return Err(if head.starts_with(MAGIC) {
            PackError::Other
        } else {
            PackError::Damaged("it does not begin as it should")
        });
    }
    let total =
        lengths.iter().try_fold((HEADER + 8) as u64, |sum, length| sum.checked_add(*length));
    if total != Some(size) {
        return Err(PackError::Damaged("its length is not what it says"));
    }
    let [meta, text, records, names, extras, slots, endings, words, roots, others, small] = lengths;
    let meta = input.bytes(meta)?;
    let entries = Entries {
        text: input.text(text)?,
        records: input.rows(records)?,
        names: input.rows(names)?,
        extras: input.rows(extras)?,
    };
    let index = Index {
        slots: input.rows(slots)?,
        endings: input.rows(endings)?,
        text: input.text(words)?,
        roots: Sieve { bits: input.rows(roots)? },
        others: Sieve { bits: input.rows(others)? },
        small: SmallStarts { lengths: input.rows(small)? },
    };
    let sum = input.sum;
    let mut said = [0; 8];
    input.inner.read_exact(&mut said)?;
    if u64::from_le_bytes(said) != sum {
        return Err(PackError::Damaged("its checksum is wrong"));
    }
    let table = |len: usize| len == 0 || len.is_power_of_two();
    if !table(index.slots.len())
        || !table(index.roots.bits.len())
        || !table(index.others.bits.len())
        || index.small.lengths.len() != PAIRS
    {
        return Err(PackError::Damaged("a table has no possible size"));
    }
    let meta: Meta = serde_json::from_slice(&meta)
        .map_err(|_| PackError::Damaged("its list of lists cannot be read"))?;
    let lists = meta.lists.into_iter();
    let lists =
        lists.map(|l| ListInfo { name: l.name.into(), user: l.user, sha256: l.sha256 }).collect();
    Ok((Gazetteer { entries, lists, index, by_id: OnceLock::new() }, meta.remarks))
}

fn header(key: &Key, lengths: [u64; SECTIONS]) -> [u8; HEADER] {
    let mut bytes = Vec::with_capacity(HEADER);
    bytes.extend_from_slice(MAGIC);
    LAYOUT.put(&mut bytes);
    // A library that hashed otherwise would find nothing in the table.
    state(Some(hash(b"onomast")), word_hash(b"a word of more than sixteen bytes")).put(&mut bytes);
    bytes.extend_from_slice(key);
    lengths.iter().for_each(|length| length.put(&mut bytes));
    let mut out = [0; HEADER];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    out
}

const fn bytes_of<R: Row>(rows: &[R]) -> usize {
    rows.len() * R::BYTES
}

/// Bytes that go into `T` or come out of it, and a checksum of them.
struct Summed<T> {
    inner: T,
    sum: u64,
}

impl<T> Summed<T> {
    fn add(&mut self, lot: &[u8]) {
        self.sum = state(Some(self.sum), hash(lot));
    }
}

impl Summed<&mut dyn Write> {
    fn lot(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.add(bytes);
        self.inner.write_all(bytes)
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        bytes.chunks(LOT).try_for_each(|lot| self.lot(lot))
    }

    fn rows<R: Row>(&mut self, rows: &[R]) -> io::Result<()> {
        let mut lot = Vec::with_capacity(LOT);
        for rows in rows.chunks(LOT / R::BYTES) {
            lot.clear();
            rows.iter().for_each(|row| row.put(&mut lot));
            self.lot(&lot)?;
        }
        Ok(())
    }
}

impl Summed<&mut dyn Read> {
    fn fill(&mut self, lot: &mut [u8]) -> io::Result<()> {
        self.inner.read_exact(lot)?;
        self.add(lot);
        Ok(())
    }

    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, PackError> {
        let mut out = vec![0; size(length)?];
        out.chunks_mut(LOT).try_for_each(|lot| self.fill(lot))?;
        Ok(out)
    }

    fn text(&mut self, length: u64) -> Result<String, PackError> {
        String::from_utf8(self.bytes(length)?).map_err(|_| PackError::Damaged("it is not UTF-8"))
    }

    fn rows<R: Row>(&mut self, length: u64) -> Result<Vec<R>, PackError> {
        let length = size(length)?;
        if !length.is_multiple_of(R::BYTES) {
            return Err(PackError::Damaged("a section ends amid a row"));
        }
        let mut out = Vec::with_capacity(length / R::BYTES);
        let mut lot = vec![0; LOT / R::BYTES * R::BYTES];
        let mut left = length;
        while left > 0 {
            let now = left.min(lot.len());
            let lot = lot.get_mut(..now).unwrap_or_default();
            self.fill(lot)?;
            out.extend(lot.chunks_exact(R::BYTES).map(R::take));
            left -= now;
        }
        Ok(out)
    }
}

fn size(length: u64) -> Result<usize, PackError> {
    usize::try_from(length).map_err(|_| PackError::Damaged("it is too long for this machine"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gazetteer::{Format, GazetteerBuilder, read as read_list};
    use crate::text::Document;

    const KEY: Key = [7; 32];

    fn packed() -> (Gazetteer, Vec<u8>) {
        let rows = "name\ttype\taliases\tid\tfrom\tto\tpriority\tnotes\tcoordinates\n\
            Saint-Étienne\tLOC\tSt Etienne|?Étienne\tq1\t1207\t\t3\tmines\t45.4,4.4\n\
            U.S.S.R.\tORG\tRed Army\n毛泽东\tPER\nChai Jun-wu\tPER\n";
        let list = read_list("mine.tsv", Format::Tsv, rows).list;
        let gazetteer = GazetteerBuilder::new().add(list, true).build();
        let mut bytes = Vec::new();
        let remark =
            Remark { file: 0, line: 3, severity: Severity::Warning, message: "odd".to_owned() };
        write(&mut bytes, &KEY, &gazetteer, &[remark]).unwrap();
        (gazetteer, bytes)
    }

    fn unpack(bytes: &[u8]) -> Result<(Gazetteer, Vec<Remark>), PackError> {
        read(&mut &*bytes, bytes.len() as u64, &KEY)
    }

    /// Puts the right checksum under changed bytes, as an attacker would.
    fn sum_up(bytes: &mut [u8]) {
        let mut summed = Summed { inner: (), sum: 0 };
        let body = bytes.len() - 8;
        let (head, rest) = bytes[..body].split_at(HEADER);
        summed.add(head);
        let mut rest = rest;
        let rows = [1, 1, 32, 16, 40, 8, 28, 1, 8, 8, 4];
        for (at, row) in rows.into_iter().enumerate() {
            let from = HEADER - (SECTIONS - at) * 8;
            let length = (u64::take(&head[from..from + 8]) as usize).min(rest.len());
            let (section, more) = rest.split_at(length);
            section.chunks(LOT / row * row).for_each(|lot| summed.add(lot));
            rest = more;
        }
        bytes[body..].copy_from_slice(&summed.sum.to_le_bytes());
    }

    const TEXT: &str = "In Saint Etienne the U.S.S.R. and 毛泽东 met Chai Junwu of the Red Army.";

    #[test]
    fn what_was_packed_comes_back_whole() {
        let (gazetteer, bytes) = packed();
        let (back, remarks) = unpack(&bytes).unwrap();
        assert_eq!(back.entries, gazetteer.entries);
        assert_eq!(back.index, gazetteer.index);
        assert_eq!(back.lists().collect::<Vec<_>>(), gazetteer.lists().collect::<Vec<_>>());
        assert_eq!(remarks[0].line, 3);
        let document = Document::new(TEXT);
        let found = back.find(&document);
        assert_eq!(found.len(), 6);
        assert_eq!(found, gazetteer.find(&document));
    }

    #[test]
    fn another_key_or_layout_is_no_damage() {
        let (_, mut bytes) = packed();
        let other = read(&mut &*bytes, bytes.len() as u64, &[8; 32]);
        assert!(matches!(other, Err(PackError::Other)));
        bytes[8] ^= 1;
        assert!(matches!(unpack(&bytes), Err(PackError::Other)));
    }

    #[test]
    fn the_test_sums_up_as_the_writer_does() {
        let (_, bytes) = packed();
        let mut again = bytes.clone();
        sum_up(&mut again);
        assert_eq!(again, bytes);
    }

    proptest! {
        #[test]
        fn a_cut_or_changed_pack_is_refused(at in any::<prop::sample::Index>(), bit in 0..8, cut in any::<bool>()) {
            let (_, mut bytes) = packed();
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] ^= 1_u8 << bit }
            prop_assert!(unpack(&bytes).is_err());
        }

        #[test]
        fn a_pack_with_a_right_checksum_and_wrong_content_harms_nothing(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)
        ) {
            let (_, mut bytes) = packed();
            for (at, byte) in changes {
                let at = HEADER + at.index(bytes.len() - HEADER);
                bytes[at] = byte;
            }
            sum_up(&mut bytes);
            if let Ok((gazetteer, _)) = unpack(&bytes) {
                let document = Document::new(TEXT);
                for candidate in gazetteer.find(&document) {
                    for entry in &candidate.entries {
                        gazetteer.entry(entry);
                    }
                }
                gazetteer.entries_named("Red Army");
                gazetteer.entries().for_each(drop);
            }
        }

        #[test]
        fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            prop_assert!(unpack(&bytes).is_err());
        }
    }
}
