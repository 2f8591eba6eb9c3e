//! CSV: one table of entities, one of mentions, with a header each (RFC 4180, UTF-8).

use std::io::{self, Write};

use super::interval::interval;
use super::json::JsonDocument;

/// Columns of the table of entities.
pub const ENTITY_COLUMNS: [&str; 12] = [
    "document",
    "id",
    "type",
    "name",
    "aliases",
    "mentions",
    "first",
    "gazetteer",
    "wikidata",
    "latitude",
    "longitude",
    "ambiguous",
];

/// Columns of the table of mentions.
pub const MENTION_COLUMNS: [&str; 21] = [
    "document",
    "id",
    "start",
    "end",
    "byte_start",
    "byte_end",
    "page",
    "sentence",
    "type",
    "text",
    "entity",
    "name",
    "score",
    "sources",
    "timex",
    "value",
    "mod",
    "from",
    "to",
    "anchor",
    "uncertain",
];

/// Between several values of one cell.
const SEPARATOR: &str = "; ";

/// Writes a row for each entity; `aliases` has the count of each in brackets.
///
/// # Errors
/// Those of `out`.
pub fn entities(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(ENTITY_COLUMNS)?;
    for e in &document.entities {
        let aliases: Vec<String> =
            e.aliases.iter().map(|a| format!("{} ({})", a.text, a.count)).collect();
        let [latitude, longitude] = e
            .links
            .coordinates
            .map_or_else(Default::default, |c| c.map(|degrees| degrees.to_string()));
        table.write_record([
            document.document.id.as_str(),
            &e.id,
            e.kind.label(),
            &e.name,
            &aliases.join(SEPARATOR),
            &e.mentions.len().to_string(),
            e.mentions.first().map_or("", String::as_str),
            e.links.gazetteer.as_deref().unwrap_or_default(),
            e.links.wikidata.as_deref().unwrap_or_default(),
            &latitude,
            &longitude,
            &e.ambiguous.join(SEPARATOR),
        ])?;
    }
    table.flush()
}

/// Writes a row for each mention; `from` and `to` are the days that a date covers.
///
/// # Errors
/// Those of `out`.
pub fn mentions(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(MENTION_COLUMNS)?;
    for m in &document.mentions {
        let entity = m.entity.as_deref().and_then(|id| document.entity(id));
        let days = m.value.as_deref().and_then(interval);
        let sources: Vec<&str> = m.sources.iter().map(|s| s.as_str()).collect();
        table.write_record([
            document.document.id.as_str(),
            &m.id,
            &m.start.to_string(),
            &m.end.to_string(),
            &m.byte_start.to_string(),
            &m.byte_end.to_string(),
            &m.page.map(|p| p.to_string()).unwrap_or_default(),
            &m.sentence.to_string(),
            m.kind.label(),
            &m.text,
            m.entity.as_deref().unwrap_or_default(),
            entity.map_or("", |e| e.name.as_str()),
            &m.score.to_string(),
            &sources.join(SEPARATOR),
            m.timex.map_or("", |t| t.as_str()),
            m.value.as_deref().unwrap_or_default(),
            m.modifier.map_or("", |m| m.as_str()),
            &days.map(|d| d.from.to_string()).unwrap_or_default(),
            &days.map(|d| d.to.to_string()).unwrap_or_default(),
            m.anchor.as_deref().unwrap_or_default(),
            if m.uncertain { "true" } else { "" },
        ])?;
    }
    table.flush()
}
