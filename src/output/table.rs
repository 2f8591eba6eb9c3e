//! A table for people: each entity with its count and its other names, then the dates.

use std::io::{self, Write};

use super::{SourceInfo, json};
use crate::entity::EntityKind;
use crate::pipeline::Analysis;

/// Writes the table of one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, source: &SourceInfo, analysis: &Analysis) -> io::Result<()> {
    writeln!(
        out,
        "{}: {} mentions, {} entities",
        source.source,
        analysis.mentions.len(),
        analysis.entities().len()
    )?;
    let width =
        analysis.entities().iter().map(|e| e.name.chars().count()).max().unwrap_or(0).clamp(4, 48);
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let mut entities: Vec<_> = analysis.entities().iter().filter(|e| e.kind == kind).collect();
        // The sort is stable: equals stay in order of first mention.
        entities.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
        for entity in entities {
            let aliases: Vec<String> = json::aliases(entity, analysis)
                .into_iter()
                .map(|a| format!("{} ({})", a.text, a.count))
                .collect();
            let line = format!(
                "{kind:<4} {:>5}  {:<width$}  {}",
                entity.mentions.len(),
                entity.name,
                aliases.join(", ")
            );
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    for mention in analysis.mentions.iter().filter(|m| m.kind == EntityKind::Date) {
        let date = mention.date.as_ref();
        let value = date.and_then(|d| d.value.as_deref()).unwrap_or("?");
        let modifier = date
            .and_then(|d| d.modifier)
            .and_then(|m| serde_json::to_value(m).ok())
            .and_then(|m| m.as_str().map(|m| format!(" {m}")))
            .unwrap_or_default();
        writeln!(out, "DATE        {:<width$}  {value}{modifier}", mention.clean_text)?;
    }
    Ok(())
}
