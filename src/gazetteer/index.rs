//! All names of all gazetteers in one automaton over words.
//!
//! A trie whose states are not stored: a state is the hash of the words that lead to it, and one
//! table of hashes says which states there are. A text is read word by word; from each word that can
//! begin a name the trie is followed as far as it goes. Since names begin and end at word
//! boundaries, this visits far fewer states than an automaton over bytes, needs no failure links,
//! and a step costs one look into one table (`docs/GAZETTEER-SPEED.md` compares).
//!
//! Hashes can agree by chance, so where a name ends its words are compared letter by letter: a
//! chance agreement costs time, never a wrong hit.

use super::flat::{piece, row, short};
use super::hash::{state, word_hash};
use super::pattern::{BETWEEN, Case};

/// Stands for "nothing here".
const NONE: u32 = u32::MAX;
/// In [`Slot::ending`]: some name goes on from here.
const MORE: u32 = 1 << 31;
/// In [`Slot::ending`], beside MORE: the index of the first ending.
const INDEX: u32 = MORE - 1;
/// In [`Slot::ending`]: no name ends here. With MORE it is not yet [`NONE`].
const NO_ENDING: u32 = INDEX - 1;
/// In [`Ending::bits`]: the last of its state.
const LAST: u32 = 1 << 31;
/// In [`Ending::bits`]: the pattern's words lie among the entries' text, as the list has them, and
/// not among the words of the index. So it is with most names, and it saves a look into memory.
const PLAIN: u32 = 1 << 30;

row! {
    /// One state: a part of its hash, and what is there.
    struct Slot {
        tag,
        /// Index of its first ending, or NO_ENDING; with MORE where names go on. NONE: a free slot.
        ending,
    }
}

impl Slot {
    /// A slot that says that there is no such state.
    pub(super) const fn none(tag: u32) -> Self {
        Self { tag, ending: NONE }
    }

    /// Whether there is such a state.
    pub(super) const fn is_state(self) -> bool {
        self.ending != NONE
    }
}

row! {
    /// One pattern of one name.
    struct Ending {
        /// Where the pattern's words lie.
        text,
        len,
        entry,
        /// Index of the name among all names.
        name,
        capital,
        upper,
        /// The name's flags, and LAST.
        bits,
    }
}

/// What is at a state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    /// The names that may end here; their words are still to be compared.
    pub(super) endings: &'a [Ending],
    /// Whether names go on.
    pub(super) more: bool,
}

/// The finished automaton.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Index {
    /// Open addressing, a power of two long.
    pub(super) slots: Vec<Slot>,
    /// The endings of a state lie together.
    pub(super) endings: Vec<Ending>,
    /// The words of patterns that are not plain.
    pub(super) text: String,
    /// States that begin a name.
    pub(super) roots: Sieve,
    /// All other states.
    pub(super) others: Sieve,
    pub(super) small: SmallStarts,
}

