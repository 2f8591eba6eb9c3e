//! One paper as one page: the text with its mentions, an index, a time line and a network.
//!
//! The page needs nothing but itself: styles, script and the whole JSON document are inside, so it
//! can be mailed, archived and read without a network. The script only shows and hides what is in
//! the page; without it text, index, time line and network are all there. Kinds are told by a
//! letter and a style of underline as well as by colour.

mod graph;
mod timeline;

use std::io::{self, Write};

use super::xml::escape;
use super::{SourceInfo, json, pages};
use crate::entity::{EntityKind, Mention};
use crate::pipeline::{Analysis, RunInfo};
use crate::text::{CleanSpan, ParagraphKind};

/// The element that holds the JSON document; `onomast report` looks for it.
pub const DATA_OPEN: &str = "<script type=\"application/json\" id=\"onomast\">";

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page of one document.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    source: &SourceInfo,
    analysis: &Analysis,
    run: &RunInfo,
) -> io::Result<()> {
    head(out, &source.id, STYLE)?;
    bar(out, source, analysis)?;
    writeln!(out, "<div class=\"grid\">")?;
    index(out, analysis)?;
    writeln!(out, "<main>\n<article id=\"text\" class=\"view on\">")?;
    text(out, analysis)?;
    writeln!(out, "</article>\n<section id=\"timeline\" class=\"view\"><h2>Time line</h2>")?;
    timeline::write(out, analysis)?;
    writeln!(
        out,
        "</section>\n<section id=\"network\" class=\"view\"><h2>Who is named with whom</h2>"
    )?;
    graph::write(out, analysis)?;
    writeln!(
        out,
        "</section>\n</main>\n<aside id=\"card\" aria-live=\"polite\">{HELP}</aside>\n</div>"
    )?;
    data(out, &json::document(source, analysis, run))?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
}

const HELP: &str = "<div class=\"help\"><h2>How to read this page</h2>\
<p class=\"small\">Point at a marked name to see whom or what it means and why; click it, or an entry of the index, \
to see all its mentions.</p><dl>\
<dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next and previous mention (also <kbd>→</kbd> <kbd>←</kbd>)</dd>\
<dt><kbd>/</kbd></dt><dd>search: the index narrows, <kbd>Enter</kbd> walks the text</dd>\
<dt><kbd>1</kbd>–<kbd>4</kbd></dt><dd>hide or show a kind</dd>\
<dt><kbd>t</kbd> <kbd>d</kbd> <kbd>g</kbd></dt><dd>text, dates, graph</dd>\
<dt><kbd>Esc</kbd></dt><dd>let go of the chosen name</dd></dl></div>";

/// Everything before the visible page.
pub(crate) fn head(out: &mut dyn Write, title: &str, style: &str) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"generator\" content=\"onomast {}\">\n<title>{}</title>\n<style>\n{style}</style>\n\
         </head>\n<body>",
        env!("CARGO_PKG_VERSION"),
        escape(title)
    )
}

/// A value as JSON inside the page; no text in it can end the element.
pub(crate) fn data(out: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?.replace('<', "\\u003c");
    writeln!(out, "{DATA_OPEN}{text}</script>")
}

/// The letter that stands for a kind, as class and as label.
pub(crate) const fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'P',
        EntityKind::Organisation => 'O',
        EntityKind::Place => 'L',
        EntityKind::Date => 'D',
    }
}

const fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Organisation => "Organisations",
        EntityKind::Place => "Places",
        EntityKind::Date => "Dates",
    }
}

