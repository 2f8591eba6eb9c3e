//! Paragraphs of the clean view and what they are.

use super::abbreviations::takes_number;
use super::document::{Paragraph, ParagraphKind, Token};
use super::sentences::is_roman;
use super::words::listed;
use super::{CleanSpan, chars};

/// The paragraphs of `text`, whose `tokens` are all of its tokens, each with its tokens' range.
pub(super) fn find(text: &str, tokens: &[Token]) -> Vec<(Paragraph, std::ops::Range<usize>)> {
    let mut blocks = Vec::new();
    let mut first = 0;
    for index in 1..=tokens.len() {
        if index == tokens.len() || breaks_between(text, tokens, index) {
            split_heading(text, tokens, first, index, &mut blocks);
            first = index;
        }
    }
    let furniture =
        boilerplate_end(text, tokens, &blocks).max(link_list_end(text, tokens, &blocks));
    let titles: Vec<bool> =
        (0..blocks.len()).map(|at| is_title(text, tokens, &blocks, at)).collect();
    blocks
        .into_iter()
        .enumerate()
        .filter_map(|(at, (from, to, heading))| {
            let span = span(tokens, from, to)?;
            let kind = if at < furniture || is_navigation(span.slice(text)) {
                ParagraphKind::Boilerplate
            } else if heading || titles.get(at) == Some(&true) {
                ParagraphKind::Heading
            } else {
                ParagraphKind::Body
            };
            Some((Paragraph { span, kind }, from..to))
        })
        .collect()
}

type Block = (usize, usize, bool);

fn span(tokens: &[Token], from: usize, to: usize) -> Option<CleanSpan> {
    let first = tokens.get(from)?;
    let last = tokens.get(to.checked_sub(1)?)?;
    (from < to).then(|| first.span.join(last.span))
}

fn breaks_between(text: &str, tokens: &[Token], index: usize) -> bool {
    match (index.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(index)) {
        (Some(a), Some(b)) => {
            CleanSpan::new(a.span.end(), b.span.start()).slice(text).contains('\n')
        }
        _ => false,
    }
}

fn word<'a>(text: &'a str, tokens: &[Token], index: usize) -> &'a str {
    tokens.get(index).map_or("", |t| t.span.slice(text))
}

/// Cuts headings that run on into the text out of a block: words in capitals, perhaps numbered,
/// then a sentence ("II. THE LONG TRUCE In the spring ...").
fn split_heading(text: &str, tokens: &[Token], from: usize, to: usize, blocks: &mut Vec<Block>) {
    let mut start = from;
    let mut at = from;
    while at < to {
        let Some(end) = run_in_heading(text, tokens, at, from, to) else {
            at += 1;
            continue;
        };
        if start < at {
            blocks.push((start, at, is_heading(text, tokens, start, at)));
        }
        blocks.push((at, end, true));
        (start, at) = (end, end);
    }
    if start < to {
        blocks.push((start, to, is_heading(text, tokens, start, to)));
    }
}

/// Longest heading, in tokens.
const HEADING: usize = 60;

/// If a heading starts at `at`: the token behind it.
fn run_in_heading(
    text: &str,
    tokens: &[Token],
    at: usize,
    from: usize,
    to: usize,
) -> Option<usize> {
    let after_sentence = at == from
        || word(text, tokens, at - 1)
            .ends_with(|c: char| chars::is_sentence_end(c) || chars::is_closing(c));
    let abbreviated = at > from + 1
        && word(text, tokens, at - 1) == "."
        && takes_number(word(text, tokens, at - 2));
    if !after_sentence || abbreviated {
        return None;
    }
    let numeral = word(text, tokens, at);
    let numbered = matches!(word(text, tokens, at + 1), "." | ":" | ")")
        && (is_roman(numeral) || numeral.len() <= 2 && numeral.bytes().all(|b| b.is_ascii_digit()));
    let first = if numbered { at + 2 } else { at };
    if !numbered && !chars::all_upper(numeral) {
        return None;
    }
    let mut end = first;
    let (mut words, mut letters) = (0_usize, 0_usize);
    while end < to {
        let here = word(text, tokens, end);
        let has_letters = here.contains(char::is_alphabetic);
        if has_letters && !chars::all_upper(here) && !matches!(here, "'s" | "'S") {
            break;
        }
        if end - at > HEADING {
            return None;
        }
        if has_letters && (here.chars().nth(1).is_some() || here == "A" && end == first) {
            words += 1;
            letters += here.chars().count();
        }
        end += 1;
    }
    if words < 2 {
        return None;
    }
    if end < to {
        // A small letter goes on with the sentence that the last capital opened: "A new war".
        if chars::starts_lower(word(text, tokens, end)) {
            end -= 1;
            // Only words were counted, not figures and marks.
            let last = word(text, tokens, end);
            if last.contains(char::is_alphabetic) && last.chars().nth(1).is_some() {
                words = words.saturating_sub(1);
                letters = letters.saturating_sub(last.chars().count());
            }
        }
        // Marks that open belong to what follows.
        while end > first
            && word(text, tokens, end - 1).chars().all(|c| chars::is_opening(c) && c != '\'')
        {
            end -= 1;
        }
    }
    // Without a numeral two acronyms, or a name in capitals, would look the same.
    let enough = if numbered { words > 1 } else { words > 2 && letters > 11 && end < to };
    (enough && end > first).then_some(end)
}

