//! The list of mistakes, one a line.

use std::io::{self, Write};

use crate::eval::mistakes::{Mistake, Seen};

/// Writes every miss, every spurious mention and every wrong one with the text around it.
///
/// # Errors
/// Whatever the writer fails with.
pub fn mistakes(mistakes: &[Mistake], out: &mut dyn Write) -> io::Result<()> {
    if mistakes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nMistakes")?;
    for mistake in mistakes {
        let (Some(place), both) = (
            mistake.gold.as_ref().or(mistake.predicted.as_ref()),
            mistake.gold.is_some() && mistake.predicted.is_some(),
        ) else {
            continue;
        };
        write!(
            out,
            "  {}:{}-{}: {}: ",
            mistake.document,
            place.start,
            place.end,
            mistake.kind.name()
        )?;
        if both {
            write!(out, "gold ")?;
        }
        for (i, seen) in [&mistake.gold, &mistake.predicted].into_iter().flatten().enumerate() {
            if i > 0 {
                write!(out, ", predicted ")?;
            }
            side(out, seen)?;
        }
        if mistake.before.is_empty() && mistake.after.is_empty() {
            writeln!(out)?;
        } else {
            let shown = longest(mistake);
            writeln!(out, " in \"{}[{shown}]{}\"", mistake.before, mistake.after)?;
        }
    }
    Ok(())
}

fn side(out: &mut dyn Write, seen: &Seen) -> io::Result<()> {
    write!(out, "{}", seen.label)?;
    if let Some(text) = &seen.text {
        write!(out, " {text:?}")?;
    }
    if let Some(value) = &seen.value {
        write!(out, " = {value}")?;
    }
    if let Some(modifier) = &seen.modifier {
        write!(out, " {modifier}")?;
    }
    Ok(())
}

/// The text between `before` and `after`: what the two sides cover together.
fn longest(mistake: &Mistake) -> String {
    let (first, second) = match (&mistake.gold, &mistake.predicted) {
        (Some(a), Some(b)) if a.start <= b.start => (a, Some(b)),
        (Some(a), Some(b)) => (b, Some(a)),
        (Some(only), None) | (None, Some(only)) => (only, None),
        (None, None) => return String::new(),
    };
    let mut text = first.text.clone().unwrap_or_default();
    if let Some(second) = second.filter(|second| second.end > first.end) {
        let known = first.end.saturating_sub(second.start);
        text.extend(second.text.as_deref().unwrap_or_default().chars().skip(known));
    }
    text
}
