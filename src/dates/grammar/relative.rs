//! Dates reckoned from another: "three days later", "the following year", "yesterday".

use super::durations::{blur, blurred, length};
use super::{
    Amount, Base, Found, Grammar, Meaning, Relative, Rule, Shape, Target, YearRef, point, rule,
};
use crate::dates::lexer::class;
use crate::dates::lexicon::unit::Unit;
use crate::dates::value::Modifier;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Relative "relative.later",
        "It began on 3 July 1950. [DATE Two days later](1950-07-05) it ended.",
        concat!(blur!(), " n:(CARD | COUNT | a few | several | some | many | a couple of | a | an | few) u:(UNITS | UNIT) (or (so | more))? d:(later | earlier | ago | previously | hence | from now | beforehand | afterwards | afterward | thereafter)"),
        Free,
        later
    ),
    rule!(
        Relative "relative.before",
        "It began on 3 July 1950. [DATE Two days before](1950-07-01), he had fled.",
        concat!(blur!(), " n:(CARD | COUNT | a few | several | a | an) u:(UNITS | UNIT) d:(before | after)"),
        Alone,
        later
    ),
    rule!(
        Relative "relative.days-later",
        "It began on 3 July 1950. [DATE Days later](XXXX-XX-XX) it ended.",
        "u:UNITS d:(later | earlier | ago)",
        Free,
        later
    ),
    rule!(
        Duration "relative.decade-as-length",
        "Sales fell over [DATE the past decade](P10Y).",
        "the (past | last | next | coming) decade",
        Free,
        decade
    ),
    rule!(
        Relative "relative.next",
        "It began on 3 July 1950. [DATE The next day](1950-07-04) it ended.",
        "the? very? d:(next | following | ensuing | subsequent | coming) u:UNIT (or so)?",
        Free,
        shifted
    ),
    rule!(
        Relative "relative.previous",
        "It began in July 1950. [DATE The previous year](1949) was calm.",
        "the? d:(previous | preceding | prior | last | past) u:UNIT",
        Free,
        shifted
    ),
    rule!(
        Relative "relative.this-past",
        "He left [DATE this past week](2008-W48).",
        "this d:(past | last | previous) u:UNIT",
        Free,
        shifted
    ),
    rule!(
        Relative "relative.this-coming",
        "He leaves [DATE this coming month](2009-01).",
        "this d:(coming | next) u:UNIT",
        Free,
        shifted
    ),
    rule!(
        Relative "relative.same",
        "It began in July 1950 and ended [DATE that year](1950).",
        "(d:(this | that) (same | very | whole)? | the d:(same | very same)) u:UNIT",
        Free,
        same
    ),
    rule!(
        Relative "relative.same-days",
        "The war began in 1950. In [DATE those days](PAST_REF) he was poor.",
        "(those | these) (days | years | months | weeks)",
        Free,
        those_days
    ),
    rule!(
        Relative "relative.current",
        "Of [DATE the current year](2008) little is known.",
        "the? (current | present) u:UNIT",
        Free,
        current
    ),
    rule!(
        Relative "relative.part-of",
        "It began in May 1950 and ended [DATE later that year](1950 END).",
        "p:(early | earlier | late | later | mid | sometime) -? (in | on)? x:<relative>",
        Free,
        part_of
    ),
    rule!(
        Relative "relative.part-of-the",
        "It began in May 1950 and ended at [DATE the end of the year](1950 END).",
        "the? very? p:(end | close | beginning | start | middle) of (x:<relative> | the u:UNIT)",
        Free,
        part_of
    ),
    rule!(
        Relative "relative.later-in-the",
        "It began in May 1950 and ended [DATE later in the year](1950 END).",
        "p:(early | earlier | late | later) in the u:UNIT",
        Free,
        part_of
    ),
    rule!(
        Relative "relative.rest-of",
        "It began in May 1950. For [DATE the rest of the year](1950) he hid.",
        "(most of)? the? (rest | remainder | whole | most | much) of (x:<relative> | the u:UNIT)",
        Free,
        rest_of
    ),
    rule!(
        Relative "relative.yesterday",
        "He left [DATE yesterday](2008-12-04).",
        "d:(yesterday | today | tomorrow)",
        Free,
        yesterday
    ),
    rule!(
        Relative "relative.day-after-tomorrow",
        "He leaves [DATE the day after tomorrow](2008-12-07).",
        "the? day d:(after tomorrow | before yesterday)",
        Free,
        day_after_tomorrow
    ),
    rule!(
        Relative "relative.day-before",
        "It began on 3 July 1950. [DATE The day before](1950-07-02), he had fled.",
        "the u:(day | week | month | year) d:(before | after)",
        Alone,
        shifted
    ),
    rule!(
        Duration "relative.year-earlier-months",
        "Sales beat those of [DATE the year-earlier nine months](P9M).",
        "(the | comparable)* year - (earlier | ago) n:(CARD | COUNT) u:UNITS",
        Free,
        year_earlier_months
    ),
    rule!(
        Relative "relative.year-earlier",
        "Sales beat those of [DATE the year-earlier](2007) month.",
        "(the | comparable)* year - (earlier | ago)",
        News,
        year_earlier
    ),
    rule!(
        Relative "relative.year-earlier-quarter",
        "The third quarter of 2008 was worse than [DATE the year-earlier quarter](2007-Q3).",
        "(the | comparable)* year - (earlier | ago) (quarter | period | o:ORD quarter)",
        Free,
        year_earlier
    ),
    rule!(
        Relative "relative.last-month",
        "He wrote in July 1950. [DATE Last October](1949-10) he had married.",
        "d:(last | past | this past) m:MONTH",
        Free,
        month
    ),
    rule!(
        Relative "relative.this-month",
        "He wrote in July 1950. [DATE This October](1950-10) he will marry.",
        "d:this coming? m:MONTH",
        Free,
        month
    ),
    rule!(
        Relative "relative.month-last-year",
        "He left in [DATE June last year](2007-06).",
        "m:MONTH (of)? d:(last | next) year",
        Free,
        month_of_year
    ),
    rule!(
        Relative "relative.season",
        "He wrote in July 1950. [DATE Last winter](1949-WI) he had married.",
        "(the? d:(last | next | following | previous | preceding) | d:(this past | this | that)) s:SEASON",
        Free,
        season
    ),
    rule!(
        Relative "relative.quarter",
        "Sales fell in [DATE the third quarter](2008-Q3).",
        "(the | fiscal)* o:ORD -? quarter",
        News,
        quarter
    ),
    rule!(
        Relative "relative.quarter-of-year",
        "Sales fell in [DATE this year's third quarter](2008-Q3).",
        "d:(this | last | next) year POSS o:ORD quarter",
        Free,
        quarter_of_year
    ),
    rule!(
        Relative "relative.weekday-day",
        "It began in July 1950. On [DATE Wednesday the 12th](1950-07-12) it ended.",
        "WDAY ,? the d:DORD",
        Ordinal,
        day_of_month
    ),
    rule!(
        Relative "relative.this-quarter",
        "Sales fell in [DATE the latest quarter](2008-Q3).",
        "the latest? quarter | the latest period",
        News,
        the_quarter
    ),
    rule!(
        Relative "relative.quarter-of-given-year",
        "Sales fell from those of [DATE the 1988 period](1988-Q3).",
        "the? y:YYYY (period | quarter)",
        News,
        quarter_of_given_year
    ),
    rule!(
        Reference "relative.the-year",
        "Sales fell in [DATE the year](2008), he said.",
        "the (full | whole | entire)? year",
        News,
        the_year
    ),
    rule!(
        Relative "relative.days-of-month",
        "It began in July 1950. On [DATE the 12th](1950-07-12) it ended.",
        "the d:DORD",
        Ordinal,
        day_of_month
    ),
    rule!(
        Relative "relative.day-of-the-month",
        "It began in July 1950. On [DATE the 12th of that month](1950-07-12) it ended.",
        "the? d:DORD (day)? of (the | that | this | the same) month",
        Free,
        day_of_month
    ),
    rule!(
        Relative "relative.year-end",
        "Debts rose at [DATE year-end](2008-12-31).",
        "year POSS? -? end",
        News,
        year_end
    ),
    rule!(
        Relative "relative.fiscal-year",
        "Debts rose in [DATE the fiscal year](2008).",
        "(the | this)? (latest | current)? fiscal year",
        News,
        current
    ),
    rule!(
        Relative "relative.weekday-of-week",
        "He leaves on [DATE Tuesday next week](2008-12-09) then.",
        "w:WDAY (of | in)? d:(next | last | this) week | d:(next | last | this) week (on)? w:WDAY",
        Free,
        weekday_of_week
    ),
    rule!(
        Relative "relative.after-next",
        "He leaves [DATE the month after next](2009-02) then.",
        "the u:(week | month | year) after (the)? next",
        Free,
        after_next
    ),
    rule!(
        Relative "relative.weekend",
        "Debts rose over [DATE the weekend](2008-W49-WE).",
        "the weekend",
        News,
        the_weekend
    ),
];

