//! One registry of entities over many documents.
//!
//! Conservative: what one document says of a name holds in another only where the names prove it
//! by themselves. Entities meet by a full personal name, by the name of an organisation or place
//! that needs no passage to explain it, or by a gazetteer entry; never by a lone surname, a bare
//! organ or an acronym alone. Two people whose full names conflict stay two even if a third
//! document could bridge them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::constraints;
use super::org;
use super::scene::{Form, Name};
use crate::entity::{Entity, EntityKind, EntryRef, EvidenceKind, Mention};
use crate::romanise::{Spelling, fold};

/// One document, as the registry sees it: little enough to keep for a whole folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The document's identifier, unique in the folder.
    pub id: String,
    /// Its entities, in its own order.
    pub entities: Vec<ListedEntity>,
}

/// One entity of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntity {
    /// What it is.
    pub kind: EntityKind,
    /// Its best name there.
    pub name: String,
    /// Its spellings there with their counts, in order of first mention.
    pub spellings: Vec<(String, usize)>,
    /// Its gazetteer entries.
    pub links: Vec<EntryRef>,
}

impl Listed {
    /// Takes from a resolved document what the registry needs.
    pub fn new(id: impl Into<String>, mentions: &[Mention], entities: &[Entity]) -> Self {
        let list = |entity: &Entity| {
            let mut spellings: Vec<(String, usize)> = Vec::new();
            for mention in entity.mentions.iter().filter_map(|&m| mentions.get(m)) {
                match spellings.iter_mut().find(|(t, _)| *t == mention.clean_text) {
                    Some(slot) => slot.1 += 1,
                    None => spellings.push((mention.clean_text.clone(), 1)),
                }
            }
            let (name, links) = (entity.name.clone(), entity.links.clone());
            ListedEntity { kind: entity.kind, name, spellings, links }
        };
        Self { id: id.into(), entities: entities.iter().map(list).collect() }
    }
}

/// A name of a registered entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name as it is written.
    pub text: String,
    /// How often, over all documents.
    pub count: usize,
    /// The documents, sorted.
    pub documents: Vec<String>,
}

/// One entity of one document, by the document's id and the entity's index there.
pub type Member = (String, usize);

/// Why entities of two documents are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bridge {
    /// The two entities, sorted by document.
    pub between: (Member, Member),
    /// Their names there.
    pub names: (String, String),
    /// The family of the reason.
    pub kind: EvidenceKind,
    /// For a reader.
    pub because: String,
}

/// One entity over all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    /// Its kind and its name in small letters (`per:mao-zedong`), numbered where several share
    /// one: the same for the same documents in any order.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its best name.
    pub name: String,
    /// All its names, most frequent first.
    pub aliases: Vec<Alias>,
    /// Why the documents' entities are one: one less than members, for it is a tree.
    pub evidence: Vec<Bridge>,
    /// Gazetteer entries.
    pub links: Vec<EntryRef>,
    /// The documents' entities that it stands for, sorted by document.
    pub members: Vec<Member>,
}

