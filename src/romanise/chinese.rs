//! Chinese: Wade-Giles and Hanyu Pinyin, syllable by syllable.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::fold;

/// Every Pinyin syllable, by initial (`v` stands for ü).
const SYLLABLES: &[(&str, &str)] = &[
    ("", "a ai an ang ao e ei en eng er o ou"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("r", "an ang ao e en eng i ong ou u ua uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
];

/// Surnames in Pinyin, the common ones of modern history; compound ones last.
const SURNAMES: &str = "ai an ao ba bai ban bao bei bi bian bo bu cai cao cen chai chang che chen \
    cheng chi chong chou chu chuai cong cui dai dang deng di diao ding dong dou du duan e fan fang \
    fei feng fu gai gan gang gao ge geng gong gou gu guan guang gui guo ha hai han hang hao he hei \
    heng hong hou hu hua huai huan huang hui huo ji jia jian jiang jiao jie jin jing jiu ju juan \
    jue kai kang ke kong kou kuai kuang kui lai lan lang lao le lei leng li lian liang liao lin \
    ling liu long lou lu luan lun luo lv ma mai man mang mao mei men meng mi miao min ming mo mou \
    mu na nan ni nian nie ning niu nong ou pan pang pei peng pi piao ping pu qi qian qiang qiao \
    qin qing qiu qu quan que ran rao ren rong ru ruan rui sa sang sha shan shang shao she shen \
    sheng shi shou shu shuai shui si song su sui sun suo tai tan tang tao teng tian tie tong tu \
    tuo wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue xun ya \
    yan yang yao ye yi yin ying yong you yu yuan yue yun zan zang zeng zha zhai zhan zhang zhao \
    zhen zheng zhi zhong zhou zhu zhuang zhuo zi zong zou zu zuo \
    dongfang duanmu gongsun huangfu linghu murong nangong ouyang shangguan sima situ xiahou \
    zhuge dugu wanyan aisin-gioro";

static PINYIN: LazyLock<HashMap<String, ()>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (initial, finals) in SYLLABLES {
        for rest in finals.split(' ') {
            let syllable = format!("{initial}{rest}");
            if rest.starts_with('v') {
                all.insert(syllable.replace('v', "u"), ());
            }
            all.insert(syllable, ());
        }
    }
    all
});

/// Wade-Giles without diacritics, with `'` for aspiration → the Pinyin syllables it can stand for.
static FROM_WADE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for (initial, finals) in SYLLABLES {
        for rest in finals.split(' ') {
            let pinyin = format!("{initial}{rest}");
            for wade in wade_giles_forms(initial, rest) {
                let pinyin = pinyin.replace('v', "u");
                let slot = all.entry(fold::plain(&wade)).or_default();
                if !slot.contains(&pinyin) {
                    slot.push(pinyin);
                }
            }
        }
    }
    all
});

static SURNAME_SET: LazyLock<HashMap<&'static str, ()>> =
    LazyLock::new(|| SURNAMES.split_whitespace().map(|s| (s, ())).collect());

/// The Wade-Giles spelling of a Pinyin syllable (ü written `ü` or `v`), with its diacritics;
/// `None` if it is no Pinyin syllable.
///
/// ```
/// assert_eq!(onomast::romanise::pinyin_to_wade_giles("zhou").as_deref(), Some("chou"));
/// assert_eq!(onomast::romanise::pinyin_to_wade_giles("xue").as_deref(), Some("hsüeh"));
/// ```
pub fn pinyin_to_wade_giles(syllable: &str) -> Option<String> {
    let syllable = syllable.to_lowercase().replace('ü', "v");
    SYLLABLES.iter().rev().find_map(|(initial, finals)| {
        let rest = syllable.strip_prefix(initial)?;
        finals.split(' ').find(|f| *f == rest)?;
        wade_giles_forms(initial, rest).into_iter().next()
    })
}

