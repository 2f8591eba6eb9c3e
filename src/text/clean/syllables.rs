//! Syllables of romanised Chinese and Korean, by their shape.

/// Whether `word`, in small letters, can be one syllable of a Chinese or Korean name in a common
/// romanisation (pinyin, Wade-Giles, McCune-Reischauer, Revised).
pub(super) fn is_syllable(word: &str) -> bool {
    #[rustfmt::skip]
    const INITIALS: &[&str] = &[
        "", "b", "c", "ch", "d", "f", "g", "h", "hs", "j", "k", "kk", "l", "m", "n", "p", "pp", "q",
        "r", "s", "sh", "ss", "t", "tch", "ts", "tt", "tz", "w", "x", "y", "z", "zh",
    ];
    #[rustfmt::skip]
    const FINALS: &[&str] = &[
        "a", "ae", "aek", "ai", "ak", "al", "am", "an", "ang", "ao", "ap", "at", "e", "ee", "ei",
        "ek", "el", "em", "en", "eng", "eo", "eok", "eol", "eom", "eon", "eong", "eop", "er", "eu",
        "eui", "eul", "eum", "eun", "eung", "ha", "i", "ia", "iang", "iao", "ie", "ieh", "ien",
        "ih", "ik", "il", "im", "in", "ing", "ip", "iu", "iung", "o", "oe", "ok", "ol", "on", "ong",
        "oo", "oon", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ueh", "ui", "uk", "ul", "um",
        "un", "ung", "uo", "uong", "woo", "yo", "yon", "yong", "yu", "yuk", "yun", "yung",
    ];
    INITIALS
        .iter()
        .any(|initial| word.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for yes in
            ["il", "sung", "yat", "sen", "tse", "tung", "kai", "shek", "jong", "chu", "piao", "lai"]
        {
            assert!(is_syllable(yes), "{yes}");
        }
        for no in ["wash", "ington", "ment", "govern", "nese", "rea", "viet", "slav"] {
            assert!(!is_syllable(no), "{no}");
        }
    }
}
