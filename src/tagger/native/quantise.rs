//! From `f32` to bytes and back.

use rten_simd::ops::{BitOps, FloatOps, NarrowSaturate, NumOps, ToFloat};
use rten_simd::{Isa, Simd, SimdOp};
use rten_vecmath::MinMax;

use super::linear::Then;
use super::ops::gelu_for_bytes;

/// Weights are whole numbers up to this on either side; -128 would have no counterpart.
pub(super) const LARGEST_WEIGHT: f32 = 127.0;

/// How the bytes of one row stand for numbers: `x = scale * (byte - zero)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowCode {
    pub(super) scale: f32,
    pub(super) zero: u8,
}

impl RowCode {
    /// The code that spreads the numbers of `row`, and 0, over `0..=levels`; since the zero is rounded
    /// too, a byte may come out one larger.
    fn of(row: &[f32], levels: u8) -> Self {
        let (least, most) = MinMax::new(row).dispatch();
        let (least, most) = (least.min(0.0), most.max(0.0));
        let scale = (most - least) / f32::from(levels);
        if !all_finite(row) {
            // As bytes they would look sound: the engine is to find them in its logits.
            return Self { scale: f32::NAN, zero: 0 };
        }
        if !(scale > 0.0 && scale.is_finite()) {
            // Nothing but zeros, or numbers too far apart.
            return Self { scale: if scale == 0.0 { 1.0 } else { f32::NAN }, zero: 0 };
        }
        // From 0 to `levels`, since `least` is not above 0 nor `most` below it.
        let zero = (-least / scale).round_ties_even().min(f32::from(levels)) as u8;
        Self { scale, zero }
    }
}

/// Whether no number is infinite or NaN; in integers, so that the compiler makes vectors of it (the
/// minimum of a vector may drop a NaN).
fn all_finite(row: &[f32]) -> bool {
    const EXPONENT: u32 = 0x7f80_0000;
    row.iter().fold(0, |seen, x| seen | u32::from(x.to_bits() & EXPONENT == EXPONENT)) == 0
}

/// Turns each row of `width` numbers into bytes with a code of its own. A row of bytes begins every
/// `stride` bytes; what lies between two is 0.
pub(super) fn quantise_rows(
    rows: &[f32],
    width: usize,
    stride: usize,
    levels: u8,
    bytes: &mut Vec<u8>,
    codes: &mut Vec<RowCode>,
) {
    bytes.resize(rows.len() / width * stride, 0);
    codes.clear();
    for (row, bytes) in rows.chunks_exact(width).zip(bytes.chunks_exact_mut(stride)) {
        let code = RowCode::of(row, levels);
        let (bytes, rest) = bytes.split_at_mut(width);
        QuantiseRow { row, bytes, code }.dispatch();
        rest.fill(0);
        codes.push(code);
    }
}

/// Rounds each row of `width` weights to whole numbers; one scale a row. `excess` says how many times too
/// large a row of numbers is for the kernel; up to 1 it fits.
pub(super) fn quantise_weights(
    weights: &[f32],
    width: usize,
    excess: impl Fn(&[i8]) -> f32,
) -> (Vec<i8>, Vec<f32>) {
    let mut numbers = Vec::with_capacity(weights.len());
    let mut scales = Vec::with_capacity(weights.len() / width.max(1));
    for row in weights.chunks_exact(width) {
        let (least, most) = MinMax::new(row).dispatch();
        let largest = most.max(-least);
        let mut scale = if largest > 0.0 { largest / LARGEST_WEIGHT } else { 1.0 };
        let start = numbers.len();
        loop {
            let inverse = scale.recip();
            numbers.extend(row.iter().map(|w| nearest(w * inverse)));
            let excess = excess(&numbers[start..]);
            if excess <= 1.0 {
                break;
            }
            numbers.truncate(start);
            // A little more: rounding may go either way.
            scale *= excess * 1.005;
        }
        scales.push(if all_finite(row) { scale } else { f32::NAN });
    }
    (numbers, scales)
}

/// The whole number next to `x`, which is between -128 and 127 (what is not a number becomes any, and
/// NaN through its scale). Added to this, a small number ends in its bits as a whole one: the
/// compiler makes vectors of that, while rounding is a call where no processor is named.
fn nearest(x: f32) -> i8 {
    const SHIFT: f32 = 12_582_912.0;
    (x + SHIFT).to_bits().wrapping_sub(SHIFT.to_bits()) as i8
}

