//! What stands around a span and overrules what it was taken for.
//!
//! - A rank or title before a single word makes it a person: "General Navarre" is no province.
//! - A word in a list of people is a person unless a list of names knows it as something else:
//!   "Enver, Talaat and Djemal".
//! - A name in brackets is of the kind of the name before it: its abbreviation, its form in another
//!   language, another name of the person: "the Youth League (Hoi Thanh Nien)".
//! - A name behind "USS" or "HMS" is a ship's.
//! - A single word that a list knows as a place, and nobody here bears as a surname, is one behind "at"
//!   or "near" ("landed at Milazzo"), or where the tagger is not sure of a person ("Savoy and Nice").

use std::collections::{BTreeMap, BTreeSet};

use super::brackets;
use super::defined;
use super::echo;
use super::pool::Pooled;
use super::taken;
use super::tokens::{is_capitalised, joined, token_after, token_before, tokens_within};
use crate::entity::{Candidate, EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// How sure the surroundings are.
pub(super) const SURE: f32 = 0.9;
/// What the tagger alone says with less than this tells nothing of its neighbours.
pub(super) const GUESS: f32 = 0.6;
/// A name in a list of people that was taken for something else with more than this stays what it is.
pub(super) const DOUBTFUL: f32 = 0.75;
/// A listed place that was taken for a person with less than this is a place.
pub(super) const UNSURE: f32 = 0.9;

/// Prefixes of ships.
const SHIPS: [&str; 8] = ["USS", "HMS", "SS", "RMS", "SMS", "HMAS", "HMCS", "USAT"];

/// What a ship is called before its name.
const VESSELS: [&str; 18] = [
    "steamer",
    "steamship",
    "gunboat",
    "cruiser",
    "destroyer",
    "battleship",
    "frigate",
    "corvette",
    "submarine",
    "liner",
    "yacht",
    "schooner",
    "brig",
    "ironclad",
    "warship",
    "trawler",
    "minesweeper",
    "flagship",
];

/// What parts two names of one thing.
const RENAMED: [&str; 22] = [
    ", the present ",
    ", until lately ",
    ", now ",
    ", formerly ",
    ", later ",
    ", the later ",
    ", today ",
    ", today's ",
    ", the future ",
    ", renamed ",
    ", previously ",
    ", then ",
    ", once ",
    ", the modern ",
    ", present-day ",
    ", the former ",
    " (now ",
    " (formerly ",
    " (later ",
    " (today ",
    " (the present ",
    " (present-day ",
];

/// What stands in brackets behind a person and is no name.
const COMMON: [&str; 16] = [
    "Left",
    "Right",
    "Centre",
    "Center",
    "Note",
    "Figure",
    "Table",
    "Illustrated",
    "Translated",
    "Editor",
    "Hero",
    "Deceased",
    "Absent",
    "Present",
    "Retired",
    "Independent",
];

/// The most words of "known to his superiors as".
const KNOWN_WORDS: usize = 9;

/// Prepositions that a person's name hardly ever follows, if nothing follows the name in turn.
const WHERE: [&str; 8] = ["at", "in", "near", "into", "outside", "off", "At", "In"];

/// Titles that go before other names than a person's, or may be part of one.
const NOT_ONLY_PERSONS: [&str; 14] = [
    "King", "Queen", "Prince", "Princess", "Duke", "Saint", "St", "Lady", "Lord", "Crown", "Grand",
    "State", "Deputy", "Chief",
];

/// What the surroundings say of one span.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The span is of this kind; other proposals for the same span fall away.
    Is(CleanSpan, EntityKind),
    /// Nothing within the span is a mention.
    Nothing(CleanSpan),
}

/// What the surroundings say of one mention of a name holds for the others, where only the tagger takes
/// them for something else; and for letters that the text defines, whatever a list has under them.
fn spread(doc: &Document, found: &[Verdict], chosen: &[Pooled]) -> Vec<Verdict> {
    let mut kinds: BTreeMap<&str, BTreeSet<EntityKind>> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for verdict in found {
        if let Verdict::Is(span, kind) = verdict {
            kinds.entry(span.slice(doc.clean())).or_default().insert(*kind);
            told.insert(*span);
        }
    }
    let mut more = Vec::new();
    for pooled in chosen.iter().filter(|p| p.kind != EntityKind::Date && p.user.is_none()) {
        let name = pooled.span.slice(doc.clean());
        let Some(kinds) = kinds.get(name).filter(|kinds| kinds.len() == 1) else { continue };
        let Some(&kind) = kinds.iter().next().filter(|kind| **kind != pooled.kind) else {
            continue;
        };
        let letters = name.chars().all(char::is_uppercase) && name.chars().count() > 1;
        let listed = pooled.sources.contains(&Source::Gazetteer);
        if !told.contains(&pooled.span)
            && kind == EntityKind::Organisation
            && (letters || !listed)
            && !name.contains(' ')
        {
            more.push(Verdict::Is(pooled.span, kind));
        }
    }
    more
}

