//! Page furniture: page numbers, titles repeated at the head or foot of pages, and the breaks in
//! mid-sentence that they leave.
//!
//! Page numbers count up through a text; a number is taken for one if it stands where page numbers
//! stand and fits that series, or if a sentence stops before it and goes on after it.

use std::collections::HashMap;

use super::blocks::{Stretch, breaks_off, goes_on, opens_with_capitals, sentence_ends, split};
use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexeme, Lexemes};
use super::series::{Candidate, best_run};
use super::wrap::stamp;
use crate::text::words::{LABELS, MONTHS, listed};
use crate::text::{RawSpan, chars};

/// What the rule found.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) edits: Vec<Edit>,
    /// Lexemes that are no part of the prose, in order.
    pub(super) removed: Vec<usize>,
    /// Lexemes before which the prose goes on although a new block starts there, in order.
    pub(super) rejoined: Vec<usize>,
}

/// Where page furniture may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A number alone on its line, perhaps with "Page" or dashes around it.
    Alone,
    /// A number at either end of a short line at the edge of a block, with a title.
    Head,
    /// The same with a title that stands nowhere else, beside a form feed.
    Single,
    /// A number at the end of a block of prose.
    Last,
    /// A number at the start of a block of prose.
    First,
}

/// A number that may be that of a page, with the lexemes that would go with it.
#[derive(Clone, Copy, Debug)]
struct Number {
    stretch: Stretch,
    value: u32,
    place: Place,
    /// The word beside it can claim it ("Chapter 5").
    claimed: bool,
    /// Nothing but a page has such a line: "- 12 -", "Page 12 of 40".
    certain: bool,
    /// The prose before it breaks off in mid-sentence,
    breaks_off: bool,
    /// ... and goes on after it.
    goes_on: bool,
}

/// Finds page furniture and settles the gaps it stands in.
pub(super) fn find(text: &Lexemes<'_>) -> Pages {
    let lines = split(text, Gap::Line);
    let titles = Titles::of(text, &lines);
    let mut furniture = page_numbers(text, &lines, &titles);
    let heads: Vec<_> = titles
        .repeated(text, &lines)
        .chain(titles.beside(text, &lines, &furniture))
        .map(|line| (line, Damage::RunningHead))
        .collect();
    furniture.extend(heads);
    furniture.sort_by_key(|(stretch, _)| (stretch.from, stretch.to));
    settle(text, &furniture)
}

/// Goes through the breaks between blocks and decides where the prose goes on.
fn settle(text: &Lexemes<'_>, furniture: &[(Stretch, Damage)]) -> Pages {
    let mut pages = Pages::default();
    let mut furniture = furniture.iter().peekable();
    // Where the block of prose that is being read started.
    let mut block = 0;
    let mut index = 0;
    let last = text.list.len();
    while index < last {
        let mut damage = None;
        let mut next = index;
        let mut widest = text.gap(index);
        while let Some((piece, kind)) = furniture.next_if(|(f, _)| f.from <= next) {
            if piece.to > next {
                pages.removed.extend(next.max(piece.from)..piece.to);
                next = piece.to;
                damage = damage.min(Some(*kind)).or(Some(*kind));
                widest = widest.max(text.gap(next));
            }
        }
        if let Some(damage) = damage {
            // A number on the line of what follows may be a note's: a small letter must follow.
            let apart = text.gap(next) > Gap::Space || goes_on(text, next);
            let joined =
                apart && breaks_off(text, block, index) && !opens_with_capitals(text, next);
            let start = text.gap_span(index).start();
            let end = text.get(next).map_or(text.raw.len(), |l| l.start);
            let with = match (index, next) {
                (0, _) => "",
                (_, next) if next == last => "",
                _ if joined || widest < Gap::Paragraph => " ",
                _ => "\n\n",
            };
            pages.edits.push(Edit::new(RawSpan::new(start, end), with, damage));
            if joined && next < last {
                pages.rejoined.push(next);
            } else if widest >= Gap::Paragraph {
                block = next;
            }
        } else if widest >= Gap::Paragraph && index > 0 {
            // Without furniture only a small letter tells that the sentence goes on.
            let open = text
                .before(index, 1)
                .is_some_and(|l| l.is_word() || l.mark(|c| matches!(c, ',' | '-' | '\u{2010}')));
            if open && goes_on(text, index) && breaks_off(text, block, index) {
                pages.edits.push(Edit::new(text.gap_span(index), " ", Damage::PageBreak));
                pages.rejoined.push(index);
            } else {
                block = index;
            }
        }
        // The gap behind furniture is settled with it.
        index = next.max(index) + 1;
    }
    pages
}

