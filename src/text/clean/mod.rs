//! The clean view: what a reader would take the damaged text to say.
//!
//! Each rule is a pure function that proposes edits over the raw text; [`edit`] alone weighs and
//! applies them. Rules look at the text as words, numbers and marks ([`lexeme`]), after it
//! was settled which line ends end a paragraph ([`wrap`]). Page numbers are
//! found first and footnote numbers next, and what they take out the rules after them no longer
//! see, so that a word broken over a page is whole again. Where two rules want the same bytes, the
//! order is: broken characters, hyphens, apostrophes, page breaks, footnotes, spacing, line breaks, digits, characters.
//!
//! A rule that is not sure does nothing: text that was fine must come through as it was.

mod apostrophes;
mod blocks;
mod characters;
mod digits;
mod edit;
mod footnotes;
mod hyphens;
mod lexeme;
mod lines;
mod mojibake;
mod notes;
mod pages;
mod series;
mod spacing;
mod syllables;
mod wrap;

pub use edit::{Damage, Edit};
use edit::{apply, merge};
use lexeme::{Gap, Lexemes};

use super::alignment::Alignment;

/// A clean view and how it was made.
#[derive(Clone, Debug)]
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) alignment: Alignment,
    pub(super) edits: Vec<Edit>,
}

/// Makes the clean view of a raw text.
pub(super) fn clean(raw: &str) -> Cleaned {
    let mut text = Lexemes::read(raw);
    wrap::settle(&mut text);
    // White space is judged before anything is taken out; whoever takes out settles his own gaps.
    let lines = lines::propose(&text);

    let pages = pages::find(&text);
    for &index in &pages.rejoined {
        if let Some(lexeme) = text.list.get_mut(index) {
            lexeme.gap = Gap::Line;
        }
    }
    take_out(&mut text, &pages.removed);

    let footnotes = footnotes::find(&text);
    for &index in &footnotes.notes {
        if let Some(lexeme) = text.list.get_mut(index) {
            lexeme.gap = Gap::Paragraph;
        }
    }
    take_out(&mut text, &footnotes.removed);

    let edits = [
        mojibake::propose(raw),
        hyphens::propose(&text),
        apostrophes::propose(&text),
        pages.edits,
        footnotes.edits,
        spacing::propose(&text),
        lines,
        merge(digits::propose(&text), characters::propose(raw)),
    ]
    .into_iter()
    .reduce(merge)
    .unwrap_or_default();
    let (text, alignment, edits) = apply(raw, edits);
    Cleaned { text, alignment, edits }
}

/// Takes lexemes out; what follows stands as far from what came before as both gaps say.
fn take_out(text: &mut Lexemes<'_>, removed: &[usize]) {
    if removed.is_empty() {
        return;
    }
    let mut next = removed.iter().peekable();
    let mut index = 0;
    let mut pending: Option<Gap> = None;
    text.list.retain_mut(|lexeme| {
        let gone = next.next_if(|&&r| r == index).is_some();
        index += 1;
        if gone {
            pending = Some(pending.map_or(lexeme.gap, |p| p.max(lexeme.gap)));
            return false;
        }
        if let Some(gap) = pending.take() {
            // A rejoined page break is a line end, whatever stood before the page number.
            lexeme.gap = if lexeme.gap == Gap::Line { Gap::Line } else { lexeme.gap.max(gap) };
        }
        true
    });
}

#[cfg(test)]
pub(super) fn clean_text(raw: &str) -> String {
    clean(raw).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cut_by_a_page_break_is_one_name() {
        let raw = "In the autumn the leaders of the regional party committee sent the envoy Cai 5\n\nTingkai to the north, where he met the commander.";
        let clean = "In the autumn the leaders of the regional party committee sent the envoy Cai Tingkai to the north, where he met the commander.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn a_word_broken_over_a_page_is_one_word() {
        let raw = "In the autumn the leaders of the regional party committee sent an envoy to the govern- 5\n\nment in the north. Later they sent another one to Kim Il- 6\n\nsung and to Stalin 7\n\ns envoy in the north.";
        let clean = "In the autumn the leaders of the regional party committee sent an envoy to the government in the north. Later they sent another one to Kim Il-sung and to Stalin's envoy in the north.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn a_paragraph_break_is_one_empty_line() {
        assert_eq!(clean_text("One.\n \n\nTwo.\n"), "One.\n\nTwo.");
        assert_eq!(clean_text("one\ntwo\r\nthree  four\tfive"), "one two three four five");
    }
}
