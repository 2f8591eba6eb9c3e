//! A name that the sources are sure of in one place speaks for its repeats elsewhere.
//!
//! A small tagger finds "Mu Chong" in one sentence and misses it in the next; a paper, though,
//! means the same by the same words. Three kinds of repeats become candidates of
//! [`Source::Document`]:
//!
//! - the whole name again;
//! - the surname of a person named in full, standing alone;
//! - a span whose kind is outvoted by the other mentions of the same name.
//!
//! And a span that runs two known names together ("Roshchin China", an apostrophe and a comma
//! lost), or puts a nationality before one, is taken apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bounds;
use super::pool::Pooled;
use super::tokens::{is_capitalised, token_before, tokens_within};
use crate::entity::{Candidate, EntityKind, Source};
use crate::gazetteer::lexicon;
use crate::text::{CleanSpan, Document, Token, TokenKind};

/// How sure a source must be of a name before its repeats count.
const SURE: f32 = 0.8;
/// What a repeat of a whole name is worth.
const WHOLE: f32 = 0.85;
/// So many capitals are no word written large.
const LETTERS: usize = 3;
/// What a whole name is worth that a number has got into.
const CUT: f32 = 0.95;
/// What a surname standing alone is worth.
const SURNAME: f32 = 0.7;
/// How many times stronger the majority kind of a name must be to outvote a mention.
const MAJORITY: f32 = 3.0;

/// Proposes the repeats of the names chosen so far.
pub fn repeats(doc: &Document, chosen: &[Pooled], events: &[CleanSpan]) -> Vec<Candidate> {
    let index = Index::new(doc);
    let votes = votes(doc, chosen);
    let surnames = surnames(doc, chosen);
    let mut found = outvoted(doc, chosen, &votes);
    found.extend(surnames_mistaken(doc, chosen, &surnames));
    let inside = words_inside(doc, chosen);
    for (name, kinds) in &votes {
        let Some((kind, _)) = majority(kinds) else { continue };
        let Some(best) = kinds.iter().find(|(k, _)| **k == kind).map(|(_, tally)| tally.best)
        else {
            continue;
        };
        if best < SURE {
            continue;
        }
        let parts: Vec<&str> = name.split(' ').collect();
        // Letters that the text has defined are no other word.
        let letters = kind == EntityKind::Organisation
            && name.len() >= LETTERS
            && name.bytes().all(|b| b.is_ascii_uppercase());
        if parts.len() == 1 && !letters && !index.mostly_names(name, kinds, &inside) {
            continue;
        }
        found.extend(index.occurrences(&parts).map(|span| candidate(span, kind, WHOLE)));
    }
    for surname in surnames.iter().copied() {
        // What was found of it as a person, however unsurely, speaks for the rest.
        let otherwise = votes
            .get(surname)
            .and_then(majority)
            .is_some_and(|(kind, total)| kind != EntityKind::Person || total >= SURE);
        if otherwise || index.lower_case.contains(surname.to_lowercase().as_str()) {
            continue;
        }
        let parts = [surname];
        found.extend(
            index
                .occurrences(&parts)
                .filter(|span| index.stands_alone(*span))
                .map(|span| candidate(span, EntityKind::Person, SURNAME)),
        );
    }
    // A mention is no witness for itself.
    let chosen_as: BTreeSet<_> = chosen.iter().map(|p| (p.span, p.kind)).collect();
    found.retain(|c| {
        let in_event = events.iter().any(|event| event.covers(c.span));
        !chosen_as.contains(&(c.span, c.kind))
            && !bounds::is_shelf_mark(doc, c.span)
            && (c.kind == EntityKind::Organisation || !in_event)
    });
    found
}

