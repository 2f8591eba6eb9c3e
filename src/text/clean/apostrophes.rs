//! Lost apostrophes: a blank where "Kim's", "don't", "Yan'an" or "1930s" should be.

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexeme, Lexemes};
use crate::text::chars::{all_upper, starts_lower, starts_upper};
use crate::text::words::listed;

/// One edit per gap that an apostrophe left behind.
pub(super) fn propose(text: &Lexemes<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    // A lone capital S is an initial, unless the text has lost apostrophes in small letters too.
    let capitals = (1..text.list.len()).any(|i| text.text(i) == "s" && is_possessive(text, i));
    for i in 1..text.list.len() {
        if !matches!(text.gap(i), Gap::Space | Gap::Line) {
            continue;
        }
        let with = if is_decade(text, i) {
            ""
        } else if is_possessive(text, i)
            || capitals && is_capital_possessive(text, i)
            || is_year_possessive(text, i)
            || is_contraction(text, i)
            || is_elision(text, i)
            || is_name(text, i)
        {
            "'"
        } else if is_detached(text, i) {
            ""
        } else {
            continue;
        };
        edits.push(Edit::new(text.gap_span(i), with, Damage::Apostrophe));
    }
    edits
}

/// Whether lexeme `i` stands alone: a gap or a plain stop after it.
fn ends(text: &Lexemes<'_>, i: usize) -> bool {
    text.gap(i + 1) != Gap::None
        || text.get(i + 1).is_some_and(|m| {
            m.mark(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | ']' | '?' | '!' | '"' | '”' | '’'))
        })
}

fn word_before(text: &Lexemes<'_>, i: usize) -> Option<Lexeme> {
    text.before(i, 1).copied().filter(Lexeme::is_word)
}

/// "Kim s plan", "People s Army", "the U.S. s role", "(CCP) s", "KOREA S REUNIFICATION".
fn is_possessive(text: &Lexemes<'_>, i: usize) -> bool {
    if text.text(i) != "s" || !ends(text, i) {
        return false;
    }
    // Letters set apart one by one are not words.
    let single = |index: usize| {
        text.gap(index) != Gap::None
            && text.get(index).is_some_and(|l| l.is_word() && l.end - l.start == 1)
    };
    if single(i + 1) && single(i + 2) {
        return false;
    }
    let Some(before) = text.before(i, 1) else { return false };
    if before.is_word() {
        let word = before.text(text.raw);
        return word.chars().nth(1).is_some() && !after_letter_run(text, i);
    }
    let acronym = before.is_mark('.')
        && before.gap == Gap::None
        && text.text_before(i, 2).len() == 1
        && text.before(i, 3).is_some_and(|m| m.is_mark('.') && m.gap == Gap::None);
    let bracketed = before.is_mark(')')
        && text.before(i, 2).is_some_and(|w| w.is_word() && starts_upper(w.text(text.raw)));
    acronym || bracketed
}

/// "KOREA S REUNIFICATION".
fn is_capital_possessive(text: &Lexemes<'_>, i: usize) -> bool {
    let capitals = |word: &str, least: usize| word.chars().count() >= least && all_upper(word);
    let before = word_before(text, i).is_some_and(|w| capitals(w.text(text.raw), 3));
    let after = text.get(i + 1).is_some_and(|n| n.is_word() && n.gap != Gap::None);
    text.text(i) == "S" && before && after && capitals(text.text(i + 1), 2)
}

/// Whether the word before `i` is itself the end of letters set apart.
fn after_letter_run(text: &Lexemes<'_>, i: usize) -> bool {
    let single = |back| text.before(i, back).is_some_and(|w| w.is_word() && w.end - w.start == 1);
    single(2) && single(3)
}

