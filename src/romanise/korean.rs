//! Korean: McCune-Reischauer, Revised Romanisation, North Korean usage and what newspapers made
//! of them. A spelling is read as the sounds it can stand for; two spellings agree if they share
//! a reading.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

/// Spellings of each surname, one surname a line.
const SURNAMES: &str = "kim gim ghim keum
yi lee rhee ri i li rhie yee ree reeh rii
pak park bak bahk pahk bark
choe choi choy chey
chung jeong chong jung cheong joung jong
kang gang kahng
cho jo joh
yun yoon youn
chang jang zhang
im lim rim yim leem
o oh
han hahn
sin shin
so seo suh su
kwon gwon kweon
hwang whang
an ahn
song
yu yoo ryu you yuh lyu
hong
chon jeon chun jun cheon
ko go koh goh
mun moon
son sohn
yang ryang
pae bae pai bai
paek baek paik baik
ho heo huh hur
no noh roh ro
nam
sim shim
ha
kwak gwak
sung seong
cha
chu ju joo choo
u woo
na ra nah rah
min
yom yeom youm
won
chin jin
ma
pang bang
kong gong
hyon hyun hyeon
ham
yo yeo lyuh yuh lyo ryo yoh
to do doh
sok seok suk
sol seol
son seon sun
kil gil
wi
pyo
myong myung myeong
ki gi kee
pan ban
wang
kum geum
ok
yuk
in
maeng
che je
mo
tak
kuk guk
hwangbo
namgung
tokko dokgo
sonu seonwu sunwoo
chegal jegal";

static SURNAME_OF: LazyLock<HashMap<&'static str, Vec<u8>>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Vec<u8>> = HashMap::new();
    for (id, line) in (0u8..).zip(SURNAMES.lines()) {
        for spelling in line.split_whitespace() {
            all.entry(spelling).or_default().push(id);
        }
    }
    all
});

/// The surnames that a plain spelling can stand for; empty if none.
pub(crate) fn surnames(word: &str) -> &'static [u8] {
    SURNAME_OF.get(word).map_or(&[], Vec::as_slice)
}

/// One syllable: onset and coda class, and the vowels its spelling can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syllable {
    onset: char,
    vowels: u32,
    coda: char,
}

impl Syllable {
    /// `None` if the two cannot be the same syllable; else 0 for the same spelling of the vowel
    /// and 1 where a mark must have been lost.
    fn distance(self, other: Self) -> Option<u32> {
        let same =
            self.onset == other.onset && self.coda == other.coda && self.vowels & other.vowels != 0;
        same.then_some(u32::from(self.vowels != other.vowels))
    }
}

const ONSETS: &[(&str, char)] = &[
    ("kkh", 'K'),
    ("tch", 'C'),
    ("kk", 'K'),
    ("kh", 'K'),
    ("gh", 'K'),
    ("tt", 'T'),
    ("th", 'T'),
    ("dt", 'T'),
    ("pp", 'P'),
    ("ph", 'P'),
    ("bb", 'P'),
    ("jj", 'C'),
    ("ch", 'C'),
    ("ss", 'S'),
    ("sh", 'S'),
    ("rh", 'L'),
    ("g", 'K'),
    ("k", 'K'),
    ("q", 'K'),
    ("d", 'T'),
    ("t", 'T'),
    ("b", 'P'),
    ("p", 'P'),
    ("j", 'C'),
    ("z", 'C'),
    ("s", 'S'),
    ("h", 'H'),
    ("n", 'N'),
    ("r", 'L'),
    ("l", 'L'),
    ("m", 'M'),
    ("", '-'),
];

const CODAS: &[(&str, char)] = &[
    ("ng", 'G'),
    ("ck", 'K'),
    ("k", 'K'),
    ("g", 'K'),
    ("n", 'N'),
    ("t", 'T'),
    ("d", 'T'),
    ("s", 'T'),
    ("ll", 'L'),
    ("l", 'L'),
    ("r", 'L'),
    ("m", 'M'),
    ("p", 'P'),
    ("b", 'P'),
    ("h", '-'),
    ("", '-'),
];

