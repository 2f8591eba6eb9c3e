//! Mends each candidate to the annotation rules, before candidates are compared.
//!
//! A person's span is the name alone (no title, no possessive); no span opens with an article; an
//! adjective of nationality is no name; a place or person inside the name of an event, treaty or
//! document is not a mention; a possessive splits an organisation from its owner ("CCP's Central
//! Committee"). What the user's own lists say is left as it is.

use std::collections::BTreeSet;

use super::tokens::{is_capitalised, token_before, tokens_within};
use crate::entity::{Candidate, EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// Titles that are as often given names or surnames: kept, for "Dean Acheson" and "Ban Ki-moon".
const TITLES_OR_NAMES: [&str; 7] = ["Dean", "Earl", "Ban", "Judge", "Deacon", "Canon", "U"];

/// Names of streets end with these; a street address is not annotated, only its city and state.
const STREETS: [&str; 10] =
    ["Avenue", "Ave", "Street", "St", "Road", "Rd", "Boulevard", "Blvd", "Lane", "Drive"];

/// Quarters of a city in an address: "NW Washington".
const QUARTERS: [&str; 4] = ["NW", "NE", "SW", "SE"];

/// Head words that name one organisation even when they stand alone: "the Politburo voted".
const NAMES_ALONE: [&str; 24] = [
    "Politburo",
    "Presidium",
    "Senate",
    "Congress",
    "Parliament",
    "Duma",
    "Diet",
    "Bundestag",
    "Reichstag",
    "Reichsrat",
    "Bundesrat",
    "Sejm",
    "Rada",
    "Knesset",
    "Majlis",
    "Cortes",
    "Storting",
    "Riksdag",
    "Folketing",
    "Comintern",
    "Treasury",
    "Admiralty",
    "Zentrum",
    "Curia",
];

/// Ordinals that open the name of a unit: "First Division", "20th Indian Division".
const ORDINALS: [&str; 12] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
];

/// Events named with "of": "Treaty of Nanjing", "Battle of Tsushima".
const EVENTS_OF: [&str; 14] = [
    "Treaty",
    "Treaties",
    "Battle",
    "Battles",
    "Siege",
    "Peace",
    "Congress",
    "Convention",
    "Armistice",
    "Act",
    "Fall",
    "War",
    "Wars",
    "Rape",
];

/// What the calls of campaigns open with: "Resist America and Aid Korea".
const CALLS: [&str; 9] =
    ["Resist", "Aid", "Assist", "Oppose", "Support", "Suppress", "Defend", "Combat", "Struggle"];
/// What a call names.
const CAMPAIGNS: [&str; 5] = ["campaign", "movement", "drive", "war", "struggle"];
/// The most tokens of a call.
const CALL_WORDS: usize = 10;
/// The most words of an event's name in another language, in brackets.
const GLOSS_WORDS: usize = 6;

/// Months of the Islamic calendar: a model takes them for places.
const ISLAMIC_MONTHS: [&str; 16] = [
    "Muharram", "Muharrem", "Safar", "Rajab", "Receb", "Rejeb", "Shaaban", "Shaban", "Ramadan",
    "Ramazan", "Shawwal", "Shevval", "Zilkade", "Zilhicce", "Zilhijje", "Dhu",
];

/// What names of Chinese, Korean and Japanese bodies end with, in small letters as scholars write it:
/// "Hsing-Chung hui", "Choguk kwangbokhoe".
const NATIVE_HEADS: [&str; 24] = [
    "hui",
    "tang",
    "dang",
    "hoe",
    "kai",
    "tong",
    "she",
    "xuehui",
    "hsueh-hui",
    "lianhehui",
    "dangbu",
    "kwangbokhoe",
    "sahoedang",
    "kongsandang",
    "nodongdang",
    "tongmaeng",
    "yonmaeng",
    "yŏnmaeng",
    "hyophoe",
    "hyŏphoe",
    "kyōkai",
    "renmei",
    "domei",
    "dōmei",
];

/// What names of their newspapers end with; a newspaper's title is none of an organisation.
const NATIVE_PAPERS: [&str; 13] = [
    "bao",
    "pao",
    "ribao",
    "jih-pao",
    "congbao",
    "ts'ung-pao",
    "zhoubao",
    "zazhi",
    "shinbun",
    "shimbun",
    "sinmun",
    "ilbo",
    "zasshi",
];

/// Systems of romanisation, named after people and no mentions of them.
const ROMANISATIONS: [&str; 7] = [
    "Wade-Giles",
    "Wade–Giles",
    "McCune-Reischauer",
    "McCune–Reischauer",
    "Revised Romanization",
    "Revised Romanisation",
    "Hanyu Pinyin",
];

/// What parties of one name call themselves apart by, in brackets.
const WINGS: [&str; 8] = [
    "Bolsheviks",
    "Bolshevik",
    "Mensheviks",
    "Marxist",
    "Marxist-Leninist",
    "Leninist",
    "Internationalists",
    "Opposition",
];

/// What is written with a full stop at the end of a name.
const SHORTENED: [&str; 7] = ["Jr", "Sr", "Inc", "Ltd", "Corp", "Bros", "Co"];

/// States as addresses shorten them, with a full stop: "Cambridge, Mass."
const SHORT_STATES: [&str; 20] = [
    "Ala", "Ariz", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Mass", "Mich",
    "Minn", "Neb", "Okla", "Penn", "Tenn", "Tex", "Va", "Wash",
];

/// How many words before its head an event's name may have.
const EVENT_WORDS: usize = 4;

/// Mends all candidates; some are dropped, some split in two. `events` are those of [`events()`].
pub fn mend(doc: &Document, candidates: Vec<Candidate>, events: &[CleanSpan]) -> Vec<Candidate> {
    let known: BTreeSet<CleanSpan> = candidates
        .iter()
        .filter(|c| c.standalone && c.source != Source::Tagger)
        .map(|c| c.span)
        .collect();
    let mut mended = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if matches!(candidate.source, Source::User | Source::Dates) {
            mended.push(candidate);
            continue;
        }
        for part in split_owner(doc, candidate, &known) {
            let parts = split_bracket(doc, part).into_iter();
            let parts = parts.flat_map(|p| split_places(doc, p));
            let parts = parts.flat_map(|p| split_bodies(doc, p, &known));
            for part in parts.flat_map(|p| split_people(doc, p)) {
                mended.extend(mend_one(doc, part, events, &known));
            }
        }
    }
    mended
}

