//! White space: one blank inside a paragraph, one empty line between two.
//!
//! A page that ends inside a sentence ends no paragraph.

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexemes};
use crate::text::chars;
use crate::text::words::{OPENERS, listed};

/// Small words inside names, which end no page for good: "Antonio José de | Sucre".
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "le",
    "the", "van", "von", "zu", "zur",
];

/// One edit per gap that is not already as plain as it can be.
pub(super) fn propose(text: &Lexemes<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let last = text.list.len();
    for index in 0..=last {
        let span = text.gap_span(index);
        let (with, damage) = match text.gap(index) {
            _ if index == 0 || index == last => ("", Damage::LineBreak),
            Gap::None => continue,
            Gap::Space => (" ", Damage::Spacing),
            Gap::Line => (" ", Damage::LineBreak),
            Gap::Page if runs_on(text, index) => (" ", Damage::LineBreak),
            Gap::Paragraph | Gap::Page => ("\n\n", Damage::LineBreak),
        };
        if span.slice(text.raw) != with {
            edits.push(Edit::new(span, with, damage));
        }
    }
    edits
}

/// Whether the sentence of one page goes on at `index`, the first of the next.
fn runs_on(text: &Lexemes<'_>, index: usize) -> bool {
    let Some(last) = text.before(index, 1) else { return false };
    let said = last.text(text.raw);
    let comma = last.mark(|c| c == ',');
    let open = chars::starts_lower(said) && (listed(PARTICLES, said) || listed(OPENERS, said));
    comma || open || last.is_word() && chars::starts_lower(text.text(index))
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn a_sentence_goes_on_across_pages() {
        for (raw, clean) in [
            ("He sent Luis de\n\u{c}Aguilar ahead.", "He sent Luis de Aguilar ahead."),
            ("They crossed the wide\n\u{c}river.", "They crossed the wide river."),
            ("Paris, Rome,\u{c}Vienna fell.", "Paris, Rome, Vienna fell."),
            ("It ended there.\n\u{c}Vienna fell.", "It ended there.\n\nVienna fell."),
            ("Chapter Two\n\u{c}Vienna fell.", "Chapter Two\n\nVienna fell."),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }
}
