//! Lists of names: file formats and the multi-pattern matcher.
