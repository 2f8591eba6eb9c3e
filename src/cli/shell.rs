//! `onomast completions` and `onomast man`: made from the same definitions as the help.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use super::exit::{Fatal, Outcome};
use crate::files::{self, FileError};

/// Arguments of `onomast completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Arguments of `onomast man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write a page for every command into this folder, instead of the main page to standard output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn completions(args: &CompletionsArgs, mut command: Command) -> Result<Outcome, Fatal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "onomast", &mut script);
    io::stdout().lock().write_all(&script).map_err(Fatal::stdout)?;
    Ok(Outcome::Done)
}

pub(super) fn man(args: &ManArgs, command: Command) -> Result<Outcome, Fatal> {
    match &args.out {
        Some(folder) => {
            let failed =
                |source| Fatal::setup(FileError::Write { path: files::display(folder), source });
            std::fs::create_dir_all(folder).map_err(failed)?;
            clap_mangen::generate_to(command, folder).map_err(failed)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(Fatal::stdout)?;
            io::stdout().lock().write_all(&page).map_err(Fatal::stdout)?;
        }
    }
    Ok(Outcome::Done)
}
