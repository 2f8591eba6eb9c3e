//! Attention within one window: `softmax(Q Kᵀ / √d) V`, head by head.
//!
//! Windows are short and heads narrow, so that a general product spends much of its time on packing and
//! on odd ends. Here keys and values of a head are packed once into panels two vectors wide, the same
//! kernel sums up both products, and the weights are brought to one after the second product, where there
//! are fewer numbers. A row's result depends on nothing but itself, the keys and the values.

use std::ops::Range;

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, Simd, SimdOp};

use super::ops::exp_below_zero;

/// Rows that one step of the kernel takes. Times two vectors of sums, with what is multiplied, they stay in sixteen
/// registers.
const ROWS: usize = 4;

/// Rows that are packed together.
const GROUP: usize = 8;

/// Rows of numbers within a wider matrix.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    /// From the first number of the first row on.
    pub(super) data: &'a [f32],
    /// Numbers from the beginning of one row to the next.
    pub(super) stride: usize,
    /// How many rows.
    pub(super) count: usize,
}

impl<'a> Rows<'a> {
    /// Rows of the same matrix, `column` numbers further on.
    pub(super) fn from(self, column: usize) -> Self {
        Self { data: self.data.get(column..).unwrap_or_default(), ..self }
    }

    /// Some of the rows.
    pub(super) fn some(self, range: Range<usize>) -> Self {
        let data = self.data.get(range.start * self.stride..).unwrap_or_default();
        Self { data, count: range.len(), ..self }
    }

    fn row(&self, row: usize, from: usize, width: usize) -> &'a [f32] {
        &self.data[row * self.stride + from..][..width]
    }
}

/// Buffers of one thread.
#[derive(Default)]
pub(super) struct Room {
    keys: Vec<f32>,
    values: Vec<f32>,
    asks: Vec<f32>,
    scores: Vec<f32>,
}

/// One window.
pub(super) struct Attention<'a> {
    /// A row for each piece that asks; in each row the heads lie side by side.
    pub(super) queries: Rows<'a>,
    /// A row for each piece that answers.
    pub(super) keys: Rows<'a>,
    pub(super) values: Rows<'a>,
    /// Numbers of a head.
    pub(super) size: usize,
    /// What the queries find: a row each, closed up, as wide as all heads together.
    pub(super) context: &'a mut [f32],
    pub(super) room: &'a mut Room,
}

impl SimdOp for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Self { queries, keys, values, size, context, room } = self;
        if queries.count == 0 || size == 0 {
            return;
        }
        let width = 2 * isa.f32().len();
        let hidden = context.len() / queries.count;
        let scale = (size as f32).sqrt().recip();
        let answers = keys.count;
        let padded = answers.next_multiple_of(width);
        room.scores.resize(ROWS * padded, 0.0);
        room.asks.resize(ROWS * size, 0.0);
        for head in (0..hidden).step_by(size) {
            pack_across(keys, head, size, width, &mut room.keys);
            pack_along(values, head, size, width, &mut room.values);
            for first in (0..queries.count).step_by(ROWS) {
                let rows = ROWS.min(queries.count - first);
                for (row, asks) in room.asks.chunks_exact_mut(size).take(rows).enumerate() {
                    let query = queries.row(first + row, head, size);
                    asks.iter_mut().zip(query).for_each(|(ask, q)| *ask = q * scale);
                }
                let of_head = OfHead {
                    asks: &room.asks,
                    keys: &room.keys,
                    values: &room.values,
                    scores: &mut room.scores,
                    answers,
                    size,
                };
                let context = &mut context[first * hidden..(first + rows) * hidden];
                match rows {
                    ROWS => of_head.look::<I, ROWS>(isa, context, hidden, head),
                    3 => of_head.look::<I, 3>(isa, context, hidden, head),
                    2 => of_head.look::<I, 2>(isa, context, hidden, head),
                    _ => of_head.look::<I, 1>(isa, context, hidden, head),
                }
            }
        }
    }
}

