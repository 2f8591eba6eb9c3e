//! `onomast models`: whether a model folder holds together.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::exit::{Fatal, Outcome};
use super::setup::model_folder;
use crate::tagger::{self, VerifyReport};

/// Commands about model folders.
#[derive(Debug, Subcommand)]
pub(super) enum ModelsCommand {
    /// Check a folder's files, tensors and labels, and tag one sentence with it
    Verify(VerifyArgs),
}

/// Which folder.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The folder, or the name of a shipped one [default: the shipped model]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(command: &ModelsCommand) -> Result<Outcome, Fatal> {
    let ModelsCommand::Verify(args) = command;
    let dir = model_folder(args.dir.as_deref())?;
    let report = tagger::verify(dir).map_err(Fatal::setup)?;
    write(&mut io::stdout().lock(), &report).map_err(Fatal::stdout)?;
    Ok(Outcome::Done)
}

fn write(out: &mut dyn Write, report: &VerifyReport) -> io::Result<()> {
    writeln!(out, "{}: sound", report.path.display())?;
    for file in &report.files {
        writeln!(out, "  {:<20} {:>10} bytes  sha256 {}", file.name, file.bytes, file.sha256)?;
    }
    writeln!(out, "  {} tensors, {} numbers", report.tensors, report.parameters)?;
    let types: Vec<String> = report
        .types
        .iter()
        .map(|t| match t.kind {
            Some(kind) if kind.label() == t.name => t.name.clone(),
            Some(kind) => format!("{} (read as {kind})", t.name),
            None => format!("{} (left out)", t.name),
        })
        .collect();
    writeln!(out, "  labels {:?}: {}", report.scheme, types.join(", "))?;
    writeln!(out, "  \"{}\"", tagger::SMOKE_SENTENCE)?;
    for span in &report.smoke {
        writeln!(out, "    {} {} ({:.3})", span.kind, span.text, span.score)?;
    }
    for note in &report.notes {
        writeln!(out, "  note: {note}")?;
    }
    Ok(())
}
