//! No text makes the date grammar panic, and every span it finds fits the text.

#![no_main]

#[path = "../check.rs"]
mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| check::check(text));
