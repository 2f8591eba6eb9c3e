//! TEI P5: the clean view in paragraphs, names and dates marked, lists of who and what in `standOff`.
//!
//! `persName`, `orgName` and `placeName` point with `ref` to `listPerson`, `listOrg` and
//! `listPlace`. A `date` has `when` (or `from` and `to`) where its value is one that TEI's W3C
//! attributes can hold, `notBefore` and `notAfter` where it is a stretch within which it lies, and
//! the TIMEX3 value in `when-custom` always.

use std::io::{self, Write};

use super::interval::interval;
use super::json::{JsonDocument, JsonEntity, JsonMention};
use super::pages;
use super::xml::escape;
use crate::dates::Modifier;
use crate::entity::EntityKind;
use crate::pipeline::Analysis;
use crate::text::{CleanSpan, ParagraphKind};

/// Writes one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, document: &JsonDocument, analysis: &Analysis) -> io::Result<()> {
    header(out, document)?;
    stand_off(out, document)?;
    writeln!(out, "<text xml:lang=\"en\">\n<body>")?;
    body(out, document, analysis)?;
    writeln!(out, "</body>\n</text>\n</TEI>")
}

fn header(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let model = document.run.model.model.as_deref().unwrap_or("none");
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n\
         <fileDesc>\n<titleStmt><title>{}</title></titleStmt>\n\
         <publicationStmt><p>Not published: names and dates were marked by a program.</p></publicationStmt>\n\
         <sourceDesc><p>{} (SHA-256 {})</p></sourceDesc>\n</fileDesc>\n\
         <encodingDesc><appInfo><application ident=\"onomast\" version=\"{}\">\
         <label>onomast</label><desc>model {}</desc></application></appInfo></encodingDesc>\n</teiHeader>",
        escape(&document.document.id),
        escape(&document.document.source),
        document.document.sha256,
        escape(&document.run.onomast),
        escape(model)
    )
}

