//! What the text itself says about names: "X (name later changed to Y)", "X, alias Y",
//! "Y was the pseudonym of X"; and what it says against it: "X, the predecessor of Y".
//!
//! Two mentions of one kind in one sentence are looked at with the words between them, before the
//! first and after the second. The wording is data: see `patterns`.

mod patterns;

use std::cell::LazyCell;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use self::patterns::{CUES, Gap, Gate, PATTERNS, Pattern};
use super::hash::HashMap;
use super::link::Link;
use super::person::{Order, PersonName};
use super::scene::{Name, Scene};
use super::states::{self, StateId};
use super::titles;
use crate::entity::{EntityKind, EvidenceKind, Mention};
use crate::romanise::fold;
use crate::text::CleanSpan;

/// What a sentence says of two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The second name is the one that lasted.
    SecondLasts,
    /// The first name is the one that lasted.
    FirstLasts,
    /// Two names of one, neither older.
    Same,
    /// Two names of two.
    Different,
}

/// A finding: a pair of mentions and what is said of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) between: (usize, usize),
    pub(crate) relation: Relation,
    /// From the first name to the end of the second, with the bracket that closes behind it.
    pub(crate) proof: CleanSpan,
    /// The date mention that says since when.
    pub(crate) since: Option<usize>,
    /// Said of the very mentions, as in a list; otherwise of the names.
    pub(crate) of_mentions: bool,
    /// A pronoun stands for the first name: believed only where nothing speaks against it.
    pub(crate) by_pronoun: bool,
}

/// Mentions that one thread reads at a go, at least; a short paper is read by one alone.
const CHUNK: usize = 1024;
/// How many bytes may lie between the two names.
const REACH: usize = 240;
/// How many mentions back the first name is looked for.
const LOOK_BACK: usize = 6;
/// "It was he who, under the name of …"
const IT_WAS: [&str; 2] = ["It was he", "It was she"];
/// How many bytes before the first and after the second name are looked at.
const CONTEXT: usize = 70;

static CUE_FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(CUES).ok());

/// Compiles what the statements are found with, which otherwise the first document waits for.
pub(crate) fn prepare() {
    LazyLock::force(&PATTERNS);
    LazyLock::force(&CUE_FINDER);
}

/// Reads every statement of a document, in text order.
pub(crate) fn find(scene: &Scene<'_>) -> Vec<Statement> {
    // One stretch for each thread: each keeps the gaps that it has met.
    let stretch = scene.order.len().div_ceil(rayon::current_num_threads().max(1));
    (0..scene.order.len())
        .into_par_iter()
        .with_min_len(stretch.max(CHUNK))
        .map_init(Fits::default, |fits, at| ending_at(scene, at, fits))
        .flatten_iter()
        .collect()
}

/// The statements whose second name is mention number `at`, in text order.
fn ending_at(scene: &Scene<'_>, at: usize, fits: &mut Fits) -> Vec<Statement> {
    let order = &scene.order;
    let mut found: Vec<Statement> = Vec::new();
    let Some(&second) = order.get(at) else { return found };
    let Some(b) = scene.mentions.get(second).filter(|b| b.kind != EntityKind::Date) else {
        return found;
    };
    let nearest = at.saturating_sub(LOOK_BACK);
    let mut same_kind_passed = 0;
    for back in (nearest..at).rev() {
        let first = order[back];
        let Some(a) = scene.mentions.get(first) else { continue };
        if b.clean.start().saturating_sub(a.clean.end()) > REACH || a.clean.end() > b.clean.start()
        {
            break;
        }
        let gap = scene.between(a.clean.end(), b.clean.start());
        if ends_sentence(gap) && !refers_on(gap) {
            break;
        }
        if a.kind != b.kind {
            continue;
        }
        let inner = &order[back + 1..at];
        let said = || Said::between(scene, (first, second), inner);
        let dates = |&m: &usize| scene.mentions.get(m).is_some_and(|m| m.kind == EntityKind::Date);
        if may_speak(gap, inner.iter().all(dates))
            && let Some(statement) = judge(scene, &said(), fits)
        {
            let decided = statement.relation != Relation::Different;
            found.push(statement);
            if decided {
                break;
            }
        }
        same_kind_passed += 1;
        if same_kind_passed == 3 {
            break;
        }
    }
    if let Some(other) = found.last_mut().and_then(|last| pairwise(scene, at, last)) {
        found.push(other);
    }
    if found.is_empty()
        && let Some(statement) =
            Said::of_pronoun(scene, at).and_then(|said| judge(scene, &said, fits))
        && statement.relation != Relation::Different
    {
        found.push(statement);
    }
    found
}

/// "A and B, whom the world would know as C and D": what was found of B and C, `found`, is said of A and C, and the
/// statement returned of B and D. `at` is the place of C in text order.
fn pairwise(scene: &Scene<'_>, at: usize, found: &mut Statement) -> Option<Statement> {
    if found.relation == Relation::Different || found.by_pronoun {
        return None;
    }
    let (b, c) = found.between;
    let (a, d) = (*scene.order.get(scene.rank.get(b)?.checked_sub(1)?)?, *scene.order.get(at + 1)?);
    let mention = |m: usize| scene.mentions.get(m);
    let kind = mention(b)?.kind;
    let and = |x: usize, y: usize| -> Option<bool> {
        let (x, y) = (mention(x)?, mention(y)?);
        let same = x.kind == kind && y.kind == kind;
        Some(same && matches!(scene.between(x.clean.end(), y.clean.start()), " and " | " & "))
    };
    if !(and(a, b)? && and(c, d)?) {
        return None;
    }
    let proof = CleanSpan::new(mention(a)?.clean.start(), mention(d)?.clean.end());
    *found = Statement { between: (a, c), proof, ..found.clone() };
    Some(Statement { between: (b, d), ..found.clone() })
}

