//! Lists of names, and where those names stand in a text.

mod fold;
pub mod lexicon;
