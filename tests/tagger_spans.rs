//! From an engine's logits to spans in the text, with engines whose answers are known beforehand.

use std::error::Error;
use std::path::Path;
use std::sync::Mutex;

use ndarray::Array2;
use onomast::entity::{EntityKind, Source};
use onomast::markup;
use onomast::tagger::{CaseShape, Model, Tagger, TaggerError, TokenClassifier, Window};
use onomast::text::Document;

/// Columns of the tiny model's labels.
const OUTSIDE: usize = 0;
const B_PER: usize = 1;
const I_PER: usize = 2;
const B_LOC: usize = 5;

/// Sure of its labels: words in capitals are places, capitalised words are persons and go on to the
/// next capitalised word. Only the first piece of a word counts, so the others are labelled wrong
/// on purpose. Keeps the lengths of the windows it saw.
#[derive(Default)]
struct ByShape {
    seen: Mutex<Vec<usize>>,
}

impl TokenClassifier for ByShape {
    fn name(&self) -> &'static str {
        "by shape"
    }

    fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError> {
        if let Ok(mut seen) = self.seen.lock() {
            seen.extend(batch.iter().map(|w| w.ids.len()));
        }
        let title = CaseShape::Title.token_type();
        let upper = CaseShape::Upper.token_type();
        let label = |window: &Window<'_>, i: usize| match window.types[i] {
            shape if shape == upper => B_LOC,
            shape if shape == title && i > 0 && window.types[i - 1] == title => I_PER,
            shape if shape == title => B_PER,
            _ => OUTSIDE,
        };
        Ok(batch
            .iter()
            .map(|window| {
                let mut logits = Array2::zeros((window.ids.len(), 9));
                for i in 0..window.ids.len() {
                    logits[[i, label(window, i)]] = 12.0;
                }
                logits
            })
            .collect())
    }
}

/// Says the same of every piece, with no great certainty.
struct Always(usize);

impl TokenClassifier for Always {
    fn name(&self) -> &'static str {
        "always"
    }

    fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError> {
        Ok(batch
            .iter()
            .map(|window| {
                let mut logits = Array2::zeros((window.ids.len(), 9));
                logits.column_mut(self.0).fill(1.0);
                logits
            })
            .collect())
    }
}

fn model() -> Result<Model, TaggerError> {
    Model::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random"))
}

/// Tags the marked-up text without its marks; the spans must be those that were marked.
fn check(marked: &str) -> Result<usize, Box<dyn Error>> {
    let marked = markup::parse(marked)?;
    let tagger = Tagger::with_classifier(model()?, Box::new(ByShape::default()));
    let document = Document::new(marked.text.clone());
    let tagging = tagger.tag(&document)?;
    let found: Vec<_> = tagging
        .candidates
        .iter()
        .map(|c| (c.kind, document.to_raw(c.span).slice(&marked.text)))
        .collect();
    let expected: Vec<_> =
        marked.mentions.iter().map(|m| (m.kind, m.span.slice(&marked.text))).collect();
    assert_eq!(found, expected);
    let raw: Vec<_> = tagging.candidates.iter().map(|c| document.to_raw(c.span)).collect();
    assert_eq!(raw, marked.mentions.iter().map(|m| m.span).collect::<Vec<_>>());
    assert!(tagging.candidates.iter().all(|c| c.source == Source::Tagger && c.score > 0.99));
    Ok(tagging.windows)
}

#[test]
fn spans_come_out_where_they_stand() -> Result<(), Box<dyn Error>> {
    assert_eq!(
        check("[PER Anna Petrova] met [PER Jan Novakovich] near [LOC KIEV], and 12 men saw it.")?,
        1
    );
    Ok(())
}

#[test]
fn a_long_text_yields_every_span_once() -> Result<(), Box<dyn Error>> {
    let sentence =
        "[PER Wilhelmina Oberholzer] wrote from [LOC ODESSA] that [PER Jan] was ill again. ";
    assert!(check(&sentence.repeat(150))? > 10);
    Ok(())
}

#[test]
fn an_endless_sentence_yields_every_span_once() -> Result<(), Box<dyn Error>> {
    let clause = "[PER Wilhelmina Oberholzer] wrote to [PER Jan Novakovich] at [LOC LVIV], and ";
    assert!(check(&clause.repeat(120))? > 10);
    Ok(())
}

#[test]
fn no_window_is_longer_than_the_model_reads() -> Result<(), Box<dyn Error>> {
    let longest = |text: &str| -> Result<(usize, usize), Box<dyn Error>> {
        let engine = std::sync::Arc::new(ByShape::default());
        struct Shared(std::sync::Arc<ByShape>);
        impl TokenClassifier for Shared {
            fn name(&self) -> &'static str {
                self.0.name()
            }
            fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError> {
                self.0.forward(batch)
            }
        }
        let tagger = Tagger::with_classifier(model()?, Box::new(Shared(engine.clone())));
        let tagging = tagger.tag(&Document::new(text))?;
        let seen = engine.seen.lock().map_err(|_| "poisoned")?;
        assert_eq!(seen.len(), tagging.windows);
        // Marks apart, the windows together hold every piece at least once.
        assert!(seen.iter().map(|n| n - 2).sum::<usize>() >= tagging.pieces);
        Ok((seen.iter().copied().max().unwrap_or(0), tagging.windows))
    };
    // Numbered, for a window that was read before is not read again.
    let text: String = (0..400).map(|i| format!("one two three four {i}. ")).collect();
    let (most, windows) = longest(&text)?;
    assert!(most <= 128 && most > 100 && windows > 10, "{most} {windows}");
    assert!(longest(&"unbroken".repeat(2_000))?.0 <= 128);
    Ok(())
}

#[test]
fn the_score_is_the_calibrated_probability_of_the_type() -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::with_classifier(model()?, Box::new(Always(B_PER)));
    let tagging = tagger.tag(&Document::new("one"))?;
    // Logits 1 and eight times 0 at the model's temperature of 1.25; B-PER and I-PER count.
    let (sure, other) = ((1.0_f32 / 1.25).exp(), 1.0_f32);
    let expected = (sure + other) / (sure + 8.0 * other);
    assert_eq!(tagging.candidates.len(), 1);
    assert_eq!(tagging.candidates[0].kind, EntityKind::Person);
    assert!((tagging.candidates[0].score - expected).abs() < 1e-6);
    Ok(())
}

#[test]
fn a_text_without_words_is_read_without_complaint() -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::with_classifier(model()?, Box::new(Always(B_LOC)));
    for text in ["", " ", "\n\n", "\u{0}\u{0}"] {
        let tagging = tagger.tag(&Document::new(text))?;
        assert_eq!((tagging.candidates.len(), tagging.words), (0, 0), "{text:?}");
    }
    Ok(())
}
