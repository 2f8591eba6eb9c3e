//! Results back from files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::registry::{Across, Entry};
use crate::batch::Manifest;
use crate::entity::EntityKind;
use crate::files::{self, FileError};
use crate::output::html::DATA_OPEN;
use crate::output::interval;
use crate::output::json::{JsonDocument, SCHEMA_VERSION};

/// The registry that a batch may leave in its folder.
const REGISTRY: &str = "entities.jsonl";
/// What it was made from.
const REGISTRY_PARTS: &str = "entities.documents.jsonl";

/// Why a folder or a result in it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file or the folder itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file that is no result.
    #[error("{path}:{line}: not a result of onomast, schema version {SCHEMA_VERSION}: {reason}")]
    NoResult {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What was expected and found.
        reason: String,
    },
    /// A folder without results.
    #[error(
        "{path}: holds no results: expected .json, .jsonl or .html files that `onomast batch` wrote"
    )]
    Nothing {
        /// Which folder.
        path: String,
    },
}

/// What the page tells of one paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its id.
    pub id: String,
    /// Its file name.
    pub source: String,
    /// Path of its own page, relative to the folder, with `/` between parts.
    pub page: Option<String>,
    /// Mentions of each kind, in the order of [`EntityKind::ALL`].
    pub counts: [usize; 4],
    /// Names of its most frequent entities.
    pub leading: Vec<String>,
    /// Most frequent year span: the middle nine tenths of its dates, first and last year.
    pub years: Option<(i16, i16)>,
    /// How many warnings the run gave.
    pub warnings: usize,
}

/// A folder of results.
#[derive(Debug)]
pub struct Folder {
    /// The papers, by id.
    pub papers: Vec<Paper>,
    /// Entities over all papers.
    pub across: Across,
    /// Files that could not be read as results.
    pub failures: Vec<ReportError>,
}

/// Reads every result below a folder. Files that are none are kept as failures.
///
/// # Errors
/// A folder that cannot be listed or holds no results.
pub fn read(folder: &Path) -> Result<Folder, ReportError> {
    let mut found = Vec::new();
    list(folder, folder, &mut found)?;
    found.sort();
    let mut failures = Vec::new();
    let mut documents: BTreeMap<String, (Option<String>, JsonDocument)> = BTreeMap::new();
    for path in found {
        match results(&path) {
            Ok(results) => {
                let page =
                    path.extension().is_some_and(|e| e == "html").then(|| relative(folder, &path));
                for document in results {
                    let slot =
                        documents.entry(document.document.id.clone()).or_insert((None, document));
                    slot.0 = slot.0.take().or_else(|| page.clone());
                }
            }
            Err(error) => failures.push(error),
        }
    }
    if documents.is_empty() {
        if let Some(error) = failures.into_iter().next() {
            return Err(error);
        }
        return Err(ReportError::Nothing { path: files::display(folder) });
    }
    let registry = folder.join(REGISTRY);
    let across = if registry.is_file() {
        match entries(&registry) {
            Ok(entries) => Across::Registry(entries),
            Err(error) => {
                failures.push(error);
                Across::by_name(documents.values().map(|(_, d)| d))
            }
        }
    } else {
        Across::by_name(documents.values().map(|(_, d)| d))
    };
    let papers = documents.into_values().map(|(page, document)| paper(page, &document)).collect();
    Ok(Folder { papers, across, failures })
}

fn list(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), ReportError> {
    let fail = |source: io::Error| FileError::Read { path: files::display(folder), source };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = [Manifest::FILE, REGISTRY, REGISTRY_PARTS, super::page::FILE]
            .contains(&name.as_str())
            && folder == root;
        if own || name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            list(root, &path, found)?;
        } else if ["json", "jsonl", "html"]
            .iter()
            .any(|e| path.extension().is_some_and(|x| x == *e))
            && !name.ends_with(".spacy.json")
        {
            found.push(path);
        }
    }
    Ok(())
}

/// A path below the folder as a link.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<String> =
        below.components().map(|c| encode(&c.as_os_str().to_string_lossy())).collect();
    parts.join("/")
}

/// Percent-encodes what has a meaning in links.
fn encode(part: &str) -> String {
    let mut out = String::new();
    for c in part.chars() {
        if matches!(c, '%' | '#' | '?' | '"' | ' ' | '\\' | ':') {
            out.push_str(&format!("%{:02X}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

fn results(path: &Path) -> Result<Vec<JsonDocument>, ReportError> {
    let text = read_file(path)?;
    let no_result = |line: usize, reason: String| ReportError::NoResult {
        path: files::display(path),
        line,
        reason,
    };
    let parse = |line: usize, json: &str| {
        serde_json::from_str::<JsonDocument>(json).map_err(|e| no_result(line, e.to_string()))
    };
    match path.extension().and_then(|e| e.to_str()) {
        Some("jsonl") => text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(i, line)| parse(i + 1, line))
            .collect(),
        Some("html") => {
            let json = text
                .split_once(DATA_OPEN)
                .and_then(|(_, rest)| rest.split_once("</script>"))
                .ok_or_else(|| {
                    no_result(1, "expected the data of a result in the page, found none".to_owned())
                })?;
            Ok(vec![parse(1, json.0)?])
        }
        _ => Ok(vec![parse(1, &text)?]),
    }
}

fn entries(path: &Path) -> Result<Vec<Entry>, ReportError> {
    let text = read_file(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            serde_json::from_str(line).map_err(|error| ReportError::NoResult {
                path: files::display(path),
                line: i + 1,
                reason: error.to_string(),
            })
        })
        .collect()
}

fn read_file(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path)
        .map_err(|source| FileError::Read { path: files::display(path), source })
}

fn paper(page: Option<String>, document: &JsonDocument) -> Paper {
    let counts =
        EntityKind::ALL.map(|kind| document.mentions.iter().filter(|m| m.kind == kind).count());
    let mut entities: Vec<_> = document.entities.iter().collect();
    entities.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
    let mut years: Vec<i16> = document
        .mentions
        .iter()
        .filter_map(|m| interval(m.value.as_deref()?))
        .map(|days| days.from.year())
        .collect();
    years.sort_unstable();
    let at = |share: usize| years.get(years.len().saturating_sub(1) * share / 100).copied();
    Paper {
        id: document.document.id.clone(),
        source: document.document.source.clone(),
        page,
        counts,
        leading: entities.iter().take(6).map(|e| e.name.clone()).collect(),
        // Years of copyright and of other people's books stand at the ends.
        years: at(5).zip(at(95)),
        warnings: document.warnings.len(),
    }
}