fn word_in(found: &Found<'_>, name: char, words: &[&str]) -> bool {
    let Some(capture) = found.captures.get(name) else { return false };
    let lexicon = &Grammar::get().lexicon;
    found.tokens[capture.start..capture.end]
        .iter()
        .any(|t| t.word != 0 && words.iter().any(|w| lexicon.id(w) == t.word))
}

fn relative(target: Target, direction: i8, base: Base, modifier: Option<Modifier>) -> Meaning {
    Meaning::Relative(Relative { target, direction, base, modifier })
}

fn amount(found: &Found<'_>) -> Amount {
    match found.token('n') {
        Some(t) if t.is(class::CARD | class::COUNT) => Amount::Exact(t.value),
        Some(_) if word_in(found, 'n', &["couple"]) => Amount::Exact(2),
        Some(_) if word_in(found, 'n', &["few", "several", "some", "many"]) => Amount::Vague,
        Some(_) => Amount::Exact(1),
        None => Amount::Vague,
    }
}

fn later(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.unit('u')?;
    let back = word_in(found, 'd', &["earlier", "ago", "before", "previously", "beforehand"]);
    let base =
        if word_in(found, 'd', &["ago", "hence", "now"]) { Base::Writing } else { Base::Story };
    let direction = if back { -1 } else { 1 };
    Some(relative(Target::Unit(unit, amount(found)), direction, base, blurred(found)))
}

