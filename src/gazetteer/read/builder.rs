//! What every reader needs: fields in, a checked entry out, or a finding that says why not.

use std::sync::Arc;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry as Slot;

use super::Reading;
use crate::entity::EntityKind;
use crate::gazetteer::entries::{Draft, Entries, Record};
use crate::gazetteer::entry::{Coordinates, Flags, List, marked_name};
use crate::gazetteer::finding::{Finding, Severity};
use crate::gazetteer::fold::fold;
use crate::gazetteer::hash::hash;

/// The names of the fields: columns of the tab-separated format, keys of JSON lines.
pub(super) const FIELDS: [&str; 11] = [
    "name",
    "type",
    "id",
    "aliases",
    "from",
    "to",
    "priority",
    "flags",
    "notes",
    "wikidata",
    "coordinates",
];

/// The fields of one entry as a file gives them.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
    pub(super) id: &'a str,
    pub(super) aliases: Vec<&'a str>,
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) priority: &'a str,
    pub(super) flags: Vec<&'a str>,
    pub(super) notes: &'a str,
    pub(super) wikidata: &'a str,
    pub(super) coordinates: &'a str,
}

/// Collects entries and findings of one file.
pub(super) struct Builder {
    file: Arc<str>,
    list: List,
    findings: Vec<Finding>,
    /// Places in the list, found by identifier.
    ids: HashTable<u32>,
    /// Buffer for an identifier made from a name.
    slug: String,
}

impl Builder {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            list: List::empty(&super::stem(file)),
            findings: Vec::new(),
            ids: HashTable::new(),
            slug: String::new(),
        }
    }

    pub(super) fn finish(mut self) -> Reading {
        self.list.entries.settle();
        Reading { list: self.list, findings: self.findings }
    }

    pub(super) fn report(&mut self, line: usize, severity: Severity, message: impl Into<String>) {
        let file = Arc::clone(&self.file);
        self.findings.push(Finding { file, line, severity, message: message.into() });
    }

    pub(super) fn error(&mut self, line: usize, message: impl Into<String>) {
        self.report(line, Severity::Error, message);
    }

    /// Says that a column or key is none of ours.
    pub(super) fn not_read(&mut self, line: usize, what: &str, name: &str) {
        let known = FIELDS.join(", ");
        let message = format!("{what} {name:?} is not read: known {what}s are {known}");
        self.report(line, Severity::Warning, message);
    }

    /// Adds one entry; what is wrong with it becomes a finding.
    pub(super) fn add(&mut self, line: usize, fields: &Fields<'_>) {
        if let Err(message) = self.entry(line, fields) {
            self.error(line, message);
        }
    }

    /// Adds a further name to the entry with this id, or makes the entry.
    pub(super) fn add_name(&mut self, line: usize, fields: &Fields<'_>) {
        let entries = &mut self.list.entries;
        let known = place_of(entries, &self.ids, fields.id)
            .filter(|_| !fields.id.is_empty())
            .filter(|at| entries.record(*at).map(Record::kind) == fields.kind.parse().ok());
        let (Some(at), Ok(flags)) = (known, flags(&fields.flags)) else {
            self.add(line, fields);
            return;
        };
        let (text, flags) = marked_name(fields.name, flags);
        if !text.is_empty()
            && let Err(full) = entries.name(at as usize, text, flags)
        {
            self.error(line, full.to_string());
        }
    }

    fn entry(&mut self, line: usize, fields: &Fields<'_>) -> Result<(), String> {
        let kind: EntityKind = fields.kind.trim().parse().map_err(|_| {
            format!("unknown type {:?}: expected PER, ORG, LOC or DATE", fields.kind.trim())
        })?;
        let flags = flags(&fields.flags)?;
        let (name, name_flags) = marked_name(fields.name, flags);
        if name.is_empty() {
            return Err("the name is empty".to_owned());
        }
        let from = year(fields.from, "from")?;
        let to = year(fields.to, "to")?;
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(format!("\"from\" is {from}, after \"to\", which is {to}"));
        }
        let priority = number(fields.priority, "priority")?.unwrap_or_default();
        let coordinates = coordinates(fields.coordinates)?;
        let id = self.id(line, fields.id.trim(), name)?;
        let entries = &mut self.list.entries;
        let draft = Draft {
            id: &id,
            kind,
            from,
            to,
            priority,
            coordinates,
            wikidata: fields.wikidata.trim(),
            notes: fields.notes.trim(),
            line,
        };
        let at = entries.len();
        let aliases = fields.aliases.iter().map(|alias| marked_name(alias, flags));
        let names =
            std::iter::once((name, name_flags)).chain(aliases.filter(|(text, _)| !text.is_empty()));
        let add = || {
            entries.push(&draft)?;
            names.into_iter().try_for_each(|(text, flags)| entries.name(at, text, flags))
        };
        let added = add();
        self.slug = id;
        added.map_err(|full| full.to_string())
    }

    /// The given identifier, or one made from the name, noted as taken by the next entry. A given one
    /// that is taken is an error.
    fn id(&mut self, line: usize, given: &str, name: &str) -> Result<String, String> {
        let mut id = std::mem::take(&mut self.slug);
        id.clear();
        let entries = &self.list.entries;
        if given.is_empty() {
            slug(name, &mut id);
            if id.is_empty() || place_of(entries, &self.ids, &id).is_some() {
                id = format!("{}_{line}", if id.is_empty() { "line" } else { &id });
            }
        } else {
            id.push_str(given);
        }
        let id_at = |at: &u32| entries.record(*at).map_or("", |record| entries.id(record));
        let slot = self.ids.entry(
            hash(id.as_bytes()),
            |at| id_at(at) == id,
            |at| hash(id_at(at).as_bytes()),
        );
        match slot {
            Slot::Occupied(slot) if !given.is_empty() => {
                let line = entries.record(*slot.get()).map_or(0, |record| record.line);
                Err(format!("the id {given:?} is taken by line {line}"))
            }
            Slot::Occupied(_) => Ok(id),
            Slot::Vacant(slot) => {
                slot.insert(entries.len() as u32);
                Ok(id)
            }
        }
    }
}

