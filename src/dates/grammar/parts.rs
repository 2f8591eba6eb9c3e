//! Parts of a period: "early July 1950", "mid-september 1945", "end of 1949".

use super::{Found, Meaning, Rule, Shape, modified, rule};
use crate::dates::value::Modifier;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Part "part.early",
        "They agreed in [DATE early July 1950](1950-07 START).",
        "very? (early | earlier) (in | on)? (the)? -? x:<period>",
        Part,
        start
    ),
    rule!(
        Part "part.late",
        "They agreed in [DATE late July 1950](1950-07 END).",
        "very? (late | later) (in | on)? (the)? -? x:<period>",
        Part,
        end
    ),
    rule!(
        Part "part.mid",
        "They agreed in [DATE mid-july 1950](1950-07 MID).",
        "mid -? x:<period>",
        Part,
        mid
    ),
    rule!(
        Part "part.mid-way",
        "They agreed in [DATE mid-to-late July 1950](1950-07 END).",
        "(early | mid) -? (to | or)? -? (late | mid) -? x:<period>",
        Part,
        end_or_mid
    ),
    rule!(
        Part "part.beginning-of",
        "They agreed at the [DATE beginning of July 1950](1950-07 START).",
        "very? (beginning | start | outset | opening | onset | dawn) of (the | that | this)? x:<period>",
        Part,
        start
    ),
    rule!(
        Part "part.early-part-of",
        "They agreed in the [DATE early part of July 1950](1950-07 START).",
        "(early | first | initial | opening) (part | days | weeks | months | years | phase | stages) (of | in) (the | that | this)? x:<period>",
        Part,
        start
    ),
    rule!(
        Part "part.end-of",
        "They agreed at the [DATE end of 1949](1949 END).",
        "very? (end | close | eve) of (the | that | this)? x:<period>",
        Part,
        end
    ),
    rule!(
        Part "part.last-part-of",
        "They agreed in the [DATE closing days of 1949](1949 END).",
        "(late | later | latter | last | final | closing | waning) (part | days | weeks | months | years | phase | stages) (of | in) (the | that | this)? x:<period>",
        Part,
        end
    ),
    rule!(
        Part "part.middle-of",
        "They agreed in the [DATE middle of July 1950](1950-07 MID).",
        "(middle | midst | mid - point | midpoint) of (the | that | this)? x:<period>",
        Part,
        mid
    ),
    rule!(
        Part "part.year-end",
        "They agreed by [DATE year-end 1949](1949 END).",
        "year - end x:<year>",
        Part,
        end
    ),
    rule!(
        Part "part.turn-of",
        "They agreed at the [DATE turn of 1950](1950 START).",
        "turn of (the year)? x:<year>",
        Part,
        start
    ),
    // A day has no such parts: the number behind the month is something else's.
    rule!(
        Part "part.beginning-of-month",
        "They met in 1950. They agreed at the [DATE beginning of July](1950-07 START) 1 in haste.",
        "(beginning | start) of x:<month>",
        Part,
        start
    ),
    rule!(
        Part "part.end-of-month",
        "They met in 1950. They agreed at the [DATE end of July](1950-07 END) 1 in haste.",
        "(end | close) of x:<month>",
        Part,
        end
    ),
    rule!(
        Part "part.middle-of-month",
        "They met in 1950. They agreed in the [DATE middle of July](1950-07 MID) 1 in haste.",
        "(middle | midst) of x:<month>",
        Part,
        mid
    ),
];

fn part(found: &Found<'_>, modifier: Modifier) -> Option<Meaning> {
    let inner = found.point('x')?;
    // "early July 12" names no part of the calendar; "early (in) 1950s July" makes no sense.
    match inner.shape {
        Shape::Day { .. } | Shape::Impossible => None,
        _ => modified(super::Point { core: None, ..inner }, modifier),
    }
}

fn start(found: &Found<'_>) -> Option<Meaning> {
    part(found, Modifier::Start)
}

fn mid(found: &Found<'_>) -> Option<Meaning> {
    part(found, Modifier::Mid)
}

fn end(found: &Found<'_>) -> Option<Meaning> {
    part(found, Modifier::End)
}

/// "mid-to-late" ends late, "early-to-mid" in the middle.
fn end_or_mid(found: &Found<'_>) -> Option<Meaning> {
    let late = super::Grammar::get().lexicon.id("late");
    let inner = found.captures.get('x')?.start;
    let is_late = found.tokens[found.start..inner].iter().any(|t| t.word == late);
    part(found, if is_late { Modifier::End } else { Modifier::Mid })
}