/// Reads the surroundings of the spans chosen so far, out of all that were proposed.
pub fn verdicts(doc: &Document, proposed: &[Pooled], chosen: &[Pooled]) -> Vec<Verdict> {
    let surnames = echo::surnames(doc, chosen);
    let openings = openings(doc, chosen);
    let words = echo::words_of_people(doc, chosen);
    let families = families(doc, chosen);
    let open = |p: &&Pooled| p.kind != EntityKind::Date && p.user.is_none();
    let mut found = Vec::new();
    for pooled in chosen.iter().filter(open) {
        if is_ship(doc, pooled.span) {
            found.push(Verdict::Nothing(pooled.span));
        } else if pooled.kind != EntityKind::Person && is_titled(doc, pooled.span) {
            found.push(Verdict::Is(pooled.span, EntityKind::Person));
        } else if pooled.kind == EntityKind::Person
            && is_where(doc, pooled, proposed)
            && !surnames.contains(pooled.span.slice(doc.clean()))
        {
            found.push(Verdict::Is(pooled.span, EntityKind::Place));
        }
        found.extend(behind_surname(doc, pooled));
        found.extend(named_after(doc, pooled));
        found.extend(surname_alone(doc, pooled, &surnames, &openings));
        found.extend(word_of_a_person(doc, pooled, &words));
        found.extend(namesake(doc, pooled, &families));
        found.extend(before_state(doc, pooled));
        found.extend(strait(doc, pooled));
        found.extend(house_of(doc, pooled));
        found.extend(for_short(doc, pooled));
        found.extend(brackets::bracketed(doc, pooled, chosen));
        found.extend(foreign_publisher(doc, pooled));
        found.extend(brackets::listed_in_brackets(doc, pooled, chosen));
    }
    found.extend(in_lists(doc, chosen));
    for two in chosen.windows(2) {
        if let [a, b] = two {
            found.extend(renamed(doc, a, b));
            found.extend(known_as(doc, a, b));
            found.extend(called_body(doc, a, b));
            found.extend(named_state(doc, a, b));
            found.extend(defined::apposed(doc, a, b));
            found.extend(tagalog(doc, a, b));
            found.extend(organ_of(doc, a, b));
            found.extend(surname_and_given(doc, a, b));
            found.extend(publisher(doc, a, b));
        }
    }
    found.extend(taken::taken_names(doc, chosen));
    found.extend(taken::addressed(doc, chosen));
    found.extend(defined::verdicts(doc, chosen));
    found.extend(spread(doc, &found, chosen));
    // Two of them may say the same.
    let mut said = BTreeSet::new();
    found.retain(|verdict| match verdict {
        Verdict::Is(span, kind) => said.insert((*span, Some(*kind))),
        Verdict::Nothing(span) => said.insert((*span, None)),
    });
    found
}

/// Carries the verdicts out on the candidates.
pub fn carry_out(candidates: &mut Vec<Candidate>, verdicts: Vec<Verdict>) {
    for verdict in verdicts {
        match verdict {
            Verdict::Nothing(span) => {
                candidates.retain(|c| !span.covers(c.span) || c.source == Source::User);
            }
            Verdict::Is(span, kind) => {
                candidates.retain(|c| c.span != span || c.kind == kind || c.source == Source::User);
                candidates.push(echo::candidate(span, kind, SURE));
            }
        }
    }
}

/// The word before a span, if a single blank parts them.
fn word_before(doc: &Document, span: CleanSpan) -> Option<&str> {
    let (before, gap) = token_before(doc, span)?;
    matches!(gap, " " | ". ").then(|| before.span.slice(doc.clean()).trim_end_matches('.'))
}

fn is_ship(doc: &Document, span: CleanSpan) -> bool {
    let named_so =
        span.slice(doc.clean()).split_once(' ').is_some_and(|(first, _)| SHIPS.contains(&first));
    named_so
        || word_before(doc, span).is_some_and(|word| {
            SHIPS.contains(&word) || (VESSELS.contains(&word) && !goes_on(doc, span))
        })
}

/// A single word behind a rank or form of address, with no name going on behind it.
fn is_titled(doc: &Document, span: CleanSpan) -> bool {
    let tokens = tokens_within(doc, span);
    let [only] = tokens else { return false };
    let word = only.span.slice(doc.clean());
    let shouted = word.len() > 1 && !word.chars().any(char::is_lowercase);
    if only.kind != TokenKind::Word || shouted || lexicon::demonyms().contains(word) {
        return false;
    }
    let titled = word_before(doc, span).is_some_and(|title| {
        is_capitalised(title)
            && !NOT_ONLY_PERSONS.contains(&title)
            && (lexicon::ranks().contains(title) || lexicon::honorifics().contains(title))
    });
    titled && !goes_on(doc, span)
}

/// "Yang Huainan", "Nguyen Vinh": a single word that only a list takes for a place, behind a word that is
/// a surname where surnames come first and nothing else.
fn behind_surname(doc: &Document, place: &Pooled) -> Option<Verdict> {
    if !is_only_listed(doc, place) || goes_on(doc, place.span) {
        return None;
    }
    let (surname, gap) = token_before(doc, place.span)?;
    let (surname, word) = (surname.span, surname.span.slice(doc.clean()));
    let alone = gap == " "
        && !token_before(doc, surname)
            .is_some_and(|(t, gap)| gap == " " && is_capitalised(t.span.slice(doc.clean())));
    let telling = lexicon::is_leading_surname(word)
        && word.chars().count() > 2
        && !lexicon::place_heads().contains(word)
        && !lexicon::demonyms().contains(word);
    (alone && telling).then(|| Verdict::Is(surname.join(place.span), EntityKind::Person))
}

/// Whether only the lists, or the document after them, say that a single word is a place.
fn is_only_listed(doc: &Document, place: &Pooled) -> bool {
    place.kind == EntityKind::Place
        && place.user.is_none()
        && place.sources.iter().all(|s| matches!(s, Source::Gazetteer | Source::Document))
        && tokens_within(doc, place.span).len() == 1
}

/// [`is_only_listed`], and no place is asked for here.
fn may_be_surname(doc: &Document, place: &Pooled) -> bool {
    is_only_listed(doc, place) && !is_place_asked(doc, place.span)
}

/// Whether the word before a span asks for a place: "at", "near".
fn is_place_asked(doc: &Document, span: CleanSpan) -> bool {
    word_before(doc, span).is_some_and(|word| WHERE.contains(&word))
}

/// "Iguchi Sadao", where Iguchi is listed as a town and the tagger has found Sadao alone.
fn surname_and_given(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let given = b.kind == EntityKind::Person && tokens_within(doc, b.span).len() == 1;
    let goes = may_be_surname(doc, a) && given && joined(doc, a.span, b.span);
    (goes && !lexicon::place_heads().contains(b.span.slice(doc.clean())))
        .then(|| Verdict::Is(a.span.join(b.span), EntityKind::Person))
}

/// First words of people's names that are no given names of Europe: "Messali" of "Messali Hadj", who is called
/// by it.
fn openings<'a>(doc: &'a Document, chosen: &[Pooled]) -> BTreeSet<&'a str> {
    first_words(doc, chosen)
        .filter(|word| word.len() > 2 && !lexicon::is_given_name(word))
        .collect()
}

