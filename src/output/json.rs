//! The JSON of one document, schema version 1. `docs/schema/document.schema.json` describes it.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{SourceInfo, pages};
use crate::dates::{Modifier, TimexType};
use crate::entity::{Entity, EntityKind, EntryRef, EvidenceKind, Source};
use crate::hex::hex;
use crate::pipeline::{Analysis, RunInfo};
use crate::text::CharOffsets;

/// The version written into every document; it changes when a reader would have to.
pub const SCHEMA_VERSION: &str = "1";

/// One document with all that was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonDocument {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// The text itself.
    pub document: JsonSource,
    /// What produced this.
    pub run: RunInfo,
    /// How much was read: nothing is ever cut off.
    pub read: JsonRead,
    /// Mentions, sorted by start, not overlapping.
    pub mentions: Vec<JsonMention>,
    /// Entities, in order of first mention.
    pub entities: Vec<JsonEntity>,
    /// What a careful reader should know about this run.
    pub warnings: Vec<String>,
}

/// The text a result belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonSource {
    /// Its id.
    pub id: String,
    /// Its file name.
    pub source: String,
    /// Length in Unicode code points.
    pub chars: usize,
    /// SHA-256 of the raw text in UTF-8.
    pub sha256: String,
}

/// Counts of what the stages read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonRead {
    /// Sentences found.
    pub sentences: usize,
    /// Windows the tagger saw.
    pub windows: usize,
    /// Word pieces the tagger saw, each counted once however many windows hold it.
    pub tokens: usize,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonMention {
    /// `m1`, `m2`, ... in text order.
    pub id: String,
    /// First code point of the raw text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First byte of the raw text.
    pub byte_start: usize,
    /// One past the last byte.
    pub byte_end: usize,
    /// The raw text between them.
    pub text: String,
    /// PER, ORG, LOC or DATE.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Id of its entity; none for dates.
    pub entity: Option<String>,
    /// Probability-like score.
    pub score: f64,
    /// The stages that found it.
    pub sources: Vec<Source>,
    /// Number of its sentence, from 0.
    pub sentence: usize,
    /// Page on which it starts, from 1, where the text has form feeds between its pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// TIMEX3 type, where it is not DATE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexType>,
    /// ISO 8601 / TIMEX3 value, for dates.
    pub value: Option<String>,
    /// TIMEX3 modifier, for dates.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// Id of the mention from which a missing year or month was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// Set where the value rests on a guess of last resort.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uncertain: bool,
}

/// One entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonEntity {
    /// `e1`, `e2`, ... in order of first mention.
    pub id: String,
    /// PER, ORG or LOC.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Best name.
    pub name: String,
    /// Every other spelling, the most frequent first.
    pub aliases: Vec<JsonAlias>,
    /// Ids of its mentions.
    pub mentions: Vec<String>,
    /// Why its names are one entity.
    pub evidence: Vec<JsonEvidence>,
    /// Identifiers elsewhere.
    pub links: JsonLinks,
    /// Other entities that some of its mentions might belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ambiguous: Vec<String>,
}

/// One spelling of an entity's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonAlias {
    /// As in the clean view.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// One reason for a merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonEvidence {
    /// Its family.
    pub kind: EvidenceKind,
    /// The two names.
    pub between: [String; 2],
    /// Ids of the two mentions.
    pub mentions: [String; 2],
    /// First code point of the raw text that proves it.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// For a person to read.
    pub because: String,
    /// Id of the date mention that says since when the later name holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// Identifiers of an entity elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JsonLinks {
    /// `list:id` of the best gazetteer entry.
    pub gazetteer: Option<String>,
    /// Wikidata item, where the gazetteer knows it.
    pub wikidata: Option<String>,
    /// Latitude and longitude in degrees, where the gazetteer knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<[f64; 2]>,
}

impl JsonDocument {
    /// The entity of this id (`e1`, `e2`, ...).
    pub fn entity(&self, id: &str) -> Option<&JsonEntity> {
        let index = id.strip_prefix('e')?.parse::<usize>().ok()?.checked_sub(1)?;
        self.entities.get(index).filter(|e| e.id == id)
    }
}

/// Writes a value as one line of JSON.
///
/// # Errors
/// Those of `out`.
pub(super) fn to_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}

