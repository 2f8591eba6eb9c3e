//! brat standoff: `x.ann` beside `x.txt`.

use std::collections::HashMap;
use std::path::Path;

use super::union::Union;
use super::{known_as, place};
use crate::eval::document::{GoldDocument, GoldMention};
use crate::eval::error::EvalError;

/// Reads one `.ann` file.
///
/// Text-bound annotations are mentions; one of several pieces covers everything from the first to
/// the last. `Equiv`, relations and normalisations make entities, attributes called `value` and
/// `mod` belong to dates.
pub(super) fn parse(path: &Path, content: &str) -> Result<Vec<GoldDocument>, EvalError> {
    let mut document = GoldDocument::default();
    let mut number_of: HashMap<&str, usize> = HashMap::new();
    for (index, line) in content.lines().enumerate() {
        if line.starts_with('T') {
            let (id, mention) = text_bound(path, index, line)?;
            number_of.insert(id, document.mentions.len());
            document.mentions.push(mention);
        }
    }

    let mut same = Union::new(document.mentions.len());
    let mut reference: HashMap<&str, usize> = HashMap::new();
    for (index, line) in content.lines().enumerate() {
        let mut fields = line.split('\t');
        let (id, body) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let words: Vec<&str> = body.split_whitespace().collect();
        let known = |name: &str| {
            number_of.get(name).copied().ok_or_else(|| {
                EvalError::malformed(
                    path,
                    place(index),
                    "the identifier of a text-bound annotation (T1, T2, ...)",
                    format!("{name:?}"),
                )
            })
        };
        match (id.chars().next(), words.as_slice()) {
            (Some('*'), ["Equiv", members @ ..]) => {
                for pair in members.windows(2) {
                    same.join(known(pair[0])?, known(pair[1])?);
                }
            }
            (Some('R'), [kind, a, b, ..]) if is_identity(kind) => {
                let argument = |word: &str| known(word.split_once(':').map_or(word, |w| w.1));
                same.join(argument(a)?, argument(b)?);
            }
            (Some('N'), [_, target, link, ..]) => {
                let mention = known(target)?;
                same.join(*reference.entry(link).or_insert(mention), mention);
            }
            (Some('A' | 'M'), [name, target, value @ ..]) if target.starts_with('T') => {
                let mention = known(target)?;
                let value = Some(value.join(" ")).filter(|v| !v.is_empty());
                if let Some(mention) = document.mentions.get_mut(mention) {
                    match name.to_ascii_lowercase().as_str() {
                        "value" => mention.value = value,
                        "mod" => mention.modifier = value,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    same.name(&mut document.mentions);
    known_as(&mut document, Some(path), None, None);
    Ok(vec![document])
}

/// Relations that say two mentions are the same, by the names usually given to them.
fn is_identity(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.starts_with("coref") || kind.starts_with("alias") || kind.starts_with("same")
}

/// `T1<tab>Person 0 5;7 9<tab>text`
fn text_bound<'a>(
    path: &Path,
    index: usize,
    line: &'a str,
) -> Result<(&'a str, GoldMention), EvalError> {
    let wrong = || {
        EvalError::malformed(
            path,
            place(index),
            "\"T1<tab>Type start end<tab>text\"",
            format!("{line:?}"),
        )
    };
    let mut fields = line.split('\t');
    let id = fields.next().ok_or_else(wrong)?;
    let (label, offsets) = fields.next().and_then(|body| body.split_once(' ')).ok_or_else(wrong)?;
    let mut numbers = Vec::new();
    for number in offsets.split([' ', ';']) {
        numbers.push(number.parse::<usize>().map_err(|_| wrong())?);
    }
    let (Some(&start), Some(&end)) = (numbers.iter().min(), numbers.iter().max()) else {
        return Err(wrong());
    };
    if numbers.len() < 2 || start >= end {
        return Err(wrong());
    }
    let mut mention = GoldMention::new(start, end, label);
    // The text of a mention in pieces leaves out what lies between them.
    mention.text = fields.next().filter(|_| numbers.len() == 2).map(str::to_owned);
    Ok((id, mention))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::document::CharSpan;

    #[test]
    fn mentions_entities_and_values_are_read() {
        let file = "T1\tPerson 0 2\tLi\nT2\tPER 5 8;10 12\tLi Wu\nT3\tDATE 20 29\tJuly 1950\n\
                    *\tEquiv T1 T2\nA1\tvalue T3 1950-07\nA2\tmod T3 START\n#1\tAnnotatorNotes T1\tx\n";
        let documents = parse(Path::new("dir/letter.ann"), file).unwrap();
        let document = &documents[0];
        assert_eq!(document.id, "letter");
        let [a, b, date] = document.mentions.as_slice() else { panic!("three mentions") };
        assert_eq!((a.label.as_str(), b.span), ("PER", CharSpan::new(5, 12)));
        assert!(a.entity.is_some() && a.entity == b.entity);
        assert_eq!(date.value.as_deref(), Some("1950-07"));
        assert_eq!(date.modifier.as_deref(), Some("START"));
    }

    #[test]
    fn bad_lines_are_named() {
        let message = |file: &str| parse(Path::new("l.ann"), file).unwrap_err().to_string();
        assert_eq!(
            message("T1\tPER 5\tLi\n"),
            "l.ann:line 1: expected \"T1<tab>Type start end<tab>text\", found \"T1\\tPER 5\\tLi\""
        );
        assert!(message("T1\tPER 0 2\tLi\n*\tEquiv T1 T9\n").contains("line 2"));
    }
}
