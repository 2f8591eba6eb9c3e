//! Counts of one document, for every measure at once.

use std::borrow::Cow;
use std::collections::HashSet;

use super::breakdown::{NOISE_BINS, SurfaceSet, noise_bin};
use super::clusters::{ClusterTallies, MentionSet, Partitions, aliases};
use super::dates::{DateTallies, DatedSpan};
use super::document::{GoldDocument, GoldMention, Label};
use super::spans::{Alignment, BoundaryError, Favour, Labelled, Measure, Outcomes, align};
use super::tally::Tally;
use crate::entity::EntityKind;
use crate::text::CharOffsets;

/// The types that are scored, in the order in which tables print them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelTable {
    labels: Vec<Label>,
}

impl LabelTable {
    /// The types asked for; otherwise the four kinds and whatever else the gold has.
    pub(super) fn new<'a>(
        asked: Option<&[Label]>,
        gold: impl IntoIterator<Item = &'a GoldDocument>,
    ) -> Self {
        let mut labels: Vec<Label> = match asked {
            Some(asked) => asked.to_vec(),
            None => {
                let others: HashSet<&Label> = gold
                    .into_iter()
                    .flat_map(|d| d.mentions.iter().map(|m| &m.label))
                    .filter(|l| matches!(l, Label::Other(_)))
                    .collect();
                EntityKind::ALL
                    .into_iter()
                    .map(Label::from)
                    .chain(others.into_iter().cloned())
                    .collect()
            }
        };
        labels.sort_unstable();
        labels.dedup();
        Self { labels }
    }

    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }

    fn index(&self, label: &Label) -> Option<u16> {
        self.labels.binary_search(label).ok().and_then(|i| u16::try_from(i).ok())
    }
}

/// A mention that is in scope, with its type numbered.
pub(super) struct Scored<'a> {
    pub(super) place: Labelled<u16>,
    pub(super) mention: &'a GoldMention,
}

/// The mentions to be scored: in scope, of a scored type, sorted, none twice.
pub(super) struct Side<'a> {
    pub(super) mentions: Vec<Scored<'a>>,
    pub(super) places: Vec<Labelled<u16>>,
    /// Mentions left out because the same place and type came before.
    pub(super) repeated: usize,
    /// Mentions left out because their type is not scored.
    pub(super) untyped: Vec<&'a Label>,
}

impl<'a> Side<'a> {
    pub(super) fn new(
        mentions: &'a [GoldMention],
        scope: &GoldDocument,
        labels: &LabelTable,
    ) -> Self {
        let mut side =
            Self { mentions: Vec::new(), places: Vec::new(), repeated: 0, untyped: Vec::new() };
        for mention in mentions.iter().filter(|m| scope.in_scope(m.span)) {
            match labels.index(&mention.label) {
                Some(label) => side
                    .mentions
                    .push(Scored { place: Labelled { span: mention.span, label }, mention }),
                None => side.untyped.push(&mention.label),
            }
        }
        side.mentions.sort_by_key(|s| s.place);
        let all = side.mentions.len();
        side.mentions.dedup_by_key(|s| s.place);
        side.repeated = all - side.mentions.len();
        side.places = side.mentions.iter().map(|s| s.place).collect();
        side
    }

    fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = &'a GoldMention> {
        let label = Label::Kind(kind);
        self.mentions.iter().map(|s| s.mention).filter(move |m| m.label == label)
    }

    fn dates(&self) -> Vec<DatedSpan<'a>> {
        self.of_kind(EntityKind::Date)
            .map(|m| DatedSpan {
                span: m.span,
                value: m.value.as_deref(),
                modifier: m.modifier.as_deref(),
            })
            .collect()
    }

    /// Mentions with the entity of each. Without an entity a mention stands alone; two that start
    /// at the same place then count as one entity.
    fn entities(
        &self,
        label: Option<u16>,
    ) -> impl Iterator<Item = ((usize, usize), EntityKey<'a>)> {
        self.mentions
            .iter()
            .filter(move |s| label.is_none_or(|l| l == s.place.label) && !s.mention.is_date())
            .map(|s| ((s.mention.span.start, s.mention.span.end), EntityKey::of(s.mention)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum EntityKey<'a> {
    Named(&'a str),
    Alone(usize),
}

impl<'a> EntityKey<'a> {
    fn of(mention: &'a GoldMention) -> Self {
        match mention.entity.as_deref() {
            Some(id) => Self::Named(id),
            None => Self::Alone(mention.span.start),
        }
    }
}

/// What came out for the mentions of one type, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct SpanTallies {
    pub(super) tallies: [Tally; 4],
    pub(super) outcomes: [Outcomes; 4],
}

impl std::ops::AddAssign for SpanTallies {
    fn add_assign(&mut self, other: Self) {
        for (a, b) in self.tallies.iter_mut().zip(other.tallies) {
            *a += b;
        }
        for (a, b) in self.outcomes.iter_mut().zip(other.outcomes) {
            *a += b;
        }
    }
}

/// Where the prediction went wrong, counted over aligned pairs and what is left over.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ErrorTallies {
    pub(super) correct: usize,
    pub(super) type_only: usize,
    pub(super) bounds_only: usize,
    pub(super) type_and_bounds: usize,
    pub(super) missed: usize,
    pub(super) spurious: usize,
    pub(super) split: usize,
    pub(super) merged: usize,
    pub(super) bounds: std::collections::BTreeMap<BoundaryError, usize>,
}

/// Strict and fuzzy tallies of one group of mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct GroupTally {
    pub(super) strict: Tally,
    pub(super) fuzzy: Tally,
}

