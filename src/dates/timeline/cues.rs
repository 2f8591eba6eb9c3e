//! What the words around a date say of its time: tense, "had", "already".

use super::super::grammar::Parse;
use super::super::lexer::class;
use super::Timeline;

impl Timeline<'_> {
    /// Whether "had" stands shortly before a token, in its sentence and not in a clause of its own:
    /// the "had" of "the name under which he had united the rest, on 11 March" is not of the date.
    pub(super) fn past_perfect(&self, token: usize) -> bool {
        const REACH: usize = 10;
        const CLAUSE: usize = 5;
        let text = self.document.clean();
        let sentence = self.document.sentence_at(self.offset(token));
        let from = self.document.sentences().get(sentence).map_or(0, |s| s.start());
        let word = |i: usize| self.tokens.get(i).and_then(|t| text.get(t.start..t.end));
        let mut comma = false;
        for at in (token.saturating_sub(REACH)..token).rev() {
            let Some(had) = self.tokens.get(at).filter(|t| t.start >= from) else { break };
            let next = self.tokens.get(at + 1).map_or(had.end, |t| t.start);
            comma |= text.get(had.start..next).is_some_and(|gap| gap.contains(','));
            if had.is(class::PASTVERB) && word(at) == Some("had") {
                let relative = (at.saturating_sub(CLAUSE)..at)
                    .any(|i| matches!(word(i), Some("which" | "who" | "whom" | "whose" | "where")));
                return !(comma && relative);
            }
        }
        false
    }

    /// Whether a token is looked back to: "as early as June", "already in June", "back in June".
    pub(super) fn already(&self, token: usize) -> bool {
        const REACH: usize = 4;
        let text = self.document.clean();
        self.tokens[..token].iter().rev().take(REACH).enumerate().any(|(between, t)| {
            match text.get(t.start..t.end) {
                Some("early" | "already" | "since" | "earlier") => true,
                // "was back in office on 21 January" is no look back.
                Some("back") => between <= 1,
                _ => false,
            }
        })
    }

    /// Whether the nearest verb looks ahead: "will leave on Friday".
    pub(super) fn looks_ahead(&self, parse: &Parse) -> bool {
        // "as soon as Tuesday".
        self.word_before(parse.start, "as")
            || self.tense_at(parse.start, parse.end).unwrap_or(false)
    }

    /// Whether the nearest verb looks ahead; `None` where no verb tells.
    pub(super) fn tense_at(&self, start: usize, end: usize) -> Option<bool> {
        const REACH: usize = 12;
        let text = self.document.clean();
        let sentence = self.document.sentence_at(self.offset(start));
        let word = |index: usize| -> Option<&str> {
            let token = self.tokens.get(index)?;
            let here = self.document.sentence_at(token.start) == sentence && token.is(class::WORD);
            here.then(|| text.get(token.start..token.end))?
        };
        let verb = |index: usize| -> Option<bool> {
            let ahead = match word(index)? {
                "will" | "shall" | "ll" | "would" | "could" | "upcoming" | "scheduled" | "due"
                | "expected" | "expects" | "expect" | "plans" | "plan" | "planned" | "planning"
                | "payable" | "hopes" | "intends" | "slated" | "until" | "begins" | "expires"
                | "expire" | "effective" | "starting" | "deadline" | "maturing" | "matures"
                | "likely" => true,
                "said" | "was" | "were" | "had" | "did" | "rose" | "fell" | "told" | "came"
                | "went" | "took" | "began" | "met" | "made" | "saw" | "left" | "won" | "lost" => {
                    false
                }
                // "is to resume trading".
                "to" => {
                    let before = index.checked_sub(1).and_then(word)?;
                    return matches!(before, "is" | "are" | "be").then_some(true);
                }
                word if word.len() > 4 && word.ends_with("ed") => false,
                _ => return None,
            };
            Some(ahead)
        };
        let before = (start.saturating_sub(REACH)..start).rev().find_map(verb);
        before.or_else(|| (end..end + REACH).find_map(verb))
    }

    /// Whether this word stands before a token, an article between them allowed.
    pub(super) fn word_before(&self, token: usize, word: &str) -> bool {
        let text = self.document.clean();
        let is = |back: usize, word: &str| {
            token
                .checked_sub(back)
                .and_then(|i| self.tokens.get(i))
                .and_then(|t| text.get(t.start..t.end))
                .is_some_and(|t| t.eq_ignore_ascii_case(word))
        };
        is(1, word) || (is(1, "the") && is(2, word))
    }
}
