//! Where the names of a gazetteer stand in a text.

use super::Gazetteer;
use super::entry::{Entry, Flags, Name};
use super::index::{Ending, NONE};
use super::lexicon;
use super::words::{Glue, Kind, Word, cut, is_katakana};
use crate::entity::{Candidate, EntityKind, Source};
use crate::text::{CleanSpan, Document};

/// A name that is several words long is hardly ever something else.
const SCORE_PHRASE: f32 = 0.95;
/// A single word can be a part of a longer name that no list knows.
const SCORE_WORD: f32 = 0.85;
/// A name that needs context says little by itself.
const SCORE_CONTEXT: f32 = 0.4;

/// All candidates of a document: sorted by start, then end, kind and source; overlaps are kept.
pub(super) fn find(gazetteer: &Gazetteer, document: &Document) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut scratch = Scratch::default();
    for paragraph in document.paragraphs() {
        let text = paragraph.span.slice(document.clean());
        let before = out.len();
        find_in(gazetteer, text, paragraph.span.start(), &mut scratch, &mut out);
        out[before..]
            .sort_by_key(|c: &Candidate| (c.span.start(), c.span.end(), c.kind.label(), c.source));
    }
    out
}

/// Buffers that are used again for every passage.
#[derive(Default)]
struct Scratch {
    words: Vec<Word>,
    /// Number of each word in the vocabulary, once it was looked up.
    numbers: Vec<Option<u32>>,
    folded: String,
    path: Vec<(usize, usize)>,
    hits: Vec<Hit>,
}

/// One name found: words `first..=last` of the passage, step by step as in its pattern.
#[derive(Clone, Copy)]
struct Hit {
    first: usize,
    last: usize,
    ending: Ending,
    steps: usize,
    /// The whole name is one word that the text writes with a hyphen.
    hyphenated: bool,
}

fn find_in(
    gazetteer: &Gazetteer,
    text: &str,
    offset: usize,
    scratch: &mut Scratch,
    out: &mut Vec<Candidate>,
) {
    scratch.words.clear();
    cut(text, &mut scratch.words);
    scratch.numbers.clear();
    scratch.numbers.resize(scratch.words.len(), None);
    let passage = Passage {
        gazetteer,
        text,
        words: &scratch.words,
        no_capitals: !scratch.words.iter().any(|w| w.capital || w.upper),
        no_small: !scratch.words.iter().any(|w| w.lower),
    };
    for first in 0..passage.words.len() {
        scratch.hits.clear();
        scratch.path.clear();
        let mut walk = Walk {
            passage: &passage,
            numbers: &mut scratch.numbers,
            folded: &mut scratch.folded,
            path: &mut scratch.path,
            hits: &mut scratch.hits,
        };
        walk.from(first);
        passage.candidates(&mut scratch.hits, offset, out);
    }
}

struct Passage<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    words: &'a [Word],
    /// All in small letters: then small letters say nothing.
    no_capitals: bool,
    /// All in capitals, like a heading: then capitals say nothing.
    no_small: bool,
}

/// One attempt to follow the automaton from one word.
struct Walk<'a, 'b> {
    passage: &'b Passage<'a>,
    numbers: &'b mut Vec<Option<u32>>,
    folded: &'b mut String,
    /// The words of the passage that each step used.
    path: &'b mut Vec<(usize, usize)>,
    hits: &'b mut Vec<Hit>,
}

impl Walk<'_, '_> {
    fn from(&mut self, first: usize) {
        let passage = self.passage;
        let Some(word) = passage.words.get(first) else { return };
        match word.kind {
            Kind::Mark | Kind::Gap => return,
            Kind::Letters if !word.capital && !passage.no_capitals => {
                let slice = passage.text.get(word.start..word.end).unwrap_or_default();
                if slice.is_ascii() && !passage.gazetteer.index.may_start_small(slice) {
                    return;
                }
            }
            _ => {}
        }
        if passage.cuts_before(first) {
            return;
        }
        self.extend(None, first);
    }

    /// Tries every way to read on at word `at` from `state` (`None` at the start of a name).
    fn extend(&mut self, state: Option<u32>, at: usize) {
        let number = self.number(at);
        self.step(state, number, at, at);
        // `Ze-dong` for `Zedong`, and names that a line end broke.
        let hyphen = self.passage.words.get(at + 1).is_some_and(|next| {
            matches!(next.glue, Glue::Hyphen | Glue::BrokenHyphen) && next.kind == Kind::Letters
        });
        if hyphen && self.passage.words.get(at).is_some_and(|w| w.kind == Kind::Letters) {
            let joined = self.joined(at);
            self.step(state, joined, at, at + 1);
        }
    }

