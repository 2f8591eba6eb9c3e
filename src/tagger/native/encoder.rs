//! Embeddings, layers, classifier.

use std::ops::Range;

use ndarray::Array2;
use rayon::prelude::*;
use rten_gemm::GemmError;
use rten_tensor::{Matrix, NdTensorView};

use super::super::TaggerError;
use super::super::classifier::Window;
use super::super::layout::{
    ATTENTION_NORM, ATTENTION_OUT, CLASSIFIER, EMBEDDING_NORM, KEY, Layout, NARROW, OUTPUT_NORM,
    QUERY, VALUE, WIDEN, layer_part,
};
use super::super::model::Model;
use super::super::weights::{Table, Weights};
use super::clock::{Clock, Lap};
use super::linear::{Integers, Kernels, Linear, Precision, Then};
use super::ops::{LayerNorm, softmax_rows};

/// All weights of the model, ready to compute with.
pub(super) struct Encoder {
    words: Table,
    hidden: usize,
    positions: Array2<f32>,
    types: Array2<f32>,
    norm: LayerNorm,
    layers: Vec<Layer>,
    classifier: Linear,
    heads: usize,
    /// Where the time goes.
    pub(super) clock: Clock,
}

struct Layer {
    /// Query, key and value in one product.
    qkv: Linear,
    attention_out: Linear,
    attention_norm: LayerNorm,
    widen: Linear,
    narrow: Linear,
    output_norm: LayerNorm,
}

/// Reads the parts of a model out of its weights.
struct Loader<'a> {
    precision: Precision,
    weights: &'a Weights,
    layout: Layout,
    hidden: usize,
    epsilon: f32,
}

impl Loader<'_> {
    fn norm(&self, part: &str) -> Result<LayerNorm, TaggerError> {
        let (scale, shift) = self.layout.norm(part);
        Ok(LayerNorm {
            scale: self.weights.vector(&scale, self.hidden)?,
            shift: self.weights.vector(&shift, self.hidden)?,
            epsilon: self.epsilon,
        })
    }

    /// One linear map, or several of the same inputs side by side.
    fn linear(
        &self,
        precision: Precision,
        parts: &[&str],
        inputs: usize,
        outputs: usize,
    ) -> Result<Linear, TaggerError> {
        let (mut weight, mut bias) = (Vec::new(), Vec::new());
        for part in parts {
            let (w, b) = self.layout.linear(part);
            weight.extend(self.weights.numbers(&w, &[outputs, inputs])?);
            bias.extend(self.weights.vector(&b, outputs)?);
        }
        Ok(Linear::new(&Kernels::new(), precision, &weight, bias, inputs))
    }

    fn table(&self, part: &str, rows: usize) -> Result<Array2<f32>, TaggerError> {
        let name = self.layout.name(&format!("embeddings.{part}.weight"));
        self.weights.matrix(&name, rows, self.hidden)
    }

    fn layer(&self, layer: usize, inner: usize) -> Result<Layer, TaggerError> {
        let hidden = self.hidden;
        let at = |part: &str| layer_part(layer, part);
        let linear =
            |parts: &[&str], inputs, outputs| self.linear(self.precision, parts, inputs, outputs);
        Ok(Layer {
            qkv: linear(&[&at(QUERY), &at(KEY), &at(VALUE)], hidden, hidden)?,
            attention_out: linear(&[&at(ATTENTION_OUT)], hidden, hidden)?,
            attention_norm: self.norm(&at(ATTENTION_NORM))?,
            widen: linear(&[&at(WIDEN)], hidden, inner)?,
            narrow: linear(&[&at(NARROW)], inner, hidden)?,
            output_norm: self.norm(&at(OUTPUT_NORM))?,
        })
    }
}

impl Encoder {
    pub(super) fn new(model: &Model, precision: Precision) -> Result<Self, TaggerError> {
        let config = model.config();
        let loader = Loader {
            precision,
            weights: &model.weights,
            layout: model.layout,
            hidden: config.hidden_size,
            epsilon: config.layer_norm_eps,
        };
        let layers =
            (0..config.layers).into_par_iter().map(|i| loader.layer(i, config.intermediate_size));
        Ok(Self {
            words: loader.weights.table(
                &loader.layout.name("embeddings.word_embeddings.weight"),
                config.vocab_size,
                config.hidden_size,
            )?,
            hidden: config.hidden_size,
            positions: loader.table("position_embeddings", config.max_positions)?,
            types: loader.table("token_type_embeddings", config.token_type_rows)?,
            norm: loader.norm(EMBEDDING_NORM)?,
            layers: layers.collect::<Result<_, _>>()?,
            // A few outputs: nothing to gain from bytes, and the logits are what counts.
            classifier: loader.linear(
                Precision::F32,
                &[CLASSIFIER],
                config.hidden_size,
                config.labels.len(),
            )?,
            heads: config.heads,
            clock: Clock::default(),
        })
    }