// The vowels, one bit each.
const A: u32 = 1;
const AE: u32 = 1 << 1;
const E: u32 = 1 << 2;
const EO: u32 = 1 << 3;
const O: u32 = 1 << 4;
const U: u32 = 1 << 5;
const EU: u32 = 1 << 6;
const I: u32 = 1 << 7;
const YA: u32 = 1 << 8;
const YE: u32 = 1 << 9;
const YEO: u32 = 1 << 10;
const YO: u32 = 1 << 11;
const YU: u32 = 1 << 12;
const WA: u32 = 1 << 13;
const WAE: u32 = 1 << 14;
const OE: u32 = 1 << 15;
const WEO: u32 = 1 << 16;
const WI: u32 = 1 << 17;
const UI: u32 = 1 << 18;

/// Longest first. "o" without its breve may be either o; "u" is also how English writers put the
/// open o ("sung") and the unrounded u.
const VOWELS: &[(&str, u32)] = &[
    ("yeou", YEO),
    ("yeo", YEO),
    ("yoo", YU),
    ("you", YU | YEO),
    ("yae", YE),
    ("eui", UI),
    ("wae", WAE | OE),
    ("weo", WEO),
    ("woo", U),
    ("ya", YA),
    ("ye", YE | E),
    ("yo", YO | YEO),
    ("yu", YU | YEO),
    ("yi", I | UI),
    ("wa", WA),
    ("we", OE | WAE),
    ("wi", WI),
    ("wo", WEO),
    ("wu", U),
    ("ae", AE),
    ("ai", AE),
    ("ay", AE),
    ("eo", EO),
    ("eu", EU),
    ("ee", I | UI),
    ("ei", E),
    ("ey", E),
    ("ie", I),
    ("oe", OE),
    ("oi", OE),
    ("oo", U | EU),
    ("ou", U | EO),
    ("ui", UI | WI),
    ("uh", EO),
    ("a", A),
    ("e", E | AE),
    ("i", I | UI),
    ("o", O | EO),
    ("u", U | EU | EO),
    ("y", I | EU),
];

/// Every way to cut `word` (plain; a breve may still stand as `ŏ`, `ŭ`) into 1 to `most` syllables.
pub(crate) fn syllables(word: &str, most: usize) -> Vec<Vec<Syllable>> {
    let mut out = Vec::new();
    let word: String = word.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    if !word.is_empty() {
        cut(&word, most, &mut Vec::new(), &mut out);
    }
    out
}

/// Cuttings kept for one word.
const MOST_CUTS: usize = 12;

fn cut(rest: &str, most: usize, done: &mut Vec<Syllable>, out: &mut Vec<Vec<Syllable>>) {
    if rest.is_empty() {
        out.push(done.clone());
        return;
    }
    if done.len() == most || out.len() >= MOST_CUTS {
        return;
    }
    for (onset_text, onset) in ONSETS {
        let Some(after) = rest.strip_prefix(onset_text) else { continue };
        for (vowel_text, vowels) in VOWELS {
            let Some(tail) = after.strip_prefix(vowel_text) else { continue };
            for (coda_text, coda) in CODAS {
                let Some(next) = tail.strip_prefix(coda_text) else { continue };
                done.push(Syllable { onset: *onset, vowels: *vowels, coda: *coda });
                cut(next, most, done, out);
                done.pop();
            }
        }
    }
}

/// A name read as Korean: the surnames it may carry and the ways to cut the given name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) family: Vec<u8>,
    pub(crate) given: Vec<Vec<Syllable>>,
}