struct QuantiseRow<'a> {
    row: &'a [f32],
    bytes: &'a mut [u8],
    code: RowCode,
}

impl SimdOp for QuantiseRow<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, ints) = (isa.f32(), isa.i32());
        let inverse = self.code.scale.recip();
        let (scale, zero) = (floats.splat(inverse), ints.splat(i32::from(self.code.zero)));
        macro_rules! whole {
            ($x:expr) => {
                ints.add(floats.to_int_round(floats.mul($x, scale)), zero)
            };
        }
        // Four vectors of numbers make one of bytes. (A closure might not be inlined, and then every
        // instruction is a call.)
        let step = 4 * floats.len();
        let mut rows = self.row.chunks_exact(step);
        let mut bytes = self.bytes.chunks_exact_mut(step);
        for (row, bytes) in rows.by_ref().zip(bytes.by_ref()) {
            let [a, b, c, d] = floats.load_many::<4>(row);
            let (a, b, c, d) = (whole!(a), whole!(b), whole!(c), whole!(d));
            let (low, high) = (ints.narrow_saturate(a, b), ints.narrow_saturate(c, d));
            isa.u8().store(isa.i16().narrow_saturate(low, high), bytes);
        }
        for (x, byte) in rows.remainder().iter().zip(bytes.into_remainder()) {
            let x = (x * inverse).round_ties_even() as i32 + i32::from(self.code.zero);
            *byte = x.clamp(0, i32::from(u8::MAX)) as u8;
        }
    }
}

/// One row of sums back to numbers, with its bias, and what comes after.
pub(super) struct Dequantise<'a> {
    pub(super) sums: &'a [i32],
    /// Of the row's inputs.
    pub(super) code: RowCode,
    /// Of each output's weights.
    pub(super) scales: &'a [f32],
    /// Each output's weights added up: what the sums are too large by for each step of the zero.
    pub(super) totals: &'a [i32],
    pub(super) bias: &'a [f32],
    pub(super) out: &'a mut [f32],
    pub(super) then: Then,
}

impl Dequantise<'_> {
    #[inline(always)]
    fn each<I: Isa>(self, isa: I, then: impl Fn(I::F32, I::F32) -> I::F32) {
        let (floats, ints) = (isa.f32(), isa.i32());
        let scale = floats.splat(self.code.scale);
        let zero = ints.splat(i32::from(self.code.zero));
        let width = floats.len();
        macro_rules! back {
            ($sums:expr, $totals:expr, $scales:expr, $bias:expr, $old:expr) => {{
                let sums = ints.to_float(ints.sub($sums, ints.mul(zero, $totals)));
                then(floats.mul_add(sums, floats.mul(scale, $scales), $bias), $old)
            }};
        }
        let mut outs = self.out.chunks_exact_mut(width);
        let (mut sums, mut totals) =
            (self.sums.chunks_exact(width), self.totals.chunks_exact(width));
        let (mut scales, mut biases) =
            (self.scales.chunks_exact(width), self.bias.chunks_exact(width));
        let inputs = sums.by_ref().zip(totals.by_ref()).zip(scales.by_ref()).zip(biases.by_ref());
        for ((((sums, totals), scales), bias), out) in inputs.zip(outs.by_ref()) {
            let (sums, totals) = (ints.load(sums), ints.load(totals));
            let (scales, bias, old) = (floats.load(scales), floats.load(bias), floats.load(out));
            floats.store(back!(sums, totals, scales, bias, old), out);
        }
        let out = outs.into_remainder();
        if !out.is_empty() {
            let load = |numbers| ints.load_pad(numbers).0;
            let y = back!(
                load(sums.remainder()),
                load(totals.remainder()),
                floats.load_pad(scales.remainder()).0,
                floats.load_pad(biases.remainder()).0,
                floats.load_pad(out).0
            );
            for (out, y) in out.iter_mut().zip(y.to_array()) {
                *out = y;
            }
        }
    }
}

