//! Resolving the mentions of one document: 1,000, 10,000 and 40,000 of them, in a text whose
//! cast grows with it as in a book (one new person for every twenty mentions or so).
#![allow(missing_docs, reason = "a benchmark")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use onomast::aliases::{Options, resolve};
use onomast::entity::{EntityKind, Mention};
use onomast::text::{CleanSpan, Document};

const FAMILIES: [&str; 24] = [
    "Kim", "Pak", "Choe", "Zhang", "Chang", "Wang", "Li", "Zhou", "Chou", "Peng", "Smith", "Brown",
    "Novak", "Ivanov", "Petrov", "Dubois", "Moreau", "Weber", "Schulz", "Rossi", "Garcia", "Lopez",
    "Tanaka", "Sato",
];
const GIVEN: [&str; 24] = [
    "Il-sung",
    "Tu-bong",
    "Chong-hui",
    "Zuolin",
    "Tso-lin",
    "Enlai",
    "En-lai",
    "Dehuai",
    "Te-huai",
    "Guofeng",
    "John",
    "James",
    "Peter",
    "Nikolai",
    "Andrei",
    "Pierre",
    "Jean",
    "Hans",
    "Karl",
    "Paolo",
    "Carlos",
    "Juan",
    "Hideki",
    "Ichiro",
];
const PLACES: [&str; 12] = [
    "Peking",
    "Beijing",
    "Moscow",
    "China",
    "United States",
    "U.S.",
    "North Korea",
    "Pyongyang",
    "Mukden",
    "Shenyang",
    "Yangtze River",
    "Harbin",
];
const GAPS: [&str; 10] = [
    " met ",
    " wrote to ",
    ". In the winter ",
    ", later known as ",
    " and ",
    " (now ",
    ") left ",
    ". Soon afterwards the envoy of ",
    ", born ",
    " of the ",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.roll(from.len())).copied().unwrap_or_default()
    }
}

fn name(dice: &mut Dice, size: usize) -> (String, EntityKind) {
    match dice.roll(10) {
        0..4 => {
            // A letter between makes the cast as large as the text demands.
            let middle = char::from(
                b'A' + u8::try_from(dice.roll((size / 1_000).clamp(1, 26))).unwrap_or(0),
            );
            let (given, family) = (dice.pick(&GIVEN), dice.pick(&FAMILIES));
            let name = if given.contains('-') || dice.roll(4) == 0 {
                format!("{family} {given}")
            } else {
                format!("{given} {middle}. {family}")
            };
            (name, EntityKind::Person)
        }
        4..6 => (dice.pick(&FAMILIES).to_owned(), EntityKind::Person),
        6 => {
            let number = dice.roll(size / 100 + 10);
            (format!("{number}th Division"), EntityKind::Organisation)
        }
        7 => {
            let organ = dice.pick(&[
                "Central Committee",
                "Politburo",
                "CCP",
                "Foreign Ministry",
                "Chinese Communist Party",
                "Central Committee of the CCP",
            ]);
            (organ.to_owned(), EntityKind::Organisation)
        }
        _ => (dice.pick(&PLACES).to_owned(), EntityKind::Place),
    }
}

fn document(size: usize) -> (Document, Vec<Mention>) {
    let mut dice = Dice(7);
    let mut text = String::new();
    let mut names = Vec::new();
    for place in 0..size {
        let (name, kind) = name(&mut dice, size);
        text.push_str(&name);
        names.push((name, kind));
        text.push_str(dice.pick(&GAPS));
        if place % 40 == 39 {
            text.push_str("nobody.\n\n");
        }
    }
    let doc = Document::new(text);
    let mut from = 0;
    let mentions = names
        .into_iter()
        .filter_map(|(name, kind)| {
            let start = from + doc.clean().get(from..)?.find(&name)?;
            let clean = CleanSpan::new(start, start + name.len());
            from = clean.end();
            Some(Mention {
                clean,
                raw: doc.to_raw(clean),
                text: clean.slice(doc.clean()).to_owned(),
                clean_text: clean.slice(doc.clean()).to_owned(),
                kind,
                score: 1.0,
                sources: Vec::new(),
                entries: Vec::new(),
                sentence: doc.sentence_at(start),
                date: None,
            })
        })
        .collect();
    (doc, mentions)
}

fn resolving(c: &mut Criterion) {
    let mut group = c.benchmark_group("resolve");
    group.sample_size(10);
    for size in [1_000, 10_000, 40_000] {
        let (doc, mentions) = document(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &size, |b, _| {
            b.iter(|| resolve(&doc, &mentions, &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, resolving);
criterion_main!(benches);
