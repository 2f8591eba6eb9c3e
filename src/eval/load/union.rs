//! Mentions that are said to be the same, joined into entities.

use crate::eval::document::GoldMention;

/// Sets of mentions, by their indices.
pub(super) struct Union {
    parent: Vec<usize>,
    joined: bool,
}

impl Union {
    pub(super) fn new(mentions: usize) -> Self {
        Self { parent: (0..mentions).collect(), joined: false }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Says that two mentions are of one entity; a mention may be joined with itself.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
        self.joined = true;
    }

    /// Gives every mention its entity, unless nothing was ever joined: then the file says nothing
    /// of entities.
    pub(super) fn name(mut self, mentions: &mut [GoldMention]) {
        if !self.joined {
            return;
        }
        for (i, mention) in mentions.iter_mut().enumerate() {
            if !mention.is_date() {
                mention.entity = Some(format!("e{}", self.root(i) + 1));
            }
        }
    }
}
