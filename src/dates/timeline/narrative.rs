//! The order of the story: which dates carry it on, and the year of those that leave it out.
//!
//! A history goes forwards more often than back, in small steps more often than in large ones, and
//! a date in passing ("the decree of 1614") does not move it. A date without a year is therefore read
//! so that the whole row of dates, those behind it too, makes the cheapest walk. The walks are
//! compared as they grow; only the best few are kept.

use super::super::civil;
use super::super::grammar::{Base, Meaning, Parse, Point, Shape, Target, YearRef};
use super::super::lexer::class;
use super::super::lexicon::unit::Unit;
use super::super::reckon::reckon;
use super::Timeline;
use super::moment::{Moment, first_point, known_moment, month_of};
use super::role::Role;
use super::settle::{year_after, year_before};
use crate::text::ParagraphKind;

/// How many walks are kept.
const BEAM: usize = 8;
/// A walk so much dearer than the best is given up.
const HOPELESS: f32 = 4.0;

/// What an expression is to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Whether the story goes there; if not, it is only passed by.
    pub(super) on_line: bool,
    /// The year of a date that leaves it out.
    pub(super) year: Option<i32>,
}

/// A reading of the dates so far.
#[derive(Clone, Copy, Debug)]
struct Walk {
    cost: f32,
    story: Option<Moment>,
    /// A date passed by, which later ones of its sentence may belong to.
    aside: Option<Aside>,
    /// The last step, in the list of all steps.
    last: Option<usize>,
}

/// A date that the story passed by.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Aside {
    moment: Moment,
    sentence: usize,
    /// "the agreement of 1924": the year of a thing, which hardly is that of the dates behind it.
    of_a_thing: bool,
}

/// A step and the one before it.
struct Link {
    parse: usize,
    step: Step,
    before: Option<usize>,
}

/// What stands around a date, as far as it tells of its place in the story.
struct Place {
    sentence: usize,
    /// What it costs to pass the date by.
    passing: f32,
    /// "had", "already".
    back: bool,
    /// A heading stands between this date and the one before.
    new_section: bool,
    /// A bare year that belongs to a thing: "the agreement of 1924".
    of_a_thing: bool,
}

