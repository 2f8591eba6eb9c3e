//! Days: "July 2, 1950", "2nd of July", "2.VII.1950".

use super::{Found, Meaning, Point, Rule, Shape, YearRef, rule, year};
use crate::dates::civil;
use crate::dates::feast::DayRule;
use crate::dates::grammar::Piece;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Day "day.iso",
        "The cable of [DATE 1950-07-02](1950-07-02) is lost.",
        "y:YYYY +DASH +m:MM +DASH +d:DD",
        Free,
        day
    ),
    rule!(
        Day "day.month-first",
        "They met on [DATE Sunday, July 2, 1950](1950-07-02).",
        concat!("(w:WDAY .? ,?)? m:MONTH .? the? d:(DD | DORD | OCRDAY) .? (, | of)? ", year!()),
        Free,
        day
    ),
    rule!(
        Day "day.day-first",
        "He left on [DATE 2 July 1950](1950-07-02).",
        concat!("(w:WDAY .? ,? the?)? d:(DD | DORD | OCRDAY) +.? day? of? -? m:MONTH .? ,? -? ", year!()),
        Free,
        day
    ),
    rule!(
        Day "day.month-first.no-year",
        "The year 1950 began badly. On [DATE July 12th](1950-07-12) he fled.",
        "(w:WDAY .? ,?)? m:MONTH .? the? d:(DD | DORD | OCRDAY)",
        Day,
        day
    ),
    rule!(
        Day "day.day-first.no-year",
        "The year 1950 began badly. On the [DATE 12th of July](1950-07-12) he fled.",
        "(w:WDAY .? ,? the?)? d:(DD | DORD | OCRDAY) day? of? -? (m:ABBR . | m:MONTH)",
        Day,
        day
    ),
    rule!(
        Day "day.month-first.that-year",
        "In 1950 he fled. On [DATE July 12 of that year](1950-07-12) he returned.",
        "m:MONTH .? the? d:(DD | DORD | OCRDAY) ,? of r:(that | the same | this | the following | the next) year",
        Free,
        day_of_relative_year
    ),
    rule!(
        Day "day.day-first.that-year",
        "In 1950 he fled. On [DATE 12 July of that year](1950-07-12) he returned.",
        "d:(DD | DORD | OCRDAY) of? m:MONTH ,? (of | in)? r:(that | the same | this | the following | the next) year",
        Free,
        day_of_relative_year
    ),
    rule!(
        Day "day.month-first.in-words",
        "They met on [DATE July twenty-two, 1950](1950-07-22) there.",
        concat!("(w:WDAY .? ,?)? m:MONTH the? d:CARD ,? ", year!()),
        Free,
        day
    ),
    rule!(
        Day "day.year-first-month-name",
        "Archived [DATE 1950-Jul-2](1950-07-02) in the fond.",
        "y:YYYY +(DASH | /) +m:MONTH +(DASH | /) +d:DD",
        Free,
        day
    ),
    rule!(
        Day "day.hyphens",
        "Archived [DATE 17-4-2008](2008-04-17) in the fond.",
        "a:DD +DASH +b:DD +DASH +y:YYYY",
        Free,
        slashes
    ),
    rule!(
        Day "day.year-first-points",
        "Archived [DATE 2008.4.17](2008-04-17) in the fond.",
        "y:YYYY +. +m:MM +. +d:DD",
        Free,
        day
    ),
    rule!(
        Day "day.year-first",
        "Entry for [DATE 1950 July 2](1950-07-02) is torn.",
        "y:YYYY ,? m:MONTH .? d:DD",
        Free,
        day
    ),
    rule!(
        Day "day.nth-weekday",
        "It met on the [DATE first Friday of July 1950](1950-07-07) there.",
        concat!("o:ORD w:WDAY (of | in) m:MONTH (,? ", year!(), ")?"),
        Free,
        nth_weekday
    ),
    rule!(
        Day "day.torn-year",
        "Dated [DATE July 2, 19 50](1950-07-02) in pencil.",
        "m:MONTH .? d:DD , a:YY b:YY",
        Free,
        torn_year
    ),
    rule!(
        Day "day.slashes",
        "Seen on [DATE 4/17/2008](2008-04-17) by the clerk.",
        "a:DD +/ +b:DD +/ +y:(YYYY | YY)",
        Free,
        slashes
    ),
    rule!(
        Day "day.year-first-slashes",
        "Archived [DATE 2008/4/17](2008-04-17) in the fond.",
        "y:YYYY +/ +m:MM +/ +d:DD",
        Free,
        day
    ),
    rule!(
        Day "day.points",
        "Archived [DATE 17.4.2008](2008-04-17) in the fond.",
        "d:DD +. +m:MM +. +y:(YYYY | YY)",
        Free,
        points
    ),
    rule!(
        Day "day.roman-month",
        "Stamped [DATE 2.VII.1950](1950-07-02) on receipt.",
        "d:DD .? -? m:ROMAN .? -? y:YYYY",
        Free,
        day
    ),
    rule!(
        Joined "day.two-styles",
        "He died on [DATE 10/21 February 1689](1689-02-10;1689-02-21).",
        concat!("a:DD +/ +b:DD m:MONTH ", year!()),
        Free,
        two_styles
    ),
    rule!(
        Joined "day.two-styles-bracketed",
        "It fell on [DATE 25 October (7 November) 1917](1917-10-25;1917-11-07) at last.",
        concat!("a:DD m:MONTH .? LPAREN b:DD n:MONTH .? (new style | n . s .)? RPAREN ,? ", year!()),
        Free,
        two_styles_bracketed
    ),
    rule!(
        Day "day.two-years",
        "He was crowned on [DATE 11 April 1688/89](1689-04-11).",
        "(d:(DD | DORD | OCRDAY) of? m:MONTH | m:MONTH .? d:(DD | DORD | OCRDAY)) ,? a:YYYY +/ +y:(YY | NUM)",
        Free,
        two_years
    ),
];

