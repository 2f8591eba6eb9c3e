//! Lengths of time: "nine months", "a few days", "three-month".

use super::{Amount, Found, Inside, Meaning, Piece, Point, Rule, Shape, YearRef, rule};
use crate::dates::lexer::{class, unit_of};
use crate::dates::lexicon::unit::Unit;
use crate::dates::value::Modifier;

/// "about", "more than": what blurs an amount.
macro_rules! blur {
    () => {
        "q:((a little)? more than | a little over | slightly more than | just (over | under) | about | around | approximately | roughly | nearly | almost | over | well over | no more than | less than | no less than | fewer than | at least | at most | up to | under | close to | some)?"
    };
}
pub(super) use blur;

/// "the next", "those last".
macro_rules! which {
    () => {
        "(the | this | these | those | his | her | its | their | another)? (first | last | past | next | following | coming | previous | preceding | final | ensuing | remaining | latest | initial | early)?"
    };
}

pub(super) const RULES: &[Rule] = &[
    rule!(
        Duration "duration.counted",
        "He waited [DATE more than nine months](P9M MORE_THAN).",
        concat!(blur!(), " ", which!(), " n:(CARD | COUNT | DECIMAL) (more | additional | full | whole | consecutive | straight | long | further | other)? u:UNITS"),
        Duration,
        counted
    ),
    rule!(
        Duration "duration.of-age",
        "He was [DATE 18 years old](P18Y).",
        concat!(blur!(), " n:(CARD | COUNT) u:(UNITS | UNIT) (old | of age)"),
        Story,
        counted
    ),
    rule!(
        Duration "duration.of-the-war",
        "It lasted for [DATE the first three years of the war](P3Y).",
        "the (first | last | final | next) n:(CARD | COUNT) u:UNITS of the (war | conflict | siege | campaign | revolution | fighting | occupation | battle)",
        Free,
        counted
    ),
    rule!(
        CountedLength "duration.of-period",
        "It fell in [DATE the first ten months of 1915](P10M).",
        "the? (first | last | final | next) n:(CARD | COUNT) u:UNITS o:of (the)? x:<period>",
        Free,
        counted_in_period
    ),
    rule!(
        CountedLength "duration.one-of-period",
        "It fell in [DATE the last week of July 1915](P1W).",
        "the (first | last | final) u:(week | month) o:of (the)? x:<period>",
        Free,
        counted_in_period
    ),
    rule!(
        CountedLength "duration.of-the-year",
        "It fell in [DATE the first ten months of the year](P10M).",
        "the? (first | last | final | next) n:(CARD | COUNT) u:UNITS o:of x:(the year)",
        Free,
        counted_in_period
    ),
    rule!(
        Duration "duration.period-of-units",
        "He served [DATE a three-year term](P3Y) there.",
        "(a | the)? n:(CARD | COUNT) - u:(UNIT | UNITS) (period | term)",
        Duration,
        counted
    ),
    rule!(
        Duration "duration.units-ahead",
        "He feared [DATE the weeks ahead](PXW).",
        "the u:UNITS ahead",
        Free,
        vague
    ),
    rule!(
        Duration "duration.single-counted",
        "He made a [DATE three hour](PT3H) speech.",
        concat!(blur!(), " n:(CARD | COUNT) u:UNIT"),
        Duration,
        counted_singular
    ),
    rule!(
        Duration "duration.hyphen",
        "It was a [DATE three-month](P3M) siege.",
        "n:(CARD | COUNT) - u:(UNIT | UNITS) (- long)?",
        Duration,
        counted_hyphen
    ),
    rule!(
        Duration "duration.all",
        "He waited [DATE all day](P1D) there.",
        "all -? u:(day | week | month | year)",
        Duration,
        one
    ),
    rule!(
        Duration "duration.three-parts",
        "He waited [DATE two years, one month and 21 days](P2Y1M21D) there.",
        "n:(CARD | COUNT) u:(UNITS | UNIT) ,? and? m:(CARD | COUNT) v:(UNITS | UNIT) ,? and? o:(CARD | COUNT) w:(UNITS | UNIT)",
        Free,
        three_parts
    ),
    rule!(
        Duration "duration.age",
        "He was a [DATE six-year-old](P6Y) boy.",
        "n:(CARD | COUNT) - u:(UNIT | UNITS) - old",
        Story,
        counted
    ),
    rule!(
        Duration "duration.long",
        "It was a [DATE month-long](P1M) siege.",
        "u:UNIT - (long | old)",
        Duration,
        one
    ),
    rule!(
        Duration "duration.one",
        "He waited for [DATE about a week](P1W APPROX).",
        concat!(blur!(), " (a | an | another) (full | whole | single | further | mere | additional)? u:UNIT"),
        Duration,
        one
    ),
    rule!(
        Duration "duration.and-a-half",
        "He waited for [DATE two and a half years](P2.5Y).",
        concat!(blur!(), " n:(CARD | COUNT) and a? half u:UNITS"),
        Free,
        and_a_half
    ),
    rule!(
        Duration "duration.one-and-a-half",
        "He waited for [DATE a year and a half](P1.5Y).",
        concat!(blur!(), " (a | an | one) u:UNIT and a? half"),
        Free,
        one_and_a_half
    ),
    rule!(
        Duration "duration.fraction",
        "He waited for [DATE 2 1/2 years](P2.5Y).",
        concat!(blur!(), " n:COUNT -? a:NUM +/ +b:NUM -? u:(UNITS | UNIT)"),
        Free,
        fraction
    ),
    rule!(
        Duration "duration.half",
        "He waited for [DATE half a century](P50Y).",
        concat!(blur!(), " (half (a | an)? | a half) -? u:UNIT"),
        Free,
        half
    ),
    rule!(
        Duration "duration.compound",
        "He served for [DATE two years and three months](P2Y3M).",
        concat!(blur!(), " (n:CARD | n:COUNT | a | an) u:(UNITS | UNIT) (and | , | , and)? (m:CARD | m:COUNT | a | an) v:(UNITS | UNIT)"),
        Free,
        compound
    ),
    rule!(
        Duration "duration.vague-hyphen",
        "It was a [DATE several-year](PXY) affair.",
        "(several | multi) - u:(UNIT | UNITS)",
        Free,
        vague
    ),
    rule!(
        Duration "duration.couple",
        "He waited for [DATE a couple of weeks](P2W).",
        concat!(blur!(), " (the | a)? (last | past | next | following)? couple (of)? u:UNITS"),
        Free,
        couple
    ),
    rule!(
        Duration "duration.vague",
        "He waited for [DATE several days](PXD).",
        concat!(which!(), " (several | a few | few | many | many more | some | a number of | dozens of | a dozen | countless | coming | very few) u:UNITS"),
        Duration,
        vague
    ),
    rule!(
        Duration "duration.bare",
        "He wrote for [DATE decades](PXDE).",
        "u:UNITS",
        BareUnits,
        vague
    ),
    rule!(
        Duration "duration.to",
        "He waited for [DATE two to three weeks](P2W).",
        concat!(blur!(), " n:(CARD | COUNT) (to | or | -) (CARD | COUNT) u:UNITS"),
        Free,
        counted
    ),
    rule!(
        Duration "duration.of-the-event",
        "He served for [DATE the duration of the war](?) in it.",
        "the (whole | entire)? duration of the war",
        Free,
        unvalued
    ),
    rule!(
        Duration "duration.short-time",
        "He waited for [DATE a short time](?) there.",
        "(a | some) (short | long | considerable | brief)? (time | while | period of time)",
        Story,
        unvalued
    ),
    rule!(
        Duration "duration.per",
        "They made ten tons [DATE per month](P1M) there.",
        "per u:UNIT",
        Free,
        one
    ),
];