impl std::ops::AddAssign for GroupTally {
    fn add_assign(&mut self, other: Self) {
        self.strict += other.strict;
        self.fuzzy += other.fuzzy;
    }
}

/// Every count of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DocumentTallies {
    /// All types together.
    pub(super) all: SpanTallies,
    /// By type, in the order of the label table.
    pub(super) by_label: Vec<SpanTallies>,
    /// Rows are gold types, columns predicted types; the last of each is "none".
    pub(super) confusion: Vec<usize>,
    pub(super) errors: ErrorTallies,
    pub(super) dates: DateTallies,
    /// By mention set.
    pub(super) clusters: [ClusterTallies; 3],
    /// By type, on the mentions as predicted.
    pub(super) clusters_by_label: Vec<ClusterTallies>,
    pub(super) aliases: Tally,
    /// Surface in the training list, and not.
    pub(super) seen: [GroupTally; 2],
    /// By noise of the mention.
    pub(super) noise: [GroupTally; NOISE_BINS.len()],
    pub(super) repeated: [usize; 2],
    pub(super) untyped: std::collections::BTreeMap<Label, usize>,
}

impl DocumentTallies {
    /// Scores one document; without a prediction everything in it is missed.
    pub(super) fn new(
        gold_doc: &GoldDocument,
        predicted_doc: Option<&GoldDocument>,
        labels: &LabelTable,
        training: Option<&SurfaceSet>,
    ) -> Self {
        let gold = Side::new(&gold_doc.mentions, gold_doc, labels);
        let predicted =
            Side::new(predicted_doc.map_or(&[], |d| d.mentions.as_slice()), gold_doc, labels);
        let by_pairs = align(&gold.places, &predicted.places, Favour::Pairs);
        let by_types = align(&gold.places, &predicted.places, Favour::Types);

        let n = labels.labels().len();
        let mut tallies = Self {
            by_label: vec![SpanTallies::default(); n],
            confusion: vec![0; (n + 1) * (n + 1)],
            clusters_by_label: vec![ClusterTallies::default(); n],
            repeated: [gold.repeated, predicted.repeated],
            ..Self::default()
        };
        for label in &predicted.untyped {
            *tallies.untyped.entry((*label).clone()).or_default() += 1;
        }
        tallies.count_spans(&gold, &predicted, &by_pairs, &by_types);
        tallies.count_errors(&gold, &predicted, &by_pairs);
        tallies.dates = DateTallies::new(&gold.dates(), &predicted.dates());
        for (slot, set) in tallies.clusters.iter_mut().zip(MentionSet::ALL) {
            *slot = Partitions::new(gold.entities(None), predicted.entities(None), set).tallies();
        }
        for (slot, label) in tallies.clusters_by_label.iter_mut().zip(0u16..) {
            *slot = Partitions::new(
                gold.entities(Some(label)),
                predicted.entities(Some(label)),
                MentionSet::System,
            )
            .tallies();
        }

        let surfaces = Surfaces::new(gold_doc, predicted_doc);
        let (gold_names, predicted_names) = (surfaces.names(&gold), surfaces.names(&predicted));
        tallies.aliases = aliases(
            gold_names.iter().map(|(e, name)| (*e, name.as_ref())),
            predicted_names.iter().map(|(e, name)| (*e, name.as_ref())),
        );
        tallies.count_groups(&gold, &predicted, &by_types, |group, mention, tallies| {
            let Some(training) = training else { return };
            let Some(surface) = surfaces.of(mention) else { return };
            group(&mut tallies.seen[usize::from(!training.contains(&surface))]);
        });
        tallies.count_groups(&gold, &predicted, &by_types, |group, mention, tallies| {
            let noise = mention.noise.map(noise_bin);
            if let Some(slot) = noise.and_then(|bin| tallies.noise.get_mut(bin)) {
                group(slot);
            }
        });
        tallies
    }

