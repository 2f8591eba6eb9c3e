//! Lines and blocks of the raw text, and whether a sentence is still open at their end.

use super::lexeme::{Gap, Lexeme, Lexemes};
use crate::text::chars;

/// The lexemes of a line or block: from the first up to, but not including, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Stretch {
    pub(super) fn len(self) -> usize {
        self.to - self.from
    }

    /// Bytes from the first to the last of its lexemes.
    pub(super) fn width(self, text: &Lexemes<'_>) -> usize {
        match (text.get(self.from), text.before(self.to, 1)) {
            (Some(first), Some(last)) => last.end.saturating_sub(first.start),
            _ => 0,
        }
    }
}

/// What lies between gaps of at least `gap`.
pub(super) fn split(text: &Lexemes<'_>, gap: Gap) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut from = 0;
    for index in 1..=text.list.len() {
        if text.gap(index) >= gap {
            stretches.push(Stretch { from, to: index });
            from = index;
        }
    }
    stretches
}

/// As many lexemes make a block prose rather than a heading or a line of a list.
const PROSE: usize = 12;

/// Whether a sentence ends (or a colon stands) before `index`, with what closes behind it.
pub(super) fn sentence_ends(text: &Lexemes<'_>, from: usize, index: usize) -> bool {
    // More closing marks in a row than these are no prose.
    let least = from.max(index.saturating_sub(4));
    let mut last = index;
    while last > least && text.before(last, 1).is_some_and(|l| l.mark(chars::is_closing)) {
        last -= 1;
    }
    last > from
        && text.before(last, 1).is_some_and(|l| l.mark(|c| chars::is_sentence_end(c) || c == ':'))
}

/// Whether the text `from..to` is prose that breaks off in mid-sentence.
pub(super) fn breaks_off(text: &Lexemes<'_>, from: usize, to: usize) -> bool {
    if to.saturating_sub(from) < PROSE || sentence_ends(text, from, to) {
        return false;
    }
    // The number of a footnote may stand behind the full stop ("again. 54").
    let number = text.before(to, 1).is_some_and(|l| l.is_number() && l.end - l.start <= 3);
    if number && sentence_ends(text, from, to - 1) {
        return false;
    }
    // Prose is mostly small letters, though a list of names may end it.
    let tail = to.saturating_sub(10 * PROSE).max(from);
    let words = (tail..to).filter(|&i| text.get(i).is_some_and(Lexeme::is_word)).count();
    let small = (tail..to).filter(|&i| chars::starts_lower(text.text(i))).count();
    small * 2 >= words
}

/// Whether what starts at `from` can be the rest of a sentence: it starts with a small letter.
pub(super) fn goes_on(text: &Lexemes<'_>, from: usize) -> bool {
    text.get(from).is_some_and(Lexeme::is_word) && chars::starts_lower(text.text(from))
}

/// Whether two or more words in capitals stand at `from`, as they open a heading.
pub(super) fn opens_with_capitals(text: &Lexemes<'_>, from: usize) -> bool {
    let mut words = 0;
    for index in from..from + 6 {
        let Some(lexeme) = text.get(index).filter(|l| index == from || l.gap < Gap::Paragraph)
        else {
            break;
        };
        if lexeme.is_word() {
            if !chars::all_upper(text.text(index)) {
                break;
            }
            words += 1;
        }
    }
    words >= 2
}
