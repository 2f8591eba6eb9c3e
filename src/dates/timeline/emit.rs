//! From a settled date to the mention that is put out.

use super::super::format;
use super::super::grammar::{Join, Parse, Piece, Point, Shape, YearRef};
use super::super::lexer::class;
use super::super::value::{DateMention, DateValue, Scope, TimexType};
use super::settle::Settled;
use super::{Report, Timeline};

impl Timeline<'_> {
    pub(super) fn read_point(
        &mut self,
        parse: &Parse,
        point: &Point,
        rule: &'static str,
        mentions: &mut Vec<DateMention>,
    ) {
        let settled = self.settle(*point, parse.start);
        // A season is too long, and a winter too ambiguous, to move the story on.
        let season = matches!(point.shape, Shape::Season(_)) && point.year == YearRef::Missing;
        if !season {
            self.advance(parse, &settled);
        }
        let calendar = self.options.scope == Scope::Calendar;
        if let (Shape::Quarter(quarter), YearRef::Known(year)) = (point.shape, settled.point.year) {
            self.report = Some(Report { quarter, year, longer: false });
        }
        if calendar && !is_calendar(point) {
            return;
        }
        let mut start = if calendar { point.core.unwrap_or(parse.start) } else { parse.start };
        if !calendar {
            start = self.with_article(start, parse.end, point);
        }
        let span = self.span(start, parse.end);
        mentions.push(DateMention { span, value: value_of(&settled), rule });
    }

    pub(super) fn read_joined(
        &mut self,
        parse: &Parse,
        pieces: &[Piece],
        join: Join,
        rule: &'static str,
        mentions: &mut Vec<DateMention>,
    ) {
        let mut settled: Vec<Settled> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let mut point = piece.point;
            // What the first piece was given, the others share.
            if let Some(first) = settled.first()
                && point.year == YearRef::Missing
                && let YearRef::Known(year) = first.point.year
            {
                point.year = YearRef::Known(year);
                settled.push(Settled { point, ..*first });
                continue;
            }
            settled.push(self.settle(point, parse.start));
        }
        if let Some(last) = settled.last() {
            let last = *last;
            self.advance(parse, &last);
        }
        if self.options.scope == Scope::Timex3 {
            for (i, (piece, settled)) in pieces.iter().zip(&settled).enumerate() {
                let start = if i == 0 {
                    self.with_article(piece.start, piece.end, &piece.point)
                } else {
                    piece.start
                };
                let span = self.span(start, piece.end);
                mentions.push(DateMention { span, value: value_of(settled), rule });
            }
            return;
        }
        let separator = match join {
            Join::Range => "/",
            Join::List => ";",
            Join::And if self.word_before(parse.start, "between") => "/",
            Join::And => ";",
        };
        let values: Option<Vec<String>> = settled.iter().map(|s| format::point(&s.point)).collect();
        let value = DateValue {
            timex: TimexType::Date,
            value: values.map(|v| v.join(separator)),
            modifier: None,
            anchor: settled.iter().find_map(|s| s.anchor),
            uncertain: settled.iter().any(|s| s.uncertain),
        };
        let span = self.span(parse.start, parse.end);
        mentions.push(DateMention { span, value, rule });
    }

    /// In TIMEX3 the article belongs to the expression.
    pub(super) fn with_article(&self, start: usize, end: usize, point: &Point) -> usize {
        // "the Spring Offensive": the article is that of the name.
        if self.tokens.get(end).is_some_and(|t| t.is(class::EVENT) && t.is(class::CAP)) {
            return start;
        }
        let bare =
            matches!(point.shape, Shape::Year) && point.modifier.is_none() && point.core.is_none();
        let month = matches!(point.shape, Shape::Month(_))
            && point.modifier.is_none()
            && self.tokens.get(start).is_some_and(|t| t.is(class::MONTH));
        // "the Oct. 23 session": the article is that of the noun.
        let month_first = matches!(point.shape, Shape::Day { month: Some(_), .. })
            && self.tokens.get(start).is_some_and(|t| t.is(class::MONTH));
        if bare || month || month_first || !self.word_before(start, "the") {
            return start;
        }
        start.saturating_sub(1)
    }
}

/// Whether the calendar scope holds it: a season or a quarter needs its year beside it.
pub(super) fn is_calendar(point: &Point) -> bool {
    match point.shape {
        Shape::Season(_) | Shape::Quarter(_) | Shape::Half(_) => point.year != YearRef::Missing,
        Shape::Day { month, .. } => month.is_some(),
        _ => true,
    }
}

pub(super) fn value_of(settled: &Settled) -> DateValue {
    DateValue {
        timex: TimexType::Date,
        value: format::point(&settled.point),
        modifier: settled.point.modifier,
        anchor: settled.anchor,
        uncertain: settled.uncertain,
    }
}
