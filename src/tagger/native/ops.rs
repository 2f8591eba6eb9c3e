//! The steps between the matrix products: norms, GELU, exponentials.

use rten_simd::ops::{BitOps, FloatOps, IntOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp, SimdUnaryOp};
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Sum, SumSquareSub};

/// A layer norm's learnt scale and shift.
#[derive(Clone, Debug)]
pub(super) struct LayerNorm {
    pub(super) scale: Vec<f32>,
    pub(super) shift: Vec<f32>,
    pub(super) epsilon: f32,
}

impl LayerNorm {
    /// Normalises every row of `rows` in place.
    pub(super) fn apply(&self, rows: &mut [f32]) {
        let width = self.scale.len();
        for row in rows.chunks_exact_mut(width) {
            let mean = Sum::new(row).dispatch() / width as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / width as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: (variance + self.epsilon).sqrt().recip(),
                element_scale: Some(&self.scale),
                element_bias: Some(&self.shift),
                ..NormalizeOptions::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

/// GELU by the error function, in place.
pub(super) fn gelu(values: &mut [f32]) {
    Gelu {}.map_mut(values);
}

/// GELU to within 8e-5, or a hundred-thousandth of large numbers, for numbers that are about to become bytes.
///
/// `x (1/2 + x P(x²))` with `x` in the inner part held within ±4.6, where the normal distribution has all but
/// reached its ends; `P` is the minimax polynomial, weighted by `x` and made to end in 1/2. No exponential and
/// no division: a third of the work of the exact one.
#[inline(always)]
pub(super) fn gelu_for_bytes<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    const END: f32 = 4.6;
    const P: [f32; 9] = [
        3.986_453_8e-1,
        -6.586_429e-2,
        9.512_722e-3,
        -1.016_751_7e-3,
        7.814_435e-5,
        -4.153_283_7e-6,
        1.434_627_5e-7,
        -2.876_811_7e-9,
        2.529_230_9e-11,
    ];
    let ops = isa.f32();
    let held = ops.clamp(x, ops.splat(-END), ops.splat(END));
    let p = polynomial(isa, ops.mul(held, held), P);
    ops.mul(x, ops.mul_add(held, p, ops.splat(0.5)))
}

/// `Σ factors[i] xⁱ`, by Horner's rule. (The library's has no constant term.)
#[inline(always)]
fn polynomial<I: Isa, const N: usize>(isa: I, x: I::F32, factors: [f32; N]) -> I::F32 {
    let ops = isa.f32();
    let mut sum = ops.zero();
    for (place, factor) in factors.into_iter().rev().enumerate() {
        let factor = ops.splat(factor);
        sum = if place == 0 { factor } else { ops.mul_add(sum, x, factor) };
    }
    sum
}

/// The exponential of numbers that are not above 0, to within some millionths of itself; what is below 1e-38 is
/// 0, what is no number stays none.
#[inline(always)]
pub(super) fn exp_below_zero<I: Isa>(isa: I, x: I::F32) -> I::F32 {
    /// The least whole power of two that is a number of full precision.
    const LEAST: f32 = -126.0 * std::f32::consts::LN_2;
    /// Minimax polynomial of `2^x` on ±1/2.
    const P: [f32; 6] =
        [1.000_000_1, 6.931_469_7e-1, 2.402_212e-1, 5.550_713_4e-2, 9.675_553e-3, 1.327_646e-3];
    let (ops, ints) = (isa.f32(), isa.i32());
    let twos = ops.splat(std::f32::consts::LOG2_E);
    let whole = ops.round_ties_even(ops.mul(x, twos));
    let rest = ops.mul_add(x, twos, ops.neg(whole));
    let p = polynomial(isa, rest, P);
    let exponent = ints.add(ops.to_int_trunc(whole), ints.splat(127));
    let power: I::F32 = ints.shift_left::<23>(exponent).reinterpret_cast();
    ops.select(ops.zero(), ops.mul(p, power), ops.lt(x, ops.splat(LEAST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normed_row_has_mean_zero_and_variance_one() {
        let norm = LayerNorm { scale: vec![1.0; 37], shift: vec![0.0; 37], epsilon: 1e-12 };
        let mut row: Vec<f32> = (0..37).map(|i| (i * i % 11) as f32 - 40.0).collect();
        norm.apply(&mut row);
        let mean = row.iter().sum::<f32>() / 37.0;
        let variance = row.iter().map(|x| x * x).sum::<f32>() / 37.0;
        assert!(mean.abs() < 1e-6 && (variance - 1.0).abs() < 1e-5, "{mean} {variance}");
    }

    #[test]
    fn gelu_is_the_exact_one() {
        // Reference values of x/2 * (1 + erf(x/√2)); the tanh form differs in the fourth decimal.
        let mut values = [-3.0, -1.0, 0.0, 0.5, 2.0];
        gelu(&mut values);
        let reference = [-0.004_049_7, -0.158_655_25, 0.0, 0.345_731_23, 1.954_499_7];
        for (value, reference) in values.into_iter().zip(reference) {
            assert!((value - reference).abs() < 1e-6, "{value} {reference}");
        }
    }

    /// A function of vectors, over a slice whose length is a multiple of any vector's.
    macro_rules! each {
        ($values:expr, $function:ident) => {{
            struct Each<'a>(&'a mut [f32]);
            impl SimdOp for Each<'_> {
                type Output = ();

                #[inline(always)]
                fn eval<I: Isa>(self, isa: I) {
                    let ops = isa.f32();
                    for vector in self.0.chunks_exact_mut(ops.len()) {
                        ops.store($function(isa, ops.load(vector)), vector);
                    }
                }
            }
            Each($values).dispatch();
        }};
    }

    #[test]
    fn gelu_for_bytes_is_close() {
        let from: Vec<f32> = (-3200..3200).map(|i| i as f32 / 200.0).collect();
        let (mut exact, mut close) = (from.clone(), from.clone());
        gelu(&mut exact);
        each!(&mut close, gelu_for_bytes);
        for ((x, a), b) in from.iter().zip(exact).zip(close) {
            assert!((a - b).abs() < 8e-5_f32.max(1e-5 * x.abs()), "{x}: {a} {b}");
        }
        let mut odd = [f32::NAN; 64];
        each!(&mut odd, gelu_for_bytes);
        assert!(odd.iter().all(|x| x.is_nan()));
    }

    #[test]
    fn exponentials_below_zero_are_close() {
        let from: Vec<f32> = (0..6400).map(|i| i as f32 / -64.0).collect();
        let mut raised = from.clone();
        each!(&mut raised, exp_below_zero);
        for (x, y) in from.into_iter().zip(raised) {
            let exact = x.exp();
            assert!((y - exact).abs() <= 2e-6 * exact + 2e-38, "{x}: {y} {exact}");
        }
        let mut odd: Vec<f32> = [f32::NAN, f32::MIN, f32::NEG_INFINITY, 0.0].repeat(16);
        each!(&mut odd, exp_below_zero);
        for four in odd.chunks_exact(4) {
            assert!(four[0].is_nan() && four[1..3] == [0.0, 0.0] && (four[3] - 1.0).abs() < 1e-6);
        }
    }
}
