//! Products of bytes on x86 processors that have AVX2 and not VNNI.

use std::arch::x86_64::__m256i;
use std::array;

use pulp::NullaryFnOnce;
use pulp::x86::V3;

use super::panels::{COLUMNS, Inputs, Product, STEP, Weights, put, row};

/// Rows that one tile takes. Two times two vectors of sums, as many of 16 bits and what is multiplied
/// stay in the sixteen registers; with three rows the compiler spills some.
const TILE_ROWS: usize = 2;

/// Proof that the processor has AVX2.
#[derive(Clone, Copy, Debug)]
pub(super) struct Avx2(V3);

impl Avx2 {
    /// `None` on a processor without it.
    pub(super) fn find() -> Option<Self> {
        V3::try_new().map(Self)
    }

    pub(super) fn multiply(self, product: Product<'_>) {
        self.0.vectorize(Multiply { simd: self.0, product });
    }
}

struct Multiply<'a> {
    simd: V3,
    product: Product<'a>,
}

impl NullaryFnOnce for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { simd, product: Product { panels, depth, rows, sums, width } } = self;
        let stride = depth * STEP;
        for (panel, from) in panels.chunks_exact(depth.max(1)).zip((0..width).step_by(COLUMNS)) {
            let rows = rows.chunks(TILE_ROWS * stride);
            for (rows, sums) in rows.zip(sums.chunks_mut(TILE_ROWS * width)) {
                match rows.len() / stride {
                    2 => tile::<2>(simd, panel, rows, sums, width, from),
                    _ => tile::<1>(simd, panel, rows, sums, width, from),
                }
            }
        }
    }
}

/// The sums of `R` rows for the outputs of one panel.
#[inline(always)]
fn tile<const R: usize>(
    simd: V3,
    panel: &[Weights],
    rows: &[u8],
    sums: &mut [i32],
    width: usize,
    from: usize,
) {
    // Cut to one length, so that nothing is checked within the loop.
    let rows: [&[Inputs]; R] = array::from_fn(|r| row(rows, r, panel.len()));
    for (found, row) in sum_up(simd, panel, rows).into_iter().zip(sums.chunks_exact_mut(width)) {
        put(pulp::cast(found), row, from);
    }
}

#[inline(always)]
fn sum_up<const R: usize>(
    simd: V3,
    panel: &[Weights],
    rows: [&[Inputs]; R],
) -> [[__m256i; COLUMNS / 8]; R] {
    let (avx, avx2) = (simd.avx, simd.avx2);
    let ones = avx._mm256_set1_epi16(1);
    let mut sums = [[avx._mm256_setzero_si256(); COLUMNS / 8]; R];
    for (step, weights) in panel.iter().enumerate() {
        let mut halves = [[avx._mm256_setzero_si256(); COLUMNS / 8]; R];
        for (four, weights) in weights.iter().enumerate() {
            let weights: [__m256i; COLUMNS / 8] = pulp::cast(*weights);
            for (row, halves) in rows.iter().zip(&mut halves) {
                let inputs = avx._mm256_set1_epi32(i32::from_le_bytes(row[step][four]));
                for (&weights, half) in weights.iter().zip(halves) {
                    let pairs = avx2._mm256_maddubs_epi16(inputs, weights);
                    *half = avx2._mm256_add_epi16(*half, pairs);
                }
            }
        }
        // One loop within the other: flattened, they are not unrolled and the sums leave their registers.
        for (sums, halves) in sums.iter_mut().zip(&halves) {
            for (sum, &half) in sums.iter_mut().zip(halves) {
                *sum = avx2._mm256_add_epi32(*sum, avx2._mm256_madd_epi16(half, ones));
            }
        }
    }
    sums
}
