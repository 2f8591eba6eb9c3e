//! Statements about a lone surname: "Borodin, born Mikhail Gruzenberg", after "Mikhail Borodin".
//!
//! A statement ties two mentions. Where one of them is a lone surname, it speaks of the person whom
//! the text has introduced by the full name before, whose other names it thereby adds to. Without
//! this the statement would take the lone surname away from its bearer.

use super::cluster::Clusters;
use super::link::Link;
use super::scene::{Name, Scene};
use crate::entity::EvidenceKind;

/// A word has to be this likely the surname of the full name.
const SURNAME: f32 = 0.7;
/// With two bearers introduced, the nearer one is meant if the other is this many bytes farther.
const CLEARLY_NEARER: usize = 2500;

/// Ties each lone surname of a statement to the bearer introduced before it.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let lone =
        |m: usize| scene.name_at(m).is_some_and(|n| n.person().is_some() && n.is_contextual());
    let mut stated: Vec<usize> = clusters
        .accepted
        .iter()
        .filter(|link| link.certain)
        .flat_map(|link| [link.between.0, link.between.1])
        .filter(|&m| lone(m))
        .collect();
    stated.sort_unstable_by_key(|&m| scene.rank.get(m).copied());
    stated.dedup();
    for mention in stated {
        let Some(bearer) = introduced(scene, clusters, mention) else { continue };
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
fn introduced(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>, mention: usize) -> Option<usize> {
    let word = scene.name_at(mention)?.person()?.words.first()?.clone();
    let here = *scene.rank.get(mention)?;
    let position = scene.mentions.get(mention)?.clean.start();
    let group = clusters.root(mention);
    let bears = |name: &&Name| {
        !name.is_contextual()
            && name.handles().iter().any(|(handle, weight)| *handle == word && *weight >= SURNAME)
    };
    // The nearest full mention of each bearer.
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    for name in scene.names.iter().filter(bears) {
        let before = name.mentions.iter().copied().filter(|&m| scene.rank.get(m) < Some(&here));
        let Some(nearest) = before.max_by_key(|&m| scene.rank.get(m).copied()) else { continue };
        let root = clusters.root(nearest);
        if root == group {
            return None; // nothing to add
        }
        match bearers.iter_mut().find(|(r, _)| *r == root) {
            Some(known) if scene.rank.get(known.1) < scene.rank.get(nearest) => known.1 = nearest,
            Some(_) => {}
            None => bearers.push((root, nearest)),
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
