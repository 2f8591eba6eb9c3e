//! Repetitions: "daily", "every two weeks", "each Thursday".

use super::durations::length;
use super::{Amount, Found, Grammar, Meaning, Rule, rule};
use crate::dates::format;
use crate::dates::lexicon::unit::Unit;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Set "set.every",
        "They met [DATE every day](P1D).",
        "(every | each) (single)? u:UNIT",
        Free,
        every
    ),
    rule!(
        Set "set.every-counted",
        "They met [DATE every two weeks](P2W).",
        "(every | each) n:(CARD | COUNT) u:UNITS",
        Free,
        every
    ),
    rule!(
        Set "set.every-other",
        "They met [DATE every other week](P2W).",
        "every (other | second) u:UNIT",
        Free,
        every_other
    ),
    rule!(
        Set "set.weekday",
        "They met [DATE every Thursday](XXXX-WXX-4).",
        "(every | each) w:WDAY",
        Free,
        weekday
    ),
    rule!(
        Set "set.every-other-weekday",
        "They met [DATE every other Friday](XXXX-WXX-5).",
        "every (other | second) w:WDAY",
        Free,
        weekday
    ),
    rule!(
        Set "set.quarterly",
        "They met [DATE quarterly](P3M).",
        "a:quarterly",
        Alone,
        adverb
    ),
    rule!(
        Set "set.month",
        "They met [DATE every July](XXXX-07).",
        "(every | each) m:MONTH",
        Free,
        month
    ),
    rule!(
        Set "set.season",
        "They met [DATE every summer](XXXX-SU).",
        "(every | each) s:SEASON",
        Free,
        season
    ),
    rule!(
        Set "set.weekdays",
        "They met on [DATE Thursdays](XXXX-WXX-4).",
        "w:WDAYS",
        Free,
        weekday
    ),
    rule!(
        Set "set.once-a",
        "They met [DATE twice a week](P1W).",
        "(once | twice | (CARD | COUNT) times) (a | an | per | each | every) u:UNIT",
        Free,
        every_one
    ),
    rule!(
        Set "set.adverb",
        "They met [DATE daily](P1D).",
        "a:(daily | weekly | monthly | yearly | annually | hourly | nightly | fortnightly | biweekly)",
        Free,
        adverb
    ),
    rule!(
        Set "set.part-of-day",
        "They met [DATE every morning](XXXX-XX-XXTMO).",
        "(every | each) d:DAYPART",
        Free,
        part_of_day
    ),
];

fn every(found: &Found<'_>) -> Option<Meaning> {
    let number = found.value('n').unwrap_or(1);
    Some(Meaning::Set { value: length(Amount::Exact(number), found.unit('u')?) })
}

fn every_one(found: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Set { value: length(Amount::Exact(1), found.unit('u')?) })
}

fn every_other(found: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Set { value: length(Amount::Exact(2), found.unit('u')?) })
}

fn weekday(found: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Set { value: format!("XXXX-WXX-{}", found.value('w')?) })
}

fn month(found: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Set { value: format!("XXXX-{:02}", found.value('m')?) })
}

fn season(found: &Found<'_>) -> Option<Meaning> {
    let letters = format::season(found.small('s')?);
    Some(Meaning::Set { value: format!("XXXX-{letters}") })
}

fn adverb(found: &Found<'_>) -> Option<Meaning> {
    let lexicon = &Grammar::get().lexicon;
    let word = found.token('a')?.word;
    let is = |w: &str| lexicon.id(w) == word;
    let (number, unit) = if is("weekly") {
        (1, Unit::Week)
    } else if is("biweekly") || is("fortnightly") {
        (2, Unit::Week)
    } else if is("monthly") {
        (1, Unit::Month)
    } else if is("quarterly") {
        (3, Unit::Month)
    } else if is("yearly") || is("annually") {
        (1, Unit::Year)
    } else if is("hourly") {
        (1, Unit::Hour)
    } else {
        (1, Unit::Day)
    };
    Some(Meaning::Set { value: length(Amount::Exact(number), unit) })
}

fn part_of_day(found: &Found<'_>) -> Option<Meaning> {
    let letters = match found.value('d')? {
        1 => "TMO",
        2 => "TAF",
        3 => "TEV",
        _ => "TNI",
    };
    Some(Meaning::Set { value: format!("XXXX-XX-XX{letters}") })
}
