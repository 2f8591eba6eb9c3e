//! Weekdays alone: "Friday", "last Monday".

use super::{Base, Found, Meaning, Relative, Rule, Target, rule};

pub(super) const RULES: &[Rule] = &[
    rule!(
        Weekday "weekday.bare",
        "He said so on [DATE Thursday](2008-12-04).",
        "w:WDAY",
        Free,
        bare
    ),
    rule!(
        Weekday "weekday.part",
        "He said so [DATE late Thursday](2008-12-04).",
        "(early | late) w:WDAY",
        Free,
        bare
    ),
    rule!(
        Weekday "weekday.last",
        "He said so [DATE last Monday](2008-12-01).",
        "the? (last | past | previous | preceding) w:WDAY",
        Free,
        last
    ),
    rule!(
        Weekday "weekday.this-past",
        "He said so [DATE this past Monday](2008-12-01).",
        "this (past | last) w:WDAY",
        Free,
        last
    ),
    rule!(
        Weekday "weekday.next",
        "He says so [DATE next Monday](2008-12-08).",
        "(the? (next | following | coming) | this coming) w:WDAY",
        Free,
        next
    ),
    rule!(
        Weekday "weekday.this",
        "He says so [DATE this Saturday](2008-12-06).",
        "this w:WDAY",
        Free,
        this
    ),
];

fn weekday(found: &Found<'_>, direction: i8, base: Base) -> Option<Meaning> {
    let target = Target::Weekday(found.small('w')?);
    Some(Meaning::Relative(Relative { target, direction, base, modifier: None }))
}

fn bare(found: &Found<'_>) -> Option<Meaning> {
    weekday(found, 0, Base::Either)
}

fn last(found: &Found<'_>) -> Option<Meaning> {
    weekday(found, -1, Base::Either)
}

fn next(found: &Found<'_>) -> Option<Meaning> {
    weekday(found, 1, Base::Either)
}

fn this(found: &Found<'_>) -> Option<Meaning> {
    weekday(found, 2, Base::Either)
}
