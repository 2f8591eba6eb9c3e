//! The transformer tagger: model folders, engines, windows, label decoding.