/// The page numbers, each with what stands on its line.
fn page_numbers(text: &Lexemes<'_>, lines: &[Stretch], titles: &Titles) -> Vec<(Stretch, Damage)> {
    let numbers = numbers(text, lines, titles);
    let candidates: Vec<_> =
        numbers.iter().map(|n| Candidate { value: n.value, weight: weight(n) }).collect();
    let mut is_page: Vec<bool> = numbers
        .iter()
        .map(|n| {
            n.certain
                || n.breaks_off
                    && !n.claimed
                    && n.value < 1000
                    && n.place != Place::First
                    && n.place != Place::Single
        })
        .collect();
    let first = best_run(&candidates, 4);
    // A page can bear two numbers, its own and that of the journal's page.
    let mut rest = candidates.clone();
    for &index in first.iter().flatten() {
        rest[index].weight = 0;
    }
    let second = best_run(&rest, 4);
    for run in first.into_iter().chain(second) {
        let total: i32 = run.iter().map(|&i| candidates[i].weight).sum();
        if run.len() < 2 || total < 6 {
            continue;
        }
        for (at, &index) in run.iter().enumerate() {
            let neighbour = |other: Option<&usize>, value: u32| {
                other.is_some_and(|&o| {
                    let unsure = numbers[index].claimed && numbers[o].place == Place::First;
                    numbers[o].value == value && !numbers[o].claimed && !unsure
                })
            };
            let value = numbers[index].value;
            let fits =
                neighbour(at.checked_sub(1).and_then(|p| run.get(p)), value.saturating_sub(1))
                    || neighbour(run.get(at + 1), value + 1);
            let weak = numbers[index].claimed
                || matches!(numbers[index].place, Place::First | Place::Single);
            is_page[index] |= !weak || fits && run.len() > least(&numbers[index]);
        }
    }
    let found = numbers.iter().zip(is_page).filter(|(_, page)| *page);
    found.map(|(number, _)| (number.stretch, Damage::PageNumber)).collect()
}

