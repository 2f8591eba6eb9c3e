//! Feasts and days of note: "Christmas 1914", "Easter Monday". Only in the wider scope: they name no
//! month. Feasts that each country keeps on a day of its own are left out.

use super::{Found, Meaning, Rule, Shape, point, rule, year};
use crate::dates::feast::DayRule;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Feast "feast.christmas",
        "The year 1914 began badly. On [DATE Christmas Day](1914-12-25) he fled.",
        concat!("christmas day? ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 12, 25)
    ),
    rule!(
        Feast "feast.christmas-eve",
        "The year 1914 began badly. On [DATE Christmas Eve](1914-12-24) he fled.",
        concat!("christmas eve ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 12, 24)
    ),
    rule!(
        Feast "feast.boxing-day",
        "The year 1914 began badly. On [DATE Boxing Day](1914-12-26) he fled.",
        concat!("boxing day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 12, 26)
    ),
    rule!(
        Feast "feast.new-year",
        "The year 1914 began badly. On [DATE New Year's Day](1914-01-01) he fled.",
        concat!("new year POSS? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 1, 1)
    ),
    rule!(
        Feast "feast.new-years-eve",
        "The year 1914 began badly. On [DATE New Year's Eve](1914-12-31) he fled.",
        concat!("new year POSS? eve ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 12, 31)
    ),
    rule!(
        Feast "feast.candlemas",
        "The year 1914 began badly. On [DATE Candlemas](1914-02-02) he fled.",
        concat!("candlemas ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 2, 2)
    ),
    rule!(
        Feast "feast.valentine",
        "The year 1914 began badly. On [DATE St Valentine's Day](1914-02-14) he fled.",
        concat!("(st | saint)? .? valentine POSS? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 2, 14)
    ),
    rule!(
        Feast "feast.patrick",
        "The year 1914 began badly. On [DATE St. Patrick's Day](1914-03-17) he fled.",
        concat!("(st | saint) .? patrick POSS? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 3, 17)
    ),
    rule!(
        Feast "feast.lady-day",
        "The year 1914 began badly. On [DATE Lady Day](1914-03-25) he fled.",
        concat!("lady day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 3, 25)
    ),
    rule!(
        Feast "feast.earth-day",
        "The year 1914 began badly. On [DATE Earth Day](1914-04-22) he fled.",
        concat!("earth day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 4, 22)
    ),
    rule!(
        Feast "feast.may-day",
        "The year 1914 began badly. On [DATE May Day](1914-05-01) he fled.",
        concat!("may day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 5, 1)
    ),
    rule!(
        Feast "feast.bastille-day",
        "The year 1914 began badly. On [DATE Bastille Day](1914-07-14) he fled.",
        concat!("bastille day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 7, 14)
    ),
    rule!(
        Feast "feast.michaelmas",
        "The year 1914 began badly. On [DATE Michaelmas](1914-09-29) he fled.",
        concat!("michaelmas ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 9, 29)
    ),
    rule!(
        Feast "feast.halloween",
        "The year 1914 began badly. On [DATE Halloween](1914-10-31) he fled.",
        concat!("halloween ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 10, 31)
    ),
    rule!(
        Feast "feast.all-saints",
        "The year 1914 began badly. On [DATE All Saints' Day](1914-11-01) he fled.",
        concat!("all saints '? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 11, 1)
    ),
    rule!(
        Feast "feast.all-souls",
        "The year 1914 began badly. On [DATE All Souls' Day](1914-11-02) he fled.",
        concat!("all souls '? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 11, 2)
    ),
    rule!(
        Feast "feast.armistice-day",
        "The year 1914 began badly. On [DATE Armistice Day](1914-11-11) he fled.",
        concat!("(armistice | veterans | remembrance) '? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| fixed(f, 11, 11)
    ),
    rule!(
        Feast "feast.king-day",
        "The year 1914 began badly. On [DATE Martin Luther King Day](1914-01-19) he fled.",
        concat!("(martin luther king | mlk) day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 1, 1, 3, 0)
    ),
    rule!(
        Feast "feast.presidents-day",
        "The year 1914 began badly. On [DATE Presidents' Day](1914-02-16) he fled.",
        concat!("presidents '? day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 2, 1, 3, 0)
    ),
    rule!(
        Feast "feast.mothers-day",
        "The year 1914 began badly. On [DATE Mother's Day](1914-05-10) he fled.",
        concat!("mother POSS day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 5, 7, 2, 0)
    ),
    rule!(
        Feast "feast.memorial-day",
        "The year 1914 began badly. On [DATE Memorial Day](1914-05-25) he fled.",
        concat!("memorial day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 5, 1, -1, 0)
    ),
    rule!(
        Feast "feast.fathers-day",
        "The year 1914 began badly. On [DATE Father's Day](1914-06-21) he fled.",
        concat!("father POSS day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 6, 7, 3, 0)
    ),
    rule!(
        Feast "feast.labor-day",
        "The year 1914 began badly. On [DATE Labor Day](1914-09-07) he fled.",
        concat!("(labor | labour) day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 9, 1, 1, 0)
    ),
    rule!(
        Feast "feast.columbus-day",
        "The year 1914 began badly. On [DATE Columbus Day](1914-10-12) he fled.",
        concat!("columbus day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 10, 1, 2, 0)
    ),
    rule!(
        Feast "feast.election-day",
        "The year 1914 began badly. On [DATE Election Day](1914-11-03) he fled.",
        concat!("election day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 11, 1, 1, 1)
    ),
    rule!(
        Feast "feast.thanksgiving",
        "The year 1914 began badly. On [DATE Thanksgiving Day](1914-11-26) he fled.",
        concat!("(thanksgiving | thanks giving) day? ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| nth(f, 11, 4, 4, 0)
    ),
    rule!(
        Feast "feast.shrove-tuesday",
        "The year 1914 began badly. On [DATE Shrove Tuesday](1914-02-24) he fled.",
        concat!("shrove tuesday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, -47)
    ),
    rule!(
        Feast "feast.ash-wednesday",
        "The year 1914 began badly. On [DATE Ash Wednesday](1914-02-25) he fled.",
        concat!("ash wednesday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, -46)
    ),
    rule!(
        Feast "feast.palm-sunday",
        "The year 1914 began badly. On [DATE Palm Sunday](1914-04-05) he fled.",
        concat!("palm sunday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, -7)
    ),
    rule!(
        Feast "feast.maundy-thursday",
        "The year 1914 began badly. On [DATE Maundy Thursday](1914-04-09) he fled.",
        concat!("maundy thursday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, -3)
    ),
    rule!(
        Feast "feast.good-friday",
        "The year 1914 began badly. On [DATE Good Friday](1914-04-10) he fled.",
        concat!("good friday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, -2)
    ),
    rule!(
        Feast "feast.easter",
        "The year 1914 began badly. On [DATE Easter Sunday](1914-04-12) he fled.",
        concat!("easter (sunday | day)? ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, 0)
    ),
    rule!(
        Feast "feast.easter-monday",
        "The year 1914 began badly. On [DATE Easter Monday](1914-04-13) he fled.",
        concat!("easter monday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, 1)
    ),
    rule!(
        Feast "feast.ascension",
        "The year 1914 began badly. On [DATE Ascension Day](1914-05-21) he fled.",
        concat!("ascension day ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, 39)
    ),
    rule!(
        Feast "feast.whitsun",
        "The year 1914 began badly. On [DATE Whit Sunday](1914-05-31) he fled.",
        concat!("(whit sunday | whitsun | whitsunday | pentecost) ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, 49)
    ),
    rule!(
        Feast "feast.whit-monday",
        "The year 1914 began badly. On [DATE Whit Monday](1914-06-01) he fled.",
        concat!("whit monday ((of | ,)? ", year!(), ")?"),
        Feast,
        |f| easter(f, 50)
    ),
];

fn fixed(found: &Found<'_>, month: u8, day: u8) -> Option<Meaning> {
    point(Shape::Day { month: Some(month), day }, found.year('y'))
}

fn nth(found: &Found<'_>, month: u8, weekday: u8, nth: i8, plus: i8) -> Option<Meaning> {
    let rule = DayRule::Nth { month, weekday, nth, plus };
    point(Shape::Reckoned(rule), found.year('y'))
}

fn easter(found: &Found<'_>, days: i8) -> Option<Meaning> {
    point(Shape::Reckoned(DayRule::Easter(days)), found.year('y'))
}