/// The Pinyin syllables that a Wade-Giles syllable can stand for, the likeliest first. Where the
/// apostrophe or the umlaut is missing, both readings are given.
///
/// ```
/// assert_eq!(onomast::romanise::wade_giles_to_pinyin("ch'ing"), ["qing"]);
/// assert_eq!(onomast::romanise::wade_giles_to_pinyin("ching"), ["jing", "qing"]);
/// ```
pub fn wade_giles_to_pinyin(syllable: &str) -> Vec<String> {
    let plain = fold::plain(syllable);
    let mut found = FROM_WADE.get(&plain).cloned().unwrap_or_default();
    if !plain.contains('\'') {
        for at in 1..plain.len().min(4) {
            let aspirated = format!(
                "{}'{}",
                &plain.get(..at).unwrap_or_default(),
                &plain.get(at..).unwrap_or_default()
            );
            for extra in FROM_WADE.get(&aspirated).into_iter().flatten() {
                if !found.contains(extra) {
                    found.push(extra.clone());
                }
            }
        }
    }
    found
}

/// Wade-Giles spellings of one Pinyin syllable: the standard one, then older or simpler ones.
fn wade_giles_forms(initial: &str, rest: &str) -> Vec<String> {
    let head = match initial {
        "b" => "p",
        "p" => "p'",
        "d" => "t",
        "t" => "t'",
        "g" => "k",
        "k" => "k'",
        "j" | "zh" => "ch",
        "q" | "ch" => "ch'",
        "x" => "hs",
        "r" => "j",
        "z" => "ts",
        "c" => "ts'",
        other => other,
    };
    let palatal = matches!(initial, "j" | "q" | "x");
    match (initial, rest) {
        ("z", "i") => return vec!["tzŭ".into(), "tze".into()],
        ("c", "i") => return vec!["tz'ŭ".into(), "tz'e".into()],
        ("s", "i") => return vec!["ssŭ".into(), "szŭ".into(), "sze".into()],
        ("", "e") => return vec!["ê".into(), "o".into()],
        ("", "er") => return vec!["êrh".into()],
        ("y", "i") => return vec!["i".into(), "yi".into()],
        ("y", "an") => return vec!["yen".into()],
        ("y", "e") => return vec!["yeh".into()],
        ("y", "ou") => return vec!["yu".into()],
        ("y", "u") => return vec!["yü".into()],
        ("y", "ong") => return vec!["yung".into()],
        ("y", "uan") => return vec!["yüan".into()],
        ("y", "ue") => return vec!["yüeh".into()],
        ("y", "un") => return vec!["yün".into()],
        ("g" | "k" | "h", "e") => return vec![format!("{head}o"), format!("{head}ê")],
        ("g" | "k" | "h", "uo") => return vec![format!("{head}uo")],
        ("sh", "uo") => return vec!["shuo".into()],
        ("g" | "k", "ui") => return vec![format!("{head}uei")],
        ("zh" | "ch" | "sh" | "r", "i") => return vec![format!("{head}ih")],
        ("l", "ve") => return vec!["lüeh".into(), "lio".into()],
        ("n", "ve") => return vec!["nüeh".into(), "nio".into()],
        _ => {}
    }
    let tail = match rest {
        "e" => return vec![format!("{head}ê"), format!("{head}êh")],
        "en" | "eng" => return vec![format!("{head}{}", rest.replace('e', "ê"))],
        "ian" => "ien",
        "ie" => "ieh",
        "iong" => "iung",
        "ong" => "ung",
        "uo" => "o",
        "ue" => "üeh",
        "v" => "ü",
        "u" if palatal => "ü",
        "uan" if palatal => "üan",
        "un" if palatal => "ün",
        other => other,
    };
    vec![format!("{head}{tail}")]
}

/// Whether `word` (plain) can be cut into at most `most` Pinyin syllables, apostrophes aside.
pub(crate) fn is_pinyin(word: &str, most: usize) -> bool {
    if word.is_empty() {
        return true;
    }
    if !word.is_ascii() || most == 0 {
        return false;
    }
    (1..=word.len().min(6)).any(|n| {
        PINYIN.contains_key(&word[..n]) && is_pinyin(word[n..].trim_start_matches('\''), most - 1)
    })
}