/// The length in TIMEX3: `P3M`, `PT2H`, `PXD`.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    let (number, factor) = match amount {
        Amount::Exact(n) => (Some(n), 1),
        Amount::Half(n) => (Some(n), 0),
        Amount::Tenths(n) => return tenths(n, unit),
        Amount::Vague => (None, 1),
    };
    let (prefix, letters, times) = match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "Y", 10),
        Unit::Century => ("P", "CE", 1),
        Unit::Millennium => ("P", "Y", 1000),
    };
    match number {
        None => {
            let letters = if unit == Unit::Decade { "DE" } else { letters };
            format!("{prefix}X{letters}")
        }
        Some(n) if factor == 0 && times == 1 => format!("{prefix}{n}.5{letters}"),
        Some(n) if factor == 0 => {
            format!("{prefix}{}{letters}", i64::from(n) * times + times / 2)
        }
        Some(n) => format!("{prefix}{}{letters}", i64::from(n) * times),
    }
}

/// "3.5 years": `P3.5Y`.
fn tenths(number: i32, unit: Unit) -> String {
    let whole = length(Amount::Exact(number / 10), unit);
    let (text, letters) =
        whole.split_at(whole.rfind(|c: char| c.is_ascii_digit()).map_or(0, |i| i + 1));
    match unit {
        Unit::Fortnight | Unit::Decade | Unit::Millennium => length(Amount::Vague, unit),
        _ => format!("{text}.{}{letters}", number % 10),
    }
}

