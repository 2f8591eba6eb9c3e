//! Looks over lists for what their authors would want to know before using them.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::entries::flags;
use super::entry::{Entry, Flags, Name};
use super::finding::{Finding, Severity};
use super::lexicon;
use super::pattern::{self, MOST_WORDS, patterns};
use super::read::Reading;
use super::words::{Kind, Word, cut};
use crate::entity::EntityKind;

/// A file as it was read, under the name findings shall give it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// What it gave.
    pub reading: Reading,
}

/// Everything worth saying about these files, taken together: lines that cannot be read, names that
/// come twice or mean two things, names that can never match or will match too much. In the order
/// of files and lines.
pub fn check(files: &[Checked]) -> Vec<Finding> {
    let lists: Vec<Vec<Entry>> =
        files.iter().map(|file| file.reading.list.entries().collect()).collect();
    let mut findings = Vec::new();
    let mut seen: HashMap<Box<str>, Vec<Place<'_>>> = HashMap::new();
    let mut scratch = pattern::Scratch::default();
    let mut words = Vec::new();
    for (file, entries) in files.iter().zip(&lists) {
        findings.extend(file.reading.findings.iter().cloned());
        for entry in entries {
            let mut say = |severity, message: String| {
                let file = Arc::clone(&file.file);
                findings.push(Finding { file, line: entry.line, severity, message });
            };
            for name in &entry.names {
                check_name(name, entry, &mut words, &mut say);
                let patterns = patterns(&name.text, name.flags, &mut scratch);
                let Some(pattern) = patterns.into_iter().next() else {
                    continue;
                };
                let place = Place { file: &file.file, entry, name };
                let known = seen.entry(pattern.text.into()).or_default();
                if let Some((severity, message)) = repeats(&place, known) {
                    say(severity, message);
                }
                known.push(place);
            }
        }
    }
    let order: HashMap<&str, usize> =
        files.iter().enumerate().rev().map(|(at, file)| (&*file.file, at)).collect();
    findings.sort_by_key(|f| (order.get(&*f.file).copied(), f.line, f.severity));
    findings
}

/// One name and where it stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    entry: &'a Entry,
    name: &'a Name,
}

impl Place<'_> {
    fn at(&self) -> String {
        format!("{}:{}", self.file, self.entry.line)
    }

    fn waits(&self) -> bool {
        self.name.flags.has(Flags::NEEDS_CONTEXT) || self.name.flags.has(Flags::NEVER_ALONE)
    }
}

/// What is to be said of a name that others carry already.
fn repeats(place: &Place<'_>, known: &[Place<'_>]) -> Option<(Severity, String)> {
    let text = &place.name.text;
    let is_same = |other: &&Place<'_>| std::ptr::eq(other.entry, place.entry);
    if let Some(other) = known.iter().find(is_same) {
        return (other.name.text == place.name.text)
            .then(|| (Severity::Warning, format!("the name {text:?} comes twice in this entry")));
    }
    let kind = place.entry.reference.kind;
    if let Some(other) = known
        .iter()
        .find(|other| other.entry.reference.kind != kind && !other.waits() && !place.waits())
    {
        return Some((
            Severity::Warning,
            format!(
                "{text:?} is {kind} here and {} in {}: flag one of them needs-context",
                other.entry.reference.kind,
                other.at()
            ),
        ));
    }
    let other = known.iter().find(|other| other.entry.reference.kind == kind)?;
    let twin = other.entry.reference.name == place.entry.reference.name
        && other.entry.from == place.entry.from;
    let (severity, what) = if twin {
        (Severity::Warning, "the same entry seems to stand in")
    } else {
        (Severity::Note, "the name is shared with")
    };
    Some((severity, format!("{text:?}: {what} {} ({})", other.at(), other.entry.reference.name)))
}

fn check_name(
    name: &Name,
    entry: &Entry,
    scratch: &mut Vec<Word>,
    say: &mut impl FnMut(Severity, String),
) {
    let text = &name.text;
    scratch.clear();
    cut(text, scratch);
    let real = scratch.iter().filter(|word| !matches!(word.kind, Kind::Mark | Kind::Gap)).count();
    if real == 0 {
        say(Severity::Error, format!("{text:?} can never match: it holds no letter or digit"));
        return;
    }
    if scratch.len() > MOST_WORDS {
        say(
            Severity::Error,
            format!("{text:?} can never match: {} words, {MOST_WORDS} at most", scratch.len()),
        );
        return;
    }
    if name.flags.has(Flags::CASE_SENSITIVE) && name.flags.has(Flags::ANY_CASE) {
        say(Severity::Warning, format!("{text:?} is both case-sensitive and any-case"));
    }
    if text.chars().count() > 2
        && let Some(odd) = text.chars().find(|c| c.is_control() || *c == '\u{FFFD}')
    {
        say(Severity::Warning, format!("{text:?} holds the character {odd:?}"));
    }
    if name.flags.has(Flags::NEEDS_CONTEXT) || name.flags.has(Flags::NEVER_ALONE) {
        return;
    }
    if entry.reference.kind != EntityKind::Date {
        for (list, what) in [
            (lexicon::demonyms(), "a nationality, people or creed"),
            (lexicon::months(), "a month"),
            (lexicon::honorifics(), "a form of address"),
            (lexicon::offices(), "an office"),
            (lexicon::ranks(), "a rank"),
        ] {
            if list.contains(text) && !is_acronym(text) {
                say(
                    Severity::Warning,
                    format!("{text:?} is also {what}: flag it needs-context (?{text})"),
                );
                return;
            }
        }
    }
    if real == 1 && text.chars().count() == 1 {
        say(Severity::Warning, format!("{text:?} is a single character: flag it needs-context"));
    }
}

