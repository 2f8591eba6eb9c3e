//! `onomast tag`: documents in, results out.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;

use super::exit::{Fatal, Outcome};
use super::say;
use super::setup::{FormatArg, StageArgs};
use crate::batch::{Input, expand};
use crate::files;
use crate::output::{self, Format, SourceInfo};
use crate::pipeline::{Pipeline, RunInfo};

/// Arguments of `onomast tag`.
#[derive(Debug, Args)]
pub(super) struct TagArgs {
    /// Papers: text files, JSON lines ({"id", "text"} each), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write here instead of standard output (whole or not at all)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to write [default: json; jsonl where there are several documents]
    #[arg(short, long, value_enum)]
    format: Option<FormatArg>,
    /// Instead of the result, tell why this name belongs with the others it is merged with
    #[arg(long, value_name = "NAME")]
    explain: Option<String>,
    #[command(flatten)]
    stages: StageArgs,
}

pub(super) fn run(args: &TagArgs) -> Result<Outcome, Fatal> {
    let (pipeline, info, timings) = args.stages.load_timed()?;
    let mut failures = 0;
    match &args.output {
        Some(path) => {
            let mut fatal = None;
            let written =
                files::write_atomic(path, |out| match write_all(args, &pipeline, &info, out) {
                    Ok(count) => {
                        failures = count;
                        Ok(())
                    }
                    Err(error) => {
                        let text = error.to_string();
                        fatal = Some(error);
                        Err(io::Error::other(text))
                    }
                });
            match (written, fatal) {
                (Ok(()), _) => {}
                (Err(error), None) => return Err(Fatal::setup(error)),
                (Err(error), Some(_)) => return Err(Fatal::setup(error)),
            }
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            failures = write_all(args, &pipeline, &info, &mut out).map_err(Fatal::stdout)?;
            out.flush().map_err(Fatal::stdout)?;
        }
    }
    timings.report(&pipeline);
    Ok(Outcome::of_failures(failures))
}

/// Writes every document; returns how many failed.
fn write_all(
    args: &TagArgs,
    pipeline: &Pipeline,
    info: &RunInfo,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut failures = 0;
    let several = args.inputs.len() > 1
        || args.inputs.iter().any(|p| p.is_dir() || p.extension().is_some_and(|e| e == "jsonl"));
    let format = match args.format {
        Some(format) => format.into(),
        None if several => Format::Jsonl,
        None => Format::Json,
    };
    for Input { id, source, text } in expand(&args.inputs, args.stages.read_options()) {
        let analysis = match text
            .map_err(|e| e.to_string())
            .and_then(|text| pipeline.analyse(text).map_err(|e| format!("{source}: {e}")))
        {
            Ok(analysis) => analysis,
            Err(message) => {
                say(format_args!("onomast: {message}"));
                failures += 1;
                continue;
            }
        };
        for warning in &analysis.warnings {
            say(format_args!("onomast: note: {source}: {warning}"));
        }
        match &args.explain {
            Some(name) => write!(out, "{}", analysis.explain(name))?,
            None => output::write(out, format, &SourceInfo { id, source }, &analysis, info)?,
        }
    }
    Ok(failures)
}
