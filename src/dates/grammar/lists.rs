//! Lists whose pieces share words: "August 12, 15, and 18", "June, July and August 1950".

use super::{Found, Join, Meaning, Piece, Point, Rule, Shape, YearRef, rule, year};
use crate::dates::civil;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Joined "list.month-days",
        "In 1945, on [DATE August 12, 15, and 18](1945-08-12;1945-08-15;1945-08-18), they met.",
        concat!("m:MONTH .? d:(DD | DORD) (, d:(DD | DORD))* ,? (and | or | &) (the)? d:(DD | DORD) (,? ", year!(), ")?"),
        Day,
        days
    ),
    rule!(
        Joined "list.days-month",
        "They met on [DATE 12, 15 and 18 August 1945](1945-08-12;1945-08-15;1945-08-18).",
        concat!("d:(DD | DORD) (, d:(DD | DORD))* ,? (and | or | &) (the)? d:(DD | DORD) of? (m:ABBR . | m:MONTH) (,? ", year!(), ")?"),
        Day,
        days
    ),
    rule!(
        Joined "list.shared-year",
        "They met in [DATE June, July, and August 1950](1950-06;1950-07;1950-08).",
        "a:<shared> (, a:<shared>)* ,? (and | or | &) (the)? b:<shared>",
        Free,
        shared_year
    ),
];

fn days(found: &Found<'_>) -> Option<Meaning> {
    let month = found.small('m').filter(|m| (1..=12).contains(m))?;
    let year = found.year('y');
    let known = if let YearRef::Known(y) = year { Some(y) } else { None };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = 0;
    for capture in found.captures.all('d') {
        let value = found.tokens.get(capture.start)?.value;
        let day = u8::try_from(value).ok()?;
        if day <= last || !civil::exists(known, month, day) {
            return None;
        }
        last = day;
        let shape = Shape::Day { month: Some(month), day };
        let point = Point { shape, year, modifier: None, weekday: None, core: None };
        pieces.push(Piece { start: capture.start, end: capture.end, point });
    }
    if let Some(first) = pieces.first_mut() {
        first.start = found.start;
    }
    if let Some(last) = pieces.last_mut() {
        last.end = found.end;
    }
    let join = if pieces.len() == 2 { Join::And } else { Join::List };
    (pieces.len() >= 2).then_some(Meaning::Joined { pieces, join })
}

fn shared_year(found: &Found<'_>) -> Option<Meaning> {
    let mut pieces: Vec<Piece> = Vec::new();
    for capture in found.captures.all('a') {
        let Some(Meaning::Point(point)) = &capture.meaning else { return None };
        if point.year != YearRef::Missing {
            return None;
        }
        pieces.push(Piece { start: capture.start, end: capture.end, point: *point });
    }
    let last = found.piece('b')?;
    let given =
        matches!(last.point.year, YearRef::Known(_) | YearRef::Short(_) | YearRef::Shift(_));
    let same = |p: &Piece| {
        std::mem::discriminant(&p.point.shape) == std::mem::discriminant(&last.point.shape)
    };
    let ordered = pieces
        .iter()
        .chain([&last])
        .zip(pieces.iter().chain([&last]).skip(1))
        .all(|(a, b)| super::ranges::place(&a.point) <= super::ranges::place(&b.point));
    if !given || !pieces.iter().all(same) || !ordered {
        return None;
    }
    for piece in &mut pieces {
        piece.point.year = last.point.year;
    }
    pieces.push(last);
    let join = if pieces.len() == 2 { Join::And } else { Join::List };
    Some(Meaning::Joined { pieces, join })
}