/// Spans that only the tagger vouches for and that are made of other names of the document: each
/// with the candidates of its parts, which are to take its place.
pub fn run_together(
    doc: &Document,
    pooled: &[Pooled],
    chosen: &[Pooled],
) -> Vec<(CleanSpan, Vec<Candidate>)> {
    let votes = votes(doc, chosen);
    let surnames = surnames(doc, chosen);
    let listed: BTreeMap<CleanSpan, EntityKind> = pooled
        .iter()
        .filter(|p| p.sources.contains(&Source::Gazetteer) && p.strength >= super::order::THRESHOLD)
        .map(|p| (p.span, p.kind))
        .collect();
    let known = |span: CleanSpan| -> Option<EntityKind> {
        if let Some(kind) = listed.get(&span) {
            return Some(*kind);
        }
        let name = span.slice(doc.clean());
        let kinds = votes.get(name);
        let (kind, total) = kinds.and_then(majority).unwrap_or((EntityKind::Person, 0.0));
        if total >= SURE && kinds.is_some_and(|k| k.values().any(|tally| tally.best >= SURE)) {
            return Some(kind);
        }
        surnames.contains(name).then_some(EntityKind::Person)
    };
    let open = |p: &&Pooled| p.kind != EntityKind::Date && p.sources == [Source::Tagger];
    let mut found: Vec<(CleanSpan, Vec<Candidate>)> = chosen
        .iter()
        .filter(open)
        .filter(|p| votes.get(p.span.slice(doc.clean())).is_some_and(seen_once))
        .filter_map(|p| Some((p.span, take_apart(doc, p, &known)?)))
        .collect();
    found.extend(chosen.iter().filter(open).filter_map(|p| surname_and_title(doc, p, chosen)));
    found.extend(cut_by_page(doc, chosen, &votes));
    found
}

/// "Nosaka, Bomei jurokunen", "Taruc, He Who Rides": in a note the title of a book follows the surname of somebody
/// who has been named in full, by another given name.
fn surname_and_title(
    doc: &Document,
    entry: &Pooled,
    chosen: &[Pooled],
) -> Option<(CleanSpan, Vec<Candidate>)> {
    let (family, given) = entry.span.slice(doc.clean()).split_once(", ")?;
    if entry.kind != EntityKind::Person || family.contains(' ') {
        return None;
    }
    let given = given.split([' ', '.']).next()?;
    if lexicon::is_given_name(given) {
        return None;
    }
    let mut borne = false;
    for person in chosen.iter().filter(|p| p.kind == EntityKind::Person && p.span != entry.span) {
        if person.span.slice(doc.clean()).contains(", ") {
            continue;
        }
        let words: Vec<&str> =
            tokens_within(doc, person.span).iter().map(|t| t.span.slice(doc.clean())).collect();
        if words.len() < 2 || !words.contains(&family) {
            continue;
        }
        let first = |name: &str| name.chars().next();
        if words.iter().any(|w| *w != family && first(w) == first(given)) {
            return None;
        }
        borne = true;
    }
    let name = CleanSpan::new(entry.span.start(), entry.span.start() + family.len());
    borne.then(|| (entry.span, vec![candidate(name, EntityKind::Person, WHOLE)]))
}

/// "Okano 5 Susumu": a person of that name, and the number of a note or page that got into it here.
fn cut_by_page(
    doc: &Document,
    chosen: &[Pooled],
    votes: &Votes<'_>,
) -> Vec<(CleanSpan, Vec<Candidate>)> {
    let mut found = Vec::new();
    for two in chosen.windows(2) {
        let [a, b] = two else { continue };
        let gap = doc.clean().get(a.span.end()..b.span.start()).unwrap_or_default();
        let number = gap.trim();
        let cut = gap.len() == number.len() + 2
            && (1..=4).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit());
        if !cut || a.kind != EntityKind::Person || b.kind == EntityKind::Date {
            continue;
        }
        let name = format!("{} {}", a.span.slice(doc.clean()), b.span.slice(doc.clean()));
        if votes.get(name.as_str()).is_some_and(|k| k.contains_key(&EntityKind::Person)) {
            let whole = a.span.join(b.span);
            found.push((a.span, vec![candidate(whole, EntityKind::Person, CUT)]));
            found.push((b.span, Vec::new()));
        }
    }
    found
}

fn seen_once(kinds: &BTreeMap<EntityKind, Tally>) -> bool {
    kinds.values().map(|tally| tally.count).sum::<usize>() == 1
}