    /// Logits of each window. Ids, types and lengths must be within the tables.
    pub(super) fn forward(&self, windows: &[Window<'_>]) -> Result<Vec<Array2<f32>>, String> {
        let mut ranges = Vec::with_capacity(windows.len());
        let mut rows = 0;
        for window in windows {
            ranges.push(rows..rows + window.ids.len());
            rows += window.ids.len();
        }
        self.clock.count(rows);
        let mut x = self.clock.norm.time(|| self.embed(windows, rows));
        let kernels = Kernels::new();
        let mut scratch = Scratch::default();
        for layer in &self.layers {
            self.layer(&kernels, layer, &mut x, &ranges, &mut scratch)
                .map_err(|e| e.to_string())?;
        }
        let width = self.classifier.outputs();
        let mut logits = vec![0.0; rows * width];
        self.classifier
            .apply(&kernels, &x, &mut logits, Then::Store, &mut scratch.integers)
            .map_err(|e| e.to_string())?;
        if logits.iter().any(|logit| !logit.is_finite()) {
            return Err("a logit is not a finite number; the weights may be damaged".to_owned());
        }
        ranges
            .into_iter()
            .map(|range| {
                let part = logits[range.start * width..range.end * width].to_vec();
                Array2::from_shape_vec((range.len(), width), part).map_err(|e| e.to_string())
            })
            .collect()
    }

    fn embed(&self, windows: &[Window<'_>], rows: usize) -> Vec<f32> {
        let mut x = vec![0.0; rows * self.hidden];
        let mut out = x.chunks_exact_mut(self.hidden);
        for window in windows {
            let pieces = window.ids.iter().zip(window.types);
            for (position, ((&id, &token_type), x)) in pieces.zip(out.by_ref()).enumerate() {
                self.words.copy_row(id as usize, x);
                let position = self.positions.row(position);
                let token_type = self.types.row(usize::from(token_type));
                for ((x, p), t) in x.iter_mut().zip(position).zip(token_type) {
                    *x = *x + p + t;
                }
            }
        }
        self.norm.apply(&mut x);
        x
    }

    fn layer(
        &self,
        kernels: &Kernels,
        layer: &Layer,
        x: &mut [f32],
        windows: &[Range<usize>],
        scratch: &mut Scratch,
    ) -> Result<(), GemmError> {
        let hidden = self.hidden;
        let rows = x.len() / hidden;
        let Scratch { qkv, context, wide, scores, head, integers } = scratch;
        let mut lap = Lap::start();

        qkv.resize(rows * 3 * hidden, 0.0);
        layer.qkv.apply(kernels, x, qkv, Then::Store, integers)?;
        lap.end(&self.clock.linear);
        context.resize(rows * hidden, 0.0);
        for window in windows {
            self.attend(kernels, window.clone(), qkv, context, scores, head)?;
        }
        lap.end(&self.clock.attention);
        layer.attention_out.apply(kernels, context, x, Then::Add, integers)?;
        lap.end(&self.clock.linear);
        layer.attention_norm.apply(x);
        lap.end(&self.clock.norm);

        // A few rows at a time: what lies between the two maps is four times as wide as they are.
        let inner = layer.widen.outputs();
        for x in x.chunks_mut(WIDE_ROWS * hidden) {
            wide.resize(x.len() / hidden * inner, 0.0);
            layer.widen.apply(kernels, x, wide, Then::Gelu, integers)?;
            layer.narrow.apply(kernels, wide, x, Then::Add, integers)?;
        }
        lap.end(&self.clock.linear);
        layer.output_norm.apply(x);
        lap.end(&self.clock.norm);
        Ok(())
    }

    /// Attention of one window, head by head: `context = softmax(Q K^T / √d) V`.
    fn attend(
        &self,
        kernels: &Kernels,
        window: Range<usize>,
        qkv: &[f32],
        context: &mut [f32],
        scores: &mut Vec<f32>,
        head: &mut Vec<f32>,
    ) -> Result<(), GemmError> {
        let hidden = self.hidden;
        let size = hidden / self.heads;
        let pieces = window.len();
        let alpha = (size as f32).sqrt().recip();
        let rows = &qkv[window.start * 3 * hidden..window.end * 3 * hidden];
        let rows: Matrix<'_> = NdTensorView::from_data([pieces, 3 * hidden], rows);
        let context = &mut context[window.start * hidden..window.end * hidden];
        scores.resize(pieces * pieces, 0.0);
        head.resize(pieces * size, 0.0);
        for number in 0..self.heads {
            let part = |of: usize| {
                let from = of * hidden + number * size;
                rows.slice((.., from..from + size))
            };
            let (query, key, value) = (part(0), part(1), part(2));
            kernels.product(query, key.transposed(), alpha, scores)?;
            softmax_rows(scores, pieces);
            let weights = NdTensorView::from_data([pieces, pieces], scores.as_slice());
            kernels.product(weights, value, 1.0, head)?;
            let columns = context.chunks_exact_mut(hidden).zip(head.chunks_exact(size));
            for (to, from) in columns {
                to[number * size..(number + 1) * size].copy_from_slice(from);
            }
        }
        Ok(())
    }
}

/// Rows that go through the feed-forward part together.
const WIDE_ROWS: usize = 64;

/// Buffers that live through all layers of one pack.
#[derive(Default)]
struct Scratch {
    qkv: Vec<f32>,
    context: Vec<f32>,
    wide: Vec<f32>,
    scores: Vec<f32>,
    head: Vec<f32>,
    integers: Integers,
}