/// Joins the entities of many documents. The order of the documents does not matter.
pub fn registry(documents: &[Listed]) -> Vec<Registered> {
    let mut sorted: Vec<&Listed> = documents.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let entries: Vec<Entry<'_>> = sorted
        .iter()
        .flat_map(|doc| {
            doc.entities
                .iter()
                .enumerate()
                .map(|(index, entity)| Entry::new(&doc.id, index, entity))
        })
        .collect();
    let mut groups = Groups::new(&entries);
    let mut by_key: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        for key in entry.keys() {
            by_key.entry((entry.entity.kind, key)).or_default().push(id);
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

/// One entity of one document, its names parsed.
struct Entry<'a> {
    document: &'a str,
    index: usize,
    entity: &'a ListedEntity,
    /// Names that stand by themselves.
    full: Vec<Name>,
}

impl<'a> Entry<'a> {
    fn new(document: &'a str, index: usize, entity: &'a ListedEntity) -> Self {
        let mut seen: HashSet<&str> = HashSet::new();
        let kind = entity.kind;
        let full = entity
            .spellings
            .iter()
            .map(|(text, _)| text.as_str())
            .chain(std::iter::once(entity.name.as_str()))
            .filter(|text| seen.insert(text))
            .map(|text| Name::alone(kind, text))
            .filter(|n| {
                !n.is_contextual()
                    && org::acronym(&n.text).is_none_or(|_| kind == EntityKind::Place)
            })
            .collect();
        Self { document, index, entity, full }
    }

    fn member(&self) -> Member {
        (self.document.to_owned(), self.index)
    }

    /// Whatever it shares with the same entity of another document.
    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for name in &self.full {
            keys.push(format!("n:{}", name.key));
            match &name.form {
                Form::Person(_) => {
                    keys.extend(name.spelling().into_iter().flat_map(Spelling::keys))
                }
                Form::Organisation(o) => {
                    if let Some(parent) = &o.parent {
                        keys.push(format!("o:{} {parent:?}", o.core_key()));
                    }
                }
                Form::Place(p) => match p.state {
                    Some(state) => keys.push(format!("s:{}", state.usual_name())),
                    None => keys.extend(name.spelling().into_iter().flat_map(Spelling::keys)),
                },
            }
        }
        if let [link] = self.entity.links.as_slice() {
            keys.push(format!("g:{}:{}", link.gazetteer, link.id));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Why two entries of different documents are one, if their names prove it.
    fn proof(&self, other: &Self, key: &str) -> Option<(EvidenceKind, String)> {
        if self.document == other.document {
            return None;
        }
        let (mine, theirs) = (self.entity.links.as_slice(), other.entity.links.as_slice());
        if let ([mine], [theirs]) = (mine, theirs) {
            if mine == theirs {
                let because = format!(
                    "{} and {} are names of the entry {} of {}.",
                    self.entity.name, other.entity.name, mine.id, mine.gazetteer
                );
                return Some((EvidenceKind::Gazetteer, because));
            }
            if mine.gazetteer == theirs.gazetteer {
                return None;
            }
        }
        self.full.iter().find_map(|x| other.full.iter().find_map(|y| same_name(x, y, key)))
    }
}

/// Why two names of two documents are one, if they prove it by themselves.
fn same_name(x: &Name, y: &Name, key: &str) -> Option<(EvidenceKind, String)> {
    if x.text == y.text {
        return Some((EvidenceKind::Exact, format!("Both documents name {}.", x.text)));
    }
    if x.key == y.key {
        let because = format!("{} and {} differ in joining, case or marks alone.", x.text, y.text);
        return Some((EvidenceKind::Variant, because));
    }
    if key.starts_with("s:") || key.starts_with("o:") {
        let because = format!("{} and {} are names of one.", x.text, y.text);
        let kind =
            if key.starts_with("s:") { EvidenceKind::Gazetteer } else { EvidenceKind::Variant };
        return Some((kind, because)).filter(|_| !constraints::conflict(x, y));
    }
    // Across documents a spelling must follow from the rules alone.
    let agreement = x.spelling()?.agrees(y.spelling()?).filter(|a| a.distance == 0.0)?;
    let because = format!(
        "{} and {} are one name in two spellings ({}).",
        x.text,
        y.text,
        agreement.system.name()
    );
    Some((EvidenceKind::Romanisation, because))
}

fn same_face(entries: &[Entry<'_>], a: usize, b: usize) -> bool {
    let keys = |i: usize| entries.get(i).into_iter().flat_map(|e| &e.full).map(|n| &n.key);
    keys(a).eq(keys(b))
}

struct Groups<'e, 'a> {
    entries: &'e [Entry<'a>],
    parent: Vec<usize>,
    groups: HashMap<usize, Group<'a>>,
    /// The first entry and the second, and why.
    bridges: Vec<(usize, Bridge)>,
}

/// The entries joined so far.
struct Group<'a> {
    members: Vec<usize>,
    documents: HashSet<&'a str>,
    /// One entry for each set of names that its members go by: all that constraints look at.
    faces: Vec<usize>,
}

impl<'e, 'a> Groups<'e, 'a> {
    fn new(entries: &'e [Entry<'a>]) -> Self {
        let group = |(id, entry): (usize, &Entry<'a>)| {
            let documents = HashSet::from([entry.document]);
            (id, Group { members: vec![id], documents, faces: vec![id] })
        };
        Self {
            entries,
            parent: (0..entries.len()).collect(),
            groups: entries.iter().enumerate().map(group).collect(),
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
        let Some((kind, because)) = first.proof(second, key) else { return false };
        if self.object(x, y) {
            return false;
        }
        let (lead, other) = (x.min(y), x.max(y));
        if let Some(slot) = self.parent.get_mut(other) {
            *slot = lead;
        }
        if let Some(moved) = self.groups.remove(&other)
            && let Some(group) = self.groups.get_mut(&lead)
        {
            group.members.extend(moved.members);
            group.documents.extend(moved.documents);
            for face in moved.faces {
                let known = |&mine: &usize| same_face(self.entries, mine, face);
                if !group.faces.iter().any(known) {
                    group.faces.push(face);
                }
            }
        }
        let (one, two) =
            if first.document <= second.document { (first, second) } else { (second, first) };
        let between = (one.member(), two.member());
        let names = (one.entity.name.clone(), two.entity.name.clone());
        self.bridges.push((a, Bridge { between, names, kind, because }));
        true
    }

    /// Whether somebody in one group cannot be somebody in the other.
    fn object(&self, x: usize, y: usize) -> bool {
        let (Some(mine), Some(theirs)) = (self.groups.get(&x), self.groups.get(&y)) else {
            return true;
        };
        // Two entities of one document were kept apart there; so they stay.
        !mine.documents.is_disjoint(&theirs.documents)
            || mine.faces.iter().any(|&m| theirs.faces.iter().any(|&t| self.strangers(m, t)))
    }

    /// No full name of the one goes with any of the other.
    fn strangers(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.entries.get(a), self.entries.get(b)) else { return true };
        !a.full.is_empty()
            && !b.full.is_empty()
            && a.full.iter().all(|x| b.full.iter().all(|y| constraints::conflict(x, y)))
    }

    fn finish(self) -> Vec<Registered> {
        let mut roots: Vec<usize> = self.groups.keys().copied().collect();
        roots.sort_unstable();
        let mut evidence: HashMap<usize, Vec<Bridge>> = HashMap::new();
        for (at, bridge) in &self.bridges {
            evidence.entry(self.root(*at)).or_default().push(bridge.clone());
        }
        let mut ids = Identifiers::default();
        roots
            .into_iter()
            .filter_map(|root| {
                let group = self.groups.get(&root)?;
                let members: Vec<&Entry<'_>> =
                    group.members.iter().filter_map(|&m| self.entries.get(m)).collect();
                let kind = members.first()?.entity.kind;
                let mut evidence = evidence.remove(&root).unwrap_or_default();
                evidence.sort();
                let mut links: Vec<EntryRef> =
                    members.iter().flat_map(|m| &m.entity.links).cloned().collect();
                links.sort();
                links.dedup();
                let mut places: Vec<Member> = members.iter().map(|m| m.member()).collect();
                places.sort();
                let name = usual_name(&members);
                Some(Registered {
                    id: ids.give(kind, &name),
                    kind,
                    name,
                    aliases: aliases(&members),
                    evidence,
                    links,
                    members: places,
                })
            })
            .collect()
    }
}

