//! Embeddings, layers, classifier.

use ndarray::Array2;
use rayon::prelude::*;
use rten_gemm::GemmError;
use rten_simd::SimdOp;

use super::super::TaggerError;
use super::super::classifier::Window;
use super::super::config::{Gates, ModelConfig};
use super::super::layout::{
    ATTENTION_NORM, ATTENTION_OUT, CLASSIFIER, EMBEDDING_NORM, KEY, Layout, NARROW, OUTPUT_NORM,
    QUERY, VALUE, WIDEN, gate_parts, layer_part,
};
use super::super::model::Model;
use super::super::weights::{Table, Weights};
use super::attention::{Attention, Room, Rows};
use super::clock::{Clock, Lap};
use super::gate::{Gate, Going, SURELY_OUTSIDE, gather, scatter};
use super::linear::{Integers, Kernels, Linear, Precision, Then};
use super::ops::LayerNorm;

/// All weights of the model, ready to compute with.
pub(super) struct Encoder {
    words: Table,
    hidden: usize,
    positions: Array2<f32>,
    types: Array2<f32>,
    norm: LayerNorm,
    /// Which pieces do not even enter the first layer.
    entrance: Option<Gate>,
    layers: Vec<Layer>,
    /// The log odds below which a gate lets a piece leave.
    threshold: f32,
    /// From this layer on, counted from 0, pieces that left are not attended to.
    forgets: usize,
    /// The label of words outside names.
    outside: usize,
    classifier: Linear,
    heads: usize,
    /// Where the time goes.
    pub(super) clock: Clock,
}

struct Layer {
    inputs: Inputs,
    attention_out: Linear,
    attention_norm: LayerNorm,
    widen: Linear,
    narrow: Linear,
    output_norm: LayerNorm,
    /// Which pieces go no further than this layer.
    gate: Option<Gate>,
}

/// The maps into attention.
enum Inputs {
    /// Query, key and value in one product.
    Whole(Linear),
    /// Behind a gate: what has left, and is not forgotten, has a key and a value but asks no more. In the last
    /// layer only what will be read asks.
    Apart { query: Linear, key_value: Linear },
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

    /// The gate behind layer number `number`, counted from 1, if there is one; 0 is the embeddings.
    fn gate(&self, number: usize, gates: Option<&Gates>) -> Result<Option<Gate>, TaggerError> {
        let Some(gates) = gates.filter(|gates| gates.behind.contains(&number)) else {
            return Ok(None);
        };
        let [weight, bias] = gate_parts(number);
        let bias = self.weights.vector(&bias, 1)?.first().copied().unwrap_or_default();
        Ok(Some(Gate { weight: self.weights.matrix(&weight, gates.width, self.hidden)?, bias }))
    }