impl SimdOp for Dequantise<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        match self.then {
            Then::Store => self.each(
                isa,
                #[inline(always)]
                |y, _| y,
            ),
            Then::Gelu => self.each(
                isa,
                #[inline(always)]
                |y, _| gelu_for_bytes(isa, y),
            ),
            Then::Add => self.each(
                isa,
                #[inline(always)]
                |y, old| isa.f32().add(y, old),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn back(bytes: &[u8], code: RowCode) -> Vec<f32> {
        bytes.iter().map(|&b| code.scale * (f32::from(b) - f32::from(code.zero))).collect()
    }

    #[test]
    fn a_row_of_zeros_stays_zeros() {
        let (mut bytes, mut codes) = (Vec::new(), Vec::new());
        quantise_rows(&[0.0; 7], 7, 9, 255, &mut bytes, &mut codes);
        assert_eq!(back(&bytes[..7], codes[0]), [0.0; 7]);
        assert_eq!(bytes[7..], [0; 2]);
    }

    #[test]
    fn what_is_no_number_is_not_hidden() {
        let (mut bytes, mut codes) = (Vec::new(), Vec::new());
        quantise_rows(&[1.0, f32::INFINITY], 2, 2, 255, &mut bytes, &mut codes);
        assert!(codes[0].scale.is_nan());
        assert!(quantise_weights(&[1.0, f32::NAN], 2, |_| 0.0).1[0].is_nan());
    }

    #[test]
    fn weights_keep_their_signs_and_extremes() {
        let (numbers, scales) = quantise_weights(&[0.5, -1.0, 0.0, 0.0, 0.0, 0.0], 3, |_| 0.0);
        assert_eq!(numbers, [64, -127, 0, 0, 0, 0]);
        assert_eq!(scales, [1.0 / 127.0, 1.0]);
    }

    #[test]
    fn weights_shrink_until_the_kernel_can_hold_them() {
        let sum = |row: &[i8]| row.iter().map(|&n| f32::from(n)).sum::<f32>() / 100.0;
        let (numbers, scales) = quantise_weights(&[1.0; 4], 4, sum);
        assert!(numbers.iter().all(|&n| (24..=25).contains(&n)), "{numbers:?}");
        assert!((f32::from(numbers[0]) * scales[0] - 1.0).abs() < 0.05);
    }

    #[test]
    fn rounding_goes_to_the_even_one() {
        let rounded = [-127.0, -2.5, -1.5, -0.4, 0.0, 0.5, 0.51, 1.5, 126.6].map(nearest);
        assert_eq!(rounded, [-127, -2, -2, 0, 0, 0, 1, 2, 127]);
    }

    proptest! {
        #[test]
        fn a_byte_is_off_by_half_a_step_at_most(
            row in proptest::collection::vec(-50.0_f32..80.0, 1..200), levels in prop_oneof![Just(127_u8), Just(255)],
        ) {
            let (mut bytes, mut codes) = (Vec::new(), Vec::new());
            quantise_rows(&row, row.len(), row.len(), levels, &mut bytes, &mut codes);
            prop_assert!(bytes.iter().all(|&b| b <= levels.saturating_add(1)));
            for (x, y) in row.iter().zip(back(&bytes, codes[0])) {
                // The zero point is rounded too: half a step more at the ends of the range.
                prop_assert!((x - y).abs() <= 1.01 * codes[0].scale, "{x} became {y}");
            }
        }

        #[test]
        fn sums_come_back_as_numbers(width in 1_usize..70, scale in 0.01_f32..2.0, zero in any::<u8>()) {
            let sums: Vec<i32> = (0..width).map(|i| (i as i32 - 20) * 31).collect();
            let totals: Vec<i32> = (0..width).map(|i| i as i32 - 7).collect();
            let scales: Vec<f32> = (0..width).map(|i| 0.001 * (i + 1) as f32).collect();
            let bias: Vec<f32> = (0..width).map(|i| i as f32 - 3.0).collect();
            let mut out = vec![1.0; width];
            let code = RowCode { scale, zero };
            let (t, s, b) = (&totals, &scales, &bias);
            Dequantise { sums: &sums, code, totals: t, scales: s, bias: b, out: &mut out, then: Then::Add }
                .dispatch();
            for i in 0..width {
                let sum = (sums[i] - i32::from(zero) * totals[i]) as f32;
                let expected = 1.0 + sum * scale * scales[i] + bias[i];
                prop_assert!((out[i] - expected).abs() <= 1e-4 * expected.abs().max(1.0));
            }
        }
    }
}
