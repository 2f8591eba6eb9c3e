//! `onomast batch`: many documents into a folder.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::exit::{Fatal, Outcome};
use super::say;
use super::setup::{FormatArg, StageArgs};
use crate::batch::{self, BatchOptions, Progress, Record, Status, Summary, expand};

/// Documents read ahead for each thread: enough to keep all busy, little enough to stay small.
const LOOKAHEAD_PER_THREAD: usize = 4;

/// Without a terminal, one line of progress at most this often.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Arguments of `onomast batch`.
#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    /// Files, folders (searched for .txt, .text, .md and .jsonl), globs, JSON lines
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder for the results, one file a document, and the manifest
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// Leave out what an earlier run with the same texts, model, lists and options has finished
    #[arg(long)]
    resume: bool,
    /// Join the entities of all documents into one registry, entities.jsonl in the output folder
    #[arg(long)]
    link_across: bool,
    /// How to write each document
    #[arg(short, long, value_enum, default_value_t = FormatArg::Json)]
    format: FormatArg,
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
    let (pipeline, info) = args.stages.load()?;
    let inputs = expand(&args.inputs, args.stages.read_options());
    let options = BatchOptions {
        out: args.out.clone(),
        format: args.format.into(),
        resume: args.resume,
        lookahead: pool.current_num_threads() * LOOKAHEAD_PER_THREAD,
        link_across: args.link_across,
    };
    let mut meter = Meter::new(inputs.files_left(), args.quiet);
    let summary = pool
        .install(|| batch::run(&pipeline, &info, inputs, &options, &mut meter))
        .map_err(Fatal::setup)?;
    meter.finish(&summary);
    Ok(Outcome::of_failures(summary.failed))
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
