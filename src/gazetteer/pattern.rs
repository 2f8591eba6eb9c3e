//! From one name to the word sequences under which it is found, and what capitals they must have.

use super::entry::Flags;
use super::fold::{fold, is_apostrophe};
use super::words::{Glue, Kind, Word, cut};

/// Names of more words than this are not indexed.
pub(super) const MOST_WORDS: usize = 32;

/// Which capitals a text must show for a pattern to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Case {
    /// Bit *k*: word *k* must begin with a capital.
    pub(super) capital: u32,
    /// Bit *k*: word *k* must be all capitals.
    pub(super) upper: u32,
}

/// Stands between the words of a pattern: nothing that can be a part of a word.
pub(super) const BETWEEN: char = '\n';

/// One word sequence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The folded words, [`BETWEEN`] them.
    pub(super) text: String,
    pub(super) case: Case,
}

impl Pattern {
    fn new(parts: &[Part], case: Case) -> Self {
        let mut text = String::with_capacity(parts.iter().map(|part| part.text.len() + 1).sum());
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                text.push(BETWEEN);
            }
            text.push_str(&part.text);
        }
        Self { text, case }
    }
}

/// One word of a name while variants are made.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    text: String,
    kind: Kind,
    glue: Glue,
    capital: bool,
    upper: bool,
    /// Single letters that full stops held together, as in `U.S.`
    dotted: bool,
    /// A plural possessive: an apostrophe follows that joins nothing.
    plural: bool,
    /// Where an inner apostrophe stood (byte of the folded text), as in `Xi'an`.
    inner: Option<usize>,
}

/// Buffers that are used again for every name.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    words: Vec<Word>,
    plain: String,
}

/// Calls `add` with every pattern of a name: its text and the capitals it must have.
pub(super) fn each(
    name: &str,
    flags: Flags,
    scratch: &mut Scratch,
    mut add: impl FnMut(&str, Case),
) {
    if let Some(case) = plain(name, flags, &mut scratch.plain) {
        add(&scratch.plain, case);
        return;
    }
    for pattern in variants_of(name, flags, &mut scratch.words) {
        add(&pattern.text, pattern.case);
    }
}

/// The patterns of a name; none if no text could ever hold it.
pub(super) fn patterns(name: &str, flags: Flags, scratch: &mut Scratch) -> Vec<Pattern> {
    let mut out = Vec::new();
    each(name, flags, scratch, |text, case| out.push(Pattern { text: text.to_owned(), case }));
    out
}

fn variants_of(name: &str, flags: Flags, scratch: &mut Vec<Word>) -> Vec<Pattern> {
    let parts = parts(name, scratch);
    if parts.is_empty() || parts.iter().any(|part| part.kind == Kind::Gap) {
        return Vec::new();
    }
    let any_case = flags.has(Flags::ANY_CASE);
    let case_of = |parts: &[Part]| if any_case { Case::default() } else { case(parts) };
    let mut out: Vec<Pattern> = Vec::new();
    let mut add = |parts: &[Part]| {
        if parts.is_empty() || parts.len() > MOST_WORDS {
            return;
        }
        let pattern = Pattern::new(parts, case_of(parts));
        if out.iter().all(|known| known.text != pattern.text) {
            out.push(pattern);
        }
    };
    add(&parts);
    if !flags.has(Flags::NO_VARIANTS) && may_vary(&parts, name) {
        for variant in variants(&parts, name) {
            add(&variant);
        }
    }
    out
}

/// The one pattern of a name that is nothing but ASCII words: most names are, and this is cheaper.
fn plain(name: &str, flags: Flags, out: &mut String) -> Option<Case> {
    out.clear();
    let mut case = Case::default();
    for (at, word) in name.split(' ').enumerate() {
        if at == MOST_WORDS || word.len() < 2 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        if at > 0 {
            out.push(BETWEEN);
        }
        let from = out.len();
        out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        if word.len() < 5 && ABBREVIATIONS.contains(&out.get(from..).unwrap_or_default()) {
            return None;
        }
        if word.starts_with(|c: char| c.is_ascii_uppercase()) {
            case.capital |= 1 << at;
        }
        if word.bytes().all(|b| b.is_ascii_uppercase()) {
            case.upper |= 1 << at;
        }
    }
    Some(if flags.has(Flags::ANY_CASE) { Case::default() } else { case })
}

fn parts(text: &str, scratch: &mut Vec<Word>) -> Vec<Part> {
    scratch.clear();
    cut(text, scratch);
    let is_mark = |word: &&Word| word.kind == Kind::Mark;
    let lead = scratch.iter().take_while(is_mark).count();
    let trail = scratch.iter().skip(lead).rev().take_while(is_mark).count();
    let kept = scratch.get(lead..scratch.len() - trail).unwrap_or_default();
    kept.iter().map(|word| part(word, text)).collect()
}

