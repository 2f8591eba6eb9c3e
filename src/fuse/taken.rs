//! Names that somebody takes or is given: "the style Taiyan", "calling himself Niibori", "nicknamed “Stary”",
//! "papers made out to Mr. Blackstone". Whatever else was found there, they are a person's.

use super::context::{UNSURE, Verdict, goes_on, is_common};
use super::pool::Pooled;
use super::tokens::{is_capitalised, tokens_within};
use crate::entity::{EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, TokenKind};

/// Words before a name that somebody takes.
const NAMES: [&str; 6] = ["name", "style", "pseudonym", "alias", "sobriquet", "moniker"];
/// Words before the name that somebody was given, if nothing but a mark follows the name.
const BORN: [&str; 5] = ["born", "né", "née", "alias", "recte"];
/// What somebody does with a name of his own: "calling himself", "signed herself".
const CALLED: [&str; 12] = [
    "called", "calling", "calls", "call", "signed", "signing", "signs", "sign", "styled",
    "styling", "named", "naming",
];
/// What others do with it: "knew him as", "registered her as".
const KNEW: [&str; 10] = [
    "knew",
    "know",
    "known",
    "knows",
    "remembered",
    "registered",
    "listed",
    "recorded",
    "addressed",
    "entered",
];
/// The most words of a name that somebody takes.
const NAME_WORDS: usize = 3;

/// "… who had taken the style Taiyan": the name that somebody takes is a person's.
pub(super) fn taken_names(doc: &Document, chosen: &[Pooled]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for (span, by_pronoun) in (0..doc.tokens().len()).filter_map(|at| taken_name(doc, at)) {
        let nth = chosen.partition_point(|p| p.span.end() <= span.start());
        let bearer = by_pronoun
            || nth.checked_sub(1).and_then(|i| chosen.get(i)).is_some_and(|p| {
                p.kind == EntityKind::Person
                    && doc.sentence_at(p.span.start()) == doc.sentence_at(span.start())
            });
        let heads = tokens_within(doc, span).iter().any(|t| {
            let word = t.span.slice(doc.clean());
            lexicon::organisation_heads().contains(word) || lexicon::place_heads().contains(word)
        });
        let doubtful = match chosen.get(nth).filter(|p| p.span.start() < span.end()) {
            None => true,
            Some(p) => {
                p.span == span
                    && p.kind != EntityKind::Person
                    && p.kind != EntityKind::Date
                    && p.user.is_none()
                    && (p.strength < UNSURE || !p.sources.contains(&Source::Gazetteer))
            }
        };
        if bearer
            && doubtful
            && !heads
            && !is_common(span.slice(doc.clean()))
            && !lexicon::demonyms().contains(span.slice(doc.clean()))
        {
            found.push(Verdict::Is(span, EntityKind::Person));
        }
    }
    found
}

