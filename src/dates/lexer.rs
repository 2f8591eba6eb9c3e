//! Words, numbers and marks of the clean view, with what each can mean in a date.

use super::lexicon::{Lexicon, unit};

/// The classes of tokens, as bits.
pub(super) mod class {
    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
            $($(#[$doc])* pub(in crate::dates) const $name: u64 = 1 << $bit;)*

            /// The class of this name.
            pub(in crate::dates) fn from_name(name: &str) -> Option<u64> {
                match name {
                    $(stringify!($name) => Some($name),)*
                    _ => None,
                }
            }
        };
    }

    /// What only expressions of time hold: no expression is without one of these.
    pub(in crate::dates) const SOLID: u64 = MONTH
        | WDAY
        | WDAYS
        | SEASON
        | UNIT
        | UNITS
        | DAYPART
        | DECADE
        | DECADEWORD
        | APOSDECADE
        | APOSYEAR
        | YYYY
        | OCRYEAR
        | SPELLED
        | ERA
        | BC
        | AD
        | AMPM
        | COLON
        | DORD
        | REPMONTH
        | QCODE
        | HCODE
        | TIMEWORD
        | FEAST
        | DOTCLOCK;

    classes! {
        /// Digits, at most four.
        NUM = 0;
        /// A day of the month in digits: 1 to 31.
        DD = 1;
        /// A month in digits: 1 to 12.
        MM = 2;
        /// Two digits.
        YY = 3;
        /// A year in four digits.
        YYYY = 4;
        /// "12th", "first".
        ORD = 5;
        /// A number in words, or in digits with thousands marked.
        CARD = 6;
        /// A month's name or its abbreviation.
        MONTH = 7;
        /// A weekday.
        WDAY = 8;
        /// A season.
        SEASON = 9;
        /// A unit of time, one of it.
        UNIT = 10;
        /// A unit of time, several of it.
        UNITS = 11;
        /// "1930s".
        DECADE = 12;
        /// "'46".
        APOSYEAR = 13;
        /// Any dash or hyphen.
        DASH = 14;
        /// A roman numeral.
        ROMAN = 15;
        /// "'s".
        POSS = 16;
        /// "morning", "night".
        DAYPART = 17;
        /// A reign or era with numbered years: "Showa", "Minguo".
        ERA = 18;
        /// "BC", "BCE".
        BC = 19;
        /// "AD", "CE".
        AD = 20;
        /// "am", "pm".
        AMPM = 21;
        /// "thirties".
        DECADEWORD = 22;
        /// "'80s".
        APOSDECADE = 23;
        /// An opening bracket.
        LPAREN = 24;
        /// A closing bracket.
        RPAREN = 25;
        /// A quotation mark.
        QUOTE = 26;
        /// Any word.
        WORD = 27;
        /// Starts with a capital.
        CAP = 28;
        /// An ordinal that can be a day of the month: 1st to 31st.
        DORD = 29;
        /// A feast with a fixed or reckoned day.
        FEAST = 30;
        /// A number with a decimal point or fraction.
        DECIMAL = 31;
        /// A month of the French republican calendar.
        REPMONTH = 32;
        /// "10:30".
        COLON = 33;
        /// A time zone.
        ZONE = 34;
        /// A four-digit year that a scan has damaged: "l950".
        OCRYEAR = 35;
        /// Any number that counts, in digits: 1 to 9999, no leading zero.
        COUNT = 36;
        /// A verb form of the past ("was", "had").
        PASTVERB = 37;
        /// Digits, more than four.
        LONGNUM = 38;
        /// A year spelled out.
        SPELLED = 39;
        /// A currency mark.
        MONEY = 40;
        /// A month's abbreviation.
        ABBR = 41;
        /// Three digits.
        NNN = 42;
        /// A preposition or conjunction that stands before times.
        PREP = 43;
        /// A thing that is counted: a number before it is a quantity.
        QUANT = 44;
        /// A word that numbers what follows: "No.", "Box", "p.".
        LABEL = 45;
        /// "Avenue".
        STREET = 46;
        /// What is named after a month: "Revolution", "Incident".
        EVENT = 47;
        /// "his", "their".
        OWNER = 48;
        /// Found in references, not in stories: "pp", "Press", "ibid".
        CITE = 49;
        /// A word that can stand between an article and a month or season: "early".
        PARTWORD = 50;
        /// A weekday's abbreviation.
        WABBR = 51;
        /// A day of the month that a scan has damaged: "l6".
        OCRDAY = 52;
        /// "Q3".
        QCODE = 53;
        /// "H2".
        HCODE = 54;
        /// "Mondays".
        WDAYS = 55;
        /// A word of time that is none of the others: "now", "noon", "fiscal".
        TIMEWORD = 56;
        /// "8.30", which before "p.m." is a time of day.
        DOTCLOCK = 57;
    }
}