fn part(word: &Word, text: &str) -> Part {
    let mut folded = String::new();
    word.fold_into(text, &mut folded);
    let slice = text.get(word.start..word.end).unwrap_or_default();
    let letters = word.kind == Kind::Letters;
    let inner = slice
        .find(is_apostrophe)
        .filter(|_| letters)
        .and_then(|at| slice.get(..at))
        .map(|before| fold(before).len())
        .filter(|at| folded.is_char_boundary(*at) && *at > 0 && *at < folded.len());
    let plural = letters
        && folded.ends_with('s')
        && text.get(word.end..).is_some_and(|rest| rest.starts_with(is_apostrophe));
    Part {
        kind: word.kind,
        glue: word.glue,
        capital: word.capital,
        upper: word.upper && folded.chars().nth(1).is_some(),
        dotted: letters && slice.contains('.'),
        plural,
        inner,
        text: folded,
    }
}

fn case(parts: &[Part]) -> Case {
    let mut case = Case::default();
    for (at, part) in parts.iter().enumerate().take(MOST_WORDS) {
        // `Kim Il-sung` is also printed `Kim Il-Sung` and `Kim il-sung`.
        if part.capital && part.glue != Glue::Hyphen {
            case.capital |= 1 << at;
        }
        if part.upper {
            case.upper |= 1 << at;
        }
    }
    case
}

/// Words before whose full stop a writer may leave it out or put it in.
const ABBREVIATIONS: [&str; 12] =
    ["st", "ste", "mt", "ft", "dr", "mr", "no", "gen", "col", "capt", "jr", "sr"];

/// Whether any of the steps below could apply: for most names none does, and this is cheaper.
fn may_vary(parts: &[Part], text: &str) -> bool {
    text.contains(UMLAUTS)
        || parts.iter().any(|part| {
            part.glue != Glue::Apart
                || part.dotted
                || part.plural
                || part.inner.is_some()
                || part.text.len() == 1
                || ABBREVIATIONS.contains(&part.text.as_str())
        })
}

const UMLAUTS: [char; 6] = ['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü'];

/// One way to write the same words otherwise; nothing where it does not apply.
type Step = fn(&[Part]) -> Option<Vec<Part>>;

/// Other ways to write the same words.
fn variants(parts: &[Part], text: &str) -> Vec<Vec<Part>> {
    let mut all = vec![parts.to_vec()];
    let steps: [Step; 7] = [
        join_hyphens,
        drop_stops,
        add_stops,
        join_possessive,
        split_plural,
        split_inner,
        spell_out,
    ];
    for step in steps {
        // Each step works on what the earlier ones made, so that `Workers'-Peasants' Army` has all
        // its combinations; the bound keeps odd names from exploding.
        let made: Vec<_> = all.iter().filter_map(|parts| step(parts)).collect();
        all.extend(made);
        if all.len() > 16 {
            break;
        }
    }
    all.extend(join_initials(parts));
    all.extend(umlauts(parts, text));
    all.remove(0);
    all
}

fn join_hyphens(parts: &[Part]) -> Option<Vec<Part>> {
    join(parts, |before, part| {
        part.glue == Glue::Hyphen && before.kind == Kind::Letters && part.kind == Kind::Letters
    })
}

/// `People's` printed `Peoples`.
fn join_possessive(parts: &[Part]) -> Option<Vec<Part>> {
    join(parts, |_, part| part.glue == Glue::Apostrophe && part.text == "s")
}

fn join(parts: &[Part], joins: impl Fn(&Part, &Part) -> bool) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match out.last_mut() {
            Some(before) if joins(before, part) => {
                before.text.push_str(&part.text);
                before.upper &= part.upper;
            }
            _ => out.push(part.clone()),
        }
    }
    (out.len() < parts.len()).then_some(out)
}

fn drop_stops(parts: &[Part]) -> Option<Vec<Part>> {
    let out: Vec<_> = parts.iter().filter(|part| part.text != ".").cloned().collect();
    (out.len() < parts.len() && !out.is_empty()).then_some(out)
}

/// `St Petersburg`, `J V Stalin` printed with full stops.
fn add_stops(parts: &[Part]) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 2);
    for (at, part) in parts.iter().enumerate() {
        out.push(part.clone());
        let next = parts.get(at + 1);
        let initial = part.kind == Kind::Letters
            && part.capital
            && part.text.chars().count() == 1
            && part.glue != Glue::Apostrophe;
        if next.is_some_and(|next| next.kind == Kind::Letters && next.glue == Glue::Apart)
            && (initial || ABBREVIATIONS.contains(&part.text.as_str()))
        {
            out.push(stop());
        }
    }
    (out.len() > parts.len()).then_some(out)
}

fn stop() -> Part {
    Part {
        text: ".".to_owned(),
        kind: Kind::Mark,
        glue: Glue::Touching,
        capital: false,
        upper: false,
        dotted: false,
        plural: false,
        inner: None,
    }
}

/// `Workers'` printed `Worker's`.
fn split_plural(parts: &[Part]) -> Option<Vec<Part>> {
    split(parts, |part| part.plural.then(|| part.text.len() - 1))
}

/// `Xi'an` printed `Xi an`.
fn split_inner(parts: &[Part]) -> Option<Vec<Part>> {
    split(parts, |part| part.inner)
}