/// The patterns that words between names fit, kept: most names are parted by the same few words.
#[derive(Default)]
struct Fits {
    known: HashMap<String, Vec<&'static Pattern>>,
}

impl Fits {
    fn of(&mut self, gap: &str) -> &[&'static Pattern] {
        // Looked up before it is inserted: nearly all are known, and an entry would need a string.
        if !self.known.contains_key(gap) {
            self.known.insert(gap.to_owned(), PATTERNS.fitting(&Gap::new(gap)));
        }
        self.known.get(gap).map_or(&[], Vec::as_slice)
    }
}

/// Two names, the words before them, and those between in lower case with other mentions masked.
struct Said<'s> {
    between: (usize, usize),
    /// Mentions between the two names.
    inner: &'s [usize],
    before: &'s str,
    gap: String,
    /// Where the words begin that prove it.
    proof_from: usize,
}

impl<'s> Said<'s> {
    fn between(scene: &'s Scene<'_>, between: (usize, usize), inner: &'s [usize]) -> Self {
        let span = |m: usize| scene.mentions.get(m).map(|m| (m.clean, m.kind));
        let (a, b) = (span(between.0), span(between.1));
        let (from, kind) = a.map_or((0, EntityKind::Date), |(span, kind)| (span.end(), kind));
        let start = a.map_or(0, |(span, _)| span.start());
        let gap = masked(scene, from, b.map_or(from, |(span, _)| span.start()), inner, kind);
        let before = window_before(scene.doc.clean(), start);
        Self { between, inner, before, gap, proof_from: start }
    }

    /// "He later changed his name to Y.", "The police knew him as Y.", "Born Y in 1884, he ...":
    /// the pronoun stands for somebody of the sentence before. `at` is the place of Y in text
    /// order.
    fn of_pronoun(scene: &'s Scene<'_>, at: usize) -> Option<Self> {
        const NAMING: [&str; 11] = [
            "name",
            "call",
            "known",
            "knew",
            "alias",
            "pseudonym",
            "styl",
            "spell",
            "spelt",
            "sign",
            "christen",
        ];
        let second = *scene.order.get(at)?;
        let b = scene.mentions.get(second)?;
        let sentence = scene.doc.sentence_at(b.clean.start());
        let start = scene.doc.sentences().get(sentence)?.start();
        let text = scene.doc.clean().get(start..b.clean.start())?;
        if text.len() > REACH || !(text.contains("orn ") || NAMING.iter().any(|w| text.contains(w)))
        {
            return None;
        }
        let person = b.kind == EntityKind::Person;
        let first_here = scene
            .order
            .partition_point(|&m| scene.mentions.get(m).is_some_and(|m| m.clean.start() < start));
        let inner = scene.order.get(first_here..at)?;
        let said = |first: usize, gap: String| {
            let between = (first, second);
            Some(Self { between, inner, before: "", gap, proof_from: start })
        };
        let bare = text.trim_end().trim_end_matches(" as");
        let within_clause = bare.ends_with(", born") && text.len() < 60 && inner.is_empty();
        if person && (bare == "Born" || within_clause) {
            let after = after_text(scene, b);
            let told = after.contains(", he ") || after.contains(", she ");
            let first = namesake_before(scene, sentence, first_here, b).filter(|_| told)?;
            return said(first, " was born ".to_owned());
        }
        let opening = text.split(|c: char| !c.is_alphabetic()).next()?;
        let within = if person { pronoun_within(scene, text, start, inner) } else { None };
        let it_was = IT_WAS.iter().find(|words| text.starts_with(**words));
        let (of_person, owner) = match opening {
            "He" | "She" => (true, false),
            "His" | "Her" => (true, true),
            "It" if it_was.is_some() => (true, false),
            "It" => (false, false),
            "Its" => (false, true),
            _ if within.is_some() => (true, false),
            // "Under his true name, Y, he had shot at the general."
            "Under" | "By" if text.contains(" his ") || text.contains(" her ") => (true, false),
            _ => {
                let words: Vec<&str> = text.split_whitespace().collect();
                let close =
                    words.iter().rev().take(6).find(|w| matches!(**w, "him" | "her" | "it"))?;
                (*close != "it", false)
            }
        };
        let skip = if let Some(it_was) = it_was {
            it_was.len()
        } else if matches!(opening, "He" | "She" | "His" | "Her" | "It" | "Its") {
            opening.len()
        } else {
            within.unwrap_or_default()
        };
        let gap = masked(scene, start + skip, b.clean.start(), inner, b.kind);
        // "Some spelled it Y": it is the name that looks like Y.
        if person && ["spelled it ", "spelt it ", "wrote it "].iter().any(|w| gap.ends_with(w)) {
            let alike = lookalike_before(scene, sentence, first_here, b)?;
            return said(alike, " spelled ".to_owned());
        }
        // "He had a visiting card, X, and his officers called him Y.": the last clause speaks by itself.
        let clause = gap
            .rfind([',', ';'])
            .map(|at| gap[at + 1..].trim_start().trim_start_matches("and ").to_owned())
            .filter(|clause| {
                gap.contains("<S>") && clause.split(' ').any(|w| matches!(w, "him" | "her"))
            });
        let gap = clause.map_or(gap, |clause| format!(" {clause}"));
        let named = NAMING.iter().any(|word| gap.contains(word));
        if of_person != person || !named || gap.contains("<S>") || introduces_another(&gap) {
            return None;
        }
        let first = if it_was.is_some() {
            last_before(scene, sentence, first_here)?
        } else {
            subject_before(scene, sentence, first_here, b.kind)?
        };
        let lead = match opening {
            _ if owner => "'s",
            "Under" | "By" => ", ",
            _ => " ",
        };
        said(first, format!("{lead}{}", if owner { gap.as_str() } else { gap.trim_start() }))
    }
}

