//! Romanisation against facts: well-known names and names easily confused with them, and, where
//! the reference tables lie beside the checkout, against those.

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
        if plain(wade) == expected || back.iter().any(|p| *p == folded) {
            right += 1;
        } else {
            let _ = writeln!(report, "{wade} {pinyin}: {expected} {back:?}");
        }
    }
    println!("{right} of {all} syllables\n{report}");
    assert!(all > 350, "{all} rows read");
    assert!(f64::from(right) >= 0.98 * f64::from(all), "{report}");
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

#[test]
fn korean_words_meet_across_systems() {
    let tables = [
        "interscript/var-kor-Hang-Latn-mr-1939.tests.tsv",
        "interscript/alalc-kor-Hang-Latn-1997.tests.tsv",
        "interscript/moct-kor-Hang-Latn-2000.tests.tsv",
        "interscript/kp-kor-Hang-Latn-2002.tests.tsv",
        "interscript/bgnpcgn-kor-Hang-Latn-kn-1945.tests.tsv",
        "interscript/bgnpcgn-kor-Hang-Latn-rok-2011.tests.tsv",
    ];
    let mut by_hangul: std::collections::BTreeMap<String, Vec<String>> =
        std::collections::BTreeMap::new();
    for table in tables {
        let Some(text) = reference(table) else { return };
        for (hangul, latin) in text.lines().filter_map(|l| l.split_once('\t')) {
            let hangul: String = hangul.chars().filter(|c| c.is_alphabetic()).collect();
            let one_word = hangul.chars().count() <= 4 && !latin.contains(' ');
            if one_word {
                by_hangul.entry(hangul).or_default().push(latin.trim().to_owned());
            }
        }
    }
    let (mut right, mut all) = (0_u32, 0_u32);
    let mut report = String::new();
    for (hangul, spellings) in &by_hangul {
        for (i, a) in spellings.iter().enumerate() {
            for b in spellings.iter().skip(i + 1).filter(|b| *b != a) {
                all += 1;
                if same_korean_word(a, b) {
                    right += 1;
                } else {
                    let _ = writeln!(report, "{hangul} {a} {b}");
                }
            }
        }
    }
    println!("{right} of {all} pairs\n{report}");
    assert!(all >= 10, "{all} pairs");
    assert!(f64::from(right) >= 0.8 * f64::from(all), "{right} of {all}\n{report}");
}
