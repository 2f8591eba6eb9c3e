//! Mentions joined into groups, one edge at a time, each edge asked against the constraints.
//!
//! Edges come strongest first, and within one kind in text order, so the result does not hang on
//! the order in which evidence was found. Joining is near-linear: groups are kept as a forest, and
//! a group carries only its few distinct names.

use std::cell::{Cell, RefCell};

use super::constraints::{self, CannotLink};
use super::hash::HashMap;
use super::link::Link;
use super::scene::{Name, Scene};

pub(crate) struct Clusters<'s, 'a> {
    scene: &'s Scene<'a>,
    pub(crate) cannot: CannotLink,
    parent: Vec<usize>,
    /// Distinct self-standing names of each group, at its root.
    names: HashMap<usize, Vec<usize>>,
    /// Whether an edge joined anything to the group, at its root.
    linked: Vec<bool>,
    /// Names that a statement, table or definition ties to each other, as a forest.
    tied: Vec<Cell<usize>>,
    /// Pairs of names compared already.
    conflicts: RefCell<HashMap<(usize, usize), bool>>,
    /// Every edge that joined two groups or is worth telling anyway.
    pub(crate) accepted: Vec<Link>,
    /// Names of groups that a mention might belong to instead, by root of the chosen group.
    pub(crate) runners_up: Vec<(usize, usize)>,
}

impl<'s, 'a> Clusters<'s, 'a> {
    pub(crate) fn new(scene: &'s Scene<'a>) -> Self {
        // All mentions of a self-standing name are joined before anything else, so one carries it.
        let names = scene
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_contextual() && !name.mentions.is_empty())
            .map(|(id, name)| (name.first(), vec![id]))
            .collect();
        Self {
            scene,
            cannot: CannotLink::default(),
            parent: (0..scene.mentions.len()).collect(),
            names,
            linked: vec![false; scene.mentions.len()],
            tied: (0..scene.names.len()).map(Cell::new).collect(),
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
    pub(crate) fn names_of(&mut self, mention: usize) -> &[usize] {
        let root = self.root(mention);
        self.names.get(&root).map_or(&[], Vec::as_slice)
    }

    /// Whether no edge has joined the group of a mention to another name yet.
    pub(crate) fn is_single(&mut self, mention: usize) -> bool {
        let root = self.root(mention);
        !self.linked.get(root).copied().unwrap_or_default()
    }

    /// Keeps an edge whose two mentions are in one group.
    pub(crate) fn accept(&mut self, link: Link) {
        let root = self.root(link.between.0);
        if let Some(linked) = self.linked.get_mut(root) {
            *linked = true;
        }
        self.accepted.push(link);
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
        self.linked[lead] |= self.linked[other];
        if let Some(mut more) = self.names.remove(&other) {
            // A name is in one group alone, and its place among the others says nothing: the
            // shorter list moves.
            let mine = self.names.entry(lead).or_default();
            if mine.len() < more.len() {
                std::mem::swap(mine, &mut more);
            }
            mine.append(&mut more);
        }
    }

    /// The name that stands for all that statements, tables or definitions tie to `name`.
    pub(crate) fn tie_root(&self, name: usize) -> usize {
        let mut at = name;
        while let Some(slot) = self.tied.get(at).filter(|up| up.get() != at) {
            // Halving the path, as for mentions.
            let above = self.tied.get(slot.get()).map_or(at, Cell::get);
            slot.set(above);
            at = above;
        }
        at
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.tie_root(a), self.tie_root(b));
        if a != b
            && let Some(slot) = self.tied.get(a.max(b))
        {
            slot.set(a.min(b));
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
        self.accept(link);
        true
    }

    /// Whether a constraint stands between the groups of two mentions.
    pub(crate) fn forbidden(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let size = |root: usize| self.names.get(&root).map_or(0, Vec::len);
        let (few, many) = if size(a) <= size(b) { (a, b) } else { (b, a) };
        self.told_apart(few, many) || self.clash(few, many)
    }

    /// Whether the text keeps a name of one group apart from one of the other.
    fn told_apart(&mut self, few: usize, many: usize) -> bool {
        let scene = self.scene;
        let rivals: Vec<usize> = self
            .names
            .get(&few)
            .into_iter()
            .flatten()
            .flat_map(|&name| self.cannot.apart_from_name(name))
            .filter_map(|&rival| scene.name(rival).filter(|n| !n.is_contextual()))
            .map(Name::first)
            .collect();
        // A self-standing name is in one group alone, so its first mention tells which.
        rivals.into_iter().any(|rival| self.root(rival) == many)
    }

    /// Whether a name of one group conflicts with one of the other, and neither is excused: "Chai
    /// C." does not go with "Chai Junwu", but with "Chai Chengwen", which the text says is the same
    /// man.
    fn clash(&self, few: usize, many: usize) -> bool {
        let (Some(few), Some(many)) = (self.names.get(&few), self.names.get(&many)) else {
            return false;
        };
        // Some name tied to one of the first goes with the second.
        let stands_in = |tie: usize, group: &[usize], against: usize| {
            group.iter().any(|&o| self.tie_root(o) == tie && !self.conflict(o, against))
        };
        few.iter().any(|&y| {
            let mut excused: HashMap<usize, bool> = HashMap::default();
            many.iter().any(|&x| {
                let tie = self.tie_root(x);
                self.conflict(x, y)
                    && !*excused.entry(tie).or_insert_with(|| stands_in(tie, many, y))
                    && !stands_in(self.tie_root(y), few, x)
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
}
