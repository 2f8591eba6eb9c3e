//! Dates the text itself is not sure of: "c. 1890", "approximately 1890".

use super::{Found, Meaning, Point, Rule, Shape, rule};
use crate::dates::value::Modifier;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Part "uncertain.circa",
        "He was born [DATE c. 1890](1890 APPROX).",
        "(c | ca | circa) .? x:<period>",
        Year,
        circa
    ),
    rule!(
        Part "uncertain.approximately",
        "He was born in [DATE approximately 1890](1890 APPROX).",
        "(approximately | roughly | probably | possibly) x:<period>",
        Year,
        approximately
    ),
    rule!(
        Part "uncertain.around",
        "He was born around [DATE 1890](1890 APPROX).",
        "(around | about) x:<period>",
        Year,
        around
    ),
];

fn circa(found: &Found<'_>) -> Option<Meaning> {
    approximate(found, None)
}

fn approximately(found: &Found<'_>) -> Option<Meaning> {
    approximate(found, None)
}

/// "around" is a preposition: outside of the span in the narrower scope.
fn around(found: &Found<'_>) -> Option<Meaning> {
    approximate(found, Some(found.captures.get('x')?.start))
}

fn approximate(found: &Found<'_>, core: Option<usize>) -> Option<Meaning> {
    let inner = found.point('x')?;
    if inner.shape == Shape::Impossible {
        return None;
    }
    let core = core.map(|at| inner.core.unwrap_or(at));
    let modifier = inner.modifier.or(Some(Modifier::Approx));
    Some(Meaning::Point(Point { modifier, core, ..inner }))
}
