//! Linear maps: weights packed once for the machine's kernel, inputs as they come.
//!
//! Two precisions share one face. `f32` is the reference. `int8` holds each output's weights as
//! whole numbers from -127 to 127 with one scale (symmetric, per output channel); the inputs are
//! turned into bytes row by row as they arrive, each row with its own scale and zero point. So a row's
//! result depends on that row alone, whatever stands beside it, and sums of whole numbers have no
//! order: int8 results are the same bits in any batch.

use std::fmt;
use std::str::FromStr;

use rten_gemm::{
    BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix,
};
use rten_simd::SimdOp;
use rten_tensor::{Matrix, NdTensorView};

use super::super::TaggerError;
use super::ops::gelu;
use super::quantise::{Dequantise, LARGEST_WEIGHT, RowCode, quantise_rows, quantise_weights};

/// What the linear maps of the native engine compute with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Precision {
    /// 32-bit floating point throughout: the reference.
    F32,
    /// 8-bit weights and inputs in the linear maps, everything else in `f32`: twice as fast, and as
    /// good on every set measured.
    #[default]
    Int8,
}

impl Precision {
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::Int8 => "int8",
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Precision {
    type Err = TaggerError;

    fn from_str(name: &str) -> Result<Self, TaggerError> {
        match name {
            "f32" => Ok(Self::F32),
            "int8" => Ok(Self::Int8),
            _ => Err(TaggerError::UnknownPrecision(name.to_owned())),
        }
    }
}

/// The product kernels that suit this machine, chosen while the program runs. They cannot move
/// between threads, so each pack of windows makes its own: a look at the processor's features and
/// two small boxes.
pub(super) struct Kernels {
    f32: GemmExecutor,
    int8: GemmExecutor<u8, i8, i32>,
    /// Largest byte an input may become.
    levels: u8,
}

impl Kernels {
    pub(super) fn new() -> Self {
        let int8 = GemmExecutor::<u8, i8, i32>::new();
        // Without VNNI the products of two neighbours are added up in 16 bits, which hold two
        // times 128 * 127 but not two times 255 * 127: there an input has seven bits.
        let levels = if int8.may_saturate() { 127 } else { 255 };
        Self { f32: GemmExecutor::new(), int8, levels }
    }

    /// `out = alpha * a b`.
    pub(super) fn product(
        &self,
        a: Matrix<'_>,
        b: Matrix<'_>,
        alpha: f32,
        out: &mut [f32],
    ) -> Result<(), GemmError> {
        let options = GemmOptions { alpha, ..GemmOptions::default() };
        self.f32.gemm(out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), options)
    }
}

/// What happens to `x W^T + b` before it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    Store,
    /// GELU.
    Gelu,
    /// It is added to what is there already.
    Add,
}

/// Room for the whole numbers of an int8 product, used again from map to map.
#[derive(Default)]
pub(super) struct Integers {
    bytes: Vec<u8>,
    codes: Vec<RowCode>,
    sums: Vec<i32>,
}

/// `y = x W^T + b`.
pub(super) struct Linear {
    weight: Weight,
    bias: Vec<f32>,
    inputs: usize,
}

enum Weight {
    F32(PackedBMatrix<f32>),
    Int8 { packed: PackedBMatrix<i8>, scales: Vec<f32>, totals: Vec<i32> },
}

