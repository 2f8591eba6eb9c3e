//! `--dates calendar` and `--dates timex3` from the command line to the JSON.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{finish, onomast};
use serde_json::Value;
use tempfile::tempdir;

/// Our own prose, with an expression of every type.
const TEXT: &str = "The harbour was closed in November 1911. On 3 December the envoys landed at \
    half past seven, and two days later they rode inland. For nine months nothing was heard of \
    them. The post came every week, and in the spring of 1912 it brought a letter.";

fn dates(arguments: &[&str], text: &str) -> Vec<Value> {
    let dir = tempdir().unwrap();
    let path = dir.path().join("short.txt");
    fs::write(&path, text).unwrap();
    let run = finish(onomast().args(["tag", "--no-tagger"]).args(arguments).arg(&path));
    assert_eq!(run.code, 0, "{}", run.err);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let mentions = document["mentions"].as_array().unwrap().clone();
    mentions.into_iter().filter(|m| m["type"] == "DATE").collect()
}

/// Text, TIMEX3 type (DATE where it is not written) and value of each.
fn rows(mentions: &[Value]) -> Vec<(&str, &str, Option<&str>)> {
    mentions
        .iter()
        .map(|m| {
            let timex = m["timex"].as_str().unwrap_or("DATE");
            (m["text"].as_str().unwrap(), timex, m["value"].as_str())
        })
        .collect()
}

#[test]
fn the_calendar_scope_holds_dates_only() {
    let found = dates(&[], TEXT);
    assert_eq!(
        rows(&found),
        [
            ("November 1911", "DATE", Some("1911-11")),
            ("3 December", "DATE", Some("1911-12-03")),
            ("spring of 1912", "DATE", Some("1912-SP")),
        ]
    );
    assert_eq!(dates(&["--dates", "calendar"], TEXT), found);
}

#[test]
fn the_wider_scope_types_every_expression() {
    let found = dates(&["--dates", "timex3"], TEXT);
    assert_eq!(
        rows(&found),
        [
            ("November 1911", "DATE", Some("1911-11")),
            ("3 December", "DATE", Some("1911-12-03")),
            ("half past seven", "TIME", Some("1911-12-03T07:30")),
            ("two days later", "DATE", Some("1911-12-05")),
            ("nine months", "DURATION", Some("P9M")),
            ("every week", "SET", Some("P1W")),
            ("the spring of 1912", "DATE", Some("1912-SP")),
        ]
    );
}

#[test]
fn the_anchor_names_the_mention_that_gave_the_year() {
    let found = dates(&["--dates", "timex3"], TEXT);
    let texts: BTreeMap<&str, &str> =
        found.iter().map(|m| (m["id"].as_str().unwrap(), m["text"].as_str().unwrap())).collect();
    let anchor = |text: &str| {
        let mention = found.iter().find(|m| m["text"] == text).unwrap();
        mention["anchor"].as_str().and_then(|id| texts.get(id).copied())
    };
    assert_eq!(anchor("November 1911"), None);
    assert_eq!(anchor("3 December"), Some("November 1911"));
    assert_eq!(anchor("half past seven"), Some("3 December"));
    assert_eq!(anchor("two days later"), Some("3 December"));
}

#[test]
fn the_publication_date_is_the_last_resort_and_flagged() {
    let text = "On 3 December the envoys landed.";
    let found = dates(&[], text);
    assert_eq!((found[0]["value"].as_str(), &found[0]["uncertain"]), (None, &Value::Null));
    let found = dates(&["--published", "1954"], text);
    assert_eq!(found[0]["value"], "1954-12-03");
    assert_eq!(found[0]["uncertain"], true);
}
