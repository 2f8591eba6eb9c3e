//! Small questions about tokens that several steps ask.

use crate::text::{CleanSpan, Document, Token};

/// The tokens that lie wholly inside a span, by binary search.
pub(super) fn tokens_within(doc: &Document, span: CleanSpan) -> &[Token] {
    let tokens = doc.tokens();
    let from = tokens.partition_point(|t| t.span.start() < span.start());
    let to = tokens.partition_point(|t| t.span.end() <= span.end());
    tokens.get(from..to.max(from)).unwrap_or_default()
}

/// The token before a span, and what lies between.
pub(super) fn token_before(doc: &Document, span: CleanSpan) -> Option<(&Token, &str)> {
    let tokens = doc.tokens();
    let at = tokens.partition_point(|t| t.span.start() < span.start());
    let before = tokens.get(at.checked_sub(1)?)?;
    Some((before, doc.clean().get(before.span.end()..span.start())?))
}

/// The token that begins first behind a span.
pub(super) fn token_after(doc: &Document, span: CleanSpan) -> Option<&Token> {
    let tokens = doc.tokens();
    tokens.get(tokens.partition_point(|t| t.span.start() < span.end()))
}

/// Whether a single blank parts two spans.
pub(super) fn joined(doc: &Document, a: CleanSpan, b: CleanSpan) -> bool {
    doc.clean().get(a.end()..b.start()) == Some(" ")
}

/// Whether the first letter is upper case.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}
