//! From arguments to texts: files, folders, globs, JSON lines, tables, standard input.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::files::{self, FileError, ReadOptions};
use crate::inputs::{self, ExtractError, InputFormat};

/// Column a table's texts are looked for in unless another is named.
const TEXT_COLUMN: &str = "text";

/// Column a table's ids are looked for in unless another is named; rows may do without.
const ID_COLUMN: &str = "id";

/// Which columns of a table to read, by their names in its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The texts [default: `text`]. Where it is given, folders are searched for tables too.
    pub text: Option<String>,
    /// The ids [default: `id`, if there is one].
    pub id: Option<String>,
}

/// One document to be read, or the reason why it cannot be.
#[derive(Debug)]
pub struct Input {
    /// Its id: the path below the given folder without extension, or the `id` of a JSON line.
    pub id: String,
    /// File name, with the line for JSON lines; `-` for standard input.
    pub source: String,
    /// Its text.
    pub text: Result<String, InputError>,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is in it.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A line of a JSON lines file.
    #[error("{path}:{line}: not a document: {reason} (expected {{\"id\": ..., \"text\": ...}})")]
    Line {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// A line that is longer than any text may be.
    #[error("{path}:{line}: is longer than the limit of {limit} bytes; --max-bytes raises it")]
    LongLine {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// The limit.
        limit: u64,
    },
    /// A table without the column that is wanted.
    #[error(
        "{path}: has no column {wanted:?} (its columns: {found}); --text-column and --id-column name others"
    )]
    Column {
        /// Which file.
        path: String,
        /// The column.
        wanted: String,
        /// What there is.
        found: String,
    },
    /// A row of a table.
    #[error("{path}:{line}: not a row of the table: {reason}")]
    Row {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// What the parser says.
        reason: String,
    },
    /// A folder that cannot be listed.
    #[error("{path}: cannot be listed: {source}")]
    List {
        /// Which folder.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A pattern that matches nothing.
    #[error("{pattern}: matches no file")]
    NoMatch {
        /// The pattern.
        pattern: String,
    },
    /// A pattern that is no pattern.
    #[error("{pattern}: not a valid pattern: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why not.
        reason: String,
    },
}

/// A file to be read, with the id its document gets.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    id: String,
    path: PathBuf,
}

/// Turns arguments into a lazy sequence of documents, in the order of the arguments and, within a
/// folder or glob, by path. Nothing is opened before it is asked for.
pub fn expand(arguments: &[PathBuf], options: ReadOptions) -> Inputs {
    expand_columns(arguments, options, Columns::default())
}

/// As [`expand`], with the columns that tables (`.csv`, `.tsv`) are read by.
pub fn expand_columns(arguments: &[PathBuf], options: ReadOptions, columns: Columns) -> Inputs {
    let mut places = Vec::new();
    for argument in arguments {
        match places_of(argument, columns.text.is_some()) {
            Ok(found) => places.extend(found.into_iter().map(Ok)),
            Err(error) => places.push(Err((argument.clone(), error))),
        }
    }
    Inputs { places: places.into_iter(), open: None, options, columns }
}

/// The documents of JSON lines that come from anywhere; `name` is what errors call their origin.
pub fn json_lines(
    name: &str,
    reader: impl BufRead + Send + 'static,
    options: ReadOptions,
) -> Inputs {
    let path = PathBuf::from(name);
    let lines = Lines { place: Place { id: stem(&path), path }, reader: Box::new(reader), line: 0 };
    let (places, columns) = (Vec::new().into_iter(), Columns::default());
    Inputs { places, open: Some(Open::Lines(lines)), options, columns }
}

fn places_of(argument: &Path, tables: bool) -> Result<Vec<Place>, InputError> {
    let text = argument.to_string_lossy();
    if argument == Path::new("-") {
        return Ok(vec![Place { id: "stdin".to_owned(), path: argument.to_owned() }]);
    }
    if argument.is_dir() {
        let mut files = Vec::new();
        walk(argument, tables, &mut files)?;
        files.sort();
        return Ok(files
            .into_iter()
            .map(|path| Place { id: id_of(path.strip_prefix(argument).unwrap_or(&path)), path })
            .collect());
    }
    if !argument.exists() && text.contains(['*', '?', '[']) {
        let pattern = || text.clone().into_owned();
        let found = glob::glob(&text)
            .map_err(|e| InputError::Pattern { pattern: pattern(), reason: e.to_string() })?;
        let mut files: Vec<PathBuf> = found.flatten().filter(|p| p.is_file()).collect();
        files.sort();
        if files.is_empty() {
            return Err(InputError::NoMatch { pattern: pattern() });
        }
        return Ok(files.into_iter().map(|path| Place { id: stem(&path), path }).collect());
    }
    Ok(vec![Place { id: stem(argument), path: argument.to_owned() }])
}

