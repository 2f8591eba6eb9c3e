//! "University of Leeds": whatever else a line of names and addresses holds, this is one name.

use super::echo;
use super::tokens::{is_capitalised, joined};
use crate::entity::{Candidate, EntityKind};
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// How sure the two words are.
const SURE: f32 = 0.9;

/// What opens the name of a place of two words.
const OPENINGS: [&str; 19] = [
    "New", "South", "North", "West", "East", "Southern", "Northern", "Western", "Eastern",
    "British", "Saint", "St", "Los", "San", "Santa", "Hong", "Cape", "Notre", "Puerto",
];
/// What says what sort of university it is. Other words before it are of a line run together: "Margaret Hallam
/// University of Leeds".
const QUALIFIERS: [&str; 28] = [
    "Open",
    "National",
    "Hebrew",
    "Catholic",
    "Technical",
    "State",
    "Free",
    "Federal",
    "American",
    "Normal",
    "Medical",
    "Agricultural",
    "Central",
    "Islamic",
    "Polytechnic",
    "Foreign",
    "Peoples",
    "Communist",
    "Pontifical",
    "Royal",
    "Imperial",
    "Protestant",
    "Women",
    "Military",
    "Defence",
    "Defense",
    "Jiaotong",
    "City",
];
/// What goes on behind the place.
const PRESS: &str = "Press";

/// One candidate for each.
pub(super) fn propose(doc: &Document) -> Vec<Candidate> {
    (0..doc.tokens().len())
        .filter_map(|at| university(doc, at))
        .map(|span| echo::candidate(span, EntityKind::Organisation, SURE))
        .collect()
}

/// The university whose first word is token `at`.
fn university(doc: &Document, at: usize) -> Option<CleanSpan> {
    let tokens = doc.tokens();
    let word = |token: &Token| token.span.slice(doc.clean());
    let first = tokens.get(at).filter(|t| word(t) == "University")?;
    // "Open University of Israel" is more than these words.
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    if before.is_some_and(|b| joined(doc, b.span, first.span) && QUALIFIERS.contains(&word(b))) {
        return None;
    }
    let name = |i: usize, last: &Token| {
        tokens.get(i).filter(|t| {
            t.kind == TokenKind::Word && is_capitalised(word(t)) && joined(doc, last.span, t.span)
        })
    };
    let of = tokens.get(at + 1).filter(|t| word(t) == "of" && joined(doc, first.span, t.span))?;
    let mut next = at + 2;
    let mut last = name(next, of)?;
    while OPENINGS.contains(&word(last)) {
        next += 1;
        last = name(next, last)?;
    }
    if let Some(press) = name(next + 1, last).filter(|t| word(t) == PRESS) {
        last = press;
    }
    Some(first.span.join(last.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_university_is_named_after_its_place() {
        let doc = Document::new(
            "Ann Lee, University of Leeds, Leeds; the University of New South Wales; University of \
             Chicago Press; the University of his dreams; Open University of Israel. Margaret Hallam University of \
             Oxford, Oxford"
                .to_owned(),
        );
        let found: Vec<String> =
            propose(&doc).iter().map(|c| c.span.slice(doc.clean()).to_owned()).collect();
        let expected = [
            "University of Leeds",
            "University of New South Wales",
            "University of Chicago Press",
            "University of Oxford",
        ];
        assert_eq!(found, expected);
    }
}
