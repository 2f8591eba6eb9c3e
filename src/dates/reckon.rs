//! Reckons relative dates: from a moment and "three days later" to a value.

use jiff::civil::Date;

use super::civil;
use super::format;
use super::grammar::{Amount, Point, Relative, Shape, Target, YearRef};
use super::lexicon::unit::Unit;
use super::timeline::Moment;

/// A relative date, reckoned.
pub(super) struct Reckoned {
    /// Its value.
    pub(super) value: String,
    /// The moment it names, as far as it is known.
    pub(super) moment: Option<Moment>,
}

impl Moment {
    /// The very day, where it is known.
    pub(super) fn date(self) -> Option<Date> {
        civil::date(self.year, self.month?, self.day?)
    }

    /// The moment that is this day.
    pub(super) fn of(date: Date) -> Self {
        Self {
            year: i32::from(date.year()),
            month: Some(date.month().unsigned_abs()),
            day: Some(date.day().unsigned_abs()),
        }
    }
}

/// Reckons `relative` from `base`. `quarterly` says that the text reckons in quarters, so that "a
/// year earlier" is the same quarter of the year before.
pub(super) fn reckon(relative: &Relative, base: Moment, quarterly: Option<u8>) -> Option<Reckoned> {
    let direction = i64::from(relative.direction.signum());
    match relative.target {
        Target::Unit(unit, amount) => {
            let Amount::Exact(count) = amount else {
                return Some(Reckoned { value: vague(unit, base), moment: None });
            };
            by_unit(unit, direction * i64::from(count), base, quarterly)
        }
        Target::Weekday(weekday) => by_weekday(weekday, relative.direction, base),
        Target::WeekdayOfWeek(weekday) => {
            let date = base.date()?;
            let days = i64::from(weekday) - i64::from(civil::weekday(date)) + 7 * direction;
            let moment = Moment::of(civil::add_days(date, days)?);
            Some(Reckoned { value: day_value(moment)?, moment: Some(moment) })
        }
        Target::Month(month) => {
            let year = match relative.direction {
                -1 if base.month.is_none_or(|now| month >= now) => base.year.checked_sub(1)?,
                1 if base.month.is_none_or(|now| month <= now) => base.year.checked_add(1)?,
                _ => base.year,
            };
            settled(Shape::Month(month), year)
        }
        Target::Season(season) => {
            let year = season_year(season, relative.direction, base)?;
            settled(Shape::Season(season), year)
        }
        Target::LatestQuarter => {
            let quarter = quarterly.or_else(|| {
                let over = quarter_of(base.month?) - 1;
                Some(if over == 0 { 4 } else { over })
            })?;
            reckon(&Relative { target: Target::Quarter(quarter), ..*relative }, base, quarterly)
        }
        Target::LatestQuarterOf(year) => {
            let over = base.month.map(|month| (quarter_of(month) + 2) % 4 + 1);
            settled(Shape::Quarter(quarterly.or(over)?), year)
        }
        Target::Moment => {
            let shape = match (base.month, base.day) {
                (Some(_), Some(day)) => Shape::Day { month: base.month, day },
                (Some(month), None) => Shape::Month(month),
                (None, _) => Shape::Year,
            };
            let year = YearRef::Known(base.year);
            let point = Point { shape, year, modifier: None, weekday: None, core: None };
            Some(Reckoned { value: format::point(&point)?, moment: None })
        }
        Target::Quarter(quarter) => {
            // Quarters are spoken of after they end.
            let now = base.month.map_or(4, quarter_of);
            let year = if quarter > now { base.year.checked_sub(1)? } else { base.year };
            // The last quarter is looked forward to in autumn.
            let year = if quarter == 4 && now >= 3 { base.year } else { year };
            settled(Shape::Quarter(quarter), year)
        }
    }
}

pub(super) fn quarter_of(month: u8) -> u8 {
    month.saturating_sub(1) / 3 + 1
}

fn settled(shape: Shape, year: i32) -> Option<Reckoned> {
    let point =
        Point { shape, year: YearRef::Known(year), modifier: None, weekday: None, core: None };
    let month = match shape {
        Shape::Month(month) => Some(month),
        Shape::Season(season) => Some(season * 3),
        Shape::Quarter(quarter) => Some(quarter * 3 - 1),
        _ => None,
    };
    let moment = Some(Moment { year, month, day: None });
    Some(Reckoned { value: format::point(&point)?, moment })
}

fn season_year(season: u8, direction: i8, base: Moment) -> Option<i32> {
    let Some(month) = base.month else {
        return base.year.checked_add(i32::from(direction));
    };
    // Spring ends in May, summer in August, autumn in November; winter is that of its December.
    let over = month > season * 3 + 2 || (season == 4 && month <= 2);
    match direction {
        -1 if season == 4 => Some(base.year - 1),
        -1 if over => Some(base.year),
        -1 => base.year.checked_sub(1),
        1 if month < season * 3 => Some(base.year),
        1 => base.year.checked_add(1),
        _ => Some(base.year),
    }
}