/// "last" and "next" week are reckoned from the writing, "the following" from the story.
fn shifted(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.unit('u').filter(|u| *u >= Unit::Day)?;
    let back = word_in(found, 'd', &["previous", "preceding", "prior", "last", "past", "before"]);
    let article = found
        .tokens
        .get(found.start)
        .is_some_and(|t| t.word != 0 && t.word == Grammar::get().lexicon.id("the"));
    let deictic = word_in(found, 'd', &["last", "past"])
        || (!article && word_in(found, 'd', &["next", "coming"]));
    let base = if deictic { Base::Writing } else { Base::Story };
    let direction = if back { -1 } else { 1 };
    Some(relative(Target::Unit(unit, Amount::Exact(1)), direction, base, None))
}

fn same(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.unit('u').filter(|u| *u >= Unit::Day)?;
    // "This Week" is a title.
    if found.token('u')?.is(class::CAP) && found.token('d').is_some_and(|t| t.is(class::CAP)) {
        return None;
    }
    let base = if word_in(found, 'd', &["this"]) { Base::Either } else { Base::Story };
    Some(relative(Target::Unit(unit, Amount::Exact(0)), 0, base, None))
}

fn those_days(found: &Found<'_>) -> Option<Meaning> {
    let these = found.tokens.get(found.start)?.word == Grammar::get().lexicon.id("these");
    Some(Meaning::Reference(if these { "PRESENT_REF" } else { "PAST_REF" }))
}

fn current(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.unit('u').unwrap_or(Unit::Year);
    Some(relative(Target::Unit(unit, Amount::Exact(0)), 0, Base::Writing, None))
}

fn part_of(found: &Found<'_>) -> Option<Meaning> {
    let modifier = if word_in(found, 'p', &["early", "earlier", "beginning", "start"]) {
        Some(Modifier::Start)
    } else if word_in(found, 'p', &["mid", "middle"]) {
        Some(Modifier::Mid)
    } else if word_in(found, 'p', &["sometime"]) {
        None
    } else {
        Some(Modifier::End)
    };
    match found.meaning('x') {
        Some(Meaning::Relative(inner)) => {
            Some(Meaning::Relative(Relative { modifier: inner.modifier.or(modifier), ..*inner }))
        }
        Some(Meaning::Point(inner)) => super::modified(*inner, modifier?),
        Some(_) => None,
        None => {
            let unit = found.unit('u').filter(|u| *u > Unit::Day)?;
            Some(relative(Target::Unit(unit, Amount::Exact(0)), 0, Base::Either, modifier))
        }
    }
}

fn rest_of(found: &Found<'_>) -> Option<Meaning> {
    if let Some(inner) = found.meaning('x') {
        return Some(inner.clone());
    }
    let unit = found.unit('u').filter(|u| *u >= Unit::Day)?;
    Some(relative(Target::Unit(unit, Amount::Exact(0)), 0, Base::Either, None))
}

fn yesterday(found: &Found<'_>) -> Option<Meaning> {
    let direction = if word_in(found, 'd', &["yesterday"]) {
        -1
    } else if word_in(found, 'd', &["tomorrow"]) {
        1
    } else {
        return Some(Meaning::Today);
    };
    let amount = Amount::Exact(1);
    Some(relative(Target::Unit(Unit::Day, amount), direction, Base::Writing, None))
}

fn day_after_tomorrow(found: &Found<'_>) -> Option<Meaning> {
    let direction = if word_in(found, 'd', &["tomorrow"]) { 1 } else { -1 };
    Some(relative(Target::Unit(Unit::Day, Amount::Exact(2)), direction, Base::Writing, None))
}

