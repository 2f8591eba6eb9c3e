//! From mentions to entities: which names are the same, and why.
//!
//! Each file here knows one kind of evidence and proposes edges; [`resolve`] takes them strongest
//! first and asks the constraints about every one:
//!
//! 1. the same string (`scene`),
//! 2. what the text says (`statement`), which also says what is *not* the same,
//! 3. acronyms (`acronym`), 4. gazetteer entries (`gazetteer`), 5. variants (`variant`),
//! 6. romanisations (`romanisation`), 7. names with parts left out (`short_form`),
//! 8. lone surnames and bare organs, by the passage they stand in (`passage`).

mod acronym;
mod best_name;
mod cluster;
mod constraints;
mod explain;
mod gazetteer;
mod given_names;
mod hash;
mod link;
mod lone_statement;
mod org;
mod passage;
mod person;
mod place;
mod registry;
mod romanisation;
mod scene;
mod short_form;
mod statement;
mod states;
mod titles;
mod variant;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use explain::explain;
pub use registry::{Alias, Bridge, Listed, ListedEntity, Member, Registered, registry};

use self::cluster::Clusters;
use self::link::Link;
use self::scene::Scene;
use crate::entity::{Entity, EntryRef, Evidence, Mention};
use crate::text::Document;
use hash::{HashMap, HashSet};

/// Which kinds of evidence may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Read statements ("X, alias Y").
    pub statements: bool,
    /// Compare romanisations.
    pub romanisation: bool,
    /// Use the gazetteer entries that mentions carry.
    pub gazetteer: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { statements: true, romanisation: true, gazetteer: true }
    }
}

/// Every mention given to an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// The entities, in order of first mention.
    pub entities: Vec<Entity>,
    /// Entity of each mention; `None` for dates.
    pub entity_of: Vec<Option<usize>>,
}

/// Compiles the patterns of alias statements, which the first [`resolve`] would otherwise do: a tenth of a second that a
/// program can spend while something else is loaded.
pub fn prepare() {
    statement::prepare();
}

/// Finds out which mentions of a document name the same person, organisation or place.
///
/// Pure and deterministic: the same mentions give the same entities, in whatever order they come.
pub fn resolve(doc: &Document, mentions: &[Mention], options: &Options) -> Resolution {
    let scene = Scene::new(doc, mentions);
    let mut clusters = Clusters::new(&scene);
    for name in scene.names.iter().filter(|n| !n.is_contextual()) {
        clusters.join_name(name);
    }
    if options.statements {
        read_statements(&scene, &mut clusters);
    }
    acronym::apply(&scene, &mut clusters);
    if options.gazetteer {
        gazetteer::apply(&scene, &mut clusters);
    }
    variant::apply(&scene, &mut clusters);
    if options.romanisation {
        romanisation::apply(&scene, &mut clusters);
    }
    short_form::apply(&scene, &mut clusters);
    lone_statement::apply(&scene, &mut clusters);
    passage::apply(&scene, &mut clusters);
    gather(&scene, clusters)
}

/// Constraints first, so that no weaker edge slips in before them; then what is said to be one.
fn read_statements(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    // Neighbours in a list are two, whatever they are called.
    for pair in scene.order.windows(2) {
        let [a, b] = *pair else { continue };
        let (Some(x), Some(y)) = (scene.mentions.get(a), scene.mentions.get(b)) else { continue };
        if x.kind == y.kind && scene.between(x.clean.end(), y.clean.start()).trim_end() == "," {
            clusters.cannot.mentions(a, b);
        }
    }
    let statements = statement::find(scene);
    for found in statements.iter().filter(|s| s.relation == statement::Relation::Different) {
        let (a, b) = found.between;
        if let (Some(x), Some(y)) = (scene.name_of[a], scene.name_of[b]) {
            clusters.cannot.names(x, y);
        }
        if found.of_mentions {
            clusters.cannot.mentions(a, b);
        }
    }
    for found in statements.iter().filter(|s| !s.by_pronoun) {
        if let Some(link) = statement::link(scene, found) {
            clusters.link(link);
        }
    }
    // Whom a pronoun means is a guess: it joins no name that already goes with another.
    for found in statements.iter().filter(|s| s.by_pronoun) {
        let (first, second) = found.between;
        let free = clusters.names_of(second).len() <= 1 && clusters.is_single(second);
        let apart = match (scene.name_of[first], scene.name_of[second]) {
            (Some(x), Some(y)) => clusters.cannot.parts_names(x, y),
            _ => true,
        };
        if free
            && !apart
            && let Some(link) = statement::link(scene, found)
        {
            clusters.link(link);
        }
    }
}

