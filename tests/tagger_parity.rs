//! The engines against reference logits that PyTorch computed, and against each other.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ndarray::Array2;
use onomast::tagger::{Model, NativeClassifier, Precision, TokenClassifier, Window};
use onomast::text::{CharOffsets, CleanSpan};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    input_ids: Vec<u32>,
    token_type_ids: Vec<u8>,
    words: Vec<(usize, usize)>,
    first_piece: Vec<usize>,
    logits: Vec<Vec<f32>>,
    gated: Vec<Vec<f32>>,
}

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random")
}

fn reference() -> Result<Reference, Box<dyn Error>> {
    Ok(serde_json::from_slice(&fs::read(tiny().join("reference.json"))?)?)
}

fn largest_difference(logits: &Array2<f32>, reference: &[Vec<f32>]) -> f32 {
    assert_eq!(logits.nrows(), reference.len());
    let rows = logits.rows().into_iter().zip(reference);
    rows.flat_map(|(row, reference)| {
        assert_eq!(row.len(), reference.len());
        row.into_iter().zip(reference).map(|(a, b)| (a - b).abs()).collect::<Vec<_>>()
    })
    .fold(0.0, f32::max)
}

fn check_against_reference(
    engine: &dyn TokenClassifier,
    of: impl Fn(&Case) -> &[Vec<f32>],
) -> Result<(), Box<dyn Error>> {
    let reference = reference()?;
    assert!(reference.cases.len() >= 5);
    let windows: Vec<Window<'_>> = reference
        .cases
        .iter()
        .map(|case| Window::whole(&case.input_ids, &case.token_type_ids))
        .collect();
    for (logits, case) in engine.forward(&windows)?.iter().zip(&reference.cases) {
        let difference = largest_difference(logits, of(case));
        assert!(difference < 1e-4, "{}: {:?} is off by {difference}", engine.name(), case.text);
    }
    Ok(())
}

#[test]
fn text_is_cut_into_the_pieces_the_model_was_trained_on() -> Result<(), Box<dyn Error>> {
    let model = Model::open(tiny())?;
    for case in reference()?.cases {
        let pieces = model.tokenizer().read(&case.text, CleanSpan::new(0, case.text.len()))?;
        let inner = 1..case.input_ids.len() - 1;
        assert_eq!(pieces.ids, case.input_ids[inner.clone()], "{:?}", case.text);
        assert_eq!(pieces.types, case.token_type_ids[inner], "{:?}", case.text);
        let chars = CharOffsets::new(&case.text);
        let offsets = |w: &onomast::tagger::Word| {
            (chars.char_of(w.span.start()), chars.char_of(w.span.end()))
        };
        assert_eq!(pieces.words.iter().map(offsets).collect::<Vec<_>>(), case.words);
        let first: Vec<usize> = pieces.words.iter().map(|w| w.first + 1).collect();
        assert_eq!(first, case.first_piece, "{:?}", case.text);
    }
    Ok(())
}

#[test]
fn the_native_engine_agrees_with_pytorch() -> Result<(), Box<dyn Error>> {
    let model = Model::open(tiny())?.without_gates();
    check_against_reference(&NativeClassifier::new(&model)?, |case| &case.logits)
}

/// With its gate: some pieces leave after the first of two layers, the others attend to what they were.
#[test]
fn gates_let_out_the_pieces_that_they_let_out_in_pytorch() -> Result<(), Box<dyn Error>> {
    let model = Model::open(tiny())?;
    assert!(model.config().gates.is_some() && model.notes().is_empty());
    check_against_reference(&NativeClassifier::new(&model)?, |case| &case.gated)?;
    let left = |case: &Case| case.gated.iter().filter(|row| row[0] == 12.0).count();
    let cases = reference()?.cases;
    let (left, all) =
        (cases.iter().map(left).sum::<usize>(), cases.iter().map(|c| c.gated.len()).sum::<usize>());
    assert!(left * 4 > all && left * 5 < all * 4, "{left} of {all}: the test wants both kinds");
    Ok(())
}

