//! Cuts a text into the words that names are compared by, each with its exact place.
//!
//! The same cutting is done to names and to texts, so what it levels out can never keep a name from
//! being found: the kind and presence of apostrophes and hyphens, full stops in acronyms, any run of
//! white space. Han characters, kana and Hangul syllables are words of their own, because nothing in
//! the text says where a longer word ends.

use super::fold::{is_apostrophe, push_folded};

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters of a script with word spaces.
    Letters,
    /// Digits.
    Digits,
    /// One character of a script without word spaces.
    Unspaced,
    /// One character that is neither letter, digit nor white space.
    Mark,
    /// A blank line: no name reaches across.
    Gap,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    /// White space, a mark or the start of the text.
    Apart,
    /// A hyphen.
    Hyphen,
    /// A hyphen at the end of a line.
    BrokenHyphen,
    /// An apostrophe.
    Apostrophe,
    /// Nothing at all.
    Touching,
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) glue: Glue,
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// It has capitals and no small letters.
    pub(super) upper: bool,
    /// It has a small letter.
    pub(super) lower: bool,
    /// Nothing but ASCII letters or digits.
    pub(super) plain: bool,
}

impl Word {
    /// Appends the folded word to `out`.
    pub(super) fn fold_into(&self, text: &str, out: &mut String) {
        let Some(slice) = text.get(self.start..self.end) else { return };
        if self.plain {
            let from = out.len();
            out.push_str(slice);
            if let Some(added) = out.get_mut(from..) {
                added.make_ascii_lowercase();
            }
            return;
        }
        match self.kind {
            Kind::Letters => slice
                .chars()
                .filter(|c| !is_apostrophe(*c) && *c != '.' && !is_invisible(*c))
                .for_each(|c| push_folded(c, out)),
            Kind::Mark if slice.chars().all(is_middle_dot) => out.push('·'),
            Kind::Gap => out.push('\n'),
            _ => slice.chars().for_each(|c| push_folded(c, out)),
        }
    }
}

const fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '•' | '‧' | '･')
}

/// Soft hyphens, joiners and the like: inside a word and never seen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '−' | '﹣' | '－')
}

/// Whether a script writes its words without spaces (or, for Hangul, glues endings to them).
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{20000}'..='\u{3FFFF}')
}

pub(super) const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_unspaced(c)
}

/// Letters, and the combining marks and invisible characters that may stand inside a word.
fn continues(c: char) -> bool {
    is_letter(c)
        || is_invisible(c)
        || (!c.is_ascii() && unicode_normalization::char::is_combining_mark(c))
}

/// Appends the words of `text` to `words`.
pub(super) fn cut(text: &str, words: &mut Vec<Word>) {
    words.extend(Cutter::new(text));
}

/// The words of a text, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Cutter<'a> {
    text: &'a str,
    at: usize,
    glue: Glue,
}

/// What skimming makes of a byte, as bits: a chain of tests on them is foreseen by the processor, while
/// a `match` would become a jump that it has to guess anew at every word.
mod class {
    /// An ASCII letter.
    pub(super) const LETTER: u8 = 1;
    /// A blank that is no word.
    pub(super) const BLANK: u8 = 1 << 1;
    /// A character that is a word of its own and begins no name.
    pub(super) const MARK: u8 = 1 << 2;

    /// Whatever needs a closer look is none of them.
    const OF: [u8; 256] = {
        let mut classes = [0; 256];
        let mut at = 0;
        while at < 0x80 {
            let byte = at as u8;
            classes[at] = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => LETTER,
                b' ' | b'\t' | b'\n' | b'\r' => BLANK,
                b'-' | b'\'' | b'`' => 0,
                _ if byte.is_ascii_punctuation() => MARK,
                _ => 0,
            };
            at += 1;
        }
        classes
    };

    /// The class of the byte at a place; the end of the text has none.
    #[inline]
    pub(super) fn of(bytes: &[u8], at: usize) -> u8 {
        bytes.get(at).map_or(0, |byte| OF[usize::from(*byte)])
    }
}

/// In each byte of a lot of eight, this bit.
const TOP: u64 = 0x8080_8080_8080_8080;

/// Of eight bytes in little-endian order, which are ASCII letters and which of those are small: their top bits.
#[inline]
const fn letters_among(lot: u64) -> (u64, u64) {
    const ONES: u64 = TOP >> 7;
    const SMALL: u64 = 0x20 * ONES;
    let folded = (lot | SMALL) & !TOP;
    // No byte carries into the next: none is above 127 before, nor above 255 after.
    let from_a = folded + (0x80 - b'a' as u64) * ONES;
    let past_z = folded + (0x80 - b'z' as u64 - 1) * ONES;
    let letters = from_a & !past_z & !lot & TOP;
    (letters, letters & (lot & SMALL) << 2)
}

