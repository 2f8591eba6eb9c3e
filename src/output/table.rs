//! A table for people: each entity with its count and its other names, then the dates.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

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
    let width = analysis.entities().iter().map(|e| e.name.width()).max().unwrap_or(0).clamp(4, 48);
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
                "{kind:<4} {:>5}  {}  {}",
                entity.mentions.len(),
                padded(&entity.name, width),
                aliases.join(", ")
            );
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    for mention in analysis.mentions.iter().filter(|m| m.kind == EntityKind::Date) {
        let date = mention.date.as_ref();
        let value = date.and_then(|d| d.value.as_deref()).unwrap_or("?");
        let modifier =
            date.and_then(|d| d.modifier).map(|m| format!(" {}", m.as_str())).unwrap_or_default();
        writeln!(out, "DATE        {}  {value}{modifier}", padded(&mention.clean_text, width))?;
    }
    Ok(())
}

/// Blanks behind a text up to a width in columns of the terminal: a Chinese character takes two, a
/// combining mark none.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(padded("金日成", 8), "金日成  ");
        assert_eq!(padded("Kim", 8), "Kim     ");
        assert_eq!(padded("e\u{301}", 2), "e\u{301} ");
        assert_eq!(padded("longer than that", 4), "longer than that");
    }
}
