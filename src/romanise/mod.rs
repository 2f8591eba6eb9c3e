//! One name in two alphabets' habits: whether two spellings can be the same Chinese, Korean or
//! Russian name.
//!
//! A [`Spelling`] is read once, under every system it could belong to. [`Spelling::agrees`] tells
//! whether two of them can be one name, and by which system; [`Spelling::keys`] puts spellings
//! that can agree into the same bucket, so that large lists need no comparison of all pairs.

mod chinese;
pub(crate) mod fold;
mod irregular;
mod korean;
mod slavic;

pub use chinese::{pinyin_to_wade_giles, wade_giles_to_pinyin};
pub(crate) use irregular::modern_place;

/// The system by which two spellings are the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// The two are listed as spellings of one name that no rule explains.
    Irregular,
    /// Wade-Giles and Hanyu Pinyin.
    Chinese,
    /// McCune-Reischauer, Revised Romanisation, North Korean usage.
    Korean,
    /// Transliterations of Cyrillic.
    Cyrillic,
}

impl System {
    /// How a sentence names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Irregular => "customary spelling",
            Self::Chinese => "Wade-Giles and Pinyin",
            Self::Korean => "romanisation of Korean",
            Self::Cyrillic => "transliteration of Russian",
        }
    }
}

/// What a name names, as far as spelling is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// A person: surname and given name, in either order.
    Person,
    /// A place.
    Place,
}

/// How well two spellings agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// By which system.
    pub system: System,
    /// Weighted distance of their syllables: 0 where the rules alone explain the difference, more
    /// for each mark (breve, apostrophe) that must have been lost on the way.
    pub distance: f32,
}

/// A name, read under every system it could be spelled in.
#[derive(Clone, Debug)]
pub struct Spelling {
    domain: Domain,
    key: String,
    irregular: Option<u16>,
    chinese: chinese::Reading,
    chinese_name: bool,
    korean: Vec<korean::Reading>,
    cyrillic: Vec<String>,
}

impl Spelling {
    /// Reads a person's name, without titles.
    pub fn person(name: &str) -> Self {
        let parts = parts(name);
        let chinese_name = is_chinese_name(&parts);
        Self {
            domain: Domain::Person,
            key: fold::key(name),
            irregular: irregular::person(name),
            chinese: chinese_if(chinese_name, name, &parts),
            chinese_name,
            korean: korean::read(&parts),
            cyrillic: if chinese_name { Vec::new() } else { cyrillic(&parts) },
        }
    }

    /// Reads a lone name of a person ("Cixi", "Tz'u-hsi"): as Chinese of two syllables or more, and
    /// as nothing else, for a short name looks like many.
    pub fn lone(name: &str) -> Self {
        let parts = parts(name);
        let long = parts.len() > 1 || !parts.iter().any(|p| chinese::is_pinyin(p, 1));
        Self {
            domain: Domain::Person,
            key: fold::key(name),
            irregular: None,
            chinese: chinese_if(long, name, &parts),
            chinese_name: true,
            korean: Vec::new(),
            cyrillic: Vec::new(),
        }
    }

    /// Reads the name of a place.
    pub fn place(name: &str) -> Self {
        let parts = parts(name);
        let chinese = chinese::read(&parts, hyphenated(name));
        let chinese_name = chinese.pinyin.is_some() || !chinese.wade.is_empty();
        let korean = korean::read_place(&parts);
        let western = !chinese_name && korean.is_none();
        Self {
            domain: Domain::Place,
            key: fold::key(name),
            irregular: irregular::place(name),
            chinese,
            chinese_name,
            korean: korean.into_iter().collect(),
            cyrillic: if western { cyrillic(&parts) } else { Vec::new() },
        }
    }

