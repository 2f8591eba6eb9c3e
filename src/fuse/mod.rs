//! One documented total order over overlapping candidates.
