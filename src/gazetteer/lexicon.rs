//! Word lists that say what kind of thing a neighbouring word belongs to: ranks, offices,
//! nationalities, surnames, the head words of organisations, places and events.
//!
//! Each list is compiled in, read on first use and shared. Look-ups ignore case, diacritics, the
//! kind of apostrophe or hyphen and a final full stop, so `Lt.`, `LT` and `lt` are one word; a
//! caller to whom capitals matter looks at the text itself.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use foldhash::fast::FixedState;

use super::fold::{is_apostrophe, push_folded};

/// One compiled-in list of words and short phrases.
#[derive(Debug)]
pub struct WordList {
    name: &'static str,
    source: &'static str,
    words: OnceLock<Words>,
}

#[derive(Debug)]
struct Words {
    keys: HashSet<String, FixedState>,
    longest: usize,
}

impl WordList {
    const fn new(name: &'static str, source: &'static str) -> Self {
        Self { name, source, words: OnceLock::new() }
    }

    /// The list's name: the stem of its file in `gazetteers/lexicon`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the list holds this word or phrase.
    pub fn contains(&self, word: &str) -> bool {
        self.words().keys.contains(&key(word))
    }

    /// The words as written in the list, in its order (a word may come twice).
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.source
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split(','))
            .map(str::trim)
            .filter(|word| !word.is_empty())
    }

    /// Number of different words.
    pub fn len(&self) -> usize {
        self.words().keys.len()
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of words in the longest phrase: how far a caller has to look ahead.
    pub fn longest(&self) -> usize {
        self.words().longest
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| {
            let keys: HashSet<String, FixedState> = self.iter().map(key).collect();
            let longest = keys.iter().map(|k| k.split(' ').count()).max().unwrap_or_default();
            Words { keys, longest }
        })
    }
}

/// The form in which words are compared.
fn key(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.trim().trim_end_matches('.').chars() {
        match c {
            '-' | '‐' | '‑' | '–' => out.push(' '),
            c if is_apostrophe(c) || c == '.' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => push_folded(c, &mut out),
        }
    }
    out
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name() -> &'static WordList {
                static LIST: WordList = WordList::new(
                    stringify!($name),
                    include_str!(concat!("../../gazetteers/lexicon/", stringify!($name), ".txt")),
                );
                &LIST
            }
        )*

        /// Every list, for documentation and tests.
        pub fn all() -> &'static [&'static WordList] {
            static ALL: LazyLock<Vec<&'static WordList>> = LazyLock::new(|| vec![$($name()),*]);
            &ALL
        }
    };
}

lists! {
    /// Forms of address: Mr, Comrade, Sir, Pasha.
    honorifics;
    /// Offices before a name: President, Foreign Minister, Emperor, Ambassador.
    offices;
    /// Military ranks, also abbreviated: Field Marshal, Lt Gen.
    ranks;
    /// Head words of units and forces: Army, Division, Fleet.
    military_units;
    /// Head words of organisations: Committee, Ministry, Party, University.
    organisation_heads;
    /// Head words of places: River, Province, Peninsula.
    place_heads;
    /// Head words of events, treaties and documents: War, Treaty, Incident, Uprising.
    events;
    /// Month names and their abbreviations.
    months;
    /// Days of the week and their abbreviations.
    weekdays;
    /// Nationalities, peoples, languages, creeds and party adherents: capitalised, never a name.
    demonyms;
    /// Chinese surnames in pinyin, Wade-Giles and Cantonese spellings.
    chinese_surnames;
    /// Korean surnames in all current romanisations.
    korean_surnames;
    /// Frequent Japanese surnames.
    japanese_surnames;
    /// Vietnamese surnames.
    vietnamese_surnames;
    /// Frequent Russian surnames.
    russian_surnames;
    /// Given names of western Europe and the Americas.
    western_given_names;
    /// Russian given names.
    russian_given_names;
}

/// Whether the word is a title of any sort (form of address, office or rank).
pub fn is_title(word: &str) -> bool {
    [honorifics(), offices(), ranks()].iter().any(|list| list.contains(word))
}

/// Whether the word is a given name, Western or Russian.
pub fn is_given_name(word: &str) -> bool {
    western_given_names().contains(word) || russian_given_names().contains(word)
}

/// Whether the word is a surname of a language that writes it first: Chinese, Korean, Japanese or
/// Vietnamese.
pub fn is_leading_surname(word: &str) -> bool {
    [chinese_surnames(), korean_surnames(), japanese_surnames(), vietnamese_surnames()]
        .iter()
        .any(|list| list.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_of_the_query_does_not_matter() {
        for word in ["Lt. Gen.", "LT GEN", "lt gen", " Lt  Gen. "] {
            assert!(ranks().contains(word), "{word}");
        }
        assert!(offices().contains("Secretary–General"));
        assert!(demonyms().contains("Shi’ite"));
        assert!(vietnamese_surnames().contains("Nguyen"));
        assert!(chinese_surnames().contains("Ch’en"));
        assert!(!ranks().contains("Generals"));
    }

    #[test]
    fn no_list_is_empty_and_every_word_is_found() {
        for list in all() {
            assert!(list.len() > 10, "{} is too short", list.name());
            for word in list.iter() {
                assert!(list.contains(word), "{}: {word}", list.name());
            }
        }
    }

    #[test]
    fn the_longest_phrase_is_counted_in_words() {
        assert_eq!(months().longest(), 1);
        assert!(offices().longest() >= 3);
    }

    #[test]
    fn a_nationality_is_no_place_and_a_place_no_nationality() {
        assert!(demonyms().contains("Chinese"));
        assert!(!demonyms().contains("China"));
        assert!(is_title("Comrade") && is_title("Premier") && is_title("Colonel"));
        assert!(is_given_name("Winston") && is_given_name("Vyacheslav"));
        assert!(is_leading_surname("Mao") && is_leading_surname("Kim"));
    }
}
