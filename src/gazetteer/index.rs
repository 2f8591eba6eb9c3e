//! All names of all gazetteers in one automaton over words.
//!
//! A trie whose alphabet is the vocabulary of the names: a text is read word by word, and from each
//! word that can begin a name the trie is followed as far as it goes. Since names begin and end at
//! word boundaries, this visits far fewer states than an automaton over bytes, is built without
//! failure links, and takes a fraction of the memory (`docs` and `benches/gazetteer.rs` compare).

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::pattern::{Case, Pattern};

/// Stands for "no word" and "no state".
pub(super) const NONE: u32 = u32::MAX;

/// One pattern's last state holds this for every name that has the pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    /// Index of the entry.
    pub(super) entry: u32,
    /// Which of its names.
    pub(super) name: u32,
    pub(super) case: Case,
}

/// The finished automaton.
#[derive(Debug)]
pub(super) struct Index {
    vocabulary: Vocabulary,
    /// First state behind each word at the start of a name.
    roots: Vec<u32>,
    edges: HashMap<u64, u32, FixedState>,
    /// Endings of state *s* are `endings[ends[s]..ends[s + 1]]`.
    ends: Vec<u32>,
    endings: Vec<Ending>,
    small_starts: Starts,
}

impl Index {
    pub(super) fn word(&self, folded: &str) -> u32 {
        self.vocabulary.get(folded)
    }

    /// The state behind `word` at the start of a name.
    pub(super) fn root(&self, word: u32) -> u32 {
        self.roots.get(word as usize).copied().unwrap_or(NONE)
    }

    /// The state behind `word` in `state`.
    pub(super) fn step(&self, state: u32, word: u32) -> u32 {
        self.edges.get(&edge(state, word)).copied().unwrap_or(NONE)
    }

