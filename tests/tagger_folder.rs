//! Model folders as they come: whole, incomplete, damaged, of older habits.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::error::Error;
use std::fs;
use std::path::Path;

use onomast::tagger::{Backend, Model, SMOKE_SENTENCE, Scheme, Tagger, TaggerError, verify};
use onomast::text::Document;
use serde_json::{Map, Value, json};

/// The parts of a model, to be changed before they are put together.
#[derive(Clone)]
struct Parts {
    config: Value,
    tokenizer: Value,
    header: Map<String, Value>,
    data: Vec<u8>,
}

impl Parts {
    fn tiny() -> Self {
        let folder = tiny();
        let json = |name: &str| -> Value {
            serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap()
        };
        let weights = fs::read(folder.join("model.safetensors")).unwrap();
        let length = u64::from_le_bytes(weights[..8].try_into().unwrap()) as usize;
        let (header, data) = weights[8..].split_at(length);
        let header = serde_json::from_slice(header).unwrap();
        Self {
            config: json("config.json"),
            tokenizer: json("tokenizer.json"),
            header,
            data: data.to_vec(),
        }
    }

    fn weights(&self) -> Vec<u8> {
        let header = Value::Object(self.header.clone()).to_string();
        let length = (header.len() as u64).to_le_bytes();
        [&length, header.as_bytes(), &self.data].concat()
    }

    fn load(&self) -> Result<Model, TaggerError> {
        let (config, tokenizer) = (self.config.to_string(), self.tokenizer.to_string());
        Model::from_bytes("m", config.as_bytes(), tokenizer.as_bytes(), self.weights())
    }

    fn message(&self) -> String {
        self.load().unwrap_err().to_string()
    }

    fn rename(&mut self, rename: impl Fn(&str) -> String) {
        self.header = self.header.iter().map(|(k, v)| (rename(k), v.clone())).collect();
    }

    fn words_and_spans(&self) -> (usize, usize) {
        let tagger = Tagger::new(self.load().unwrap(), Backend::Native).unwrap();
        let tagging = tagger.tag(&Document::new(SMOKE_SENTENCE)).unwrap();
        (tagging.words, tagging.candidates.len())
    }
}

fn tiny() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random")
}

const QUERY: &str = "bert.encoder.layer.1.attention.self.query.weight";

#[test]
fn verify_reports_what_it_checked() -> Result<(), Box<dyn Error>> {
    let report = verify(tiny())?;
    assert_eq!(report.scheme, Scheme::Bio);
    let types: Vec<&str> = report.types.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(types, ["PER", "ORG", "LOC", "DATE"]);
    assert_eq!(report.tensors, 43);
    assert_eq!(report.parameters, 37_899);
    let names: Vec<&str> = report.files.iter().map(|f| f.name).collect();
    assert_eq!(names, ["config.json", "tokenizer.json", "model.safetensors"]);
    assert!(report.files.iter().all(|f| f.sha256.len() == 64 && f.bytes > 0));
    assert_eq!(report.files[2].sha256, Model::open(tiny())?.sha256());
    assert!(report.notes.is_empty());
    Ok(())
}

#[test]
fn a_missing_file_is_named() -> Result<(), Box<dyn Error>> {
    for missing in ["config.json", "tokenizer.json", "model.safetensors"] {
        let folder = tempfile::tempdir()?;
        for name in ["config.json", "tokenizer.json", "model.safetensors"] {
            if name != missing {
                fs::copy(tiny().join(name), folder.path().join(name))?;
            }
        }
        let message = Model::open(folder.path()).unwrap_err().to_string();
        let file = folder.path().join(missing);
        assert!(message.starts_with(&format!("{}: cannot read the model: ", file.display())));
    }
    Ok(())
}

#[test]
fn tensors_may_lack_the_prefix_and_bear_old_names() {
    let parts = Parts::tiny();
    let expected = parts.words_and_spans();
    let mut bare = parts.clone();
    bare.rename(|name| name.trim_start_matches("bert.").to_owned());
    assert_eq!(bare.words_and_spans(), expected);
    let mut old = parts;
    old.rename(|name| {
        let new = name.replace("LayerNorm.weight", "LayerNorm.gamma");
        new.replace("LayerNorm.bias", "LayerNorm.beta")
    });
    assert_eq!(old.words_and_spans(), expected);
}

#[test]
fn unknown_tensors_are_noted_and_passed_over() -> Result<(), Box<dyn Error>> {
    let mut parts = Parts::tiny();
    let at = parts.data.len();
    parts.data.extend([0; 8]);
    let entry = json!({"dtype": "I64", "shape": [1], "data_offsets": [at, at + 8]});
    parts.header.insert("bert.embeddings.position_ids".to_owned(), entry);
    let model = parts.load()?;
    assert_eq!(
        model.notes(),
        ["m/model.safetensors: tensor bert.embeddings.position_ids is not used"]
    );
    Ok(())
}

#[test]
fn a_missing_tensor_is_named() {
    let mut parts = Parts::tiny();
    parts.rename(|name| if name == QUERY { "spare".to_owned() } else { name.to_owned() });
    assert_eq!(
        parts.message(),
        format!("m/model.safetensors: tensor {QUERY} is missing (expected shape [32, 32])")
    );
}

