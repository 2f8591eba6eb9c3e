//! WebAnno TSV 3 (WebAnno, INCEpTION): layers in the header, one token a line, UTF-16 offsets.

use std::collections::HashMap;
use std::path::Path;

use super::union::Union;
use super::{known_as, place};
use crate::eval::document::{CharSpan, GoldDocument, GoldMention};
use crate::eval::error::EvalError;

/// Reads one exported document. The types are in the feature called `value`, else `entity`, else in
/// the first one (or in the feature asked for); chains, coreference relations and the features
/// `identifier` and `identity` make entities.
pub(super) fn parse(
    path: &Path,
    content: &str,
    feature: Option<&str>,
) -> Result<Vec<GoldDocument>, EvalError> {
    let layout = Layout::read(path, content, feature)?;
    let mut reader = Reader::default();
    let mut sentence = None;
    for (index, line) in content.lines().enumerate() {
        if let Some(text) = line.strip_prefix("#Text=") {
            sentence = Some(unescape(text));
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let row = Row::parse(path, index, line)?;
            if let Some(text) = sentence.take() {
                reader.start_sentence(path, index, &row, &text)?;
            }
            reader.row(path, index, &row, &layout)?;
        }
    }
    Ok(vec![reader.finish(path)])
}

/// Which columns hold what, from 0 behind the token.
#[derive(Default)]
struct Layout {
    label: usize,
    identifier: Option<usize>,
    /// Column of the relation's type, if it has one, and of its source.
    relations: Vec<(Option<usize>, usize)>,
    /// Columns of chain links.
    chains: Vec<usize>,
}

impl Layout {
    fn read(path: &Path, content: &str, asked: Option<&str>) -> Result<Self, EvalError> {
        let mut layout = Self::default();
        let mut features: Vec<(&str, usize)> = Vec::new();
        let mut column = 0;
        for line in content.lines().take_while(|l| l.starts_with('#') || l.trim().is_empty()) {
            let Some((kind, layer)) = line.strip_prefix("#T_").and_then(|l| l.split_once('='))
            else {
                continue;
            };
            let mut parts = layer.split('|');
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let parts: Vec<&str> = parts.collect();
            let at = |wanted: &dyn Fn(&str) -> bool| {
                parts.iter().position(|part| wanted(part)).map(|i| column + i)
            };
            match kind {
                "SP" => features.extend(parts.iter().enumerate().map(|(i, f)| (*f, column + i))),
                "RL" if name.contains("coref") => {
                    if let Some(source) = at(&|part| part.starts_with("BT_")) {
                        layout.relations.push((at(&|part| !part.starts_with("BT_")), source));
                    }
                }
                "CH" => layout.chains.extend((0..parts.len()).map(|i| column + i)),
                _ => {}
            }
            column += parts.len().max(1);
        }
        let find = |wanted: &str| features.iter().find(|f| f.0 == wanted).map(|f| f.1);
        let names = || features.iter().map(|f| f.0).collect::<Vec<_>>().join(", ");
        layout.label = match asked {
            Some(name) => find(name),
            None => find("value").or_else(|| find("entity")).or(features.first().map(|f| f.1)),
        }
        .ok_or_else(|| {
            EvalError::malformed(
                path,
                "header",
                format!("a span layer with the feature {:?}", asked.unwrap_or("value")),
                format!("the features: {}", names()),
            )
        })?;
        layout.identifier = find("identifier").or_else(|| find("identity"));
        Ok(layout)
    }
}

