//! TEI: the text of an edition as a reader of it would read it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Failure;
use super::blocks::Blocks;

/// Left out with all they hold: what is about the text, and what the editor says is not to be read.
const SKIPPED: [&str; 9] = [
    "teiHeader",
    "standOff",
    "facsimile",
    "sourceDoc",
    "fw",
    "del",
    "figDesc",
    "TEIheader",
    "teiheader",
];

/// The side of a `choice` that is not read.
const REJECTED: [&str; 3] = ["sic", "abbr", "orig"];

const BLOCKS: [&str; 32] = [
    "p",
    "ab",
    "head",
    "l",
    "lg",
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "item",
    "list",
    "cell",
    "row",
    "table",
    "sp",
    "speaker",
    "stage",
    "quote",
    "epigraph",
    "opener",
    "closer",
    "dateline",
    "salute",
    "signed",
    "trailer",
    "byline",
    "docTitle",
    "docAuthor",
    "titlePart",
    "bibl",
];

/// Reads the `text` elements of a file. A note within a paragraph is put behind that paragraph; of
/// each `choice` the corrected, expanded or regular reading is taken; `pb` ends a page.
pub(super) fn text(source: &str) -> Result<String, Failure> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = true;
    let mut state = State::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| damaged(source, at, &error.to_string()))?;
        match event {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                state.start(&name, &tag, open.last().map(String::as_str));
                open.push(name);
            }
            Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                state.start(&name, &tag, open.last().map(String::as_str));
                state.end(&name);
            }
            Event::End(_) => {
                if let Some(name) = open.pop() {
                    state.end(&name);
                }
            }
            Event::Text(text) => state.push(&text.xml10_content()),
            Event::CData(text) => state.push(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => state.push(c.encode_utf8(&mut [0; 4])),
                _ => state.push(named(&reference.xml10_content())),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if let Some(name) = open.last() {
        let reason = format!("expected </{name}>, found the end of the file");
        return Err(damaged(source, source.len() as u64, &reason));
    }
    if !state.seen {
        return Err(Failure::Damaged("expected an element <text>, found none".to_owned()));
    }
    Ok(state.finish())
}

fn damaged(source: &str, at: u64, reason: &str) -> Failure {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(source.len());
    let line = source.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
    Failure::Damaged(format!("line {line}: {reason}"))
}

/// The entities of XML, and those of HTML that older editions use without naming them.
fn named(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "mdash" => "—",
        "ndash" => "–",
        "nbsp" => " ",
        "hellip" => "…",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        _ => "\u{fffd}",
    }
}

/// What is written, and where we are.
#[derive(Default)]
struct State {
    main: Blocks,
    /// Notes met in the current paragraph, each a text of its own.
    notes: Vec<String>,
    note: Option<Blocks>,
    /// Elements open within a note, within one that is skipped, within `text`.
    in_note: usize,
    skipping: usize,
    in_text: usize,
    seen: bool,
}

impl State {
    fn here(&mut self) -> &mut Blocks {
        self.note.as_mut().unwrap_or(&mut self.main)
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>, parent: Option<&str>) {
        if name == "text" || self.in_text > 0 {
            self.in_text += 1;
            self.seen = true;
        }
        let rejected = parent == Some("choice") && REJECTED.contains(&name);
        if self.skipping > 0 || rejected || SKIPPED.contains(&name) {
            self.skipping += 1;
            return;
        }
        if self.note.is_some() {
            self.in_note += 1;
        }
        match name {
            "note" if self.note.is_none() => {
                self.note = Some(Blocks::default());
                self.in_note = 1;
            }
            "lb" => {
                let broken = tag
                    .attributes()
                    .flatten()
                    .any(|a| a.key.local_name().as_ref() == "break" && a.value.as_ref() == "no");
                if !broken {
                    self.here().push(" ");
                }
            }
            "pb" if self.note.is_none() => self.main.page(),
            _ if BLOCKS.contains(&name) => self.here().block(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.in_text = self.in_text.saturating_sub(1);
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        if self.note.is_some() {
            self.in_note -= 1;
            if self.in_note == 0 {
                self.notes.extend(self.note.take().map(Blocks::finish));
                return;
            }
        }
        if BLOCKS.contains(&name) {
            self.here().block();
            if self.note.is_none() {
                self.flush();
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_text > 0 && self.skipping == 0 {
            self.here().push(text);
        }
    }

    fn flush(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.main.block();
            self.main.push(&note);
            self.main.block();
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.main.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_reads_as_its_reader_would() {
        let source = "<TEI><teiHeader><title>Not this</title></teiHeader><text><body><pb n=\"1\"/><head>Letter</head>\
            <p>The <choice><sic>Kign</sic><corr>King</corr></choice> &amp; Queen<note>Of Prussia.</note> went to\n \
            Ber<lb break=\"no\"/>lin in<lb/>March<pb n=\"2\"/> 1848&#8212;so.</p><l>A line</l></body></text></TEI>";
        assert_eq!(
            text(source).unwrap(),
            "Letter\n\nThe King & Queen went to Berlin in March\n\u{c}1848—so.\n\nOf Prussia.\n\nA line\n"
        );
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let reason = |source: &str| match text(source) {
            Err(Failure::Damaged(reason)) => reason,
            other => panic!("{other:?}"),
        };
        assert!(reason("<TEI>\n<text><p>one</text></TEI>").starts_with("line 2: "));
        assert!(reason("<TEI><text>").contains("found the end of the file"));
        assert_eq!(reason("<html><body/></html>"), "expected an element <text>, found none");
    }
}