fn split(parts: &[Part], place: impl Fn(&Part) -> Option<usize>) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len() + 1);
    for part in parts {
        let halves = place(part).and_then(|at| part.text.split_at_checked(at));
        match halves {
            Some((left, right)) if !left.is_empty() && !right.is_empty() => {
                let half = |text: &str| Part {
                    text: text.to_owned(),
                    plural: false,
                    inner: None,
                    ..part.clone()
                };
                out.push(half(left));
                out.push(Part { glue: Glue::Apostrophe, capital: false, ..half(right) });
            }
            _ => out.push(part.clone()),
        }
    }
    (out.len() > parts.len()).then_some(out)
}

/// `U.S.` printed `U. S.`
fn spell_out(parts: &[Part]) -> Option<Vec<Part>> {
    if !parts.iter().any(|part| part.dotted && part.text.is_ascii()) {
        return None;
    }
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        if !(part.dotted && part.text.is_ascii()) {
            out.push(part.clone());
            continue;
        }
        for letter in part.text.chars() {
            out.push(Part {
                text: letter.to_string(),
                glue: Glue::Apart,
                upper: false,
                dotted: false,
                ..part.clone()
            });
            out.push(stop());
        }
    }
    Some(out)
}

/// `J. V. Stalin` printed `J.V. Stalin`.
fn join_initials(parts: &[Part]) -> Option<Vec<Part>> {
    let bare = drop_stops(parts).unwrap_or_else(|| parts.to_vec());
    let initial = |part: &Part| part.capital && part.text.chars().count() == 1;
    let mut out: Vec<Part> = Vec::with_capacity(bare.len());
    let mut open = false;
    for part in &bare {
        match out.last_mut() {
            Some(before) if open && initial(part) && part.glue == Glue::Apart => {
                before.text.push_str(&part.text);
                before.upper = true;
            }
            _ => {
                open = initial(part);
                out.push(part.clone());
            }
        }
    }
    (out.len() < bare.len()).then_some(out)
}

/// `Müller` printed `Mueller`.
fn umlauts(parts: &[Part], text: &str) -> Option<Vec<Part>> {
    if !text.contains(UMLAUTS) {
        return None;
    }
    let mut spelled = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match c {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'Ä' => spelled.push_str("Ae"),
            'Ö' => spelled.push_str("Oe"),
            'Ü' => spelled.push_str("Ue"),
            c => spelled.push(c),
        }
    }
    let out = self::parts(&spelled, &mut Vec::new());
    (out.len() == parts.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let patterns = patterns(text, Flags::NONE, &mut Scratch::default());
        patterns.into_iter().map(|p| p.text.replace(BETWEEN, " ")).collect()
    }

    #[test]
    fn every_usual_way_to_write_a_name_is_a_pattern() {
        for (name, expected) in [
            ("Mao Zedong", vec!["mao zedong"]),
            ("Kim Il-sung", vec!["kim il sung", "kim ilsung"]),
            ("People's Army", vec!["people s army", "peoples army"]),
            ("Workers' Party", vec!["workers party", "worker s party"]),
            ("Xi'an", vec!["xian", "xi an"]),
            ("U.S.", vec!["us", "u . s ."]),
            ("St Petersburg", vec!["st petersburg", "st . petersburg"]),
            ("St. Petersburg", vec!["st . petersburg", "st petersburg"]),
            ("J. V. Stalin", vec!["j . v . stalin", "j v stalin", "jv stalin"]),
            ("(PLA)", vec!["pla"]),
            ("Lü", vec!["lu", "lue"]),
            ("毛泽东", vec!["毛 泽 东"]),
            ("—", vec![]),
        ] {
            assert_eq!(all(name), expected, "{name}");
        }
    }

    #[test]
    fn the_short_cut_for_plain_names_gives_what_the_long_way_gives() {
        for text in ["Mao Zedong", "CCP", "Bay of Pigs", "McCarthy USA", "red Army", "de Gaulle"] {
            let parts = parts(text, &mut Vec::new());
            let pattern = Pattern::new(&parts, case(&parts));
            let mut out = String::new();
            assert_eq!(plain(text, Flags::NONE, &mut out), Some(pattern.case), "{text}");
            assert_eq!(out, pattern.text);
        }
        for text in ["St Petersburg", "J Smith", "Xi'an", "Il-sung", "Łódź", "A  B", ""] {
            assert_eq!(plain(text, Flags::NONE, &mut String::new()), None, "{text}");
        }
    }

    #[test]
    fn capitals_are_demanded_where_the_name_has_them() {
        let case = |text: &str| patterns(text, Flags::NONE, &mut Scratch::default())[0].case;
        assert_eq!(case("Bay of Pigs"), Case { capital: 0b101, upper: 0 });
        assert_eq!(case("CCP"), Case { capital: 0b1, upper: 0b1 });
        assert_eq!(case("Kim Il-sung"), Case { capital: 0b11, upper: 0 });
        assert_eq!(case("Kim Il-Sung"), Case { capital: 0b11, upper: 0 });
        assert_eq!(case("de Gaulle"), Case { capital: 0b10, upper: 0 });
    }
}
