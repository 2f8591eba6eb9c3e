//! The `native` engine: a BERT encoder in pure Rust.
//!
//! Windows are packed into one `[pieces, hidden]` matrix without padding; the linear maps run over
//! the whole pack, attention window by window. Every number of a window's result depends on that
//! window alone: each row of a product is summed in the same order whatever rows surround it.

mod attention;
#[cfg(target_arch = "x86_64")]
mod avx2;
mod clock;
mod encoder;
mod gate;
mod linear;
mod ops;
mod panels;
mod quantise;
#[cfg(target_arch = "x86_64")]
mod vnni;

use ndarray::Array2;
use rayon::prelude::*;

pub use self::clock::EngineTimes;
use self::encoder::Encoder;
pub use self::linear::Precision;
use super::TaggerError;
use super::classifier::{Backend, Bounds, TokenClassifier, Window};
use super::model::Model;

/// Rows packed into one matrix: enough to keep the kernels busy, few enough to stay in the cache.
const PACK_ROWS: usize = 256;

/// The pure-Rust engine.
pub struct NativeClassifier {
    encoder: Encoder,
    bounds: Bounds,
}

impl std::fmt::Debug for NativeClassifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NativeClassifier").field("bounds", &self.bounds).finish_non_exhaustive()
    }
}

impl NativeClassifier {
    /// Packs the weights of `model` for `f32`, the reference precision.
    ///
    /// # Errors
    /// A tensor that is missing or of the wrong shape.
    pub fn new(model: &Model) -> Result<Self, TaggerError> {
        Self::with_precision(model, Precision::F32)
    }

    /// Packs the weights of `model` for the given precision.
    ///
    /// # Errors
    /// A tensor that is missing or of the wrong shape.
    pub fn with_precision(model: &Model, precision: Precision) -> Result<Self, TaggerError> {
        Ok(Self { encoder: Encoder::new(model, precision)?, bounds: Bounds::of(model) })
    }
}

impl TokenClassifier for NativeClassifier {
    fn name(&self) -> &'static str {
        Backend::Native.name()
    }

    fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError> {
        self.bounds.check(batch)?;
        let packs: Vec<Vec<Array2<f32>>> = packs(batch)
            .into_par_iter()
            .map(|pack| self.encoder.forward(pack))
            .collect::<Result<_, _>>()
            .map_err(|problem| TaggerError::Engine { backend: self.name(), problem })?;
        Ok(packs.into_iter().flatten().collect())
    }

    fn times(&self) -> Option<EngineTimes> {
        Some(self.encoder.clock.read())
    }
}

/// Cuts a batch into runs of about [`PACK_ROWS`] rows, in order.
fn packs<'b, 'w>(batch: &'b [Window<'w>]) -> Vec<&'b [Window<'w>]> {
    let mut packs = Vec::new();
    let mut rest = batch;
    while !rest.is_empty() {
        let mut rows = 0;
        let fitting = rest.iter().take_while(|window| {
            rows += window.ids.len();
            rows <= PACK_ROWS
        });
        let (pack, others) = rest.split_at(fitting.count().max(1));
        packs.push(pack);
        rest = others;
    }
    packs
}
