//! `onomast models verify`: everything about a model folder that can be told without gold labels.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::classifier::{Backend, TokenClassifier, Window};
use super::labels::Scheme;
use super::model::{CONFIG, Model, ModelFolder, TOKENIZER, WEIGHTS};
use super::native::NativeClassifier;
use super::tag::Tagger;
use super::{ModelConfig, TaggerError};
use crate::entity::EntityKind;
use crate::hex::hex;
use crate::text::{CleanSpan, Document};

/// The sentence every model is tried on. What is found in it is reported, not judged.
pub const SMOKE_SENTENCE: &str =
    "In March 1911 Anna Petrova of the River Commission sailed from Vienna to Odessa.";

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedFile {
    /// Its name.
    pub name: &'static str,
    /// Its length.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// One type of the label set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedType {
    /// As config.json spells it.
    pub name: String,
    /// What onomast makes of it; `None`: decoded and dropped.
    pub kind: Option<EntityKind>,
}

/// A span found in the smoke sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct SmokeSpan {
    /// Its text.
    pub text: String,
    /// As what.
    pub kind: EntityKind,
    /// How sure.
    pub score: f32,
}

/// A model folder that holds together.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifyReport {
    /// The folder.
    pub path: PathBuf,
    /// Its files.
    pub files: Vec<VerifiedFile>,
    /// The settings.
    pub config: ModelConfig,
    /// Tensors read.
    pub tensors: usize,
    /// Numbers in them.
    pub parameters: usize,
    /// The label scheme.
    pub scheme: Scheme,
    /// The types of the labels.
    pub types: Vec<VerifiedType>,
    /// What was found in [`SMOKE_SENTENCE`].
    pub smoke: Vec<SmokeSpan>,
    /// What was passed over.
    pub notes: Vec<String>,
}

/// Reads a model folder and checks all of it: the files' hashes, every tensor's shape and numbers,
/// the labels, and that the native engine tags [`SMOKE_SENTENCE`].
///
/// # Errors
/// The first thing wrong, with its file.
pub fn verify(folder: impl AsRef<Path>) -> Result<VerifyReport, TaggerError> {
    let opened = ModelFolder::open(folder.as_ref())?;
    let path = opened.path().to_owned();
    let files = [CONFIG, TOKENIZER, WEIGHTS]
        .into_iter()
        .zip(opened.files())
        .map(|(name, bytes)| VerifiedFile {
            name,
            bytes: bytes.len(),
            sha256: hex(&Sha256::digest(bytes)),
        })
        .collect();
    let model = opened.load()?;
    let (tensors, parameters) = numbers_are_finite(&model)?;
    longest_window_runs(&model)?;

    let config = model.config().clone();
    let types = config.labels.types().iter();
    let types = types.map(|t| VerifiedType { name: t.name.clone(), kind: t.kind }).collect();
    let notes = model.notes().to_vec();
    let tagger = Tagger::new(model, Backend::Native)?;
    let document = Document::new(SMOKE_SENTENCE);
    let smoke = tagger.tag(&document)?.candidates.into_iter().map(|candidate| SmokeSpan {
        text: candidate.span.slice(document.clean()).to_owned(),
        kind: candidate.kind,
        score: candidate.score,
    });
    Ok(VerifyReport {
        path,
        files,
        tensors,
        parameters,
        scheme: config.labels.scheme(),
        types,
        smoke: smoke.collect(),
        notes,
        config,
    })
}

/// Counts the tensors and their numbers, none of which may be infinite or no number.
fn numbers_are_finite(model: &Model) -> Result<(usize, usize), TaggerError> {
    let (mut tensors, mut parameters) = (0, 0);
    for (name, shape) in model.layout.wanted(&model.config) {
        let numbers = model.weights.numbers(&name, &shape)?;
        if let Some(at) = numbers.iter().position(|x| !x.is_finite()) {
            return Err(model.weights.wrong(&name, format!("number {at} is {}", numbers[at])));
        }
        tensors += 1;
        parameters += numbers.len();
    }
    Ok((tensors, parameters))
}

/// The longest window the settings allow must come through the engine.
fn longest_window_runs(model: &Model) -> Result<(), TaggerError> {
    let tokenizer = model.tokenizer();
    let text = CleanSpan::new(0, SMOKE_SENTENCE.len());
    let pieces = tokenizer.read(SMOKE_SENTENCE, text)?;
    let length = model.config().window;
    let ids: Vec<u32> = pieces.ids.iter().copied().cycle().take(length).collect();
    let types: Vec<u8> = pieces.types.iter().copied().cycle().take(length).collect();
    let engine = NativeClassifier::new(model)?;
    engine.forward(&[Window::whole(&ids, &types)]).map(|_| ())
}