use class::{
    AD, AMPM, APOSDECADE, APOSYEAR, BC, CAP, CARD, COLON, COUNT, DASH, DD, DECADE, DECIMAL, DORD,
    DOTCLOCK, HCODE, LONGNUM, LPAREN, MM, MONEY, MONTH, NNN, NUM, OCRDAY, OCRYEAR, ORD, POSS,
    QCODE, QUOTE, ROMAN, RPAREN, SPELLED, TIMEWORD, WABBR, WDAY, WORD, YY, YYYY,
};

/// White space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// None: the token touches the one before it.
    None,
    /// Blanks.
    Space,
    /// One line break.
    Line,
    /// A blank line, or the edge of a paragraph.
    Paragraph,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// All it can be.
    pub(super) classes: u64,
    /// Its number: the digits, the number of the month, weekday, season, unit or era.
    pub(super) value: i32,
    /// The number of the word in the lexicon; 0 for a word the grammar does not know.
    pub(super) word: u16,
    /// White space before it.
    pub(super) gap: Gap,
}

impl Token {
    /// Whether it is of one of these classes.
    pub(super) fn is(&self, classes: u64) -> bool {
        self.classes & classes != 0
    }
}

/// Cuts `text` into tokens.
pub(super) fn tokenize(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut lexer =
        Lexer { text, bytes: text.as_bytes(), lexicon, tokens: Vec::with_capacity(text.len() / 5) };
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    while let Some(&byte) = lexer.bytes.get(at) {
        if byte.is_ascii_whitespace() {
            let start = at;
            while lexer.bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let breaks = lexer.bytes[start..at].iter().filter(|b| **b == b'\n').count();
            gap = gap.max(match breaks {
                0 => Gap::Space,
                1 => Gap::Line,
                _ => Gap::Paragraph,
            });
            continue;
        }
        let (end, blank) = lexer.token(at, gap);
        gap = if blank { gap.max(Gap::Space) } else { Gap::None };
        at = end.max(at + 1);
    }
    let mut tokens = lexer.tokens;
    merge_numbers(&mut tokens, text, lexicon);
    tokens
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn push(&mut self, start: usize, end: usize, classes: u64, value: i32, word: u16, gap: Gap) {
        self.tokens.push(Token { start, end, classes, value, word, gap });
    }

    /// Reads one token; its end, and whether it was only white space.
    fn token(&mut self, at: usize, gap: Gap) -> (usize, bool) {
        let byte = self.bytes[at];
        if byte.is_ascii_digit() {
            return (self.number(at, gap), false);
        }
        if byte.is_ascii_alphabetic() {
            return (self.word(at, gap), false);
        }
        if byte.is_ascii() {
            return (self.ascii_mark(at, gap), false);
        }
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return (at + 1, true);
        };
        let end = at + c.len_utf8();
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            return (end, true);
        }
        if c.is_alphabetic() {
            return (self.word(at, gap), false);
        }
        let (classes, name) = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => (DASH, "-"),
            '\u{2018}' | '\u{2019}' => return (self.apostrophe(at, end, gap), false),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' => (QUOTE, ""),
            '£' | '€' | '¥' => (MONEY, ""),
            _ => (0, ""),
        };
        let word = self.lexicon.id(name);
        self.push(at, end, classes, 0, word, gap);
        (end, false)
    }

    fn ascii_mark(&mut self, at: usize, gap: Gap) -> usize {
        let classes = match self.bytes[at] {
            b'\'' | b'`' => return self.apostrophe(at, at + 1, gap),
            b'-' => {
                // "--" is one dash.
                let mut end = at + 1;
                while self.bytes.get(end) == Some(&b'-') {
                    end += 1;
                }
                let word = self.lexicon.id("-");
                self.push(at, end, DASH, 0, word, gap);
                return end;
            }
            b'(' | b'[' => LPAREN,
            b')' | b']' => RPAREN,
            b'"' => QUOTE,
            b':' => COLON,
            b'$' => MONEY,
            // "21/04/16", "21.04.16": only the marks tell that the figures are a date.
            b'/' | b'.' if self.between_digits(at) => TIMEWORD,
            _ => 0,
        };
        let word = self.lexicon.id(self.text.get(at..at + 1).unwrap_or_default());
        self.push(at, at + 1, classes, 0, word, gap);
        at + 1
    }

    /// "'46", "'80s", "'s", or a quotation mark.
    fn apostrophe(&mut self, at: usize, after: usize, gap: Gap) -> usize {
        let rest = &self.bytes[after..];
        let end_of_word =
            |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric() && *b < 0x80);
        if let [a @ b'0'..=b'9', b @ b'0'..=b'9', tail @ ..] = rest {
            let value = i32::from(a - b'0') * 10 + i32::from(b - b'0');
            if end_of_word(tail.first()) {
                self.push(at, after + 2, APOSYEAR, value, 0, gap);
                return after + 2;
            }
            if tail.first() == Some(&b's') && end_of_word(tail.get(1)) && value % 10 == 0 {
                self.push(at, after + 3, APOSDECADE, value, 0, gap);
                return after + 3;
            }
        }
        if let [b's' | b'S', tail @ ..] = rest
            && end_of_word(tail.first())
            && gap == Gap::None
        {
            self.push(at, after + 1, POSS, 0, 0, gap);
            return after + 1;
        }
        self.push(at, after, QUOTE, 0, self.lexicon.id("'"), gap);
        after
    }

    fn between_digits(&self, at: usize) -> bool {
        let digit =
            |i: Option<usize>| i.and_then(|i| self.bytes.get(i)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(at.checked_add(1))
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    }

    fn letters(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
        }
        at
    }

    fn number(&mut self, at: usize, gap: Gap) -> usize {
        let end = self.digits(at);
        let len = end - at;
        // "34,855", "1,000,000": a number with thousands marked is never a date.
        if len <= 3 && self.bytes.get(end) == Some(&b',') {
            let mut stop = end;
            while self.bytes.get(stop) == Some(&b',') && self.digits(stop + 1) == stop + 4 {
                stop += 4;
            }
            if stop > end {
                let value = self.plain_value(at, stop).unwrap_or(0);
                self.push(at, stop, CARD | LONGNUM, value, 0, gap);
                return stop;
            }
        }
        // "1.5", but not "12.7.1950".
        let previous_point = at > 0 && self.bytes[at - 1] == b'.' && gap == Gap::None;
        if self.bytes.get(end) == Some(&b'.') && !previous_point {
            let fraction = self.digits(end + 1);
            let dotted_date = self.bytes.get(fraction) == Some(&b'.')
                && self.bytes.get(fraction + 1).is_some_and(|b| b.is_ascii_digit());
            if fraction > end + 1 && !dotted_date && len <= 3 {
                let whole = self.plain_value(at, end).unwrap_or(0);
                let part = self.plain_value(end + 1, fraction).unwrap_or(0);
                let (classes, value) = match fraction - end {
                    2 => (DECIMAL, whole * 10 + part),
                    3 if whole <= 24 && part < 60 => (DECIMAL | DOTCLOCK, whole * 100 + part),
                    _ => (DECIMAL, 0),
                };
                self.push(at, fraction, classes, value, 0, gap);
                return fraction;
            }
        }
        let value = self.plain_value(at, end).filter(|_| len <= 4);
        let tail_end = self.letters(end);
        let tail = &self.text[end..tail_end];
        let nothing_more = |b: usize| self.bytes.get(b).is_none_or(|b| *b < 0x80);
        if let Some(value) = value
            && tail_end > end
            && nothing_more(tail_end)
        {
            let ordinal = matches!(
                (value % 100, value % 10, tail.to_ascii_lowercase().as_str()),
                (11..=13, _, "th") | (_, 1, "st") | (_, 2, "nd" | "d") | (_, 3, "rd" | "d")
            ) || (tail.eq_ignore_ascii_case("th") && !matches!(value % 10, 1..=3));
            if ordinal {
                let day = if (1..=31).contains(&value) { DORD } else { 0 };
                self.push(at, tail_end, ORD | day, value, 0, gap);
                return tail_end;
            }
            if tail == "s" && len == 4 && value % 10 == 0 {
                self.push(at, tail_end, DECADE, value, 0, gap);
                return tail_end;
            }
            if tail == "s" && len == 2 && value % 10 == 0 {
                self.push(at, tail_end, APOSDECADE, value, 0, gap);
                return tail_end;
            }
            if matches!(tail.to_ascii_lowercase().as_str(), "am" | "pm") {
                self.push(at, end, number_classes(value, len), value, 0, gap);
                let afternoon = i32::from(tail.eq_ignore_ascii_case("pm"));
                self.push(end, tail_end, AMPM, afternoon, 0, Gap::None);
                return tail_end;
            }
            if let Some(year) = damaged_year(&self.text[at..tail_end]) {
                self.push(at, tail_end, OCRYEAR, year, 0, gap);
                return tail_end;
            }
            if let Some(day) = damaged_day(&self.text[at..tail_end]) {
                self.push(at, tail_end, OCRDAY, day, 0, gap);
                return tail_end;
            }
            // "1930's"
        } else if let Some(value) = value
            && len == 4
            && value % 10 == 0
            && let Some(length) = possessive(&self.text[end..])
        {
            self.push(at, end + length, DECADE, value, 0, gap);
            return end + length;
        } else if let Some(value) = value
            && len == 2
            && value % 10 == 0
            && let Some(length) = possessive(&self.text[end..])
        {
            self.push(at, end + length, APOSDECADE, value, 0, gap);
            return end + length;
        }
        // "1918In": the blank between two sentences or a heading and its text is lost.
        let lost_blank = len == 4
            && matches!(tail.as_bytes(), [a, b, ..] if a.is_ascii_uppercase() && b.is_ascii_lowercase());
        if tail_end > end && !lost_blank {
            // "88mm", "5a": one token, nothing of ours.
            let mut stop = tail_end;
            while self.bytes.get(stop).is_some_and(|b| b.is_ascii_alphanumeric()) {
                stop += 1;
            }
            self.push(at, stop, 0, 0, 0, gap);
            return stop;
        }
        match value {
            Some(value) => self.push(at, end, number_classes(value, len), value, 0, gap),
            None => self.push(at, end, LONGNUM, 0, 0, gap),
        }
        end
    }

    fn plain_value(&self, from: usize, to: usize) -> Option<i32> {
        self.bytes[from..to]
            .iter()
            .filter(|b| b.is_ascii_digit())
            .try_fold(0_i32, |sum, b| sum.checked_mul(10)?.checked_add(i32::from(b - b'0')))
    }

    fn word(&mut self, at: usize, gap: Gap) -> usize {
        if let Some((end, classes, value)) = self.dotted(at) {
            self.push(at, end, classes, value, 0, gap);
            return end;
        }
        let mut end = at;
        let mut ascii = true;
        for (i, c) in self.text[at..].char_indices() {
            if !c.is_alphabetic() && !is_mark(c) {
                break;
            }
            ascii &= c.is_ascii();
            end = at + i + c.len_utf8();
        }
        if self.bytes.get(end).is_some_and(u8::is_ascii_digit) {
            // "l950": letters with digits behind; perhaps a year that the scan has damaged.
            let mut stop = end;
            while self.bytes.get(stop).is_some_and(|b| b.is_ascii_alphanumeric()) {
                stop += 1;
            }
            let text = &self.text[at..stop];
            let year = damaged_year(text).map(|year| (OCRYEAR, year));
            let day = || damaged_day(text).map(|day| (OCRDAY, day));
            let code = || match *text.as_bytes() {
                [b'Q', n @ b'1'..=b'4'] => Some((QCODE, i32::from(n - b'0'))),
                [b'H', n @ b'1'..=b'2'] => Some((HCODE, i32::from(n - b'0'))),
                _ => None,
            };
            let (classes, value) = year.or_else(day).or_else(code).unwrap_or((0, 0));
            self.push(at, stop, classes, value, 0, gap);
            return stop;
        }
        let text = &self.text[at..end];
        let capital = text.starts_with(char::is_uppercase);
        let mut classes = WORD | if capital { CAP } else { 0 };
        let mut value = 0;
        let mut word = 0;
        let mut buffer = [0_u8; 20];
        if ascii && text.len() <= buffer.len() {
            let lower = &mut buffer[..text.len()];
            lower.copy_from_slice(text.as_bytes());
            lower.make_ascii_lowercase();
            if let Some(entry) = std::str::from_utf8(lower).ok().and_then(|l| self.lexicon.get(l)) {
                word = entry.word;
                if !entry.needs_capital || capital || self.between_day_and_year(at, end) {
                    classes |= entry.classes;
                    value = entry.value;
                }
            }
            if capital && let Some(number) = text.strip_suffix("th").and_then(roman) {
                classes |= ORD;
                value = number;
            }
            if capital
                && classes & (MONTH | WDAY | CARD) == 0
                && let Some(number) = roman(text)
            {
                classes |= ROMAN;
                value = number;
            }
        }
        // Abbreviations that are words of their own need the point or a number beside them.
        let pointed = match self.bytes.get(end) {
            Some(b'.') => true,
            // "Wed, 22 Jan".
            Some(b',') => {
                matches!(self.bytes.get(end + 1..end + 3), Some([b' ', b'0'..=b'9']))
            }
            _ => false,
        };
        if classes & WABBR != 0 && !pointed {
            classes &= !(WDAY | WABBR);
        }
        self.push(at, end, classes, value, word, gap);
        end
    }

    /// "14 march 2006": "may" and "march" in small letters are months between a day and a year.
    fn between_day_and_year(&self, at: usize, end: usize) -> bool {
        let before = self.text[..at].trim_end_matches(' ');
        let day = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let after = self.text[end..].trim_start_matches([',', ' ']);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let gap = (at - before.len(), self.text.len() - end - after.len());
        let year = digits == 4 && after.starts_with(['1', '2']);
        (1..=2).contains(&day) && year && gap.0 == 1 && (1..=2).contains(&gap.1)
    }

    /// "B.C.", "A.D.", "p.m.": one token.
    fn dotted(&self, at: usize) -> Option<(usize, u64, i32)> {
        const FORMS: [(&str, u64, i32); 10] = [
            ("b.c.e.", BC, 0),
            ("b.c.", BC, 0),
            ("b. c.", BC, 0),
            ("a.d.", AD, 0),
            ("a. d.", AD, 0),
            ("c.e.", AD, 0),
            ("a.m.", AMPM, 0),
            ("p.m.", AMPM, 1),
            ("a.m", AMPM, 0),
            ("p.m", AMPM, 1),
        ];
        if !matches!(self.bytes[at], b'a' | b'A' | b'b' | b'B' | b'c' | b'C' | b'p' | b'P')
            || self.bytes.get(at + 1) != Some(&b'.')
        {
            return None;
        }
        FORMS.iter().find_map(|(form, classes, value)| {
            let end = at + form.len();
            let here = self.bytes.get(at..end)?;
            let ends = self.bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric());
            (here.eq_ignore_ascii_case(form.as_bytes()) && ends).then_some((end, *classes, *value))
        })
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// "'s" behind a number, in bytes.
fn possessive(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix(['\'', '\u{2019}'])?.strip_prefix('s')?;
    let ends = !after.starts_with(char::is_alphanumeric);
    ends.then_some(rest.len() - after.len())
}