/// "1930 s", "the 80 s".
fn is_decade(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(number) = text.before(i, 1).filter(|n| n.is_number()) else { return false };
    let digits = number.text(text.raw);
    let hyphened = text.before(i, 2).is_some_and(|h| h.is_mark('-') || h.is_mark('–'));
    // A lone number before it would make this the tail of something else ("1:100 s").
    text.text(i) == "s"
        && ends(text, i)
        && (number.gap != Gap::None || hyphened)
        && matches!(digits.len(), 2 | 4)
        && digits.ends_with('0')
}

/// "1965 s budget".
fn is_year_possessive(text: &Lexemes<'_>, i: usize) -> bool {
    let year = text.small_number(i.wrapping_sub(1)).is_some_and(|y| (1000..2100).contains(&y));
    year && text.gap(i - 1) != Gap::None && text.text(i) == "s" && ends(text, i)
}

/// Words that lose "t" when "n't" loses its apostrophe.
#[rustfmt::skip]
const NEGATED: &[&str] = &[
    "ain", "aren", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "mightn",
    "mustn", "needn", "oughtn", "shan", "shouldn", "wasn", "weren", "won", "wouldn",
];

/// "don t", "they re", "I m".
fn is_contraction(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(word) = word_before(text, i).map(|w| w.text(text.raw)) else { return false };
    if !ends(text, i) {
        return false;
    }
    let word = word.to_ascii_lowercase();
    match text.text(i) {
        "t" => listed(NEGATED, &word) || word == "can",
        "m" => word == "i",
        "ve" => matches!(word.as_str(), "i" | "they" | "we" | "you"),
        "re" => matches!(word.as_str(), "they" | "we" | "you"),
        "ll" => matches!(
            word.as_str(),
            "he" | "i" | "it" | "she" | "that" | "there" | "they" | "we" | "who" | "you"
        ),
        "clock" => word == "o",
        _ => false,
    }
}

/// Irish surnames without their O.
#[rustfmt::skip]
const IRISH: &[&str] = &[
    "boyle", "brian", "brien", "byrne", "callaghan", "casey", "connell", "connor", "conor", "day",
    "donnell", "donoghue", "donovan", "dowd", "driscoll", "duffy", "dwyer", "faolain", "farrell",
    "flaherty", "flynn", "gorman", "grady", "halloran", "hanlon", "hara", "hare", "higgins",
    "keefe", "keeffe", "kelly", "leary", "loughlin", "mahony", "malley", "meara", "neal", "neil",
    "neill", "rahilly", "regan", "reilly", "riordan", "rourke", "shaughnessy", "shea", "sullivan",
    "toole",
];

/// Words of names that start with the French or Italian article.
#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "Action", "Aigle", "Aquila", "Aurore", "Avenir", "Enfant", "Express", "Humanité", "Hôpital",
    "Oréal", "Osservatore", "Ouverture", "Unità",
];

/// "O Neill", "coup d état", "Giscard d Estaing", "Côte d Ivoire".
fn is_elision(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(before) = word_before(text, i) else { return false };
    let word = text.text(i);
    match before.text(text.raw) {
        "O" => starts_upper(word) && listed(IRISH, word),
        "L" | "l" => FRENCH.contains(&word),
        "d" | "D" if before.gap == Gap::Space && text.before(i, 2).is_some_and(Lexeme::is_word) => {
            let vowel = word.chars().next().is_some_and(|c| "AEIOUÉÈÊÎÔaeiouéèêîôâ".contains(c));
            let name = starts_upper(word) && word.chars().nth(3).is_some() && !all_upper(word);
            let noun =
                listed(
                    &[
                        "affaires", "art", "etat", "etre", "etude", "etudes", "honneur", "oeuvre",
                        "œuvre",
                    ],
                    word,
                ) || matches!(word, "état" | "étude" | "études" | "être" | "affaires" | "œuvre");
            before.text(text.raw) == "d" && (vowel && name || noun)
        }
        _ => false,
    }
}

