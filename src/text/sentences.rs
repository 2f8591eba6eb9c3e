//! Sentences: rules over tokens.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the quotes and
//! brackets that close behind it, if white space and a plausible beginning follow. It does not end
//! behind titles and other abbreviations, initials, the number of a list item, or before a word
//! in small letters. A sentence never crosses a paragraph.

use super::abbreviations::{Stop, stop_after};
use super::document::{Token, TokenKind};
use super::words::{OPENERS, listed};
use super::{CleanSpan, chars};

/// The sentences of one paragraph, given as its tokens.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<CleanSpan> {
    let paragraph = Paragraph { text, tokens };
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        match paragraph.end_at(first, at) {
            Stretch::Ends(next) => {
                sentences.extend(paragraph.span(first, next));
                (first, at) = (next, next);
            }
            Stretch::GoesOn(next) => at = next,
        }
    }
    sentences.extend(paragraph.span(first, tokens.len()));
    sentences
}

/// What a token means for the sentence it is in.
enum Stretch {
    /// It ends it; the next sentence starts here.
    Ends(usize),
    /// It does not; the next token to look at.
    GoesOn(usize),
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Paragraph<'a> {
    fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.slice(self.text))
    }

    fn span(&self, from: usize, to: usize) -> Option<CleanSpan> {
        let first = self.tokens.get(from)?;
        let last = self.tokens.get(to.checked_sub(1)?)?;
        (from < to).then(|| first.span.join(last.span))
    }

    /// Whether nothing stands between the token and the one before it.
    fn glued(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|i| self.tokens.get(i)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.span.end() == token.span.start(),
            _ => false,
        }
    }

    fn is_punctuation(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|t| t.kind == TokenKind::Punctuation)
    }

    fn first_char(&self, index: usize) -> Option<char> {
        self.word(index).chars().next()
    }

    /// Whether a sentence that starts at `first` ends with token `at`.
    fn end_at(&self, first: usize, at: usize) -> Stretch {
        let stop = self.word(at);
        let Some(end) = stop.chars().next_back().filter(|c| chars::is_sentence_end(*c)) else {
            return Stretch::GoesOn(at + 1);
        };
        let next = self.behind(at);
        let ends = if next >= self.tokens.len() {
            false
        } else if matches!(end, '。' | '！' | '？') {
            true
        } else if self.glued(next) {
            self.blank_lost(at, next)
        } else {
            let word = self.past_opening(next);
            let closed = next > at + 1;
            self.begins(next, word) && (end != '.' || closed || self.stop_ends(first, at, word))
        };
        if ends { Stretch::Ends(next) } else { Stretch::GoesOn(next) }
    }

    /// The token behind a stop, its further stops ("?!", "...") and what closes behind them.
    fn behind(&self, at: usize) -> usize {
        let mut next = at + 1;
        while self.is_punctuation(next) && self.glued(next) {
            let goes_with = |c| chars::is_sentence_end(c) || chars::is_closing(c);
            if !self.first_char(next).is_some_and(goes_with) {
                break;
            }
            next += 1;
        }
        next
    }

    /// The first token that is more than a mark that opens or a dash: what opens before a word
    /// tells nothing by itself.
    fn past_opening(&self, from: usize) -> usize {
        let opens = |c| chars::is_opening(c) || matches!(c, '-' | '–' | '—' | '•' | '*');
        let mut word = from;
        while word < from + 8
            && self.is_punctuation(word)
            && self.first_char(word).is_some_and(opens)
        {
            word += 1;
        }
        word
    }

    /// Whether a sentence can start with `word`, with marks that open from `next` on.
    fn begins(&self, next: usize, word: usize) -> bool {
        match self.first_char(word) {
            None => true,
            Some(c) if c.is_lowercase() => false,
            Some(c) => c.is_alphanumeric() || word > next,
        }
    }

    /// "alliance.From": the blank after the full stop was lost.
    fn blank_lost(&self, at: usize, next: usize) -> bool {
        let before = self.word(at.wrapping_sub(1));
        let after = self.word(next);
        self.word(at) == "."
            && next == at + 1
            && before.len() > 2
            && before.bytes().all(|b| b.is_ascii_lowercase())
            && !self.is_address(at)
            && chars::starts_upper(after)
            && after.chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// "www.example.org", "report.Final.pdf": full stops and slashes on both sides of the word.
    fn is_address(&self, at: usize) -> bool {
        let joint = |index: usize| matches!(self.word(index), "." | "/" | "@" | "_");
        at >= 2 && self.glued(at - 1) && joint(at - 2) || self.glued(at + 2) && joint(at + 2)
    }

    /// Whether the full stop at `at` ends a sentence, given that a word in capitals, a number or
    /// the like follows at `next`.
    fn stop_ends(&self, first: usize, at: usize, next: usize) -> bool {
        let stop = self.word(at);
        let following = self.word(next);
        // A lone "A" or "I" opens a sentence only where it is no initial.
        let opener =
            listed(OPENERS, following) && (following.len() > 1 || self.word(next + 1) != ".");
        if stop.len() > 1 && stop.contains(|c: char| c.is_alphabetic()) {
            // "U.S. Army", "A.M. Puzanov" against "the U.S. The".
            return !never_last_acronym(stop) && opener;
        }
        if stop != "." || at == first || !self.glued(at) {
            return true;
        }
        let before = self.word(at - 1);
        let starts = at - 1 == first;
        if self.tokens.get(at - 1).is_some_and(|t| t.kind == TokenKind::Number) {
            // "1. Introduction", "4.2.2. The".
            return !(starts && before.len() <= 5 && !matches!(before.len(), 4));
        }
        if starts && is_roman(before) {
            return false;
        }
        let mut letters = before.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return !letter.is_alphabetic() || opener && !(letter.is_uppercase() && starts);
        }
        if LONG_INITIALS.contains(&before) {
            // "I. Ia. Korostovets", "Iu. V. Andropov"; but "talked with Ye. Zhou left".
            let single = |index: usize| {
                let mut letters = self.word(index).chars();
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
            };
            let behind = at >= first + 3 && self.word(at - 2) == "." && single(at - 3);
            if behind || single(next) && self.word(next + 1) == "." {
                return false;
            }
        }
        let number = self.tokens.get(next).is_some_and(|t| t.kind == TokenKind::Number)
            || self.first_char(next).is_some_and(chars::is_digit)
            || is_roman(following) && following != "I";
        match stop_after(before) {
            // "Gen. MacArthur" against "Sun Yat Sen. The".
            Stop::Never => opener && chars::starts_upper(before),
            Stop::BeforeNumber => !number,
            Stop::Perhaps => opener,
            Stop::End => true,
        }
    }
}

