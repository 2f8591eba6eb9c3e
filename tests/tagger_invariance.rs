//! A document's tagging depends on the document alone: not on its neighbours, their order, or the
//! number of threads. And every word of any text is labelled.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use onomast::entity::Candidate;
use onomast::tagger::{
    Backend, Model, NativeClassifier, Precision, Tagger, Tagging, TokenClassifier, Window, plan,
};
use onomast::text::{CleanSpan, Document};
use proptest::prelude::*;
use serde_json::json;

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random")
}

fn model() -> Model {
    Model::open(tiny()).unwrap()
}

const PRECISIONS: [Precision; 2] = [Precision::F32, Precision::Int8];

fn tagger() -> Tagger {
    Tagger::new(model(), Backend::Native).unwrap()
}

fn tagger_at(precision: Precision) -> Tagger {
    Tagger::with_precision(model(), Backend::Native, precision).unwrap()
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
    for precision in PRECISIONS {
        let (tagger, documents) = (tagger_at(precision), documents());
        let mut alone = Vec::new();
        for document in &documents {
            alone.push(exactly(&tagger.tag(document)?));
        }
        assert!(alone.iter().any(|(candidates, _)| !candidates.is_empty()));

        let together: Vec<&Document> = documents.iter().collect();
        let together: Vec<_> = tagger.tag_all(&together)?.iter().map(exactly).collect();
        assert_eq!(together, alone, "{precision}");

        let backwards: Vec<&Document> = documents.iter().rev().collect();
        let mut backwards: Vec<_> = tagger.tag_all(&backwards)?.iter().map(exactly).collect();
        backwards.reverse();
        assert_eq!(backwards, alone, "{precision}");
    }
    Ok(())
}

#[test]
fn a_text_that_stands_there_twice_gets_the_same_answer_twice() -> Result<(), Box<dyn Error>> {
    for precision in PRECISIONS {
        let (tagger, documents) = (tagger_at(precision), documents());
        let twice: Vec<&Document> = documents.iter().chain(&documents).collect();
        let before = tagger.times().engine.unwrap_or_default().pieces;
        let taggings: Vec<_> = tagger.tag_all(&twice)?.iter().map(exactly).collect();
        let computed = tagger.times().engine.unwrap_or_default().pieces - before;
        let (first, second) = taggings.split_at(documents.len());
        assert_eq!(first, second);
        // And was read once, as one can see.
        let read: usize = first.iter().map(|(_, [windows, pieces, _])| pieces + 2 * windows).sum();
        assert!((computed as usize) < 2 * read, "{computed} pieces computed for twice {read}");
    }
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

/// A random model as wide as the shipped one, so that the products run over several blocks.
fn wide_model() -> Result<Model, Box<dyn Error>> {
    const HIDDEN: usize = 384;
    const INNER: usize = 1536;
    let norm = |name: &str| {
        [(format!("{name}.weight"), vec![HIDDEN]), (format!("{name}.bias"), vec![HIDDEN])]
    };
    let linear = |name: &str, from: usize, to: usize| {
        [(format!("{name}.weight"), vec![to, from]), (format!("{name}.bias"), vec![to])]
    };
    let layer = "encoder.layer.0";
    let tables = [("word", 500), ("position", 128), ("token_type", 5)]
        .map(|(name, rows)| (format!("embeddings.{name}_embeddings.weight"), vec![rows, HIDDEN]));
    let tensors: Vec<(String, Vec<usize>)> = [
        tables.to_vec(),
        norm("embeddings.LayerNorm").to_vec(),
        linear(&format!("{layer}.attention.self.query"), HIDDEN, HIDDEN).to_vec(),
        linear(&format!("{layer}.attention.self.key"), HIDDEN, HIDDEN).to_vec(),
        linear(&format!("{layer}.attention.self.value"), HIDDEN, HIDDEN).to_vec(),
        linear(&format!("{layer}.attention.output.dense"), HIDDEN, HIDDEN).to_vec(),
        norm(&format!("{layer}.attention.output.LayerNorm")).to_vec(),
        linear(&format!("{layer}.intermediate.dense"), HIDDEN, INNER).to_vec(),
        linear(&format!("{layer}.output.dense"), INNER, HIDDEN).to_vec(),
        norm(&format!("{layer}.output.LayerNorm")).to_vec(),
        linear("classifier", HIDDEN, 3).to_vec(),
    ]
    .concat();

    let (mut header, mut data) = (serde_json::Map::new(), Vec::new());
    let mut state = 1_u64;
    for (name, shape) in tensors {
        let start = data.len();
        for _ in 0..shape.iter().product() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let number = (state >> 40) as f32 / (1_u64 << 24) as f32 - 0.5;
            data.extend_from_slice(&(0.2 * number).to_le_bytes());
        }
        let entry = json!({"dtype": "F32", "shape": shape, "data_offsets": [start, data.len()]});
        header.insert(name, entry);
    }
    let header = serde_json::Value::Object(header).to_string();
    let weights =
        [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data.as_slice()].concat();
    let config = json!({
        "vocab_size": 500, "hidden_size": HIDDEN, "num_hidden_layers": 1,
        "num_attention_heads": 12, "intermediate_size": INNER, "max_position_embeddings": 128,
        "type_vocab_size": 5, "id2label": {"0": "O", "1": "B-PER", "2": "I-PER"},
    });
    let tokenizer = fs::read(tiny().join("tokenizer.json"))?;
    Ok(Model::from_bytes("wide", config.to_string().as_bytes(), &tokenizer, weights)?)
}

#[test]
fn logits_do_not_depend_on_the_batch() -> Result<(), Box<dyn Error>> {
    for (model, step) in [(model(), 1), (wide_model()?, 7)] {
        for precision in PRECISIONS {
            let engine = NativeClassifier::with_precision(&model, precision)?;
            let ids: Vec<Vec<u32>> = (1..=128)
                .step_by(step)
                .map(|n| (0..n).map(|i| (i * 37 + n) % 500).collect())
                .collect();
            let types: Vec<Vec<u8>> = ids.iter().map(|ids| vec![2; ids.len()]).collect();
            let windows: Vec<Window<'_>> =
                ids.iter().zip(&types).map(|(ids, types)| Window::whole(ids, types)).collect();
            let together = engine.forward(&windows)?;
            for (window, expected) in windows.iter().zip(&together) {
                let alone = engine.forward(&[*window])?;
                let bits = |m: &ndarray::Array2<f32>| m.mapv(f32::to_bits);
                let length = window.ids.len();
                let case = format!("{} {precision}: {length} pieces", model.name());
                assert_eq!(bits(&alone[0]), bits(expected), "{case}");
                // What is read does not depend on whether the rest is.
                let read: Vec<bool> = (0..length).map(|piece| piece % 3 == 1).collect();
                let some = engine.forward(&[Window { read: Some(&read), ..*window }])?;
                for row in (0..length).filter(|&row| read[row]) {
                    let bits = |m: &ndarray::Array2<f32>| m.row(row).mapv(f32::to_bits);
                    assert_eq!(bits(&some[0]), bits(expected), "{case}, row {row}");
                }
            }
        }
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