impl<'a> Cutter<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, glue: Glue::Apart }
    }

    /// Passes over words that plainly begin no name, without looking closer: words in ASCII letters
    /// that `may_start` refuses, marks, and the blanks between them. Gives the first word that
    /// `may_start` accepts; what it cannot judge at a glance it leaves for [`Iterator::next`].
    pub(super) fn skim(&mut self, mut may_start: impl FnMut(&[u8]) -> bool) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            let class = class::of(bytes, self.at);
            if class & class::LETTER != 0 {
                let glance = self.glance()?;
                if may_start(bytes.get(self.at..glance.end).unwrap_or_default()) {
                    return Some(self.plain_word(glance));
                }
                self.at = glance.end;
                self.glue = Glue::Touching;
                continue;
            }
            // Two blanks may be a blank line.
            let passes = class & class::MARK != 0
                || class & class::BLANK != 0
                    && bytes.get(self.at + 1).is_some_and(|b| b.is_ascii() && !is_blank(*b));
            if !passes {
                return None;
            }
            self.at += 1;
            self.glue = Glue::Apart;
        }
    }

    /// The word of ASCII letters at the current place, if what follows leaves no doubt that it ends
    /// with them.
    #[inline]
    fn glance(&self) -> Option<Glance> {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        let mut any_small = false;
        // Eight letters at a time: most words end within the first lot, and none is gone through in a
        // loop whose end would have to be guessed.
        loop {
            let Some(lot) = bytes.get(end..).and_then(<[u8]>::first_chunk::<8>) else {
                let rest = bytes.get(end..).unwrap_or_default();
                let count = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                any_small |= rest.iter().take(count).any(u8::is_ascii_lowercase);
                end += count;
                break;
            };
            let (letters, small) = letters_among(u64::from_le_bytes(*lot));
            let others = letters ^ TOP;
            // What comes before the first other byte.
            let run = others & others.wrapping_neg();
            any_small |= small & run.wrapping_sub(1) != 0;
            if run != 0 {
                end += (run.trailing_zeros() / 8) as usize;
                break;
            }
            end += 8;
        }
        let class = class::of(bytes, end);
        let ends = class & class::BLANK != 0
            // `a.m.` is one word.
            || class & class::MARK != 0 && (end - self.at > 1 || bytes.get(end) != Some(&b'.'))
            || end == bytes.len();
        (ends && end > self.at).then_some(Glance { end, any_small })
    }

    #[inline]
    fn plain_word(&mut self, glance: Glance) -> Word {
        let start = self.at;
        self.at = glance.end;
        let mut word = self.word(start, Kind::Letters);
        word.capital = self.text.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase);
        word.upper = !glance.any_small;
        word.lower = glance.any_small;
        word.plain = true;
        word
    }

    /// Where the next word is looked for.
    pub(super) const fn place(&self) -> usize {
        self.at
    }
}

/// A word of ASCII letters: where it ends, and whether any of them is small.
#[derive(Clone, Copy)]
struct Glance {
    end: usize,
    any_small: bool,
}

/// ASCII white space as [`char::is_whitespace`] has it, which knows the vertical tab too.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

impl Iterator for Cutter<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        // Most words stand between single spaces.
        if self.text.as_bytes().get(self.at) == Some(&b' ')
            && class::of(self.text.as_bytes(), self.at + 1) & class::LETTER != 0
        {
            self.at += 1;
            self.glue = Glue::Apart;
        }
        if let Some(glance) = self.glance() {
            return Some(self.plain_word(glance));
        }
        self.next_closely()
    }
}