/// Whether a block is a heading by itself: short, without an end, in capitals or numbered.
fn is_heading(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    if to - from > 30 {
        return false;
    }
    let Some(last) = to.checked_sub(1).map(|i| word(text, tokens, i)) else { return false };
    if last == "." || last == ";" || last == "," {
        return false;
    }
    let words: Vec<&str> = (from..to)
        .map(|i| word(text, tokens, i))
        .filter(|w| w.contains(char::is_alphabetic))
        .collect();
    let Some(first) = words.first() else { return false };
    let capitals = words.iter().filter(|w| chars::all_upper(w)).count();
    if capitals * 10 >= words.len() * 8 && words.iter().any(|w| w.chars().nth(2).is_some()) {
        return true;
    }
    let numbered = listed(&["appendix", "chapter", "lesson", "part", "section", "unit"], first)
        && to - from <= 20
        || is_roman(word(text, tokens, from)) && matches!(word(text, tokens, from + 1), "." | ":");
    let title = words.len() <= 12
        && words.iter().all(|w| {
            chars::starts_upper(w) || w.len() <= 4 || w.starts_with(|c: char| c.is_ascii_digit())
        });
    numbered && title
        || matches!(
            first.to_ascii_lowercase().as_str(),
            "abstract"
                | "introduction"
                | "conclusion"
                | "conclusions"
                | "bibliography"
                | "references"
                | "notes"
                | "acknowledgements"
                | "acknowledgments"
        ) && words.len() <= 3
}

/// Whether a block is a title by its place: a few words, most of them with capitals, between prose
/// that has ended and prose.
fn is_title(text: &str, tokens: &[Token], blocks: &[Block], at: usize) -> bool {
    let Some(&(from, to, _)) = blocks.get(at) else { return false };
    // The title of the whole text may be long.
    if to - from > if at == 0 { 24 } else { 12 } {
        return false;
    }
    // "1. The Candidate"
    let numbered = word(text, tokens, from).bytes().all(|b| b.is_ascii_digit())
        && word(text, tokens, from + 1) == ".";
    let first = if numbered { from + 2 } else { from };
    let words =
        || (first..to).map(|i| word(text, tokens, i)).filter(|w| w.contains(char::is_alphabetic));
    let long = words().filter(|w| w.chars().nth(3).is_some()).count();
    let capitals = words().filter(|w| w.chars().nth(3).is_some() && chars::starts_upper(w)).count();
    let opens = chars::starts_upper(word(text, tokens, first)) && long > 0 && capitals * 2 >= long;
    let last = word(text, tokens, to - 1);
    let open_end =
        !last.ends_with(chars::is_sentence_end) && !matches!(last, ":" | ";" | "," | "-");
    let short = |at: usize| blocks.get(at).is_some_and(|(from, to, _)| to - from <= 12);
    let prose = |at: usize| blocks.get(at).is_some_and(|(from, to, _)| to - from >= PROSE);
    let above = at.checked_sub(1).is_none_or(|b| {
        let ended = |c: char| chars::is_sentence_end(c) || chars::is_closing(c);
        short(b)
            || blocks.get(b).is_some_and(|&(_, to, _)| word(text, tokens, to - 1).ends_with(ended))
    });
    opens && open_end && above && (prose(at + 1) || short(at + 1) && prose(at + 2))
}

/// As many tokens make a block prose.
const PROSE: usize = 25;

/// A long list of short blocks without an end above the first long block: links.
fn link_list_end(text: &str, tokens: &[Token], blocks: &[Block]) -> usize {
    let first = blocks.iter().position(|(from, to, _)| to - from >= 4 * PROSE).unwrap_or_default();
    let short = blocks.iter().take(first).filter(|(from, to, _)| to - from <= PROSE);
    let links = short.filter(|(_, to, _)| {
        !word(text, tokens, to.saturating_sub(1)).ends_with(chars::is_sentence_end)
    });
    // The last few blocks above the prose are its own title.
    if first >= 20 && links.count() * 10 >= first * 8 { first.saturating_sub(4) } else { 0 }
}

/// Whether a short block is a web page's own words.
fn is_navigation(block: &str) -> bool {
    #[rustfmt::skip]
    const PHRASES: &[&str] = &[
        "accept cookies", "all rights reserved", "click here to", "create an account",
        "download pdf", "privacy policy", "share this", "sign in", "sign up", "skip to content",
        "skip to main content", "subscribe to", "terms of use", "use cookies", "uses cookies",
    ];
    if block.len() > 160 {
        return false;
    }
    let block = block.to_ascii_lowercase();
    PHRASES.iter().any(|phrase| block.contains(phrase))
}