fn number_classes(value: i32, len: usize) -> u64 {
    let mut classes = NUM;
    if len <= 2 && (1..=31).contains(&value) {
        classes |= DD;
    }
    if len <= 2 && (1..=12).contains(&value) {
        classes |= MM;
    }
    if len == 2 {
        classes |= YY;
    }
    if len == 3 {
        classes |= NNN;
    }
    if len == 4 && (1000..=2199).contains(&value) {
        classes |= YYYY;
    }
    if value > 0 && (len == 1 || value >= 10) {
        classes |= COUNT;
    }
    classes
}

/// "l950", "195O", "I95O": a year of which a scan has misread a figure or two.
fn damaged_year(text: &str) -> Option<i32> {
    if text.len() != 4 {
        return None;
    }
    let mut wrong = 0;
    let mut year = 0;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c.to_digit(10)?,
            'l' | 'I' => {
                wrong += 1;
                1
            }
            'O' | 'o' => {
                wrong += 1;
                0
            }
            _ => return None,
        };
        year = year * 10 + i32::try_from(digit).ok()?;
    }
    (wrong > 0 && wrong <= 2 && (1000..=2099).contains(&year)).then_some(year)
}

/// "l6", "3O": a day of which a scan has misread a figure.
fn damaged_day(text: &str) -> Option<i32> {
    let day = match *text.as_bytes() {
        [b'l' | b'I', ones @ b'0'..=b'9'] => 10 + i32::from(ones - b'0'),
        [tens @ b'1'..=b'3', b'O' | b'o'] => 10 * i32::from(tens - b'0'),
        [tens @ b'1'..=b'3', b'l' | b'I'] => 10 * i32::from(tens - b'0') + 1,
        _ => return None,
    };
    (1..=31).contains(&day).then_some(day)
}

