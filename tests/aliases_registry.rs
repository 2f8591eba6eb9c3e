//! One registry over many documents: who meets, who does not, and that their order is nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot start has failed")]

#[path = "common/marked.rs"]
mod marked;

use marked::read;
use onomast::aliases::{Listed, Registered, registry};
use onomast::entity::EvidenceKind;
use proptest::prelude::*;

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

fn listed((id, text): (&str, &str)) -> Listed {
    let read = read(text);
    Listed::new(id, &read.mentions, &read.found.entities)
}

fn run(order: &[usize]) -> Vec<Registered> {
    let documents: Vec<Listed> = order.iter().map(|&i| listed(FOLDER[i])).collect();
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
    assert_eq!(mao[0].id, "per:mao-zedong");
    assert_eq!(mao[0].evidence.len(), 3, "four documents, three bridges: {:?}", mao[0].evidence);
    assert!(
        mao[0].evidence.iter().any(|e| {
            e.kind == EvidenceKind::Romanisation && e.because.contains("Mao Tse-tung")
        })
    );
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

#[test]
fn a_document_about_others_changes_nothing() {
    let mut documents: Vec<Listed> = FOLDER.map(listed).into();
    let before = registry(&documents);
    let other = "[PER Zebedee Quartermaine] wrote to the [ORG Lantern Club] in [LOC Tbilisi].";
    documents.push(listed(("0", other)));
    let after: Vec<Registered> = registry(&documents)
        .into_iter()
        .filter(|r| r.members.iter().any(|(document, _)| document != "0"))
        .collect();
    let plain = |all: &[Registered]| {
        let mut all: Vec<_> = all.iter().map(|r| (r.id.clone(), r.members.clone())).collect();
        all.sort();
        all
    };
    assert_eq!(plain(&after), plain(&before));
}

#[test]
fn two_of_one_name_have_two_ids() {
    let documents = [
        listed(("a", "[PER Zhou] left. The [ORG Central Committee] met.")),
        listed(("b", "[PER Zhou] came. The [ORG Central Committee] rose.")),
    ];
    let mut ids: Vec<String> = registry(&documents).into_iter().map(|r| r.id).collect();
    ids.sort();
    let expected = ["org:central-committee", "org:central-committee-2", "per:zhou", "per:zhou-2"];
    assert_eq!(ids, expected);
}

/// Names that meet in many ways, some of them rivals.
const NAMES: [&str; 16] = [
    "[PER Mao Zedong]",
    "[PER Mao Tse-tung]",
    "[PER Mao]",
    "[PER Kim Il-sung]",
    "[PER Kim Il]",
    "[PER Kim]",
    "[PER John Smith]",
    "[PER James Smith]",
    "[PER J. Smith]",
    "[ORG Chinese Communist Party]",
    "[ORG CCP]",
    "[ORG Central Committee]",
    "[ORG Central Committee of the CPSU]",
    "[LOC Peking]",
    "[LOC Beijing]",
    "[LOC China]",
];

fn folder() -> impl Strategy<Value = Vec<Listed>> {
    let gap = prop::sample::select(vec![" met ", ". ", " (later ", ") and ", ", "]);
    let text = prop::collection::vec((prop::sample::select(NAMES.to_vec()), gap), 1..9)
        .prop_map(|pieces| pieces.iter().map(|(n, g)| format!("{n}{g}")).collect::<String>());
    prop::collection::vec(text, 1..6).prop_map(|texts| {
        texts.iter().enumerate().map(|(i, text)| listed((&format!("d{i}"), text))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn permuting_documents_changes_nothing(documents in folder(), turn in 0_usize..6) {
        let mut other = documents.clone();
        let turn = turn % other.len();
        other.rotate_left(turn);
        prop_assert_eq!(registry(&documents), registry(&other));
        other.reverse();
        prop_assert_eq!(registry(&documents), registry(&other));
    }

    #[test]
    fn every_entity_of_every_document_is_listed_once_and_bridged(documents in folder()) {
        let found = registry(&documents);
        let mut members: Vec<_> = found.iter().flat_map(|r| r.members.clone()).collect();
        members.sort();
        let mut expected: Vec<_> = documents
            .iter()
            .flat_map(|d| (0..d.entities.len()).map(|i| (d.id.clone(), i)))
            .collect();
        expected.sort();
        prop_assert_eq!(members, expected);
        for entity in &found {
            prop_assert_eq!(entity.evidence.len() + 1, entity.members.len());
            let mut documents: Vec<_> = entity.members.iter().map(|(d, _)| d).collect();
            documents.dedup();
            prop_assert_eq!(documents.len(), entity.members.len());
        }
    }
}
