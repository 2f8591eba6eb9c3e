//! Finds the dates of many texts: JSON lines in, JSON lines out.
//!
//! Input: `{"id": "...", "text": "...", "scope": "calendar" | "timex3", "published": "1950-07-02"}`;
//! the last two may be left out. Output: the dates with code-point offsets, for
//! `scripts/dates_eval.py`.

use std::io::{self, BufRead, Write};

use onomast::dates::{self, Options, Scope};
use onomast::text::{CharOffsets, Document};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = request["text"].as_str().unwrap_or_default();
        let options = Options {
            scope: if request["scope"] == "timex3" { Scope::Timex3 } else { Scope::Calendar },
            published: request["published"].as_str().and_then(|d| d.parse().ok()),
        };
        let document = Document::new(text);
        let offsets = CharOffsets::new(document.raw());
        let dates: Vec<Value> = dates::find(&document, &options)
            .into_iter()
            .map(|date| {
                let raw = document.to_raw(date.span);
                json!({
                    "start": offsets.char_of(raw.start()),
                    "end": offsets.char_of(raw.end()),
                    "text": raw.slice(document.raw()),
                    "type": date.value.timex.as_str(),
                    "value": date.value.value,
                    "mod": date.value.modifier.map(|m| m.as_str()),
                    "anchor": date.value.anchor.map(|a| {
                        document.clean().get(a..).map(|s| s.chars().take(24).collect::<String>())
                    }),
                    "uncertain": date.value.uncertain,
                    "rule": date.rule,
                })
            })
            .collect();
        serde_json::to_writer(&mut out, &json!({"id": request["id"], "dates": dates}))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
