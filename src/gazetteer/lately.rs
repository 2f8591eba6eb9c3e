//! What was looked up lately: a paper repeats its words and names, and a small table that stays in
//! the processor's nearest cache answers sooner than the large ones.

use super::index::{Index, Slot};
use crate::entity::EntryRef;

/// States looked up lately, and what was found; a state that is none is remembered too.
#[derive(Debug)]
pub(super) struct States {
    /// The first half for states that begin a name, the second for all others.
    kept: Vec<Kept>,
}

/// One state: its upper half, and its slot, whose tag is the lower half.
#[derive(Clone, Copy, Debug)]
struct Kept {
    upper: u32,
    slot: Slot,
}

/// States kept of each sort; a power of two. Together they take 12 KB.
const STATES: usize = 512;

impl Default for States {
    fn default() -> Self {
        // A free place says that state 0 is none, which is why that state is never asked of it.
        Self { kept: vec![Kept { upper: 0, slot: Slot::none(0) }; 2 * STATES] }
    }
}

impl States {
    /// The slot of a state, as [`Index::may_be`] and [`Index::slot`] have it.
    #[inline]
    pub(super) fn slot(&mut self, index: &Index, state: u64, is_root: bool) -> Option<Slot> {
        let look = || index.may_be(state, is_root).then(|| index.slot(state)).flatten();
        let at = state as usize % STATES + if is_root { 0 } else { STATES };
        let Some(kept) = self.kept.get_mut(at).filter(|_| state != 0) else { return look() };
        let (upper, lower) = ((state >> 32) as u32, state as u32);
        if (kept.upper, kept.slot.tag) != (upper, lower) {
            *kept = Kept { upper, slot: look().unwrap_or(Slot::none(lower)) };
        }
        kept.slot.is_state().then_some(kept.slot)
    }
}

/// References made lately: to share one is cheaper than to make it.
#[derive(Debug)]
pub(super) struct References {
    kept: Vec<Option<(u32, EntryRef)>>,
}

const REFERENCES: usize = 256;

impl Default for References {
    fn default() -> Self {
        Self { kept: vec![None; REFERENCES] }
    }
}

impl References {
    /// The reference to an entry, made if it is not kept.
    #[inline]
    pub(super) fn get(&mut self, entry: u32, make: impl FnOnce() -> EntryRef) -> EntryRef {
        match self.kept.get_mut(entry as usize % REFERENCES) {
            Some(Some((known, reference))) if *known == entry => reference.clone(),
            Some(kept) => kept.insert((entry, make())).1.clone(),
            None => make(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::hash::{state, word_hash};
    use crate::gazetteer::index::IndexBuilder;
    use crate::gazetteer::pattern::Case;

    #[test]
    fn what_is_kept_is_what_a_look_gives_however_often_and_in_whatever_order() {
        let mut builder = IndexBuilder::default();
        for number in 0..3000 {
            builder.add(&format!("w{number}\nx{}", number % 5), Case::default(), 0, 0, 0, None);
        }
        let index = builder.finish();
        let mut states = States::default();
        for turn in 0..3 {
            for number in (0..6000).step_by(turn + 1) {
                let root = state(None, word_hash(format!("w{number}").as_bytes()));
                let next = state(Some(root), word_hash(b"x1"));
                for _ in 0..2 {
                    for (state, is_root) in [(root, true), (next, false), (0, true)] {
                        let look =
                            index.may_be(state, is_root).then(|| index.slot(state)).flatten();
                        assert_eq!(states.slot(&index, state, is_root), look);
                    }
                }
                assert_eq!(states.slot(&index, root, true).is_some(), number < 3000);
            }
        }
    }

    #[test]
    fn a_reference_is_made_once_while_it_is_kept() {
        let made = |id: &'static str| {
            move || EntryRef {
                gazetteer: "g".into(),
                id: id.into(),
                name: "N".into(),
                kind: crate::entity::EntityKind::Place,
            }
        };
        let mut references = References::default();
        assert_eq!(&*references.get(1, made("one")).id, "one");
        assert_eq!(&*references.get(1, made("other")).id, "one");
        assert_eq!(&*references.get(1 + REFERENCES as u32, made("next")).id, "next");
        assert_eq!(&*references.get(1, made("again")).id, "again");
    }
}
