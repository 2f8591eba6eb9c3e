//! The text that labels are of, where the label file does not hold it.

use std::path::{Path, PathBuf};

use super::read;
use crate::eval::corpus::single_spaced;
use crate::eval::document::GoldDocument;
use crate::eval::error::EvalError;
use crate::text::CharOffsets;

/// Gives each document without a text the one it names: `given` (a file, or a folder with a file
/// for each document), else a file beside the label file. Then every mention that says what it
/// covers is checked against the text.
pub(super) fn attach(
    labels: &Path,
    given: Option<&Path>,
    documents: &mut [GoldDocument],
) -> Result<(), EvalError> {
    for document in documents {
        if document.text.is_none()
            && let Some(file) = find(labels, given, document)
        {
            document.text = Some(read(&file)?);
        }
        check(labels, document)?;
    }
    Ok(())
}

fn find(labels: &Path, given: Option<&Path>, document: &GoldDocument) -> Option<PathBuf> {
    let folder = match given {
        Some(given) if !given.is_dir() => return Some(given.to_owned()),
        Some(given) => given,
        None => labels.parent()?,
    };
    document
        .also_known_as
        .iter()
        .flat_map(|name| [folder.join(format!("{name}.txt")), folder.join(name)])
        .find(|file| {
            file.extension().is_some_and(|e| e == "txt") && file.is_file() && file != labels
        })
}

fn check(labels: &Path, document: &GoldDocument) -> Result<(), EvalError> {
    let Some(text) = document.text.as_deref() else { return Ok(()) };
    let offsets = CharOffsets::new(text);
    for (i, mention) in document.mentions.iter().enumerate() {
        let (start, end) = (mention.span.start, mention.span.end);
        let there = offsets
            .byte_of(start)
            .zip(offsets.byte_of(end))
            .and_then(|(start, end)| text.get(start..end));
        let fits = match (&mention.text, there) {
            (_, None) => false,
            (Some(said), Some(there)) => {
                said == there || single_spaced(said) == single_spaced(there)
            }
            (None, Some(_)) => true,
        };
        if !fits {
            return Err(EvalError::malformed(
                labels,
                format!("document {:?}, mention {}", document.id, i + 1),
                match &mention.text {
                    Some(said) => format!("the text {said:?} at characters {start} to {end}"),
                    None => format!("a text of at least {end} characters"),
                },
                there.map_or_else(
                    || format!("the end of the text at {}", offsets.char_of(text.len())),
                    |there| format!("{there:?}"),
                ),
            ));
        }
    }
    Ok(())
}
