//! From text to word pieces, word by word, with offsets into the text as given.

use std::ops::Range;

use tokenizers::Tokenizer;

use super::TaggerError;
use super::case_shape::CaseShape;
use super::config::TokenTypes;
use crate::text::CleanSpan;

/// The tokeniser of a model, checked against the rows of its word embeddings.
#[derive(Clone)]
pub struct PieceTokenizer {
    inner: Tokenizer,
    opening: u32,
    closing: u32,
    token_types: TokenTypes,
}

/// One word: what lies between white space, cut at punctuation marks and around Han characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// Index of its first piece.
    pub first: usize,
}

/// A stretch of text that is decoded on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub words: Range<usize>,
    /// Its pieces.
    pub pieces: Range<usize>,
}

/// A document in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Vocabulary ids.
    pub ids: Vec<u32>,
    /// Token types.
    pub types: Vec<u8>,
    /// The words, in text order; every piece belongs to one.
    pub words: Vec<Word>,
    /// The sentences, in text order; none is empty.
    pub sentences: Vec<Sentence>,
}

impl std::fmt::Debug for PieceTokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PieceTokenizer")
            .field("opening", &self.opening)
            .field("closing", &self.closing)
            .field("token_types", &self.token_types)
            .finish_non_exhaustive()
    }
}

impl PieceTokenizer {
    /// Reads the bytes of `tokenizer.json`; `file` names it in errors. `rows` is the number of word
    /// embeddings.
    ///
    /// # Errors
    /// A file that is no tokeniser, lacks `[CLS]` or `[SEP]`, or holds ids past the embeddings.
    pub fn parse(
        file: &str,
        bytes: &[u8],
        rows: usize,
        token_types: TokenTypes,
    ) -> Result<Self, TaggerError> {
        let wrong = |problem: String| TaggerError::Tokenizer { file: file.to_owned(), problem };
        let mut inner = Tokenizer::from_bytes(bytes).map_err(|e| wrong(e.to_string()))?;
        // Windows are cut by us: a limit stored in the file would drop text in silence.
        inner.with_truncation(None).map_err(|e| wrong(e.to_string()))?;
        inner.with_padding(None);
        // A text that spells out "[SEP]" is text.
        inner.set_encode_special_tokens(true);
        let marker = |token: &str| {
            inner.token_to_id(token).ok_or_else(|| wrong(format!("no {token} in the vocabulary")))
        };
        let (opening, closing) = (marker("[CLS]")?, marker("[SEP]")?);
        let largest = inner.get_vocab(true).into_iter().max_by_key(|(_, id)| *id);
        if let Some((token, id)) = largest
            && id as usize >= rows
        {
            let problem =
                format!("token {token:?} has id {id}, but the model has {rows} word embeddings");
            return Err(wrong(problem));
        }
        Ok(Self { inner, opening, closing, token_types })
    }

    /// Id of the piece that opens a window.
    pub const fn opening(&self) -> u32 {
        self.opening
    }

    /// Id of the piece that closes a window.
    pub const fn closing(&self) -> u32 {
        self.closing
    }

    /// Cuts one stretch of `text` into words and pieces.
    ///
    /// # Errors
    /// None is known for WordPiece; other models of the library may refuse a text.
    pub fn read(&self, text: &str, at: CleanSpan) -> Result<Pieces, TaggerError> {
        let stretch = at.slice(text);
        let encoding = self.inner.encode(stretch, false).map_err(|e| TaggerError::Tokenizer {
            file: "tokenizer.json".to_owned(),
            problem: format!("bytes {} to {} of the text: {e}", at.start(), at.end()),
        })?;
        let mut pieces = Pieces::default();
        let mut last = None;
        let offsets = encoding.get_offsets().iter().zip(encoding.get_word_ids());
        for (i, (&(start, end), &word)) in offsets.enumerate() {
            let span = CleanSpan::new(at.start() + start, at.start() + end);
            match pieces.words.last_mut() {
                Some(open) if last == Some(word) => open.span = open.span.join(span),
                _ => pieces.words.push(Word { span, first: i }),
            }
            last = Some(word);
        }
        pieces.ids = encoding.get_ids().to_vec();
        pieces.types = self.types(text, &pieces);
        if !pieces.words.is_empty() {
            let whole = Sentence { words: 0..pieces.words.len(), pieces: 0..pieces.ids.len() };
            pieces.sentences.push(whole);
        }
        Ok(pieces)
    }

    fn types(&self, text: &str, pieces: &Pieces) -> Vec<u8> {
        let mut types = vec![0; pieces.ids.len()];
        if self.token_types == TokenTypes::CaseShape {
            for (i, word) in pieces.words.iter().enumerate() {
                let end = pieces.words.get(i + 1).map_or(types.len(), |next| next.first);
                let shape = CaseShape::of(word.span.slice(text)).token_type();
                types[word.first..end].fill(shape);
            }
        }
        types
    }
}

impl Pieces {
    /// Puts `next` behind.
    pub fn append(&mut self, next: Self) {
        let (words, pieces) = (self.words.len(), self.ids.len());
        self.ids.extend(next.ids);
        self.types.extend(next.types);
        self.words.extend(next.words.into_iter().map(|w| Word { first: w.first + pieces, ..w }));
        self.sentences.extend(next.sentences.into_iter().map(|s| Sentence {
            words: s.words.start + words..s.words.end + words,
            pieces: s.pieces.start + pieces..s.pieces.end + pieces,
        }));
    }
}
