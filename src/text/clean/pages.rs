//! Page breaks: the page number at the end of a block, with the gap around it, and breaks in
//! mid-sentence that have no number.

use super::blocks::{Block, blocks, breaks_off, goes_on, opens_with_capitals};
use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexemes};
use super::series::{Candidate, best_run};
use crate::text::RawSpan;
use crate::text::words::{LABELS, MONTHS, listed};

/// What the rule found.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) edits: Vec<Edit>,
    /// Lexemes that are no part of the prose, in order.
    pub(super) removed: Vec<usize>,
    /// Lexemes before which the prose goes on although a new block starts there, in order.
    pub(super) rejoined: Vec<usize>,
}

/// A number that may be that of a page.
#[derive(Clone, Copy, Debug)]
struct Number {
    block: usize,
    index: usize,
    value: u32,
    /// It is all there is in its block.
    alone: bool,
    /// The word before it can claim it ("Chapter 5").
    claimed: bool,
    /// The prose before it breaks off in mid-sentence.
    breaks_off: bool,
    /// ... and goes on after it.
    goes_on: bool,
}

/// Finds page numbers by their growing series and by what stands around them.
pub(super) fn find(text: &Lexemes<'_>) -> Pages {
    let blocks = blocks(text);
    let numbers = numbers(text, &blocks);
    let candidates: Vec<_> =
        numbers.iter().map(|n| Candidate { value: n.value, weight: weight(n) }).collect();
    let mut is_page: Vec<bool> = numbers.iter().map(stands_for_itself).collect();
    for run in best_run(&candidates, 4) {
        let total: i32 = run.iter().map(|&i| candidates[i].weight).sum();
        if run.len() < 2 || total < 6 {
            continue;
        }
        for (at, &index) in run.iter().enumerate() {
            let neighbour = |other: Option<&usize>, value: u32| {
                other.is_some_and(|&o| numbers[o].value == value && !numbers[o].claimed)
            };
            let value = numbers[index].value;
            let fits = neighbour(at.checked_sub(1).and_then(|p| run.get(p)), value - 1)
                || neighbour(run.get(at + 1), value + 1);
            is_page[index] |= !numbers[index].claimed || fits && run.len() > 2;
        }
    }

    let mut pages = Pages::default();
    let mut found =
        numbers.iter().zip(&is_page).filter(|(_, page)| **page).map(|(n, _)| n).peekable();
    for (at, block) in blocks.iter().enumerate() {
        let number = found.next_if(|n| n.block == at);
        let Some(next) = blocks.get(at + 1) else {
            if let Some(n) = number {
                pages.removed.push(n.index);
                pages.edits.push(Edit::new(before_number(text, n.index), "", Damage::PageNumber));
            }
            break;
        };
        match number {
            Some(n) => {
                pages.removed.push(n.index);
                let span =
                    RawSpan::new(text.gap_span(n.index).start(), text.gap_span(next.from).end());
                let joined = n.breaks_off && !opens_with_capitals(text, *next);
                if joined {
                    pages.rejoined.push(next.from);
                }
                pages.edits.push(Edit::new(
                    span,
                    if joined { " " } else { "\n\n" },
                    Damage::PageNumber,
                ));
            }
            None if goes_on(text, next.from)
                && breaks_off(text, block.from, block.to)
                && ends_in_word(text, *block) =>
            {
                pages.rejoined.push(next.from);
                pages.edits.push(Edit::new(text.gap_span(next.from), " ", Damage::PageBreak));
            }
            None => {}
        }
    }
    // A number alone in the first block has no text before it to end.
    pages.edits.retain(|e| !e.raw.is_empty());
    pages
}

/// The number and the gap before it.
fn before_number(text: &Lexemes<'_>, index: usize) -> RawSpan {
    let end = text.get(index).map_or(text.raw.len(), |l| l.end);
    RawSpan::new(text.gap_span(index).start(), end)
}

fn ends_in_word(text: &Lexemes<'_>, block: Block) -> bool {
    text.before(block.to, 1)
        .is_some_and(|l| l.is_word() || l.mark(|c| matches!(c, ',' | '-' | '\u{2010}')))
}

/// The number at the end of each block, if it has one.
fn numbers(text: &Lexemes<'_>, blocks: &[Block]) -> Vec<Number> {
    let candidate = |(at, block): (usize, &Block)| {
        let index = block.to.checked_sub(1)?;
        let value = text.small_number(index)?;
        // Years are years; a glued number is the tail of something longer.
        if (1000..2100).contains(&value)
            || value == 0
            || block.len() > 1 && text.gap(index) == Gap::None
        {
            return None;
        }
        let alone = block.len() == 1;
        let before = text.text_before(index, 1);
        let claimed =
            !alone && (listed(LABELS, before) || listed(MONTHS, before) || counted_before(before));
        // The prose of a number that stands alone ends with the block before.
        let (from, to) = if alone {
            at.checked_sub(1).and_then(|b| blocks.get(b)).map_or((index, index), |b| (b.from, b.to))
        } else {
            (block.from, index)
        };
        Some(Number {
            block: at,
            index,
            value,
            alone,
            claimed,
            breaks_off: breaks_off(text, from, to),
            goes_on: blocks.get(at + 1).is_some_and(|b| goes_on(text, b.from)),
        })
    };
    blocks.iter().enumerate().filter_map(candidate).collect()
}

/// Words after which a number at the end of a text counts or names something.
fn counted_before(word: &str) -> bool {
    listed(
        &[
            "about", "aged", "around", "between", "by", "from", "in", "least", "nearly", "of",
            "on", "over", "than", "to", "was", "were",
        ],
        word,
    )
}

fn weight(number: &Number) -> i32 {
    if number.claimed {
        return 1;
    }
    let base = if number.alone { 4 } else { 2 };
    base + 3 * i32::from(number.breaks_off) + 2 * i32::from(number.breaks_off && number.goes_on)
}

/// Enough evidence without a series: the sentence stops before the number and goes on after it.
fn stands_for_itself(number: &Number) -> bool {
    number.breaks_off && !number.claimed && number.value < 1000
}
