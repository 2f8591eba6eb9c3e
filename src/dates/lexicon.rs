//! The words of dates: months, weekdays, seasons, units, numbers, reigns.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::lexer::class;

/// Units of time.
pub(super) mod unit {
    /// A unit of time.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub(in crate::dates) enum Unit {
        Second,
        Minute,
        Hour,
        Day,
        Weekend,
        Week,
        Fortnight,
        Month,
        Quarter,
        Year,
        Decade,
        Century,
        Millennium,
    }

    impl Unit {
        const ALL: [Unit; 13] = [
            Self::Second,
            Self::Minute,
            Self::Hour,
            Self::Day,
            Self::Weekend,
            Self::Week,
            Self::Fortnight,
            Self::Month,
            Self::Quarter,
            Self::Year,
            Self::Decade,
            Self::Century,
            Self::Millennium,
        ];

        /// The number under which the lexicon holds it.
        pub(in crate::dates) const fn value(self) -> i32 {
            self as i32
        }

        /// The unit of that number.
        pub(in crate::dates) fn from_value(value: i32) -> Option<Self> {
            Self::ALL.into_iter().find(|u| u.value() == value)
        }
    }
}

use unit::Unit;

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Its classes.
    pub(super) classes: u64,
    /// Its number.
    pub(super) value: i32,
    /// Its number as a literal word of the grammar; 0 for none.
    pub(super) word: u16,
    /// Whether the classes hold only where it starts with a capital ("May", "March").
    pub(super) needs_capital: bool,
}

/// A fast hash for short keys; the keys are the grammar's own, so no flooding can happen.
#[derive(Clone, Copy, Default)]
pub(super) struct ShortHash(u64);

impl Hasher for ShortHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// All words of the grammar.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<String, Entry, BuildHasherDefault<ShortHash>>,
    words: u16,
}

const MONTHS: [(&str, i32); 12] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
];

const MONTH_ABBREVIATIONS: [(&str, i32); 14] = [
    ("jan", 1),
    ("feb", 2),
    ("febr", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("novem", 11),
];

const WEEKDAYS: [(&str, i32); 7] = [
    ("monday", 1),
    ("tuesday", 2),
    ("wednesday", 3),
    ("thursday", 4),
    ("friday", 5),
    ("saturday", 6),
    ("sunday", 7),
];

const WEEKDAY_ABBREVIATIONS: [(&str, i32); 10] = [
    ("mon", 1),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("fri", 5),
    ("sat", 6),
    ("sun", 7),
];

const SEASONS: [(&str, i32); 5] =
    [("spring", 1), ("summer", 2), ("autumn", 3), ("fall", 3), ("winter", 4)];

const UNITS: [(&str, &str, Unit); 13] = [
    ("sec", "seconds", Unit::Second),
    ("minute", "minutes", Unit::Minute),
    ("hour", "hours", Unit::Hour),
    ("day", "days", Unit::Day),
    ("weekend", "weekends", Unit::Weekend),
    ("week", "weeks", Unit::Week),
    ("fortnight", "fortnights", Unit::Fortnight),
    ("month", "months", Unit::Month),
    ("quarter", "quarters", Unit::Quarter),
    ("year", "years", Unit::Year),
    ("decade", "decades", Unit::Decade),
    ("century", "centuries", Unit::Century),
    ("millennium", "millennia", Unit::Millennium),
];

/// Words of time that belong to no other class.
const TIME_WORDS: &[&str] = &[
    "now",
    "nowadays",
    "currently",
    "presently",
    "present",
    "modern",
    "time",
    "current",
    "recently",
    "recent",
    "past",
    "former",
    "future",
    "soon",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "hourly",
    "nightly",
    "fortnightly",
    "biweekly",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "overnight",
    "noon",
    "midday",
    "midnight",
    "duration",
    "period",
    "fiscal",
    "clock",
    "times",
    "while",
    "/",
    "cent",
    "c",
    "once",
    "twice",
    "term",
    "ahead",
    ".",
];

const UNIT_ABBREVIATIONS: [(&str, Unit); 5] = [
    ("hrs", Unit::Hour),
    ("mins", Unit::Minute),
    ("secs", Unit::Second),
    ("yrs", Unit::Year),
    ("wks", Unit::Week),
];

const CARDINALS: [(&str, i32); 30] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
    ("dozen", 12),
];

