//! Reads gold labels and predictions from files.

mod json;

use std::fmt;
use std::path::{Path, PathBuf};

use super::document::GoldDocument;
use super::error::EvalError;

/// A file format that labels come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// onomast's own JSON: one document, or a list.
    Json,
    /// onomast's own JSON, one document a line.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Json, Self::Jsonl];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// The ends of file names by which it is known.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Json => &[".json"],
            Self::Jsonl => &[".jsonl", ".ndjson"],
        }
    }

    /// The format a file name stands for.
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|f| f.endings().iter().any(|end| name.ends_with(end)))
    }

    /// The format of a text that has no telling name.
    fn of_content(content: &str) -> Option<Self> {
        let first = content.lines().find(|line| !line.trim().is_empty())?.trim_start();
        match first.chars().next()? {
            '{' if serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok() => {
                Some(Self::Jsonl)
            }
            '{' | '[' => Some(Self::Json),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How files are read.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// The format; told from name or content where not given.
    pub format: Option<Format>,
    /// The text the labels are of: a file, or a folder with a file for each document.
    pub text: Option<PathBuf>,
}

/// Reads all documents of a file, or of all files of a folder.
///
/// # Errors
/// What cannot be read, or is not as its format asks.
pub fn load(path: &Path, options: &LoadOptions) -> Result<Vec<GoldDocument>, EvalError> {
    let mut documents = Vec::new();
    for file in files(path, options.format)? {
        documents.extend(load_file(&file, options)?);
    }
    if documents.is_empty() {
        return Err(EvalError::NoDocuments { path: path.to_owned(), expected: known_formats() });
    }
    Ok(documents)
}

fn load_file(path: &Path, options: &LoadOptions) -> Result<Vec<GoldDocument>, EvalError> {
    let content = read(path)?;
    let format = options
        .format
        .or_else(|| Format::of_name(path))
        .or_else(|| Format::of_content(&content))
        .ok_or_else(|| EvalError::UnknownFormat {
            path: path.to_owned(),
            known: known_formats(),
        })?;
    match format {
        Format::Json => json::parse(path, &content),
        Format::Jsonl => json::parse_lines(path, &content),
    }
}

/// The file itself, or every file of a folder (and of the folders in it) that a format claims,
/// sorted.
fn files(path: &Path, format: Option<Format>) -> Result<Vec<PathBuf>, EvalError> {
    let failed = |path: &Path, source| EvalError::Read { path: path.to_owned(), source };
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| failed(&folder, e))? {
            let entry = entry.map_err(|e| failed(&folder, e))?.path();
            if entry.is_dir() {
                folders.push(entry);
            } else if Format::of_name(&entry).is_some_and(|f| format.is_none_or(|g| f == g)) {
                found.push(entry);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Reads a file as UTF-8, without its byte order mark.
fn read(path: &Path) -> Result<String, EvalError> {
    let bytes =
        std::fs::read(path).map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes).map_err(|e| EvalError::NotUtf8 {
        path: path.to_owned(),
        at: e.utf8_error().valid_up_to(),
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Names a document: its own id, else its source, else the file it was read from; all of them, with
/// and without folder and ending, are names it may be paired by.
fn known_as(document: &mut GoldDocument, path: &Path, id: Option<String>, source: Option<String>) {
    let stem = stem(&path.to_string_lossy()).to_owned();
    for name in [id.as_deref(), source.as_deref()].into_iter().flatten() {
        for form in [name, file_name(name), self::stem(name)] {
            push_new(&mut document.also_known_as, form);
        }
    }
    push_new(&mut document.also_known_as, &stem);
    document.id = id.or(source).unwrap_or(stem);
}

fn push_new(names: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !names.iter().any(|n| n == name) {
        names.push(name.to_owned());
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The file name without the endings that say what kind of file it is.
fn stem(path: &str) -> &str {
    const ENDINGS: [&str; 13] = [
        ".txt", ".json", ".jsonl", ".ndjson", ".tsv", ".conll", ".iob", ".bio", ".ann", ".md",
        ".gold", ".marked", ".pred",
    ];
    let mut name = file_name(path);
    while let Some(shorter) = ENDINGS.iter().find_map(|end| name.strip_suffix(end))
        && !shorter.is_empty()
    {
        name = shorter;
    }
    name
}

/// The year at the head of an ISO date.
fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

fn known_formats() -> String {
    Format::ALL.map(Format::name).join(", ")
}
