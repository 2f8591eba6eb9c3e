//! Properties of the date grammar that hold for every text.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot start has failed")]

use onomast::dates::{self, DateMention, Options, Scope};
use onomast::text::Document;
use proptest::prelude::*;

const SCOPES: [Scope; 2] = [Scope::Calendar, Scope::Timex3];

fn find(text: &str, scope: Scope) -> (Document, Vec<DateMention>) {
    let document = Document::new(text);
    let published = jiff::civil::Date::new(2008, 12, 5).ok();
    let found = dates::find(&document, &Options { scope, published });
    (document, found)
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    for scope in SCOPES {
        let (document, found) = find(text, scope);
        let mut end = 0;
        for date in &found {
            prop_assert!(date.span.start() >= end, "overlap or disorder at {:?}", date);
            prop_assert!(!date.span.is_empty());
            prop_assert!(date.span.get(document.clean()).is_some(), "off a character: {:?}", date);
            if let Some(anchor) = date.value.anchor {
                prop_assert!(document.clean().is_char_boundary(anchor));
            }
            end = date.span.end();
        }
    }
    Ok(())
}

/// Words that the grammar knows, so that random texts come close to dates.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "12",
        "31",
        "April",
        "May",
        "June",
        "1950",
        "2008",
        "'46",
        "1930s",
        "early",
        "late",
        "mid",
        "-",
        "–",
        ",",
        ".",
        "and",
        "to",
        "between",
        "of",
        "first",
        "half",
        "week",
        "year",
        "Friday",
        "Sept",
        "night",
        "morning",
        "5",
        "p.m.",
        "ago",
        "later",
        "three",
        "twenty",
        "hundred",
        "days",
        "that",
        "last",
        "next",
        "century",
        "BC",
        "AD",
        "Showa",
        "c",
        "(",
        ")",
        "/",
        "summer",
        "winter",
        "every",
        "\n",
        "\n\n",
        "é",
        "’",
        "s",
        "l950",
        "12th",
        "th",
        "nineteen",
        "99999999999",
        "0",
        "00",
        "Q3",
        "XIV",
        "Year",
        "half",
        "quarter",
        "o'clock",
        "23:59",
    ]);
    let gap = prop::sample::select(vec![" ", "", "  "]);
    prop::collection::vec((word, gap), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_sorted_and_lie_on_characters(text in "\\PC{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn near_dates_too(text in words()) {
        holds(&text)?;
    }

    #[test]
    fn every_day_reads_back(year in 1000_i16..2100, month in 1_i8..=12, day in 1_i8..=31) {
        const NAMES: [&str; 12] = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ];
        let name = NAMES[usize::try_from(month - 1).unwrap()];
        for text in [
            format!("They met on {name} {day}, {year} there."),
            format!("They met on {day} {name} {year} there."),
            format!("They met on {year:04}-{month:02}-{day:02} there."),
        ] {
            let (_, found) = find(&text, Scope::Calendar);
            let values: Vec<_> = found.iter().map(|d| d.value.value.clone()).collect();
            match jiff::civil::Date::new(year, month, day) {
                Ok(date) => prop_assert_eq!(values, [Some(date.to_string())]),
                // A day that does not exist has no value, and nothing is made up in its place.
                Err(_) => {
                    let written = Some(format!("{year:04}-{month:02}-{day:02}"));
                    prop_assert!(!values.contains(&written));
                }
            }
        }
    }
}

// Pains that users of other date finders report; each was a bug somewhere.

#[test]
fn may_the_verb_is_no_date() {
    let (_, found) = find("She may come; we may march. May we ask?", Scope::Calendar);
    assert_eq!(found, []);
}

#[test]
fn the_31st_of_april_has_no_value() {
    let (document, found) = find("The note of 31 April 2008 is a forgery.", Scope::Calendar);
    let [date] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(date.span.slice(document.clean()), "31 April 2008");
    assert_eq!(date.value.value, None);
}

#[test]
fn two_digit_years_follow_the_text_not_the_clock() {
    let (_, found) = find("He was born in 1871. In the summer of '93 he left.", Scope::Calendar);
    assert_eq!(found[1].value.value.as_deref(), Some("1893-SU"));
    assert!(!found[1].value.uncertain);
}

#[test]
fn a_two_digit_year_without_any_other_is_flagged() {
    let (_, found) = find("In the summer of '93 he left.", Scope::Calendar);
    assert_eq!(found[0].value.value.as_deref(), Some("1993-SU"));
    assert!(found[0].value.uncertain);
}

#[test]
fn little_words_and_numbers_are_no_dates() {
    let text = "Go to a hill of 12 degrees at 1.5 miles; on it, 3-4 men in 2s.";
    let (_, found) = find(text, Scope::Calendar);
    assert_eq!(found, []);
}

#[test]
fn a_missing_year_is_never_todays() {
    let document = Document::new("On July 12 he wrote home.");
    let found = dates::find(&document, &Options::default());
    assert_eq!(found[0].value.value, None);
    let published = jiff::civil::Date::new(1951, 1, 1).ok();
    let found = dates::find(&document, &Options { scope: Scope::Calendar, published });
    assert_eq!(found[0].value.value.as_deref(), Some("1951-07-12"));
    assert!(found[0].value.uncertain);
}

#[test]
fn the_evidence_for_a_year_is_kept() {
    let text = "It began in June 1950. On July 12 he wrote home.";
    let (document, found) = find(text, Scope::Calendar);
    let anchor = found[1].value.anchor.unwrap();
    assert!(document.clean()[anchor..].starts_with("June 1950"));
}

#[test]
fn the_end_of_a_month_has_no_day() {
    let text = "In 1923 he went home at the end of November 1 in a bad temper, and in the same February Stalin wrote.";
    let (document, found) = find(text, Scope::Calendar);
    let spans: Vec<_> = found.iter().map(|d| d.span.slice(document.clean())).collect();
    assert_eq!(spans, ["1923", "end of November", "February"]);
}

#[test]
fn a_year_that_closes_a_bracket_does_not_move_the_story() {
    let text = "In May 1918 he took Orlov (renamed Karsk in 1926); at the other end a general seized Port Ivan on June 29.";
    let (_, found) = find(text, Scope::Calendar);
    let values: Vec<_> = found.iter().map(|d| d.value.value.as_deref()).collect();
    assert_eq!(values, [Some("1918-05"), Some("1926"), Some("1918-06-29")]);
}