const ORDINALS: [(&str, i32); 29] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
    ("last", -1),
];

const DECADE_WORDS: [(&str, i32); 8] = [
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];

/// Parts of the day, with the TIMEX3 letters by number.
const DAY_PARTS: [(&str, i32); 17] = [
    ("midmorning", 1),
    ("midafternoon", 2),
    ("morning", 1),
    ("mornings", 1),
    ("forenoon", 1),
    ("afternoon", 2),
    ("afternoons", 2),
    ("evening", 3),
    ("evenings", 3),
    ("night", 4),
    ("nights", 4),
    ("dawn", 1),
    ("dusk", 3),
    ("daybreak", 1),
    ("nightfall", 4),
    ("sunrise", 1),
    ("sunset", 3),
];

/// Feasts that a single word names.
const FEASTS: &[&str] = &[
    "christmas",
    "candlemas",
    "michaelmas",
    "halloween",
    "easter",
    "whitsun",
    "whitsunday",
    "pentecost",
    "thanksgiving",
];

/// Reigns and eras whose years are counted, with the Gregorian year of their year 0.
const ERAS: [(&str, i32); 22] = [
    ("meiji", 1867),
    ("taisho", 1911),
    ("showa", 1925),
    ("heisei", 1988),
    ("reiwa", 2018),
    ("minguo", 1911),
    ("minkuo", 1911),
    ("juche", 1911),
    ("guangxu", 1874),
    ("kuanghsu", 1874),
    ("xuantong", 1908),
    ("tongzhi", 1861),
    ("xianfeng", 1850),
    ("daoguang", 1820),
    ("jiaqing", 1795),
    ("qianlong", 1735),
    ("yongzheng", 1722),
    ("kangxi", 1661),
    ("gwangmu", 1896),
    ("kwangmu", 1896),
    ("yunghui", 1906),
    ("dangun", -2333),
];

const REPUBLICAN_MONTHS: [(&str, i32); 12] = [
    ("vendemiaire", 1),
    ("brumaire", 2),
    ("frimaire", 3),
    ("nivose", 4),
    ("pluviose", 5),
    ("ventose", 6),
    ("germinal", 7),
    ("floreal", 8),
    ("prairial", 9),
    ("messidor", 10),
    ("thermidor", 11),
    ("fructidor", 12),
];

