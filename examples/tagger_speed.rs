//! How fast the native engine is, at both precisions side by side, beside what the machine can do.
//!
//! ```text
//! cargo run --release --example tagger_speed -- MODEL TEXT [ROUNDS] [THREADS]
//! ```
//!
//! The peak is that of one large product on the same kernels and threads, weights packed before. The
//! share of the peak is that of the linear maps as they run inside the engine, with bias, GELU,
//! residual sums and the turning into bytes and back counted as part of them.

#![allow(clippy::print_stdout, reason = "an example prints what it found")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use onomast::tagger::{Backend, Model, ModelConfig, Precision, Tagger};
use onomast::text::Document;
use rayon::prelude::*;
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_tensor::NdTensorView;

/// Multiplications a piece needs in the linear maps of one layer. (What has left through a gate needs a
/// key and a value for a while: they are not counted.)
fn multiplications(config: &ModelConfig) -> f64 {
    let (hidden, inner) = (config.hidden_size as f64, config.intermediate_size as f64);
    4.0 * hidden * hidden + 2.0 * hidden * inner
}

const ROWS: usize = 512;
const SIDE: usize = 1024;

/// Multiplications a second of each thread, all threads at work at once.
fn peak_f32(threads: usize) -> Result<f64, Box<dyn Error>> {
    let weight = vec![0.5_f32; SIDE * SIDE];
    let a = vec![0.25_f32; ROWS * SIDE];
    let packed = GemmExecutor::<f32>::new()
        .prepack_b(NdTensorView::from_data([SIDE, SIDE], weight.as_slice()));
    let one = || -> Result<(), String> {
        let mut out = vec![0.0; ROWS * SIDE];
        let a = GemmInputA::Unpacked(NdTensorView::from_data([ROWS, SIDE], a.as_slice()));
        let gemm = GemmExecutor::<f32>::new();
        gemm.gemm(&mut out, a, GemmInputB::Packed(&packed), GemmOptions::default())
            .map_err(|e| e.to_string())?;
        black_box(out);
        Ok(())
    };
    rate(threads, one)
}

fn peak_int8(threads: usize) -> Result<f64, Box<dyn Error>> {
    let weight = vec![3_i8; SIDE * SIDE];
    let a = vec![5_u8; ROWS * SIDE];
    let packed = GemmExecutor::<u8, i8, i32>::new()
        .prepack_b(NdTensorView::from_data([SIDE, SIDE], weight.as_slice()));
    let one = || -> Result<(), String> {
        let mut out = vec![0; ROWS * SIDE];
        let a = GemmInputA::Unpacked(NdTensorView::from_data([ROWS, SIDE], a.as_slice()));
        let gemm = GemmExecutor::<u8, i8, i32>::new();
        gemm.gemm(&mut out, a, GemmInputB::Packed(&packed), GemmOptions::default())
            .map_err(|e| e.to_string())?;
        black_box(out);
        Ok(())
    };
    rate(threads, one)
}

fn rate(
    threads: usize,
    one: impl Fn() -> Result<(), String> + Sync,
) -> Result<f64, Box<dyn Error>> {
    const TIMES: usize = 24;
    let start = Instant::now();
    (0..threads * TIMES).into_par_iter().try_for_each(|_| one())?;
    let done = (ROWS * SIDE * SIDE) as f64 * TIMES as f64;
    Ok(done / start.elapsed().as_secs_f64())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(text)) = (arguments.first(), arguments.get(1)) else {
        return Err("usage: tagger_speed MODEL TEXT [ROUNDS] [THREADS]".into());
    };
    let rounds: usize = arguments.get(2).map_or(Ok(5), |n| n.parse())?;
    let threads: usize = arguments.get(3).map_or(Ok(0), |n| n.parse())?;
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let threads = rayon::current_num_threads();
    let document = Document::new(fs::read_to_string(text)?);
    let words = document.raw().split_whitespace().count();
    let precisions = [Precision::F32, Precision::Int8];
    let mut taggers = Vec::new();
    for precision in precisions {
        let start = Instant::now();
        let tagger = Tagger::with_precision(Model::open(folder)?, Backend::Native, precision)?;
        println!("{precision}: loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
        tagger.tag(&document)?;
        taggers.push(tagger);
    }
    println!("{words} words, {threads} threads, {rounds} rounds, interleaved");
    println!("round precision  pieces/s  words/s  linear  attention  norm  rest  linear/peak");
    for round in 0..rounds {
        for (tagger, precision) in taggers.iter().zip(precisions) {
            let peak = match precision {
                Precision::F32 => peak_f32(threads)?,
                Precision::Int8 => peak_int8(threads)?,
            };
            let before = tagger.times().engine.unwrap_or_default();
            let start = Instant::now();
            let tagging = tagger.tag(&document)?;
            let seconds = start.elapsed().as_secs_f64();
            let after = tagger.times().engine.unwrap_or_default();
            let linear = (after.linear - before.linear).as_secs_f64();
            let attention = (after.attention - before.attention).as_secs_f64();
            let norm = (after.norm - before.norm).as_secs_f64();
            let computed = (after.through_layers - before.through_layers) as f64;
            let pieces = (after.pieces - before.pieces) as f64;
            let share = |part: f64| 100.0 * part / (seconds * threads as f64);
            let fraction = computed * multiplications(tagger.config()) / linear / peak;
            println!(
                "{round:5} {precision:9} {:9.0} {:8.0} {:6.1}% {:9.1}% {:4.1}% {:4.1}% {:6.1}% of {:.0} G/s a thread; {:.0} pieces, {:4.1}% of them in each layer",
                tagging.pieces as f64 / seconds,
                words as f64 / seconds,
                share(linear),
                share(attention),
                share(norm),
                100.0 - share(linear + attention + norm),
                100.0 * fraction,
                peak / 1e9,
                pieces,
                100.0 * computed / (pieces * tagger.config().layers as f64),
            );
        }
    }
    Ok(())
}
