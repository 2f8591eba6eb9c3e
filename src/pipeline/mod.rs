//! The composition of all stages: the only module that knows them all.

mod run;

use std::sync::Arc;

pub use run::{GazetteerInfo, ModelInfo, RunInfo};

use crate::aliases::{self, Resolution};
use crate::dates;
use crate::entity::{Candidate, Entity, Mention};
use crate::fuse;
use crate::gazetteer::Gazetteer;
use crate::tagger::{Tagger, TaggerError};
use crate::text::Document;

/// Everything found in one document.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text with its clean view.
    pub document: Document,
    /// Mentions, sorted by start, not overlapping.
    pub mentions: Vec<Mention>,
    /// Entities, in order of first mention, and which mention belongs to which.
    pub resolution: Resolution,
    /// Windows the tagger saw.
    pub windows: usize,
    /// Word pieces the tagger saw.
    pub pieces: usize,
    /// What a careful reader should know.
    pub warnings: Vec<String>,
}

impl Analysis {
    /// Entities, in order of first mention.
    pub fn entities(&self) -> &[Entity] {
        &self.resolution.entities
    }

    /// Index of a mention's entity; `None` for dates.
    pub fn entity_of(&self, mention: usize) -> Option<usize> {
        self.resolution.entity_of.get(mention).copied().flatten()
    }

    /// Why the mentions called `name` belong to their entity, as text for a person.
    pub fn explain(&self, name: &str) -> String {
        aliases::explain(&self.document, &self.mentions, &self.resolution, name)
    }
}

/// What may be set for a run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Scope and last-resort year of the date grammar.
    pub dates: dates::Options,
    /// Switches of the alias stage.
    pub aliases: aliases::Options,
}

/// All stages, loaded and ready. `Send + Sync`: one pipeline serves any number of threads.
#[derive(Debug)]
pub struct Pipeline {
    gazetteer: Arc<Gazetteer>,
    tagger: Option<Tagger>,
    options: Options,
}

impl Pipeline {
    /// Puts the stages together. Without a tagger, gazetteers and grammar work alone.
    pub fn new(gazetteer: Arc<Gazetteer>, tagger: Option<Tagger>, options: Options) -> Self {
        Self { gazetteer, tagger, options }
    }

    /// Reads one text. The result depends on nothing but the text, the lists, the model and the
    /// options.
    ///
    /// # Errors
    /// Only what the tagger's engine reports.
    pub fn analyse(&self, text: impl Into<String>) -> Result<Analysis, TaggerError> {
        let document = Document::new(text);
        let mut candidates = self.gazetteer.find(&document);
        candidates
            .extend(dates::find(&document, &self.options.dates).into_iter().map(Candidate::from));
        let (mut windows, mut pieces) = (0, 0);
        if let Some(tagger) = &self.tagger {
            let tagging = tagger.tag(&document)?;
            (windows, pieces) = (tagging.windows, tagging.pieces);
            candidates.extend(tagging.candidates);
        }
        let mentions = fuse::fuse(&document, candidates);
        let resolution = aliases::resolve(&document, &mentions, &self.options.aliases);
        let warnings = warnings(&document, &mentions);
        Ok(Analysis { document, mentions, resolution, windows, pieces, warnings })
    }
}

fn warnings(document: &Document, mentions: &[Mention]) -> Vec<String> {
    let mut warnings = Vec::new();
    let controls = document.raw().chars().filter(|c| *c == '\0').count();
    if controls > 0 {
        warnings.push(format!("the text holds {controls} NUL characters; they are read as blanks"));
    }
    let guessed = mentions.iter().filter(|m| m.date.as_ref().is_some_and(|d| d.uncertain)).count();
    if guessed > 0 {
        warnings.push(format!("{guessed} dates took their year from the publication date alone"));
    }
    warnings
}