fn place_of(entries: &Entries, ids: &HashTable<u32>, id: &str) -> Option<u32> {
    let is_it = |at: &u32| entries.record(*at).is_some_and(|record| entries.id(record) == id);
    ids.find(hash(id.as_bytes()), is_it).copied()
}

/// Lower snake case of a name: letters and digits of any script, all else an underscore.
fn slug(name: &str, out: &mut String) {
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.truncate(out.trim_end_matches('_').len());
}

fn flags(words: &[&str]) -> Result<Flags, String> {
    words.iter().map(|w| w.trim()).filter(|w| !w.is_empty()).try_fold(Flags::NONE, |flags, word| {
        Flags::of_word(word).map(|flag| flags.with(flag)).ok_or_else(|| {
            let known: Vec<_> = Flags::WORDS.iter().map(|(w, _)| *w).collect();
            format!("unknown flag {word:?}: expected {}", known.join(", "))
        })
    })
}

fn number(text: &str, field: &str) -> Result<Option<i32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("\"{field}\" is {text:?}: expected a whole number"))
}

fn year(text: &str, field: &str) -> Result<Option<i32>, String> {
    match number(text, field)? {
        Some(year) if !(-9999..=9999).contains(&year) => {
            Err(format!("\"{field}\" is {year}: expected a year between -9999 and 9999"))
        }
        year => Ok(year),
    }
}

fn coordinates(text: &str) -> Result<Option<Coordinates>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.split_once(',')
        .and_then(|(north, east)| {
            let latitude: f64 = north.trim().parse().ok()?;
            let longitude: f64 = east.trim().parse().ok()?;
            (latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
                .then_some(Some(Coordinates { latitude, longitude }))
        })
        .ok_or_else(|| {
            format!("\"coordinates\" is {text:?}: expected latitude,longitude in degrees")
        })
}
