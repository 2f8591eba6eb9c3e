//! Decades: "1930s", "the thirties", "'80s".

use super::{Found, Meaning, Rule, Shape, YearRef, point, rule};

pub(super) const RULES: &[Rule] = &[
    rule!(Decade "decade.digits", "He came in the [DATE 1930s](193).", "y:DECADE", Free, digits),
    rule!(
        Decade "decade.apostrophe",
        "Born in 1931, he came in the [DATE '50s](195).",
        "y:APOSDECADE",
        DecadeWord,
        short
    ),
    rule!(
        Decade "decade.words",
        "Born in 1931, he came in the [DATE fifties](195).",
        "y:DECADEWORD",
        DecadeWord,
        short
    ),
    rule!(
        Decade "decade.century-in-words",
        "He came in the [DATE nineteen thirties](193).",
        "a:CARD -? y:DECADEWORD",
        Free,
        in_words
    ),
    rule!(
        Decade "decade.decade-of",
        "It was the [DATE decade of the 1930s](193).",
        "decade of the? y:DECADE",
        Free,
        digits
    ),
];

fn digits(found: &Found<'_>) -> Option<Meaning> {
    let year = found.value('y')?;
    // "the 1800s" are a century.
    if year % 100 == 0 {
        return point(Shape::Century(year / 100), YearRef::Missing);
    }
    point(Shape::Decade(year / 10), YearRef::Missing)
}

fn short(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::ShortDecade(found.value('y')?), YearRef::Missing)
}

fn in_words(found: &Found<'_>) -> Option<Meaning> {
    let century = found.value('a').filter(|a| (10..=20).contains(a))?;
    point(Shape::Decade(century * 10 + found.value('y')? / 10), YearRef::Missing)
}