/// The capitalised words, few, behind a word for a name, for being born with one, or for being called so, at
/// token `at`; and whether a pronoun there says that it is a person's.
fn taken_name(doc: &Document, at: usize) -> Option<(CleanSpan, bool)> {
    let tokens = doc.tokens();
    let word = |i: usize| tokens.get(i).map(|t| t.span.slice(doc.clean()));
    let gap =
        |i: usize| doc.clean().get(tokens.get(i)?.span.end()..tokens.get(i + 1)?.span.start());
    let is_name = |i: usize| {
        tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
            && word(i).is_some_and(|w| is_capitalised(w) && w.chars().any(char::is_lowercase))
    };
    let born = BORN.contains(&word(at)?)
        && at.checked_sub(1).and_then(word).is_some_and(|w| matches!(w, "," | "(" | "was"));
    let before = |n: usize| at.checked_sub(n).and_then(word);
    let by_pronoun = match word(at)? {
        "himself" | "herself" => before(1).is_some_and(|w| CALLED.contains(&w)),
        "as" => {
            matches!(before(1), Some("him" | "her")) && before(2).is_some_and(|w| KNEW.contains(&w))
        }
        // "his letters are signed Nilovsky", "whom others called Keiki"
        "signed" => matches!(before(1), Some("are" | "were" | "was" | "is")),
        "called" => whom_before(doc, at),
        _ => false,
    };
    // "(earlier as Rakoń)"
    let earlier = word(at) == Some("as")
        && matches!(before(1), Some("earlier" | "formerly" | "later" | "previously" | "first"))
        && before(2) == Some("(");
    // "or “Pług”", "known in the underground as “Grot”"
    let quote_only =
        matches!(word(at)?, "or" | "as" | "called" | "dubbed") && !by_pronoun && !earlier;
    let named = word(at) == Some("nicknamed") || earlier || quote_only || is_given_as(doc, at);
    if !(born || by_pronoun || named || NAMES.contains(&word(at)?)) {
        return None;
    }
    // "In the name of Heaven."
    if NAMES.contains(&word(at)?) && matches!(before(2), Some("in" | "In")) {
        return None;
    }
    let mut first = at + if word(at + 1) == Some("of") { 2 } else { 1 };
    let quoted = matches!(word(first), Some("\"" | "\u{201c}" | "\u{201e}" | "\u{2018}"));
    first += usize::from(quoted);
    let blank = if quoted { "" } else { " " };
    if !is_name(first) || gap(first - 1)? != blank || quote_only && !quoted {
        return None;
    }
    let mut last = first;
    loop {
        if is_name(last + 1) && matches!(gap(last), Some(" " | "-" | "")) {
            last += 1;
        } else if word(last + 1) == Some("-")
            && gap(last) == Some("")
            && gap(last + 1) == Some("")
            && is_name(last + 2)
        {
            // "Bat-Erdene"
            last += 2;
        } else {
            break;
        }
    }
    let span = tokens.get(first)?.span.join(tokens.get(last)?.span);
    let rest = doc.clean().get(span.end()..)?;
    let ends = !rest.starts_with('-') && (!born || rest.starts_with([',', ')', ';', '.']));
    let few = span.slice(doc.clean()).split([' ', '-']).count() <= NAME_WORDS;
    (few && ends).then_some((span, by_pronoun))
}

/// "whom some of the others called": token `at` is the verb.
fn whom_before(doc: &Document, at: usize) -> bool {
    const REACH: usize = 6;
    let word = |i: usize| doc.tokens().get(i).map_or("", |t| t.span.slice(doc.clean()));
    let small = |i: usize| word(i).chars().all(char::is_lowercase);
    let from = at.saturating_sub(REACH);
    (from..at).rev().take_while(|&i| small(i)).any(|i| word(i) == "whom")
}

/// "whose name in the cipher traffic was": token `at` is the verb.
fn is_given_as(doc: &Document, at: usize) -> bool {
    const REACH: usize = 7;
    let word = |i: usize| doc.tokens().get(i).map_or("", |t| t.span.slice(doc.clean()));
    if !matches!(word(at), "was" | "is") {
        return false;
    }
    let from = at.saturating_sub(REACH);
    let Some(name) = (from..at).rev().find(|&i| NAMES.contains(&word(i))) else { return false };
    let small = |i: usize| word(i).chars().all(char::is_lowercase);
    let whose = (name.saturating_sub(2)..name).any(|i| word(i) == "whose");
    whose && (name + 1..at).all(small)
}

/// "papers made out to Mr. Blackstone": behind a form of address stands a person, where nothing else was found.
pub(super) fn addressed(doc: &Document, chosen: &[Pooled]) -> Vec<Verdict> {
    const FORMS: [&str; 12] = [
        "Mr", "Mrs", "Ms", "Miss", "Messrs", "Comrade", "Monsieur", "Madame", "Señor", "Señora",
        "Herr", "Frau",
    ];
    let mut found = Vec::new();
    let mut tokens = doc.tokens().iter().peekable();
    while let Some(form) = tokens.next() {
        if !FORMS.contains(&form.span.slice(doc.clean())) {
            continue;
        }
        if tokens.peek().is_some_and(|t| t.span.slice(doc.clean()) == ".") {
            tokens.next();
        }
        let Some(name) = tokens.peek().filter(|t| t.kind == TokenKind::Word) else { continue };
        let word = name.span.slice(doc.clean());
        let next = chosen.partition_point(|p| p.span.end() <= name.span.start());
        let free = chosen.get(next).is_none_or(|p| p.span.start() >= name.span.end());
        let plain =
            is_capitalised(word) && word.chars().any(char::is_lowercase) && !is_common(word);
        if free
            && plain
            && !goes_on(doc, name.span)
            && !lexicon::is_title(word)
            && !lexicon::demonyms().contains(word)
        {
            found.push(Verdict::Is(name.span, EntityKind::Person));
        }
    }
    found
}
