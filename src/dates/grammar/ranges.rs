//! Ranges whose pieces share words: "October 1 to 19", "1979 to 1982", "1939-45".

use super::{Found, Join, Meaning, Piece, Point, Rule, Shape, YearRef, rule, year};
use crate::dates::civil;

/// What stands between the ends of a range.
macro_rules! to {
    () => {
        "j:(to | through | thru | until | till | DASH | - to -)"
    };
}
/// The same, or "and" after "between".
macro_rules! to_or_and {
    () => {
        "j:(to | through | thru | until | till | DASH | and | or | /)"
    };
}

pub(super) const RULES: &[Rule] = &[
    rule!(
        Joined "range.month-day-day",
        "The year 1950 began badly. From [DATE October 1 to 19](1950-10-01/1950-10-19) they met.",
        concat!("(WDAY .? ,?)? m:MONTH .? a:(DD | DORD) ", to_or_and!(), " (the)? (WDAY ,?)? b:(DD | DORD) (,? .? ", year!(), ")?"),
        Day,
        days_of_month
    ),
    rule!(
        Joined "range.day-day-month",
        "They met from [DATE 1 to 19 October 1950](1950-10-01/1950-10-19).",
        concat!("a:(DD | DORD) ", to_or_and!(), " (the)? b:(DD | DORD) of? (m:ABBR . | m:MONTH) (,? ", year!(), ")?"),
        Day,
        days_of_month
    ),
    rule!(
        Joined "range.shared-year",
        "They met from [DATE June 27 to July 3, 1950](1950-06-27/1950-07-03).",
        concat!("a:<shared> ", to_or_and!(), " (the)? b:<shared>"),
        Free,
        shared_year
    ),
    rule!(
        Joined "range.years",
        "He studied from [DATE 1979 to 1982](1979/1982).",
        concat!("a:(YYYY | OCRYEAR) ", to!(), " b:(YYYY | OCRYEAR)"),
        YearRange,
        years
    ),
    rule!(
        Joined "range.years-short",
        "The war of [DATE 1939-45](1939/1945) was over.",
        "a:(YYYY | OCRYEAR) +j:(DASH | /) +b:(YY | NUM)",
        YearRange,
        years_short
    ),
    rule!(
        Joined "range.years-to-short",
        "He studied from [DATE 1979 to '82](1979/1982).",
        concat!("a:YYYY ", to!(), " b:APOSYEAR"),
        Free,
        years
    ),
    rule!(
        Joined "range.years-lost-dash",
        "The Origins of the Alliance, [DATE 1946 1958](1946/1958)",
        "a:YYYY b:YYYY",
        YearRange,
        years_without_dash
    ),
    rule!(
        Joined "range.days-lost-dash",
        "The talks of [DATE 13 16 June 1953](1953-06-13/1953-06-16) were short.",
        concat!("a:DD b:DD m:MONTH (,? ", year!(), ")?"),
        Behind,
        days_without_dash
    ),
    rule!(
        Joined "range.before-christ",
        "The war of [DATE 431-404 BC](BC0431/BC0404) was long.",
        "a:NUM (DASH | to) b:NUM e:BC",
        Free,
        years_before_christ
    ),
];

/// How the joining word joins.
fn join(found: &Found<'_>) -> Join {
    let lexicon = &super::Grammar::get().lexicon;
    let word = found.token('j').map_or(0, |t| t.word);
    if word == lexicon.id("and") {
        Join::And
    } else if word == lexicon.id("or") || word == lexicon.id("/") {
        Join::List
    } else {
        Join::Range
    }
}

fn days_of_month(found: &Found<'_>) -> Option<Meaning> {
    let month = found.small('m').filter(|m| (1..=12).contains(m))?;
    let year = found.year('y');
    let known = if let YearRef::Known(y) = year { Some(y) } else { None };
    let day = |name| {
        let day = found.small(name)?;
        let shape = Shape::Day { month: Some(month), day };
        civil::exists(known, month, day).then_some(())?;
        Some((day, Point { shape, year, modifier: None, weekday: None, core: None }))
    };
    let ((first, a), (last, b)) = (day('a')?, day('b')?);
    if first >= last {
        return None;
    }
    let split = found.captures.get('j')?.start;
    let second = found.captures.get('j')?.end;
    let pieces = vec![
        Piece { start: found.start, end: split, point: a },
        Piece { start: second, end: found.end, point: b },
    ];
    Some(Meaning::Joined { pieces, join: join(found) })
}

