//! spaCy `EntityRuler` patterns: `{"label": "ORG", "pattern": "Red Army", "id": "red-army"}`, the
//! pattern a phrase or a list of token conditions.

use serde_json::{Map, Value};

use super::builder::{Builder, Fields};
use super::jsonl::object;

/// More spellings than this of one pattern are refused.
const MOST: usize = 256;

pub(super) fn read(text: &str, builder: &mut Builder) {
    for (line, row) in super::content_lines(text) {
        let object = match object(row) {
            Ok(object) => object,
            Err(message) => {
                builder.error(line, message);
                continue;
            }
        };
        let text_of = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
        let phrases = match object.get("pattern") {
            Some(Value::String(phrase)) => {
                Ok(vec![Phrase { text: phrase.clone(), any_case: false }])
            }
            Some(Value::Array(tokens)) => phrases(tokens),
            Some(other) => Err(format!("\"pattern\" is {other}: expected a string or a list")),
            None => Err("no \"pattern\"".to_owned()),
        };
        match phrases {
            Ok(phrases) => add(line, text_of("label"), text_of("id"), &phrases, builder),
            Err(message) => builder.error(line, message),
        }
    }
}

fn add(line: usize, label: &str, id: &str, phrases: &[Phrase], builder: &mut Builder) {
    let made;
    let mut id = id;
    if id.is_empty() && phrases.len() > 1 {
        made = format!("line_{line}");
        id = &made;
    }
    for phrase in phrases {
        // Names in a pattern file are plain text: `?` and the other marks mean nothing there.
        let name = phrase.text.trim_start_matches(['?', '=', '~', ' ']);
        let flags = if phrase.any_case { vec!["any-case"] } else { Vec::new() };
        builder.add_name(line, &Fields { name, kind: label, id, flags, ..Fields::default() });
    }
}

#[derive(Clone)]
struct Phrase {
    text: String,
    any_case: bool,
}

/// Every phrase that a list of token conditions allows.
fn phrases(tokens: &[Value]) -> Result<Vec<Phrase>, String> {
    let mut all = vec![Phrase { text: String::new(), any_case: false }];
    for token in tokens {
        let token = token.as_object().ok_or_else(|| format!("the token {token} is no object"))?;
        let (words, any_case, optional) = token_words(token)?;
        let mut next = Vec::new();
        for phrase in &all {
            if optional {
                next.push(phrase.clone());
            }
            for word in &words {
                let blank = if phrase.text.is_empty() { "" } else { " " };
                next.push(Phrase {
                    text: format!("{}{blank}{word}", phrase.text),
                    any_case: phrase.any_case || any_case,
                });
            }
        }
        if next.len() > MOST {
            return Err(format!("the pattern stands for more than {MOST} phrases"));
        }
        all = next;
    }
    all.retain(|phrase| !phrase.text.is_empty());
    if all.is_empty() { Err("the pattern is empty".to_owned()) } else { Ok(all) }
}

/// The words one token condition allows, whether in any case, and whether it may be missing.
fn token_words(token: &Map<String, Value>) -> Result<(Vec<String>, bool, bool), String> {
    let mut words = None;
    let mut any_case = false;
    let mut optional = false;
    for (key, value) in token {
        match key.as_str() {
            "TEXT" | "ORTH" | "text" | "orth" => words = Some(choices(key, value)?),
            "LOWER" | "lower" => {
                words = Some(choices(key, value)?);
                any_case = true;
            }
            "OP" | "op" if value.as_str() == Some("?") => optional = true,
            "OP" | "op" if value.as_str() == Some("1") => {}
            _ => {
                return Err(format!(
                    "the token condition {key:?}: {value} has no fixed wording; \
                     TEXT, ORTH and LOWER (also with IN) and OP \"?\" are read"
                ));
            }
        }
    }
    let words = words.ok_or("a token condition without TEXT, ORTH or LOWER")?;
    Ok((words, any_case, optional))
}

fn choices(key: &str, value: &Value) -> Result<Vec<String>, String> {
    let one_of = |value: &Value| {
        value.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
    };
    match value {
        Value::String(word) => Some(vec![word.clone()]),
        Value::Object(object) if object.len() == 1 => object.get("IN").and_then(one_of),
        _ => None,
    }
    .ok_or_else(|| format!("{key:?} is {value}: expected a string or {{\"IN\": [...]}}"))
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::read::{Format, read};

    #[test]
    fn phrases_and_token_patterns_become_names() {
        let text = r#"{"label":"ORG","pattern":"Red Army","id":"red-army"}
{"label":"ORG","pattern":[{"LOWER":"workers"},{"LOWER":"'","OP":"?"},{"LOWER":{"IN":["peasants","farmers"]}}],"id":"red-army"}
{"label":"GPE","pattern":[{"TEXT":"Port"},{"ORTH":"Arthur"}]}"#;
        let reading = read("p.jsonl", Format::Spacy, text);
        assert_eq!(reading.findings, []);
        let entries: Vec<_> = reading.list.entries().collect();
        let [army, port] = &entries[..] else { panic!("two entries") };
        assert_eq!(
            army.aliases().collect::<Vec<_>>(),
            ["workers peasants", "workers farmers", "workers ' peasants", "workers ' farmers"]
        );
        assert_eq!(army.names[1].flags.to_string(), "any-case");
        assert_eq!(&*port.reference.name, "Port Arthur");
    }

    #[test]
    fn what_has_no_fixed_wording_is_refused_with_the_reason() {
        let text = r#"{"label":"ORG","pattern":[{"LEMMA":"go"}]}
{"label":"FOOD","pattern":"tea"}
{"label":"ORG","pattern":[]}
{"label":"ORG"}"#;
        let reading = read("p.jsonl", Format::Spacy, text);
        let said: Vec<_> = reading.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "p.jsonl:1: error: the token condition \"LEMMA\": \"go\" has no fixed wording; TEXT, \
                 ORTH and LOWER (also with IN) and OP \"?\" are read",
                "p.jsonl:2: error: unknown type \"FOOD\": expected PER, ORG, LOC or DATE",
                "p.jsonl:3: error: the pattern is empty",
                "p.jsonl:4: error: no \"pattern\"",
            ]
        );
    }
}
