//! Entities over several papers.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::entity::EntityKind;
use crate::output::json::JsonDocument;

/// Entities over all papers, and how they came to be one.
#[derive(Clone, Debug, PartialEq)]
pub enum Across {
    /// From the registry that batch made by comparing names and evidence.
    Registry(Vec<Entry>),
    /// Entities whose names are the same but for case and blanks.
    ByName(Vec<Entry>),
}

/// One entity over all papers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Entry {
    /// Its best name.
    pub name: String,
    /// PER, ORG or LOC.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Its names, the most frequent first.
    pub aliases: Vec<Alias>,
    /// The entities of single papers that it stands for.
    pub members: Vec<Member>,
}

/// One name, over all papers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Alias {
    /// The name.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// One entity of one paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// The paper's id.
    pub document: String,
    /// The entity's id in it (`e1`, `e2`, ...).
    pub entity: String,
}

impl Across {
    /// Takes entities of one type and one name for one.
    pub(super) fn by_name<'a>(documents: impl Iterator<Item = &'a JsonDocument>) -> Self {
        let mut all: BTreeMap<(&'static str, String), Entry> = BTreeMap::new();
        for document in documents {
            for entity in &document.entities {
                let key =
                    entity.name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
                let entry = all.entry((entity.kind.label(), key)).or_insert_with(|| Entry {
                    name: entity.name.clone(),
                    kind: entity.kind,
                    aliases: Vec::new(),
                    members: Vec::new(),
                });
                let others: usize = entity.aliases.iter().map(|a| a.count).sum();
                let own = entity.mentions.len().saturating_sub(others);
                entry.count(&entity.name, own);
                for alias in &entity.aliases {
                    entry.count(&alias.text, alias.count);
                }
                entry.members.push(Member {
                    document: document.document.id.clone(),
                    entity: entity.id.clone(),
                });
            }
        }
        let mut entries: Vec<Entry> = all.into_values().collect();
        for entry in &mut entries {
            entry.aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        }
        Self::ByName(entries)
    }

    /// The entities, those in most papers first.
    pub fn entries(&self) -> Vec<&Entry> {
        let (Self::Registry(entries) | Self::ByName(entries)) = self;
        let mut sorted: Vec<&Entry> = entries.iter().collect();
        sorted.sort_by(|a, b| {
            (b.members.len(), b.mentions())
                .cmp(&(a.members.len(), a.mentions()))
                .then_with(|| a.name.cmp(&b.name))
        });
        sorted
    }
}

impl Entry {
    /// How often it is named in all papers.
    pub fn mentions(&self) -> usize {
        self.aliases.iter().map(|a| a.count).sum()
    }

    fn count(&mut self, text: &str, count: usize) {
        if count == 0 {
            return;
        }
        match self.aliases.iter_mut().find(|a| a.text == text) {
            Some(alias) => alias.count += count,
            None => self.aliases.push(Alias { text: text.to_owned(), count }),
        }
    }
}