/// The end of the pronoun that follows an opening without a person: "A year before, he had been …".
fn pronoun_within(scene: &Scene<'_>, text: &str, start: usize, inner: &[usize]) -> Option<usize> {
    let (at, pronoun) = [", he ", ", she "].iter().find_map(|p| Some((text.find(p)?, *p)))?;
    let opening = start..start + at;
    let named = inner
        .iter()
        .filter_map(|&m| scene.mentions.get(m))
        .any(|m| m.kind == EntityKind::Person && opening.contains(&m.clean.start()));
    (!named).then_some(at + pronoun.len() - 1)
}

/// "He married a lady by the name of …": the name is somebody else's.
fn introduces_another(gap: &str) -> bool {
    let Some(head) = gap.split(" by the name").next().filter(|h| h.len() < gap.len()) else {
        return ["named after", "called on", "called upon", " wife", " son ", " daughter"]
            .iter()
            .any(|word| gap.contains(word));
    };
    [" a ", " an ", " another ", " one ", " the "].iter().any(|article| head.contains(article))
}

/// The name of the two sentences before that differs from a name by one letter, the nearest first.
fn lookalike_before(
    scene: &Scene<'_>,
    sentence: usize,
    before: usize,
    name: &Mention,
) -> Option<usize> {
    let start = scene.doc.sentences().get(sentence.saturating_sub(2))?.start();
    let key = fold::key(&name.clean_text);
    scene
        .order
        .get(..before)?
        .iter()
        .rev()
        .copied()
        .map_while(|m| {
            scene
                .mentions
                .get(m)
                .filter(|other| other.clean.start() >= start)
                .map(|other| (m, other))
        })
        .find_map(|(m, other)| {
            let alike = super::person::one_letter_apart(&fold::key(&other.clean_text), &key);
            (other.kind == name.kind && alike).then_some(m)
        })
}

/// The one person of the sentence before who shares a word of the name, or the only one.
fn namesake_before(
    scene: &Scene<'_>,
    sentence: usize,
    before: usize,
    born: &Mention,
) -> Option<usize> {
    let start = scene.doc.sentences().get(sentence.checked_sub(1)?)?.start();
    let first = scene
        .order
        .partition_point(|&m| scene.mentions.get(m).is_some_and(|m| m.clean.start() < start));
    let mut persons: Vec<usize> = Vec::new();
    for &m in scene.order.get(first..before)? {
        let person = scene.mentions.get(m).is_some_and(|m| m.kind == EntityKind::Person);
        if person && !persons.iter().any(|&p| scene.name_of.get(p) == scene.name_of.get(m)) {
            persons.push(m);
        }
    }
    let words = fold::words(&born.clean_text);
    let shares = |m: &&usize| fold::words(scene.quote(**m)).iter().any(|w| words.contains(w));
    let mut namesakes = persons.iter().filter(shares);
    match (namesakes.next(), namesakes.next(), persons.as_slice()) {
        (Some(&one), None, _) | (None, _, &[one]) => Some(one),
        _ => None,
    }
}

/// The last person of the sentence before: "… led by Jose Lava, a lawyer. It was he who …".
fn last_before(scene: &Scene<'_>, sentence: usize, before: usize) -> Option<usize> {
    let start = scene.doc.sentences().get(sentence.checked_sub(1)?)?.start();
    let person = |m: usize| {
        let mention = scene.mentions.get(m)?;
        (mention.kind == EntityKind::Person).then_some(mention.clean.start() >= start)
    };
    let mut earlier = scene.order.get(..before)?.iter().rev().copied();
    earlier.find_map(|m| Some((m, person(m)?))).filter(|(_, near)| *near).map(|(m, _)| m)
}

/// The mention of a kind that the sentence before is about: the only one of its kind there, or the
/// one that opens it. Sentences that open with a pronoun themselves are passed over, two at most.
fn subject_before(
    scene: &Scene<'_>,
    sentence: usize,
    mut before: usize,
    kind: EntityKind,
) -> Option<usize> {
    let sentences = scene.doc.sentences();
    let paragraph = |s: usize| sentences.get(s).map(|s| scene.doc.paragraph_at(s.start()));
    for earlier in (sentence.saturating_sub(3)..sentence).rev() {
        if paragraph(earlier) != paragraph(sentence) {
            return None;
        }
        let start = sentences.get(earlier)?.start();
        let first = scene
            .order
            .partition_point(|&m| scene.mentions.get(m).is_some_and(|m| m.clean.start() < start));
        let of_kind: Vec<usize> = scene
            .order
            .get(first..before)?
            .iter()
            .copied()
            .filter(|&m| scene.mentions.get(m).is_some_and(|m| m.kind == kind))
            .collect();
        before = first;
        let Some((&subject, others)) = of_kind.split_first() else {
            let text = sentences.get(earlier)?.slice(scene.doc.clean());
            let pronoun = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if matches!(pronoun, "He" | "She" | "It" | "His" | "Her" | "Its") {
                continue;
            }
            return None;
        };
        let within =
            |n: usize| scene.mentions.get(subject).is_some_and(|m| m.clean.start() <= start + n);
        let opens = within(4);
        let alone = others.iter().all(|&m| scene.name_of.get(m) == scene.name_of.get(subject));
        return (opens || (alone && within(40))).then_some(subject);
    }
    None
}

