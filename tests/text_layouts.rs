//! Papers as they come out of different presses and programs, each with what a reader makes of it.
//!
//! `tests/data/layouts/NAME.txt` is the raw text, `NAME.clean.txt` the sentences of its clean view,
//! one a line, paragraphs set apart, headings behind `#` and a web page's own words behind `~`.
//! After a change, `UPDATE_LAYOUTS=1 cargo test --test text_layouts` writes the second anew; read
//! the difference.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;

use onomast::text::{Document, ParagraphKind};

fn render(document: &Document) -> String {
    let mut page = String::new();
    for paragraph in document.paragraphs() {
        if !page.is_empty() {
            page.push('\n');
        }
        let mark = match paragraph.kind {
            ParagraphKind::Body => "",
            ParagraphKind::Heading => "# ",
            ParagraphKind::Boilerplate => "~ ",
        };
        for sentence in document.sentences().iter().filter(|s| paragraph.span.covers(**s)) {
            writeln!(page, "{mark}{}", sentence.slice(document.clean())).unwrap();
        }
    }
    page
}

#[test]
fn layouts_are_read() {
    let folder = Path::new("tests/data/layouts");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let raw = file.unwrap().path();
        let name = raw.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".txt").filter(|s| !s.ends_with(".clean")) else {
            continue;
        };
        let expected = folder.join(format!("{stem}.clean.txt"));
        let found = render(&Document::new(std::fs::read_to_string(&raw).unwrap()));
        if std::env::var_os("UPDATE_LAYOUTS").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&expected).unwrap();
        for (line, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
            assert_eq!(found, expected, "{name}, line {}", line + 1);
        }
        assert_eq!(found.lines().count(), expected.lines().count(), "{name}");
        seen += 1;
    }
    assert!(seen > 5);
}
