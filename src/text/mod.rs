//! From raw text to a [`Document`]: clean view, alignment, sentences, tokens.

mod document;
mod offsets;
mod span;

pub use document::{Document, Paragraph, ParagraphKind, Token, TokenKind};
pub use offsets::CharOffsets;
pub use span::{CleanSpan, RawSpan};
