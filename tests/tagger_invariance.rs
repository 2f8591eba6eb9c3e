//! A document's tagging depends on the document alone: not on its neighbours, their order, or the
//! number of threads. And every word of any text is labelled.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::error::Error;
use std::path::Path;

use onomast::entity::Candidate;
use onomast::tagger::{
    Backend, Model, NativeClassifier, Tagger, Tagging, TokenClassifier, Window, plan,
};
use onomast::text::{CleanSpan, Document};
use proptest::prelude::*;

fn model() -> Model {
    Model::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random"))
        .unwrap()
}

fn tagger() -> Tagger {
    Tagger::new(model(), Backend::Native).unwrap()
}

/// Documents of very different lengths, from nothing to several windows.
fn documents() -> Vec<Document> {
    let sentence = "On June 3, 1899 Baron Otto of Linz wrote to the Danube Company (DC) in Pest. ";
    let mut texts = vec![String::new(), "Linz".to_owned(), "…".to_owned(), "K".repeat(300)];
    texts.extend((1..9).map(|n| sentence.repeat(n * n)));
    texts.into_iter().map(Document::new).collect()
}

/// Scores bit for bit.
fn exactly(tagging: &Tagging) -> (Vec<(Candidate, u32)>, [usize; 3]) {
    let candidates = tagging.candidates.iter().map(|c| (c.clone(), c.score.to_bits())).collect();
    (candidates, [tagging.windows, tagging.pieces, tagging.words])
}

#[test]
fn engines_are_shared_between_threads() {
    fn shared<T: Send + Sync + ?Sized>() {}
    shared::<dyn TokenClassifier>();
    shared::<NativeClassifier>();
    shared::<Tagger>();
    #[cfg(feature = "rust-bert")]
    shared::<onomast::tagger::RustBertClassifier>();
}

#[test]
fn a_document_is_tagged_the_same_alone_together_and_in_any_order() -> Result<(), Box<dyn Error>> {
    let (tagger, documents) = (tagger(), documents());
    let mut alone = Vec::new();
    for document in &documents {
        alone.push(exactly(&tagger.tag(document)?));
    }
    assert!(alone.iter().any(|(candidates, _)| !candidates.is_empty()));

    let together: Vec<&Document> = documents.iter().collect();
    let together: Vec<_> = tagger.tag_all(&together)?.iter().map(exactly).collect();
    assert_eq!(together, alone);

    let backwards: Vec<&Document> = documents.iter().rev().collect();
    let mut backwards: Vec<_> = tagger.tag_all(&backwards)?.iter().map(exactly).collect();
    backwards.reverse();
    assert_eq!(backwards, alone);
    Ok(())
}

#[test]
fn the_number_of_threads_changes_nothing() -> Result<(), Box<dyn Error>> {
    let (tagger, documents) = (tagger(), documents());
    let documents: Vec<&Document> = documents.iter().collect();
    let run = |threads: usize| -> Result<Vec<_>, Box<dyn Error>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let taggings = pool.install(|| tagger.tag_all(&documents))?;
        Ok(taggings.iter().map(exactly).collect())
    };
    let one = run(1)?;
    assert_eq!(run(2)?, one);
    assert_eq!(run(5)?, one);
    Ok(())
}

#[test]
fn logits_do_not_depend_on_the_batch() -> Result<(), Box<dyn Error>> {
    let engine = NativeClassifier::new(&model())?;
    let ids: Vec<Vec<u32>> =
        (1..128).map(|n| (0..n).map(|i| (i * 37 + n) % 500).collect()).collect();
    let types: Vec<Vec<u8>> = ids.iter().map(|ids| vec![2; ids.len()]).collect();
    let windows: Vec<Window<'_>> =
        ids.iter().zip(&types).map(|(ids, types)| Window { ids, types }).collect();
    let together = engine.forward(&windows)?;
    for (window, expected) in windows.iter().zip(&together) {
        let alone = engine.forward(&[*window])?;
        let bits = |m: &ndarray::Array2<f32>| m.mapv(f32::to_bits);
        assert_eq!(bits(&alone[0]), bits(expected), "window of {} pieces", window.ids.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_any_text_is_read_once(text in "(\\PC{0,12}[ \n\t]?|[a-zA-Z]{1,40}[ .]|山田|\u{0}){0,60}", room in 6_usize..40) {
        let tokenizer = model();
        let pieces = tokenizer.tokenizer().read(&text, CleanSpan::new(0, text.len())).unwrap();
        let plan = plan(&pieces, room);
        prop_assert_eq!(plan.window_of_word.len(), pieces.words.len());
        let mut last = 0;
        for (word, &window) in pieces.words.iter().zip(&plan.window_of_word) {
            prop_assert!(plan.windows[window].contains(&word.first));
            prop_assert!(word.span.get(&text).is_some_and(|t| !t.is_empty()), "{:?} of {:?}", word.span, text);
            prop_assert!(word.span.start() >= last);
            last = word.span.end();
        }
    }

    #[test]
    fn any_text_is_tagged_within_its_bounds(text in "(\\PC{0,12}[ \n]?|[A-Z][a-z]{1,9} ){0,80}") {
        let document = Document::new(text);
        let tagging = tagger().tag(&document).unwrap();
        let mut last = 0;
        for candidate in &tagging.candidates {
            prop_assert!(candidate.span.get(document.clean()).is_some_and(|t| !t.is_empty()));
            prop_assert!(candidate.span.start() >= last);
            prop_assert!((0.0..=1.0).contains(&candidate.score));
            last = candidate.span.end();
        }
    }
}
