//! Counting where time goes, from any number of threads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Time added up over all threads since it was made.
#[derive(Debug, Default)]
pub(crate) struct Stopwatch {
    nanos: AtomicU64,
}

impl Stopwatch {
    /// Runs `work` and adds the time it takes.
    pub(crate) fn time<T>(&self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.add(start.elapsed());
        done
    }

    /// Adds time measured elsewhere.
    pub(crate) fn add(&self, time: Duration) {
        self.nanos.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
    }

    /// The time so far.
    pub(crate) fn read(&self) -> Duration {
        Duration::from_nanos(self.nanos.load(Ordering::Relaxed))
    }
}
