//! Statements about a lone surname: "Borodin, born Mikhail Gruzenberg", after "Mikhail Borodin".
//!
//! A statement ties two mentions. Where one of them is a lone surname, it speaks of the person whom
//! the text has introduced by the full name before, whose other names it thereby adds to. Without
//! this the statement would take the lone surname away from its bearer.

use super::cluster::Clusters;
use super::hash::HashMap;
use super::link::Link;
use super::scene::{Name, Scene};
use super::titles;
use crate::entity::EvidenceKind;

/// A word has to be this likely the surname of the full name.
const SURNAME: f32 = 0.7;
/// With two bearers introduced, the nearer one is meant if the other is this many bytes farther.
const CLEARLY_NEARER: usize = 2500;

/// Ties each lone surname of a statement to the bearer introduced before it.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    // "Soong Mei-ling, or Madame Chiang": the surname is her husband's.
    let lone = |m: usize| {
        scene.name_at(m).is_some_and(|n| n.person().is_some() && n.is_contextual())
            && !titles::is_wife(scene, m)
    };
    let mut stated: Vec<usize> = clusters
        .accepted
        .iter()
        .filter(|link| link.certain)
        .flat_map(|link| [link.between.0, link.between.1])
        .filter(|&m| lone(m))
        .collect();
    stated.sort_unstable_by_key(|&m| scene.rank.get(m).copied());
    stated.dedup();
    if stated.is_empty() {
        return;
    }
    let mut bearers: HashMap<&str, Vec<&Name>> = HashMap::default();
    for name in scene.names.iter().filter(|n| !n.is_contextual()) {
        for handle in name.handles().iter().filter(|handle| handle.weight >= SURNAME) {
            bearers.entry(&handle.word).or_default().push(name);
        }
    }
    for mention in stated {
        let word = scene.name_at(mention).and_then(|n| n.person()?.words.first());
        let names = word.and_then(|w| bearers.get(w.as_str())).map_or(&[][..], Vec::as_slice);
        let Some(bearer) = introduced(scene, clusters, names, mention) else { continue };
        let (short, full) = (scene.quote(mention), scene.quote(bearer));
        let because = format!("{short} is short for {full}, introduced before it.");
        let Some(proof) = scene.mentions.get(mention).map(|m| m.clean) else { continue };
        let between = (bearer, mention);
        let mut link = Link::of_names(EvidenceKind::ShortForm, between, proof, because);
        // The text gives the bearer another name here: that it does not look like the first is no objection.
        link.certain = true;
        clusters.link(link);
    }
}

/// The full mention before `mention` that introduced the bearer of its surname, if one is meant.
/// `names` are all that have the surname.
fn introduced(
    scene: &Scene<'_>,
    clusters: &mut Clusters<'_, '_>,
    names: &[&Name],
    mention: usize,
) -> Option<usize> {
    let here = *scene.rank.get(mention)?;
    let position = scene.mentions.get(mention)?.clean.start();
    let group = clusters.root(mention);
    // The nearest full mention of each bearer.
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::default();
    for name in names {
        // The mentions of a name are in text order.
        let before = name.mentions.partition_point(|&m| scene.rank.get(m) < Some(&here));
        let Some(&nearest) = before.checked_sub(1).and_then(|at| name.mentions.get(at)) else {
            continue;
        };
        let root = clusters.root(nearest);
        if root == group {
            return None; // nothing to add
        }
        let at = *place.entry(root).or_insert_with(|| {
            bearers.push((root, nearest));
            bearers.len() - 1
        });
        if let Some(known) = bearers.get_mut(at)
            && scene.rank.get(known.1) < scene.rank.get(nearest)
        {
            known.1 = nearest;
        }
    }
    let away = |m: usize| {
        scene.mentions.get(m).map_or(usize::MAX, |m| position.saturating_sub(m.clean.end()))
    };
    bearers.sort_by_key(|&(_, m)| away(m));
    match bearers.as_slice() {
        [(_, only)] => Some(*only),
        [(_, near), (_, far), ..] if away(*far) >= away(*near) + CLEARLY_NEARER => Some(*near),
        _ => None,
    }
}
