//! What the end-to-end tests share: running the program and reading what it wrote.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The small random model: it labels nonsense, but loads in no time.
pub(crate) const TINY_MODEL: &str = "tests/data/models/tiny-random";

/// A paper that is always there.
pub(crate) const SAMPLE: &str = "tests/data/papers/whampoa-advisers.txt";

/// The program, run from the repository root without the caller's settings.
pub(crate) fn onomast() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onomast"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("ONOMAST_MODEL");
    command
}

/// A path below the repository root.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What a finished run left behind.
pub(crate) struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program with these arguments, without the tagger unless asked otherwise.
pub(crate) fn run<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Run {
    finish(onomast().args(arguments))
}

/// Runs a prepared command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
        err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
    }
}