    /// Layer number `layer`, counted from 0.
    fn layer(&self, layer: usize, config: &ModelConfig) -> Result<Layer, TaggerError> {
        let (hidden, inner) = (self.hidden, config.intermediate_size);
        let gates = config.gates.as_ref();
        let last = layer + 1 == config.layers;
        let gated = gates.is_some_and(|gates| {
            gates.forget.is_none_or(|forget| layer < forget)
                && gates.behind.iter().any(|&number| number <= layer)
        });
        let gate = self.gate(layer + 1, gates)?;
        let at = |part: &str| layer_part(layer, part);
        let linear =
            |parts: &[&str], inputs, outputs| self.linear(self.precision, parts, inputs, outputs);
        let inputs = if gated || last {
            Inputs::Apart {
                query: linear(&[&at(QUERY)], hidden, hidden)?,
                key_value: linear(&[&at(KEY), &at(VALUE)], hidden, hidden)?,
            }
        } else {
            Inputs::Whole(linear(&[&at(QUERY), &at(KEY), &at(VALUE)], hidden, hidden)?)
        };
        Ok(Layer {
            inputs,
            gate,
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
        let gates = config.gates.as_ref();
        let layer = |i| loader.layer(i, config);
        let layers = (0..config.layers).into_par_iter().map(layer);
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
            entrance: loader.gate(0, gates)?,
            layers: layers.collect::<Result<_, _>>()?,
            threshold: gates.map_or(0.0, |gates| gates.threshold),
            forgets: gates.and_then(|gates| gates.forget).unwrap_or(config.layers),
            outside: config.labels.outside(),
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
        let mut going = Going::all(ranges.clone());
        self.pass(self.entrance.as_ref(), &x, &mut going);
        // The last layer is nobody's context: it need only be known where it is read.
        let wanted: Vec<bool> = windows
            .iter()
            .flat_map(|w| (0..w.ids.len()).map(|piece| w.read.is_none_or(|read| read[piece])))
            .collect();
        // Where the rows of `x` were at first.
        let mut places: Vec<usize> = (0..rows).collect();
        for (number, layer) in self.layers.iter().enumerate() {
            if number >= self.forgets && going.rows.len() < places.len() {
                places = going.rows.iter().map(|&row| places[row]).collect();
                x = going.forget(&x, self.hidden);
            }
            if number + 1 == self.layers.len() {
                going.only(|row| wanted[places[row]]);
            }
            self.layer(&kernels, layer, &mut x, &going, &mut scratch).map_err(|e| e.to_string())?;
            self.pass(layer.gate.as_ref(), &x, &mut going);
        }
        let width = self.classifier.outputs();
        let mut logits = vec![0.0; rows * width];
        logits.chunks_exact_mut(width).for_each(|row| row[self.outside] = SURELY_OUTSIDE);
        let Scratch { going: some, integers, context, .. } = &mut scratch;
        gather(&x, &going.rows, self.hidden, some);
        context.resize(going.rows.len() * width, 0.0);
        self.classifier
            .apply(&kernels, some, context, Then::Store, integers)
            .map_err(|e| e.to_string())?;
        let places: Vec<usize> = going.rows.iter().map(|&row| places[row]).collect();
        scatter(context, &places, width, &mut logits);
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

    /// Lets out of `going` what `gate` is sure of.
    fn pass(&self, gate: Option<&Gate>, x: &[f32], going: &mut Going) {
        let Some(gate) = gate else { return };
        going.keep(|window, row| {
            let states = &x[window.start * self.hidden..window.end * self.hidden];
            let score = gate.score(states, row - window.start);
            // What is no number goes on, to be found in the logits.
            score.is_nan() || score >= self.threshold
        });
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
        going: &Going,
        scratch: &mut Scratch,
    ) -> Result<(), GemmError> {
        let hidden = self.hidden;
        let (rows, left) = (x.len() / hidden, going.rows.len());
        let Scratch { query, key_value, context, wide, room, going: some, integers } = scratch;
        self.clock.count_layer(left);
        let mut lap = Lap::start();

        gather(x, &going.rows, hidden, some);
        let (queries, answers) = match &layer.inputs {
            Inputs::Whole(all) => {
                key_value.resize(rows * 3 * hidden, 0.0);
                all.apply(kernels, some, key_value, Then::Store, integers)?;
                let all = Rows { data: key_value, stride: 3 * hidden, count: rows };
                (all, all.from(hidden))
            }
            Inputs::Apart { query: asks, key_value: answers } => {
                query.resize(left * hidden, 0.0);
                asks.apply(kernels, some, query, Then::Store, integers)?;
                key_value.resize(rows * 2 * hidden, 0.0);
                answers.apply(kernels, x, key_value, Then::Store, integers)?;
                (
                    Rows { data: query, stride: hidden, count: left },
                    Rows { data: key_value, stride: 2 * hidden, count: rows },
                )
            }
        };
        lap.end(&self.clock.linear);
        context.resize(left * hidden, 0.0);
        for (window, asking) in going.windows.iter().zip(&going.asking) {
            let keys = answers.some(window.clone());
            Attention {
                queries: queries.some(asking.clone()),
                keys,
                values: keys.from(hidden),
                size: hidden / self.heads,
                context: &mut context[asking.start * hidden..asking.end * hidden],
                room,
            }
            .dispatch();
        }
        lap.end(&self.clock.attention);
        layer.attention_out.apply(kernels, context, some, Then::Add, integers)?;
        lap.end(&self.clock.linear);
        layer.attention_norm.apply(some);
        lap.end(&self.clock.norm);

        // A few rows at a time: what lies between the two maps is four times as wide as they are.
        let inner = layer.widen.outputs();
        for some in some.chunks_mut(WIDE_ROWS * hidden) {
            wide.resize(some.len() / hidden * inner, 0.0);
            layer.widen.apply(kernels, some, wide, Then::Gelu, integers)?;
            layer.narrow.apply(kernels, wide, some, Then::Add, integers)?;
        }
        lap.end(&self.clock.linear);
        layer.output_norm.apply(some);
        scatter(some, &going.rows, hidden, x);
        lap.end(&self.clock.norm);
        Ok(())
    }
}

/// Rows that go through the feed-forward part together.
const WIDE_ROWS: usize = 48;

/// Buffers that live through all layers of one pack.
#[derive(Default)]
struct Scratch {
    query: Vec<f32>,
    key_value: Vec<f32>,
    context: Vec<f32>,
    wide: Vec<f32>,
    room: Room,
    going: Vec<f32>,
    integers: Integers,
}