/// One token line.
struct Row<'a> {
    id: &'a str,
    start: usize,
    end: usize,
    form: &'a str,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn parse(path: &Path, index: usize, line: &'a str) -> Result<Self, EvalError> {
        let wrong = || {
            EvalError::malformed(
                path,
                place(index),
                "\"sentence-token<tab>start-end<tab>form<tab>...\"",
                format!("{line:?}"),
            )
        };
        let mut cells = line.split('\t');
        let (Some(id), Some(offsets), Some(form)) = (cells.next(), cells.next(), cells.next())
        else {
            return Err(wrong());
        };
        let (start, end) = offsets.split_once('-').ok_or_else(wrong)?;
        let (Ok(start), Ok(end)) = (start.parse(), end.parse()) else { return Err(wrong()) };
        Ok(Self { id, start, end, form, cells: cells.collect() })
    }

    fn items(&self, column: usize) -> impl Iterator<Item = &'a str> {
        let cell = self.cells.get(column).copied().unwrap_or("_");
        split_items(cell).into_iter().filter(|item| *item != "_")
    }
}

/// A relation by the annotations it joins, before all of them are known.
struct Join {
    source: Key,
    target: Key,
}

/// What identifies an annotation: its number, or the token it covers alone.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Numbered(usize),
    Token(String),
}

#[derive(Default)]
struct Reader {
    chars: Vec<char>,
    /// The code point at each UTF-16 unit of the text so far.
    char_at: Vec<usize>,
    mentions: Vec<GoldMention>,
    mention_of: HashMap<Key, usize>,
    /// Identifier by annotation.
    identifiers: HashMap<Key, String>,
    joins: Vec<Join>,
    /// Chain links by chain and number: their span.
    links: HashMap<(usize, usize), CharSpan>,
}

impl Reader {
    /// Puts a sentence where its first token says it begins; what lies between sentences is blank.
    fn start_sentence(
        &mut self,
        path: &Path,
        index: usize,
        row: &Row<'_>,
        text: &str,
    ) -> Result<(), EvalError> {
        // The text of a sentence may begin with blanks that no token covers.
        let lead: usize = text.chars().take_while(|c| c.is_whitespace()).map(char::len_utf16).sum();
        let begin = row.start.saturating_sub(lead);
        if begin < self.char_at.len() {
            return Err(EvalError::malformed(
                path,
                place(index),
                format!("a sentence that begins at offset {} or later", self.char_at.len()),
                row.start.to_string(),
            ));
        }
        while self.char_at.len() < begin {
            self.push('\n');
        }
        for c in text.chars() {
            self.push(c);
        }
        Ok(())
    }

    fn push(&mut self, c: char) {
        self.char_at.extend(std::iter::repeat_n(self.chars.len(), c.len_utf16()));
        self.chars.push(c);
    }

    fn char_of(&self, unit: usize) -> Option<usize> {
        match self.char_at.get(unit) {
            Some(&char) => Some(char),
            None => (unit == self.char_at.len()).then_some(self.chars.len()),
        }
    }

    fn row(
        &mut self,
        path: &Path,
        index: usize,
        row: &Row<'_>,
        layout: &Layout,
    ) -> Result<(), EvalError> {
        let span = match (self.char_of(row.start), self.char_of(row.end)) {
            (Some(start), Some(end)) if start < end => CharSpan::new(start, end),
            _ => {
                return Err(EvalError::malformed(
                    path,
                    place(index),
                    format!("offsets inside the sentence texts (0 to {})", self.char_at.len()),
                    format!("{}-{}", row.start, row.end),
                ));
            }
        };
        let seen: String =
            self.chars.get(span.start..span.end).unwrap_or_default().iter().collect();
        if seen != row.form && seen != unescape(row.form) {
            return Err(EvalError::malformed(
                path,
                place(index),
                format!("the token {seen:?}, which the sentence text has there"),
                format!("{:?}", row.form),
            ));
        }
        for item in row.items(layout.label) {
            let (value, number) = numbered(item);
            let key = number.map_or_else(|| Key::Token(row.id.to_owned()), Key::Numbered);
            if let Some(&i) = self.mention_of.get(&key)
                && let Some(mention) = self.mentions.get_mut(i)
            {
                mention.span.end = mention.span.end.max(span.end);
            } else if value != "*" {
                let label = unescape(value);
                self.mention_of.insert(key, self.mentions.len());
                self.mentions.push(GoldMention::new(span.start, span.end, label.as_str()));
            }
        }
        for item in layout.identifier.into_iter().flat_map(|column| row.items(column)) {
            let (value, number) = numbered(item);
            let key = number.map_or_else(|| Key::Token(row.id.to_owned()), Key::Numbered);
            if value != "*" {
                self.identifiers.entry(key).or_insert_with(|| unescape(value));
            }
        }
        for &(kind, source) in &layout.relations {
            let kinds: Vec<&str> = kind.map(|k| row.items(k).collect()).unwrap_or_default();
            for (i, item) in row.items(source).enumerate() {
                // Bridging is a relation between different things.
                if kinds.get(i).is_none_or(|kind| !kind.starts_with("bridge")) {
                    self.joins.push(join(row, item));
                }
            }
        }
        for &column in &layout.chains {
            for item in row.items(column) {
                let Some((chain, link)) = item
                    .rsplit_once("->")
                    .and_then(|(_, to)| numbered(to).0.split_once('-'))
                    .and_then(|(chain, link)| Some((chain.parse().ok()?, link.parse().ok()?)))
                else {
                    continue;
                };
                self.links
                    .entry((chain, link))
                    .and_modify(|known| known.end = known.end.max(span.end))
                    .or_insert(span);
            }
        }
        Ok(())
    }

