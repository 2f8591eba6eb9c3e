//! Writes reports for people and for machines.

mod table;

pub use table::table;