    /// Buckets: two spellings that agree share at least one of these.
    pub fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        keys.extend(self.irregular.map(|id| format!("i:{id}")));
        keys.extend(self.chinese.pinyin.iter().map(|p| format!("c:{p}")));
        keys.extend(self.chinese.wade.iter().map(|p| format!("c:{p}")));
        keys.extend(self.korean.iter().flat_map(|r| r.keys()).map(|k| format!("k:{k}")));
        if !self.cyrillic.is_empty() {
            let mut words = self.cyrillic.clone();
            words.sort_unstable();
            keys.push(format!("r:{}", words.join(" ")));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether two different spellings can be one name; `None` if not, or if they are the same
    /// letters anyway.
    ///
    /// ```
    /// use onomast::romanise::{Spelling, System};
    /// let same = |a, b| Spelling::person(a).agrees(&Spelling::person(b)).map(|a| a.system);
    /// assert_eq!(same("Mao Tse-tung", "Mao Zedong"), Some(System::Chinese));
    /// assert_eq!(same("Pak Chŏng-hŭi", "Park Chung Hee"), Some(System::Korean));
    /// assert_eq!(same("Kim Il", "Kim Il-sung"), None);
    /// ```
    pub fn agrees(&self, other: &Self) -> Option<Agreement> {
        if self.domain != other.domain || self.key == other.key {
            return None;
        }
        if self.irregular.is_some() && self.irregular == other.irregular {
            return Some(Agreement { system: System::Irregular, distance: 0.0 });
        }
        self.agrees_in_chinese(other)
            .or_else(|| self.agrees_in_korean(other))
            .or_else(|| self.agrees_in_cyrillic(other))
    }

    /// Whether the two are the same letters, or can be one name.
    pub fn is_same(&self, other: &Self) -> bool {
        self.domain == other.domain && (self.key == other.key || self.agrees(other).is_some())
    }

    /// One read as Pinyin, the other as Wade-Giles; or both Wade-Giles with a mark lost in one.
    fn agrees_in_chinese(&self, other: &Self) -> Option<Agreement> {
        let crosses = |a: &Self, b: &Self| {
            let pinyin = a.chinese.pinyin.as_ref()?;
            let strict = b.chinese.strict.contains(pinyin);
            if !strict && !b.chinese.wade.contains(pinyin) {
                return None;
            }
            match (strict, b.chinese.pinyin.is_none()) {
                (true, true) => Some(0.0),
                (false, true) => Some(0.25),
                // "Lin Piao" could be Pinyin as well; "Lin Biao" cannot be Wade-Giles, and the
                // rules alone lead from one to the other.
                (true, false) if a.chinese.wade.is_empty() => Some(0.5),
                _ => None,
            }
        };
        let both_wade = || {
            let plain_wade = self.chinese.pinyin.is_none() || other.chinese.pinyin.is_none();
            let shared = self.chinese.wade.iter().any(|w| other.chinese.wade.contains(w));
            (plain_wade && shared).then_some(0.25)
        };
        let distance = crosses(self, other).or_else(|| crosses(other, self)).or_else(both_wade)?;
        Some(Agreement { system: System::Chinese, distance })
    }

    fn agrees_in_korean(&self, other: &Self) -> Option<Agreement> {
        // A name that may as well be Chinese needs a partner that is plainly Korean.
        if self.chinese_name && other.chinese_name {
            return None;
        }
        let lost = self
            .korean
            .iter()
            .flat_map(|a| other.korean.iter().filter_map(|b| a.distance(b)))
            .min()?;
        let distance = 0.25 * f32::from(u8::try_from(lost).unwrap_or(u8::MAX));
        Some(Agreement { system: System::Korean, distance })
    }

    fn agrees_in_cyrillic(&self, other: &Self) -> Option<Agreement> {
        let same = !self.cyrillic.is_empty()
            && self.cyrillic.len() == other.cyrillic.len()
            && self.cyrillic.iter().all(|w| other.cyrillic.contains(w));
        same.then_some(Agreement { system: System::Cyrillic, distance: 0.0 })
    }
}

/// The key of one word under the transliterations of Cyrillic.
pub(crate) fn cyrillic_key(word: &str) -> String {
    slavic::key(word)
}

/// Whether two plain words can be spellings of one Korean word ("Inchon", "Incheon").
pub fn same_korean_word(a: &str, b: &str) -> bool {
    korean::same_word(&fold::key(a), &fold::key(b)).is_some()
}

/// Whether a plain word is a surname of Chinese, in Pinyin or Wade-Giles.
pub(crate) fn is_chinese_surname(word: &str) -> bool {
    chinese::is_surname(word)
}

/// Whether a plain word is a surname of Korean in any spelling.
pub(crate) fn is_korean_surname(word: &str) -> bool {
    !korean::surnames(word).is_empty()
}

/// Whether a plain word can be a given name of one or two Chinese syllables.
pub(crate) fn is_chinese_given(parts: &[String]) -> bool {
    match parts {
        [one] => chinese::is_pinyin(one, 2) || !chinese::wade_readings(one).is_empty(),
        [a, b] => {
            [a, b].iter().all(|p| chinese::is_pinyin(p, 1) || !wade_giles_to_pinyin(p).is_empty())
        }
        _ => false,
    }
}

/// Whether plain words can be a given name of one or two Korean syllables.
pub(crate) fn is_korean_given(parts: &[String]) -> bool {
    match parts {
        [one] => !korean::syllables(one, 2).is_empty(),
        [_, _] => parts.iter().all(|p| !korean::syllables(p, 1).is_empty()),
        _ => false,
    }
}

/// Plain parts of a name, split at spaces and hyphens; apostrophes are kept, for they tell
/// aspiration.
fn parts(name: &str) -> Vec<String> {
    fold::plain(name)
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|p| p.trim_matches('\'').to_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

/// The name as Chinese where it can be a Chinese one, or else no reading.
fn chinese_if(can_be: bool, name: &str, parts: &[String]) -> chinese::Reading {
    if can_be { chinese::read(parts, hyphenated(name)) } else { chinese::Reading::default() }
}

/// Whether a hyphen joins two parts of a name.
fn hyphenated(name: &str) -> bool {
    name.trim_matches(fold::is_dash).contains(fold::is_dash)
}

fn is_chinese_name(parts: &[String]) -> bool {
    matches!(parts, [family, given @ ..]
        if !given.is_empty() && chinese::is_surname(family) && is_chinese_given(given))
}

fn cyrillic(parts: &[String]) -> Vec<String> {
    // Initials, numbers and small words must agree letter by letter; a name of them alone is none.
    let key = |p: &String| if p.len() >= 4 { slavic::key(p) } else { p.replace('\'', "") };
    if parts.iter().any(|p| p.len() >= 4) { parts.iter().map(key).collect() } else { Vec::new() }
}
