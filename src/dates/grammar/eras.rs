//! Years of reigns and eras: "Showa 20", "the 38th year of the Republic".

use super::{Found, Meaning, Rule, Shape, YearRef, point, rule};

pub(super) const RULES: &[Rule] = &[
    rule!(
        Year "era.year",
        "It was ordered in [DATE Showa 20](1945).",
        "e:ERA (era | year)? n:COUNT",
        Free,
        era_year
    ),
    rule!(
        Year "era.ordinal-year-of",
        "It was ordered in the [DATE twentieth year of Showa](1945).",
        "n:ORD year of (the)? (reign of)? e:ERA (era | emperor | reign)?",
        Free,
        era_year
    ),
    rule!(
        Year "era.republic-of-china",
        "It was ordered in the [DATE 38th year of the Republic of China](1949).",
        "n:ORD year of the republic of china",
        Free,
        republic_of_china
    ),
    rule!(
        Year "era.republican-year",
        "It was ordered in [DATE Year III](1794) there.",
        "year n:ROMAN",
        Free,
        republican_year
    ),
    rule!(
        Day "era.republican-day",
        "It fell on [DATE 9 Thermidor Year II](1794-07-27) there.",
        "d:DD m:REPMONTH ,? (an | year)? n:ROMAN",
        Free,
        republican_day
    ),
];

/// The reign's own length keeps a stray number out.
fn era_year(found: &Found<'_>) -> Option<Meaning> {
    let era = found.token('e')?;
    let number = found.value('n').filter(|n| *n > 0)?;
    let year = era.value.checked_add(number)?;
    let last = match era.value {
        1867 => 1912,
        1911 => 2100,
        1925 => 1989,
        1988 => 2019,
        -2333 => 2100,
        start => start + 61,
    };
    (year <= last).then(|| point(Shape::Year, YearRef::Known(year)))?
}

fn republic_of_china(found: &Found<'_>) -> Option<Meaning> {
    let number = found.value('n').filter(|n| (1..200).contains(n))?;
    point(Shape::Year, YearRef::Known(1911 + number))
}

fn republican_year(found: &Found<'_>) -> Option<Meaning> {
    let number = found.value('n').filter(|n| (1..=14).contains(n))?;
    point(Shape::Year, YearRef::Known(1791 + number))
}

/// Each republican year began on 22 September, except those after a leap day.
fn republican_day(found: &Found<'_>) -> Option<Meaning> {
    use crate::dates::civil;
    let year = found.value('n').filter(|n| (1..=14).contains(n))?;
    let month = found.value('m')?;
    let day = found.value('d').filter(|d| (1..=30).contains(d))?;
    let first = match year {
        4 | 8 | 9 | 10 | 11 | 13 | 14 => 23,
        12 => 24,
        _ => 22,
    };
    let start = civil::date(1791 + year, 9, first)?;
    let date = civil::add_days(start, i64::from((month - 1) * 30 + day - 1))?;
    let shape =
        Shape::Day { month: Some(date.month().unsigned_abs()), day: date.day().unsigned_abs() };
    point(shape, YearRef::Known(i32::from(date.year())))
}
