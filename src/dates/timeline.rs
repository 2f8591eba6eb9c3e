//! Fills in what dates leave out, from the text's own order of time.
//!
//! The text is read once, forwards. The *story* is the date the narrative has reached: the last
//! date that is not an aside (a reference in brackets, a copyright, the year in a war's name). A
//! date without a year takes the year of the story, or the year beside it where the months show
//! that the narrative has crossed a new year.

use super::civil;
use super::format;
use super::grammar::{
    Base, Grammar, Guard, Join, Meaning, Parse, Piece, Point, Relative, Shape, Target, TimeOf,
    YearRef,
};
use super::guard::Surroundings;
use super::lexer::{Token, class};
use super::lexicon::unit::Unit;
use super::reckon::{self, reckon};
use super::scan::Scanned;
use super::value::{DateMention, DateValue, Options, Scope, TimexType};
use crate::text::{CleanSpan, Document, ParagraphKind};

/// A stretch of the calendar that the narrative has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i32,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl Moment {
    /// For telling earlier from later: what is not known comes first.
    fn order(self) -> (i32, u8, u8) {
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }
}

/// A moment and the mention that gave it.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    moment: Moment,
    /// Clean byte offset of the mention.
    at: usize,
    sentence: usize,
}

/// What a date given in full is to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// The story has reached it.
    Story,
    /// A look far back or ahead, good for its own sentence.
    Excursion,
    /// What had been before: good for its own sentence.
    Flashback,
    /// Nothing: a reference, a copyright, a name.
    Aside,
}

/// A month so many months back is that of the next year.
const CROSSING: u8 = 5;

/// A bare year so many years off is an excursion.
const EXCURSION: i32 = 12;

/// Resolves every expression of a document, in text order.
pub(super) fn resolve(
    document: &Document,
    scanned: &Scanned,
    options: &Options,
) -> Vec<DateMention> {
    let mut line = Timeline::new(document, scanned, options);
    let mut mentions = Vec::new();
    for parse in &scanned.parses {
        line.read(parse, &mut mentions);
    }
    mentions
}

