//! How a long document is cut into the windows a model can read, with nothing left out.
//!
//! A window takes as many whole sentences as fit, and before them, as context on the left, the end
//! of what the window before has read. Only a sentence longer than a window is cut, between words.
//! Where windows overlap, a word's label is read where the word stands farthest from an edge: there
//! it sees the most on both sides.

use std::ops::Range;

use super::pieces::Pieces;

/// Share of a window, at most, that repeats what the last one has read. Measured on nine papers:
/// from no context at all to a third, strict F1 moves by less than half a point either way, an
/// eighth being best; more costs time and brings nothing.
const CONTEXT_SHARE: usize = 8;

/// The windows of one document, as ranges of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In text order; each starts and ends later than the one before.
    pub windows: Vec<Range<usize>>,
    /// For each word, the window its label is read in.
    pub window_of_word: Vec<usize>,
}

/// Cuts `pieces` into windows of at most `room` pieces each.
pub fn plan(pieces: &Pieces, room: usize) -> Plan {
    let room = room.max(1);
    let cuts = Cuts::of(pieces, room);
    let windows = cuts.windows(room);
    let window_of_word = assign(pieces, &windows);
    Plan { windows, window_of_word }
}

/// Where a window may begin or end.
struct Cuts {
    /// Starts of words (and every `room` pieces within a word longer than that), and the end.
    words: Vec<usize>,
    /// Starts of sentences, and the end.
    sentences: Vec<usize>,
    len: usize,
}

impl Cuts {
    fn of(pieces: &Pieces, room: usize) -> Self {
        let len = pieces.ids.len();
        let mut words: Vec<usize> = Vec::with_capacity(pieces.words.len() + 1);
        for start in pieces.words.iter().map(|w| w.first).chain([len]) {
            let mut last = words.last().copied().unwrap_or(start);
            while start - last > room {
                last += room;
                words.push(last);
            }
            words.push(start);
        }
        let sentences = pieces.sentences.iter().map(|s| s.pieces.start).chain([len]).collect();
        Self { words, sentences, len }
    }

    fn windows(&self, room: usize) -> Vec<Range<usize>> {
        let mut windows: Vec<Range<usize>> = Vec::new();
        let mut read = 0;
        while read < self.len {
            let sentence_end = first_after(&self.sentences, read).unwrap_or(self.len);
            // The next sentence must fit behind its context; an over-long one is cut anyway and
            // keeps its context.
            let spare = room.checked_sub(sentence_end - read).unwrap_or(room / CONTEXT_SHARE);
            let start = self.context_start(read, spare.min(room / CONTEXT_SHARE));
            let end = last_up_to(&self.sentences, start + room)
                .filter(|&end| end > read)
                .or_else(|| last_up_to(&self.words, start + room).filter(|&end| end > read));
            // A word of exactly `room` pieces leaves no room for context.
            let (start, end) = match end {
                Some(end) => (start, end),
                None => (read, first_after(&self.words, read).unwrap_or(self.len)),
            };
            // A short window whose whole is repeated as context has nothing left to tell.
            if windows.last().is_some_and(|last| last.start == start) {
                windows.pop();
            }
            windows.push(start..end);
            read = end;
        }
        windows
    }

    /// Where the context of a window that goes on from `read` starts: at the earliest sentence
    /// within `spare` pieces, or else at the earliest word.
    fn context_start(&self, read: usize, spare: usize) -> usize {
        let from = read.saturating_sub(spare);
        let earliest = |cuts: &[usize]| {
            cuts.get(cuts.partition_point(|&cut| cut < from)).copied().filter(|&cut| cut < read)
        };
        earliest(&self.sentences).or_else(|| earliest(&self.words)).unwrap_or(read)
    }
}

fn first_after(cuts: &[usize], at: usize) -> Option<usize> {
    cuts.get(cuts.partition_point(|&cut| cut <= at)).copied()
}

fn last_up_to(cuts: &[usize], at: usize) -> Option<usize> {
    cuts.get(cuts.partition_point(|&cut| cut <= at).checked_sub(1)?).copied()
}

