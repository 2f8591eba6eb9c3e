//! CoreNLP `RegexNER` mappings: pattern, type, types that may be overwritten, priority; separated
//! by tabs. Each blank-separated part of the pattern is a regular expression over one token; those
//! that stand for a limited set of words are read.

use super::builder::{Builder, Fields};

/// More spellings than this of one pattern are refused.
const MOST: usize = 256;

pub(super) fn read(text: &str, builder: &mut Builder) {
    for (line, row) in super::content_lines(text) {
        let mut cells = row.split('\t').map(str::trim);
        let pattern = cells.next().unwrap_or_default();
        let kind = cells.next().unwrap_or_default();
        let priority = cells.nth(1).unwrap_or_default();
        if kind.is_empty() {
            builder.error(line, "expected a pattern and a type, separated by a tab");
            continue;
        }
        let Some(priority) = whole(priority) else {
            builder.error(line, format!("the priority is {priority:?}: expected a number"));
            continue;
        };
        match names(pattern) {
            Ok(names) => {
                let id = if names.len() > 1 { format!("line_{line}") } else { String::new() };
                for name in &names {
                    let name = name.trim_start_matches(['?', '=', '~', ' ']);
                    let (id, priority) = (id.as_str(), priority.as_str());
                    builder
                        .add_name(line, &Fields { name, kind, id, priority, ..Fields::default() });
                }
            }
            Err(message) => builder.error(line, message),
        }
    }
}

/// RegexNER priorities are decimal numbers; ours are whole.
fn whole(priority: &str) -> Option<String> {
    if priority.is_empty() {
        return Some(String::new());
    }
    let value: f64 = priority.parse().ok()?;
    (value.abs() < f64::from(i32::MAX)).then(|| format!("{value:.0}"))
}

fn names(pattern: &str) -> Result<Vec<String>, String> {
    let mut all = vec![String::new()];
    for part in pattern.split_whitespace() {
        let mut parser = Parser { rest: part, part };
        let words = parser.alternatives(0)?;
        if !parser.rest.is_empty() {
            return Err(parser.unlimited());
        }
        all = combine(&all, &words, " ")?;
    }
    all.retain(|name| !name.is_empty());
    all.dedup();
    if all.is_empty() { Err("the pattern is empty".to_owned()) } else { Ok(all) }
}

fn combine(left: &[String], right: &[String], blank: &str) -> Result<Vec<String>, String> {
    if left.len() * right.len() > MOST {
        return Err(format!("the pattern stands for more than {MOST} phrases"));
    }
    Ok(left
        .iter()
        .flat_map(|l| {
            right.iter().map(move |r| {
                let blank = if l.is_empty() || r.is_empty() { "" } else { blank };
                format!("{l}{blank}{r}")
            })
        })
        .collect())
}

/// A reader of regular expressions without repetition.
struct Parser<'a> {
    rest: &'a str,
    part: &'a str,
}

impl Parser<'_> {
    fn unlimited(&self) -> String {
        format!(
            "the expression {:?} does not stand for a limited set of words: letters, \\-escapes, \
             [abc], (a|b) and ? are read",
            self.part
        )
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn alternatives(&mut self, depth: usize) -> Result<Vec<String>, String> {
        if depth > 8 {
            return Err(self.unlimited());
        }
        let mut all = self.sequence(depth)?;
        while let Some(rest) = self.rest.strip_prefix('|') {
            self.rest = rest;
            all.extend(self.sequence(depth)?);
            if all.len() > MOST {
                return Err(format!("the pattern stands for more than {MOST} phrases"));
            }
        }
        Ok(all)
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<String>, String> {
        let mut all = vec![String::new()];
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let mut atom = self.atom(depth)?;
            if let Some(rest) = self.rest.strip_prefix('?') {
                self.rest = rest;
                atom.insert(0, String::new());
            }
            all = combine(&all, &atom, "")?;
        }
        Ok(all)
    }

    fn atom(&mut self, depth: usize) -> Result<Vec<String>, String> {
        match self.next() {
            Some('(') => {
                self.rest = self.rest.strip_prefix("?:").unwrap_or(self.rest);
                let inner = self.alternatives(depth + 1)?;
                self.rest = self.rest.strip_prefix(')').ok_or_else(|| self.unlimited())?;
                Ok(inner)
            }
            Some('[') => {
                let (class, rest) = self.rest.split_once(']').ok_or_else(|| self.unlimited())?;
                if class.is_empty() || class.contains(['-', '^', '\\', '[']) {
                    return Err(self.unlimited());
                }
                self.rest = rest;
                Ok(class.chars().map(String::from).collect())
            }
            Some('\\') => match self.next() {
                Some(c) if !c.is_alphanumeric() => Ok(vec![c.to_string()]),
                _ => Err(self.unlimited()),
            },
            // A bare full stop is any character; in such files it nearly always means itself, in
            // "U.S." or "St.".
            Some(c) if !"*+{}^$)|?]".contains(c) => Ok(vec![c.to_string()]),
            _ => Err(self.unlimited()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::read::{Format, read};

    #[test]
    fn limited_expressions_are_written_out() {
        for (pattern, expected) in [
            ("Red Army", vec!["Red Army"]),
            ("[Rr]ed Arm(y|ies)", vec!["Red Army", "Red Armies", "red Army", "red Armies"]),
            ("Workers ('|’)? Party", vec!["Workers Party", "Workers ' Party", "Workers ’ Party"]),
            ("Yan'?an", vec!["Yanan", "Yan'an"]),
            ("U\\.S\\.", vec!["U.S."]),
        ] {
            assert_eq!(names(pattern).unwrap(), expected, "{pattern}");
        }
    }

    #[test]
    fn unlimited_expressions_are_refused() {
        for pattern in ["Arm.*", "[A-Z]+", "(a", "a)", "\\w", "a{3}", "[^a]", "", "?"] {
            assert!(names(pattern).is_err(), "{pattern}");
        }
        let wide = "(a|b|c|d) ".repeat(5);
        assert!(names(&wide).unwrap_err().contains("more than"));
    }

    #[test]
    fn columns_are_pattern_type_overwritable_priority() {
        let text =
            "Port Arthur\tLOCATION\tMISC,ORG\t2.0\n(Ry|Liao)ojun\tGPE\nx\nMao\tPERSON\t\thigh\n";
        let reading = read("r.tsv", Format::RegexNer, text);
        let entries: Vec<_> = reading.list.entries().collect();
        let [port, ryojun] = &entries[..] else { panic!("two entries") };
        assert_eq!((port.priority, port.line), (2, 1));
        assert_eq!(ryojun.aliases().collect::<Vec<_>>(), ["Liaoojun"]);
        let said: Vec<_> = reading.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "r.tsv:3: error: expected a pattern and a type, separated by a tab",
                "r.tsv:4: error: the priority is \"high\": expected a number",
            ]
        );
    }
}