fn mend_one(
    doc: &Document,
    mut c: Candidate,
    events: &[CleanSpan],
    known: &BTreeSet<CleanSpan>,
) -> Option<Candidate> {
    c.span = trim(doc, c.span);
    c.span = without_article(doc, c.span);
    // "Mao Tse tung", a hyphen lost: a list knows where a name ends.
    if c.source != Source::Gazetteer || c.kind == EntityKind::Place {
        c.span = without_lower_case(doc, c.span, c.kind);
    }
    if c.kind == EntityKind::Person {
        c.span = without_titles(doc, c.span);
    }
    c.span = without_possessive(doc, c.span);
    if c.kind == EntityKind::Person {
        c.span = with_second_half(doc, with_last_initial(doc, c.span));
        c.span = without_heading(doc, c.span);
    }
    if c.kind != EntityKind::Date {
        c.span = without_note(doc, c.span);
    }
    if c.kind == EntityKind::Place {
        c.span = without_page(doc, c.span);
        c.span = with_full_stop(doc, c.span);
    }
    if c.kind == EntityKind::Organisation {
        c.span = without_page_before(doc, with_wing(doc, c.span));
        c.span = with_subject(doc, with_company(doc, c.span));
        c.span = without_nationality(doc, c.span);
        c.span = without_people(doc, c.span);
    }
    let text = c.span.slice(doc.clean());
    if !text.chars().any(char::is_alphanumeric)
        || is_romaniser(doc, c.span)
        || is_shelf_mark(doc, c.span)
    {
        return None;
    }
    if c.kind != EntityKind::Date
        && let Some(word) = native_word_behind(doc, c.span)
    {
        if NATIVE_PAPERS.contains(&word) {
            return None;
        }
        if NATIVE_HEADS.contains(&word) {
            c.span = CleanSpan::new(c.span.start(), c.span.end() + " ".len() + word.len());
            c.kind = EntityKind::Organisation;
            c.entries.clear();
        }
    }
    let text = c.span.slice(doc.clean());
    if c.kind != EntityKind::Date && (is_adjective(text, c.kind) || is_roman_number(text)) {
        return None;
    }
    if c.kind == EntityKind::Organisation && is_office(text) {
        return None;
    }
    if c.kind == EntityKind::Organisation && c.source == Source::Tagger && is_state(text) {
        c.kind = EntityKind::Place;
    }
    if c.source == Source::Tagger && c.kind != EntityKind::Person && opens_rank(doc, c.span) {
        return None;
    }
    if c.source == Source::Tagger && (is_bare_head(text, c.kind) || is_of_nations(text, c.kind)) {
        return None;
    }
    if c.kind == EntityKind::Place && (is_street(text) || names_street(doc, c.span)) {
        return None;
    }
    // A model that names a stretch without one capital is guessing, unless the text has none at all.
    if c.source == Source::Tagger && has_case(text) && !text.chars().any(char::is_uppercase) {
        return None;
    }
    if c.kind == EntityKind::Organisation {
        c.span = with_ordinal(doc, c.span);
        c.span = with_seat(doc, c.span);
        c.span = without_article(doc, with_event(c.span, events));
        if is_congress_of_powers(doc, c.span, known) {
            return None;
        }
    }
    if c.kind == EntityKind::Place && ISLAMIC_MONTHS.contains(&c.span.slice(doc.clean())) {
        return None;
    }
    c.span = with_elided(doc, c.span);
    let nameless = matches!(c.kind, EntityKind::Place | EntityKind::Person);
    if nameless && events.iter().any(|event| event.covers(c.span)) {
        return None;
    }
    Some(c)
}

/// Cuts white space and marks off both ends, but keeps the full stop of "D.C." and a bracket
/// whose partner is inside.
fn trim(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let from_start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = span.end() - from_start.len();
    let cut = from_start.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut end = start + cut.len();
    let rest = &from_start[cut.len()..];
    let abbreviation = cut.rsplit([' ', '.']).next().is_some_and(|last| last.len() == 1);
    let shortened = cut.rsplit([' ', ',']).next().is_some_and(|w| SHORTENED.contains(&w));
    let behind = rest.starts_with('.')
        || (rest.is_empty() && doc.clean().get(end..).is_some_and(|rest| rest.starts_with('.')));
    if shortened && behind {
        return CleanSpan::new(start, end + 1);
    }
    let full_stop = rest.starts_with('.') && abbreviation && cut.contains('.');
    let bracket = rest.starts_with(')') && cut.contains('(');
    if full_stop || bracket {
        end += 1;
    }
    CleanSpan::new(start, end)
}

fn without_article(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    for article in ["the ", "The ", "THE ", "a ", "A ", "an ", "An "] {
        // "A Lai" may be a name, "The Hague" is one: an article is cut only before a longer rest.
        let rest = text.strip_prefix(article);
        if let Some(rest) = rest.filter(|r| article.len() > 3 || r.contains(' ')) {
            if rest == "Hague" {
                return span;
            }
            return CleanSpan::new(span.end() - rest.trim_start().len(), span.end());
        }
    }
    span
}

fn without_possessive(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let cut = text
        .strip_suffix("'s")
        .or_else(|| text.strip_suffix("\u{2019}s"))
        .or_else(|| text.strip_suffix('\''))
        .or_else(|| text.strip_suffix('\u{2019}'));
    match cut {
        Some(cut) if !cut.is_empty() => CleanSpan::new(span.start(), span.start() + cut.len()),
        _ => span,
    }
}