/// The window in which each word stands farthest from an edge; the document's own edges are none.
fn assign(pieces: &Pieces, windows: &[Range<usize>]) -> Vec<usize> {
    let len = pieces.ids.len();
    let distance = |window: &Range<usize>, at: usize| {
        let left = if window.start == 0 { len } else { at - window.start };
        let right = if window.end == len { len } else { window.end - 1 - at };
        left.min(right)
    };
    let mut from = 0;
    let mut chosen = Vec::with_capacity(pieces.words.len());
    for word in &pieces.words {
        while windows.get(from).is_some_and(|window| window.end <= word.first) {
            from += 1;
        }
        let holding = windows.iter().enumerate().skip(from);
        let best = holding
            .take_while(|(_, window)| window.start <= word.first)
            // The earlier of two as good.
            .max_by_key(|(i, window)| (distance(window, word.first), std::cmp::Reverse(*i)))
            .map_or(from, |(i, _)| i);
        chosen.push(best);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::pieces::{Sentence, Word};
    use super::*;
    use crate::text::CleanSpan;

    /// A document of sentences, each a list of its words' lengths in pieces.
    fn document(sentences: &[Vec<usize>]) -> Pieces {
        let mut pieces = Pieces::default();
        for words in sentences.iter().filter(|words| !words.is_empty()) {
            let (first_word, first_piece) = (pieces.words.len(), pieces.ids.len());
            for &len in words {
                let first = pieces.ids.len();
                pieces.words.push(Word { span: CleanSpan::new(first, first + 1), first });
                pieces.ids.resize(first + len, 1);
            }
            pieces.sentences.push(Sentence {
                words: first_word..pieces.words.len(),
                pieces: first_piece..pieces.ids.len(),
            });
        }
        pieces.types = vec![0; pieces.ids.len()];
        pieces
    }

    fn ranges(sentences: &[Vec<usize>], room: usize) -> Vec<Range<usize>> {
        plan(&document(sentences), room).windows
    }

    #[test]
    fn whole_sentences_fill_a_window_and_the_last_is_repeated() {
        let sentences = vec![vec![1; 5], vec![1; 4], vec![1; 2], vec![1; 6], vec![1; 3]];
        assert_eq!(ranges(&sentences, 16), [0..11, 9..20]);
        assert_eq!(ranges(&sentences, 20), vec![0..20]);
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        // Words of 3 pieces, 16 of room: five words a window, none fits into the context of 2.
        assert_eq!(ranges(&[vec![3; 8]], 16), [0..15, 15..24]);
        assert_eq!(ranges(&[vec![1; 40]], 16), [0..16, 14..30, 28..40]);
    }

    #[test]
    fn a_word_longer_than_a_window_is_read_in_parts() {
        assert_eq!(ranges(&[vec![20, 1]], 8), [0..8, 8..16, 16..21]);
    }

    #[test]
    fn a_word_is_read_where_it_stands_farthest_from_an_edge() {
        let plan = plan(&document(&[vec![1; 40]]), 16);
        assert_eq!(plan.windows, [0..16, 14..30, 28..40]);
        assert_eq!(plan.window_of_word[13..17], [0, 0, 1, 1]);
        assert_eq!(plan.window_of_word[27..31], [1, 1, 2, 2]);
    }

    #[test]
    fn an_empty_document_has_no_window() {
        assert!(ranges(&[], 8).is_empty());
    }

    proptest! {
        #[test]
        fn every_piece_is_read_and_every_word_has_its_window(
            sentences in proptest::collection::vec(proptest::collection::vec(1_usize..12, 0..30), 0..12),
            room in 6_usize..40,
        ) {
            let pieces = document(&sentences);
            let plan = plan(&pieces, room);
            let mut read = 0;
            let mut last_start = None;
            for window in &plan.windows {
                prop_assert!(window.len() <= room && !window.is_empty());
                prop_assert!(window.start <= read && window.end > read);
                prop_assert!(last_start.is_none_or(|start| window.start > start));
                (read, last_start) = (window.end, Some(window.start));
            }
            prop_assert_eq!(read, pieces.ids.len());
            prop_assert_eq!(plan.window_of_word.len(), pieces.words.len());
            for (word, &window) in pieces.words.iter().zip(&plan.window_of_word) {
                prop_assert!(plan.windows[window].contains(&word.first));
            }
        }
    }
}
