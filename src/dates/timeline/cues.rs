//! What the words around a date say of its time: tense, "had", "already".

use super::super::grammar::Parse;
use super::super::lexer::class;
use super::Timeline;

impl Timeline<'_> {
    /// Whether "had" stands shortly before a token, in its sentence.
    pub(super) fn past_perfect(&self, token: usize) -> bool {
        const REACH: usize = 10;
        let text = self.document.clean();
        let sentence = self.document.sentence_at(self.offset(token));
        let from = self.document.sentences().get(sentence).map_or(0, |s| s.start());
        self.tokens[..token]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|t| t.start >= from)
            .any(|t| t.is(class::PASTVERB) && text.get(t.start..t.end) == Some("had"))
    }

    /// Whether a token is looked back to: "as early as June", "already in June".
    pub(super) fn already(&self, token: usize) -> bool {
        const REACH: usize = 4;
        let text = self.document.clean();
        self.tokens[..token].iter().rev().take(REACH).any(|t| {
            matches!(
                text.get(t.start..t.end),
                Some("early" | "already" | "back" | "since" | "earlier")
            )
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