/// Initials of two letters, for one of another alphabet or for one sound.
const LONG_INITIALS: [&str; 17] = [
    "Ch", "Chr", "Dzh", "Ia", "Iu", "Ja", "Ju", "Kh", "Ph", "Sh", "Shch", "Th", "Ts", "Ya", "Ye",
    "Yu", "Zh",
];

/// Acronyms that more text always follows.
fn never_last_acronym(stop: &str) -> bool {
    ["e.g.", "i.e."].iter().any(|a| stop.eq_ignore_ascii_case(a))
}

/// A Roman numeral as headings and volumes bear them.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 6
        && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenise;
    use super::*;

    fn sentences(text: &str) -> String {
        let spans = split(text, &tokenise(text));
        spans.iter().map(|s| s.slice(text)).collect::<Vec<_>>().join("|")
    }

    /// `|` in the text marks where sentences end.
    #[test]
    fn sentences_end_where_marked() {
        for marked in [
            "The war ended.| The envoys left.",
            "Then I. Ia. Korostovets spoke with Iu. V. Andropov.| He talked with Ye.| Zhou left.",
            "He came. |In 1942 he left.",
            "It fell in 1942.| Due to this he left.",
            "The U.S. Army crossed the river.",
            "The treaty was signed by the U.S.| The others waited.",
            "The U.S. and the U.S.S.R. agreed.",
            "He lived in Washington, D.C.| He died there.",
            "Mr. Burgin met Dr. Rusk and Gen. Clark.",
            "Lt. Col. Hodge spoke first.| Sgt. Miles did not.",
            "J. Burgin wrote to A.M. Puzanov.| They met.",
            "P. F. Yudin came to Beijing.",
            "On Sept. 21 they met.| On Oct. 3 they parted.",
            "They met in Sept.| Nobody came in Oct.",
            "See No. 88 and vol. 12, pp. 5-9.",
            "He said no.| No. 5 was lost.",
            "It cost 3.5 million.| It was late.",
            "He waited ... and waited.",
            "He waited...| Then he left.",
            "\"Go home!\" he said.",
            "\"Go home.\"| He left.",
            "He asked, \"Who comes?\"| Nobody knew.",
            "He asked why?!| Nobody knew.",
            "(It was late.)| He left.",
            "He left (see p. 5).| She stayed.",
            "1. Introduction to the war",
            "I. Origins of the pact",
            "IV. The talks fail",
            "In the time of Louis XIV.| The king fell.",
            "It was plan B.| The envoys agreed.",
            "St. Petersburg fell.| St. John did not.",
            "The firm Smith and Co. London sold it.",
            "The firm was Smith and Co.| The rest was sold.",
            "Smith et al. 1998 say so.",
            "He used tanks, guns, etc.| The rest stayed.",
            "He used tanks, etc. and guns.",
            "e.g. This is so.",
            "i.e. Stalin said no.",
            "cf. Chen Jian 1994.",
            "ibid. and ibid. again.",
            "At 5 p.m.| He left.",
            "At 5 p.m. Stalin left.",
            "wired to Berlin, HO CHI MINH has read the note twice.| He praised it.",
            "Is it enough?| Perhaps not.",
            "No! they cried.",
            "www.Example.org is a page.",
            "He left.| \"Why?\" she asked.",
            "He left.| (Nobody saw it.)| She stayed.",
            "He left.| [He never came back.]",
            "The troops came in 1950.| 5 armies followed.",
            "柴成文到了。|他走了。",
            "He wrote \"柴成文。\"| She read it.",
            "Fr. Bernard met Prof. Li.",
            "Jr. officers met Sr. officers.",
            "Martin Luther King Jr.| The march began.",
            "Martin Luther King Jr. spoke.",
            "They saw Sun Yat Sen.| The others fled.",
            "Capt. A. B. Smith of H.M.S. Victory wrote it.",
            "Ed. by Odd Arne Westad.| Oxford.",
            "The 38th parallel (cf. Map 3).| It was drawn in 1945.",
            "He was born ca. 1900.| She was not.",
            "Who was he?| – Nobody.",
            "He said: \"We agree.\"| \"We do not,\" said Molotov.",
        ] {
            let text = marked.replace('|', "");
            let expected: Vec<_> = marked.split('|').map(str::trim).collect();
            assert_eq!(sentences(&text), expected.join("|"), "{marked}");
        }
    }

    #[test]
    fn a_lost_blank_does_not_hide_an_end() {
        assert_eq!(
            sentences("It held the alliance.From then on it fell."),
            "It held the alliance.|From then on it fell."
        );
    }
}
