//! The raw text as words, numbers and marks with the gaps before them: what the cleaning rules
//! look at, so that no rule has to know whether a gap is a blank, a tab or a line end.

use crate::text::RawSpan;
use crate::text::chars;

/// What stands before a lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing: it is glued to the one before.
    None,
    /// White space within a line.
    Space,
    /// One line end.
    Line,
    /// An empty line.
    Paragraph,
    /// A form feed.
    Page,
}

/// What a lexeme is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LexemeKind {
    /// Letters and marks on letters.
    Word,
    /// Decimal digits.
    Number,
    /// Superscript digits.
    Superscript,
    /// One or more of the same other character.
    Mark(char),
}

/// A word, number or mark of the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: LexemeKind,
    pub(super) gap: Gap,
}

impl Lexeme {
    pub(super) fn text<'a>(&self, raw: &'a str) -> &'a str {
        raw.get(self.start..self.end).unwrap_or_default()
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == LexemeKind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == LexemeKind::Number
    }

    /// Whether it is one single character `c`.
    pub(super) fn is_mark(&self, c: char) -> bool {
        self.kind == LexemeKind::Mark(c) && self.end - self.start == c.len_utf8()
    }

    /// Whether it is one of a class of marks.
    pub(super) fn mark(&self, class: impl Fn(char) -> bool) -> bool {
        matches!(self.kind, LexemeKind::Mark(c) if class(c))
    }
}

/// Lexemes in text order over one raw text, some of them already taken out.
#[derive(Clone, Debug)]
pub(super) struct Lexemes<'a> {
    pub(super) raw: &'a str,
    pub(super) list: Vec<Lexeme>,
}

impl<'a> Lexemes<'a> {
    /// Reads the whole text, in one pass.
    pub(super) fn read(raw: &'a str) -> Self {
        let mut list: Vec<Lexeme> = Vec::with_capacity(raw.len() / 5);
        let mut gap = Gap::None;
        let mut after_return = false;
        for (at, c) in raw.char_indices() {
            let end = at + c.len_utf8();
            let Some(kind) = kind_of(c) else {
                // "\r\n" is one line end.
                gap = widen(gap, c, after_return && c == '\n');
                after_return = c == '\r';
                continue;
            };
            after_return = false;
            match list.last_mut() {
                Some(last) if gap == Gap::None && joins(last, kind, c) => last.end = end,
                _ => list.push(Lexeme {
                    start: at,
                    end,
                    kind: kind.unwrap_or(LexemeKind::Word),
                    gap,
                }),
            }
            gap = Gap::None;
        }
        Self { raw, list }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Lexeme> {
        self.list.get(index)
    }

    /// The `back`th before `index`.
    pub(super) fn before(&self, index: usize, back: usize) -> Option<&Lexeme> {
        self.list.get(index.checked_sub(back)?)
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |l| l.text(self.raw))
    }

    /// The text of the `back`th before `index`.
    pub(super) fn text_before(&self, index: usize, back: usize) -> &'a str {
        self.before(index, back).map_or("", |l| l.text(self.raw))
    }

    /// The gap before `index`; after the last lexeme, a page.
    pub(super) fn gap(&self, index: usize) -> Gap {
        self.list.get(index).map_or(Gap::Page, |l| l.gap)
    }

    /// The raw bytes between lexeme `index` and the one before it.
    pub(super) fn gap_span(&self, index: usize) -> RawSpan {
        let start = self.before(index, 1).map_or(0, |l| l.end);
        let end = self.list.get(index).map_or(self.raw.len(), |l| l.start);
        RawSpan::new(start, end)
    }

    /// A number of up to four digits.
    pub(super) fn small_number(&self, index: usize) -> Option<u32> {
        let lexeme = self.list.get(index)?;
        let text = lexeme.text(self.raw);
        (lexeme.is_number() && text.len() <= 4 && !text.starts_with('0'))
            .then(|| text.parse().ok())
            .flatten()
    }
}

/// `None` for what makes up gaps; `Some(None)` for characters without a kind of their own, which
/// go on with whatever they stand in.
fn kind_of(c: char) -> Option<Option<LexemeKind>> {
    if chars::is_gap(c) {
        return None;
    }
    Some(if chars::is_invisible(c) {
        None
    } else if chars::is_superscript_digit(c) {
        Some(LexemeKind::Superscript)
    } else if chars::is_digit(c) {
        Some(LexemeKind::Number)
    } else if chars::is_letter(c) {
        Some(LexemeKind::Word)
    } else {
        Some(LexemeKind::Mark(c))
    })
}

fn joins(last: &Lexeme, kind: Option<LexemeKind>, c: char) -> bool {
    match kind {
        None => true,
        Some(kind) => kind == last.kind && !matches!(c, '(' | ')' | '[' | ']' | '"' | '\'' | '’'),
    }
}

fn widen(gap: Gap, c: char, second_half: bool) -> Gap {
    match c {
        _ if second_half => gap,
        '\u{c}' => Gap::Page,
        '\u{2029}' => gap.max(Gap::Paragraph),
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{b}' => match gap {
            Gap::None | Gap::Space => Gap::Line,
            Gap::Line | Gap::Paragraph => Gap::Paragraph,
            Gap::Page => Gap::Page,
        },
        _ => gap.max(Gap::Space),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<(&str, Gap)> {
        Lexemes::read(raw).list.iter().map(|l| (l.text(raw), l.gap)).collect()
    }

    #[test]
    fn gaps_are_told_apart() {
        assert_eq!(
            read("a b\nc\r\nd\n\ne\r\n \r\nf\u{c}\n\ng\0h"),
            [
                ("a", Gap::None),
                ("b", Gap::Space),
                ("c", Gap::Line),
                ("d", Gap::Line),
                ("e", Gap::Paragraph),
                ("f", Gap::Paragraph),
                ("g", Gap::Page),
                ("h", Gap::Space),
            ]
        );
    }

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let seen: Vec<_> =
            read("Cai's «war».12 e\u{301}t\u{ad}e...").into_iter().map(|l| l.0).collect();
        assert_eq!(seen, ["Cai", "'", "s", "«", "war", "»", ".", "12", "e\u{301}t\u{ad}e", "..."]);
    }
}