fn year_earlier_months(found: &Found<'_>) -> Option<Meaning> {
    let value = length(Amount::Exact(found.value('n')?), found.unit('u')?);
    Some(Meaning::Duration { value, modifier: None, inside: None })
}

fn year_earlier(_: &Found<'_>) -> Option<Meaning> {
    Some(relative(Target::Unit(Unit::Year, Amount::Exact(1)), -1, Base::Story, None))
}

fn month(found: &Found<'_>) -> Option<Meaning> {
    // "last Oct. 23" is the day.
    let mut rest = found.tokens.iter().skip(found.end);
    let next = rest.next();
    let after = rest.next();
    let day = |t: Option<&crate::dates::lexer::Token>| t.is_some_and(|t| t.is(class::DD));
    if day(next) || (next.is_some_and(|t| !t.is(class::WORD)) && day(after)) {
        return None;
    }
    let direction = if word_in(found, 'd', &["last", "past"]) { -1 } else { 0 };
    Some(relative(Target::Month(found.small('m')?), direction, Base::Writing, None))
}

fn month_of_year(found: &Found<'_>) -> Option<Meaning> {
    let years = if word_in(found, 'd', &["last"]) { -1 } else { 1 };
    point(Shape::Month(found.small('m')?), YearRef::ShiftWriting(years))
}

fn season(found: &Found<'_>) -> Option<Meaning> {
    let direction = if word_in(found, 'd', &["last", "previous", "preceding", "past"]) {
        -1
    } else if word_in(found, 'd', &["next", "following"]) {
        1
    } else {
        0
    };
    let base = if word_in(found, 'd', &["last", "this", "next", "past"]) {
        Base::Writing
    } else {
        Base::Story
    };
    Some(relative(Target::Season(found.small('s')?), direction, base, None))
}

fn quarter(found: &Found<'_>) -> Option<Meaning> {
    let quarter = found.small('o').filter(|q| (1..=4).contains(q))?;
    Some(relative(Target::Quarter(quarter), 0, Base::Writing, None))
}

fn quarter_of_year(found: &Found<'_>) -> Option<Meaning> {
    let quarter = found.small('o').filter(|q| (1..=4).contains(q))?;
    let years =
        if word_in(found, 'd', &["last"]) { -1 } else { i32::from(word_in(found, 'd', &["next"])) };
    point(Shape::Quarter(quarter), YearRef::ShiftWriting(years))
}

fn the_quarter(_: &Found<'_>) -> Option<Meaning> {
    Some(relative(Target::LatestQuarter, 0, Base::Writing, None))
}

fn quarter_of_given_year(found: &Found<'_>) -> Option<Meaning> {
    let target = Target::LatestQuarterOf(found.value('y')?);
    Some(relative(target, 0, Base::Writing, None))
}

/// "the year" is that of the writing, "the year ended March 31" a length.
fn the_year(found: &Found<'_>) -> Option<Meaning> {
    let lexicon = &Grammar::get().lexicon;
    let next = found.tokens.get(found.end).map_or(0, |t| t.word);
    if next != 0 && ["ended", "ending", "ends"].iter().any(|word| lexicon.id(word) == next) {
        let value = length(Amount::Exact(1), Unit::Year);
        return Some(Meaning::Duration { value, modifier: None, inside: None });
    }
    Some(relative(Target::Unit(Unit::Year, Amount::Exact(0)), 0, Base::Writing, None))
}

fn decade(_: &Found<'_>) -> Option<Meaning> {
    let value = length(Amount::Exact(1), Unit::Decade);
    Some(Meaning::Duration { value, modifier: None, inside: None })
}

fn weekday_of_week(found: &Found<'_>) -> Option<Meaning> {
    let direction =
        if word_in(found, 'd', &["last"]) { -1 } else { i8::from(word_in(found, 'd', &["next"])) };
    let target = Target::WeekdayOfWeek(found.small('w')?);
    Some(relative(target, direction, Base::Writing, None))
}

fn after_next(found: &Found<'_>) -> Option<Meaning> {
    let target = Target::Unit(found.unit('u')?, Amount::Exact(2));
    Some(relative(target, 1, Base::Writing, None))
}

fn the_weekend(_: &Found<'_>) -> Option<Meaning> {
    let unit = Target::Unit(Unit::Weekend, Amount::Exact(0));
    Some(relative(unit, 0, Base::Either, None))
}

fn day_of_month(found: &Found<'_>) -> Option<Meaning> {
    let day = found.small('d').filter(|d| (1..=31).contains(d))?;
    point(Shape::Day { month: None, day }, YearRef::Missing)
}

fn year_end(_: &Found<'_>) -> Option<Meaning> {
    point(Shape::Day { month: Some(12), day: 31 }, YearRef::Shift(0))
}
