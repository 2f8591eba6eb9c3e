//! Papers in other formats than plain text: what is read of each, and how a format is known.
//!
//! Every reader gives one text; all offsets of a result count in it. Blocks (paragraphs, headings,
//! list items) are apart by a blank line; where a format has pages, a form feed ends each, from
//! which the output's `page` comes. Nothing here looks at names or dates.

mod blocks;
mod docx;
mod encoding;
mod format;
mod html;
mod markdown;
mod pdf;
mod tei;

use std::path::Path;

pub use self::format::InputFormat;
use crate::files::{self, FileError, ReadOptions};

/// Why no text could be got out of a file.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is not as its format asks.
    #[error("{path}: cannot be read as {format}: {reason}{hint}")]
    Damaged {
        /// Which file.
        path: String,
        /// As what it was read.
        format: InputFormat,
        /// What was expected and what was found.
        reason: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// It asks for a password.
    #[error(
        "{path}: is an encrypted {format}: expected one that opens without a password; take the protection off first (for a PDF: qpdf --decrypt)"
    )]
    Encrypted {
        /// Which file.
        path: String,
        /// Its format.
        format: InputFormat,
    },
    /// It is sound, but there are no words in it.
    #[error("{path}: this {format} holds no text{hint}")]
    NoText {
        /// Which file.
        path: String,
        /// Its format.
        format: InputFormat,
        /// What to do about it.
        hint: &'static str,
    },
    /// This build leaves the format out.
    #[error(
        "{path}: is a {format}, which this build cannot read: build with the cargo feature \"pdf\", or extract its text first (pdftotext)"
    )]
    NotBuiltIn {
        /// Which file.
        path: String,
        /// Its format.
        format: InputFormat,
    },
}

/// What a reader says when it fails; [`text_of`] adds the file.
#[derive(Debug)]
enum Failure {
    Damaged(String),
    Encrypted,
    #[cfg_attr(feature = "pdf", expect(dead_code, reason = "only builds without PDF say so"))]
    NotBuiltIn,
}

/// Reads the text of a file; `-` is standard input. The format is the one of the options, else it
/// is told from content and extension.
///
/// # Errors
/// Whatever keeps the file from being read, or from being what its format asks; never a panic.
pub fn read(path: &Path, options: ReadOptions) -> Result<String, ExtractError> {
    let bytes = files::read_bytes(path, options)?;
    let format = options.format.unwrap_or_else(|| InputFormat::of(path, &bytes));
    text_of(bytes, format, &files::display(path), options)
}

/// The text of a file's bytes. `name` is what errors call the file.
///
/// ```
/// use onomast::files::ReadOptions;
/// use onomast::inputs::{InputFormat, text_of};
///
/// let page = b"<h1>Whampoa</h1><p>Chiang Kai-shek<sup>1</sup> spoke.</p>".to_vec();
/// let text = text_of(page, InputFormat::Html, "page.html", ReadOptions::default())?;
/// assert_eq!(text, "Whampoa\n\nChiang Kai-shek spoke.\n");
/// # Ok::<(), onomast::inputs::ExtractError>(())
/// ```
///
/// # Errors
/// As [`read`].
pub fn text_of(
    bytes: Vec<u8>,
    format: InputFormat,
    name: &str,
    options: ReadOptions,
) -> Result<String, ExtractError> {
    let path = || name.to_owned();
    let extracted = match format {
        InputFormat::Text => return Ok(files::text_from_bytes(bytes, name, options)?),
        InputFormat::Pdf => pdf::text(bytes),
        InputFormat::Docx => docx::text(&bytes, options.max_bytes),
        InputFormat::Html | InputFormat::Markdown | InputFormat::Tei => {
            let text = files::text_from_bytes(encoding::to_utf8(bytes), name, options)?;
            match format {
                InputFormat::Html => Ok(html::text(&text)),
                InputFormat::Markdown => Ok(markdown::text(&text)),
                _ => tei::text(&text),
            }
        }
    };
    let text = extracted.map_err(|failure| match failure {
        Failure::Damaged(reason) => {
            ExtractError::Damaged { path: path(), format, reason, hint: damage_hint(format) }
        }
        Failure::Encrypted => ExtractError::Encrypted { path: path(), format },
        Failure::NotBuiltIn => ExtractError::NotBuiltIn { path: path(), format },
    })?;
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        let hint = match format {
            InputFormat::Pdf => {
                ": perhaps its pages are pictures; recognise their text first (for example with ocrmypdf)"
            }
            _ => "",
        };
        return Err(ExtractError::NoText { path: path(), format, hint });
    }
    Ok(text)
}

const fn damage_hint(format: InputFormat) -> &'static str {
    match format {
        InputFormat::Pdf => {
            "; try to mend it (qpdf in.pdf out.pdf), or extract its text with pdftotext"
        }
        InputFormat::Docx => "; open it in a word processor and save it anew",
        _ => "; --input-format text reads it as it is",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(bytes: &[u8], format: InputFormat) -> String {
        text_of(bytes.to_vec(), format, "x", ReadOptions::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_holds_no_words_is_named() {
        assert_eq!(
            fails(b"<html><body><img></body></html>", InputFormat::Html),
            "x: this HTML page holds no text"
        );
        assert_eq!(fails(b"[](a)", InputFormat::Markdown), "x: this Markdown text holds no text");
    }

    #[test]
    fn random_bytes_are_errors_and_no_panics() {
        let mut random = fastrand::Rng::with_seed(7);
        for start in [&b""[..], b"%PDF-1.4\n", b"PK\x03\x04", b"<TEI>", b"<html>"] {
            for length in [0, 1, 40, 3000] {
                let mut bytes = start.to_vec();
                bytes.extend((0..length).map(|_| random.u8(..)));
                for format in InputFormat::ALL {
                    let options = ReadOptions { lossy: true, ..ReadOptions::default() };
                    // Some of it happens to be text; all that is asked is an answer.
                    let _ = text_of(bytes.clone(), *format, "x", options);
                }
            }
        }
    }
}
