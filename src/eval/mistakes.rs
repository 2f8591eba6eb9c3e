//! Every single thing that is wrong, with the text around it.

use serde::Serialize;

use super::corpus::{LabelTable, Side};
use super::document::{CharSpan, GoldDocument, GoldMention, Label};
use super::report::Pair;
use super::spans::{Favour, align};
use crate::text::CharOffsets;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeKind {
    /// In the gold alone.
    Missed,
    /// In the prediction alone.
    Spurious,
    /// Bounds right, type wrong.
    WrongType,
    /// Type right, bounds wrong.
    WrongBounds,
    /// Both wrong.
    WrongTypeAndBounds,
    /// A date with the right bounds and another value or modifier.
    WrongValue,
}

impl MistakeKind {
    /// Its name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongType => "wrong type",
            Self::WrongBounds => "wrong bounds",
            Self::WrongTypeAndBounds => "wrong type and bounds",
            Self::WrongValue => "wrong value",
        }
    }
}

/// One side of a mistake.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seen {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// As what.
    #[serde(rename = "type")]
    pub label: Label,
    /// The surface form, if it is known.
    pub text: Option<String>,
    /// The value of a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The modifier of a date.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// The document.
    pub document: String,
    /// What is wrong.
    pub kind: MistakeKind,
    /// What the gold says.
    pub gold: Option<Seen>,
    /// What the prediction says.
    pub predicted: Option<Seen>,
    /// The text before and after, on one line; empty where the text is not known.
    pub before: String,
    /// See `before`.
    pub after: String,
}

/// Characters of context on each side.
const CONTEXT: usize = 40;

/// What was seen of a pair of documents: who is aligned with whom.
pub(super) struct Compared<'a> {
    pub(super) gold: Side<'a>,
    pub(super) predicted: Side<'a>,
    /// Verdict on each gold mention; `None` if it is right.
    pub(super) of_gold: Vec<Option<MistakeKind>>,
    /// Verdict on each predicted mention.
    pub(super) of_predicted: Vec<Option<MistakeKind>>,
    pairs: Vec<(usize, usize)>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(pair: &Pair<'a>, labels: &LabelTable) -> Self {
        let gold = Side::new(&pair.gold.mentions, pair.gold, labels);
        let mentions = pair.predicted.map_or(&[][..], |d| d.mentions.as_slice());
        let predicted = Side::new(mentions, pair.gold, labels);
        let alignment = align(&gold.places, &predicted.places, Favour::Pairs);
        let mut of_gold = vec![Some(MistakeKind::Missed); gold.places.len()];
        let mut of_predicted = vec![Some(MistakeKind::Spurious); predicted.places.len()];
        for &(g, p) in &alignment.pairs {
            let (a, b) = (&gold.mentions[g], &predicted.mentions[p]);
            let verdict = match (a.place.label == b.place.label, a.place.span == b.place.span) {
                (true, true) if !same_value(a.mention, b.mention) => Some(MistakeKind::WrongValue),
                (true, true) => None,
                (false, true) => Some(MistakeKind::WrongType),
                (true, false) => Some(MistakeKind::WrongBounds),
                (false, false) => Some(MistakeKind::WrongTypeAndBounds),
            };
            of_gold[g] = verdict;
            of_predicted[p] = verdict;
        }
        Self { gold, predicted, of_gold, of_predicted, pairs: alignment.pairs }
    }
}

fn same_value(gold: &GoldMention, predicted: &GoldMention) -> bool {
    !gold.is_date()
        || gold.value.is_none()
        || (gold.value == predicted.value && gold.modifier == predicted.modifier)
}

/// All that is wrong in one document, in text order.
pub(super) fn mistakes(pair: &Pair<'_>, labels: &LabelTable) -> Vec<Mistake> {
    let compared = Compared::new(pair, labels);
    let mut partner = vec![None; compared.gold.mentions.len()];
    for &(g, p) in &compared.pairs {
        partner[g] = Some(p);
    }
    let context = Context::new(pair.gold, pair.predicted);
    let mut found = Vec::new();
    for (g, verdict) in compared.of_gold.iter().enumerate() {
        if let Some(kind) = verdict {
            let predicted = partner[g].map(|p| compared.predicted.mentions[p].mention);
            found.push(context.mistake(*kind, Some(compared.gold.mentions[g].mention), predicted));
        }
    }
    for (p, verdict) in compared.of_predicted.iter().enumerate() {
        if *verdict == Some(MistakeKind::Spurious) {
            let predicted = Some(compared.predicted.mentions[p].mention);
            found.push(context.mistake(MistakeKind::Spurious, None, predicted));
        }
    }
    let start = |m: &Mistake| m.gold.as_ref().or(m.predicted.as_ref()).map(|s| (s.start, s.end));
    found.sort_by_key(|m| (start(m), m.kind));
    found
}

