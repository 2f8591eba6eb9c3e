//! The network of entities for Gephi, Cytoscape and their like: GraphML and GEXF.
//!
//! Undirected; a node is an entity with its type, count and coordinates, an edge joins two that are
//! named in one sentence and weighs as many sentences as there are.

use std::io::{self, Write};

use super::json::{JsonDocument, JsonEntity};
use super::network::Tie;
use super::xml::escape;

/// Writes GraphML.
///
/// # Errors
/// Those of `out`.
pub fn graph_ml(out: &mut dyn Write, document: &JsonDocument, ties: &[Tie]) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    let keys = [
        ("label", "node", "string"),
        ("type", "node", "string"),
        ("aliases", "node", "string"),
        ("mentions", "node", "int"),
        ("latitude", "node", "double"),
        ("longitude", "node", "double"),
        ("weight", "edge", "double"),
    ];
    for (name, of, kind) in keys {
        writeln!(
            out,
            "<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "<graph id=\"{}\" edgedefault=\"undirected\">", escape(&document.document.id))?;
    for entity in &document.entities {
        writeln!(out, "<node id=\"{}\">", entity.id)?;
        for (name, value) in attributes(entity) {
            writeln!(out, "<data key=\"{name}\">{}</data>", escape(&value))?;
        }
        writeln!(out, "</node>")?;
    }
    for (number, (a, b, weight)) in edges(document, ties).enumerate() {
        writeln!(
            out,
            "<edge id=\"t{}\" source=\"{a}\" target=\"{b}\"><data key=\"weight\">{weight}</data></edge>",
            number + 1
        )?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

/// Writes GEXF 1.3.
///
/// # Errors
/// Those of `out`.
pub fn gexf(out: &mut dyn Write, document: &JsonDocument, ties: &[Tie]) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <meta><creator>onomast {}</creator><description>{}</description></meta>\n\
         <graph mode=\"static\" defaultedgetype=\"undirected\">\n<attributes class=\"node\" mode=\"static\">",
        env!("CARGO_PKG_VERSION"),
        escape(&document.document.id)
    )?;
    let columns = [
        ("type", "string"),
        ("aliases", "string"),
        ("mentions", "integer"),
        ("latitude", "double"),
        ("longitude", "double"),
    ];
    for (name, kind) in columns {
        writeln!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "</attributes>\n<nodes>")?;
    for entity in &document.entities {
        writeln!(out, "<node id=\"{}\" label=\"{}\"><attvalues>", entity.id, escape(&entity.name))?;
        for (name, value) in attributes(entity).filter(|(name, _)| *name != "label") {
            writeln!(out, "<attvalue for=\"{name}\" value=\"{}\"/>", escape(&value))?;
        }
        writeln!(out, "</attvalues></node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (number, (a, b, weight)) in edges(document, ties).enumerate() {
        writeln!(
            out,
            "<edge id=\"t{}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\"/>",
            number + 1
        )?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn attributes(entity: &JsonEntity) -> impl Iterator<Item = (&'static str, String)> {
    let aliases: Vec<&str> = entity.aliases.iter().map(|a| a.text.as_str()).collect();
    let place = entity.links.coordinates;
    [
        ("label", Some(entity.name.clone())),
        ("type", Some(entity.kind.label().to_owned())),
        ("aliases", Some(aliases.join("; "))),
        ("mentions", Some(entity.mentions.len().to_string())),
        ("latitude", place.map(|p| p[0].to_string())),
        ("longitude", place.map(|p| p[1].to_string())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
}

fn edges<'a>(
    document: &'a JsonDocument,
    ties: &'a [Tie],
) -> impl Iterator<Item = (&'a str, &'a str, usize)> {
    let id = |index: usize| document.entities.get(index).map(|e| e.id.as_str());
    ties.iter().filter_map(move |t| Some((id(t.a)?, id(t.b)?, t.sentences)))
}
