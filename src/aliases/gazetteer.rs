//! Two names of one gazetteer entry.

use std::collections::BTreeMap;

use super::acronym;
use super::cluster::Clusters;
use super::link::Link;
use super::scene::Scene;
use crate::entity::{EntryRef, EvidenceKind};

/// Ties names that point to one entry alone. A name that several entries share proves nothing.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let defined = acronym::defined(scene, clusters);
    let mut first: BTreeMap<&EntryRef, usize> = BTreeMap::new();
    for (id, name) in scene.names.iter().enumerate() {
        if name.is_contextual() {
            continue;
        }
        // Letters that the text itself explains are not the list's: "the Party of Labour of Albania (PLA)".
        if defined.contains(&id) {
            continue;
        }
        let Some(entry) = sole_entry(scene, name.first()) else { continue };
        let earlier = *first.entry(entry).or_insert(id);
        let Some(other) = scene.name(earlier).filter(|_| earlier != id) else { continue };
        let Some(mention) = scene.mentions.get(name.first()) else { continue };
        let mut link = Link::of_names(
            EvidenceKind::Gazetteer,
            (other.first(), name.first()),
            mention.clean,
            format!(
                "The gazetteer {} lists {} and {} as names of {}.",
                entry.gazetteer, other.text, name.text, entry.name
            ),
        );
        // A list is believed before the look of the names, but not before the text.
        link.certain = !clusters.cannot.parts_names(earlier, id);
        clusters.link(link);
    }
}

/// The one entry of the mention's own kind within each gazetteer that knows it, if it is one.
pub(crate) fn sole_entry<'s>(scene: &'s Scene<'_>, mention: usize) -> Option<&'s EntryRef> {
    let mention = scene.mentions.get(mention)?;
    let mut fitting = mention.entries.iter().filter(|e| e.kind == mention.kind);
    let entry = fitting.next()?;
    fitting.all(|e| e.gazetteer != entry.gazetteer || e.id == entry.id).then_some(entry)
}
