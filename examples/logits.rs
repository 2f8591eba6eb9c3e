//! Logits of the native engine for given windows: `cargo run --release --example logits -- models/default`.
//!
//! Reads one window a line from standard input, `{"ids": [101, …], "types": [0, …]}`, and prints one line of
//! logits `[[…], …]` (pieces by labels) for each. `scripts/check_transformers.py` compares them with another
//! implementation's.

use std::error::Error;
use std::io::{self, BufRead, Write};

use onomast::tagger::{Model, NativeClassifier, TokenClassifier, Window};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    ids: Vec<u32>,
    types: Vec<u8>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "models/default".to_owned());
    // Other tools know nothing of gates.
    let engine = NativeClassifier::new(&Model::open(folder)?.without_gates())?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let Line { ids, types } = serde_json::from_str(&line?)?;
        let logits = engine.forward(&[Window::whole(&ids, &types)])?;
        for matrix in logits {
            let rows: Vec<Vec<f32>> = matrix.rows().into_iter().map(|row| row.to_vec()).collect();
            writeln!(out, "{}", serde_json::to_string(&rows)?)?;
        }
    }
    Ok(())
}
