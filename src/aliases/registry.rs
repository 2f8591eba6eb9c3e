//! One registry of entities over many documents.
//!
//! Conservative: what one document says of a name holds in another only where the names prove it
//! by themselves. Entities meet by a full personal name, by the name of an organisation or place
//! that needs no passage to explain it, or by a gazetteer entry; never by a lone surname, a bare
//! organ or an acronym alone. Two people whose full names conflict stay two even if a third
//! document could bridge them.

use std::collections::{BTreeMap, HashMap};

use super::constraints;
use super::org;
use super::scene::{Form, Name};
use crate::entity::{EntityKind, EntryRef, Mention};
use crate::romanise::{Domain, Spelling};

use super::Resolution;

/// One document, as the registry sees it.
#[derive(Clone, Copy, Debug)]
pub struct Resolved<'a> {
    /// The document's identifier, unique in the folder.
    pub id: &'a str,
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Its entities.
    pub resolution: &'a Resolution,
}

/// A name of a registered entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name as it is written most often.
    pub text: String,
    /// How often, over all documents.
    pub count: usize,
    /// The documents, sorted.
    pub documents: Vec<String>,
}

/// Why entities of two documents are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The two documents, sorted.
    pub documents: (String, String),
    /// For a reader.
    pub because: String,
}

/// One entity over all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    /// `PER-…` and its like: stable for the same documents in any order.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its best name.
    pub name: String,
    /// All its names, most frequent first.
    pub aliases: Vec<Alias>,
    /// Why the documents' entities are one.
    pub evidence: Vec<Bridge>,
    /// Gazetteer entries.
    pub links: Vec<EntryRef>,
    /// The document's entities that it stands for: document and index, sorted by document.
    pub members: Vec<(String, usize)>,
}

/// Joins the entities of many documents. The order of the documents does not matter.
pub fn registry(documents: &[Resolved<'_>]) -> Vec<Registered> {
    let mut sorted: Vec<&Resolved<'_>> = documents.iter().collect();
    sorted.sort_by_key(|d| d.id);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for doc in sorted {
        for (index, entity) in doc.resolution.entities.iter().enumerate() {
            entries.push(Entry::new(
                doc,
                index,
                entity.kind,
                &entity.name,
                &entity.mentions,
                &entity.links,
            ));
        }
    }
    let mut groups = Groups::new(&entries);
    let mut by_key: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        for key in entry.keys() {
            by_key.entry((entry.kind, key)).or_default().push(id);
        }
    }
    for ((_, key), ids) in &by_key {
        let Some((&first, rest)) = ids.split_first() else { continue };
        // One look at the first is enough where nothing conflicts; where something does, the
        // others still meet among themselves.
        for (place, &other) in rest.iter().enumerate() {
            if !groups.join(first, other, key) {
                for &earlier in rest.iter().take(place.min(8)) {
                    if groups.join(earlier, other, key) {
                        break;
                    }
                }
            }
        }
    }
    groups.finish()
}

/// One entity of one document.
struct Entry<'a> {
    document: &'a str,
    index: usize,
    kind: EntityKind,
    name: &'a str,
    /// Spellings with their counts.
    spellings: Vec<(&'a str, usize)>,
    /// Parsed names that stand by themselves.
    full: Vec<Name>,
    links: &'a [EntryRef],
}

impl<'a> Entry<'a> {
    fn new(
        doc: &Resolved<'a>,
        index: usize,
        kind: EntityKind,
        name: &'a str,
        mentions: &[usize],
        links: &'a [EntryRef],
    ) -> Self {
        let mut spellings: Vec<(&str, usize)> = Vec::new();
        for mention in mentions.iter().filter_map(|&m| doc.mentions.get(m)) {
            match spellings.iter_mut().find(|(t, _)| *t == mention.clean_text) {
                Some(slot) => slot.1 += 1,
                None => spellings.push((&mention.clean_text, 1)),
            }
        }
        let full = spellings
            .iter()
            .map(|(text, _)| *text)
            .chain(std::iter::once(name))
            .map(|text| Name::alone(kind, text))
            .filter(|n| {
                !n.is_contextual()
                    && org::acronym(&n.text).is_none_or(|_| kind == EntityKind::Place)
            })
            .collect();
        Self { document: doc.id, index, kind, name, spellings, full, links }
    }

    /// Whatever it shares with the same entity of another document.
    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for name in &self.full {
            keys.push(format!("n:{}", name.key));
            match &name.form {
                Form::Person(_) => keys.extend(Spelling::person(&name.text).keys()),
                Form::Organisation(o) => {
                    if let Some(parent) = &o.parent {
                        keys.push(format!("o:{} {parent:?}", o.core_key()));
                    }
                }
                Form::Place(p) => match p.state {
                    Some(state) => keys.push(format!("s:{}", state.usual_name())),
                    None => keys.extend(Spelling::place(&name.text).keys()),
                },
            }
        }
        if let [link] = self.links {
            keys.push(format!("g:{}:{}", link.gazetteer, link.id));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Why two entries of different documents are one, if their names prove it.
    fn proof(&self, other: &Self, key: &str) -> Option<String> {
        if self.document == other.document {
            return None;
        }
        if let ([mine], [theirs]) = (self.links, other.links) {
            if mine == theirs {
                return Some(format!(
                    "{} and {} are names of the entry {} of {}.",
                    self.name, other.name, mine.id, mine.gazetteer
                ));
            }
            if mine.gazetteer == theirs.gazetteer {
                return None;
            }
        }
        self.full.iter().find_map(|x| {
            other.full.iter().find_map(|y| {
                if x.key == y.key {
                    return Some(format!("Both documents name {}.", x.text));
                }
                if key.starts_with("s:") || key.starts_with("o:") {
                    return Some(format!("{} and {} are names of one.", x.text, y.text))
                        .filter(|_| !constraints::conflict(x, y));
                }
                let spelling = |n: &Name| match domain(n.kind)? {
                    Domain::Person => Some(Spelling::person(&n.text)),
                    Domain::Place => Some(Spelling::place(&n.text)),
                };
                // Across documents a spelling must follow from the rules alone.
                let agreement = spelling(x)?.agrees(&spelling(y)?).filter(|a| a.distance == 0.0)?;
                Some(format!(
                    "{} and {} are one name in two spellings ({}).",
                    x.text,
                    y.text,
                    agreement.system.name()
                ))
            })
        })
    }
}

fn domain(kind: EntityKind) -> Option<Domain> {
    match kind {
        EntityKind::Person => Some(Domain::Person),
        EntityKind::Place => Some(Domain::Place),
        _ => None,
    }
}

struct Groups<'e, 'a> {
    entries: &'e [Entry<'a>],
    parent: Vec<usize>,
    members: HashMap<usize, Vec<usize>>,
    bridges: Vec<(usize, Bridge)>,
}

