//! Romanisation against facts: well-known names and names easily confused with them, and, where
//! the reference tables lie beside the checkout, against those.
#![allow(clippy::print_stdout, reason = "says what is skipped and measured")]

use std::fmt::Write;
use std::path::Path;

use onomast::romanise::{Spelling, pinyin_to_wade_giles, same_korean_word, wade_giles_to_pinyin};

#[test]
fn well_known_names_meet_and_confusable_ones_do_not() {
    let mut report = String::new();
    let mut counts = [[0_u32; 2]; 2];
    for line in include_str!("data/romanised.tsv").lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [verdict, kind, a, b] = columns[..] else { panic!("{line:?}: expected four columns") };
        let spelling = |name| match kind {
            "LOC" => Spelling::place(name),
            _ => Spelling::person(name),
        };
        let found = spelling(a).is_same(&spelling(b));
        let expected = verdict == "same";
        counts[usize::from(expected)][usize::from(found == expected)] += 1;
        if found != expected {
            let _ = writeln!(report, "{line}");
        }
        assert_eq!(found, spelling(b).is_same(&spelling(a)), "{line}: not symmetric");
    }
    let [[joined, apart], [missed, met]] = counts;
    println!("{met} of {} met, {apart} of {} kept apart\n{report}", met + missed, apart + joined);
    assert!(met + missed >= 150 && apart + joined >= 150);
    assert_eq!(joined, 0, "names of two joined:\n{report}");
    assert!(f64::from(met) >= 0.97 * f64::from(met + missed), "{report}");
}

#[test]
fn spellings_that_agree_share_a_key() {
    for line in include_str!("data/romanised.tsv").lines().filter(|l| l.starts_with("same")) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, kind, a, b] = columns[..] else { panic!("{line:?}") };
        let spelling =
            |name| if kind == "LOC" { Spelling::place(name) } else { Spelling::person(name) };
        let (a, b) = (spelling(a), spelling(b));
        if a.agrees(&b).is_some() {
            let keys = b.keys();
            assert!(a.keys().iter().any(|k| keys.contains(k)), "{line}");
        }
    }
}

/// The folder of reference tables, or `None` with a line that says so.
fn reference(name: &str) -> Option<String> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/romanisation").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {name} is not beside the checkout");
    }
    text
}

fn without_tone(syllable: &str) -> String {
    syllable.trim_end_matches(|c: char| c.is_ascii_digit()).replace("u:", "ü")
}

#[test]
fn wade_giles_agrees_with_the_reference_table() {
    let Some(table) = reference("cjklib/wadegilespinyinmapping.csv") else { return };
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut report = String::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(|c| c.trim_matches('"')).collect();
        let [wade, pinyin, ..] = cells[..] else { continue };
        let Some(expected) = pinyin_to_wade_giles(pinyin) else { continue };
        all += 1;
        let plain = |t: &str| t.replace(['\u{2019}', '\u{2018}'], "'").to_lowercase();
        let back = wade_giles_to_pinyin(&plain(wade));
        let folded = pinyin.replace('ü', "u");
        if plain(wade) == expected || back.contains(&folded) {
            right += 1;
        } else {
            let _ = writeln!(report, "{wade} {pinyin}: {expected} {back:?}");
        }
    }
    println!("{right} of {all} syllables\n{report}");
    assert!(all > 350, "{all} rows read");
    // The rest are dialect readings that no modern text uses ("hsio" for "hsüeh").
    assert!(f64::from(right) >= 0.97 * f64::from(all), "{report}");
}

#[test]
fn two_character_readings_meet_in_both_systems() {
    let (Some(pinyin), Some(wade)) = (
        reference("interscript/sac-zho-Hans-Latn-1979.pairs.tsv"),
        reference("interscript/var-zho-Hani-Latn-wd-1979.pairs.tsv"),
    ) else {
        return;
    };
    let read = |text: &str| -> std::collections::HashMap<String, String> {
        text.lines()
            .filter_map(|l| l.split_once('\t'))
            .map(|(han, latin)| (han.to_owned(), without_tone(latin.trim())))
            .collect()
    };
    let (pinyin, wade) = (read(&pinyin), read(&wade));
    let (mut right, mut all) = (0_u32, 0_u32);
    for (han, p) in &pinyin {
        let Some(w) = wade.get(han) else { continue };
        if pinyin_to_wade_giles(p).is_none() || w.contains(' ') {
            continue;
        }
        // Characters with several readings differ between the tables; most have one.
        all += 1;
        right += u32::from(wade_giles_to_pinyin(w).iter().any(|x| *x == p.replace('ü', "u")));
    }
    println!("{right} of {all} characters");
    assert!(all > 1000 && f64::from(right) >= 0.93 * f64::from(all), "{right} of {all}");
}

/// A Hangul word in Revised letters, syllable by syllable; `None` where sounds would run together.
fn revised(word: &str) -> Option<String> {
    const ONSETS: [&str; 19] = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
        "p", "h",
    ];
    const VOWELS: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we", "wi", "yu", "eu", "ui", "i",
    ];
    let mut out = String::new();
    for c in word.chars() {
        let code = usize::try_from(u32::from(c).checked_sub(0xAC00)?).ok()?;
        if code >= 11_172 {
            return None;
        }
        let (onset, vowel, coda) = (code / 588, code / 28 % 21, code % 28);
        // Only n, m and ng leave the next syllable alone, and r at the start is its own story.
        let coda = match coda {
            0 => "",
            4 => "n",
            16 => "m",
            21 => "ng",
            _ => return None,
        };
        // Old spellings: sounds that are no longer spoken as they are written.
        let bright = matches!(vowel, 2 | 3 | 6 | 7 | 12 | 17);
        let front = bright || vowel == 20;
        let archaic = (matches!(onset, 3 | 4 | 16) && front)
            || (matches!(onset, 9 | 10 | 12 | 13 | 14) && bright)
            || (onset == 2 && front && out.is_empty());
        if onset == 5 || archaic {
            return None;
        }
        out.push_str(ONSETS.get(onset)?);
        out.push_str(VOWELS.get(vowel)?);
        out.push_str(coda);
    }
    Some(out)
}

#[test]
fn korean_words_meet_across_systems() {
    let tables = [
        "interscript/var-kor-Hang-Latn-mr-1939.tests.tsv",
        "interscript/alalc-kor-Hang-Latn-1997.tests.tsv",
        "interscript/moct-kor-Hang-Latn-2000.tests.tsv",
        "interscript/bgnpcgn-kor-Hang-Latn-kn-1945.tests.tsv",
        "interscript/bgn-kor-Hang-Latn-1943.tests.tsv",
    ];
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut report = String::new();
    for table in tables {
        let Some(text) = reference(table) else { return };
        for (hangul, latin) in text.lines().filter_map(|l| l.split_once('\t')) {
            if hangul.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            let word: String = hangul.chars().filter(|c| c.is_alphabetic()).collect();
            let Some(expected) = revised(&word).filter(|_| word.chars().count() <= 4) else {
                continue;
            };
            all += 1;
            if same_korean_word(latin, &expected) || latin.to_lowercase() == expected {
                right += 1;
            } else {
                let _ = writeln!(report, "{table} {hangul} {latin} {expected}");
            }
        }
    }
    println!("{right} of {all} words\n{report}");
    assert!(all >= 25, "{all} words");
    assert!(f64::from(right) >= 0.95 * f64::from(all), "{right} of {all}\n{report}");
}