/// Builds the JSON value of one document.
pub fn document(source: &SourceInfo, analysis: &Analysis, run: &RunInfo) -> JsonDocument {
    let doc = &analysis.document;
    let offsets = CharOffsets::new(doc.raw());
    JsonDocument {
        schema_version: SCHEMA_VERSION.to_owned(),
        document: JsonSource {
            id: source.id.clone(),
            source: source.source.clone(),
            chars: offsets.char_of(doc.raw().len()),
            sha256: hex(&Sha256::digest(doc.raw().as_bytes())),
        },
        run: run.clone(),
        read: JsonRead {
            sentences: doc.sentences().len(),
            windows: analysis.windows,
            tokens: analysis.pieces,
        },
        mentions: mentions(analysis, &offsets),
        entities: analysis
            .entities()
            .iter()
            .enumerate()
            .map(|(i, e)| entity(i, e, analysis, &offsets))
            .collect(),
        warnings: analysis.warnings.clone(),
    }
}

fn mentions(analysis: &Analysis, offsets: &CharOffsets<'_>) -> Vec<JsonMention> {
    let pages = pages::starts(analysis.document.raw());
    analysis
        .mentions
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let date = m.date.as_ref();
            let anchor = date.and_then(|d| d.anchor).and_then(|at| {
                analysis.mentions.iter().position(|other| {
                    other.date.is_some() && other.clean.start() <= at && at < other.clean.end()
                })
            });
            JsonMention {
                id: mention_id(i),
                start: offsets.char_of(m.raw.start()),
                end: offsets.char_of(m.raw.end()),
                byte_start: m.raw.start(),
                byte_end: m.raw.end(),
                text: m.text.clone(),
                kind: m.kind,
                entity: analysis.entity_of(i).map(entity_id),
                score: round(m.score),
                sources: m.sources.clone(),
                sentence: m.sentence,
                page: pages::page(&pages, m.raw.start()),
                timex: date.map(|d| d.timex).filter(|t| *t != TimexType::Date),
                value: date.and_then(|d| d.value.clone()),
                modifier: date.and_then(|d| d.modifier),
                anchor: anchor.map(mention_id),
                uncertain: date.is_some_and(|d| d.uncertain),
            }
        })
        .collect()
}

fn entity(
    index: usize,
    entity: &Entity,
    analysis: &Analysis,
    offsets: &CharOffsets<'_>,
) -> JsonEntity {
    let known = analysis.known_of(index);
    let links = links(&entity.links);
    let wikidata = links.wikidata.clone();
    let name_of = |i: usize| analysis.mentions.get(i).map(|m| m.clean_text.clone());
    let evidence = entity
        .evidence
        .iter()
        .map(|e| JsonEvidence {
            kind: e.kind,
            between: [
                name_of(e.between.0).unwrap_or_default(),
                name_of(e.between.1).unwrap_or_default(),
            ],
            mentions: [mention_id(e.between.0), mention_id(e.between.1)],
            start: offsets.char_of(e.proof.start()),
            end: offsets.char_of(e.proof.end()),
            because: e.because.clone(),
            since: e.since.map(mention_id),
        })
        .collect();
    JsonEntity {
        id: entity_id(index),
        kind: entity.kind,
        name: entity.name.clone(),
        aliases: aliases(entity, analysis),
        mentions: entity.mentions.iter().map(|&i| mention_id(i)).collect(),
        evidence,
        links: JsonLinks {
            coordinates: known.and_then(|k| k.coordinates).map(|c| [c.latitude, c.longitude]),
            wikidata: known.and_then(|k| k.wikidata.as_deref().map(str::to_owned)).or(wikidata),
            ..links
        },
        ambiguous: entity.ambiguous_with.clone(),
    }
}

/// The best entry, and the first that tells a Wikidata item.
pub(super) fn links(entries: &[EntryRef]) -> JsonLinks {
    JsonLinks {
        gazetteer: entries.first().map(|l| format!("{}:{}", l.gazetteer, l.id)),
        wikidata: entries.iter().find_map(|l| wikidata(&l.id)),
        coordinates: None,
    }
}

/// An entry whose id is a Wikidata item number says so by its form.
fn wikidata(id: &str) -> Option<String> {
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| id.to_owned())
}

/// Spellings other than the best name, most frequent first, then by first mention.
pub(super) fn aliases(entity: &Entity, analysis: &Analysis) -> Vec<JsonAlias> {
    let mut seen: Vec<JsonAlias> = Vec::new();
    for mention in entity.mentions.iter().filter_map(|&i| analysis.mentions.get(i)) {
        if mention.clean_text == entity.name {
            continue;
        }
        match seen.iter_mut().find(|a| a.text == mention.clean_text) {
            Some(alias) => alias.count += 1,
            None => seen.push(JsonAlias { text: mention.clean_text.clone(), count: 1 }),
        }
    }
    seen.sort_by_key(|a| std::cmp::Reverse(a.count));
    seen
}

/// `m1`, `m2`, ...
pub(super) fn mention_id(index: usize) -> String {
    format!("m{}", index + 1)
}

/// `e1`, `e2`, ...
pub(super) fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

/// Four decimals are all a score can claim; fewer digits keep files small and diffs quiet.
fn round(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}
