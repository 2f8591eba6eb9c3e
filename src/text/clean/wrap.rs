//! Where a single line end is the end of a paragraph.
//!
//! Texts come in two shapes: wrapped, where a line end means nothing, and one paragraph a line.
//! In wrapped text a short line that ends a sentence ends a paragraph too.

use std::collections::HashMap;

use super::blocks::{Stretch, sentence_ends, split};
use super::lexeme::{Gap, Lexeme, Lexemes};
use super::series::{Candidate, best_run};
use crate::text::chars;
use crate::text::words::{CONTINUERS, OPENERS, listed};

/// A line longer than this was not wrapped by a page.
const LONG: usize = 200;
/// So many lines tell how wide the page was.
const ENOUGH: usize = 8;

/// Widens the gaps of line ends that end a paragraph.
pub(super) fn settle(text: &mut Lexemes<'_>) {
    let lines = split(text, Gap::Line);
    if lines.len() < 2 {
        return;
    }
    let widths: Vec<usize> = lines.iter().map(|line| line.width(text)).collect();
    let all: usize = widths.iter().sum();
    let long: usize = widths.iter().filter(|w| **w > LONG).sum();
    let wrapped = long * 2 < all;
    let page = if wrapped { page_width(&widths) } else { None };

    let mut breaks = numbered(text, &lines);
    if let Some(page) = page {
        breaks.extend(title_lines(text, &lines, &widths, page));
    }
    for (at, pair) in lines.windows(2).enumerate() {
        let &[line, next] = pair else { continue };
        if text.gap(next.from) != Gap::Line {
            continue;
        }
        let ends = if wrapped {
            let short = page.is_some_and(|page| widths[at] * 3 < page * 2);
            short
                && (sentence_ends(text, line.from, line.to) && begins(text, next.from)
                    || heading(text, line) && starts_upper(text, next))
        } else {
            let small = chars::starts_lower(text.text(next.from));
            !open(text, line) && (!small || sentence_ends(text, line.from, line.to))
        };
        if ends {
            breaks.push(next.from);
        }
    }
    breaks.extend(items(text, &lines));
    let pages = stamped(text, &lines);
    for (indices, gap) in [(breaks, Gap::Paragraph), (pages, Gap::Page)] {
        for index in indices {
            if let Some(lexeme) = text.list.get_mut(index) {
                lexeme.gap = lexeme.gap.max(gap);
            }
        }
    }
}

/// First lexemes of list items, of wiki headings, and of the lines behind these.
fn items(text: &Lexemes<'_>, lines: &[Stretch]) -> Vec<usize> {
    let bullet = |line: &&Stretch| {
        let mark = |l: &Lexeme| {
            l.mark(|c| matches!(c, '•' | '*' | '‣' | '◦' | '▪' | '●' | '-' | '–' | '—'))
        };
        line.len() > 1
            && text.get(line.from).is_some_and(mark)
            && text.gap(line.from + 1) == Gap::Space
    };
    let mut breaks = Vec::new();
    if lines.iter().filter(bullet).count() > 1 {
        breaks.extend(lines.iter().filter(bullet).map(|line| line.from));
    }
    let rule =
        |index: usize| text.get(index).is_some_and(|l| l.mark(|c| c == '=') && l.end - l.start > 1);
    for line in lines.iter().filter(|l| l.len() > 2 && rule(l.from) && rule(l.to - 1)) {
        breaks.extend([line.from, line.to]);
    }
    breaks
}

/// Phrases of the lines that archives stamp on every page they send out.
const STAMPS: &[&str] = &[
    "accessed on",
    "all rights reserved",
    "all use subject to",
    "content downloaded from",
    "downloaded by",
    "downloaded from",
    "provided by",
    "reproduced with permission",
    "terms and conditions",
    "terms of use",
];

