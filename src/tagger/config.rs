//! `config.json`: the sizes, labels and reading habits of a model.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::Deserialize;

use super::TaggerError;
use super::case_shape::CaseShape;
use super::labels::{LabelSet, Scheme};

/// Shortest window a model may ask for: one piece of text on each side of one, and the two marks.
const SHORTEST_WINDOW: usize = 5;

/// What the model reads as token types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenTypes {
    /// Type 0 for every piece, as in plain BERT.
    Zero,
    /// The [`CaseShape`] of the word a piece belongs to.
    CaseShape,
}

/// A model's settings, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelConfig {
    /// Rows of the word embeddings.
    pub vocab_size: usize,
    /// Width of the encoder.
    pub hidden_size: usize,
    /// Number of layers.
    pub layers: usize,
    /// Attention heads; they divide the width.
    pub heads: usize,
    /// Width of the feed-forward part.
    pub intermediate_size: usize,
    /// Rows of the position embeddings.
    pub max_positions: usize,
    /// Rows of the token type embeddings.
    pub token_type_rows: usize,
    /// Epsilon of every layer norm.
    pub layer_norm_eps: f32,
    /// The labels, in the order of the logits.
    pub labels: LabelSet,
    /// What goes in as token types.
    pub token_types: TokenTypes,
    /// Most pieces in one window, the two special marks included.
    pub window: usize,
    /// Logits are divided by this before they become probabilities.
    pub temperature: f32,
    /// Where pieces that are surely outside every name leave the encoder; `None`: nowhere.
    pub gates: Option<Gates>,
}

/// More pieces than this a gate cannot need.
const WIDEST_GATE: usize = 15;

/// Gates behind layers, with the weights in the weight file.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    /// Layers, counted from 1, in rising order, 0 being the embeddings; never the last.
    pub behind: Vec<usize>,
    /// Log odds of belonging to a name, below which a piece leaves.
    pub threshold: f32,
    /// Behind this layer, pieces that left are not even attended to; no gate stands behind it.
    pub forget: Option<usize>,
    /// How many pieces a gate sees, an odd number: the piece itself and its neighbours on both sides.
    pub width: usize,
}

#[derive(Deserialize)]
struct Raw {
    model_type: Option<String>,
    vocab_size: Option<u64>,
    hidden_size: Option<u64>,
    num_hidden_layers: Option<u64>,
    num_attention_heads: Option<u64>,
    intermediate_size: Option<u64>,
    max_position_embeddings: Option<u64>,
    type_vocab_size: Option<u64>,
    layer_norm_eps: Option<f64>,
    hidden_act: Option<String>,
    position_embedding_type: Option<String>,
    id2label: Option<BTreeMap<String, String>>,
    #[serde(default)]
    onomast: Onomast,
}

#[derive(Default, Deserialize)]
struct Onomast {
    token_types: Option<String>,
    window: Option<u64>,
    label_on: Option<String>,
    temperature: Option<f64>,
    scheme: Option<String>,
    gate: Option<RawGate>,
}

#[derive(Deserialize)]
struct RawGate {
    layers: Vec<u64>,
    threshold: f64,
    forget: Option<u64>,
    width: Option<u64>,
}

impl ModelConfig {
    /// Reads and checks the bytes of `config.json`; `file` names it in errors.
    ///
    /// # Errors
    /// The first setting that is missing, out of bounds or of a model that is no BERT.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, TaggerError> {
        let raw: Raw = serde_json::from_slice(bytes)
            .map_err(|source| TaggerError::Json { file: file.to_owned(), source })?;
        let check = Check { file };
        check.word("model_type", raw.model_type.as_deref(), &["bert"])?;
        check.word("hidden_act", raw.hidden_act.as_deref(), &["gelu"])?;
        check.word(
            "position_embedding_type",
            raw.position_embedding_type.as_deref(),
            &["absolute"],
        )?;
        let onomast = raw.onomast;
        check.word("onomast.label_on", onomast.label_on.as_deref(), &["first-piece"])?;
        let token_types = match check.word(
            "onomast.token_types",
            onomast.token_types.as_deref(),
            &["zero", "case-shape"],
        )? {
            Some("case-shape") => TokenTypes::CaseShape,
            _ => TokenTypes::Zero,
        };