/// Place names and words in pinyin and Arabic romanisation whose second syllable starts with a
/// vowel; each as its two halves.
#[rustfmt::skip]
const SPLIT_NAMES: &[(&str, &str)] = &[
    ("Ba", "ath"), ("Ba", "athist"), ("Ba", "athists"), ("Baha", "i"), ("Bao", "an"),
    ("Chang", "an"), ("Chinch", "on"), ("Da", "ud"), ("Da", "wa"), ("Dong", "an"), ("Fu", "ad"),
    ("Fu", "an"), ("Gao", "an"), ("Guang", "an"), ("Guang", "anmen"), ("Hong", "an"),
    ("Hongch", "on"), ("Huai", "an"), ("Inch", "on"), ("Isma", "il"), ("Isma", "ili"),
    ("Isma", "ilis"), ("Ja", "far"), ("Ji", "an"), ("Jian", "ou"), ("Jing", "an"), ("Kimch", "aek"),
    ("Kimp", "o"), ("Lin", "an"), ("Ling", "ao"), ("Liu", "an"), ("Long", "an"), ("Lu", "an"),
    ("Ma", "ariv"), ("Man", "ei"), ("Map", "o"), ("Mas", "ud"), ("Mokp", "o"), ("Mu", "ammar"),
    ("Mu", "awiya"), ("Nan", "ao"), ("Ne", "eman"), ("Ning", "an"), ("Nu", "man"),
    ("P", "anmunjom"), ("P", "yongan"), ("P", "yongyang"), ("Ping", "an"), ("Poch", "on"),
    ("Pu", "er"), ("Qian", "an"), ("Qin", "an"), ("Qing", "an"), ("Qur", "an"), ("Ra", "anan"),
    ("Ra", "is"), ("Rui", "an"), ("Sa", "di"), ("Sa", "id"), ("Sa", "ud"), ("Sa", "udi"),
    ("Sach", "on"), ("Sha", "ban"), ("Sha", "ul"), ("Shi", "ism"), ("Shi", "ite"), ("Shi", "ites"),
    ("Shmu", "el"), ("Sui", "an"), ("Sunch", "on"), ("Sup", "ung"), ("Ta", "if"), ("Taewon", "gun"),
    ("Tai", "an"), ("Tai", "erzhuang"), ("Tian", "anmen"), ("Tong", "an"), ("Wan", "an"),
    ("Wu", "an"), ("Xi", "an"), ("Xiao", "an"), ("Xin", "an"), ("Xing", "an"), ("Ya", "akov"),
    ("Ya", "an"), ("Ya", "ari"), ("Yan", "an"), ("Yisra", "el"), ("Yong", "an"), ("Ze", "ev"),
    ("Zhang", "ao"), ("Zhen", "an"),
];

/// Second halves that are no English word, so that nothing else can be meant.
fn is_plain_half(half: &str) -> bool {
    half != "an" && half != "i" && half != "a"
}