const ZONES: &[&str] =
    &["gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "cet"];

/// Prepositions and the like after which a bare month or year is a time.
const PREPOSITIONS: &[&str] = &[
    "in",
    "on",
    "since",
    "by",
    "until",
    "till",
    "during",
    "from",
    "to",
    "of",
    "before",
    "after",
    "through",
    "throughout",
    "between",
    "and",
    "or",
    "but",
    "around",
    "about",
    "circa",
    "that",
    "this",
    "last",
    "next",
    "previous",
    "preceding",
    "following",
    "at",
    "for",
    "into",
    "toward",
    "towards",
    "when",
    "within",
    "past",
    "as",
    "than",
    "if",
    "so",
    "each",
    "every",
    "ending",
    "beginning",
    "dated",
    "ended",
];

/// What is counted with large numbers.
const QUANTITIES: &[&str] = &[
    "men",
    "women",
    "soldiers",
    "troops",
    "people",
    "persons",
    "officers",
    "workers",
    "peasants",
    "prisoners",
    "casualties",
    "tons",
    "tonnes",
    "kg",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "mile",
    "meters",
    "metres",
    "meter",
    "metre",
    "feet",
    "yards",
    "acres",
    "hectares",
    "dollars",
    "rubles",
    "roubles",
    "yuan",
    "pounds",
    "won",
    "yen",
    "francs",
    "marks",
    "percent",
    "per",
    "copies",
    "pages",
    "words",
    "rifles",
    "guns",
    "tanks",
    "aircraft",
    "planes",
    "trucks",
    "vehicles",
    "horses",
    "ships",
    "houses",
    "families",
    "households",
    "villages",
    "students",
    "refugees",
    "civilians",
    "members",
    "delegates",
    "cases",
    "items",
    "documents",
    "barrels",
    "liters",
    "litres",
    "gallons",
    "degrees",
    "points",
    "votes",
    "seats",
    "hours",
    "hrs",
    "gmt",
    "million",
    "thousand",
    "billion",
    "hundred",
    "others",
    "square",
    "cubic",
    "inhabitants",
    "passengers",
    "wounded",
    "dead",
    "killed",
    "fighters",
    "sailors",
    "cadres",
    "units",
    "shares",
    "employees",
    "jobs",
    "cavalry",
    "infantry",
    "strong",
    "head",
    "bushels",
];

/// What a number after it names.
const LABELS: &[&str] = &[
    "no",
    "nos",
    "nr",
    "number",
    "numbers",
    "p",
    "pp",
    "page",
    "pages",
    "box",
    "boxes",
    "fond",
    "fonds",
    "folder",
    "file",
    "files",
    "roll",
    "reel",
    "vol",
    "volume",
    "op",
    "opis",
    "delo",
    "list",
    "doc",
    "document",
    "resolution",
    "order",
    "rg",
    "room",
    "route",
    "hill",
    "article",
    "section",
    "chapter",
    "telegram",
    "ext",
    "tel",
    "fax",
    "phone",
    "isbn",
    "issn",
    "line",
    "lines",
    "inv",
    "entry",
    "case",
    "bullet",
    "serial",
    "protocol",
    "frame",
    "item",
    "height",
    "highway",
    "suite",
    "cable",
    "despatch",
    "dispatch",
    "airgram",
    "unit",
    "regiment",
    "flight",
    "directive",
    "law",
    "bill",
    "code",
    "gate",
    "bus",
    "camp",
    "battery",
    "model",
    "type",
    "note",
];

const STREETS: &[&str] = &[
    "avenue",
    "ave",
    "street",
    "st",
    "road",
    "rd",
    "boulevard",
    "blvd",
    "drive",
    "dr",
    "lane",
    "ln",
    "square",
    "place",
    "court",
    "nw",
    "ne",
    "sw",
    "se",
];

const EVENTS: &[&str] = &[
    "incident",
    "revolution",
    "uprising",
    "movement",
    "coup",
    "days",
    "manifesto",
    "plot",
    "crisis",
    "decree",
    "war",
    "offensive",
    "plenum",
    "conference",
    "putsch",
    "rebellion",
    "revolt",
    "campaign",
    "massacre",
    "mutiny",
    "accord",
    "accords",
    "agreement",
    "treaty",
    "protocol",
    "theses",
    "faction",
    "group",
    "purge",
    "constitution",
    "demonstrations",
    "laws",
    "line",
];

const OWNERS: &[&str] = &["his", "her", "their", "my", "our", "your", "its", "whose"];

const CITATIONS: &[&str] = &[
    "pp",
    "press",
    "ibid",
    "eds",
    "ed",
    "vol",
    "vols",
    "trans",
    "publishers",
    "publishing",
    "cited",
    "op",
    "cit",
    "isbn",
    "issn",
    "copyright",
    "avprf",
    "rgaspi",
    "apr",
    "aprf",
    "nara",
    "fond",
    "opis",
    "delo",
    "papka",
    "dissertation",
    "verlag",
];

const PART_WORDS: &[&str] = &[
    "early",
    "late",
    "mid",
    "middle",
    "beginning",
    "end",
    "start",
    "half",
    "first",
    "second",
    "later",
    "earlier",
    "latter",
    "close",
    "part",
    "most",
    "much",
    "all",
    "rest",
    "remainder",
    "the",
    "month",
];

const PAST_VERBS: &[&str] = &["had", "was", "were", "did"];

impl Lexicon {
    /// The tables of this file.
    pub(super) fn new() -> Self {
        let mut lexicon = Self::default();
        for (word, value) in MONTHS {
            lexicon.add(word, class::MONTH, value);
        }
        for (word, value) in MONTH_ABBREVIATIONS {
            lexicon.add(word, class::MONTH | class::ABBR, value);
        }
        for (word, value) in WEEKDAYS {
            lexicon.add(word, class::WDAY, value);
        }
        for (word, value) in WEEKDAYS {
            lexicon.add(&format!("{word}s"), class::WDAYS, value);
        }
        for (word, unit) in UNIT_ABBREVIATIONS {
            lexicon.add(word, class::UNITS, unit.value());
        }
        for (word, value) in WEEKDAY_ABBREVIATIONS {
            lexicon.add(word, class::WDAY | class::WABBR, value);
        }
        for (word, value) in SEASONS {
            lexicon.add(word, class::SEASON, value);
        }
        for (one, many, unit) in UNITS {
            lexicon.add(one, class::UNIT, unit.value());
            lexicon.add(many, class::UNITS, unit.value());
        }
        for (word, value) in CARDINALS {
            lexicon.add(word, class::CARD, value);
        }
        for (word, value) in ORDINALS {
            let day = if (1..=31).contains(&value) { class::DORD } else { 0 };
            lexicon.add(word, class::ORD | day, value);
        }
        for (word, value) in DECADE_WORDS {
            lexicon.add(word, class::DECADEWORD, value);
        }
        for (word, value) in DAY_PARTS {
            lexicon.add(word, class::DAYPART, value);
        }
        for (word, value) in ERAS {
            lexicon.add(word, class::ERA, value);
        }
        for (word, value) in REPUBLICAN_MONTHS {
            lexicon.add(word, class::REPMONTH, value);
        }
        for &word in ZONES {
            lexicon.add(word, class::ZONE, 0);
        }
        for &word in PAST_VERBS {
            lexicon.add(word, class::PASTVERB, 0);
        }
        for word in TIME_WORDS {
            lexicon.entries.entry((*word).to_owned()).or_default().classes |= class::TIMEWORD;
        }
        for (words, class) in [
            (FEASTS, class::FEAST),
            (PREPOSITIONS, class::PREP),
            (QUANTITIES, class::QUANT),
            (LABELS, class::LABEL),
            (STREETS, class::STREET),
            (EVENTS, class::EVENT),
            (OWNERS, class::OWNER),
            (CITATIONS, class::CITE),
            (PART_WORDS, class::PARTWORD),
        ] {
            for word in words {
                lexicon.entries.entry((*word).to_owned()).or_default().classes |= class;
            }
        }
        for word in ["bc", "bce"] {
            lexicon.add(word, class::BC, 0);
        }
        for word in ["ad", "ce"] {
            lexicon.add(word, class::AD, 0);
        }
        lexicon.add("am", class::AMPM, 0);
        lexicon.add("pm", class::AMPM, 1);
        for word in [
            "may", "march", "mar", "jan", "dec", "oct", "sep", "jun", "nov", "apr", "jul", "aug",
            "mon", "sat", "sun", "wed", "fri", "tue", "thu", "bc", "bce", "ad", "ce", "est", "bst",
        ] {
            if let Some(entry) = lexicon.entries.get_mut(word) {
                entry.needs_capital = true;
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, classes: u64, value: i32) {
        let entry = self.entries.entry(word.to_owned()).or_default();
        entry.classes |= classes;
        entry.value = value;
    }

    /// The number of a literal word, given out on first sight.
    pub(super) fn intern(&mut self, word: &str) -> u16 {
        let entry = self.entries.entry(word.to_owned()).or_default();
        if entry.word == 0 {
            self.words += 1;
            entry.word = self.words;
        }
        entry.word
    }

    /// The number of a literal word; 0 if no rule names it.
    pub(super) fn id(&self, word: &str) -> u16 {
        self.get(word).map_or(0, |e| e.word)
    }

    /// What is known of a word in lower case.
    pub(super) fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// The classes of every literal word, by its number.
    pub(super) fn word_classes(&self) -> Vec<u64> {
        let mut classes = vec![0; self.words() + 1];
        for entry in self.entries.values().filter(|e| e.word != 0) {
            if let Some(slot) = classes.get_mut(usize::from(entry.word)) {
                *slot = entry.classes;
            }
        }
        classes
    }

    /// How many literal words there are.
    pub(super) fn words(&self) -> usize {
        usize::from(self.words)
    }
}
