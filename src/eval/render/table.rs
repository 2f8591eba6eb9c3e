//! Reports as plain-text tables.

use std::io::{self, Write};

use crate::eval::clusters::ClusterScores;
use crate::eval::report::{Group, MeasureScores, Report, Table};
use crate::eval::tally::{Mean, Score};

/// Writes a report for people to read: four decimals, `-` where there is nothing to score.
///
/// # Errors
/// Whatever the writer fails with.
pub fn table(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let documents = &report.documents;
    writeln!(out, "{} of {} documents predicted", documents.paired, documents.gold)?;
    for id in &documents.missing {
        writeln!(out, "  no prediction for {id}: all its mentions count as missed")?;
    }
    for id in &documents.extra {
        writeln!(out, "  prediction without gold: {id}: left out")?;
    }
    for warning in &report.warnings {
        writeln!(out, "  note: {warning}")?;
    }

    heading(out, "Spans, strict (bounds and type)")?;
    for (label, score) in &report.spans.strict.by_type.0 {
        line(out, label.as_str(), score)?;
    }
    measure(out, &report.spans.strict)?;

    heading(out, "Spans, other measures")?;
    line(out, "exact bounds", &report.spans.exact.micro)?;
    line(out, "partial", &report.spans.partial.micro)?;
    line(out, "type (fuzzy)", &report.spans.by_type_only.micro)?;
    if report.documents.gold > 1 {
        mean(out, "HIPE macro, strict", &report.spans.hipe.strict.by_document)?;
        mean(out, "HIPE macro, fuzzy", &report.spans.hipe.fuzzy.by_document)?;
    }

    heading(out, "Dates")?;
    let dates = &report.dates;
    for (name, score) in [
        ("strict", &dates.strict),
        ("relaxed", &dates.relaxed),
        ("value", &dates.value),
        ("modifier", &dates.modifier),
        ("value + mod", &dates.value_and_modifier),
        ("strict value", &dates.strict_value),
        ("strict val+mod", &dates.strict_value_and_modifier),
    ] {
        line(out, name, score)?;
    }

    for (name, scores) in [
        ("Entities, mentions as predicted", &report.clusters.system),
        ("Entities, gold mentions", &report.clusters.gold),
        ("Entities, common mentions", &report.clusters.common),
    ] {
        heading(out, name)?;
        clusters(out, scores)?;
    }
    heading(out, "Entities by type (B\u{b3})")?;
    for (label, scores) in &report.clusters.by_type.0 {
        line(out, label.as_str(), &scores.b_cubed)?;
    }
    line(out, "name pairs", &report.clusters.aliases)?;

    errors(out, report)?;
    groups(out, "By surface form", &report.breakdown.surface)?;
    groups(out, "By decade", &report.breakdown.decade)?;
    groups(out, "By noise of the document", &report.breakdown.document_noise)?;
    groups(out, "By noise of the mention", &report.breakdown.mention_noise)?;

    super::mistakes(&report.mistakes, out)?;

    if !report.intervals.0.is_empty() {
        writeln!(out, "\n{:<NAME$}{:>9}  95% of resamples", "F1", "value")?;
        for (name, interval) in &report.intervals.0 {
            writeln!(
                out,
                "{name:<NAME$}{:>9.4}  {:.4} to {:.4}",
                interval.value, interval.low, interval.high
            )?;
        }
    }
    Ok(())
}

/// Width of the first column.
const NAME: usize = 32;

fn heading(out: &mut dyn Write, name: &str) -> io::Result<()> {
    writeln!(out, "\n{name:<NAME$}{:>9}{:>9}{:>9}{:>9}{:>9}", "P", "R", "F1", "gold", "pred")
}

fn line(out: &mut dyn Write, name: &str, score: &Score) -> io::Result<()> {
    if score.gold == 0.0 && score.predicted == 0.0 {
        return writeln!(out, "  {name:<30}{:>9}{:>9}{:>9}{:>9}{:>9}", "-", "-", "-", 0, 0);
    }
    writeln!(
        out,
        "  {name:<30}{:>9.4}{:>9.4}{:>9.4}{:>9}{:>9}",
        score.precision, score.recall, score.f1, score.gold, score.predicted
    )
}

fn mean(out: &mut dyn Write, name: &str, mean: &Mean) -> io::Result<()> {
    writeln!(
        out,
        "  {name:<30}{:>9.4}{:>9.4}{:>9.4}    mean of {}",
        mean.precision, mean.recall, mean.f1, mean.over
    )
}

fn measure(out: &mut dyn Write, scores: &MeasureScores) -> io::Result<()> {
    line(out, "all", &scores.micro)?;
    mean(out, "macro by type", &scores.macro_by_type)?;
    if scores.macro_by_document.over > 1 {
        mean(out, "macro by document", &scores.macro_by_document)?;
    }
    Ok(())
}

fn clusters(out: &mut dyn Write, scores: &ClusterScores) -> io::Result<()> {
    for (name, score) in [
        ("MUC", &scores.muc),
        ("B\u{b3}", &scores.b_cubed),
        ("CEAFm", &scores.ceaf_m),
        ("CEAFe", &scores.ceaf_e),
        ("BLANC", &scores.blanc),
        ("LEA", &scores.lea),
        ("links", &scores.links),
    ] {
        line(out, name, score)?;
    }
    writeln!(out, "  {:<30}{:>9}{:>9}{:>9.4}", "CoNLL average", "", "", scores.conll)
}

fn errors(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let errors = &report.spans.errors;
    writeln!(out, "\nErrors")?;
    for (name, count) in [
        ("wrong type", errors.wrong_type),
        ("wrong bounds", errors.wrong_bounds),
        ("wrong type and bounds", errors.wrong_type_and_bounds),
        ("missed", errors.missed),
        ("  swallowed by another", errors.merged),
        ("spurious", errors.spurious),
        ("  piece of another", errors.split),
    ] {
        writeln!(out, "  {name:<30}{count:>9}")?;
    }
    for (class, count) in &errors.bounds.0 {
        writeln!(out, "  bounds {:<23}{count:>9}", class.name())?;
    }
    writeln!(out, "\nGold (down) against predicted (across)")?;
    let rows = &report.spans.confusion.rows.0;
    write!(out, "  {:<10}", "")?;
    for (name, _) in rows {
        write!(out, "{name:>9}")?;
    }
    writeln!(out)?;
    for (name, counts) in rows {
        write!(out, "  {name:<10}")?;
        for (_, count) in &counts.0 {
            write!(out, "{count:>9}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn groups<K: AsRef<str>>(
    out: &mut dyn Write,
    title: &str,
    groups: &Table<K, Group>,
) -> io::Result<()> {
    if groups.0.is_empty() {
        return Ok(());
    }
    heading(out, title)?;
    for (name, group) in &groups.0 {
        line(out, &format!("{} strict", name.as_ref()), &group.strict)?;
        line(out, &format!("{} fuzzy", name.as_ref()), &group.fuzzy)?;
    }
    Ok(())
}
