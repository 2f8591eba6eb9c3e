//! From raw text to a [`Document`]: clean view, alignment, sentences, tokens.

mod abbreviations;
mod alignment;
mod chars;
mod clean;
mod document;
mod offsets;
mod paragraphs;
mod sentences;
mod span;
mod tokens;
mod warnings;
mod words;

pub use alignment::Alignment;
pub use clean::{Damage, Edit};
pub use document::{Document, Paragraph, ParagraphKind, Token, TokenKind};
pub use offsets::CharOffsets;
pub use span::{CleanSpan, RawSpan};
pub use warnings::TextWarning;
