//! Character classes that the cleaning rules and the tokeniser share.

use unicode_normalization::char::is_combining_mark;

/// White space and control characters.
pub(crate) fn is_gap(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7f}';
    }
    // Windows-1252 text read as Latin-1 has its quotes and dashes among the C1 controls.
    (c.is_whitespace() || c.is_control()) && windows_1252(c).is_none()
}

/// Characters without width or meaning of their own in running text.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Letters and the marks that go on them.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Decimal digits, of any script.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric() && !is_superscript_digit(c) && !c.is_alphabetic()
}

/// Raised digits.
pub(crate) fn is_superscript_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Writing without blanks between words, where each character is a token.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Marks that end a sentence.
pub(crate) fn is_sentence_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Quotes and brackets that close, or may close.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '’' | '”' | '»' | ')' | ']' | '}' | '」' | '』' | '）' | '】' | '》')
}

/// Quotes and brackets that open, or may open.
pub(crate) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '‘' | '“' | '«' | '„' | '(' | '[' | '{' | '「' | '『' | '（' | '【' | '《'
    )
}

/// What a C1 control stands for where Windows-1252 was read as Latin-1.
pub(crate) fn windows_1252(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{85}' => return None,
        '\u{91}' | '\u{92}' => "'",
        '\u{93}' | '\u{94}' => "\"",
        '\u{96}' => "–",
        '\u{97}' => "—",
        _ => return None,
    })
}

/// Whether a word starts with a capital.
pub(crate) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word starts with a small letter.
pub(crate) fn starts_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a word has letters and all of them are capitals.
pub(crate) fn all_upper(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