/// Whether the words between can be a statement at all.
/// `adjacent`: no name stands between.
fn may_speak(gap: &str, adjacent: bool) -> bool {
    let start = gap.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let short = adjacent && gap.len() <= 32;
    short
        || start.starts_with(['[', '('])
        || gap.trim_end().ends_with('(')
        || CUE_FINDER.as_ref().is_some_and(|finder| finder.is_match(gap))
}

/// "Ulyanov, Vladimir Ilyich. See Lenin.", as in an index.
fn refers_on(gap: &str) -> bool {
    matches!(gap.trim(), ". See" | ". see" | ". See under" | ". see under")
}

/// A full stop before a capital, but for "i.e." and initials.
fn ends_sentence(gap: &str) -> bool {
    let mut from = 0;
    while let Some(found) = gap.get(from..).and_then(|rest| rest.find(['.', '!', '?', '\n'])) {
        let at = from + found;
        from = at + 1;
        let (before, after) =
            (gap.get(..at).unwrap_or_default(), gap.get(at + 1..).unwrap_or_default());
        if gap.as_bytes().get(at) == Some(&b'\n') {
            if after.starts_with('\n') {
                return true;
            }
            continue;
        }
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let opens = after.trim_start_matches(['"', '”', '’', ')', ']']);
        let spaced =
            opens.starts_with(char::is_whitespace) || (opens.is_empty() && after.is_empty());
        // "(Mong. …", "(pseud. …"
        let opened = before.strip_suffix(word).is_some_and(|head| head.ends_with(['(', '[']));
        let abbreviation = word.chars().count() <= 1
            || (opened && word.chars().count() <= 7)
            || matches!(
                word.to_lowercase().as_str(),
                "ca" | "gen"
                    | "col"
                    | "dr"
                    | "mr"
                    | "mrs"
                    | "st"
                    | "no"
                    | "viz"
                    | "lt"
                    | "maj"
                    | "capt"
                    | "prof"
                    | "sen"
                    | "rev"
                    | "fr"
                    | "vs"
                    | "cf"
                    | "lit"
                    | "abbr"
                    | "abbrev"
                    | "pseud"
                    | "orig"
                    | "sc"
            );
        if spaced
            && !abbreviation
            && opens.trim_start().chars().next().is_none_or(|c| !c.is_lowercase())
        {
            return true;
        }
    }
    false
}

fn judge(scene: &Scene<'_>, said: &Said<'_>, fits: &mut Fits) -> Option<Statement> {
    let Said { between, inner, before, gap, .. } = said;
    let (a, b) = (scene.mentions.get(between.0)?, scene.mentions.get(between.1)?);
    let fits = fits.of(gap);
    if fits.is_empty() || !both_words_whole(scene, a, b) {
        return None;
    }
    let clean = scene.doc.clean();
    // Most pairs end at a pattern that does not ask what stands around them.
    let before = LazyCell::new(|| before.to_lowercase());
    let after = LazyCell::new(|| after_text(scene, b));
    let chosen = fits.iter().find(|pattern| {
        pattern.before.as_ref().is_none_or(|p| p.is_match(&before))
            && pattern.after.as_ref().is_none_or(|p| p.is_match(&after))
            && gate_opens(scene, pattern.gate, *between, gap)
            && (pattern.gate != Gate::Pair || !after.trim_start().starts_with("for short"))
    })?;
    let relation = chosen.relation;
    if relation != Relation::Different
        // A pattern that looks at what follows has seen the "of".
        && (chosen.after.is_none() && is_metaphor(b.kind, gap, &after)
            || is_whole_of_part(a, b, gap)
            || is_introduction(gap)
            || turns_to_another(gap)
            || is_denied(&before, gap, &after)
            || possessive_follows(&after)
            || swallowed(gap, inner.len()) && !is_born_first(scene, between.0, gap))
    {
        return None;
    }
    let pair = relation == Relation::Different && chosen.gate == Gate::Pair;
    if pair
        && (possessive_follows(&after)
            || is_next_clause(b, gap, &after)
            || takes_up(scene, *between))
    {
        return None;
    }
    let bracketed = gap.trim_start().starts_with(['(', '[']);
    let end = if bracketed { closing(clean, b.clean.end()) } else { b.clean.end() };
    let proof = CleanSpan::new(said.proof_from, end);
    Some(Statement {
        between: *between,
        relation,
        proof,
        since: date_of(scene, inner, between.1, proof),
        of_mentions: relation == Relation::Different,
        by_pronoun: said.proof_from != a.clean.start(),
    })
}

/// "met Edvard Kardelj in June, and Kardelj agreed": the second goes on with the first by his surname, unless
/// nothing but "and" stands between.
fn takes_up(scene: &Scene<'_>, (first, second): (usize, usize)) -> bool {
    let (Some(a), Some(b)) = (scene.mentions.get(first), scene.mentions.get(second)) else {
        return false;
    };
    let gap = scene.between(a.clean.end(), b.clean.start()).trim();
    let (Some(full), Some(short)) = (scene.name_at(first), scene.name_at(second)) else {
        return false;
    };
    let word = short.person().filter(|p| p.is_bare()).and_then(|p| p.words.first());
    // "… of the Far Eastern Bureau, and of the Bureau nothing was left"
    let head = |name: &Name| name.org().map(|o| o.core.clone()).unwrap_or_default();
    if let [kind] = head(short).as_slice()
        && super::org::is_kind(kind)
    {
        return gap != "and the" && gap.contains(' ') && head(full).last() == Some(kind);
    }
    !matches!(gap, "and" | "or" | "nor")
        && full.person().is_some_and(|p| !p.is_bare())
        && word
            .is_some_and(|word| full.handles().iter().any(|h| h.word == *word && h.weight >= 1.0))
}

