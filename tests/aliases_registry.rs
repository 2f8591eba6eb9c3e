//! One registry over many documents: who meets, who does not, and that their order is nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot start has failed")]

use onomast::aliases::{Options, Registered, Resolution, Resolved, registry, resolve};
use onomast::entity::Mention;
use onomast::markup;
use onomast::text::{CleanSpan, Document};

fn read(marked: &str) -> (Vec<Mention>, Resolution) {
    let marked = markup::parse(marked).expect("marked-up text");
    let doc = Document::new(marked.text.clone());
    let mut mentions = Vec::new();
    let mut from = 0;
    for m in &marked.mentions {
        let text = m.span.slice(&marked.text);
        let start = from + doc.clean()[from..].find(text).expect("the mention in the clean view");
        let clean = CleanSpan::new(start, start + text.len());
        from = clean.end();
        mentions.push(Mention {
            clean,
            raw: doc.to_raw(clean),
            text: text.to_owned(),
            clean_text: text.to_owned(),
            kind: m.kind,
            score: 1.0,
            sources: Vec::new(),
            entries: Vec::new(),
            sentence: doc.sentence_at(start),
            date: None,
        });
    }
    let found = resolve(&doc, &mentions, &Options::default());
    (mentions, found)
}

const FOLDER: [(&str, &str); 4] = [
    (
        "a",
        "[PER Mao Zedong] met [PER Zhou Enlai]. [PER Zhou] left [LOC Peking]. The [ORG Central Committee] met. [PER John Smith] wrote.",
    ),
    (
        "b",
        "[PER Mao Tse-tung] wrote to [PER Chou En-lai] from [LOC Beijing] in [LOC China]. The [ORG Central Committee] met. [PER J. Smith] wrote.",
    ),
    (
        "c",
        "[PER Zhou] was absent. The [LOC PRC] and [PER Mao Zedong] ([PER Mao]) agreed; [PER James Smith] wrote.",
    ),
    ("d", "[PER Chae Mun] (name later changed to [PER Chae Song]) left. [PER Mao Zedong] stayed."),
];

fn run(order: &[usize]) -> Vec<Registered> {
    let read: Vec<_> = order.iter().map(|&i| (FOLDER[i].0, read(FOLDER[i].1))).collect();
    let documents: Vec<Resolved<'_>> = read
        .iter()
        .map(|(id, (mentions, resolution))| Resolved { id, mentions, resolution })
        .collect();
    registry(&documents)
}

fn with_alias<'r>(found: &'r [Registered], text: &str) -> Vec<&'r Registered> {
    found.iter().filter(|r| r.aliases.iter().any(|a| a.text == text)).collect()
}

#[test]
fn full_names_meet_across_documents_and_romanisations() {
    let found = run(&[0, 1, 2, 3]);
    let mao = with_alias(&found, "Mao Zedong");
    assert_eq!(mao.len(), 1);
    assert_eq!(with_alias(&found, "Mao Tse-tung"), mao);
    let documents: Vec<&str> = mao[0].members.iter().map(|(d, _)| d.as_str()).collect();
    assert_eq!(documents, ["a", "b", "c", "d"]);
    assert_eq!(mao[0].name, "Mao Zedong");
    assert!(!mao[0].evidence.is_empty());
    assert_eq!(with_alias(&found, "Peking"), with_alias(&found, "Beijing"));
    assert_eq!(with_alias(&found, "PRC"), with_alias(&found, "China"));
    assert_eq!(with_alias(&found, "Chae Mun"), with_alias(&found, "Chae Song"));
}

#[test]
fn lone_surnames_bare_organs_and_rivals_do_not() {
    let found = run(&[0, 1, 2, 3]);
    assert_eq!(with_alias(&found, "Zhou").len(), 2);
    assert_eq!(with_alias(&found, "Central Committee").len(), 2);
    assert_eq!(with_alias(&found, "John Smith").len(), 1);
    assert_ne!(with_alias(&found, "John Smith"), with_alias(&found, "James Smith"));
}

#[test]
fn the_order_of_documents_is_nothing() {
    let one = run(&[0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(run(&order), one);
    }
}
