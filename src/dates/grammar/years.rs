//! Years: "1950", "the year 1950", "44 BC", "'46".

use super::{Found, Meaning, Rule, Shape, YearRef, point, rule};
use crate::dates::grammar::Point;
use crate::dates::lexer::class;

pub(super) const RULES: &[Rule] = &[
    rule!(Year "year.bare", "It began in [DATE 1950](1950).", "y:YYYY", Year, bare),
    rule!(
        Year "year.damaged",
        "It began in [DATE l950](1950).",
        "y:OCRYEAR",
        Damaged,
        bare
    ),
    rule!(
        Year "year.spelled",
        "It began in [DATE nineteen forty-six](1946).",
        "y:SPELLED",
        Year,
        bare
    ),
    rule!(
        Year "year.apostrophe",
        "The story opens in 1944. The flood of [DATE '46](1946) changed it.",
        "y:APOSYEAR",
        Free,
        bare
    ),
    rule!(
        Year "year.the-year",
        "It was the year [DATE 1950](1950) that changed all.",
        "(calendar | fiscal | academic)? year ,? y:(YYYY | OCRYEAR | SPELLED)",
        Free,
        the_year
    ),
    rule!(
        Year "year.the-year-early",
        "It was the year [DATE 476](0476) that changed all.",
        "the year y:NNN",
        Free,
        the_early_year
    ),
    rule!(
        Year "year.thousand",
        "It was the year [DATE two thousand](2000) that changed all.",
        "year y:CARD",
        Free,
        the_thousand
    ),
    rule!(
        Year "year.before-christ",
        "Rome saw it in [DATE 44 BC](BC0044).",
        "y:NUM BC",
        Free,
        before_christ
    ),
    rule!(
        Year "year.anno-domini",
        "Rome saw it in [DATE AD 79](0079).",
        "AD y:NUM",
        Free,
        anno_domini
    ),
    rule!(
        Year "year.common-era",
        "Rome saw it in [DATE 79 CE](0079).",
        "y:NUM AD",
        Free,
        anno_domini
    ),
    rule!(
        Year "year.fiscal",
        "Sales fell in [DATE fiscal 1989](1989).",
        "fiscal y:YYYY",
        Free,
        bare
    ),
];

fn bare(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Year, found.year('y'))
}

fn the_year(found: &Found<'_>) -> Option<Meaning> {
    let core = found.captures.get('y')?.start;
    let year = found.year('y');
    Some(Meaning::Point(Point {
        shape: Shape::Year,
        year,
        modifier: None,
        weekday: None,
        core: Some(core),
    }))
}

/// The article is outside of the span in both scopes, as it is with later years.
fn the_early_year(found: &Found<'_>) -> Option<Meaning> {
    let before_christ = found.tokens.get(found.end).is_some_and(|t| t.is(class::BC));
    (!before_christ).then(|| the_year(found))?
}

fn the_thousand(found: &Found<'_>) -> Option<Meaning> {
    let year = found.value('y').filter(|y| (1000..2100).contains(y))?;
    let core = found.captures.get('y').map(|c| c.start);
    let year = YearRef::Known(year);
    Some(Meaning::Point(Point { shape: Shape::Year, year, modifier: None, weekday: None, core }))
}

/// Years before Christ count without a year 0; inside, 1 BC is 0.
pub(super) fn before_christ(found: &Found<'_>) -> Option<Meaning> {
    let year = found.value('y').filter(|y| *y > 0)?;
    point(Shape::Year, YearRef::Known(1 - year))
}

fn anno_domini(found: &Found<'_>) -> Option<Meaning> {
    let year = found.value('y').filter(|y| *y > 0)?;
    point(Shape::Year, YearRef::Known(year))
}