/// The words between two positions, lower case, with other mentions masked.
fn masked(scene: &Scene<'_>, from: usize, to: usize, inner: &[usize], kind: EntityKind) -> String {
    let mut out = String::new();
    let mut at = from;
    for mention in inner.iter().filter_map(|&i| scene.mentions.get(i)) {
        if mention.clean.start() < at || mention.clean.end() > to {
            continue;
        }
        push_lower_case(&mut out, scene.between(at, mention.clean.start()));
        out.push_str(if mention.kind == EntityKind::Date {
            "<D>"
        } else if mention.kind == kind {
            "<S>"
        } else {
            "<M>"
        });
        at = mention.clean.end();
    }
    push_lower_case(&mut out, scene.between(at, to));
    if out.contains('\u{a0}') {
        out = out.replace('\u{a0}', " ");
    }
    if out.bytes().any(|b| b.is_ascii_digit()) { mask_years(&out) } else { out }
}

fn push_lower_case(out: &mut String, text: &str) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        if let Some(tail) = out.get_mut(from..) {
            tail.make_ascii_lowercase();
        }
    } else {
        out.push_str(&text.to_lowercase());
    }
}

/// Years that no mention covers count as dates.
fn mask_years(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(if digits.len() == 4 { "<D>" } else { &digits });
            digits.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn window_before(clean: &str, end: usize) -> &str {
    let mut start = end.saturating_sub(CONTEXT);
    while !clean.is_char_boundary(start) {
        start += 1;
    }
    clean.get(start..end).unwrap_or_default()
}

/// What follows the second name, lower case, with a date right there masked.
fn after_text(scene: &Scene<'_>, b: &Mention) -> String {
    let clean = scene.doc.clean();
    let mut end = (b.clean.end() + CONTEXT).min(clean.len());
    while !clean.is_char_boundary(end) {
        end -= 1;
    }
    mask_years(&clean.get(b.clean.end()..end).unwrap_or_default().to_lowercase())
}

/// Mentions cut out of the middle of a word prove nothing.
fn both_words_whole(scene: &Scene<'_>, a: &Mention, b: &Mention) -> bool {
    let clean = scene.doc.clean();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let at = |i: usize| clean.get(i..).and_then(|s| s.chars().next());
    !letter(at(a.clean.end())) && !letter(at(b.clean.end()))
}

fn gate_opens(scene: &Scene<'_>, gate: Gate, between: (usize, usize), gap: &str) -> bool {
    let (Some(a), Some(b)) = (scene.mentions.get(between.0), scene.mentions.get(between.1)) else {
        return false;
    };
    match gate {
        Gate::Open => true,
        Gate::Pair => match a.kind {
            EntityKind::Person => !one_spelled_twice(scene, between),
            EntityKind::Place => !one_place_twice(scene, between),
            _ => true,
        },
        Gate::NameWord => [
            "name",
            "pseudonym",
            "alias",
            "nom ",
            "noms ",
            "sobriquet",
            "soubriquet",
            "moniker",
            "cryptonym",
            "epithet",
            "designation",
            "title",
            "appellation",
            "acronym",
            "abbreviation",
            "initials",
            "short",
            "spelling",
            "romani",
            "translit",
        ]
        .iter()
        .any(|w| gap.contains(w)),
        Gate::Alternative => match a.kind {
            // "Soong Mei-ling, or Madame Chiang,"
            EntityKind::Person => {
                one_spelled_twice(scene, between) || titles::is_wife(scene, between.1)
            }
            // "Qinghai, or Tsinghai, in the name of"
            EntityKind::Place => alternative(a, b) || one_place_twice(scene, between),
            _ => alternative(a, b),
        },
        Gate::Bracket => bracket(scene, a, b),
        Gate::BracketBody => a.kind == EntityKind::Organisation && bracket(scene, a, b),
        Gate::Script => in_latin(&a.clean_text) != in_latin(&b.clean_text),
        Gate::Thing => a.kind != EntityKind::Person,
        Gate::Person => a.kind == EntityKind::Person,
        Gate::Namesakes => a.kind == EntityKind::Person && share_a_word(a, b),
        Gate::Surname => {
            a.kind == EntityKind::Person
                && matches!(fold::words(&a.clean_text).as_slice(), [lone] if fold::words(&b.clean_text).contains(lone))
        }
        Gate::Subject => a.kind == EntityKind::Person && !follows_preposition(scene, a),
        Gate::NotPlace => a.kind != EntityKind::Place,
        Gate::Apposition => {
            let naming = [" known", " called", " named", " renamed", " rechristened"];
            let end = naming.iter().filter_map(|word| gap.find(word)).min();
            let head = gap.get(..end.unwrap_or(gap.len())).unwrap_or_default();
            ![" of ", " to ", " by ", " with ", " from ", " for "].iter().any(|p| head.contains(p))
        }
        Gate::Initials => spelled_by_initials(a, b) || spelled_by_initials(b, a),
        Gate::Peer => a.kind == EntityKind::Person && ends_in_peerage(gap),
        Gate::Quoted => a.kind == EntityKind::Person && ends_in_mere_name(gap),
        Gate::NativeInitials => {
            a.kind == EntityKind::Organisation
                && letters_behind(scene, b).is_some_and(|letters| {
                    is_spelled(&letters, &a.clean_text) && !is_spelled(&letters, &b.clean_text)
                })
        }
    }
}

/// Whether two names of two words or more have one in common.
fn share_a_word(a: &Mention, b: &Mention) -> bool {
    let (x, y) = (fold::words(&a.clean_text), fold::words(&b.clean_text));
    x.len() > 1 && y.len() > 1 && x.iter().any(|w| y.contains(w))
}

/// "…, later Lord".
fn ends_in_peerage(gap: &str) -> bool {
    const PEERAGE: [&str; 14] = [
        "sir", "lord", "lady", "dame", "baron", "baroness", "viscount", "earl", "count",
        "countess", "marquess", "marquis", "duke", "duchess",
    ];
    let gap = gap.trim_end();
    let gap = gap.strip_suffix(" of").unwrap_or(gap);
    gap.rsplit(' ').next().is_some_and(|word| PEERAGE.contains(&word))
}

/// "…, to the party simply “": nothing but a name follows.
fn ends_in_mere_name(gap: &str) -> bool {
    const MERELY: [&str; 7] = ["simply", "only", "always", "just", "merely", "plain", "forever"];
    let gap = gap.trim_end();
    let bare = gap.trim_end_matches(['"', '“', '‘', '\'', '„', '«']);
    bare.len() < gap.len() || bare.rsplit(' ').next().is_some_and(|word| MERELY.contains(&word))
}

/// The letters in brackets right behind a name: "Home Army (AK)".
fn letters_behind(scene: &Scene<'_>, name: &Mention) -> Option<String> {
    let rest = scene.doc.clean().get(name.clean.end()..)?;
    let inside = rest.trim_start_matches(['"', '”', '’']).strip_prefix(" (")?;
    let letters = inside.get(..inside.find([')', ',', ';'])?)?;
    super::org::acronym(letters)
}

/// "The man who worked for Ōkuma was Inukai Tsuyoshi."
fn follows_preposition(scene: &Scene<'_>, name: &Mention) -> bool {
    const PREPOSITIONS: [&str; 22] = [
        "of", "for", "by", "with", "to", "from", "at", "in", "on", "near", "under", "after",
        "before", "against", "than", "behind", "beside", "between", "about", "like", "over", "was",
    ];
    let before = titles::words_before(scene.doc.clean(), name.clean.start(), 1);
    before.first().is_some_and(|word| PREPOSITIONS.contains(word))
}

/// "X, or Y," names one thing twice only where two things of the kind are no choice.
fn alternative(a: &Mention, b: &Mention) -> bool {
    match a.kind {
        EntityKind::Place => {
            !states::holds_places(&a.clean_text) && !states::holds_places(&b.clean_text)
        }
        EntityKind::Organisation => !(is_acronym(a) && is_acronym(b)),
        _ => false,
    }
}

/// Whether a list, or how names were romanised, tells that two names of places are of one.
fn one_place_twice(scene: &Scene<'_>, (a, b): (usize, usize)) -> bool {
    let listed = || {
        let entry = |m| super::gazetteer::sole_entry(scene, m);
        entry(a).is_some_and(|one| entry(b) == Some(one))
    };
    one_spelled_twice(scene, (a, b)) || listed()
}

/// "Chu Chia-hua, or Zhu Jiahua": two romanisations of one name.
fn one_spelled_twice(scene: &Scene<'_>, (a, b): (usize, usize)) -> bool {
    let spelling =
        |m| scene.name_at(m).filter(|name| !name.is_contextual()).and_then(Name::spelling);
    matches!((spelling(a), spelling(b)), (Some(a), Some(b)) if a.agrees(b).is_some())
}

/// Whether a name is written in Latin letters.
fn in_latin(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    letters.any(
        |c| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'),
    )
}

/// "KWP" and "Korean Workers' Party".
fn spelled_by_initials(acronym: &Mention, full: &Mention) -> bool {
    super::org::acronym(&acronym.clean_text)
        .is_some_and(|letters| is_spelled(&letters, &full.clean_text))
}

fn is_spelled(letters: &str, full: &str) -> bool {
    super::org::split_initials(full) == letters
        || super::org::OrgName::parse(full, &|_| false).initials.iter().any(|i| i == letters)
}

/// "Northeast Bureau of the Chinese Communist Party (CCP)", "Far Eastern Secretariat of the Communist
/// International (the Comintern)": what stands in brackets names the last body alone.
fn names_owner(a: &Mention, b: &Mention) -> bool {
    let letters = super::org::acronym(&b.clean_text);
    if letters.as_ref().is_some_and(|letters| is_spelled(letters, &a.clean_text)) {
        return false;
    }
    a.clean_text.match_indices(" of ").any(|(at, of)| {
        let owner = &a.clean_text[at + of.len()..];
        let owner = owner.strip_prefix("the ").unwrap_or(owner);
        match &letters {
            Some(letters) => is_spelled(letters, owner),
            None => b.entries.iter().any(|e| fold::key(&e.name) == fold::key(owner)),
        }
    })
}

fn is_acronym(mention: &Mention) -> bool {
    super::org::acronym(&mention.clean_text).is_some()
}

/// "Nen River", "Geoje Island": a name and its sort.
fn is_sorted(place: &Mention) -> bool {
    const SORTS: [&str; 8] =
        ["River", "Island", "Islands", "Mountain", "Mountains", "Lake", "Strait", "Pass"];
    matches!(place.clean_text.split_once(' '), Some((_, sort)) if SORTS.contains(&sort))
}

/// "X (Y)": an acronym, a gloss, another name; but "Portland (Oregon)" is a part of a whole.
fn bracket(scene: &Scene<'_>, a: &Mention, b: &Mention) -> bool {
    let gap = scene.between(a.clean.end(), b.clean.start());
    // A quotation mark says that the second is a name, or what the first means.
    let square = gap.contains('[') || gap.trim_end().ends_with(['"', '“', '„', '«']);
    let words = |m: &Mention| m.clean_text.split_whitespace().count();
    match a.kind {
        EntityKind::Place => {
            match (StateId::of_name(&a.clean_text), StateId::of_name(&b.clean_text)) {
                (Some(x), Some(y)) => x == y,
                (Some(_), None) | (None, Some(_)) => false,
                // A region of several words, or letters, is seldom another name of a town.
                (None, None) => {
                    // "12 Station Road (Oldtown)"
                    let numbered =
                        |m: &Mention| m.clean_text.contains(|c: char| c.is_ascii_digit());
                    !numbered(a)
                        && !numbered(b)
                        && !states::holds_places(&b.clean_text)
                        && (square || (words(b) == 1 && !is_acronym(b)) || is_sorted(b))
                }
            }
        }
        EntityKind::Organisation => {
            let english = |m: &Mention| {
                fold::words(&m.clean_text)
                    .iter()
                    .any(|w| super::org::is_kind(w.trim_end_matches('s')))
            };
            !names_owner(a, b)
                && (is_acronym(b) || is_acronym(a) || square || !(english(a) && english(b)))
        }
        _ => {
            // "Derek Shepherd (Patrick Dempsey)" is a part and who plays it.
            let western = |m: &Mention| PersonName::parse(&m.clean_text).order == Order::FamilyLast;
            square || !(western(a) && western(b))
        }
    }
}

/// "Choe Yong-gon read them, and Choe signed": a clause follows, not the second of a pair.
fn is_next_clause(b: &Mention, gap: &str, after: &str) -> bool {
    b.kind == EntityKind::Person
        && gap.starts_with(',')
        && !b.clean_text.contains(' ')
        && patterns::goes_on_with_verb(after)
}

/// "met a man by the name of Y": Y is somebody else.
fn is_introduction(gap: &str) -> bool {
    gap.split(" by the name").next().filter(|head| head.len() < gap.len()).is_some_and(|head| {
        [" a ", " an ", " another ", " one "].iter().any(|article| head.contains(article))
    })
}

/// "… Republic, and the capital, which had been called Y": the sentence has turned to something else.
fn turns_to_another(gap: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "capital",
        "town",
        "city",
        "port",
        "village",
        "island",
        "province",
        "region",
        "country",
        "state",
        "party",
        "army",
        "league",
        "union",
        "government",
        "newspaper",
    ];
    [" and the ", " and its "].iter().any(|and| {
        gap.match_indices(and).any(|(at, _)| {
            let rest = &gap[at + and.len()..];
            let noun = rest.split([' ', ',']).next().unwrap_or_default();
            let next = rest[noun.len()..].trim_start_matches([' ', ',']).split(' ').next();
            OTHERS.contains(&noun)
                && next.is_some_and(|next| {
                    ["which", "that", "was", "were", "is", "had", "has"].contains(&next)
                })
        })
    })
}

