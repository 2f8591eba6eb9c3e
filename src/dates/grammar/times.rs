//! Times of day: "23:30", "5 p.m.", "the night of 20 June 1791", "that evening".

use super::{Amount, Base, Found, Grammar, Meaning, Relative, Rule, Target, TimeOf, rule};
use crate::dates::lexicon::unit::Unit;

/// A clock in a pattern.
macro_rules! clock {
    () => {
        "(h:(COUNT | CARD | NUM) ((: | .) +n:YY (+: +YY)?)? | c:DOTCLOCK) (o ' clock)? -? p:AMPM ZONE?"
    };
}

pub(super) const RULES: &[Rule] = &[
    rule!(
        Time "time.clock",
        "On 3 July 1950 it began at [DATE 5:30 p.m.](1950-07-03T17:30) sharp.",
        clock!(),
        Free,
        clock_alone
    ),
    rule!(
        Time "time.clock-day",
        "It began at [DATE 5 p.m. 3 July 1950](1950-07-03T17:00) sharp.",
        concat!(clock!(), " ,? (x:<day> | x:<weekday>)"),
        Free,
        clock_of_day
    ),
    rule!(
        Time "time.day-clock",
        "It began on [DATE July 3, 1950 5:30PM](1950-07-03T17:30) sharp.",
        concat!("x:<day> (, | at)? ", clock!()),
        Free,
        clock_of_day
    ),
    rule!(
        Time "time.twenty-four",
        "On 3 July 1950 it began at [DATE 23:30](1950-07-03T23:30) sharp.",
        "h:NUM +: +n:YY (+: +YY)? (hours | hrs)? ZONE?",
        Clock,
        clock_alone
    ),
    rule!(
        Time "time.twenty-four-weekday",
        "He said so at [DATE 15:00 GMT Thursday](2008-12-04T15:00) there.",
        "h:NUM +: +n:YY (+: +YY)? (hours | hrs)? ZONE? (on)? x:<weekday>",
        Clock,
        clock_of_day
    ),
    rule!(
        Time "time.o-clock",
        "On 3 July 1950 it began at [DATE four o'clock](1950-07-03T04:00) sharp.",
        "h:(CARD | COUNT) o ' clock ((in the | at) d:DAYPART)?",
        Free,
        clock_alone
    ),
    rule!(
        Time "time.in-the-part",
        "On 3 July 1950 it began at [DATE 8 in the evening](1950-07-03T20:00) sharp.",
        "h:(CARD | COUNT) (in the | at) d:DAYPART",
        Free,
        clock_alone
    ),
    rule!(
        Time "time.past-the-hour",
        "On 3 July 1950 it began at [DATE half past seven](1950-07-03T07:30) sharp.",
        "((half | a? k:quarter | m:(CARD | COUNT) (minute | minutes)) g:(past | to) | m:(CARD | COUNT) g:past) h:(CARD | COUNT) (o ' clock)? (p:AMPM | (in the | at) d:DAYPART)?",
        Free,
        past_the_hour
    ),
    rule!(
        Time "time.clock-deictic",
        "He leaves at [DATE 8 p.m. tomorrow](2008-12-06T20:00) then.",
        concat!(clock!(), " ,? (r:(today | tomorrow | yesterday | tonight) | this s:DAYPART)"),
        Free,
        clock_deictic
    ),
    rule!(
        Time "time.deictic-clock",
        "He leaves [DATE tomorrow at 8 p.m.](2008-12-06T20:00) then.",
        concat!("(r:(today | tomorrow | yesterday | tonight) | this s:DAYPART) (, | at)? ", clock!()),
        Free,
        clock_deictic
    ),
    rule!(
        Time "time.mid-part",
        "It began on 3 July 1950. By [DATE mid-afternoon](1950-07-03TAF) he fled.",
        "mid -? d:(morning | afternoon) | d:(midmorning | midafternoon)",
        Free,
        that_part
    ),
    rule!(
        Time "time.feast-part",
        "The year 1914 began badly. On [DATE Christmas night](1914-12-25TNI) he fled.",
        "x:<feast> d:DAYPART",
        Free,
        feast_part
    ),
    rule!(
        Time "time.noon",
        "On 3 July 1950 it began at [DATE noon](1950-07-03T12:00) sharp.",
        "(12 | twelve)? w:(noon | midday | midnight) (x:<weekday>)?",
        Free,
        noon
    ),
    rule!(
        Time "time.part-of-day",
        "It began on the night of [DATE 20 June 1791](1791-06-20) at last.",
        "the? (early | late)? (morning | afternoon | evening | night | dawn | midnight | noon | nights) (of | on) (the)? x:<day>",
        Free,
        part_of_day
    ),
    rule!(
        Time "time.day-part",
        "It began on [DATE 3 July 1950](1950-07-03) in the morning.",
        "x:<day> (, | in the | at)? d:DAYPART",
        Free,
        day_part
    ),
    rule!(
        Time "time.weekday-part",
        "He said so [DATE Thursday night](2008-12-04TNI).",
        "(late | early)? x:<weekday> (in the)? d:DAYPART",
        Free,
        weekday_part
    ),
    rule!(
        Time "time.relative-part",
        "He said so [DATE yesterday morning](2008-12-04TMO).",
        "r:(yesterday | tomorrow) d:DAYPART",
        Free,
        yesterday_part
    ),
    rule!(
        Time "time.that-part",
        "It began on 3 July 1950. [DATE That night](1950-07-03TNI) he fled.",
        "(late | later | early | earlier)? (that (same | very)? | the same) d:DAYPART",
        Free,
        that_part
    ),
    rule!(
        Time "time.next-part",
        "It began on 3 July 1950. [DATE The next morning](1950-07-04TMO) he fled.",
        "the? (next | following) d:DAYPART",
        Free,
        next_part
    ),
    rule!(
        Time "time.this-part",
        "He said so [DATE this morning](2008-12-05TMO).",
        "(late | early | earlier | later)? this d:DAYPART",
        Free,
        this_part
    ),
    rule!(
        Time "time.tonight",
        "He said so [DATE tonight](2008-12-05TNI).",
        "(late | early)? (tonight)",
        Free,
        tonight
    ),
    rule!(
        Time "time.last-night",
        "He said so [DATE last night](2008-12-04TNI).",
        "(late | early)? last (night | evening)",
        Free,
        last_night
    ),
    rule!(
        Time "time.overnight",
        "It began on 3 July 1950 and went on [DATE overnight](1950-07-03TNI).",
        "overnight",
        Free,
        overnight
    ),
    rule!(
        Time "time.one-part",
        "It began on 3 July 1950. [DATE One night](1950-07-03TNI) he fled.",
        "(one | the) d:DAYPART",
        DayPart,
        that_part
    ),
];