fn walk(folder: &Path, tables: bool, files: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let fail = |source| InputError::List { path: files::display(folder), source };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, tables, files)?;
        } else if path.extension().is_some_and(|e| e == "jsonl")
            || InputFormat::claims(&path)
            || (tables && is_table(&path))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "csv" || e == "tsv")
}

fn stem(path: &Path) -> String {
    id_of(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}

/// A relative path without its extension, with `/` between its parts.
fn id_of(relative: &Path) -> String {
    let parts: Vec<String> = relative
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Documents, read one by one.
#[derive(Debug)]
pub struct Inputs {
    places: std::vec::IntoIter<Result<Place, (PathBuf, InputError)>>,
    open: Option<Open>,
    options: ReadOptions,
    columns: Columns,
}

/// A file of many documents.
#[derive(Debug)]
enum Open {
    Lines(Lines),
    Rows(Box<Rows>),
}

/// An open JSON lines file.
struct Lines {
    place: Place,
    reader: Box<dyn BufRead + Send>,
    line: usize,
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").field("place", &self.place).field("line", &self.line).finish()
    }
}

/// An open table.
#[derive(Debug)]
struct Rows {
    place: Place,
    reader: csv::Reader<File>,
    text: usize,
    id: Option<usize>,
}

impl Inputs {
    /// Number of arguments' files not yet opened: a lower bound on the documents to come.
    pub fn files_left(&self) -> usize {
        self.places.len()
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(open) = &mut self.open {
                let next = match open {
                    Open::Lines(lines) => lines.next_document(self.options),
                    Open::Rows(rows) => rows.next_document(self.options),
                };
                if next.is_some() {
                    return next;
                }
                self.open = None;
            }
            let place = match self.places.next()? {
                Ok(place) => place,
                Err((path, error)) => {
                    let source = files::display(&path);
                    return Some(Input { id: stem(&path), source, text: Err(error) });
                }
            };
            if place.path.extension().is_some_and(|e| e == "jsonl") {
                match File::open(&place.path) {
                    Ok(file) => {
                        let reader = Box::new(BufReader::new(file));
                        self.open = Some(Open::Lines(Lines { place, reader, line: 0 }));
                    }
                    Err(source) => {
                        let path = files::display(&place.path);
                        let text = Err(FileError::Read { path: path.clone(), source }.into());
                        return Some(Input { id: place.id, source: path, text });
                    }
                }
                continue;
            }
            if is_table(&place.path) {
                match Rows::open(&place, &self.columns) {
                    Ok(rows) => self.open = Some(Open::Rows(Box::new(rows))),
                    Err(error) => {
                        let source = files::display(&place.path);
                        return Some(Input { id: place.id, source, text: Err(error) });
                    }
                }
                continue;
            }
            let text = inputs::read(&place.path, self.options).map_err(InputError::from);
            let source = match place.path.file_name() {
                Some(name) => name.to_string_lossy().into_owned(),
                None => files::display(&place.path),
            };
            return Some(Input { id: place.id, source, text });
        }
    }
}

#[derive(Deserialize)]
struct JsonLine {
    #[serde(default)]
    id: Option<serde_json::Value>,
    text: String,
}

