//! How a run ends.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitCode;

/// How a run ended, as the exit code tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All done: 0.
    Done,
    /// Some inputs failed, each was named, the rest is done: 1.
    SomeFailed,
    /// Wrong usage or set-up: 2.
    Usage,
    /// Stopped by Ctrl-C or a request to terminate: 130, as shells have it.
    Stopped,
}

impl Outcome {
    /// The exit code of [`Outcome::Stopped`].
    pub const STOPPED_CODE: u8 = 130;

    /// `Done` where nothing failed.
    pub fn of_failures(failures: usize) -> Self {
        if failures == 0 { Self::Done } else { Self::SomeFailed }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::SomeFailed => Self::from(1),
            Outcome::Usage => Self::from(2),
            Outcome::Stopped => Self::from(Outcome::STOPPED_CODE),
        }
    }
}

/// What ends a run at once.
#[derive(Debug)]
pub(super) enum Fatal {
    /// Whoever read our output has left; that is their right.
    BrokenPipe,
    /// Anything else.
    Setup(Box<dyn Error + Send + Sync>),
}

impl Fatal {
    /// A set-up error.
    pub(super) fn setup(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Setup(Box::new(error))
    }

    /// A set-up error that is only a message.
    pub(super) fn message(message: impl Into<String>) -> Self {
        Self::Setup(message.into().into())
    }

    /// A failed write to standard output.
    pub(super) fn stdout(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::message(format!("standard output: cannot be written: {error}"))
        }
    }
}

impl fmt::Display for Fatal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenPipe => f.write_str("the reader of our output has left"),
            Self::Setup(error) => error.fmt(f),
        }
    }
}

/// Says what ended the run and how it counts.
pub(super) fn report(fatal: Fatal) -> Outcome {
    match &fatal {
        Fatal::BrokenPipe => Outcome::Done,
        Fatal::Setup(error) => {
            let mut line = format!("onomast: error: {error}");
            let mut cause = error.source();
            while let Some(inner) = cause {
                // Messages that already hold their cause are not repeated.
                if !line.contains(&inner.to_string()) {
                    line.push_str(&format!(": {inner}"));
                }
                cause = inner.source();
            }
            super::say(line);
            Outcome::Usage
        }
    }
}
