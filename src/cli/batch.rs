//! `onomast batch`: many documents into a folder.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::exit::{Fatal, Outcome};
use super::say;
use super::setup::StageArgs;
use crate::batch::{
    self, BatchOptions, Columns, Progress, Record, Status, Summary, expand_columns,
};
use crate::output::Format;

/// Documents read ahead for each thread, if they are short: together they fill the tagger's windows.
const LOOKAHEAD_PER_THREAD: usize = 64;

/// Without a terminal, one line of progress at most this often.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Arguments of `onomast batch`.
#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    /// Files, folders (searched for text, PDF, HTML, Markdown, TEI, DOCX and JSON lines), globs,
    /// tables (.csv, .tsv)
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the results, one file a document, and the manifest; or FILE.jsonl for all of them in
    /// one file, a line each, the manifest beside it
    #[arg(short, long, value_name = "DIR|FILE.jsonl")]
    out: PathBuf,
    /// Leave out what an earlier run with the same texts, model, lists and options has finished
    #[arg(long)]
    resume: bool,
    /// Join the entities of all documents into one registry, entities.jsonl in the output folder
    #[arg(long)]
    link_across: bool,
    /// Column of tables that holds the texts, by its name in the first row [default: text]. Folders
    /// are searched for tables only where it is given
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Column of tables that holds the ids [default: id, if there is one]
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// How to write each document [default: json; jsonl into one file]
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No progress on standard error
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    stages: StageArgs,
}

pub(super) fn run(args: &BatchArgs) -> Result<Outcome, Fatal> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(threads) = args.threads {
        pool = pool.num_threads(threads.max(1));
    }
    let pool = pool.build().map_err(Fatal::setup)?;
    let (pipeline, info, timings) = args.stages.load_timed()?;
    let columns = Columns { text: args.text_column.clone(), id: args.id_column.clone() };
    let inputs = expand_columns(&args.inputs, args.stages.read_options(), columns);
    let format = match args.format {
        Some(Format::Jsonl) | None if BatchOptions::one_file(&args.out) => Format::Jsonl,
        Some(_) if BatchOptions::one_file(&args.out) => {
            let message =
                "one file for all documents takes --format jsonl alone; give a folder as --out";
            return Err(Fatal::message(message));
        }
        format => format.unwrap_or_default(),
    };
    let options = BatchOptions {
        out: args.out.clone(),
        format,
        resume: args.resume,
        text_out: args.stages.text_out().map(PathBuf::from),
        lookahead: pool.current_num_threads() * LOOKAHEAD_PER_THREAD,
        link_across: args.link_across,
        stop: stop_on_signal()?,
    };
    let mut meter = Meter::new(inputs.files_left(), args.quiet);
    let summary = pool
        .install(|| batch::run(&pipeline, &info, inputs, &options, &mut meter))
        .map_err(Fatal::setup)?;
    meter.finish(&summary);
    timings.report(&pipeline);
    if summary.stopped {
        say("onomast: stopped; the same command with --resume goes on from here");
        return Ok(Outcome::Stopped);
    }
    Ok(Outcome::of_failures(summary.failed))
}

/// A flag that Ctrl-C (or a request to terminate) sets. Who asks a second time does not want to
/// wait for the documents in hand: what is written is whole all the same.
fn stop_on_signal() -> Result<Arc<AtomicBool>, Fatal> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            process::exit(Outcome::STOPPED_CODE.into());
        }
        say("onomast: finishing the documents in hand; once more to stop at once");
    })
    .map_err(Fatal::setup)?;
    Ok(stop)
}

/// Progress on standard error: a bar at a terminal, now and then a line elsewhere.
struct Meter {
    started: Instant,
    said: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Meter {
    fn new(files: usize, quiet: bool) -> Self {
        let now = Instant::now();
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let style = "{bar:30} {pos}/{len} {per_sec} {eta} left  {msg}";
            let style = ProgressStyle::with_template(style);
            ProgressBar::new(files as u64)
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { started: now, said: now, bar, quiet }
    }

    fn finish(&self, summary: &Summary) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.quiet {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = summary.words as f64 / seconds.max(1e-9);
        say(format_args!(
            "onomast: {} tagged, {} already done, {} failed; {} words in {seconds:.1} s ({rate:.0} a second)",
            summary.done, summary.skipped, summary.failed, summary.words
        ));
    }

    fn line(&self, text: impl std::fmt::Display) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }
}

impl Progress for Meter {
    fn document(&mut self, record: &Record, summary: &Summary) {
        // A failure is said even when progress is not wanted.
        if record.status == Status::Failed {
            let reason = record.error.as_deref().unwrap_or("failed");
            if reason.starts_with(record.source.as_str()) || reason.contains(&record.source) {
                self.line(format_args!("onomast: {reason}"));
            } else {
                self.line(format_args!("onomast: {}: {reason}", record.source));
            }
        }
        let seen = (summary.done + summary.skipped + summary.failed) as u64;
        if let Some(bar) = &self.bar {
            if bar.length().is_some_and(|length| length < seen) {
                bar.set_length(seen);
            }
            bar.set_position(seen);
            bar.set_message(record.id.clone());
        } else if !self.quiet && self.said.elapsed() >= LINE_EVERY {
            self.said = Instant::now();
            say(format_args!("onomast: {seen} documents, {} failed", summary.failed));
        }
    }
}
