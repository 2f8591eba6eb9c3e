//! `onomast report`: an index page over a folder of results.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Fatal, Outcome};
use super::say;
use crate::{files, report};

/// Arguments of `onomast report`.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Folder of results that `onomast batch` wrote (best with --format html: then every paper has a
    /// page to go to)
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Write here instead of DIR/index.html; links stay relative to DIR
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What the page is called [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
}

pub(super) fn run(args: &ReportArgs) -> Result<Outcome, Fatal> {
    let folder = report::read(&args.folder).map_err(Fatal::setup)?;
    for failure in &folder.failures {
        say(format_args!("onomast: {failure}"));
    }
    let path = args.output.clone().unwrap_or_else(|| args.folder.join("index.html"));
    let title = args.title.clone().unwrap_or_else(|| {
        let name = args.folder.canonicalize().ok();
        let name =
            name.as_deref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        name.unwrap_or_else(|| "Papers".to_owned())
    });
    files::write_atomic(&path, |out| report::write(out, &title, &folder)).map_err(Fatal::setup)?;
    say(format_args!("onomast: {}: {} papers", files::display(&path), folder.papers.len()));
    Ok(Outcome::of_failures(folder.failures.len()))
}
