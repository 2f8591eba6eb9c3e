//! What forbids a merge.
//!
//! Types must agree. Two full names with different given names are two people, whatever surname
//! they share. Two states, two numbered units, two organs of different parents are two. What the
//! text sets side by side ("Kim Il-sung and Kim Il") is two. A statement of the text overrides the
//! names; nothing overrides the types.

use super::hash::{HashMap, HashSet};
use super::person;
use super::scene::{Form, Name};

/// Pairs that the text itself keeps apart.
#[derive(Debug, Default)]
pub(crate) struct CannotLink {
    /// The names kept apart from a name.
    names: HashMap<usize, HashSet<usize>>,
    /// The mentions kept apart from a mention; a list holds few.
    mentions: HashMap<usize, Vec<usize>>,
}

impl CannotLink {
    /// Keeps two names apart wherever they stand.
    pub(crate) fn names(&mut self, a: usize, b: usize) {
        if a != b {
            self.names.entry(a).or_default().insert(b);
            self.names.entry(b).or_default().insert(a);
        }
    }

    /// Keeps two mentions apart.
    pub(crate) fn mentions(&mut self, a: usize, b: usize) {
        self.mentions.entry(a).or_default().push(b);
        self.mentions.entry(b).or_default().push(a);
    }

    pub(crate) fn parts_names(&self, a: usize, b: usize) -> bool {
        self.names.get(&a).is_some_and(|rivals| rivals.contains(&b))
    }

    /// The names that the text keeps apart from a name.
    pub(crate) fn apart_from_name(&self, name: usize) -> impl Iterator<Item = &usize> {
        self.names.get(&name).into_iter().flatten()
    }

    /// The mentions that the text keeps apart from a mention.
    pub(crate) fn apart_from(&self, mention: usize) -> &[usize] {
        self.mentions.get(&mention).map_or(&[], Vec::as_slice)
    }
}

/// Whether two names cannot be one entity's, by the names alone.
pub(crate) fn conflict(a: &Name, b: &Name) -> bool {
    if a.kind != b.kind {
        return true;
    }
    match (&a.form, &b.form) {
        (Form::Person(x), Form::Person(y)) => {
            if x.is_bare() || y.is_bare() {
                return false;
            }
            person::likeness(x, y).is_none()
                && !matches!((a.spelling(), b.spelling()), (Some(x), Some(y)) if x.agrees(y).is_some())
        }
        (Form::Organisation(x), Form::Organisation(y)) => {
            let (n, m) = (x.numbers(), y.numbers());
            (!n.is_empty() && !m.is_empty() && n != m)
                || (x.core == y.core
                    && matches!((&x.parent, &y.parent), (Some(super::org::Parent::State(s)), Some(super::org::Parent::State(t))) if s != t))
        }
        (Form::Place(x), Form::Place(y)) => {
            matches!((x.state, y.state), (Some(s), Some(t)) if s != t)
        }
        _ => true,
    }
}
