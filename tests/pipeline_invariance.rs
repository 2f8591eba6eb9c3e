//! Many documents at once give what each gives alone: any grouping, order and number of threads, at
//! either precision, to the last byte of the output.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::path::Path;
use std::sync::OnceLock;

use onomast::gazetteer::Gazetteer;
use onomast::output::{self, Format, SourceInfo};
use onomast::pipeline::{Analysis, ModelInfo, Options, Pipeline, RunInfo};
use onomast::tagger::{Backend, Model, Precision, Tagger};
use proptest::prelude::*;

/// Sentences of our own, of many lengths; some texts hold one of them twice.
const SENTENCES: [&str; 9] = [
    "On June 3, 1899 Baron Otto of Linz wrote to the Danube Company (DC) in Pest.",
    "The DC answered in July.",
    "nothing here is a name, and no figure either.",
    "Sun Yat-sen left Canton; Sun reached Shanghai the day after.",
    "PETROGRAD, 1917",
    "The Treaty of Nanking (1842) opened five ports, among them Ningbo and Xiamen, to British trade.",
    "Who was he?",
    "Ambassador Zhou, later called Zhou Enlai by everybody, met the French in Geneva in the spring of 1954.",
    "…",
];

fn pipeline(precision: Precision) -> &'static Pipeline {
    static BOTH: OnceLock<[Pipeline; 2]> = OnceLock::new();
    let both = BOTH.get_or_init(|| {
        [Precision::F32, Precision::Int8].map(|precision| {
            let folder =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/models/tiny-random");
            let model = Model::open(folder).unwrap();
            let tagger = Tagger::with_precision(model, Backend::Native, precision).unwrap();
            Pipeline::new(Gazetteer::builtin(), Some(tagger), Options::default())
        })
    });
    &both[usize::from(precision == Precision::Int8)]
}

fn bytes(analysis: &Analysis) -> Vec<u8> {
    let source = SourceInfo { id: "x".into(), source: "x.txt".into() };
    let run = RunInfo {
        onomast: String::new(),
        model: ModelInfo::default(),
        gazetteers: Vec::new(),
        options: serde_json::Map::new(),
    };
    let mut out = Vec::new();
    output::write(&mut out, Format::Jsonl, &source, analysis, &run).unwrap();
    out
}

/// Texts of up to forty sentences.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::collection::vec(prop::sample::select(SENTENCES.to_vec()), 0..40);
    prop::collection::vec(text.prop_map(|sentences| sentences.join(" ")), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn company_order_and_threads_change_nothing(
        texts in texts(),
        seed in any::<u64>(),
        size in 1_usize..8,
        threads in 1_usize..5,
        int8 in any::<bool>(),
    ) {
        let pipeline = pipeline(if int8 { Precision::Int8 } else { Precision::F32 });
        let alone: Vec<Vec<u8>> =
            texts.iter().map(|text| bytes(&pipeline.analyse(text.clone()).unwrap())).collect();

        let mut order: Vec<usize> = (0..texts.len()).collect();
        fastrand::Rng::with_seed(seed).shuffle(&mut order);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut together = vec![Vec::new(); texts.len()];
        for group in order.chunks(size) {
            let group_texts = group.iter().map(|&i| texts[i].clone()).collect();
            let analyses = pool.install(|| pipeline.analyse_all(group_texts));
            for (&i, analysis) in group.iter().zip(analyses) {
                together[i] = bytes(&analysis.unwrap());
            }
        }
        prop_assert_eq!(together, alone);
    }
}