impl<'e, 'a> Groups<'e, 'a> {
    fn new(entries: &'e [Entry<'a>]) -> Self {
        let ids = 0..entries.len();
        Self {
            entries,
            parent: ids.clone().collect(),
            members: ids.map(|i| (i, vec![i])).collect(),
            bridges: Vec::new(),
        }
    }

    fn root(&self, id: usize) -> usize {
        let mut at = id;
        while let Some(&up) = self.parent.get(at).filter(|&&up| up != at) {
            at = up;
        }
        at
    }

    /// Joins two entries if their names prove it and nobody in either group objects. True if they
    /// are one afterwards.
    fn join(&mut self, a: usize, b: usize, key: &str) -> bool {
        let (x, y) = (self.root(a), self.root(b));
        if x == y {
            return true;
        }
        let (Some(first), Some(second)) = (self.entries.get(a), self.entries.get(b)) else {
            return false;
        };
        let Some(because) = first.proof(second, key) else { return false };
        let group = |id: usize| self.members.get(&id).cloned().unwrap_or_default();
        let (mine, theirs) = (group(x), group(y));
        let objects = mine.iter().any(|&m| {
            theirs.iter().any(|&t| match (self.entries.get(m), self.entries.get(t)) {
                // Two entities of one document were kept apart there; so they stay.
                (Some(m), Some(t)) => m.document == t.document || self.strangers(m, t),
                _ => false,
            })
        });
        if objects {
            return false;
        }
        let (lead, other) = (x.min(y), x.max(y));
        if let Some(slot) = self.parent.get_mut(other) {
            *slot = lead;
        }
        let moved = self.members.remove(&other).unwrap_or_default();
        self.members.entry(lead).or_default().extend(moved);
        let mut documents = [first.document.to_owned(), second.document.to_owned()];
        documents.sort();
        let [one, two] = documents;
        self.bridges.push((a, Bridge { documents: (one, two), because }));
        true
    }

    /// No full name of the one goes with any of the other.
    fn strangers(&self, a: &Entry<'_>, b: &Entry<'_>) -> bool {
        !a.full.is_empty()
            && !b.full.is_empty()
            && a.full.iter().all(|x| b.full.iter().all(|y| constraints::conflict(x, y)))
    }

    fn finish(self) -> Vec<Registered> {
        let mut roots: Vec<usize> = self.members.keys().copied().collect();
        roots.sort_unstable();
        let mut numbers: HashMap<EntityKind, usize> = HashMap::new();
        roots
            .into_iter()
            .filter_map(|root| {
                let members: Vec<&Entry<'_>> =
                    self.members.get(&root)?.iter().filter_map(|&m| self.entries.get(m)).collect();
                let kind = members.first()?.kind;
                let number = numbers.entry(kind).or_default();
                *number += 1;
                let mut evidence: Vec<Bridge> = self
                    .bridges
                    .iter()
                    .filter(|(at, _)| self.root(*at) == root)
                    .map(|(_, b)| b.clone())
                    .collect();
                evidence
                    .sort_by(|a, b| (&a.documents, &a.because).cmp(&(&b.documents, &b.because)));
                let mut links: Vec<EntryRef> =
                    members.iter().flat_map(|m| m.links).cloned().collect();
                links.sort();
                links.dedup();
                let mut places: Vec<(String, usize)> =
                    members.iter().map(|m| (m.document.to_owned(), m.index)).collect();
                places.sort();
                Some(Registered {
                    id: format!("{}-{number}", kind.label()),
                    kind,
                    name: usual_name(&members),
                    aliases: aliases(&members),
                    evidence,
                    links,
                    members: places,
                })
            })
            .collect()
    }
}

/// The name most documents show the entity under; of equals the longest, then the first.
fn usual_name(members: &[&Entry<'_>]) -> String {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for member in members {
        *votes.entry(member.name).or_default() += 1;
    }
    votes
        .into_iter()
        .max_by_key(|(name, n)| (*n, name.chars().count(), std::cmp::Reverse(*name)))
        .map(|(name, _)| name.to_owned())
        .unwrap_or_default()
}

fn aliases(members: &[&Entry<'_>]) -> Vec<Alias> {
    let mut all: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for member in members {
        for (text, count) in &member.spellings {
            let slot = all.entry(text).or_default();
            slot.0 += count;
            if !slot.1.iter().any(|d| d == member.document) {
                slot.1.push(member.document.to_owned());
            }
        }
    }
    let mut all: Vec<Alias> = all
        .into_iter()
        .map(|(text, (count, mut documents))| {
            documents.sort();
            Alias { text: text.to_owned(), count, documents }
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    all
}
