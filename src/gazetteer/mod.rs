//! Lists of names, and where those names stand in a text.
//!
//! A [`List`] is the entries of one file ([`read`] reads it, [`load`] opens it); a [`Gazetteer`] is
//! any number of lists compiled for matching. Building it is a pure function of its lists: the same
//! lists give the same candidates, whatever was built before.
//!
//! How a name matches: see `gazetteers/README.md` for the rules a list's author needs, and
//! [`words`](self) for what is levelled out. Overlapping names are all reported; `fuse` decides.

mod builtin;
mod cache;
mod check;
mod entries;
mod entry;
mod find;
mod finding;
mod flat;
mod fold;
mod hash;
mod index;
mod lately;
pub mod lexicon;
mod load;
mod pack;
mod pattern;
mod read;
mod words;

use std::sync::{Arc, LazyLock, OnceLock};

pub use self::builtin::shipped;
pub use self::cache::{CACHE_VARIABLE, Cache, Opened, open};
pub use self::check::{Checked, ListStats, check, stats};
pub use self::entry::{Coordinates, Entry, Flags, List, ListFull, Name};
pub use self::finding::{Finding, Severity};
pub use self::load::{LoadError, check_files, load, load_strict};
pub use self::read::{Format, Reading, read};

use self::entries::{Entries, Record, flags};
use self::index::{Index, IndexBuilder, is_plain};
use crate::entity::{Candidate, EntryRef};
use crate::text::Document;

/// Lists of names, compiled for matching. Immutable; share it between threads.
#[derive(Debug)]
pub struct Gazetteer {
    entries: Entries,
    lists: Vec<ListInfo>,
    index: Index,
    /// Entries by list and identifier; made on the first look-up.
    by_id: OnceLock<Vec<u32>>,
}

#[derive(Debug)]
struct ListInfo {
    name: Arc<str>,
    user: bool,
    sha256: Option<Box<str>>,
}

impl Gazetteer {
    /// The lists shipped with onomast, compiled on first use and shared.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Gazetteer>> = OnceLock::new();
        Arc::clone(BUILTIN.get_or_init(|| Arc::new(GazetteerBuilder::new().builtin().build())))
    }

    /// Every place where a name of the lists stands in the document's clean view.
    ///
    /// Sorted by start, then end, kind and source. Overlapping names are all there. For one span
    /// there is one candidate for each kind and source, with all entries that carry the name;
    /// `standalone` is false where each of them needs context.
    pub fn find(&self, document: &Document) -> Vec<Candidate> {
        find::find(self, document)
    }

    /// The entries that carry this name, however it is written (case, hyphens, apostrophes,
    /// diacritics, full stops), also those never matched alone; in the order of the lists.
    pub fn entries_named(&self, name: &str) -> Vec<EntryRef> {
        let mut out: Vec<EntryRef> = Vec::new();
        pattern::each(name, Flags::NONE, &mut pattern::Scratch::default(), |pattern, _| {
            for ending in self.index.exact(pattern, &self.entries.text) {
                if let Some(record) = self.entries.record(ending.entry) {
                    let reference = self.reference(record);
                    if !out.contains(&reference) {
                        out.push(reference);
                    }
                }
            }
        });
        out
    }

    /// All that is known of an entry.
    pub fn entry(&self, reference: &EntryRef) -> Option<Entry> {
        let order = self.by_id.get_or_init(|| {
            let mut order: Vec<u32> = (0..self.entries.len() as u32).collect();
            order.sort_by_key(|at| self.key(*at));
            order
        });
        let wanted = Some((&*reference.gazetteer, &*reference.id));
        let at = order.binary_search_by(|at| self.key(*at).cmp(&wanted)).ok()?;
        self.entry_at(*order.get(at)? as usize)
    }

    fn key(&self, at: u32) -> Option<(&str, &str)> {
        let record = self.entries.record(at)?;
        Some((self.list_name(record), self.entries.id(record)))
    }

    fn list_name(&self, record: &Record) -> &Arc<str> {
        static NO_LIST: LazyLock<Arc<str>> = LazyLock::new(|| "".into());
        self.lists.get(record.list()).map_or(&NO_LIST, |list| &list.name)
    }

    fn reference(&self, record: &Record) -> EntryRef {
        self.entries.reference(record, self.list_name(record))
    }

    fn entry_at(&self, at: usize) -> Option<Entry> {
        let record = self.entries.record(u32::try_from(at).ok()?)?;
        self.entries.get(at, self.list_name(record))
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entries, list by list.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.len()).filter_map(|at| self.entry_at(at))
    }

    /// The lists' names, and whether the user gave them.
    pub fn lists(&self) -> impl Iterator<Item = (&str, bool)> {
        self.lists.iter().map(|list| (&*list.name, list.user))
    }

    /// The SHA-256 of every list that came from a file, by the list's name.
    pub fn digests(&self) -> Vec<(Arc<str>, Box<str>)> {
        let digest = |list: &ListInfo| {
            let shipped = || builtin::digest(&list.name).filter(|_| !list.user).map(Into::into);
            Some((Arc::clone(&list.name), list.sha256.clone().or_else(shipped)?))
        };
        self.lists.iter().filter_map(digest).collect()
    }

    /// Number of names under which texts are searched: spellings, not entries.
    pub fn patterns(&self) -> usize {
        self.index.endings.len()
    }

    fn is_user(&self, record: &Record) -> bool {
        self.lists.get(record.list()).is_some_and(|list| list.user)
    }
}

/// Gathers lists and compiles them.
#[derive(Debug, Default)]
pub struct GazetteerBuilder {
    lists: Vec<(List, bool)>,
}

impl GazetteerBuilder {
    /// No list yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the lists shipped with onomast.
    #[must_use]
    pub fn builtin(mut self) -> Self {
        self.lists.extend(builtin::lists().into_iter().map(|list| (list, false)));
        self
    }

    /// Adds a list; `user` marks its candidates as [`Source::User`](crate::entity::Source::User).
    /// A list whose name is taken gets a number behind its name, so that references stay unique.
    #[must_use]
    pub fn add(mut self, mut list: List, user: bool) -> Self {
        let taken = |name: &str| self.lists.iter().any(|(l, _)| *l.name == *name);
        if taken(&list.name) {
            let name = (2..)
                .map(|n| format!("{}-{n}", list.name))
                .find(|name| !taken(name))
                .unwrap_or_default();
            list.name = name.into();
        }
        self.lists.push((list, user));
        self
    }

    /// Compiles the lists. Together they hold at most 4 GiB of text; a list that would go beyond is
    /// left out.
    pub fn build(self) -> Gazetteer {
        let mut entries = Entries::default();
        let mut lists = Vec::with_capacity(self.lists.len());
        for (list, user) in self.lists {
            if entries.append(list.entries, lists.len() as u32).is_ok() {
                lists.push(ListInfo { name: list.name, user, sha256: list.sha256 });
            }
        }
        let mut index = IndexBuilder::with_capacity(entries.names.len());
        let mut scratch = pattern::Scratch::default();
        for (at, row) in entries.names.iter().enumerate() {
            let name = entries.name_text(row);
            pattern::each(name, flags(row.flags), &mut scratch, |text, case| {
                let plain = is_plain(name, text).then_some(row.text);
                index.add(text, case, row.entry, at as u32, row.flags, plain);
            });
        }
        Gazetteer { entries, lists, index: index.finish(), by_id: OnceLock::new() }
    }
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Gazetteer>();
};
