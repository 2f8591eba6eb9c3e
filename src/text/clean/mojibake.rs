//! UTF-8 that was read as Windows-1252 on its way: "JosÃ©", "Maoâ€™s".

use super::edit::{Damage, Edit};
use crate::text::RawSpan;

/// Letters from U+00A0 to U+017F, two bytes each.
const LATIN: &str = "\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ\
ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſ";

/// One edit per broken character. Each of them could also be meant, so the text must hold one that
/// could not.
pub(super) fn propose(raw: &str) -> Vec<Edit> {
    let certain =
        ["Ã©", "Ã¨", "Ã¡", "Ã³", "Ã¶", "Ã¼", "Ã¤", "Ã±", "Ã§", "â€™", "â€œ", "â€“", "â€”"];
    if raw.is_ascii() || !certain.iter().any(|c| raw.contains(c)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut done = 0;
    for (at, c) in raw.char_indices().filter(|(_, c)| matches!(c, 'Â'..='Å' | 'â')) {
        if at < done {
            continue;
        }
        let mut rest = raw.get(at..).unwrap_or_default().chars();
        let (_, second, third) = (rest.next(), rest.next(), rest.next());
        let found = if c == 'â' {
            punctuation(second, third).map(|with| (with, 3))
        } else {
            letter(c, second).map(|with| (with, 2))
        };
        if let Some((with, length)) = found {
            let end = raw
                .get(at..)
                .map_or(at, |r| at + r.chars().take(length).map(char::len_utf8).sum::<usize>());
            edits.push(Edit::new(RawSpan::new(at, end), with, Damage::Character));
            done = end;
        }
    }
    edits
}

/// "â€™" and its like: quotes, dashes, an ellipsis.
fn punctuation(second: Option<char>, third: Option<char>) -> Option<&'static str> {
    if second != Some('€') {
        return None;
    }
    Some(match third? {
        '™' | '˜' => "'",
        'œ' | '\u{9d}' => "\"",
        '“' => "–",
        '”' => "—",
        '¦' => "…",
        _ => return None,
    })
}

/// Two characters that were two bytes of one letter.
fn letter(first: char, second: Option<char>) -> Option<&'static str> {
    let high = u32::from(first).checked_sub(0xc0)?;
    let low = byte(second?)?.checked_sub(0x80).filter(|low| *low < 0x40)?;
    let code = high * 0x40 + low;
    let at = usize::try_from(code.checked_sub(0xa0)?).ok()? * 2;
    match LATIN.get(at..at + 2)? {
        "\u{a0}" => Some(" "),
        letter => Some(letter),
    }
}

/// The byte that Windows-1252 shows as this character.
fn byte(c: char) -> Option<u32> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let code = u32::from(c);
    if (0x80..0x100).contains(&code) {
        return Some(code);
    }
    let at = HIGH.chars().position(|h| h == c)?;
    u32::try_from(at).ok().map(|at| at + 0x80)
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;
    use super::*;

    #[test]
    fn the_table_is_whole() {
        for (at, code) in (0xa0..0x180).enumerate() {
            assert_eq!(
                LATIN.get(at * 2..at * 2 + 2),
                char::from_u32(code).map(String::from).as_deref()
            );
        }
    }

    #[test]
    fn mended() {
        for (raw, clean) in [
            ("JosÃ© MartÃ\u{ad} left", "José Martí left"),
            ("Maoâ€™s â€œplanâ€\u{9d} of 1946â€“49", "Mao's \"plan\" of 1946–49"),
            ("MÃ¼nchen, ŠtÄ›pÃ¡n, KyÅ«shÅ\u{ab}", "München, Štěpán, Kyūshū"),
            ("â€”Â\u{a0}said JosÃ©", "— said José"),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn left_alone() {
        for raw in ["São Tomé", "Ângela", "Ålesund", "un pâté à la crème", "Â«", "CHÂTEAU"]
        {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
