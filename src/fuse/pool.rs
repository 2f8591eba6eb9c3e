//! Joins candidates of the same span and kind and adds up their evidence.

use std::collections::{BTreeMap, BTreeSet};

use crate::dates::DateValue;
use crate::entity::{Candidate, EntityKind, EntryRef, Source};
use crate::text::{CleanSpan, Document};

/// All that is known of one span as one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// Where, in the clean view.
    pub span: CleanSpan,
    /// As what.
    pub kind: EntityKind,
    /// Priority of the user's own list, if it carries this name.
    pub user: Option<i32>,
    /// Highest priority among shipped lists; 0 without one.
    pub priority: i32,
    /// Joint strength of the evidence in `0.0..=1.0`: one minus the product of the doubts.
    pub strength: f32,
    /// Who says so, sorted, without repeats.
    pub sources: Vec<Source>,
    /// Gazetteer entries of this name and kind.
    pub entries: Vec<EntryRef>,
    /// The value, for dates.
    pub date: Option<DateValue>,
}

/// What was chosen for exactly this span. `chosen` is in the order of the text, without overlaps.
pub(super) fn chosen_at(chosen: &[Pooled], span: CleanSpan) -> Option<&Pooled> {
    let at = chosen.partition_point(|p| p.span.start() < span.start());
    chosen.get(at).filter(|p| p.span == span)
}

/// What a name on a shipped list is worth on its own: a name of several words is rarely anything
/// else, a single word sometimes is, and a name that needs context only backs up others.
const LISTED_LONG: f32 = 0.9;
const LISTED_SHORT: f32 = 0.8;
const LISTED_IN_DOUBT: f32 = 0.35;

/// What is left of a guess at a name that the lists know well, and only as something else.
const LISTED_OTHERWISE: f32 = 0.75;

/// Pools candidates by span and kind, sorted by span. Independent of the order given.
pub fn pool(doc: &Document, candidates: &[Candidate]) -> Vec<Pooled> {
    let mut groups: BTreeMap<(CleanSpan, EntityKind), Vec<&Candidate>> = BTreeMap::new();
    for candidate in candidates.iter().filter(|c| !c.span.is_empty()) {
        groups.entry((candidate.span, candidate.kind)).or_default().push(candidate);
    }
    let listed: BTreeSet<(CleanSpan, EntityKind)> = candidates
        .iter()
        .filter(|c| c.source == Source::Gazetteer && c.standalone)
        .map(|c| (c.span, c.kind))
        .collect();
    groups
        .into_iter()
        .filter(|((_, kind), group)| *kind != EntityKind::Date || has_value(group))
        .map(|((span, kind), group)| {
            let mut pooled = join(doc, span, kind, &group);
            let listed_as = |kind| listed.contains(&(span, kind));
            if !listed_as(kind) && EntityKind::ALL.into_iter().any(listed_as) {
                pooled.strength *= LISTED_OTHERWISE;
            }
            pooled
        })
        .collect()
}

/// The grammar decides the bounds and values of dates; the tagger only backs it up.
fn has_value(group: &[&Candidate]) -> bool {
    group.iter().any(|c| matches!(c.source, Source::Dates | Source::User))
}

fn join(doc: &Document, span: CleanSpan, kind: EntityKind, group: &[&Candidate]) -> Pooled {
    // Two proposals of one source are not two witnesses: keep the best of each.
    let mut best: BTreeMap<Source, f32> = BTreeMap::new();
    for candidate in group {
        let weight = weight(candidate, span.slice(doc.clean()));
        let slot = best.entry(candidate.source).or_insert(0.0);
        *slot = slot.max(weight);
    }
    let doubt: f32 = best.values().map(|w| 1.0 - w).product();
    let mut entries: Vec<EntryRef> = group.iter().flat_map(|c| c.entries.iter().cloned()).collect();
    entries.sort();
    entries.dedup();
    let of = |source: Source| group.iter().filter(move |c| c.source == source);
    Pooled {
        span,
        kind,
        user: of(Source::User).map(|c| c.priority).max(),
        priority: of(Source::Gazetteer).map(|c| c.priority).max().unwrap_or(0),
        strength: (1.0 - doubt).clamp(0.0, 1.0),
        sources: best.into_keys().collect(),
        entries,
        date: group
            .iter()
            .filter_map(|c| c.date.clone())
            .min_by(|a, b| (&a.value, a.modifier).cmp(&(&b.value, b.modifier))),
    }
}

fn weight(candidate: &Candidate, text: &str) -> f32 {
    match candidate.source {
        Source::User => 1.0,
        Source::Gazetteer if !candidate.standalone => LISTED_IN_DOUBT,
        Source::Gazetteer if text.contains(' ') => LISTED_LONG,
        Source::Gazetteer => LISTED_SHORT,
        Source::Tagger | Source::Dates | Source::Document => candidate.score.clamp(0.0, 1.0),
    }
}
