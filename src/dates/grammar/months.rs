//! Months: "July 1950", "the previous October".

use super::{Found, Meaning, Rule, Shape, YearRef, point, rule, year};

pub(super) const RULES: &[Rule] = &[
    rule!(
        Month "month.year",
        "It ended in [DATE December 2008](2008-12).",
        concat!("m:MONTH .? (of | in | ,)? (the year)? ", year!()),
        Free,
        month
    ),
    rule!(
        Month "month.year-first",
        "It ended in [DATE 2008 December](2008-12).",
        "y:YYYY m:MONTH",
        Free,
        month
    ),
    rule!(
        Month "month.hyphen",
        "Filed as [DATE Dec-2008](2008-12) there.",
        "m:MONTH +DASH +y:YYYY",
        Free,
        month
    ),
    rule!(
        Month "month.iso",
        "Filed as [DATE 2008-03](2008-03) there.",
        "y:YYYY +DASH +m:MM",
        Year,
        iso
    ),
    rule!(
        Month "month.bare",
        "The year 1950 began badly. By [DATE August](1950-08) all was lost.",
        "m:MONTH",
        Month,
        month
    ),
    rule!(
        Month "month.abbreviated",
        "The year 1950 began badly. By [DATE Sept.](1950-09) all was lost.",
        "m:ABBR .",
        Month,
        month
    ),
    rule!(
        Month "month.month-of",
        "The year 1950 began badly. In the [DATE month of August](1950-08) all was lost.",
        concat!("month of m:MONTH ((of | ,)? ", year!(), ")?"),
        Free,
        month
    ),
    rule!(
        Month "month.that-year",
        "In 1950 he fled. In [DATE July of that year](1950-07) he returned.",
        "m:MONTH (of | in) r:(that | the same | this | the following | the next | the previous | the preceding) year",
        Free,
        month_of_relative_year
    ),
    rule!(
        Month "month.this-year",
        "In 1950 he fled. In [DATE July the same year](1950-07) he returned.",
        "m:MONTH ,? r:(that | the same | this | the following) year",
        Free,
        month_of_relative_year
    ),
    rule!(
        Month "month.previous",
        "In July 1950 he fled. The [DATE previous October](1949-10) he had married.",
        "(previous | preceding | prior) m:MONTH",
        Free,
        previous
    ),
    rule!(
        Month "month.following",
        "In July 1950 he fled. [DATE The following March](1951-03) he returned.",
        "(following | next | ensuing) m:MONTH",
        Free,
        following
    ),
];

fn month(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Month(found.small('m')?), found.year('y'))
}

/// "2016-11"; but "1911-12" are two years.
fn iso(found: &Found<'_>) -> Option<Meaning> {
    let two_figures = found.token('m').is_some_and(|t| t.end - t.start == 2);
    let range = found.value('m')? > found.value('y')? % 100;
    (two_figures && !range).then(|| month(found))?
}

/// "that year" is 0, "the following year" 1, "the previous year" -1.
pub(super) fn year_shift(found: &Found<'_>, name: char) -> YearRef {
    let Some(capture) = found.captures.get(name) else { return YearRef::Shift(0) };
    let lexicon = &super::Grammar::get().lexicon;
    let is = |word: &str| {
        let id = lexicon.id(word);
        id != 0 && found.tokens[capture.start..capture.end].iter().any(|t| t.word == id)
    };
    if is("following") || is("next") {
        YearRef::Shift(1)
    } else if is("previous") || is("preceding") {
        YearRef::Shift(-1)
    } else if is("this") {
        YearRef::ShiftWriting(0)
    } else {
        YearRef::Shift(0)
    }
}

fn month_of_relative_year(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Month(found.small('m')?), year_shift(found, 'r'))
}

fn previous(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Month(found.small('m')?), YearRef::Previous)
}

fn following(found: &Found<'_>) -> Option<Meaning> {
    point(Shape::Month(found.small('m')?), YearRef::Next)
}
