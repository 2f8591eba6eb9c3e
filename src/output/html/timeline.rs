//! Dated sentences in the order of their dates, with a strip of how many there are when.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::output::interval::{Interval, interval};
use crate::output::json;
use crate::output::xml::escape;
use crate::pipeline::Analysis;

/// A strip of more bars than this would be unreadable.
const MOST_BARS: i64 = 160;

/// How wide one bar of the strip is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Month,
    Years(i64),
}

impl Step {
    fn slot(self, day: Date) -> i64 {
        match self {
            Self::Month => i64::from(day.year()) * 12 + i64::from(day.month()) - 1,
            Self::Years(n) => i64::from(day.year()).div_euclid(n),
        }
    }

    fn label(self, slot: i64) -> String {
        match self {
            Self::Month => {
                format!("{}-{:02}", year_label(slot.div_euclid(12)), slot.rem_euclid(12) + 1)
            }
            Self::Years(1) => year_label(slot),
            Self::Years(n) => {
                format!("{} to {}", year_label(slot * n), year_label(slot * n + n - 1))
            }
        }
    }
}

/// The finest step that keeps the strip readable.
fn step(from: Date, to: Date) -> Step {
    [Step::Month, Step::Years(1), Step::Years(10), Step::Years(100)]
        .into_iter()
        .find(|s| s.slot(to) - s.slot(from) < if *s == Step::Month { 61 } else { MOST_BARS })
        .unwrap_or(Step::Years(100))
}

/// Year 0 is 1 BC.
fn year_label(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

/// Writes the strip and the list.
pub(super) fn write(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    let mut dated: Vec<(Interval, usize)> = Vec::new();
    let mut unknown = 0;
    for (i, mention) in analysis.mentions.iter().enumerate() {
        let Some(date) = &mention.date else { continue };
        match date.value.as_deref().and_then(interval) {
            Some(days) => dated.push((days, i)),
            None => unknown += 1,
        }
    }
    // Longer stretches stand before what lies within them.
    dated.sort_by_key(|(days, i)| (days.from, std::cmp::Reverse(days.to), *i));
    if dated.is_empty() {
        writeln!(out, "<p class=\"dim\">No date with a known value.</p>")?;
    } else {
        strip(out, &dated)?;
    }
    if unknown > 0 {
        writeln!(
            out,
            "<p class=\"small\">{unknown} dates without a known value are left out.</p>"
        )?;
    }
    let mut years: Vec<(i16, Vec<usize>)> = Vec::new();
    for (days, mention) in dated {
        match years.last_mut().filter(|(year, _)| *year == days.from.year()) {
            Some((_, list)) => list.push(mention),
            None => years.push((days.from.year(), vec![mention])),
        }
    }
    for (year, mentions) in years {
        writeln!(
            out,
            "<div class=\"year\" id=\"y{year}\"><h3>{} <span class=\"small\">{}</span></h3><ol>",
            year_label(i64::from(year)),
            mentions.len()
        )?;
        for mention in mentions {
            item(out, analysis, mention)?;
        }
        writeln!(out, "</ol></div>")?;
    }
    Ok(())
}

fn item(out: &mut dyn Write, analysis: &Analysis, index: usize) -> io::Result<()> {
    let doc = &analysis.document;
    let Some(mention) = analysis.mentions.get(index) else { return Ok(()) };
    let date = mention.date.as_ref();
    let value = date.and_then(|d| d.value.as_deref()).unwrap_or_default();
    let modifier = date.and_then(|d| d.modifier).map(|m| format!(" {}", m.as_str()));
    let sentence = doc.sentences().get(mention.sentence).copied().unwrap_or(mention.clean);
    let (start, end) =
        (mention.clean.start().max(sentence.start()), mention.clean.end().min(sentence.end()));
    let part =
        |from: usize, to: usize| escape(doc.clean().get(from..to).unwrap_or_default()).into_owned();
    writeln!(
        out,
        "<li><a class=\"when\" href=\"#{id}\" data-m=\"{id}\">{}{}</a><span>{}<b>{}</b>{}</span></li>",
        escape(value),
        modifier.unwrap_or_default(),
        part(sentence.start(), start),
        part(start, end),
        part(end, sentence.end()),
        id = json::mention_id(index),
    )
}

/// Bars over time; each leads to its year in the list.
fn strip(out: &mut dyn Write, dated: &[(Interval, usize)]) -> io::Result<()> {
    let (Some(first), Some(last)) = (dated.first(), dated.iter().map(|(d, _)| d.from).max()) else {
        return Ok(());
    };
    let step = step(first.0.from, last);
    let mut bars: BTreeMap<i64, (usize, i16)> = BTreeMap::new();
    for (days, _) in dated {
        bars.entry(step.slot(days.from)).or_insert((0, days.from.year())).0 += 1;
    }
    let (from, to) = (step.slot(first.0.from), step.slot(last));
    let most = bars.values().map(|(n, _)| *n).max().unwrap_or(1) as f64;
    let width = 1000.0 / (to - from + 1).max(12) as f64;
    writeln!(
        out,
        "<svg class=\"strip\" viewBox=\"0 0 1000 120\" role=\"img\" aria-label=\"Number of dated sentences over time\">"
    )?;
    for (slot, (count, year)) in &bars {
        let x = (slot - from) as f64 * width;
        let height = (*count as f64 / most).sqrt() * 92.0;
        writeln!(
            out,
            "<a href=\"#y{year}\"><rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" rx=\"1\">\
             <title>{}: {count}</title></rect></a>",
            96.0 - height,
            (width - 1.0).max(0.8),
            step.label(*slot)
        )?;
    }
    // As many labels as have room.
    let room = ((90.0 / width).ceil() as i64).max(1);
    let mut slot = from;
    while slot <= to {
        let x = (slot - from) as f64 * width;
        if x < 930.0 {
            writeln!(out, "<text x=\"{x:.1}\" y=\"114\">{}</text>", step.label(slot))?;
        }
        slot += room;
    }
    writeln!(out, "</svg>")
}