fn day(found: &Found<'_>) -> Option<Meaning> {
    make(found, found.year('y'))
}

/// The day, or `Impossible` where it is written out in full and does not exist.
fn make(found: &Found<'_>, year: YearRef) -> Option<Meaning> {
    let month = found.small('m').filter(|m| (1..=12).contains(m))?;
    let day = found.small('d')?;
    let weekday = found.small('w');
    let known = match year {
        YearRef::Known(year) => Some(year),
        _ => None,
    };
    let shape = if civil::exists(known, month, day) {
        Shape::Day { month: Some(month), day }
    } else if known.is_some() {
        Shape::Impossible
    } else {
        return None;
    };
    Some(Meaning::Point(Point { shape, year, modifier: None, weekday, core: None }))
}

fn day_of_relative_year(found: &Found<'_>) -> Option<Meaning> {
    make(found, super::months::year_shift(found, 'r'))
}

/// "the first Friday of July 1950".
fn nth_weekday(found: &Found<'_>) -> Option<Meaning> {
    let (month, weekday) = (found.small('m')?, found.small('w')?);
    let nth = i8::try_from(found.value('o')?).ok().filter(|n| matches!(n, -1 | 1..=5))?;
    let rule = DayRule::Nth { month, weekday, nth, plus: 0 };
    match found.year('y') {
        YearRef::Known(year) => {
            let date = rule.day(year)?;
            let day = date.day().unsigned_abs();
            super::point(Shape::Day { month: Some(month), day }, YearRef::Known(year))
        }
        year => super::point(Shape::Reckoned(rule), year),
    }
}

fn torn_year(found: &Found<'_>) -> Option<Meaning> {
    let year = found.value('a').filter(|a| (16..=20).contains(a))? * 100 + found.value('b')?;
    make(found, YearRef::Known(year))
}

/// American order, unless only the British one is possible.
fn slashes(found: &Found<'_>) -> Option<Meaning> {
    let (a, b) = (found.small('a')?, found.small('b')?);
    let (month, day) = if a <= 12 { (a, b) } else { (b, a) };
    numeric(found, month, day)
}

fn points(found: &Found<'_>) -> Option<Meaning> {
    numeric(found, found.small('m')?, found.small('d')?)
}

fn numeric(found: &Found<'_>, month: u8, day: u8) -> Option<Meaning> {
    let year = found.value('y')?;
    let year = if year < 100 { YearRef::Short(year) } else { YearRef::Known(year) };
    let known = if let YearRef::Known(y) = year { Some(y) } else { None };
    civil::exists(known, month, day).then_some(())?;
    super::point(Shape::Day { month: Some(month), day }, year)
}

/// Julian and Gregorian day of the same event.
fn two_styles(found: &Found<'_>) -> Option<Meaning> {
    let month = found.small('m')?;
    let year = found.year('y');
    let piece = |name| {
        let capture = found.captures.get(name)?;
        let day = found.small(name)?;
        let known = if let YearRef::Known(y) = year { Some(y) } else { None };
        civil::exists(known, month, day).then_some(())?;
        let shape = Shape::Day { month: Some(month), day };
        let point = Point { shape, year, modifier: None, weekday: None, core: None };
        Some(Piece { start: capture.start, end: capture.end, point })
    };
    let mut pieces = vec![piece('a')?, piece('b')?];
    if let Some(last) = pieces.last_mut() {
        last.end = found.end;
    }
    Some(Meaning::Joined { pieces, join: super::Join::List })
}

/// "25 October (7 November) 1917".
fn two_styles_bracketed(found: &Found<'_>) -> Option<Meaning> {
    let year = found.year('y');
    let known = if let YearRef::Known(y) = year { Some(y) } else { None };
    let piece = |day, month| {
        let start = found.captures.get(day)?.start;
        let end = found.captures.get(month)?.end;
        let (day, month) = (found.small(day)?, found.small(month)?);
        civil::exists(known, month, day).then_some(())?;
        let shape = Shape::Day { month: Some(month), day };
        let point = Point { shape, year, modifier: None, weekday: None, core: None };
        Some(Piece { start, end, point })
    };
    let mut pieces = vec![piece('a', 'm')?, piece('b', 'n')?];
    if let Some(last) = pieces.last_mut() {
        last.end = found.end;
    }
    Some(Meaning::Joined { pieces, join: super::Join::List })
}

/// "11 April 1688/89": the second year is that of the new style.
fn two_years(found: &Found<'_>) -> Option<Meaning> {
    let old = found.value('a')?;
    let new = found.value('y')?;
    let agrees = new == (old + 1) % 100 || new == (old + 1) % 10;
    agrees.then(|| make(found, YearRef::Known(old + 1)))?
}
