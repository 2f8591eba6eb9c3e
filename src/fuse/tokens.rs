//! Small questions about tokens that several steps ask.

use crate::text::{CleanSpan, Document, Token};

/// The tokens that lie wholly inside a span, by binary search.
pub(super) fn tokens_within(doc: &Document, span: CleanSpan) -> &[Token] {
    let tokens = doc.tokens();
    let from = tokens.partition_point(|t| t.span.start() < span.start());
    let to = tokens.partition_point(|t| t.span.end() <= span.end());
    tokens.get(from..to.max(from)).unwrap_or_default()
}

/// Whether the first letter is upper case.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}