impl Timeline<'_> {
    /// The steps of the story: one for each expression that is a date of the calendar.
    pub(super) fn walk(&self, parses: &[Parse]) -> Vec<Option<Step>> {
        let mut links: Vec<Link> = Vec::new();
        let mut walks = self.beginnings();
        let mut next: Vec<Walk> = Vec::new();
        let mut last_at = 0;
        for (index, parse) in parses.iter().enumerate() {
            if let Meaning::Relative(relative) = &parse.meaning {
                let ahead = relative.direction > 0
                    || matches!(relative.target, Target::Unit(unit, _) if unit < Unit::Month);
                if relative.base == Base::Story && ahead {
                    for walk in &mut walks {
                        let reckoned = walk.story.and_then(|story| reckon(relative, story, None));
                        walk.story = reckoned.and_then(|r| r.moment).or(walk.story);
                    }
                }
                continue;
            }
            let Some(point) = first_point(&parse.meaning) else { continue };
            let known = known_moment(&point);
            let open =
                known.is_none() && point.year == YearRef::Missing && month_of(&point).is_some();
            let shifted =
                matches!(point.year, YearRef::Shift(_) | YearRef::Next | YearRef::Previous);
            if known.is_none() && !open && !shifted {
                continue;
            }
            if self.roles.get(index).is_some_and(|role| *role == Some(Role::Aside)) {
                continue;
            }
            let place = self.place(parse, &point, last_at);
            last_at = self.offset(parse.start);
            next.clear();
            for walk in &walks {
                let aside = walk.aside.filter(|a| shifted || a.sentence == place.sentence);
                let from = match (aside, walk.story) {
                    (Some(aside), Some(story)) if aside.of_a_thing && !shifted && !place.back => {
                        Some(story)
                    }
                    (Some(aside), _) => Some(aside.moment),
                    (None, story) => story,
                };
                match (known, from) {
                    (Some(moment), _) => {
                        let step = Step { on_line: true, year: None };
                        let cost = walk.story.map_or(0.0, |s| stride(s, moment, &place, true));
                        push(&mut next, &mut links, index, walk, step, moment, cost, &place);
                        let step = Step { on_line: false, year: None };
                        push(
                            &mut next,
                            &mut links,
                            index,
                            walk,
                            step,
                            moment,
                            place.passing,
                            &place,
                        );
                    }
                    (None, Some(from)) => {
                        let season = matches!(point.shape, Shape::Season(_));
                        for year in readings(&point, from).into_iter().flatten() {
                            let with = Point { year: YearRef::Known(year), ..point };
                            let Some(moment) = known_moment(&with) else { continue };
                            let cost =
                                stride(from, moment, &place, false) + weekday_cost(&point, year);
                            let back = point.year == YearRef::Previous;
                            let step = Step { on_line: !season && !back, year: Some(year) };
                            push(&mut next, &mut links, index, walk, step, moment, cost, &place);
                            if place.back && !season {
                                let step = Step { on_line: false, ..step };
                                push(
                                    &mut next, &mut links, index, walk, step, moment, cost, &place,
                                );
                            }
                        }
                    }
                    (None, None) => next.push(*walk),
                }
            }
            prune(&mut next);
            std::mem::swap(&mut walks, &mut next);
        }
        let mut steps = vec![None; parses.len()];
        let best = walks.iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut at = best.and_then(|walk| walk.last);
        while let Some(link) = at.and_then(|i| links.get(i)) {
            if let Some(slot) = steps.get_mut(link.parse) {
                *slot = Some(link.step);
            }
            at = link.before;
        }
        steps
    }

    /// Before its first date in full, the story may be in the year of one that comes soon.
    fn beginnings(&self) -> Vec<Walk> {
        const LOOK: usize = 4;
        const LATER: f32 = 0.6;
        let mut walks = vec![Walk { cost: 0.0, story: None, aside: None, last: None }];
        let mut cost = 0.0;
        for anchor in self.ahead.iter().take(LOOK) {
            let story = Moment { year: anchor.moment.year, month: None, day: None };
            if !walks.iter().any(|w| w.story == Some(story)) {
                walks.push(Walk { cost, story: Some(story), ..walks[0] });
                cost += LATER;
            }
        }
        if walks.len() > 1 {
            walks.remove(0);
        }
        walks
    }

    fn place(&self, parse: &Parse, point: &Point, last_at: usize) -> Place {
        let at = self.offset(parse.start);
        let sentence = self.document.sentence_at(at);
        let back = self.past_perfect(parse.start) || self.already(parse.start);
        let paragraph = self.document.paragraph_at(at);
        let heading = |index: usize| {
            self.document.paragraphs().get(index).is_some_and(|p| p.kind == ParagraphKind::Heading)
        };
        let before = self.document.paragraph_at(last_at);
        let new_section = (before + 1..=paragraph).any(heading);
        let opens = self.opens_sentence(parse.start);
        let first = self
            .document
            .paragraphs()
            .get(paragraph)
            .is_some_and(|p| self.document.sentence_at(p.span.start()) == sentence);
        let passing = if heading(paragraph) || opens && first {
            5.0
        } else if opens {
            3.0
        } else if new_section {
            2.0
        } else if back || self.belongs_to_a_name(parse) {
            0.5
        } else if point.shape == Shape::Year {
            1.0
        } else {
            1.8
        };
        let of_a_thing = point.shape == Shape::Year && !opens && self.belongs_to_a_name(parse);
        Place { sentence, passing, back, new_section, of_a_thing }
    }

    /// "the uprising of August 1792", "the August 1792 uprising": the date is that of a thing.
    fn belongs_to_a_name(&self, parse: &Parse) -> bool {
        if self.word_before(parse.start, "of") {
            return true;
        }
        self.word_before(parse.start, "the")
            && self.tokens.get(parse.end).is_some_and(|t| {
                t.is(class::WORD) && !t.is(class::PREP | class::PASTVERB | class::CAP)
            })
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one step")]
fn push(
    next: &mut Vec<Walk>,
    links: &mut Vec<Link>,
    parse: usize,
    walk: &Walk,
    step: Step,
    moment: Moment,
    cost: f32,
    place: &Place,
) {
    links.push(Link { parse, step, before: walk.last });
    next.push(Walk {
        cost: walk.cost + cost,
        story: if step.on_line { Some(moment) } else { walk.story },
        aside: (!step.on_line).then_some(Aside {
            moment,
            sentence: place.sentence,
            of_a_thing: place.of_a_thing,
        }),
        last: links.len().checked_sub(1),
    });
}

/// The years that a date may have which leaves its own out.
fn readings(point: &Point, from: Moment) -> [Option<i32>; 3] {
    match point.year {
        YearRef::Shift(years) => [Some(from.year.saturating_add(years)), None, None],
        YearRef::Previous => [Some(year_before(point, from)), None, None],
        YearRef::Next => [Some(year_after(point, from)), None, None],
        _ => [0, 1, -1].map(|years| from.year.checked_add(years)),
    }
}

/// A weekday tells the year better than any order.
fn weekday_cost(point: &Point, year: i32) -> f32 {
    let (Some(weekday), Shape::Day { month: Some(month), day }) = (point.weekday, point.shape)
    else {
        return 0.0;
    };
    match civil::date(year, month, day) {
        Some(date) if civil::weekday(date) == weekday => -1.0,
        _ => 4.0,
    }
}

/// What it costs the story to go from one moment to another. A date in full may lie far ahead; one
/// that leaves its year out hardly lies beyond the next new year.
fn stride(from: Moment, to: Moment, place: &Place, given: bool) -> f32 {
    let (from_low, from_high) = months(from);
    let (to_low, to_high) = months(to);
    let far = |months: f32, scale: f32| 0.4 * (1.0 + months / scale).ln();
    let cost = if to_low > from_high {
        let months = to_low - from_high;
        match (given, place.back) {
            (true, _) => far(months, 6.0),
            (false, back) => 0.05 * months + if back { 1.0 } else { 0.0 },
        }
    } else if to_high < from_low {
        let months = from_low - to_high;
        match (given, place.back) {
            (true, back) => {
                0.5 + 0.25 * months.min(6.0) + far(months, 12.0) - if back { 0.3 } else { 0.0 }
            }
            (false, true) => 0.1 + 0.1 * months,
            (false, false) => 0.4 + 0.3 * months,
        }
    } else {
        0.0
    };
    // A new year goes seldom unsaid.
    let unsaid = if !given && to.year > from.year { 1.25 } else { 0.0 };
    let cost = cost + unsaid;
    if place.new_section && given { cost * 0.5 } else { cost }
}

/// First and last month of a moment, on one line.
fn months(moment: Moment) -> (f32, f32) {
    let year = f32::from(i16::try_from(moment.year).unwrap_or(i16::MAX)) * 12.0;
    match (moment.month, moment.day) {
        (Some(month), Some(day)) => {
            let at = year + f32::from(month) + f32::from(day) / 32.0;
            (at, at)
        }
        (Some(month), None) => (year + f32::from(month), year + f32::from(month) + 1.0),
        (None, _) => (year + 1.0, year + 12.0),
    }
}

/// Keeps the cheapest walks, one for each place that the story may be at.
fn prune(walks: &mut Vec<Walk>) {
    walks.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let limit = walks.first().map_or(0.0, |best| best.cost + HOPELESS);
    let mut kept = 0;
    for index in 0..walks.len() {
        let walk = walks[index];
        if kept == BEAM || walk.cost > limit {
            break;
        }
        if !walks[..kept].iter().any(|k| k.story == walk.story && k.aside == walk.aside) {
            walks[kept] = walk;
            kept += 1;
        }
    }
    walks.truncate(kept);
}
