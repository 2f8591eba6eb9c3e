//! A stretch of the calendar, and the mention that gave it.

use super::super::grammar::{Meaning, Point, Shape, TimeOf, YearRef};

/// A stretch of the calendar that the narrative has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) struct Moment {
    pub(in crate::dates) year: i32,
    pub(in crate::dates) month: Option<u8>,
    pub(in crate::dates) day: Option<u8>,
}

impl Moment {
    /// For telling earlier from later: what is not known comes first.
    pub(super) fn order(self) -> (i32, u8, u8) {
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }
}

/// A moment and the mention that gave it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) moment: Moment,
    /// Clean byte offset of the mention.
    pub(super) at: usize,
    pub(super) sentence: usize,
}

/// The month of a point, or about the month of a season.
pub(super) fn month_of(point: &Point) -> Option<u8> {
    match point.shape {
        Shape::Day { month, .. } => month,
        Shape::Month(month) | Shape::WeekOfMonth { month, .. } => Some(month),
        Shape::Reckoned(rule) => Some(rule.month()),
        Shape::Season(season) => Some(season.min(4) * 3),
        Shape::Quarter(quarter) => Some(quarter.min(4) * 3 - 1),
        _ => None,
    }
}

/// The moment of a point whose year is known.
pub(super) fn known_moment(point: &Point) -> Option<Moment> {
    let YearRef::Known(year) = point.year else { return None };
    let (month, day) = match point.shape {
        Shape::Day { month, day } => (month, Some(day)),
        Shape::Impossible => return None,
        _ => (month_of(point), None),
    };
    Some(Moment { year, month, day })
}

pub(super) fn first_point(meaning: &Meaning) -> Option<Point> {
    match meaning {
        Meaning::Point(point) => Some(*point),
        Meaning::Joined { pieces, .. } => pieces.first().map(|p| p.point),
        Meaning::Time { of: TimeOf::Point(point), .. } => Some(*point),
        Meaning::Duration { inside: Some(inside), .. } => Some(inside.piece.point),
        _ => None,
    }
}
