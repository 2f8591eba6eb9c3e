//! What must hold for any mentions of any text.

#[path = "common/marked.rs"]
mod marked;

use marked::mention;
use onomast::aliases::{Options, Resolution, explain, resolve};
use onomast::entity::{EntityKind, Mention};
use onomast::text::{CleanSpan, Document};
use proptest::prelude::*;

/// A text of names with words between them, and its mentions.
fn build(pieces: &[(String, EntityKind, String)]) -> (Document, Vec<Mention>) {
    let text: String = pieces.iter().map(|(name, _, gap)| format!("{name}{gap}")).collect();
    let doc = Document::new(text);
    let mut mentions = Vec::new();
    let mut from = 0;
    for (name, kind, _) in pieces {
        if name.trim().is_empty() {
            continue;
        }
        if let Some(at) = doc.clean().get(from..).and_then(|rest| rest.find(name.as_str())) {
            let start = from + at;
            from = start + name.len();
            mentions.push(mention(&doc, CleanSpan::new(start, from), *kind));
        }
    }
    (doc, mentions)
}

fn kind() -> impl Strategy<Value = EntityKind> {
    prop::sample::select(EntityKind::ALL.to_vec())
}

fn known_name() -> impl Strategy<Value = (String, EntityKind)> {
    let names = vec![
        ("Kim Il-sung", EntityKind::Person),
        ("Kim", EntityKind::Person),
        ("Kim Il", EntityKind::Person),
        ("Kim Tu-bong", EntityKind::Person),
        ("Mao Zedong", EntityKind::Person),
        ("Mao Tse-tung", EntityKind::Person),
        ("Mao", EntityKind::Person),
        ("J. Smith", EntityKind::Person),
        ("John Smith", EntityKind::Person),
        ("James Smith", EntityKind::Person),
        ("Smith", EntityKind::Person),
        ("Filipov", EntityKind::Person),
        ("Stalin", EntityKind::Person),
        ("CCP", EntityKind::Organisation),
        ("Chinese Communist Party", EntityKind::Organisation),
        ("Central Committee", EntityKind::Organisation),
        ("Central Committee of the CPSU", EntityKind::Organisation),
        ("Northeast Bureau", EntityKind::Organisation),
        ("China", EntityKind::Place),
        ("PRC", EntityKind::Place),
        ("Peking", EntityKind::Place),
        ("Beijing", EntityKind::Place),
        ("U.S.", EntityKind::Place),
        ("America", EntityKind::Place),
        ("May 1950", EntityKind::Date),
    ];
    prop::sample::select(names).prop_map(|(n, k)| (n.to_owned(), k))
}

fn gap() -> impl Strategy<Value = String> {
    let gaps = vec![
        " met ",
        " and ",
        ", ",
        " (later ",
        ") ",
        "'s ",
        " of the ",
        ". ",
        ".\n\n",
        " was renamed the ",
        ", alias ",
        " [",
        "] ",
        ", born ",
        " or ",
        ", the predecessor of the ",
        " told ",
        ", also known as ",
    ];
    prop::sample::select(gaps).prop_map(str::to_owned)
}

fn pieces() -> impl Strategy<Value = Vec<(String, EntityKind, String)>> {
    prop::collection::vec((known_name(), gap()).prop_map(|((n, k), g)| (n, k, g)), 1..25)
}

fn check(doc: &Document, mentions: &[Mention], found: &Resolution) {
    assert_eq!(found.entity_of.len(), mentions.len());
    for (i, m) in mentions.iter().enumerate() {
        match found.entity_of[i] {
            Some(e) => {
                assert!(found.entities[e].mentions.contains(&i));
                assert_eq!(found.entities[e].kind, m.kind);
            }
            None => assert_eq!(m.kind, EntityKind::Date),
        }
    }
    let total: usize = found.entities.iter().map(|e| e.mentions.len()).sum();
    assert_eq!(total, mentions.iter().filter(|m| m.kind != EntityKind::Date).count());
    for (id, entity) in found.entities.iter().enumerate() {
        assert!(!entity.mentions.is_empty());
        assert!(!entity.name.is_empty());
        for evidence in &entity.evidence {
            let (a, b) = evidence.between;
            assert_eq!(found.entity_of[a], Some(id));
            assert_eq!(found.entity_of[b], Some(id));
            assert!(!evidence.because.is_empty());
            assert!(evidence.proof.get(doc.raw()).is_some());
        }
        joined_by_evidence(mentions, entity);
    }
}

