//! Many documents: what to read, what is already done, and the run itself.

mod across;
mod inputs;
mod manifest;
mod run;

pub use inputs::{Input, InputError, Inputs, expand};
pub use manifest::{Manifest, ManifestError, Record, Status};
pub use run::{BatchError, BatchOptions, Progress, Summary, run};
