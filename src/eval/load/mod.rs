//! Reads gold labels and predictions from files.

mod brat;
mod conll;
mod coref;
mod hipe;
mod json;
mod markup;
mod text;
mod tokens;
mod union;
mod webanno;

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::breakdown::SurfaceSet;
use super::corpus::Surfaces;
use super::document::GoldDocument;
use super::error::EvalError;

/// A file format that labels come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// onomast's own JSON: one document, or a list.
    Json,
    /// onomast's own JSON, one document a line.
    Jsonl,
    /// CoNLL columns with IOB1, IOB2, BIOES, BILOU or bare tags.
    Conll,
    /// HIPE TSV.
    Hipe,
    /// brat standoff.
    Brat,
    /// WebAnno TSV 3.
    WebAnno,
    /// CoNLL-2011/2012 coreference columns.
    Coref,
    /// Text marked up as `[PER Chai Junwu](chai)`.
    Markup,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Jsonl,
        Self::Conll,
        Self::Hipe,
        Self::Brat,
        Self::WebAnno,
        Self::Coref,
        Self::Markup,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Conll => "conll",
            Self::Hipe => "hipe",
            Self::Brat => "brat",
            Self::WebAnno => "webanno",
            Self::Coref => "coref",
            Self::Markup => "markup",
        }
    }

    /// The ends of file names by which it is known. TSV may be any of three formats.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Json => &[".json"],
            Self::Jsonl => &[".jsonl", ".ndjson"],
            Self::Conll => &[".conll", ".iob", ".iob2", ".bio", ".bioes", ".tsv"],
            Self::Hipe | Self::WebAnno => &[".tsv"],
            Self::Brat => &[".ann"],
            Self::Coref => &[".key", ".response", "_conll"],
            Self::Markup => &[".marked.txt", ".marked.md", ".gold.md", ".gold.txt"],
        }
    }

    fn claims(self, path: &Path) -> bool {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        self.endings().iter().any(|end| name.ends_with(end))
    }

    /// The format of a file: by its name, and by its content where the name fits several or none.
    pub fn of(path: &Path, content: &str) -> Option<Self> {
        let mut claims = Self::ALL.into_iter().filter(|f| f.claims(path));
        match (claims.next(), claims.next()) {
            (Some(only), None) => Some(only),
            _ => Self::of_content(content),
        }
    }

    fn of_content(content: &str) -> Option<Self> {
        let first = content.lines().find(|line| !line.trim().is_empty())?.trim_start();
        if first.starts_with("#FORMAT=WebAnno") {
            return Some(Self::WebAnno);
        }
        if first.starts_with("TOKEN\t") {
            return Some(Self::Hipe);
        }
        if first.starts_with("#begin document") {
            return Some(Self::Coref);
        }
        match first.chars().next()? {
            '{' if serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok() => {
                Some(Self::Jsonl)
            }
            '{' | '[' => Some(Self::Json),
            _ => conll::looks_like(content).then_some(Self::Conll),
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
    /// The column (CoNLL: number from 1, HIPE: name) or feature (WebAnno) that holds the types.
    pub column: Option<String>,
    /// The text the labels are of: a file, or a folder with a file for each document.
    pub text: Option<PathBuf>,
}

/// Reads all documents of a file, or of all files of a folder.
///
/// # Errors
/// What cannot be read, or is not as its format asks.
pub fn load(path: &Path, options: &LoadOptions) -> Result<Vec<GoldDocument>, EvalError> {
    let read: Vec<_> =
        files(path, options.format)?.par_iter().map(|file| load_file(file, options)).collect();
    // Of several bad files the first is named, whichever was read first.
    let mut documents = Vec::new();
    for file in read {
        documents.extend(file?);
    }
    if documents.is_empty() {
        return Err(EvalError::NoDocuments { path: path.to_owned(), expected: known_formats() });
    }
    Ok(documents)
}

fn load_file(path: &Path, options: &LoadOptions) -> Result<Vec<GoldDocument>, EvalError> {
    let content = read(path)?;
    let format = options.format.or_else(|| Format::of(path, &content)).ok_or_else(|| {
        EvalError::UnknownFormat { path: path.to_owned(), known: known_formats() }
    })?;
    let column = options.column.as_deref();
    let mut documents = match format {
        Format::Json => json::parse(path, &content),
        Format::Jsonl => json::parse_lines(path, &content),
        Format::Conll => conll::parse(path, &content, column),
        Format::Hipe => hipe::parse(path, &content, column),
        Format::Brat => brat::parse(path, &content),
        Format::WebAnno => webanno::parse(path, &content, column),
        Format::Coref => coref::parse(path, &content),
        Format::Markup => markup::parse(path, &content),
    }?;
    text::attach(path, options.text.as_deref(), &mut documents)?;
    Ok(documents)
}

/// The list that a batch run keeps in its folder.
const BATCH_MANIFEST: &str = "manifest.jsonl";

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
            } else if entry.file_name().is_some_and(|name| name == BATCH_MANIFEST) {
                // A batch run's list of what it did; it holds no labels.
            } else if match format {
                Some(format) => format.claims(&entry),
                None => Format::ALL.into_iter().any(|f| f.claims(&entry)),
            } {
                found.push(entry);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Reads the surface forms of a training set: a plain list (`.txt`, one a line), or labels in any
/// format.
///
/// # Errors
/// What cannot be read, or is not as its format asks.
pub fn training_surfaces(path: &Path, options: &LoadOptions) -> Result<SurfaceSet, EvalError> {
    let plain = path.extension().is_some_and(|e| e == "txt") && !Format::Markup.claims(path);
    if plain && options.format.is_none() {
        return Ok(read(path)?.lines().collect());
    }
    let documents = load(path, options)?;
    Ok(documents
        .iter()
        .flat_map(|document| {
            let surfaces = Surfaces::new(document, None);
            document
                .mentions
                .iter()
                .filter_map(|m| surfaces.of(m).map(std::borrow::Cow::into_owned))
                .collect::<Vec<_>>()
        })
        .collect())
}

/// Reads a file (`-`: standard input) as UTF-8, without its byte order mark.
fn read(path: &Path) -> Result<String, EvalError> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    }
    .map_err(|source| EvalError::Read { path: path.to_owned(), source })?;
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
fn known_as(
    document: &mut GoldDocument,
    path: Option<&Path>,
    id: Option<String>,
    source: Option<String>,
) {
    for name in [id.as_deref(), source.as_deref()].into_iter().flatten() {
        for form in [name, file_name(name), stem(name)] {
            push_new(&mut document.also_known_as, form);
        }
    }
    let file = path.map(|path| stem(&path.to_string_lossy()).to_owned());
    if let Some(file) = &file {
        push_new(&mut document.also_known_as, file);
    }
    document.id = id.or(source).or(file).unwrap_or_default();
}

/// Names one of several documents of a file: by its id, else by its number, which gold and
/// prediction share whatever their files are called.
fn name_by_number(document: &mut GoldDocument, path: &Path, id: Option<&str>, before: usize) {
    let number = format!("#{}", before + 1);
    match id {
        Some(id) => known_as(document, None, Some(id.to_owned()), None),
        None => {
            let id = format!("{}{number}", stem(&path.to_string_lossy()));
            known_as(document, None, Some(id), Some(number));
        }
    }
}

/// A line as it is named in errors.
fn place(index: usize) -> String {
    format!("line {}", index + 1)
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
    const ENDINGS: [&str; 17] = [
        ".txt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".tsv",
        ".conll",
        ".iob",
        ".iob2",
        ".bio",
        ".bioes",
        ".ann",
        ".md",
        ".key",
        ".response",
        ".gold",
        ".marked",
        ".pred",
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
