//! A paper: the raw text that never changes, and the clean view every later stage reads.

use super::{CleanSpan, RawSpan};

/// What a stretch of a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// Running prose.
    Body,
    /// A heading.
    Heading,
    /// Text that is not the paper's own: lists of similar documents, navigation, cookie notes.
    Boilerplate,
}

/// A paragraph of the clean view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Holds a letter.
    Word,
    /// Digits (with inner separators).
    Number,
    /// Anything else that is not white space.
    Punctuation,
}

/// A word, number or mark of the clean view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// What it is.
    pub kind: TokenKind,
}

/// One text to be tagged.
#[derive(Clone, Debug)]
pub struct Document {
    raw: String,
    clean: String,
    sentences: Vec<CleanSpan>,
    paragraphs: Vec<Paragraph>,
    tokens: Vec<Token>,
}

impl Document {
    /// Reads a text: builds the clean view, finds paragraphs, sentences and tokens. Never fails.
    pub fn new(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        let clean = raw.clone();
        let whole = CleanSpan::new(0, clean.len());
        let paragraphs = vec![Paragraph { span: whole, kind: ParagraphKind::Body }];
        Self { raw, clean, sentences: vec![whole], paragraphs, tokens: Vec::new() }
    }

    /// The text as given.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The clean view.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// The stretch of raw text from which a stretch of the clean view was made. It starts at the
    /// raw character of the first clean character and ends after that of the last.
    pub fn to_raw(&self, span: CleanSpan) -> RawSpan {
        RawSpan::new(span.start(), span.end())
    }

    /// Sentences of the clean view, in order, not overlapping, without outer white space.
    pub fn sentences(&self) -> &[CleanSpan] {
        &self.sentences
    }

    /// Paragraphs of the clean view, in order, not overlapping; every sentence lies in one.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Words, numbers and marks of the clean view, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Index of the sentence that holds clean byte `at` (the last that starts at or before it).
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.start() <= at).saturating_sub(1)
    }
}
