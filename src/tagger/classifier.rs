//! What every engine does: windows in, one row of logits for each piece out.

use std::fmt;
use std::str::FromStr;

use ndarray::Array2;

use super::TaggerError;
use super::model::Model;
use super::native::EngineTimes;

/// One window, special marks included, without padding.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Vocabulary ids.
    pub ids: &'a [u32],
    /// Token types, one for each id.
    pub types: &'a [u8],
    /// Whether each piece's logits will be read; `None` where all will. An engine may leave the other rows
    /// at any finite numbers.
    pub read: Option<&'a [bool]>,
}

impl<'a> Window<'a> {
    /// A window of which every row will be read.
    pub const fn whole(ids: &'a [u32], types: &'a [u8]) -> Self {
        Self { ids, types, read: None }
    }
}

/// A model that gives every piece of a window a logit for each label.
///
/// Shared between threads behind `&self`. The rows of one window do not depend on the other windows
/// of the batch, their order, or the number of threads.
pub trait TokenClassifier: Send + Sync {
    /// The engine's name, for the record of a run.
    fn name(&self) -> &'static str;

    /// For each window, in order, a matrix of `[pieces, labels]`.
    ///
    /// # Errors
    /// [`TaggerError::Window`] for a window the model cannot read, [`TaggerError::Engine`] if the
    /// computation fails.
    fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError>;

    /// Where the time went so far, for an engine that counts.
    fn times(&self) -> Option<EngineTimes> {
        None
    }
}

/// The bounds every window is checked against, so that no engine indexes out of its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) vocab: usize,
    pub(super) types: usize,
    pub(super) positions: usize,
}

impl Bounds {
    pub(super) fn of(model: &Model) -> Self {
        let config = model.config();
        Self {
            vocab: config.vocab_size,
            types: config.token_type_rows,
            positions: config.max_positions,
        }
    }

    pub(super) fn check(self, batch: &[Window<'_>]) -> Result<(), TaggerError> {
        batch.iter().enumerate().try_for_each(|(window, w)| {
            self.problem(w).map_or(Ok(()), |problem| Err(TaggerError::Window { window, problem }))
        })
    }

    fn problem(self, window: &Window<'_>) -> Option<String> {
        let Self { vocab, types, positions } = self;
        let (pieces, typed) = (window.ids.len(), window.types.len());
        if pieces == 0 || pieces > positions {
            return Some(format!("expected 1 to {positions} pieces, found {pieces}"));
        }
        if pieces != typed {
            return Some(format!("expected {pieces} token types, found {typed}"));
        }
        if let Some(read) = window.read.filter(|read| read.len() != pieces) {
            return Some(format!("expected {pieces} marks of what is read, found {}", read.len()));
        }
        if let Some(id) = window.ids.iter().find(|&&id| id as usize >= vocab) {
            return Some(format!("expected ids below {vocab}, found {id}"));
        }
        let stray = window.types.iter().find(|&&t| usize::from(t) >= types)?;
        Some(format!("expected token types below {types}, found {stray}"))
    }
}

/// Which engine computes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Backend {
    /// Pure Rust, always there.
    #[default]
    Native,
    /// libtorch by way of the rust-bert crate; needs the cargo feature `rust-bert`.
    RustBert,
}

impl Backend {
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::RustBert => "rust-bert",
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Backend {
    type Err = TaggerError;

    fn from_str(name: &str) -> Result<Self, TaggerError> {
        match name {
            "native" => Ok(Self::Native),
            "rust-bert" => Ok(Self::RustBert),
            _ => Err(TaggerError::UnknownBackend(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_out_of_bounds_are_named() {
        let bounds = Bounds { vocab: 10, types: 2, positions: 4 };
        let message = |ids: &[u32], types: &[u8]| {
            let good = Window::whole(&[1], &[0]);
            bounds.check(&[good, Window::whole(ids, types)]).unwrap_err().to_string()
        };
        assert_eq!(message(&[], &[]), "window 1: expected 1 to 4 pieces, found 0");
        assert_eq!(message(&[1; 5], &[0; 5]), "window 1: expected 1 to 4 pieces, found 5");
        assert_eq!(message(&[1, 2], &[0]), "window 1: expected 2 token types, found 1");
        assert_eq!(message(&[10], &[0]), "window 1: expected ids below 10, found 10");
        let marked = Window { read: Some(&[true]), ..Window::whole(&[1, 2], &[0, 0]) };
        assert_eq!(
            bounds.check(&[marked]).unwrap_err().to_string(),
            "window 0: expected 2 marks of what is read, found 1"
        );
        assert_eq!(message(&[1], &[2]), "window 1: expected token types below 2, found 2");
    }

    #[test]
    fn engines_are_named_as_on_the_command_line() {
        for backend in [Backend::Native, Backend::RustBert] {
            assert_eq!(backend.name().parse::<Backend>().unwrap(), backend);
        }
        let error = "onnx".parse::<Backend>().unwrap_err().to_string();
        assert_eq!(error, "unknown engine \"onnx\": expected native or rust-bert");
    }
}