/// Every number that stands where a page number may.
fn numbers(text: &Lexemes<'_>, lines: &[Stretch], titles: &Titles) -> Vec<Number> {
    let run_in = RunIn::of(text, lines);
    let mut numbers = Vec::new();
    let mut block = 0;
    // The block before, for a number that stands alone between two.
    let mut previous = (0, 0);
    for (at, &line) in lines.iter().enumerate() {
        if text.gap(line.from) >= Gap::Paragraph {
            previous = (block, line.from);
            block = line.from;
        }
        let starts = text.gap(line.from) >= Gap::Paragraph || line.from == 0;
        let ends = text.gap(line.to) >= Gap::Paragraph;
        let (open_from, open_to) = if starts { previous } else { (block, line.from) };
        let number = |stretch: Stretch, value: u32, place: Place, claimed: bool| {
            let (from, to) =
                if place == Place::Last { (block, stretch.from) } else { (open_from, open_to) };
            let breaks_off = breaks_off(text, from, to);
            Number {
                stretch,
                value,
                place,
                claimed,
                certain: false,
                breaks_off,
                goes_on: goes_on(text, stretch.to),
            }
        };
        if let Some(value) = alone(text, line) {
            // Numbers under numbers are a table.
            let table = |other: Option<&Stretch>| other.is_some_and(|&l| alone(text, l).is_some());
            if !table(at.checked_sub(1).and_then(|b| lines.get(b))) && !table(lines.get(at + 1)) {
                numbers.push(Number {
                    certain: line.len() > 1 && decorated(text, line),
                    ..number(line, value, Place::Alone, false)
                });
            }
            continue;
        }
        let page = starts && line.from > 0 && text.gap(line.from) == Gap::Page
            || ends && text.gap(line.to) == Gap::Page;
        let place = match titles.count(text, line) {
            0 => None,
            1 => page.then_some(Place::Single),
            _ => Some(Place::Head),
        };
        if let (Some(value), Some(place)) = (head_number(text, line), place) {
            numbers.push(number(line, value, place, false));
            continue;
        }
        if ends && let Some(value) = page_value(text, line.to - 1) {
            let index = line.to - 1;
            let before = text.text_before(index, 1);
            let hangs = text.before(index, 1).is_some_and(|l| {
                !l.is_word()
                    && !l.is_number()
                    && !sentence_ends(text, block, index)
                    && !l.mark(|c| matches!(c, ',' | ';' | '-' | '\u{2010}'))
            });
            let claimed = listed(LABELS, before)
                || listed(MONTHS, before)
                || counts_before(before) && !goes_on(text, line.to)
                || hangs
                || text.before(index, 1).is_some_and(|l| l.is_mark(':'))
                || index - block < SHORT;
            if text.gap(index) != Gap::None {
                numbers.push(number(
                    Stretch { from: index, to: line.to },
                    value,
                    Place::Last,
                    claimed,
                ));
            }
        }
        if starts
            && line.from > 0
            && let Some(value) = page_value(text, line.from)
        {
            let next = line.from + 1;
            let stretch = Stretch { from: line.from, to: next };
            let apart = matches!(text.gap(next), Gap::Space | Gap::Line);
            // "12 57 Aside": the page's number and the journal page's.
            let second = text.gap(next + 1) == Gap::Space && page_value(text, next).is_some();
            // A short block with a number is a note or a list item.
            let page =
                goes_on(text, next) || (next..next + 40).all(|i| text.gap(i) < Gap::Paragraph);
            if apart && page && (second || text.get(next).is_some_and(Lexeme::is_word)) {
                numbers.push(number(stretch, value, Place::First, false));
            }
        }
        if starts && let Some((stretch, value)) = run_in.head(text, line.from) {
            numbers.push(number(stretch, value, Place::Head, false));
        }
    }
    numbers
}

/// A block of fewer lexemes is a line of a list rather than a page.
const SHORT: usize = 8;

/// The number at `index`, if it can be that of a page: years are years.
fn page_value(text: &Lexemes<'_>, index: usize) -> Option<u32> {
    text.small_number(index)
        .filter(|value| (1..1000).contains(value) || (2100..5000).contains(value))
}

/// Words after which a number at the end of a text counts or names something.
fn counts_before(word: &str) -> bool {
    listed(
        &[
            "about", "aged", "around", "between", "by", "from", "in", "least", "nearly", "of",
            "on", "over", "than", "to", "was", "were",
        ],
        word,
    )
}

/// A number that proves little by itself needs a run longer than this.
fn least(number: &Number) -> usize {
    match number.place {
        Place::First if !number.breaks_off => 3,
        Place::Single => 1,
        _ => 2,
    }
}

fn weight(number: &Number) -> i32 {
    if number.claimed {
        return 1;
    }
    let base = match number.place {
        Place::Alone | Place::Head => 4,
        Place::Single => 3,
        Place::Last | Place::First => 2,
    };
    base + 3 * i32::from(number.breaks_off) + 2 * i32::from(number.breaks_off && number.goes_on)
}

/// The value of a line that holds a page number and nothing else: "12", "- 12 -", "Page 12 of 40",
/// "xii".
fn alone(text: &Lexemes<'_>, line: Stretch) -> Option<u32> {
    if line.len() > 6 {
        return None;
    }
    let mut value = None;
    for index in line.from..line.to {
        let lexeme = text.get(index)?;
        let word = lexeme.text(text.raw);
        if lexeme.is_number() {
            // "12 of 40", "12/40": the first one counts.
            value = value.or(Some(page_value(text, index)?));
        } else if lexeme.is_word() {
            match roman(word) {
                Some(number) if line.len() == 1 => value = Some(number),
                _ if listed(&["of", "p", "page", "pages", "pg"], word) => {}
                _ => return None,
            }
        } else if !lexeme
            .mark(|c| matches!(c, '-' | '–' | '—' | '|' | '[' | ']' | '/' | '.' | '•' | '·' | '~'))
        {
            return None;
        }
    }
    value
}

