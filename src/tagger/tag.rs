//! The tagger as the pipeline sees it: documents in, candidates out.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use ndarray::Array2;
use rayon::prelude::*;

use super::classifier::{Backend, TokenClassifier, Window};
use super::decode::{log_probabilities, spans};
use super::model::Model;
use super::native::{EngineTimes, NativeClassifier, Precision};
use super::pieces::Pieces;
use super::windows::{Plan, plan};
use super::{ModelConfig, PieceTokenizer, TaggerError};
use crate::entity::{Candidate, Source};
use crate::stopwatch::Stopwatch;
use crate::text::{CleanSpan, Document};

/// Windows computed at a time: bounds the memory that logits take, whatever the document.
const BATCH: usize = 256;

/// What the tagger found in one document, and how much of it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// The spans, in text order, not overlapping.
    pub candidates: Vec<Candidate>,
    /// Windows computed.
    pub windows: usize,
    /// Word pieces read, each counted once however many windows repeat it.
    pub pieces: usize,
    /// Words labelled: all of them.
    pub words: usize,
}

/// Where a tagger's time went, added up over all threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaggerTimes {
    /// Cutting text into pieces and windows.
    pub pieces: Duration,
    /// From logits to spans.
    pub decode: Duration,
    /// The engine's own account, if it keeps one.
    pub engine: Option<EngineTimes>,
}

/// A model with an engine.
pub struct Tagger {
    name: String,
    sha256: String,
    notes: Vec<String>,
    config: ModelConfig,
    tokenizer: PieceTokenizer,
    classifier: Box<dyn TokenClassifier>,
    reading: Stopwatch,
    decoding: Stopwatch,
}

impl fmt::Debug for Tagger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagger")
            .field("name", &self.name)
            .field("sha256", &self.sha256)
            .field("engine", &self.classifier.name())
            .finish_non_exhaustive()
    }
}

impl Tagger {
    /// Readies an engine for `model`, the native one at its default precision. The file's bytes are
    /// let go once the engine has its weights.
    ///
    /// # Errors
    /// [`TaggerError::BackendMissing`] where the build lacks the engine, or what the engine says.
    pub fn new(model: Model, backend: Backend) -> Result<Self, TaggerError> {
        Self::with_precision(model, backend, Precision::default())
    }

