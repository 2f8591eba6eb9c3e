//! The measures that need no pairing of entities.

use super::Partitions;
use crate::eval::tally::Tally;

/// Unordered pairs among `n` things.
fn pairs(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) / 2.0
}

fn sum(sizes: &[usize], of: impl Fn(usize) -> f64) -> f64 {
    sizes.iter().map(|&size| of(size)).sum()
}

/// An entity of `n` mentions takes `n - 1` links; it is short of one for each further piece into
/// which the other side breaks it, mentions the other side lacks being pieces of their own.
pub(super) fn muc(p: &Partitions) -> Tally {
    let kept: usize = p.shared.iter().map(|s| s.mentions - 1).sum();
    let needed = |sizes: &[usize]| sum(sizes, |n| n as f64 - 1.0);
    Tally::new(kept as f64, needed(&p.predicted_sizes), needed(&p.gold_sizes))
}

/// Each mention earns the share of its entity that the other side keeps together with it.
pub(super) fn b_cubed(p: &Partitions) -> Tally {
    let mut tally = Tally {
        predicted: sum(&p.predicted_sizes, |n| n as f64),
        gold: sum(&p.gold_sizes, |n| n as f64),
        ..Tally::default()
    };
    for s in &p.shared {
        let square = (s.mentions * s.mentions) as f64;
        tally.right += square / p.predicted_sizes[s.predicted] as f64;
        tally.found += square / p.gold_sizes[s.gold] as f64;
    }
    tally
}

/// Each entity earns its size times the share of its links that the other side keeps; a singleton,
/// which links to itself alone, earns 1 if the other side has the same singleton.
pub(super) fn lea(p: &Partitions) -> Tally {
    let mut tally = Tally {
        predicted: sum(&p.predicted_sizes, |n| n as f64),
        gold: sum(&p.gold_sizes, |n| n as f64),
        ..Tally::default()
    };
    for s in &p.shared {
        let (gold, predicted) = (p.gold_sizes[s.gold], p.predicted_sizes[s.predicted]);
        let earned = |own: usize, other: usize| match (own, other) {
            (1, 1) => 1.0,
            (1, _) => 0.0,
            _ => own as f64 * pairs(s.mentions) / pairs(own),
        };
        tally.right += earned(predicted, gold);
        tally.found += earned(gold, predicted);
    }
    tally
}

/// Pairs of mentions that are one entity, and pairs that are not.
pub(super) struct Links {
    pub(super) coreferent: Tally,
    pub(super) apart: Tally,
}

pub(super) fn links(p: &Partitions) -> Links {
    let together = |sizes: &[usize]| sum(sizes, pairs);
    let coreferent = Tally::new(
        p.shared.iter().map(|s| pairs(s.mentions)).sum(),
        together(&p.predicted_sizes),
        together(&p.gold_sizes),
    );

    // Of the mentions both sides have: all pairs, less those together on either side.
    let mut of_gold = vec![0; p.gold_sizes.len()];
    let mut of_predicted = vec![0; p.predicted_sizes.len()];
    let mut common = 0;
    for s in &p.shared {
        of_gold[s.gold] += s.mentions;
        of_predicted[s.predicted] += s.mentions;
        common += s.mentions;
    }
    let both_apart =
        pairs(common) - together(&of_gold) - together(&of_predicted) + coreferent.right;
    let all = |sizes: &[usize]| pairs(sizes.iter().sum());
    let apart = Tally::new(
        both_apart,
        all(&p.predicted_sizes) - coreferent.predicted,
        all(&p.gold_sizes) - coreferent.gold,
    );
    Links { coreferent, apart }
}
