//! `onomast eval`: scores predictions against gold labels.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::eval::load::{LoadOptions, load};
use crate::eval::{EvalError, Options, evaluate, pair, render};

/// Score predictions against gold labels
#[derive(Args, Clone, Debug)]
pub struct EvalArgs {
    /// Gold labels: a file, or a folder of files
    #[arg(long, value_name = "GOLD")]
    pub gold: PathBuf,

    /// Predictions for the same documents
    #[arg(long, value_name = "PRED")]
    pub pred: PathBuf,

    /// A table for people, JSON for machines
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
}

/// The form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A table for people.
    Table,
    /// JSON for machines.
    Json,
}

/// Runs the command and writes the report to `out`.
///
/// # Errors
/// Files that cannot be read or are not of the same texts; options that contradict each other.
pub fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<(), EvalError> {
    let gold = load(&args.gold, &LoadOptions::default())?;
    let predicted = load(&args.pred, &LoadOptions::default())?;
    let pairing = pair(&gold, &predicted)?;
    let mut report = evaluate(&pairing.pairs, &Options::default());
    report.documents.extra = pairing.extra;
    report.warnings.extend(pairing.warnings);
    let written = match args.format {
        OutputFormat::Table => render::table(&report, out),
        OutputFormat::Json => serde_json::to_writer_pretty(&mut *out, &report)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
    };
    written.map_err(|source| EvalError::Write { path: Path::new("standard output").into(), source })
}