    fn count_spans(
        &mut self,
        gold: &Side<'_>,
        predicted: &Side<'_>,
        by_pairs: &Alignment,
        by_types: &Alignment,
    ) {
        for (slot, measure) in Measure::ALL.into_iter().enumerate() {
            let alignment = if measure == Measure::Type { by_types } else { by_pairs };
            for place in &gold.places {
                self.by_label[usize::from(place.label)].tallies[slot].gold += 1.0;
            }
            for place in &predicted.places {
                self.by_label[usize::from(place.label)].tallies[slot].predicted += 1.0;
            }
            for &(g, p) in &alignment.pairs {
                let (g, p) = (&gold.places[g], &predicted.places[p]);
                let credit = measure.credit(g, p);
                self.by_label[usize::from(g.label)].tallies[slot].found += credit;
                self.by_label[usize::from(p.label)].tallies[slot].right += credit;
                self.by_label[usize::from(g.label)].outcomes[slot].count(credit);
            }
            for &g in &alignment.missed {
                self.by_label[usize::from(gold.places[g].label)].outcomes[slot].missed += 1;
            }
            for &p in &alignment.spurious {
                self.by_label[usize::from(predicted.places[p].label)].outcomes[slot].spurious += 1;
            }
        }
        for label in &self.by_label {
            self.all += *label;
        }
    }

    fn count_errors(&mut self, gold: &Side<'_>, predicted: &Side<'_>, alignment: &Alignment) {
        let none = self.by_label.len();
        let width = none + 1;
        for &(g, p) in &alignment.pairs {
            let (g, p) = (&gold.places[g], &predicted.places[p]);
            self.confusion[usize::from(g.label) * width + usize::from(p.label)] += 1;
            let bounds = BoundaryError::of(g.span, p.span);
            if let Some(class) = bounds {
                *self.errors.bounds.entry(class).or_default() += 1;
            }
            *match (g.label == p.label, bounds.is_none()) {
                (true, true) => &mut self.errors.correct,
                (false, true) => &mut self.errors.type_only,
                (true, false) => &mut self.errors.bounds_only,
                (false, false) => &mut self.errors.type_and_bounds,
            } += 1;
        }
        for &g in &alignment.missed {
            self.confusion[usize::from(gold.places[g].label) * width + none] += 1;
        }
        for &p in &alignment.spurious {
            self.confusion[none * width + usize::from(predicted.places[p].label)] += 1;
        }
        self.errors.missed += alignment.missed.len();
        self.errors.spurious += alignment.spurious.len();
        // A spurious piece of an aligned gold mention splits it; a missed one inside an aligned
        // prediction was merged into it.
        self.errors.split += touching(&alignment.spurious, &predicted.places, &gold.places);
        self.errors.merged += touching(&alignment.missed, &gold.places, &predicted.places);
    }

    /// Walks over all mentions and lets `choose` put each into the group it belongs to.
    fn count_groups(
        &mut self,
        gold: &Side<'_>,
        predicted: &Side<'_>,
        by_types: &Alignment,
        choose: impl Fn(&dyn Fn(&mut GroupTally), &GoldMention, &mut Self),
    ) {
        let mut gold_right = vec![(false, false); gold.places.len()];
        let mut predicted_right = vec![(false, false); predicted.places.len()];
        for &(g, p) in &by_types.pairs {
            let (a, b) = (&gold.places[g], &predicted.places[p]);
            let right = (a == b, a.label == b.label);
            gold_right[g] = right;
            predicted_right[p] = right;
        }
        for (scored, (strict, fuzzy)) in gold.mentions.iter().zip(gold_right) {
            let count = |group: &mut GroupTally| {
                group.strict += Tally { found: f64::from(strict), gold: 1.0, ..Tally::default() };
                group.fuzzy += Tally { found: f64::from(fuzzy), gold: 1.0, ..Tally::default() };
            };
            choose(&count, scored.mention, self);
        }
        for (scored, (strict, fuzzy)) in predicted.mentions.iter().zip(predicted_right) {
            let count = |group: &mut GroupTally| {
                group.strict +=
                    Tally { right: f64::from(strict), predicted: 1.0, ..Tally::default() };
                group.fuzzy +=
                    Tally { right: f64::from(fuzzy), predicted: 1.0, ..Tally::default() };
            };
            choose(&count, scored.mention, self);
        }
    }
}

