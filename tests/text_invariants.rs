//! What holds for the clean view of any text whatever.

#![allow(clippy::unwrap_used)]

use onomast::text::{CleanSpan, Document, ParagraphKind, RawSpan};
use proptest::prelude::*;

/// All that a document promises.
fn check(raw: &str) {
    let document = Document::new(raw);
    let clean = document.clean();
    assert_eq!(document.raw(), raw, "the raw text never changes");

    // Every clean character lies on raw character boundaries, in order; equal text maps to itself.
    let mut last = RawSpan::default();
    for (at, c) in clean.char_indices() {
        let span = CleanSpan::new(at, at + c.len_utf8());
        let back = document.to_raw(span);
        assert!(back.get(raw).is_some(), "{back:?} is off a boundary");
        assert!(back.start() >= last.start() && back.end() >= last.end(), "not monotone at {at}");
        last = back;
    }
    let edits = document.edits();
    assert!(edits.windows(2).all(|pair| pair[0].raw.end() <= pair[1].raw.start()));
    assert_eq!(edits.is_empty(), raw == clean);

    let mut at = 0;
    for token in document.tokens() {
        let span = token.span;
        assert!(span.start() >= at && span.get(clean).is_some_and(|t| !t.is_empty()));
        at = span.end();
        let back = document.to_raw(span);
        assert_eq!(document.to_clean(back), Some(span), "{:?}", span.slice(clean));
    }

    let mut paragraphs = document.paragraphs().iter();
    let mut paragraph = paragraphs.next();
    let mut at = 0;
    let mut covered = 0;
    for &sentence in document.sentences() {
        assert!(sentence.start() >= at && !sentence.is_empty());
        at = sentence.end();
        let text = sentence.get(clean).unwrap();
        assert_eq!(text, text.trim());
        while paragraph.is_some_and(|p| !p.span.covers(sentence)) {
            paragraph = paragraphs.next();
        }
        assert!(paragraph.is_some(), "{text:?} is in no paragraph");
        let tokens = document.token_range(sentence);
        assert_eq!(tokens.start, covered, "a token is in no sentence");
        covered = tokens.end;
        assert_eq!(document.sentences()[document.sentence_at(sentence.start())], sentence);
    }
    assert_eq!(covered, document.tokens().len());
}

/// Pieces of damaged prose, put together at random.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "The envoy",
            "Kim s plan",
            "People s Army",
            "Yan an",
            "Sino- Korean",
            "govern-\nment",
            "in 1942. 5 Due",
            "troops, 43 and",
            "Cai 5\n\nTingkai",
            "38 th parallel",
            "U.S.",
            "Sept . 21",
            "( CCP )",
            "said “no.”12",
            "II. THE LONG TRUCE In",
            "Isn t it",
            "\u{c}",
            "\n\n12\n\n",
            "\n\n",
            "\r\n",
            "\n",
            "[12]",
            "km²",
            "柴成文",
            "e\u{301}",
            "ﬁrst",
            "govern\u{ad}ment",
            "\0",
            "\u{92}s",
            "- 9 -",
            "1,000",
            "...",
            "Similar documents\n",
            "Transcription:\n\n",
            "went to the river and stayed there for the whole of the winter with the others",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    let glue = prop::sample::select(vec!["", " ", " ", " ", ". ", ", ", "\n"]);
    prop::collection::vec((piece, glue), 0..60).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, glue)| [piece, glue.to_owned()]).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_the_promises(raw in any::<String>()) {
        check(&raw);
    }

    #[test]
    fn damaged_text_keeps_the_promises(raw in damaged()) {
        check(&raw);
    }

    #[test]
    fn clean_text_is_already_clean(raw in damaged()) {
        // Not a promise for all text, for what is taken out can bring other things together; but
        // white space and characters are settled at once.
        let once = Document::new(raw);
        let twice = Document::new(once.clean());
        prop_assert_eq!(twice.clean().contains("  "), false);
        prop_assert_eq!(once.clean().contains(['\0', '\u{ad}', '\t', '\u{a0}', '’', 'ﬁ']), false);
    }

    #[test]
    fn raw_spans_survive_where_nothing_was_changed(raw in "[a-zé ]{0,80}", a in 0usize..90, b in 0usize..90) {
        let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let document = Document::new(raw.clone());
        let span = RawSpan::new(a.min(b), a.max(b));
        if document.edits().is_empty() && !span.is_empty() && span.get(&raw).is_some() {
            let clean = document.to_clean(span).unwrap();
            prop_assert_eq!(clean.range(), span.range());
            prop_assert_eq!(document.to_raw(clean), span);
        }
    }
}

#[test]
fn strange_texts_end_soon() {
    let million = 1_000_000;
    for unit in [
        "\0",
        "9",
        "9 ",
        "a",
        "a ",
        ".",
        ".)",
        ". ",
        "\n",
        "a\n",
        ")\n",
        "(\n",
        "1\n\n",
        "I. 1 1 ",
        "[1,",
        "a- ",
        "s ",
        "\u{c}",
        "\u{ad}",
        "U.S. ",
        "1. ",
        "A.",
        "'s ",
        "柴",
        "\u{301}",
        "12 a b\n\n",
        "\" ",
        "THE WAR\n\n",
        "a, 3 and ",
    ] {
        let raw = unit.repeat(million / unit.len());
        let document = Document::new(raw);
        let end = CleanSpan::new(0, document.clean().len());
        assert!(document.to_raw(end).end() <= document.raw().len());
    }
}

#[test]
fn empty_texts_have_nothing() {
    for raw in ["", "\0\0", " \n\n\t", "\u{feff}"] {
        let document = Document::new(raw);
        assert_eq!(document.clean(), "");
        assert!(
            document.tokens().is_empty()
                && document.sentences().is_empty()
                && document.paragraphs().is_empty()
        );
    }
}

#[test]
fn a_name_keeps_its_bounds_through_all_damage() {
    let raw = "The regional committee met the guerrilla leaders and their guests in the old capital with Cai 5\n\nTingkai s aide, Kim\nIl-\nsung (head of the Workers  Party, 6 as it was called) and Zhu De.7 They left.";
    let document = Document::new(raw);
    for (name, kept) in [
        ("Cai Tingkai", "Cai 5\n\nTingkai"),
        ("Kim Il-sung", "Kim\nIl-\nsung"),
        ("Zhu De", "Zhu De"),
    ] {
        let at = document
            .clean()
            .find(name)
            .unwrap_or_else(|| panic!("{name} in {:?}", document.clean()));
        let back = document.to_raw(CleanSpan::new(at, at + name.len()));
        assert_eq!(back.slice(raw), kept);
    }
    assert!(document.paragraphs().iter().all(|p| p.kind == ParagraphKind::Body));
}

#[test]
fn figures_in_a_row_of_capitals_are_no_letters() {
    // A row of capitals that ends in a long number, with a small letter behind.
    check("T-45 T-45 11111111111111111111\u{7f}vep.");
    check("THE NINTH ARMY AND 12345678901234567890 men.");
}