/// The first word of each name of several words that a person surely has.
fn first_words<'a>(doc: &'a Document, chosen: &[Pooled]) -> impl Iterator<Item = &'a str> {
    let people = chosen.iter().filter(|p| p.kind == EntityKind::Person && p.strength >= SURE);
    people.filter_map(|p| match tokens_within(doc, p.span) {
        [first, _, ..] => Some(first.span.slice(doc.clean())),
        _ => None,
    })
}

/// "Takasugi", listed as a town, where somebody of that surname has been named in full.
fn surname_alone(
    doc: &Document,
    place: &Pooled,
    surnames: &BTreeSet<&str>,
    openings: &BTreeSet<&str>,
) -> Option<Verdict> {
    let word = place.span.slice(doc.clean());
    let borne = surnames.contains(word) || openings.contains(word);
    (may_be_surname(doc, place) && borne && !goes_on(doc, place.span))
        .then_some(Verdict::Is(place.span, EntityKind::Person))
}

/// "Toshizō", "Umeda": what only the tagger takes for a place, where a person of that name has been named in full.
fn word_of_a_person(doc: &Document, place: &Pooled, words: &BTreeSet<&str>) -> Option<Verdict> {
    let name = place.span.slice(doc.clean());
    (is_only_tagged(place)
        && words.contains(name)
        && !goes_on(doc, place.span)
        && !is_place_asked(doc, place.span))
    .then_some(Verdict::Is(place.span, EntityKind::Person))
}

/// Whether only the tagger says that a span is a place.
fn is_only_tagged(place: &Pooled) -> bool {
    place.kind == EntityKind::Place && place.user.is_none() && place.sources == [Source::Tagger]
}

/// Surnames that come first, of people who are named in full.
fn families<'a>(doc: &'a Document, chosen: &[Pooled]) -> BTreeSet<&'a str> {
    first_words(doc, chosen).filter(|word| lexicon::is_leading_surname(word)).collect()
}

/// "Lai Tek" where Lai Teck has been named: what only the tagger takes for a place, behind a surname that comes
/// first and that somebody here bears, unless a place is asked for.
fn namesake(doc: &Document, place: &Pooled, families: &BTreeSet<&str>) -> Option<Verdict> {
    let tokens = tokens_within(doc, place.span);
    let [first, rest @ ..] = tokens else { return None };
    let word = |token: &Token| token.span.slice(doc.clean());
    let name = (1..=2).contains(&rest.len())
        && families.contains(word(first))
        && rest
            .iter()
            .all(|t| t.kind == TokenKind::Word && !lexicon::place_heads().contains(word(t)));
    let asked = is_place_asked(doc, place.span)
        || matches!(word_before(doc, place.span), Some("of" | "from" | "to" | "around"));
    (is_only_tagged(place) && name && !asked && !goes_on(doc, place.span))
        .then_some(Verdict::Is(place.span, EntityKind::Person))
}

/// "Armonk, NY: M. E. Sharpe": before a state's letters stands a town.
fn before_state(doc: &Document, name: &Pooled) -> Option<Verdict> {
    const STATES: [&str; 16] = [
        "NY", "MA", "CT", "NJ", "CA", "MD", "DC", "VA", "IL", "PA", "NH", "RI", "CO", "NC", "TX",
        "WA",
    ];
    let rest = doc.clean().get(name.span.end()..)?.strip_prefix(", ")?;
    let state = STATES.iter().find_map(|state| rest.strip_prefix(*state))?;
    let open = name.kind != EntityKind::Place && name.user.is_none();
    (open && state.starts_with([':', ')', ';']) && tokens_within(doc, name.span).len() <= 2)
        .then_some(Verdict::Is(name.span, EntityKind::Place))
}

/// "the Youth League, which everybody, after its weekly, called Thanh Nien": a body's other name.
fn called_body(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let gap = doc.clean().get(a.span.end()..b.span.start())?;
    let called = gap.strip_prefix(", which ").is_some_and(|rest| {
        rest.ends_with(" called ")
            && rest.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | ',' | '\'' | '\u{2019}'))
    });
    (a.kind == EntityKind::Organisation
        && matches!(b.kind, EntityKind::Person | EntityKind::Place)
        && b.sources == [Source::Tagger]
        && called)
        .then_some(Verdict::Is(b.span, EntityKind::Organisation))
}

/// "Straits of Shimonoseki", "Gulf of Bohai": the sort of water belongs to the name.
fn strait(doc: &Document, place: &Pooled) -> Option<Verdict> {
    const WATERS: [&str; 10] =
        ["Strait", "Straits", "Gulf", "Bay", "Sea", "Isthmus", "Isle", "Bight", "Firth", "Gulfs"];
    let before = |span| token_before(doc, span).filter(|(_, gap)| *gap == " ").map(|(t, _)| t.span);
    let mut of = before(place.span)?;
    if of.slice(doc.clean()) == "the" {
        of = before(of)?;
    }
    let head = before(of)?;
    let water = WATERS.contains(&head.slice(doc.clean())) && of.slice(doc.clean()) == "of";
    (place.kind == EntityKind::Place && place.user.is_none() && water)
        .then(|| Verdict::Is(head.join(place.span), EntityKind::Place))
}

/// Given names that are names of states and places too.
const STATES_AND_NAMES: [&str; 6] =
    ["Israel", "Jordan", "Georgia", "Virginia", "Carolina", "Dakota"];

/// "Israel Scheib": a state's name that people are called by, before a surname.
fn named_state(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let state =
        a.kind == EntityKind::Place && STATES_AND_NAMES.contains(&a.span.slice(doc.clean()));
    let surname = b.kind == EntityKind::Person && tokens_within(doc, b.span).len() == 1;
    (state
        && surname
        && !is_place_asked(doc, a.span)
        && a.user.is_none()
        && joined(doc, a.span, b.span))
    .then(|| Verdict::Is(a.span.join(b.span), EntityKind::Person))
}

/// "Fundación Pablo Iglesias", "Stiftung Bundeskanzler Adenauer": a house named after the person behind it.
fn house_of(doc: &Document, person: &Pooled) -> Option<Verdict> {
    const HOUSES: [&str; 10] = [
        "Fundación",
        "Fundação",
        "Fondation",
        "Fondazione",
        "Stiftung",
        "Instituto",
        "Istituto",
        "Institut",
        "Archivo",
        "Biblioteca",
    ];
    let (house, gap) = token_before(doc, person.span)?;
    (person.kind == EntityKind::Person
        && person.user.is_none()
        && gap == " "
        && HOUSES.contains(&house.span.slice(doc.clean())))
    .then(|| Verdict::Is(house.span.join(person.span), EntityKind::Organisation))
}