/// Panels of `width` rows: for each number of the head, those of all rows of the panel.
fn pack_across(rows: Rows<'_>, head: usize, size: usize, width: usize, to: &mut Vec<f32>) {
    to.clear();
    to.resize(rows.count.next_multiple_of(width) * size, 0.0);
    for (number, panel) in to.chunks_exact_mut(width * size).enumerate() {
        let from = number * width;
        let some = width.min(rows.count - from);
        // Several rows at a time, so that what is written lies together.
        for first in (0..some / GROUP * GROUP).step_by(GROUP) {
            let group: [&[f32]; GROUP] =
                std::array::from_fn(|row| rows.row(from + first + row, head, size));
            for (number, column) in panel.chunks_exact_mut(width).enumerate() {
                if let Some(to) = column[first..].first_chunk_mut::<GROUP>() {
                    *to = group.map(|row| row[number]);
                }
            }
        }
        for row in some / GROUP * GROUP..some {
            let numbers = rows.row(from + row, head, size);
            for (column, &x) in panel.chunks_exact_mut(width).zip(numbers) {
                column[row] = x;
            }
        }
    }
}

/// Panels of `width` numbers of the head: for each row, those numbers.
fn pack_along(rows: Rows<'_>, head: usize, size: usize, width: usize, to: &mut Vec<f32>) {
    to.clear();
    to.resize(size.next_multiple_of(width) * rows.count, 0.0);
    for (number, panel) in to.chunks_exact_mut(width * rows.count).enumerate() {
        let from = number * width;
        let some = width.min(size - from);
        for (row, to) in panel.chunks_exact_mut(width).enumerate() {
            to[..some].copy_from_slice(rows.row(row, head + from, some));
        }
    }
}

/// One head, packed, and a few queries.
struct OfHead<'a> {
    asks: &'a [f32],
    keys: &'a [f32],
    values: &'a [f32],
    scores: &'a mut [f32],
    answers: usize,
    size: usize,
}

impl OfHead<'_> {
    /// The context of `R` queries for one head, into its place in their rows.
    #[inline(always)]
    fn look<I: Isa, const R: usize>(self, isa: I, context: &mut [f32], hidden: usize, head: usize) {
        let ops = isa.f32();
        let Self { asks, keys, values, scores, answers, size } = self;
        let lanes = ops.len();
        let width = 2 * lanes;
        let padded = answers.next_multiple_of(width);
        let asks: [&[f32]; R] = std::array::from_fn(|row| &asks[row * size..(row + 1) * size]);
        for (number, panel) in keys.chunks_exact(width * size).enumerate() {
            for (row, sums) in sum_up(isa, panel, asks).into_iter().enumerate() {
                let to = &mut scores[row * padded + number * width..][..width];
                ops.store(sums[0], &mut to[..lanes]);
                ops.store(sums[1], &mut to[lanes..]);
            }
        }
        let mut shares = [0.0; R];
        for (row, share) in shares.iter_mut().enumerate() {
            let scores = &mut scores[row * padded..][..padded];
            scores[answers..].fill(f32::MIN);
            *share = raise(isa, scores).recip();
        }
        let weights: [&[f32]; R] = std::array::from_fn(|row| &scores[row * padded..][..answers]);
        for (number, panel) in values.chunks_exact(width * answers).enumerate() {
            let from = number * width;
            let some = width.min(size - from);
            for (row, sums) in sum_up(isa, panel, weights).into_iter().enumerate() {
                let to = &mut context[row * hidden + head + from..][..some];
                let share = ops.splat(shares[row]);
                for (&sums, to) in sums.iter().zip(to.chunks_mut(lanes)) {
                    let found = ops.mul(sums, share);
                    if to.len() == lanes {
                        ops.store(found, to);
                    } else {
                        let found = found.to_array();
                        for (to, x) in to.iter_mut().zip(found) {
                            *to = x;
                        }
                    }
                }
            }
        }
    }
}

/// `sums[r] = Σ factors[r][i] panel[i]`, where each row of the panel is two vectors.
#[inline(always)]
fn sum_up<I: Isa, const R: usize>(isa: I, panel: &[f32], factors: [&[f32]; R]) -> [[I::F32; 2]; R] {
    let ops = isa.f32();
    let width = 2 * ops.len();
    let steps = panel.len() / width;
    // Cut to one length, so that nothing is checked within the loop.
    let factors: [&[f32]; R] = std::array::from_fn(|row| &factors[row][..steps]);
    let mut sums = [[ops.zero(); 2]; R];
    for (step, numbers) in panel.chunks_exact(width).enumerate() {
        let numbers = ops.load_many::<2>(numbers);
        for (sums, factors) in sums.iter_mut().zip(&factors) {
            let factor = ops.splat(factors[step]);
            sums[0] = ops.mul_add(factor, numbers[0], sums[0]);
            sums[1] = ops.mul_add(factor, numbers[1], sums[1]);
        }
    }
    sums
}