/// What a line says, if it is one of those.
pub(super) fn stamp(text: &Lexemes<'_>, line: Stretch) -> Option<String> {
    if line.len() < 4 || line.len() > 60 || line.width(text) > LONG {
        return None;
    }
    let words = text.list.get(line.from..line.to)?.iter().filter(|l| l.is_word());
    let said = words.map(|l| l.text(text.raw)).collect::<Vec<_>>().join(" ").to_lowercase();
    STAMPS.iter().any(|stamp| said.contains(stamp)).then_some(said)
}

/// First lexemes of lines that are stamped on pages, and of the lines behind them: a page ends
/// there. A stamp is a line that says so and stands three times or more.
fn stamped(text: &Lexemes<'_>, lines: &[Stretch]) -> Vec<usize> {
    let mut stamps: HashMap<String, Vec<Stretch>> = HashMap::new();
    for &line in lines {
        if let Some(said) = stamp(text, line) {
            stamps.entry(said).or_default().push(line);
        }
    }
    let repeated = stamps.into_values().filter(|lines| lines.len() > 2);
    repeated.flatten().flat_map(|line| [line.from, line.to]).collect()
}

/// The usual width of a wrapped line; `None` where lines are too few or too uneven to tell.
fn page_width(widths: &[usize]) -> Option<usize> {
    if widths.len() < ENOUGH {
        return None;
    }
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let usual = *sorted.get(sorted.len() * 3 / 4)?;
    let full = sorted.iter().filter(|w| **w * 4 >= usual * 3).count();
    (usual >= 30 && full * 2 >= sorted.len()).then_some(usual)
}

/// Whether a word is broken, or a list goes on, at the end of the line.
fn open(text: &Lexemes<'_>, line: Stretch) -> bool {
    text.before(line.to, 1).is_some_and(|l| l.mark(|c| matches!(c, '-' | '\u{2010}' | ',')))
}

/// Whether a sentence can start here.
fn begins(text: &Lexemes<'_>, from: usize) -> bool {
    let mut at = from;
    while at < from + 4 && text.get(at).is_some_and(|l| l.mark(chars::is_opening)) {
        at += 1;
    }
    text.get(at).is_some_and(|l| l.is_number() || l.is_word() && chars::starts_upper(text.text(at)))
}

fn starts_upper(text: &Lexemes<'_>, line: Stretch) -> bool {
    chars::starts_upper(text.text(line.from))
}

/// First lexemes of lines that stand for themselves: blocks of short lines, each with a capital,
/// as on title pages ("By Ellen Marwick", "University of Aberdeen").
fn title_lines(text: &Lexemes<'_>, lines: &[Stretch], widths: &[usize], page: usize) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut first = 0;
    for at in 1..=lines.len() {
        let block_ends = lines.get(at).is_none_or(|line| text.gap(line.from) >= Gap::Paragraph);
        if !block_ends {
            continue;
        }
        let (block, block_widths) = (&lines[first..at], &widths[first..at]);
        let short = block_widths.iter().all(|w| w * 3 < page * 2);
        let apart = |pair: &[Stretch]| starts_upper(text, pair[1]) && !joins_on(text, pair[0]);
        if short && block.len() > 1 && block.windows(2).all(apart) {
            breaks.extend(block.iter().skip(1).map(|line| line.from));
        }
        first = at;
    }
    breaks
}

/// Whether a line cannot be the end of anything.
fn joins_on(text: &Lexemes<'_>, line: Stretch) -> bool {
    let last = text.text_before(line.to, 1);
    open(text, line) || listed(OPENERS, last) || listed(CONTINUERS, last)
}

/// A line in capitals that starts where a sentence may.
fn heading(text: &Lexemes<'_>, line: Stretch) -> bool {
    let mut words = (line.from..line.to)
        .filter(|&i| text.get(i).is_some_and(Lexeme::is_word))
        .map(|i| text.text(i))
        .peekable();
    let fresh = line.from == 0
        || text.gap(line.from) >= Gap::Paragraph
        || sentence_ends(text, 0, line.from);
    fresh && words.peek().is_some_and(|w| w.len() > 2) && words.all(chars::all_upper)
}