/// The value of a roman numeral in capitals, in the usual spelling only.
fn roman(text: &str) -> Option<i32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let mut total = 0;
    let mut rest = text;
    const PARTS: [(i32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (value, letters) in PARTS {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(letters) {
            rest = after;
            total += value;
            times += 1;
            if times > 3 || (letters.len() == 2 && times > 1) {
                return None;
            }
        }
    }
    rest.is_empty().then_some(total)
}

/// Joins "twenty-five", "one hundred and twenty", "nineteen eighty-nine", "twenty-first" and "12 th"
/// into one token each.
fn merge_numbers(tokens: &mut Vec<Token>, text: &str, lexicon: &Lexicon) {
    let and = lexicon.id("and");
    let th = [lexicon.id("th"), lexicon.id("st"), lexicon.id("nd"), lexicon.id("rd")];
    let is_word = |t: &Token| t.is(CARD) && t.is(WORD);
    let mut out = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut token = tokens[i];
        let mut next = i + 1;
        if is_word(&token) {
            let mut numbers = vec![token.value];
            // Each part follows after a blank or a hyphen; "and" only after "hundred".
            loop {
                let mut j = next;
                let dash = tokens.get(j).is_some_and(|t| t.is(DASH) && t.gap == Gap::None);
                let joined_and = tokens.get(j).is_some_and(|t| t.word == and)
                    && numbers.last().is_some_and(|n| *n >= 100);
                if dash || joined_and {
                    j += 1;
                }
                let Some(part) = tokens.get(j).copied() else { break };
                let near = part.gap < Gap::Line && (!dash || part.gap == Gap::None);
                if near && is_word(&part) {
                    let mut with = numbers.clone();
                    with.push(part.value);
                    if spelled(&with).is_none() {
                        break;
                    }
                    numbers = with;
                    token.end = part.end;
                    next = j + 1;
                } else if near
                    && part.is(ORD)
                    && part.is(WORD)
                    && part.value < 10
                    && numbers.last().is_some_and(|n| (20..100).contains(n) && n % 10 == 0)
                {
                    token.end = part.end;
                    token.value = numbers.iter().sum::<i32>() + part.value;
                    token.classes = ORD | WORD | token.classes & CAP;
                    if (1..=31).contains(&token.value) {
                        token.classes |= DORD;
                    }
                    numbers.clear();
                    next = j + 1;
                    break;
                } else {
                    break;
                }
            }
            if let Some((value, year)) = spelled(&numbers) {
                token.value = value;
                if numbers.len() > 1 {
                    token.word = 0;
                }
                if year {
                    token.classes = SPELLED | WORD | token.classes & CAP;
                }
            }
        } else if token.is(NUM) {
            // "38 th": the scan has torn the ending off.
            let torn = tokens.get(next).filter(|t| {
                t.gap == Gap::Space
                    && th.contains(&t.word)
                    && t.word != 0
                    && text.get(t.start..t.end).is_some_and(|s| ordinal_fits(token.value, s))
            });
            if let Some(end) = torn.map(|t| t.end) {
                token.end = end;
                token.classes = ORD | if (1..=31).contains(&token.value) { DORD } else { 0 };
                next += 1;
            }
        }
        tokens[out] = token;
        out += 1;
        i = next;
    }
    tokens.truncate(out);
}

