//! The command line: arguments in, exit code out.

mod batch;
pub mod eval;
mod exit;
mod gazetteer;
mod models;
mod report;
mod setup;
mod shell;
mod tag;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use exit::Outcome;

/// Reads historical papers: tags people, organisations, places and dates, and tells which names
/// are the same.
#[derive(Debug, Parser)]
#[command(
    name = "onomast",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  onomast tag paper.txt                         the JSON of one paper on standard output
  onomast tag paper.pdf --format table          who, what and where, for people
  onomast tag paper.txt -f html -o paper.html   a page to read, walk through and print
  onomast tag paper.txt --gazetteer mine.tsv    with your own names, which win over ours
  onomast batch papers/ --out tagged/ --resume  a folder, many at once, going on where it stopped
  onomast report tagged/                        one page over all of them, with search
  onomast eval --gold gold.json --pred out.json precision, recall, F1, dates, clusters

Data goes to standard output, everything else to standard error.
Exit codes: 0 all done; 1 some inputs failed (each is named, the rest is done); 2 wrong usage or set-up; 130 stopped."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tag one or more papers.
    Tag(tag::TagArgs),
    /// Tag many papers into a folder: files, folders, globs, JSON lines.
    Batch(batch::BatchArgs),
    /// Make one page over a folder of results: papers, names, search.
    Report(report::ReportArgs),
    /// Score predictions against gold labels.
    Eval(eval::EvalArgs),
    /// Look after lists of names.
    #[command(subcommand)]
    Gazetteer(gazetteer::GazetteerCommand),
    /// Look after model folders.
    #[command(subcommand)]
    Models(models::ModelsCommand),
    /// Print a completion script for a shell.
    Completions(shell::CompletionsArgs),
    /// Print the manual page, or write one for every command.
    Man(shell::ManArgs),
}

/// Runs the command given by the process's arguments.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output with code 0, usage errors to standard error with 2.
            let code = error.exit_code();
            let _ = error.print();
            return ExitCode::from(u8::try_from(code).unwrap_or(2));
        }
    };
    let outcome = match cli.command {
        Command::Tag(args) => tag::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Eval(args) => eval_outcome(&args),
        Command::Gazetteer(command) => gazetteer::run(&command),
        Command::Models(command) => models::run(&command),
        Command::Report(args) => report::run(&args),
        Command::Completions(args) => shell::completions(&args, Cli::command()),
        Command::Man(args) => shell::man(&args, Cli::command()),
    };
    outcome.unwrap_or_else(exit::report).into()
}

fn eval_outcome(args: &eval::EvalArgs) -> Result<Outcome, exit::Fatal> {
    let mut out = io::stdout().lock();
    eval::run(args, &mut out).map_err(exit::Fatal::setup)?;
    out.flush().map_err(exit::Fatal::stdout)?;
    Ok(Outcome::Done)
}

/// Prints one line to standard error. If nobody can hear us there, we go on.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
