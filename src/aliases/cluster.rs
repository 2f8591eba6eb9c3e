//! Mentions joined into groups, one edge at a time, each edge asked against the constraints.
//!
//! Edges come strongest first, and within one kind in text order, so the result does not hang on
//! the order in which evidence was found. Joining is near-linear: groups are kept as a forest, and
//! a group carries only its few distinct names.

use std::cell::RefCell;
use std::collections::HashMap;

use super::constraints::{self, CannotLink};
use super::link::Link;
use super::scene::{Name, Scene};

pub(crate) struct Clusters<'s, 'a> {
    scene: &'s Scene<'a>,
    pub(crate) cannot: CannotLink,
    parent: Vec<usize>,
    /// Distinct self-standing names of each group, at its root.
    names: HashMap<usize, Vec<usize>>,
    /// Names that a statement, table or definition ties to each other, as a forest.
    tied: Vec<usize>,
    /// Pairs of names compared already.
    conflicts: RefCell<HashMap<(usize, usize), bool>>,
    /// Every edge that joined two groups or is worth telling anyway.
    pub(crate) accepted: Vec<Link>,
    /// Names of groups that a mention might belong to instead, by root of the chosen group.
    pub(crate) runners_up: Vec<(usize, usize)>,
}

impl<'s, 'a> Clusters<'s, 'a> {
    pub(crate) fn new(scene: &'s Scene<'a>) -> Self {
        let mut names = HashMap::new();
        for (mention, name) in scene.name_of.iter().enumerate() {
            if let Some(name) = name.filter(|&n| scene.name(n).is_some_and(|n| !n.is_contextual()))
            {
                names.insert(mention, vec![name]);
            }
        }
        Self {
            scene,
            cannot: CannotLink::default(),
            parent: (0..scene.mentions.len()).collect(),
            names,
            tied: (0..scene.names.len()).collect(),
            conflicts: RefCell::default(),
            accepted: Vec::new(),
            runners_up: Vec::new(),
        }
    }

    /// The group of a mention.
    pub(crate) fn root(&mut self, mention: usize) -> usize {
        let mut at = mention;
        while let Some(&up) = self.parent.get(at) {
            if up == at {
                break;
            }
            // Halving the path keeps later walks short.
            let above = self.parent.get(up).copied().unwrap_or(up);
            self.parent[at] = above;
            at = above;
        }
        at
    }

    /// Self-standing names of a group.
    pub(crate) fn names_of(&mut self, mention: usize) -> Vec<usize> {
        let root = self.root(mention);
        self.names.get(&root).cloned().unwrap_or_default()
    }

    /// Whether no edge has joined the group of a mention to another name yet.
    pub(crate) fn is_single(&mut self, mention: usize) -> bool {
        let root = self.root(mention);
        let links = std::mem::take(&mut self.accepted);
        let single = !links.iter().any(|l| self.root(l.between.0) == root);
        self.accepted = links;
        single
    }

    /// Joins all mentions of a name: the same string is the same thing.
    pub(crate) fn join_name(&mut self, name: &Name) {
        for &mention in &name.mentions {
            self.union(name.first(), mention);
        }
    }

    /// Puts one mention into the group of another, without asking.
    pub(crate) fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        // The earlier mention leads: the same groups come out whatever the order of the edges.
        let (lead, other) =
            if self.scene.rank.get(a) <= self.scene.rank.get(b) { (a, b) } else { (b, a) };
        self.parent[other] = lead;
        if let Some(more) = self.names.remove(&other) {
            let mine = self.names.entry(lead).or_default();
            for name in more {
                if !mine.contains(&name) {
                    mine.push(name);
                }
            }
        }
    }

    fn tie_root(&self, name: usize) -> usize {
        let mut at = name;
        while let Some(&up) = self.tied.get(at).filter(|&&up| up != at) {
            at = up;
        }
        at
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.tie_root(a), self.tie_root(b));
        if a != b
            && let Some(slot) = self.tied.get_mut(a.max(b))
        {
            *slot = a.min(b);
        }
    }

    /// Takes an edge if nothing forbids it. An edge inside one group is kept as a further reason.
    pub(crate) fn link(&mut self, link: Link) -> bool {
        let (a, b) = link.between;
        let kind = |m: usize| self.scene.mentions.get(m).map(|m| m.kind);
        if kind(a) != kind(b) {
            return false;
        }
        let (x, y) = (
            self.scene.name_of.get(a).copied().flatten(),
            self.scene.name_of.get(b).copied().flatten(),
        );
        if link.certain {
            if let (Some(x), Some(y)) = (x, y) {
                self.tie(x, y);
            }
        } else if self.root(a) != self.root(b) && self.forbidden(a, b) {
            return false;
        }
        self.union(a, b);
        self.accepted.push(link);
        true
    }

    /// Whether a constraint stands between the groups of two mentions.
    pub(crate) fn forbidden(&mut self, a: usize, b: usize) -> bool {
        let (mine, theirs) = (self.names_of(a), self.names_of(b));
        mine.iter().any(|&x| {
            theirs.iter().any(|&y| {
                constraints::kept_apart(self.scene, &self.cannot, x, y)
                    || (self.conflict(x, y) && !self.excused(x, y, &mine, &theirs))
            })
        })
    }

    fn conflict(&self, x: usize, y: usize) -> bool {
        let pair = (x.min(y), x.max(y));
        if let Some(&known) = self.conflicts.borrow().get(&pair) {
            return known;
        }
        let found = self.compare(x, y);
        self.conflicts.borrow_mut().insert(pair, found);
        found
    }

    fn compare(&self, x: usize, y: usize) -> bool {
        match (self.scene.name(x), self.scene.name(y)) {
            (Some(a), Some(b)) => constraints::conflict(a, b),
            _ => false,
        }
    }

    /// "Chai C." does not go with "Chai Junwu", but with "Chai Chengwen", which the text says is
    /// the same man.
    fn excused(&self, x: usize, y: usize, mine: &[usize], theirs: &[usize]) -> bool {
        let stands_in = |of: usize, group: &[usize], against: usize| {
            let tie = self.tie_root(of);
            group.iter().any(|&other| {
                other != of && self.tie_root(other) == tie && !self.conflict(other, against)
            })
        };
        stands_in(x, mine, y) || stands_in(y, theirs, x)
    }
}