/// Every name of an entity is reached from every other over its edges.
fn joined_by_evidence(mentions: &[Mention], entity: &onomast::entity::Entity) {
    let key = |m: usize| -> String {
        mentions[m]
            .clean_text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut keys: Vec<String> = entity.mentions.iter().map(|&m| key(m)).collect();
    keys.sort();
    keys.dedup();
    let mut reached = vec![keys[0].clone()];
    let mut at = 0;
    while let Some(here) = reached.get(at).cloned() {
        for evidence in &entity.evidence {
            let (a, b) = (key(evidence.between.0), key(evidence.between.1));
            for (x, y) in [(&a, &b), (&b, &a)] {
                if *x == here && !reached.contains(y) {
                    reached.push(y.clone());
                }
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), keys.len(), "{keys:?} but only {reached:?} are joined by evidence");
}

/// Entities as sets of spans, whatever their numbers.
fn partition(mentions: &[Mention], found: &Resolution) -> Vec<Vec<(usize, usize)>> {
    let mut sets: Vec<Vec<(usize, usize)>> = found
        .entities
        .iter()
        .map(|e| {
            let mut spans: Vec<_> = e
                .mentions
                .iter()
                .map(|&m| (mentions[m].clean.start(), mentions[m].clean.end()))
                .collect();
            spans.sort_unstable();
            spans
        })
        .collect();
    sets.sort();
    sets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_strings_are_survived(
        pieces in prop::collection::vec(("\\PC{0,14}", kind(), "\\PC{0,8}|[ ,.()\\[\\]'’-]{1,3}"), 0..14)
    ) {
        let (doc, mentions) = build(&pieces);
        let found = resolve(&doc, &mentions, &Options::default());
        check(&doc, &mentions, &found);
        for m in &mentions {
            prop_assert!(!explain(&doc, &mentions, &found, &m.clean_text).is_empty());
        }
    }

    #[test]
    fn every_mention_has_one_entity_joined_by_evidence(pieces in pieces()) {
        let (doc, mentions) = build(&pieces);
        let found = resolve(&doc, &mentions, &Options::default());
        check(&doc, &mentions, &found);
    }

    #[test]
    fn the_order_of_mentions_does_not_matter(pieces in pieces(), seed in any::<u64>()) {
        let (doc, mentions) = build(&pieces);
        let mut shuffled = mentions.clone();
        let mut state = seed;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let j = usize::try_from(state >> 33).unwrap_or(0) % (i + 1);
            shuffled.swap(i, j);
        }
        let one = resolve(&doc, &mentions, &Options::default());
        let two = resolve(&doc, &shuffled, &Options::default());
        prop_assert_eq!(partition(&mentions, &one), partition(&shuffled, &two));
        let names = |r: &Resolution| r.entities.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
        prop_assert_eq!(names(&one), names(&two));
    }

    #[test]
    fn a_stranger_splits_nothing(pieces in pieces(), first in any::<bool>()) {
        // The stranger stands in a paragraph of his own, before the others or behind them.
        let stranger =
            |gap: &str| ("Zebedee Quartermaine".to_owned(), EntityKind::Person, gap.to_owned());
        let mut pieces = pieces;
        if let Some(last) = pieces.last_mut() {
            last.2 = " left.\n\n".to_owned();
        }
        let (doc, mentions) = build(&pieces);
        let before = resolve(&doc, &mentions, &Options::default());
        if first {
            pieces.insert(0, stranger(" stayed.\n\n"));
        } else {
            pieces.push(stranger(" stayed."));
        }
        let (longer, all) = build(&pieces);
        prop_assume!(all.len() == mentions.len() + 1);
        let after = resolve(&longer, &all, &Options::default());
        // Entities as sets of places among the mentions that stand in both texts.
        let sets = |found: &Resolution, skip: usize| {
            let mut sets: Vec<Vec<usize>> = found
                .entities
                .iter()
                .map(|e| e.mentions.iter().filter(|&&m| m != skip).copied().collect::<Vec<_>>())
                .map(|set| set.into_iter().map(|m| if m > skip { m - 1 } else { m }).collect())
                .filter(|set: &Vec<usize>| !set.is_empty())
                .collect();
            sets.sort();
            sets
        };
        let skip = if first { 0 } else { mentions.len() };
        prop_assert_eq!(sets(&before, mentions.len()), sets(&after, skip));
    }
}