/// The shipped weights where they are, for random ones say nothing about what rounding does to trained
/// ones.
#[test]
fn bytes_give_the_labels_that_f32_gives() -> Result<(), Box<dyn Error>> {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/default");
    let folder = if shipped.join("model.safetensors").exists() { shipped } else { tiny() };
    let model = Model::open(&folder)?.without_gates();
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/papers/whampoa-advisers.txt"),
    )?;
    let text: String = text.chars().take(8000).collect();
    let pieces = model.tokenizer().read(&text, CleanSpan::new(0, text.len()))?;
    let windows: Vec<Window<'_>> = pieces
        .ids
        .chunks(100)
        .zip(pieces.types.chunks(100))
        .map(|(ids, types)| Window::whole(ids, types))
        .collect();
    let reference = NativeClassifier::new(&model)?.forward(&windows)?;
    let bytes = NativeClassifier::with_precision(&model, Precision::Int8)?.forward(&windows)?;
    let (mut rows, mut same, mut off) = (0, 0, 0.0);
    for (reference, bytes) in reference.iter().zip(&bytes) {
        for (a, b) in reference.rows().into_iter().zip(bytes.rows()) {
            let best = |row: ndarray::ArrayView1<'_, f32>| {
                row.iter().enumerate().max_by(|x, y| x.1.total_cmp(y.1)).map(|(label, _)| label)
            };
            rows += 1;
            same += usize::from(best(a) == best(b));
            off += a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f32>() / a.len() as f32;
        }
    }
    let off = off / rows as f32;
    assert!(same * 100 >= rows * 99 && off < 0.2, "{same} of {rows} labels, {off} off on average");
    Ok(())
}

#[cfg(feature = "rust-bert")]
mod rust_bert {
    use onomast::tagger::{RustBertClassifier, TorchDevice};

    use super::*;

    /// Prose of many shapes for the shipped model.
    const SENTENCES: [&str; 6] = [
        "In the spring of 1921 Ngo Thanh Liem left Saigon for Marseille with a letter from the Colonial Office.",
        "The commission met in Warsaw on 14 November 1918, and again in Lwów the week after.",
        "THE RAILWAY QUESTION AND THE BANK OF PERSIA, 1889-1907",
        "Mrs. McAllister, who had known Abd al-Karim since Fez, refused to sign.",
        "No. 7 Field Battery crossed the Orange River at dawn; nobody in Bloemfontein was told.",
        "柴 said so.",
    ];

    #[test]
    fn the_rust_bert_engine_agrees_with_pytorch() -> Result<(), Box<dyn Error>> {
        let engine = RustBertClassifier::new(&Model::open(tiny())?, TorchDevice::Cpu)?;
        check_against_reference(&engine, |case| &case.logits)
    }

    #[test]
    fn both_engines_agree_on_real_sentences() -> Result<(), Box<dyn Error>> {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/default");
        let folder = if shipped.join("model.safetensors").exists() { shipped } else { tiny() };
        let model = Model::open(&folder)?.without_gates();
        let (native, reference) =
            (NativeClassifier::new(&model)?, RustBertClassifier::new(&model, TorchDevice::Cpu)?);
        let mut inputs = Vec::new();
        for text in SENTENCES {
            let pieces = model.tokenizer().read(text, CleanSpan::new(0, text.len()))?;
            let (open, close) = (model.tokenizer().opening(), model.tokenizer().closing());
            let ids = [vec![open], pieces.ids, vec![close]].concat();
            let types = [vec![0], pieces.types, vec![0]].concat();
            inputs.push((ids, types));
        }
        let windows: Vec<Window<'_>> =
            inputs.iter().map(|(ids, types)| Window::whole(ids, types)).collect();
        let (ours, theirs) = (native.forward(&windows)?, reference.forward(&windows)?);
        assert_eq!(ours.len(), theirs.len());
        for ((ours, theirs), text) in ours.iter().zip(&theirs).zip(SENTENCES) {
            assert_eq!(ours.dim(), theirs.dim());
            let difference = (ours - theirs).mapv(f32::abs).fold(0.0_f32, |a, &b| a.max(b));
            assert!(difference < 1e-3, "{}: {text:?} is off by {difference}", folder.display());
        }
        Ok(())
    }
}