/// Two known names side by side, of different kinds or one of them a person; or a nationality and
/// a known name.
fn take_apart(
    doc: &Document,
    pooled: &Pooled,
    known: &dyn Fn(CleanSpan) -> Option<EntityKind>,
) -> Option<Vec<Candidate>> {
    let tokens = tokens_within(doc, pooled.span);
    (1..tokens.len()).find_map(|cut| {
        let left = CleanSpan::new(pooled.span.start(), tokens.get(cut - 1)?.span.end());
        let right = CleanSpan::new(tokens.get(cut)?.span.start(), pooled.span.end());
        if doc.clean().get(left.end()..right.start()) != Some(" ") {
            return None;
        }
        if is_place_and_person(doc, pooled, (left, right), known) {
            return Some(vec![
                candidate(left, EntityKind::Place, WHOLE),
                candidate(right, EntityKind::Person, WHOLE),
            ]);
        }
        let right_kind = known(right)?;
        let several = right.slice(doc.clean()).contains(' ');
        if lexicon::demonyms().contains(left.slice(doc.clean())) && several {
            return Some(vec![candidate(right, right_kind, WHOLE)]);
        }
        let left_kind = known(left)?;
        // "Jiang Xintai" is a man, whatever Xintai is.
        let one_name = pooled.kind == EntityKind::Person
            && right_kind == EntityKind::Place
            && cut + 1 == tokens.len()
            && lexicon::is_leading_surname(left.slice(doc.clean()));
        // "About the CCR Mikoyan was harder."
        let letters = left.slice(doc.clean()).chars().all(char::is_uppercase)
            && right_kind == EntityKind::Person;
        let unlike = left_kind != right_kind
            && (pooled.kind != EntityKind::Organisation || letters)
            && !one_name;
        unlike.then(|| vec![candidate(left, left_kind, WHOLE), candidate(right, right_kind, WHOLE)])
    })
}

/// "At Wilno Aleksander Krzyżanowski had come to talk": a listed place where one is asked for, and a given name.
fn is_place_and_person(
    doc: &Document,
    pooled: &Pooled,
    (left, right): (CleanSpan, CleanSpan),
    known: &dyn Fn(CleanSpan) -> Option<EntityKind>,
) -> bool {
    let mut words = right.slice(doc.clean()).split(' ');
    pooled.kind == EntityKind::Person
        && words.next().is_some_and(lexicon::is_given_name)
        && words.next().is_some()
        && known(left) == Some(EntityKind::Place)
        && token_before(doc, left).is_some_and(|(before, gap)| {
            gap == " " && matches!(before.span.slice(doc.clean()), "At" | "In" | "at" | "in")
        })
}

/// What the document itself says of a span.
pub(super) fn candidate(span: CleanSpan, kind: EntityKind, score: f32) -> Candidate {
    Candidate {
        span,
        kind,
        source: Source::Document,
        priority: 0,
        score,
        standalone: true,
        entries: Vec::new(),
        date: None,
    }
}

/// How often and how surely a name was taken for one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: usize,
    total: f32,
    best: f32,
}

type Votes<'a> = BTreeMap<&'a str, BTreeMap<EntityKind, Tally>>;

fn votes<'a>(doc: &'a Document, chosen: &[Pooled]) -> Votes<'a> {
    let mut votes: Votes<'a> = BTreeMap::new();
    for pooled in chosen.iter().filter(|p| p.kind != EntityKind::Date) {
        let name = pooled.span.slice(doc.clean());
        let tally = votes.entry(name).or_default().entry(pooled.kind).or_default();
        tally.count += 1;
        tally.total += pooled.strength;
        tally.best = tally.best.max(pooled.strength);
    }
    votes
}

