//! References to past, present and future: "now", "recently", "the future".

use super::{Found, Meaning, Rule, rule};
use crate::dates::value::TimexType;

pub(super) const RULES: &[Rule] = &[
    rule!(
        Reference "reference.now",
        "He is [DATE now](PRESENT_REF) at home.",
        "(now | nowadays | currently | presently | at present)",
        Free,
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
        "(the)? (recent | past several | last several | past few | last few) UNITS",
        Free,
        past
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
        "(as)? soon (as possible)?",
        Soon,
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
        "It was old at [DATE the time](?) he came.",
        "(the | this | that | the same) time",
        StoryTime,
        time
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

fn past(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Reference("PAST_REF"))
}

fn future(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Reference("FUTURE_REF"))
}

fn time(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Unvalued(TimexType::Time))
}

fn period(_: &Found<'_>) -> Option<Meaning> {
    Some(Meaning::Unvalued(TimexType::Duration))
}
