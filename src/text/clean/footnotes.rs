//! Footnote numbers in the running text: "in 1942. 5 Due to", "troops, 43 and", "alliance.”12".
//!
//! A number is a footnote's where it stands outside the sentence (after its full stop) or fits
//! into the growing series of such numbers. Numbers that count or name something stay.

use super::blocks::split;
use super::edit::{Damage, Edit};
use super::lexeme::{Gap, Lexeme, LexemeKind, Lexemes};
use super::notes;
use super::series::{Candidate, best_run};
use crate::text::words::{CONTINUERS, LABELS, MONTHS, OPENERS, listed};
use crate::text::{RawSpan, abbreviations, chars};

/// What the rule found.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    pub(super) edits: Vec<Edit>,
    /// Lexemes that are no part of the prose, in order.
    pub(super) removed: Vec<usize>,
    /// Lexemes that start the text of a note, in order.
    pub(super) notes: Vec<usize>,
}

/// How a number stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// After the full stop, before something that can only open a sentence.
    Certain,
    /// After the full stop, before a capital or the end of the block.
    Outside,
    /// After a comma or a closing bracket, or glued to the word before.
    Beside,
    /// Between two words.
    Between,
    /// At the start of a line, where a note's own text or a list may start too.
    LineStart,
}

impl Place {
    const fn weight(self) -> i32 {
        match self {
            Self::Certain => 6,
            Self::Outside => 4,
            Self::Beside => 2,
            Self::Between | Self::LineStart => 1,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Number {
    index: usize,
    value: u32,
    place: Place,
    glued: bool,
}

/// Finds the marks.
pub(super) fn find(text: &Lexemes<'_>) -> Footnotes {
    let numbers = numbers(text);
    let candidates: Vec<_> =
        numbers.iter().map(|n| Candidate { value: n.value, weight: n.place.weight() }).collect();
    let mut is_mark: Vec<bool> = numbers.iter().map(|n| n.place == Place::Certain).collect();
    for run in best_run(&candidates, 6) {
        let outside = run
            .iter()
            .filter(|&&i| {
                numbers[i].place.weight() >= 4
                    || numbers[i].glued && numbers[i].place != Place::LineStart
            })
            .count();
        let trusted = outside >= 2 && outside * 2 >= run.len();
        for (at, &index) in run.iter().enumerate() {
            let previous = at.checked_sub(1).map(|p| numbers[run[p]].value + 1);
            let next = run.get(at + 1).map(|&n| numbers[n].value);
            let value = numbers[index].value;
            let fits = match numbers[index].place {
                Place::Between | Place::LineStart => {
                    previous == Some(value) && next == Some(value + 1)
                }
                Place::Beside if !numbers[index].glued => {
                    previous == Some(value) || next == Some(value + 1)
                }
                _ => true,
            };
            is_mark[index] |= trusted && fits;
        }
    }
    let mut found = Footnotes::default();
    let mut marks: Vec<(usize, u32)> = Vec::new();
    let mut from = 0;
    for block in split(text, Gap::Paragraph) {
        let to = from + numbers[from..].partition_point(|n| n.index < block.to);
        let here = || numbers[from..to].iter().zip(&is_mark[from..to]);
        marks.clear();
        marks.extend(here().filter(|(_, mark)| **mark).map(|(n, _)| (n.index, n.value)));
        let notes = notes::find(text, block, &marks);
        if let (Some(&first), Some(last)) = (notes.first(), notes.len().checked_sub(1)) {
            // The notes say which numbers the text must have; their own stay.
            let lowest = text.small_number(first).unwrap_or_default();
            let highest = lowest.saturating_add(u32::try_from(last).unwrap_or(u32::MAX));
            marks.retain(|(index, _)| *index < first);
            for (number, _) in here().filter(|(n, mark)| !**mark && n.index < first) {
                let at = marks.partition_point(|(index, _)| *index < number.index);
                let above = at.checked_sub(1).map_or(lowest, |before| marks[before].1 + 1);
                let below = marks.get(at).map_or(highest + 1, |after| after.1);
                if (above..below).contains(&number.value) {
                    marks.insert(at, (number.index, number.value));
                }
            }
        }
        for &(index, _) in &marks {
            found.removed.push(index);
            let start = text.gap_span(index).start();
            let end = text.get(index).map_or(start, |l| l.end);
            found.edits.push(Edit::new(RawSpan::new(start, end), "", Damage::FootnoteMark));
        }
        for &note in &notes {
            found.edits.push(Edit::new(text.gap_span(note), "\n\n", Damage::FootnoteText));
        }
        found.notes.extend(notes);
        from = to;
    }
    let (raised, mut taken) = raised(text);
    found.edits = super::edit::merge(found.edits, raised);
    found.removed.append(&mut taken);
    found.removed.sort_unstable();
    found.removed.dedup();
    found
}

/// Raised digits and numbers in square brackets need no series.
fn raised(text: &Lexemes<'_>) -> (Vec<Edit>, Vec<usize>) {
    let mut edits = Vec::new();
    let mut removed = Vec::new();
    let mut index = 0;
    while let Some(lexeme) = text.get(index) {
        let end = if lexeme.kind == LexemeKind::Superscript {
            (!is_exponent(text, index)).then_some(index + 1)
        } else {
            bracketed(text, index)
        };
        match end {
            Some(end) => {
                let last = text.before(end, 1).map_or(lexeme.end, |l| l.end);
                let start = match lexeme.gap {
                    Gap::Space => text.gap_span(index).start(),
                    _ => lexeme.start,
                };
                let span = RawSpan::new(start, last);
                edits.push(Edit::new(span, "", Damage::FootnoteMark));
                removed.extend(index..end);
                index = end;
            }
            None => index += 1,
        }
    }
    (edits, removed)
}

/// "km²", "10³".
fn is_exponent(text: &Lexemes<'_>, index: usize) -> bool {
    const UNITS: &[&str] = &["cm", "dm", "ft", "in", "km", "m", "mi", "mm", "s", "yd"];
    if text.gap(index) != Gap::None {
        return text.gap(index + 1) == Gap::None
            && text.get(index + 1).is_some_and(Lexeme::is_word);
    }
    let before = text.text_before(index, 1);
    text.before(index, 1).is_none_or(|b| {
        b.is_number() || b.is_word() && (listed(UNITS, before) || before.chars().nth(1).is_none())
    })
}

/// "[12]" or "[12, 13]" right behind a word or mark: the lexeme after it.
fn bracketed(text: &Lexemes<'_>, index: usize) -> Option<usize> {
    let open = text.get(index)?;
    let behind = text.before(index, 1);
    // "in 1942. [6] Due": set apart, but outside the sentence.
    let outside = open.gap == Gap::Space
        && behind.is_some_and(|b| {
            b.gap == Gap::None && b.mark(|c| chars::is_sentence_end(c) || c == ']')
        });
    let glued = open.gap == Gap::None
        && behind.is_some_and(|b| {
            b.is_word()
                || b.is_number()
                || b.mark(|c| {
                    chars::is_sentence_end(c)
                        || chars::is_closing(c)
                        || matches!(c, ',' | ';' | ':')
                })
        });
    if !open.is_mark('[') || !(glued || outside) {
        return None;
    }
    let mut at = index + 1;
    // Wikipedia's editors leave such notes behind.
    if glued && text.text(at) == "citation" && text.text(at + 1) == "needed" {
        return text.get(at + 2).filter(|l| l.is_mark(']')).map(|_| at + 3);
    }
    loop {
        let number = text.get(at)?;
        if !number.is_number() || number.end - number.start > 3 {
            return None;
        }
        let mark = text.get(at + 1)?;
        if mark.is_mark(']') {
            let opens = text.get(at + 2).is_none_or(|n| {
                n.gap >= Gap::Paragraph
                    || n.is_mark('[')
                    || chars::starts_upper(text.text(at + 2))
                    || n.mark(chars::is_opening)
            });
            return (glued || opens).then_some(at + 2);
        }
        if !mark.mark(|c| matches!(c, ',' | '-' | '–')) {
            return None;
        }
        at += 2;
    }
}

fn numbers(text: &Lexemes<'_>) -> Vec<Number> {
    (1..text.list.len()).filter_map(|index| number(text, index)).collect()
}

fn number(text: &Lexemes<'_>, index: usize) -> Option<Number> {
    let value = text.small_number(index).filter(|v| (1..1000).contains(v))?;
    let gap = text.gap(index);
    let next_gap = text.gap(index + 1);
    if gap >= Gap::Paragraph || (next_gap == Gap::None && !stops_after(text, index)) {
        return None;
    }
    let glued = gap == Gap::None;
    let next = text.text(index + 1);
    let ends_block = next_gap >= Gap::Paragraph;
    if !ends_block
        && (value < 32 && listed(MONTHS, next) && !next.eq_ignore_ascii_case("may")
            || counts(text, index))
    {
        return None;
    }
    let place = place(text, index, glued)?;
    Some(Number { index, value, place, glued })
}

/// A mark may be followed at once by a comma or a closing bracket, but not by what makes it part
/// of a larger number.
fn stops_after(text: &Lexemes<'_>, index: usize) -> bool {
    let stop = text
        .get(index + 1)
        .is_some_and(|m| m.mark(|c| matches!(c, ',' | ';' | ')' | '—' | '”' | '"')));
    stop && text.gap(index + 2) != Gap::None
}

/// Whether what follows shows that the number counts: another number, a percent sign, a unit.
fn counts(text: &Lexemes<'_>, index: usize) -> bool {
    let next = text.text(index + 1);
    listed(
        &[
            "am", "billion", "cents", "days", "dollars", "dozen", "hours", "hundred", "km", "men",
            "miles", "million", "minutes", "months", "o", "p", "percent", "pm", "rubles", "st",
            "th", "thousand", "times", "tons", "weeks", "yards", "years", "yen",
        ],
        next,
    ) || text.get(index + 1).is_some_and(|n| {
        n.mark(|c| matches!(c, '%' | '°' | '-' | '–' | '/' | '+' | '=' | '×' | '½'))
    })
}

/// How the number stands; `None` where it cannot be a mark.
fn place(text: &Lexemes<'_>, index: usize, glued: bool) -> Option<Place> {
    // "shot.12 13 At": two marks in a row stand as one. "left. 6 3 Chen": the page's last mark, and
    // its first note.
    let value = text.small_number(index)?;
    let pair = text.gap(index + 1) == Gap::Space
        && text.small_number(index + 1).is_some_and(|next| {
            next == value + 1 || next <= value && chars::starts_upper(text.text(index + 2))
        });
    let behind = if pair { index + 2 } else { index + 1 };
    let next = text.text(behind);
    let next_gap = text.gap(behind);
    let (index, glued) = match index.checked_sub(1) {
        Some(first) if !glued && text.small_number(first) == value.checked_sub(1) && value > 1 => {
            (first, text.gap(first) == Gap::None)
        }
        _ => (index, glued),
    };
    let before = text.before(index, 1)?;
    // Behind closing quotes and brackets, as much as behind what they close.
    let mut back = 1;
    while text.before(index, back)?.mark(chars::is_closing)
        && text.before(index, back - 1).is_none_or(|l| back == 1 || l.gap == Gap::None)
        && back < 4
    {
        back += 1;
    }
    let stop = text.before(index, back)?;
    let after_stop = stop.mark(chars::is_sentence_end) && stop.gap == Gap::None;
    if after_stop {
        let word = text.text_before(index, back + 1);
        if back == 1 && is_abbreviation(text, index, word) {
            return None;
        }
        // "7.30": the number before a glued full stop would make a decimal, if it is no year.
        let whole = text.before(index, 2).is_some_and(|w| {
            w.is_word()
                || w.mark(chars::is_closing)
                || w.is_number()
                    && w.end - w.start == 4
                    && matches!(w.text(text.raw).get(..1), Some("1" | "2"))
                // "on December 30.2": the day of a month has no decimals.
                || w.is_number()
                    && w.end - w.start <= 2
                    && listed(MONTHS, text.text_before(index, 3))
        });
        let decimal = glued && back == 1 && text.before(index, 2).is_some_and(Lexeme::is_number);
        if glued && back == 1 && !whole {
            return None;
        }
        if next_gap >= Gap::Paragraph {
            return Some(Place::Outside);
        }
        if next_gap == Gap::None {
            return glued.then_some(Place::Beside);
        }
        let opens = text
            .get(behind)
            .is_some_and(|n| n.mark(chars::is_opening) || n.mark(|c| matches!(c, '“' | '‘')));
        if chars::starts_upper(next) || opens {
            return Some(match text.gap(index) {
                Gap::Line => Place::LineStart,
                _ if listed(OPENERS, next) && next.len() > 1 && !decimal => Place::Certain,
                _ => Place::Outside,
            });
        }
        return None;
    }
    if before.mark(|c| matches!(c, ',' | ';' | ':')) && before.gap == Gap::None {
        let earlier = text.before(index, 2)?;
        let word = earlier.text(text.raw);
        let years = earlier.is_number() && earlier.end - earlier.start == 4;
        // "in July, 33 but" is no date, "July, 12 Moscow" may be one.
        let month = listed(MONTHS, word) && !chars::starts_lower(next);
        let prose =
            earlier.is_word() && !month || earlier.mark(chars::is_closing) || years && !glued;
        let date = listed(MONTHS, next);
        return (prose
            && !date
            && next_gap != Gap::None
            && (text.get(behind)?.is_word() || next_gap >= Gap::Paragraph))
            .then_some(Place::Beside);
    }
    if before.mark(|c| matches!(c, ')' | ']' | '”' | '’' | '"')) {
        return Some(Place::Beside);
    }
    if !before.is_word() {
        return None;
    }
    let word = before.text(text.raw);
    if glued {
        // "treaty12 which": only a long word in small letters can have a mark glued to it.
        let plain = word.len() >= 5 && word.bytes().all(|b| b.is_ascii_lowercase());
        return (plain && next_gap != Gap::None).then_some(Place::Between);
    }
    if listed(LABELS, word)
        || listed(MONTHS, word)
        || !word.chars().all(char::is_lowercase)
        || word.len() < 4
    {
        return None;
    }
    let joins = next_gap == Gap::Space
        && listed(CONTINUERS, next)
        && !listed(
            &[
                "about", "after", "around", "before", "between", "from", "nearly", "only", "over",
                "than", "under", "with",
            ],
            word,
        );
    joins.then_some(Place::Between)
}

/// Whether the full stop before the number belongs to an abbreviation: "No. 88", "Sept. 21",
/// "p. 5", "J. 5".
fn is_abbreviation(text: &Lexemes<'_>, index: usize, word: &str) -> bool {
    let Some(before) = text.before(index, 2) else { return true };
    if !before.is_word() {
        // "1. 5" is a list, "in 1942. 5 Due" is not.
        return before.is_number()
            && before.end - before.start < 4
            && text.before(index, 2).is_some_and(|b| b.gap >= Gap::Line);
    }
    // "U.S. 5 The": a letter with a full stop before it is an acronym and may end a sentence.
    let acronym = text
        .before(index, 3)
        .is_some_and(|m| m.is_mark('.') && m.gap == Gap::None && before.gap == Gap::None);
    if word.chars().nth(1).is_none() {
        return !acronym;
    }
    listed(MONTHS, word)
        && !listed(
            &[
                "april",
                "august",
                "december",
                "february",
                "january",
                "july",
                "june",
                "march",
                "may",
                "november",
                "october",
                "september",
            ],
            word,
        )
        || abbreviations::takes_number(word)
}

#[cfg(test)]
mod tests {
    use super::super::clean_text;

    #[test]
    fn a_mark_before_an_opener_goes_by_itself() {
        for (raw, clean) in [
            (
                "The talks failed in 1942. 5 Due to this he left.",
                "The talks failed in 1942. Due to this he left.",
            ),
            (
                "He signed the alliance.1 From then on it held.",
                "He signed the alliance. From then on it held.",
            ),
            (
                "He called it “a shield.”12 The envoy left.",
                "He called it \"a shield.\" The envoy left.",
            ),
            ("It held.[12] The envoy left.", "It held. The envoy left."),
            ("It held.[citation needed] The envoy left.", "It held. The envoy left."),
            ("It held. [6] The envoy left.", "It held. The envoy left."),
            ("It held,[3][4] he said.", "It held, he said."),
            ("It held.¹² The envoy³ left.", "It held. The envoy left."),
        ] {
            assert_eq!(clean_text(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn a_growing_series_is_taken_out_wherever_its_numbers_stand() {
        let raw = "The first pact was signed in Moscow. 1 Stalin sent 3 armies to the border. 2 Mao replied \
                   within 4 days, 3 and the envoys met again at the river 4 which froze early. 5 Zhou \
                   flew home with 9 men on May 6, 7 and 8. 6";
        let clean = "The first pact was signed in Moscow. Stalin sent 3 armies to the border. Mao replied \
                     within 4 days, and the envoys met again at the river which froze early. Zhou \
                     flew home with 9 men on May 6, 7 and 8.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn notes_behind_the_text_of_a_page_stand_apart() {
        let raw = "The pact was signed in Moscow. 1 The envoys left. 2 Nobody had asked for the right to stand \
                   1 Council Rolls, p. 4. 2 Ibid., p. 9.\n\naside from it. 3 It was late. 4 He slept. 3 Ibid. 4 Ibid., p. 7.";
        let clean = "The pact was signed in Moscow. The envoys left. Nobody had asked for the right to stand\n\n\
                     1 Council Rolls, p. 4.\n\n2 Ibid., p. 9.\n\naside from it. It was late. He slept.\n\n3 Ibid.\n\n4 Ibid., p. 7.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn marks_behind_years_and_in_pairs() {
        let raw = "He came in 1813.1 With him came many.2 They left.3 4 Caracas fell in 1814.5 6 At \
                   night it burned.7 Nobody saw 3.8 km of fire. They came back on July 8.9 Most stayed.";
        let clean = "He came in 1813. With him came many. They left. Caracas fell in 1814. At \
                     night it burned. Nobody saw 3.8 km of fire. They came back on July 8. Most stayed.";
        assert_eq!(clean_text(raw), clean);
    }

    #[test]
    fn numbers_that_mean_something_stay() {
        for raw in [
            "They sent 5 armies. In 1942 the No. 88 Brigade had 9 divisions.",
            "He crossed the 38th parallel with 1,000 men at 23:30.",
            "On Sept. 21 Kim met Mao. On May 5, 6 and 7 they talked.",
            "See vol. 5 The March and p. 12 The End.",
            "It rose by 5. 6 Chinese envoys came.",
            "The province of 3 million people grew by 4.5 percent.",
            "Introduction. 5 May 1949 was a cold day.",
            "He was 45, 12 years older than she.",
            "An area of 5 km² and 10³ men",
            "as [12] shows, and in [1950] he died",
            "Of the 12, 5 and 7 were lost, 3 and 4 were found.",
            "In 1950, 12 divisions, 13 brigades and 14 regiments marched.",
            "1. First 2. Second 3. Third",
            "Part 1 The beginning. Part 2 The end.",
            "the MiG15 and the T34",
        ] {
            assert_eq!(clean_text(raw), raw);
        }
    }
}
