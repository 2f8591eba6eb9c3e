//! What a date given in full is to the story: a step of it, a look aside, nothing.

use super::super::grammar::{Parse, Point, Shape, YearRef};
use super::super::guard::Surroundings;
use super::super::lexer::class;
use super::Timeline;
use super::moment::known_moment;
use super::settle::Settled;
use crate::text::ParagraphKind;

/// What a date given in full is to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The story has reached it.
    Story,
    /// A look back or ahead, good for its own sentence.
    Excursion,
    /// Nothing: a reference, a copyright, a name.
    Aside,
}

/// A bare year so many years off is an excursion.
const EXCURSION: i32 = 12;

impl Timeline<'_> {
    /// What a date given in full is to the story.
    pub(super) fn role(&self, parse: &Parse, point: &Point) -> Role {
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
        } else if back && self.past_perfect(parse.start)
            || bare && far && !self.opens_sentence(parse.start)
        {
            Role::Excursion
        } else {
            Role::Story
        }
    }

    /// Whether a token stands at the head of its sentence, a preposition allowed.
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        let at = self.offset(token);
        let sentence = self.document.sentence_at(at);
        let Some(bounds) = self.document.sentences().get(sentence) else { return false };
        token
            .checked_sub(2)
            .and_then(|i| self.tokens.get(i))
            .is_none_or(|before| before.start < bounds.start())
    }

    pub(super) fn in_boilerplate(&self, token: usize) -> bool {
        let at = self.offset(token);
        let paragraphs = self.document.paragraphs();
        let index = paragraphs.partition_point(|p| p.span.start() <= at);
        index
            .checked_sub(1)
            .and_then(|i| paragraphs.get(i))
            .is_some_and(|p| p.kind == ParagraphKind::Boilerplate)
    }

    /// Whether the words around are those of a footnote or a bibliography.
    pub(super) fn in_reference(&self, token: usize) -> bool {
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

    /// Moves the story on.
    pub(super) fn advance(&mut self, parse: &Parse, settled: &Settled) {
        let Some(moment) = known_moment(&settled.point) else { return };
        let anchor = self.anchor(parse.start, moment);
        let role = match self.step {
            Some(step) if step.on_line => Role::Story,
            Some(_) => Role::Excursion,
            None => self.role(parse, &settled.point),
        };
        match role {
            Role::Aside => self.aside = Some(anchor),
            Role::Story => self.story = Some(anchor),
            Role::Excursion => self.excursion = Some(anchor),
        }
    }
}