/// First lexemes of lines that begin with the numbers of a list or of notes at the foot of a page.
fn numbered(text: &Lexemes<'_>, lines: &[Stretch]) -> Vec<usize> {
    let starts: Vec<(usize, u32)> = lines
        .iter()
        .filter(|line| {
            line.from > 0
                && text.gap(line.from) == Gap::Line
                && text.gap(line.from + 1) <= Gap::Space
        })
        .filter_map(|line| {
            let value = text.small_number(line.from).filter(|v| (1..1000).contains(v))?;
            let mut next = line.from + 1;
            if text.get(next).is_some_and(|m| m.gap == Gap::None) {
                if !text.get(next).is_some_and(|m| m.is_mark('.') || m.is_mark(')')) {
                    return None;
                }
                next += 1;
            }
            (text.gap(next) == Gap::Space && begins(text, next) && !text.get(next)?.is_number())
                .then_some((line.from, value))
        })
        .collect();
    let candidates: Vec<_> =
        starts.iter().map(|&(_, value)| Candidate { value, weight: 3 }).collect();
    let runs = best_run(&candidates, 2);
    runs.into_iter().filter(|run| run.len() > 2).flatten().map(|i| starts[i].0).collect()
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn one_paragraph_a_line() {
        let long = "The settlers built a mill on the river, and when the water was low they carried the grain by cart to the market town on the other side, where it was sold to the merchants of the coast at a price that the council had fixed in the spring.";
        let raw = format!("The mill\n{long}\n{long}\nThe market\n{long}\n");
        assert_eq!(
            clean_text(&raw),
            format!("The mill\n\n{long}\n\n{long}\n\nThe market\n\n{long}")
        );
    }

    #[test]
    fn a_short_last_line_ends_a_paragraph() {
        let raw = "The settlers built a mill on the river, and when the\nwater was low they carried the grain by cart to the\nmarket town.\nIn the spring the council fixed the price of grain,\nand the merchants of the coast sent their factors to\nthe fair. They bought what they could, and in the end\nthe mill was too small for the harvest of that year,\nso that another one was built.";
        let clean = "The settlers built a mill on the river, and when the water was low they carried the grain by cart to the market town.\n\nIn the spring the council fixed the price of grain, and the merchants of the coast sent their factors to the fair. They bought what they could, and in the end the mill was too small for the harvest of that year, so that another one was built.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn notes_at_the_foot_of_a_page_stand_apart() {
        let raw =
            "the settlers built a mill on\n1 Council Rolls, p. 4.\n2 Letter of May 3.\n3 Ibid.";
        assert_eq!(
            clean_text(raw),
            "the settlers built a mill on\n\n1 Council Rolls, p. 4.\n\n2 Letter of May 3.\n\n3 Ibid."
        );
    }

    #[test]
    fn lists_and_wiki_headings_stand_apart() {
        let raw = "== Early life ==\nHe was born\nin 1861.\n• 1882: leaves\n• 1887: writes";
        assert_eq!(
            clean_text(raw),
            "== Early life ==\n\nHe was born in 1861.\n\n• 1882: leaves\n\n• 1887: writes"
        );
        let raw = "He waited\n- and left";
        assert_eq!(clean_text(raw), "He waited - and left");
    }

    #[test]
    fn stamps_of_archives_are_taken_out() {
        let stamp = "This content downloaded from 10.0.0.1 on Mon, 05 May 2014 16:27:24\nAll use subject to Terms and Conditions\n";
        let raw = format!(
            "The settlers of the valley built a mill on the river and when\n{stamp}\
             312 Hill Quarterly\nthe water was low they carried the grain by cart to the\n{stamp}\
             The Settlers 313\nmarket town\n{stamp}314 Hill Quarterly\non the other side.\n{stamp}"
        );
        let clean = "The settlers of the valley built a mill on the river and when the water was low they carried the grain by cart to the market town on the other side.";
        assert_eq!(clean_text(&raw), clean);
    }

    #[test]
    fn few_lines_are_joined() {
        assert_eq!(
            clean_text("Kim left.\nMao stayed in\nBeijing."),
            "Kim left. Mao stayed in Beijing."
        );
    }
}
