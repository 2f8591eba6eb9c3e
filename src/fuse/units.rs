//! Numbered units of armies: "the 308th Division", "the 2nd Guards Tank Army", and the number before
//! another's noun: "the 174th and the 209th Regiment".

use super::bounds::{is_numbered, is_ordinal};
use super::echo;
use super::tokens::{is_capitalised, joined};
use crate::entity::{Candidate, EntityKind};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// How sure a number and a noun are.
const SURE: f32 = 0.9;

/// What a number counts; other nouns of units ("Front", "Group", "Company") are counted in peace too.
const HEADS: [&str; 11] = [
    "Army",
    "Corps",
    "Division",
    "Brigade",
    "Regiment",
    "Battalion",
    "Squadron",
    "Fleet",
    "Flotilla",
    "Detachment",
    "Column",
];

/// What may stand between number and noun, apart from other nouns of units and nationalities.
const KINDS: [&str; 29] = [
    "Infantry",
    "Armored",
    "Armoured",
    "Mechanized",
    "Mechanised",
    "Motorized",
    "Motorised",
    "Field",
    "Route",
    "Guards",
    "Rifle",
    "Cavalry",
    "Independent",
    "Separate",
    "Light",
    "Airborne",
    "Marine",
    "Artillery",
    "Mountain",
    "Panzer",
    "Parachute",
    "Tank",
    "Reserve",
    "Colonial",
    "Foot",
    "Volunteer",
    "Shock",
    "Combat",
    "Regimental",
];

/// More words than this do not stand between number and noun.
const MOST_KINDS: usize = 4;

/// One candidate for each.
pub(super) fn propose(doc: &Document) -> Vec<Candidate> {
    let tokens = doc.tokens();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some(unit) = unit(doc, at) else { continue };
        found.push(unit);
        found.extend(number_before(doc, at));
    }
    found.into_iter().map(|span| echo::candidate(span, EntityKind::Organisation, SURE)).collect()
}

fn word<'d>(doc: &'d Document, token: &Token) -> &'d str {
    token.span.slice(doc.clean())
}

/// The unit whose number is token `at`.
fn unit(doc: &Document, at: usize) -> Option<CleanSpan> {
    let tokens = doc.tokens();
    let number = tokens.get(at)?;
    let ordinal = is_ordinal(word(doc, number));
    // "7 Infantry Brigade", "IV Corps": the number as the staff writes it, where a noun says what it counts.
    let (bare, roman) = (is_bare(word(doc, number)), is_roman(word(doc, number)));
    if !(ordinal || bare || roman) {
        return None;
    }
    let mut last = number;
    let mut end = None;
    let mut more = false;
    for next in tokens.get(at + 1..)?.iter().take(MOST_KINDS + 1) {
        let name = word(doc, next);
        if next.kind != TokenKind::Word
            || !is_capitalised(name)
            || !joined(doc, last.span, next.span)
        {
            break;
        }
        // "7th Battalion Combat Team"
        let combat = name == "Team" && word(doc, last) == "Combat";
        let counted = HEADS.contains(&name)
            && (ordinal || last.span != number.span || roman && name == "Corps");
        if combat || counted {
            end = Some(next.span.end());
        } else if !KINDS.contains(&name) && !lexicon::demonyms().contains(name) {
            more = true;
            break;
        }
        last = next;
    }
    // "the 27th Infantry", "the 7th Cavalry": regiments, where a numeral counts.
    let branch = is_numbered(word(doc, number))
        && !more
        && last.span != number.span
        && matches!(word(doc, last), "Infantry" | "Cavalry" | "Marines");
    let end = end.or_else(|| branch.then(|| last.span.end()))?;
    Some(CleanSpan::new(number.span.start(), end))
}

/// "7", "161".
fn is_bare(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// "IV", "XXXIII".
fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "174th" before "and the 209th Regiment", whose number is token `at`.
fn number_before(doc: &Document, at: usize) -> Option<CleanSpan> {
    let tokens = doc.tokens();
    let mut before = at.checked_sub(1)?;
    if word(doc, tokens.get(before)?) == "the" {
        before = before.checked_sub(1)?;
    }
    if !matches!(word(doc, tokens.get(before)?), "and" | "or") {
        return None;
    }
    let number = tokens.get(before.checked_sub(1)?)?;
    is_numbered(word(doc, number)).then_some(number.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<String> {
        let doc = Document::new(text);
        propose(&doc).iter().map(|c| c.span.slice(doc.clean()).to_owned()).collect()
    }

    #[test]
    fn units_are_found_by_number_and_noun() {
        for (text, expected) in [
            ("Thua Vu led the 308th Division on foot.", &["308th Division"][..]),
            (
                "the 2nd Guards Tank Army and the Third Army",
                &["2nd Guards Tank Army", "Third Army"],
            ),
            ("the 20th Indian Division", &["20th Indian Division"]),
            ("the 174th and the 209th Regiment of Le Trong Tan", &["209th Regiment", "174th"]),
            ("with the 27th Infantry and the 7th U.S. Cavalry", &["27th Infantry"]),
            ("the 7th Battalion Combat Team; the First Team", &["7th Battalion Combat Team"]),
            ("the 2nd Infantry Museum; the Second Infantry", &[]),
            (
                "7 Infantry Brigade, under John Dalvi, and IV Corps",
                &["7 Infantry Brigade", "IV Corps"],
            ),
            ("In 1962 Army men; on 7 Army Road; Table IV Division", &[]),
            ("the 38th parallel, the Second Congress, the first division of the spoils", &[]),
            ("the 5th of May; Division Street; the 9th Street Army", &[]),
        ] {
            assert_eq!(units(text), expected, "{text}");
        }
    }
}
