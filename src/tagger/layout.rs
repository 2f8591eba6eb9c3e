//! Which tensors a BERT with a token-classification head is made of, and under which names.

use super::config::ModelConfig;
use super::weights::Weights;

/// Finds tensors under the names the file uses: with or without the `bert.` prefix, layer norms as
/// `weight`/`bias` or, in old files, `gamma`/`beta`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    prefix: &'static str,
    old_norms: bool,
}

/// A tensor's name and shape.
pub(super) type Wanted = (String, Vec<usize>);

impl Layout {
    /// The naming that `weights` follows.
    pub(super) fn of(weights: &Weights) -> Self {
        let bare = weights.names().any(|name| name.starts_with("embeddings."));
        let prefix = if bare { "" } else { "bert." };
        let old_norms = weights.has(&format!("{prefix}embeddings.LayerNorm.gamma"));
        Self { prefix, old_norms }
    }

    /// `part` with the file's prefix.
    pub(super) fn name(self, part: &str) -> String {
        format!("{}{part}", self.prefix)
    }

    /// The file's name for a tensor by its usual one.
    #[cfg(feature = "rust-bert")]
    pub(super) fn file_name(self, usual: &str) -> String {
        let Some(part) = usual.strip_prefix("bert.") else { return usual.to_owned() };
        let old = |part: &str| {
            let stem = part.strip_suffix(".weight").map(|stem| format!("{stem}.gamma"));
            stem.or_else(|| part.strip_suffix(".bias").map(|stem| format!("{stem}.beta")))
        };
        match old(part).filter(|_| self.old_norms && part.contains("LayerNorm")) {
            Some(part) => self.name(&part),
            None => self.name(part),
        }
    }

    /// Weight and bias of the layer norm at `part`.
    pub(super) fn norm(self, part: &str) -> (String, String) {
        let (weight, bias) = if self.old_norms { ("gamma", "beta") } else { ("weight", "bias") };
        let name = self.name(part);
        (format!("{name}.{weight}"), format!("{name}.{bias}"))
    }

    /// Weight and bias of the linear map at `part`.
    pub(super) fn linear(self, part: &str) -> (String, String) {
        let name = if part == CLASSIFIER { part.to_owned() } else { self.name(part) };
        (format!("{name}.weight"), format!("{name}.bias"))
    }

    /// Every tensor the model needs. Lazy: a config that claims a billion layers costs nothing but
    /// the first one missing.
    pub(super) fn wanted(self, config: &ModelConfig) -> impl Iterator<Item = Wanted> {
        let (hidden, inner) = (config.hidden_size, config.intermediate_size);
        let row = |(table, rows): (&str, usize)| {
            (self.name(&format!("embeddings.{table}.weight")), vec![rows, hidden])
        };
        let linear = move |part: &str, from: usize, to: usize| {
            let (weight, bias) = self.linear(part);
            [(weight, vec![to, from]), (bias, vec![to])]
        };
        let norm = move |part: &str| {
            let (weight, bias) = self.norm(part);
            [(weight, vec![hidden]), (bias, vec![hidden])]
        };
        let tables = [
            ("word_embeddings", config.vocab_size),
            ("position_embeddings", config.max_positions),
            ("token_type_embeddings", config.token_type_rows),
        ];
        let layers = (0..config.layers).flat_map(move |layer| {
            let at = |part: &str| layer_part(layer, part);
            [
                linear(&at(QUERY), hidden, hidden),
                linear(&at(KEY), hidden, hidden),
                linear(&at(VALUE), hidden, hidden),
                linear(&at(ATTENTION_OUT), hidden, hidden),
                norm(&at(ATTENTION_NORM)),
                linear(&at(WIDEN), hidden, inner),
                linear(&at(NARROW), inner, hidden),
                norm(&at(OUTPUT_NORM)),
            ]
            .into_iter()
            .flatten()
        });
        let width = config.gates.as_ref().map_or(1, |gates| gates.width);
        let gates = config.gates.iter().flat_map(|gates| &gates.behind).flat_map(move |&number| {
            let [weight, bias] = gate_parts(number);
            [(weight, vec![width, hidden]), (bias, vec![1])]
        });
        tables
            .map(row)
            .into_iter()
            .chain(norm(EMBEDDING_NORM))
            .chain(layers)
            .chain(linear(CLASSIFIER, hidden, config.labels.len()))
            .chain(gates)
    }
}

/// `part` of layer number `layer`.
pub(super) fn layer_part(layer: usize, part: &str) -> String {
    format!("encoder.layer.{layer}.{part}")
}

/// Weight and bias of the gate behind layer number `number`, counted from 1; 0 is the embeddings.
pub(super) fn gate_parts(number: usize) -> [String; 2] {
    ["weight", "bias"].map(|part| format!("gate.{number}.{part}"))
}

pub(super) const EMBEDDING_NORM: &str = "embeddings.LayerNorm";
pub(super) const QUERY: &str = "attention.self.query";
pub(super) const KEY: &str = "attention.self.key";
pub(super) const VALUE: &str = "attention.self.value";
pub(super) const ATTENTION_OUT: &str = "attention.output.dense";
pub(super) const ATTENTION_NORM: &str = "attention.output.LayerNorm";
pub(super) const WIDEN: &str = "intermediate.dense";
pub(super) const NARROW: &str = "output.dense";
pub(super) const OUTPUT_NORM: &str = "output.LayerNorm";
pub(super) const CLASSIFIER: &str = "classifier";