/// The kind with most evidence and its total; the first in order where two are equal.
fn majority(kinds: &BTreeMap<EntityKind, Tally>) -> Option<(EntityKind, f32)> {
    kinds
        .iter()
        .map(|(kind, tally)| (*kind, tally.total))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Spans whose kind the other mentions of the same name outvote.
fn outvoted(doc: &Document, chosen: &[Pooled], votes: &Votes<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for pooled in chosen.iter().filter(|p| p.kind != EntityKind::Date && p.user.is_none()) {
        let Some(kinds) = votes.get(pooled.span.slice(doc.clean())) else { continue };
        let Some((kind, total)) = majority(kinds) else { continue };
        let own = kinds.get(&pooled.kind).map_or(0.0, |tally| tally.total);
        if kind == pooled.kind || total < MAJORITY * own || follows_title(doc, pooled.span) {
            continue;
        }
        // Just above the span's own strength: the vote decides, whatever the tagger thought here.
        found.push(candidate(pooled.span, kind, (pooled.strength + 0.001).clamp(WHOLE, 1.0)));
    }
    found
}

/// Single words that the tagger takes for a place or an organisation, though a person of that
/// surname is named in full and no list knows the word as anything else.
fn surnames_mistaken(
    doc: &Document,
    chosen: &[Pooled],
    surnames: &BTreeSet<&str>,
) -> Vec<Candidate> {
    chosen
        .iter()
        .filter(|p| matches!(p.kind, EntityKind::Place | EntityKind::Organisation))
        .filter(|p| p.user.is_none() && !p.sources.contains(&Source::Gazetteer))
        .filter(|p| surnames.contains(p.span.slice(doc.clean())))
        .map(|p| candidate(p.span, EntityKind::Person, (p.strength + 0.001).clamp(WHOLE, 1.0)))
        .collect()
}

/// Every word of a name of several words that a person here has, but for given names of Europe.
pub(super) fn words_of_people<'a>(doc: &'a Document, chosen: &[Pooled]) -> BTreeSet<&'a str> {
    chosen
        .iter()
        .filter(|p| p.kind == EntityKind::Person && p.strength >= SURE)
        .map(|p| tokens_within(doc, p.span))
        .filter(|tokens| tokens.len() > 1)
        .flatten()
        .map(|token| token.span.slice(doc.clean()))
        .filter(|word| word.chars().count() > 3 && is_capitalised(word))
        .filter(|word| !lexicon::is_given_name(word))
        .collect()
}

/// Surnames of people named in full, by the order their languages use.
pub(super) fn surnames<'a>(doc: &'a Document, chosen: &[Pooled]) -> BTreeSet<&'a str> {
    chosen
        .iter()
        .filter(|p| p.kind == EntityKind::Person && p.strength >= SURE)
        .flat_map(|p| {
            let tokens: Vec<&Token> =
                tokens_within(doc, p.span).iter().filter(|t| t.kind == TokenKind::Word).collect();
            let word = |t: Option<&&'a Token>| t.map(|t| t.span.slice(doc.clean()));
            let (Some(first), Some(last), 2..) =
                (word(tokens.first()), word(tokens.last()), tokens.len())
            else {
                return [None, None];
            };
            // "Haithcox, John Patrick"
            if let Some((family, _)) = p.span.slice(doc.clean()).split_once(", ") {
                return [family.rsplit(' ').next(), None];
            }
            // "Shum Wai-yau": a given name goes on in small letters behind its hyphen.
            let hyphened = tokens.len() == 2
                && last
                    .split_once('-')
                    .is_some_and(|(_, half)| half.starts_with(char::is_lowercase));
            let leading =
                (lexicon::is_leading_surname(first) || hyphened) && !lexicon::is_given_name(first);
            // "Le Trong Tan" is Tan to those who write of him.
            let known_by_last = tokens.len() > 2 && lexicon::vietnamese_surnames().contains(first);
            // "Povl Bang-Jensen"
            let double = p.span.slice(doc.clean()).rsplit(' ').next().filter(|name| {
                name.split_once('-').is_some_and(|(a, b)| is_capitalised(a) && is_capitalised(b))
            });
            let last = double.unwrap_or(last);
            [Some(if leading { first } else { last }), known_by_last.then_some(last)]
        })
        .flatten()
        .filter(|name| name.chars().count() >= 2 && is_capitalised(name) && !name.contains('.'))
        .filter(|name| !lexicon::demonyms().contains(name) && !lexicon::is_title(name))
        // "Victor Emmanuel II" bears no surname.
        .filter(|name| !bounds::is_roman_number(name))
        .collect()
}

