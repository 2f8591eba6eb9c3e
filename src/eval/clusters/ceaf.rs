//! CEAF: entities paired one to one so that the total similarity is greatest.

use super::{Partitions, Shared};
use crate::eval::assignment::{Edge, best_pairs};
use crate::eval::tally::Tally;

/// φ3: similarity is the number of common mentions, out of all mentions.
pub(super) fn by_mention(p: &Partitions) -> Tally {
    let total = best(p, |s| s.mentions as f64);
    let mentions = |sizes: &[usize]| sizes.iter().sum::<usize>() as f64;
    Tally::new(total, mentions(&p.predicted_sizes), mentions(&p.gold_sizes))
}

/// φ4: similarity is twice the common mentions over the sum of both sizes, out of all entities.
pub(super) fn by_entity(p: &Partitions) -> Tally {
    let total = best(p, |s| {
        2.0 * s.mentions as f64 / (p.gold_sizes[s.gold] + p.predicted_sizes[s.predicted]) as f64
    });
    Tally::new(total, p.predicted_sizes.len() as f64, p.gold_sizes.len() as f64)
}

fn best(p: &Partitions, similarity: impl Fn(&Shared) -> f64) -> f64 {
    let edges: Vec<Edge> = p
        .shared
        .iter()
        .map(|s| Edge { left: s.gold, right: s.predicted, weight: similarity(s) })
        .collect();
    best_pairs(p.gold_sizes.len(), p.predicted_sizes.len(), &edges)
        .into_iter()
        .map(|index| edges[index].weight)
        .sum()
}