/// What "about" and its like say in TIMEX3.
pub(super) fn blurred(found: &Found<'_>) -> Option<Modifier> {
    let capture = found.captures.get('q')?;
    let lexicon = &super::Grammar::get().lexicon;
    let words: Vec<u16> =
        found.tokens.get(capture.start..capture.end)?.iter().map(|t| t.word).collect();
    let has = |word: &str| words.contains(&lexicon.id(word));
    if has("no") {
        Some(if has("more") { Modifier::EqualOrLess } else { Modifier::EqualOrMore })
    } else if has("least") {
        Some(Modifier::EqualOrMore)
    } else if has("most") || has("up") {
        Some(Modifier::EqualOrLess)
    } else if has("over") || has("more") {
        Some(Modifier::MoreThan)
    } else if ["less", "fewer", "under", "nearly", "almost"].into_iter().any(has) {
        Some(Modifier::LessThan)
    } else if ["about", "around", "approximately", "roughly", "close"].into_iter().any(has) {
        Some(Modifier::Approx)
    } else {
        None
    }
}

/// "over two weeks" is an amount, "over the next two weeks" a preposition and a length.
fn preposition(found: &Found<'_>) -> bool {
    let Some(capture) = found.captures.get('q') else { return false };
    let lexicon = &super::Grammar::get().lexicon;
    let one = capture.end == capture.start + 1;
    let word = found.tokens.get(capture.start).map_or(0, |t| t.word);
    let next = found.tokens.get(capture.end).map_or(0, |t| t.word);
    let before = ["over", "around", "under", "about", "some"].map(|w| lexicon.id(w));
    let after = [
        "the",
        "this",
        "these",
        "those",
        "that",
        "his",
        "her",
        "its",
        "their",
        "last",
        "past",
        "next",
        "following",
        "coming",
        "previous",
        "preceding",
    ];
    // "in 226 sorties over 42 days": only a length that is asked for is exceeded.
    let spread = word == lexicon.id("over")
        && !capture
            .start
            .checked_sub(1)
            .and_then(|i| found.tokens.get(i))
            .is_some_and(|t| t.is(class::PREP | class::PASTVERB));
    one && (spread || before.contains(&word) && after.map(|w| lexicon.id(w)).contains(&next))
}

fn duration(found: &Found<'_>, amount: Amount) -> Option<Meaning> {
    if preposition(found) {
        return None;
    }
    let unit = found.unit('u')?;
    let modifier = blurred(found);
    Some(Meaning::Duration { value: length(amount, unit), modifier, inside: None })
}

fn counted(found: &Found<'_>) -> Option<Meaning> {
    let number = found.token('n')?;
    // "the Hundred Days Offensive": a name, of which the article is no part.
    let name = number.is(class::CAP)
        && found.captures.get('n').is_some_and(|c| c.start > found.start)
        && found.captures.get('u').is_some_and(|u| found.tokens[u.start].is(class::CAP));
    if name {
        return None;
    }
    if number.is(class::DECIMAL) {
        let known = number.value > 0 && !number.is(class::DOTCLOCK);
        return duration(found, if known { Amount::Tenths(number.value) } else { Amount::Vague });
    }
    duration(found, Amount::Exact(number.value))
}

/// "three-quarters" are a fraction.
fn counted_hyphen(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.token('u')?;
    (!(unit.is(class::UNITS) && unit_of(unit) == Some(Unit::Quarter))).then(|| counted(found))?
}

