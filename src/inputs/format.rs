//! The formats that papers come in.

use std::fmt;
use std::path::Path;

/// A format whose text can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// Plain text, read as it is.
    Text,
    /// PDF with a text layer.
    Pdf,
    /// HTML.
    Html,
    /// CommonMark, with tables and footnotes.
    Markdown,
    /// TEI P5 (or P4) XML.
    Tei,
    /// Office Open XML, as Word writes it.
    Docx,
}

impl InputFormat {
    /// All formats, in the order in which help and docs list them.
    pub const ALL: &'static [Self] =
        &[Self::Text, Self::Pdf, Self::Html, Self::Markdown, Self::Tei, Self::Docx];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Tei => "tei",
            Self::Docx => "docx",
        }
    }

    /// What it is, in a line.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "Plain text, read as it is",
            Self::Pdf => "PDF with a text layer; pages are kept",
            Self::Html => "HTML without its menus, scripts and reference marks",
            Self::Markdown => "Markdown without its marks",
            Self::Tei => "The text of a TEI XML file; pages are kept",
            Self::Docx => "Word document; pages are kept where Word noted them",
        }
    }

    /// Extensions of its files, in small letters. Other files are told by their content.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Pdf => &["pdf"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Markdown => &["md", "markdown"],
            Self::Tei => &["tei", "xml"],
            Self::Docx => &["docx"],
        }
    }

    /// Whether a file of this name is a paper, as far as a name can tell.
    pub fn claims(path: &Path) -> bool {
        Self::of_name(path).is_some()
    }

    fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|f| f.extensions().contains(&extension.as_str()))
    }

    /// The format of a file. Content that can be nothing else decides, then the name, then what the
    /// content looks like; what is left is plain text.
    pub fn of(path: &Path, bytes: &[u8]) -> Self {
        let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
        if start.trim_ascii_start().starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if start.starts_with(b"PK\x03\x04") && contains(bytes, b"word/document.xml") {
            return Self::Docx;
        }
        match Self::of_name(path) {
            Some(Self::Pdf | Self::Docx) | None => {}
            // A page under the name of an XML file, and the other way round.
            Some(Self::Tei | Self::Html) => return of_markup(start).unwrap_or(Self::Text),
            Some(format) => return format,
        }
        if path.extension().is_some() { Self::Text } else { of_markup(start).unwrap_or(Self::Text) }
    }
}

fn of_markup(start: &[u8]) -> Option<InputFormat> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let at = |what: &str| start.find(what).unwrap_or(usize::MAX);
    let tei = at("<tei").min(at("<text>")).min(at("tei-c.org"));
    let html = at("<!doctype html").min(at("<html")).min(at("<body")).min(at("<p>"));
    match (tei, html) {
        (usize::MAX, usize::MAX) => None,
        (tei, html) if tei < html => Some(InputFormat::Tei),
        _ => Some(InputFormat::Html),
    }
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

impl fmt::Display for InputFormat {
    /// As messages call it, without an article.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Text => "plain text",
            Self::Pdf => "PDF",
            Self::Html => "HTML page",
            Self::Markdown => "Markdown text",
            Self::Tei => "TEI text",
            Self::Docx => "DOCX document",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_that_can_be_nothing_else_wins_over_the_name() {
        let of = |name: &str, bytes: &[u8]| InputFormat::of(Path::new(name), bytes);
        assert_eq!(of("paper.txt", b"%PDF-1.7"), InputFormat::Pdf);
        assert_eq!(of("paper", b"PK\x03\x04....word/document.xml"), InputFormat::Docx);
        assert_eq!(of("paper.docx", b"plain"), InputFormat::Text);
        assert_eq!(of("paper.xml", b"<?xml?><TEI xmlns=\"x\">"), InputFormat::Tei);
        assert_eq!(of("paper.xml", b"<!DOCTYPE html><html>"), InputFormat::Html);
        assert_eq!(of("paper.HTM", b"<p>one"), InputFormat::Html);
        assert_eq!(of("paper.md", b"# One"), InputFormat::Markdown);
        assert_eq!(of("-", b"<html><p>one"), InputFormat::Html);
        assert_eq!(of("paper.txt", b"<html> is a tag"), InputFormat::Text);
        assert_eq!(of("-", b"Mao"), InputFormat::Text);
    }
}