/// "the Fourth Directorate, Razvedupr for short": one word that is short for a body.
fn for_short(doc: &Document, body: &Pooled) -> Option<Verdict> {
    if body.kind != EntityKind::Organisation {
        return None;
    }
    let rest = doc.clean().get(body.span.end()..)?.strip_prefix(", ")?;
    let length = rest.find(|c: char| !c.is_alphanumeric())?;
    let tail = rest.get(length..)?;
    let short = tail.starts_with(" for short") || tail.starts_with(" in short");
    let start = body.span.end() + ", ".len();
    (short && is_capitalised(rest))
        .then(|| Verdict::Is(CleanSpan::new(start, start + length), EntityKind::Organisation))
}

/// "Hukbo ng Bayan", "Kalipunang Pambansa ng mga Magsasaka": the small words of Tagalog join a body's name.
fn tagalog(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let gap = doc.clean().get(a.span.end()..b.span.start())?;
    let body = a.kind == EntityKind::Organisation || b.kind == EntityKind::Organisation;
    (body
        && matches!(gap, " ng " | " ng mga " | " sa " | " ding ")
        && a.user.is_none()
        && b.user.is_none())
    .then(|| Verdict::Is(a.span.join(b.span), EntityKind::Organisation))
}

/// "Lyndon Baines Johnson Library": what is named after a person.
fn named_after(doc: &Document, person: &Pooled) -> Option<Verdict> {
    const HOUSES: [&str; 8] = [
        "Library",
        "Foundation",
        "Institute",
        "Institution",
        "Museum",
        "Center",
        "Centre",
        "School",
    ];
    if person.kind != EntityKind::Person || tokens_within(doc, person.span).len() < 2 {
        return None;
    }
    let next = token_after(doc, person.span)?;
    // A line of authors and schools runs on: "MARGARET E. LOWE School of History".
    let of = doc.clean().get(next.span.end()..).is_some_and(|rest| rest.starts_with(" of "));
    let house = HOUSES.contains(&next.span.slice(doc.clean()))
        && joined(doc, person.span, next.span)
        && !(of || goes_on(doc, next.span));
    house.then(|| Verdict::Is(person.span.join(next.span), EntityKind::Organisation))
}

/// "London: Macmillan, 1984": who stands between a place and a year is a house that publishes.
fn publisher(doc: &Document, place: &Pooled, person: &Pooled) -> Option<Verdict> {
    let open = person.kind == EntityKind::Person && person.user.is_none();
    if !open || tokens_within(doc, person.span).len() > 2 {
        return None;
    }
    let gap = doc.clean().get(place.span.end()..person.span.start())?;
    let year = doc.clean().get(person.span.end()..)?.strip_prefix(", ")?;
    let ends = behind_year(year).is_some_and(|rest| rest.starts_with([')', '.', ',', ';', ']']));
    (place.kind == EntityKind::Place && matches!(gap, ": " | ".: ") && ends)
        .then_some(Verdict::Is(person.span, EntityKind::Organisation))
}

/// What follows the four digits that a text begins with.
fn behind_year(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(digits..).filter(|_| digits == 4)
}

/// "(Beijing: Zhongyang wenxian chubanshe, 1991)": a house whose name goes on in small letters.
fn foreign_publisher(doc: &Document, place: &Pooled) -> Option<Verdict> {
    const MOST_WORDS: usize = 6;
    if place.kind != EntityKind::Place {
        return None;
    }
    let rest = doc.clean().get(place.span.end()..)?.strip_prefix(": ")?;
    let (name, year) = rest.split_once(", ")?;
    let ends = behind_year(year).is_some_and(|rest| rest.starts_with([')', ';', '.', ',']));
    let words = name.split(' ').count();
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '\u{2019}');
    let small = name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
    let start = place.span.end() + ": ".len();
    ((2..=MOST_WORDS).contains(&words)
        && small
        && ends
        && is_capitalised(name)
        && name.chars().all(letters))
    .then(|| Verdict::Is(CleanSpan::new(start, start + name.len()), EntityKind::Organisation))
}

/// A single word taken for a person where a place is named, or without much to show for it, and listed
/// as a place if only in doubt.
fn is_where(doc: &Document, person: &Pooled, proposed: &[Pooled]) -> bool {
    let owns = doc.clean().get(person.span.end()..).is_some_and(|rest| {
        let mut rest = rest.trim_start_matches(' ').chars();
        let mark = rest.next();
        matches!(mark, Some('\'' | '’' | '‘'))
            || (mark == Some('s') && !rest.next().is_some_and(char::is_alphanumeric))
    });
    let listed = || {
        proposed.iter().any(|p| {
            p.span == person.span
                && p.kind == EntityKind::Place
                && p.sources.contains(&Source::Gazetteer)
        })
    };
    !owns
        && !person.sources.contains(&Source::Gazetteer)
        && tokens_within(doc, person.span).len() == 1
        && (person.strength < UNSURE || is_place_asked(doc, person.span))
        && !is_titled(doc, person.span)
        && !lexicon::is_given_name(person.span.slice(doc.clean()))
        && !goes_on(doc, person.span)
        && listed()
}

/// Whether a capitalised word touches the end of a span: "General Navarre" but not "General Santos City".
pub(super) fn goes_on(doc: &Document, span: CleanSpan) -> bool {
    token_after(doc, span).is_some_and(|next| {
        joined(doc, span, next.span)
            && next.kind == TokenKind::Word
            && is_capitalised(next.span.slice(doc.clean()))
    })
}

/// Whether a list knows a word as something else than a person's name.
pub(super) fn is_common(word: &str) -> bool {
    [
        lexicon::organisation_heads(),
        lexicon::place_heads(),
        lexicon::events(),
        lexicon::months(),
        lexicon::weekdays(),
        lexicon::military_units(),
    ]
    .iter()
    .any(|list| list.contains(word))
        || word.chars().count() < 3
        || COMMON.contains(&word)
}