/// Identifiers given out so far.
#[derive(Default)]
struct Identifiers {
    uses: HashMap<String, usize>,
    given: HashSet<String>,
}

impl Identifiers {
    /// `per:mao-zedong`; the second of that name is `per:mao-zedong-2`.
    fn give(&mut self, kind: EntityKind, name: &str) -> String {
        let words = fold::words(name).join("-");
        let plain = format!("{}:{words}", kind.label().to_lowercase());
        let uses = self.uses.entry(plain.clone()).or_default();
        loop {
            *uses += 1;
            let id = if *uses == 1 { plain.clone() } else { format!("{plain}-{uses}") };
            // "No. 2" may have taken a number's place.
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The name most documents show the entity under; of equals the one used most, the longest, the
/// first.
fn usual_name(members: &[&Entry<'_>]) -> String {
    let mut votes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for member in members {
        votes.entry(&member.entity.name).or_default().0 += 1;
    }
    for (text, count) in members.iter().flat_map(|m| &m.entity.spellings) {
        if let Some(slot) = votes.get_mut(text.as_str()) {
            slot.1 += count;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(name, uses)| (*uses, name.chars().count(), std::cmp::Reverse(*name)))
        .map(|(name, _)| name.to_owned())
        .unwrap_or_default()
}

fn aliases(members: &[&Entry<'_>]) -> Vec<Alias> {
    let mut all: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for member in members {
        for (text, count) in &member.entity.spellings {
            let slot = all.entry(text).or_default();
            slot.0 += count;
            slot.1.push(member.document.to_owned());
        }
    }
    let mut all: Vec<Alias> = all
        .into_iter()
        .map(|(text, (count, mut documents))| {
            documents.sort();
            documents.dedup();
            Alias { text: text.to_owned(), count, documents }
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    all
}
