//! Seasons: "summer of 1946", "the winter of 1950-51".

use super::{Found, Meaning, Rule, Shape, point, rule, year};

pub(super) const RULES: &[Rule] = &[
    rule!(
        Season "season.year",
        "He came in the [DATE summer of 1946](1946-SU).",
        concat!("s:SEASON (of | in | ,)? (the year)? ", year!()),
        Free,
        season
    ),
    rule!(
        Season "season.year-first",
        "The [DATE 1946 summer](1946-SU) was dry.",
        "y:YYYY s:SEASON",
        Free,
        season
    ),
    rule!(
        Season "season.two-years",
        "The [DATE winter of 1950-51](1950-WI) was hard.",
        "s:SEASON (of | in)? y:YYYY (DASH | / | to) z:(YYYY | YY | NUM)",
        Free,
        two_years
    ),
    rule!(
        Season "season.that-year",
        "In 1946 he came. In [DATE the spring of that year](1946-SP) he left.",
        "s:SEASON (of | in) r:(that | the same | this | the following | the next | the previous) year",
        Free,
        season_of_relative_year
    ),
    rule!(
        Season "season.bare",
        "In 1946 he came. In the spring he left.",
        "s:SEASON",
        Season,
        season
    ),
];

fn season(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Season(found.small('s')?), found.year('y'))
}

/// A winter has two years; its value is that of the first.
fn two_years(found: &Found<'_>) -> Option<Meaning> {
    let (first, second) = (found.value('y')?, found.value('z')?);
    let next = first + 1;
    let agrees = second == next || second == next % 100 || second == next % 10;
    (agrees && found.value('s') == Some(4)).then(|| season(found))?
}

fn season_of_relative_year(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Season(found.small('s')?), super::months::year_shift(found, 'r'))
}
