//! The automaton against a search so simple that it can be checked by eye.

use onomast::gazetteer::{Format, Gazetteer, GazetteerBuilder, read};
use onomast::text::Document;
use proptest::prelude::*;

const WORDS: [&str; 5] = ["Anna", "Bono", "Cato", "Dada", "Anbo"];

fn names() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(WORDS.to_vec());
    let name = prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(name, 1..6)
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS.to_vec());
    let case = prop::sample::select(vec![0, 1, 1, 1, 2]);
    let gap =
        prop::sample::select(vec![" ", " ", " ", "  ", "\n", ", ", ". ", "\n\n", "'s ", "x "]);
    prop::collection::vec((word, case, gap), 0..30).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(word, case, gap)| match case {
                0 => format!("{}{gap}", word.to_lowercase()),
                1 => format!("{word}{gap}"),
                _ => format!("{}{gap}", word.to_uppercase()),
            })
            .collect()
    })
}

fn gazetteer(names: &[String]) -> Gazetteer {
    let rows: String = names.iter().map(|name| format!("{name}\tPER\n")).collect();
    let reading = read("names.tsv", Format::Tsv, &format!("name\ttype\n{rows}"));
    GazetteerBuilder::new().add(reading.list, true).build()
}

/// Every place where a name stands, tried at every byte of every paragraph.
fn naive(names: &[String], document: &Document) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for paragraph in document.paragraphs() {
        let text = paragraph.span.slice(document.clean());
        let all_small = !text.contains(char::is_uppercase);
        for start in text.char_indices().map(|(at, _)| at) {
            for name in names {
                if let Some(len) = stands(name, &text[start..], all_small)
                    && !text[..start].ends_with(char::is_alphanumeric)
                {
                    let from = paragraph.span.start() + start;
                    found.push((from, from + len));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The length of the name at the start of `text`, if it is there.
fn stands(name: &str, text: &str, all_small: bool) -> Option<usize> {
    let mut rest = text;
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            let blank = rest.len() - rest.trim_start().len();
            if blank == 0 || rest[..blank].matches('\n').count() > 1 {
                return None;
            }
            rest = &rest[blank..];
        }
        let here = rest.get(..word.len())?;
        let capital = here.starts_with(char::is_uppercase) || all_small;
        if !here.eq_ignore_ascii_case(word) || !capital {
            return None;
        }
        rest = &rest[word.len()..];
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}

proptest! {
    #[test]
    fn the_automaton_finds_what_a_naive_search_finds(names in names(), text in text()) {
        let document = Document::new(text);
        let mut found: Vec<_> = gazetteer(&names)
            .find(&document)
            .iter()
            .map(|c| (c.span.start(), c.span.end()))
            .collect();
        found.dedup();
        prop_assert_eq!(found, naive(&names, &document));
    }

    #[test]
    fn every_candidate_is_a_name_of_its_entries(text in "(?s).{0,80}", names in names(), more in text()) {
        let names: Vec<String> = names.into_iter().chain(["Óscar d'Ö".to_owned(), "毛泽东".to_owned()]).collect();
        let gazetteer = gazetteer(&names);
        let document = Document::new(format!("{text} {more} 毛泽东 Oscar d’Oe {text}"));
        for candidate in gazetteer.find(&document) {
            let slice = candidate.span.get(document.clean());
            prop_assert!(slice.is_some(), "{:?} does not fit the text", candidate.span);
            let named = gazetteer.entries_named(slice.unwrap_or_default());
            for entry in &candidate.entries {
                prop_assert!(named.contains(entry), "{slice:?} is no name of {entry:?}");
            }
        }
    }

    #[test]
    fn shipped_lists_never_panic_and_always_slice(text in "(?s).{0,200}") {
        let document = Document::new(text);
        let candidates = Gazetteer::builtin().find(&document);
        for pair in candidates.windows(2) {
            prop_assert!(pair[0].span.start() <= pair[1].span.start());
        }
        for candidate in &candidates {
            prop_assert!(candidate.span.get(document.clean()).is_some_and(|s| !s.is_empty()));
            prop_assert!(!candidate.entries.is_empty());
        }
    }
}
