//! The value of a date expression.

use serde::{Deserialize, Serialize};

use crate::entity::{Candidate, EntityKind, Source};
use crate::text::CleanSpan;

/// What counts as a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Expressions that name a month, a year, a decade or a century; ranges and lists that share
    /// words are one.
    #[default]
    Calendar,
    /// Every time expression of TIMEX3: relative dates, times of day, durations and sets too.
    Timex3,
}

/// How dates are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What counts as a date.
    pub scope: Scope,
    /// The day the document was written: what "today" and "last year" are reckoned from, and in the
    /// calendar scope the last resort for a missing year.
    pub published: Option<jiff::civil::Date>,
}

/// A date found in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// What it means.
    pub value: DateValue,
    /// The rule of the grammar that found it.
    pub rule: &'static str,
}

impl From<DateMention> for Candidate {
    fn from(date: DateMention) -> Self {
        Self {
            span: date.span,
            kind: EntityKind::Date,
            source: Source::Dates,
            priority: 0,
            score: if date.value.uncertain { 0.9 } else { 0.99 },
            standalone: true,
            entries: Vec::new(),
            date: Some(date.value),
        }
    }
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date of any precision.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Modifier {
    /// "early July 1950"
    Start,
    /// "mid-1950"
    Mid,
    /// "late July 1950", "end of 1949"
    End,
    /// "c. 1890"
    Approx,
    /// "before 1949"
    Before,
    /// "after 1949"
    After,
    /// "not later than"
    #[serde(rename = "ON_OR_BEFORE")]
    OnOrBefore,
    /// "not earlier than"
    #[serde(rename = "ON_OR_AFTER")]
    OnOrAfter,
    /// "less than"
    #[serde(rename = "LESS_THAN")]
    LessThan,
    /// "more than"
    #[serde(rename = "MORE_THAN")]
    MoreThan,
    /// "no more than"
    #[serde(rename = "EQUAL_OR_LESS")]
    EqualOrLess,
    /// "at least"
    #[serde(rename = "EQUAL_OR_MORE")]
    EqualOrMore,
}

/// A normalised date, as it goes into the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateValue {
    /// TIMEX3 type.
    pub timex: TimexType,
    /// ISO 8601 / TIMEX3 value: `1950-07-12`, `1950-07`, `195`, `1947-H2`, `1946-SU`,
    /// `1950-10-01/1950-10-19`, `1945-08-12;1945-08-15`. `None` where the text gives no way to know.
    pub value: Option<String>,
    /// TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// Where a missing year (or month) was taken from: the clean byte offset at which the date that
    /// gave it starts. `None` if nothing was missing.
    pub anchor: Option<usize>,
    /// Set where the year is only a guess of last resort (the paper's own publication date).
    pub uncertain: bool,
}

impl DateValue {
    /// A value that the words give by themselves.
    pub(super) fn plain(timex: TimexType, value: Option<String>) -> Self {
        Self { timex, value, modifier: None, anchor: None, uncertain: false }
    }
}

impl Modifier {
    /// The word of TIMEX3.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

impl TimexType {
    /// The word of TIMEX3.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}
