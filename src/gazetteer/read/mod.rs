//! Readers of gazetteer files. Each takes text and gives entries; a line that cannot be read becomes
//! a [`Finding`] and the rest is read all the same.

mod builder;
mod jsonl;
mod regexner;
mod spacy;
mod tsv;

use std::path::Path;
use std::sync::Arc;

use self::builder::Builder;
use super::entry::List;
use super::finding::{Finding, Severity};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Tab-separated with a header line.
    Tsv,
    /// One JSON object a line, keys as the columns of [`Format::Tsv`].
    Jsonl,
    /// spaCy `EntityRuler` patterns, one JSON object a line.
    Spacy,
    /// CoreNLP `RegexNER` mappings: tab-separated without a header.
    RegexNer,
}

/// What a file gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The entries that could be read.
    pub list: List,
    /// What is wrong with the others, in line order.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Whether some line could not be used.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
    }
}

impl Format {
    /// The format of a file, by its ending (`.jsonl`, `.json` or anything else) and its first line.
    pub fn detect(file: &str, text: &str) -> Self {
        let first = content_lines(text).next().map(|(_, line)| line).unwrap_or_default();
        let json = Path::new(file)
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("json"))
            || first.starts_with('{');
        match (json, first.contains("\"pattern\"")) {
            (true, true) => Self::Spacy,
            (true, false) => Self::Jsonl,
            (false, _) if tsv::is_header(first) || first.is_empty() => Self::Tsv,
            (false, _) => Self::RegexNer,
        }
    }
}

/// Reads a file's text. `file` is the name used in findings; its stem becomes the list's name.
pub fn read(file: &str, format: Format, text: &str) -> Reading {
    let mut builder = Builder::new(file);
    match format {
        Format::Tsv => tsv::read(text, &mut builder),
        Format::Jsonl => jsonl::read(text, &mut builder),
        Format::Spacy => spacy::read(text, &mut builder),
        Format::RegexNer => regexner::read(text, &mut builder),
    }
    builder.finish()
}

/// Lines that are neither blank nor comments, numbered from 1, without byte order mark and line end.
fn content_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.strip_prefix('\u{FEFF}')
        .unwrap_or(text)
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The list's name: the file's stem.
pub(super) fn stem(file: &str) -> Arc<str> {
    Path::new(file).file_stem().map_or_else(|| file.into(), |stem| stem.to_string_lossy().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_format_is_seen_from_ending_and_first_line() {
        for (file, text, format) in [
            ("a.tsv", "# note\nname\ttype\nMao\tPER\n", Format::Tsv),
            ("a.tsv", "\u{FEFF}type\tname\nPER\tMao\n", Format::Tsv),
            ("a.tsv", "Bachelor of Arts\tDEGREE\n", Format::RegexNer),
            ("a.tab", "Mao Zedong\tPERSON\tMISC\t2.0\n", Format::RegexNer),
            ("a.jsonl", "{\"name\":\"Mao\",\"type\":\"PER\"}\n", Format::Jsonl),
            ("a.jsonl", "{\"label\":\"PERSON\",\"pattern\":\"Mao\"}\n", Format::Spacy),
            ("a.txt", "{\"label\":\"PERSON\",\"pattern\":\"Mao\"}\n", Format::Spacy),
            ("a.tsv", "", Format::Tsv),
        ] {
            assert_eq!(Format::detect(file, text), format, "{file} {text:?}");
        }
    }

    const FORMATS: [Format; 4] = [Format::Tsv, Format::Jsonl, Format::Spacy, Format::RegexNer];

    /// Text made of the pieces the readers look for, so that random input gets past the first test.
    fn near_misses() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "name",
            "type",
            "\t",
            "\n",
            "\r\n",
            "#",
            "|",
            "PER",
            "LOC",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"name\"",
            "\"label\"",
            "\"pattern\"",
            "\"LOWER\"",
            "\"TEXT\"",
            "\"OP\":\"?\"",
            "null",
            "1e999",
            "-",
            "?",
            "=",
            "~",
            "Mao",
            "毛",
            "é",
            "(",
            ")",
            "\\",
            "*",
            "+",
            ".",
            "\u{FEFF}",
            "\0",
            "18446744073709551616",
            " ",
            "'",
            "’s",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_reader_panics_on_any_text(text in "(?s).{0,300}", near in near_misses()) {
            for format in FORMATS {
                for text in [&text, &near] {
                    let lines = text.split('\n').count();
                    for finding in read("fuzz.tsv", format, text).findings {
                        prop_assert!((1..=lines).contains(&finding.line));
                    }
                }
            }
        }

        #[test]
        fn header_and_random_rows_never_panic(rows in near_misses()) {
            read("fuzz.tsv", Format::Tsv, &format!("name\ttype\taliases\tfrom\tflags\n{rows}"));
        }
    }
}