/// Whether a line has "Page" before its number or dashes on both sides.
fn decorated(text: &Lexemes<'_>, line: Stretch) -> bool {
    let dash = |index: usize| {
        text.get(index).is_some_and(|l| l.mark(|c| matches!(c, '-' | '–' | '—' | '~')))
    };
    listed(&["p", "page", "pg"], text.text(line.from))
        || dash(line.from) && line.to > 0 && dash(line.to - 1)
}

/// Front matter is numbered apart; its numbers lie beyond those of all other pages.
const FRONT: u32 = 10_000;

/// A small Roman numeral of front matter.
fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 6 {
        return None;
    }
    let digit = |b: u8| match b {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        _ => None,
    };
    let digits: Vec<u32> = word.bytes().map(digit).collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, &d) in digits.iter().enumerate() {
        let smaller = digits.get(at + 1).is_some_and(|&next| next > d);
        sum = if smaller { sum + 200 - d } else { sum + d };
    }
    Some(FRONT + sum % 200)
}

/// The number at either end of a short line that has a title too.
fn head_number(text: &Lexemes<'_>, line: Stretch) -> Option<u32> {
    let first =
        page_value(text, line.from).filter(|_| beside_title(text, line.from + 1, line.from + 1));
    let last =
        page_value(text, line.to - 1).filter(|_| beside_title(text, line.to - 1, line.to - 2));
    first.xor(last)
}

/// Whether a number across the gap at `gap` from `neighbour` only stands beside it: a month, a word
/// like "Chapter" and a colon claim the number for themselves.
fn beside_title(text: &Lexemes<'_>, gap: usize, neighbour: usize) -> bool {
    let word = text.text(neighbour);
    text.gap(gap) == Gap::Space
        && !listed(MONTHS, word)
        && !listed(LABELS, word)
        && text.get(neighbour).is_some_and(|l| {
            l.is_word() || l.mark(|c| matches!(c, '|' | '·' | '•' | '-' | '–' | '—' | '"' | '”'))
        })
}

/// Longest line, in lexemes and bytes, that can be a title at the head of a page.
const TITLE: (usize, usize) = (14, 100);

/// Short lines at the edges of blocks, by their words, and how often each occurs.
struct Titles {
    counts: HashMap<String, u32>,
}

impl Titles {
    fn of(text: &Lexemes<'_>, lines: &[Stretch]) -> Self {
        let mut counts = HashMap::new();
        for key in lines.iter().filter_map(|&line| Self::key(text, line)) {
            *counts.entry(key).or_default() += 1;
        }
        Self { counts }
    }

    /// The words of a line that may be a title, without its numbers.
    fn key(text: &Lexemes<'_>, line: Stretch) -> Option<String> {
        let edge = line.from == 0
            || text.gap(line.from) >= Gap::Paragraph
            || text.gap(line.to) >= Gap::Paragraph;
        if !edge {
            return None;
        }
        if let Some(stamp) = stamp(text, line) {
            return Some(stamp);
        }
        if line.len() > TITLE.0
            || line.width(text) > TITLE.1
            || sentence_ends(text, line.from, line.to)
        {
            return None;
        }
        let mut key = String::new();
        for lexeme in text.list.get(line.from..line.to)?.iter().filter(|l| l.is_word()) {
            key.extend(lexeme.text(text.raw).chars().flat_map(char::to_lowercase));
            key.push(' ');
        }
        (key.chars().nth(4).is_some()).then_some(key)
    }

    fn count(&self, text: &Lexemes<'_>, line: Stretch) -> u32 {
        Self::key(text, line).and_then(|key| self.counts.get(&key).copied()).unwrap_or_default()
    }

