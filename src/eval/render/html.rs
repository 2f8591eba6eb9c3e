//! Gold and prediction side by side in the text, as one HTML page without scripts.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::eval::corpus::{LabelTable, Side};
use crate::eval::document::CharSpan;
use crate::eval::mistakes::{Compared, MistakeKind};
use crate::eval::report::{Pair, Report};
use crate::text::CharOffsets;

/// Writes the page. What is wrong is said in words beside the mention; colours only repeat it.
///
/// # Errors
/// Whatever the writer fails with.
pub fn html(report: &Report, pairs: &[Pair<'_>], out: &mut dyn Write) -> io::Result<()> {
    let labels = LabelTable::new(Some(&report.types), []);
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Gold and prediction</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>Gold and prediction</h1>\n"
    )?;
    summary(report, out)?;
    for pair in pairs {
        writeln!(out, "<h2>{}</h2>", escape(&pair.gold.id))?;
        if pair.predicted.is_none() {
            writeln!(out, "<p>No prediction: everything is missed.</p>")?;
        }
        let compared = Compared::new(pair, &labels);
        let text =
            pair.gold.text.as_deref().or_else(|| pair.predicted.and_then(|d| d.text.as_deref()));
        match text {
            Some(text) => side_by_side(text, pair, &compared, out)?,
            None => listed(&compared, out)?,
        }
    }
    writeln!(out, "</body>\n</html>")
}