/// "Yan an", "Tian anmen", "Ch en Tu-hsiu".
fn is_name(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(first) = word_before(text, i).map(|w| w.text(text.raw)) else { return false };
    let second = text.text(i);
    if first.len() > 6 || second.len() > 10 || !starts_lower(second) || text.gap(i) != Gap::Space {
        return false;
    }
    // "Yuan-p ei": inside a name the initial is a small letter.
    let inside = text.before(i, 2).is_some_and(|h| h.is_mark('-') && h.gap == Gap::None)
        && text.gap(i - 1) == Gap::None;
    let aspirate = matches!(first, "ch" | "k" | "p" | "t" | "ts" | "tz");
    // "Shao-ch i": no word of English is one of these letters alone.
    if inside && aspirate && matches!(second, "i" | "o" | "u" | "ü") {
        return true;
    }
    if inside
        && starts_lower(first)
        && (is_aspirated(&capitalised(first), second)
            || aspirate && (is_korean_final(second) || opens_korean(second)))
    {
        return true;
    }
    if !starts_upper(first) {
        return false;
    }
    let aspirated = ["ch", "k", "p", "t", "Ch", "K", "P", "T"].iter().any(|h| first.ends_with(h));
    if is_aspirated(first, second)
        || is_korean_rest(first, second)
        || aspirated && opens_korean(second)
    {
        return true;
    }
    // "Kim Ch aek", "Manp o": the final is no word of English.
    if first == "Ch" && is_korean_final(second) && second != "am" {
        return true;
    }
    if first.len() > 2 && aspirated && (matches!(second, "o" | "u") || ends_korean(second)) {
        return true;
    }
    // "Ignat ev", "Vasil evich": a soft sign, before no word of English.
    if first.len() > 1 && first.ends_with(is_soft) && SOFT_ENDS.contains(&second) {
        return true;
    }
    // "Ri P il-gyu": the hyphen tells that a name goes on.
    let goes_on = text.get(i + 1).is_some_and(|h| h.is_mark('-')) && text.gap(i + 1) == Gap::None;
    if goes_on && matches!(first, "Ch" | "K" | "P" | "T") && is_korean_final(second) {
        return true;
    }
    // "Wang K o-min", "P u-i", "Yun Ch i-ho", "Ch i Hsieh-yuan": a syllable of one vowel within a name.
    if matches!(first, "Ch" | "K" | "P" | "T" | "Ts" | "Tz")
        && matches!(second, "i" | "o" | "u" | "ü" | "ê")
        && (goes_on || starts_upper(text.text(i + 1)) && text.gap(i + 1) == Gap::Space)
    {
        return true;
    }
    // "Zhang Jia ao", "Xi ang": syllables of Chinese that are no words of English.
    if first.len() > 1 && matches!(second, "ao" | "ou" | "ang") && !aspirated {
        return true;
    }
    // "Shi a Islam": the article stands before a small letter.
    if (first, second) == ("Shi", "a") {
        return text.gap(i + 1) == Gap::None || upper_or_end(text, i + 1);
    }
    let listed = |second: &str| {
        SPLIT_NAMES.binary_search_by(|(a, b)| (*a, *b).cmp(&(first, second))).is_ok()
    };
    let known = listed(second)
        || second.contains(['ŏ', 'ŭ']) && listed(&second.replace('ŏ', "o").replace('ŭ', "u"));
    known && (is_plain_half(second) || !article_follows(text, i, first))
}

fn upper_or_end(text: &Lexemes<'_>, i: usize) -> bool {
    starts_upper(text.text(i)) || text.gap(i) >= Gap::Paragraph
}