/// How often each word stands inside a longer name.
fn words_inside<'a>(doc: &'a Document, chosen: &[Pooled]) -> HashMap<&'a str, usize> {
    let mut inside: HashMap<&str, usize> = HashMap::new();
    for pooled in chosen.iter().filter(|p| p.kind != EntityKind::Date) {
        let tokens = tokens_within(doc, pooled.span);
        if tokens.len() > 1 {
            for token in tokens {
                *inside.entry(token.span.slice(doc.clean())).or_default() += 1;
            }
        }
    }
    inside
}

fn follows_title(doc: &Document, span: CleanSpan) -> bool {
    token_before(doc, span).is_some_and(|(before, _)| {
        lexicon::is_title(before.span.slice(doc.clean()).trim_end_matches('.'))
    })
}

/// Where each word of the document stands.
struct Index<'a> {
    doc: &'a Document,
    places: HashMap<&'a str, Vec<usize>>,
    /// Words that occur in lower case too: as surnames they would be guesses.
    lower_case: BTreeSet<&'a str>,
}

impl<'a> Index<'a> {
    fn new(doc: &'a Document) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut lower_case = BTreeSet::new();
        for (i, token) in doc.tokens().iter().enumerate() {
            let word = token.span.slice(doc.clean());
            places.entry(word).or_default().push(i);
            if token.kind == TokenKind::Word && !is_capitalised(word) {
                lower_case.insert(word);
            }
        }
        Self { doc, places, lower_case }
    }

    /// Every place where these words stand one after the other with single blanks between.
    fn occurrences<'s>(&'s self, parts: &[&'s str]) -> impl Iterator<Item = CleanSpan> + use<'s> {
        let name = parts.join(" ");
        let starts = self.starts(&name);
        starts.iter().filter_map(move |&i| {
            let tokens = self.doc.tokens();
            let start = tokens.get(i)?.span.start();
            let span = CleanSpan::new(start, start + name.len());
            let same = span.get(self.doc.clean()) == Some(name.as_str());
            let last = tokens.partition_point(|t| t.span.start() < span.end()).checked_sub(1)?;
            (same && tokens.get(last)?.span.end() == span.end()).then_some(span)
        })
    }

    /// Where the first token of a name stands: its longest beginning that is a token at all, since a
    /// name may be cut at hyphens and apostrophes ("U.S.-Korea Institute") or not.
    fn starts(&self, name: &str) -> &[usize] {
        let ends = name.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.chain([name.len()]).collect();
        ends.reverse();
        let found = ends.into_iter().find_map(|end| self.places.get(name.get(..end)?));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether at least half of a single word's occurrences are names already.
    /// Those inside longer names are neither for nor against.
    fn mostly_names(
        &self,
        word: &str,
        kinds: &BTreeMap<EntityKind, Tally>,
        inside: &HashMap<&str, usize>,
    ) -> bool {
        let named: usize = kinds.values().map(|tally| tally.count).sum();
        let all = self.places.get(word).map_or(0, Vec::len);
        let all = all.saturating_sub(inside.get(word).copied().unwrap_or_default());
        named * 2 >= all && !self.lower_case.contains(word.to_lowercase().as_str())
    }

    /// Whether no capitalised word that is not a title touches the span: then it is no part of a
    /// longer name.
    fn stands_alone(&self, span: CleanSpan) -> bool {
        let tokens = self.doc.tokens();
        let clean = self.doc.clean();
        let at = tokens.partition_point(|t| t.span.start() < span.start());
        let touching = |a: usize, b: usize| clean.get(a..b).is_some_and(|gap| gap == " ");
        let before = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| {
            let word = t.span.slice(clean);
            let sentence = self.doc.sentences().get(self.doc.sentence_at(t.span.start()));
            let opens = sentence.is_some_and(|s| s.start() == t.span.start());
            touching(t.span.end(), span.start())
                && t.kind == TokenKind::Word
                && is_capitalised(word)
                && !opens
                && !lexicon::is_title(word.trim_end_matches('.'))
        });
        let after = tokens.get(at + 1).is_some_and(|t| {
            touching(span.end(), t.span.start())
                && t.kind == TokenKind::Word
                && is_capitalised(t.span.slice(clean))
        });
        !before && !after
    }
}