/// "refused to change its name to", "was never known as", "the man whom they took for X"; but not
/// "did not become Y until".
fn is_denied(before: &str, gap: &str, after: &str) -> bool {
    const DENIALS: [&str; 19] = [
        " not ",
        "n't ",
        "n’t ",
        " never ",
        " nearly ",
        " almost ",
        "refused",
        "declined to",
        "proposed",
        "suggested",
        "wanted to",
        "considered",
        "planned to",
        "hoped to",
        "wished to",
        "instead of",
        "failed to",
        // "…, my name is Y": somebody else speaks.
        " my ",
        " your ",
    ];
    // What is not yet will be.
    let gap = format!(" {} ", gap.trim()).replace(" not yet ", " ");
    let tail = before.rsplit(['.', ';']).next().unwrap_or_default();
    let until = patterns::ends_in_time(after);
    // "in the company of A and B, a quiet man whom they called C"
    let newcomer = gap.trim_start().starts_with(", a ")
        && ["in the company of ", "accompanied by "].iter().any(|with| tail.contains(with));
    // "gave the answer in the name of Y": for Y, unless on paper.
    let on_behalf = gap.ends_with(" in the name of ")
        && !["passport", "papers", "visa", "document", "permit", "ticket", "account"]
            .iter()
            .any(|paper| gap.contains(paper));
    let mistaken = tail.ends_with(" for ")
        && ["took ", "taken ", "mistook ", "mistaken "].iter().any(|verb| tail.contains(verb));
    mistaken
        || newcomer
        || on_behalf
        || DENIALS.iter().any(|d| gap.contains(d) && !(until && *d == " not "))
        || [
            "proposal to rename ",
            "plan to rename ",
            "wanted to rename ",
            "refused to rename ",
            "not to rename ",
            "proposed renaming ",
        ]
        .iter()
        .any(|d| tail.contains(d))
}

