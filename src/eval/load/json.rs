//! onomast JSON: the document form the tool writes, the gold form, a bare list of mentions, JSONL.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use super::{known_as, year_of};
use crate::eval::document::{CharSpan, GoldDocument, GoldMention, Label};
use crate::eval::error::EvalError;

/// Reads one JSON value: a document, a list of documents or a list of mentions.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<GoldDocument>, EvalError> {
    let fail = |e| invalid(path, 0, &e);
    match content.trim_start().chars().next() {
        Some('[') if holds_documents(content) => {
            let documents: Vec<RawDocument<'_>> = serde_json::from_str(content).map_err(fail)?;
            documents.into_iter().map(|d| d.build(path, "")).collect()
        }
        Some('[') => {
            let mentions = serde_json::from_str(content).map_err(fail)?;
            Ok(vec![RawDocument { mentions, ..RawDocument::default() }.build(path, "")?])
        }
        _ => {
            let document: RawDocument<'_> = serde_json::from_str(content).map_err(fail)?;
            Ok(vec![document.build(path, "")?])
        }
    }
}

/// Reads one document a line; empty lines are skipped.
pub(super) fn parse_lines(path: &Path, content: &str) -> Result<Vec<GoldDocument>, EvalError> {
    let lines: Vec<(usize, &str)> =
        content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let read: Vec<_> = lines
        .into_par_iter()
        .map(|(index, line)| {
            let document: RawDocument<'_> =
                serde_json::from_str(line).map_err(|e| invalid(path, index, &e))?;
            document.build(path, &format!("line {}, ", index + 1))
        })
        .collect();
    // Of several bad lines the first is named.
    read.into_iter().collect()
}

/// Whether the first element of a list is a document and not a mention.
fn holds_documents(content: &str) -> bool {
    let first: Option<&str> = content.split_once('{').map(|(_, rest)| rest);
    let Some(first) = first else { return false };
    let own = first.find("\"mentions\"");
    let start = first.find("\"start\"");
    match (own, start) {
        (Some(own), Some(start)) => own < start,
        (own, _) => own.is_some(),
    }
}

fn invalid(path: &Path, lines_before: usize, error: &serde_json::Error) -> EvalError {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    EvalError::Json {
        path: path.to_owned(),
        line: lines_before + error.line(),
        column: error.column(),
        message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
    }
}

#[derive(Default, Deserialize)]
struct RawDocument<'a> {
    #[serde(default)]
    document: Header,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    regions: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    noise: Option<f64>,
    #[serde(borrow)]
    mentions: Vec<RawMention<'a>>,
}

/// `"document"` is a name in gold files and an object in what onomast writes.
#[derive(Default, Deserialize)]
#[serde(untagged, expecting = "expected a name or an object with id, source, sha256")]
enum Header {
    #[default]
    Absent,
    Name(String),
    Full(FullHeader),
}

#[derive(Default, Deserialize)]
struct FullHeader {
    id: Option<String>,
    source: Option<String>,
    sha256: Option<String>,
    text: Option<String>,
    date: Option<String>,
    noise: Option<f64>,
}

#[derive(Deserialize)]
struct RawMention<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type", borrow)]
    label: Cow<'a, str>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    entity: Id,
    #[serde(default)]
    value: Option<String>,
    #[serde(rename = "mod", default)]
    modifier: Option<String>,
    #[serde(default)]
    noise: Option<f64>,
}

impl RawDocument<'_> {
    fn build(self, path: &Path, place: &str) -> Result<GoldDocument, EvalError> {
        let header = match self.document {
            Header::Absent => FullHeader::default(),
            Header::Name(name) => FullHeader { id: Some(name), ..FullHeader::default() },
            Header::Full(full) => full,
        };
        let regions = self.regions.unwrap_or_default();
        let span = |start: usize, end: usize, what: &str, index: usize| {
            if start < end {
                Ok(CharSpan::new(start, end))
            } else {
                Err(EvalError::malformed(
                    path,
                    format!("{place}{what} {}", index + 1),
                    "start before end",
                    format!("start {start}, end {end}"),
                ))
            }
        };
        let mut document = GoldDocument {
            sha256: header.sha256.map(|s| s.to_ascii_lowercase()),
            text: self.text.or(header.text),
            year: self.date.or(header.date).and_then(|date| year_of(&date)),
            noise: self.noise.or(header.noise),
            regions: regions
                .iter()
                .enumerate()
                .map(|(i, &(start, end))| span(start, end, "region", i))
                .collect::<Result<_, _>>()?,
            mentions: Vec::with_capacity(self.mentions.len()),
            ..GoldDocument::default()
        };
        for (i, mention) in self.mentions.into_iter().enumerate() {
            document.mentions.push(GoldMention {
                span: span(mention.start, mention.end, "mention", i)?,
                label: Label::from(mention.label.as_ref()),
                text: mention.text,
                entity: mention.entity.0,
                value: mention.value.filter(|v| !v.is_empty()),
                modifier: mention.modifier.filter(|m| !m.is_empty()),
                noise: mention.noise,
            });
        }
        known_as(&mut document, Some(path), header.id, header.source);
        Ok(document)
    }
}