const STYLE: &str = "
body{font:16px/1.5 serif;margin:2em auto;max-width:90em;padding:0 1em}
table{border-collapse:collapse;width:100%}
td,th{vertical-align:top;text-align:left;padding:.3em .8em;border-bottom:1px solid #ddd}
.text td{width:50%}
mark{padding:0 .1em;border-bottom:2px solid;background:#eef}
mark.PER{background:#fde9c8}mark.ORG{background:#dcecff}
mark.LOC{background:#dff3df}mark.DATE{background:#f1e2f7}
mark.wrong{outline:2px solid #b00020}
small{font:11px sans-serif;margin-left:.2em}
.numbers{width:auto}.numbers td{text-align:right}
";

fn summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<table class=\"numbers\"><tr><th>strict</th><th>P</th><th>R</th><th>F1</th></tr>"
    )?;
    let all = [("all".to_owned(), &report.spans.strict.micro)];
    let by_type = report.spans.strict.by_type.0.iter().map(|(label, s)| (label.to_string(), s));
    for (name, score) in all.into_iter().chain(by_type) {
        writeln!(
            out,
            "<tr><th>{}</th><td>{:.4}</td><td>{:.4}</td><td>{:.4}</td></tr>",
            escape(&name),
            score.precision,
            score.recall,
            score.f1
        )?;
    }
    writeln!(out, "</table>")
}

/// Paragraph by paragraph; paragraphs that hold nothing annotated are left out.
fn side_by_side(
    text: &str,
    pair: &Pair<'_>,
    compared: &Compared<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let offsets = CharOffsets::new(text);
    let gold = Marks::new(&compared.gold, &compared.of_gold);
    let predicted = Marks::new(&compared.predicted, &compared.of_predicted);
    writeln!(out, "<table class=\"text\"><tr><th>Gold</th><th>Prediction</th></tr>")?;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.chars().count();
        let span = CharSpan::new(start, end);
        let annotated = pair.gold.regions.is_empty()
            || pair.gold.regions.iter().any(|region| region.overlap(span) > 0);
        if annotated && !line.trim().is_empty() {
            write!(out, "<tr><td>")?;
            gold.write(text, &offsets, span, out)?;
            write!(out, "</td><td>")?;
            predicted.write(text, &offsets, span, out)?;
            writeln!(out, "</td></tr>")?;
        }
        start = end;
    }
    writeln!(out, "</table>")
}

struct Mark {
    span: CharSpan,
    label: String,
    verdict: Option<MistakeKind>,
}

/// The mentions of one side, by start.
struct Marks(Vec<Mark>);

impl Marks {
    fn new(side: &Side<'_>, verdicts: &[Option<MistakeKind>]) -> Self {
        let marks = side.mentions.iter().zip(verdicts).map(|(scored, verdict)| Mark {
            span: scored.mention.span,
            label: scored.mention.label.to_string(),
            verdict: *verdict,
        });
        Self(marks.collect())
    }

    /// Writes a stretch of text cut wherever a mention begins or ends, so that nested and crossing
    /// mentions need no nesting of tags: each piece wears the mark of the shortest mention over it.
    fn write(
        &self,
        text: &str,
        offsets: &CharOffsets<'_>,
        line: CharSpan,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let here: Vec<&Mark> = self.0.iter().filter(|m| m.span.overlap(line) > 0).collect();
        let mut cuts: BTreeSet<usize> = [line.start, line.end].into();
        for mark in &here {
            cuts.extend([mark.span.start, mark.span.end].into_iter().filter(|c| line.contains(*c)));
        }
        let cuts: Vec<usize> = cuts.into_iter().collect();
        for piece in cuts.windows(2) {
            let [from, to] = piece else { continue };
            let stretch = offsets
                .byte_of(*from)
                .zip(offsets.byte_of(*to))
                .and_then(|(from, to)| text.get(from..to))
                .unwrap_or_default();
            let over = here
                .iter()
                .filter(|m| m.span.contains(*from))
                .min_by_key(|m| m.span.end - m.span.start);
            let Some(mark) = over else {
                write!(out, "{}", escape(stretch))?;
                continue;
            };
            let wrong = if mark.verdict.is_some() { " wrong" } else { "" };
            write!(
                out,
                "<mark class=\"{}{wrong}\">{}</mark>",
                escape(&mark.label),
                escape(stretch)
            )?;
            for ended in here.iter().filter(|m| m.span.end == *to) {
                write!(out, "<small>{}", escape(&ended.label))?;
                if let Some(verdict) = ended.verdict {
                    write!(out, ": {}", verdict.name())?;
                }
                write!(out, "</small>")?;
            }
        }
        Ok(())
    }
}

/// Without the text there is only a list of mentions.
fn listed(compared: &Compared<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table class=\"text\"><tr><th>Gold</th><th>Prediction</th></tr><tr>")?;
    for (side, verdicts) in
        [(&compared.gold, &compared.of_gold), (&compared.predicted, &compared.of_predicted)]
    {
        writeln!(out, "<td>")?;
        for (scored, verdict) in side.mentions.iter().zip(verdicts) {
            let mention = scored.mention;
            write!(
                out,
                "{}-{} {} {}",
                mention.span.start,
                mention.span.end,
                escape(mention.label.as_str()),
                escape(mention.text.as_deref().unwrap_or_default())
            )?;
            if let Some(verdict) = verdict {
                write!(out, " <small>{}</small>", verdict.name())?;
            }
            writeln!(out, "<br>")?;
        }
        writeln!(out, "</td>")?;
    }
    writeln!(out, "</tr></table>")
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::EntityKind::{Person, Place};
    use crate::eval::{GoldDocument, GoldMention, Options, evaluate};

    #[test]
    fn both_sides_stand_in_the_text() {
        let gold = GoldDocument {
            id: "a<b".to_owned(),
            text: Some("Li & Wu of Ulm\n\nnothing\n".to_owned()),
            mentions: vec![
                GoldMention::new(0, 7, Person),
                GoldMention::new(5, 7, Person),
                GoldMention::new(11, 14, Place),
            ],
            regions: vec![CharSpan::new(0, 14)],
            ..GoldDocument::default()
        };
        let predicted = GoldDocument {
            mentions: vec![GoldMention::new(11, 14, Person)],
            ..GoldDocument::default()
        };
        let pairs = [Pair { gold: &gold, predicted: Some(&predicted) }];
        let report = evaluate(&pairs, &Options::default());
        let mut out = Vec::new();
        html(&report, &pairs, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("<h2>a&lt;b</h2>"));
        assert!(page.contains(
            "<tr><td><mark class=\"PER wrong\">Li &amp; </mark><mark class=\"PER wrong\">Wu</mark>\
             <small>PER: missed</small><small>PER: missed</small> of \
             <mark class=\"LOC wrong\">Ulm</mark><small>LOC: wrong type</small>"
        ), "{page}");
        assert!(page.contains("<small>PER: wrong type</small>"));
        assert!(!page.contains("nothing"));
        assert_eq!(page.matches("<mark").count(), page.matches("</mark>").count());
    }
}
