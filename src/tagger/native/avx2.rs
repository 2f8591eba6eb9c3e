//! Products of bytes on x86 processors that have AVX2 and not VNNI.

use std::arch::x86_64::__m256i;
use std::array;

use pulp::NullaryFnOnce;
use pulp::x86::V3;

use super::panels::{COLUMNS, Inputs, Product, STEP, Weights, put, row};

/// Rows that one tile takes. Two times two vectors of sums, as many of 16 bits and what is multiplied
/// stay in the sixteen registers; with three rows the compiler spills some.
const TILE_ROWS: usize = 2;

/// Largest byte an input may become (see `RowCode::of`: one more than its levels).
const LARGEST_INPUT: f32 = 128.0;

/// How many times too large the weights of one output are for sums of 16 bits; up to 1 they fit.
pub(super) fn excess(weights: &[i8]) -> f32 {
    let (steps, rest) = weights.as_chunks::<STEP>();
    let mut last = [0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    let most = steps.iter().map(largest_sum).fold(largest_sum(&last), i16::max);
    f32::from(most) * LARGEST_INPUT / f32::from(i16::MAX)
}

/// The largest of the four sums of one step's weights: those that meet in one place, apart by sign,
/// since the inputs have none.
fn largest_sum(step: &[i8; STEP]) -> i16 {
    let (mut up, mut down) = ([0_i16; 2], [0_i16; 2]);
    for pair in 0..STEP / 2 {
        for weight in [step[2 * pair], step[2 * pair + 1]].map(i16::from) {
            up[pair % 2] += weight.max(0);
            down[pair % 2] -= weight.min(0);
        }
    }
    up[0].max(up[1]).max(down[0]).max(down[1])
}

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_not_in_excess_fits(weights in proptest::collection::vec(any::<i8>(), 1..40)) {
            let lanes = weights.chunks(STEP).flat_map(|step| {
                (0..2).map(move |lane| {
                    let of = step.iter().enumerate().filter(move |(i, _)| i / 2 % 2 == lane);
                    let sum = |sign: i32| of.clone().map(|(_, &w)| (sign * i32::from(w)).max(0)).sum::<i32>();
                    sum(1).max(sum(-1)) * 128
                })
            });
            let most = lanes.max().unwrap_or(0);
            prop_assert_eq!(excess(&weights) <= 1.0, most <= i32::from(i16::MAX));
        }
    }
}
