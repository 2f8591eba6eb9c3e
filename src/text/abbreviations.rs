//! Words with a full stop of their own.

use super::words::{MONTHS, listed};

/// Titles and other words that a name or more text follows: their full stop never ends a sentence.
#[rustfmt::skip]
const NEVER_LAST: &[&str] = &[
    "adm", "amb", "approx", "brig", "c", "ca", "capt", "cdr", "cf", "cmdr", "col", "comdr", "cpl",
    "dr", "esp", "fr", "ft", "gen", "gov", "hon", "incl", "lieut", "lt", "maj", "messrs", "mlle",
    "mm", "mme", "mr", "mrs", "ms", "msgr", "mt", "pfc", "pres", "prof", "pvt", "rep", "reps",
    "resp", "rev", "sen", "sens", "sgt", "st", "ste", "supt", "trans", "transl", "v", "viz", "vs",
];

/// Words that a number follows; without one, they are words like others.
#[rustfmt::skip]
const BEFORE_NUMBER: &[&str] = &[
    "app", "art", "arts", "ch", "chap", "chaps", "chs", "doc", "docs", "fig", "figs", "fol", "fols",
    "l", "ll", "n", "nn", "no", "nos", "nr", "op", "p", "par", "para", "pl", "pp", "r", "ref",
    "sec", "secs", "sect", "ser", "v", "vol", "vols",
];

/// Words that may stand in mid-sentence or end it.
#[rustfmt::skip]
const MAY_END: &[&str] = &[
    "al", "assn", "ave", "blvd", "bros", "co", "corp", "cos", "dept", "dist", "ed", "eds", "esq",
    "est", "etc", "ff", "ibid", "id", "inc", "jr", "ltd", "mfg", "op", "rd", "repr", "rev", "sq",
    "sr", "univ",
];

/// What the full stop behind a word can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Part of the word, never the end.
    Never,
    /// Part of the word if a number follows.
    BeforeNumber,
    /// Part of the word, and perhaps the end of a sentence as well.
    Perhaps,
    /// The end.
    End,
}

/// What a full stop right behind `word` means.
pub(crate) fn stop_after(word: &str) -> Stop {
    // "No." and "Art." open sentences as whole words too; that is settled by what follows.
    if listed(NEVER_LAST, word) {
        Stop::Never
    } else if listed(BEFORE_NUMBER, word) || is_short_month(word) {
        Stop::BeforeNumber
    } else if listed(MAY_END, word) {
        Stop::Perhaps
    } else {
        Stop::End
    }
}

/// Whether a number behind "`word`." belongs to it.
pub(crate) fn takes_number(word: &str) -> bool {
    matches!(stop_after(word), Stop::Never | Stop::BeforeNumber)
}

/// "Sept", "Jan": months cut short.
fn is_short_month(word: &str) -> bool {
    word.len() <= 4 && listed(MONTHS, word) && !listed(&["july", "june", "may"], word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [NEVER_LAST, BEFORE_NUMBER, MAY_END] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn classes() {
        assert_eq!(stop_after("Gen"), Stop::Never);
        assert_eq!(stop_after("Sept"), Stop::BeforeNumber);
        assert_eq!(stop_after("May"), Stop::End);
        assert_eq!(stop_after("Inc"), Stop::Perhaps);
        assert_eq!(stop_after("war"), Stop::End);
    }
}
