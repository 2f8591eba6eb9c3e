//! Scores for where the mentions are: one-to-one alignment, and the credit each measure gives.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use super::assignment::{Edge, best_pairs};
use super::document::CharSpan;
use super::tally::Tally;

/// A labelled stretch; `L` is anything that stands for a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Labelled<L> {
    /// Where.
    pub span: CharSpan,
    /// As what.
    pub label: L,
}

/// What counts as right. The first four are those of SemEval-2013 task 9.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Same bounds and same type.
    Strict,
    /// Same bounds, whatever the type.
    Exact,
    /// Same bounds, or half credit for an overlap, whatever the type.
    Partial,
    /// Some overlap and the same type.
    Type,
}

impl Measure {
    /// All four, in the order in which reports give them.
    pub const ALL: [Self; 4] = [Self::Strict, Self::Exact, Self::Partial, Self::Type];

    /// What an aligned pair earns.
    pub fn credit<L: PartialEq>(self, gold: &Labelled<L>, predicted: &Labelled<L>) -> f64 {
        let bounds = gold.span == predicted.span;
        let label = gold.label == predicted.label;
        match self {
            Self::Strict => f64::from(bounds && label),
            Self::Exact => f64::from(bounds),
            Self::Partial => {
                if bounds {
                    1.0
                } else {
                    0.5
                }
            }
            Self::Type => f64::from(label),
        }
    }
}

/// Pairs of a gold and a predicted mention, each used at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Indices of gold and predicted mentions that belong together, by gold index.
    pub pairs: Vec<(usize, usize)>,
    /// Gold mentions left over.
    pub missed: Vec<usize>,
    /// Predicted mentions left over.
    pub spurious: Vec<usize>,
}

/// Which pairs an alignment favours once identical ones are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favour {
    /// The most pairs of the same bounds; then the most pairs; then the most of the same type.
    Pairs,
    /// The most pairs of the same type; then the most pairs; then the most of the same bounds.
    Types,
}

/// Aligns two lists of mentions one to one.
///
/// Identical mentions are paired first, the rest by an exact assignment over overlapping ones: what
/// `favour` asks for, then the most shared characters. The counts are thus the best there are and do
/// not depend on the order of the lists. Neither list may hold the same mention twice.
pub fn align<L: Copy + Eq + Hash>(
    gold: &[Labelled<L>],
    predicted: &[Labelled<L>],
    favour: Favour,
) -> Alignment {
    let mut partner_of_gold = vec![None; gold.len()];
    let mut taken = vec![false; predicted.len()];

    let by_mention: HashMap<_, _> = predicted.iter().enumerate().map(|(i, m)| (*m, i)).collect();
    for (partner, mention) in partner_of_gold.iter_mut().zip(gold) {
        if let Some(&i) = by_mention.get(mention) {
            *partner = Some(i);
            taken[i] = true;
        }
    }
    if taken.iter().all(|t| *t) || partner_of_gold.iter().all(Option::is_some) {
        return Alignment::new(&partner_of_gold, &taken);
    }

    let edges = overlaps(gold, predicted, &partner_of_gold, &taken, favour);
    for index in best_pairs(gold.len(), predicted.len(), &edges) {
        let edge = edges[index];
        partner_of_gold[edge.left] = Some(edge.right);
        taken[edge.right] = true;
    }
    Alignment::new(&partner_of_gold, &taken)
}

impl Alignment {
    fn new(partner_of_gold: &[Option<usize>], taken: &[bool]) -> Self {
        let mut alignment = Self::default();
        for (g, partner) in partner_of_gold.iter().enumerate() {
            match partner {
                Some(p) => alignment.pairs.push((g, *p)),
                None => alignment.missed.push(g),
            }
        }
        alignment.spurious = (0..taken.len()).filter(|&p| !taken[p]).collect();
        alignment
    }
}