/// "late June to early September 1950": the first piece takes the year of the second.
fn shared_year(found: &Found<'_>) -> Option<Meaning> {
    let (mut a, b) = (found.piece('a')?, found.piece('b')?);
    if a.point.year != YearRef::Missing
        || !matches!(b.point.year, YearRef::Known(_) | YearRef::Short(_) | YearRef::Shift(_))
    {
        return None;
    }
    let family = |p: &Point| match p.shape {
        Shape::Day { .. } => 1,
        Shape::Month(_) => 2,
        Shape::Season(_) => 3,
        _ => 0,
    };
    if family(&a.point) == 0 || family(&a.point) != family(&b.point) {
        return None;
    }
    // "from November to February 1950": the first lies in the year before.
    if let (YearRef::Known(year), Some(from), Some(to)) =
        (b.point.year, place(&a.point), place(&b.point))
        && from > to
    {
        if join(found) != Join::Range {
            return None;
        }
        a.point.year = YearRef::Known(year - 1);
    } else {
        a.point.year = b.point.year;
    }
    Some(Meaning::Joined { pieces: vec![a, b], join: join(found) })
}

/// Place in the year, to tell order.
pub(super) fn place(point: &Point) -> Option<u16> {
    match point.shape {
        Shape::Day { month: Some(month), day } => Some(u16::from(month) * 40 + u16::from(day)),
        Shape::Month(month) => Some(u16::from(month) * 40),
        // Winter may open or close a year.
        Shape::Season(season) if season < 4 => Some(u16::from(season)),
        _ => None,
    }
}

fn year_point(year: i32) -> Point {
    Point {
        shape: Shape::Year,
        year: YearRef::Known(year),
        modifier: None,
        weekday: None,
        core: None,
    }
}

fn years(found: &Found<'_>) -> Option<Meaning> {
    let (a, b) = (found.captures.get('a')?, found.captures.get('b')?);
    let from = found.value('a')?;
    let digits = found.token('b').map_or(0, |t| t.end - t.start);
    let to = match (found.value('b')?, digits) {
        (to, 4..) => to,
        (to, 1) => from - from % 10 + to,
        (to, 2 | 3) => from - from % 100 + to,
        _ => return None,
    };
    if to <= from || to - from > 600 {
        return None;
    }
    let pieces = vec![
        Piece { start: a.start, end: a.end, point: year_point(from) },
        Piece { start: b.start, end: b.end, point: year_point(to) },
    ];
    Some(Meaning::Joined { pieces, join: Join::Range })
}

/// "13 16 June 1953": two days side by side, the earlier first.
fn days_without_dash(found: &Found<'_>) -> Option<Meaning> {
    let month = found.small('m')?;
    let year = found.year('y');
    let known = if let YearRef::Known(y) = year { Some(y) } else { None };
    let piece = |name, end: Option<usize>| {
        let day = found.small(name)?;
        civil::exists(known, month, day).then_some(())?;
        let shape = Shape::Day { month: Some(month), day };
        let point = Point { shape, year, modifier: None, weekday: None, core: None };
        let capture = found.captures.get(name)?;
        Some((day, Piece { start: capture.start, end: end.unwrap_or(capture.end), point }))
    };
    let ((first, a), (last, b)) = (piece('a', None)?, piece('b', Some(found.end))?);
    (first < last).then(|| Meaning::Joined { pieces: vec![a, b], join: Join::Range })
}

/// "1946 1958": two years side by side, the earlier first, were a range before the dash was lost.
fn years_without_dash(found: &Found<'_>) -> Option<Meaning> {
    let (from, to) = (found.value('a')?, found.value('b')?);
    (from < to && to - from <= 150 && (1000..=2100).contains(&from)).then(|| years(found))?
}

/// A slash joins a year with the next one only ("1950/51"); "1998/2003" are two dates.
fn years_short(found: &Found<'_>) -> Option<Meaning> {
    let digits = found.token('b').map_or(0, |t| t.end - t.start);
    let slash = join(found) == Join::List;
    let next = found.value('b')? == (found.value('a')? + 1) % 100;
    (digits <= 2 && (!slash || next)).then(|| years(found))?
}

fn years_before_christ(found: &Found<'_>) -> Option<Meaning> {
    let (from, to) = (found.value('a')?, found.value('b')?);
    if from <= to {
        return None;
    }
    let (a, b) = (found.captures.get('a')?, found.captures.get('b')?);
    let pieces = vec![
        Piece { start: a.start, end: a.end, point: year_point(1 - from) },
        Piece { start: b.start, end: found.end, point: year_point(1 - to) },
    ];
    Some(Meaning::Joined { pieces, join: Join::Range })
}