/// "Northeast Bureau of the CCP" and "Central Committee" with nothing but a blank between: letters in
/// front of an organ are a part of its name.
fn organ_of(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let organs = a.kind == EntityKind::Organisation && b.kind == EntityKind::Organisation;
    if !organs || a.user.is_some() || b.user.is_some() {
        return None;
    }
    let last = |span: CleanSpan| span.slice(doc.clean()).rsplit(' ').next().unwrap_or_default();
    let letters =
        |word: &str| (2..=6).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_uppercase());
    let joined = joined(doc, a.span, b.span);
    let organ =
        joined && letters(last(a.span)) && lexicon::organisation_heads().contains(last(b.span))
            || part_of_body(doc, a, b);
    organ.then(|| Verdict::Is(a.span.join(b.span), EntityKind::Organisation))
}

/// "Military Collegium of the Supreme Court of the USSR", "Presidium of the CC CPSU": the longest name is one.
/// A unit of an army stands beside the army, as it does with its number alone.
fn part_of_body(doc: &Document, a: &Pooled, b: &Pooled) -> bool {
    let text = a.span.slice(doc.clean());
    let gap = doc.clean().get(a.span.end()..b.span.start());
    let last = text.rsplit(' ').next().unwrap_or_default();
    gap == Some(" of the ")
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !lexicon::military_units().contains(last)
}

/// "Svobodny, until lately Alekseevsk": two names of one thing are of one kind, that of the surer; a
/// place or body, not a person, where the one is sure of neither.
fn renamed(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    let gap = doc.clean().get(a.span.end()..b.span.start())?;
    let either = |kind| a.kind == kind || b.kind == kind;
    if a.kind == b.kind
        || either(EntityKind::Date)
        || a.user.is_some()
        || b.user.is_some()
        || !either(EntityKind::Person)
        || tokens_within(doc, a.span).len().max(tokens_within(doc, b.span).len()) > 2
    {
        return None;
    }
    let or = gap == ", or " && doc.clean().get(b.span.end()..)?.starts_with([',', ';', ')', '.']);
    if !or && !RENAMED.contains(&gap) {
        return None;
    }
    let (person, other) = if a.kind == EntityKind::Person { (a, b) } else { (b, a) };
    let sure = person.strength >= UNSURE && other.strength < person.strength;
    (!sure).then_some(Verdict::Is(person.span, other.kind))
}

/// "Paik Sun-yup, known to his superiors as Shirakawa": what a person is known as is a person.
fn known_as(doc: &Document, a: &Pooled, b: &Pooled) -> Option<Verdict> {
    if a.kind != EntityKind::Person
        || !matches!(b.kind, EntityKind::Place | EntityKind::Organisation)
        || b.user.is_some()
        || tokens_within(doc, b.span).len() > 2
        || goes_on(doc, b.span)
    {
        return None;
    }
    let gap = doc.clean().get(a.span.end()..b.span.start())?;
    let rest = doc.clean().get(b.span.end()..)?;
    let ends = rest.starts_with([',', '.', ';', ')']);
    let listed = b.sources.contains(&Source::Gazetteer) && b.strength >= UNSURE;
    let person = Verdict::Is(b.span, EntityKind::Person);
    // "Katsu Awa, that is Kaishū", "Pedro Abad Santos—Perico to his tenants"
    let for_them = ["his", "her"].iter().any(|whose| {
        rest.strip_prefix(" to ").is_some_and(|rest| rest.starts_with(&format!("{whose} ")))
    });
    // "Tokugawa Yoshinobu, the Hitotsubashi of the diplomats"
    let of_them = gap == ", the "
        && !b.sources.contains(&Source::Gazetteer)
        && rest.strip_prefix(" of the ").is_some_and(|rest| {
            let word: String = rest.chars().take_while(|c| c.is_lowercase() || *c == '-').collect();
            word.ends_with('s') && word.len() > 4
        });
    if !listed
        && (gap == ", that is " && ends || matches!(gap, "\u{2014}" | ", ") && for_them || of_them)
    {
        return Some(person);
    }
    let words: Vec<&str> = gap.strip_prefix(", ")?.split_whitespace().collect();
    let small = |word: &&str| word.chars().all(char::is_lowercase);
    let known = words.iter().take(2).any(|word| matches!(*word, "known" | "remembered"));
    (known
        && words.last() == Some(&"as")
        && words.len() < KNOWN_WORDS
        && words.iter().all(small)
        && ends)
        .then_some(person)
}