fn is_acronym(text: &str) -> bool {
    text.chars().all(|c| c.is_uppercase() || c == '.')
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListStats {
    /// The list's name.
    pub name: String,
    /// Number of entries, of all kinds.
    pub entries: usize,
    /// Number of entries by kind, in the order of [`EntityKind::ALL`].
    pub kinds: [usize; 4],
    /// Number of names.
    pub names: usize,
    /// Number of names that need context.
    pub need_context: usize,
    /// Number of names only looked up.
    pub never_alone: usize,
    /// Number of spellings under which texts are searched.
    pub patterns: usize,
}

/// Counts what a list holds.
pub fn stats(list: &super::List) -> ListStats {
    let entries = &list.entries;
    let flagged = |flag| entries.names.iter().filter(|name| flags(name.flags).has(flag)).count();
    let mut scratch = pattern::Scratch::default();
    let mut patterns = 0;
    for name in &entries.names {
        let text = entries.name_text(name);
        pattern::each(text, flags(name.flags), &mut scratch, |_, _| patterns += 1);
    }
    ListStats {
        name: list.name.to_string(),
        entries: list.len(),
        kinds: EntityKind::ALL
            .map(|kind| entries.records.iter().filter(|record| record.kind() == kind).count()),
        names: entries.names.len(),
        need_context: flagged(Flags::NEEDS_CONTEXT),
        never_alone: flagged(Flags::NEVER_ALONE),
        patterns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::read::{Format, read};

    fn said(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> = files
            .iter()
            .map(|(file, rows)| Checked {
                file: (*file).into(),
                reading: read(file, Format::Tsv, &format!("name\ttype\taliases\tflags\n{rows}")),
            })
            .collect();
        check(&files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_sound_list_gives_no_findings() {
        assert_eq!(said(&[("a.tsv", "Mao Zedong\tPER\tMao Tse-tung|?Mao\nCCP\tORG\n")]), [""; 0]);
    }

    #[test]
    fn repeats_and_conflicts_are_named_with_both_places() {
        assert_eq!(
            said(&[
                ("a.tsv", "Orange\tLOC\nLin Biao\tPER\tLin Piao|Lin Piao\n"),
                ("b.tsv", "Orange\tORG\nLin-Biao\tPER\nLin Biao\tPER\nMobile\tLOC\n?Mobile\tORG\n"),
            ]),
            [
                "a.tsv:3: warning: the name \"Lin Piao\" comes twice in this entry",
                "b.tsv:2: warning: \"Orange\" is ORG here and LOC in a.tsv:2: flag one of them \
                 needs-context",
                "b.tsv:3: note: \"Lin-Biao\": the name is shared with a.tsv:3 (Lin Biao)",
                "b.tsv:4: warning: \"Lin Biao\": the same entry seems to stand in a.tsv:3 (Lin Biao)",
            ]
        );
    }

    #[test]
    fn names_that_never_match_or_match_too_much_are_named() {
        let long = "very ".repeat(40);
        assert_eq!(
            said(&[(
                "a.tsv",
                &format!(
                    "---\tORG\nChinese\tORG\nMay\tPER\nX\tPER\n{long}\tORG\nA B\tORG\t\tany-case,case-sensitive\n"
                )
            )]),
            [
                "a.tsv:2: error: \"---\" can never match: it holds no letter or digit".to_owned(),
                "a.tsv:3: warning: \"Chinese\" is also a nationality, people or creed: flag it \
                 needs-context (?Chinese)"
                    .to_owned(),
                "a.tsv:4: warning: \"May\" is also a month: flag it needs-context (?May)"
                    .to_owned(),
                "a.tsv:5: warning: \"X\" is a single character: flag it needs-context".to_owned(),
                format!("a.tsv:6: error: {:?} can never match: 40 words, 32 at most", long.trim()),
                "a.tsv:7: warning: \"A B\" is both case-sensitive and any-case".to_owned(),
            ]
        );
    }

    #[test]
    fn stats_count_kinds_names_and_spellings() {
        let reading = read(
            "a.tsv",
            Format::Tsv,
            "name\ttype\taliases\nKim Il-sung\tPER\t?Kim|~Il-sung\nSeoul\tLOC\tHanyang\n",
        );
        let stats = stats(&reading.list);
        assert_eq!((stats.entries, stats.kinds), (2, [1, 0, 1, 0]));
        assert_eq!((stats.names, stats.need_context, stats.never_alone), (5, 1, 1));
        assert_eq!(stats.patterns, 7);
    }
}