impl Cutter<'_> {
    /// The next word, decoded character by character.
    fn next_closely(&mut self) -> Option<Word> {
        loop {
            let start = self.at;
            let c = self.peek(start)?;
            if c.is_ascii_alphabetic() || is_letter(c) {
                return Some(self.letters());
            }
            if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric() && !is_unspaced(c)) {
                return Some(self.digits());
            }
            if c.is_whitespace() {
                if self.white_space() {
                    return Some(self.word(start, Kind::Gap));
                }
                continue;
            }
            self.at += c.len_utf8();
            if is_unspaced(c) {
                return Some(self.word(start, Kind::Unspaced));
            }
            let joins = self.joins(start);
            if joins && is_hyphen(c) {
                self.glue = Glue::Hyphen;
                self.line_end_after_hyphen();
            } else if is_apostrophe(c) {
                self.glue = if joins { Glue::Apostrophe } else { Glue::Apart };
            } else if !is_invisible(c) {
                return Some(self.word(start, Kind::Mark));
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(at..)?.chars().next() }
    }

    fn word(&mut self, start: usize, kind: Kind) -> Word {
        let glue = std::mem::replace(&mut self.glue, Glue::Touching);
        if kind == Kind::Mark || kind == Kind::Gap {
            self.glue = Glue::Apart;
        }
        Word {
            start,
            end: self.at,
            kind,
            glue,
            capital: false,
            upper: false,
            lower: false,
            plain: false,
        }
    }

    /// Whether the character before `at` can be joined to what follows.
    fn joins(&self, at: usize) -> bool {
        self.text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(|c| {
            c.is_alphanumeric() || c == '.' || unicode_normalization::char::is_combining_mark(c)
        })
    }

    /// Skips white space; true if it holds a blank line.
    fn white_space(&mut self) -> bool {
        let mut lines = 0;
        while let Some(c) = self.peek(self.at).filter(|c| c.is_whitespace()) {
            lines += usize::from(matches!(c, '\n' | '\u{2029}' | '\u{0C}'));
            self.at += c.len_utf8();
        }
        self.glue = Glue::Apart;
        lines > 1
    }

    /// `Pyong-⏎yang`: the hyphen may or may not belong to the name.
    fn line_end_after_hyphen(&mut self) {
        let mut at = self.at;
        let mut lines = 0;
        while let Some(c) = self.peek(at).filter(|c| c.is_whitespace()) {
            lines += usize::from(c == '\n');
            at += c.len_utf8();
        }
        if lines == 1 {
            self.at = at;
            self.glue = Glue::BrokenHyphen;
        } else if at != self.at {
            self.glue = Glue::Apart;
        }
    }

    fn digits(&mut self) -> Word {
        let start = self.at;
        while let Some(c) = self.peek(self.at).filter(|c| c.is_numeric() && !is_unspaced(*c)) {
            self.at += c.len_utf8();
        }
        let mut word = self.word(start, Kind::Digits);
        word.plain = self.text.as_bytes().get(start..self.at).is_some_and(<[u8]>::is_ascii);
        word
    }

    /// A run of letters; `Xi'an` and `U.S.S.R.` are one word, `Kim's` is two.
    fn letters(&mut self) -> Word {
        let start = self.at;
        let mut shape = Shape::default();
        self.run(&mut shape);
        let plain = shape.letters == self.at - start;
        let run_end = self.at;
        if shape.letters == 1 {
            self.acronym(&mut shape);
        } else {
            while let Some(after) = self.inner_apostrophe() {
                self.at = after;
                self.run(&mut shape);
            }
        }
        let mut word = self.word(start, Kind::Letters);
        word.capital = shape.capital;
        word.upper = shape.capitals > 0 && shape.small == 0;
        word.lower = shape.small > 0;
        // Each letter of the first run is one byte long, and nothing follows it.
        word.plain = plain && run_end == word.end;
        word
    }

    fn run(&mut self, shape: &mut Shape) {
        // The common case without decoding.
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            if byte.is_ascii_alphabetic() {
                let capital = byte.is_ascii_uppercase();
                if shape.letters == 0 {
                    shape.capital = capital;
                }
                shape.letters += 1;
                shape.capitals += usize::from(capital);
                shape.small += usize::from(!capital);
                self.at += 1;
            } else if byte.is_ascii() {
                return;
            } else {
                match self.peek(self.at) {
                    Some(c) if continues(c) => {
                        shape.add(c);
                        self.at += c.len_utf8();
                    }
                    _ => return,
                }
            }
        }
    }

    /// After a single letter: `.S.S.R.` up to and including the last full stop, or `'Brien`.
    fn acronym(&mut self, shape: &mut Shape) {
        let single = |at: usize| {
            self.peek(at)
                .filter(|c| is_letter(*c))
                .filter(|c| !self.peek(at + c.len_utf8()).is_some_and(continues))
        };
        let mut at = self.at;
        let mut parts = 1;
        while self.peek(at) == Some('.') {
            let Some(c) = single(at + 1) else { break };
            shape.add(c);
            at += 1 + c.len_utf8();
            parts += 1;
        }
        if parts > 1 {
            self.at = at + usize::from(self.peek(at) == Some('.'));
            return;
        }
        while let Some(after) = self.inner_apostrophe() {
            self.at = after;
            self.run(shape);
        }
    }

    /// Where the word goes on behind an apostrophe at the current place, unless that is the `'s` of
    /// a possessive.
    fn inner_apostrophe(&self) -> Option<usize> {
        let mark = self.peek(self.at).filter(|c| is_apostrophe(*c))?;
        let after = self.at + mark.len_utf8();
        let first = self.peek(after).filter(|c| is_letter(*c))?;
        let possessive = matches!(first, 's' | 'S')
            && !self.peek(after + 1).is_some_and(|c| continues(c) || is_apostrophe(c));
        (!possessive).then_some(after)
    }
}

#[derive(Default)]
struct Shape {
    letters: usize,
    capitals: usize,
    small: usize,
    capital: bool,
}

