//! References to past, present and future: "now", "recently", "the future".

use super::durations::length;
use super::{Amount, Base, Found, Meaning, Relative, Rule, Target, rule};
use crate::dates::lexicon::unit::Unit;
use crate::dates::value::TimexType;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Reference "reference.now",
        "He is [DATE currently](PRESENT_REF) at home.",
        "(nowadays | currently | presently | at present)",
        Free,
        present
    ),
    rule!(
        Reference "reference.just-now",
        "He is [DATE right now](PRESENT_REF) at home.",
        "right? now",
        Now,
        present
    ),
    rule!(
        Reference "reference.present-day",
        "They crossed [DATE present-day](PRESENT_REF) Poland.",
        "(present | modern) -? day",
        Free,
        present
    ),
    rule!(
        Reference "reference.the-present",
        "It has lasted to [DATE the present](PRESENT_REF).",
        "the present (day | time | moment)?",
        Alone,
        present
    ),
    rule!(
        Reference "reference.time-being",
        "It is closed for [DATE the time being](PRESENT_REF).",
        "the time being",
        Alone,
        present
    ),
    rule!(
        Reference "reference.current",
        "He met the [DATE current](PRESENT_REF) owner.",
        "current",
        Free,
        present
    ),
    rule!(
        Reference "reference.recently",
        "He has [DATE recently](PAST_REF) come.",
        "(very | more | most)? (recently | recent)",
        Free,
        past
    ),
    rule!(
        Reference "reference.recent-units",
        "He has come in [DATE recent years](PAST_REF).",
        "(the)? (recent | past several | last several | past few | last few) u:UNITS (o:(and | or) UNITS)?",
        Free,
        recent_units
    ),
    rule!(
        Reference "reference.the-past",
        "It is a thing of [DATE the past](PAST_REF).",
        "(the) (recent | distant)? past",
        Alone,
        past
    ),
    rule!(
        Reference "reference.former",
        "He met the [DATE former](PAST_REF) owner.",
        "former",
        Story,
        past
    ),
    rule!(
        Reference "reference.future",
        "He feared [DATE the future](FUTURE_REF).",
        "(the | the? (near | distant | foreseeable | not too distant)) future",
        Free,
        future
    ),
    rule!(
        Reference "reference.future-adjective",
        "He feared [DATE future](FUTURE_REF) wars.",
        "future",
        Story,
        future
    ),
    rule!(
        Reference "reference.soon",
        "He will come [DATE soon](FUTURE_REF).",
        "soon",
        Soon,
        future
    ),
    rule!(
        Reference "reference.as-soon-as-possible",
        "He will come [DATE as soon as possible](FUTURE_REF), he said.",
        "as soon as possible",
        News,
        future
    ),
    rule!(
        Reference "reference.coming-units",
        "He will come in [DATE future years](FUTURE_REF).",
        "(the)? future UNITS",
        Free,
        future
    ),
    rule!(
        Reference "reference.this-time",
        "It was 1950. It was old at [DATE the time](?) he came.",
        "the time",
        StoryTime,
        time
    ),
    rule!(
        Reference "reference.same-time",
        "It fell on 3 July 1950. At [DATE the same time](1950-07-03) they fled.",
        "(this | that | the same) time",
        StoryTime,
        same_time
    ),
    rule!(
        Reference "reference.near-term",
        "He feared [DATE the near term](FUTURE_REF).",
        "the (near | short) term",
        News,
        future
    ),
    rule!(
        Reference "reference.this-period",
        "It grew in [DATE this period](?) of peace.",
        "(this | that | the same) period",
        Story,
        period
    ),
];

fn present(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Reference("PRESENT_REF"))
}

/// "recent weeks" can be told apart, "recent years" are the past.
fn recent_units(found: &Found<'_>) -> Option<Meaning> {
    let unit = found.unit('u')?;
    if found.token('o').is_some() || !matches!(unit, Unit::Week | Unit::Month | Unit::Quarter) {
        return past(found);
    }
    let value = length(Amount::Vague, unit);
    Some(Meaning::Duration { value, modifier: None, inside: None })
}

fn past(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Reference("PAST_REF"))
}

fn future(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Reference("FUTURE_REF"))
}

fn time(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Unvalued(TimexType::Time))
}

fn same_time(_: &Found<'_>) -> Option<Meaning> {
    let target = Target::Moment;
    Some(Meaning::Relative(Relative { target, direction: 0, base: Base::Story, modifier: None }))
}

fn period(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Unvalued(TimexType::Duration))
}