impl std::ops::AddAssign<&DocumentTallies> for DocumentTallies {
    fn add_assign(&mut self, other: &Self) {
        self.all += other.all;
        add_all(&mut self.by_label, &other.by_label);
        if self.confusion.is_empty() {
            self.confusion = vec![0; other.confusion.len()];
        }
        for (a, b) in self.confusion.iter_mut().zip(&other.confusion) {
            *a += b;
        }
        let (a, b) = (&mut self.errors, &other.errors);
        a.correct += b.correct;
        a.type_only += b.type_only;
        a.bounds_only += b.bounds_only;
        a.type_and_bounds += b.type_and_bounds;
        a.missed += b.missed;
        a.spurious += b.spurious;
        a.split += b.split;
        a.merged += b.merged;
        for (class, count) in &b.bounds {
            *a.bounds.entry(*class).or_default() += count;
        }
        self.dates += other.dates;
        for (a, b) in self.clusters.iter_mut().zip(other.clusters) {
            *a += b;
        }
        add_all(&mut self.clusters_by_label, &other.clusters_by_label);
        self.aliases += other.aliases;
        for (a, b) in self.seen.iter_mut().zip(other.seen) {
            *a += b;
        }
        for (a, b) in self.noise.iter_mut().zip(other.noise) {
            *a += b;
        }
        for (a, b) in self.repeated.iter_mut().zip(other.repeated) {
            *a += b;
        }
        for (label, count) in &other.untyped {
            *self.untyped.entry(label.clone()).or_default() += count;
        }
    }
}

fn add_all<T: std::ops::AddAssign + Copy + Default>(into: &mut Vec<T>, from: &[T]) {
    into.resize(into.len().max(from.len()), T::default());
    for (a, b) in into.iter_mut().zip(from) {
        *a += *b;
    }
}

/// How many of the left-over mentions overlap any mention of the other side.
fn touching(left_over: &[usize], own: &[Labelled<u16>], other: &[Labelled<u16>]) -> usize {
    if left_over.is_empty() {
        return 0;
    }
    // `furthest[i]`: where the furthest of the first `i` mentions of the other side ends.
    let mut furthest = vec![0];
    let mut end = 0;
    for place in other {
        end = end.max(place.span.end);
        furthest.push(end);
    }
    left_over
        .iter()
        .filter(|&&i| {
            let span = own[i].span;
            let before = other.partition_point(|o| o.span.start < span.end);
            furthest[before] > span.start
        })
        .count()
}

/// Finds the surface form of a mention: its own, or the stretch of the document's text.
pub(super) struct Surfaces<'a> {
    offsets: Option<(&'a str, CharOffsets<'a>)>,
}

impl<'a> Surfaces<'a> {
    pub(super) fn new(gold: &'a GoldDocument, predicted: Option<&'a GoldDocument>) -> Self {
        let text = gold.text.as_deref().or_else(|| predicted.and_then(|d| d.text.as_deref()));
        Self { offsets: text.map(|text| (text, CharOffsets::new(text))) }
    }

    /// With every run of white space as one blank.
    pub(super) fn of<'m>(&'m self, mention: &'m GoldMention) -> Option<Cow<'m, str>> {
        let surface = match mention.text.as_deref() {
            Some(text) => text,
            None => {
                let (text, offsets) = self.offsets.as_ref()?;
                let start = offsets.byte_of(mention.span.start)?;
                let end = offsets.byte_of(mention.span.end)?;
                text.get(start..end)?
            }
        };
        Some(single_spaced(surface))
    }

    fn names<'m>(&'m self, side: &Side<'m>) -> Vec<(EntityKey<'m>, Cow<'m, str>)> {
        side.mentions
            .iter()
            .filter(|s| !s.mention.is_date())
            .filter_map(|s| Some((EntityKey::of(s.mention), self.of(s.mention)?)))
            .collect()
    }
}

/// Runs of white space become one blank, outer ones go.
pub(super) fn single_spaced(text: &str) -> Cow<'_, str> {
    let mut last_blank = true;
    let tidy = text.chars().all(|c| {
        let blank = c.is_whitespace();
        let fine = !blank || (c == ' ' && !last_blank);
        last_blank = blank;
        fine
    });
    if tidy && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
