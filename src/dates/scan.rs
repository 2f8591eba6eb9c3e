//! One pass over the clean view: the tokens, and the expressions in them.

use super::grammar::{Grammar, Parse, Parser};
use super::guard::Surroundings;
use super::lexer::{Gap, Token, tokenize};
use super::value::Scope;
use crate::text::Document;

/// The tokens of a document and the expressions in them, in text order, not overlapping.
pub(super) struct Scanned {
    pub(super) tokens: Vec<Token>,
    pub(super) parses: Vec<Parse>,
}

pub(super) fn scan(document: &Document, scope: Scope) -> Scanned {
    let grammar = Grammar::get();
    let text = document.clean();
    let mut tokens = tokenize(text, &grammar.lexicon);
    mark_paragraphs(&mut tokens, document);
    let mut parses = Vec::new();
    let mut at = 0;
    let parser = Parser::new(grammar, &tokens);
    let parse_at = |at: usize| {
        parser.parse_at(at, |rule, end, meaning| {
            rule.group.is_in(scope)
                && Surroundings { text, tokens: &tokens, start: at, end, scope }
                    .allow(rule.guard, meaning)
        })
    };
    let the = grammar.lexicon.id("the");
    while let Some(token) = tokens.get(at) {
        let mut parse = parse_at(at);
        // "the 12th of July" is not "the 12th": an article gives way to what reaches further.
        if let Some(short) = &parse
            && token.word == the
            && let Some(long) = parse_at(at + 1)
            && long.end > short.end
        {
            parse = Some(long);
        }
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