/// An entity's identifier: a string, a number, or nothing.
#[derive(Default)]
struct Id(Option<String>);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an entity id (text or number) or null")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Id, E> {
                Ok(Id(Some(id.to_owned()).filter(|id| !id.is_empty())))
            }

            fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
                Ok(Id(Some(id.to_string())))
            }

            fn visit_i64<E: Error>(self, id: i64) -> Result<Id, E> {
                Ok(Id(Some(id.to_string())))
            }

            fn visit_unit<E: Error>(self) -> Result<Id, E> {
                Ok(Id(None))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(content: &str) -> Result<GoldDocument, EvalError> {
        parse(Path::new("folder/g.json"), content).map(|mut all| all.remove(0))
    }

    #[test]
    fn a_gold_document_is_read() {
        let doc = one(
            r#"{"document":"letters.txt","regions":[[0,9]],"offsets":"code points","mentions":[
                {"start":0,"end":4,"text":"Anna","type":"PER","entity":"anna","value":null,"mod":null},
                {"start":5,"end":9,"text":"1901","type":"DATE","entity":null,"value":"1901","mod":""}]}"#,
        )
        .unwrap();
        assert_eq!(doc.id, "letters.txt");
        assert!(doc.also_known_as.contains(&"letters".to_owned()));
        assert_eq!(doc.regions, [CharSpan::new(0, 9)]);
        assert_eq!(doc.mentions[0].entity.as_deref(), Some("anna"));
        assert_eq!(doc.mentions[1].value.as_deref(), Some("1901"));
        assert_eq!(doc.mentions[1].modifier, None);
    }

    #[test]
    fn what_the_tool_writes_is_read() {
        let doc = one(
            r#"{"schema_version":"1","document":{"id":"l","source":"a/l.txt","chars":9,"sha256":"AB"},
                "mentions":[{"id":"m1","start":0,"end":4,"byte_start":0,"byte_end":4,"text":"Anna",
                "type":"PER","entity":7,"score":0.9,"sources":["tagger"],"sentence":0}],
                "entities":[],"warnings":[]}"#,
        )
        .unwrap();
        assert_eq!((doc.id.as_str(), doc.sha256.as_deref()), ("l", Some("ab")));
        assert_eq!(doc.mentions[0].entity.as_deref(), Some("7"));
    }

    #[test]
    fn lists_of_mentions_and_of_documents_are_told_apart() {
        assert_eq!(one(r#"[{"start":0,"end":1,"type":"LOC"}]"#).unwrap().mentions.len(), 1);
        let path = Path::new("g.json");
        let two = r#"[{"document":"a","mentions":[]},{"document":"b","mentions":[{"start":0,"end":1,"type":"LOC"}]}]"#;
        assert_eq!(parse(path, two).unwrap().len(), 2);
        assert!(one("[]").unwrap().mentions.is_empty());
    }

    #[test]
    fn errors_name_file_place_and_cause() {
        let message = |content: &str| one(content).unwrap_err().to_string();
        assert_eq!(
            message("{\"mentions\":[\n{\"start\":-1,\"end\":4,\"type\":\"PER\"}]}"),
            "folder/g.json:2:11: invalid value: integer `-1`, expected usize"
        );
        assert_eq!(
            message(r#"{"mentions":[{"start":4,"end":4,"type":"PER"}]}"#),
            "folder/g.json:mention 1: expected start before end, found start 4, end 4"
        );
        assert!(
            message(r#"{"mentions":[{"start":4,"type":"PER"}]}"#).contains("missing field `end`")
        );
        let lines = "{\"mentions\":[]}\n\n{\"mentions\":3}\n";
        let error = parse_lines(Path::new("p.jsonl"), lines).unwrap_err().to_string();
        assert!(error.starts_with("p.jsonl:3:"), "{error}");
    }
}
