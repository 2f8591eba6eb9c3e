//! Settles the year that a date leaves out.

use super::super::civil;
use super::super::grammar::{Point, Shape, YearRef};
use super::Timeline;
use super::moment::{Anchor, Moment, month_of};

/// A month so many months back is that of the next year.
const CROSSING: u8 = 5;

/// A point whose year is settled, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub(super) point: Point,
    pub(super) anchor: Option<usize>,
    pub(super) uncertain: bool,
}

impl Timeline<'_> {
    /// The date from which a missing year is taken, and whether it is only a guess.
    pub(super) fn source(&self, token: usize) -> Option<(Anchor, bool)> {
        let at = self.offset(token);
        let sentence = self.document.sentence_at(at);
        // Where the year is known to be the story's, the date passed by did not give it.
        let year = self.step.and_then(|step| step.year);
        let storys = self.story.is_some_and(|story| Some(story.moment.year) == year);
        let excursion = self.excursion.filter(|e| e.sentence == sentence);
        if let Some(excursion) = excursion.filter(|e| !storys || Some(e.moment.year) == year) {
            return Some((excursion, false));
        }
        if let Some(story) = self.story {
            return Some((story, false));
        }
        if let Some(aside) = self.aside.filter(|a| a.sentence == sentence) {
            return Some((aside, false));
        }
        if let Some(ahead) = self.ahead.iter().find(|a| a.at > at) {
            return Some((*ahead, false));
        }
        self.aside.map(|aside| (aside, true))
    }

    /// Settles a point: its year, and the day that follows from it.
    pub(super) fn settle(&self, point: Point, token: usize) -> Settled {
        let mut settled = self.settle_year(point, token);
        if let (Shape::Reckoned(rule), YearRef::Known(year)) =
            (settled.point.shape, settled.point.year)
        {
            settled.point.shape = rule.day(year).map_or(Shape::Impossible, |date| {
                let Moment { month, day, .. } = Moment::of(date);
                Shape::Day { month, day: day.unwrap_or(1) }
            });
        }
        settled
    }

    fn settle_year(&self, mut point: Point, token: usize) -> Settled {
        if matches!(point.shape, Shape::Decade(_) | Shape::Century(_) | Shape::Impossible)
            || matches!(point.year, YearRef::Known(_))
                && !matches!(point.shape, Shape::ShortDecade(_))
        {
            return Settled { point, anchor: None, uncertain: false };
        }
        if let Some(written) = self.news.filter(|_| point.year != YearRef::Shift(0)) {
            return self.settle_in_news(point, written, token);
        }
        let Some((anchor, guess)) = self.source(token) else {
            return self.last_resort(point);
        };
        let moment = anchor.moment;
        match point.shape {
            Shape::ShortDecade(decade) => {
                let year = nearest_century(decade + 5, moment.year) - 5;
                point.shape = Shape::Decade(year.div_euclid(10));
            }
            Shape::Day { month: None, .. } => {
                let Shape::Day { day, .. } = point.shape else { return self.last_resort(point) };
                let Some(month) = moment.month else {
                    return Settled { point, anchor: None, uncertain: false };
                };
                point.shape = Shape::Day { month: Some(month), day };
                point.year = YearRef::Known(moment.year);
            }
            _ => {
                let shifted = self.step.and_then(|step| step.year);
                let year = match point.year {
                    YearRef::Shift(_) | YearRef::Previous | YearRef::Next if shifted.is_some() => {
                        shifted.unwrap_or(moment.year)
                    }
                    YearRef::Short(year) => nearest_century(year, moment.year),
                    YearRef::Shift(years) | YearRef::ShiftWriting(years) => {
                        moment.year.saturating_add(years)
                    }
                    YearRef::Previous => year_before(&point, moment),
                    YearRef::Next => year_after(&point, moment),
                    YearRef::Missing | YearRef::Known(_) => {
                        self.year_in_story(&point, moment, token)
                    }
                };
                point.year = YearRef::Known(year);
            }
        }
        if let (Shape::Day { month: Some(month), day }, YearRef::Known(year)) =
            (point.shape, point.year)
            && !civil::exists(Some(year), month, day)
        {
            point.year = YearRef::Missing;
        }
        Settled { point, anchor: Some(anchor.at), uncertain: guess }
    }

    /// Nothing in the text gives the year: the publication's own, flagged.
    pub(super) fn last_resort(&self, mut point: Point) -> Settled {
        let Some(published) = self.options.published else {
            return Settled { point, anchor: None, uncertain: false };
        };
        let year = i32::from(published.year());
        match (point.shape, point.year) {
            (Shape::ShortDecade(decade), _) => {
                point.shape = Shape::Decade(last_with(decade, year).div_euclid(10));
            }
            (_, YearRef::Short(short)) => point.year = YearRef::Known(last_with(short, year)),
            (Shape::Day { month: None, .. }, _) => {}
            (_, YearRef::ShiftWriting(years)) => {
                point.year = YearRef::Known(year.saturating_add(years));
            }
            _ => point.year = YearRef::Known(year),
        }
        Settled { point, anchor: None, uncertain: true }
    }

    /// The year of a date without one, from the moment the story has reached.
    pub(super) fn year_in_story(&self, point: &Point, story: Moment, token: usize) -> i32 {
        if let (Some(weekday), Shape::Day { month: Some(month), day }) =
            (point.weekday, point.shape)
        {
            let fits = |year: &i32| {
                civil::date(*year, month, day).is_some_and(|d| civil::weekday(d) == weekday)
            };
            let near = [story.year, story.year + 1, story.year - 1];
            if let Some(year) = near.iter().find(|y| fits(y)) {
                return *year;
            }
        }
        if point.shape == Shape::Season(4) {
            // The winter that begins as the year ends is that of its January.
            return story.year + i32::from(story.month.is_some_and(|from| from >= 9));
        }
        if let Some(year) = self.step.and_then(|step| step.year) {
            return year;
        }
        let (Some(month), Some(from)) = (month_of(point), story.month) else { return story.year };
        let back = self.past_perfect(token) || self.already(token);
        if back && month > from + CROSSING {
            // "In March 1951 they broke the siege that had begun in November."
            story.year - 1
        } else if !back && month + CROSSING <= from {
            // December to January: the story has gone on.
            story.year + 1
        } else {
            story.year
        }
    }
}

pub(super) fn year_before(point: &Point, story: Moment) -> i32 {
    match (month_of(point), story.month) {
        (Some(month), Some(now)) if month < now => story.year,
        _ => story.year.saturating_sub(1),
    }
}

pub(super) fn year_after(point: &Point, story: Moment) -> i32 {
    match (month_of(point), story.month) {
        (Some(month), Some(now)) if month > now => story.year,
        _ => story.year.saturating_add(1),
    }
}

/// The year with these last two digits nearest to another year.
pub(super) fn nearest_century(short: i32, year: i32) -> i32 {
    let century = year.div_euclid(100) * 100;
    [century - 100, century, century + 100]
        .into_iter()
        .map(|c| c + short)
        .min_by_key(|y| (y - year).abs())
        .unwrap_or(century + short)
}

/// The last year not after `year` with these last two digits.
pub(super) fn last_with(short: i32, year: i32) -> i32 {
    let same = year.div_euclid(100) * 100 + short;
    if same > year { same - 100 } else { same }
}