impl Index {
    /// What is at a state, if it is one.
    pub(super) fn at(&self, state: u64) -> Option<Found<'_>> {
        self.found(self.slot(state)?)
    }

    /// The slot of a state, if it is one.
    #[inline]
    pub(super) fn slot(&self, state: u64) -> Option<Slot> {
        self.slots.get(find(&self.slots, state)?).copied()
    }

    /// What is at the state of a slot.
    #[inline]
    pub(super) fn found(&self, slot: Slot) -> Option<Found<'_>> {
        let first = slot.ending & INDEX;
        let endings = if first == NO_ENDING {
            &[][..]
        } else {
            let rest = self.endings.get(first as usize..).unwrap_or_default();
            let last = rest.iter().position(|ending| ending.bits & LAST != 0)?;
            rest.get(..=last)?
        };
        Some(Found { endings, more: slot.ending & MORE != 0 })
    }

    /// Whether a state may be one, told without touching the table. May say yes wrongly, never no.
    #[inline]
    pub(super) fn may_be(&self, state: u64, is_root: bool) -> bool {
        if is_root { self.roots.may_hold(state) } else { self.others.may_hold(state) }
    }

    /// The name of an ending that is its own pattern but for capitals and blanks; `names` is the
    /// entries' text.
    pub(super) fn plain_name<'a>(ending: &Ending, names: &'a str) -> Option<&'a str> {
        (ending.bits & PLAIN != 0).then(|| piece(names, ending.text, ending.len))
    }

    /// Whether these are the words of an ending's pattern; `names` is the entries' text.
    pub(super) fn has_words(&self, ending: &Ending, names: &str, words: &str) -> bool {
        if ending.bits & PLAIN == 0 {
            return piece(&self.text, ending.text, ending.len) == words;
        }
        is_plain(piece(names, ending.text, ending.len), words)
    }

    /// The endings of the name with exactly this pattern.
    pub(super) fn exact<'a>(
        &'a self,
        pattern: &'a str,
        names: &'a str,
    ) -> impl Iterator<Item = &'a Ending> {
        let end = pattern
            .split(BETWEEN)
            .fold(None, |before, word| Some(state(before, word_hash(word.as_bytes()))));
        let found = end.and_then(|state| self.at(state));
        let endings = found.map_or(&[][..], |found| found.endings);
        endings.iter().filter(move |ending| self.has_words(ending, names, pattern))
    }
}

/// Whether a name as the list has it is its own pattern but for capitals and blanks.
pub(super) fn is_plain(name: &str, pattern: &str) -> bool {
    let same = |(name, pattern): (u8, u8)| {
        pattern == if name == b' ' { BETWEEN as u8 } else { name.to_ascii_lowercase() }
    };
    name.len() == pattern.len() && name.bytes().zip(pattern.bytes()).all(same)
}

/// The slot of a state, or `None`. Ends also where a damaged table has no free slot.
#[inline]
fn find(slots: &[Slot], state: u64) -> Option<usize> {
    let mask = slots.len().checked_sub(1)?;
    let tag = state as u32;
    let mut at = home(state, mask);
    for _ in 0..=mask {
        let slot = slots.get(at)?;
        if slot.ending == NONE {
            return None;
        }
        if slot.tag == tag {
            return Some(at);
        }
        at = (at + 1) & mask;
    }
    None
}

#[inline]
const fn home(state: u64, mask: usize) -> usize {
    (state >> 32) as usize & mask
}

/// Collects patterns into an [`Index`].
#[derive(Debug, Default)]
pub(super) struct IndexBuilder {
    text: String,
    /// States from which names go on; may come twice.
    inner: Vec<u64>,
    /// Last states, in the order in which patterns came.
    outer: Vec<u64>,
    endings: Vec<Ending>,
    roots: Vec<u64>,
    small: SmallStarts,
}

impl IndexBuilder {
    pub(super) fn with_capacity(names: usize) -> Self {
        Self {
            inner: Vec::with_capacity(names),
            outer: Vec::with_capacity(names),
            endings: Vec::with_capacity(names),
            ..Self::default()
        }
    }

    /// Adds a pattern of name number `name`, which is one of entry number `entry`; `plain` is where
    /// the name lies among the entries' text if it is plain. What does not fit into four thousand
    /// million bytes is left out.
    pub(super) fn add(
        &mut self,
        pattern: &str,
        case: Case,
        entry: u32,
        name: u32,
        flags: u32,
        plain: Option<u32>,
    ) {
        let end = self.text.len() + pattern.len();
        let (Some(text), Some(_)) = (short(self.text.len()), short(end)) else { return };
        if self.endings.len() >= NO_ENDING as usize {
            return;
        }
        let mut last = None;
        for word in pattern.split(BETWEEN) {
            self.inner.extend(last);
            let next = state(last, word_hash(word.as_bytes()));
            if last.is_none() {
                self.roots.push(next);
                if case.capital & 1 == 0 {
                    self.small.insert(word.as_bytes());
                }
            }
            last = Some(next);
        }
        let Some(last) = last else { return };
        self.outer.push(last);
        let len = pattern.len() as u32;
        let Case { capital, upper } = case;
        let (text, bits) = match plain {
            Some(text) => (text, flags | PLAIN),
            None => {
                self.text.push_str(pattern);
                (text, flags)
            }
        };
        self.endings.push(Ending { text, len, entry, name, capital, upper, bits });
    }