/// Whether `word` (plain) is a Chinese surname in Pinyin or Wade-Giles.
pub(crate) fn is_surname(word: &str) -> bool {
    SURNAME_SET.contains_key(word)
        || wade_giles_to_pinyin(word).iter().any(|p| SURNAME_SET.contains_key(p.as_str()))
}

/// How a name may be read as Chinese: joined Pinyin letters, family first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Read as Pinyin.
    pub(crate) pinyin: Option<String>,
    /// Read as Wade-Giles: every Pinyin spelling it may stand for.
    pub(crate) wade: Vec<String>,
    /// Those of them for which no apostrophe need have been lost.
    pub(crate) strict: Vec<String>,
}

/// The most Pinyin spellings that one Wade-Giles name is unfolded into.
const MOST_READINGS: usize = 64;

/// Reads the parts of a name (plain, split at spaces and hyphens). `hyphenated` tells whether a
/// hyphen stood between two of them, which Pinyin would not write: such a name is Wade-Giles if it
/// can be.
pub(crate) fn read(parts: &[String], hyphenated: bool) -> Reading {
    let letters = |p: &String| p.replace('\'', "");
    let mut pinyin = parts
        .iter()
        .all(|p| is_pinyin(p, 3))
        .then(|| parts.iter().map(letters).collect::<String>());
    let wade = product(parts, wade_readings);
    let strict = product(parts, |p| FROM_WADE.get(p).cloned().unwrap_or_default());
    if hyphenated && !wade.is_empty() {
        pinyin = None;
    }
    Reading { pinyin, wade, strict }
}

/// Every way to read all parts, joined; empty if one cannot be read or there are too many.
fn product(parts: &[String], readings: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let mut out = vec![String::new()];
    for part in parts {
        let options = readings(part);
        if options.is_empty() || out.len() * options.len() > MOST_READINGS {
            return Vec::new();
        }
        out = out.iter().flat_map(|w| options.iter().map(move |o| format!("{w}{o}"))).collect();
    }
    out
}

/// One Wade-Giles syllable, or two written together ("Tsetung") that Pinyin would not spell so.
pub(crate) fn wade_readings(part: &str) -> Vec<String> {
    let whole = wade_giles_to_pinyin(part);
    if !whole.is_empty() || !part.is_ascii() || is_pinyin(part, 3) {
        return whole;
    }
    (1..part.len())
        .filter_map(|at| Some((part.get(..at)?, part.get(at..)?)))
        .flat_map(|(head, tail)| {
            let tails = wade_giles_to_pinyin(tail);
            wade_giles_to_pinyin(head)
                .into_iter()
                .flat_map(move |h| tails.clone().into_iter().map(move |t| format!("{h}{t}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_go_both_ways() {
        for (pinyin, wade) in [
            ("zhou", "chou"),
            ("qing", "ch'ing"),
            ("xi", "hsi"),
            ("ri", "jih"),
            ("gui", "kuei"),
            ("ge", "ko"),
            ("zi", "tzŭ"),
            ("si", "ssŭ"),
            ("jiong", "chiung"),
            ("nü", "nü"),
            ("yan", "yen"),
            ("shuo", "shuo"),
            ("duo", "to"),
        ] {
            assert_eq!(pinyin_to_wade_giles(pinyin).as_deref(), Some(wade), "{pinyin}");
            assert!(wade_giles_to_pinyin(wade).contains(&pinyin.replace('ü', "u")), "{wade}");
        }
    }

    #[test]
    fn joined_syllables_are_cut() {
        assert!(is_pinyin("xiaoping", 2));
        assert!(is_pinyin("enlai", 2));
        assert!(!is_pinyin("stalin", 3));
        assert!(!is_pinyin("kaishek", 3));
    }
}
