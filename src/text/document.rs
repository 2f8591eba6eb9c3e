//! A paper: the raw text that never changes, and the clean view every later stage reads.

use std::ops::Range;

use super::alignment::Alignment;
use super::clean::{Edit, clean};
use super::{CleanSpan, RawSpan, TextWarning, paragraphs, sentences, tokens, warnings};

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
    alignment: Alignment,
    edits: Vec<Edit>,
    sentences: Vec<CleanSpan>,
    paragraphs: Vec<Paragraph>,
    tokens: Vec<Token>,
}

impl Document {
    /// Reads a text: builds the clean view, finds paragraphs, sentences and tokens. Never fails.
    pub fn new(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        let cleaned = clean(&raw);
        let clean = cleaned.text;
        let tokens = tokens::tokenise(&clean);
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        for (paragraph, range) in paragraphs::find(&clean, &tokens) {
            sentences.extend(sentences::split(&clean, tokens.get(range).unwrap_or_default()));
            paragraphs.push(paragraph);
        }
        let (alignment, edits) = (cleaned.alignment, cleaned.edits);
        Self { raw, clean, alignment, edits, sentences, paragraphs, tokens }
    }

    /// The text as given.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The clean view.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// How the two texts correspond.
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// What was changed to make the clean view, in text order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// What is odd about the text.
    pub fn warnings(&self) -> Vec<TextWarning> {
        warnings::find(&self.raw, !self.tokens.is_empty())
    }

    /// The stretch of raw text from which a stretch of the clean view was made. It starts at the
    /// raw character of the first clean character and ends after that of the last.
    pub fn to_raw(&self, span: CleanSpan) -> RawSpan {
        self.alignment.to_raw(span)
    }

    /// What a stretch of raw text became in the clean view; `None` if nothing of it is left.
    pub fn to_clean(&self, span: RawSpan) -> Option<CleanSpan> {
        self.alignment.to_clean(span)
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

    /// Index of the paragraph that holds clean byte `at` (the last that starts at or before it).
    pub fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.start() <= at).saturating_sub(1)
    }

    /// Indices of the tokens that lie wholly or partly in `span`.
    pub fn token_range(&self, span: CleanSpan) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let to = self.tokens.partition_point(|t| t.span.start() < span.end());
        from..to.max(from)
    }
}
