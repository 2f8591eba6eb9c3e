//! ISO 8601 / TIMEX3 values.

use super::civil;
use super::grammar::{Point, Shape, YearRef};

/// The year of a value: `1950`, `0079`, `BC0044` (0 is 1 BC).
pub(super) fn year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i64::from(year)) }
}

/// The letters of a season: 1 spring … 4 winter.
pub(super) fn season(season: u8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

/// The value of a point; `None` where its year is not known, or the day does not exist.
pub(super) fn point(point: &Point) -> Option<String> {
    match point.shape {
        Shape::Decade(decade) => return Some(decade.to_string()),
        Shape::Century(century @ 0..) => return Some(format!("{century:02}")),
        Shape::Century(century) => return Some(format!("BC{:02}", -century - 1)),
        Shape::Impossible | Shape::ShortDecade(_) | Shape::Reckoned(_) => return None,
        _ => {}
    }
    let YearRef::Known(number) = point.year else { return None };
    let year = year(number);
    Some(match point.shape {
        Shape::Day { month, day } => format!("{year}-{:02}-{day:02}", month?),
        Shape::Month(month) => format!("{year}-{month:02}"),
        Shape::WeekOfMonth { month, week } => match week_of_month(number, month, week) {
            Some((year, week)) => format!("{year:04}-W{week:02}"),
            None => format!("{year}-{month:02}"),
        },
        Shape::Season(season) => {
            format!("{year}-{}", self::season(season))
        }
        Shape::Half(half) => format!("{year}-H{half}"),
        Shape::Quarter(quarter) => format!("{year}-Q{quarter}"),
        _ => year,
    })
}

/// ISO week of the first, second ... last week of a month, counted by its days.
fn week_of_month(year: i32, month: u8, week: i8) -> Option<(i32, u8)> {
    let day = match week {
        -1 => civil::days_in_month(year, month) - 3,
        week => u8::try_from(week).ok()?.checked_mul(7)?.checked_sub(3)?,
    };
    civil::date(year, month, day).map(civil::iso_week)
}
