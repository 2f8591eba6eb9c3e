//! Digits that were read as letters, and the other way round: "l884", "19O5", "Sept. l6",
//! "Kim II-sung".

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexemes};
use crate::text::words::{MONTHS, listed};
use crate::text::{RawSpan, chars};

/// One edit per letter that stands for a digit, in years and in the days of a month.
pub(super) fn propose(text: &Lexemes<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    for index in 1..=text.list.len() {
        if text.gap(index) != Gap::None
            || !is_digit_like(text, index)
            || !is_digit_like(text, index - 1)
        {
            if index - from > 1
                && (from == 0
                    || text.gap(from) != Gap::None
                    || !text.before(from, 1).is_some_and(|l| l.is_word() || l.is_number()))
            {
                mend(text, from, index, &mut edits);
            }
            from = index;
        }
    }
    edits.extend((0..text.list.len()).filter_map(|index| numeral_in_name(text, index)));
    edits.sort_by_key(|edit| edit.raw.start());
    edits
}

/// "Kim II-sung", "Kim II Sung": the name Il read as a numeral.
fn numeral_in_name(text: &Lexemes<'_>, index: usize) -> Option<Edit> {
    let lexeme = text.get(index).filter(|_| text.text(index) == "II")?;
    let hyphen = text.get(index + 1).is_some_and(|h| h.is_mark('-') && h.gap == Gap::None)
        && text.gap(index + 2) == Gap::None;
    let name = if hyphen { text.text(index + 2) } else { text.text(index + 1) };
    const SECOND: &[&str] = &[
        "ch'ol", "chol", "gon", "guk", "hong", "hwan", "hyok", "jong", "kwon", "nam", "sik",
        "song", "sop", "su", "sung", "u", "whan", "woo", "yong", "yop", "yu",
    ];
    let sung = matches!(name, "sung" | "song" | "Sung" | "Song" | "SUNG" | "SONG");
    let sure = hyphen && chars::starts_lower(name) && listed(SECOND, name)
        || sung && text.text_before(index, 1).eq_ignore_ascii_case("kim");
    let with = if chars::all_upper(name) { "L" } else { "l" };
    sure.then(|| Edit::new(RawSpan::new(lexeme.start + 1, lexeme.end), with, Damage::Character))
}

/// Digits, or letters that look like digits.
fn is_digit_like(text: &Lexemes<'_>, index: usize) -> bool {
    text.get(index).is_some_and(|l| {
        l.is_number()
            || l.is_word()
                && l.end - l.start <= 2
                && text.text(index).bytes().all(|b| digit(b).is_some())
    })
}

/// The digit that a letter stands for.
const fn digit(letter: u8) -> Option<&'static str> {
    match letter {
        b'l' | b'I' => Some("1"),
        b'O' | b'o' => Some("0"),
        _ => None,
    }
}

/// Mends the lexemes `from..to`, which hang together, if they make a year or a day.
fn mend(text: &Lexemes<'_>, from: usize, to: usize, edits: &mut Vec<Edit>) {
    let (Some(first), Some(last)) = (text.get(from), text.before(to, 1)) else { return };
    let word = text.raw.get(first.start..last.end).unwrap_or_default();
    let glued_after =
        text.gap(to) == Gap::None && text.get(to).is_some_and(|l| l.is_word() || l.is_number());
    if glued_after || !matches!(word.len(), 2 | 4) {
        return;
    }
    let mended: String = word
        .bytes()
        .map(|b| digit(b).map_or(char::from(b), |d| if d == "1" { '1' } else { '0' }))
        .collect();
    let Ok(value) = mended.parse::<u32>() else { return };
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    // "Sept . l6": a blank may stand before the full stop.
    let month_before = (1..=2).any(|back| listed(MONTHS, text.text_before(from, back)))
        && !text.before(from, 1).is_some_and(|m| !m.is_word() && !m.is_mark('.'));
    let month_after = listed(MONTHS, text.text(to));
    let makes_sense = match word.len() {
        4 => digits >= 2 && (1000..2100).contains(&value),
        _ => digits >= 1 && (1..=31).contains(&value) && (month_before || month_after),
    };
    if !makes_sense {
        return;
    }
    for (at, byte) in word.bytes().enumerate() {
        if let Some(with) = digit(byte) {
            let start = first.start + at;
            edits.push(Edit::new(RawSpan::new(start, start + 1), with, Damage::Character));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn mended() {
        for (raw, clean) in [
            ("On Dec. 4, l884 he fled.", "On Dec. 4, 1884 he fled."),
            ("in 19O5 and l9l4", "in 1905 and 1914"),
            ("On Sept . l6 it fell.", "On Sept. 16 it fell."),
            ("on l6 May and 3O June", "on 16 May and 30 June"),
            ("I9I9", "1919"),
            (
                "Kim II-sung, Kim II Sung and KIM II SUNG",
                "Kim Il-sung, Kim Il Sung and KIM IL SUNG",
            ),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn left_alone() {
        for raw in [
            "H2O and CO2",
            "Il 14",
            "lo 12",
            "room l6 there",
            "O2 in May",
            "Ol 88",
            "MiG l5",
            "p. l2",
            "I 95",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