    fn step(&mut self, state: Option<u32>, number: u32, first: usize, last: usize) {
        if number == NONE {
            return;
        }
        let index = &self.passage.gazetteer.index;
        let next = match state {
            None => index.root(number),
            Some(state) => index.step(state, number),
        };
        if next == NONE {
            return;
        }
        self.path.push((first, last));
        if !self.passage.cuts_after(last) {
            for ending in index.endings(next) {
                if self.passage.capitals_fit(ending, self.path) {
                    let first = self.path.first().map_or(first, |step| step.0);
                    let steps = self.path.len();
                    let hyphenated =
                        steps == 1 && first < last && self.passage.glue(last) == Glue::Hyphen;
                    self.hits.push(Hit { first, last, ending: *ending, steps, hyphenated });
                }
            }
        }
        if last + 1 < self.passage.words.len() {
            self.extend(Some(next), last + 1);
        }
        self.path.pop();
    }

    fn number(&mut self, at: usize) -> u32 {
        if let Some(Some(number)) = self.numbers.get(at) {
            return *number;
        }
        self.folded.clear();
        self.fold(at);
        let number = self.passage.gazetteer.index.word(self.folded);
        if let Some(slot) = self.numbers.get_mut(at) {
            *slot = Some(number);
        }
        number
    }

    fn joined(&mut self, at: usize) -> u32 {
        self.folded.clear();
        self.fold(at);
        self.fold(at + 1);
        self.passage.gazetteer.index.word(self.folded)
    }

    fn fold(&mut self, at: usize) {
        if let Some(word) = self.passage.words.get(at) {
            word.fold_into(self.passage.text, self.folded);
        }
    }
}

