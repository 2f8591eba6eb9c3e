//! The clean view cut into tokens that no mention's bound divides, for formats made of tokens.

use crate::pipeline::Analysis;
use crate::text::CleanSpan;

/// A token or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where, in the clean view.
    pub(super) span: CleanSpan,
    /// The mention it belongs to.
    pub(super) mention: Option<usize>,
    /// Index of its sentence.
    pub(super) sentence: usize,
}

/// All pieces in text order. A mention is always made of whole pieces, a sentence too.
pub(super) fn pieces(analysis: &Analysis) -> Vec<Piece> {
    let doc = &analysis.document;
    let mut out = Vec::with_capacity(doc.tokens().len());
    let mut mentions = analysis.mentions.iter().enumerate().peekable();
    for token in doc.tokens() {
        let mut at = token.span.start();
        let sentence = doc.sentence_at(at);
        while at < token.span.end() {
            while mentions.next_if(|(_, m)| m.clean.end() <= at).is_some() {}
            let (end, mention) = match mentions.peek() {
                Some((i, m)) if m.clean.start() <= at => (m.clean.end(), Some(*i)),
                Some((_, m)) => (m.clean.start(), None),
                None => (token.span.end(), None),
            };
            let end = end.min(token.span.end());
            out.push(Piece { span: CleanSpan::new(at, end), mention, sentence });
            at = end;
        }
    }
    out
}
