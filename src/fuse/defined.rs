//! Names that the text defines letters for: "Far East Refugee Board (FERB)", "United Arab Republic
//! (UAR)". Whatever was found of such a name before, it is the words whose initials the letters are.
//!
//! The idea is that of Schwartz and Hearst (2003), with every letter the initial of a word: in prose
//! about bodies it is, and a letter inside a word matches too much.

use super::bounds::is_state;
use super::context::Verdict;
use super::pool::{Pooled, chosen_at};
use super::tokens::is_capitalised;
use crate::entity::{EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// So sure a reading of the whole name stands whatever the letters say.
const SURE: f32 = 0.9;
/// The fewest and the most letters.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// So many letters tell a name whose words are small but for the first.
const SURE_LETTERS: usize = 4;
/// The most words, small ones too.
const MOST_WORDS: usize = 16;
/// Words of a name that the letters may leave out.
const SMALL: [&str; 30] = [
    "of", "the", "for", "and", "on", "in", "to", "de", "du", "des", "la", "le", "les", "et", "der",
    "die", "das", "für", "und", "del", "di", "della", "y", "e", "do", "da", "van", "voor", "d",
    "l",
];
/// What a newspaper or a plan is called, neither of which is an organisation.
const OTHERS: [&str; 10] =
    ["Times", "Daily", "News", "Post", "Journal", "Review", "Plan", "Doctrine", "Index", "Product"];

/// What each definition in brackets says of the name and its letters.
pub(super) fn verdicts(doc: &Document, chosen: &[Pooled]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for at in 1..doc.tokens().len() {
        let Some((name, letters)) = definition(doc, at) else { continue };
        let Some(kind) = kind(doc, name, chosen) else { continue };
        for span in [name, letters] {
            let stands = |p: &Pooled| p.user.is_some() || (span == name && p.kind == kind);
            if !chosen_at(chosen, span).is_some_and(stands) {
                found.push(Verdict::Is(span, kind));
            }
        }
    }
    found
}

/// "a Servicio de Investigación Militar, the dreaded SIM": letters behind a comma that the body before it is spelled
/// by.
pub(super) fn apposed(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let short = b.span.slice(doc.clean());
    let letters = (LETTERS.contains(&short.len()) && short.len() > 2)
        && short.bytes().all(|c| c.is_ascii_uppercase());
    let gap = doc.clean().get(a.span.end()..b.span.start())?;
    let small = gap.strip_prefix(", ")?.chars().all(|c| c.is_lowercase() || c == ' ');
    if a.kind != EntityKind::Organisation
        || b.user.is_some()
        || b.kind == a.kind
        || !letters
        || !small
    {
        return None;
    }
    let mut initials = a.span.slice(doc.clean()).split([' ', '-']).filter(|w| is_capitalised(w));
    let spelled = short.chars().all(|c| initials.next().is_some_and(|w| w.starts_with(c)));
    (spelled && initials.next().is_none()).then_some(Verdict::Is(b.span, EntityKind::Organisation))
}

/// The name and the letters in brackets whose opening bracket is token `at`.
fn definition(doc: &Document, at: usize) -> Option<(CleanSpan, CleanSpan)> {
    let tokens = doc.tokens();
    let word = |i: usize| tokens.get(i).map(|t| t.span.slice(doc.clean()));
    let letters = tokens.get(at + 1).filter(|_| word(at) == Some("("))?;
    if !matches!(word(at + 2)?, ")" | "," | ";") {
        return None;
    }
    let short = letters.span.slice(doc.clean());
    let capitals: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
    let small = short.chars().filter(|c| c.is_lowercase()).count();
    if !LETTERS.contains(&capitals.len())
        || small * 3 > capitals.len()
        || !short.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
    {
        return None;
    }
    let name = spelled(doc, at, &capitals)?;
    // "The National Archives (TNA)": the article is no part of the name, whatever the letters say.
    let text = name.slice(doc.clean());
    let article = if text.starts_with("The ") { "The ".len() } else { 0 };
    Some((CleanSpan::new(name.start() + article, name.end()), letters.span))
}

/// The words before token `at` whose initials are these letters, in order and all of them.
fn spelled(doc: &Document, at: usize, letters: &[char]) -> Option<CleanSpan> {
    let tokens = doc.tokens();
    let mut left = letters.len();
    let mut words = 0;
    let mut last: Option<&Token> = None;
    for token in tokens.get(..at)?.iter().rev().take(MOST_WORDS) {
        let word = token.span.slice(doc.clean());
        let end = last.map_or(doc.tokens().get(at)?.span.start(), |t| t.span.start());
        let gap = doc.clean().get(token.span.end()..end)?;
        if !matches!(gap, " " | "" | "\n") {
            return None;
        }
        last = Some(token);
        if token.kind != TokenKind::Word {
            match word {
                "-" | "'" | "&" | "’" => continue,
                _ => return None,
            }
        }
        // "People's": the clitic is no word.
        if matches!(word, "'s" | "’s") || (SMALL.contains(&word) && words > 0) {
            continue;
        }
        // "Comité de Coordination et d’Exécution (CCE)"
        let elided = ["d'", "d’", "l'", "l’"].iter().find_map(|article| word.strip_prefix(article));
        let word = elided.unwrap_or(word);
        // "sotsial'no-politicheskoi": each half has its letter.
        if let Some((_, half)) = word.split_once('-').filter(|_| letters.len() >= SURE_LETTERS) {
            let initial = half.chars().next()?.to_uppercase().next()?;
            if letters.get(left.checked_sub(1)?) == Some(&initial) {
                left -= 1;
            }
        }
        let initial = word.chars().next()?.to_uppercase().next()?;
        // "Rossiiskii gosudarstvennyi arkhiv noveishei istorii (RGANI)": many letters bear out small words.
        let counts = is_capitalised(word) || (letters.len() >= SURE_LETTERS && left > 1);
        if !counts || letters.get(left.checked_sub(1)?) != Some(&initial) {
            return None;
        }
        words += 1;
        left -= 1;
        if left == 0 {
            let end = tokens.get(at.checked_sub(1)?)?.span.end();
            return (words > 1).then(|| CleanSpan::new(token.span.start(), end));
        }
    }
    None
}

/// What the name is; `None` where nothing is to be said.
fn kind(doc: &Document, name: CleanSpan, chosen: &[Pooled]) -> Option<EntityKind> {
    let text = name.slice(doc.clean());
    let last = text.rsplit([' ', '-']).next()?;
    let from = chosen.partition_point(|p| p.span.end() <= name.start());
    let over: Vec<&Pooled> =
        chosen.get(from..)?.iter().take_while(|p| p.span.start() < name.end()).collect();
    if let Some(whole) = over.iter().find(|p| p.span.covers(name)) {
        let doubtful = whole.kind == EntityKind::Person
            && whole.strength < SURE
            && !whole.sources.contains(&Source::Gazetteer);
        return match whole.kind {
            _ if whole.span != name || whole.user.is_some() => None,
            EntityKind::Organisation | EntityKind::Place => Some(whole.kind),
            EntityKind::Person if doubtful => Some(EntityKind::Organisation),
            _ => None,
        };
    }
    let beyond = over.iter().any(|p| p.span.start() < name.start() || p.user.is_some());
    if beyond || lexicon::events().contains(last) || OTHERS.contains(&last) {
        return None;
    }
    Some(if is_state(text) { EntityKind::Place } else { EntityKind::Organisation })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defined(text: &str) -> Vec<(String, EntityKind)> {
        let doc = Document::new(text.to_owned());
        verdicts(&doc, &[])
            .into_iter()
            .filter_map(|v| match v {
                Verdict::Is(span, kind) => Some((span.slice(doc.clean()).to_owned(), kind)),
                Verdict::Nothing(_) => None,
            })
            .collect()
    }

    #[test]
    fn letters_in_brackets_tell_the_name() {
        for (text, names) in [
            (
                "paid by the Far East Refugee Board (FERB), a fund",
                vec!["Far East Refugee Board", "FERB"],
            ),
            (
                "the Ministerul Afacerilor Externe (MAE) in Bucharest",
                vec!["Ministerul Afacerilor Externe", "MAE"],
            ),
            ("the Committee for State Security (KGB)", vec![]),
            ("the Korean War (KW)", vec![]),
            ("at The National Archives (TNA), Kew", vec!["National Archives", "TNA"]),
            ("prices, Gross Domestic Product (GDP)", vec![]),
            (
                "the Chinese People's Volunteer Army (CPVA; in Chinese",
                vec!["Chinese People's Volunteer Army", "CPVA"],
            ),
            ("he and the Union of Soviet Writers (USW)", vec!["Union of Soviet Writers", "USW"]),
            (
                "the Arkhiv vneshnei politiki Rossiiskoi Federatsii (AVPRF), fond 100",
                vec!["Arkhiv vneshnei politiki Rossiiskoi Federatsii", "AVPRF"],
            ),
            ("of the Bureau in north Asia (BNA)", vec![]),
            (
                "in the Archives nationales d'outre-mer (ANOM) at Aix",
                vec!["Archives nationales d'outre-mer", "ANOM"],
            ),
        ] {
            let found: Vec<String> = defined(text).into_iter().map(|(n, _)| n).collect();
            assert_eq!(found, names, "{text}");
        }
    }

    #[test]
    fn a_state_is_a_place() {
        let found = defined("the United Arab Republic (UAR) and");
        let place = |name: &str| (name.to_owned(), EntityKind::Place);
        assert_eq!(found, [place("United Arab Republic"), place("UAR")]);
    }
}