/// Groups become entities.
fn gather(scene: &Scene<'_>, mut clusters: Clusters<'_, '_>) -> Resolution {
    let mut entity_of = vec![None; scene.mentions.len()];
    let mut index: HashMap<usize, usize> = HashMap::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &mention in &scene.order {
        if scene.name_of[mention].is_none() {
            continue;
        }
        let root = clusters.root(mention);
        let entity = *index.entry(root).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[entity].push(mention);
        entity_of[mention] = Some(entity);
    }
    let mut links: Vec<Vec<Link>> = vec![Vec::new(); groups.len()];
    for link in std::mem::take(&mut clusters.accepted) {
        if let Some(slot) = entity_of[link.between.0].and_then(|e| links.get_mut(e)) {
            slot.push(link);
        }
    }
    let names: Vec<String> = groups
        .par_iter()
        .zip(&links)
        .with_min_len(scene::CHUNK)
        .map(|(mentions, links)| best_name::choose(scene, mentions, links))
        .collect();
    let mut doubts: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let mut doubted: HashSet<(usize, usize)> = HashSet::default();
    for (mention, other) in std::mem::take(&mut clusters.runners_up) {
        if let (Some(here), Some(there)) = (entity_of[mention], entity_of[other])
            && here != there
            && doubted.insert((here, there))
        {
            doubts[here].push(there);
        }
    }
    let entities = groups
        .into_par_iter()
        .zip(links)
        .enumerate()
        .with_min_len(scene::CHUNK)
        .map(|(id, (mut mentions, links))| {
            mentions.sort_unstable();
            let kind = mentions.first().and_then(|&m| scene.mentions.get(m)).map(|m| m.kind);
            Entity {
                kind: kind.unwrap_or(crate::entity::EntityKind::Person),
                name: names[id].clone(),
                links: entries(scene, &mentions),
                evidence: evidence(scene, links),
                mentions,
                ambiguous_with: doubts[id].iter().map(|&d| names[d].clone()).collect(),
            }
        })
        .collect();
    Resolution { entities, entity_of }
}

/// One edge for each pair of names and reason; a choice between several people is told each time.
fn evidence(scene: &Scene<'_>, links: Vec<Link>) -> Vec<Evidence> {
    let mut told: HashSet<(crate::entity::EvidenceKind, &str, &str, &str)> = HashSet::default();
    let first: Vec<bool> = links
        .iter()
        .map(|link| {
            let (a, b) = (scene.quote(link.between.0), scene.quote(link.between.1));
            told.insert((link.kind, a.min(b), a.max(b), link.because.as_str()))
        })
        .collect();
    let mut out: Vec<Evidence> = links
        .into_iter()
        .zip(first)
        .filter(|(_, first)| *first)
        .map(|(link, _)| {
            let (a, b) = link.between;
            let between = if scene.rank.get(a) <= scene.rank.get(b) { (a, b) } else { (b, a) };
            Evidence {
                kind: link.kind,
                between,
                proof: scene.doc.to_raw(link.proof),
                because: link.because,
                since: link.since,
            }
        })
        .collect();
    out.sort_by_key(|e| {
        (e.kind, scene.rank.get(e.between.0).copied(), scene.rank.get(e.between.1).copied())
    });
    out
}

/// Gazetteer entries of the mentions, the most frequent first.
fn entries(scene: &Scene<'_>, mentions: &[usize]) -> Vec<EntryRef> {
    let mut counts: BTreeMap<&EntryRef, usize> = BTreeMap::new();
    // Where a person is named in full, a surname's entry would tell of any bearer of it.
    let full = |m: &Mention| m.clean_text.contains(' ');
    let person = |m: &Mention| m.kind == crate::entity::EntityKind::Person;
    let named_in_full =
        mentions.iter().filter_map(|&m| scene.mentions.get(m)).any(|m| person(m) && full(m));
    let telling = mentions.iter().filter_map(|&m| scene.mentions.get(m));
    for mention in telling.filter(|m| !named_in_full || full(m)) {
        // A name shared by several entries counts for none of them fully.
        for entry in mention.entries.iter().filter(|e| e.kind == mention.kind) {
            *counts.entry(entry).or_default() += if mention.entries.len() == 1 { 4 } else { 1 };
        }
    }
    let mut entries: Vec<(&EntryRef, usize)> = counts.into_iter().collect();
    entries.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    entries.into_iter().map(|(e, _)| e.clone()).collect()
}
