//! What stands in brackets right behind a name: its abbreviation, its form in another language, another name of the
//! person.

use super::context::{DOUBTFUL, GUESS, SURE, Verdict, is_common};
use super::pool::{Pooled, chosen_at};
use super::tokens::{is_capitalised, tokens_within};
use crate::entity::{EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// The most words of a bracketed name.
const BRACKET_WORDS: usize = 10;
/// Behind an organisation fewer words in brackets may be anything, unless a language is named.
const FOREIGN_WORDS: usize = 3;
/// Languages and spellings that are no nationality's.
const TONGUES: [&str; 9] = [
    "pinyin",
    "Pinyin",
    "Wade-Giles",
    "Wade–Giles",
    "Mandarin",
    "Cantonese",
    "Hokkien",
    "Hakka",
    "McCune-Reischauer",
];

/// What stands in brackets right behind a name, where that is one name and nothing else: of the same
/// kind as the name before it, unless a list knows it as something else.
pub(super) fn bracketed(doc: &Document, before: &Pooled, chosen: &[Pooled]) -> Option<Verdict> {
    if before.kind == EntityKind::Date {
        return None;
    }
    let rest = doc.clean().get(before.span.end()..)?.strip_prefix(" (")?;
    let lead = language_before(rest);
    let body = rest.get(lead..)?;
    let length = body.find([')', '(', ';', ':', '\n']).filter(|length| *length > 0)?;
    if !body.get(length..)?.starts_with(')') {
        return None;
    }
    let start = before.span.end() + " (".len() + lead;
    let inside = CleanSpan::new(start, start + length);
    let taken = chosen_at(chosen, inside);
    let agreed = Verdict::Is(inside, before.kind);
    if taken.is_some_and(|p| p.user.is_some() || p.kind == EntityKind::Date) {
        return None;
    }
    let organ = before.kind == EntityKind::Organisation;
    // A guess is no ground for another.
    if before.strength < GUESS && before.sources == [Source::Tagger] {
        return None;
    }
    if organ && is_native_body(inside.slice(doc.clean())) {
        return Some(agreed);
    }
    if organ && let Some(body) = quoted_body(doc, inside) {
        return Some(Verdict::Is(body, EntityKind::Organisation));
    }
    if organ && abbreviates(inside.slice(doc.clean()), before.span.slice(doc.clean())) {
        return Some(agreed);
    }
    if before.kind == EntityKind::Person
        && let Some(nickname) = nickname(doc, inside)
        && (taken.is_none() || nickname != inside)
        && chosen_at(chosen, nickname).is_none_or(|p| p.kind != EntityKind::Person)
    {
        return Some(Verdict::Is(nickname, EntityKind::Person));
    }
    match taken {
        // "Matsu (Mazu)": a guess at a person gives way where a place stands before.
        Some(p) if before.kind == EntityKind::Place => (p.kind == EntityKind::Person
            && p.strength < DOUBTFUL
            && !p.sources.contains(&Source::Gazetteer)
            && tokens_within(doc, inside).len() == 1)
            .then_some(agreed),
        // A strong or listed reading stands: "John Dewey (Columbia University)".
        Some(p) => {
            let listed = p.sources.contains(&Source::Gazetteer) || p.strength >= SURE;
            let headed = p
                .span
                .slice(doc.clean())
                .split(' ')
                .any(|w| lexicon::organisation_heads().contains(w));
            (p.kind != before.kind && !listed && !headed).then_some(agreed)
        }
        None if before.kind == EntityKind::Place && lead == 0 => None,
        None if organ || lead > 0 => {
            let least = if lead > 0 { 1 } else { FOREIGN_WORDS };
            is_foreign_name(doc, inside, least).then_some(agreed)
        }
        None => shares_a_name(doc, before.span, inside).then_some(agreed),
    }
}

/// "Macau (Macao in English papers; Ou Mun to its inhabitants)": each item that says whose name it is
/// gives one of the same kind.
pub(super) fn listed_in_brackets(
    doc: &Document,
    before: &Pooled,
    chosen: &[Pooled],
) -> Vec<Verdict> {
    let mut found = Vec::new();
    if before.kind == EntityKind::Date {
        return found;
    }
    let Some(rest) = doc.clean().get(before.span.end()..).and_then(|r| r.strip_prefix(" (")) else {
        return found;
    };
    let Some(length) = rest.find([')', '(', '\n']).filter(|at| rest[*at..].starts_with(')')) else {
        return found;
    };
    let mut at = before.span.end() + " (".len();
    let kind = bearer_kind(doc, before, chosen);
    // Where each item is, and whether it says whose or in what language the name is.
    let mut items: Vec<(CleanSpan, bool)> = Vec::new();
    for item in rest[..length].split_inclusive([';', ',']) {
        let from = at;
        at += item.len();
        let body = item.trim_end_matches([';', ',']).trim();
        let start = from + (item.len() - item.trim_start().len());
        let or = if body.starts_with("or ") { "or ".len() } else { 0 };
        let lead = or + language_before(body.get(or..).unwrap_or_default());
        let name = capitalised_run(body.get(lead..).unwrap_or_default());
        let tail = body.get(lead + name..).unwrap_or_default();
        if name == 0 || !(tail.is_empty() || says_whose(tail)) {
            // Something else than names is listed: what has been told of the items still holds.
            items.push((CleanSpan::new(start, start), false));
            continue;
        }
        let inside = CleanSpan::new(start + lead, start + lead + name);
        items.push((inside, lead > 0 || !tail.is_empty()));
    }
    let names_alone = items.iter().all(|(span, _)| !span.is_empty());
    let told = items.iter().any(|(_, told)| *told);
    for (inside, itself) in items {
        // "(Melle to the dockers)", whatever town Melle is.
        let to_whom = doc.clean().get(inside.end()..).is_some_and(|rest| {
            rest.trim_start().starts_with("to the ") || rest.trim_start().starts_with("to his ")
        });
        if inside.is_empty() || !(itself || (names_alone && told)) {
            continue;
        }
        let stands = chosen_at(chosen, inside).is_some_and(|p| {
            p.kind == kind
                || p.kind == EntityKind::Date
                || p.user.is_some()
                || p.sources.contains(&Source::Gazetteer)
                    && !(to_whom && kind == EntityKind::Person)
        });
        if !stands {
            found.push(Verdict::Is(inside, kind));
        }
    }
    found
}

/// "Taiwan sheng gongzuo weiyuanhui": a body in its own language, the first word alone with a capital.
fn is_native_body(text: &str) -> bool {
    const ENDS: [&str; 14] = [
        "hui",
        "dang",
        "tang",
        "meng",
        "lianmeng",
        "tongmeng",
        "kyoku",
        "kumiai",
        "kaigi",
        "dong",
        "tongmaeng",
        "yŏnmaeng",
        "tuan",
        "xiehui",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let letters =
        |w: &&str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}'));
    (3..=8).contains(&words.len())
        && words.iter().all(letters)
        && is_capitalised(text)
        && words.iter().skip(2).all(|w| w.starts_with(char::is_lowercase))
        && words.last().is_some_and(|last| ENDS.iter().any(|end| last.ends_with(end)))
}

/// What stands between quotation marks, if they are at both ends.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix(['"', '\u{201c}', '\u{201e}'])?.strip_suffix(['"', '\u{201d}'])
}

