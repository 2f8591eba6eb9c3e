//! No text read as a tab-separated list panics, and every name found is one of the list.

#![no_main]

mod gazetteer;

use libfuzzer_sys::fuzz_target;
use onomast::gazetteer::Format;

fuzz_target!(|text: &str| gazetteer::lists(Format::Tsv, text));
