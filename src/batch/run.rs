//! The batch run: bounded look-ahead, ordered output, a record for every document.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::across::{Across, List};
use super::inputs::{Input, Inputs};
use super::manifest::{Journal, Manifest, ManifestError, Record, Status};
use super::parts::sibling;
use super::sink::Sink;
use crate::aliases::Listed;
use crate::files::{self, FileError};
use crate::hex::hex;
use crate::output::{self, Format, SourceInfo};
use crate::pipeline::{Analysis, Pipeline, RunInfo};

/// Bytes of text read ahead for each thread, however many documents they are: with what the stages
/// make of them, a few hundred times as much is in memory.
const LOOKAHEAD_BYTES: usize = 1 << 17;

/// What may be set for a batch.
#[derive(Clone, Debug)]
pub struct BatchOptions {
    /// Folder for the outputs, a file each; made if missing. Or, if its name ends in `.jsonl` and
    /// it is no folder, the one file that takes all of them, a line each.
    pub out: PathBuf,
    /// Format of each output.
    pub format: Format,
    /// Leave out what an earlier run has finished.
    pub resume: bool,
    /// Folder for the texts as they were read, which is what offsets count in.
    pub text_out: Option<PathBuf>,
    /// Most documents read ahead and worked on together.
    pub lookahead: usize,
    /// Join the entities of all documents into one registry, `entities.jsonl`.
    pub link_across: bool,
    /// Once it is set, the run ends behind the documents in hand; another may go on from there.
    pub stop: Arc<AtomicBool>,
}

impl BatchOptions {
    /// Whether `out` is one file of lines.
    pub fn one_file(out: &Path) -> bool {
        out.extension().is_some_and(|e| e == "jsonl") && !out.is_dir()
    }
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
    /// Whether it was stopped before its end.
    pub stopped: bool,
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
    let one_file = BatchOptions::one_file(&options.out);
    let (folder, manifest) = if one_file {
        let folder = options.out.parent().unwrap_or(Path::new("")).to_owned();
        (folder, sibling(&options.out, ".manifest"))
    } else {
        (options.out.clone(), options.out.join(Manifest::FILE))
    };
    if folder != Path::new("") {
        fs::create_dir_all(&folder)
            .map_err(|source| FileError::Write { path: files::display(&folder), source })?;
    }
    let (mut journal, earlier) = Journal::open(&manifest, options.resume)?;
    let mut sink = if one_file {
        Sink::lines(&options.out, options.resume)?
    } else {
        Sink::folder(&options.out)?
    };
    let work = Work { pipeline, info, run: fingerprint(info, options.format), earlier, options };

    let mut across =
        if options.link_across { Some(Across::open(&folder, options.resume)?) } else { None };

    let mut summary = Summary::default();
    let mut names = HashSet::new();
    loop {
        if options.stop.load(Ordering::Relaxed) {
            summary.stopped = true;
            return Ok(summary);
        }
        let chunk = next_chunk(&mut inputs, options.lookahead);
        if chunk.is_empty() {
            break;
        }
        let named = chunk
            .into_iter()
            .map(|input| {
                let name = if one_file {
                    // In one file an id is a name.
                    input.id.clone()
                } else {
                    output_name(&input.id, options.format)
                };
                // Sixteen bytes of a hash for each document: all that grows with their number.
                let key: Option<[u8; 16]> = Sha256::digest(&name).first_chunk().copied();
                let free = names.insert(key);
                (input, free.then_some(name))
            })
            .collect();
        for done in work.chunk(named, &sink, across.as_ref()) {
            let Done { record, fate, output, list } = done?;
            if let (Some(across), Some(list)) = (&mut across, list) {
                across.add(list)?;
            }
            match fate {
                Fate::Done { words } => {
                    summary.done += 1;
                    summary.words += words;
                    sink.add(&record, output.as_deref())?;
                }
                Fate::Skipped => {
                    summary.skipped += 1;
                    sink.add(&record, None)?;
                }
                Fate::Failed => summary.failed += 1,
            }
            journal.add(&record)?;
            progress.document(&record, &summary);
        }
    }
    sink.finish()?;
    journal.finish()?;
    if let Some(across) = across {
        across.finish()?;
    }
    Ok(summary)
}

/// The next documents: at most `lookahead`, and no more once their texts are long enough.
fn next_chunk(inputs: &mut Inputs, lookahead: usize) -> Vec<Input> {
    let mut chunk = Vec::new();
    let mut left = LOOKAHEAD_BYTES * rayon::current_num_threads();
    while chunk.len() < lookahead.max(1) && left > 0 {
        let Some(input) = inputs.next() else { break };
        left = left.saturating_sub(input.text.as_ref().map_or(0, String::len));
        chunk.push(input);
    }
    chunk
}

/// What became of a document.
enum Fate {
    Done { words: usize },
    Skipped,
    Failed,
}

/// A document behind us.
struct Done {
    record: Record,
    fate: Fate,
    /// Its output, where it is still to be put in place.
    output: Option<Vec<u8>>,
    /// Its entities, where they are to be joined with those of others.
    list: Option<List>,
}

/// A document before us.
struct Todo {
    record: Record,
    words: usize,
}