/// "(“People's Army against Japan”)": behind a body's name, what it means in quotation marks.
fn quoted_body(doc: &Document, inside: CleanSpan) -> Option<CleanSpan> {
    let text = inside.slice(doc.clean());
    let name = unquoted(text)?;
    let words: Vec<&str> = name.split(' ').collect();
    let headed = words.iter().any(|word| {
        lexicon::organisation_heads().contains(word) || lexicon::military_units().contains(word)
    });
    let start = inside.start() + text.find(name)?;
    (words.len() > 1
        && headed
        && is_capitalised(name)
        && words.last().is_some_and(|w| is_capitalised(w)))
    .then(|| CleanSpan::new(start, start + name.len()))
}

/// "(“Wilk”)", "(Grzegorz)": one name in quotation marks, or a given name, and nothing else.
fn nickname(doc: &Document, inside: CleanSpan) -> Option<CleanSpan> {
    let text = inside.slice(doc.clean());
    let quoted = unquoted(text);
    let name = quoted.unwrap_or(text);
    let word = |w: &str| is_capitalised(w) && w.chars().any(char::is_lowercase);
    let plain = name.chars().all(|c| c.is_alphabetic() || c == '-') && word(name);
    let known = quoted.is_some() || !is_common(name);
    let start = inside.start() + text.find(name)?;
    (plain && known && !lexicon::is_title(name) && !lexicon::demonyms().contains(name))
        .then(|| CleanSpan::new(start, start + name.len()))
}

/// Of what kind the name is that a bracket behind a mention is about: the person's in "Tan of Malacca (Chen in
/// Mandarin)".
fn bearer_kind(doc: &Document, before: &Pooled, chosen: &[Pooled]) -> EntityKind {
    let at = chosen.partition_point(|p| p.span.start() < before.span.start());
    let bearer = at.checked_sub(1).and_then(|i| chosen.get(i)).filter(|p| {
        p.kind == EntityKind::Person
            && doc.clean().get(p.span.end()..before.span.start()) == Some(" of ")
    });
    if before.kind == EntityKind::Place {
        bearer.map_or(before.kind, |p| p.kind)
    } else {
        before.kind
    }
}

