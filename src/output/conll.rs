//! CoNLL columns: token, label in IOB2, entity id, date value; a blank line between sentences.

use std::io::{self, Write};

use super::SourceInfo;
use crate::pipeline::Analysis;

/// Writes the tokens of the clean view with their labels.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, source: &SourceInfo, analysis: &Analysis) -> io::Result<()> {
    let doc = &analysis.document;
    writeln!(out, "# document = {}", one_line(&source.id))?;
    let mut mentions = analysis.mentions.iter().enumerate().peekable();
    let mut sentence = None;
    for token in doc.tokens() {
        let here = doc.sentence_at(token.span.start());
        if sentence.is_some_and(|s| s != here) {
            writeln!(out)?;
        }
        sentence = Some(here);
        while mentions.next_if(|(_, m)| m.clean.end() <= token.span.start()).is_some() {}
        let text = token.span.slice(doc.clean());
        match mentions.peek().filter(|(_, m)| m.clean.overlaps(token.span)) {
            None => writeln!(out, "{text}\tO\t_\t_")?,
            Some((i, m)) => {
                let prefix = if m.clean.start() >= token.span.start() { 'B' } else { 'I' };
                let entity = match analysis.entity_of(*i) {
                    Some(e) => format!("e{}", e + 1),
                    None => "_".to_owned(),
                };
                let value = m.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or("_");
                writeln!(out, "{text}\t{prefix}-{}\t{entity}\t{value}", m.kind)?;
            }
        }
    }
    writeln!(out)
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
