//! Hyphens with a gap behind them: "Sino- Korean", "govern-⏎ment".
//!
//! Whether the hyphen stays is asked of the text itself first: a word that occurs elsewhere in one
//! piece, or with its hyphen, settles it.

use std::collections::HashMap;

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexeme, Lexemes};
use super::syllables::is_syllable;
use crate::text::words::{CONTINUERS, OPENERS, listed};
use crate::text::{RawSpan, chars};

/// A word, a hyphen, a gap and more of the word.
#[derive(Clone, Debug)]
struct Broken {
    /// Index of the lexeme after the gap.
    next: usize,
    /// The text before the hyphen ends with this; a dotted "U.S." has no word there.
    first: String,
    second: String,
    capital_first: bool,
    capital_second: bool,
    line: bool,
    soft: bool,
    /// There is a hyphen before the first half too ("son-in-⏎law").
    chain: bool,
}

/// What becomes of the hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Keep,
    Drop,
    /// It is a dash, or half a pair ("pre- and post-war").
    Leave,
}

/// One edit per word to be made whole.
pub(super) fn propose(text: &Lexemes<'_>) -> Vec<Edit> {
    let broken: Vec<_> = (2..text.list.len()).filter_map(|i| broken_at(text, i)).collect();
    if broken.is_empty() {
        return Vec::new();
    }
    let known = Vocabulary::of(text, &broken);
    broken
        .iter()
        .filter_map(|word| {
            let gap = text.gap_span(word.next);
            match judge(word, &known) {
                Verdict::Leave => None,
                Verdict::Keep => Some(Edit::new(gap, "", Damage::Hyphen)),
                Verdict::Drop => {
                    let hyphen = text
                        .before(word.next, 1)
                        .filter(|_| !word.soft)
                        .map_or(gap.start(), |h| h.start);
                    Some(Edit::new(RawSpan::new(hyphen, gap.end()), "", Damage::Hyphen))
                }
            }
        })
        .collect()
}

fn is_hyphen(lexeme: &Lexeme) -> bool {
    ['-', '\u{2010}', '\u{2011}', '¬'].iter().any(|&c| lexeme.is_mark(c))
}

fn broken_at(text: &Lexemes<'_>, next: usize) -> Option<Broken> {
    let gap = text.gap(next);
    let second = text.get(next)?;
    if !matches!(gap, Gap::Space | Gap::Line) || !(second.is_word() || second.is_number()) {
        return None;
    }
    let before = text.before(next, 1)?;
    let soft = before.is_word() && before.text(text.raw).ends_with('\u{ad}')
        // ... which is half of a broken "í" as well.
        && !before.text(text.raw).ends_with("Ã\u{ad}");
    let first = if soft { before } else { text.before(next, 2)? };
    if !soft && (!is_hyphen(before) || before.gap != Gap::None) {
        return None;
    }
    let dotted = first.is_mark('.');
    if !(first.is_word() || first.is_number() || dotted) || dotted && second.is_number() {
        return None;
    }
    let (a, b) = (first.text(text.raw), second.text(text.raw));
    Some(Broken {
        next,
        first: a.trim_end_matches('\u{ad}').to_lowercase(),
        second: b.to_lowercase(),
        capital_first: chars::starts_upper(a),
        capital_second: chars::starts_upper(b),
        line: gap == Gap::Line,
        soft,
        chain: first.gap == Gap::None
            && text.before(next, if soft { 2 } else { 3 }).is_some_and(is_hyphen),
    })
}

/// First halves that keep their hyphen before a word in small letters.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "afro", "all", "anglo", "anti", "arch", "austro", "bi", "co", "cross", "double", "east", "euro",
    "ex", "far", "first", "franco", "full", "german", "half", "high", "ill", "indo", "inter",
    "intra", "italo", "japanese", "korean", "large", "left", "long", "low", "mid", "multi", "nazi",
    "neo", "newly", "non", "north", "northeast", "northwest", "one", "pan", "polish", "post", "pre",
    "pro", "pseudo", "quasi", "right", "russian", "russo", "second", "self", "semi", "short",
    "single", "sino", "small", "so", "south", "southeast", "southwest", "soviet", "sub", "super",
    "third", "turco", "two", "ultra", "vice", "war", "well", "west",
];

/// First halves that open many words written in one piece, so that alone they prove nothing.
#[rustfmt::skip]
const WEAK_PREFIXES: &[&str] = &[
    "all", "arch", "bi", "co", "ex", "far", "ill", "inter", "intra", "multi", "one", "pan", "pre",
    "pro", "so", "sub", "super", "war",
];