/// "three hour speech", but not "12 May" nor "1950 day".
fn counted_singular(found: &Found<'_>) -> Option<Meaning> {
    let number = found.value('n').filter(|n| (1..=999).contains(n))?;
    if matches!(found.unit('u')?, Unit::Quarter | Unit::Second | Unit::Century) {
        return None;
    }
    duration(found, Amount::Exact(number))
}

fn counted_in_period(found: &Found<'_>) -> Option<Meaning> {
    let inside = found.captures.get('x')?;
    let point = match &inside.meaning {
        Some(Meaning::Point(point)) => *point,
        Some(_) => return None,
        // "of the year".
        None => Point {
            shape: Shape::Year,
            year: YearRef::ShiftWriting(0),
            modifier: None,
            weekday: None,
            core: None,
        },
    };
    let number = found.value('n').unwrap_or(1);
    let value = length(Amount::Exact(number), found.unit('u')?);
    let piece = Piece { start: inside.start, end: inside.end, point };
    let cut = found.captures.get('o')?.start;
    Some(Meaning::Duration { value, modifier: None, inside: Some(Inside { cut, piece }) })
}

fn one(found: &Found<'_>) -> Option<Meaning> {
    // "a quarter" is a fraction, "a second" an ordinal.
    if matches!(found.unit('u')?, Unit::Quarter | Unit::Second) {
        return None;
    }
    duration(found, Amount::Exact(1))
}

fn and_a_half(found: &Found<'_>) -> Option<Meaning> {
    duration(found, Amount::Half(found.value('n')?))
}

fn one_and_a_half(found: &Found<'_>) -> Option<Meaning> {
    duration(found, Amount::Half(1))
}

fn fraction(found: &Found<'_>) -> Option<Meaning> {
    let half = found.value('a') == Some(1) && found.value('b') == Some(2);
    let number = found.value('n')?;
    duration(found, if half { Amount::Half(number) } else { Amount::Vague })
}

fn half(found: &Found<'_>) -> Option<Meaning> {
    let value = match found.unit('u')? {
        Unit::Hour => "PT30M".to_owned(),
        Unit::Day => "PT12H".to_owned(),
        Unit::Year => "P6M".to_owned(),
        Unit::Decade => "P5Y".to_owned(),
        Unit::Century => "P50Y".to_owned(),
        Unit::Minute => "PT30S".to_owned(),
        unit => length(Amount::Half(0), unit),
    };
    Some(Meaning::Duration { value, modifier: blurred(found), inside: None })
}

/// "two years and three months": the smaller unit second.
fn compound(found: &Found<'_>) -> Option<Meaning> {
    let (large, small) = (found.unit('u')?, found.unit('v')?);
    if small >= large {
        return None;
    }
    let number = |name| found.value(name).unwrap_or(1);
    let first = length(Amount::Exact(number('n')), large);
    let second = length(Amount::Exact(number('m')), small);
    let tail = if first.starts_with("PT") {
        second.strip_prefix("PT")?.to_owned()
    } else {
        second.strip_prefix('P')?.to_owned()
    };
    let value = format!("{first}{tail}");
    Some(Meaning::Duration { value, modifier: blurred(found), inside: None })
}

fn three_parts(found: &Found<'_>) -> Option<Meaning> {
    let units = [found.unit('u')?, found.unit('v')?, found.unit('w')?];
    if units[0] <= units[1] || units[1] <= units[2] || units[2] < Unit::Day {
        return None;
    }
    let mut value = String::from("P");
    for (number, unit) in ['n', 'm', 'o'].into_iter().zip(units) {
        let part = length(Amount::Exact(found.value(number)?), unit);
        value.push_str(part.strip_prefix('P')?);
    }
    Some(Meaning::Duration { value, modifier: None, inside: None })
}

fn couple(found: &Found<'_>) -> Option<Meaning> {
    duration(found, Amount::Exact(2))
}

fn vague(found: &Found<'_>) -> Option<Meaning> {
    // "some quarters" are people.
    if found.unit('u')? == Unit::Quarter && found.end > found.start + 1 {
        let some = super::Grammar::get().lexicon.id("some");
        if found.tokens[found.start].word == some {
            return None;
        }
    }
    duration(found, Amount::Vague)
}

fn unvalued(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Unvalued(crate::dates::value::TimexType::Duration))
}
