//! Characters that say the same as a plainer one: ligatures, curly quotes, raised digits'
//! invisible neighbours, soft hyphens, controls.

use super::edit::{Damage, Edit};
use crate::text::{RawSpan, chars};

/// One edit per such character. White space is the business of the line rule.
pub(super) fn propose(raw: &str) -> Vec<Edit> {
    if raw.is_ascii() {
        return Vec::new();
    }
    raw.char_indices()
        .filter(|(_, c)| !c.is_ascii())
        .filter_map(|(at, c)| {
            let span = RawSpan::new(at, at + c.len_utf8());
            Some(Edit::new(span, plain(c)?, Damage::Character))
        })
        .collect()
}

/// What stands for `c`; `None` where it stays as it is. Letters keep their accents, dashes their
/// length.
fn plain(c: char) -> Option<&'static str> {
    if chars::is_invisible(c) {
        return Some("");
    }
    Some(match c {
        '‘' | '’' | 'ʼ' | 'ʻ' | '‛' | '′' => "'",
        '“' | '”' | '„' | '‟' => "\"",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '‐' | '‑' => "-",
        _ => return chars::windows_1252(c),
    })
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn plainer_characters_take_their_place() {
        for (raw, clean) in [
            ("Mao’s “plan”", "Mao's \"plan\""),
            ("oﬃce of the ﬁrst ﬂeet", "office of the first fleet"),
            ("govern\u{ad}ment", "government"),
            ("Kim\u{200b} Il-sung", "Kim Il-sung"),
            ("\u{feff}The war", "The war"),
            ("Zhou\u{92}s \u{93}word\u{94} \u{96} late", "Zhou's \"word\" – late"),
            ("Yat‐sen", "Yat-sen"),
            ("Chʻen Tu-hsiu", "Ch'en Tu-hsiu"),
            ("a\0b", "a b"),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn letters_dashes_and_other_scripts_stay() {
        for raw in
            ["José Martí", "1946–1958 — long", "柴成文", "München", "Сталин", "«слово»", "50 °C"]
        {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
