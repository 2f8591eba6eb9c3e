//! The index page.

use std::collections::HashMap;
use std::io::{self, Write};

use super::read::{Folder, Paper};
use super::registry::{Across, Entry};
use crate::entity::EntityKind;
use crate::output::escape;
use crate::output::html::{head, letter};

/// Name of the page in its folder.
pub(super) const FILE: &str = "index.html";

const STYLE: &str = concat!(include_str!("../output/html/page.css"), include_str!("page.css"));
const SCRIPT: &str = include_str!("page.js");

/// Links to papers shown for one entity; the rest is counted.
const MOST_LINKS: usize = 40;

/// Writes the page over a folder.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, title: &str, folder: &Folder) -> io::Result<()> {
    head(out, title, STYLE)?;
    let entries = folder.across.entries();
    writeln!(
        out,
        "<header><h1>{}</h1><span class=\"small\">{} papers, {} people, organisations and places</span>\n\
         <div class=\"bar\" role=\"group\" aria-label=\"Kinds\">",
        escape(title),
        folder.papers.len(),
        entries.len()
    )?;
    for (kind, name) in [
        (EntityKind::Person, "People"),
        (EntityKind::Organisation, "Organisations"),
        (EntityKind::Place, "Places"),
    ] {
        let letter = letter(kind);
        writeln!(
            out,
            "<button data-kind=\"{letter}\" aria-pressed=\"true\"><span class=\"key {letter}\">{name}</span></button>"
        )?;
    }
    writeln!(
        out,
        "</div>\n<input id=\"q\" type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search papers and names\">\
         <span id=\"at\" class=\"small\" role=\"status\"></span></header>\n<main class=\"report\">"
    )?;
    if !folder.failures.is_empty() {
        writeln!(
            out,
            "<details class=\"failures\"><summary>{} files are no results</summary><ul>",
            folder.failures.len()
        )?;
        for failure in &folder.failures {
            writeln!(out, "<li>{}</li>", escape(&failure.to_string()))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    papers(out, &folder.papers)?;
    entities(out, folder, &entries)?;
    writeln!(out, "</main>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

fn papers(out: &mut dyn Write, papers: &[Paper]) -> io::Result<()> {
    writeln!(
        out,
        "<section><h2>Papers</h2>\n<table id=\"papers\"><thead><tr><th><button>Paper</button></th>\
         <th class=\"n\"><button>People</button></th><th class=\"n\"><button>Organisations</button></th>\
         <th class=\"n\"><button>Places</button></th><th class=\"n\"><button>Dates</button></th>\
         <th><button>Years</button></th><th>Most named</th></tr></thead>\n<tbody>"
    )?;
    for paper in papers {
        let name = escape(&paper.id);
        match &paper.page {
            Some(page) => write!(out, "<tr><td><a href=\"{}\">{name}</a>", escape(page))?,
            None => write!(out, "<tr><td>{name}")?,
        }
        if paper.warnings > 0 {
            write!(out, " <span class=\"small\">({} warnings)</span>", paper.warnings)?;
        }
        write!(out, "</td>")?;
        for count in paper.counts {
            write!(out, "<td class=\"n\">{count}</td>")?;
        }
        let years = match paper.years {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from}–{to}"),
            None => String::new(),
        };
        writeln!(
            out,
            "<td>{years}</td><td class=\"small\">{}</td></tr>",
            escape(&paper.leading.join(", "))
        )?;
    }
    writeln!(out, "</tbody></table></section>")
}

fn entities(out: &mut dyn Write, folder: &Folder, entries: &[&Entry]) -> io::Result<()> {
    let pages: HashMap<&str, Option<&str>> =
        folder.papers.iter().map(|p| (p.id.as_str(), p.page.as_deref())).collect();
    let how = match folder.across {
        Across::Registry(_) => "Joined by batch from names and evidence (entities.jsonl).",
        Across::ByName(_) => {
            "Here the same name stands for the same, whoever is meant; a registry made by batch would look closer."
        }
    };
    writeln!(
        out,
        "<section><h2>Who and what is in which paper</h2><p class=\"small\">{how}</p>\n<ul id=\"across\">"
    )?;
    for entry in entries {
        let letter = letter(entry.kind);
        write!(
            out,
            "<li data-k=\"{letter}\"><span class=\"key {letter}\">{}</span> <span class=\"small\">{} mentions in {} papers</span>",
            escape(&entry.name),
            entry.mentions(),
            entry.members.len()
        )?;
        let others: Vec<String> = entry
            .aliases
            .iter()
            .filter(|a| a.text != entry.name)
            .map(|a| format!("{} ({})", escape(&a.text), a.count))
            .collect();
        if !others.is_empty() {
            write!(out, "<div class=\"aka\">{}</div>", others.join(", "))?;
        }
        write!(out, "<div class=\"in\">")?;
        for member in entry.members.iter().take(MOST_LINKS) {
            let name = escape(&member.document);
            match pages.get(member.document.as_str()).copied().flatten() {
                Some(page) => write!(
                    out,
                    "<a href=\"{}#{}\">{name}</a> ",
                    escape(page),
                    escape(&member.entity)
                )?,
                None => write!(out, "<span>{name}</span> ")?,
            }
        }
        if entry.members.len() > MOST_LINKS {
            write!(out, "and {} more", entry.members.len() - MOST_LINKS)?;
        }
        writeln!(out, "</div></li>")?;
    }
    writeln!(out, "</ul></section>")
}
