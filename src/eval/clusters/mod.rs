//! Scores for who is who: MUC, B³, CEAFm, CEAFe, BLANC, LEA, links and aliases.
//!
//! Every measure is computed from three things alone: how large each gold and each predicted entity
//! is, and how many mentions each pair of them shares. Mentions that only one side has ("twinless")
//! stay in the sizes and are shared with nobody, as in the reference scorer of the CoNLL shared
//! tasks.

mod ceaf;
mod measures;

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use super::tally::{Score, Tally};

/// Gold and predicted entities of one document over a common set of mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partitions {
    /// Mentions of each gold entity.
    gold_sizes: Vec<usize>,
    /// Mentions of each predicted entity.
    predicted_sizes: Vec<usize>,
    /// Mentions that a gold and a predicted entity share; only pairs that share any, sorted.
    shared: Vec<Shared>,
}

/// A gold and a predicted entity that have mentions in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shared {
    gold: usize,
    predicted: usize,
    mentions: usize,
}

/// Which mentions the entities are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionSet {
    /// The mentions as predicted: missed and spurious ones cost.
    System,
    /// The gold mentions: those the prediction lacks stand alone, spurious ones are dropped.
    Gold,
    /// The mentions both sides have: only the grouping is judged.
    Common,
}

impl MentionSet {
    /// All three, in the order in which reports give them.
    pub const ALL: [Self; 3] = [Self::System, Self::Gold, Self::Common];
}

impl Partitions {
    /// Compares two groupings. Each side lists its mentions (any key that is the same for the same
    /// stretch of text) with the entity of each; a mention listed twice on one side keeps its first
    /// entity.
    pub fn new<M: Eq + Hash + Copy, E: Eq + Hash>(
        gold: impl IntoIterator<Item = (M, E)>,
        predicted: impl IntoIterator<Item = (M, E)>,
        set: MentionSet,
    ) -> Self {
        let gold = Grouping::new(gold);
        let predicted = Grouping::new(predicted);
        let mut partitions = Self {
            gold_sizes: vec![0; gold.entities],
            predicted_sizes: vec![0; predicted.entities],
            shared: Vec::new(),
        };
        let mut pairs = Vec::new();
        for (mention, &entity) in &gold.entity_of {
            match predicted.entity_of.get(mention) {
                Some(&other) => {
                    partitions.gold_sizes[entity] += 1;
                    pairs.push((entity, other));
                    if set != MentionSet::System {
                        partitions.predicted_sizes[other] += 1;
                    }
                }
                None if set == MentionSet::Common => {}
                None => {
                    partitions.gold_sizes[entity] += 1;
                    if set == MentionSet::Gold {
                        pairs.push((entity, partitions.predicted_sizes.len()));
                        partitions.predicted_sizes.push(1);
                    }
                }
            }
        }
        if set == MentionSet::System {
            for &entity in predicted.entity_of.values() {
                partitions.predicted_sizes[entity] += 1;
            }
        }
        partitions.share(pairs);
        partitions
    }

    /// Counts the common mentions of each pair of entities and drops entities left empty.
    fn share(&mut self, mut pairs: Vec<(usize, usize)>) {
        let gold = compact(&mut self.gold_sizes);
        let predicted = compact(&mut self.predicted_sizes);
        pairs.sort_unstable();
        for (g, p) in pairs {
            let (g, p) = (gold[g], predicted[p]);
            match self.shared.last_mut() {
                Some(last) if last.gold == g && last.predicted == p => last.mentions += 1,
                _ => self.shared.push(Shared { gold: g, predicted: p, mentions: 1 }),
            }
        }
    }

    /// All counts of this document.
    pub fn tallies(&self) -> ClusterTallies {
        let links = measures::links(self);
        ClusterTallies {
            muc: measures::muc(self),
            b_cubed: measures::b_cubed(self),
            ceaf_m: ceaf::by_mention(self),
            ceaf_e: ceaf::by_entity(self),
            lea: measures::lea(self),
            links: links.coreferent,
            non_links: links.apart,
        }
    }
}

/// One side's mentions with their entities numbered.
struct Grouping<M> {
    entity_of: HashMap<M, usize>,
    entities: usize,
}

impl<M: Eq + Hash + Copy> Grouping<M> {
    fn new<E: Eq + Hash>(mentions: impl IntoIterator<Item = (M, E)>) -> Self {
        let mut numbers = HashMap::new();
        let mut entity_of = HashMap::new();
        for (mention, entity) in mentions {
            let next = numbers.len();
            let number = *numbers.entry(entity).or_insert(next);
            entity_of.entry(mention).or_insert(number);
        }
        Self { entity_of, entities: numbers.len() }
    }
}