    /// Readies an engine for `model`; `precision` is the native engine's, others have their own.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn with_precision(
        model: Model,
        backend: Backend,
        precision: Precision,
    ) -> Result<Self, TaggerError> {
        let classifier: Box<dyn TokenClassifier> = match backend {
            Backend::Native => Box::new(NativeClassifier::with_precision(&model, precision)?),
            #[cfg(feature = "rust-bert")]
            Backend::RustBert => {
                use super::rust_bert::{RustBertClassifier, TorchDevice};
                Box::new(RustBertClassifier::new(&model, TorchDevice::CudaIfAvailable)?)
            }
            #[cfg(not(feature = "rust-bert"))]
            Backend::RustBert => {
                return Err(TaggerError::BackendMissing { backend: backend.name() });
            }
        };
        Ok(Self::with_classifier(model, classifier))
    }

    /// Reads a model folder and readies an engine for it.
    ///
    /// # Errors
    /// As [`Model::open`] and [`Tagger::new`].
    pub fn open(folder: impl Into<PathBuf>, backend: Backend) -> Result<Self, TaggerError> {
        Self::new(Model::open(folder)?, backend)
    }

    /// A tagger around an engine of one's own; `model` gives labels, tokeniser and windows.
    pub fn with_classifier(model: Model, classifier: Box<dyn TokenClassifier>) -> Self {
        let Model { name, config, tokenizer, sha256, notes, .. } = model;
        let (reading, decoding) = Default::default();
        Self { name, sha256, notes, config, tokenizer, classifier, reading, decoding }
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of the model's weights, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The engine's name.
    pub fn backend(&self) -> &'static str {
        self.classifier.name()
    }

    /// Where the time went so far.
    pub fn times(&self) -> TaggerTimes {
        TaggerTimes {
            pieces: self.reading.read(),
            decode: self.decoding.read(),
            engine: self.classifier.times(),
        }
    }

    /// What was passed over in the model folder.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The model's settings.
    pub const fn config(&self) -> &ModelConfig {
        &self.config
    }

    /// Tags one document.
    ///
    /// # Errors
    /// What the tokeniser or the engine says.
    pub fn tag(&self, document: &Document) -> Result<Tagging, TaggerError> {
        let mut taggings = self.tag_all(&[document])?;
        Ok(taggings.pop().unwrap_or_default())
    }

    /// Tags many documents together; one answer for each, the same as if it were tagged alone.
    ///
    /// # Errors
    /// What the tokeniser or the engine says about the first that fails.
    pub fn tag_all(&self, documents: &[&Document]) -> Result<Vec<Tagging>, TaggerError> {
        let mut jobs =
            documents.par_iter().map(|d| self.job(d)).collect::<Result<Vec<Job>, TaggerError>>()?;
        self.compute(&mut jobs)?;
        let taggings = jobs.into_par_iter().map(|job| self.decoding.time(|| self.decode(&job)));
        Ok(taggings.collect())
    }

    fn job(&self, document: &Document) -> Result<Job, TaggerError> {
        let pieces = self.read(document.clean(), &stretches(document))?;
        let plan = plan(&pieces, self.config.window.saturating_sub(2));
        let logits = Array2::zeros((pieces.words.len(), self.config.labels.len()));
        Ok(Job { pieces, plan, logits })
    }

    fn read(&self, text: &str, stretches: &[CleanSpan]) -> Result<Pieces, TaggerError> {
        let parts = stretches
            .par_iter()
            .map(|&at| self.reading.time(|| self.tokenizer.read(text, at)))
            .collect::<Result<Vec<_>, _>>()?;
        let mut whole = Pieces::default();
        for part in parts {
            whole.append(part);
        }
        Ok(whole)
    }

    /// Fills in the logits of every word of every job, batch by batch. Windows of like length go
    /// together; answers do not depend on it.
    fn compute(&self, jobs: &mut [Job]) -> Result<(), TaggerError> {
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (j, job) in jobs.iter().enumerate() {
            order.extend((0..job.plan.windows.len()).map(|w| (j, w)));
        }
        order.sort_by_key(|&(j, w)| jobs[j].plan.windows[w].len());
        for batch in order.chunks(BATCH) {
            let inputs: Vec<Input> = batch.iter().map(|&(j, w)| self.input(&jobs[j], w)).collect();
            // A window's answer depends on the window alone: what stands there twice is read once.
            let mut windows: Vec<Window<'_>> = Vec::with_capacity(inputs.len());
            let mut seen: HashMap<&Input, usize> = HashMap::with_capacity(inputs.len());
            let mut answer_of = Vec::with_capacity(inputs.len());
            for input @ Input { ids, types, read } in &inputs {
                answer_of.push(*seen.entry(input).or_insert_with(|| {
                    windows.push(Window { ids, types, read: Some(read) });
                    windows.len() - 1
                }));
            }
            let outputs = self.classifier.forward(&windows)?;
            for (&(j, w), answer) in batch.iter().zip(answer_of) {
                if let (Some(job), Some(output)) = (jobs.get_mut(j), outputs.get(answer)) {
                    job.take(w, output);
                }
            }
        }
        Ok(())
    }

    fn input(&self, job: &Job, window: usize) -> Input {
        let range = job.plan.windows[window].clone();
        let mut ids = Vec::with_capacity(range.len() + 2);
        ids.push(self.tokenizer.opening());
        ids.extend_from_slice(&job.pieces.ids[range.clone()]);
        ids.push(self.tokenizer.closing());
        let mut types = Vec::with_capacity(range.len() + 2);
        types.push(0);
        types.extend_from_slice(&job.pieces.types[range]);
        types.push(0);
        let mut read = vec![false; ids.len()];
        for (_, row) in job.read_in(window) {
            read[row] = true;
        }
        Input { ids, types, read }
    }

    fn decode(&self, job: &Job) -> Tagging {
        let labels = &self.config.labels;
        let scores = log_probabilities(job.logits.view(), self.config.temperature);
        let mut candidates = Vec::new();
        for sentence in &job.pieces.sentences {
            let rows = scores.slice(ndarray::s![sentence.words.clone(), ..]);
            for span in spans(rows, labels) {
                let kind = labels.types().get(span.type_index).and_then(|t| t.kind);
                let words = &job.pieces.words[sentence.words.clone()][span.words];
                if let (Some(kind), [first, ..], [.., last]) = (kind, words, words) {
                    candidates.push(Candidate {
                        span: first.span.join(last.span),
                        kind,
                        source: Source::Tagger,
                        priority: 0,
                        score: span.score,
                        standalone: true,
                        entries: Vec::new(),
                        date: None,
                    });
                }
            }
        }
        Tagging {
            candidates,
            windows: job.plan.windows.len(),
            pieces: job.pieces.ids.len(),
            words: job.pieces.words.len(),
        }
    }
}

/// One document on its way through the engine.
struct Job {
    pieces: Pieces,
    plan: Plan,
    /// A row for each word.
    logits: Array2<f32>,
}

/// One window, marks included.
#[derive(PartialEq, Eq, Hash)]
struct Input {
    ids: Vec<u32>,
    types: Vec<u8>,
    read: Vec<bool>,
}

impl Job {
    /// The words that are read in window number `window`, each with the row of its first piece, the opening
    /// mark's being row 0.
    fn read_in(&self, window: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let range = self.plan.windows[window].clone();
        let from = self.pieces.words.partition_point(|w| w.first < range.start);
        let to = self.pieces.words.partition_point(|w| w.first < range.end);
        (from..to)
            .filter(move |&word| self.plan.window_of_word[word] == window)
            .map(move |word| (word, self.pieces.words[word].first - range.start + 1))
    }

    /// Keeps the rows of the words that are read in window number `window`.
    fn take(&mut self, window: usize, output: &Array2<f32>) {
        let read: Vec<(usize, usize)> = self.read_in(window).collect();
        for (word, row) in read {
            self.logits.row_mut(word).assign(&output.row(row));
        }
    }
}

/// The sentences, and whatever text lies between them: no word goes unread.
fn stretches(document: &Document) -> Vec<CleanSpan> {
    let text = document.clean();
    let mut stretches = Vec::new();
    let mut at = 0;
    let end = CleanSpan::new(text.len(), text.len());
    for &sentence in document.sentences().iter().chain([&end]) {
        let gap = CleanSpan::new(at, sentence.start().max(at));
        if gap.slice(text).chars().any(|c| !c.is_whitespace()) {
            stretches.push(gap);
        }
        stretches.push(sentence);
        at = at.max(sentence.end());
    }
    stretches
}
