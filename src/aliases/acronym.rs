//! Acronyms: "CCP" for "Chinese Communist Party", wherever either stands. A definition in brackets
//! is a statement and found there; here the letters are spelled by the initials of a name that the
//! document uses.

use super::cluster::Clusters;
use super::hash::{HashMap, HashSet};
use super::link::Link;
use super::org;
use super::scene::{Name, Scene};
use super::states::StateId;
use crate::entity::{EntityKind, EvidenceKind};
use crate::romanise::fold;

/// From so many letters on no two names share them by chance.
const SURE_LETTERS: usize = 4;

/// Every acronym of the document with the names whose initials it is.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let mut by_initials: HashMap<(EntityKind, String), Vec<usize>> = HashMap::default();
    for (id, name) in scene.names.iter().enumerate() {
        for initials in initials(name) {
            by_initials.entry((name.kind, initials)).or_default().push(id);
        }
    }
    let defined = defined(scene, clusters);
    for (id, name) in scene.names.iter().enumerate() {
        let Some(letters) = letters(name) else { continue };
        let letter_count = letters.chars().count();
        let Some(candidates) = by_initials.get(&(name.kind, letters)) else { continue };
        if defined.contains(&id) {
            continue;
        }
        let Some(best) = choose(scene, name, candidates) else { continue };
        let Some(full) = scene.name(best) else { continue };
        let (a, b) = (full.first().min(name.first()), full.first().max(name.first()));
        let Some(mention) = scene.mentions.get(name.first()) else { continue };
        let mut link = Link::of_names(
            EvidenceKind::Acronym,
            (a, b),
            mention.clean,
            format!("{} is spelled by the initials of {}.", name.text, full.text),
        );
        // Letters that spell one name only are of that name, also where an "and" stands between
        // them: "he had a Committee for …, and soon the CPKI had branches".
        link.certain = candidates.len() == 1 && letter_count >= SURE_LETTERS;
        clusters.link(link);
    }
}

/// The acronyms that the text defines: they are bound to their definitions alone.
pub(crate) fn defined(scene: &Scene<'_>, clusters: &Clusters<'_, '_>) -> HashSet<usize> {
    let spelled = |id: &usize| scene.name(*id).is_some_and(|name| letters(name).is_some());
    let all = || 0..scene.names.len();
    let explained: HashSet<usize> =
        all().filter(|id| !spelled(id)).map(|id| clusters.tie_root(id)).collect();
    all().filter(|id| spelled(id) && explained.contains(&clusters.tie_root(*id))).collect()
}

/// The letters of an acronym; `None` for other names.
fn letters(name: &Name) -> Option<String> {
    match name.kind {
        EntityKind::Organisation => name.org()?.acronym.clone(),
        EntityKind::Place => org::acronym(&name.text),
        _ => None,
    }
}

/// The acronyms that a full name can have.
fn initials(name: &Name) -> Vec<String> {
    if letters(name).is_some() {
        return Vec::new();
    }
    let mut all = match name.kind {
        EntityKind::Organisation => {
            let Some(parsed) = name.org() else { return Vec::new() };
            let mut all = parsed.initials.clone();
            // "CPC" and "CCP" for the same party: the adjective in front or the state behind.
            if let Some(org::Parent::State(state)) = &parsed.parent {
                all.extend(with_state(&parsed.core, *state));
            }
            all
        }
        EntityKind::Place => {
            let words = fold::words(&name.text);
            let small = |w: &&String| !matches!(w.as_str(), "of" | "the" | "and");
            vec![words.iter().filter(small).filter_map(|w| w.chars().next()).collect()]
        }
        _ => return Vec::new(),
    };
    all.push(org::split_initials(&name.text));
    all.retain(|i| i.chars().count() >= 2);
    all.sort_unstable();
    all.dedup();
    all
}

fn with_state(core: &[String], state: StateId) -> Vec<String> {
    let head: String = core.iter().filter_map(|w| w.chars().next()).collect();
    state.initials().iter().flat_map(|s| [format!("{s}{head}"), format!("{head}{s}")]).collect()
}

/// The fullest use decides: the name mentioned most, of equals the one that comes first.
fn choose(scene: &Scene<'_>, acronym: &Name, candidates: &[usize]) -> Option<usize> {
    candidates
        .iter()
        .copied()
        .filter(|&c| scene.name(c).is_some_and(|n| n.key != acronym.key))
        .max_by_key(|&c| {
            let name = scene.name(c);
            // A name that stands whole beats one that needs "of" counted.
            let whole = name.map_or(0, |n| n.mentions.len());
            let generic = name.is_some_and(Name::is_contextual);
            (!generic, whole, std::cmp::Reverse(c))
        })
}
