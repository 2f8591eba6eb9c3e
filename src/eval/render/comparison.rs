//! Two predictions side by side.

use std::io::{self, Write};

use crate::eval::report::Comparison;

/// Writes every score of both, the difference with its range, and whether it holds.
///
/// # Errors
/// Whatever the writer fails with.
pub fn comparison(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{} documents, drawn {} times; a difference holds if 95% of the draws agree on its sign",
        comparison.documents, comparison.resamples
    )?;
    for (name, report) in [("A", &comparison.a), ("B", &comparison.b)] {
        for id in &report.documents.missing {
            writeln!(out, "  {name} has no prediction for {id}: its mentions count as missed")?;
        }
        for warning in &report.warnings {
            writeln!(out, "  note on {name}: {warning}")?;
        }
    }
    writeln!(
        out,
        "\n{:<28}{:>9}{:>9}{:>9}  {:<20}{:>8}",
        "F1", "A", "B", "B - A", "95% range", "p"
    )?;
    for (name, d) in &comparison.differences.0 {
        let verdict = match (d.holds, d.difference > 0.0) {
            (true, true) => "B is better",
            (true, false) => "A is better",
            (false, _) => "no difference shown",
        };
        writeln!(
            out,
            "{name:<28}{:>9.4}{:>9.4}{:>+9.4}  {:<20}{:>8.4}  {verdict}",
            d.a,
            d.b,
            d.difference,
            format!("{:+.4} to {:+.4}", d.low, d.high),
            d.p
        )?;
    }
    Ok(())
}
