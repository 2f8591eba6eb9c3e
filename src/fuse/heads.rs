//! "the Council", "the Legion": once a body has been named in full, its capitalised head with the article
//! is a short form of the name, whatever the tagger says.

use std::collections::BTreeMap;

use super::echo;
use super::pool::Pooled;
use super::tokens::{is_capitalised, joined, token_after, tokens_within};
use crate::entity::{Candidate, EntityKind};
use crate::gazetteer::lexicon;
use crate::text::{Document, Token, TokenKind};

/// How sure article, capital and an earlier name are.
const SURE: f32 = 0.85;

/// Heads that a text writes with a capital where it means no body, or a state.
const TOO_COMMON: [&str; 10] = [
    "Government",
    "Union",
    "Order",
    "Community",
    "Commonwealth",
    "Movement",
    "International",
    "Church",
    "Times",
    "Group",
];

/// What bodies are called beside the heads of the list.
const MORE: [&str; 3] = ["Volunteers", "Conference", "Junta"];

/// What goes on behind a head: "Committee of Ten", "Commission on Korea".
const GOES_ON: [&str; 6] = ["of", "for", "on", "to", "in", "and"];

/// One candidate for each.
pub(super) fn propose(doc: &Document, chosen: &[Pooled]) -> Vec<Candidate> {
    // Where each head was first part of a longer name.
    let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
    for pooled in chosen.iter().filter(|p| p.kind == EntityKind::Organisation) {
        if let Some(head) = head(doc, pooled) {
            heads.entry(head).or_insert(pooled.span.end());
        }
    }
    if heads.is_empty() {
        return Vec::new();
    }
    let short = |around: &[Token]| {
        let [article, name] = around else { return None };
        let word = |token: &Token| token.span.slice(doc.clean());
        let named = *heads.get(word(name))? <= name.span.start();
        let article = matches!(word(article), "the" | "The" | "this" | "This")
            && joined(doc, article.span, name.span);
        (named && article && ends(doc, name))
            .then(|| echo::candidate(name.span, EntityKind::Organisation, SURE))
    };
    doc.tokens().windows(2).filter_map(short).collect()
}

/// The head of a name of several words: the last before a preposition, or the last.
fn head<'d>(doc: &'d Document, name: &Pooled) -> Option<&'d str> {
    let words: Vec<&str> =
        tokens_within(doc, name.span).iter().map(|t| t.span.slice(doc.clean())).collect();
    let end = words.iter().position(|word| GOES_ON.contains(word)).unwrap_or(words.len());
    let head = *words.get(end.checked_sub(1)?)?;
    let known = lexicon::organisation_heads().contains(head) || MORE.contains(&head);
    (words.len() > 1 && known && !TOO_COMMON.contains(&head)).then_some(head)
}

/// Whether no longer name goes on behind a word.
fn ends(doc: &Document, last: &Token) -> bool {
    let behind = doc.clean().get(last.span.end()..).unwrap_or_default();
    if behind.starts_with(['-', '\u{2013}', '(']) {
        return false;
    }
    token_after(doc, last.span).is_none_or(|next| {
        let word = next.span.slice(doc.clean());
        !joined(doc, last.span, next.span)
            || !(word == "of" || is_capitalised(word) || next.kind == TokenKind::Number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Source;
    use crate::text::CleanSpan;

    #[test]
    fn heads_are_short_forms_of_what_was_named_before() {
        let named = |doc: &Document, name: &str| {
            let start = doc.clean().find(name).unwrap();
            Pooled {
                span: CleanSpan::new(start, start + name.len()),
                kind: EntityKind::Organisation,
                user: None,
                priority: 0,
                strength: 0.9,
                sources: vec![Source::Tagger],
                entries: Vec::new(),
                date: None,
            }
        };
        for (text, name, expected) in [
            ("The Security Council met. The Council voted.", "Security Council", &["Council"][..]),
            (
                "The Commission for India met; the Commission's men left.",
                "Commission for India",
                &["Commission"],
            ),
            ("The Council met before the Security Council did.", "Security Council", &[]),
            (
                "The Security Council met. The Council of Ten, the Council House, a Council and the council.",
                "Security Council",
                &[],
            ),
            ("The Polish Government fell. The Government left.", "Polish Government", &[]),
            ("The Politburo met. The Politburo voted.", "Politburo", &[]),
        ] {
            let doc = Document::new(text.to_owned());
            let found = propose(&doc, &[named(&doc, name)]);
            let found: Vec<&str> = found.iter().map(|c| c.span.slice(doc.clean())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