/// Drops the zeros and tells where each entry went.
fn compact(sizes: &mut Vec<usize>) -> Vec<usize> {
    let mut kept = 0;
    let moved = sizes
        .iter()
        .map(|&size| {
            let at = kept;
            kept += usize::from(size > 0);
            at
        })
        .collect();
    sizes.retain(|&size| size > 0);
    moved
}

/// Counts of every cluster measure; those of documents add up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClusterTallies {
    /// Links needed to join each entity (Vilain and others 1995).
    pub muc: Tally,
    /// Shares of each mention's entity (Bagga and Baldwin 1998).
    pub b_cubed: Tally,
    /// Mentions of entities paired one to one (Luo 2005, φ3).
    pub ceaf_m: Tally,
    /// Similarity of entities paired one to one (Luo 2005, φ4).
    pub ceaf_e: Tally,
    /// Resolved links, weighted by entity size (Moosavi and Strube 2016).
    pub lea: Tally,
    /// Pairs of mentions of one entity.
    pub links: Tally,
    /// Pairs of mentions of different entities.
    pub non_links: Tally,
}

impl std::ops::AddAssign for ClusterTallies {
    fn add_assign(&mut self, other: Self) {
        self.muc += other.muc;
        self.b_cubed += other.b_cubed;
        self.ceaf_m += other.ceaf_m;
        self.ceaf_e += other.ceaf_e;
        self.lea += other.lea;
        self.links += other.links;
        self.non_links += other.non_links;
    }
}

impl ClusterTallies {
    /// BLANC for predicted mentions (Luo and others 2014): the mean of the scores over links and
    /// over non-links; where the gold has none of the one kind, the score over the other.
    pub fn blanc(&self) -> Score {
        let (links, apart) = (Score::from(self.links), Score::from(self.non_links));
        let mut score = match (self.links.gold > 0.0, self.non_links.gold > 0.0) {
            (true, false) => links,
            (false, true) => apart,
            (true, true) => Score {
                precision: f64::midpoint(links.precision, apart.precision),
                recall: f64::midpoint(links.recall, apart.recall),
                f1: f64::midpoint(links.f1, apart.f1),
                ..Score::default()
            },
            // No pair at all: single gold mentions are right if nothing else is predicted.
            (false, false) => {
                let b3 = &self.b_cubed;
                let all = b3.gold > 0.0 && b3.found == b3.gold && b3.right == b3.predicted;
                let right = f64::from(all);
                Score { precision: right, recall: right, f1: right, ..Score::default() }
            }
        };
        score.gold = self.links.gold + self.non_links.gold;
        score.predicted = self.links.predicted + self.non_links.predicted;
        score
    }

    /// The CoNLL average: the mean of the F1 values of MUC, B³ and CEAFe.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }

    /// As it goes into a report.
    pub fn scores(&self) -> ClusterScores {
        ClusterScores {
            conll: self.conll(),
            muc: self.muc.into(),
            b_cubed: self.b_cubed.into(),
            ceaf_m: self.ceaf_m.into(),
            ceaf_e: self.ceaf_e.into(),
            blanc: self.blanc(),
            lea: self.lea.into(),
            links: self.links.into(),
        }
    }
}

/// All cluster scores on one set of mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ClusterScores {
    /// Mean F1 of MUC, B³ and CEAFe.
    pub conll: f64,
    /// MUC.
    pub muc: Score,
    /// B³.
    pub b_cubed: Score,
    /// CEAF by mentions (φ3).
    pub ceaf_m: Score,
    /// CEAF by entities (φ4).
    pub ceaf_e: Score,
    /// BLANC.
    pub blanc: Score,
    /// LEA.
    pub lea: Score,
    /// Pairs of mentions said to be the same.
    pub links: Score,
}

/// Pairs of different names said to be the same, of one document: `(entity, surface form)` lists in,
/// counts out. A name pair counts once however often it occurs.
pub fn aliases<'a, E: Eq + Hash>(
    gold: impl IntoIterator<Item = (E, &'a str)>,
    predicted: impl IntoIterator<Item = (E, &'a str)>,
) -> Tally {
    let gold = name_pairs(gold);
    let predicted = name_pairs(predicted);
    let common = gold.intersection(&predicted).count();
    Tally::new(common as f64, predicted.len() as f64, gold.len() as f64)
}

fn name_pairs<'a, E: Eq + Hash>(
    names: impl IntoIterator<Item = (E, &'a str)>,
) -> std::collections::HashSet<(&'a str, &'a str)> {
    let mut of_entity: HashMap<E, Vec<&str>> = HashMap::new();
    for (entity, name) in names {
        of_entity.entry(entity).or_default().push(name);
    }
    let mut pairs = std::collections::HashSet::new();
    for names in of_entity.values_mut() {
        names.sort_unstable();
        names.dedup();
        for (i, a) in names.iter().enumerate() {
            pairs.extend(names[i + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests;