/// How long the capitalised words are that a text begins with, four at most.
fn capitalised_run(text: &str) -> usize {
    let mut length = 0;
    for (i, word) in text.split(' ').take(5).enumerate() {
        if !is_capitalised(word) || !word.chars().any(char::is_lowercase) {
            break;
        }
        if i == 4 {
            return 0;
        }
        length += word.len() + usize::from(i > 0);
    }
    length
}

/// "in English papers", "in many older books", "to its inhabitants", "on Japanese maps".
fn says_whose(tail: &str) -> bool {
    const WRITINGS: [&str; 15] = [
        "books",
        "works",
        "papers",
        "sources",
        "documents",
        "reports",
        "accounts",
        "texts",
        "files",
        "records",
        "histories",
        "writings",
        "spelling",
        "transcription",
        "usage",
    ];
    let words: Vec<&str> = tail.split_whitespace().collect();
    let (Some(first), Some(second), Some(last)) = (words.first(), words.get(1), words.last())
    else {
        return false;
    };
    let told = |word: &&str| lexicon::demonyms().contains(word) || TONGUES.contains(word);
    match *first {
        "in" => told(second) || (words.len() <= 5 && WRITINGS.contains(last)),
        "to" => ["his", "her", "its", "their", "the"].contains(second),
        "on" => *last == "maps" && (*second == "the" || words.iter().any(told)),
        _ => false,
    }
}

/// How long "in Chinese ", "Korean: " or "in Chinese for short " is at the beginning of a bracket.
fn language_before(bracket: &str) -> usize {
    let (within, rest) = match bracket.strip_prefix("in ") {
        Some(rest) => (true, rest),
        None => (false, bracket),
    };
    let Some(end) = rest.find([' ', ':']) else { return 0 };
    let (language, rest) = rest.split_at(end);
    // "(Chinese Communist Party)" is no word of Chinese.
    let tongue = lexicon::demonyms().contains(language) || TONGUES.contains(&language);
    if !(within || rest.starts_with(':')) || !tongue {
        return 0;
    }
    let rest = rest.trim_start_matches([' ', ':']);
    let rest = ["for short ", "documents ", "sources ", "texts "]
        .iter()
        .find_map(|more| rest.strip_prefix(more))
        .unwrap_or(rest);
    bracket.len() - rest.len()
}

/// Whether capitals stand for the words of a name in their order: "CUP", "PLA", "OPDA". Small words
/// may count or not.
pub(super) fn abbreviates(short: &str, name: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| *c != '.').collect();
    let shouted = (2..=8).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
    if !shouted {
        return false;
    }
    let words = name.split([' ', '-', '\'', '\u{2019}']);
    let mut initials = words.filter_map(|w| w.chars().next()).flat_map(char::to_uppercase);
    letters.iter().all(|letter| initials.any(|initial| initial == *letter))
}

/// "Leonid Eitingon (Naum Eitingon)": two to four capitalised words, one of which stands before the
/// brackets too.
fn shares_a_name(doc: &Document, before: CleanSpan, inside: CleanSpan) -> bool {
    let word = |t: &Token| t.span.slice(doc.clean());
    let (outer, inner) = (tokens_within(doc, before), tokens_within(doc, inside));
    let names = inner.iter().all(|t| t.kind == TokenKind::Word && is_capitalised(word(t)));
    // "Babujab (Babuzhabu)", "Yunong (Yü-nung)"
    if let ([outer], [inner]) = (outer, inner) {
        let letters = |t: &Token| -> String {
            word(t)
                .chars()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .take(3)
                .collect()
        };
        return names && letters(outer).chars().count() == 3 && letters(outer) == letters(inner);
    }
    let common =
        |t: &Token| word(t).chars().count() > 1 && outer.iter().any(|o| word(o) == word(t));
    names && (2..=4).contains(&inner.len()) && inner.iter().any(common)
}

/// So many words, all capitalised, none of them a title or a given name.
fn is_foreign_name(doc: &Document, inside: CleanSpan, least: usize) -> bool {
    let words = tokens_within(doc, inside);
    let plain = |t: &Token| {
        let word = t.span.slice(doc.clean());
        t.kind == TokenKind::Word
            && is_capitalised(word)
            && word.chars().any(char::is_lowercase)
            && !lexicon::is_title(word)
            && !lexicon::is_given_name(word)
    };
    (least..=BRACKET_WORDS).contains(&words.len()) && words.iter().all(plain)
}
