//! DOCX: the paragraphs of `word/document.xml`, then the notes.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Failure;
use super::blocks::Blocks;

/// Password-protected documents (and those of Word before 2007) are not zip files but this.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0";

/// Reads a document. Deleted text, field codes and headers are left out; footnotes and endnotes
/// stand at the end. Pages are those that Word noted when it last drew the document, else the
/// breaks that the author set.
pub(super) fn text(bytes: &[u8], limit: u64) -> Result<String, Failure> {
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(Failure::Encrypted);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(of_zip)?;
    let document = part(&mut archive, "word/document.xml", limit)?.ok_or_else(|| {
        Failure::Damaged("expected word/document.xml inside, found none".to_owned())
    })?;
    let mut blocks = Blocks::default();
    let drawn = document.contains("<w:lastRenderedPageBreak");
    body(&document, drawn, &mut blocks)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = part(&mut archive, notes, limit)? {
            body(&notes, true, &mut blocks)?;
        }
    }
    Ok(blocks.finish())
}

fn of_zip(error: ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
            Failure::Encrypted
        }
        other => Failure::Damaged(format!("expected a zip archive: {other}")),
    }
}

/// One file of the archive, unpacked up to the limit: a small archive may unpack to more than a
/// machine holds.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    limit: u64,
) -> Result<Option<String>, Failure> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(of_zip(error)),
    };
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Damaged(format!("{name}: {error}")))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::Damaged(format!(
            "{name}: unpacks to more than {limit} bytes (--max-bytes)"
        )));
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|error| Failure::Damaged(format!("{name}: expected UTF-8: {error}")))
}

fn body(source: &str, drawn: bool, blocks: &mut Blocks) -> Result<(), Failure> {
    let mut reader = Reader::from_str(source);
    let mut writing = false;
    // Depth within what is given twice for older programs.
    let mut skipping = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader
            .read_event()
            .map_err(|error| Failure::Damaged(format!("word/document.xml: byte {at}: {error}")))?;
        match event {
            Event::Start(tag) => {
                if skipping > 0 || tag.name().as_ref() == "mc:Fallback" {
                    skipping += 1;
                } else if tag.name().as_ref() == "w:t" {
                    writing = true;
                } else {
                    element(&tag, drawn, blocks);
                }
            }
            Event::Empty(tag) if skipping == 0 => element(&tag, drawn, blocks),
            Event::End(_) if skipping > 0 => skipping -= 1,
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => writing = false,
                "w:p" => blocks.block(),
                "w:tc" => blocks.push(" "),
                _ => {}
            },
            Event::Text(text) if writing => blocks.push(&text.xml10_content()),
            Event::GeneralRef(reference) if writing => match reference.resolve_char_ref() {
                Ok(Some(c)) => blocks.push(c.encode_utf8(&mut [0; 4])),
                _ => blocks.push(match reference.xml10_content().as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "\u{fffd}",
                }),
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>, drawn: bool, blocks: &mut Blocks) {
    match tag.name().as_ref() {
        "w:p" => blocks.block(),
        "w:tab" => blocks.push(" "),
        "w:noBreakHyphen" => blocks.push("-"),
        "w:lastRenderedPageBreak" if drawn => blocks.page(),
        "w:br" => {
            let page = tag
                .attributes()
                .flatten()
                .any(|a| a.key.as_ref() == "w:type" && a.value.as_ref() == "page");
            match (page, drawn) {
                (true, false) => blocks.page(),
                // Word notes the page itself, too.
                (true, true) => {}
                (false, _) => blocks.line(),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_tabs_breaks_and_pages() {
        let source = "<w:body><w:p><w:r><w:t>Kim </w:t></w:r><w:r><w:t>Il&#45;sung &amp; Pak</w:t></w:r>\
            <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>\
            <w:p><w:r><w:br w:type=\"page\"/><w:t>Seoul</w:t><w:br/><w:t>1948</w:t></w:r></w:p></w:body>";
        let mut blocks = Blocks::default();
        assert!(body(source, false, &mut blocks).is_ok());
        assert_eq!(blocks.finish(), "Kim Il-sung & Pak\n\n\u{c}Seoul\n1948\n");
    }

    #[test]
    fn a_protected_file_is_known() {
        assert!(matches!(text(b"\xD0\xCF\x11\xE0\xA1\xB1", 1000), Err(Failure::Encrypted)));
        assert!(matches!(text(b"PK\x03\x04", 1000), Err(Failure::Damaged(_))));
    }
}
