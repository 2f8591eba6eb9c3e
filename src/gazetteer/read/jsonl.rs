//! The same fields as the tab-separated format, one JSON object a line.

use serde_json::{Map, Value};

use super::builder::{Builder, FIELDS, Fields};

pub(super) fn read(text: &str, builder: &mut Builder) {
    for (line, row) in super::content_lines(text) {
        match object(row) {
            Ok(object) => read_object(line, &object, builder),
            Err(message) => builder.error(line, message),
        }
    }
}

/// The one object of a line.
pub(super) fn object(row: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(row).map_err(|error| {
        // serde's own line and column are of the single line it was given.
        let message = error.to_string();
        let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        format!("not a JSON object: {what}")
    })
}

fn read_object(line: usize, object: &Map<String, Value>, builder: &mut Builder) {
    for key in object.keys().filter(|key| !FIELDS.contains(&key.as_str())) {
        builder.not_read(line, "key", key);
    }
    match Texts::of(object) {
        Ok(texts) => builder.add(line, &texts.fields()),
        Err(message) => builder.error(line, message),
    }
}

/// The values as text, numbers written out.
struct Texts {
    single: [String; 9],
    aliases: Vec<String>,
    flags: Vec<String>,
}

const SINGLE: [&str; 9] =
    ["name", "type", "id", "from", "to", "priority", "notes", "wikidata", "coordinates"];

impl Texts {
    fn of(object: &Map<String, Value>) -> Result<Self, String> {
        let mut single: [String; 9] = Default::default();
        for (slot, key) in single.iter_mut().zip(SINGLE) {
            *slot = scalar(key, object.get(key))?;
        }
        Ok(Self {
            single,
            aliases: strings("aliases", object.get("aliases"), '|')?,
            flags: strings("flags", object.get("flags"), ',')?,
        })
    }

    fn fields(&self) -> Fields<'_> {
        let [name, kind, id, from, to, priority, notes, wikidata, coordinates] = &self.single;
        Fields {
            name,
            kind,
            id,
            aliases: self.aliases.iter().map(String::as_str).collect(),
            from,
            to,
            priority,
            flags: self.flags.iter().map(String::as_str).collect(),
            notes,
            wikidata,
            coordinates,
        }
    }
}

fn scalar(key: &str, value: Option<&Value>) -> Result<String, String> {
    match value {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(Value::Array(items)) if key == "coordinates" => {
            Ok(items.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        }
        Some(other) => Err(format!("{key:?} is {other}: expected a string or a number")),
    }
}

/// A list of strings, or one string with separators as in the tab-separated format.
fn strings(key: &str, value: Option<&Value>, separator: char) -> Result<Vec<String>, String> {
    let wrong = |found: &Value| format!("{key:?} holds {found}: expected strings");
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(text.split(separator).map(str::to_owned).collect()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned).ok_or_else(|| wrong(item)))
            .collect(),
        Some(other) => Err(wrong(other)),
    }
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::read::{Format, read};

    #[test]
    fn lists_strings_and_numbers_are_read() {
        let text = r#"{"name":"Dalian","type":"LOC","aliases":["Dairen","?Dalny"],"from":1899,"coordinates":[38.9,121.6]}
{"name":"Kang","type":"PER","aliases":"K'ang|Gang","flags":"needs-context"}"#;
        let reading = read("c.jsonl", Format::Jsonl, text);
        assert_eq!(reading.findings, []);
        let entries: Vec<_> = reading.list.entries().collect();
        let [dalian, kang] = &entries[..] else { panic!("two entries") };
        assert_eq!(dalian.from, Some(1899));
        assert_eq!(dalian.coordinates.map(|c| c.longitude), Some(121.6));
        assert_eq!(kang.aliases().collect::<Vec<_>>(), ["K'ang", "Gang"]);
        assert_eq!(kang.names[1].flags.to_string(), "needs-context");
    }

    #[test]
    fn each_bad_line_is_named() {
        let text = "{\"name\":\"A\"\n[1]\n{\"name\":[1],\"type\":\"PER\"}\n\
                    {\"name\":\"B\",\"type\":\"PER\",\"aliases\":[2],\"colour\":\"red\"}\n\
                    {\"name\":\"C\",\"type\":\"PER\"}";
        let reading = read("c.jsonl", Format::Jsonl, text);
        let said: Vec<_> = reading.findings.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(said[0].starts_with("c.jsonl:1: error: not a JSON object: EOF"));
        assert!(said[1].starts_with("c.jsonl:2: error: not a JSON object"));
        assert_eq!(said[2], "c.jsonl:3: error: \"name\" is [1]: expected a string or a number");
        assert!(said[3].starts_with("c.jsonl:4: warning: key \"colour\" is not read"));
        assert_eq!(said[4], "c.jsonl:4: error: \"aliases\" holds 2: expected strings");
        assert_eq!(reading.list.len(), 1);
    }
}
