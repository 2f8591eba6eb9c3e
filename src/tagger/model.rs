//! A model folder, read and checked as a whole.

use crate::hex::hex;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::TaggerError;
use super::config::ModelConfig;
use super::layout::Layout;
use super::pieces::PieceTokenizer;
use super::weights::Weights;

/// The files of a model folder.
pub(super) const CONFIG: &str = "config.json";
pub(super) const TOKENIZER: &str = "tokenizer.json";
pub(super) const WEIGHTS: &str = "model.safetensors";

/// The three files of a model folder, read but not yet understood.
#[derive(Clone, Debug)]
pub struct ModelFolder {
    path: PathBuf,
    config: Vec<u8>,
    tokenizer: Vec<u8>,
    weights: Vec<u8>,
}

impl ModelFolder {
    /// Reads the files.
    ///
    /// # Errors
    /// [`TaggerError::Read`] with the first file that cannot be read.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, TaggerError> {
        let path = path.into();
        let read = |name: &str| {
            let file = path.join(name);
            fs::read(&file).map_err(|source| TaggerError::Read { path: file, source })
        };
        let (config, tokenizer, weights) = (read(CONFIG)?, read(TOKENIZER)?, read(WEIGHTS)?);
        Ok(Self { path, config, tokenizer, weights })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder's name.
    pub fn name(&self) -> String {
        folder_name(&self.path)
    }

    /// The bytes of `config.json`, `tokenizer.json` and `model.safetensors`, in this order.
    pub fn files(&self) -> [&[u8]; 3] {
        [&self.config, &self.tokenizer, &self.weights]
    }

    /// Understands and checks the files.
    ///
    /// # Errors
    /// The first thing wrong, with its file.
    pub fn load(self) -> Result<Model, TaggerError> {
        let origin = self.path.display().to_string();
        Model::build(&self.name(), &origin, &self.config, &self.tokenizer, self.weights.into())
    }
}

/// The last part of a path that names something (`models/default/.` is `default`).
fn folder_name(path: &Path) -> String {
    let canonical = path.canonicalize();
    let named = canonical.as_deref().unwrap_or(path).file_name();
    named.map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A model whose files fit each other: every tensor is there in the right shape, every vocabulary
/// id has an embedding, every label is understood.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) name: String,
    pub(super) config: ModelConfig,
    pub(super) tokenizer: PieceTokenizer,
    pub(super) weights: Weights,
    pub(super) layout: Layout,
    pub(super) sha256: String,
    pub(super) notes: Vec<String>,
}

impl Model {
    /// A model from memory: the bytes of `config.json`, `tokenizer.json` and `model.safetensors`,
    /// the last owned or static (embedded with `include_bytes!`).
    ///
    /// # Errors
    /// The first thing wrong, with its file.
    pub fn from_bytes(
        name: &str,
        config: &[u8],
        tokenizer: &[u8],
        weights: impl Into<Cow<'static, [u8]>>,
    ) -> Result<Self, TaggerError> {
        let weights = weights.into();
        Self::build(name, name, config, tokenizer, weights)
    }

    /// Reads a model folder.
    ///
    /// # Errors
    /// The first thing wrong, with its file.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, TaggerError> {
        ModelFolder::open(path)?.load()
    }

    fn build(
        name: &str,
        origin: &str,
        config: &[u8],
        tokenizer: &[u8],
        weights: Cow<'static, [u8]>,
    ) -> Result<Self, TaggerError> {
        let config = ModelConfig::parse(&format!("{origin}/{CONFIG}"), config)?;
        let file = format!("{origin}/{TOKENIZER}");
        let (tokenizer, sha256) = rayon::join(
            || PieceTokenizer::parse(&file, tokenizer, config.vocab_size, config.token_types),
            || hex(&Sha256::digest(&weights)),
        );
        let tokenizer = tokenizer?;
        let weights = Weights::parse(&format!("{origin}/{WEIGHTS}"), weights)?;
        let layout = Layout::of(&weights);
        let mut wanted = Vec::new();
        for (tensor, shape) in layout.wanted(&config) {
            weights.check(&tensor, &shape)?;
            wanted.push(tensor);
        }
        wanted.sort_unstable();
        let notes = weights
            .names()
            .filter(|tensor| wanted.binary_search_by(|w| w.as_str().cmp(tensor)).is_err())
            .map(|tensor| format!("{origin}/{WEIGHTS}: tensor {tensor} is not used"))
            .collect();
        Ok(Self { name: name.to_owned(), config, tokenizer, weights, layout, sha256, notes })
    }

    /// The folder's name, or the one given with the bytes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings.
    pub const fn config(&self) -> &ModelConfig {
        &self.config
    }

    /// The tokeniser.
    pub const fn tokenizer(&self) -> &PieceTokenizer {
        &self.tokenizer
    }

    /// The same model with every gate open: each piece goes through all layers, as in other tools.
    #[must_use]
    pub fn without_gates(mut self) -> Self {
        self.config.gates = None;
        self
    }

    /// SHA-256 of the weights, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What was found and passed over: tensors that no part of the model uses.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}