    fn finish(mut self, path: &Path) -> GoldDocument {
        let mut same = Union::new(self.mentions.len());
        let find = |key: &Key| self.mention_of.get(key).copied();
        for join in &self.joins {
            // A relation from or to something that is no mention joins nothing.
            if let (Some(a), Some(b)) = (find(&join.source), find(&join.target)) {
                same.join(a, b);
            }
        }
        let mut first_of: HashMap<&str, usize> = HashMap::new();
        for (key, identifier) in &self.identifiers {
            if let Some(mention) = find(key) {
                same.join(*first_of.entry(identifier).or_insert(mention), mention);
            }
        }
        let by_span: HashMap<CharSpan, usize> =
            self.mentions.iter().enumerate().map(|(i, m)| (m.span, i)).collect();
        let mut first_of: HashMap<usize, usize> = HashMap::new();
        for ((chain, _), span) in &self.links {
            if let Some(&mention) = by_span.get(span) {
                same.join(*first_of.entry(*chain).or_insert(mention), mention);
            }
        }
        same.name(&mut self.mentions);
        let mut document = GoldDocument {
            text: Some(self.chars.into_iter().collect()),
            mentions: self.mentions,
            ..GoldDocument::default()
        };
        known_as(&mut document, Some(path), None, None);
        document
    }
}

/// `15-8[114_3]`: from annotation 114 at token 15-8 to annotation 3 here; a 0, or no brackets,
/// stands for the annotation of the token itself.
fn join(row: &Row<'_>, item: &str) -> Join {
    let (token, numbers) = item
        .split_once('[')
        .map_or((item, None), |(token, rest)| (token, rest.trim_end_matches(']').split_once('_')));
    let key = |number: Option<&str>, token: &str| match number.and_then(|n| n.parse().ok()) {
        Some(number) if number > 0 => Key::Numbered(number),
        _ => Key::Token(token.to_owned()),
    };
    Join { source: key(numbers.map(|n| n.0), token), target: key(numbers.map(|n| n.1), row.id) }
}

/// `PER[3]` → `PER` and 3.
fn numbered(item: &str) -> (&str, Option<usize>) {
    item.strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .and_then(|(value, number)| Some((value, Some(number.parse().ok()?))))
        .unwrap_or((item, None))
}

