//! Entities over all documents of a batch: each document's list as it comes, the registry at the
//! end.
//!
//! The lists are kept in a file beside the outputs, so that a run that goes on where another
//! stopped knows the entities of documents it does not read again.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::manifest::Record;
use crate::aliases::{Listed, ListedEntity, registry};
use crate::entity::{EntityKind, EntryRef};
use crate::files::{self, FileError};
use crate::output;

/// The lists gathered so far.
pub(super) struct Across {
    out: PathBuf,
    earlier: HashMap<String, List>,
    lists: Vec<List>,
    journal: File,
}

/// The entities of one document, and what they were found with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct List {
    id: String,
    sha256: Option<String>,
    run: String,
    entities: Vec<ListEntity>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct ListEntity {
    #[serde(rename = "type")]
    kind: EntityKind,
    name: String,
    spellings: Vec<(String, usize)>,
    /// Gazetteer, identifier, preferred name; the kind is the entity's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<[String; 3]>,
}

impl Across {
    /// The registry, in the output folder.
    pub(super) const REGISTRY: &'static str = "entities.jsonl";
    /// The lists of single documents, in the output folder.
    pub(super) const LISTS: &'static str = "entities.documents.jsonl";

    /// Starts gathering; with `resume` after what an earlier run left.
    pub(super) fn open(out: &Path, resume: bool) -> Result<Self, FileError> {
        let path = out.join(Self::LISTS);
        let name = || files::display(&path);
        let earlier = match fs::read_to_string(&path) {
            // A line that a kill has torn is not missed: its document is done again.
            Ok(text) if resume => text
                .lines()
                .filter_map(|line| serde_json::from_str::<List>(line).ok())
                .map(|list| (list.id.clone(), list))
                .collect(),
            Err(error) if resume && error.kind() != io::ErrorKind::NotFound => {
                return Err(FileError::Read { path: name(), source: error });
            }
            _ => HashMap::new(),
        };
        let write = |source| FileError::Write { path: name(), source };
        let mut journal = OpenOptions::new()
            .create(true)
            .append(resume)
            .truncate(!resume)
            .write(true)
            .open(&path)
            .map_err(write)?;
        if resume {
            journal.write_all(b"\n").map_err(write)?;
        }
        Ok(Self { out: out.to_owned(), earlier, lists: Vec::new(), journal })
    }

    /// What an earlier run wrote down for a document that it finished.
    pub(super) fn known(&self, record: &Record) -> Option<List> {
        let list = self.earlier.get(&record.id)?;
        (list.sha256 == record.sha256 && list.run == record.run).then(|| list.clone())
    }

    /// Adds the list of one document.
    pub(super) fn add(&mut self, list: List) -> Result<(), FileError> {
        let mut line = Vec::new();
        let written = write_line(&mut line, &list).and_then(|()| self.journal.write_all(&line));
        written.map_err(|source| FileError::Write {
            path: files::display(&self.out.join(Self::LISTS)),
            source,
        })?;
        self.lists.push(list);
        Ok(())
    }

    /// Writes the registry, and the lists in input order.
    pub(super) fn finish(self) -> Result<(), FileError> {
        files::write_atomic(&self.out.join(Self::LISTS), |out| {
            self.lists.iter().try_for_each(|list| write_line(out, list))
        })?;
        let listed: Vec<Listed> = self.lists.iter().map(List::listed).collect();
        let entities = registry(&listed);
        files::write_atomic(&self.out.join(Self::REGISTRY), |out| {
            output::registry::write(out, &entities)
        })
    }
}

impl List {
    pub(super) fn new(record: &Record, listed: Listed) -> Self {
        let entity = |e: ListedEntity| ListEntity {
            kind: e.kind,
            name: e.name,
            spellings: e.spellings,
            links: e
                .links
                .iter()
                .map(|l| [&l.gazetteer, &l.id, &l.name].map(|text| text.to_string()))
                .collect(),
        };
        Self {
            id: record.id.clone(),
            sha256: record.sha256.clone(),
            run: record.run.clone(),
            entities: listed.entities.into_iter().map(entity).collect(),
        }
    }

    fn listed(&self) -> Listed {
        let entity = |e: &ListEntity| ListedEntity {
            kind: e.kind,
            name: e.name.clone(),
            spellings: e.spellings.clone(),
            links: e
                .links
                .iter()
                .map(|[gazetteer, id, name]| EntryRef {
                    gazetteer: gazetteer.as_str().into(),
                    id: id.as_str().into(),
                    name: name.as_str().into(),
                    kind: e.kind,
                })
                .collect(),
        };
        Listed { id: self.id.clone(), entities: self.entities.iter().map(entity).collect() }
    }
}

fn write_line(out: &mut dyn Write, list: &List) -> io::Result<()> {
    serde_json::to_writer(&mut *out, list)?;
    out.write_all(b"\n")
}