/// How many blocks at the top are a web page's: a list of other documents that a line like
/// "Transcription:" ends.
fn boilerplate_end(text: &str, tokens: &[Token], blocks: &[Block]) -> usize {
    let line = |&(from, to, _): &Block| {
        span(tokens, from, to)
            .map_or("", |s| s.slice(text))
            .trim_end_matches([':', ' '])
            .to_ascii_lowercase()
    };
    let short = |&(from, to, _): &Block| to - from <= 8;
    let opener = |line: &str| {
        matches!(
            line,
            "similar documents"
                | "related documents"
                | "you may also like"
                | "recommended documents"
                | "more from this author"
        )
    };
    let ends = |line: &str| {
        matches!(
            line,
            "transcription"
                | "transcript"
                | "full text"
                | "document text"
                | "text version"
                | "download"
                | "document transcript"
        )
    };
    let Some(opens) = blocks.iter().take(30).position(|b| {
        short(b) && opener(&line(b))
            || text_starts(text, tokens, b, &["similar documents ", "related documents "])
    }) else {
        return 0;
    };
    blocks
        .iter()
        .enumerate()
        .skip(opens + 1)
        .find(|(_, b)| short(b) && ends(&line(b)))
        .map_or(0, |(at, _)| at + 1)
}

fn text_starts(text: &str, tokens: &[Token], &(from, to, _): &Block, starts: &[&str]) -> bool {
    let block = span(tokens, from, to).map_or("", |s| s.slice(text));
    starts.iter().any(|s| block.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s)))
}

#[cfg(test)]
mod tests {
    use super::super::{Document, ParagraphKind};

    fn kinds(raw: &str) -> Vec<(ParagraphKind, String)> {
        let document = Document::new(raw);
        document
            .paragraphs()
            .iter()
            .map(|p| (p.kind, p.span.slice(document.clean()).to_owned()))
            .collect()
    }

    #[test]
    fn a_heading_that_runs_on_is_cut_out() {
        let raw = "The talks ended in anger. II. THE LONG TRUCE AND ITS END In the spring the envoys met again.";
        assert_eq!(
            kinds(raw),
            [
                (ParagraphKind::Body, "The talks ended in anger.".to_owned()),
                (ParagraphKind::Heading, "II. THE LONG TRUCE AND ITS END".to_owned()),
                (ParagraphKind::Body, "In the spring the envoys met again.".to_owned()),
            ]
        );
    }

    #[test]
    fn a_heading_needs_no_number() {
        let raw = "The talks ended in anger. THE YEARS AFTER THE WAR A new mill was built.";
        assert_eq!(kinds(raw)[1], (ParagraphKind::Heading, "THE YEARS AFTER THE WAR".to_owned()));
        assert_eq!(kinds(raw)[2].1, "A new mill was built.");
    }

    #[test]
    fn a_title_between_prose_is_a_heading() {
        let prose = "The settlers built a mill on the river, and when the water was low they carried the grain by cart to the market town on the other side.";
        let raw = format!(
            "The Mill on the River\n\n{prose}\n\n2. Markets and Fairs\n\n{prose}\n\nthe other mill\n\n{prose}\n\nWe use cookies on this site"
        );
        let kinds: Vec<_> = kinds(&raw).into_iter().map(|k| k.0).collect();
        use ParagraphKind::{Body, Boilerplate, Heading};
        assert_eq!(kinds, [Heading, Body, Heading, Body, Body, Body, Boilerplate]);
    }

    #[test]
    fn a_long_list_of_links_is_boilerplate() {
        let prose = "The settlers built a mill on the river, and when the water was low they carried the grain by cart to the market town. ".repeat(5);
        let links =
            (1..30).map(|n| format!("Lesson {n} The River Towns")).collect::<Vec<_>>().join("\n\n");
        let kinds = kinds(&format!("{links}\n\n{prose}"));
        assert_eq!(kinds[0].0, ParagraphKind::Boilerplate);
        assert_eq!(kinds[kinds.len() - 1].0, ParagraphKind::Body);
    }

    #[test]
    fn capitals_in_prose_are_no_heading() {
        let raw = "He told the court: KIM IL SUNG received the letter of the CCP and the KPA.";
        assert_eq!(kinds(raw), [(ParagraphKind::Body, raw.to_owned())]);
        let raw = "They came home. KIM IL SUNG received them. NATO and the UN were there. PRC USSR talks failed.";
        assert_eq!(kinds(raw), [(ParagraphKind::Body, raw.to_owned())]);
    }

    #[test]
    fn what_stands_before_the_transcription_is_boilerplate() {
        let raw = "A Paper on Trade\n\nSimilar documents\n\nThe Silk Road\n\nTea and Empire\n\nTranscription:\n\nThe trade in tea grew fast.";
        let kinds: Vec<_> = kinds(raw).into_iter().map(|k| k.0).collect();
        assert_eq!(kinds[..5], [ParagraphKind::Boilerplate; 5]);
        assert_eq!(kinds[5..], [ParagraphKind::Body]);
    }
}
