//! The `rust-bert` engine: BERT on libtorch, the reference for the native engine and the way to a
//! GPU.
//!
//! The model itself is called, with our windows; the crate's own prediction pipeline is not used.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use ndarray::Array2;
use rust_bert::bert::{BertConfig, BertForTokenClassification};
use tch::{Device, Kind, TchError, Tensor, nn, no_grad};

use super::TaggerError;
use super::classifier::{Backend, Bounds, TokenClassifier, Window};
use super::config::ModelConfig;
use super::model::Model;

/// The epsilon that rust-bert writes into every layer norm, whatever config.json says.
const EPSILON: f32 = 1e-12;

/// Windows in one call on a GPU, padded to the longest. On the CPU each goes alone, so that its
/// numbers are its own to the last bit.
const GPU_BATCH: usize = 64;

/// Where libtorch computes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TorchDevice {
    /// The processor.
    #[default]
    Cpu,
    /// The first CUDA device, or the processor where there is none.
    CudaIfAvailable,
}

/// The libtorch engine.
pub struct RustBertClassifier {
    /// Tensors may move between threads but not be shared: one call at a time. libtorch uses all
    /// cores within it.
    model: Mutex<Loaded>,
    device: Device,
    bounds: Bounds,
    labels: usize,
}

struct Loaded {
    model: BertForTokenClassification,
    /// Owns the weights.
    _store: nn::VarStore,
}

impl std::fmt::Debug for RustBertClassifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RustBertClassifier").field("device", &self.device).finish_non_exhaustive()
    }
}

impl RustBertClassifier {
    /// Copies the weights of `model` into libtorch.
    ///
    /// # Errors
    /// A tensor that is missing or of the wrong shape, a setting that rust-bert ignores, or
    /// libtorch's own complaint.
    pub fn new(model: &Model, device: TorchDevice) -> Result<Self, TaggerError> {
        let config = model.config();
        if config.layer_norm_eps != EPSILON {
            let problem = format!(
                "layer_norm_eps: expected {EPSILON:e}, the only one it computes with, found {:e}",
                config.layer_norm_eps
            );
            return Err(failed(problem));
        }
        let device = match device {
            TorchDevice::Cpu => Device::Cpu,
            TorchDevice::CudaIfAvailable => Device::cuda_if_available(),
        };
        let store = nn::VarStore::new(device);
        let bert = BertForTokenClassification::new(store.root(), &bert_config(config))
            .map_err(|e| failed(e.to_string()))?;
        fill(&store, model)?;
        Ok(Self {
            model: Mutex::new(Loaded { model: bert, _store: store }),
            device,
            bounds: Bounds::of(model),
            labels: config.labels.len(),
        })
    }

    fn batch(&self, windows: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TchError> {
        let longest = windows.iter().map(|w| w.ids.len()).max().unwrap_or(0);
        let (mut ids, mut types, mut mask) = (Vec::new(), Vec::new(), Vec::new());
        for window in windows {
            let padding = longest - window.ids.len();
            ids.extend(window.ids.iter().map(|&id| i64::from(id)));
            types.extend(window.types.iter().map(|&t| i64::from(t)));
            mask.extend(std::iter::repeat_n(1_i64, window.ids.len()));
            for row in [&mut ids, &mut types, &mut mask] {
                row.extend(std::iter::repeat_n(0, padding));
            }
        }
        let shape = [windows.len() as i64, longest as i64];
        let tensor = |row: &[i64]| -> Result<Tensor, TchError> {
            Tensor::f_from_slice(row)?.f_view(shape)?.f_to_device(self.device)
        };
        let (ids, types, mask) = (tensor(&ids)?, tensor(&types)?, tensor(&mask)?);
        let output = {
            let loaded = self.model.lock().unwrap_or_else(PoisonError::into_inner);
            no_grad(|| {
                loaded.model.forward_t(Some(&ids), Some(&mask), Some(&types), None, None, false)
            })
        };
        let logits = output.logits.f_to_device(Device::Cpu)?.f_to_kind(Kind::Float)?;
        let mut numbers = vec![0.0_f32; windows.len() * longest * self.labels];
        logits.f_contiguous()?.f_copy_data(&mut numbers, windows.len() * longest * self.labels)?;
        let rows = numbers.chunks(longest * self.labels);
        let cut = rows.zip(windows).map(|(row, window)| {
            let kept = row[..window.ids.len() * self.labels].to_vec();
            Array2::from_shape_vec((window.ids.len(), self.labels), kept)
                .map_err(|e| TchError::Shape(e.to_string()))
        });
        cut.collect()
    }
}

impl TokenClassifier for RustBertClassifier {
    fn name(&self) -> &'static str {
        Backend::RustBert.name()
    }

    fn forward(&self, batch: &[Window<'_>]) -> Result<Vec<Array2<f32>>, TaggerError> {
        self.bounds.check(batch)?;
        let size = if self.device == Device::Cpu { 1 } else { GPU_BATCH };
        let mut logits = Vec::with_capacity(batch.len());
        for windows in batch.chunks(size) {
            // rust-bert unwraps libtorch's errors (a full GPU, say).
            let output = catch_unwind(AssertUnwindSafe(|| self.batch(windows)))
                .map_err(|_| failed("libtorch gave up on a batch".to_owned()))?
                .map_err(|e| failed(e.to_string()))?;
            logits.extend(output);
        }
        if logits.iter().flatten().any(|logit| !logit.is_finite()) {
            let problem = "a logit is not a finite number; the weights may be damaged";
            return Err(failed(problem.to_owned()));
        }
        Ok(logits)
    }
}

fn failed(problem: String) -> TaggerError {
    TaggerError::Engine { backend: Backend::RustBert.name(), problem }
}

/// The settings in rust-bert's terms. Dropout is never applied; labels only count.
fn bert_config(config: &ModelConfig) -> BertConfig {
    let labels: HashMap<i64, String> =
        (0..config.labels.len()).map(|id| (id as i64, id.to_string())).collect();
    BertConfig {
        hidden_size: config.hidden_size as i64,
        intermediate_size: config.intermediate_size as i64,
        max_position_embeddings: config.max_positions as i64,
        num_attention_heads: config.heads as i64,
        num_hidden_layers: config.layers as i64,
        type_vocab_size: config.token_type_rows as i64,
        vocab_size: config.vocab_size as i64,
        id2label: Some(labels),
        ..BertConfig::default()
    }
}

/// Copies every tensor by its name, which is the one checkpoints use.
fn fill(store: &nn::VarStore, model: &Model) -> Result<(), TaggerError> {
    for (name, mut variable) in store.variables() {
        let size = variable.size();
        let shape: Vec<usize> = size.iter().map(|&n| usize::try_from(n).unwrap_or(0)).collect();
        let numbers = model.weights.numbers(&model.layout.file_name(&name), &shape)?;
        let copied = Tensor::f_from_slice(&numbers)
            .and_then(|flat| flat.f_view(size.as_slice()))
            .and_then(|tensor| no_grad(|| variable.f_copy_(&tensor)));
        copied.map_err(|e| failed(format!("tensor {name}: {e}")))?;
    }
    Ok(())
}
