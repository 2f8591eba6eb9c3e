//! What an expression says, before the text around it fills in what is missing.

use crate::dates::feast::DayRule;
use crate::dates::lexicon::unit::Unit;
use crate::dates::value::{Modifier, TimexType};

/// The year of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum YearRef {
    /// Given; negative before Christ (-43 is 44 BC).
    Known(i32),
    /// Given by its last two digits.
    Short(i32),
    /// To be taken from the text.
    Missing,
    /// So many years after the year the text is at: "of that year" is 0, "the following May" leaves
    /// the month to decide.
    Shift(i32),
    /// So many years after the year of writing.
    ShiftWriting(i32),
    /// The next such date after the one the text is at.
    Next,
    /// The last such date before the one the text is at.
    Previous,
}

/// What kind of stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum Shape {
    /// A day of a month.
    Day {
        /// Missing in "the 12th".
        month: Option<u8>,
        /// 1 to 31.
        day: u8,
    },
    /// A month.
    Month(u8),
    /// A year.
    Year,
    /// A decade, by its first three digits: 193 for the 1930s.
    Decade(i32),
    /// A decade by its place in the century: 30 for "the thirties".
    ShortDecade(i32),
    /// A century, by its first two digits: 19 for the 20th; negative before Christ.
    Century(i32),
    /// A season: 1 spring … 4 winter.
    Season(u8),
    /// A half of a year.
    Half(u8),
    /// A quarter of a year.
    Quarter(u8),
    /// A week of the month: 1 first … ; -1 last.
    WeekOfMonth {
        /// The month.
        month: u8,
        /// Which week.
        week: i8,
    },
    /// A day that a rule gives once the year is known.
    Reckoned(DayRule),
    /// A day that does not exist, though written out.
    Impossible,
}

/// A point or stretch of the calendar, perhaps with its year missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) struct Point {
    pub(in crate::dates) shape: Shape,
    pub(in crate::dates) year: YearRef,
    pub(in crate::dates) modifier: Option<Modifier>,
    /// Monday = 1, where the text names it.
    pub(in crate::dates) weekday: Option<u8>,
    /// The token at which the calendar expression proper starts, where words before it belong to it
    /// in the wider scope only ("the year 1950", "around May 1945").
    pub(in crate::dates) core: Option<usize>,
}

/// How the pieces of a joined expression hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum Join {
    /// From the first to the last.
    Range,
    /// These ones.
    List,
    /// A list, or a range if "between" stands before it.
    And,
}

/// A piece of a joined expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) struct Piece {
    /// First token.
    pub(in crate::dates) start: usize,
    /// One past the last token.
    pub(in crate::dates) end: usize,
    pub(in crate::dates) point: Point,
}

/// A calendar period named inside of a length: "the first ten months of 1915".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) struct Inside {
    /// The token of the "of" between them.
    pub(in crate::dates) cut: usize,
    /// The period.
    pub(in crate::dates) piece: Piece,
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::dates) enum Amount {
    /// So many.
    Exact(i32),
    /// So many and a half.
    Half(i32),
    /// So many tenths.
    Tenths(i32),
    /// "several", "a few".
    Vague,
}

/// From where a relative date is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum Base {
    /// The date the story is at: "three days later".
    Story,
    /// The day of writing: "three days ago", "yesterday".
    Writing,
    /// The day of writing in news, the story elsewhere: "that day", "the week".
    Either,
}

/// What a relative date names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::dates) enum Target {
    /// The unit so many units away: "three days later", "the previous month".
    Unit(Unit, Amount),
    /// A weekday so many weeks away.
    Weekday(u8),
    /// A weekday of the week that is so many weeks away.
    WeekdayOfWeek(u8),
    /// A season.
    Season(u8),
    /// A month.
    Month(u8),
    /// A quarter of the year.
    Quarter(u8),
    /// The quarter a report is about: the last one named, or the last one over.
    LatestQuarter,
    /// The same quarter of another year: "the 1988 period".
    LatestQuarterOf(i32),
    /// The very moment: "at this time".
    Moment,
}

/// A date reckoned from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::dates) struct Relative {
    pub(in crate::dates) target: Target,
    /// -1 before, 0 the same, 1 after.
    pub(in crate::dates) direction: i8,
    pub(in crate::dates) base: Base,
    pub(in crate::dates) modifier: Option<Modifier>,
}

/// The day of a time.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::dates) enum TimeOf {
    /// A day of the calendar.
    Point(Point),
    /// A day reckoned from another.
    Relative(Relative),
    /// Not said: the day the story is at.
    Story,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::dates) enum Meaning {
    /// One date.
    Point(Point),
    /// Several dates that share words.
    Joined { pieces: Vec<Piece>, join: Join },
    /// A date reckoned from another.
    Relative(Relative),
    /// A time of day. `clock` is the part after the `T`.
    Time {
        of: TimeOf,
        clock: String,
        modifier: Option<Modifier>,
        /// The tokens of the date inside, which is what the calendar scope keeps.
        date: Option<(usize, usize)>,
    },
    /// A length of time, in TIMEX3.
    Duration {
        value: String,
        modifier: Option<Modifier>,
        /// A calendar period named in it: "the first ten months of 1915".
        inside: Option<Inside>,
    },
    /// A repetition, in TIMEX3.
    Set { value: String },
    /// `PRESENT_REF` and its like.
    Reference(&'static str),
    /// The day of writing in news, the present elsewhere.
    Today,
    /// An expression of time without a value of its own.
    Unvalued(TimexType),
}
