//! Where the names of a gazetteer stand in a text.

use super::Gazetteer;
use super::entries::{Record, flags};
use super::entry::Flags;
use super::hash::{plain_hash, state, word_hash};
use super::index::{Ending, Index};
use super::lately::{References, States};
use super::lexicon;
use super::pattern::{BETWEEN, MOST_WORDS};
use super::words::{Cutter, Glue, Kind, Word, cut, is_katakana};
use crate::entity::{Candidate, EntityKind, Source};
use crate::text::{CleanSpan, Document};

/// A name that is several words long is hardly ever something else.
const SCORE_PHRASE: f32 = 0.95;
/// A single word can be a part of a longer name that no list knows.
const SCORE_WORD: f32 = 0.85;
/// A name that needs context says little by itself.
const SCORE_CONTEXT: f32 = 0.4;

/// Words that have been dealt with are forgotten in lots of this many.
const KEPT: usize = 4096;

/// All candidates of a document: sorted by start, then end, kind and source; overlaps are kept.
pub(super) fn find(gazetteer: &Gazetteer, document: &Document) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut buffers = Buffers::default();
    for paragraph in document.paragraphs() {
        let text = paragraph.span.slice(document.clean());
        let mut search = Search::new(gazetteer, text, paragraph.span.start(), buffers);
        search.run(&mut out);
        buffers = search.buffers;
    }
    out
}

/// Buffers that are used again for every passage.
#[derive(Default)]
struct Buffers {
    /// Words from the one at hand onward, as far as they were looked at.
    words: Vec<Word>,
    /// The hash of each, once it was needed.
    hashes: Vec<Option<u64>>,
    folded: String,
    path: Vec<(usize, usize)>,
    hits: Vec<Hit>,
    states: States,
    references: References,
}

/// One name found: words `first..=last`, step by step as in its pattern.
#[derive(Clone, Copy)]
struct Hit {
    first: usize,
    last: usize,
    ending: Ending,
    record: Record,
    steps: usize,
    /// The whole name is one word that the text writes with a hyphen.
    hyphenated: bool,
}

/// The search of one passage. Words are numbered from the first one that is kept, and cut only when
/// they are needed: most words of prose are passed over without a closer look.
struct Search<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    offset: usize,
    cutter: Cutter<'a>,
    /// The word before the first one that is kept.
    before: Option<Word>,
    /// All in small letters: then small letters say nothing.
    no_capitals: bool,
    /// All in capitals, like a heading: then capitals say nothing.
    no_small: bool,
    buffers: Buffers,
}

impl<'a> Search<'a> {
    fn new(gazetteer: &'a Gazetteer, text: &'a str, offset: usize, mut buffers: Buffers) -> Self {
        let no_capitals = !has_capital_word(text, &mut buffers.words);
        let no_small = !has_small_letter(text, &mut buffers.words);
        buffers.words.clear();
        buffers.hashes.clear();
        let cutter = Cutter::new(text);
        Self { gazetteer, text, offset, cutter, before: None, no_capitals, no_small, buffers }
    }

    fn run(&mut self, out: &mut Vec<Candidate>) {
        let mut first = 0;
        loop {
            if first >= self.buffers.words.len() {
                self.forget(first);
                first = 0;
                self.skim();
            } else if first >= KEPT {
                self.forget(first);
                first = 0;
            }
            let Some(word) = self.word(first) else { return };
            self.from(first, word);
            if !self.buffers.hits.is_empty() {
                self.candidates(out);
                self.buffers.hits.clear();
            }
            first += 1;
        }
    }

    /// Drops the first `done` words.
    fn forget(&mut self, done: usize) {
        let Buffers { words, hashes, .. } = &mut self.buffers;
        if let Some(last) = done.checked_sub(1) {
            self.before = words.get(last).copied();
        }
        if done >= words.len() {
            words.clear();
            hashes.clear();
        } else {
            words.drain(..done);
            hashes.drain(..done.min(hashes.len()));
        }
    }

    /// Passes over words that begin no name. Only right where no word is kept.
    fn skim(&mut self) {
        let from = self.cutter.place();
        let index = &self.gazetteer.index;
        let no_capitals = self.no_capitals;
        let mut hash = 0;
        let word = self.cutter.skim(|word| {
            let begins = no_capitals
                || word.first().is_some_and(u8::is_ascii_uppercase)
                || index.small.may_hold(word);
            begins && {
                hash = plain_hash(word);
                index.may_be(state(None, hash), true)
            }
        });
        let reached = word.map_or(self.cutter.place(), |word| word.start);
        if reached != from {
            self.before = None;
        }
        if let Some(word) = word {
            self.buffers.words.push(word);
            self.buffers.hashes.push(Some(hash));
        }
    }

