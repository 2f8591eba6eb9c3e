//! Entities in brackets, as in the key and response files of CoNLL-2011/2012.

use std::path::Path;

use super::{known_as, place};
use crate::eval::document::{GoldDocument, GoldMention, Label};
use crate::eval::error::EvalError;

/// Reads `#begin document` files: a token a line, brackets in the last column. All mentions are of
/// the type `MENTION`, and offsets count tokens.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<GoldDocument>, EvalError> {
    let mut documents: Vec<GoldDocument> = Vec::new();
    let mut document: Option<GoldDocument> = None;
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut token = 0;
    let label = Label::Other("MENTION".into());
    for (index, line) in content.lines().enumerate() {
        let wrong = |expected: &str, found: &str| {
            EvalError::malformed(path, place(index), expected, format!("{found:?}"))
        };
        if let Some(name) = line.strip_prefix("#begin document") {
            let mut begun = GoldDocument::default();
            let id = format!("{}#{}", name.trim(), documents.len() + 1);
            known_as(&mut begun, None, Some(id), None);
            document = Some(begun);
            token = 0;
            continue;
        }
        if line.starts_with("#end document") {
            if let Some((entity, _)) = open.pop() {
                return Err(wrong("every bracket closed", entity));
            }
            documents.extend(document.take());
            continue;
        }
        let Some(document) = document.as_mut().filter(|_| !line.trim().is_empty()) else {
            continue;
        };
        let mut cell = line.split_whitespace().next_back().unwrap_or("-");
        if matches!(cell, "-" | "_" | "*") {
            cell = "";
        }
        while let Some(first) = cell.chars().next() {
            match first {
                '|' => cell = &cell[1..],
                '(' => {
                    let entity = name(&cell[1..]);
                    open.push((entity, document.mentions.len()));
                    // A mention stands where it opens: of two that turn out the same, the first
                    // one counts.
                    document.mentions.push(GoldMention {
                        entity: Some(entity.to_owned()),
                        ..GoldMention::new(token, token + 1, label.clone())
                    });
                    cell = &cell[1 + entity.len()..];
                    if let Some(rest) = cell.strip_prefix(')') {
                        open.pop();
                        cell = rest;
                    }
                }
                _ => {
                    let entity = name(cell);
                    let Some(rest) = cell[entity.len()..].strip_prefix(')') else {
                        return Err(wrong("brackets such as (1, 1) or (1)", cell));
                    };
                    let mention = open
                        .iter()
                        .rposition(|(name, _)| *name == entity)
                        .map(|at| open.remove(at).1)
                        .ok_or_else(|| wrong("a bracket that was opened before", cell))?;
                    if let Some(mention) = document.mentions.get_mut(mention) {
                        mention.span.end = token + 1;
                    }
                    cell = rest;
                }
            }
        }
        token += 1;
    }
    Ok(documents)
}

/// The entity at the head of a cell.
fn name(cell: &str) -> &str {
    &cell[..cell.find(['(', ')', '|']).unwrap_or(cell.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_crossing_brackets_are_read() {
        let file = "#begin document (d);\nd 0 0 a (1|(2\nd 0 1 b 2)\n\nd 0 2 c (3)|1)\nd 0 3 d -\n#end document\n";
        let documents = parse(Path::new("x.key"), file).unwrap();
        let mut seen: Vec<_> = documents[0]
            .mentions
            .iter()
            .map(|m| (m.span.start, m.span.end, m.entity.as_deref().unwrap()))
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, [(0, 2, "2"), (0, 3, "1"), (2, 3, "3")]);
    }

    #[test]
    fn brackets_need_no_bar_between_them() {
        let file = "#begin document (d);\na (1(2\nb 2)1)(3)\n#end document\n";
        let documents = parse(Path::new("x.key"), file).unwrap();
        let seen: Vec<_> = documents[0]
            .mentions
            .iter()
            .map(|m| (m.span.start, m.span.end, m.entity.as_deref().unwrap()))
            .collect();
        assert_eq!(seen, [(0, 2, "1"), (0, 2, "2"), (1, 2, "3")]);
    }

    #[test]
    fn a_bracket_out_of_place_is_named() {
        let message = |file: &str| parse(Path::new("x.key"), file).unwrap_err().to_string();
        assert_eq!(
            message("#begin document (d);\na 1)\n#end document\n"),
            "x.key:line 2: expected a bracket that was opened before, found \"1)\""
        );
        assert!(message("#begin document (d);\na (1\n#end document\n").contains("line 3"));
    }
}
