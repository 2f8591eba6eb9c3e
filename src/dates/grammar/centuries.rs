//! Centuries: "the 19th century", "the fifth century BC".

use super::{Found, Join, Meaning, Piece, Point, Rule, Shape, YearRef, point, rule};

pub(super) const RULES: &[Rule] = &[
    rule!(
        Century "century.ordinal",
        "It grew in the [DATE nineteenth century](18).",
        "c:ORD -? (century | centuries)",
        Free,
        century
    ),
    rule!(
        Century "century.abbreviated",
        "It grew in the [DATE 19th c.](18) there.",
        "c:ORD (c | cent) .",
        Free,
        century
    ),
    rule!(
        Century "century.roman",
        "It grew in the [DATE XIX century](18).",
        "c:ROMAN -? century",
        Free,
        century
    ),
    rule!(
        Century "century.before-christ",
        "It grew in the [DATE fifth century BC](BC04).",
        "c:ORD -? century BC",
        Free,
        century_before_christ
    ),
    rule!(
        Century "century.common-era",
        "It grew in the [DATE fifth century AD](04).",
        "c:ORD -? century AD",
        Free,
        century
    ),
    rule!(
        Joined "century.two",
        "It grew in the [DATE nineteenth and twentieth centuries](18;19).",
        "a:ORD (and | or | to | -) (the)? b:ORD (century | centuries)",
        Free,
        two
    ),
    rule!(
        Century "century.turn",
        "It grew at the [DATE turn of the twentieth century](19 START).",
        "turn of the c:ORD century",
        Free,
        turn
    ),
];

fn shape(ordinal: i32) -> Option<Shape> {
    (1..=21).contains(&ordinal).then_some(Shape::Century(ordinal - 1))
}

fn century(found: &Found<'_>) -> Option<Meaning> {
    point(shape(found.value('c')?)?, YearRef::Missing)
}

/// Held as -1 for the first century before Christ.
fn century_before_christ(found: &Found<'_>) -> Option<Meaning> {
    let ordinal = found.value('c').filter(|c| (1..=40).contains(c))?;
    point(Shape::Century(-ordinal), YearRef::Missing)
}

fn turn(found: &Found<'_>) -> Option<Meaning> {
    let shape = shape(found.value('c')?)?;
    let modifier = Some(crate::dates::value::Modifier::Start);
    Some(Meaning::Point(Point {
        shape,
        year: YearRef::Missing,
        modifier,
        weekday: None,
        core: None,
    }))
}

fn two(found: &Found<'_>) -> Option<Meaning> {
    let piece = |name| {
        let capture = found.captures.get(name)?;
        let shape = shape(found.value(name)?)?;
        let point =
            Point { shape, year: YearRef::Missing, modifier: None, weekday: None, core: None };
        Some(Piece { start: capture.start, end: capture.end, point })
    };
    let mut pieces = vec![piece('a')?, piece('b')?];
    if let Some(last) = pieces.last_mut() {
        last.end = found.end;
    }
    Some(Meaning::Joined { pieces, join: Join::And })
}