fn stand_off(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let lists = [
        (EntityKind::Person, "listPerson", "person", "persName"),
        (EntityKind::Organisation, "listOrg", "org", "orgName"),
        (EntityKind::Place, "listPlace", "place", "placeName"),
    ];
    // An empty list, or a standOff without any, is not valid.
    if document.entities.is_empty() {
        return Ok(());
    }
    writeln!(out, "<standOff>")?;
    for (kind, list, item, name) in lists {
        let of_kind: Vec<&JsonEntity> =
            document.entities.iter().filter(|e| e.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        writeln!(out, "<{list}>")?;
        for e in of_kind {
            writeln!(out, "<{item} xml:id=\"{}\"><{name}>{}</{name}>", e.id, escape(&e.name))?;
            for alias in &e.aliases {
                writeln!(out, "<{name} type=\"alias\">{}</{name}>", escape(&alias.text))?;
            }
            if let Some([latitude, longitude]) = e.links.coordinates {
                writeln!(out, "<location><geo>{latitude} {longitude}</geo></location>")?;
            }
            if let Some(wikidata) = &e.links.wikidata {
                writeln!(out, "<idno type=\"wikidata\">{}</idno>", escape(wikidata))?;
            }
            if let Some(entry) = &e.links.gazetteer {
                writeln!(out, "<idno type=\"gazetteer\">{}</idno>", escape(entry))?;
            }
            writeln!(out, "</{item}>")?;
        }
        writeln!(out, "</{list}>")?;
    }
    writeln!(out, "</standOff>")
}

/// Paragraphs; a heading becomes a `head` that opens a `div`.
fn body(out: &mut dyn Write, document: &JsonDocument, analysis: &Analysis) -> io::Result<()> {
    let doc = &analysis.document;
    let pages = pages::starts(doc.raw());
    let mut page = None;
    let mut mentions = analysis.mentions.iter().zip(&document.mentions).peekable();
    let (mut at, mut empty) = (0, true);
    write!(out, "<div>")?;
    for paragraph in doc.paragraphs() {
        let element = match paragraph.kind {
            ParagraphKind::Heading if empty => "head",
            // Headings one after the other are one div's; after text a new div opens.
            ParagraphKind::Heading => {
                write!(out, "</div>\n<div>")?;
                "head"
            }
            ParagraphKind::Body | ParagraphKind::Boilerplate => "p",
        };
        let here = pages::page(&pages, doc.to_raw(paragraph.span).start());
        let turn = (here != page).then_some(here).flatten().map(|p| format!("<pb n=\"{p}\"/>"));
        page = here;
        let aside = paragraph.kind == ParagraphKind::Boilerplate;
        let kind = if aside { " rend=\"aside\"" } else { "" };
        write!(out, "\n<{element}{kind}>{}", turn.unwrap_or_default())?;
        at = paragraph.span.start().max(at);
        while let Some((m, j)) = mentions.next_if(|(m, _)| m.clean.start() < paragraph.span.end()) {
            let from = m.clean.start().max(at);
            write!(out, "{}", escape(CleanSpan::new(at, from).slice(doc.clean())))?;
            at = m.clean.end().max(from);
            mention(out, j, CleanSpan::new(from, at).slice(doc.clean()))?;
        }
        let end = paragraph.span.end().max(at);
        write!(out, "{}</{element}>", escape(CleanSpan::new(at, end).slice(doc.clean())))?;
        at = end;
        empty = element == "head";
    }
    // A div holds at least one paragraph.
    if empty {
        write!(out, "<p/>")?;
    }
    writeln!(out, "\n</div>")
}

fn mention(out: &mut dyn Write, m: &JsonMention, text: &str) -> io::Result<()> {
    let element = match m.kind {
        EntityKind::Person => "persName",
        EntityKind::Organisation => "orgName",
        EntityKind::Place => "placeName",
        EntityKind::Date => "date",
    };
    write!(out, "<{element} xml:id=\"{}\"", m.id)?;
    if let Some(entity) = &m.entity {
        write!(out, " ref=\"#{entity}\"")?;
    }
    if m.kind == EntityKind::Date {
        date(out, m)?;
    }
    write!(out, ">{}</{element}>", escape(text))
}

fn date(out: &mut dyn Write, m: &JsonMention) -> io::Result<()> {
    let Some(value) = &m.value else { return Ok(()) };
    let exact = m.modifier.is_none_or(|m| m == Modifier::Approx);
    match value.split_once('/') {
        _ if !exact => between(out, value)?,
        None if w3c(value) => write!(out, " when=\"{value}\"")?,
        Some((from, to)) if w3c(from) && w3c(to) => write!(out, " from=\"{from}\" to=\"{to}\"")?,
        _ => between(out, value)?,
    }
    write!(out, " when-custom=\"{}\"", escape(&value.replace(char::is_whitespace, "")))?;
    if m.uncertain || m.modifier == Some(Modifier::Approx) {
        write!(out, " cert=\"low\"")?;
    }
    if let Some(modifier) = m.modifier {
        write!(out, " type=\"timex3\" subtype=\"{}\"", modifier.as_str())?;
    }
    Ok(())
}

/// The days within which it lies.
fn between(out: &mut dyn Write, value: &str) -> io::Result<()> {
    match interval(value) {
        // TEI follows XML Schema, which writes years before 1 its own way.
        Some(days) if days.from.year() > 0 => {
            write!(out, " notBefore=\"{}\" notAfter=\"{}\"", days.from, days.to)
        }
        _ => Ok(()),
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn w3c(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [y] => digits(y, 4),
        [y, m] => digits(y, 4) && digits(m, 2),
        [y, m, d] => digits(y, 4) && digits(m, 2) && digits(d, 2),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_days_months_and_years_are_when() {
        assert!(w3c("1950") && w3c("1950-07") && w3c("1950-07-12"));
        assert!(!w3c("195") && !w3c("1947-H2") && !w3c("1946-SU") && !w3c("BC0044"));
    }
}
