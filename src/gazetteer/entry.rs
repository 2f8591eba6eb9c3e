//! One line of a gazetteer: who or what, under which names, when, how sure.

use std::fmt;
use std::sync::Arc;

use super::entries::{Draft, Entries};
use crate::entity::{EntityKind, EntryRef};

/// How a name may be matched. A set; empty means the ordinary rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags(u8);

impl Flags {
    /// No flag.
    pub const NONE: Self = Self(0);
    /// Every letter must have the case it has in the list.
    pub const CASE_SENSITIVE: Self = Self(1);
    /// Matches in any case, also in small letters amid ordinary prose.
    pub const ANY_CASE: Self = Self(1 << 1);
    /// Also a common word or surname: the match only supports what another source found.
    pub const NEEDS_CONTEXT: Self = Self(1 << 2);
    /// Never matched in a text; only looked up, as an alias of the entry.
    pub const NEVER_ALONE: Self = Self(1 << 3);
    /// Matched as written: no spelling variants (hyphen, apostrophe, full stop) are made.
    pub const NO_VARIANTS: Self = Self(1 << 4);

    /// Every flag with the word that stands for it in a file.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("case-sensitive", Self::CASE_SENSITIVE),
        ("any-case", Self::ANY_CASE),
        ("needs-context", Self::NEEDS_CONTEXT),
        ("never-alone", Self::NEVER_ALONE),
        ("no-variants", Self::NO_VARIANTS),
    ];

    /// The set as the lowest bits of a number.
    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    /// The set of these bits.
    pub(super) const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The flags of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The flag a word stands for.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, flag)| *flag)
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> =
            Self::WORDS.iter().filter(|(_, flag)| self.has(*flag)).map(|(w, _)| *w).collect();
        f.pad(&words.join(","))
    }
}

/// One name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written in the list.
    pub text: Box<str>,
    /// Its own flags and those of its entry.
    pub flags: Flags,
}

impl Name {
    /// Reads a name with its mark: `?Orange` needs context, `=Aids` is case-sensitive, `~Lin` is
    /// never matched alone; marks may be combined.
    pub fn parse(marked: &str, entry: Flags) -> Self {
        let (text, flags) = marked_name(marked, entry);
        Self { text: text.into(), flags }
    }
}

/// A name without its marks, and the flags that these stand for beside those of its entry.
pub(super) fn marked_name(marked: &str, entry: Flags) -> (&str, Flags) {
    let mut flags = entry;
    let mut text = marked.trim();
    loop {
        let flag = match text.as_bytes().first() {
            Some(b'?') => Flags::NEEDS_CONTEXT,
            Some(b'=') => Flags::CASE_SENSITIVE,
            Some(b'~') => Flags::NEVER_ALONE,
            _ => return (text, flags),
        };
        flags = flags.with(flag);
        text = text[1..].trim_start();
    }
}

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

/// A person, organisation, place or date that a gazetteer knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Gazetteer, identifier, preferred name and kind.
    pub reference: EntryRef,
    /// Every name, the preferred one first.
    pub names: Vec<Name>,
    /// First year of its life or existence.
    pub from: Option<i32>,
    /// Last year of its life or existence.
    pub to: Option<i32>,
    /// Higher wins where names overlap; 0 where the list says nothing.
    pub priority: i32,
    /// Where it is.
    pub coordinates: Option<Coordinates>,
    /// Wikidata identifier (`Q956`).
    pub wikidata: Option<Box<str>>,
    /// A remark for the reader.
    pub notes: Option<Box<str>>,
    /// Line of the file it was read from, from 1.
    pub line: usize,
}

impl Entry {
    /// An entry with one name and nothing else known.
    pub fn new(gazetteer: &Arc<str>, id: &str, name: &str, kind: EntityKind) -> Self {
        Self {
            reference: EntryRef {
                gazetteer: Arc::clone(gazetteer),
                id: id.into(),
                name: name.into(),
                kind,
            },
            names: vec![Name { text: name.into(), flags: Flags::NONE }],
            from: None,
            to: None,
            priority: 0,
            coordinates: None,
            wikidata: None,
            notes: None,
            line: 0,
        }
    }

    /// The names besides the preferred one.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.names.iter().skip(1).map(|name| &*name.text)
    }

    /// Whether it existed in `year`; unknown bounds are open.
    pub fn existed_in(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// The entries of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The gazetteer's name: the stem of its file.
    pub name: Arc<str>,
    /// SHA-256 of the file, where there is one.
    pub sha256: Option<Box<str>>,
    pub(super) entries: Entries,
}

impl List {
    /// A list without entries.
    pub fn empty(name: &str) -> Self {
        Self { name: name.into(), sha256: None, entries: Entries::default() }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at this place of the list, from 0.
    pub fn get(&self, at: usize) -> Option<Entry> {
        self.entries.get(at, &self.name)
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds an entry at the end. Its list is this one, whatever its reference says.
    ///
    /// # Errors
    /// The list holds as much text as a list can.
    pub fn push(&mut self, entry: &Entry) -> Result<(), ListFull> {
        self.entries.push(&Draft {
            id: &entry.reference.id,
            kind: entry.reference.kind,
            from: entry.from,
            to: entry.to,
            priority: entry.priority,
            coordinates: entry.coordinates,
            wikidata: entry.wikidata.as_deref().unwrap_or_default(),
            notes: entry.notes.as_deref().unwrap_or_default(),
            line: entry.line,
        })?;
        let at = self.entries.len() - 1;
        entry.names.iter().try_for_each(|name| self.entries.name(at, &name.text, name.flags))
    }
}

/// A list holds no more than four thousand million bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list is full: 4 GiB of names and notes are the most it can hold")]
pub struct ListFull;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_name_become_flags() {
        let name = Name::parse(" ?= Orange ", Flags::NO_VARIANTS);
        assert_eq!(&*name.text, "Orange");
        assert_eq!(name.flags.to_string(), "case-sensitive,needs-context,no-variants");
    }

    #[test]
    fn open_bounds_hold_for_all_years() {
        let mut entry = Entry::new(&"g".into(), "x", "X", EntityKind::Place);
        assert!(entry.existed_in(-44));
        entry.from = Some(1922);
        entry.to = Some(1991);
        assert!(entry.existed_in(1922) && entry.existed_in(1991) && !entry.existed_in(1992));
    }

    #[test]
    fn a_list_made_by_hand_gives_back_its_entries() {
        let mut list = List::empty("mine");
        let mut entry = Entry::new(&list.name, "x", "X", EntityKind::Place);
        entry.names.push(Name::parse("?Ex", Flags::NONE));
        entry.notes = Some("a note".into());
        list.push(&entry).unwrap();
        assert_eq!(list.entries().collect::<Vec<_>>(), [entry]);
    }
}