/// The overlapping pairs among mentions not yet paired, weighted by `favour`.
fn overlaps<L: Copy + Eq>(
    gold: &[Labelled<L>],
    predicted: &[Labelled<L>],
    partner_of_gold: &[Option<usize>],
    taken: &[bool],
    favour: Favour,
) -> Vec<Edge> {
    let mut lefts: Vec<usize> = (0..gold.len()).filter(|&g| partner_of_gold[g].is_none()).collect();
    let mut rights: Vec<usize> = (0..predicted.len()).filter(|&p| !taken[p]).collect();
    lefts.sort_unstable_by_key(|&g| gold[g].span);
    rights.sort_unstable_by_key(|&p| predicted[p].span);

    let mut found = Vec::new();
    let mut window: Vec<usize> = Vec::new();
    let mut next = 0;
    for &g in &lefts {
        let span = gold[g].span;
        while let Some(&p) = rights.get(next)
            && predicted[p].span.start < span.end
        {
            window.push(p);
            next += 1;
        }
        // Later gold mentions start no earlier, so what ends before this one is done with.
        window.retain(|&p| predicted[p].span.end > span.start);
        for &p in &window {
            let shared = span.overlap(predicted[p].span);
            if shared > 0 {
                found.push((g, p, shared));
            }
        }
    }

    // Four ranks in one number: each outweighs all that a whole matching can earn below it.
    let pairs = largest_group(
        lefts.iter().map(|&g| gold[g].span),
        rights.iter().map(|&p| predicted[p].span),
    ) + 1.0;
    let longest = found.iter().map(|f| f.2).max().unwrap_or(0) as f64;
    let third = pairs * longest + 1.0;
    let second = pairs * third;
    let first = pairs * second;
    found
        .into_iter()
        .map(|(left, right, shared)| {
            let (g, p) = (&gold[left], &predicted[right]);
            let given = |holds: bool, rank: f64| if holds { rank } else { 0.0 };
            let (bounds, same) = (g.span == p.span, g.label == p.label);
            let rank = second
                + match favour {
                    Favour::Pairs => given(bounds, first) + given(same, third),
                    Favour::Types => given(same, first) + given(bounds, third),
                };
            Edge { left, right, weight: rank + shared as f64 }
        })
        .collect()
}

/// How many mentions the longest chain of overlapping ones holds: no set of mentions that the
/// assignment solves at once is larger. Keeping the ranks that small keeps them exact.
fn largest_group(
    gold: impl Iterator<Item = CharSpan>,
    predicted: impl Iterator<Item = CharSpan>,
) -> f64 {
    let mut spans: Vec<CharSpan> = gold.chain(predicted).collect();
    spans.sort_unstable();
    let (mut largest, mut group, mut end) = (0, 0, 0);
    for span in spans {
        group = if span.start < end { group + 1 } else { 1 };
        end = if group == 1 { span.end } else { end.max(span.end) };
        largest = largest.max(group);
    }
    f64::from(u32::try_from(largest).unwrap_or(u32::MAX))
}

/// How the mentions of one measure came out (SemEval-2013, after MUC-5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcomes {
    /// Right.
    pub correct: usize,
    /// Aligned, but wrong by this measure.
    pub incorrect: usize,
    /// Aligned, half right.
    pub partial: usize,
    /// Gold mentions aligned with nothing.
    pub missed: usize,
    /// Predicted mentions aligned with nothing.
    pub spurious: usize,
}

impl Outcomes {
    /// Counts one aligned pair that earned `credit`.
    pub fn count(&mut self, credit: f64) {
        if credit >= 1.0 {
            self.correct += 1;
        } else if credit > 0.0 {
            self.partial += 1;
        } else {
            self.incorrect += 1;
        }
    }

    /// The tally these outcomes amount to.
    pub fn tally(&self) -> Tally {
        let aligned = self.correct + self.incorrect + self.partial;
        let credit = self.correct as f64 + 0.5 * self.partial as f64;
        Tally::new(credit, (aligned + self.spurious) as f64, (aligned + self.missed) as f64)
    }
}

impl std::ops::AddAssign for Outcomes {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.incorrect += other.incorrect;
        self.partial += other.partial;
        self.missed += other.missed;
        self.spurious += other.spurious;
    }
}

/// How the bounds of an aligned but unequal pair differ, seen from the prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundaryError {
    /// Starts too early, ends right.
    LongerLeft,
    /// Starts right, ends too late.
    LongerRight,
    /// Starts too early and ends too late.
    LongerBoth,
    /// Starts too late, ends right.
    ShorterLeft,
    /// Starts right, ends too early.
    ShorterRight,
    /// Starts too late and ends too early.
    ShorterBoth,
    /// Starts and ends too early.
    ShiftedLeft,
    /// Starts and ends too late.
    ShiftedRight,
}

impl BoundaryError {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LongerLeft => "longer left",
            Self::LongerRight => "longer right",
            Self::LongerBoth => "longer both",
            Self::ShorterLeft => "shorter left",
            Self::ShorterRight => "shorter right",
            Self::ShorterBoth => "shorter both",
            Self::ShiftedLeft => "shifted left",
            Self::ShiftedRight => "shifted right",
        }
    }

    /// The class of a pair; `None` if the bounds are the same.
    pub fn of(gold: CharSpan, predicted: CharSpan) -> Option<Self> {
        use std::cmp::Ordering::{Equal, Greater, Less};
        Some(match (predicted.start.cmp(&gold.start), predicted.end.cmp(&gold.end)) {
            (Equal, Equal) => return None,
            (Less, Equal) => Self::LongerLeft,
            (Equal, Greater) => Self::LongerRight,
            (Less, Greater) => Self::LongerBoth,
            (Greater, Equal) => Self::ShorterLeft,
            (Equal, Less) => Self::ShorterRight,
            (Greater, Less) => Self::ShorterBoth,
            (Less, Less) => Self::ShiftedLeft,
            (Greater, Greater) => Self::ShiftedRight,
        })
    }
}

#[cfg(test)]
mod tests;
