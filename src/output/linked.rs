//! JSON-LD and GeoJSON: entities for the web and for maps.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::json::{JsonDocument, JsonEntity};
use crate::entity::EntityKind;

/// Writes JSON-LD: the document, its entities in the words of schema.org, and each mention as a web
/// annotation with its place in the raw text (code points) and its words.
///
/// Identifiers are URNs made of the hash of the text, so that results of several documents can be
/// loaded into one graph. The context is inside: nothing is fetched.
///
/// # Errors
/// Those of `out`.
pub fn json_ld(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let base = format!("urn:sha256:{}", document.document.sha256);
    let iri = |id: &str| format!("{base}#{id}");
    let mut graph = vec![json!({
        "@id": base,
        "@type": "schema:CreativeWork",
        "name": document.document.id,
        "about": document.entities.iter().map(|e| json!({"@id": iri(&e.id)})).collect::<Vec<_>>(),
    })];
    for e in &document.entities {
        let mut node = object(json!({
            "@id": iri(&e.id),
            "@type": match e.kind {
                EntityKind::Organisation => "schema:Organization",
                EntityKind::Place => "schema:Place",
                _ => "schema:Person",
            },
            "name": e.name,
        }));
        if !e.aliases.is_empty() {
            let aliases: Vec<&str> = e.aliases.iter().map(|a| a.text.as_str()).collect();
            node.insert("alternateName".into(), json!(aliases));
        }
        if let Some(item) = &e.links.wikidata {
            let item = format!("http://www.wikidata.org/entity/{item}");
            node.insert("sameAs".into(), json!({"@id": item}));
        }
        if let Some([latitude, longitude]) = e.links.coordinates {
            let geo = json!({"@type": "schema:GeoCoordinates", "latitude": latitude, "longitude": longitude});
            node.insert("geo".into(), geo);
        }
        graph.push(Value::Object(node));
    }
    for m in &document.mentions {
        let body = match &m.entity {
            Some(entity) => json!({"@id": iri(entity)}),
            None => json!({"@type": "oa:TextualBody", "value": m.value, "format": "TIMEX3"}),
        };
        graph.push(json!({
            "@id": iri(&m.id),
            "@type": "oa:Annotation",
            "motivation": {"@id": if m.entity.is_some() { "oa:identifying" } else { "oa:describing" }},
            "body": body,
            "target": {
                "source": {"@id": base},
                "selector": [
                    {"@type": "oa:TextPositionSelector", "start": m.start, "end": m.end},
                    {"@type": "oa:TextQuoteSelector", "exact": m.text},
                ],
            },
        }));
    }
    let whole = json!({
        "@context": {
            "schema": "https://schema.org/",
            "oa": "http://www.w3.org/ns/oa#",
            "name": "schema:name",
            "alternateName": "schema:alternateName",
            "sameAs": "schema:sameAs",
            "about": "schema:about",
            "geo": "schema:geo",
            "latitude": "schema:latitude",
            "longitude": "schema:longitude",
            "body": "oa:hasBody",
            "target": "oa:hasTarget",
            "source": "oa:hasSource",
            "selector": "oa:hasSelector",
            "motivation": "oa:motivatedBy",
            "start": "oa:start",
            "end": "oa:end",
            "exact": "oa:exact",
            "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
            "format": "http://purl.org/dc/elements/1.1/format",
        },
        "@graph": graph,
    });
    pretty(out, &whole)
}

/// Writes GeoJSON (RFC 7946): a point for each place whose coordinates the gazetteer knows.
/// `without_coordinates` names the others, so that a map does not lose them in silence.
///
/// # Errors
/// Those of `out`.
pub fn geo_json(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    let places = || document.entities.iter().filter(|e| e.kind == EntityKind::Place);
    let features: Vec<Value> = places().filter_map(|e| feature(document, e)).collect();
    let others: Vec<&str> =
        places().filter(|e| e.links.coordinates.is_none()).map(|e| e.name.as_str()).collect();
    let whole = json!({
        "type": "FeatureCollection",
        "name": document.document.id,
        "features": features,
        "without_coordinates": others,
    });
    pretty(out, &whole)
}

fn feature(document: &JsonDocument, e: &JsonEntity) -> Option<Value> {
    let [latitude, longitude] = e.links.coordinates?;
    let aliases: Vec<&str> = e.aliases.iter().map(|a| a.text.as_str()).collect();
    Some(json!({
        "type": "Feature",
        "id": e.id,
        // RFC 7946 puts longitude first.
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "name": e.name,
            "aliases": aliases,
            "mentions": e.mentions.len(),
            "document": document.document.id,
            "gazetteer": e.links.gazetteer,
            "wikidata": e.links.wikidata,
        },
    }))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn pretty(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
