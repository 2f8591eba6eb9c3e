//! Every rule's example, and tables of cases by family.

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
        // Unmarked dates that only set the scene are written with "~".
        let (again, _) = marked_again(case, &options);
        if again != *case {
            failures.push(format!("expected {case}\n   found {again}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
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
                    d.span.range() == m.span.range()
                        && d.rule == rule.name
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
