//! The name under which an entity is shown: fullest, most recent by statement, most frequent.

use super::link::Link;
use super::scene::{Form, Name, Scene};
use super::states::StateId;

/// Chooses among the names of one entity. `links` are the edges inside it.
pub(crate) fn choose(scene: &Scene<'_>, mentions: &[usize], links: &[Link]) -> String {
    let mut names: Vec<(usize, usize)> = Vec::new();
    for &mention in mentions {
        let Some(name) = scene.name_of.get(mention).copied().flatten() else { continue };
        match names.iter_mut().find(|(n, _)| *n == name) {
            Some(slot) => slot.1 += 1,
            None => names.push((name, 1)),
        }
    }
    let outlived = outlived(scene, links);
    let best = names.iter().enumerate().max_by_key(|(place, (id, uses))| {
        let name = scene.name(*id);
        let rank = name.map_or((0, 0), |n| rank(n, *uses));
        (!outlived.contains(id), rank, std::cmp::Reverse(*place))
    });
    let chosen = best.and_then(|(_, (id, _))| scene.name(*id));
    chosen.map_or_else(String::new, display)
}

/// Names that a statement says were given up.
fn outlived(scene: &Scene<'_>, links: &[Link]) -> Vec<usize> {
    let name = |m: usize| scene.name_of.get(m).copied().flatten();
    let mut gone = Vec::new();
    let mut kept = Vec::new();
    for link in links {
        let Some(lasting) = link.lasting else { continue };
        let other = if link.between.0 == lasting { link.between.1 } else { link.between.0 };
        gone.extend(name(other));
        kept.extend(name(lasting));
    }
    // A chain A → B → A proves nothing about A.
    gone.retain(|n| {
        !kept.contains(n) || kept.iter().filter(|k| *k == n).count() < gone_count(n, links, scene)
    });
    gone
}

fn gone_count(name: &usize, links: &[Link], scene: &Scene<'_>) -> usize {
    links
        .iter()
        .filter_map(|l| {
            let lasting = l.lasting?;
            let other = if l.between.0 == lasting { l.between.1 } else { l.between.0 };
            scene.name_of.get(other).copied().flatten()
        })
        .filter(|n| n == name)
        .count()
}

/// Fullness first, then frequency.
fn rank(name: &Name, uses: usize) -> (usize, usize) {
    match &name.form {
        Form::Person(p) => {
            let initials = p.given().iter().filter(|g| g.chars().count() == 1).count();
            let spelled = p.given().len() - initials;
            // One given name written out makes a full name; the rest is a matter of use.
            let full = if p.is_bare() { 0 } else { 1 + usize::from(spelled > 0) };
            (full, uses)
        }
        Form::Organisation(o) if o.acronym.is_some() => (0, uses),
        // "Central Committee" is no name without its party.
        Form::Organisation(o) if o.is_generic() && o.parent.is_none() => (1, uses),
        Form::Organisation(_) => (2, uses),
        Form::Place(p) => {
            let usual = StateId::of_key(&name.key).is_some_and(|s| s.usual_name() == name.text);
            let short = super::org::acronym(&name.text).is_some();
            (usize::from(!short) + usize::from(usual && p.state.is_some()), uses)
        }
    }
}

/// Shouted headings are written as names are.
fn display(name: &Name) -> String {
    let words = name.text.split_whitespace().count();
    let shouted = name.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if !shouted || words < 2 || name.person().is_none() {
        return name.text.clone();
    }
    name.text
        .split_whitespace()
        .map(|word| {
            let mut chars = word.chars();
            let head: String = chars.next().into_iter().collect();
            format!("{head}{}", chars.as_str().to_lowercase())
        })
        .collect::<Vec<_>>()
        .join(" ")
}