/// "…, now London's rival": the name is an attribute of another noun.
fn possessive_follows(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some(c) if fold::is_apostrophe(c))
        && chars.next() == Some('s')
        && chars.next().is_none_or(|c| !c.is_alphanumeric())
        || after.starts_with(" s ")
}

/// "called the Paris of the East": the name is used for its fame.
fn is_metaphor(kind: EntityKind, gap: &str, after: &str) -> bool {
    kind != EntityKind::Organisation
        && (gap.ends_with("the ") || gap.ends_with("the “") || gap.ends_with("the \""))
        && after.starts_with(" of ")
}

/// "Riga (then Russia)", "Czernowitz, today Ukraine": the state that a town lies in, unless the
/// words between speak of names.
fn is_whole_of_part(a: &Mention, b: &Mention, gap: &str) -> bool {
    let state = |m: &Mention| StateId::of_name(&m.clean_text);
    a.kind == EntityKind::Place
        && state(a).is_none() != state(b).is_none()
        && ![
            "name", "call", "known", "styl", "christen", "dubbed", "became", "become", "alias",
            "a.k.a",
        ]
        .iter()
        .any(|word| gap.contains(word))
}

/// "The trade envoy, Artur Stashevsky, had been born Girshfeld": the first name of a sentence is its subject, by what
/// it is.
fn is_born_first(scene: &Scene<'_>, name: usize, gap: &str) -> bool {
    let Some(this) = scene.mentions.get(name) else { return false };
    let earlier = scene.rank.get(name).and_then(|rank| rank.checked_sub(1));
    let before = earlier.and_then(|at| scene.order.get(at)).and_then(|&m| scene.mentions.get(m));
    gap.contains(" born ") && before.is_none_or(|m| m.sentence != this.sentence)
}

