//! The value of a date expression.

use serde::{Deserialize, Serialize};

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