impl Linear {
    /// From a weight as checkpoints hold it, `[outputs, inputs]` in row order.
    pub(super) fn new(
        kernels: &Kernels,
        precision: Precision,
        weight: &[f32],
        bias: Vec<f32>,
        inputs: usize,
    ) -> Self {
        let shape = [bias.len(), inputs];
        let weight = match precision {
            Precision::F32 => {
                let weight = NdTensorView::from_data(shape, weight);
                Weight::F32(kernels.f32.prepack_b(weight.transposed()))
            }
            Precision::Int8 => {
                let (numbers, scales) = quantise_weights(weight, inputs);
                let total = |row: &[i8]| row.iter().map(|&n| i32::from(n)).sum();
                let totals = numbers.chunks_exact(inputs).map(total).collect();
                let numbers = NdTensorView::from_data(shape, numbers.as_slice());
                Weight::Int8 {
                    packed: kernels.int8.prepack_b(numbers.transposed()),
                    scales,
                    totals,
                }
            }
        };
        Self { weight, bias, inputs }
    }

    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Maps every row of `rows` into `out`, which must be of the right length.
    pub(super) fn apply(
        &self,
        kernels: &Kernels,
        rows: &[f32],
        out: &mut [f32],
        then: Then,
        integers: &mut Integers,
    ) -> Result<(), GemmError> {
        let count = rows.len() / self.inputs;
        match &self.weight {
            Weight::F32(packed) => {
                let options = GemmOptions {
                    bias: Some(BiasVector::Row(&self.bias)),
                    beta: if then == Then::Add { 1.0 } else { 0.0 },
                    ..GemmOptions::default()
                };
                let rows = NdTensorView::from_data([count, self.inputs], rows);
                let (a, b) = (GemmInputA::Unpacked(rows), GemmInputB::Packed(packed));
                kernels.f32.gemm(out, a, b, options)?;
                if then == Then::Gelu {
                    gelu(out);
                }
            }
            Weight::Int8 { packed, scales, totals } => {
                let Integers { bytes, codes, sums } = integers;
                quantise_rows(rows, self.inputs, kernels.levels, bytes, codes);
                sums.resize(count * self.outputs(), 0);
                let bytes = NdTensorView::from_data([count, self.inputs], bytes.as_slice());
                let (a, b) = (GemmInputA::Unpacked(bytes), GemmInputB::Packed(packed));
                // The kernel's own zero points for rows hold for its first rows alone (0.27): what
                // they would take off, `Dequantise` does.
                kernels.int8.gemm(sums, a, b, GemmOptions::default())?;
                let width = self.outputs();
                let rows = sums.chunks_exact(width).zip(out.chunks_exact_mut(width)).zip(codes);
                for ((sums, out), code) in rows {
                    let (code, bias) = (*code, self.bias.as_slice());
                    Dequantise { sums, code, scales, totals, bias, out, then }.dispatch();
                }
            }
        }
        Ok(())
    }
}

const _: () = assert!(LARGEST_WEIGHT == 127.0, "the bound on inputs without VNNI counts on it");

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough rows, inputs and outputs for several blocks of every kernel.
    #[test]
    fn bytes_stay_close_to_f32() {
        let mut random = fastrand::Rng::with_seed(3);
        let kernels = Kernels::new();
        for (rows, inputs, outputs) in [(1, 8, 3), (5, 384, 96), (130, 384, 200), (70, 1536, 48)] {
            let mut numbers = |n: usize, most: f32| -> Vec<f32> {
                (0..n).map(|_| most * (2.0 * random.f32() - 0.8)).collect()
            };
            let (weight, bias) = (numbers(outputs * inputs, 0.1), numbers(outputs, 1.0));
            let x = numbers(rows * inputs, 3.0);
            for then in [Then::Store, Then::Gelu, Then::Add] {
                let [exact, bytes] = [Precision::F32, Precision::Int8].map(|precision| {
                    let linear = Linear::new(&kernels, precision, &weight, bias.clone(), inputs);
                    let mut out = vec![0.5; rows * outputs];
                    let mut integers = Integers::default();
                    linear.apply(&kernels, &x, &mut out, then, &mut integers).unwrap();
                    out
                });
                let size = exact.iter().map(|y| y * y).sum::<f32>().sqrt();
                let off = exact.iter().zip(&bytes).map(|(a, b)| (a - b).powi(2)).sum::<f32>();
                let off = off.sqrt() / size;
                assert!(off < 0.02, "{rows} x {inputs} x {outputs} {then:?}: off by {off}");
            }
        }
    }
}
