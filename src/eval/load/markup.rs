//! Marked-up text, see [`crate::markup`].

use std::path::Path;

use super::known_as;
use crate::entity::EntityKind;
use crate::eval::document::{GoldDocument, GoldMention};
use crate::eval::error::EvalError;
use crate::markup;
use crate::text::CharOffsets;

/// Reads one marked-up text: identifiers are entities, those of dates are values.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<GoldDocument>, EvalError> {
    let marked = markup::parse(content)
        .map_err(|source| EvalError::Markup { path: path.to_owned(), source })?;
    let offsets = CharOffsets::new(&marked.text);
    let mentions = marked
        .mentions
        .iter()
        .map(|mark| {
            let (start, end) =
                (offsets.char_of(mark.span.start()), offsets.char_of(mark.span.end()));
            let mut mention = GoldMention::new(start, end, mark.kind);
            mention.text = Some(mark.span.slice(&marked.text).to_owned());
            if mark.kind == EntityKind::Date {
                mention.value.clone_from(&mark.id);
                mention.modifier.clone_from(&mark.modifier);
            } else {
                mention.entity.clone_from(&mark.id);
            }
            mention
        })
        .collect();
    let mut document = GoldDocument { mentions, ..GoldDocument::default() };
    document.text = Some(marked.text);
    known_as(&mut document, Some(path), None, None);
    Ok(vec![document])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_mentions() {
        let file = "Zoë: [PER Li](li) left in [DATE early July](1950-07 START).";
        let documents = parse(Path::new("a/tea.marked.txt"), file).unwrap();
        let document = &documents[0];
        assert_eq!(document.id, "tea");
        let [person, date] = document.mentions.as_slice() else { panic!("two mentions") };
        assert_eq!((person.span.start, person.entity.as_deref()), (5, Some("li")));
        assert_eq!(
            (date.value.as_deref(), date.modifier.as_deref()),
            (Some("1950-07"), Some("START"))
        );
        assert_eq!(date.entity, None);
    }

    #[test]
    fn an_open_mark_names_file_and_line() {
        let error = parse(Path::new("t.marked.txt"), "a\n[PER b").unwrap_err().to_string();
        assert!(error.starts_with("t.marked.txt: line 2"), "{error}");
    }
}
