//! What holds of the whole pipeline for any text at all.
#![allow(clippy::unwrap_used, reason = "a test that cannot start has failed")]

use onomast::entity::EntityKind;
use onomast::gazetteer::Gazetteer;
use onomast::pipeline::{Options, Pipeline};
use onomast::tagger::{Backend, Tagger};
use proptest::prelude::*;

/// The pipeline with the small random model: its labels are nonsense, which is the point.
fn pipeline() -> Pipeline {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/models/tiny-random");
    let tagger = Tagger::open(dir, Backend::Native).unwrap();
    Pipeline::new(Gazetteer::builtin(), Some(tagger), Options::default())
}

/// Pieces of prose, damage and nonsense to make texts of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Chai Junwu (name later changed to Chai Chengwen) ".to_owned()),
        Just("Kim s plan. 5 ".to_owned()),
        Just("the People s Liberation Army (PLA) ".to_owned()),
        Just("Cai 5\n\nTingkai ".to_owned()),
        Just("in July 1950. On July 12, ".to_owned()),
        Just("Sino- Korean ".to_owned()),
        Just("柴成文 ".to_owned()),
        Just("\u{FB01}rst\u{00AD} \u{200B}Zürich\u{0301} ".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just("\0".to_owned()),
        "\\PC{0,12}",
        "[A-Z][a-z]{1,8} ",
        "[0-9]{1,5}[.,]? ",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_span_is_a_slice_and_every_mention_has_its_entity(text in text()) {
        let analysis = pipeline().analyse(text.clone()).unwrap();
        prop_assert_eq!(analysis.document.raw(), text.as_str());
        let mut end = 0;
        for (i, mention) in analysis.mentions.iter().enumerate() {
            prop_assert_eq!(mention.raw.get(&text), Some(mention.text.as_str()));
            prop_assert!(!mention.text.is_empty());
            prop_assert!(mention.raw.start() >= end);
            end = mention.raw.end();
            match analysis.entity_of(i) {
                None => prop_assert_eq!(mention.kind, EntityKind::Date),
                Some(e) => {
                    prop_assert_eq!(analysis.entities()[e].kind, mention.kind);
                    prop_assert!(analysis.entities()[e].mentions.contains(&i));
                }
            }
        }
        for entity in analysis.entities() {
            for evidence in &entity.evidence {
                prop_assert!(evidence.proof.get(&text).is_some());
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_answer(text in text()) {
        let (first, again) = (pipeline().analyse(text.clone()).unwrap(), pipeline().analyse(text).unwrap());
        prop_assert_eq!(first.mentions, again.mentions);
        prop_assert_eq!(first.resolution.entities, again.resolution.entities);
    }
}
