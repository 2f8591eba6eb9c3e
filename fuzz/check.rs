// What holds for every text; shared by the fuzz target and the seeded test.

use onomast::dates::{self, Options, Scope};
use onomast::text::Document;

/// No text makes the grammar panic, and every span it finds fits the text.
pub(crate) fn check(text: &str) {
    let document = Document::new(text);
    for scope in [Scope::Calendar, Scope::Timex3] {
        for published in [None, jiff::civil::Date::new(1951, 6, 30).ok()] {
            let mut end = 0;
            for date in dates::find(&document, &Options { scope, published }) {
                assert!(date.span.start() >= end, "out of order: {date:?} in {text:?}");
                let words = date.span.get(document.clean());
                assert!(words.is_some_and(|w| !w.is_empty()), "no text: {date:?} in {text:?}");
                if let Some(anchor) = date.value.anchor {
                    assert!(document.clean().is_char_boundary(anchor), "{date:?} in {text:?}");
                }
                end = date.span.end();
            }
        }
    }
}
