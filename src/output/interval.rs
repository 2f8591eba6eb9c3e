//! The days that a TIMEX3 value covers: for sorting, time lines and attributes that want days.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// First and last day of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

/// The days from the first to the last that `value` names; `None` for durations, sets, times of an
/// unknown day and whatever else is no stretch of the calendar.
///
/// Seasons are those of the north (spring is March to May); a list or a range covers what lies
/// between its ends.
///
/// ```
/// use onomast::output::interval;
/// let july = interval("1950-07").unwrap();
/// assert_eq!((july.from.to_string(), july.to.to_string()), ("1950-07-01".into(), "1950-07-31".into()));
/// assert!(interval("P3D").is_none());
/// ```
pub fn interval(value: &str) -> Option<Interval> {
    value
        .split(['/', ';'])
        .map(single)
        .reduce(|a, b| {
            let (a, b) = (a?, b?);
            Some(Interval { from: a.from.min(b.from), to: a.to.max(b.to) })
        })
        .flatten()
}

fn single(value: &str) -> Option<Interval> {
    let day = value.split('T').next().filter(|day| !day.is_empty())?;
    let (before_christ, digits) = match day.strip_prefix("BC") {
        Some(rest) => (true, rest),
        None => (false, day),
    };
    let mut parts = digits.splitn(3, '-');
    let number = parts.next()?;
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let width = number.len();
    let number: i16 = number.parse().ok()?;
    // The year before 1 is 1 BC, which the calendar counts as 0.
    let year = if before_christ { 1 - number } else { number };
    match (width, parts.next(), parts.next()) {
        (2, None, None) => years(before_christ, number.checked_mul(100)?, 100),
        (3, None, None) => years(before_christ, number.checked_mul(10)?, 10),
        (4, None, None) => years(before_christ, number, 1),
        (4, Some(part), None) => part_of_year(year, part),
        (4, Some(month), Some(day)) => {
            let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Interval { from: date, to: date })
        }
        _ => None,
    }
}

/// So many years from `first` on; before Christ the years run backwards.
fn years(before_christ: bool, first: i16, count: i16) -> Option<Interval> {
    let last = first.checked_add(count - 1)?;
    let (from, to) = if before_christ { (1 - last, 1 - first) } else { (first, last) };
    Some(Interval { from: Date::new(from, 1, 1).ok()?, to: Date::new(to, 12, 31).ok()? })
}

fn part_of_year(year: i16, part: &str) -> Option<Interval> {
    let (first, months) = match part {
        "H1" => (1, 6),
        "H2" => (7, 6),
        "Q1" => (1, 3),
        "Q2" => (4, 3),
        "Q3" => (7, 3),
        "Q4" => (10, 3),
        "SP" => (3, 3),
        "SU" => (6, 3),
        "FA" | "AU" => (9, 3),
        "WI" => (12, 3),
        _ => match part.strip_prefix('W') {
            Some(week) => {
                let week = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?;
                let from = Date::from(week);
                return Some(Interval { from, to: from.checked_add(6.days()).ok()? });
            }
            None => (part.parse().ok()?, 1),
        },
    };
    let from = Date::new(year, first, 1).ok()?;
    let last = from.checked_add((months - 1).months()).ok()?;
    Some(Interval { from, to: last.last_of_month() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(value: &str) -> Option<String> {
        interval(value).map(|i| format!("{} {}", i.from, i.to))
    }

    #[test]
    fn every_precision_has_its_days() {
        let cases = [
            ("1950-07-12", "1950-07-12 1950-07-12"),
            ("1952-02", "1952-02-01 1952-02-29"),
            ("1950", "1950-01-01 1950-12-31"),
            ("193", "1930-01-01 1939-12-31"),
            ("18", "1800-01-01 1899-12-31"),
            ("1947-H2", "1947-07-01 1947-12-31"),
            ("1946-SU", "1946-06-01 1946-08-31"),
            ("1946-WI", "1946-12-01 1947-02-28"),
            ("BC0044-03-15", "-000043-03-15 -000043-03-15"),
            ("BC04", "-000498-01-01 -000399-12-31"),
            ("1950-W01", "1950-01-02 1950-01-08"),
            ("1950-10-01/1950-10-19", "1950-10-01 1950-10-19"),
            ("1945-08-18;1945-08-12", "1945-08-12 1945-08-18"),
            ("1950-07-12T10:00", "1950-07-12 1950-07-12"),
        ];
        for (value, expected) in cases {
            assert_eq!(days(value).as_deref(), Some(expected), "{value}");
        }
    }

    #[test]
    fn what_is_no_stretch_of_days_has_none() {
        for value in [
            "P3D",
            "T10:00",
            "XXXX-07",
            "",
            "PRESENT_REF",
            "1950-13",
            "1950-02-30",
            "1950/P3D",
            "é",
        ] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
