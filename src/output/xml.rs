//! Text as XML and HTML hold it.

use std::borrow::Cow;

/// Text or attribute value with markup escaped. Characters that XML 1.0 cannot hold (NUL and its
/// like) become U+FFFD, so that whatever was read can be written.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\'') || !allowed(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if allowed(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

const fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_the_impossible_replaced() {
        assert_eq!(escape("R&D <b> \"x\" 'y'"), "R&amp;D &lt;b&gt; &quot;x&quot; &#39;y&#39;");
        assert_eq!(escape("a\0b\u{ffff}"), "a\u{fffd}b\u{fffd}");
        assert!(matches!(escape("plain é 金"), Cow::Borrowed(_)));
    }
}
