//! Blocks of text between empty lines, and whether their last sentence is finished.

use super::lexeme::{Gap, Lexeme, Lexemes};
use crate::text::chars;

/// The lexemes of a block: from the first up to, but not including, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Block {
    pub(super) fn len(self) -> usize {
        self.to - self.from
    }
}

/// Splits at empty lines and form feeds.
pub(super) fn blocks(text: &Lexemes<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for index in 1..=text.list.len() {
        if text.gap(index) >= Gap::Paragraph {
            blocks.push(Block { from, to: index });
            from = index;
        }
    }
    blocks
}

/// As many lexemes make a block prose rather than a heading or a line of a list.
const PROSE: usize = 12;

/// Whether the text `from..to` is prose that breaks off in mid-sentence.
pub(super) fn breaks_off(text: &Lexemes<'_>, from: usize, to: usize) -> bool {
    if to.saturating_sub(from) < PROSE {
        return false;
    }
    let mut last = to;
    // A closing quote or bracket may stand behind the full stop.
    while last > from && text.before(last, 1).is_some_and(|l| l.mark(chars::is_closing)) {
        last -= 1;
    }
    let ends_sentence = |index: usize| {
        text.before(index, 1).is_some_and(|l| l.mark(|c| chars::is_sentence_end(c) || c == ':'))
    };
    if ends_sentence(last) {
        return false;
    }
    // ... and so may the number of a footnote ("again. 54").
    let number = text.before(last, 1).is_some_and(|l| l.is_number() && l.end - l.start <= 3);
    if number {
        let mut before = last - 1;
        while before > from && text.before(before, 1).is_some_and(|l| l.mark(chars::is_closing)) {
            before -= 1;
        }
        if ends_sentence(before) {
            return false;
        }
    }
    // Prose is mostly small letters, though a list of names may end it.
    let tail = to.saturating_sub(10 * PROSE).max(from);
    let words = (tail..to).filter(|&i| text.get(i).is_some_and(Lexeme::is_word)).count();
    let small = (tail..to).filter(|&i| chars::starts_lower(text.text(i))).count();
    small * 2 >= words
}

/// Whether the block can be the rest of a sentence: it starts with a small letter.
pub(super) fn goes_on(text: &Lexemes<'_>, from: usize) -> bool {
    text.get(from).is_some_and(|l| l.is_word()) && chars::starts_lower(text.text(from))
}

/// Whether a block starts with two or more words in capitals, as a heading does.
pub(super) fn opens_with_capitals(text: &Lexemes<'_>, block: Block) -> bool {
    let words: Vec<&str> = (block.from..block.to)
        .filter(|&i| text.get(i).is_some_and(|l| l.is_word()))
        .take(3)
        .map(|i| text.text(i))
        .collect();
    words.len() >= 2 && words.iter().all(|w| chars::all_upper(w))
}
