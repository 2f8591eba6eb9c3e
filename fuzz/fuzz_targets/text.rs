//! No text makes the clean view panic, and whatever it finds fits the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onomast::text::{CleanSpan, Document};

fuzz_target!(|text: &str| {
    let document = Document::new(text);
    let (raw, clean) = (document.raw(), document.clean());
    assert_eq!(raw, text);
    let mut last = (0, 0);
    for (at, c) in clean.char_indices() {
        let back = document.to_raw(CleanSpan::new(at, at + c.len_utf8()));
        assert!(back.get(raw).is_some() && back.start() >= last.0 && back.end() >= last.1);
        last = (back.start(), back.end());
    }
    let mut at = 0;
    for token in document.tokens() {
        assert!(token.span.start() >= at);
        assert!(token.span.get(clean).is_some_and(|text| !text.is_empty()));
        assert_eq!(document.to_clean(document.to_raw(token.span)), Some(token.span));
        at = token.span.end();
    }
    let mut at = 0;
    for sentence in document.sentences() {
        assert!(sentence.start() >= at && sentence.get(clean).is_some_and(|text| !text.is_empty()));
        at = sentence.end();
    }
});
