//! Proposed changes to the raw text, and the one place where they are weighed and applied.

use crate::text::alignment::{Alignment, Segment};
use crate::text::{CleanSpan, RawSpan};

/// What was wrong at a place of the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Damage {
    /// A hyphen at the end of a line, or the gap a line end left behind a hyphen.
    Hyphen,
    /// A lost apostrophe.
    Apostrophe,
    /// A page number, alone or in mid-sentence, with the page break it belongs to.
    PageNumber,
    /// A title repeated at the head or foot of pages.
    RunningHead,
    /// A page break without a number in mid-sentence.
    PageBreak,
    /// The number of a footnote.
    FootnoteMark,
    /// The text of a footnote that ran on behind the text of its page.
    FootnoteText,
    /// White space too many: before a comma, inside brackets, doubled.
    Spacing,
    /// A line break inside a paragraph, or more empty lines than a paragraph break needs.
    LineBreak,
    /// A character that says the same as a plainer one: ligatures, curly quotes, controls.
    Character,
}

/// One change: the raw bytes and what stands for them in the clean view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub raw: RawSpan,
    /// By what.
    pub with: &'static str,
    /// Why.
    pub damage: Damage,
}

impl Edit {
    pub(super) const fn new(raw: RawSpan, with: &'static str, damage: Damage) -> Self {
        Self { raw, with, damage }
    }
}

/// Adds the edits of a rule that is asked later: where it touches what an earlier rule has
/// already changed, the earlier rule stays. Both lists are in text order, without overlaps inside.
pub(super) fn merge(earlier: Vec<Edit>, later: Vec<Edit>) -> Vec<Edit> {
    if earlier.is_empty() {
        return later;
    }
    let mut merged = Vec::with_capacity(earlier.len() + later.len());
    let mut first = earlier.into_iter().peekable();
    for edit in later {
        while let Some(done) = first.next_if(|e| e.raw.end() <= edit.raw.start()) {
            merged.push(done);
        }
        if first.peek().is_none_or(|e| edit.raw.end() <= e.raw.start()) {
            merged.push(edit);
        }
    }
    merged.extend(first);
    merged
}

/// Applies edits in text order. An edit that is out of order, overlaps the one before it or does
/// not lie on character boundaries is left out, so the result is always a valid alignment.
pub(super) fn apply(raw: &str, edits: Vec<Edit>) -> (String, Alignment, Vec<Edit>) {
    let mut clean = String::with_capacity(raw.len());
    let mut segments = Vec::with_capacity(edits.len());
    let mut applied = edits;
    let mut at = 0;
    applied.retain(|edit| {
        let (Some(same), Some(old)) = (raw.get(at..edit.raw.start()), edit.raw.get(raw)) else {
            return false;
        };
        if old == edit.with {
            return false;
        }
        clean.push_str(same);
        let start = clean.len();
        clean.push_str(edit.with);
        segments.push(Segment { raw: edit.raw, clean: CleanSpan::new(start, clean.len()) });
        at = edit.raw.end();
        true
    });
    clean.push_str(raw.get(at..).unwrap_or_default());
    let alignment = Alignment::new(segments, raw.len(), clean.len());
    (clean, alignment, applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, with: &'static str) -> Edit {
        Edit::new(RawSpan::new(start, end), with, Damage::Spacing)
    }

    #[test]
    fn the_earlier_rule_wins() {
        let merged =
            merge(vec![edit(2, 5, "x")], vec![edit(0, 1, "a"), edit(4, 6, "b"), edit(6, 7, "c")]);
        assert_eq!(merged, [edit(0, 1, "a"), edit(2, 5, "x"), edit(6, 7, "c")]);
    }

    #[test]
    fn an_edit_off_a_boundary_or_out_of_order_is_left_out() {
        let (clean, _, applied) =
            apply("éab", vec![edit(0, 1, ""), edit(2, 3, "x"), edit(2, 4, "")]);
        assert_eq!(clean, "éxb");
        assert_eq!(applied.len(), 1);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_left_out() {
        let (clean, alignment, applied) = apply("a b", vec![edit(1, 2, " ")]);
        assert_eq!((clean.as_str(), alignment.differences(), applied.len()), ("a b", 0, 0));
    }
}
