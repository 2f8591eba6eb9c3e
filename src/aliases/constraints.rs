//! What forbids a merge.
//!
//! Types must agree. Two full names with different given names are two people, whatever surname
//! they share. Two states, two numbered units, two organs of different parents are two. What the
//! text sets side by side ("Kim Il-sung and Kim Il") is two. A statement of the text overrides the
//! names; nothing overrides the types.

use std::collections::HashSet;

use super::person;
use super::scene::{Form, Name, Scene};

/// Pairs that the text itself keeps apart.
#[derive(Debug, Default)]
pub(crate) struct CannotLink {
    names: HashSet<(usize, usize)>,
    mentions: HashSet<(usize, usize)>,
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

impl CannotLink {
    /// Keeps two names apart wherever they stand.
    pub(crate) fn names(&mut self, a: usize, b: usize) {
        if a != b {
            self.names.insert(ordered(a, b));
        }
    }

    /// Keeps two mentions apart.
    pub(crate) fn mentions(&mut self, a: usize, b: usize) {
        self.mentions.insert(ordered(a, b));
    }

    pub(crate) fn parts_names(&self, a: usize, b: usize) -> bool {
        self.names.contains(&ordered(a, b))
    }

    /// Whether the text keeps a mention apart from one of `others`.
    pub(crate) fn parts_mentions(&self, a: usize, others: &[usize]) -> bool {
        !self.mentions.is_empty() && others.iter().any(|&b| self.mentions.contains(&ordered(a, b)))
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

/// Whether the text keeps two names apart.
pub(crate) fn kept_apart(scene: &Scene<'_>, cannot: &CannotLink, a: usize, b: usize) -> bool {
    let contextual = |n: usize| scene.name(n).is_none_or(Name::is_contextual);
    cannot.parts_names(a, b) && !contextual(a) && !contextual(b)
}
