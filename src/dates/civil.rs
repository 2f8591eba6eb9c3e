//! Civil calendar arithmetic: which days exist, and what lies so many units before or after.
//!
//! A thin layer over [`jiff::civil`] that never panics and answers `None` where the calendar ends.

use jiff::civil::{Date, ISOWeekDate};
use jiff::{Span, ToSpan};

/// Whether the day exists. A 29 February without a year does.
pub(super) fn exists(year: Option<i32>, month: u8, day: u8) -> bool {
    // A leap year stands in for the unknown one, and for years outside of jiff's calendar.
    date(year.filter(|y| (1..=9999).contains(y)).unwrap_or(2000), month, day).is_some()
}

/// The day, if it exists.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day so many days later (or earlier, where negative).
pub(super) fn add_days(from: Date, days: i64) -> Option<Date> {
    let span: Span = days.checked_abs().filter(|d| *d < 4_000_000).map(|_| days.days())?;
    from.checked_add(span).ok()
}

/// Year and month so many months later (or earlier).
pub(super) fn add_months(year: i32, month: u8, months: i64) -> Option<(i32, u8)> {
    let total = i64::from(year).checked_mul(12)?.checked_add(i64::from(month) - 1)?;
    let total = total.checked_add(months)?;
    Some((i32::try_from(total.div_euclid(12)).ok()?, u8::try_from(total.rem_euclid(12) + 1).ok()?))
}

/// Weekday, Monday = 1 … Sunday = 7.
pub(super) fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// ISO year and week of a day.
pub(super) fn iso_week(date: Date) -> (i32, u8) {
    let week: ISOWeekDate = date.iso_week_date();
    (i32::from(week.year()), week.week().unsigned_abs())
}

/// Last day of a month.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    date(year, month, 1).map_or(31, |d| d.days_in_month().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_none() {
        assert!(!exists(Some(2008), 4, 31));
        assert!(!exists(Some(1900), 2, 29));
        assert!(exists(None, 2, 29));
        assert!(exists(Some(-43), 3, 15));
        assert!(!exists(Some(1950), 13, 1));
    }

    #[test]
    fn sums_cross_months_and_years() {
        let new_year = date(1949, 12, 31).and_then(|d| add_days(d, 1));
        assert_eq!(new_year, date(1950, 1, 1));
        assert_eq!(add_months(1950, 1, -1), Some((1949, 12)));
        assert_eq!(add_months(1950, 11, 14), Some((1952, 1)));
        assert_eq!(date(1950, 1, 1).and_then(|d| add_days(d, i64::MIN)), None);
    }

    #[test]
    fn weeks_and_weekdays() {
        let day = date(1950, 6, 25).unwrap();
        assert_eq!(weekday(day), 7);
        assert_eq!(iso_week(day), (1950, 25));
        assert_eq!(days_in_month(1948, 2), 29);
    }
}
