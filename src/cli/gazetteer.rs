//! `onomast gazetteer`: what is wrong with a list, and what is in it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::exit::{Fatal, Outcome};
use super::say;
use crate::entity::EntityKind;
use crate::gazetteer::{self, Checked, Severity};

/// Commands about lists.
#[derive(Debug, Subcommand)]
pub(super) enum GazetteerCommand {
    /// Report duplicates, conflicts and names that can never match, each with file:line
    Check(FilesArgs),
    /// Count entries and names
    Stats(FilesArgs),
}

/// Lists to look at.
#[derive(Debug, Args)]
pub(super) struct FilesArgs {
    /// Lists: TSV with a header, JSON lines, spaCy EntityRuler, CoreNLP RegexNER
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(command: &GazetteerCommand) -> Result<Outcome, Fatal> {
    let mut out = io::stdout().lock();
    match command {
        GazetteerCommand::Check(args) => check(&args.files, &mut out),
        GazetteerCommand::Stats(args) => stats(&args.files, &mut out),
    }
}

/// Reads the files that can be read, and counts the others.
fn load(files: &[PathBuf]) -> (Vec<Checked>, usize) {
    let mut failures = 0;
    let mut read = Vec::new();
    for path in files {
        match gazetteer::load(path) {
            Ok(reading) => read.push(Checked { file: Arc::from(path.to_string_lossy()), reading }),
            Err(error) => {
                say(format_args!("onomast: {error}"));
                failures += 1;
            }
        }
    }
    (read, failures)
}

fn check(files: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Fatal> {
    let (read, failures) = load(files);
    let findings = gazetteer::check(&read);
    for finding in &findings {
        writeln!(out, "{finding}").map_err(Fatal::stdout)?;
    }
    let entries: usize = read.iter().map(|file| file.reading.list.len()).sum();
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    let others = findings.len() - errors;
    say(format_args!(
        "onomast: {entries} entries in {} files: {errors} errors, {others} warnings",
        read.len()
    ));
    Ok(Outcome::of_failures(failures + errors))
}

fn stats(files: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Fatal> {
    let (read, failures) = load(files);
    let mut write = |line: String| writeln!(out, "{line}").map_err(Fatal::stdout);
    let kinds = EntityKind::ALL.map(|kind| format!("{:>7}", kind.label())).join(" ");
    write(format!(
        "{:<24} {:>7} {kinds} {:>7} {:>8} {:>6} {:>9}",
        "list", "entries", "names", "context", "never", "spellings"
    ))?;
    for file in &read {
        let stats = gazetteer::stats(&file.reading.list);
        let kinds = stats.kinds.map(|count| format!("{count:>7}")).join(" ");
        write(format!(
            "{:<24} {:>7} {kinds} {:>7} {:>8} {:>6} {:>9}",
            stats.name,
            stats.entries,
            stats.names,
            stats.need_context,
            stats.never_alone,
            stats.patterns
        ))?;
    }
    Ok(Outcome::of_failures(failures))
}