fn judge(word: &Broken, known: &Vocabulary) -> Verdict {
    let (first, second) = (word.first.as_str(), word.second.as_str());
    if word.soft {
        return Verdict::Drop;
    }
    let whole = known.count(&format!("{first}{second}"));
    let hyphened = known.count(&format!("{first}-{second}"));
    if !word.capital_second && whole + hyphened == 0 && !is_common(first, second) {
        // "pre- and post-war", "two- to three-year"; or the hyphen is a dash.
        let suspended = listed(&["through", "und", "versus"], second);
        if suspended || listed(OPENERS, second) || listed(CONTINUERS, second) {
            return Verdict::Leave;
        }
    }
    // "Do- Donna", "p- people": a speaker starts again.
    if !word.line && second.starts_with(first) {
        return Verdict::Leave;
    }
    if first.bytes().all(|b| b.is_ascii_digit()) {
        return numbers(word);
    }
    if second.bytes().all(|b| b.is_ascii_digit()) {
        return if word.line || listed(PREFIXES, first) { Verdict::Keep } else { Verdict::Leave };
    }
    if word.capital_second {
        // Names are joined as they stand; in mid-line a capital may also open a remark after a
        // dash, so there the first half must be a name or a known prefix.
        let sure = word.line
            || hyphened > 0
            || word.capital_first
            || listed(PREFIXES, first)
            || first == ".";
        return if sure { Verdict::Keep } else { Verdict::Leave };
    }
    if whole > 0 || hyphened > 0 {
        return if hyphened > whole { Verdict::Keep } else { Verdict::Drop };
    }
    if first == "." {
        return Verdict::Keep;
    }
    // "Il- sung", "Yat-⏎sen" against "Wash-⏎ington".
    if word.capital_first && is_syllable(first) && is_syllable(second) {
        return Verdict::Keep;
    }
    let inflected = ["ern", "erner", "erners", "ward", "wards", "ly", "ing"].contains(&second);
    if listed(PREFIXES, first)
        && !inflected
        && (!listed(WEAK_PREFIXES, first) || known.count(second) > 0)
    {
        return Verdict::Keep;
    }
    if word.chain {
        return Verdict::Keep;
    }
    if listed(COMPOUNDS, second) || is_number_word(first, second) {
        return Verdict::Keep;
    }
    // "as-⏎sent": no compound starts with a word that only joins others.
    let joiner =
        listed(OPENERS, first) || listed(CONTINUERS, first) || first == "be" || first == "re";
    let both_words = !joiner && known.count(first) > 0 && known.count(second) > 0;
    if both_words && second.len() > 2 {
        return Verdict::Keep;
    }
    if word.line || is_ending(second) || is_common(first, second) {
        Verdict::Drop
    } else if known.count(second) == 0 && first.len() > 1 {
        // In mid-line nothing but the shape of the second half tells.
        Verdict::Drop
    } else {
        Verdict::Leave
    }
}

/// Second halves that make compounds with nearly any word.
#[rustfmt::skip]
const COMPOUNDS: &[&str] = &[
    "aged", "american", "based", "bearing", "bound", "building", "century", "chief", "class",
    "controlled", "day", "dominated", "driven", "elect", "era", "fighting", "free", "general",
    "held", "hour", "language", "law", "led", "level", "maker", "makers", "making", "mile",
    "minded", "minister", "month", "old", "owned", "owner", "owners", "party", "president",
    "producing", "range", "ranking", "related", "ruled", "running", "scale", "sided", "speaking",
    "standing", "state", "style", "term", "thirds", "ton", "trained", "war", "wide", "wing",
    "working", "year", "years",
];

/// "twenty-⏎five".
fn is_number_word(first: &str, second: &str) -> bool {
    const TENS: &[&str] =
        &["eighty", "fifty", "forty", "ninety", "seventy", "sixty", "thirty", "twenty"];
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "eight", "eighth", "fifth", "first", "five", "four", "fourth", "nine", "ninth", "one",
        "second", "seven", "seventh", "six", "sixth", "third", "three", "two",
    ];
    listed(TENS, first) && listed(UNITS, second)
}

/// Common words that end in a whole small word.
fn is_common(first: &str, second: &str) -> bool {
    #[rustfmt::skip]
    const COMMON: &[(&str, &str)] = &[
        ("al", "so"), ("al", "though"), ("an", "other"), ("be", "have"), ("else", "where"),
        ("here", "by"), ("how", "so"), ("in", "to"), ("mean", "while"), ("no", "where"),
        ("on", "to"), ("some", "what"), ("some", "where"), ("there", "after"), ("there", "by"),
        ("there", "from"), ("there", "in"), ("there", "of"), ("there", "on"), ("where", "as"),
        ("where", "by"), ("where", "in"), ("where", "upon"), ("with", "in"),
    ];
    COMMON.binary_search(&(first, second)).is_ok()
}

