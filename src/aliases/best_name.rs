//! The name under which an entity is shown: fullest, most recent by statement, most frequent.

use super::link::Link;
use super::person::PersonName;
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
    let mut outlived = outlived(scene, mentions, links);
    outlived.extend(fuller_of_outlived(scene, &names, &outlived, links));
    let best = names.iter().enumerate().max_by_key(|(place, (id, uses))| {
        let name = scene.name(*id);
        let rank = name.map_or((0, 0), |n| rank(n, *uses));
        (!outlived.contains(id), rank, std::cmp::Reverse(*place))
    });
    let chosen = best.and_then(|(_, (id, _))| scene.name(*id));
    chosen.map_or_else(String::new, display)
}

/// Names that a statement says were given up.
fn outlived(scene: &Scene<'_>, mentions: &[usize], links: &[Link]) -> Vec<usize> {
    let name = |m: usize| scene.name_of.get(m).copied().flatten();
    let mut gone = Vec::new();
    let mut kept = Vec::new();
    for link in links {
        let Some(lasting) = link.lasting else { continue };
        let other = if link.between.0 == lasting { link.between.1 } else { link.between.0 };
        if goes_on(scene, mentions, other, lasting) {
            continue;
        }
        gone.extend(name(other));
        kept.extend(name(lasting));
    }
    // A chain A → B → A proves nothing about A.
    gone.retain(|n| {
        !kept.contains(n) || kept.iter().filter(|k| *k == n).count() < gone_count(n, links, scene)
    });
    gone
}

/// Whether the text goes on calling a person by the earlier name, or its surname, and not by the
/// later one: "Kim Ok-kyun took the name Iwata Shusaku" makes no Iwata of him if he stays Kim.
fn goes_on(scene: &Scene<'_>, mentions: &[usize], earlier: usize, later: usize) -> bool {
    let person = |m: usize| scene.name_at(m).and_then(Name::person);
    let (Some(old), Some(new)) = (person(earlier), person(later)) else { return false };
    let surnames = |p: &PersonName| -> Vec<String> {
        p.handles().into_iter().filter(|(_, weight)| *weight >= 0.7).map(|(word, _)| word).collect()
    };
    // "Mobutu" is a word of "Mobutu Sese Seko", whichever of them is the surname.
    let (olds, news) = (surnames(old), new.words.clone());
    let said = scene.rank.get(earlier).max(scene.rank.get(later));
    let mut uses = (0, 0);
    for &mention in mentions.iter().filter(|&&m| scene.rank.get(m) > said) {
        let Some(name) = person(mention) else { continue };
        let called = |words: &[String], whole: &PersonName| {
            name.words == whole.words
                || name.is_bare() && name.words.first().is_some_and(|w| words.contains(w))
        };
        match (called(&olds, old), called(&news, new)) {
            (true, false) => uses.0 += 1,
            (false, true) => uses.1 += 1,
            _ => {}
        }
    }
    uses.0 > uses.1
}

/// "Ryu changed his name to Chon Il": with the lone "Ryu" goes "Ryu Song-nam", which it was short
/// for, where the name that lasted is a full one.
fn fuller_of_outlived(
    scene: &Scene<'_>,
    names: &[(usize, usize)],
    outlived: &[usize],
    links: &[Link],
) -> Vec<usize> {
    let person = |n: usize| scene.name(n).and_then(Name::person);
    let lasting = |l: &Link| scene.name_of.get(l.lasting?).copied().flatten();
    let lasts: Vec<usize> = links.iter().filter_map(lasting).collect();
    if !lasts.iter().any(|&n| person(n).is_some_and(|p| !p.is_bare())) {
        return Vec::new();
    }
    let gone: Vec<&String> =
        outlived.iter().filter_map(|&n| person(n).filter(|p| p.is_bare())?.words.first()).collect();
    let short_for = |n: usize| {
        person(n)
            .is_some_and(|p| !p.is_bare() && p.handles().iter().any(|(w, _)| gone.contains(&w)))
    };
    names.iter().map(|(n, _)| *n).filter(|n| !lasts.contains(n) && short_for(*n)).collect()
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

/// Shouted headings are written as names are, and a bibliography's names in the order of running text.
fn display(name: &Name) -> String {
    if name.person().is_some()
        && let Some(turned) = super::person::turned_round(&name.text)
    {
        return turned;
    }
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