struct Context<'a> {
    document: &'a str,
    text: Option<(&'a str, CharOffsets<'a>)>,
}

impl<'a> Context<'a> {
    fn new(gold: &'a GoldDocument, predicted: Option<&'a GoldDocument>) -> Self {
        let text = gold.text.as_deref().or_else(|| predicted.and_then(|d| d.text.as_deref()));
        Self { document: &gold.id, text: text.map(|text| (text, CharOffsets::new(text))) }
    }

    fn mistake(
        &self,
        kind: MistakeKind,
        gold: Option<&GoldMention>,
        predicted: Option<&GoldMention>,
    ) -> Mistake {
        let spans = [gold, predicted].into_iter().flatten().map(|m| m.span);
        let around = spans.reduce(|a, b| CharSpan::new(a.start.min(b.start), a.end.max(b.end)));
        let (before, after) = around.map(|span| self.around(span)).unwrap_or_default();
        Mistake {
            document: self.document.to_owned(),
            kind,
            gold: gold.map(|m| self.seen(m)),
            predicted: predicted.map(|m| self.seen(m)),
            before,
            after,
        }
    }

    fn seen(&self, mention: &GoldMention) -> Seen {
        let text = mention.text.clone().or_else(|| self.slice(mention.span).map(str::to_owned));
        Seen {
            start: mention.span.start,
            end: mention.span.end,
            label: mention.label.clone(),
            text: text.map(|text| one_line(&text)),
            value: mention.value.clone(),
            modifier: mention.modifier.clone(),
        }
    }

    fn slice(&self, span: CharSpan) -> Option<&'a str> {
        let (text, offsets) = self.text.as_ref()?;
        text.get(offsets.byte_of(span.start)?..offsets.byte_of(span.end)?)
    }

    fn around(&self, span: CharSpan) -> (String, String) {
        let Some((text, offsets)) = &self.text else { return Default::default() };
        let end = offsets.char_of(text.len());
        let before = CharSpan::new(span.start.saturating_sub(CONTEXT), span.start);
        let after = CharSpan::new(span.end, span.end.saturating_add(CONTEXT).min(end));
        let line = |span| self.slice(span).map(one_line).unwrap_or_default();
        (line(before), line(after))
    }
}

/// White space characters as blanks, so that a stretch of text takes one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::EntityKind::{Date, Person, Place};

    #[test]
    fn every_mistake_has_its_kind_and_its_context() {
        let text = "Li Wu met Bo in Ulm in 1901.";
        let dated = |value: &str| GoldMention {
            value: Some(value.to_owned()),
            ..GoldMention::new(23, 27, Date)
        };
        let gold = GoldDocument {
            id: "letter".to_owned(),
            text: Some(text.to_owned()),
            mentions: vec![
                GoldMention::new(0, 5, Person),
                GoldMention::new(10, 12, Person),
                GoldMention::new(16, 19, Place),
                dated("1901"),
            ],
            ..GoldDocument::default()
        };
        let predicted = GoldDocument {
            mentions: vec![
                GoldMention::new(0, 2, Person),
                GoldMention::new(6, 9, Person),
                GoldMention::new(16, 19, Person),
                dated("1910"),
            ],
            ..GoldDocument::default()
        };
        let pair = Pair { gold: &gold, predicted: Some(&predicted) };
        let labels = LabelTable::new(None, [&gold]);
        let found = mistakes(&pair, &labels);
        let kinds: Vec<_> = found.iter().map(|m| m.kind).collect();
        use MistakeKind::*;
        assert_eq!(kinds, [WrongBounds, Spurious, Missed, WrongType, WrongValue]);
        assert_eq!(found[2].before, "Li Wu met ");
        assert_eq!(found[2].after, " in Ulm in 1901.");
        assert_eq!(found[1].predicted.as_ref().and_then(|s| s.text.as_deref()), Some("met"));
        // The context stands around both spans.
        assert_eq!((found[0].before.as_str(), found[0].after.get(..4)), ("", Some(" met")));
    }
}
