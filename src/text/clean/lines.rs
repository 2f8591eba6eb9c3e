//! White space: one blank inside a paragraph, one empty line between two.

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexemes};

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
            Gap::Paragraph | Gap::Page => ("\n\n", Damage::LineBreak),
        };
        if span.slice(text.raw) != with {
            edits.push(Edit::new(span, with, damage));
        }
    }
    edits
}
