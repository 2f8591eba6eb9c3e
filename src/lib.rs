//! onomast reads historical papers and tells which people, organisations, places and dates they
//! speak of, and which names are the same.
//!
//! Data flows one way:
//!
//! ```text
//! bytes ─ text ─► Document ─┬─ gazetteer ─► candidates ─┐
//!                           ├─ tagger    ─► candidates ─┼─► fuse ─► mentions ─► aliases ─► entities ─► output
//!                           └─ dates     ─► candidates ─┘                                      └► eval
//! ```
//!
//! Each stage is a pure function over plain values and knows nothing of the stages after it;
//! [`pipeline`] is the only module that knows them all. Files are touched by loaders, writers and
//! the command line alone.

pub mod aliases;
pub mod batch;
pub mod cli;
pub mod dates;
pub mod entity;
pub mod eval;
pub mod files;
pub mod fuse;
pub mod gazetteer;
mod hex;
pub mod inputs;
pub mod markup;
pub mod output;
pub mod pipeline;
pub mod report;
pub mod romanise;
mod stopwatch;
pub mod tagger;
pub mod text;

/// The examples of the guide are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/LIBRARY.md")]
struct Guide;
