//! The batch run: bounded look-ahead, ordered output, a record for every document.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::across::{Across, List};
use super::inputs::{Input, Inputs};
use super::manifest::{self, Manifest, ManifestError, Record, Status};
use crate::aliases::Listed;
use crate::files::{self, FileError};
use crate::output::{self, Format, SourceInfo, json::hex};
use crate::pipeline::{Pipeline, RunInfo};

/// What may be set for a batch.
#[derive(Clone, Debug)]
pub struct BatchOptions {
    /// Folder for the outputs; made if missing.
    pub out: PathBuf,
    /// Format of each output.
    pub format: Format,
    /// Leave out what an earlier run has finished.
    pub resume: bool,
    /// Documents read ahead and worked on together.
    pub lookahead: usize,
    /// Join the entities of all documents into one registry, `entities.jsonl`.
    pub link_across: bool,
}

/// Why a batch cannot go on. A bad document is no such reason.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A file of the batch itself: the output folder, an output, the manifest.
    #[error(transparent)]
    File(#[from] FileError),
    /// The manifest of the earlier run.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// Counts of a finished batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents tagged in this run.
    pub done: usize,
    /// Documents left out because an earlier run finished them.
    pub skipped: usize,
    /// Documents that failed.
    pub failed: usize,
    /// White-space separated words of the documents tagged in this run.
    pub words: usize,
}

/// What a run reports as it goes.
pub trait Progress {
    /// A document is finished, skipped or failed.
    fn document(&mut self, record: &Record, summary: &Summary);
}

/// Runs a batch.
///
/// # Errors
/// Only what concerns the batch as a whole; failed documents are counted and recorded.
pub fn run(
    pipeline: &Pipeline,
    info: &RunInfo,
    mut inputs: Inputs,
    options: &BatchOptions,
    progress: &mut dyn Progress,
) -> Result<Summary, BatchError> {
    let manifest_path = options.out.join(Manifest::FILE);
    let writing = |path: &Path| {
        let path = files::display(path);
        move |source| FileError::Write { path, source }
    };
    fs::create_dir_all(&options.out).map_err(writing(&options.out))?;
    let earlier =
        if options.resume { Manifest::read(&manifest_path)? } else { Manifest::default() };
    let run = fingerprint(info, options.format);
    let mut journal = OpenOptions::new()
        .create(true)
        .append(options.resume)
        .truncate(!options.resume)
        .write(true)
        .open(&manifest_path)
        .map_err(writing(&manifest_path))?;
    if options.resume {
        // A line torn by a kill must not swallow the next one.
        journal.write_all(b"\n").map_err(writing(&manifest_path))?;
    }

    let mut across =
        if options.link_across { Some(Across::open(&options.out, options.resume)?) } else { None };

    let mut summary = Summary::default();
    let mut records: Vec<Record> = Vec::new();
    let mut outputs = HashSet::new();
    loop {
        let chunk: Vec<Input> = inputs.by_ref().take(options.lookahead.max(1)).collect();
        if chunk.is_empty() {
            break;
        }
        let chunk: Vec<(Input, Option<String>)> = chunk
            .into_iter()
            .map(|input| {
                let name = output_name(&input.id, options.format);
                let free = outputs.insert(name.clone());
                (input, free.then_some(name))
            })
            .collect();
        let results: Vec<Result<(Record, Fate), BatchError>> = chunk
            .into_par_iter()
            .map(|(input, output)| {
                one(pipeline, info, input, output, &run, &earlier, across.as_ref(), options)
            })
            .collect();
        for result in results {
            let (record, fate) = result?;
            let list = match fate {
                Fate::Done { words, list } => {
                    summary.done += 1;
                    summary.words += words;
                    list
                }
                Fate::Skipped { list } => {
                    summary.skipped += 1;
                    list
                }
                Fate::Failed => {
                    summary.failed += 1;
                    None
                }
            };
            if let (Some(across), Some(list)) = (&mut across, list) {
                across.add(list)?;
            }
            record_now(&mut journal, &record).map_err(writing(&manifest_path))?;
            progress.document(&record, &summary);
            records.push(record);
        }
    }
    drop(journal);
    // The finished manifest lists every document once, in input order, whatever way it came about.
    files::write_atomic(&manifest_path, |out| {
        records.iter().try_for_each(|record| manifest::write_line(out, record))
    })?;
    if let Some(across) = across {
        across.finish()?;
    }
    Ok(summary)
}

