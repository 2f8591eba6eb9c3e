//! CoNLL columns: a token a line, its tag in one of the columns, an empty line between sentences.

use std::path::Path;

use super::tokens::{self, Token};
use super::{known_as, name_by_number, place};
use crate::eval::document::GoldDocument;
use crate::eval::error::EvalError;

/// Reads a file of columns. The tags are in the last column that holds nothing but tags (or in
/// column `column`, from 1); the tokens are in the first column, or in the second where the first
/// one counts.
pub(super) fn parse(
    path: &Path,
    content: &str,
    column: Option<&str>,
) -> Result<Vec<GoldDocument>, EvalError> {
    let columns = Columns::find(path, content, column)?;
    let mut documents: Vec<GoldDocument> = Vec::new();
    let mut current = Current::default();
    for (index, line) in content.lines().enumerate() {
        match Line::of(line) {
            Line::Blank => current.end_sentence(),
            Line::NewDocument(id) => {
                current.end_document(path, &mut documents);
                current.id = id.map(str::to_owned);
                current.started = true;
            }
            Line::Comment => {}
            Line::Token => {
                let cells: Vec<&str> = cells(line).collect();
                let cell = |at: usize, what: &str| {
                    cells.get(at).copied().ok_or_else(|| {
                        EvalError::malformed(
                            path,
                            place(index),
                            format!("a {what} in column {}", at + 1),
                            format!("{} columns", cells.len()),
                        )
                    })
                };
                let (form, tag) = (cell(columns.form, "token")?, cell(columns.tag, "tag")?);
                let link = |at: usize| {
                    let cell = cells.get(at).copied().filter(|_| columns.own);
                    cell.filter(|cell| !matches!(*cell, "_" | ""))
                };
                let (entity, value) = (link(columns.tag + 1), link(columns.tag + 2));
                current.sentence.push(Token { form, tag, entity, value, ..Token::default() });
            }
        }
    }
    current.end_document(path, &mut documents);
    if let [only] = documents.as_mut_slice() {
        only.also_known_as.clear();
        let id = std::mem::take(&mut only.id);
        known_as(only, Some(path), Some(id).filter(|id| !id.contains('#')), None);
    }
    Ok(documents)
}

/// Whether the first lines have a column of tags.
pub(super) fn looks_like(content: &str) -> bool {
    let mut rows = content
        .lines()
        .filter(|line| matches!(Line::of(line), Line::Token))
        .take(50)
        .map(|line| cells(line).skip(1).any(tokens::is_tag))
        .peekable();
    rows.peek().is_some() && rows.all(|tagged| tagged)
}

/// The document being read.
#[derive(Default)]
struct Current<'a> {
    document: GoldDocument,
    sentence: Vec<Token<'a>>,
    id: Option<String>,
    started: bool,
}

impl Current<'_> {
    fn end_sentence(&mut self) {
        if !self.sentence.is_empty() {
            tokens::append(&mut self.document, &self.sentence);
            self.sentence.clear();
        }
    }

    fn end_document(&mut self, path: &Path, documents: &mut Vec<GoldDocument>) {
        self.end_sentence();
        let mut document = std::mem::take(&mut self.document);
        let id = self.id.take();
        if document.text.is_none() && !(self.started && id.is_some()) {
            return;
        }
        document.text.get_or_insert_default();
        name_by_number(&mut document, path, id.as_deref(), documents.len());
        documents.push(document);
    }
}

enum Line<'a> {
    Blank,
    Comment,
    NewDocument(Option<&'a str>),
    Token,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        if line.trim().is_empty() {
            return Self::Blank;
        }
        if let Some(rest) = line.strip_prefix("-DOCSTART-") {
            let id = rest.trim().strip_prefix('(').and_then(|r| r.split_once(')')).map(|r| r.0);
            return Self::NewDocument(id);
        }
        let Some(comment) = line.strip_prefix('#') else { return Self::Token };
        if let Some(rest) = comment.trim_start().strip_prefix("newdoc") {
            let id = rest.split_once('=').map(|(_, id)| id.trim()).filter(|id| !id.is_empty());
            return Self::NewDocument(id);
        }
        if let Some(id) = line.strip_prefix(OWN_HEADER) {
            return Self::NewDocument(Some(id.trim()));
        }
        // A number sign may be a token too; then more cells follow, or a tag ends the line.
        let (first, more) = comment.split_once('\t').map_or((comment, false), |(f, _)| (f, true));
        let tagged = cells(line).nth(1).is_some() && cells(line).last().is_some_and(tokens::is_tag);
        if (more || tagged) && !first.contains(" = ") {
            return Self::Token;
        }
        Self::Comment
    }
}

/// Cells are parted by tabs where there are any, by blanks elsewhere.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let tabs = line.contains('\t');
    line.split(move |c: char| if tabs { c == '\t' } else { c.is_whitespace() })
        .filter(move |cell| tabs || !cell.is_empty())
        .map(str::trim)
}

