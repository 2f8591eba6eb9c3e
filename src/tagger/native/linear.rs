//! Linear maps: weights packed once for the machine's kernel, inputs as they come.
//!
//! Two precisions share one face. `f32` is the reference. `int8` holds each output's weights as
//! whole numbers from -127 to 127 with one scale (symmetric, per output channel); the inputs are
//! turned into bytes row by row as they arrive, each row with its own scale and zero point. So a row's
//! result depends on that row alone, whatever stands beside it, and sums of whole numbers have no
//! order: int8 results are the same bits in any batch.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use rten_gemm::{
    BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix,
};
use rten_simd::SimdOp;
use rten_tensor::NdTensorView;

use super::super::TaggerError;
use super::ops::gelu;
use super::panels::{self, Kernel, Panels};
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
    /// Our own kernel, where there is one for this processor.
    own: Option<Kernel>,
}

impl Kernels {
    pub(super) fn new() -> Self {
        let int8 = GemmExecutor::<u8, i8, i32>::new();
        // Without VNNI the products of two neighbours are added up in 16 bits, which hold two
        // times 128 * 127 but not two times 255 * 127: there an input has seven bits.
        let own = Kernel::find();
        let library = if int8.may_saturate() { 127 } else { 255 };
        let levels = own.map_or(library, Kernel::levels);
        Self { f32: GemmExecutor::new(), int8, levels, own }
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
    Int8 { packed: Bytes, scales: Vec<f32>, totals: Vec<i32> },
}

/// Weights of one byte, packed for the kernel that will meet them.
enum Bytes {
    Library(PackedBMatrix<i8>),
    Own(Panels),
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
                let excess = |row: &[i8]| kernels.own.map_or(0.0, |own| own.excess(row));
                let (numbers, scales) = quantise_weights(weight, inputs, excess);
                let total = |row: &[i8]| row.iter().map(|&n| i32::from(n)).sum();
                let totals = numbers.chunks_exact(inputs).map(total).collect();
                let own = kernels.own.map(|own| Panels::new(own, &numbers, inputs));
                let packed = own.map_or_else(
                    || {
                        let numbers = NdTensorView::from_data(shape, numbers.as_slice());
                        Bytes::Library(kernels.int8.prepack_b(numbers.transposed()))
                    },
                    Bytes::Own,
                );
                Weight::Int8 { packed, scales, totals }
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
                let map = Codes { scales, totals, bias: &self.bias };
                let Integers { bytes, codes, sums } = integers;
                let width = self.outputs();
                match packed {
                    Bytes::Library(packed) => {
                        quantise_rows(rows, self.inputs, self.inputs, kernels.levels, bytes, codes);
                        sums.resize(count * width, 0);
                        let bytes = NdTensorView::from_data([count, self.inputs], bytes.as_slice());
                        let (a, b) = (GemmInputA::Unpacked(bytes), GemmInputB::Packed(packed));
                        // The kernel's own zero points for rows hold for its first rows alone (0.27): what
                        // they would take off, `Dequantise` does.
                        kernels.int8.gemm(sums, a, b, GemmOptions::default())?;
                        map.back(sums, codes, 0..width, out, then);
                    }
                    Bytes::Own(panels) => {
                        let stride = panels.stride();
                        quantise_rows(rows, self.inputs, stride, kernels.levels, bytes, codes);
                        let blocks =
                            bytes.chunks(BLOCK_ROWS * stride).zip(codes.chunks(BLOCK_ROWS));
                        for ((bytes, codes), out) in blocks.zip(out.chunks_mut(BLOCK_ROWS * width))
                        {
                            for from in (0..width).step_by(BLOCK_OUTPUTS) {
                                let outputs = from..width.min(from + BLOCK_OUTPUTS);
                                sums.resize(codes.len() * outputs.len(), 0);
                                panels.product(outputs.clone(), bytes, sums);
                                map.back(sums, codes, outputs, out, then);
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// Rows and outputs that our own kernel sums up before they are turned back into numbers: as many as
/// stay in the second cache with the bytes they come from.
const BLOCK_ROWS: usize = 48;
const BLOCK_OUTPUTS: usize = 24 * panels::COLUMNS;

/// What turns the sums of an int8 map back into numbers.
struct Codes<'a> {
    scales: &'a [f32],
    totals: &'a [i32],
    bias: &'a [f32],
}

impl Codes<'_> {
    /// `sums` holds the `outputs` of each row of `out`, and of no other.
    fn back(
        &self,
        sums: &[i32],
        codes: &[RowCode],
        outputs: Range<usize>,
        out: &mut [f32],
        then: Then,
    ) {
        let rows = sums.chunks_exact(outputs.len()).zip(out.chunks_exact_mut(self.bias.len()));
        for ((sums, out), &code) in rows.zip(codes) {
            Dequantise {
                sums,
                code,
                scales: &self.scales[outputs.clone()],
                totals: &self.totals[outputs.clone()],
                bias: &self.bias[outputs.clone()],
                out: &mut out[outputs.clone()],
                then,
            }
            .dispatch();
        }
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
