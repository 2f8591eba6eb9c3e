//! From arguments to texts: files, folders, globs, JSON lines, standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::files::{self, FileError, ReadOptions};

/// Extensions of the texts that a folder is searched for.
const TEXT_EXTENSIONS: [&str; 4] = ["txt", "text", "md", "jsonl"];

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
    let mut places = Vec::new();
    for argument in arguments {
        match places_of(argument) {
            Ok(found) => places.extend(found.into_iter().map(Ok)),
            Err(error) => places.push(Err((argument.clone(), error))),
        }
    }
    Inputs { places: places.into_iter(), lines: None, options }
}

fn places_of(argument: &Path) -> Result<Vec<Place>, InputError> {
    let text = argument.to_string_lossy();
    if argument == Path::new("-") {
        return Ok(vec![Place { id: "stdin".to_owned(), path: argument.to_owned() }]);
    }
    if argument.is_dir() {
        let mut files = Vec::new();
        walk(argument, &mut files)?;
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

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let fail = |source| InputError::List { path: files::display(folder), source };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| TEXT_EXTENSIONS.iter().any(|t| e == *t)) {
            files.push(path);
        }
    }
    Ok(())
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
    lines: Option<Lines>,
    options: ReadOptions,
}

/// An open JSON lines file.
#[derive(Debug)]
struct Lines {
    place: Place,
    reader: BufReader<File>,
    line: usize,
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
            if let Some(lines) = &mut self.lines {
                if let Some(input) = lines.next_document(self.options) {
                    return Some(input);
                }
                self.lines = None;
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
                        self.lines = Some(Lines { place, reader: BufReader::new(file), line: 0 });
                    }
                    Err(source) => {
                        let path = files::display(&place.path);
                        let text = Err(FileError::Read { path: path.clone(), source }.into());
                        return Some(Input { id: place.id, source: path, text });
                    }
                }
                continue;
            }
            let text = files::read_text(&place.path, self.options).map_err(InputError::from);
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
            let path = files::display(&self.place.path);
            let source = format!("{path}:{}", self.line);
            let fallback = format!("{}-{}", self.place.id, self.line);
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => {
                    return Some(document(&bytes, &path, self.line, source, fallback, options));
                }
                Err(error) => {
                    let text = Err(FileError::Read { path, source: error }.into());
                    return Some(Input { id: fallback, source, text });
                }
            }
        }
    }
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
}