#[test]
fn a_wrong_shape_says_both() {
    let mut parts = Parts::tiny();
    parts.header[QUERY]["shape"] = json!([16, 64]);
    assert_eq!(
        parts.message(),
        format!("m/model.safetensors: tensor {QUERY}: expected shape [32, 32], found [16, 64]")
    );
    let mut parts = Parts::tiny();
    parts.config["intermediate_size"] = json!(65);
    assert_eq!(
        parts.message(),
        "m/model.safetensors: tensor bert.encoder.layer.0.intermediate.dense.weight: \
         expected shape [65, 32], found [64, 32]"
    );
}

#[test]
fn a_number_type_no_engine_reads_is_named() {
    let mut parts = Parts::tiny();
    parts.header[QUERY]["dtype"] = json!("I32");
    assert_eq!(
        parts.message(),
        format!(
            "m/model.safetensors: tensor {QUERY}: \
             expected numbers of type F32, F16 or BF16, found I32"
        )
    );
}

#[test]
fn weights_cut_short_are_refused() {
    let parts = Parts::tiny();
    let (config, tokenizer) = (parts.config.to_string(), parts.tokenizer.to_string());
    let whole = parts.weights();
    for length in (0..whole.len()).step_by(997).chain([whole.len() - 1]) {
        let cut = whole[..length].to_vec();
        let loaded = Model::from_bytes("m", config.as_bytes(), tokenizer.as_bytes(), cut);
        let message = loaded.unwrap_err().to_string();
        assert!(message.starts_with("m/model.safetensors: "), "{message}");
    }
}

#[test]
fn a_claim_of_countless_layers_ends_at_the_first_missing() {
    let mut parts = Parts::tiny();
    parts.config["num_hidden_layers"] = json!(u32::MAX);
    assert_eq!(
        parts.message(),
        "m/model.safetensors: tensor bert.encoder.layer.2.attention.self.query.weight \
         is missing (expected shape [32, 32])"
    );
}

#[test]
fn a_vocabulary_larger_than_the_embeddings_is_refused() {
    let mut parts = Parts::tiny();
    parts.tokenizer["model"]["vocab"]["zebra"] = json!(500);
    assert_eq!(
        parts.message(),
        "m/tokenizer.json: token \"zebra\" has id 500, but the model has 500 word embeddings"
    );
}

#[test]
fn a_tokenizer_without_the_marks_is_refused() {
    let mut parts = Parts::tiny();
    parts.tokenizer["added_tokens"] = json!([]);
    let vocab = parts.tokenizer["model"]["vocab"].as_object_mut().unwrap();
    vocab.remove("[SEP]");
    assert_eq!(parts.message(), "m/tokenizer.json: no [SEP] in the vocabulary");
    parts.tokenizer = json!({"model": 3});
    assert!(parts.message().starts_with("m/tokenizer.json: "));
}

#[test]
fn a_limit_in_the_tokenizer_drops_nothing() -> Result<(), Box<dyn Error>> {
    let mut parts = Parts::tiny();
    parts.tokenizer["truncation"] =
        json!({"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0});
    assert_eq!(parts.words_and_spans().0, Parts::tiny().words_and_spans().0);
    Ok(())
}

#[test]
fn weights_that_are_no_numbers_are_found_by_verify() -> Result<(), Box<dyn Error>> {
    let mut parts = Parts::tiny();
    let at = parts.header[QUERY]["data_offsets"][0].as_u64().unwrap() as usize;
    parts.data[at + 4..at + 8].copy_from_slice(&f32::NAN.to_le_bytes());
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("config.json"), parts.config.to_string())?;
    fs::write(folder.path().join("tokenizer.json"), parts.tokenizer.to_string())?;
    fs::write(folder.path().join("model.safetensors"), parts.weights())?;
    let message = verify(folder.path()).unwrap_err().to_string();
    let file = folder.path().join("model.safetensors");
    assert_eq!(message, format!("{}: {QUERY}: number 1 is NaN", file.display()));

    let tagger = Tagger::open(folder.path(), Backend::Native)?;
    let message = tagger.tag(&Document::new(SMOKE_SENTENCE)).unwrap_err().to_string();
    assert_eq!(
        message,
        "the native engine failed: a logit is not a finite number; the weights may be damaged"
    );
    Ok(())
}

#[cfg(not(feature = "rust-bert"))]
#[test]
fn an_engine_that_is_not_built_in_says_how_to_get_it() {
    let message = Tagger::open(tiny(), Backend::RustBert).unwrap_err().to_string();
    assert_eq!(
        message,
        "the rust-bert engine is not part of this build: build with `--features rust-bert` \
         (see scripts/setup-libtorch)"
    );
}

#[test]
fn text_that_spells_a_mark_is_text() -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::open(tiny(), Backend::Native)?;
    let tagging = tagger.tag(&Document::new("He wrote [SEP] there."))?;
    assert_eq!(tagging.words, 7);
    Ok(())
}
