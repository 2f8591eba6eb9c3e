//! Fills in what dates leave out, from the text's own order of time.
//!
//! The *story* is the date the narrative has reached: the last date that is not an aside (a
//! reference in brackets, a copyright, the year in a war's name) and not only passed by.
//! [`narrative`] weighs all dates of the text against each other to tell which those are, and which
//! year a date has that leaves it out; then the text is read once, forwards, and every expression is
//! settled from the story so far.

mod cues;
mod emit;
mod moment;
mod narrative;
mod news;
mod role;
mod settle;

pub(super) use moment::Moment;

use moment::{Anchor, first_point, known_moment};
use narrative::Step;
use role::Role;

use super::format;
use super::grammar::{Base, Grammar, Guard, Meaning, Parse, Piece, Relative, Target, TimeOf};
use super::lexer::Token;
use super::lexicon::unit::Unit;
use super::reckon::{self, reckon};
use super::scan::Scanned;
use super::value::{DateMention, DateValue, Options, Scope, TimexType};
use crate::text::{CleanSpan, Document};

/// Resolves every expression of a document, in text order.
pub(super) fn resolve(
    document: &Document,
    scanned: &Scanned,
    options: &Options,
) -> Vec<DateMention> {
    let mut line = Timeline::new(document, scanned, options);
    let mut mentions = Vec::new();
    let steps = if line.news.is_some() { Vec::new() } else { line.walk(&scanned.parses) };
    for (index, parse) in scanned.parses.iter().enumerate() {
        line.step = steps.get(index).copied().flatten();
        line.read(parse, &mut mentions);
    }
    mentions
}

struct Timeline<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    options: &'a Options,
    story: Option<Anchor>,
    /// The last date seen that was only an aside.
    aside: Option<Anchor>,
    /// The last bare year that was only a look back or ahead.
    excursion: Option<Anchor>,
    /// The day of writing, in news only: there it is what every incomplete date is reckoned from.
    news: Option<Moment>,
    /// What a financial report is about, once it has named a quarter.
    report: Option<Report>,
    /// Dates given in full further on, in text order, for incomplete ones before the first of them.
    ahead: Vec<Anchor>,
    /// What each date in full is, seen by itself.
    roles: Vec<Option<Role>>,
    /// What the expression being read is to the story.
    step: Option<Step>,
}

/// What a financial report is about.
#[derive(Clone, Copy, Debug)]
struct Report {
    /// The last quarter named.
    quarter: u8,
    /// Its year.
    year: i32,
    /// Whether the text has gone on to "the nine months" since.
    longer: bool,
}

impl<'a> Timeline<'a> {
    fn new(document: &'a Document, scanned: &'a Scanned, options: &'a Options) -> Self {
        let mut line = Self {
            document,
            tokens: &scanned.tokens,
            options,
            story: None,
            aside: None,
            excursion: None,
            news: None,
            report: None,
            ahead: Vec::new(),
            roles: Vec::new(),
            step: None,
        };
        line.roles = vec![None; scanned.parses.len()];
        for (index, parse) in scanned.parses.iter().enumerate() {
            if let Some(point) = first_point(&parse.meaning)
                && let Some(moment) = known_moment(&point)
            {
                let role = line.role(parse, &point);
                line.roles[index] = Some(role);
                if role != Role::Story {
                    continue;
                }
                let anchor = line.anchor(parse.start, moment);
                line.ahead.push(anchor);
            }
        }
        line.news = line.day_of_news(&scanned.parses);
        line
    }

    fn offset(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(0, |t| t.start)
    }

    fn anchor(&self, token: usize, moment: Moment) -> Anchor {
        let at = self.offset(token);
        Anchor { moment, at, sentence: self.document.sentence_at(at) }
    }

    fn span(&self, start: usize, end: usize) -> CleanSpan {
        let last = end.checked_sub(1).and_then(|i| self.tokens.get(i));
        CleanSpan::new(self.offset(start), last.map_or(0, |t| t.end))
    }

