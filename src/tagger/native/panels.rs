//! Products of bytes on x86 processors: weights packed in panels, for kernels of our own.
//!
//! With VNNI one instruction multiplies four pairs of bytes and adds the products up in 32 bits
//! (`vnni`). With AVX2 alone the processor multiplies bytes into 16-bit sums of two products
//! (`vpmaddubsw`) and needs a second multiplication (`vpmaddwd`) to bring those into 32 bits. The
//! library's kernel does both for every two products; here eight products are summed in 16 bits before
//! the second, which takes five multiplications where the library needs eight (`avx2`). That the eight
//! always fit is seen to when the weights are rounded. So the sums are exact either way, in
//! any order.

#[cfg(target_arch = "x86_64")]
pub(super) use self::x86::{Kernel, Panels};

#[cfg(not(target_arch = "x86_64"))]
pub(super) use self::elsewhere::{Kernel, Panels};

/// Inputs that one step of the kernel takes; a row of them is filled up to a multiple with zeros.
#[cfg(target_arch = "x86_64")]
pub(super) const STEP: usize = 16;

/// Outputs that one panel of weights holds.
pub(super) const COLUMNS: usize = 16;

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::ops::Range;

    use super::super::avx2::{Avx2, excess};
    use super::super::vnni::Vnni;
    use super::{COLUMNS, STEP};

    /// The weights of [`COLUMNS`] outputs for [`STEP`] inputs: by four inputs, then the four weights of
    /// each output.
    pub(in super::super) type Weights = [[i8; 4 * COLUMNS]; STEP / 4];

    /// The inputs of one step, four at a time.
    pub(in super::super) type Inputs = [[u8; 4]; STEP / 4];

    /// What this processor can multiply with.
    #[derive(Clone, Copy, Debug)]
    pub(in super::super) enum Kernel {
        Avx2(Avx2),
        Vnni(Vnni),
    }

    impl Kernel {
        /// The best there is, or `None`.
        pub(in super::super) fn find() -> Option<Self> {
            Vnni::find().map(Self::Vnni).or_else(|| Avx2::find().map(Self::Avx2))
        }

        /// All there are.
        #[cfg(test)]
        pub(in super::super) fn all() -> impl Iterator<Item = Self> {
            [Avx2::find().map(Self::Avx2), Vnni::find().map(Self::Vnni)].into_iter().flatten()
        }

        /// The largest byte an input should become: with AVX2 alone it has seven bits.
        pub(in super::super) const fn levels(self) -> u8 {
            match self {
                Self::Avx2(_) => 127,
                Self::Vnni(_) => 255,
            }
        }

        /// How many times too large the weights of one output are; up to 1 they fit.
        pub(in super::super) fn excess(self, weights: &[i8]) -> f32 {
            match self {
                Self::Avx2(_) => excess(weights),
                Self::Vnni(_) => 0.0,
            }
        }
    }

    /// The weights of a linear map in the order in which the kernel meets them.
    pub(in super::super) struct Panels {
        kernel: Kernel,
        /// Those of the first [`COLUMNS`] outputs, step by step, then those of the next.
        steps: Vec<Weights>,
        /// Steps of each panel.
        depth: usize,
    }

    impl Panels {
        /// From `[outputs, inputs]` in row order.
        pub(in super::super) fn new(kernel: Kernel, weights: &[i8], inputs: usize) -> Self {
            let depth = inputs.div_ceil(STEP);
            let outputs = weights.len() / inputs.max(1);
            let mut steps = vec![[[0; 4 * COLUMNS]; STEP / 4]; outputs.div_ceil(COLUMNS) * depth];
            for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
                let (panel, column) = (output / COLUMNS, output % COLUMNS);
                for (step, part) in steps[panel * depth..].iter_mut().zip(row.chunks(STEP)) {
                    for (fours, part) in step.iter_mut().zip(part.chunks(4)) {
                        let place = &mut fours.as_chunks_mut::<4>().0[column];
                        if let Ok(four) = part.try_into() {
                            *place = four;
                        } else {
                            place[..part.len()].copy_from_slice(part);
                        }
                    }
                }
            }
            Self { kernel, steps, depth }
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
            let product = Product { panels, depth: self.depth, rows, sums, width: outputs.len() };
            match self.kernel {
                Kernel::Avx2(avx2) => avx2.multiply(product),
                Kernel::Vnni(vnni) => vnni.multiply(product),
            }
        }
    }

    /// One product that a kernel is to work out.
    pub(in super::super) struct Product<'a> {
        /// Panel after panel, the first one being that of the first output.
        pub(in super::super) panels: &'a [Weights],
        /// Steps of each panel.
        pub(in super::super) depth: usize,
        /// Rows of `depth` steps.
        pub(in super::super) rows: &'a [u8],
        /// Rows of `width` sums.
        pub(in super::super) sums: &'a mut [i32],
        pub(in super::super) width: usize,
    }

    /// The steps of row number `at`, of which there are `depth`.
    #[inline(always)]
    pub(in super::super) fn row(rows: &[u8], at: usize, depth: usize) -> &[Inputs] {
        let stride = depth * STEP;
        let (fours, _) = rows[at * stride..(at + 1) * stride].as_chunks::<4>();
        &fours.as_chunks().0[..depth]
    }

    /// Puts the sums of one panel, which begin at output `from`, into a row.
    #[inline(always)]
    pub(in super::super) fn put(sums: [i32; COLUMNS], row: &mut [i32], from: usize) {
        let to = &mut row[from..];
        // A slice of unknown length would be a call.
        match to.first_chunk_mut() {
            Some(to) => *to = sums,
            None => to.copy_from_slice(&sums[..to.len()]),
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) use self::x86::{Inputs, Product, Weights, put, row};

/// Elsewhere there is none, and nothing to pack for it.
#[cfg(not(target_arch = "x86_64"))]
mod elsewhere {
    use std::ops::Range;

    #[derive(Clone, Copy, Debug)]
    pub(in super::super) enum Kernel {}

    impl Kernel {
        pub(in super::super) fn find() -> Option<Self> {
            None
        }

        pub(in super::super) fn levels(self) -> u8 {
            match self {}
        }

        pub(in super::super) fn excess(self, _: &[i8]) -> f32 {
            match self {}
        }
    }

    pub(in super::super) enum Panels {}

    impl Panels {
        pub(in super::super) fn new(kernel: Kernel, _: &[i8], _: usize) -> Self {
            match kernel {}
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
        fn sums_are_exact(rows in 1_usize..15, inputs in 1_usize..70, outputs in 1_usize..140, seed in any::<u64>()) {
            let mut random = fastrand::Rng::with_seed(seed);
            // As large as they may be: eight weights of one sign and 255 together.
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| random.i8(-31..=31)).collect();
            for kernel in Kernel::all() {
                let panels = Panels::new(kernel, &weights, inputs);
                let stride = panels.stride();
                let mut bytes = vec![0; rows * stride];
                for row in bytes.chunks_exact_mut(stride) {
                    // One more than the levels, where there is room for one.
                    let most = kernel.levels().saturating_add(1);
                    row[..inputs].fill_with(|| if random.bool() { most } else { random.u8(..=most) });
                }
                for from in (0..outputs).step_by(COLUMNS) {
                    let mut sums = vec![-1; rows * (outputs - from)];
                    panels.product(from..outputs, &bytes, &mut sums);
                    for (row, sums) in bytes.chunks_exact(stride).zip(sums.chunks_exact(outputs - from)) {
                        for (sum, weights) in sums.iter().zip(weights.chunks_exact(inputs).skip(from)) {
                            let products = row.iter().zip(weights).map(|(&b, &w)| i32::from(b) * i32::from(w));
                            prop_assert_eq!(*sum, products.sum::<i32>(), "{:?}", kernel);
                        }
                    }
                }
            }
        }
    }
}
