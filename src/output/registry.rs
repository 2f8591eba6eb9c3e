//! The registry of a folder as JSON lines: one entity a line.
//! `docs/schema/entities.schema.json` describes a line.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::json::{JsonLinks, entity_id, links};
use crate::aliases::{Member, Registered};
use crate::entity::{EntityKind, EvidenceKind};

/// One entity over all documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JsonRegistered {
    /// `per:mao-zedong` and its like.
    pub id: String,
    /// Its best name.
    pub name: String,
    /// PER, ORG or LOC.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// All its spellings, the best name's too, the most frequent first.
    pub aliases: Vec<JsonNameUse>,
    /// The entities of single documents that it stands for.
    pub members: Vec<JsonMember>,
    /// Why they are one: one reason fewer than members.
    pub evidence: Vec<JsonBridge>,
    /// Identifiers elsewhere.
    pub links: JsonLinks,
}

/// One spelling over all documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonNameUse {
    /// As in the clean views.
    pub text: String,
    /// How often in all documents.
    pub count: usize,
    /// Ids of the documents that use it.
    pub documents: Vec<String>,
}

/// An entity of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonMember {
    /// The document's id.
    pub document: String,
    /// The entity's id there.
    pub entity: String,
}

/// One merge across documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonBridge {
    /// Its family.
    pub kind: EvidenceKind,
    /// The names in the two documents.
    pub between: [String; 2],
    /// The two entities.
    pub members: [JsonMember; 2],
    /// For a person to read.
    pub because: String,
}

impl From<&Member> for JsonMember {
    fn from((document, entity): &Member) -> Self {
        Self { document: document.clone(), entity: entity_id(*entity) }
    }
}

impl From<&Registered> for JsonRegistered {
    fn from(entity: &Registered) -> Self {
        let aliases = entity.aliases.iter().map(|a| JsonNameUse {
            text: a.text.clone(),
            count: a.count,
            documents: a.documents.clone(),
        });
        let evidence = entity.evidence.iter().map(|e| JsonBridge {
            kind: e.kind,
            between: [e.names.0.clone(), e.names.1.clone()],
            members: [(&e.between.0).into(), (&e.between.1).into()],
            because: e.because.clone(),
        });
        Self {
            id: entity.id.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
            aliases: aliases.collect(),
            members: entity.members.iter().map(JsonMember::from).collect(),
            evidence: evidence.collect(),
            links: links(&entity.links),
        }
    }
}

/// Writes one entity a line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, entities: &[Registered]) -> io::Result<()> {
    for entity in entities {
        serde_json::to_writer(&mut *out, &JsonRegistered::from(entity))?;
        writeln!(out)?;
    }
    Ok(())
}