/// Cuts titles off the front of a person's span as long as a name is left.
fn without_titles(doc: &Document, mut span: CleanSpan) -> CleanSpan {
    loop {
        let tokens = tokens_within(doc, span);
        let longest = tokens.len().saturating_sub(1).min(4);
        let cut = (1..=longest).rev().find_map(|n| {
            let title = CleanSpan::new(span.start(), tokens[n - 1].span.end());
            let rest = CleanSpan::new(tokens[n].span.start(), span.end());
            let title = title.slice(doc.clean()).trim_end_matches('.');
            let name = rest.slice(doc.clean());
            let starts_a_name =
                name.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
            let name_too = TITLES_OR_NAMES.contains(&title) || lexicon::is_leading_surname(title);
            // "Bogd Khan" has no name but his titles.
            let titles_alone = n + 1 == tokens.len() && lexicon::is_title(name);
            (lexicon::is_title(title) && !name_too && starts_a_name && !titles_alone)
                .then_some(rest)
        });
        match cut {
            Some(rest) => span = trim(doc, rest),
            None => return span,
        }
    }
}

/// "mainland China", "northern Korea", "Ho quinine": words in lower case around a name are no part
/// of it, but a person's particle before it is ("von Moltke"). A text all in lower case is left alone.
fn without_lower_case(doc: &Document, span: CleanSpan, kind: EntityKind) -> CleanSpan {
    let tokens = tokens_within(doc, span);
    let is_name = |t: &&Token| {
        let word = t.span.slice(doc.clean());
        let quarter = kind == EntityKind::Place && QUARTERS.contains(&word);
        is_capitalised(word) && !quarter || t.kind == TokenKind::Number || !has_case(word)
    };
    let (Some(first), Some(last)) =
        (tokens.iter().find(is_name), tokens.iter().rev().find(is_name))
    else {
        return span;
    };
    let start = if kind == EntityKind::Person { span.start() } else { first.span.start() };
    // The closing marks of the last name ("D.C.", a bracket) stay with it.
    let next = tokens.iter().find(|t| t.span.start() >= last.span.end());
    let end = match next {
        Some(t) if t.kind == TokenKind::Word => last.span.end(),
        _ => span.end(),
    };
    CleanSpan::new(start, end)
}

