//! Every rule's example, and a table of the wider scope.

use super::grammar;
use super::*;
use crate::markup;

/// Finds dates in a marked-up text and writes the marks anew.
fn marked_again(marked: &str, options: &Options) -> (String, String) {
    let gold = markup::parse(marked).unwrap();
    let document = Document::new(gold.text.clone());
    let found = find(&document, options);
    let mut again = String::new();
    let mut at = 0;
    for date in &found {
        again.push_str(&gold.text[at..date.span.start()]);
        let value = date.value.value.as_deref().unwrap_or("?");
        again.push_str(&format!("[DATE {}]({value}", date.span.slice(&gold.text)));
        if let Some(modifier) = date.value.modifier {
            again.push_str(&format!(" {}", modifier.as_str()));
        }
        again.push(')');
        at = date.span.end();
    }
    again.push_str(&gold.text[at..]);
    (again, gold.text)
}

fn check(table: &[&str], scope: Scope) {
    let options = Options { scope, ..Options::default() };
    let mut failures = Vec::new();
    for case in table {
        let (again, _) = marked_again(case, &options);
        if again != *case {
            failures.push(format!("expected {case}\n   found {again}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn the_wider_scope_in_stories() {
    check(
        &[
            "It began on [DATE 3 July 1950](1950-07-03). [DATE The next day](1950-07-04) it rained, and [DATE two weeks later](1950-W29) it ended.",
            "It began in [DATE July 1950](1950-07) and ended [DATE the following year](1951).",
            "He held out for [DATE more than nine months](P9M MORE_THAN) on rice.",
            "It was a [DATE three-month](P3M) siege.",
            "In [DATE the 1930s](193) he came [DATE every day](P1D).",
            "On [DATE the 12th of May 1950](1950-05-12), at [DATE 23:30](1950-05-12T23:30), he called.",
            "From [DATE 1915](1915)-[DATE 17](1917) he was away.",
            "He is [DATE now](PRESENT_REF) forgotten.",
        ],
        Scope::Timex3,
    );
}

#[test]
fn every_rule_finds_its_example() {
    let mut failures = Vec::new();
    let day = jiff::civil::Date::new(2008, 12, 5).ok();
    for rule in grammar::all_rules() {
        let gold = markup::parse(rule.example).unwrap();
        let document = Document::new(gold.text.clone());
        let settings = [(Scope::Calendar, None), (Scope::Timex3, None), (Scope::Timex3, day)];
        let hit = settings.into_iter().any(|(scope, published)| {
            let found = find(&document, &Options { scope, published });
            gold.mentions.iter().all(|m| {
                found.iter().any(|d| {
                    // Damage that the clean view has mended already is for another rule.
                    document.to_raw(d.span) == m.span
                        && (d.rule == rule.name || document.clean() != document.raw())
                        && d.value.value.as_deref().unwrap_or("?") == m.id.as_deref().unwrap_or("?")
                        && d.value.modifier.map(|m| m.as_str()) == m.modifier.as_deref()
                })
            })
        });
        if !hit {
            let found: Vec<_> = find(&document, &Options { scope: Scope::Timex3, published: day })
                .into_iter()
                .map(|d| (d.span.slice(&gold.text).to_owned(), d.value.value, d.rule))
                .collect();
            failures.push(format!("{}: {:?}\n    found {found:?}", rule.name, rule.example));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
