//! The `onomast` command: arguments in, exit code out. Everything else lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    onomast::cli::main()
}
