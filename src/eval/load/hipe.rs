//! HIPE TSV (CLEF-HIPE-2020, HIPE-2022): named columns, metadata in comments, spacing in `MISC`.

use std::path::Path;

use super::tokens::{self, After, Token};
use super::{name_by_number, place, year_of};
use crate::eval::document::GoldDocument;
use crate::eval::error::EvalError;

/// The column scored where none is named.
const DEFAULT_COLUMN: &str = "NE-COARSE-LIT";

/// Reads a HIPE file. Links of the column `NEL-LIT` become entities.
pub(super) fn parse(
    path: &Path,
    content: &str,
    column: Option<&str>,
) -> Result<Vec<GoldDocument>, EvalError> {
    let mut lines = content.lines().enumerate();
    let header: Vec<&str> = lines
        .find(|(_, line)| !line.trim().is_empty())
        .map(|(_, line)| line.split('\t').map(str::trim).collect())
        .unwrap_or_default();
    let find = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let wanted = column.unwrap_or(DEFAULT_COLUMN);
    let (Some(form), Some(tag)) = (find("TOKEN"), find(wanted)) else {
        return Err(EvalError::malformed(
            path,
            "line 1",
            format!("columns TOKEN and {wanted}"),
            header.join(", "),
        ));
    };
    let (link, misc) = (find("NEL-LIT"), find("MISC"));

    let mut documents = Vec::new();
    let mut document = GoldDocument::default();
    let mut read: Vec<Token<'_>> = Vec::new();
    let mut id: Option<&str> = None;
    let mut end = |document: &mut GoldDocument, read: &mut Vec<Token<'_>>, id: Option<&str>| {
        if id.is_none() && read.is_empty() {
            return;
        }
        let mut document = std::mem::take(document);
        tokens::append(&mut document, read);
        read.clear();
        name_by_number(&mut document, path, id, documents.len());
        documents.push(document);
    };
    for (index, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        if let Some((key, value)) = comment(line) {
            match key {
                "document_id" | "document" => {
                    end(&mut document, &mut read, id);
                    id = Some(value);
                }
                "date" => document.year = year_of(value),
                "ocr_quality_mean" => {
                    document.noise = value.parse::<f64>().ok().map(|quality| 1.0 - quality);
                }
                _ => {}
            }
            continue;
        }
        if line.starts_with("# ") {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(&form), Some(&tag)) = (cells.get(form), cells.get(tag)) else {
            return Err(EvalError::malformed(
                path,
                place(index),
                format!("{} columns", header.len()),
                format!("{}", cells.len()),
            ));
        };
        let misc = misc.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let link = link.and_then(|at| cells.get(at)).map(|cell| cell.trim());
        read.push(Token {
            form,
            tag: tag.trim(),
            entity: link.filter(|l| !matches!(*l, "" | "_" | "-" | "NIL")),
            value: None,
            noise: misc.split('|').find_map(|flag| flag.trim().strip_prefix("LED")?.parse().ok()),
            after: after(misc),
        });
    }
    end(&mut document, &mut read, id);
    Ok(documents)
}

/// `# corpus:key = value` → key and value.
fn comment(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix("# ")?.split_once(" = ")?;
    Some((key.rsplit(':').next().unwrap_or(key).trim(), value.trim()))
}

fn after(misc: &str) -> After {
    let has = |flag: &str| misc.split('|').any(|f| f.trim() == flag);
    if has("EndOfLine") {
        After::LineBreak
    } else if has("NoSpaceAfter") {
        After::Nothing
    } else {
        After::Blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "TOKEN\tNE-COARSE-LIT\tNE-FINE-LIT\tNEL-LIT\tMISC\n\
        # hipe2022:document_id = paper-1\n\
        # hipe2022:date = 1854-03-02\n\
        # t:ocr_quality_mean = 0.75\n\
        Poole\tB-loc\tB-loc.adm\tQ203349\tLED0.20|NoSpaceAfter\n\
        ,\tO\tO\t_\tEndOfLine\n\
        Mr\tO\tO\t_\t_\n\
        Hill\tB-pers\tB-pers.ind\tNIL\t_\n\
        # hipe2022:document_id = paper-2\n\
        #\tO\tO\t_\t_\n";

    #[test]
    fn documents_dates_noise_links_and_spacing_are_read() {
        let documents = parse(Path::new("h.tsv"), FILE, None).unwrap();
        let ids: Vec<_> = documents.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["paper-1", "paper-2"]);
        let first = &documents[0];
        assert_eq!((first.year, first.noise), (Some(1854), Some(0.25)));
        assert_eq!(first.text.as_deref(), Some("Poole,\nMr Hill"));
        let [place, person] = first.mentions.as_slice() else { panic!("two mentions") };
        assert_eq!((place.label.as_str(), place.entity.as_deref()), ("LOC", Some("Q203349")));
        assert_eq!((place.noise, person.noise, person.entity.as_deref()), (Some(0.2), None, None));
        assert_eq!(documents[1].text.as_deref(), Some("#"));
    }

    #[test]
    fn another_column_can_be_asked_for() {
        let documents = parse(Path::new("h.tsv"), FILE, Some("NE-FINE-LIT")).unwrap();
        assert_eq!(documents[0].mentions[0].label.as_str(), "loc.adm");
        let error = parse(Path::new("h.tsv"), FILE, Some("NE-X")).unwrap_err().to_string();
        assert!(error.starts_with("h.tsv:line 1: expected columns TOKEN and NE-X, found TOKEN, "));
    }
}
