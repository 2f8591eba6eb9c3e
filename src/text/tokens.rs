//! Words, numbers and marks of the clean view.
//!
//! - A word is letters, marks on letters and digits. A hyphen inside stays before a small letter or
//!   a digit ("Il-sung", "mid-1950s"), and splits before a capital ("Sino | - | North"), where each
//!   part can be a name of its own; so it does where the second half makes an adjective of a name
//!   ("Moscow | - | trained").
//! - An apostrophe inside stays ("Yan'an", "O'Brien", "don't"), but a possessive or shortened verb
//!   is a token of its own ("Kim | 's", "they | 're").
//! - Letters with full stops between them are one token ("U.S.", "A.M.", "e.g.").
//! - Numbers keep inner separators ("1,000", "3.14", "23:30", "4/17/2008"), but two years with a
//!   slash between them are three tokens.
//! - Writing without blanks (Han, kana) is one token per character.
//! - Any other character is a token; a run of the same full stop, dash or the like is one.

use super::document::{Token, TokenKind};
use super::{CleanSpan, chars};

/// Reads the whole text, in one pass.
pub(super) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if chars::is_gap(c) {
            at += c.len_utf8();
            continue;
        }
        let (end, kind) = if chars::is_unspaced(c) {
            (at + c.len_utf8(), TokenKind::Word)
        } else if chars::is_digit(c) {
            number(text, at)
        } else if chars::is_letter(c) {
            let end = acronym(text, at).unwrap_or_else(|| word(text, at));
            (end, TokenKind::Word)
        } else if let Some(end) = clitic(text, at, tokens.last()) {
            (end, TokenKind::Word)
        } else {
            (mark(text, at, c), TokenKind::Punctuation)
        };
        tokens.push(Token { span: CleanSpan::new(at, end), kind });
        at = end;
    }
    tokens
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_word_char(c: char) -> bool {
    (chars::is_letter(c) || chars::is_digit(c) || chars::is_superscript_digit(c))
        && !chars::is_unspaced(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The end of the word that starts at `from`.
fn word(text: &str, from: usize) -> usize {
    let mut at = from;
    let capital = char_at(text, from).is_some_and(char::is_uppercase);
    while let Some(c) = char_at(text, at) {
        let after = at + c.len_utf8();
        let inner = at > from
            && match char_at(text, after) {
                Some(next) if is_hyphen(c) => {
                    is_word_char(next)
                        && !next.is_uppercase()
                        && !(capital && adjective(text, after))
                }
                Some(next) if is_apostrophe(c) => {
                    chars::is_letter(next) && clitic_end(text, at).is_none()
                }
                _ => false,
            };
        if !is_word_char(c) && !inner {
            break;
        }
        at = after;
    }
    at
}

/// Whether the second half of a hyphened word makes an adjective of a name before it:
/// "Korea-related", "Moscow-trained".
fn adjective(text: &str, from: usize) -> bool {
    #[rustfmt::skip]
    const HALVES: &[&str] = &[
        "aligned", "allied", "backed", "based", "born", "bound", "brokered", "built", "centered",
        "centred", "controlled", "dominated", "educated", "era", "friendly", "held", "initiated",
        "inspired", "installed", "led", "like", "made", "occupied", "only", "oriented", "owned",
        "related", "ruled", "run", "speaking", "sponsored", "style", "supplied", "supported",
        "trained", "type", "wide",
    ];
    HALVES.iter().any(|half| {
        text.get(from..)
            .and_then(|t| t.strip_prefix(half))
            .is_some_and(|rest| !rest.chars().next().is_some_and(is_word_char))
    })
}

/// "U.S.", "A.M.": single letters with a full stop each, at least two.
fn acronym(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let mut letters = 0;
    while let Some(c) = char_at(text, at).filter(|c| c.is_alphabetic() && !chars::is_unspaced(*c)) {
        let stop = at + c.len_utf8();
        if char_at(text, stop) != Some('.') {
            break;
        }
        at = stop + 1;
        letters += 1;
    }
    // "A.M.Puzanov": the last letter group is the name's own start; "U.S.A" has lost its last stop.
    if letters == 1 || letters == 0 {
        return None;
    }
    let rest = word(text, at);
    let lone = text.get(at..rest).is_some_and(|r| r.chars().count() == 1);
    Some(if lone { rest } else { at })
}

/// The end of "'s", "'re" and the like at `at`, if that is all there is before the word ends.
fn clitic_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let tail = rest.strip_prefix(['\'', '’'])?;
    let letters =
        tail.chars().take(3).take_while(|c| is_word_char(*c)).map(char::len_utf8).sum::<usize>();
    let word = tail.get(..letters)?;
    let known = ["s", "d", "m", "re", "ve", "ll"].iter().any(|k| word.eq_ignore_ascii_case(k));
    known.then(|| at + (rest.len() - tail.len()) + letters)
}

/// A possessive or shortened verb right behind a word.
fn clitic(text: &str, at: usize, last: Option<&Token>) -> Option<usize> {
    let last = last.filter(|t| t.span.end() == at)?;
    let holder =
        last.kind != TokenKind::Punctuation || matches!(last.span.slice(text), ")" | "]" | "\"");
    holder.then(|| clitic_end(text, at)).flatten()
}

/// The end of the number that starts at `from`; letters glued to it make it a word ("1930s").
fn number(text: &str, from: usize) -> (usize, TokenKind) {
    let digits = |mut at: usize| {
        let start = at;
        while let Some(c) = char_at(text, at).filter(|c| chars::is_digit(*c)) {
            at += c.len_utf8();
        }
        (at, at - start)
    };
    let (mut end, mut length) = digits(from);
    let mut parts = 1;
    while let Some(separator) = char_at(text, end).filter(|c| matches!(c, ',' | '.' | ':' | '/')) {
        let (next, more) = digits(end + 1);
        let years = separator == '/' && length == 4 && more == 4 && parts == 1;
        let thousands = separator != ',' || more == 3 && length <= 3;
        if more == 0 || years || !thousands {
            break;
        }
        (end, length) = (next, more);
        parts += 1;
    }
    match char_at(text, end) {
        Some(c) if chars::is_letter(c) && !chars::is_unspaced(c) => {
            (word(text, end), TokenKind::Word)
        }
        _ => (end, TokenKind::Number),
    }
}

fn mark(text: &str, from: usize, c: char) -> usize {
    if !matches!(
        c,
        '.' | '-' | '–' | '—' | '_' | '*' | '=' | '~' | '!' | '?' | '…' | '·' | '•' | '#'
    ) {
        return from + c.len_utf8();
    }
    let mut at = from;
    while char_at(text, at) == Some(c) {
        at += c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokenise(text).iter().map(|t| t.span.slice(text)).collect()
    }

    #[test]
    fn tokens() {
        for (text, expected) in [
            ("Kim's plan", "Kim|'s|plan"),
            ("the workers' rights", "the|workers|'|rights"),
            ("Kim Il-sung's", "Kim|Il-sung|'s"),
            ("Sino-North Korean", "Sino|-|North|Korean"),
            ("Stalin-Kim talks", "Stalin|-|Kim|talks"),
            ("Moscow-trained men", "Moscow|-|trained|men"),
            ("Yan'an and O'Brien don't", "Yan'an|and|O'Brien|don't"),
            ("they're we'll I've", "they|'re|we|'ll|I|'ve"),
            ("the U.S. Army", "the|U.S.|Army"),
            ("U.S.-Korea", "U.S.|-|Korea"),
            ("the U.S.'s role", "the|U.S.|'s|role"),
            ("A.M. Puzanov", "A.M.|Puzanov"),
            ("A.M.Puzanov", "A.M.|Puzanov"),
            ("J. Burgin, Washington, D.C.", "J|.|Burgin|,|Washington|,|D.C."),
            ("e.g. this", "e.g.|this"),
            ("1,000 men at 23:30, 1:100,000", "1,000|men|at|23:30|,|1:100,000"),
            ("in 1950,1951", "in|1950|,|1951"),
            ("(1998/2003)", "(|1998|/|2003|)"),
            ("4/17/2008 and 3.14", "4/17/2008|and|3.14"),
            ("the 1930s, 38th, mid-1950s", "the|1930s|,|38th|,|mid-1950s"),
            ("1946-1958", "1946|-|1958"),
            ("Chai Chengwen (柴成文)", "Chai|Chengwen|(|柴|成|文|)"),
            ("東京へ行く。", "東|京|へ|行|く|。"),
            ("wait... what?!", "wait|...|what|?|!"),
            ("(CCP)'s", "(|CCP|)|'s"),
            ("'s wonderful", "'|s|wonderful"),
            ("Ch'en Tu-hsiu", "Ch'en|Tu-hsiu"),
            ("naïve Müller", "naïve|Müller"),
            ("김일성 주석", "김일성|주석"),
            ("km² and H2O", "km²|and|H2O"),
        ] {
            assert_eq!(split(text).join("|"), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC{0,200}|[a-zA-Z.'’, 0-9\\-]{0,200}") {
            let mut at = 0;
            for token in tokenise(&text) {
                prop_assert!(token.span.start() >= at && !token.span.is_empty());
                prop_assert!(text[at..token.span.start()].chars().all(chars::is_gap));
                prop_assert!(token.span.get(&text).is_some());
                at = token.span.end();
            }
            prop_assert!(text[at..].chars().all(chars::is_gap));
        }
    }
}