    /// Lines without a number right before or behind one that is a page's, and repeated.
    fn beside<'a>(
        &'a self,
        text: &'a Lexemes<'_>,
        lines: &'a [Stretch],
        numbers: &'a [(Stretch, Damage)],
    ) -> impl Iterator<Item = Stretch> + 'a {
        let is_number = |line: Option<&Stretch>| {
            line.is_some_and(|l| {
                numbers.binary_search_by_key(&(l.from, l.to), |(n, _)| (n.from, n.to)).is_ok()
            })
        };
        lines
            .iter()
            .enumerate()
            .filter(move |(at, line)| {
                // On the side away from the number nothing may hang on to it.
                let above = is_number(lines.get(at + 1)) && text.gap(line.from) >= Gap::Paragraph;
                let below = at.checked_sub(1).is_some_and(|before| is_number(lines.get(before)))
                    && text.gap(line.to) >= Gap::Paragraph;
                let beside = above || below;
                beside && self.count(text, **line) > 1
            })
            .map(|(_, line)| *line)
    }

    /// Lines without a number that are repeated at page breaks. A line that is repeated elsewhere
    /// may be a speaker's name or a separator, and stays.
    fn repeated<'a>(
        &'a self,
        text: &'a Lexemes<'_>,
        lines: &'a [Stretch],
    ) -> impl Iterator<Item = Stretch> + 'a {
        lines
            .iter()
            .enumerate()
            .filter(|(at, line)| {
                let page_edge = line.from > 0 && text.gap(line.from) == Gap::Page
                    || line.to < text.list.len() && text.gap(line.to) == Gap::Page;
                let inside_sentence =
                    at.checked_sub(1).and_then(|b| lines.get(b)).is_some_and(|before| {
                        goes_on(text, line.to) && breaks_off(text, before.from, before.to)
                    });
                (page_edge || inside_sentence) && self.count(text, **line) > 2
            })
            .map(|(_, line)| *line)
    }
}

/// Titles at the start of blocks that run on into the text ("The River Towns 57 aside from"): the
/// same words stand at the start of another block, and a number stands before or behind them.
struct RunIn {
    /// Lexemes of the shared words, by the lexeme the block starts with.
    shared: HashMap<usize, Stretch>,
}

impl RunIn {
    fn of(text: &Lexemes<'_>, lines: &[Stretch]) -> Self {
        let mut groups: HashMap<(String, String), usize> = HashMap::new();
        let mut shared: HashMap<usize, Stretch> = HashMap::new();
        for line in lines.iter().filter(|l| l.from == 0 || text.gap(l.from) >= Gap::Paragraph) {
            let from = Self::first_word(text, line.from);
            let key = (text.text(from).to_lowercase(), text.text(from + 1).to_lowercase());
            if key.0.is_empty() || !chars::starts_upper(text.text(from)) {
                continue;
            }
            // The last block that started alike is compared, and remembered for the next.
            let Some(other) = groups.insert(key, line.from) else { continue };
            let others = Self::first_word(text, other);
            let alike =
                (0..TITLE.0).take_while(|&i| Self::alike(text, from + i, others + i)).count();
            let length = Self::title(text, Stretch { from, to: from + alike });
            if length > 1 {
                shared.insert(line.from, Stretch { from, to: from + length });
                shared.insert(other, Stretch { from: others, to: others + length });
            }
        }
        Self { shared }
    }

    /// How many of the lexemes make a title: words with capitals and small words between them.
    fn title(text: &Lexemes<'_>, shared: Stretch) -> usize {
        #[rustfmt::skip]
        const SMALL: &[&str] = &[
            "a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "to",
            "with",
        ];
        let mut length = 0;
        for (at, index) in (shared.from..shared.to).enumerate() {
            let word = text.text(index);
            if chars::starts_upper(word) {
                length = at + 1;
            } else if chars::starts_lower(word) && !listed(SMALL, word) {
                break;
            }
        }
        length
    }

    /// Behind up to two numbers.
    fn first_word(text: &Lexemes<'_>, from: usize) -> usize {
        let numbers = (from..from + 2).take_while(|&i| page_value(text, i).is_some()).count();
        from + numbers
    }

    fn alike(text: &Lexemes<'_>, one: usize, other: usize) -> bool {
        let inside = |i: usize| text.gap(i) < Gap::Paragraph;
        let (a, b) = (text.text(one), text.text(other));
        !a.is_empty()
            && a.eq_ignore_ascii_case(b)
            && inside(one + 1)
            && inside(other + 1)
            && !text.get(one).is_some_and(Lexeme::is_number)
    }

