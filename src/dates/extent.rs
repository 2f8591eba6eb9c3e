//! What the calendar scope leaves out of a date's span: words that only point to another date.
//!
//! TIMEX3 marks "November of that year" and "the following January" whole. The annotation rules of
//! the calendar scope mark what names a day, month, year, decade, century or season, and leave "the
//! next day" out; so "of that year" and "following" are read for the value and stay outside.

use crate::text::{CleanSpan, Document};

const BEFORE: [&str; 3] = ["following ", "next ", "ensuing "];
const YEARS: [&str; 7] = [
    "that year",
    "the same year",
    "this year",
    "the following year",
    "the next year",
    "the previous year",
    "the preceding year",
];

/// The span without such words; the span itself where nothing else is left.
pub(super) fn of_calendar(document: &Document, span: CleanSpan) -> CleanSpan {
    let text = span.slice(document.clean());
    let without = BEFORE.iter().find_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        head.eq_ignore_ascii_case(word).then_some(rest)
    });
    let kept = without.unwrap_or(text);
    let start = span.end() - kept.len();
    let year = YEARS.iter().find_map(|year| kept.strip_suffix(year));
    let kept = year.map_or(kept, |rest| {
        let rest = rest.trim_end();
        let rest = rest.strip_suffix(" of").or_else(|| rest.strip_suffix(" in")).unwrap_or(rest);
        rest.trim_end_matches([',', ' '])
    });
    // "the second half of that year": nothing of the calendar would be left.
    let names = kept.chars().any(char::is_uppercase)
        || ["spring", "summer", "autumn", "fall", "winter"].iter().any(|s| kept.contains(s));
    if names { CleanSpan::new(start, start + kept.len()) } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_point_elsewhere_stay_outside() {
        for (text, kept) in [
            ("November of that year", "November"),
            ("July 12, of the same year", "July 12"),
            ("following January", "January"),
            ("spring of that year", "spring"),
            ("second half of that year", "second half of that year"),
            ("early July 1950", "early July 1950"),
        ] {
            let doc = Document::new(text);
            let span = of_calendar(&doc, CleanSpan::new(0, doc.clean().len()));
            assert_eq!(span.slice(doc.clean()), kept);
        }
    }
}