impl Reading {
    /// Keys under which all spellings of this name can be found: surname, onsets and codas.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self
            .family
            .iter()
            .flat_map(|family| {
                self.given.iter().map(move |cut| {
                    let frame: String = cut.iter().flat_map(|s| [s.onset, s.coda]).collect();
                    format!("{family}:{frame}")
                })
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How many marks must have been lost for the two to be one name; `None` if they cannot be.
    pub(crate) fn distance(&self, other: &Self) -> Option<u32> {
        self.family.iter().find(|f| other.family.contains(f))?;
        self.given
            .iter()
            .flat_map(|a| other.given.iter().filter_map(|b| given_distance(a, b)))
            .min()
    }
}

fn given_distance(a: &[Syllable], b: &[Syllable]) -> Option<u32> {
    if a.len() != b.len() || a.is_empty() {
        return None;
    }
    a.iter().zip(b).map(|(x, y)| x.distance(*y)).sum()
}

/// Reads a name (plain parts, split at spaces and hyphens): surname first, or last as English
/// writers put it. Empty where it cannot be a Korean name.
pub(crate) fn read(parts: &[String]) -> Vec<Reading> {
    let mut out = Vec::new();
    if let [family, given @ ..] = parts {
        out.extend(with_family(family, given));
    }
    if let [given @ .., family] = parts {
        out.extend(with_family(family, given));
    }
    out
}

fn with_family(family: &str, given: &[String]) -> Option<Reading> {
    let family = surnames(family);
    if family.is_empty() || given.is_empty() || given.len() > 2 {
        return None;
    }
    let mut cuts: Vec<Vec<Syllable>> = vec![Vec::new()];
    for part in given {
        let ways = syllables(part, if given.len() == 1 { 2 } else { 1 });
        cuts = cuts
            .iter()
            .flat_map(|c| ways.iter().map(move |w| [c.as_slice(), w.as_slice()].concat()))
            .take(MOST_CUTS)
            .collect();
    }
    (!cuts.is_empty()).then(|| Reading { family: family.to_vec(), given: cuts })
}

/// Reads the name of a place: its syllables alone.
pub(crate) fn read_place(parts: &[String]) -> Option<Reading> {
    let word: String = parts.concat();
    let given = if word.len() >= 5 { syllables(&word, 4) } else { Vec::new() };
    // A place has no surname; one that no surname has keeps places among themselves.
    (!given.is_empty()).then(|| Reading { family: vec![u8::MAX], given })
}

/// Whether two plain words can be the same Korean given name or place ("Inchon", "Incheon").
pub(crate) fn same_word(a: &str, b: &str) -> Option<u32> {
    let (a, b) = (syllables(a, 4), syllables(b, 4));
    a.iter().flat_map(|x| b.iter().filter_map(|y| given_distance(x, y))).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::romanise::fold;

    fn distance(a: &str, b: &str) -> Option<u32> {
        let (a, b) = (read(&fold::words(a)), read(&fold::words(b)));
        a.iter().flat_map(|x| b.iter().filter_map(|y| x.distance(y))).min()
    }

    #[test]
    fn one_name_in_three_systems() {
        for (a, b) in [
            ("Kim Il-sung", "Kim Il-sŏng"),
            ("Kim Il-sung", "Gim Il-seong"),
            ("Syngman Rhee", "Yi Sŭng-man"),
            ("Syngman Rhee", "Lee Seung-man"),
            ("Park Chung Hee", "Pak Chŏng-hŭi"),
            ("Pak Hon-yong", "Park Heon-yeong"),
            ("Ch'oe Yong-gŏn", "Choi Yong-kun"),
        ] {
            assert!(distance(a, b).is_some(), "{a} / {b}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (a, b) in [
            ("Kim Il", "Kim Il-sung"),
            ("Kim Tu-bong", "Kim Il-sung"),
            ("Kim Jong-il", "Kim Jong-un"),
            ("Pak Il-yu", "Pak Hyo-sam"),
        ] {
            assert_eq!(distance(a, b), None, "{a} / {b}");
        }
    }
}