impl Shape {
    fn add(&mut self, c: char) {
        if !c.is_alphabetic() {
            return;
        }
        if self.letters == 0 {
            self.capital = c.is_uppercase();
        }
        self.letters += 1;
        self.capitals += usize::from(c.is_uppercase());
        self.small += usize::from(c.is_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        cut(text, &mut words);
        words
            .iter()
            .map(|word| {
                let mut out = String::new();
                word.fold_into(text, &mut out);
                out
            })
            .collect()
    }

    #[test]
    fn words_are_cut_the_same_however_they_are_written() {
        for (text, expected) in [
            ("Mao Zedong", vec!["mao", "zedong"]),
            ("Kim’s plan", vec!["kim", "s", "plan"]),
            ("Xi'an, Yan’an", vec!["xian", ",", "yanan"]),
            ("the Soviets' aid", vec!["the", "soviets", "aid"]),
            ("U.S.S.R. and U.S.", vec!["ussr", "and", "us"]),
            ("J. V. Stalin", vec!["j", ".", "v", ".", "stalin"]),
            ("O'Brien's", vec!["obrien", "s"]),
            ("Kim Il-\nsung", vec!["kim", "il", "sung"]),
            ("38th parallel", vec!["38", "th", "parallel"]),
            ("Chai(柴成文)", vec!["chai", "(", "柴", "成", "文", ")"]),
            ("one\n\ntwo", vec!["one", "\n", "two"]),
            ("Leni\u{AD}ngrad", vec!["leningrad"]),
            ("Ro\u{302}le", vec!["role"]),
            ("Kim - Mao", vec!["kim", "-", "mao"]),
            ("—'Abd al-Qadir'", vec!["—", "abd", "al", "qadir"]),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn glue_tells_what_stood_between() {
        let text = "Il-sung's 12th U.S.-led Pyong-\nyang";
        let mut words = Vec::new();
        cut(text, &mut words);
        let glue: Vec<_> = words.iter().map(|w| (&text[w.start..w.end], w.glue)).collect();
        assert_eq!(
            glue,
            [
                ("Il", Glue::Apart),
                ("sung", Glue::Hyphen),
                ("s", Glue::Apostrophe),
                ("12", Glue::Apart),
                ("th", Glue::Touching),
                ("U.S.", Glue::Apart),
                ("led", Glue::Hyphen),
                ("Pyong", Glue::Apart),
                ("yang", Glue::BrokenHyphen),
            ]
        );
    }

    /// Text in which a glance often suffices and often does not.
    fn mixed() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "the", "Mao", "USA", "iPod", "x", "A", " ", " ", " ", "  ", "\n", "\n\n", ".", ",",
            "-", "'", "’", "s", "12", "é", "\u{301}", "毛", "\u{AD}", "(", "\u{B}", "U.S.", "O'",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_glance_sees_what_a_close_look_sees(text in mixed(), accept in 1..6_usize) {
            let mut close = Cutter::new(&text);
            let words: Vec<Word> = std::iter::from_fn(|| close.next_closely()).collect();
            prop_assert_eq!(&words, &Cutter::new(&text).collect::<Vec<_>>());
            // From every word on: what is skimmed over, and what is given, are words of the text.
            let mut cutter = Cutter::new(&text);
            loop {
                let mut skimmer = cutter.clone();
                let mut seen = Vec::new();
                let given = skimmer.skim(|word| {
                    seen.push(word.to_vec());
                    seen.len() == accept
                });
                let mut expected = words
                    .iter()
                    .filter(|w| w.start >= cutter.place() && w.kind == Kind::Letters);
                for word in &seen {
                    let next = expected.next();
                    prop_assert_eq!(next.map(|w| &text.as_bytes()[w.start..w.end]), Some(&word[..]));
                    if seen.len() == accept && word.as_ptr() == seen[accept - 1].as_ptr() {
                        prop_assert_eq!(given.as_ref(), next);
                    }
                }
                prop_assert_eq!(given.is_some(), seen.len() == accept);
                if cutter.next().is_none() {
                    break;
                }
            }
        }

        #[test]
        fn words_are_in_order_apart_and_on_character_boundaries(text in "(?s).{0,200}") {
            let mut words = Vec::new();
            cut(&text, &mut words);
            let mut end = 0;
            for word in &words {
                prop_assert!(word.start >= end && word.start < word.end);
                prop_assert!(text.get(word.start..word.end).is_some());
                end = word.end;
            }
        }

        #[test]
        fn every_letter_and_digit_is_in_some_word(text in "(?s).{0,120}") {
            let mut words = Vec::new();
            cut(&text, &mut words);
            for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                prop_assert!(words.iter().any(|w| w.start <= at && at < w.end) , "{c:?}");
            }
        }
    }
}