/// Whether a word has letters that could be upper or lower case.
fn has_case(word: &str) -> bool {
    word.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// "Beckmann, George M.", "Roy, M. N.", as a bibliography has them: the initials belong to the name
/// with their full stops, and the title behind them does not.
fn with_last_initial(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let Some((family, given)) = text.split_once(", ") else { return span };
    let initial = |word: &str| {
        let mut chars = word.chars();
        matches!((chars.next(), chars.next()), (Some(c), Some('.') | None) if c.is_uppercase())
    };
    let at = span.start() + family.len() + ", ".len();
    // "Wittner, Lawrence" before "S. American Intervention".
    if !given.contains(' ') && !initial(given) && !given.ends_with('.') {
        let rest = doc.clean().get(span.end()..).unwrap_or_default();
        let mut next = rest.strip_prefix(' ').unwrap_or_default().chars();
        let one = next.next().is_some_and(char::is_uppercase) && next.next() == Some('.');
        if one && !next.as_str().starts_with(char::is_alphanumeric) {
            let letter = rest.chars().nth(1).map_or(0, char::len_utf8);
            return CleanSpan::new(span.start(), span.end() + " ".len() + letter + ".".len());
        }
    }
    // "Poeze, Harry A. Verguisd en vergeten": behind a given name and its initial a title begins.
    let words: Vec<&str> = given.split(' ').collect();
    let title = words.iter().enumerate().skip(1).find(|(i, word)| {
        !initial(word) && words.get(i - 1).is_some_and(|before| *i > 1 && initial(before))
    });
    if let Some((i, _)) = title {
        let kept: usize = words.iter().take(i).map(|w| w.len() + 1).sum();
        return CleanSpan::new(span.start(), at + kept - 1);
    }
    let mut end = span.end();
    let mut last = given.rsplit([' ', '.']).next().unwrap_or_default().to_owned();
    while initial(&last) && doc.clean().get(end..).is_some_and(|rest| rest.starts_with('.')) {
        end += 1;
        let Some(next) = doc.clean().get(end..).and_then(|rest| rest.strip_prefix(' ')) else {
            break;
        };
        let letter: String = next.chars().take(1).collect();
        let dotted = next.get(letter.len()..).is_some_and(|rest| rest.starts_with('.'));
        if !dotted || !initial(&letter) {
            break;
        }
        end += 1 + letter.len();
        last = letter;
    }
    CleanSpan::new(span.start(), end)
}

/// "Sophie Quinn" before "-Judge": a double surname is one.
fn with_second_half(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    let Some(half) = rest.strip_prefix('-') else { return span };
    let length = half.find(|c: char| !c.is_alphabetic()).unwrap_or(half.len());
    let half = half.get(..length).unwrap_or_default();
    let named = text.split_once(' ').is_some_and(|(first, _)| lexicon::is_given_name(first));
    let name =
        half.len() > 2 && is_capitalised(half) && half.chars().skip(1).all(char::is_lowercase);
    if named && name && !text.contains('-') && !lexicon::demonyms().contains(half) {
        CleanSpan::new(span.start(), span.end() + "-".len() + length)
    } else {
        span
    }
}

/// "Chinese Changchun Railway" before "Company".
fn with_company(doc: &Document, span: CleanSpan) -> CleanSpan {
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    let firm = [" Company", " Corporation"].iter().find(|firm| {
        rest.strip_prefix(**firm)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    });
    match firm {
        Some(firm) if span.slice(doc.clean()).contains(' ') => {
            CleanSpan::new(span.start(), span.end() + firm.len())
        }
        _ => span,
    }
}

/// "Special Committee" before "on the Problem of Hungary": what a committee is on belongs to its name.
fn with_subject(doc: &Document, span: CleanSpan) -> CleanSpan {
    const SITTING: [&str; 4] = ["Committee", "Commission", "Subcommittee", "Board"];
    let last = span.slice(doc.clean()).rsplit(' ').next().unwrap_or_default();
    let tokens = doc.tokens();
    let mut at = tokens.partition_point(|t| t.span.start() < span.end());
    let word = |i: usize| tokens.get(i).map(|t| t.span.slice(doc.clean()));
    if !SITTING.contains(&last) || word(at) != Some("on") {
        return span;
    }
    let mut end = span.end();
    let mut last_end = span.end();
    while let (Some(token), Some(text)) = (tokens.get(at), word(at)) {
        if doc.clean().get(last_end..token.span.start()) != Some(" ") {
            break;
        }
        let dated = lexicon::months().contains(text) || lexicon::weekdays().contains(text);
        if token.kind == TokenKind::Word && is_capitalised(text) && !dated {
            end = token.span.end();
        } else if !matches!(text, "on" | "the" | "of" | "and") {
            break;
        }
        last_end = token.span.end();
        at += 1;
    }
    CleanSpan::new(span.start(), end)
}

/// "Wade-Giles", or the second half of "McCune-Reischauer".
fn is_romaniser(doc: &Document, span: CleanSpan) -> bool {
    let head = doc.clean().get(..span.end()).unwrap_or_default();
    ROMANISATIONS.iter().any(|system| head.ends_with(system) && system.len() >= span.len())
}

/// "CO 1023/117": letters before numbers with a slash name a shelf, not a body.
pub(super) fn is_shelf_mark(doc: &Document, span: CleanSpan) -> bool {
    let text = span.slice(doc.clean());
    let letters = (2..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    let Some(number) = rest.strip_prefix(' ').filter(|_| letters) else { return false };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0
        && number.get(digits..).is_some_and(|rest| {
            rest.starts_with('/') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        })
}

/// "VKP(b)", "KPD(O)", "All-Union Communist Party (Bolsheviks)": what is in brackets behind the letters,
/// or closes behind the name, belongs to it.
fn with_wing(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    if text.contains('(') && !text.contains(')') && rest.starts_with(')') {
        return CleanSpan::new(span.start(), span.end() + 1);
    }
    let mut chars = rest.chars();
    // "Communist Party of India (Marxist)"
    let named = WINGS.iter().find(|wing| {
        rest.strip_prefix(" (")
            .and_then(|r| r.strip_prefix(**wing))
            .is_some_and(|r| r.starts_with(')'))
    });
    if let Some(wing) = named.filter(|_| text.contains("Party")) {
        return CleanSpan::new(span.start(), span.end() + " ()".len() + wing.len());
    }
    let wing = text.ends_with(char::is_uppercase)
        && chars.next() == Some('(')
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(')');
    if wing { CleanSpan::new(span.start(), span.end() + "(b)".len()) } else { span }
}

/// "Twenty-Fifth Army of the Soviets": whose it was is no part of its name.
fn without_people(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    match text.rsplit_once(" of the ") {
        Some((name, people)) if lexicon::demonyms().contains(people) => {
            CleanSpan::new(span.start(), span.start() + name.len())
        }
        _ => span,
    }
}

/// "Puyi3": the number of a note that stands right behind a name.
fn without_note(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let glued = text.len() - name.len() <= 3 && name.ends_with(char::is_lowercase);
    if glued { CleanSpan::new(span.start(), span.start() + name.len()) } else { span }
}

/// "Viktor Rogachev BORODIN AND": capitals that go on behind the name are a running head's.
fn without_heading(doc: &Document, span: CleanSpan) -> CleanSpan {
    let tokens = tokens_within(doc, span);
    let word = |token: &Token| token.span.slice(doc.clean());
    let shouted = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 2
            && !word.chars().any(char::is_lowercase)
    };
    let Some(at) = tokens.iter().rposition(|token| !shouted(word(token))) else { return span };
    let (Some(last), Some(head)) = (tokens.get(at), tokens.get(at + 1)) else { return span };
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let name =
        word(last).chars().any(char::is_lowercase) && !word(last).starts_with(char::is_lowercase);
    if name && shouted(word(head)) && shouted(next) {
        CleanSpan::new(span.start(), last.span.end())
    } else {
        span
    }
}

/// "214 State Planning Commission": the number of a page that stands in the sentence; but "38 North".
fn without_page_before(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let Some((number, name)) = text.split_once(' ') else { return span };
    let page = (2..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let unit = name.split(' ').any(|word| lexicon::military_units().contains(word));
    if page && name.contains(' ') && is_capitalised(name) && !unit {
        CleanSpan::new(span.end() - name.len(), span.end())
    } else {
        span
    }
}

/// "High Commissioner", "Director of Operations": an office, not a body.
fn is_office(text: &str) -> bool {
    let held = text.split_once(" of ").map_or(text, |(office, _)| office);
    let bodies = |word: &str| lexicon::organisation_heads().contains(word);
    (held == text || !text.split(' ').any(bodies))
        && (lexicon::offices().contains(held) || lexicon::ranks().contains(held))
        && !lexicon::military_units().contains(held)
        && !bodies(held)
}

/// "CANTON 211": the number of a page behind a running head.
fn without_page(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let Some((name, number)) = text.rsplit_once(' ') else { return span };
    let page = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let shouted = letters().count() > 2 && letters().all(char::is_uppercase);
    if page && shouted { CleanSpan::new(span.start(), span.start() + name.len()) } else { span }
}

/// "Cambridge, Mass.", as addresses have it.
fn with_full_stop(doc: &Document, span: CleanSpan) -> CleanSpan {
    let word = span.slice(doc.clean());
    let mut rest = doc.clean().get(span.end()..).unwrap_or_default().chars();
    // A sentence may end with the same stop, but not before one of these.
    let goes_on = rest.next() == Some('.') && matches!(rest.next(), Some(':' | ',' | ';' | ')'));
    let behind_city = doc.clean().get(..span.start()).is_some_and(|head| head.ends_with(", "));
    if SHORT_STATES.contains(&word) && goes_on && behind_city {
        CleanSpan::new(span.start(), span.end() + 1)
    } else {
        span
    }
}

/// "Soviet Politburo", "Chinese Ministry of Foreign Affairs": every state has one, and an adjective
/// says whose; it is no part of the name.
fn without_nationality(doc: &Document, span: CleanSpan) -> CleanSpan {
    const ORGANS: [&str; 8] = [
        "Foreign Ministry",
        "Foreign Office",
        "War Office",
        "War Ministry",
        "Home Office",
        "Interior Ministry",
        "Central Committee",
        "General Staff",
    ];
    let Some((adjective, organ)) = span.slice(doc.clean()).split_once(' ') else { return span };
    let shared = (organ != "Congress" && NAMES_ALONE.contains(&organ))
        || ORGANS.contains(&organ)
        || organ.starts_with("Ministry of ");
    if shared && lexicon::demonyms().contains(adjective) {
        CleanSpan::new(span.end() - organ.len(), span.end())
    } else {
        span
    }
}

/// "Indian Division" after "20th": an ordinal before a unit is part of its name.
fn with_ordinal(doc: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(doc.clean());
    let head = text.rsplit(' ').next().unwrap_or_default();
    if !lexicon::military_units().contains(head) {
        return span;
    }
    match token_before(doc, span) {
        Some((before, " ")) if is_ordinal(before.span.slice(doc.clean())) => before.span.join(span),
        _ => span,
    }
}

/// "First", "38th".
pub(super) fn is_ordinal(word: &str) -> bool {
    ORDINALS.contains(&word) || is_numbered(word)
}

/// "38th", "1st".
pub(super) fn is_numbered(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The word right behind a name that may go on with it, as "hui" behind "Hsing-Chung".
fn native_word_behind(doc: &Document, span: CleanSpan) -> Option<&str> {
    let text = span.slice(doc.clean());
    if text.contains(", ") || !text.chars().last().is_some_and(char::is_alphabetic) {
        return None;
    }
    let rest = doc.clean().get(span.end()..)?.strip_prefix(' ')?;
    let ends = |c: char| !(c.is_alphabetic() || matches!(c, '-' | '\''));
    rest.get(..rest.find(ends).unwrap_or(rest.len()))
}

/// "U.S.-Korea Institute" before "at SAIS": letters behind "at" tell which institute it is.
fn with_seat(doc: &Document, span: CleanSpan) -> CleanSpan {
    const SEATED: [&str; 5] = ["Institute", "Center", "Centre", "Program", "Programme"];
    let head = span.slice(doc.clean()).rsplit(' ').next().unwrap_or_default();
    let seat = doc.clean().get(span.end()..).and_then(|rest| rest.strip_prefix(" at "));
    let Some(seat) = seat.filter(|_| SEATED.contains(&head)) else { return span };
    let length = seat.find(|c: char| !c.is_alphanumeric()).unwrap_or(seat.len());
    let letters = seat.get(..length).unwrap_or_default();
    let acronym = (2..=6).contains(&length) && letters.chars().all(char::is_uppercase);
    let end = span.end() + " at ".len() + length;
    if acronym { CleanSpan::new(span.start(), end) } else { span }
}

/// "Sino-Soviet Alliance", "Russian Archives": what nations have between them or in general is no body.
fn is_of_nations(text: &str, kind: EntityKind) -> bool {
    const SHARED: [&str; 6] =
        ["Alliance", "Alliances", "Archives", "Friendship", "Relations", "Relationship"];
    const PREFIXES: [&str; 9] =
        ["Sino", "Anglo", "Franco", "Russo", "Soviet", "Austro", "Germano", "Indo", "Italo"];
    let mut words: Vec<&str> = text.split([' ', '-', '\u{2013}']).collect();
    let shared = words.pop().is_some_and(|last| SHARED.contains(&last));
    let nation = |word: &&str| PREFIXES.contains(word) || lexicon::demonyms().contains(word);
    let quarter = |word: &str| matches!(word, "North" | "South" | "East" | "West");
    kind == EntityKind::Organisation
        && shared
        && words.iter().any(nation)
        && words.iter().all(|word| nation(word) || quarter(word))
}

/// "PolitSoviet [Political Council": an editor's gloss is a name of its own.
fn split_bracket(doc: &Document, candidate: Candidate) -> Vec<Candidate> {
    let text = candidate.span.slice(doc.clean());
    let Some(at) = text.find(" [").filter(|_| candidate.source == Source::Tagger) else {
        return vec![candidate];
    };
    let start = candidate.span.start();
    let inner = start + at + " [".len();
    let closed = text.get(at + " [".len()..).and_then(|rest| rest.find(']'));
    let end = closed.map_or(candidate.span.end(), |length| inner + length);
    [CleanSpan::new(start, start + at), CleanSpan::new(inner, end)]
        .into_iter()
        .filter(|span| span.start() < span.end())
        .map(|span| Candidate { span, entries: Vec::new(), ..candidate.clone() })
        .collect()
}

/// "War History Center" behind "Cold": an event's name that an organisation's opens with is not cut.
fn with_event(span: CleanSpan, events: &[CleanSpan]) -> CleanSpan {
    let cut = |event: &&CleanSpan| {
        event.start() < span.start() && event.end() > span.start() && event.end() < span.end()
    };
    events.iter().find(cut).map_or(span, |event| CleanSpan::new(event.start(), span.end()))
}

/// "Congress of Berlin", "Conference of Lausanne": a meeting of powers in a town is an event, not a
/// body like the Congress of Soviets.
fn is_congress_of_powers(doc: &Document, span: CleanSpan, known: &BTreeSet<CleanSpan>) -> bool {
    let text = span.slice(doc.clean());
    ["Congress of ", "Conference of ", "Convention of "].iter().any(|opening| {
        text.starts_with(opening)
            && known.contains(&CleanSpan::new(span.start() + opening.len(), span.end()))
    })
}

/// "Quai" before "d'Orsay": an elided particle ties the next name to this one.
fn with_elided(doc: &Document, span: CleanSpan) -> CleanSpan {
    let rest = doc.clean().get(span.end()..).unwrap_or_default();
    let Some(name) = ["d'", "d\u{2019}", "D'", "D\u{2019}"]
        .iter()
        .find_map(|particle| rest.strip_prefix(' ')?.strip_prefix(particle))
    else {
        return span;
    };
    let length = name.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(name.len());
    if length < 2 || !is_capitalised(name.get(..length).unwrap_or_default()) {
        return span;
    }
    CleanSpan::new(span.start(), doc.clean().len() - name.len() + length)
}

/// Whether a street's name goes on behind the span: "Massachusetts" in "Massachusetts Avenue".
fn names_street(doc: &Document, span: CleanSpan) -> bool {
    let tokens = doc.tokens();
    let at = tokens.partition_point(|t| t.span.start() < span.end());
    tokens.get(at).is_some_and(|next| {
        STREETS.contains(&next.span.slice(doc.clean()))
            && doc.clean().get(span.end()..next.span.start()) == Some(" ")
    })
}

/// "Marshal", or "Field" before "Marshal": a rank or the first half of one is no name.
fn opens_rank(doc: &Document, span: CleanSpan) -> bool {
    let tokens = doc.tokens();
    let at = tokens.partition_point(|t| t.span.start() < span.end());
    let longer = tokens.get(at).map(|next| span.join(next.span).slice(doc.clean()));
    let rank = |text: &str| lexicon::ranks().contains(text);
    rank(span.slice(doc.clean())) || longer.is_some_and(rank)
}

/// "Institute", "Party": what an organisation is, without which one.
fn is_bare_head(text: &str, kind: EntityKind) -> bool {
    kind == EntityKind::Organisation
        && !text.contains(' ')
        && (lexicon::organisation_heads().contains(text)
            || lexicon::military_units().contains(text))
        && !NAMES_ALONE.contains(&text)
        && text.chars().any(char::is_lowercase)
}

fn is_street(text: &str) -> bool {
    let last = text.trim_end_matches('.').rsplit(' ').next();
    text.contains(' ') && last.is_some_and(|word| STREETS.contains(&word))
}

/// "Washington, D.C." is two places; so is "Tongyu of Shanxi", but not "Gulf of Tonkin".
fn split_places(doc: &Document, candidate: Candidate) -> Vec<Candidate> {
    let text = candidate.span.slice(doc.clean());
    let between = if text.contains(", ") { ", " } else { " of " };
    let headed = text.split(" of ").next().is_some_and(|left| {
        left.split(' ').any(|word| {
            lexicon::place_heads().contains(word)
                || lexicon::organisation_heads().contains(word)
                || !is_capitalised(word)
        })
    });
    let splits = candidate.kind == EntityKind::Place
        && text.contains(between)
        && (between == ", " || candidate.source == Source::Tagger && !headed);
    if !splits {
        return vec![candidate];
    }
    let mut start = candidate.span.start();
    let mut parts = Vec::new();
    for part in text.split(between) {
        let span = CleanSpan::new(start, start + part.len());
        start = span.end() + between.len();
        parts.push(Candidate { span, entries: Vec::new(), ..candidate.clone() });
    }
    parts
}

/// "United Nations, General Assembly": a body that a list knows, and one of its own.
fn split_bodies(
    doc: &Document,
    candidate: Candidate,
    known: &BTreeSet<CleanSpan>,
) -> Vec<Candidate> {
    let text = candidate.span.slice(doc.clean());
    let split = text.split_once(", ").filter(|(_, rest)| {
        candidate.kind == EntityKind::Organisation
            && candidate.source == Source::Tagger
            && !rest.contains(", ")
            && rest.contains(' ')
    });
    let Some((left, right)) = split else { return vec![candidate] };
    let left = CleanSpan::new(candidate.span.start(), candidate.span.start() + left.len());
    let right = CleanSpan::new(candidate.span.end() - right.len(), candidate.span.end());
    if !known.contains(&left) {
        return vec![candidate];
    }
    [left, right].map(|span| Candidate { span, entries: Vec::new(), ..candidate.clone() }).into()
}

/// "Abrahamian, Ervand": surname and given names at the head of a bibliography's entry, behind nothing
/// but its number.
fn is_entry(doc: &Document, span: CleanSpan) -> bool {
    let text = span.slice(doc.clean());
    let turned = text
        .split_once(", ")
        .is_some_and(|(family, given)| !family.contains(' ') && !given.contains(','));
    let opens = doc
        .paragraphs()
        .get(doc.paragraph_at(span.start()))
        .and_then(|paragraph| doc.clean().get(paragraph.span.start()..span.start()))
        .is_some_and(|before| !before.chars().any(char::is_alphabetic));
    turned && opens
}

/// "Zhou Enlai, Nehru" is two people; "Herbert Hoover, Jr." is one.
fn split_people(doc: &Document, candidate: Candidate) -> Vec<Candidate> {
    let text = candidate.span.slice(doc.clean());
    let tail = text.rsplit(", ").next().unwrap_or_default().trim_end_matches('.');
    let suffix = matches!(tail, "Jr" | "Sr" | "jr" | "sr" | "II" | "III" | "IV" | "Esq");
    if candidate.kind != EntityKind::Person
        || candidate.source != Source::Tagger
        || suffix
        || !text.contains(", ")
        || is_entry(doc, candidate.span)
    {
        return vec![candidate];
    }
    let mut start = candidate.span.start();
    let mut parts = Vec::new();
    for part in text.split(", ") {
        let span = CleanSpan::new(start, start + part.len());
        start = span.end() + ", ".len();
        parts.push(Candidate { span, entries: Vec::new(), ..candidate.clone() });
    }
    parts
}

/// "Korean", "Soviets": an adjective or a people, not a name. A surname that is spelled like one
/// ("Han") stays a person.
fn is_adjective(text: &str, kind: EntityKind) -> bool {
    let surname = kind == EntityKind::Person && lexicon::is_leading_surname(text);
    lexicon::demonyms().contains(text) && !surname
}

/// "II", "XIV.": the number of a heading or a king, no name by itself. One letter is none either.
pub(super) fn is_roman_number(text: &str) -> bool {
    let digits = text.trim_end_matches('.');
    !digits.is_empty() && digits.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// "Korean People's Republic", "Kingdom of Hejaz": a state is a place, also one that no list knows.
pub(super) fn is_state(text: &str) -> bool {
    const FORMS: [&str; 6] =
        ["Republic", "Kingdom", "Empire", "Sultanate", "Emirate", "Principality"];
    const KINDS: [&str; 11] = [
        "People's",
        "People s",
        "Peoples'",
        "Democratic",
        "Federal",
        "Federative",
        "Socialist",
        "Soviet",
        "Islamic",
        "Autonomous",
        "United",
    ];
    let opens = FORMS.iter().any(|form| {
        text.strip_prefix(form)
            .and_then(|rest| rest.strip_prefix(" of "))
            .is_some_and(|rest| !rest.contains(' ') && is_capitalised(rest))
    });
    // "New Republic" and "Arizona Republic" are newspapers.
    let ends = FORMS.iter().any(|form| {
        text.strip_suffix(form).and_then(|rest| rest.strip_suffix(' ')).is_some_and(|rest| {
            let kind = rest.rsplit(' ').next().unwrap_or_default();
            KINDS.iter().any(|k| rest.ends_with(k)) || lexicon::demonyms().contains(kind)
        })
    });
    opens || ends
}

/// "CCP's Central Committee" is two organisations, "People's Liberation Army" one: the owner is cut
/// off where it is itself a known name or an acronym.
fn split_owner(
    doc: &Document,
    candidate: Candidate,
    known: &BTreeSet<CleanSpan>,
) -> Vec<Candidate> {
    if !matches!(candidate.kind, EntityKind::Organisation | EntityKind::Place) {
        return vec![candidate];
    }
    let text = candidate.span.slice(doc.clean());
    let Some(at) = text.find("'s ") else { return vec![candidate] };
    let owner = CleanSpan::new(candidate.span.start(), candidate.span.start() + at);
    let owned = CleanSpan::new(owner.end() + "'s ".len(), candidate.span.end());
    let owner_text = owner.slice(doc.clean());
    let acronym = owner_text.len() >= 2
        && owner_text.chars().all(|c| c.is_uppercase() || c == '.')
        && owner_text.chars().any(char::is_alphabetic);
    // "the International's Executive Committee"
    let head = lexicon::organisation_heads().contains(owner_text)
        && lexicon::organisation_heads()
            .contains(owned.slice(doc.clean()).rsplit(' ').next().unwrap_or_default());
    if !acronym && !head && !known.contains(&owner) {
        return vec![candidate];
    }
    let mut parts = Vec::new();
    if acronym && !known.contains(&owner) {
        parts.push(Candidate { span: owner, entries: Vec::new(), ..candidate.clone() });
    }
    parts.extend(split_owner(
        doc,
        Candidate { span: owned, entries: Vec::new(), ..candidate },
        known,
    ));
    parts
}

/// Names of events, treaties and documents: "First Sino-Japanese War", "Treaty of Nanjing". The
/// spans are sorted and may touch.
pub fn events(doc: &Document) -> Vec<CleanSpan> {
    let tokens = doc.tokens();
    let clean = doc.clean();
    let mut spans = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let word = token.span.slice(clean);
        if token.kind != TokenKind::Word || !is_capitalised(word) {
            continue;
        }
        let opens = if EVENTS_OF.contains(&word) {
            event_of(doc, i)
        } else if CALLS.contains(&word)
            && spans.last().is_none_or(|last: &CleanSpan| last.end() <= token.span.start())
        {
            call(doc, i)
        } else {
            None
        };
        if let Some(end) = opens {
            spans.push(CleanSpan::new(token.span.start(), end));
            continue;
        }
        if !lexicon::events().contains(word) || i == 0 {
            continue;
        }
        let mut start = token.span.start();
        for before in tokens[..i].iter().rev().take(EVENT_WORDS) {
            let text = before.span.slice(clean);
            let gap = clean.get(before.span.end()..start).unwrap_or("x");
            // Only blanks may stand between the words of one name, or a hyphen: "Sino-Japanese".
            let joined = gap.chars().all(char::is_whitespace);
            if gap.is_empty() && matches!(text, "-" | "–") {
                start = before.span.start();
                continue;
            }
            if !joined || before.kind == TokenKind::Punctuation || !is_capitalised(text) {
                break;
            }
            if lexicon::is_title(text) {
                break;
            }
            start = before.span.start();
        }
        let begins = clean.get(start..).is_some_and(|name| !name.starts_with(['-', '–']));
        if start < token.span.start() && begins {
            spans.push(CleanSpan::new(start, token.span.end()));
            spans.extend(gloss(doc, i));
        }
    }
    spans
}

/// Where "Resist America and Aid Korea" ends, if token `i` opens such a call: two calls in one, or one that
/// is said to be a campaign.
fn call(doc: &Document, i: usize) -> Option<usize> {
    let clean = doc.clean();
    let mut end = None;
    let mut calls = 0;
    for token in doc.tokens().get(i..)?.iter().take(CALL_WORDS) {
        let word = token.span.slice(clean);
        if CAMPAIGNS.iter().any(|campaign| word.eq_ignore_ascii_case(campaign)) {
            return end;
        }
        calls += usize::from(CALLS.contains(&word));
        if is_capitalised(word) {
            end = Some(token.span.end());
        } else if !matches!(word, "and" | "the" | "," | "to" | "against") {
            break;
        }
    }
    end.filter(|_| calls >= 2)
}

/// The bracket behind an event's last word, or behind its year, that has its name in another language:
/// "the First Sino-Japanese War of 1894 (Jiawu Zhanzheng)".
fn gloss(doc: &Document, last: usize) -> Option<CleanSpan> {
    let text = |token: &Token| token.span.slice(doc.clean());
    let mut rest = doc.tokens().get(last + 1..)?;
    if let [of, year, behind @ ..] = rest
        && text(of) == "of"
        && text(year).bytes().all(|b| b.is_ascii_digit())
    {
        rest = behind;
    }
    let (open, inside) = rest.split_first()?;
    let words = inside.iter().take_while(|t| t.kind == TokenKind::Word && is_capitalised(text(t)));
    let count = words.clone().count();
    let closed = text(open) == "(" && inside.get(count).is_some_and(|t| text(t) == ")");
    // One word in brackets is as likely the place where it was fought.
    let (first, last) = (inside.first()?, words.last()?);
    (closed && (2..=GLOSS_WORDS).contains(&count))
        .then(|| CleanSpan::new(first.span.start(), last.span.end()))
}

/// Where "War of Resistance against Japan" or "Treaty of Nanjing" ends, if token `i` opens one.
fn event_of(doc: &Document, i: usize) -> Option<usize> {
    let clean = doc.clean();
    let tokens = doc.tokens();
    let text = |j: usize| tokens.get(j).map(|t| t.span.slice(clean));
    if text(i + 1) != Some("of") {
        return None;
    }
    let mut end = None;
    let mut j = i + 2;
    while let Some(word) = text(j) {
        let link = matches!(word, "of" | "the" | "against" | "Against" | "on" | "for");
        if is_capitalised(word) {
            end = tokens.get(j).map(|t| t.span.end());
        } else if !link {
            break;
        }
        j += 1;
        if j > i + 8 {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let doc = Document::new(text.to_owned());
        events(&doc).iter().map(|span| span.slice(doc.clean()).to_owned()).collect()
    }

    #[test]
    fn events_are_found_whole() {
        for (text, expected) in [
            ("After the First Sino-Japanese War ended.", vec!["First Sino-Japanese War"]),
            ("The Treaty of Nanjing opened ports.", vec!["Treaty of Nanjing"]),
            ("In the Resist America, Aid Korea campaign.", vec!["Resist America, Aid Korea"]),
            (
                "To Oppose Japan and Support Chiang they came.",
                vec!["Oppose Japan and Support Chiang"],
            ),
            (
                "A Suppress Counterrevolutionaries drive began.",
                vec!["Suppress Counterrevolutionaries"],
            ),
            ("Support Korea, they said.", vec![]),
            (
                "the First Sino-Japanese War of 1894 (Jiawu Zhanzheng) was",
                vec!["First Sino-Japanese War", "Jiawu Zhanzheng"],
            ),
            ("the Russo-Japanese War (Manchuria) was", vec!["Russo-Japanese War"]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn a_span_is_mended_to_what_stands_around_it() {
        type Mend = fn(&Document, CleanSpan) -> CleanSpan;
        let table: [(Mend, &str, &str, &str); 23] = [
            (
                without_heading,
                "met Ivan Rogov BORODIN AND GALEN 211",
                "Ivan Rogov BORODIN",
                "Ivan Rogov",
            ),
            (
                without_heading,
                "met Nikita Sergeevich KHRUSHCHEV in May",
                "Nikita Sergeevich KHRUSHCHEV",
                "",
            ),
            (without_heading, "KIM IL SUNG AND MAO", "KIM IL SUNG", ""),
            (without_page, "GALEN IN CANTON 211 and", "CANTON 211", "CANTON"),
            (without_page, "on Hill 303 and", "Hill 303", ""),
            (with_full_stop, "(Cambridge, Mass.: Harvard", "Mass", "Mass."),
            (with_full_stop, "in Cambridge, Mass. The", "Mass", ""),
            (with_full_stop, "the Mass.: a rite", "Mass", ""),
            (
                with_last_initial,
                "Wittner, Lawrence S. American",
                "Wittner, Lawrence",
                "Wittner, Lawrence S.",
            ),
            (with_last_initial, "Roy, M. N. India in", "Roy, M", "Roy, M. N."),
            (with_last_initial, "Wittner, Lawrence. American", "Wittner, Lawrence", ""),
            (with_last_initial, "Wittner, Lawrence S.A. Press", "Wittner, Lawrence", ""),
            (with_second_half, "by Sophie Quinn-Judge in", "Sophie Quinn", "Sophie Quinn-Judge"),
            (with_second_half, "the Truman-Stalin talks", "Truman", ""),
            (
                with_company,
                "the Chungking Railway Company ran",
                "Chungking Railway",
                "Chungking Railway Company",
            ),
            (with_company, "the Chungking Railway Companyman", "Chungking Railway", ""),
            (
                with_subject,
                "a Special Committee on the Problem of Hungary. It",
                "Special Committee",
                "Special Committee on the Problem of Hungary",
            ),
            (with_subject, "the Special Committee on Tuesday", "Special Committee", ""),
            (with_subject, "the Special Committee on its own", "Special Committee", ""),
            (
                without_page_before,
                "chairman of the 214 State Planning Commission",
                "214 State Planning Commission",
                "State Planning Commission",
            ),
            (without_page_before, "the 21 Infantry Division", "21 Infantry Division", ""),
            (without_page_before, "on 38 North today", "38 North", ""),
            (
                with_wing,
                "of the Communist Party of India (Marxist) said",
                "Communist Party of India",
                "Communist Party of India (Marxist)",
            ),
        ];
        for (mend, text, span, expected) in table {
            let doc = Document::new(text.to_owned());
            let start = doc.clean().find(span).unwrap();
            let mended = mend(&doc, CleanSpan::new(start, start + span.len()));
            let expected = if expected.is_empty() { span } else { expected };
            assert_eq!(mended.slice(doc.clean()), expected, "{text}");
        }
    }

    #[test]
    fn an_event_that_opens_an_organisation_stays_with_it() {
        let text = "the Cold War International History Center";
        let doc = Document::new(text.to_owned());
        let events = events(&doc);
        let cut = CleanSpan::new(9, text.len());
        assert_eq!(with_event(cut, &events).slice(text), "Cold War International History Center");
        let whole = CleanSpan::new(13, text.len());
        assert_eq!(with_event(whole, &events), whole);
    }
}