    /// The title and its number, without a number of another kind before it.
    fn head(&self, text: &Lexemes<'_>, block: usize) -> Option<(Stretch, u32)> {
        let words = self.shared.get(&block)?;
        let behind = page_value(text, words.to)
            .filter(|_| beside_title(text, words.to, words.to - 1))
            .filter(|_| text.gap(words.to + 1) == Gap::Space);
        if let Some(value) = behind {
            return Some((Stretch { from: words.from, to: words.to + 1 }, value));
        }
        let before = words.from.checked_sub(1).filter(|b| *b >= block)?;
        let value =
            page_value(text, before).filter(|_| beside_title(text, words.from, words.from))?;
        Some((Stretch { from: before, to: words.to }, value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn numbers_between_pages() {
        for (raw, clean) in [
            // in mid-sentence, before a small letter and before a capital
            (
                "The council met three times in the course of that year and sent its envoys to the 9\n\nnorthern towns.",
                "The council met three times in the course of that year and sent its envoys to the northern towns.",
            ),
            // on a line of its own
            (
                "The council met three times in the course of that year and sent its envoys to the\n\n- 9 -\n\nnorthern towns.",
                "The council met three times in the course of that year and sent its envoys to the northern towns.",
            ),
            // with a form feed, a number at the foot
            (
                "The council met three times in the course of that year and\nsent its envoys to the\n9\n\u{c}northern towns.",
                "The council met three times in the course of that year and sent its envoys to the northern towns.",
            ),
            // no number at all
            (
                "The council met three times in the course of that year and sent its envoys to the\n\nnorthern towns.",
                "The council met three times in the course of that year and sent its envoys to the northern towns.",
            ),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    /// Pages of the same prose, each with `head` before and `foot` behind it; `#` is the number.
    fn book(head: &str, foot: &str) -> String {
        (12..17)
            .map(|page| {
                let number = page.to_string();
                format!(
                    "{}of the river the settlers built a mill, and when the water was low they\ncarried the grain by cart to the market town on the other side\n{}",
                    head.replace('#', &number),
                    foot.replace('#', &number),
                )
            })
            .collect()
    }

    #[test]
    fn heads_and_feet_of_pages() {
        let page = "of the river the settlers built a mill, and when the water was low they carried the grain by cart to the market town on the other side";
        let clean = [page; 5].join(" ");
        for (head, foot) in [
            ("", "\n#\n\n"),
            ("", "\nPage # of 20\n\n"),
            ("", "#\n\u{c}"),
            ("# THE RIVER TOWNS\n\n", "\n"),
            ("The River Towns #\n\n", "\n"),
            ("The River Towns\n\n", "\n#\n\u{c}"),
            ("The River Towns\n", "#\n\u{c}"),
            ("THE RIVER TOWNS\n\n", "\n\n#\n\n"),
            ("# The River Towns ", "\n\n"),
            ("The River Towns # ", "\n\n"),
            ("The River Towns #\n\n", "\n- 9# -\n\u{c}"),
        ] {
            let raw = book(head, foot);
            assert_eq!(
                clean_text(raw.trim())
                    .trim_start_matches("The River Towns")
                    .trim_start_matches("THE RIVER TOWNS")
                    .trim(),
                clean,
                "{head:?} {foot:?}"
            );
        }
    }

    #[test]
    fn numbers_that_are_no_pages() {
        for raw in [
            "WASHINGTON, August 8 (AP) The council met.\n\nWASHINGTON, August 9 (AP) It met again.\n\nWASHINGTON, August 10 (AP) It left.",
            "KENYA\n\nTotal: 12\n\nInjured: 13\n\nUGANDA\n\nTotal: 14\n\nInjured: 15",
            "Chapter 5\n\nThe council met three times in the course of that year.",
            "The council met three times in the course of that year and in the spring of 1950\n\nThe others stayed.",
            "The council met three times, and the envoys that it sent in the end were 12\n\nThe others stayed.",
            "Wheat\n\n12\n\n13\n\n14\n\nRye\n\n15\n\n16",
            "Zhou Enlai\n\nWe agree.\n\nMolotov\n\nWe do not.\n\nZhou Enlai\n\nWhy?\n\nMolotov\n\nIt is late.\n\nZhou Enlai\n\nIt is.",
            "1950\n\nThe war begins.\n\n1951\n\nThe war goes on.\n\n1952\n\nThe war is long.",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
