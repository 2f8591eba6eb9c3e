//! What a reader should know about a text before trusting what was found in it.

use std::fmt;

/// Something odd about a raw text. Nothing is refused for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextWarning {
    /// There is no text: the file is empty, or a scan without a text layer.
    Empty,
    /// Control characters other than white space; they count as blanks.
    ControlCharacters {
        /// How many.
        count: usize,
        /// Byte of the first.
        first: usize,
    },
    /// U+FFFD: bytes that an earlier program could not read.
    ReplacementCharacters {
        /// How many.
        count: usize,
        /// Byte of the first.
        first: usize,
    },
}

impl fmt::Display for TextWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the text holds no words or marks"),
            Self::ControlCharacters { count, first } => {
                write!(f, "{count} control characters, the first at byte {first}: read as blanks")
            }
            Self::ReplacementCharacters { count, first } => write!(
                f,
                "{count} replacement characters (U+FFFD), the first at byte {first}: the text was damaged before"
            ),
        }
    }
}

/// Looks through a raw text.
pub(super) fn find(raw: &str, has_tokens: bool) -> Vec<TextWarning> {
    let mut warnings = Vec::new();
    if !has_tokens {
        warnings.push(TextWarning::Empty);
    }
    let control =
        |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    if let Some((first, count)) = tally(raw, control) {
        warnings.push(TextWarning::ControlCharacters { count, first });
    }
    if let Some((first, count)) = tally(raw, |c| c == '\u{fffd}') {
        warnings.push(TextWarning::ReplacementCharacters { count, first });
    }
    warnings
}

/// Byte of the first character of a class, and how many there are.
fn tally(raw: &str, class: impl Fn(char) -> bool) -> Option<(usize, usize)> {
    let mut found = raw.char_indices().filter(|(_, c)| class(*c));
    let (first, _) = found.next()?;
    Some((first, 1 + found.count()))
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn warnings(raw: &str) -> Vec<String> {
        Document::new(raw).warnings().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn odd_texts_are_told() {
        assert_eq!(warnings(" \n"), ["the text holds no words or marks"]);
        assert_eq!(
            warnings("a\0b\0"),
            ["2 control characters, the first at byte 1: read as blanks"]
        );
        assert_eq!(
            warnings("caf\u{fffd}"),
            ["1 replacement characters (U+FFFD), the first at byte 3: the text was damaged before"]
        );
    }

    #[test]
    fn plain_texts_are_not() {
        assert!(warnings("Kim left.\r\n\tMao stayed.\u{c}").is_empty());
    }
}