/// `T17:30`.
fn hour(found: &Found<'_>) -> Option<String> {
    let (hour, minute) = match found.value('c') {
        // "8.30".
        Some(clock) => (clock / 100, clock % 100),
        None => (found.value('h')?, found.value('n').unwrap_or(0)),
    };
    clock(found, hour, minute)
}

/// The hour by "p.m." or the part of the day that stands beside it.
fn clock(found: &Found<'_>, hour: i32, minute: i32) -> Option<String> {
    let half = match (found.value('p'), found.value('d')) {
        (Some(half), _) => Some(half),
        (None, Some(1)) => Some(0),
        (None, Some(2 | 3)) => Some(1),
        // "two at night" is early, "eleven at night" late.
        (None, Some(_)) => Some(i32::from((6..12).contains(&hour))),
        (None, None) => None,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(0) => hour % 12,
        Some(_) => hour % 12 + 12,
        None => hour,
    };
    ((0..=24).contains(&hour) && (0..60).contains(&minute))
        .then(|| format!("T{hour:02}:{minute:02}"))
}

/// "half past seven", "a quarter to eight", "ten minutes past five".
fn past_the_hour(found: &Found<'_>) -> Option<Meaning> {
    let minutes = match (found.token('k'), found.value('m')) {
        (Some(_), _) => 15,
        (None, Some(minutes)) => minutes,
        (None, None) => 30,
    };
    let to = found.token('g')?.word == Grammar::get().lexicon.id("to");
    let hour = found.value('h').filter(|h| (1..=12).contains(h))?;
    let clock = match (to, minutes) {
        (_, ..=0 | 60..) => return None,
        (false, minutes) => clock(found, hour, minutes)?,
        (true, 30) if found.token('m').is_none() => return None,
        (true, minutes) => clock(found, if hour == 1 { 12 } else { hour - 1 }, 60 - minutes)?,
    };
    time(TimeOf::Story, clock, None)
}

