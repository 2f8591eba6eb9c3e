//! News: what it leaves out is reckoned from the day it was written.

use super::super::grammar::{
    Base, Meaning, Parse, Point, Relative, Shape, Target, TimeOf, YearRef,
};
use super::super::value::Scope;
use super::Timeline;
use super::moment::{Moment, month_of};
use super::settle::{Settled, nearest_century, year_after, year_before};

impl Timeline<'_> {
    /// The day of writing, if the text is news of that day: it speaks of "Friday" and "last week",
    /// or the years it names are of its time.
    pub(super) fn day_of_news(&self, parses: &[Parse]) -> Option<Moment> {
        let published = self.options.published.filter(|_| self.options.scope == Scope::Timex3)?;
        let written = Moment::of(published);
        let deictic = parses.iter().filter(|p| is_deictic(&p.meaning)).count();
        let mut years: Vec<i32> = self.ahead.iter().map(|a| a.moment.year).collect();
        years.sort_unstable();
        let middle = years.get(years.len() / 2);
        let near = middle.is_none_or(|year| (written.year - year).abs() <= 1);
        (near || deictic * 4 >= years.len()).then_some(written)
    }

    /// In news, a date without a year is one near the day of writing.
    pub(super) fn settle_in_news(
        &self,
        mut point: Point,
        written: Moment,
        token: usize,
    ) -> Settled {
        let at = |point: Point| Settled { point, anchor: None, uncertain: false };
        if let Shape::ShortDecade(decade) = point.shape {
            let year = nearest_century(decade + 5, written.year) - 5;
            point.shape = Shape::Decade(year.div_euclid(10));
            return at(point);
        }
        if let Shape::Day { month: None, day } = point.shape {
            point.shape = Shape::Day { month: written.month, day };
        }
        let year = match point.year {
            YearRef::Short(year) => nearest_century(year, written.year),
            YearRef::Shift(years) | YearRef::ShiftWriting(years) => {
                written.year.saturating_add(years)
            }
            YearRef::Previous => year_before(&point, written),
            YearRef::Next => year_after(&point, written),
            YearRef::Missing | YearRef::Known(_) => self.nearest_year(&point, written, token),
        };
        point.year = YearRef::Known(year);
        at(point)
    }

    /// The year of a month or day in news: the last such, or the next if the verb looks ahead; a day
    /// a few weeks off is the nearest one.
    pub(super) fn nearest_year(&self, point: &Point, written: Moment, token: usize) -> i32 {
        let (Some(month), Some(now)) = (month_of(point), written.month) else {
            return written.year;
        };
        let ahead = i32::from(month) - i32::from(now);
        let day = matches!(point.shape, Shape::Day { .. });
        let until = ["by", "until"].iter().any(|word| self.word_before(token, word));
        let future = if until { Some(true) } else { self.tense_at(token, token + 1) };
        match (ahead, future) {
            (1..=3, _) if day => written.year,
            (1.., Some(false)) | (7.., None) => written.year - 1,
            (-11..=-8, None | Some(true)) if day => written.year + 1,
            (..=-1, Some(true)) if !day => written.year + 1,
            _ => written.year,
        }
    }
}

/// Whether it points to the day of writing.
pub(super) fn is_deictic(meaning: &Meaning) -> bool {
    let relative = |relative: &Relative| {
        relative.base == Base::Writing || matches!(relative.target, Target::Weekday(_))
    };
    match meaning {
        Meaning::Today => true,
        Meaning::Relative(r) | Meaning::Time { of: TimeOf::Relative(r), .. } => relative(r),
        _ => false,
    }
}
