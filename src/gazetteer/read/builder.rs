//! What every reader needs: fields in, a checked entry out, or a finding that says why not.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::Reading;
use crate::entity::{EntityKind, EntryRef};
use crate::gazetteer::entry::{Coordinates, Entry, Flags, List, Name};
use crate::gazetteer::finding::{Finding, Severity};
use crate::gazetteer::fold::fold;

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
    /// Where in the list each identifier is.
    ids: HashMap<Arc<str>, usize, FixedState>,
}

impl Builder {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            list: List::empty(&super::stem(file)),
            findings: Vec::new(),
            ids: HashMap::default(),
        }
    }

    pub(super) fn finish(self) -> Reading {
        Reading { list: self.list, findings: self.findings }
    }

    pub(super) fn report(&mut self, line: usize, severity: Severity, message: impl Into<String>) {
        let file = Arc::clone(&self.file);
        self.findings.push(Finding { file, line, severity, message: message.into() });
    }

    pub(super) fn error(&mut self, line: usize, message: impl Into<String>) {
        self.report(line, Severity::Error, message);
    }

    /// Adds one entry; what is wrong with it becomes a finding.
    pub(super) fn add(&mut self, line: usize, fields: &Fields<'_>) {
        match self.entry(line, fields) {
            Ok(entry) => {
                self.ids.insert(Arc::clone(&entry.reference.id), self.list.entries.len());
                self.list.entries.push(entry);
            }
            Err(message) => self.error(line, message),
        }
    }

    /// Adds a further name to the entry with this id, or makes the entry.
    pub(super) fn add_name(&mut self, line: usize, fields: &Fields<'_>) {
        let known = self.ids.get(fields.id).and_then(|at| self.list.entries.get_mut(*at));
        let known = known.filter(|entry| fields.kind.parse() == Ok(entry.reference.kind));
        if let (Some(entry), Ok(flags)) = (known, flags(&fields.flags)) {
            if !fields.name.trim().is_empty() {
                entry.names.push(Name::parse(fields.name, flags));
            }
            return;
        }
        self.add(line, fields);
    }

    fn entry(&mut self, line: usize, fields: &Fields<'_>) -> Result<Entry, String> {
        let kind: EntityKind = fields.kind.trim().parse().map_err(|_| {
            format!("unknown type {:?}: expected PER, ORG, LOC or DATE", fields.kind.trim())
        })?;
        let flags = flags(&fields.flags)?;
        let preferred = Name::parse(fields.name, flags);
        if preferred.text.is_empty() {
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
        let id = self.id(line, fields.id.trim(), &preferred.text)?;
        let mut names = vec![preferred];
        for alias in &fields.aliases {
            let name = Name::parse(alias, flags);
            if !name.text.is_empty() {
                names.push(name);
            }
        }
        Ok(Entry {
            reference: EntryRef {
                gazetteer: Arc::clone(&self.list.name),
                id,
                name: (*names[0].text).into(),
                kind,
            },
            names,
            from,
            to,
            priority,
            coordinates,
            wikidata: filled(fields.wikidata),
            notes: filled(fields.notes),
            line,
        })
    }

    /// The given identifier, or one made from the name. A given one that is taken is an error.
    fn id(&self, line: usize, given: &str, name: &str) -> Result<Arc<str>, String> {
        if !given.is_empty() {
            return match self.ids.get(given) {
                Some(first) => {
                    let line = self.list.entries.get(*first).map_or(0, |entry| entry.line);
                    Err(format!("the id {given:?} is taken by line {line}"))
                }
                None => Ok(given.into()),
            };
        }
        let slug = slug(name);
        Ok(if self.ids.contains_key(slug.as_str()) {
            format!("{slug}_{line}").into()
        } else {
            slug.into()
        })
    }
}

/// Lower snake case of a name: letters and digits of any script, all else an underscore.
fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
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

fn filled(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}