/// "8 p.m. tomorrow", "this morning at 7 a.m.".
fn clock_deictic(found: &Found<'_>) -> Option<Meaning> {
    let lexicon = &Grammar::get().lexicon;
    let word = found.token('r').map_or(0, |t| t.word);
    let is = |w: &str| word != 0 && lexicon.id(w) == word;
    let direction = i8::from(is("tomorrow")) - i8::from(is("yesterday"));
    time(days(direction, Base::Writing), hour(found)?, None)
}

fn time(of: TimeOf, clock: String, date: Option<(usize, usize)>) -> Option<Meaning> {
    Some(Meaning::Time { of, clock, modifier: None, date })
}

fn clock_alone(found: &Found<'_>) -> Option<Meaning> {
    time(TimeOf::Story, hour(found)?, None)
}

/// The day caught under `x`.
fn day_of(found: &Found<'_>) -> Option<(TimeOf, Option<(usize, usize)>)> {
    let capture = found.captures.get('x')?;
    match capture.meaning.as_ref()? {
        Meaning::Point(point) => Some((TimeOf::Point(*point), Some((capture.start, capture.end)))),
        Meaning::Relative(relative) => Some((TimeOf::Relative(*relative), None)),
        _ => None,
    }
}

fn clock_of_day(found: &Found<'_>) -> Option<Meaning> {
    let (of, date) = day_of(found)?;
    time(of, hour(found)?, date)
}

fn noon(found: &Found<'_>) -> Option<Meaning> {
    let midnight = found.token('w')?.word == Grammar::get().lexicon.id("midnight");
    let clock = if midnight { "T24:00" } else { "T12:00" }.to_owned();
    match day_of(found) {
        Some((of, date)) => time(of, clock, date),
        None => time(TimeOf::Story, clock, None),
    }
}

fn letters(part: i32) -> String {
    match part {
        1 => "TMO",
        2 => "TAF",
        3 => "TEV",
        _ => "TNI",
    }
    .to_owned()
}

fn part_of_day(found: &Found<'_>) -> Option<Meaning> {
    use crate::dates::lexer::class::{DASH, DAYPART, DD};
    // "the night of December 4-5", "of August 10 to 11": the days together say more than the night.
    let is = |at: usize, class| found.tokens.get(at).is_some_and(|t| t.is(class));
    let joins = found.tokens.get(found.end).is_some_and(|t| {
        let lexicon = &Grammar::get().lexicon;
        t.is(DASH) || ["to", "and", "/"].iter().any(|word| t.word == lexicon.id(word))
    });
    if joins && is(found.end + 1, DD) {
        return None;
    }
    let (of, date) = day_of(found)?;
    let part = found.tokens[found.start..found.end].iter().find(|t| t.is(DAYPART));
    time(of, part.map_or_else(|| "T12:00".to_owned(), |t| letters(t.value)), date)
}

fn day_part(found: &Found<'_>) -> Option<Meaning> {
    let (of, date) = day_of(found)?;
    time(of, letters(found.value('d')?), date)
}

/// A feast is no date of the narrower scope.
fn feast_part(found: &Found<'_>) -> Option<Meaning> {
    let (of, _) = day_of(found)?;
    time(of, letters(found.value('d')?), None)
}

fn weekday_part(found: &Found<'_>) -> Option<Meaning> {
    day_part(found)
}

fn days(direction: i8, base: Base) -> TimeOf {
    let target = Target::Unit(Unit::Day, Amount::Exact(i32::from(direction != 0)));
    TimeOf::Relative(Relative { target, direction, base, modifier: None })
}

fn yesterday_part(found: &Found<'_>) -> Option<Meaning> {
    let back = found.token('r')?.word == Grammar::get().lexicon.id("yesterday");
    time(days(if back { -1 } else { 1 }, Base::Writing), letters(found.value('d')?), None)
}

fn that_part(found: &Found<'_>) -> Option<Meaning> {
    time(TimeOf::Story, letters(found.value('d')?), None)
}

fn next_part(found: &Found<'_>) -> Option<Meaning> {
    time(days(1, Base::Story), letters(found.value('d')?), None)
}

fn this_part(found: &Found<'_>) -> Option<Meaning> {
    time(days(0, Base::Writing), letters(found.value('d')?), None)
}

fn tonight(_: &Found<'_>) -> Option<Meaning> {
    time(days(0, Base::Writing), letters(4), None)
}

fn last_night(_: &Found<'_>) -> Option<Meaning> {
    time(days(-1, Base::Writing), letters(4), None)
}

fn overnight(_: &Found<'_>) -> Option<Meaning> {
    time(TimeOf::Story, letters(4), None)
}