    fn read(&mut self, parse: &Parse, mentions: &mut Vec<DateMention>) {
        let Some(rule) = Grammar::get().rule(parse) else { return };
        let kept = match rule.guard {
            Guard::News | Guard::Soon => self.news.is_some(),
            Guard::Story | Guard::StoryTime => self.news.is_none(),
            _ => true,
        };
        if !kept {
            return;
        }
        let rule = rule.name;
        let calendar = self.options.scope == Scope::Calendar;
        let (timex, value, modifier, anchor) = match &parse.meaning {
            Meaning::Point(point) => return self.read_point(parse, point, rule, mentions),
            Meaning::Joined { pieces, join } => {
                return self.read_joined(parse, pieces, *join, rule, mentions);
            }
            Meaning::Time { of: TimeOf::Point(point), date: Some((start, end)), .. }
                if calendar =>
            {
                let inner = Parse { start: *start, end: *end, ..parse.clone() };
                return self.read_point(&inner, point, rule, mentions);
            }
            Meaning::Time { of, clock, modifier, .. } => {
                let (day, anchor) = self.day_of_time(of, parse);
                let value = format!("{}{clock}", day.as_deref().unwrap_or("XXXX-XX-XX"));
                (TimexType::Time, Some(value), *modifier, anchor)
            }
            Meaning::Relative(relative) => {
                let (value, anchor) = self.reckon(relative, parse);
                if calendar && !matches!(relative.target, Target::Month(_)) {
                    return;
                }
                (TimexType::Date, value, relative.modifier, anchor)
            }
            Meaning::Duration { value, modifier, inside } => {
                if let Some(report) = &mut self.report
                    && matches!(value.as_str(), "P6M" | "P9M" | "P1Y")
                {
                    report.longer = true;
                }
                if let Some(inside) = inside {
                    let Piece { start, end, point } = inside.piece;
                    if self.news.is_some() {
                        // News counts them apart: "the first nine months" of "1997".
                        let value = Some(value.clone());
                        mentions.push(DateMention {
                            span: self.span(parse.start, inside.cut),
                            value: DateValue::plain(TimexType::Duration, value),
                            rule,
                        });
                        let inner = Parse { start, end, ..parse.clone() };
                        return self.read_point(&inner, &point, rule, mentions);
                    }
                    let settled = self.settle(point, parse.start);
                    self.advance(parse, &settled);
                }
                (TimexType::Duration, Some(value.clone()), *modifier, None)
            }
            Meaning::Set { value } => (TimexType::Set, Some(value.clone()), None, None),
            Meaning::Reference(value) => (TimexType::Date, Some((*value).to_owned()), None, None),
            Meaning::Today => {
                let value = self.news.and_then(reckon::day_value);
                (TimexType::Date, value.or_else(|| Some("PRESENT_REF".to_owned())), None, None)
            }
            Meaning::Unvalued(timex) => (*timex, None, None, None),
        };
        if calendar && !matches!(parse.meaning, Meaning::Relative(_)) {
            return;
        }
        let value = DateValue { timex, value, modifier, anchor, uncertain: false };
        let span = self.span(parse.start, parse.end);
        mentions.push(DateMention { span, value, rule });
    }

    /// The moment a relative date is reckoned from, and the mention that gave it.
    fn base(&self, base: Base, token: usize) -> Option<(Moment, Option<usize>)> {
        let story = || self.source(token).map(|(anchor, _)| (anchor.moment, Some(anchor.at)));
        let writing = self.news.map(|moment| (moment, None));
        match base {
            Base::Story if self.story.is_some() => story(),
            _ => writing.or_else(story),
        }
    }

    fn reckon(&mut self, relative: &Relative, parse: &Parse) -> (Option<String>, Option<usize>) {
        let Some((base, anchor)) = self.base(relative.base, parse.start) else {
            return (None, None);
        };
        let mut relative = *relative;
        if matches!(relative.target, Target::Weekday(_))
            && relative.direction == 0
            && self.looks_ahead(parse)
        {
            relative.direction = 2;
        }
        let yearly = matches!(relative.target, Target::Unit(Unit::Year, _));
        let earlier = Grammar::get().rule(parse).is_some_and(|r| {
            r.name.starts_with("relative.later") || r.name.starts_with("relative.year-earlier")
        });
        let report = self.report.filter(|_| self.news.is_some());
        let quarter = report.map(|report| report.quarter);
        let mut base = base;
        let quarter = match report {
            // "a year earlier" is the quarter a year before, unless the text has gone on to a
            // longer stretch.
            Some(report) if yearly && earlier && !report.longer => {
                base.year = report.year;
                quarter
            }
            Some(report) if yearly && earlier => {
                base.year = report.year;
                None
            }
            _ => quarter.filter(|_| !yearly),
        };
        let Some(reckoned) = reckon(&relative, base, quarter) else { return (None, anchor) };
        if let (Target::Quarter(quarter), Some(moment)) = (relative.target, reckoned.moment) {
            self.report = Some(Report { quarter, year: moment.year, longer: false });
        }
        // "two years earlier" looks back; "the day before" is still the story.
        let back = relative.direction < 0
            && match relative.target {
                Target::Unit(unit, _) => unit >= Unit::Month,
                Target::Month(_) => self.news.is_none(),
                _ => false,
            };
        if let Some(moment) = reckoned.moment.filter(|_| !back) {
            self.story = Some(self.anchor(parse.start, moment));
        }
        (Some(reckoned.value), anchor)
    }

    /// The day of a time of day.
    fn day_of_time(&mut self, of: &TimeOf, parse: &Parse) -> (Option<String>, Option<usize>) {
        match of {
            TimeOf::Point(point) => {
                let settled = self.settle(*point, parse.start);
                self.advance(parse, &settled);
                (format::point(&settled.point), settled.anchor)
            }
            TimeOf::Relative(relative) => self.reckon(relative, parse),
            TimeOf::Story => {
                let Some((moment, anchor)) = self.base(Base::Story, parse.start) else {
                    return (None, None);
                };
                let value = reckon::day_value(moment).or_else(|| {
                    let year = format::year(moment.year);
                    Some(match moment.month {
                        Some(month) => format!("{year}-{month:02}-XX"),
                        None => format!("{year}-XX-XX"),
                    })
                });
                (value, anchor)
            }
        }
    }
}
