//! Halves, quarters, and counted parts of a period: "second half of 1947", "Q3 1989",
//! "the last week of May 1940".

use super::{Found, Meaning, Point, Rule, Shape, modified, point, rule, year};
use crate::dates::lexicon::unit::Unit;
use crate::dates::value::Modifier;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Half "half.of",
        "It fell in the [DATE second half of 1947](1947-H2).",
        "o:(ORD | latter | former) half of (the)? x:<period>",
        Free,
        half_of
    ),
    rule!(
        Half "half.hyphen",
        "It fell in the [DATE second-half of 1947](1947-H2).",
        "o:ORD - half of (the)? x:<period>",
        Free,
        half_of
    ),
    rule!(
        Half "half.that-year",
        "It rose in 1947. It fell in the [DATE second half of that year](1947-H2).",
        "o:(ORD | latter | former) half of r:(that | the same | the following | the) year",
        Free,
        half_of_relative_year
    ),
    rule!(
        Half "half.code",
        "It fell in [DATE H2 1947](1947-H2) at last.",
        concat!("h:HCODE (of | in)? ", year!(), " | y:YYYY -? h:HCODE"),
        Free,
        half_code
    ),
    rule!(
        Half "quarter.code",
        "It fell in [DATE Q3 1989](1989-Q3) at last.",
        concat!("o:QCODE (of | in)? ", year!(), " | y:YYYY -? o:QCODE"),
        Free,
        quarter
    ),
    rule!(
        Half "quarter.of",
        "It fell in the [DATE third quarter of 1989](1989-Q3).",
        concat!("o:ORD -? quarter (of | in)? ", year!()),
        Free,
        quarter
    ),
    rule!(
        Half "quarter.year-first",
        "It fell in the [DATE 1989 third quarter](1989-Q3).",
        "y:YYYY o:ORD -? quarter",
        Free,
        quarter
    ),
    rule!(
        Half "quarter.of-century",
        "It fell in the [DATE last quarter of the nineteenth century](18 END).",
        "o:ORD (quarter | third) of (the)? x:<century>",
        Free,
        counted
    ),
    rule!(
        Counted "counted.units",
        "It fell in the [DATE first ten days of May 1940](1940-05 START).",
        "o:(first | last | final | opening | closing | early) (n:CARD | n:COUNT | few)? u:(UNITS | UNIT) of x:<period>",
        Free,
        counted
    ),
    rule!(
        Half "counted.week",
        "It fell in the [DATE third week of May 1940](1940-W20).",
        "o:ORD u:week (of | in) x:<period>",
        Free,
        week_of
    ),
];

fn half_of(found: &Found<'_>) -> Option<Meaning> {
    let second = is_second(found);
    let inner = found.point('x')?;
    if inner.modifier.is_some() {
        return None;
    }
    match inner.shape {
        Shape::Year => {
            Some(Meaning::Point(Point { shape: Shape::Half(1 + u8::from(second)), ..inner }))
        }
        Shape::Day { .. } | Shape::Impossible => None,
        _ => modified(inner, if second { Modifier::End } else { Modifier::Start }),
    }
}

fn is_second(found: &Found<'_>) -> bool {
    let latter = super::Grammar::get().lexicon.id("latter");
    found.token('o').is_some_and(|t| match t.value {
        2 | -1 => true,
        _ => t.word == latter,
    })
}

fn half_of_relative_year(found: &Found<'_>) -> Option<Meaning> {
    let half = 1 + u8::from(is_second(found));
    point(Shape::Half(half), super::months::year_shift(found, 'r'))
}

fn half_code(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Half(found.small('h')?), found.year('y'))
}

fn quarter(found: &Found<'_>) -> Option<Meaning> {
    let quarter = match found.value('o')? {
        -1 => 4,
        n @ 1..=4 => u8::try_from(n).ok()?,
        _ => return None,
    };
    point(Shape::Quarter(quarter), found.year('y'))
}

fn counted(found: &Found<'_>) -> Option<Meaning> {
    let inner = found.point('x')?;
    if found.unit('u').is_some_and(|u| u < Unit::Day) || matches!(inner.shape, Shape::Day { .. }) {
        return None;
    }
    let late = found.token('o').is_some_and(|t| {
        let lexicon = &super::Grammar::get().lexicon;
        t.value == -1
            || [lexicon.id("final"), lexicon.id("closing")].contains(&t.word)
            || (t.is(crate::dates::lexer::class::ORD) && (3..=4).contains(&t.value))
    });
    modified(inner, if late { Modifier::End } else { Modifier::Start })
}

fn week_of(found: &Found<'_>) -> Option<Meaning> {
    let inner = found.point('x')?;
    match (found.value('o')?, inner.shape) {
        (n @ (1..=5 | -1), Shape::Month(month)) if inner.modifier.is_none() => {
            let week = i8::try_from(n).ok()?;
            Some(Meaning::Point(Point { shape: Shape::WeekOfMonth { month, week }, ..inner }))
        }
        (1, _) => modified(inner, Modifier::Start),
        (-1, _) => modified(inner, Modifier::End),
        _ => None,
    }
}
