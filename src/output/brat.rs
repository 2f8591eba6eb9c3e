//! brat standoff: the `.ann` file; the raw text goes beside it as `.txt`.
//!
//! Text-bound annotations with code-point offsets into the raw text, in pieces where a line ends
//! within a name; `Equiv` joins the mentions of an entity, the attributes `Value` and `Mod` hold a
//! date's meaning, a note holds entity id and name.

use std::io::{self, Write};

use super::json::JsonDocument;

/// Writes the annotations of one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let (mut attributes, mut notes) = (0, 0);
    for (i, mention) in document.mentions.iter().enumerate() {
        let id = i + 1;
        let lines = lines(&mention.text, mention.start);
        let offsets: Vec<String> = lines.iter().map(|l| format!("{} {}", l.0, l.1)).collect();
        let text: Vec<&str> = lines.iter().map(|l| l.2).collect();
        writeln!(out, "T{id}\t{} {}\t{}", mention.kind, offsets.join(";"), text.join(" "))?;
        let value = mention.value.as_deref().map(|v| ("Value", v));
        let modifier = mention.modifier.map(|m| ("Mod", m.as_str()));
        for (name, value) in value.into_iter().chain(modifier) {
            attributes += 1;
            writeln!(out, "A{attributes}\t{name} T{id} {value}")?;
        }
        let entity = mention.entity.as_deref().and_then(|id| document.entity(id));
        if let Some(entity) = entity {
            notes += 1;
            writeln!(
                out,
                "#{notes}\tAnnotatorNotes T{id}\t{} {}",
                entity.id,
                one_line(&entity.name)
            )?;
        }
    }
    for entity in document.entities.iter().filter(|e| e.mentions.len() > 1) {
        write!(out, "*\tEquiv")?;
        for mention in &entity.mentions {
            write!(out, " {}", mention.replacen('m', "T", 1))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The pieces of a text between its line ends and tabs: code-point bounds and the piece itself.
fn lines(text: &str, start: usize) -> Vec<(usize, usize, &str)> {
    let mut out = Vec::new();
    let mut at = start;
    for line in text.split(['\n', '\r', '\t', '\u{c}']) {
        let lead = line.chars().take_while(|c| c.is_whitespace()).count();
        let inner = line.trim();
        if !inner.is_empty() {
            out.push((at + lead, at + lead + inner.chars().count(), inner));
        }
        at += line.chars().count() + 1;
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_a_line_end_is_in_pieces() {
        assert_eq!(lines("Mao\n  Zedong", 10), [(10, 13, "Mao"), (16, 22, "Zedong")]);
        assert_eq!(lines("Lüshun", 0), [(0, 6, "Lüshun")]);
    }
}
