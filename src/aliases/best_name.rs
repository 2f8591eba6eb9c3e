//! The name under which an entity is shown: fullest, most recent by statement, most frequent.

use std::collections::BTreeSet;

use super::hash::{HashMap, HashSet};
use super::link::Link;
use super::scene::{Form, LIKELY, Name, Scene};
use super::states::StateId;

/// Chooses among the names of one entity. `links` are the edges inside it.
pub(crate) fn choose(scene: &Scene<'_>, mentions: &[usize], links: &[Link]) -> String {
    let mut names: Vec<(usize, usize)> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::default();
    for &mention in mentions {
        let Some(name) = scene.name_of.get(mention).copied().flatten() else { continue };
        let at = *place.entry(name).or_insert_with(|| {
            names.push((name, 0));
            names.len() - 1
        });
        if let Some(slot) = names.get_mut(at) {
            slot.1 += 1;
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
fn outlived(scene: &Scene<'_>, mentions: &[usize], links: &[Link]) -> HashSet<usize> {
    let uses = Uses::new(scene, mentions);
    let name = |m: usize| scene.name_of.get(m).copied().flatten();
    let mut gone = HashSet::default();
    // How often statements give each name up, and how often they keep it.
    let mut given_up: HashMap<usize, usize> = HashMap::default();
    let mut kept: HashMap<usize, usize> = HashMap::default();
    for link in links {
        let Some(lasting) = link.lasting else { continue };
        let other = if link.between.0 == lasting { link.between.1 } else { link.between.0 };
        if let Some(other) = name(other) {
            *given_up.entry(other).or_default() += 1;
        }
        if uses.go_on(other, lasting) {
            continue;
        }
        gone.extend(name(other));
        if let Some(lasting) = name(lasting) {
            *kept.entry(lasting).or_default() += 1;
        }
    }
    // A chain A → B → A proves nothing about A.
    gone.retain(|n| kept.get(n).is_none_or(|kept| Some(kept) < given_up.get(n)));
    gone
}

/// Where the persons' names of one entity stand, in text order.
struct Uses<'s, 'a> {
    scene: &'s Scene<'a>,
    /// By all words of the name.
    whole: HashMap<&'s [String], Vec<usize>>,
    /// Names of one word, by it.
    bare: HashMap<&'s str, Vec<usize>>,
}

impl<'s, 'a> Uses<'s, 'a> {
    fn new(scene: &'s Scene<'a>, mentions: &[usize]) -> Self {
        let (mut whole, mut bare) =
            (HashMap::<_, Vec<usize>>::default(), HashMap::<_, Vec<_>>::default());
        let mut ranks: Vec<usize> =
            mentions.iter().filter_map(|&m| scene.rank.get(m).copied()).collect();
        ranks.sort_unstable();
        for rank in ranks {
            let mention = scene.order.get(rank).copied();
            let Some(name) = mention.and_then(|m| scene.name_at(m)?.person()) else { continue };
            whole.entry(name.words.as_slice()).or_default().push(rank);
            if let Some(word) = name.words.first().filter(|_| name.is_bare()) {
                bare.entry(word.as_str()).or_default().push(rank);
            }
        }
        Self { scene, whole, bare }
    }

    /// How often a person is called by the whole name, or by one of some words alone, behind a
    /// place in the text.
    fn calls(&self, whole: &[String], words: &[String], behind: usize) -> usize {
        let after = |ranks: Option<&Vec<usize>>| {
            ranks.map_or(0, |ranks| ranks.len() - ranks.partition_point(|&r| r <= behind))
        };
        let words: BTreeSet<&String> = words.iter().collect();
        // A name of one word is among the whole names already.
        let lone = words.into_iter().filter(|word| !matches!(whole, [only] if only == *word));
        after(self.whole.get(whole))
            + lone.map(|word| after(self.bare.get(word.as_str()))).sum::<usize>()
    }

    /// Whether the text goes on calling a person by the earlier name, or its surname, and not by
    /// the later one: "Kim Ok-kyun took the name Iwata Shusaku" makes no Iwata of him if he stays
    /// Kim.
    fn go_on(&self, earlier: usize, later: usize) -> bool {
        let named = |m: usize| self.scene.name_at(m).and_then(|name| Some((name, name.person()?)));
        let (Some((name, old)), Some((_, new))) = (named(earlier), named(later)) else {
            return false;
        };
        let likely = name.handles().iter().filter(|handle| handle.weight >= LIKELY);
        let surnames: Vec<String> = likely.map(|handle| handle.word.clone()).collect();
        let said = self.scene.rank.get(earlier).max(self.scene.rank.get(later));
        let Some(&said) = said else { return false };
        // "Mobutu" is a word of "Mobutu Sese Seko", whichever of them is the surname.
        self.calls(&old.words, &surnames, said) > self.calls(&new.words, &new.words, said)
    }
}

/// "Ryu changed his name to Chon Il": with the lone "Ryu" goes "Ryu Song-nam", which it was short
/// for, where the name that lasted is a full one.
fn fuller_of_outlived(
    scene: &Scene<'_>,
    names: &[(usize, usize)],
    outlived: &HashSet<usize>,
    links: &[Link],
) -> Vec<usize> {
    let person = |n: usize| scene.name(n).and_then(Name::person);
    let lasting = |l: &Link| scene.name_of.get(l.lasting?).copied().flatten();
    let lasts: HashSet<usize> = links.iter().filter_map(lasting).collect();
    if !lasts.iter().any(|&n| person(n).is_some_and(|p| !p.is_bare())) {
        return Vec::new();
    }
    let gone: HashSet<&String> =
        outlived.iter().filter_map(|&n| person(n).filter(|p| p.is_bare())?.words.first()).collect();
    let short_for = |n: usize| {
        let full = scene.name(n).filter(|name| name.person().is_some_and(|p| !p.is_bare()));
        full.is_some_and(|name| name.handles().iter().any(|handle| gone.contains(&handle.word)))
    };
    names.iter().map(|(n, _)| *n).filter(|n| !lasts.contains(n) && short_for(*n)).collect()
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