impl Lines {
    fn next_document(&mut self, options: ReadOptions) -> Option<Input> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.line += 1;
            let line = self.line;
            let path = files::display(&self.place.path);
            let source = format!("{path}:{line}");
            let fallback = format!("{}-{line}", self.place.id);
            let limit = options.max_bytes;
            match (&mut self.reader).take(limit.saturating_add(1)).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.len() as u64 > limit => {
                    let text = match skip_line(&mut self.reader, bytes.ends_with(b"\n")) {
                        Ok(()) => Err(InputError::LongLine { path, line, limit }),
                        Err(source) => Err(FileError::Read { path, source }.into()),
                    };
                    return Some(Input { id: fallback, source, text });
                }
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return Some(document(&bytes, &path, line, source, fallback, options)),
                Err(error) => {
                    let text = Err(FileError::Read { path, source: error }.into());
                    return Some(Input { id: fallback, source, text });
                }
            }
        }
    }
}

/// Reads on to the end of a line without keeping it.
fn skip_line(reader: &mut impl BufRead, mut ended: bool) -> io::Result<()> {
    while !ended {
        let held = reader.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let at = held.iter().position(|b| *b == b'\n');
        let used = at.map_or(held.len(), |at| at + 1);
        ended = at.is_some();
        reader.consume(used);
    }
    Ok(())
}

impl Rows {
    fn open(place: &Place, columns: &Columns) -> Result<Self, InputError> {
        let path = || files::display(&place.path);
        let file =
            File::open(&place.path).map_err(|source| FileError::Read { path: path(), source })?;
        let tabs = place.path.extension().is_some_and(|e| e == "tsv");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if tabs { b'\t' } else { b',' })
            .flexible(true)
            .from_reader(file);
        let header: Vec<String> = reader
            .byte_headers()
            .map_err(|error| row_error(path(), &error))?
            .iter()
            .map(|name| {
                String::from_utf8_lossy(name).trim_start_matches('\u{FEFF}').trim().to_owned()
            })
            .collect();
        let find = |wanted: &str| header.iter().position(|name| name == wanted);
        let missing = |wanted: &str| InputError::Column {
            path: path(),
            wanted: wanted.to_owned(),
            found: header.join(", "),
        };
        let text = columns.text.as_deref().unwrap_or(TEXT_COLUMN);
        let text = find(text).ok_or_else(|| missing(text))?;
        let id = match columns.id.as_deref() {
            Some(id) => Some(find(id).ok_or_else(|| missing(id))?),
            None => find(ID_COLUMN),
        };
        Ok(Self { place: place.clone(), reader, text, id })
    }

    fn next_document(&mut self, options: ReadOptions) -> Option<Input> {
        let mut row = csv::ByteRecord::new();
        let path = files::display(&self.place.path);
        let read = self.reader.read_byte_record(&mut row);
        let line =
            row.position().map_or_else(|| self.reader.position().line(), csv::Position::line);
        let source = format!("{path}:{line}");
        let fallback = format!("{}-{line}", self.place.id);
        match read {
            Ok(false) => None,
            Ok(true) => {
                let id = self.id.and_then(|at| row.get(at)).map(String::from_utf8_lossy);
                let id = id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
                let text = match row.get(self.text) {
                    Some(text) if text.len() as u64 > options.max_bytes => {
                        let (size, limit) = (text.len() as u64, options.max_bytes);
                        Err(FileError::TooLarge { path: source.clone(), size, limit }.into())
                    }
                    Some(text) => files::text_from_bytes(text.to_vec(), &source, options)
                        .map_err(InputError::from),
                    None => {
                        let reason = format!("it has {} columns", row.len());
                        Err(InputError::Row { path, line, reason })
                    }
                };
                Some(Input { id: id.unwrap_or(fallback), source, text })
            }
            Err(error) => {
                let text = Err(row_error(path, &error));
                Some(Input { id: fallback, source, text })
            }
        }
    }
}

fn row_error(path: String, error: &csv::Error) -> InputError {
    let line = error.position().map_or(0, csv::Position::line);
    InputError::Row { path, line, reason: error.to_string() }
}

