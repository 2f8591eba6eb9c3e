//! Resolves given mentions: one JSON document a line on standard input
//! (`{"text": …, "mentions": [{"start", "end", "type"}]}`, code points, sorted or not), one line of
//! entity numbers and names on standard output. Measures `aliases` by itself, on gold mentions.

use std::io::{BufRead, Write};

use onomast::aliases::{Options, explain, resolve};
use onomast::entity::{EntityKind, Mention};
use onomast::text::{CharOffsets, CleanSpan, Document, RawSpan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let given: serde_json::Value = serde_json::from_str(&line?)?;
        let text = given["text"].as_str().ok_or("no text")?.to_owned();
        let offsets = CharOffsets::new(&text);
        let doc = Document::new(text.clone());
        let at = |v: &serde_json::Value| -> Option<usize> {
            offsets.byte_of(usize::try_from(v.as_u64()?).ok()?)
        };
        let mut mentions = Vec::new();
        for m in given["mentions"].as_array().ok_or("no mentions")? {
            let (start, end) = (at(&m["start"]).ok_or("start")?, at(&m["end"]).ok_or("end")?);
            let kind: EntityKind = m["type"].as_str().ok_or("type")?.parse()?;
            let clean = clean_span(&doc, RawSpan::new(start, end));
            mentions.push(Mention {
                clean,
                raw: RawSpan::new(start, end),
                text: text[start..end].to_owned(),
                clean_text: clean.slice(doc.clean()).to_owned(),
                kind,
                score: 1.0,
                sources: Vec::new(),
                entries: Vec::new(),
                sentence: doc.sentence_at(clean.start()),
                date: None,
            });
        }
        let resolution = resolve(&doc, &mentions, &Options::default());
        for name in &asked {
            writeln!(out, "{}", explain(&doc, &mentions, &resolution, name))?;
        }
        if asked.is_empty() {
            let names: Vec<&str> = resolution.entities.iter().map(|e| e.name.as_str()).collect();
            let evidence: Vec<Vec<serde_json::Value>> = resolution
                .entities
                .iter()
                .map(|e| {
                    e.evidence
                        .iter()
                        .map(|x| {
                            serde_json::json!([
                                x.kind.as_str(),
                                x.between.0,
                                x.between.1,
                                x.because
                            ])
                        })
                        .collect()
                })
                .collect();
            writeln!(
                out,
                "{}",
                serde_json::json!({ "entity": resolution.entity_of, "names": names, "evidence": evidence })
            )?;
        }
    }
    Ok(())
}

/// The clean stretch whose raw stretch begins and ends where `raw` does, found by search.
fn clean_span(doc: &Document, raw: RawSpan) -> CleanSpan {
    let point = |i: usize| doc.to_raw(CleanSpan::new(i, i + 1));
    let len = doc.clean().len();
    let first = partition(len, |i| point(i).end() <= raw.start());
    let last = partition(len, |i| point(i).start() < raw.end());
    CleanSpan::new(first, last.max(first))
}

/// The first index for which `before` no longer holds.
fn partition(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let mid = usize::midpoint(low, high);
        if before(mid) { low = mid + 1 } else { high = mid }
    }
    low
}