/// A point whose year is settled, and how.
#[derive(Clone, Copy, Debug)]
struct Settled {
    point: Point,
    anchor: Option<usize>,
    uncertain: bool,
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
    /// The quarter a financial report is about, once it has named one.
    quarter: Option<u8>,
    /// Dates given in full further on, in text order, for incomplete ones before the first of them.
    ahead: Vec<Anchor>,
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
            quarter: None,
            ahead: Vec::new(),
        };
        for parse in &scanned.parses {
            if let Some(point) = first_point(&parse.meaning)
                && let Some(moment) = known_moment(&point)
                && line.role(parse, &point) == Role::Story
            {
                let anchor = line.anchor(parse.start, moment);
                line.ahead.push(anchor);
            }
        }
        line.news = line.day_of_news(&scanned.parses);
        line
    }

    /// The day of writing, if the text is news of that day: it speaks of "Friday" and "last week",
    /// or the years it names are of its time.
    fn day_of_news(&self, parses: &[Parse]) -> Option<Moment> {
        let published = self.options.published.filter(|_| self.options.scope == Scope::Timex3)?;
        let written = Moment::of(published);
        let deictic = parses.iter().filter(|p| is_deictic(&p.meaning)).count();
        let mut years: Vec<i32> = self.ahead.iter().map(|a| a.moment.year).collect();
        years.sort_unstable();
        let middle = years.get(years.len() / 2);
        let near = middle.is_none_or(|year| (written.year - year).abs() <= 1);
        (near || deictic * 4 >= years.len()).then_some(written)
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

    /// What a date given in full is to the story.
    fn role(&self, parse: &Parse, point: &Point) -> Role {
        let text = self.document.clean();
        let around = Surroundings {
            text,
            tokens: self.tokens,
            start: parse.start,
            end: parse.end,
            scope: self.options.scope,
        };
        let bare = point.shape == Shape::Year;
        let distance = match (self.story, point.year) {
            (Some(story), YearRef::Known(year)) => Some((story.moment.year - year).abs()),
            _ => None,
        };
        // "the Spring Offensive of 1918" is of the story's own time, "the War of 1894" is not.
        let named = around.named() && distance.is_none_or(|years| years > 3);
        let aside = (bare && (around.aside() || named))
            || matches!(point.shape, Shape::Decade(_) | Shape::Century(_) | Shape::ShortDecade(_))
            || self.in_reference(parse.start)
            || self.in_boilerplate(parse.start);
        // A bare year far off is a look back or ahead, unless it opens its sentence.
        let far = distance.is_some_and(|years| years > EXCURSION);
        let back = match (self.story, known_moment(point)) {
            (Some(story), Some(moment)) => moment.order() < story.moment.order(),
            _ => false,
        };
        if aside {
            Role::Aside
        } else if back && self.past_perfect(parse.start) {
            Role::Flashback
        } else if bare && far && !self.opens_sentence(parse.start) {
            Role::Excursion
        } else {
            Role::Story
        }
    }

    /// Whether "had" stands shortly before a token, in its sentence.
    fn past_perfect(&self, token: usize) -> bool {
        const REACH: usize = 10;
        let text = self.document.clean();
        let sentence = self.document.sentence_at(self.offset(token));
        self.tokens[..token]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|t| self.document.sentence_at(t.start) == sentence)
            .any(|t| text.get(t.start..t.end) == Some("had"))
    }

    /// Whether a token is looked back to: "as early as June", "already in June".
    fn already(&self, token: usize) -> bool {
        const REACH: usize = 4;
        let text = self.document.clean();
        self.tokens[..token].iter().rev().take(REACH).any(|t| {
            matches!(
                text.get(t.start..t.end),
                Some("early" | "already" | "back" | "since" | "earlier")
            )
        })
    }

    /// Whether a token stands at the head of its sentence, a preposition allowed.
    fn opens_sentence(&self, token: usize) -> bool {
        let at = self.offset(token);
        let sentence = self.document.sentence_at(at);
        let Some(bounds) = self.document.sentences().get(sentence) else { return false };
        token
            .checked_sub(2)
            .and_then(|i| self.tokens.get(i))
            .is_none_or(|before| before.start < bounds.start())
    }

    fn in_boilerplate(&self, token: usize) -> bool {
        let at = self.offset(token);
        let paragraphs = self.document.paragraphs();
        let index = paragraphs.partition_point(|p| p.span.start() <= at);
        index
            .checked_sub(1)
            .and_then(|i| paragraphs.get(i))
            .is_some_and(|p| p.kind == ParagraphKind::Boilerplate)
    }

    /// Whether the words around are those of a footnote or a bibliography.
    fn in_reference(&self, token: usize) -> bool {
        const REACH: usize = 14;
        let from = token.saturating_sub(REACH);
        let to = (token + REACH).min(self.tokens.len());
        let sentence = self.document.sentence_at(self.offset(token));
        let Some(bounds) = self.document.sentences().get(sentence) else { return false };
        self.tokens[from..to]
            .iter()
            .filter(|t| t.start >= bounds.start() && t.end <= bounds.end())
            .any(|t| t.is(class::CITE))
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
                if let Some(point) = inside {
                    let settled = self.settle(*point, parse.start);
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
        // "a year earlier" is the quarter a year before; "last year" is the year.
        let yearly = matches!(relative.target, Target::Unit(Unit::Year, _));
        let earlier = Grammar::get().rule(parse).is_some_and(|r| {
            r.name.starts_with("relative.later") || r.name.starts_with("relative.year-earlier")
        });
        let quarter = self.quarter.filter(|_| self.news.is_some() && (!yearly || earlier));
        let Some(reckoned) = reckon(&relative, base, quarter) else { return (None, anchor) };
        if let Target::Quarter(quarter) = relative.target {
            self.quarter = Some(quarter);
        }
        // "two years earlier" looks back; "the day before" is still the story.
        let back = relative.direction < 0
            && self.news.is_none()
            && match relative.target {
                Target::Unit(unit, _) => unit >= Unit::Month,
                Target::Month(_) => true,
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

    /// Whether the nearest verb looks ahead: "will leave on Friday".
    fn looks_ahead(&self, parse: &Parse) -> bool {
        // "as soon as Tuesday".
        self.word_before(parse.start, "as")
            || self.tense_at(parse.start, parse.end).unwrap_or(false)
    }

    /// Whether the nearest verb looks ahead; `None` where no verb tells.
    fn tense_at(&self, start: usize, end: usize) -> Option<bool> {
        const REACH: usize = 12;
        let text = self.document.clean();
        let sentence = self.document.sentence_at(self.offset(start));
        let verb =
            |token: &Token| -> Option<bool> {
                if self.document.sentence_at(token.start) != sentence || !token.is(class::WORD) {
                    return None;
                }
                let word = text.get(token.start..token.end)?;
                match word {
                    "will" | "shall" | "ll" | "would" | "upcoming" | "scheduled" | "due"
                    | "expected" | "expects" | "expect" | "plans" | "plan" | "planned"
                    | "planning" | "payable" | "hopes" | "intends" | "slated" | "until"
                    | "begins" | "expires" => Some(true),
                    "said" | "was" | "were" | "had" | "did" | "rose" | "fell" | "told" | "came"
                    | "went" | "took" | "began" | "met" | "made" | "saw" | "left" | "won"
                    | "lost" => Some(false),
                    _ => (word.len() > 4 && word.ends_with("ed")).then_some(false),
                }
            };
        let before = self.tokens[..start].iter().rev().take(REACH).find_map(verb);
        before.or_else(|| self.tokens.iter().skip(end).take(REACH).find_map(verb))
    }

    fn read_point(
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
        if let (Shape::Quarter(quarter), YearRef::Known(_)) = (point.shape, settled.point.year) {
            self.quarter = Some(quarter);
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

    fn read_joined(
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

    /// Whether this word stands before a token, an article between them allowed.
    fn word_before(&self, token: usize, word: &str) -> bool {
        let text = self.document.clean();
        let is = |back: usize, word: &str| {
            token
                .checked_sub(back)
                .and_then(|i| self.tokens.get(i))
                .and_then(|t| text.get(t.start..t.end))
                .is_some_and(|t| t.eq_ignore_ascii_case(word))
        };
        is(1, word) || (is(1, "the") && is(2, word))
    }

    /// In TIMEX3 the article belongs to the expression.
    fn with_article(&self, start: usize, end: usize, point: &Point) -> usize {
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

    /// Moves the story on.
    fn advance(&mut self, parse: &Parse, settled: &Settled) {
        let Some(moment) = known_moment(&settled.point) else { return };
        let anchor = self.anchor(parse.start, moment);
        match self.role(parse, &settled.point) {
            Role::Aside => self.aside = Some(anchor),
            Role::Story => self.story = Some(anchor),
            Role::Flashback => self.excursion = Some(anchor),
            Role::Excursion => {
                // A second date of that time: the text has gone there to stay.
                let stays = self.excursion.is_some_and(|before| {
                    before.sentence != anchor.sentence
                        && (before.moment.year - moment.year).abs() <= EXCURSION
                });
                self.excursion = Some(anchor);
                if stays {
                    self.story = Some(anchor);
                }
            }
        }
    }

    /// The date from which a missing year is taken, and whether it is only a guess.
    fn source(&self, token: usize) -> Option<(Anchor, bool)> {
        let at = self.offset(token);
        let sentence = self.document.sentence_at(at);
        if let Some(excursion) = self.excursion.filter(|e| e.sentence == sentence) {
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

    /// Settles the year of a point.
    fn settle(&self, mut point: Point, token: usize) -> Settled {
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
                let year = match point.year {
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

    /// In news, a date without a year is one near the day of writing.
    fn settle_in_news(&self, mut point: Point, written: Moment, token: usize) -> Settled {
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
    fn nearest_year(&self, point: &Point, written: Moment, token: usize) -> i32 {
        let (Some(month), Some(now)) = (month_of(point), written.month) else {
            return written.year;
        };
        let ahead = i32::from(month) - i32::from(now);
        let day = matches!(point.shape, Shape::Day { .. });
        let until = ["by", "until", "through"].iter().any(|word| self.word_before(token, word));
        let future = if until { Some(true) } else { self.tense_at(token, token + 1) };
        match (ahead, future) {
            (1..=3, _) if day => written.year,
            (1.., Some(false)) | (7.., None) => written.year - 1,
            (-11..=-8, _) if day => written.year + 1,
            (..=-1, Some(true)) if !day => written.year + 1,
            _ => written.year,
        }
    }

    /// Nothing in the text gives the year: the publication's own, flagged.
    fn last_resort(&self, mut point: Point) -> Settled {
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
    fn year_in_story(&self, point: &Point, story: Moment, token: usize) -> i32 {
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
        let (Some(month), Some(from)) = (month_of(point), story.month) else { return story.year };
        if point.shape == Shape::Season(4) {
            // The winter that begins as the year ends is that of its January.
            return if from >= 9 { story.year + 1 } else { story.year };
        }
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

/// The month of a point, or about the month of a season.
fn month_of(point: &Point) -> Option<u8> {
    match point.shape {
        Shape::Day { month, .. } => month,
        Shape::Month(month) | Shape::WeekOfMonth { month, .. } => Some(month),
        Shape::Season(season) => Some(season.min(4) * 3),
        Shape::Quarter(quarter) => Some(quarter.min(4) * 3 - 1),
        _ => None,
    }
}

fn year_before(point: &Point, story: Moment) -> i32 {
    match (month_of(point), story.month) {
        (Some(month), Some(now)) if month < now => story.year,
        _ => story.year.saturating_sub(1),
    }
}

fn year_after(point: &Point, story: Moment) -> i32 {
    match (month_of(point), story.month) {
        (Some(month), Some(now)) if month > now => story.year,
        _ => story.year.saturating_add(1),
    }
}

/// The year with these last two digits nearest to another year.
fn nearest_century(short: i32, year: i32) -> i32 {
    let century = year.div_euclid(100) * 100;
    [century - 100, century, century + 100]
        .into_iter()
        .map(|c| c + short)
        .min_by_key(|y| (y - year).abs())
        .unwrap_or(century + short)
}

/// The last year not after `year` with these last two digits.
fn last_with(short: i32, year: i32) -> i32 {
    let same = year.div_euclid(100) * 100 + short;
    if same > year { same - 100 } else { same }
}

/// The moment of a point whose year is known.
fn known_moment(point: &Point) -> Option<Moment> {
    let YearRef::Known(year) = point.year else { return None };
    let (month, day) = match point.shape {
        Shape::Day { month, day } => (month, Some(day)),
        Shape::Impossible => return None,
        _ => (month_of(point), None),
    };
    Some(Moment { year, month, day })
}

/// Whether it points to the day of writing.
fn is_deictic(meaning: &Meaning) -> bool {
    let relative = |relative: &Relative| {
        relative.base == Base::Writing || matches!(relative.target, Target::Weekday(_))
    };
    match meaning {
        Meaning::Today => true,
        Meaning::Relative(r) | Meaning::Time { of: TimeOf::Relative(r), .. } => relative(r),
        _ => false,
    }
}

fn first_point(meaning: &Meaning) -> Option<Point> {
    match meaning {
        Meaning::Point(point) => Some(*point),
        Meaning::Joined { pieces, .. } => pieces.first().map(|p| p.point),
        Meaning::Time { of: TimeOf::Point(point), .. } => Some(*point),
        _ => None,
    }
}

/// Whether the calendar scope holds it: a season or a quarter needs its year beside it.
fn is_calendar(point: &Point) -> bool {
    match point.shape {
        Shape::Season(_) | Shape::Quarter(_) | Shape::Half(_) => point.year != YearRef::Missing,
        Shape::Day { month, .. } => month.is_some(),
        _ => true,
    }
}

fn value_of(settled: &Settled) -> DateValue {
    DateValue {
        timex: TimexType::Date,
        value: format::point(&settled.point),
        modifier: settled.point.modifier,
        anchor: settled.anchor,
        uncertain: settled.uncertain,
    }
}
