//! Where the engine's time goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::stopwatch::Stopwatch;

/// Time spent in each part since the engine was made, added up over all threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineTimes {
    /// The linear maps, with bias, GELU, residual sums and the turning into bytes and back.
    pub linear: Duration,
    /// Attention: products of queries, keys and values, and the softmax.
    pub attention: Duration,
    /// Embeddings and layer norms.
    pub norm: Duration,
    /// Pieces computed, context and marks included.
    pub pieces: u64,
    /// Pieces that went through a layer, added up over the layers: with gates, fewer than the pieces
    /// times the layers.
    pub through_layers: u64,
}

/// A few readings a layer and pack: nothing beside the products.
#[derive(Debug, Default)]
pub(super) struct Clock {
    pub(super) linear: Stopwatch,
    pub(super) attention: Stopwatch,
    pub(super) norm: Stopwatch,
    pieces: AtomicU64,
    through_layers: AtomicU64,
}

impl Clock {
    pub(super) fn count(&self, pieces: usize) {
        self.pieces.fetch_add(pieces as u64, Ordering::Relaxed);
    }

    pub(super) fn count_layer(&self, rows: usize) {
        self.through_layers.fetch_add(rows as u64, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> EngineTimes {
        EngineTimes {
            linear: self.linear.read(),
            attention: self.attention.read(),
            norm: self.norm.read(),
            pieces: self.pieces.load(Ordering::Relaxed),
            through_layers: self.through_layers.load(Ordering::Relaxed),
        }
    }
}

/// A running measurement, of one part after the other.
pub(super) struct Lap {
    from: Instant,
}

impl Lap {
    pub(super) fn start() -> Self {
        Self { from: Instant::now() }
    }

    /// Books the time since the last end, or the start, to `part`.
    pub(super) fn end(&mut self, part: &Stopwatch) {
        let now = Instant::now();
        part.add(now.duration_since(self.from));
        self.from = now;
    }
}