/// Splits stacked annotations at bars that are not escaped.
fn split_items(cell: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in cell.char_indices() {
        if c == '|' && !escaped {
            items.push(&cell[from..at]);
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    items.push(&cell[from..]);
    items
}

/// Undoes the format's backslashes.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> GoldDocument {
        parse(Path::new("dir/letter.tsv"), content, None).unwrap().remove(0)
    }

    fn seen(document: &GoldDocument) -> Vec<(String, &str, Option<&str>)> {
        let chars: Vec<char> = document.text.as_deref().unwrap().chars().collect();
        document
            .mentions
            .iter()
            .map(|m| {
                let text = chars[m.span.start..m.span.end].iter().collect();
                (text, m.label.as_str(), m.entity.as_deref())
            })
            .collect()
    }

    #[test]
    fn named_entities_with_stacks_and_utf16_offsets() {
        // 𝕏 takes two UTF-16 units, so Li starts at unit 3 and code point 2.
        let document = read(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NamedEntity|identifier|value\n\n\n\
             #Text=𝕏 Li Wu Hall.\n1-1\t0-2\t𝕏\t_\t_\t\n1-2\t3-5\tLi\t*[1]|*[2]\tPER[1]|LOC[2]\t\n\
             1-3\t6-8\tWu\t*[1]|*[2]\tPER[1]|LOC[2]\t\n1-4\t9-13\tHall\t*[2]\tLOC[2]\t\n\
             1-5\t13-14\t.\t_\t_\t\n\n#Text=Ulm\n2-1\t15-18\tUlm\t*\tLOC\t\n",
        );
        assert_eq!(
            seen(&document),
            [
                ("Li Wu".into(), "PER", None),
                ("Li Wu Hall".into(), "LOC", None),
                ("Ulm".into(), "LOC", None)
            ]
        );
    }

    #[test]
    fn coreference_relations_make_entities_and_bridging_does_not() {
        let document = read(
            "#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Referent|entity|infstat\n\
             #T_RL=webanno.custom.Coref|type|BT_webanno.custom.Referent\n\n\n\
             #Text=Li Wu met Li and Bo\n1-1\t0-2\tLi\tperson[1]\tnew[1]\tcoref\t1-4[0_1]\t\n\
             1-2\t3-5\tWu\tperson[1]\tnew[1]\t_\t_\t\n1-3\t6-9\tmet\t_\t_\t_\t_\t\n\
             1-4\t10-12\tLi\tperson\tgiv\tbridge\t1-6\t\n1-5\t13-16\tand\t_\t_\t_\t_\t\n\
             1-6\t17-19\tBo\tperson\tnew\t_\t_\t\n",
        );
        assert_eq!(
            seen(&document),
            [
                ("Li Wu".into(), "PER", Some("e1")),
                ("Li".into(), "PER", Some("e1")),
                ("Bo".into(), "PER", Some("e3"))
            ]
        );
    }

    #[test]
    fn chains_make_entities() {
        let document = read(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|value\n\
             #T_CH=x.CoreferenceLink|referenceType|referenceRelation\n\n\
             #Text=Li Wu , Li\n1-1\t0-2\tLi\tPER[1]\tnam[2]\t*->1-1\t\n\
             1-2\t3-5\tWu\tPER[1]\tnam[2]\t*->1-1\t\n1-3\t6-7\t,\t_\t_\t_\t\n\
             1-4\t8-10\tLi\tPER\tnam\t*->1-2\t\n",
        );
        let entities: Vec<_> = seen(&document).into_iter().map(|s| s.2).collect();
        assert_eq!(entities, [Some("e1"), Some("e1")]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let message = |rows: &str| {
            let file = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NE|value\n\n#Text=Li\n{rows}");
            parse(Path::new("l.tsv"), &file, None).unwrap_err().to_string()
        };
        assert!(message("1-1\t0-3\tLi\tPER\t\n").contains("line 5: expected offsets inside"));
        assert!(message("1-1\t0-2\tBo\tPER\t\n").contains("expected the token \"Li\""));
        assert!(message("1-1\n").contains("line 5"));
        let none = parse(Path::new("l.tsv"), "#FORMAT=WebAnno TSV 3.3\n", None).unwrap_err();
        assert!(none.to_string().starts_with("l.tsv:header: expected a span layer"));
    }
}
