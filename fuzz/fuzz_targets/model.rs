//! No bytes make the readers of a model folder panic, or allocate more than the file warrants.
//!
//! The header of the weights is fuzzed behind its true length, so that the JSON is what is tried.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onomast::tagger::{ModelConfig, PieceTokenizer, TokenTypes, Weights};

fuzz_target!(|input: (Vec<u8>, Vec<u8>, bool)| {
    let (header, data, honest) = input;
    let mut file = Vec::new();
    if honest {
        file.extend((header.len() as u64).to_le_bytes());
    }
    file.extend(&header);
    file.extend(&data);
    if let Ok(weights) = Weights::parse("w", file) {
        let names: Vec<String> = weights.names().map(str::to_owned).collect();
        for name in names {
            for shape in [vec![], vec![1], vec![2, 3], vec![usize::MAX, 2]] {
                if let Ok(numbers) = weights.numbers(&name, &shape) {
                    assert_eq!(numbers.len(), shape.iter().product::<usize>());
                }
            }
        }
    }
    let _ = ModelConfig::parse("c", &header);
    let _ = PieceTokenizer::parse("t", &data, 100, TokenTypes::CaseShape);
});
