//! One pass over the clean view: the tokens, and the expressions in them.

use super::grammar::{Grammar, Group, Parse};
use super::guard::Surroundings;
use super::lexer::{Gap, Token, tokenize};
use crate::text::Document;

/// The tokens of a document and the expressions in them, in text order, not overlapping.
pub(super) struct Scanned {
    pub(super) tokens: Vec<Token>,
    pub(super) parses: Vec<Parse>,
}

pub(super) fn scan(document: &Document) -> Scanned {
    let grammar = Grammar::get();
    let text = document.clean();
    let mut tokens = tokenize(text, &grammar.lexicon);
    mark_paragraphs(&mut tokens, document);
    let mut parses = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let parse = grammar.parse_at(&tokens, at, |rule, end, meaning| {
            rule.group != Group::Inner
                && Surroundings { text, tokens: &tokens, start: at, end }.allow(rule.guard, meaning)
        });
        match parse {
            Some(parse) => {
                at = parse.end.max(at + 1);
                parses.push(parse);
            }
            None => at += 1,
        }
    }
    Scanned { tokens, parses }
}

/// No expression reaches over the edge of a paragraph.
fn mark_paragraphs(tokens: &mut [Token], document: &Document) {
    let mut paragraphs = document.paragraphs().iter().peekable();
    for token in tokens {
        while let Some(paragraph) = paragraphs.next_if(|p| p.span.start() <= token.start) {
            let _ = paragraph;
            token.gap = Gap::Paragraph;
        }
    }
}