fn ordinal_fits(value: i32, ending: &str) -> bool {
    match (value % 100, value % 10) {
        (11..=13, _) => ending == "th",
        (_, 1) => ending == "st",
        (_, 2) => ending == "nd",
        (_, 3) => ending == "rd",
        _ => ending == "th",
    }
}

/// The value of number words in a row, and whether they spell a year ("nineteen fifty").
fn spelled(numbers: &[i32]) -> Option<(i32, bool)> {
    match *numbers {
        [] => None,
        [one] => Some((one, false)),
        [tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90), ones @ 1..=9] => {
            Some((tens + ones, false))
        }
        [century @ 11..=20, tens @ 10..=99] if century != 20 || tens >= 10 => {
            Some((century * 100 + tens, true))
        }
        [century @ 11..=19, 100] => Some((century * 100, false)),
        // "eighteen hundred and twelve".
        [century @ 11..=19, 100, rest @ 1..=99] => Some((century * 100 + rest, true)),
        [century @ 11..=19, 100, tens @ 20..=90, ones @ 1..=9] => {
            Some((century * 100 + tens + ones, true))
        }
        // "one thousand seven hundred and eighty-nine".
        [1, 1000, hundreds @ 1..=9, 100] => Some((1000 + hundreds * 100, false)),
        [1, 1000, hundreds @ 1..=9, 100, rest @ 1..=99] => {
            Some((1000 + hundreds * 100 + rest, true))
        }
        [1, 1000, hundreds @ 1..=9, 100, tens @ 20..=90, ones @ 1..=9] => {
            Some((1000 + hundreds * 100 + tens + ones, true))
        }
        [century @ 11..=20, tens @ 20..=90, ones @ 1..=9] if tens % 10 == 0 => {
            Some((century * 100 + tens + ones, true))
        }
        [n, 100] if n < 10 => Some((n * 100, false)),
        [n, 1000] if n < 100 => Some((n * 1000, false)),
        [n, 100, rest @ 1..=99] if n < 10 => Some((n * 100 + rest, false)),
        [n, 100, tens @ 20..=90, ones @ 1..=9] if n < 10 => Some((n * 100 + tens + ones, false)),
        [n, 1000, rest @ 1..=99] if n < 100 => Some((n * 1000 + rest, n == 2)),
        _ => None,
    }
}

/// The unit that a token names.
pub(super) fn unit_of(token: &Token) -> Option<unit::Unit> {
    unit::Unit::from_value(token.value)
}