fn bar(out: &mut dyn Write, source: &SourceInfo, analysis: &Analysis) -> io::Result<()> {
    let id = escape(&source.id);
    writeln!(
        out,
        "<header><h1 title=\"{id}\">{id}</h1>\n<div class=\"bar\" role=\"tablist\" aria-label=\"Views\">\
         <button role=\"tab\" data-view=\"text\">Text</button>\
         <button role=\"tab\" data-view=\"timeline\">Time line</button>\
         <button role=\"tab\" data-view=\"network\">Network</button></div>\n\
         <div class=\"bar\" role=\"group\" aria-label=\"Kinds\">"
    )?;
    for (number, kind) in EntityKind::ALL.into_iter().enumerate() {
        let letter = letter(kind);
        let count = analysis.mentions.iter().filter(|m| m.kind == kind).count();
        writeln!(
            out,
            "<button data-kind=\"{letter}\" aria-pressed=\"true\" title=\"{} mentions; key {}\">\
             <span class=\"key {letter}\">{}</span></button>",
            count,
            number + 1,
            plural(kind)
        )?;
    }
    writeln!(
        out,
        "</div>\n<div class=\"bar\"><button data-step=\"-1\" aria-label=\"Previous mention\">‹</button>\
         <span id=\"at\" class=\"small\" role=\"status\"></span>\
         <button data-step=\"1\" aria-label=\"Next mention\">›</button></div>\n\
         <input id=\"q\" type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search names and text\">\n\
         </header>\n<p class=\"noscript small\">{} mentions, {} people, organisations and places; \
         from {}. The page's script is off: everything is below, one part after the other.</p>",
        analysis.mentions.len(),
        analysis.entities().len(),
        escape(&source.source)
    )
}

fn index(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    writeln!(out, "<nav id=\"index\" aria-label=\"Index\">")?;
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        let mut entities: Vec<_> =
            analysis.entities().iter().enumerate().filter(|(_, e)| e.kind == kind).collect();
        // The sort is stable: equals stay in order of first mention.
        entities.sort_by_key(|(_, e)| std::cmp::Reverse(e.mentions.len()));
        writeln!(
            out,
            "<section><h2><span class=\"key {}\">{}</span><span class=\"small\">{}</span></h2><ul>",
            letter(kind),
            plural(kind),
            entities.len()
        )?;
        for (i, entity) in entities {
            write!(
                out,
                "<li><button data-e=\"{}\"><span>{}</span><span class=\"n\">{}</span>",
                json::entity_id(i),
                escape(&entity.name),
                entity.mentions.len()
            )?;
            let aliases: Vec<String> = json::aliases(entity, analysis)
                .iter()
                .map(|a| format!("{} ({})", escape(&a.text), a.count))
                .collect();
            if !aliases.is_empty() {
                write!(out, "<span class=\"aka\">{}</span>", aliases.join(", "))?;
            }
            writeln!(out, "</button></li>")?;
        }
        writeln!(out, "</ul></section>")?;
    }
    writeln!(out, "</nav>")
}

/// The clean view, paragraph by paragraph.
fn text(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    let doc = &analysis.document;
    let pages = pages::starts(doc.raw());
    let mut mentions = analysis.mentions.iter().enumerate().peekable();
    let mut written = 0;
    let mut page = None;
    for paragraph in doc.paragraphs() {
        let start = paragraph.span.start().max(written);
        let (open, close) = match paragraph.kind {
            ParagraphKind::Heading => ("<h3>", "</h3>"),
            ParagraphKind::Body => ("<p>", "</p>"),
            ParagraphKind::Boilerplate => ("<p class=\"aside\">", "</p>"),
        };
        write!(out, "{open}")?;
        let here = pages::page(&pages, doc.to_raw(paragraph.span).start());
        if here.is_some() && here != page {
            page = here;
            write!(out, "<span class=\"page\">p. {}</span>", here.unwrap_or_default())?;
        }
        let mut at = start;
        while let Some((i, mention)) =
            mentions.next_if(|(_, m)| m.clean.start() < paragraph.span.end())
        {
            let from = mention.clean.start().max(at);
            let before = CleanSpan::new(at, from);
            write!(out, "{}", escape(before.slice(doc.clean())))?;
            mark(
                out,
                i,
                mention,
                CleanSpan::new(from, mention.clean.end().max(from)).slice(doc.clean()),
            )?;
            at = mention.clean.end().max(at);
        }
        let end = paragraph.span.end().max(at);
        writeln!(out, "{}{close}", escape(CleanSpan::new(at, end).slice(doc.clean())))?;
        written = end;
    }
    Ok(())
}

fn mark(out: &mut dyn Write, index: usize, mention: &Mention, text: &str) -> io::Result<()> {
    write!(
        out,
        "<mark class=\"{}\" id=\"{}\">{}</mark>",
        letter(mention.kind),
        json::mention_id(index),
        escape(text)
    )
}
