//! Who stands with whom: entities named in one sentence.

use std::collections::BTreeMap;

use crate::pipeline::Analysis;

/// Two entities of a document, and in how many sentences both are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Index of the entity named first in the document.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Sentences that name both.
    pub sentences: usize,
}

/// Every pair of entities that share a sentence, by index of the first, then of the second.
pub fn ties(analysis: &Analysis) -> Vec<Tie> {
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut here: Vec<usize> = Vec::new();
    let mut sentence = None;
    let mut close = |here: &mut Vec<usize>| {
        here.sort_unstable();
        here.dedup();
        for (i, &a) in here.iter().enumerate() {
            for &b in here.iter().skip(i + 1) {
                *pairs.entry((a, b)).or_default() += 1;
            }
        }
        here.clear();
    };
    for (i, mention) in analysis.mentions.iter().enumerate() {
        if sentence != Some(mention.sentence) {
            close(&mut here);
            sentence = Some(mention.sentence);
        }
        here.extend(analysis.entity_of(i));
    }
    close(&mut here);
    pairs.into_iter().map(|((a, b), sentences)| Tie { a, b, sentences }).collect()
}
