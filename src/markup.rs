//! Marked-up text: gold labels a person can write by hand and read at a glance.
//!
//! ```text
//! [PER Chai Junwu](chai) (name later changed to [PER Chai Chengwen](chai)) left on [DATE July 12](1950-07-12).
//! ```
//!
//! `[KIND text](id)` marks one mention; `(id)` may be left out. For a date the id is its value, with
//! the modifier after a space: `(1950-07 START)`. Brackets that do not open with a kind are plain
//! text, so ordinary prose needs no escaping.

use crate::entity::EntityKind;
use crate::text::RawSpan;

/// One marked mention. Offsets are bytes of [`Marked::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedMention {
    /// Where, in the text without the marks.
    pub span: RawSpan,
    /// As what.
    pub kind: EntityKind,
    /// The entity's id, or the date's value.
    pub id: Option<String>,
    /// The date's modifier.
    pub modifier: Option<String>,
}

/// A text and the mentions that were marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without the marks.
    pub text: String,
    /// The mentions, in text order.
    pub mentions: Vec<MarkedMention>,
}

/// What is wrong with a marked-up text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkupError {
    /// A mark that is never closed.
    #[error("line {line}: the mark \"[{kind} ...\" is not closed by \"]\" before the text ends")]
    Unclosed {
        /// Line, from 1.
        line: usize,
        /// Its kind.
        kind: EntityKind,
    },
    /// A mark around nothing.
    #[error("line {line}: the mark \"[{kind} ...\" holds no text")]
    Empty {
        /// Line, from 1.
        line: usize,
        /// Its kind.
        kind: EntityKind,
    },
}

/// Reads marked-up text.
///
/// # Errors
/// A mark that is not closed or holds no text, with its line.
pub fn parse(input: &str) -> Result<Marked, MarkupError> {
    let mut marked = Marked::default();
    let mut rest = input;
    while let Some(open) = rest.find('[') {
        let (plain, mark) = rest.split_at(open);
        marked.text.push_str(plain);
        let Some((kind, body)) = opening(mark) else {
            marked.text.push('[');
            rest = &mark[1..];
            continue;
        };
        let line = || input[..input.len() - mark.len()].matches('\n').count() + 1;
        let close = body.find(']').ok_or_else(|| MarkupError::Unclosed { line: line(), kind })?;
        let start = marked.text.len();
        marked.text.push_str(&body[..close]);
        let span = RawSpan::new(start, marked.text.len());
        if span.is_empty() {
            return Err(MarkupError::Empty { line: line(), kind });
        }
        let (id, modifier, after) = identifier(&body[close + 1..], kind);
        marked.mentions.push(MarkedMention { span, kind, id, modifier });
        rest = after;
    }
    marked.text.push_str(rest);
    Ok(marked)
}

/// `[KIND text...` → the kind and what follows the blank.
fn opening(mark: &str) -> Option<(EntityKind, &str)> {
    let inner = mark.strip_prefix('[')?;
    EntityKind::ALL
        .into_iter()
        .find_map(|kind| Some((kind, inner.strip_prefix(kind.label())?.strip_prefix(' ')?)))
}

/// `(id modifier)` right behind a mark; a bracket after a blank is prose.
fn identifier(after: &str, kind: EntityKind) -> (Option<String>, Option<String>, &str) {
    let Some((inner, rest)) = after.strip_prefix('(').and_then(|a| a.split_once(')')) else {
        return (None, None, after);
    };
    match inner.split_once(' ').filter(|_| kind == EntityKind::Date) {
        Some((value, modifier)) => (Some(value.to_owned()), Some(modifier.to_owned()), rest),
        None => (Some(inner.to_owned()), None, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_ids_and_values_are_read() {
        let marked =
            parse("[PER Chai](c1) (see [1]) left in [DATE early July](1950-07 START).").unwrap();
        assert_eq!(marked.text, "Chai (see [1]) left in early July.");
        let seen: Vec<_> = marked
            .mentions
            .iter()
            .map(|m| (m.span.slice(&marked.text), m.kind, m.id.as_deref(), m.modifier.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                ("Chai", EntityKind::Person, Some("c1"), None),
                ("early July", EntityKind::Date, Some("1950-07"), Some("START")),
            ]
        );
    }

    #[test]
    fn an_open_mark_names_its_line() {
        let error = parse("one\n[PER Mao").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2: the mark \"[PER ...\" is not closed by \"]\" before the text ends"
        );
    }

    #[test]
    fn a_bracket_after_a_blank_is_prose() {
        let marked = parse("[ORG CCP] (party)").unwrap();
        assert_eq!(marked.text, "CCP (party)");
        assert_eq!(marked.mentions[0].id, None);
    }
}
