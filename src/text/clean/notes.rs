//! Notes that run on behind the text of their page: "... the right to stand 1 Chen Jian, ...
//! 2 Ibid., 45." Their numbers start again at the page's first mark; each note becomes a paragraph
//! of its own, so that no sentence runs from the text into a note.

use super::blocks::Stretch;
use super::lexeme::{Gap, Lexeme, Lexemes};
use crate::text::chars;
use crate::text::words::{LABELS, MONTHS, listed};

/// First lexemes (the numbers) of the notes at the end of `block`, given the marks in its text as
/// lexeme and value, in order.
pub(super) fn find(text: &Lexemes<'_>, block: Stretch, marks: &[(usize, u32)]) -> Vec<usize> {
    let Some(&(mark, first)) = marks.first() else { return Vec::new() };
    // A page whose text has few marks has few places where its notes can start.
    let starts = (mark + 1..block.to).filter(|&i| starts_note(text, i, first)).take(3);
    for start in starts {
        let last = marks.iter().take_while(|(index, _)| *index < start).map(|m| m.1).max();
        let notes =
            series(text, Stretch { from: start, to: block.to }, first, last.unwrap_or(first));
        let enough = notes.len() > 1 || cites(text, Stretch { from: start, to: block.to });
        if !notes.is_empty() && enough {
            return notes;
        }
    }
    Vec::new()
}

/// The notes from number `first` on, one after the other; nothing if one up to `last` is missing.
fn series(text: &Lexemes<'_>, block: Stretch, first: u32, last: u32) -> Vec<usize> {
    let mut notes = Vec::new();
    let mut value = first;
    for index in block.from..block.to {
        if starts_note(text, index, value) {
            notes.push(index);
            value += 1;
        }
    }
    if value > last { notes } else { Vec::new() }
}

/// Whether the note with this number can start here.
fn starts_note(text: &Lexemes<'_>, index: usize, value: u32) -> bool {
    let apart =
        matches!(text.gap(index), Gap::Space | Gap::Line) && text.gap(index + 1) == Gap::Space;
    let before = text.text_before(index, 1);
    apart
        && text.small_number(index) == Some(value)
        && !listed(LABELS, before)
        && !listed(MONTHS, before)
        && text.get(index + 1).is_some_and(|next| {
            let word = text.text(index + 1);
            next.mark(chars::is_opening) || chars::starts_upper(word) && !listed(MONTHS, word)
        })
}

/// Whether a lone note reads like one: it cites a page of a book with its place and year, or opens
/// with a word that notes open with.
fn cites(text: &Lexemes<'_>, note: Stretch) -> bool {
    if listed(&["cf", "cited", "ibid", "quoted", "see"], text.text(note.from + 1)) {
        return true;
    }
    // "..., 1970), 24."
    (note.from + 2..note.to.min(note.from + 80)).any(|i| {
        text.get(i).is_some_and(|l| l.is_mark(')'))
            && text.before(i, 1).is_some_and(Lexeme::is_number)
            && text.get(i + 1).is_some_and(|l| l.is_mark(',') || l.is_mark('.'))
    })
}