/// Whether "an" at `i` may well be the article: a word that starts with a vowel (or a mute h)
/// comes after it. "Yan" and "Xi" are hardly ever followed by the article, "Long" is.
fn article_follows(text: &Lexemes<'_>, i: usize, first: &str) -> bool {
    if text.gap(i + 1) == Gap::None {
        return false;
    }
    let next = text.text(i + 1);
    let vowel = next.chars().next().is_some_and(|c| "aeiouhAEIOUH".contains(c));
    if !vowel || !text.get(i + 1).is_some_and(Lexeme::is_word) {
        return false;
    }
    // "held Xi an against": no article stands before these.
    #[rustfmt::skip]
    const NO_NOUNS: &[&str] = &[
        "about", "across", "after", "again", "against", "among", "and", "are", "around", "as", "at",
        "had", "has", "have", "he", "her", "his", "if", "into", "is", "it", "its", "of", "on", "or",
        "until",
    ];
    let hyphen = text.get(i + 2).is_some_and(|h| h.is_mark('-')) && text.gap(i + 2) == Gap::None;
    if NO_NOUNS.contains(&next) && !hyphen {
        return false;
    }
    let place_before = listed(
        &["around", "at", "from", "in", "near", "of", "outside", "to", "toward", "towards"],
        text.text_before(i, 2),
    );
    !(place_before && first != "Long" || starts_upper(next))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Wade-Giles initials that take an aspirate, set apart from a final: "Ch en", "T ien-chin".
fn is_aspirated(first: &str, second: &str) -> bool {
    #[rustfmt::skip]
    const FINALS: &[&str] = &[
        "ae", "ai", "an", "ang", "ao", "eh", "ei", "en", "eng", "erh", "ia", "iang", "iao", "ieh",
        "ien", "ih", "in", "ing", "iu", "iung", "oe", "ou", "u", "uai", "uan", "uang", "ui", "un",
        "ung", "uo", "ü", "üan", "üeh", "ün",
    ];
    let two_letters = matches!(first, "Ch" | "Ts" | "Tz");
    let one_letter = matches!(first, "K" | "P" | "T");
    (two_letters || one_letter && !matches!(second, "an" | "in" | "u"))
        && FINALS.binary_search(&second).is_ok()
}

/// What follows the soft sign of Russian names.
const SOFT_ENDS: [&str; 15] = [
    "ev", "eva", "evich", "evna", "evskii", "evsky", "evskaia", "iev", "ieva", "ich", "ichev",
    "sk", "skii", "sky", "skaia",
];

/// Consonants that may be soft.
const fn is_soft(c: char) -> bool {
    matches!(c, 'b' | 'd' | 'f' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'z')
}

/// Finals of McCune-Reischauer that Wade-Giles lacks, set apart from an aspirate: "Chae-p il",
/// "Ch ol-su". Words of English are not among them.
fn is_korean_final(second: &str) -> bool {
    const FINALS: &[&str] = &[
        "ae", "aek", "aeng", "ak", "al", "am", "ap", "il", "im", "ip", "ok", "ol", "om", "ong",
        "ui", "uk", "ul", "um", "won", "wang", "yo", "yol", "yom", "yon", "yong",
    ];
    FINALS.contains(&second)
}

/// "Hoech ang", "Kwangch ong": finals behind a longer syllable that are no words of English.
fn ends_korean(second: &str) -> bool {
    matches!(second, "ae" | "aek" | "aeng" | "ang" | "ong" | "ung" | "yon" | "yong")
}

/// "Ch angdok", "Ch unghyon": a Korean or Chinese name of several syllables behind "Ch", which is no
/// word by itself.
fn is_korean_rest(first: &str, second: &str) -> bool {
    const OPENINGS: &[&str] = &["ae", "ang", "ol", "on", "ong", "oe", "un", "ung", "ul", "wi"];
    const ENGLISH: &[&str] =
        &["once", "one", "only", "onto", "angry", "angel", "under", "until", "unto", "old"];
    first == "Ch"
        && second.len() >= 5
        && OPENINGS.iter().any(|opening| second.starts_with(opening))
        && !ENGLISH.iter().any(|word| second.starts_with(word))
}

/// "Inch ŏn", "Chi Ch ŏng-ch ŏn", "P yŏngyang": no word of English has the vowel.
fn opens_korean(second: &str) -> bool {
    second.trim_start_matches(['y', 'w']).starts_with(['ŏ', 'ŭ'])
}

/// "Kim 's plan": the apostrophe is there, a blank before it is too many.
fn is_detached(text: &Lexemes<'_>, i: usize) -> bool {
    text.gap(i) == Gap::Space
        && text.get(i).is_some_and(|m| m.is_mark('\'') || m.is_mark('’'))
        && text.gap(i + 1) == Gap::None
        && text.text(i + 1) == "s"
        && text.gap(i + 2) != Gap::None
        && word_before(text, i).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(SPLIT_NAMES.is_sorted() && IRISH.is_sorted() && NEGATED.is_sorted());
    }

    #[test]
    fn restored() {
        for (raw, clean) in [
            ("Kim s plan", "Kim's plan"),
            ("from Inch ŏn to Kimp o in January", "from Inch'ŏn to Kimp'o in January"),
            ("Chi Ch ŏng-ch ŏn, whom", "Chi Ch'ŏng-ch'ŏn, whom"),
            ("the banker Zhang Jia ao left", "the banker Zhang Jia'ao left"),
            ("from Hoech ang to P anmunjŏm", "from Hoech'ang to P'anmunjŏm"),
            (
                "Wang K o-min and P u-i met Liu Shao-ch i.",
                "Wang K'o-min and P'u-i met Liu Shao-ch'i.",
            ),
            ("he held Xi an against them", "he held Xi'an against them"),
            (
                "Ri P il-gyu and Kim Ch aek went to Manp o, Namp o and Sup ung.",
                "Ri P'il-gyu and Kim Ch'aek went to Manp'o, Namp'o and Sup'ung.",
            ),
            ("A. M. Ignat ev wrote to Vasil evskii.", "A. M. Ignat'ev wrote to Vasil'evskii."),
            ("Vladimir Il ich Lenin and Fu Xiao an", "Vladimir Il'ich Lenin and Fu Xiao'an"),
            ("the People s Liberation Army", "the People's Liberation Army"),
            ("the United States  s answer", "the United States's answer"),
            ("the U.S. s role", "the U.S.'s role"),
            ("the Party (CCP) s Central Committee", "the Party (CCP)'s Central Committee"),
            ("II. KOREA S DIVISION\n\nKim s plan", "II. KOREA'S DIVISION\n\nKim's plan"),
            ("they don t and he didn t.", "they don't and he didn't."),
            ("They re here; I m late", "They're here; I'm late"),
            ("in the 1930 s and 1940 s.", "in the 1930s and 1940s."),
            ("in 1965 s budget", "in 1965's budget"),
            ("that s I and Shi a Islam", "that's I and Shi'a Islam"),
            ("in the mid-1950 s", "in the mid-1950s"),
            ("the base at Yan an fell", "the base at Yan'an fell"),
            ("the Yan an faction", "the Yan'an faction"),
            ("Ze ev Jabotinsky and Ya akov Dori", "Ze'ev Jabotinsky and Ya'akov Dori"),
            ("from Xi an on foot", "from Xi'an on foot"),
            ("the Xi an Incident", "the Xi'an Incident"),
            ("in Tian anmen Square", "in Tian'anmen Square"),
            ("Ch en Tu-hsiu and Ts ai Yuan-p ei", "Ch'en Tu-hsiu and Ts'ai Yuan-p'ei"),
            ("So Chae-p il and Yun Ch i-ho", "So Chae-p'il and Yun Ch'i-ho"),
            ("at Inch on, near the Ch angdok Palace", "at Inch'on, near the Ch'angdok Palace"),
            ("the Taewon gun left P yongyang", "the Taewon'gun left P'yongyang"),
            ("a coup d état in Côte d Ivoire", "a coup d'état in Côte d'Ivoire"),
            ("Valéry Giscard d Estaing", "Valéry Giscard d'Estaing"),
            ("Sa id Pasha and Isma il", "Sa'id Pasha and Isma'il"),
            ("Toussaint L Ouverture", "Toussaint L'Ouverture"),
            ("Captain O Neill and Mr. O Brien", "Captain O'Neill and Mr. O'Brien"),
            ("Stalin\ns answer", "Stalin's answer"),
            ("Stalin 's answer", "Stalin's answer"),
            ("at ten o clock", "at ten o'clock"),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn left_alone() {
        for raw in [
            "workers rights",
            "the letters r s t",
            "the letters s t u",
            "a s a p",
            "C o m m u n i s t",
            "x s-shaped bend",
            "Jack S. Levy",
            "JACK S LEVY",
            "Long an ally of Moscow, he fell",
            "they made Xi an honest offer",
            "he saw Yan and Xi",
            "for so long an answer",
            "plan B in May",
            "an inch on the map",
            "chapter, Ch only here",
            "the can top",
            "O Canada, O Lord",
            "won the war",
            "the section D office",
            "5 s later",
            "Group 20 s-curve",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