/// "1946- 1958", "1894-⏎95".
fn numbers(word: &Broken) -> Verdict {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if digits(&word.second) {
        let range = word.first.len() == 4 && matches!(word.second.len(), 1 | 2 | 4)
            || word.first.len() == word.second.len();
        return if range { Verdict::Keep } else { Verdict::Leave };
    }
    if word.line { Verdict::Keep } else { Verdict::Leave }
}

/// Second halves that are no words.
fn is_ending(second: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "able", "al", "ally", "ance", "ation", "ations", "cation", "cial", "ciation", "cism",
        "cist", "cists", "ed", "ence", "ened", "ening", "ern", "ers", "ership", "es", "ese", "ial",
        "ian", "ians", "ically", "ification", "ing", "ingly", "ings", "ington", "ional", "ism",
        "ist", "ists", "ities", "ity", "ive", "ization", "ized", "izing", "lar", "less", "lic",
        "lish", "lished", "lution", "ly", "ment", "mental", "mently", "ments", "nese", "ness",
        "nist", "nists", "nize", "nized", "ous", "pation", "rial", "ries", "sary", "sion", "sions",
        "sive", "tain", "tary", "tation", "ted", "ter", "ters", "tial", "tic", "tical", "tics",
        "ties", "ting", "tion", "tional", "tions", "tive", "tively", "tor", "tors", "tory",
        "tration", "trial", "ture", "tures", "ty", "ular", "ulation", "ure", "ures", "ward", "wards",
    ];
    ENDINGS.binary_search(&second).is_ok()
}

/// How often the words that matter occur elsewhere in the text.
struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    fn of(text: &Lexemes<'_>, broken: &[Broken]) -> Self {
        let mut counts = HashMap::new();
        for Broken { first, second, .. } in broken {
            for key in [
                first.clone(),
                second.clone(),
                format!("{first}{second}"),
                format!("{first}-{second}"),
            ] {
                counts.insert(key, 0);
            }
        }
        let longest = counts.keys().map(String::len).max().unwrap_or_default();
        let mut key = String::new();
        let mut add = |parts: &[&str], halves: bool| {
            if parts.iter().map(|p| p.len()).sum::<usize>() > longest {
                return;
            }
            key.clear();
            for part in parts {
                key.extend(part.chars().flat_map(char::to_lowercase));
            }
            if let Some(count) = counts.get_mut(key.as_str()) {
                *count += u32::from(!halves);
            }
        };
        for (i, lexeme) in text.list.iter().enumerate().filter(|(_, l)| l.is_word()) {
            let word = lexeme.text(text.raw);
            let hyphen_before = text
                .before(i, 1)
                .is_some_and(|h| is_hyphen(h) && (lexeme.gap == Gap::None || h.gap == Gap::None));
            let hyphen_after = text.get(i + 1).is_some_and(|h| is_hyphen(h) && h.gap == Gap::None);
            if !hyphen_before && !hyphen_after {
                add(&[word], false);
            }
            if hyphen_before
                && lexeme.gap == Gap::None
                && text.before(i, 2).is_some_and(Lexeme::is_word)
            {
                add(&[text.text_before(i, 2), "-", word], false);
            }
        }
        Self { counts }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(COMPOUNDS.is_sorted() && PREFIXES.is_sorted() && WEAK_PREFIXES.is_sorted());
        assert!(WEAK_PREFIXES.iter().all(|p| PREFIXES.contains(p)));
    }

    #[test]
    fn joined() {
        for (raw, clean) in [
            ("the Sino- Korean border", "the Sino-Korean border"),
            ("the post- WWII order", "the post-WWII order"),
            ("the govern-\nment fell", "the government fell"),
            ("the govern- ment fell", "the government fell"),
            ("the govern\u{ad}\nment fell", "the government fell"),
            ("Kim Il-\nsung and Sun Yat-\nsen", "Kim Il-sung and Sun Yat-sen"),
            ("in Wash-\nington", "in Washington"),
            ("an anti-\nimperialist front", "an anti-imperialist front"),
            ("in north-\nern Korea", "in northern Korea"),
            ("from 1946-\n1958", "from 1946-1958"),
            ("the U.S.-\nSoviet talks", "the U.S.-Soviet talks"),
            ("in mid-\nSeptember", "in mid-September"),
            (
                "a large-\nscale, decision- making, twenty-\nfive",
                "a large-scale, decision-making, twenty-five",
            ),
            ("his son-in-\nlaw", "his son-in-law"),
            ("the as-\nsent was sent as before", "the assent was sent as before"),
            ("a cease-\nfire and the ceasefire", "a ceasefire and the ceasefire"),
            ("a cease-\nfire and the cease-fire", "a cease-fire and the cease-fire"),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn left_alone() {
        for raw in [
            "pre- and post-war aid",
            "a two- or three-year plan",
            "he left - and came back",
            "the plan -which failed- was his",
            "He wavered- The envoy did not",
            "Vol. 12- the last",
            "Well, Do- Donna says p- people know. It- It fell",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
