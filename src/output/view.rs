//! The text for a terminal or a pager, with its mentions marked.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Effects, Style};

use super::{SourceInfo, json};
use crate::entity::{EntityKind, Mention};
use crate::pipeline::Analysis;
use crate::text::{CleanSpan, ParagraphKind};

/// How mentions are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// `[PER Chai Junwu](e3)`: the notation that [`crate::markup`] reads.
    #[default]
    Marks,
    /// Escape codes of a terminal: a colour and an underline of its own for each kind, and its
    /// letter behind it.
    Colour,
}

/// Writes the clean view of one document, a blank line between paragraphs.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    source: &SourceInfo,
    analysis: &Analysis,
    paint: Paint,
) -> io::Result<()> {
    let doc = &analysis.document;
    let bold = Style::new().bold();
    if paint == Paint::Colour {
        let key: Vec<String> = EntityKind::ALL
            .into_iter()
            .map(|kind| format!("{0}{1}{0:#} {kind}", style(kind), letter(kind)))
            .collect();
        writeln!(out, "{bold}{}{bold:#}  {}\n", source.source, key.join("  "))?;
    }
    let mut mentions = analysis.mentions.iter().enumerate().peekable();
    let mut at = 0;
    for paragraph in doc.paragraphs() {
        let heading = paint == Paint::Colour && paragraph.kind == ParagraphKind::Heading;
        at = paragraph.span.start().max(at);
        let plain = |out: &mut dyn Write, from: usize, to: usize| {
            let text = CleanSpan::new(from, to).slice(doc.clean());
            // Control characters of a text must not reach the terminal.
            let text = text.replace(|c: char| c.is_control() && c != '\n' && c != '\t', " ");
            if heading { write!(out, "{bold}{text}{bold:#}") } else { write!(out, "{text}") }
        };
        while let Some((i, mention)) =
            mentions.next_if(|(_, m)| m.clean.start() < paragraph.span.end())
        {
            let from = mention.clean.start().max(at);
            plain(out, at, from)?;
            at = mention.clean.end().max(from);
            let text = CleanSpan::new(from, at).slice(doc.clean());
            let text = text.replace(char::is_control, " ");
            match paint {
                Paint::Marks => marked(out, analysis, i, mention, &text)?,
                Paint::Colour => {
                    let style = style(mention.kind);
                    write!(out, "{style}{text}{style:#}{}", letter(mention.kind))?;
                }
            }
        }
        let end = paragraph.span.end().max(at);
        plain(out, at, end)?;
        at = end;
        writeln!(out, "\n")?;
    }
    Ok(())
}

fn marked(
    out: &mut dyn Write,
    analysis: &Analysis,
    index: usize,
    mention: &Mention,
    text: &str,
) -> io::Result<()> {
    write!(out, "[{} {text}]", mention.kind)?;
    match (&mention.date, analysis.entity_of(index)) {
        (Some(date), _) => match (&date.value, date.modifier) {
            (Some(value), Some(modifier)) => write!(out, "({value} {})", modifier.as_str()),
            (Some(value), None) => write!(out, "({value})"),
            (None, _) => Ok(()),
        },
        (None, Some(entity)) => write!(out, "({})", json::entity_id(entity)),
        (None, None) => Ok(()),
    }
}

fn style(kind: EntityKind) -> Style {
    let (colour, line) = match kind {
        EntityKind::Person => (AnsiColor::Yellow, Effects::UNDERLINE),
        EntityKind::Organisation => (AnsiColor::Cyan, Effects::DOUBLE_UNDERLINE),
        EntityKind::Place => (AnsiColor::Green, Effects::DASHED_UNDERLINE),
        EntityKind::Date => (AnsiColor::Magenta, Effects::DOTTED_UNDERLINE),
    };
    Style::new().fg_color(Some(Color::Ansi(colour))).effects(line)
}

/// Small letters behind a name, for terminals that draw all underlines alike.
const fn letter(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "ᴾ",
        EntityKind::Organisation => "ᴼ",
        EntityKind::Place => "ᴸ",
        EntityKind::Date => "ᴰ",
    }
}
