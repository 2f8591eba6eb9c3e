//! `onomast tag`: documents in, results out.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::{Fatal, Outcome};
use super::say;
use super::setup::StageArgs;
use crate::batch::{Input, expand, safe_name};
use crate::files;
use crate::output::view::Paint;
use crate::output::{self, Format, SourceInfo};
use crate::pipeline::{Pipeline, RunInfo};

/// Arguments of `onomast tag`.
#[derive(Debug, Args)]
pub(super) struct TagArgs {
    /// Papers: text, PDF, HTML, Markdown, TEI or DOCX files, JSON lines ({"id", "text"} each), or -
    /// for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write here instead of standard output (whole or not at all)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to write [default: json; jsonl where there are several documents]
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Colours in the format text: at a terminal and without $NO_COLOR, or as said here
    #[arg(long, value_enum, default_value_t = ColorArg::Auto, value_name = "WHEN")]
    color: ColorArg,
    /// Instead of the result, tell why this name belongs with the others it is merged with
    #[arg(long, value_name = "NAME")]
    explain: Option<String>,
    #[command(flatten)]
    stages: StageArgs,
}

/// When to write colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorArg {
    /// At a terminal, unless the environment variable NO_COLOR is set
    Auto,
    /// Always, also into files and pipes
    Always,
    /// Never
    Never,
}

impl TagArgs {
    fn paint(&self) -> Paint {
        // https://no-color.org: set to anything but nothing.
        let wanted = || env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let at_terminal = || self.output.is_none() && io::stdout().is_terminal();
        let colour = match self.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => at_terminal() && wanted(),
        };
        if colour { Paint::Colour } else { Paint::Marks }
    }

    fn several(&self) -> bool {
        let many = |p: &PathBuf| {
            let pattern = || p.to_string_lossy().contains(['*', '?', '[']) && !p.exists();
            let lists = ["jsonl", "csv", "tsv"];
            p.is_dir() || p.extension().is_some_and(|e| lists.iter().any(|l| e == *l)) || pattern()
        };
        self.inputs.len() > 1 || self.inputs.iter().any(many)
    }

    fn format(&self) -> Result<Format, Fatal> {
        match self.format {
            Some(format) if self.several() && !format.joins() => Err(Fatal::message(format!(
                "--format {}: holds one document, found several inputs: use `onomast batch`, which writes a file for each",
                format.name()
            ))),
            Some(format) => Ok(format),
            None if self.several() => Ok(Format::Jsonl),
            None => Ok(Format::Json),
        }
    }
}

pub(super) fn run(args: &TagArgs) -> Result<Outcome, Fatal> {
    let format = args.format()?;
    let (pipeline, info, timings) = args.stages.load_timed()?;
    let mut failures = 0;
    match &args.output {
        Some(path) => files::write_atomic(path, |out| {
            failures = write_all(args, format, &pipeline, &info, out)?;
            Ok(())
        })
        .map_err(Fatal::setup)?,
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            failures =
                write_all(args, format, &pipeline, &info, &mut out).map_err(Fatal::stdout)?;
            out.flush().map_err(Fatal::stdout)?;
        }
    }
    timings.report(&pipeline);
    Ok(Outcome::of_failures(failures))
}

/// Writes every document; returns how many failed.
fn write_all(
    args: &TagArgs,
    format: Format,
    pipeline: &Pipeline,
    info: &RunInfo,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut failures = 0;
    let paint = args.paint();
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
        if let Some(folder) = args.stages.text_out() {
            let text = analysis.document.raw().as_bytes();
            files::write_below(folder, &safe_name(&id, "txt"), text).map_err(io::Error::other)?;
        }
        for warning in &analysis.warnings {
            say(format_args!("onomast: note: {source}: {warning}"));
        }
        match &args.explain {
            Some(name) => write!(out, "{}", analysis.explain(name))?,
            None => {
                let source = SourceInfo { id, source };
                match format {
                    Format::Text => output::view::write(out, &source, &analysis, paint)?,
                    _ => output::write(out, format, &source, &analysis, info)?,
                }
                if let Some(path) = args.output.as_deref().filter(|_| format.wants_text()) {
                    let text = path.with_extension("txt");
                    files::write_atomic(&text, |out| {
                        out.write_all(analysis.document.raw().as_bytes())
                    })
                    .map_err(io::Error::other)?;
                }
            }
        }
    }
    Ok(failures)
}