fn record_now(journal: &mut File, record: &Record) -> std::io::Result<()> {
    let mut line = Vec::new();
    manifest::write_line(&mut line, record)?;
    journal.write_all(&line)
}

/// What became of a document; with its entities where they are wanted.
enum Fate {
    Done { words: usize, list: Option<List> },
    Skipped { list: Option<List> },
    Failed,
}

#[expect(clippy::too_many_arguments, reason = "what a run knows, and its one document")]
fn one(
    pipeline: &Pipeline,
    info: &RunInfo,
    input: Input,
    output: Option<String>,
    run: &str,
    earlier: &Manifest,
    across: Option<&Across>,
    options: &BatchOptions,
) -> Result<(Record, Fate), BatchError> {
    let Input { id, source, text } = input;
    let failed = |id: String, source: String, sha256: Option<String>, error: String| {
        let (run, status) = (run.to_owned(), Status::Failed);
        let error = Some(error);
        Ok((Record { id, source, status, sha256, run, output: None, error }, Fate::Failed))
    };
    let text = match text {
        Ok(text) => text,
        Err(error) => return failed(id, source, None, error.to_string()),
    };
    let sha256 = hex(&Sha256::digest(text.as_bytes()));
    let Some(output) = output else {
        let error = format!("another document of this batch has the id {id:?} too");
        return failed(id, source, Some(sha256), error);
    };
    if let Some(record) = earlier.finished(&id, &sha256, run, &options.out) {
        let list = across.and_then(|a| a.known(record));
        // Done without its entities being written down, it is done again.
        if across.is_none() || list.is_some() {
            return Ok((record.clone(), Fate::Skipped { list }));
        }
    }
    let words = text.split_whitespace().count();
    let analysis = match pipeline.analyse(text) {
        Ok(analysis) => analysis,
        Err(error) => return failed(id, source, Some(sha256), error.to_string()),
    };
    let path = options.out.join(&output);
    if let Some(folder) = path.parent() {
        let name = files::display(folder);
        fs::create_dir_all(folder).map_err(|source| FileError::Write { path: name, source })?;
    }
    let info_of = SourceInfo { id: id.clone(), source: source.clone() };
    files::write_atomic(&path, |out| {
        output::write(out, options.format, &info_of, &analysis, info)
    })?;
    let record = Record {
        id,
        source,
        status: Status::Done,
        sha256: Some(sha256),
        run: run.to_owned(),
        output: Some(output),
        error: None,
    };
    let list = across.map(|_| {
        List::new(&record, Listed::new(&record.id, &analysis.mentions, analysis.entities()))
    });
    Ok((record, Fate::Done { words, list }))
}

/// What an output depends on besides its text, as one hash.
fn fingerprint(info: &RunInfo, format: Format) -> String {
    let mut hash = Sha256::new();
    // A RunInfo is plain data with string keys: it always serialises.
    hash.update(serde_json::to_vec(info).unwrap_or_default());
    hash.update(format.extension());
    hex(&hash.finalize())
}

/// An id as a relative path below the output folder: no part can climb out of it.
fn output_name(id: &str, format: Format) -> String {
    let parts: Vec<String> = id
        .split(['/', '\\'])
        .map(|part| {
            let safe: String = part
                .chars()
                .map(|c| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c })
                .collect();
            safe.trim_matches(['.', ' ']).to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    let stem = if parts.is_empty() { "document".to_owned() } else { parts.join("/") };
    let name = format!("{stem}.{}", format.extension());
    // The batch's own files stay its own.
    let own = [Manifest::FILE, Across::REGISTRY, Across::LISTS].contains(&name.as_str());
    if own { format!("{stem}_.{}", format.extension()) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_climb_out_of_the_output_folder() {
        assert_eq!(output_name("../../etc/passwd", Format::Json), "etc/passwd.json");
        assert_eq!(output_name("/abs/x", Format::Json), "abs/x.json");
        assert_eq!(output_name("a:b", Format::Conll), "a_b.conll");
        assert_eq!(output_name("..", Format::Json), "document.json");
        assert_eq!(output_name("entities", Format::Json), "entities.json");
        assert_eq!(output_name("entities", Format::Jsonl), "entities_.jsonl");
    }
}