    /// The names that end in `state`.
    pub(super) fn endings(&self, state: u32) -> &[Ending] {
        let bound = |at: usize| self.ends.get(at).map(|end| *end as usize);
        match (bound(state as usize), bound(state as usize + 1)) {
            (Some(from), Some(to)) => self.endings.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether a word that begins with a small letter may begin a name amid ordinary prose. May say
    /// yes wrongly, never no.
    pub(super) fn may_start_small(&self, word: &str) -> bool {
        self.small_starts.may_hold(word)
    }

    /// The endings of the name with exactly these words.
    pub(super) fn exact(&self, words: &[String]) -> &[Ending] {
        let mut state = NONE;
        for (at, word) in words.iter().enumerate() {
            let word = self.word(word);
            state = if at == 0 { self.root(word) } else { self.step(state, word) };
            if state == NONE {
                return &[];
            }
        }
        if state == NONE { &[] } else { self.endings(state) }
    }

    /// Number of different words, states and endings.
    pub(super) fn size(&self) -> (usize, usize, usize) {
        (self.vocabulary.len(), self.ends.len().saturating_sub(1), self.endings.len())
    }
}

const fn edge(state: u32, word: u32) -> u64 {
    (state as u64) << 32 | word as u64
}

/// Collects patterns into an [`Index`].
#[derive(Debug, Default)]
pub(super) struct IndexBuilder {
    vocabulary: Vocabulary,
    roots: Vec<u32>,
    edges: HashMap<u64, u32, FixedState>,
    states: u32,
    endings: Vec<(u32, Ending)>,
    small_starts: Starts,
}

impl IndexBuilder {
    pub(super) fn with_capacity(names: usize) -> Self {
        Self {
            edges: HashMap::with_capacity_and_hasher(names, FixedState::default()),
            endings: Vec::with_capacity(names),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, pattern: &Pattern, entry: u32, name: u32) {
        let mut state = NONE;
        for (at, text) in pattern.words.iter().enumerate() {
            let word = self.vocabulary.insert(text);
            let next = self.states;
            let slot = if at == 0 {
                let at = word as usize;
                if self.roots.len() <= at {
                    self.roots.resize(at + 1, NONE);
                }
                &mut self.roots[at]
            } else {
                self.edges.entry(edge(state, word)).or_insert(NONE)
            };
            if *slot == NONE {
                *slot = next;
                self.states += 1;
            }
            state = *slot;
        }
        if let Some(first) = pattern.words.first()
            && pattern.case.capital & 1 == 0
        {
            self.small_starts.insert(first);
        }
        if state != NONE {
            self.endings.push((state, Ending { entry, name, case: pattern.case }));
        }
    }

    pub(super) fn finish(mut self) -> Index {
        // Stable: names of one state stay in the order in which they were added.
        self.endings.sort_by_key(|(state, _)| *state);
        let mut ends = vec![0_u32; self.states as usize + 1];
        for (state, _) in &self.endings {
            ends[*state as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        self.edges.shrink_to_fit();
        Index {
            vocabulary: self.vocabulary,
            roots: self.roots,
            edges: self.edges,
            ends,
            endings: self.endings.into_iter().map(|(_, ending)| ending).collect(),
            small_starts: self.small_starts,
        }
    }
}

/// Numbers words. The words lie one after the other in one string; the table holds numbers only.
#[derive(Debug)]
struct Vocabulary {
    text: String,
    /// Word *i* is `text[bounds[i]..bounds[i + 1]]`.
    bounds: Vec<u32>,
    /// Open addressing, a power of two long.
    table: Vec<Slot>,
    hasher: FixedState,
}

/// A part of the hash beside the number, so that most mismatches need no look at the text.
#[derive(Clone, Copy, Debug)]
struct Slot {
    word: u32,
    tag: u32,
}

const FREE: Slot = Slot { word: NONE, tag: 0 };

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            text: String::new(),
            bounds: vec![0],
            table: vec![FREE; 16],
            hasher: FixedState::default(),
        }
    }
}

impl Vocabulary {
    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn hash(&self, word: &str) -> u64 {
        self.hasher.hash_one(word)
    }

    fn text(&self, word: u32) -> &str {
        let bound = |at: usize| self.bounds.get(at).map(|b| *b as usize);
        match (bound(word as usize), bound(word as usize + 1)) {
            (Some(from), Some(to)) => self.text.get(from..to).unwrap_or_default(),
            _ => "",
        }
    }

    /// The slot that holds the word, or the free one where it belongs.
    fn slot(&self, word: &str, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.table[at];
            if slot.word == NONE || (slot.tag == tag && self.text(slot.word) == word) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn get(&self, word: &str) -> u32 {
        self.table[self.slot(word, self.hash(word))].word
    }

    fn insert(&mut self, word: &str) -> u32 {
        let hash = self.hash(word);
        let at = self.slot(word, hash);
        if self.table[at].word != NONE {
            return self.table[at].word;
        }
        let number = self.len() as u32;
        self.text.push_str(word);
        self.bounds.push(self.text.len() as u32);
        self.table[at] = Slot { word: number, tag: (hash >> 32) as u32 };
        if self.len() * 2 > self.table.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mask = self.table.len() * 2 - 1;
        let mut table = vec![FREE; mask + 1];
        for number in 0..self.len() as u32 {
            let hash = self.hash(self.text(number));
            let mut at = hash as usize & mask;
            while table[at].word != NONE {
                at = (at + 1) & mask;
            }
            table[at] = Slot { word: number, tag: (hash >> 32) as u32 };
        }
        self.table = table;
    }
}

/// First words of names that may begin with a small letter, told by first byte, last byte and
/// length: a glance that rejects nearly all words of ordinary prose.
#[derive(Debug)]
struct Starts {
    lengths: Vec<u32>,
}

impl Default for Starts {
    fn default() -> Self {
        Self { lengths: vec![0; 256 * 32] }
    }
}

impl Starts {
    fn place(word: &str) -> Option<(usize, u32)> {
        let bytes = word.as_bytes();
        let (first, last) = (bytes.first()?, bytes.last()?);
        Some((usize::from(*first) * 32 + usize::from(*last & 31), 1 << bytes.len().min(31)))
    }

    fn insert(&mut self, word: &str) {
        if let Some((at, bit)) = Self::place(word)
            && let Some(lengths) = self.lengths.get_mut(at)
        {
            *lengths |= bit;
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        Self::place(word)
            .is_some_and(|(at, bit)| self.lengths.get(at).is_some_and(|lengths| lengths & bit != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(words: &str) -> Pattern {
        Pattern {
            words: words.split(' ').map(str::to_owned).collect(),
            case: Case { capital: 1, upper: 0 },
        }
    }

    #[test]
    fn names_that_share_words_keep_their_endings() {
        let mut builder = IndexBuilder::default();
        for (at, name) in
            ["red army", "red", "red army faction", "army", "red army"].into_iter().enumerate()
        {
            builder.add(&pattern(name), at as u32, 0);
        }
        let index = builder.finish();
        let entries = |name: &str| -> Vec<u32> {
            index.exact(&pattern(name).words).iter().map(|e| e.entry).collect()
        };
        assert_eq!(entries("red army"), [0, 4]);
        assert_eq!(entries("red"), [1]);
        assert_eq!(entries("red army faction"), [2]);
        assert_eq!(entries("army"), [3]);
        assert_eq!(entries("army faction"), [0; 0]);
        assert_eq!(index.size(), (3, 4, 5));
    }

    #[test]
    fn a_vocabulary_that_grows_keeps_its_numbers() {
        let mut vocabulary = Vocabulary::default();
        for i in 0..5000 {
            assert_eq!(vocabulary.insert(&format!("w{i}")), i);
        }
        for i in 0..5000 {
            assert_eq!(vocabulary.insert(&format!("w{i}")), i);
            assert_eq!(vocabulary.get(&format!("w{i}")), i);
        }
        assert_eq!(vocabulary.get("w5000"), NONE);
        assert_eq!(vocabulary.get(""), NONE);
    }
}
