//! The composition of all stages: the only module that knows them all.

mod run;
mod times;

use std::sync::Arc;

use rayon::prelude::*;

pub use run::{GazetteerInfo, ModelInfo, RunInfo};
pub use times::Times;

use crate::aliases::{self, Resolution};
use crate::dates;
use crate::entity::{Candidate, Entity, Mention};
use crate::fuse;
use crate::gazetteer::{Coordinates, Gazetteer};
use crate::tagger::{Tagger, TaggerError, Tagging};
use crate::text::Document;

/// What a gazetteer knows of the entry an entity is linked to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Where a place is.
    pub coordinates: Option<Coordinates>,
    /// Wikidata item (`Q956`).
    pub wikidata: Option<Box<str>>,
}

/// Everything found in one document.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text with its clean view.
    pub document: Document,
    /// Mentions, sorted by start, not overlapping.
    pub mentions: Vec<Mention>,
    /// Entities, in order of first mention, and which mention belongs to which.
    pub resolution: Resolution,
    /// What the gazetteer knows of each entity's best entry, in the order of the entities.
    pub known: Vec<Known>,
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

    /// What the gazetteer knows of an entity.
    pub fn known_of(&self, entity: usize) -> Option<&Known> {
        self.known.get(entity)
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
    clock: times::Clock,
}

impl Pipeline {
    /// Puts the stages together. Without a tagger, gazetteers and grammar work alone.
    pub fn new(gazetteer: Arc<Gazetteer>, tagger: Option<Tagger>, options: Options) -> Self {
        Self { gazetteer, tagger, options, clock: times::Clock::default() }
    }

    /// Reads one text. The result depends on nothing but the text, the lists, the model and the
    /// options.
    ///
    /// # Errors
    /// Only what the tagger's engine reports.
    pub fn analyse(&self, text: impl Into<String>) -> Result<Analysis, TaggerError> {
        let (document, candidates) = self.read(text.into());
        let tagging = match &self.tagger {
            Some(tagger) => tagger.tag(&document)?,
            None => Tagging::default(),
        };
        Ok(self.join(document, candidates, tagging))
    }

    /// Reads many texts together: each gets the answer it would get alone. Faster than one by one
    /// where texts are short, for the tagger's windows fill up across them.
    pub fn analyse_all(&self, texts: Vec<String>) -> Vec<Result<Analysis, TaggerError>> {
        let read: Vec<(Document, Vec<Candidate>)> =
            texts.into_par_iter().map(|text| self.read(text)).collect();
        let documents: Vec<&Document> = read.iter().map(|(document, _)| document).collect();
        let taggings: Vec<Result<Tagging, TaggerError>> = match &self.tagger {
            None => documents.iter().map(|_| Ok(Tagging::default())).collect(),
            Some(tagger) => match tagger.tag_all(&documents) {
                Ok(taggings) => taggings.into_iter().map(Ok).collect(),
                // Which of them is to blame, they tell alone.
                Err(_) => documents.iter().map(|document| tagger.tag(document)).collect(),
            },
        };
        read.into_par_iter()
            .zip(taggings)
            .map(|((document, candidates), tagging)| {
                tagging.map(|tagging| self.join(document, candidates, tagging))
            })
            .collect()
    }

    /// Where the time went so far.
    pub fn times(&self) -> Times {
        self.clock.read(self.tagger.as_ref().map(Tagger::times))
    }

    /// The stages before the tagger.
    fn read(&self, text: String) -> (Document, Vec<Candidate>) {
        let document = self.clock.text.time(|| Document::new(text));
        let mut candidates = self.clock.gazetteer.time(|| self.gazetteer.find(&document));
        let dates = self.clock.dates.time(|| dates::find(&document, &self.options.dates));
        candidates.extend(dates.into_iter().map(Candidate::from));
        (document, candidates)
    }

    /// The stages after it.
    fn join(
        &self,
        document: Document,
        mut candidates: Vec<Candidate>,
        tagging: Tagging,
    ) -> Analysis {
        let Tagging { candidates: tagged, windows, pieces, .. } = tagging;
        candidates.extend(tagged);
        let mentions = self.clock.fuse.time(|| fuse::fuse(&document, candidates));
        let resolution = self
            .clock
            .aliases
            .time(|| aliases::resolve(&document, &mentions, &self.options.aliases));
        let warnings = warnings(&document, &mentions);
        let known = resolution.entities.iter().map(|e| self.known(e)).collect();
        Analysis { document, mentions, resolution, known, windows, pieces, warnings }
    }

    /// Only the best entry speaks for an entity: the others may be namesakes.
    fn known(&self, entity: &Entity) -> Known {
        let entry = entity.links.first().and_then(|link| self.gazetteer.entry(link));
        entry.map_or_else(Known::default, |entry| Known {
            coordinates: entry.coordinates,
            wikidata: entry.wikidata,
        })
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