struct Columns {
    form: usize,
    tag: usize,
    /// Whether the entity and the value of a date follow the tag, as in what onomast writes.
    own: bool,
}

/// How a document starts in the columns that onomast writes.
const OWN_HEADER: &str = "# document = ";

impl Columns {
    fn find(path: &Path, content: &str, asked: Option<&str>) -> Result<Self, EvalError> {
        let rows: Vec<Vec<&str>> = content
            .lines()
            .filter(|line| matches!(Line::of(line), Line::Token))
            .take(5_000)
            .map(|line| cells(line).collect())
            .collect();
        let width = rows.iter().map(Vec::len).min().unwrap_or(0);
        let all = |at: usize, holds: fn(&str) -> bool| {
            !rows.is_empty() && rows.iter().all(|r| r.get(at).is_some_and(|cell| holds(cell)))
        };
        let tag = match asked {
            Some(number) => {
                number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or_else(|| {
                    EvalError::Usage(format!(
                        "the tag column of a CoNLL file is a number from 1, not {number:?}"
                    ))
                })?
            }
            None if rows.is_empty() => 1,
            None => (1..width).rev().find(|&at| all(at, tokens::is_tag)).ok_or_else(|| {
                let found = rows.first().map(|r| r.join(" ")).unwrap_or_default();
                EvalError::malformed(
                    path,
                    "columns",
                    "a column of tags such as O, B-PER, I-PER",
                    format!("none; the first token line is {found:?}"),
                )
            })?,
        };
        let counts = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit()) && !cell.is_empty();
        let form = usize::from(tag > 1 && all(0, counts));
        Ok(Self { form, tag, own: content.starts_with(OWN_HEADER) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<GoldDocument> {
        parse(Path::new("dir/set.conll"), content, None).unwrap()
    }

    fn surfaces(document: &GoldDocument) -> Vec<(String, String)> {
        let chars: Vec<char> = document.text.as_deref().unwrap().chars().collect();
        document
            .mentions
            .iter()
            .map(|m| (chars[m.span.start..m.span.end].iter().collect(), m.label.to_string()))
            .collect()
    }

    #[test]
    fn four_columns_with_chunks_and_documents() {
        let documents = read(
            "-DOCSTART- -X- O O\n\nMr NNP I-NP O\nLi NNP I-NP I-PER\n# NN I-NP O\n\n\
             Peking NNP I-NP I-LOC\n\n-DOCSTART- -X- O O\n\nnothing NN I-NP O\n",
        );
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].id, "set#1");
        assert!(documents[0].also_known_as.contains(&"#1".to_owned()));
        assert_eq!(documents[0].text.as_deref(), Some("Mr Li #\nPeking"));
        let expected = [("Li", "PER"), ("Peking", "LOC")].map(|(a, b)| (a.into(), b.into()));
        assert_eq!(surfaces(&documents[0]), expected);
    }

    #[test]
    fn numbered_tokens_with_comments() {
        let documents = read(
            "# newdoc id = d1\n# text = Li saw\n1\tLi\tB-PER\t-\t-\n2\tsaw\tO\t-\t-\n\n\
             # newdoc id = d2\n1\tno\tO\t-\t-\n",
        );
        let ids: Vec<_> = documents.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["d1", "d2"]);
        assert_eq!(surfaces(&documents[0]), [("Li".into(), "PER".into())]);
    }

    #[test]
    fn what_the_tool_writes_keeps_entities_and_values() {
        let documents = read(
            "# document = tea\nLi\tB-PER\te1\t_\nWu\tI-PER\te1\t_\n#\tO\t_\t_\n1901\tB-DATE\t_\t1901\n\n",
        );
        let [person, date] = documents[0].mentions.as_slice() else { panic!("two mentions") };
        assert_eq!(documents[0].id, "tea");
        assert_eq!(documents[0].text.as_deref(), Some("Li Wu # 1901"));
        assert_eq!((person.entity.as_deref(), person.value.as_deref()), (Some("e1"), None));
        assert_eq!((date.entity.as_deref(), date.value.as_deref()), (None, Some("1901")));
    }

    #[test]
    fn a_single_document_is_called_like_its_file() {
        let documents = read("Li B-PER\n");
        assert_eq!(documents[0].id, "set");
    }

    #[test]
    fn what_is_missing_is_named() {
        let path = Path::new("set.conll");
        let error = parse(path, "a b c\n", None).unwrap_err().to_string();
        assert_eq!(
            error,
            "set.conll:columns: expected a column of tags such as O, B-PER, I-PER, found none; \
             the first token line is \"a b c\""
        );
        let error = parse(path, "a O\nb\n", Some("2")).unwrap_err().to_string();
        assert_eq!(error, "set.conll:line 2: expected a tag in column 2, found 1 columns");
    }
}
