//! Products of bytes on x86 processors that have AVX2 and not VNNI.
//!
//! Such a processor multiplies bytes into 16-bit sums of two products (`vpmaddubsw`) and needs a second
//! multiplication (`vpmaddwd`) to bring those into 32 bits. The library's kernel does both for every two
//! products; here eight products are summed in 16 bits before the second, which takes five
//! multiplications where the library needs eight. That the eight always fit is seen to when the
//! weights are rounded ([`excess`]), so the sums are exact, in any order.

#[cfg(target_arch = "x86_64")]
pub(super) use self::x86::{Avx2, Panels};

#[cfg(not(target_arch = "x86_64"))]
pub(super) use self::elsewhere::{Avx2, Panels};

/// Inputs that one step of the kernel takes; a row of them is filled up to a multiple with zeros.
pub(super) const STEP: usize = 16;

/// Outputs that one panel of weights holds.
pub(super) const COLUMNS: usize = 16;

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

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::__m256i;
    use std::array;
    use std::ops::Range;

    use pulp::NullaryFnOnce;
    use pulp::x86::V3;

    use super::{COLUMNS, STEP};

    /// Rows that one tile takes. Two times two vectors of sums, as many of 16 bits and what is multiplied
    /// stay in the sixteen registers; with three rows the compiler spills some.
    const TILE_ROWS: usize = 2;

    /// The weights of [`COLUMNS`] outputs for [`STEP`] inputs: by four inputs, by eight outputs, then
    /// the four weights of each output.
    type Weights = [[[i8; 32]; COLUMNS / 8]; STEP / 4];

    /// The inputs of one step, four at a time.
    type Inputs = [[u8; 4]; STEP / 4];

    /// Proof that the processor has AVX2.
    #[derive(Clone, Copy, Debug)]
    pub(in super::super) struct Avx2(V3);

    impl Avx2 {
        /// `None` on a processor without it.
        pub(in super::super) fn find() -> Option<Self> {
            V3::try_new().map(Self)
        }
    }

    /// The weights of a linear map in the order in which the kernel meets them.
    pub(in super::super) struct Panels {
        avx2: Avx2,
        /// Those of the first [`COLUMNS`] outputs, step by step, then those of the next.
        steps: Vec<Weights>,
        /// Steps of each panel.
        depth: usize,
    }

    impl Panels {
        /// From `[outputs, inputs]` in row order.
        pub(in super::super) fn new(avx2: Avx2, weights: &[i8], inputs: usize) -> Self {
            let depth = inputs.div_ceil(STEP);
            let outputs = weights.len() / inputs.max(1);
            let mut steps =
                vec![[[[0; 32]; COLUMNS / 8]; STEP / 4]; outputs.div_ceil(COLUMNS) * depth];
            for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
                let (panel, column) = (output / COLUMNS, output % COLUMNS);
                for (step, part) in steps[panel * depth..].iter_mut().zip(row.chunks(STEP)) {
                    for (fours, part) in step.iter_mut().zip(part.chunks(4)) {
                        let place = &mut fours[column / 8].as_chunks_mut::<4>().0[column % 8];
                        if let Ok(four) = part.try_into() {
                            *place = four;
                        } else {
                            place[..part.len()].copy_from_slice(part);
                        }
                    }
                }
            }
            Self { avx2, steps, depth }
        }

        /// Bytes from the beginning of one row of inputs to the next; past the inputs there must be zeros.
        pub(in super::super) fn stride(&self) -> usize {
            self.depth * STEP
        }

        /// `sums[row][o] = Σ rows[row][i] weight[outputs.start + o][i]`. `outputs` begins at a multiple
        /// of [`COLUMNS`].
        pub(in super::super) fn product(
            &self,
            outputs: Range<usize>,
            rows: &[u8],
            sums: &mut [i32],
        ) {
            let panels = &self.steps[outputs.start / COLUMNS * self.depth..];
            let (Avx2(simd), depth, width) = (self.avx2, self.depth, outputs.len());
            simd.vectorize(Product { simd, panels, depth, rows, sums, width });
        }
    }

    struct Product<'a> {
        simd: V3,
        panels: &'a [Weights],
        depth: usize,
        rows: &'a [u8],
        sums: &'a mut [i32],
        width: usize,
    }

    impl NullaryFnOnce for Product<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let Self { simd, panels, depth, rows, sums, width } = self;
            let stride = depth * STEP;
            for (panel, from) in panels.chunks_exact(depth.max(1)).zip((0..width).step_by(COLUMNS))
            {
                let rows = rows.chunks(TILE_ROWS * stride);
                for (rows, sums) in rows.zip(sums.chunks_mut(TILE_ROWS * width)) {
                    let columns = from..width.min(from + COLUMNS);
                    match rows.len() / stride {
                        2 => tile::<2>(simd, panel, rows, sums, width, columns),
                        _ => tile::<1>(simd, panel, rows, sums, width, columns),
                    }
                }
            }
        }
    }

    /// The sums of `R` rows for the `columns` of one panel.
    #[inline(always)]
    fn tile<const R: usize>(
        simd: V3,
        panel: &[Weights],
        rows: &[u8],
        sums: &mut [i32],
        width: usize,
        columns: Range<usize>,
    ) {
        let stride = panel.len() * STEP;
        // Cut to one length, so that nothing is checked within the loop.
        let rows: [&[Inputs]; R] = array::from_fn(|r| {
            let (fours, _) = rows[r * stride..(r + 1) * stride].as_chunks::<4>();
            &fours.as_chunks().0[..panel.len()]
        });
        for (r, row) in sum_up(simd, panel, rows).into_iter().enumerate() {
            let row: [i32; COLUMNS] = pulp::cast(row);
            let to = &mut sums[r * width..][columns.clone()];
            // A whole panel is two vectors; a slice of unknown length would be a call.
            match to.first_chunk_mut() {
                Some(to) => *to = row,
                None => to.copy_from_slice(&row[..to.len()]),
            }
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
}

/// Elsewhere there is none, and nothing to pack for it.
#[cfg(not(target_arch = "x86_64"))]
mod elsewhere {
    use std::ops::Range;

    #[derive(Clone, Copy, Debug)]
    pub(in super::super) enum Avx2 {}

    impl Avx2 {
        pub(in super::super) fn find() -> Option<Self> {
            None
        }
    }

    pub(in super::super) enum Panels {}

    impl Panels {
        pub(in super::super) fn new(avx2: Avx2, _: &[i8], _: usize) -> Self {
            match avx2 {}
        }

        pub(in super::super) fn stride(&self) -> usize {
            match *self {}
        }

        pub(in super::super) fn product(&self, _: Range<usize>, _: &[u8], _: &mut [i32]) {
            match *self {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[cfg(target_arch = "x86_64")]
        #[test]
        fn sums_are_exact(rows in 1_usize..8, inputs in 1_usize..70, outputs in 1_usize..40, seed in any::<u64>()) {
            let Some(avx2) = Avx2::find() else { return Ok(()) };
            let mut random = fastrand::Rng::with_seed(seed);
            // As large as they may be: eight weights of one sign and 255 together.
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| random.i8(-31..=31)).collect();
            let panels = Panels::new(avx2, &weights, inputs);
            let stride = panels.stride();
            let mut bytes = vec![0; rows * stride];
            for row in bytes.chunks_exact_mut(stride) {
                row[..inputs].fill_with(|| if random.bool() { 128 } else { random.u8(..=128) });
            }
            for from in (0..outputs).step_by(COLUMNS) {
                let mut sums = vec![-1; rows * (outputs - from)];
                panels.product(from..outputs, &bytes, &mut sums);
                for (row, sums) in bytes.chunks_exact(stride).zip(sums.chunks_exact(outputs - from)) {
                    for (sum, weights) in sums.iter().zip(weights.chunks_exact(inputs).skip(from)) {
                        let products = row.iter().zip(weights).map(|(&b, &w)| i32::from(b) * i32::from(w));
                        prop_assert_eq!(*sum, products.sum::<i32>());
                    }
                }
            }
        }

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
