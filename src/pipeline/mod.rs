//! The composition of all stages.