/// Each number becomes the exponential of itself less the largest; their sum. `scores` are whole vectors.
#[inline(always)]
fn raise<I: Isa>(isa: I, scores: &mut [f32]) -> f32 {
    let ops = isa.f32();
    let lanes = ops.len();
    let mut most = ops.splat(f32::MIN);
    for vector in scores.chunks_exact(lanes) {
        most = ops.max(most, ops.load(vector));
    }
    let most = ops.splat(most.to_array().into_iter().fold(f32::MIN, f32::max));
    let mut sum = ops.zero();
    for vector in scores.chunks_exact_mut(lanes) {
        let raised = exp_below_zero(isa, ops.sub(ops.load(vector), most));
        ops.store(raised, vector);
        sum = ops.add(sum, raised);
    }
    ops.sum(sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(random: &mut fastrand::Rng, count: usize) -> Vec<f32> {
        (0..count).map(|_| 4.0 * random.f32() - 2.0).collect()
    }

    /// Row by row, number by number.
    fn naive(
        queries: Rows<'_>,
        keys: Rows<'_>,
        values: Rows<'_>,
        size: usize,
        hidden: usize,
    ) -> Vec<f64> {
        let mut out = Vec::new();
        for row in 0..queries.count {
            for column in 0..hidden {
                let head = column / size * size;
                let product = |key: usize| {
                    let pairs = queries.row(row, head, size).iter().zip(keys.row(key, head, size));
                    let sum: f64 = pairs.map(|(&q, &k)| f64::from(q) * f64::from(k)).sum();
                    (sum / (size as f64).sqrt()).exp()
                };
                let weights: Vec<f64> = (0..keys.count).map(product).collect();
                let found = weights.iter().enumerate();
                let found: f64 =
                    found.map(|(i, w)| w * f64::from(values.row(i, column, 1)[0])).sum();
                out.push(found / weights.iter().sum::<f64>());
            }
        }
        out
    }

    proptest! {
        #[test]
        fn it_is_the_softmax_of_products_times_the_values(
            asking in 1_usize..12, answers in 1_usize..70, heads in 1_usize..4, size in 1_usize..40, seed in any::<u64>(),
        ) {
            let mut random = fastrand::Rng::with_seed(seed);
            let hidden = heads * size;
            let asks = numbers(&mut random, asking * hidden);
            let both = numbers(&mut random, answers * 2 * hidden);
            let queries = Rows { data: &asks, stride: hidden, count: asking };
            let keys = Rows { data: &both, stride: 2 * hidden, count: answers };
            let values = keys.from(hidden);
            let mut room = Room::default();
            let mut context = vec![f32::NAN; asking * hidden];
            Attention { queries, keys, values, size, context: &mut context, room: &mut room }.dispatch();
            for (found, expected) in context.iter().zip(naive(queries, keys, values, size, hidden)) {
                prop_assert!((f64::from(*found) - expected).abs() < 1e-4, "{found} {expected}");
            }
            // A row alone gives the same bits.
            let last = queries.some(asking - 1..asking);
            let mut alone = vec![f32::NAN; hidden];
            Attention { queries: last, keys, values, size, context: &mut alone, room: &mut room }.dispatch();
            prop_assert_eq!(&alone, &context[(asking - 1) * hidden..]);
        }
    }

    #[test]
    fn large_scores_stay_finite() {
        // Products of 1000, 1000, -1000: the first two keys share the weight.
        let (asks, both) = ([1000.0], [1.0, 3.0, 1.0, 5.0, -1.0, 900.0]);
        let keys = Rows { data: &both, stride: 2, count: 3 };
        let mut context = [f32::NAN];
        Attention {
            queries: Rows { data: &asks, stride: 1, count: 1 },
            keys,
            values: keys.from(1),
            size: 1,
            context: &mut context,
            room: &mut Room::default(),
        }
        .dispatch();
        assert!((context[0] - 4.0).abs() < 1e-5, "{context:?}");
    }

    #[test]
    fn what_is_no_number_is_not_hidden() {
        let (asks, both) = ([f32::NAN; 8], [0.5; 48]);
        let keys = Rows { data: &both, stride: 16, count: 3 };
        let mut context = [0.0; 8];
        Attention {
            queries: Rows { data: &asks, stride: 8, count: 1 },
            keys,
            values: keys.from(8),
            size: 4,
            context: &mut context,
            room: &mut Room::default(),
        }
        .dispatch();
        assert!(context.iter().all(|x| x.is_nan()));
    }
}