    pub(super) fn finish(mut self) -> Index {
        self.roots.sort_unstable();
        self.roots.dedup();
        let roots = Sieve::of(&self.roots, &[]);
        drop(self.roots);
        self.inner.sort_unstable();
        self.inner.dedup();
        let others = Sieve::of(&self.inner, &self.outer);
        let states = self.inner.len() + self.outer.len();
        // At most two thirds full.
        let size = (states + states / 2 + 1).next_power_of_two();
        let mut slots = vec![Slot::none(0); size];
        for state in self.inner {
            let at = insert(&mut slots, state);
            slots[at].ending |= MORE;
        }
        // The place of each ending's state, and the ending; sorting keeps the order within a state.
        let mut order: Vec<(u32, u32)> = Vec::with_capacity(self.outer.len());
        for (number, state) in self.outer.iter().enumerate() {
            order.push((insert(&mut slots, *state) as u32, number as u32));
        }
        drop(self.outer);
        order.sort_unstable();
        let mut endings: Vec<Ending> = Vec::with_capacity(order.len());
        let mut before = None;
        for (slot, number) in order {
            let Some(ending) = self.endings.get(number as usize) else { continue };
            if before == Some(slot) {
                if let Some(last) = endings.last_mut() {
                    last.bits &= !LAST;
                }
            } else {
                let first = &mut slots[slot as usize].ending;
                *first = *first & MORE | endings.len() as u32;
            }
            endings.push(Ending { bits: ending.bits | LAST, ..*ending });
            before = Some(slot);
        }
        self.text.shrink_to_fit();
        Index { slots, endings, text: self.text, roots, others, small: self.small }
    }
}

/// The slot of a state, taken if it is new. There must be a free slot.
fn insert(slots: &mut [Slot], state: u64) -> usize {
    let mask = slots.len() - 1;
    let tag = state as u32;
    let mut at = home(state, mask);
    while slots[at].ending != NONE && slots[at].tag != tag {
        at = (at + 1) & mask;
    }
    if slots[at].ending == NONE {
        slots[at] = Slot { tag, ending: NO_ENDING };
    }
    at
}

/// Which states there are, as bits in a table that stays in the processor's cache: most words that
/// are looked up lead nowhere, and then the large table is not touched. May say yes wrongly, never
/// no.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sieve {
    /// A power of two long.
    pub(super) bits: Vec<u64>,
}

impl Sieve {
    fn of(some: &[u64], more: &[u64]) -> Self {
        // Eight bits or more for each: one look in sixteen at most passes wrongly.
        let words = (some.len() + more.len()) / 8 + 1;
        let mut bits = vec![0_u64; words.next_power_of_two()];
        let mask = bits.len() - 1;
        for state in some.iter().chain(more) {
            bits[Self::place(*state) & mask] |= Self::marks(*state);
        }
        Self { bits }
    }

    const fn place(state: u64) -> usize {
        (state >> 20) as usize
    }

    /// The two bits that a state sets in its word of the table.
    const fn marks(state: u64) -> u64 {
        1 << (state & 63) | 1 << (state >> 6 & 63)
    }

    #[inline]
    fn may_hold(&self, state: u64) -> bool {
        let mask = self.bits.len().wrapping_sub(1);
        let marks = Self::marks(state);
        self.bits.get(Self::place(state) & mask).is_some_and(|bits| bits & marks == marks)
    }
}

/// First words of names that may begin with a small letter, told by their first two letters and
/// length: a glance that rejects nearly all words of ordinary prose. May say yes wrongly, never no.
#[derive(Debug, PartialEq)]
pub(super) struct SmallStarts {
    /// For each pair of letters, bit *n* for a length of *n*.
    pub(super) lengths: Vec<u32>,
}

