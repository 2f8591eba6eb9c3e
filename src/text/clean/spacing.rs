//! White space where none belongs: before a comma, inside brackets, between a number and its
//! ending.

use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexeme, LexemeKind, Lexemes};

/// One edit per blank that goes.
pub(super) fn propose(text: &Lexemes<'_>) -> Vec<Edit> {
    (1..text.list.len())
        .filter(|&i| text.gap(i) == Gap::Space)
        .filter(|&i| before_stop(text, i) || inside_brackets(text, i) || number_ending(text, i))
        .map(|i| Edit::new(text.gap_span(i), "", Damage::Spacing))
        .collect()
}

/// "Sept . 21", "Kim , who": the mark stands alone, between blanks, after a word or number.
fn before_stop(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(mark) = text.get(i) else { return false };
    let alone = [',', '.', ';', ':', '?', '!'].iter().any(|&c| mark.is_mark(c));
    // ". . ." is an ellipsis set wide.
    let wide = |other: &Lexeme| other.mark(|c| c == '.');
    if mark.is_mark('.') && text.get(i + 1).is_some_and(wide) {
        return false;
    }
    alone
        && text.gap(i + 1) != Gap::None
        && text.before(i, 1).is_some_and(|b| {
            b.is_word() || b.is_number() || b.mark(|c| matches!(c, ')' | ']' | '"' | '”' | '’'))
        })
}

/// "( CCP )".
fn inside_brackets(text: &Lexemes<'_>, i: usize) -> bool {
    let opened = text.before(i, 1).is_some_and(|b| b.is_mark('(') || b.is_mark('['));
    let closes = text.get(i).is_some_and(|m| m.is_mark(')') || m.is_mark(']'));
    opened != closes
}

/// "38 th parallel": the ending fits the number.
fn number_ending(text: &Lexemes<'_>, i: usize) -> bool {
    let Some(number) = text.before(i, 1).filter(|n| n.kind == LexemeKind::Number) else {
        return false;
    };
    let glued_after = text.get(i + 1).is_some_and(|n| {
        n.gap == Gap::None
            && !n.mark(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | '-' | '–' | '"' | '”'))
    });
    !glued_after && ordinal_ending(number.text(text.raw)) == Some(text.text(i))
}

/// The ending of the ordinal of a number written in digits.
fn ordinal_ending(digits: &str) -> Option<&'static str> {
    if digits.len() > 6 || !digits.is_ascii() {
        return None;
    }
    let tens = digits.get(digits.len().saturating_sub(2)..)?;
    Some(match tens {
        "11" | "12" | "13" => "th",
        _ => match digits.as_bytes().last()? {
            b'1' => "st",
            b'2' => "nd",
            b'3' => "rd",
            _ => "th",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn blanks_that_go() {
        for (raw, clean) in [
            ("On Sept . 21 they met", "On Sept. 21 they met"),
            ("the party ( CCP ) won", "the party (CCP) won"),
            ("the 38 th parallel", "the 38th parallel"),
            ("the 21 st, 22 nd and 13 th armies", "the 21st, 22nd and 13th armies"),
            ("Kim , who left", "Kim, who left"),
            ("Is it so ? Yes .", "Is it so? Yes."),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn blanks_that_stay() {
        for raw in [
            "the year 2 BC",
            "see ( ) there",
            "he paid .50 for it",
            "on 21 nd",
            "a file .txt here",
            "32 St James Street",
            "he waited . . . and left",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
