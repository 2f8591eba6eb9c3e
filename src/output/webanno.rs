//! WebAnno TSV 3.3, which INCEpTION imports: the clean view, one token a line, UTF-16 offsets.
//!
//! Mentions go into the layer `NamedEntity` that every project has: the type is its `value`, the
//! entity (or the date's TIMEX3 value) its `identifier`, as a URN.

use std::io::{self, Write};

use super::json;
use super::pieces::{Piece, pieces};
use crate::entity::EntityKind;
use crate::pipeline::Analysis;
use crate::text::CleanSpan;

/// Writes one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    writeln!(
        out,
        "#FORMAT=WebAnno TSV 3.3\n\
         #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
    )?;
    let clean = analysis.document.clean();
    let pieces = pieces(analysis);
    let mut units = Units { text: clean, byte: 0, unit: 0 };
    for (number, sentence) in pieces.chunk_by(|a, b| a.sentence == b.sentence).enumerate() {
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { continue };
        let text = CleanSpan::new(first.span.start(), last.span.end()).slice(clean);
        writeln!(out, "\n#Text={}", escape_text(text))?;
        for (at, piece) in sentence.iter().enumerate() {
            let (from, to) = (units.at(piece.span.start()), units.at(piece.span.end()));
            let form = escape_text(piece.span.slice(clean));
            let (identifier, value) = features(analysis, &pieces, piece);
            writeln!(
                out,
                "{}-{}\t{from}-{to}\t{form}\t{identifier}\t{value}\t",
                number + 1,
                at + 1
            )?;
        }
    }
    Ok(())
}

/// The two cells of a token. A number in brackets joins the tokens of one mention.
fn features(analysis: &Analysis, pieces: &[Piece], piece: &Piece) -> (String, String) {
    let Some((index, mention)) = piece.mention.and_then(|i| Some((i, analysis.mentions.get(i)?)))
    else {
        return ("_".to_owned(), "_".to_owned());
    };
    let identifier = match mention.kind {
        EntityKind::Date => mention
            .date
            .as_ref()
            .and_then(|d| d.value.as_deref())
            .map(|v| format!("urn:timex3:{v}")),
        _ => analysis.entity_of(index).map(|e| format!("urn:onomast:{}", json::entity_id(e))),
    };
    let identifier = identifier.map_or_else(|| "*".to_owned(), |i| escape_value(&i));
    let from = pieces.partition_point(|p| p.span.start() < mention.clean.start());
    let several = pieces.get(from + 1).is_some_and(|next| next.mention == piece.mention);
    if several {
        let number = index + 1;
        (format!("{identifier}[{number}]"), format!("{}[{number}]", mention.kind))
    } else {
        (identifier, mention.kind.to_string())
    }
}

/// Counts UTF-16 units up to ever later bytes.
struct Units<'a> {
    text: &'a str,
    byte: usize,
    unit: usize,
}

impl Units<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.unit += self.text.get(self.byte..byte).unwrap_or_default().encode_utf16().count();
        self.byte = byte.max(self.byte);
        self.unit
    }
}

fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{c}' => out.push_str("\\f"),
            c => out.push(c),
        }
    }
    out
}

fn escape_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\\' | '[' | ']' | '|' | '_' | ';' | '*') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        let mut units = Units { text: "a𝔸b", byte: 0, unit: 0 };
        assert_eq!([units.at(1), units.at(5), units.at(6)], [1, 3, 4]);
    }

    #[test]
    fn reserved_characters_are_escaped() {
        assert_eq!(escape_value("1945-08-12;1945_x"), "1945-08-12\\;1945\\_x");
        assert_eq!(escape_text("a\\b\nc"), "a\\\\b\\nc");
    }
}
