//! Days that a rule gives once the year is known: the last Monday of May, Easter.

use jiff::civil::Date;

use super::civil;

/// How a day is found in its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayRule {
    /// The first, second ... (-1: last) such weekday of a month, and so many days after it.
    Nth {
        /// 1 to 12.
        month: u8,
        /// Monday = 1.
        weekday: u8,
        /// 1 to 5, or -1.
        nth: i8,
        /// Days after it.
        plus: i8,
    },
    /// So many days after Easter Sunday of the western churches.
    Easter(i8),
}

impl DayRule {
    /// The day in a year; `None` where the year has no such day.
    pub(super) fn day(self, year: i32) -> Option<Date> {
        match self {
            Self::Nth { month, weekday, nth, plus } => {
                let days = i32::from(civil::days_in_month(year, month));
                let first = i32::from(civil::weekday(civil::date(year, month, 1)?));
                let offset = (i32::from(weekday) + 7 - first) % 7;
                let day = match nth {
                    -1 if offset + 29 > days => offset + 22,
                    -1 => offset + 29,
                    nth @ 1..=5 => offset + 1 + (i32::from(nth) - 1) * 7,
                    _ => return None,
                };
                let day = u8::try_from(day).ok().filter(|day| i32::from(*day) <= days)?;
                civil::add_days(civil::date(year, month, day)?, i64::from(plus))
            }
            Self::Easter(days) => civil::add_days(easter(year)?, i64::from(days)),
        }
    }

    /// About the month it falls in.
    pub(super) fn month(self) -> u8 {
        match self {
            Self::Nth { month, .. } => month,
            Self::Easter(days) if days < -40 => 2,
            Self::Easter(days) if days > 30 => 5,
            Self::Easter(_) => 4,
        }
    }
}

/// Easter Sunday by the Gregorian reckoning, from the moon's place in its cycle of nineteen years.
fn easter(year: i32) -> Option<Date> {
    if !(1583..=4099).contains(&year) {
        return None;
    }
    let golden = year % 19;
    let century = year / 100;
    let leap_days = century / 4;
    let moon = (8 * century + 13) / 25;
    let epact = (19 * golden + century - leap_days - moon + 15) % 30;
    // The full moon falls so many days after 21 March, one less in two corners of the table.
    let full = epact - epact / 28 * (1 - 29 / (epact + 1) * (21 - golden) / 11);
    let weekday = (year + year / 4 + full + 2 - century + leap_days) % 7;
    let days = full - weekday;
    civil::add_days(civil::date(year, 3, 28)?, i64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanacs_have_it() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1886, 4, 25),
            (1916, 4, 23),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2008, 3, 23),
            (2018, 4, 1),
        ] {
            assert_eq!(easter(year), civil::date(year, month, day), "{year}");
        }
        assert_eq!(easter(1066), None);
    }

    #[test]
    fn weekdays_are_counted_in_their_month() {
        let nth = |nth| DayRule::Nth { month: 5, weekday: 1, nth, plus: 0 };
        assert_eq!(nth(-1).day(1950), civil::date(1950, 5, 29));
        assert_eq!(nth(1).day(1950), civil::date(1950, 5, 1));
        assert_eq!(nth(5).day(1950), civil::date(1950, 5, 29));
        assert_eq!(nth(5).day(1951), None);
    }
}