/// Single words between two people of one list, when they were taken for something else without
/// much to show for it.
fn in_lists(doc: &Document, chosen: &[Pooled]) -> Vec<Verdict> {
    let gap = |a: &Pooled, b: &Pooled| doc.clean().get(a.span.end()..b.span.start()).unwrap_or("?");
    let joins = |gap: &str| matches!(gap, ", " | " and " | ", and " | " & ");
    let person = |p: &Pooled| p.kind == EntityKind::Person;
    chosen
        .windows(3)
        .filter_map(|three| {
            let [before, middle, after] = three else { return None };
            let odd = matches!(middle.kind, EntityKind::Place | EntityKind::Organisation)
                && middle.user.is_none()
                && !middle.sources.contains(&Source::Gazetteer)
                && middle.strength < DOUBTFUL
                && tokens_within(doc, middle.span).len() == 1;
            let listed = odd
                && person(before)
                && person(after)
                && joins(gap(before, middle))
                && joins(gap(middle, after));
            listed.then_some(Verdict::Is(middle.span, EntityKind::Person))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot start has failed")]
mod tests {
    use super::*;
    use crate::fuse::brackets::abbreviates;

    fn pooled(
        doc: &Document,
        text: &str,
        kind: EntityKind,
        strength: f32,
        source: Source,
    ) -> Pooled {
        let start = doc.clean().find(text).unwrap();
        Pooled {
            span: CleanSpan::new(start, start + text.len()),
            kind,
            user: None,
            priority: 0,
            strength,
            sources: vec![source],
            entries: Vec::new(),
            date: None,
        }
    }

    fn read(
        text: &str,
        spans: &[(&str, EntityKind, f32, Source)],
    ) -> Vec<(String, Option<EntityKind>)> {
        let doc = Document::new(text.to_owned());
        let chosen: Vec<Pooled> =
            spans.iter().map(|&(t, k, s, source)| pooled(&doc, t, k, s, source)).collect();
        verdicts(&doc, &chosen, &chosen)
            .into_iter()
            .map(|v| match v {
                Verdict::Is(span, kind) => (span.slice(doc.clean()).to_owned(), Some(kind)),
                Verdict::Nothing(span) => (span.slice(doc.clean()).to_owned(), None),
            })
            .collect()
    }

    use EntityKind::{Organisation, Person, Place};
    use Source::{Gazetteer, Tagger};

    #[test]
    fn between_place_and_year_stands_a_publisher() {
        let place = ("London", Place, 0.9, Tagger);
        let house = ("Macmillan", Person, 0.9, Tagger);
        let found = read("War Diaries (London: Macmillan, 1984), p. 602", &[place, house]);
        assert_eq!(found, [("Macmillan".to_owned(), Some(Organisation))]);
        for text in
            ["In London: Macmillan, who left", "In London Macmillan, 1984", "London: Macmillan, 19"]
        {
            assert_eq!(read(text, &[place, house]), [], "{text}");
        }
    }

    #[test]
    fn a_publisher_may_go_on_in_small_letters() {
        let place = [("Beijing", Place, 0.9, Tagger)];
        let found = read("juren (Beijing: Zhongyang wenxian chubanshe, 1991), 434", &place);
        assert_eq!(found, [("Zhongyang wenxian chubanshe".to_owned(), Some(Organisation))]);
        for text in ["In Beijing: The men who left, 1991", "(Beijing: Zhongyang Press, 1991)"] {
            assert_eq!(read(text, &place), [], "{text}");
        }
    }

    #[test]
    fn the_longest_name_of_an_organ_is_one() {
        let court = |first| {
            [(first, Organisation, 0.9, Tagger), ("Supreme Court", Organisation, 0.9, Tagger)]
        };
        let found =
            read("the Military Collegium of the Supreme Court sat", &court("Military Collegium"));
        let whole = "Military Collegium of the Supreme Court".to_owned();
        assert_eq!(found, [(whole, Some(Organisation))]);
        assert_eq!(read("the 9th Division of the Supreme Court", &court("9th Division")), []);
        assert_eq!(read("the First Army of the Supreme Court", &court("First Army")), []);
    }

    #[test]
    fn what_somebody_calls_himself_is_a_person() {
        let person = |name: &str| vec![(name.to_owned(), Some(Person))];
        let anton = ("Anton", Person, 0.9, Tagger);
        for (text, name) in [
            ("He came home calling himself Niibori and slept.", "Niibori"),
            ("The emigrants there knew him as Chin, a cook.", "Chin"),
            ("His letters to Moscow are signed Nilovsky.", "Nilovsky"),
            ("He, whom others called Keiki, had gone.", "Keiki"),
            ("Anton, nicknamed \u{201c}Stary\u{201d}, was shot.", "Stary"),
            ("Anton, known in town as \u{201c}Grot\u{201d}, was shot.", "Grot"),
            ("Anton (earlier as Rakon), was shot.", "Rakon"),
            ("Anton, or \u{201c}Plug\u{201d}, was shot.", "Plug"),
            ("Anton (\u{201c}Wilk\u{201d}) was shot.", "Wilk"),
            ("Anton (Grzegorz) was shot.", "Grzegorz"),
            ("Anton, whose name in the traffic was Rubin, was shot.", "Rubin"),
        ] {
            let known: &[_] = if text.contains("Anton") { &[anton] } else { &[] };
            assert_eq!(read(text, known), person(name), "{text}");
        }
        for text in [
            "Anton (Left) spoke.",
            "The treaty of Anton was signed Monday.",
            "Anton (\u{201c}the Wolf\u{201d}) spoke.",
            "Anton saw it as \u{201c}a Plug\u{201d}.",
            "Anton asked the town to call itself Red.",
        ] {
            assert_eq!(read(text, &[anton]), [], "{text}");
        }
    }

    #[test]
    fn whose_name_it_is_tells_what_it_is() {
        let katsu = ("Katsu Awa", Person, 0.9, Tagger);
        let place = |name| [katsu, (name, Place, 0.8, Tagger)];
        let person = |name: &str| vec![(name.to_owned(), Some(Person))];
        let found = read("he and Katsu Awa, that is Kaishu, agreed", &place("Kaishu"));
        assert_eq!(found, person("Kaishu"));
        let found = read("Katsu Awa\u{2014}Perico to his tenants\u{2014}left", &place("Perico"));
        assert_eq!(found, person("Perico"));
        let found = read("Katsu Awa, the Hitotsu of the diplomats, left", &place("Hitotsu"));
        assert_eq!(found, person("Hitotsu"));
        assert_eq!(read("Katsu Awa, the Edo of the north, left", &place("Edo")), []);
        assert_eq!(read("Katsu Awa, Hitotsu to the north", &place("Hitotsu")), []);
    }

    #[test]
    fn forms_of_address_and_states_that_are_given_names() {
        let person = |name: &str| vec![(name.to_owned(), Some(Person))];
        assert_eq!(read("papers made out to Mr. Blackstone.", &[]), person("Blackstone"));
        for text in ["papers made out to Mr. American.", "Comrade Secretary spoke", "Mr. A left"] {
            assert_eq!(read(text, &[]), [], "{text}");
        }
        let israel = [("Israel", Place, 0.9, Gazetteer), ("Scheib", Person, 0.8, Tagger)];
        assert_eq!(read("for doctrine Israel Scheib, who", &israel), person("Israel Scheib"));
        assert_eq!(read("they met in Israel Scheib again", &israel), []);
    }

    #[test]
    fn a_word_of_a_persons_name_is_no_place() {
        let umeda = ("Umeda Terufumi", Person, 0.9, Tagger);
        let doc = "Umeda Terufumi spoke. By then Umeda left; in Umeda they slept.";
        let doc = Document::new(doc.to_owned());
        let at = |n: usize| doc.clean().match_indices("Umeda").nth(n).unwrap().0;
        let mut chosen = vec![pooled(&doc, umeda.0, umeda.1, umeda.2, umeda.3)];
        for n in [1, 2] {
            let mut place = pooled(&doc, "Umeda", Place, 0.8, Tagger);
            place.span = CleanSpan::new(at(n), at(n) + "Umeda".len());
            chosen.push(place);
        }
        let found = verdicts(&doc, &chosen, &chosen);
        assert_eq!(found, [Verdict::Is(chosen[1].span, Person)]);
        let lai = [("Lai Teck", Person, 0.9, Tagger), ("Lai Tek", Place, 0.8, Tagger)];
        let found = read("he was Lai Teck, Lai Tek or nobody", &lai);
        assert_eq!(found, [("Lai Tek".to_owned(), Some(Person))]);
        assert_eq!(read("Lai Teck slept at Lai Tek that night", &lai), []);
    }

    #[test]
    fn other_bodies_and_towns_by_what_stands_around() {
        let league =
            |kind| [("Youth League", Organisation, 0.9, Tagger), ("Thanh Nien", kind, 0.8, Tagger)];
        let text = "the Youth League, which everybody, after its weekly, called Thanh Nien.";
        let body = |name: &str| vec![(name.to_owned(), Some(Organisation))];
        assert_eq!(read(text, &league(Person)), body("Thanh Nien"));
        let army = [("Hukbo", Organisation, 0.9, Tagger), ("Bayan", Person, 0.8, Tagger)];
        assert_eq!(read("the Hukbo ng Bayan met", &army), body("Hukbo ng Bayan"));
        let army = &army[..1];
        let text = "the Hukbo (\u{201c}People's Army against Japan\u{201d}) met";
        assert_eq!(read(text, army), body("People's Army against Japan"));
        assert_eq!(read("the Hukbo (\u{201c}a fine Army\u{201d}) met", army), []);
        let house = [("Pablo Iglesias", Person, 0.9, Tagger)];
        let found = read("7 Fundaci\u{f3}n Pablo Iglesias, papers of Prieto", &house);
        assert_eq!(found, body("Fundaci\u{f3}n Pablo Iglesias"));
        let staff = [("Fourth Directorate", Organisation, 0.9, Tagger)];
        let found = read("the Fourth Directorate, Razvedupr for short, met", &staff);
        assert_eq!(found, body("Razvedupr"));
        assert_eq!(read("the Fourth Directorate, Lenin for one, met", &staff), []);
        let staff = [("Work Committee", Organisation, 0.9, Tagger)];
        let found = read("a Work Committee (Taiwan sheng gongzuo weiyuanhui) met", &staff);
        assert_eq!(found, body("Taiwan sheng gongzuo weiyuanhui"));
        assert_eq!(read("a Work Committee (Taiwan party men only) met", &staff), []);
        let service = [
            ("Servicio de Investigacion Militar", Organisation, 0.9, Tagger),
            ("SIM", Person, 0.8, Tagger),
        ];
        let text = "a Servicio de Investigacion Militar, the dreaded SIM, ruled";
        assert_eq!(read(text, &service), body("SIM"));
        let place = ("Shimonoseki", Place, 0.9, Tagger);
        let first = ("Hagi", Place, 0.9, Tagger);
        let found = read("from Hagi to the Straits of Shimonoseki", &[first, place]);
        assert_eq!(found, [("Straits of Shimonoseki".to_owned(), Some(Place))]);
        assert_eq!(read("from Hagi to the port of Shimonoseki", &[first, place]), []);
        let town = [("Armonk", Organisation, 0.8, Tagger)];
        let found = read("(Armonk, NY: M. E. Sharpe, 2004)", &town);
        assert_eq!(found, [("Armonk".to_owned(), Some(Place))]);
        assert_eq!(read("with Armonk, NYPD and others", &town), []);
    }

    #[test]
    fn a_listed_town_may_be_a_surname() {
        let town = ("Iguchi", Place, 0.85, Gazetteer);
        let given = ("Sadao", Person, 0.9, Tagger);
        let found = read("Then Iguchi Sadao sat down.", &[town, given]);
        assert_eq!(found, [("Iguchi Sadao".to_owned(), Some(Person))]);
        // What the tagger takes for a place too, or what stands where places stand, is one.
        let sure = ("Iguchi", Place, 0.85, Tagger);
        assert_eq!(read("Then Iguchi Sadao sat down.", &[sure, given]), []);
        assert_eq!(read("They met in Iguchi Sadao again.", &[town, given]), []);
        let named = ("Okazaki Katsuo", Person, 0.95, Tagger);
        let alone = ("Okazaki", Place, 0.85, Gazetteer);
        let doc = Document::new("Mr Okazaki Katsuo spoke; later Okazaki left.".to_owned());
        let again = doc.clean().rfind("Okazaki").unwrap();
        let mut chosen: Vec<Pooled> = [named, alone]
            .map(|(text, kind, strength, source)| pooled(&doc, text, kind, strength, source))
            .into();
        chosen[1].span = CleanSpan::new(again, again + "Okazaki".len());
        let found = verdicts(&doc, &chosen, &chosen);
        assert_eq!(found, [Verdict::Is(chosen[1].span, Person)]);
    }

    #[test]
    fn what_is_named_after_a_person_is_a_body() {
        let person = ("Lyndon Baines Johnson", Person, 0.9, Tagger);
        let found = read("in the Lyndon Baines Johnson Library, Austin", &[person]);
        assert_eq!(found, [("Lyndon Baines Johnson Library".to_owned(), Some(Organisation))]);
        assert_eq!(read("by Lyndon Baines Johnson School of History", &[person]), []);
        assert_eq!(read("to Lyndon Baines Johnson, Library of", &[person]), []);
    }

    #[test]
    fn letters_before_an_organ_are_a_part_of_it() {
        let bureau = ("Northeast Bureau of the CCP", Organisation, 0.9, Tagger);
        let organ = ("Central Committee", Organisation, 0.9, Tagger);
        let whole = "Northeast Bureau of the CCP Central Committee";
        let found = read("the Northeast Bureau of the CCP Central Committee met", &[bureau, organ]);
        assert_eq!(found, [(whole.to_owned(), Some(Organisation))]);
        assert_eq!(
            read("the Northeast Bureau of the CCP, Central Committee", &[bureau, organ]),
            []
        );
    }

    #[test]
    fn a_place_behind_a_surname_that_comes_first_is_a_person() {
        let huainan = [("Huainan", Place, 0.8, Gazetteer)];
        let person = [("Yang Huainan".to_owned(), Some(Person))];
        assert_eq!(read("his card, Yang Huainan, lay there", &huainan), person);
        assert_eq!(read("from Greater Yang Huainan", &huainan), []);
        assert_eq!(read("in Huainan, Yang said", &huainan), []);
        assert_eq!(read("Yang Huainan", &[("Huainan", Place, 0.8, Tagger)]), []);
    }

    #[test]
    fn a_name_that_somebody_was_born_with_is_a_persons() {
        let voitinsky = [("Grigori Voitinsky", Person, 0.9, Tagger)];
        let found = read("Grigori Voitinsky, born Zarkhin, left.", &voitinsky);
        assert_eq!(found, [("Zarkhin".to_owned(), Some(Person))]);
        assert_eq!(read("Grigori Voitinsky, born Monday last", &voitinsky), []);
    }

    #[test]
    fn a_language_in_brackets_says_that_a_name_follows() {
        let body = [("Committee for Independence", Organisation, 0.9, Tagger)];
        let found = read("the Committee for Independence (in Korean Kŏnjun) met", &body);
        assert_eq!(found, [("Kŏnjun".to_owned(), Some(Organisation))]);
        assert_eq!(read("the Committee for Independence (Korean Party) met", &body), []);
    }

    #[test]
    fn a_rank_makes_a_person_of_a_place() {
        let found = read("In 1954 General Navarre gave up.", &[("Navarre", Place, 0.8, Gazetteer)]);
        assert_eq!(found, [("Navarre".to_owned(), Some(Person))]);
        // The name goes on, or the title may belong to a place.
        assert_eq!(read("Captain Cook Islands", &[("Cook", Place, 0.8, Gazetteer)]), []);
        assert_eq!(read("off King Island", &[("Island", Place, 0.8, Gazetteer)]), []);
        assert_eq!(read("the general in Navarre", &[("Navarre", Place, 0.8, Gazetteer)]), []);
    }

    #[test]
    fn a_listed_word_where_a_place_is_named_is_one() {
        let milazzo = [("Milazzo", Person, 0.8, Tagger), ("Milazzo", Place, 0.35, Gazetteer)];
        let place = [("Milazzo".to_owned(), Some(Place))];
        assert_eq!(read("They fought at Milazzo in July.", &milazzo), place);
        // What he owns, what goes on, who acts, and what no list knows.
        let surely = [("Milazzo", Person, 0.95, Tagger), milazzo[1]];
        for text in ["in Milazzo's view", "in Milazzo s view", "at Milazzo Smith", "by Milazzo"] {
            assert_eq!(read(text, &surely), [], "{text}");
        }
        assert_eq!(read("after Milazzo, fought in July", &surely), []);
        assert_eq!(read("after Milazzo, fought in July", &milazzo), place);
        assert_eq!(read("They fought at Milazzo in July.", &milazzo[..1]), []);
        let bearer = ("Guido Milazzo", Person, 0.95, Tagger);
        let named = [bearer, milazzo[0], milazzo[1]];
        assert_eq!(read("Trust in Milazzo grew. Guido Milazzo came.", &named), []);
    }

    #[test]
    fn a_weak_guess_in_a_list_of_people_gives_way() {
        let text = "Enver, Talaat and Djemal ruled.";
        let people = |middle, source| {
            [
                ("Enver", Person, 0.6, Tagger),
                ("Talaat", Place, middle, source),
                ("Djemal", Person, 0.6, Tagger),
            ]
        };
        assert_eq!(read(text, &people(0.53, Tagger)), [("Talaat".to_owned(), Some(Person))]);
        assert_eq!(read(text, &people(0.95, Tagger)), []);
        assert_eq!(read(text, &people(0.53, Gazetteer)), []);
    }

    #[test]
    fn an_organisation_in_its_own_language() {
        let organ = |text, name| read(text, &[(name, Organisation, 0.9, Tagger)]);
        assert_eq!(
            organ("the Workers Party (Dang Lao Dong Viet Nam) met", "Workers Party"),
            [("Dang Lao Dong Viet Nam".to_owned(), Some(Organisation))]
        );
        assert_eq!(organ("the Fifth Army (General Mark Wayne Clark) met", "Fifth Army"), []);
        assert_eq!(organ("the Workers Party (founded in Hanoi) met", "Workers Party"), []);
        let person =
            [("High Council", Organisation, 0.9, Tagger), ("Ngo Dinh Nhu", Person, 0.95, Tagger)];
        assert_eq!(read("the High Council (Ngo Dinh Nhu) met", &person), []);
    }

    #[test]
    fn a_bracket_agrees_with_the_name_before_it() {
        let text = "Kamenev (Rosenfeld) and the Committee of Union (CU) and Dewey (Columbia).";
        let names = |source| {
            [
                ("Kamenev", Person, 0.95, Tagger),
                ("Rosenfeld", Place, 0.6, Tagger),
                ("Committee of Union", Organisation, 0.95, Tagger),
                ("Dewey", Person, 0.9, Tagger),
                ("Columbia", Place, 0.7, source),
            ]
        };
        let agreed =
            [("Rosenfeld".to_owned(), Some(Person)), ("CU".to_owned(), Some(Organisation))];
        assert_eq!(read(text, &names(Gazetteer)), agreed);
        let person = [("Leonid Eitingon", Person, 0.95, Tagger)];
        assert_eq!(
            read("Leonid Eitingon (Naum Eitingon) led it.", &person),
            [("Naum Eitingon".to_owned(), Some(Person))]
        );
        assert_eq!(read("Leonid Eitingon (Moscow Centre) led it.", &person), []);
        assert!(abbreviates("OPDA", "Ottoman Public Debt Administration"));
        assert!(abbreviates("PLA", "People's Liberation Army"));
        assert!(!abbreviates("NKVD", "Foreign Department"));
        assert!(!abbreviates("Hoi", "Hoi Thanh Nien"));
    }

    #[test]
    fn a_ship_is_no_river() {
        let found =
            read("aboard the USS Mississippi at Smyrna", &[("Mississippi", Place, 0.9, Gazetteer)]);
        assert_eq!(found, [("Mississippi".to_owned(), None)]);
    }
}