fn vague(unit: Unit, base: Moment) -> String {
    let year = format::year(base.year);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX".to_owned(),
        Unit::Day => "XXXX-XX-XX".to_owned(),
        Unit::Weekend | Unit::Week | Unit::Fortnight => format!("{year}-WXX"),
        Unit::Month => format!("{year}-XX"),
        Unit::Quarter => format!("{year}-QX"),
        Unit::Year => format!("{}X", year.get(..3).unwrap_or("XXX")),
        Unit::Decade => "XXX".to_owned(),
        Unit::Century | Unit::Millennium => "XX".to_owned(),
    }
}

fn by_unit(unit: Unit, count: i64, base: Moment, quarterly: Option<u8>) -> Option<Reckoned> {
    let year_text = format::year(base.year);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => None,
        Unit::Day => {
            let Some(date) = base.date() else {
                let value = match base.month {
                    Some(month) => format!("{year_text}-{month:02}-XX"),
                    None => format!("{year_text}-XX-XX"),
                };
                return Some(Reckoned { value, moment: Some(base) });
            };
            let date = civil::add_days(date, count)?;
            let moment = Moment::of(date);
            Some(Reckoned { value: day_value(moment)?, moment: Some(moment) })
        }
        Unit::Weekend | Unit::Week | Unit::Fortnight => {
            let weeks = if unit == Unit::Fortnight { count.checked_mul(2)? } else { count };
            let Some(date) = base.date() else {
                return Some(Reckoned { value: format!("{year_text}-WXX"), moment: Some(base) });
            };
            // Early in the week "the weekend" is the one just over.
            let just_over = unit == Unit::Weekend && count == 0 && civil::weekday(date) <= 3;
            let weeks = if just_over { -1 } else { weeks };
            let date = civil::add_days(date, weeks.checked_mul(7)?)?;
            let (year, week) = civil::iso_week(date);
            let end = if unit == Unit::Weekend { "-WE" } else { "" };
            let value = format!("{year:04}-W{week:02}{end}");
            Some(Reckoned { value, moment: Some(Moment::of(date)) })
        }
        Unit::Month => {
            let Some(month) = base.month else {
                let value = format!("{year_text}-XX");
                return Some(Reckoned { value, moment: Some(base) });
            };
            let (year, month) = civil::add_months(base.year, month, count)?;
            settled(Shape::Month(month), year)
        }
        Unit::Quarter => {
            let quarter = match quarterly {
                Some(quarter) => quarter,
                None => quarter_of(base.month?),
            };
            let (year, month) = civil::add_months(base.year, quarter * 3, count.checked_mul(3)?)?;
            settled(Shape::Quarter(quarter_of(month)), year)
        }
        Unit::Year => {
            let year = base.year.checked_add(i32::try_from(count).ok()?)?;
            match quarterly.filter(|_| count == -1) {
                Some(quarter) => settled(Shape::Quarter(quarter), year),
                None => settled(Shape::Year, year),
            }
        }
        Unit::Decade | Unit::Century => {
            let size = if unit == Unit::Decade { 10 } else { 100 };
            let count = i32::try_from(count).ok()?;
            let period = base.year.div_euclid(size).checked_add(count)?;
            let shape =
                if unit == Unit::Decade { Shape::Decade(period) } else { Shape::Century(period) };
            let moment = Some(Moment { year: period.checked_mul(size)?, month: None, day: None });
            let point =
                Point { shape, year: YearRef::Missing, modifier: None, weekday: None, core: None };
            Some(Reckoned { value: format::point(&point)?, moment })
        }
    }
}

/// -1 the last before, 0 the last up to the day itself, 1 the next after, 2 the next from the day on.
fn by_weekday(weekday: u8, direction: i8, base: Moment) -> Option<Reckoned> {
    let date = base.date()?;
    let ahead = (i64::from(weekday) + 7 - i64::from(civil::weekday(date))) % 7;
    let days = match direction {
        -1 => ahead - 7,
        0 if ahead == 0 => 0,
        0 => ahead - 7,
        1 if ahead == 0 => 7,
        _ => ahead,
    };
    let moment = Moment::of(civil::add_days(date, days)?);
    Some(Reckoned { value: day_value(moment)?, moment: Some(moment) })
}

/// The value of a day.
pub(super) fn day_value(moment: Moment) -> Option<String> {
    let shape = Shape::Day { month: moment.month, day: moment.day? };
    format::point(&Point {
        shape,
        year: YearRef::Known(moment.year),
        modifier: None,
        weekday: None,
        core: None,
    })
}
