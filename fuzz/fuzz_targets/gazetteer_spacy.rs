//! No text read as a spaCy `EntityRuler` file panics, and every name found is one of the list.

#![no_main]

mod gazetteer;

use libfuzzer_sys::fuzz_target;
use onomast::gazetteer::Format;

fuzz_target!(|text: &str| gazetteer::lists(Format::Spacy, text));