    /// Word number `at`, cut from the text if it was not yet.
    fn word(&mut self, at: usize) -> Option<Word> {
        while self.buffers.words.len() <= at {
            let word = self.cutter.next()?;
            self.buffers.words.push(word);
            self.buffers.hashes.push(None);
        }
        self.buffers.words.get(at).copied()
    }

    fn slice(&self, word: &Word) -> &'a str {
        self.text.get(word.start..word.end).unwrap_or_default()
    }

    fn from(&mut self, first: usize, word: Word) {
        match word.kind {
            Kind::Mark | Kind::Gap => return,
            Kind::Letters
                if !word.capital
                    && !self.no_capitals
                    && word.plain
                    && !self.may_be_joined(&word)
                    && !self.gazetteer.index.small.may_hold(self.slice(&word).as_bytes()) =>
            {
                return;
            }
            _ => {}
        }
        if word.glue == Glue::Touching && self.cuts_before(first, &word) {
            return;
        }
        self.extend(None, first, word);
    }

    /// Tries every way to read on at word `at` from a state (`None` at the start of a name).
    fn extend(&mut self, before: Option<u64>, at: usize, word: Word) {
        if word.kind == Kind::Gap {
            return;
        }
        let own = self.hash(at, &word);
        self.step(before, own, at, at);
        // `Ze-dong` for `Zedong`, and names that a line end broke.
        if word.kind == Kind::Letters
            && self.may_be_joined(&word)
            && let Some(next) = self.word(at + 1)
            && matches!(next.glue, Glue::Hyphen | Glue::BrokenHyphen)
            && next.kind == Kind::Letters
        {
            let folded = &mut self.buffers.folded;
            folded.clear();
            word.fold_into(self.text, folded);
            next.fold_into(self.text, folded);
            let joined = word_hash(folded.as_bytes());
            self.step(before, joined, at, at + 1);
        }
    }

    /// Whether a hyphen may follow: one does only right behind the word.
    fn may_be_joined(&self, word: &Word) -> bool {
        self.text.as_bytes().get(word.end).is_some_and(|byte| *byte == b'-' || !byte.is_ascii())
    }

    fn step(&mut self, before: Option<u64>, word: u64, first: usize, last: usize) {
        let index = &self.gazetteer.index;
        let state = state(before, word);
        let slot = self.buffers.states.slot(index, state, before.is_none());
        let Some(found) = slot.and_then(|slot| index.found(slot)) else { return };
        self.buffers.path.push((first, last));
        if !found.endings.is_empty() && !self.cuts_after(last) {
            self.end(found.endings, last);
        }
        if found.more
            && self.buffers.path.len() < MOST_WORDS
            && let Some(next) = self.word(last + 1)
        {
            self.extend(Some(state), last + 1, next);
        }
        self.buffers.path.pop();
    }

    /// Notes the names that end at the end of the path.
    fn end(&mut self, endings: &[Ending], last: usize) {
        let steps = self.buffers.path.len();
        let first = self.buffers.path.first().map_or(last, |step| step.0);
        let hyphenated = steps == 1
            && first < last
            && self.buffers.words.get(last).is_some_and(|word| word.glue == Glue::Hyphen);
        let index = &self.gazetteer.index;
        let names = &self.gazetteer.entries.text;
        let plain = self.plain_path();
        let mut folded = std::mem::take(&mut self.buffers.folded);
        folded.clear();
        for ending in endings {
            // Loaded before the words are compared, so that the processor waits for both at once.
            let Some(record) = self.gazetteer.entries.record(ending.entry).copied() else {
                continue;
            };
            let same = if let (Some(path), Some(name)) = (plain, Index::plain_name(ending, names)) {
                path.eq_ignore_ascii_case(name)
            } else {
                // Steps are never empty, so neither is a folded path.
                if folded.is_empty() {
                    self.fold_path(&mut folded);
                }
                index.has_words(ending, names, &folded)
            };
            if same && self.capitals_fit(ending) {
                let ending = *ending;
                self.buffers.hits.push(Hit { first, last, ending, record, steps, hyphenated });
            }
        }
        self.buffers.folded = folded;
    }

    /// The text of the path where it is nothing but ASCII words with single spaces between them:
    /// then it is its own folded form but for capitals and spaces.
    fn plain_path(&self) -> Option<&'a str> {
        let (first, _) = *self.buffers.path.first()?;
        let mut end = None;
        for (from, to) in &self.buffers.path {
            let word = self.buffers.words.get(*from).filter(|word| word.plain && from == to)?;
            if let Some(end) = end
                && (word.start != end + 1 || self.text.as_bytes().get(end) != Some(&b' '))
            {
                return None;
            }
            end = Some(word.end);
        }
        self.text.get(self.buffers.words.get(first)?.start..end?)
    }

    /// The words of the path as a pattern has them.
    fn fold_path(&self, folded: &mut String) {
        folded.clear();
        for (at, (first, last)) in self.buffers.path.iter().enumerate() {
            if at > 0 {
                folded.push(BETWEEN);
            }
            for word in self.buffers.words.get(*first..=*last).unwrap_or_default() {
                word.fold_into(self.text, folded);
            }
        }
    }

    fn hash(&mut self, at: usize, word: &Word) -> u64 {
        if let Some(Some(hash)) = self.buffers.hashes.get(at) {
            return *hash;
        }
        let hash = if word.plain {
            plain_hash(self.slice(word).as_bytes())
        } else {
            let folded = &mut self.buffers.folded;
            folded.clear();
            word.fold_into(self.text, folded);
            word_hash(folded.as_bytes())
        };
        if let Some(slot) = self.buffers.hashes.get_mut(at) {
            *slot = Some(hash);
        }
        hash
    }

    /// Whether a name that starts at this word would cut a word of the text in two.
    fn cuts_before(&self, at: usize, word: &Word) -> bool {
        let left = match at.checked_sub(1) {
            Some(left) => self.buffers.words.get(left),
            None => self.before.as_ref(),
        };
        left.is_some_and(|left| self.cuts(left, word))
    }

    /// Whether a name that ends with word `at` would cut a word of the text in two.
    fn cuts_after(&mut self, at: usize) -> bool {
        let (Some(left), Some(right)) = (self.word(at), self.word(at + 1)) else { return false };
        self.cuts(&left, &right)
    }

    /// `12th` must not be cut; `Mao12` is a name and a footnote number. Katakana runs are words.
    fn cuts(&self, left: &Word, right: &Word) -> bool {
        if right.glue != Glue::Touching {
            return false;
        }
        let is_katakana = |word: &Word| self.slice(word).chars().all(is_katakana);
        match (left.kind, right.kind) {
            (Kind::Digits, Kind::Letters) => !right.capital,
            (Kind::Unspaced, Kind::Unspaced) => is_katakana(left) && is_katakana(right),
            _ => false,
        }
    }

    /// Whether the text writes the name with the capitals it must have.
    fn capitals_fit(&self, ending: &Ending) -> bool {
        let flags = flags(ending.bits);
        if flags.has(Flags::NEVER_ALONE) {
            return false;
        }
        if flags.has(Flags::CASE_SENSITIVE) {
            return self.same_letters(self.gazetteer.entries.name_at(ending.name));
        }
        if flags.has(Flags::ANY_CASE) {
            return true;
        }
        let fits = |at: usize, (first, last): (usize, usize)| {
            let words = self.buffers.words.get(first..=last).unwrap_or_default();
            let bit = 1_u32 << at.min(31);
            let capital = self.no_capitals
                || ending.capital & bit == 0
                || words.first().is_some_and(|word| word.capital);
            let upper = ending.upper & bit == 0 || words.iter().all(|word| word.upper);
            capital && upper
        };
        self.buffers.path.iter().enumerate().all(|(at, step)| fits(at, *step))
            && !self.is_other_acronym(ending)
    }

    /// `UFA` amid ordinary prose is an acronym of something, not the city of Ufa.
    fn is_other_acronym(&self, ending: &Ending) -> bool {
        let [(first, last)] = self.buffers.path.as_slice() else { return false };
        let is_short = |word: &Word| word.upper && matches!(word.end - word.start, 2..=3);
        first == last
            && !self.no_small
            && ending.upper == 0
            && self.buffers.words.get(*first).is_some_and(is_short)
    }

    fn same_letters(&self, name: &str) -> bool {
        let (Some((first, _)), Some((_, last))) =
            (self.buffers.path.first(), self.buffers.path.last())
        else {
            return false;
        };
        let span = self.buffers.words.get(*first).zip(self.buffers.words.get(*last));
        let slice = span.and_then(|(first, last)| self.text.get(first.start..last.end));
        slice.is_some_and(|slice| {
            slice
                .chars()
                .filter(|c| c.is_alphabetic())
                .eq(name.chars().filter(|c| c.is_alphabetic()))
        })
    }

    /// Groups the hits that start at one word into candidates: one for each end, kind and source.
    fn candidates(&mut self, out: &mut Vec<Candidate>) {
        let from = out.len();
        let hits = std::mem::take(&mut self.buffers.hits);
        for hit in &hits {
            let ends = self.buffers.words.get(hit.first).zip(self.buffers.words.get(hit.last));
            let Some((first, last)) = ends else { continue };
            let record = &hit.record;
            let span = CleanSpan::new(self.offset + first.start, self.offset + last.end);
            let source =
                if self.gazetteer.is_user(record) { Source::User } else { Source::Gazetteer };
            let needs_context = flags(hit.ending.bits).has(Flags::NEEDS_CONTEXT);
            let standalone = !needs_context && !self.is_doubtful(hit, record);
            let score = match (standalone, hit.steps) {
                (false, _) => SCORE_CONTEXT,
                (true, 1) => SCORE_WORD,
                (true, _) => SCORE_PHRASE,
            };
            let kind = record.kind();
            let priority = record.priority.cast_signed();
            let reference =
                self.buffers.references.get(hit.ending.entry, || self.gazetteer.reference(record));
            let known = out
                .get_mut(from..)
                .unwrap_or_default()
                .iter_mut()
                .find(|c| c.span == span && c.kind == kind && c.source == source);
            if let Some(candidate) = known {
                candidate.priority = candidate.priority.max(priority);
                candidate.score = candidate.score.max(score);
                candidate.standalone |= standalone;
                if !candidate.entries.contains(&reference) {
                    candidate.entries.push(reference);
                }
            } else {
                let entries = vec![reference];
                let date = None;
                out.push(Candidate {
                    span,
                    kind,
                    source,
                    priority,
                    score,
                    standalone,
                    entries,
                    date,
                });
            }
        }
        self.buffers.hits = hits;
        // All start at one word, and words come in the order of the text.
        if let Some(new) = out.get_mut(from..).filter(|new| new.len() > 1) {
            new.sort_by_key(|c| (c.span.end(), c.kind.label(), c.source));
        }
    }

    /// Surroundings in which even a clear name is not a mention by itself.
    fn is_doubtful(&mut self, hit: &Hit, record: &Record) -> bool {
        // `Li-chi` is rather the second half of a person's name than the town of Lichi.
        if hit.hyphenated {
            return true;
        }
        let Some(last) = self.word(hit.last) else { return false };
        let next = self.word(hit.last + 1);
        next.is_some_and(|next| {
            self.is_half_of_adjective(&next) || self.is_head_of_event(&last, &next, record)
        }) || self.is_shouted_word(hit, &last)
    }

    /// `U.S.-Soviet`: the second half makes an adjective of the first.
    fn is_half_of_adjective(&self, next: &Word) -> bool {
        next.glue == Glue::Hyphen && next.capital && lexicon::demonyms().contains(self.slice(next))
    }

    /// `Crimean War` is spelled `Crimea War` too; `Geneva Conference` is no place.
    fn is_head_of_event(&self, last: &Word, next: &Word, record: &Record) -> bool {
        next.glue == Glue::Apart
            && next.kind == Kind::Letters
            && next.capital
            && record.kind() == EntityKind::Place
            && !self.no_small
            && self
                .text
                .get(last.end..next.start)
                .is_some_and(|between| between.chars().all(char::is_whitespace))
            && lexicon::events().contains(self.slice(next))
    }

    /// In a heading all in capitals, `US` and `WHO` may be ordinary words.
    fn is_shouted_word(&mut self, hit: &Hit, word: &Word) -> bool {
        self.no_small
            && hit.ending.upper != 0
            && hit.first == hit.last
            && word.end - word.start <= 3
            && Cutter::new(self.text).nth(1).is_some()
    }
}

/// Whether some word begins with a capital, or is all capitals.
fn has_capital_word(text: &str, scratch: &mut Vec<Word>) -> bool {
    let bytes = text.as_bytes();
    let starts = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_none_or(|before| before.is_ascii_whitespace())
    };
    let mut capitals = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
    let Some((first, _)) = capitals.next() else {
        return !text.is_ascii()
            && text.contains(char::is_uppercase)
            && any_word(text, scratch, |word| word.capital || word.upper);
    };
    starts(first)
        || capitals.any(|(at, _)| starts(at))
        || any_word(text, scratch, |word| word.capital || word.upper)
}

/// Whether some word has a small letter.
fn has_small_letter(text: &str, scratch: &mut Vec<Word>) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
        || (!text.is_ascii()
            && text.contains(char::is_lowercase)
            && any_word(text, scratch, |word| word.lower))
}

fn any_word(text: &str, scratch: &mut Vec<Word>, is_it: impl Fn(&Word) -> bool) -> bool {
    scratch.clear();
    cut(text, scratch);
    scratch.iter().any(is_it)
}