impl Passage<'_> {
    fn glue(&self, at: usize) -> Glue {
        self.words.get(at).map_or(Glue::Apart, |word| word.glue)
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.words.get(at).map(|word| word.kind)
    }

    /// Whether a name that starts at word `at` would cut a word of the text in two.
    fn cuts_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.cuts(before, at))
    }

    /// Whether a name that ends with word `at` would cut a word of the text in two.
    fn cuts_after(&self, at: usize) -> bool {
        self.cuts(at, at + 1)
    }

    /// `12th` must not be cut; `Mao12` is a name and a footnote number. Katakana runs are words.
    fn cuts(&self, left: usize, right: usize) -> bool {
        if self.glue(right) != Glue::Touching {
            return false;
        }
        match (self.kind(left), self.kind(right)) {
            (Some(Kind::Digits), Some(Kind::Letters)) => {
                self.words.get(right).is_some_and(|word| !word.capital)
            }
            (Some(Kind::Unspaced), Some(Kind::Unspaced)) => {
                self.is_katakana(left) && self.is_katakana(right)
            }
            _ => false,
        }
    }

    fn is_katakana(&self, at: usize) -> bool {
        self.words
            .get(at)
            .and_then(|word| self.text.get(word.start..word.end))
            .is_some_and(|slice| slice.chars().all(is_katakana))
    }

    fn name(&self, ending: &Ending) -> Option<(&Entry, &Name)> {
        let entry = self.gazetteer.entries.get(ending.entry as usize)?;
        Some((entry, entry.names.get(ending.name as usize)?))
    }

    /// Whether the text writes the name with the capitals it must have.
    fn capitals_fit(&self, ending: &Ending, path: &[(usize, usize)]) -> bool {
        let Some((_, name)) = self.name(ending) else { return false };
        if name.flags.has(Flags::NEVER_ALONE) {
            return false;
        }
        if name.flags.has(Flags::CASE_SENSITIVE) {
            return self.same_letters(path, &name.text);
        }
        if name.flags.has(Flags::ANY_CASE) {
            return true;
        }
        let fits = |at: usize, (first, last): (usize, usize)| {
            let words = self.words.get(first..=last).unwrap_or_default();
            let bit = 1_u32 << at.min(31);
            let capital = self.no_capitals
                || ending.case.capital & bit == 0
                || words.first().is_some_and(|word| word.capital);
            let upper = ending.case.upper & bit == 0 || words.iter().all(|word| word.upper);
            capital && upper
        };
        path.iter().enumerate().all(|(at, step)| fits(at, *step))
            && !self.is_other_acronym(ending, path)
    }

    /// `UFA` amid ordinary prose is an acronym of something, not the city of Ufa.
    fn is_other_acronym(&self, ending: &Ending, path: &[(usize, usize)]) -> bool {
        let [(first, last)] = path else { return false };
        first == last
            && !self.no_small
            && ending.case.upper == 0
            && self.words.get(*first).is_some_and(|w| w.upper && matches!(w.end - w.start, 2..=3))
    }

    fn same_letters(&self, path: &[(usize, usize)], name: &str) -> bool {
        let (Some((first, _)), Some((_, last))) = (path.first(), path.last()) else { return false };
        let span = self.words.get(*first).zip(self.words.get(*last));
        let slice = span.and_then(|(first, last)| self.text.get(first.start..last.end));
        slice.is_some_and(|slice| {
            slice
                .chars()
                .filter(|c| c.is_alphabetic())
                .eq(name.chars().filter(|c| c.is_alphabetic()))
        })
    }

    /// Groups the hits that start at one word into candidates: one for each end, kind and source.
    fn candidates(&self, hits: &mut [Hit], offset: usize, out: &mut Vec<Candidate>) {
        if hits.is_empty() {
            return;
        }
        let from = out.len();
        for hit in hits.iter() {
            let Some((entry, name)) = self.name(&hit.ending) else { continue };
            let (Some(first), Some(last)) = (self.words.get(hit.first), self.words.get(hit.last))
            else {
                continue;
            };
            let span = CleanSpan::new(offset + first.start, offset + last.end);
            let source = self.gazetteer.source_of(hit.ending.entry);
            let standalone = !name.flags.has(Flags::NEEDS_CONTEXT) && !self.is_doubtful(hit, entry);
            let score = match (standalone, hit.steps) {
                (false, _) => SCORE_CONTEXT,
                (true, 1) => SCORE_WORD,
                (true, _) => SCORE_PHRASE,
            };
            let kind = entry.reference.kind;
            let known = out
                .get_mut(from..)
                .unwrap_or_default()
                .iter_mut()
                .find(|c| c.span == span && c.kind == kind && c.source == source);
            if let Some(candidate) = known {
                candidate.priority = candidate.priority.max(entry.priority);
                candidate.score = candidate.score.max(score);
                candidate.standalone |= standalone;
                if !candidate.entries.contains(&entry.reference) {
                    candidate.entries.push(entry.reference.clone());
                }
            } else {
                out.push(Candidate {
                    span,
                    kind,
                    source,
                    priority: entry.priority,
                    score,
                    standalone,
                    entries: vec![entry.reference.clone()],
                    date: None,
                });
            }
        }
    }

    /// Surroundings in which even a clear name is not a mention by itself.
    fn is_doubtful(&self, hit: &Hit, entry: &Entry) -> bool {
        // `Li-chi` is rather the second half of a person's name than the town of Lichi.
        hit.hyphenated
            || self.is_half_of_adjective(hit)
            || self.is_head_of_event(hit, entry)
            || self.is_shouted_word(hit)
    }

    /// `U.S.-Soviet`: the second half makes an adjective of the first.
    fn is_half_of_adjective(&self, hit: &Hit) -> bool {
        self.words.get(hit.last + 1).is_some_and(|next| {
            next.glue == Glue::Hyphen
                && next.capital
                && self
                    .text
                    .get(next.start..next.end)
                    .is_some_and(|w| lexicon::demonyms().contains(w))
        })
    }

    /// `Crimean War` is spelled `Crimea War` too; `Geneva Conference` is no place.
    fn is_head_of_event(&self, hit: &Hit, entry: &Entry) -> bool {
        entry.reference.kind == EntityKind::Place
            && !self.no_small
            && self.words.get(hit.last + 1).is_some_and(|next| {
                next.glue == Glue::Apart
                    && next.kind == Kind::Letters
                    && next.capital
                    && self.only_blanks_before(hit.last, next)
                    && self
                        .text
                        .get(next.start..next.end)
                        .is_some_and(|word| lexicon::events().contains(word))
            })
    }

    fn only_blanks_before(&self, left: usize, next: &Word) -> bool {
        self.words
            .get(left)
            .and_then(|word| self.text.get(word.end..next.start))
            .is_some_and(|between| between.chars().all(char::is_whitespace))
    }

    /// In a heading all in capitals, `US` and `WHO` may be ordinary words.
    fn is_shouted_word(&self, hit: &Hit) -> bool {
        self.no_small
            && self.words.len() > 1
            && hit.ending.case.upper != 0
            && hit.first == hit.last
            && self.words.get(hit.first).is_some_and(|word| word.end - word.start <= 3)
    }
}

impl Gazetteer {
    fn source_of(&self, entry: u32) -> Source {
        if self.is_user_entry(entry as usize) { Source::User } else { Source::Gazetteer }
    }
}