/// What all documents of a run share.
struct Work<'a> {
    pipeline: &'a Pipeline,
    info: &'a RunInfo,
    run: String,
    earlier: Manifest,
    options: &'a BatchOptions,
}

impl Work<'_> {
    /// Works on some documents together; answers in their order.
    fn chunk(
        &self,
        inputs: Vec<(Input, Option<String>)>,
        sink: &Sink,
        across: Option<&Across>,
    ) -> Vec<Result<Done, BatchError>> {
        let begun: Vec<Result<(Todo, String), Box<Done>>> = inputs
            .into_par_iter()
            .map(|(input, name)| self.begin(input, name, sink, across))
            .collect();
        let mut texts = Vec::new();
        let begun: Vec<Result<Todo, Box<Done>>> = begun
            .into_iter()
            .map(|begun| {
                begun.map(|(todo, text)| {
                    texts.push(text);
                    todo
                })
            })
            .collect();
        let mut analyses = self.pipeline.analyse_all(texts).into_iter();
        let paired: Vec<Result<(Todo, Option<_>), Box<Done>>> =
            begun.into_iter().map(|begun| begun.map(|todo| (todo, analyses.next()))).collect();
        paired
            .into_par_iter()
            .map(|begun| match begun {
                Err(done) => Ok(*done),
                Ok((todo, Some(Ok(analysis)))) => self.end(todo, &analysis, sink, across.is_some()),
                Ok((todo, Some(Err(error)))) => Ok(failed(todo.record, error.to_string())),
                Ok((todo, None)) => Ok(failed(todo.record, "was not analysed".to_owned())),
            })
            .collect()
    }

    /// Finds out whether there is anything to do.
    fn begin(
        &self,
        input: Input,
        name: Option<String>,
        sink: &Sink,
        across: Option<&Across>,
    ) -> Result<(Todo, String), Box<Done>> {
        let Input { id, source, text } = input;
        let (run, status) = (self.run.clone(), Status::Done);
        let (sha256, output, output_sha256, error) = (None, None, None, None);
        let mut record = Record { id, source, status, sha256, run, output, output_sha256, error };
        let text = match text {
            Ok(text) => text,
            Err(error) => return Err(Box::new(failed(record, error.to_string()))),
        };
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        record.sha256 = Some(sha256.clone());
        let Some(name) = name else {
            let error = format!("another document of this batch has the id {:?} too", record.id);
            return Err(Box::new(failed(record, error)));
        };
        if let Some(folder) = &self.options.text_out {
            let written =
                files::write_below(folder, &safe_name(&record.id, "txt"), text.as_bytes());
            // A document whose text cannot be kept has failed: its offsets would mean nothing.
            if let Err(error) = written {
                return Err(Box::new(failed(record, error.to_string())));
            }
        }
        // The source stands in the output, so it must be the same too.
        if let Some(earlier) = self.earlier.finished(&record.id, &sha256, &self.run)
            && earlier.source == record.source
            && sink.holds(earlier)
        {
            let list = across.and_then(|a| a.known(earlier));
            // Done without its entities being written down, it is done again.
            if across.is_none() || list.is_some() {
                let record = earlier.clone();
                let done = Done { record, fate: Fate::Skipped, output: None, list };
                return Err(Box::new(done));
            }
        }
        record.output = Some(name);
        let words = text.split_whitespace().count();
        Ok((Todo { record, words }, text))
    }

    /// Writes the output.
    fn end(
        &self,
        todo: Todo,
        analysis: &Analysis,
        sink: &Sink,
        listed: bool,
    ) -> Result<Done, BatchError> {
        let Todo { mut record, words } = todo;
        let source = SourceInfo { id: record.id.clone(), source: record.source.clone() };
        let mut bytes = Vec::new();
        let name = record.output.as_deref().unwrap_or_default();
        output::write(&mut bytes, self.options.format, &source, analysis, self.info)
            .map_err(|source| FileError::Write { path: name.to_owned(), source })?;
        if self.options.format.wants_text() {
            let text = Path::new(name).with_extension("txt");
            sink.place(&text.to_string_lossy(), analysis.document.raw().as_bytes())?;
        }
        sink.place(name, &bytes)?;
        record.output_sha256 = Some(hex(&Sha256::digest(&bytes)));
        let output = matches!(sink, Sink::Lines(_)).then_some(bytes);
        let list = listed.then(|| {
            List::new(&record, Listed::new(&record.id, &analysis.mentions, analysis.entities()))
        });
        Ok(Done { record, fate: Fate::Done { words }, output, list })
    }
}

fn failed(record: Record, error: String) -> Done {
    let record = Record { status: Status::Failed, output: None, error: Some(error), ..record };
    Done { record, fate: Fate::Failed, output: None, list: None }
}

/// What an output depends on besides its text, as one hash.
fn fingerprint(info: &RunInfo, format: Format) -> String {
    let mut hash = Sha256::new();
    // A RunInfo is plain data with string keys: it always serialises.
    hash.update(serde_json::to_vec(info).unwrap_or_default());
    hash.update(format.name());
    hex(&hash.finalize())
}

fn output_name(id: &str, format: Format) -> String {
    safe_name(id, format.extension())
}

/// An id as a relative path below a folder: no part can climb out of it.
pub fn safe_name(id: &str, extension: &str) -> String {
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
    format!("{stem}.{extension}")
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
    }
}