        let hidden_size = check.size("hidden_size", raw.hidden_size)?;
        let heads = check.size("num_attention_heads", raw.num_attention_heads)?;
        if !hidden_size.is_multiple_of(heads) {
            let expected = format!("a number that divides hidden_size {hidden_size}");
            return Err(check.wrong("num_attention_heads", expected, heads));
        }
        let max_positions = check.size("max_position_embeddings", raw.max_position_embeddings)?;
        let token_type_rows = check.size("type_vocab_size", raw.type_vocab_size.or(Some(2)))?;
        if token_types == TokenTypes::CaseShape && token_type_rows < CaseShape::COUNT {
            let expected = format!("{} or more, one for each case shape", CaseShape::COUNT);
            return Err(check.wrong("type_vocab_size", expected, token_type_rows));
        }
        let window = match onomast.window {
            Some(window) => usize::try_from(window).unwrap_or(usize::MAX),
            None => max_positions.min(512),
        };
        if !(SHORTEST_WINDOW..=max_positions).contains(&window) {
            let expected =
                format!("{SHORTEST_WINDOW} to {max_positions} (max_position_embeddings)");
            return Err(check.wrong("onomast.window", expected, window));
        }
        let layer_norm_eps = raw.layer_norm_eps.unwrap_or(1e-12);
        if !(layer_norm_eps > 0.0 && layer_norm_eps < 1.0) {
            return Err(check.wrong("layer_norm_eps", "a number between 0 and 1", layer_norm_eps));
        }
        let temperature = onomast.temperature.unwrap_or(1.0);
        if !(0.01..=100.0).contains(&temperature) {
            return Err(check.wrong(
                "onomast.temperature",
                "a number from 0.01 to 100",
                temperature,
            ));
        }
        let layers = check.size("num_hidden_layers", raw.num_hidden_layers)?;
        let gates = onomast.gate.map(|gate| check.gates(&gate, layers)).transpose()?;
        Ok(Self {
            vocab_size: check.size("vocab_size", raw.vocab_size)?,
            hidden_size,
            layers,
            heads,
            intermediate_size: check.size("intermediate_size", raw.intermediate_size)?,
            max_positions,
            token_type_rows,
            layer_norm_eps: layer_norm_eps as f32,
            labels: check.labels(raw.id2label, onomast.scheme.as_deref())?,
            token_types,
            window,
            temperature: temperature as f32,
            gates,
        })
    }

    /// Width of one attention head.
    pub const fn head_size(&self) -> usize {
        self.hidden_size / self.heads
    }
}

/// Builds errors that name the file.
struct Check<'a> {
    file: &'a str,
}