/// A comma right before a finite verb closes an aside: the subject stands further back.
fn swallowed(gap: &str, inner: usize) -> bool {
    const VERBS: [&str; 14] = [
        ", was ",
        ", were ",
        ", changed ",
        ", took ",
        ", adopted ",
        ", assumed ",
        ", is ",
        ", had ",
        ", has ",
        ", became ",
        ", wrote ",
        ", used ",
        ", would ",
        ", chose ",
    ];
    inner == 0 && VERBS.iter().any(|v| gap.starts_with(v))
}

/// The end of a bracket that closes right behind a name, dates and all, or the name's own end.
fn closing(clean: &str, end: usize) -> usize {
    let rest = clean.get(end..).unwrap_or_default();
    match rest.find([')', ']']) {
        Some(at) if at <= 40 && !rest.get(..at).unwrap_or_default().contains(['(', '[', '\n']) => {
            end + at + 1
        }
        _ => end,
    }
}

/// A date inside the statement, or right behind it after "in", "on", "since", "from".
fn date_of(scene: &Scene<'_>, inner: &[usize], second: usize, proof: CleanSpan) -> Option<usize> {
    let is_date = |i: &usize| scene.mentions.get(*i).is_some_and(|m| m.kind == EntityKind::Date);
    if let Some(&date) = inner.iter().find(|i| is_date(i)) {
        return Some(date);
    }
    let b = scene.mentions.get(second)?;
    let at = *scene.rank.get(second)?;
    let next = *scene.order.get(at + 1)?;
    let date = scene.mentions.get(next).filter(|m| m.kind == EntityKind::Date)?;
    if proof.covers(date.clean) {
        return Some(next);
    }
    let words = scene.between(b.clean.end(), date.clean.start()).trim().to_lowercase();
    matches!(
        words.as_str(),
        "in" | "on" | "since" | "from" | "after" | "in early" | "in the" | ", in"
    )
    .then_some(next)
}

/// The edge that a statement proves, with its sentence; `None` if it says the two differ.
pub(crate) fn link(scene: &Scene<'_>, statement: &Statement) -> Option<Link> {
    let (first, second) = statement.between;
    let (x, y) = (scene.quote(first), scene.quote(second));
    let quote = flat(statement.proof.slice(scene.doc.clean()));
    if statement.relation == Relation::SecondLasts && is_growth(scene, statement) {
        return None;
    }
    let since = statement
        .since
        .and_then(|d| scene.mentions.get(d))
        .map(|d| format!(" ({})", d.clean_text))
        .unwrap_or_default();
    let (says, lasting) = match statement.relation {
        Relation::SecondLasts => (format!("the later name of {x} is {y}{since}"), Some(second)),
        Relation::FirstLasts => (format!("the earlier name of {x} is {y}{since}"), Some(first)),
        Relation::Same => (format!("{x} and {y} are names of one{since}"), None),
        Relation::Different => return None,
    };
    let acronym =
        |m: usize| scene.name_at(m).and_then(|n| n.org()).is_some_and(|o| o.acronym.is_some());
    let (kind, because) = match (acronym(first), acronym(second)) {
        (true, false) => (EvidenceKind::Acronym, format!("{x} stands for {y}: “{quote}”.")),
        (false, true) => (EvidenceKind::Acronym, format!("{y} stands for {x}: “{quote}”.")),
        _ => (EvidenceKind::Statement, format!("The text says that {says}: “{quote}”.")),
    };
    Some(Link {
        kind,
        between: statement.between,
        proof: statement.proof,
        because,
        lasting,
        since: statement.since,
        certain: true,
    })
}

/// "Piedmont became Italy": a list knows both places, and as two. It is no renaming but history.
fn is_growth(scene: &Scene<'_>, statement: &Statement) -> bool {
    let (first, second) = statement.between;
    let entry = |m: usize| {
        let place = scene.mentions.get(m).is_some_and(|m| m.kind == EntityKind::Place);
        place.then(|| super::gazetteer::sole_entry(scene, m)).flatten()
    };
    let said = statement.proof.slice(scene.doc.clean());
    let named = ["name", "call", "known", "Known"].iter().any(|word| said.contains(word));
    let (Some(a), Some(b)) = (entry(first), entry(second)) else { return false };
    !named && said.to_lowercase().contains("became") && a.gazetteer == b.gazetteer && a.id != b.id
}

/// A quotation on one line, shortened in the middle where it is long.
pub(crate) fn flat(text: &str) -> String {
    const MOST: usize = 160;
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let head: String = line.chars().take(MOST / 2).collect();
    let tail: String = line.chars().skip(line.chars().count() - MOST / 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}
