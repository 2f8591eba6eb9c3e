//! The total order over overlapping spans, and the greedy choice by it.
//!
//! Of two spans that overlap, the one that comes first in this order is kept:
//!
//! 1. a name on the user's own list, the higher priority first;
//! 2. evidence above [`THRESHOLD`] (the rest is dropped);
//! 3. the higher priority on a shipped list;
//! 4. the longer span (the annotation rules ask for the longest name);
//! 5. the stronger evidence;
//! 6. the earlier start;
//! 7. the kind, in the order DATE, PER, ORG, LOC.
//!
//! No two distinct pooled spans are equal under it, so the outcome is unique.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::pool::Pooled;
use crate::entity::EntityKind;

/// Evidence weaker than this is not enough for a mention.
pub const THRESHOLD: f32 = 0.5;

/// Takes pooled spans in the documented order, leaving out each that overlaps one already taken.
/// Returns them sorted by start.
pub fn choose(mut pooled: Vec<Pooled>) -> Vec<Pooled> {
    pooled.retain(|p| p.user.is_some() || p.strength >= THRESHOLD);
    pooled.sort_by(compare);
    // Taken spans by start: an overlap can only be with the neighbour on either side.
    let mut taken: BTreeMap<usize, Pooled> = BTreeMap::new();
    for candidate in pooled {
        let before = taken.range(..=candidate.span.start()).next_back();
        let after = taken.range(candidate.span.start()..).next();
        let free =
            [before, after].into_iter().flatten().all(|(_, t)| !t.span.overlaps(candidate.span));
        if free {
            taken.insert(candidate.span.start(), candidate);
        }
    }
    taken.into_values().collect()
}

fn compare(a: &Pooled, b: &Pooled) -> Ordering {
    b.user
        .cmp(&a.user)
        .then_with(|| b.priority.cmp(&a.priority))
        .then_with(|| b.span.len().cmp(&a.span.len()))
        .then_with(|| b.strength.total_cmp(&a.strength))
        .then_with(|| a.span.start().cmp(&b.span.start()))
        .then_with(|| rank(a.kind).cmp(&rank(b.kind)))
}

const fn rank(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Date => 0,
        EntityKind::Person => 1,
        EntityKind::Organisation => 2,
        EntityKind::Place => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Source;
    use crate::text::CleanSpan;
    use proptest::prelude::*;

    fn pooled(start: usize, end: usize, kind: EntityKind, strength: f32) -> Pooled {
        Pooled {
            span: CleanSpan::new(start, end),
            kind,
            user: None,
            priority: 0,
            strength,
            sources: vec![Source::Tagger],
            entries: Vec::new(),
            date: None,
        }
    }

    fn spans(chosen: &[Pooled]) -> Vec<(usize, usize)> {
        chosen.iter().map(|p| (p.span.start(), p.span.end())).collect()
    }

    #[test]
    fn the_longer_span_wins_and_weak_evidence_is_dropped() {
        let chosen = choose(vec![
            pooled(0, 5, EntityKind::Place, 0.99),
            pooled(0, 12, EntityKind::Organisation, 0.7),
            pooled(20, 40, EntityKind::Person, 0.3),
            pooled(20, 25, EntityKind::Person, 0.6),
        ]);
        assert_eq!(spans(&chosen), [(0, 12), (20, 25)]);
    }

    #[test]
    fn the_users_list_wins_over_a_longer_span() {
        let mut user = pooled(0, 5, EntityKind::Place, 0.1);
        user.user = Some(0);
        let chosen = choose(vec![pooled(0, 12, EntityKind::Organisation, 0.99), user]);
        assert_eq!(spans(&chosen), [(0, 5)]);
    }

    #[test]
    fn equal_spans_go_to_the_stronger_kind() {
        let chosen = choose(vec![
            pooled(0, 5, EntityKind::Place, 0.6),
            pooled(0, 5, EntityKind::Person, 0.9),
        ]);
        assert_eq!(chosen[0].kind, EntityKind::Person);
        assert_eq!(chosen.len(), 1);
    }

    proptest! {
        #[test]
        fn chosen_spans_never_overlap_and_do_not_depend_on_order(
            raw in prop::collection::vec((0usize..60, 1usize..12, 0u8..4, 0u8..=10), 0..40),
            seed in any::<u64>(),
        ) {
            let mut all: Vec<Pooled> = raw
                .iter()
                .map(|&(s, l, k, p)| pooled(s, s + l, EntityKind::ALL[k as usize], f32::from(p) / 10.0))
                .collect();
            // Pooling leaves one record for each span and kind.
            all.sort_by_key(|a| (a.span, a.kind));
            all.dedup_by(|a, b| a.span == b.span && a.kind == b.kind);
            let chosen = choose(all.clone());
            for pair in chosen.windows(2) {
                prop_assert!(pair[0].span.end() <= pair[1].span.start());
            }
            let mut shuffled = all;
            let n = shuffled.len().max(1);
            for i in 0..shuffled.len() {
                shuffled.swap(i, (seed as usize).wrapping_mul(i + 7) % n);
            }
            prop_assert_eq!(choose(shuffled), chosen);
        }
    }
}