impl Check<'_> {
    fn wrong(&self, place: &str, expected: impl Display, found: impl Display) -> TaggerError {
        TaggerError::Setting {
            file: self.file.to_owned(),
            place: place.to_owned(),
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    /// A count that must be given and be at least one. Tensors are checked against it before
    /// anything of that size is allocated, so no upper bound is needed beyond the address space.
    fn size(&self, place: &str, value: Option<u64>) -> Result<usize, TaggerError> {
        let expected = "a whole number from 1 on";
        let value = value.ok_or_else(|| self.wrong(place, expected, "nothing"))?;
        match usize::try_from(value) {
            Ok(size) if size > 0 && size <= u32::MAX as usize => Ok(size),
            _ => Err(self.wrong(place, expected, value)),
        }
    }

    /// Gates name layers from 0 to the last but one, each once.
    fn gates(&self, gate: &RawGate, layers: usize) -> Result<Gates, TaggerError> {
        let mut behind: Vec<usize> = Vec::with_capacity(gate.layers.len().min(layers));
        let inner = |number: u64| usize::try_from(number).ok().filter(|&number| number < layers);
        let expected = || format!("rising numbers from 0 to {}", layers.saturating_sub(1));
        for &layer in &gate.layers {
            match inner(layer) {
                Some(number) if behind.last().is_none_or(|&last| last < number) => {
                    behind.push(number);
                }
                _ => return Err(self.wrong("onomast.gate.layers", expected(), layer)),
            }
        }
        let threshold = gate.threshold;
        if !(-100.0..=100.0).contains(&threshold) {
            return Err(self.wrong(
                "onomast.gate.threshold",
                "a number from -100 to 100",
                threshold,
            ));
        }
        let forget = gate
            .forget
            .map(|layer| {
                let least = behind.last().copied().unwrap_or_default();
                inner(layer).filter(|&number| number >= least).ok_or_else(|| {
                    let expected = format!("a number from {least} to {}", layers.saturating_sub(1));
                    self.wrong("onomast.gate.forget", expected, layer)
                })
            })
            .transpose()?;
        let width = gate.width.unwrap_or(1);
        let width = usize::try_from(width)
            .ok()
            .filter(|width| width % 2 == 1 && *width <= WIDEST_GATE)
            .ok_or_else(|| {
                let expected = format!("an odd number up to {WIDEST_GATE}");
                self.wrong("onomast.gate.width", expected, width)
            })?;
        Ok(Gates { behind, threshold: threshold as f32, forget, width })
    }

    /// A word that, where given, must be one of `known`.
    fn word<'w>(
        &self,
        place: &str,
        value: Option<&'w str>,
        known: &[&str],
    ) -> Result<Option<&'w str>, TaggerError> {
        match value {
            Some(word) if !known.contains(&word) => {
                let expected: Vec<String> = known.iter().map(|k| format!("{k:?}")).collect();
                Err(self.wrong(place, expected.join(" or "), format!("{word:?}")))
            }
            _ => Ok(value),
        }
    }

    fn labels(
        &self,
        id2label: Option<BTreeMap<String, String>>,
        scheme: Option<&str>,
    ) -> Result<LabelSet, TaggerError> {
        let by_id =
            id2label.ok_or_else(|| self.wrong("id2label", "the labels by id", "nothing"))?;
        let mut names = vec![None; by_id.len()];
        for (id, name) in by_id {
            let slot = id.parse::<usize>().ok().and_then(|id| names.get_mut(id));
            match slot {
                Some(slot @ None) => *slot = Some(name),
                _ => {
                    let expected = format!("each id from 0 to {} once", names.len() - 1);
                    return Err(self.wrong("id2label", expected, format!("{id:?}")));
                }
            }
        }
        let names: Vec<String> = names.into_iter().flatten().collect();
        let scheme = match scheme {
            Some(name) => Some(Scheme::from_name(name).ok_or_else(|| {
                self.wrong("onomast.scheme", "IO, IOB1, BIO, BIOES or BILOU", format!("{name:?}"))
            })?),
            None => None,
        };
        LabelSet::parse(&names, scheme).map_err(|problem| TaggerError::Labels {
            file: self.file.to_owned(),
            problem,
            labels: names,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn good() -> Value {
        json!({
            "model_type": "bert", "hidden_act": "gelu", "vocab_size": 30, "hidden_size": 8,
            "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16,
            "max_position_embeddings": 64, "type_vocab_size": 5,
            "id2label": {"0": "O", "1": "B-PER", "2": "I-PER"},
            "onomast": {"token_types": "case-shape", "window": 32, "temperature": 1.5}
        })
    }

    fn parse(config: &Value) -> Result<ModelConfig, TaggerError> {
        ModelConfig::parse("config.json", config.to_string().as_bytes())
    }

    #[test]
    fn settings_are_read() {
        let config = parse(&good()).unwrap();
        assert_eq!((config.window, config.head_size(), config.labels.len()), (32, 4, 3));
        assert_eq!(config.token_types, TokenTypes::CaseShape);
        assert_eq!(config.temperature, 1.5);
    }

    #[test]
    fn our_own_settings_may_be_left_out() {
        let mut plain = good();
        plain.as_object_mut().unwrap().remove("onomast");
        plain["max_position_embeddings"] = json!(1024);
        let config = parse(&plain).unwrap();
        assert_eq!((config.window, config.temperature), (512, 1.0));
        assert_eq!(config.token_types, TokenTypes::Zero);
    }

    #[test]
    fn each_bad_setting_is_named() {
        let cases = [
            (
                "/num_attention_heads",
                json!(0),
                "num_attention_heads: expected a whole number from 1 on, found 0",
            ),
            (
                "/num_attention_heads",
                json!(3),
                "num_attention_heads: expected a number that divides hidden_size 8, found 3",
            ),
            (
                "/hidden_size",
                json!(u64::MAX),
                "hidden_size: expected a whole number from 1 on, found 18446744073709551615",
            ),
            (
                "/vocab_size",
                Value::Null,
                "vocab_size: expected a whole number from 1 on, found nothing",
            ),
            (
                "/type_vocab_size",
                json!(2),
                "type_vocab_size: expected 5 or more, one for each case shape, found 2",
            ),
            ("/hidden_act", json!("relu"), "hidden_act: expected \"gelu\", found \"relu\""),
            ("/model_type", json!("roberta"), "model_type: expected \"bert\", found \"roberta\""),
            (
                "/onomast/window",
                json!(65),
                "onomast.window: expected 5 to 64 (max_position_embeddings), found 65",
            ),
            (
                "/onomast/temperature",
                json!(0),
                "onomast.temperature: expected a number from 0.01 to 100, found 0",
            ),
            (
                "/onomast/token_types",
                json!("shape"),
                "onomast.token_types: expected \"zero\" or \"case-shape\", found \"shape\"",
            ),
            (
                "/id2label",
                json!({"0": "O", "2": "PER"}),
                "id2label: expected each id from 0 to 1 once, found \"2\"",
            ),
            (
                "/id2label",
                json!({"0": "X", "1": "Y"}),
                "id2label: no label \"O\" for words outside every name (labels: X, Y)",
            ),
        ];
        for (place, value, message) in cases {
            let mut config = good();
            *config.pointer_mut(place).unwrap() = value;
            assert_eq!(parse(&config).unwrap_err().to_string(), format!("config.json: {message}"));
        }
    }

    #[test]
    fn what_is_no_json_says_where() {
        let error = ModelConfig::parse("m/config.json", b"{\"vocab_size\": ").unwrap_err();
        assert!(error.to_string().starts_with("m/config.json: not valid JSON: "), "{error}");
    }
}
