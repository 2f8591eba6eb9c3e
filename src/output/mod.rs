//! Writers: an analysed document in every format that [`Format`] names.
//!
//! ```
//! use onomast::gazetteer::Gazetteer;
//! use onomast::output::{self, Format, SourceInfo};
//! use onomast::pipeline::{Options, Pipeline, RunInfo};
//!
//! let pipeline = Pipeline::new(Gazetteer::builtin(), None, Options::default());
//! let analysis = pipeline.analyse("Lenin came to Petrograd in April 1917.")?;
//! let source = SourceInfo { id: "p".into(), source: "p.txt".into() };
//! let mut out = Vec::new();
//! output::write(&mut out, Format::Text, &source, &analysis, &RunInfo::default())?;
//! let text = String::from_utf8(out)?;
//! assert_eq!(text.trim(), "[PER Lenin](e1) came to [LOC Petrograd](e2) in [DATE April 1917](1917-04).");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod brat;
pub mod conll;
mod graphs;
pub mod html;
mod interval;
pub mod json;
mod linked;
mod network;
mod pages;
#[cfg(feature = "parquet")]
pub mod parquet;
mod pieces;
pub mod registry;
pub mod spacy;
pub mod table;
mod tables;
pub mod tei;
pub mod view;
pub mod webanno;
mod xml;

use std::io::{self, Write};

pub use self::graphs::{gexf, graph_ml};
pub use self::interval::{Interval, interval};
pub use self::linked::{geo_json, json_ld};
pub use self::network::{Tie, ties};
pub use self::tables::{ENTITY_COLUMNS, MENTION_COLUMNS, entities, mentions};
pub use self::xml::escape;
use crate::pipeline::{Analysis, RunInfo};

/// How results are written. Command line, batch and docs all know the formats from here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// One indented JSON document.
    #[default]
    Json,
    /// One JSON document a line.
    Jsonl,
    /// One page to read, walk through and print.
    Html,
    /// The text with marks, for people.
    Text,
    /// Entities with their aliases, for people.
    Table,
    /// Tokens in lines, IOB2 labels beside them.
    Conll,
    /// brat standoff.
    Brat,
    /// WebAnno TSV 3.3.
    WebAnno,
    /// TEI P5.
    Tei,
    /// spaCy's JSON of a `Doc`.
    Spacy,
    /// A table of entities.
    CsvEntities,
    /// A table of mentions.
    CsvMentions,
    /// Linked data.
    JsonLd,
    /// Places for maps.
    GeoJson,
    /// The network of entities, for graph tools.
    GraphMl,
    /// The network of entities, for Gephi.
    Gexf,
    /// A table of mentions as Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Every format of this build, in the order in which help and docs list them.
    pub const ALL: &'static [Self] = &[
        Self::Json,
        Self::Jsonl,
        Self::Html,
        Self::Text,
        Self::Table,
        Self::Conll,
        Self::Brat,
        Self::WebAnno,
        Self::Tei,
        Self::Spacy,
        Self::CsvEntities,
        Self::CsvMentions,
        Self::JsonLd,
        Self::GeoJson,
        Self::GraphMl,
        Self::Gexf,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Text => "text",
            Self::Table => "table",
            Self::Conll => "conll",
            Self::Brat => "brat",
            Self::WebAnno => "webanno",
            Self::Tei => "tei",
            Self::Spacy => "spacy",
            Self::CsvEntities => "csv-entities",
            Self::CsvMentions => "csv-mentions",
            Self::JsonLd => "jsonld",
            Self::GeoJson => "geojson",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// What it is, in a line.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Json => "One indented JSON document",
            Self::Jsonl => "One JSON document a line",
            Self::Html => "One page for the browser: text, index, time line, network",
            Self::Text => "The text with its mentions marked; coloured at a terminal",
            Self::Table => "Entities with their aliases, for people",
            Self::Conll => "Tokens with IOB2 labels",
            Self::Brat => "brat standoff; the text goes beside it",
            Self::WebAnno => "WebAnno TSV 3.3, for INCEpTION",
            Self::Tei => "TEI P5 with lists of people, organisations and places",
            Self::Spacy => "spaCy's JSON of a Doc, one document a line",
            Self::CsvEntities => "CSV, one row for each entity",
            Self::CsvMentions => "CSV, one row for each mention",
            Self::JsonLd => "JSON-LD: schema.org entities, web annotations",
            Self::GeoJson => "GeoJSON of the places whose coordinates are known",
            Self::GraphMl => "GraphML: who shares sentences with whom",
            Self::Gexf => "GEXF, the same network for Gephi",
            #[cfg(feature = "parquet")]
            Self::Parquet => "Parquet, one row for each mention",
        }
    }

    /// The file name extension of this format; no two formats share one.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Text => "marked.txt",
            Self::Table => "table.txt",
            Self::Conll => "conll",
            Self::Brat => "ann",
            Self::WebAnno => "tsv",
            Self::Tei => "tei.xml",
            Self::Spacy => "spacy.json",
            Self::CsvEntities => "entities.csv",
            Self::CsvMentions => "mentions.csv",
            Self::JsonLd => "jsonld",
            Self::GeoJson => "geojson",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// Whether several documents may follow one another in one file.
    pub const fn joins(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Jsonl | Self::Text | Self::Table | Self::Conll | Self::Spacy
        )
    }

    /// Whether the file is of no use without the raw text beside it, under the same name with the
    /// extension `txt`.
    pub const fn wants_text(self) -> bool {
        matches!(self, Self::Brat)
    }
}

/// Writes one analysed document.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    source: &SourceInfo,
    analysis: &Analysis,
    run: &RunInfo,
) -> io::Result<()> {
    let document = || json::document(source, analysis, run);
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &document())?;
            writeln!(out)
        }
        Format::Jsonl => json::to_line(out, &document()),
        Format::Html => html::write(out, source, analysis, run),
        Format::Text => view::write(out, source, analysis, view::Paint::Marks),
        Format::Table => table::write(out, source, analysis),
        Format::Conll => conll::write(out, source, analysis),
        Format::Brat => brat::write(out, &document()),
        Format::WebAnno => webanno::write(out, analysis),
        Format::Tei => tei::write(out, &document(), analysis),
        Format::Spacy => spacy::write(out, &document(), analysis),
        Format::CsvEntities => entities(out, &document()),
        Format::CsvMentions => mentions(out, &document()),
        Format::JsonLd => json_ld(out, &document()),
        Format::GeoJson => geo_json(out, &document()),
        Format::GraphMl => graph_ml(out, &document(), &ties(analysis)),
        Format::Gexf => gexf(out, &document(), &ties(analysis)),
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::write(out, &document()),
    }
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Its id: the file's stem, or the `id` of a JSONL line.
    pub id: String,
    /// Its file name, or `-` for standard input.
    pub source: String,
}
