//! Products of bytes on x86 processors that have AVX-512 with VNNI.

use std::arch::x86_64::{__m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512};

use super::panels::{COLUMNS, Inputs, Product, STEP, Weights, put, row};

/// Rows and panels that one tile takes: six times four vectors of sums and the four of weights stay in
/// the thirty-two registers, and ten loads feed twenty-four multiplications.
const TILE_ROWS: usize = 6;
const TILE_PANELS: usize = 4;

/// Proof that the processor has AVX-512 with VNNI.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vnni(());

impl Vnni {
    /// `None` on a processor without it.
    pub(super) fn find() -> Option<Self> {
        let has = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni");
        has.then_some(Self(()))
    }

    pub(super) fn multiply(self, product: Product<'_>) {
        // SAFETY: a `Vnni` is only made where the processor has these features.
        #[allow(unsafe_code, reason = "no safe library knows this instruction")]
        unsafe {
            multiply(product);
        }
    }
}

#[target_feature(enable = "avx512f,avx512vnni")]
fn multiply(product: Product<'_>) {
    let Product { panels, depth, rows, sums, width } = product;
    let mut from = 0;
    while from < width {
        let panels = &panels[from / COLUMNS * depth..];
        let product = Product { panels, depth, rows, sums: &mut *sums, width };
        if width - from > (TILE_PANELS - 1) * COLUMNS {
            down::<TILE_PANELS>(product, from);
            from += TILE_PANELS * COLUMNS;
        } else {
            down::<1>(product, from);
            from += COLUMNS;
        }
    }
}

/// The sums of all rows for `P` panels, the first of them that of output `from`.
#[target_feature(enable = "avx512f,avx512vnni")]
fn down<const P: usize>(product: Product<'_>, from: usize) {
    let Product { panels, depth, rows, sums, width } = product;
    let rows = rows.chunks(TILE_ROWS * depth * STEP);
    for (rows, sums) in rows.zip(sums.chunks_mut(TILE_ROWS * width)) {
        let count = sums.len() / width;
        let product = Product { panels, depth, rows, sums, width };
        match count {
            6 => tile::<6, P>(product, from),
            5 => tile::<5, P>(product, from),
            4 => tile::<4, P>(product, from),
            3 => tile::<3, P>(product, from),
            2 => tile::<2, P>(product, from),
            _ => tile::<1, P>(product, from),
        }
    }
}

/// The sums of `R` rows for `P` panels.
#[target_feature(enable = "avx512f,avx512vnni")]
fn tile<const R: usize, const P: usize>(product: Product<'_>, from: usize) {
    let Product { panels, depth, rows, sums, width } = product;
    // Cut to one length, so that nothing is checked within the loop.
    let mut inputs: [&[Inputs]; R] = [&[]; R];
    for (r, inputs) in inputs.iter_mut().enumerate() {
        *inputs = row(rows, r, depth);
    }
    let mut weights: [&[Weights]; P] = [&[]; P];
    for (p, weights) in weights.iter_mut().enumerate() {
        *weights = &panels[p * depth..][..depth];
    }
    let found = sum_up(depth, inputs, weights);
    for (found, row) in found.into_iter().zip(sums.chunks_exact_mut(width)) {
        for (p, sums) in found.into_iter().enumerate() {
            put(pulp::cast(sums), row, from + p * COLUMNS);
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn sum_up<const R: usize, const P: usize>(
    depth: usize,
    inputs: [&[Inputs]; R],
    panels: [&[Weights]; P],
) -> [[__m512i; P]; R] {
    let mut sums = [[_mm512_setzero_si512(); P]; R];
    for step in 0..depth {
        for four in 0..STEP / 4 {
            let mut weights = [_mm512_setzero_si512(); P];
            for (panel, weights) in panels.iter().zip(&mut weights) {
                *weights = pulp::cast(panel[step][four]);
            }
            for (inputs, sums) in inputs.iter().zip(&mut sums) {
                let inputs = _mm512_set1_epi32(i32::from_le_bytes(inputs[step][four]));
                for (&weights, sum) in weights.iter().zip(sums) {
                    *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
                }
            }
        }
    }
    sums
}
