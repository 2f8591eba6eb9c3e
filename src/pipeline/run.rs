//! What produced a result: enough to produce it again.

use serde::{Deserialize, Serialize};

/// The record of a run, written into every output.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// Version of onomast.
    pub onomast: String,
    /// The model; `None` when the tagger was left out.
    #[serde(flatten)]
    pub model: ModelInfo,
    /// The lists, ours first.
    pub gazetteers: Vec<GazetteerInfo>,
    /// Options that change results, by name.
    pub options: serde_json::Map<String, serde_json::Value>,
}

/// Which model labelled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// The model folder's name.
    pub model: Option<String>,
    /// SHA-256 of its weights.
    pub model_sha256: Option<String>,
}

/// Which list was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GazetteerInfo {
    /// Its name (the file's stem).
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: String,
}