fn document(
    bytes: &[u8],
    path: &str,
    line: usize,
    source: String,
    fallback: String,
    options: ReadOptions,
) -> Input {
    let parsed: Result<JsonLine, _> = serde_json::from_slice(bytes);
    match parsed {
        Ok(json) => {
            let id = match json.id {
                Some(serde_json::Value::String(id)) if !id.trim().is_empty() => id,
                Some(serde_json::Value::Number(id)) => id.to_string(),
                _ => fallback,
            };
            let text = files::text_from_bytes(json.text.into_bytes(), &source, options);
            Input { id, source, text: text.map_err(InputError::from) }
        }
        Err(error) => {
            let mut reason = error.to_string();
            if reason.contains("hex escape") && !reason.contains("surrogate") {
                // What the parser says of "\\ud800" when no other half follows.
                reason.push_str(": a \\u escape is a lone surrogate, half of a character");
            }
            let path = path.to_owned();
            Input { id: fallback, source, text: Err(InputError::Line { path, line, reason }) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_in_order_with_ids_below_it() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("b")).unwrap();
        fs::write(dir.path().join("b/two.txt"), "two").unwrap();
        fs::write(dir.path().join("a.txt"), "one").unwrap();
        fs::write(dir.path().join("skip.json"), "{}").unwrap();
        let inputs = expand(&[dir.path().to_owned()], ReadOptions::default());
        let ids: Vec<String> = inputs.map(|i| i.id).collect();
        assert_eq!(ids, ["a", "b/two"]);
    }

    #[test]
    fn a_bad_json_line_does_not_hide_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("d.jsonl");
        let lines = "{\"id\":\"x\",\"text\":\"Mao\"}\n\n{\"text\": \"\\ud800\"}\n{\"id\":7,\"text\":\"Zhou\"}\n";
        fs::write(&path, lines).unwrap();
        let inputs: Vec<Input> = expand(&[path], ReadOptions::default()).collect();
        let ids: Vec<&str> = inputs.iter().map(|i| i.id.as_str()).collect();
        assert_eq!(ids, ["x", "d-3", "7"]);
        let error = inputs[1].text.as_ref().unwrap_err().to_string();
        assert!(
            error.contains("d.jsonl:3: not a document: ") && error.contains("surrogate"),
            "{error}"
        );
    }

    #[test]
    fn a_table_is_read_by_its_columns_and_a_short_row_hides_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("letters.csv");
        let rows =
            "no,body,year\n1,\"Lenin, in Zurich,\nwrote home.\",1916\n2\n,Trotsky left.,1917\n";
        fs::write(&path, rows).unwrap();
        let columns = Columns { text: Some("body".into()), id: Some("no".into()) };
        let read = |argument: &Path| -> Vec<Input> {
            expand_columns(&[argument.to_owned()], ReadOptions::default(), columns.clone())
                .collect()
        };
        let inputs = read(&path);
        let ids: Vec<&str> = inputs.iter().map(|i| i.id.as_str()).collect();
        assert_eq!(ids, ["1", "2", "letters-5"]);
        assert_eq!(inputs[0].text.as_ref().unwrap(), "Lenin, in Zurich,\nwrote home.");
        let error = inputs[1].text.as_ref().unwrap_err().to_string();
        assert!(
            error.ends_with("letters.csv:4: not a row of the table: it has 1 columns"),
            "{error}"
        );
        assert_eq!(inputs[2].text.as_ref().unwrap(), "Trotsky left.");
        // A folder's tables are read where a column is named, and passed over where none is.
        assert_eq!(read(dir.path()).len(), 3);
        assert_eq!(expand(&[dir.path().to_owned()], ReadOptions::default()).count(), 0);
        // Without a name, the column is called "text".
        let plain: Vec<Input> = expand(&[path], ReadOptions::default()).collect();
        let error = plain[0].text.as_ref().unwrap_err().to_string();
        assert!(error.contains("no column \"text\" (its columns: no, body, year)"), "{error}");
    }

    #[test]
    fn a_line_longer_than_the_limit_is_passed_over_unread() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("d.jsonl");
        let long = "x".repeat(100_000);
        let lines = format!("{{\"text\":\"{long}\"}}\n{{\"id\":\"b\",\"text\":\"Mao\"}}\n");
        fs::write(&path, lines).unwrap();
        let options = ReadOptions { max_bytes: 50, ..ReadOptions::default() };
        let inputs: Vec<Input> = expand(&[path], options).collect();
        assert_eq!(inputs.len(), 2);
        let error = inputs[0].text.as_ref().unwrap_err().to_string();
        assert!(error.contains("d.jsonl:1: is longer than the limit of 50 bytes"), "{error}");
        assert_eq!(inputs[1].text.as_ref().unwrap(), "Mao");
    }
}