/// Number of pairs: five bits of each letter.
pub(super) const PAIRS: usize = 1 << 10;

impl Default for SmallStarts {
    fn default() -> Self {
        Self { lengths: vec![0; PAIRS] }
    }
}

impl SmallStarts {
    fn place(word: &[u8]) -> Option<(usize, u32)> {
        let first = usize::from(*word.first()? & 31);
        let second = usize::from(word.get(1).map_or(0, |byte| *byte & 31));
        Some((first << 5 | second, 1 << word.len().min(31)))
    }

    fn insert(&mut self, word: &[u8]) {
        if let Some((at, bit)) = Self::place(word)
            && let Some(lengths) = self.lengths.get_mut(at)
        {
            *lengths |= bit;
        }
    }

    /// Whether this word, in ASCII letters, may begin such a name.
    #[inline]
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        Self::place(word)
            .is_some_and(|(at, bit)| self.lengths.get(at).is_some_and(|lengths| lengths & bit != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> Index {
        let mut builder = IndexBuilder::default();
        for (at, name) in names.iter().enumerate() {
            let case = Case { capital: 1, upper: 0 };
            builder.add(&name.replace(' ', "\n"), case, at as u32, at as u32, 0, None);
        }
        builder.finish()
    }

    fn entries(index: &Index, name: &str) -> Vec<u32> {
        index.exact(&name.replace(' ', "\n"), "").map(|ending| ending.entry).collect()
    }

    #[test]
    fn names_that_share_words_keep_their_endings() {
        let index = index(&["red army", "red", "red army faction", "army", "red army"]);
        assert_eq!(entries(&index, "red army"), [0, 4]);
        assert_eq!(entries(&index, "red"), [1]);
        assert_eq!(entries(&index, "red army faction"), [2]);
        assert_eq!(entries(&index, "army"), [3]);
        assert_eq!(entries(&index, "army faction"), [0; 0]);
        let red = state(None, word_hash(b"red"));
        let army = state(Some(red), word_hash(b"army"));
        assert!(
            index.may_be(red, true) && index.may_be(state(Some(red), word_hash(b"army")), false)
        );
        assert!(index.at(red).is_some_and(|found| found.more));
        assert!(
            index.at(state(Some(army), word_hash(b"faction"))).is_some_and(|found| !found.more)
        );
    }

    #[test]
    fn states_that_agree_by_chance_are_told_apart_by_their_words() {
        // As if "one" and "two" had the same hash.
        let mut builder = IndexBuilder::default();
        builder.add("one", Case::default(), 1, 1, 0, None);
        builder.add("two", Case::default(), 2, 2, 0, None);
        builder.outer[1] = builder.outer[0];
        let index = builder.finish();
        assert_eq!(index.endings.len(), 2);
        assert_eq!(entries(&index, "one"), [1]);
    }

    #[test]
    fn every_one_of_many_names_is_found_and_no_other() {
        let names: Vec<String> = (0..20_000).map(|i| format!("w{i} x{}", i % 7)).collect();
        let index = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(entries(&index, name), [at as u32]);
        }
        assert_eq!(entries(&index, "w1 x2"), [0; 0]);
        assert_eq!(entries(&index, ""), [0; 0]);
    }

    #[test]
    fn a_plain_name_is_its_own_pattern() {
        assert!(is_plain("Mao Zedong", "mao\nzedong"));
        for (name, pattern) in [
            ("Mao Zedong", "mao\nzedon"),
            ("Łódź", "lodz"),
            ("Il-sung", "il\nsung"),
            ("A\nB", "a b"),
        ] {
            assert!(!is_plain(name, pattern), "{name}");
        }
    }

    #[test]
    fn a_table_without_room_ends_the_search() {
        let full = vec![Slot { tag: 1, ending: 0 }; 8];
        assert_eq!(find(&full, 5), None);
        assert_eq!(find(&[], 5), None);
        assert!(Index::default().at(5).is_none());
    }
}
