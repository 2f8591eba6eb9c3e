//! Many documents: what to read, what is already done, and the run itself.

mod across;
mod inputs;
mod manifest;
mod parts;
mod run;
mod sink;

pub use inputs::{Columns, Input, InputError, Inputs, expand, expand_columns, json_lines};
pub use manifest::{Manifest, ManifestError, Record, Status};
pub use run::{BatchError, BatchOptions, Progress, Summary, run, safe_name};
