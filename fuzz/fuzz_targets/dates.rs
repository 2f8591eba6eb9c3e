//! No text makes the date grammar panic, and every span it finds fits the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onomast::dates::{self, Options, Scope};
use onomast::text::Document;

fuzz_target!(|text: &str| {
    let document = Document::new(text);
    for scope in [Scope::Calendar, Scope::Timex3] {
        for published in [None, jiff::civil::Date::new(1951, 6, 30).ok()] {
            let mut end = 0;
            for date in dates::find(&document, &Options { scope, published }) {
                assert!(date.span.start() >= end);
                assert!(date.span.get(document.clean()).is_some_and(|span| !span.is_empty()));
                end = date.span.end();
            }
        }
    }
});
