//! Gates: pieces that are surely outside every name go no further than they need to.
//!
//! Behind some layers a linear map of the states of a piece and its neighbours gives the log odds that
//! the piece belongs to a name. Below the model's threshold the piece leaves: its state stays as it is, later layers attend
//! to it but compute it no more, the last ones do not even do that, and its label is O. Nothing else is ever decided early. Exit of single
//! tokens from a tagger's layers is after Li et al. 2021, "Accelerating BERT Inference for Sequence
//! Labeling via Early-Exit". A piece's fate depends on its own window alone.

use std::ops::Range;

use ndarray::Array2;

/// The logit of O for a piece that left; its other labels have 0.
pub(super) const SURELY_OUTSIDE: f32 = 12.0;

/// So many in a row leave together, or none of them.
const RUN: usize = 3;

/// The map behind one layer.
pub(super) struct Gate {
    /// A row of weights for each piece that the gate sees, the piece itself in the middle.
    pub(super) weight: Array2<f32>,
    pub(super) bias: f32,
}

impl Gate {
    /// The log odds that piece number `at` of a window with these `states` belongs to a name. Beyond the
    /// ends of the window there is nothing to see.
    pub(super) fn score(&self, states: &[f32], at: usize) -> f32 {
        let (width, hidden) = self.weight.dim();
        let mut score = self.bias;
        for (place, weight) in self.weight.rows().into_iter().enumerate() {
            let Some(piece) = (at + place).checked_sub(width / 2) else { continue };
            let state = states.get(piece * hidden..(piece + 1) * hidden);
            if let (Some(state), Some(weight)) = (state, weight.to_slice()) {
                score += dot(weight, state);
            }
        }
        score
    }
}

/// Summed in lanes of eight, in one order on every machine.
fn dot(weights: &[f32], state: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (weights, states) = (weights.chunks_exact(8), state.chunks_exact(8));
    let rest: f32 = weights.remainder().iter().zip(states.remainder()).map(|(w, x)| w * x).sum();
    for (weights, states) in weights.zip(states) {
        for ((lane, w), x) in lanes.iter_mut().zip(weights).zip(states) {
            *lane += w * x;
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// The pieces of a pack that no gate has let out.
pub(super) struct Going {
    /// The rows of each window, those that left included.
    pub(super) windows: Vec<Range<usize>>,
    /// The rows still going, in order.
    pub(super) rows: Vec<usize>,
    /// For each window, which of `rows` are its own.
    pub(super) asking: Vec<Range<usize>>,
}

impl Going {
    /// Every row of `windows`, which follow each other without gaps from 0 on.
    pub(super) fn all(windows: Vec<Range<usize>>) -> Self {
        let rows = (0..windows.last().map_or(0, |window| window.end)).collect();
        Self { asking: windows.clone(), windows, rows }
    }

    /// Lets out the rows that `stays`, given their window too, does not hold, where [`RUN`] or more in a row are out then: a lone
    /// "the" may be the middle of a name. The first and last row of each window always stay, since
    /// pieces that have nothing to look for attend to them.
    pub(super) fn keep(&mut self, mut stays: impl FnMut(&Range<usize>, usize) -> bool) {
        let mut kept = Vec::with_capacity(self.rows.len());
        let mut out = Vec::new();
        for (window, asking) in self.windows.iter().zip(&mut self.asking) {
            let rows = &self.rows[asking.clone()];
            out.clear();
            out.resize(window.len(), true);
            for (at, &row) in rows.iter().enumerate() {
                let edge = at == 0 || at + 1 == rows.len();
                out[row - window.start] = !edge && !stays(window, row);
            }
            let from = kept.len();
            let mut run = 0..0;
            for &row in rows {
                let at = row - window.start;
                if at >= run.end {
                    // The next stretch of rows that are all out, or all in.
                    let length = out[at..].iter().take_while(|&&o| o == out[at]).count();
                    run = at - out[..at].iter().rev().take_while(|&&o| o == out[at]).count()
                        ..at + length;
                }
                if !out[at] || run.len() < RUN {
                    kept.push(row);
                }
            }
            *asking = from..kept.len();
        }
        self.rows = kept;
    }

    /// Lets out every row that is not `wanted`.
    pub(super) fn only(&mut self, wanted: impl Fn(usize) -> bool) {
        let mut kept = Vec::with_capacity(self.rows.len());
        for asking in &mut self.asking {
            let from = kept.len();
            kept.extend(self.rows[asking.clone()].iter().copied().filter(|&row| wanted(row)));
            *asking = from..kept.len();
        }
        self.rows = kept;
    }

    /// The states that are still going, `width` numbers each, closed up; the rows are theirs from now on.
    pub(super) fn forget(&mut self, x: &[f32], width: usize) -> Vec<f32> {
        let mut left = Vec::new();
        gather(x, &self.rows, width, &mut left);
        *self = Self::all(std::mem::take(&mut self.asking));
        left
    }
}

/// The numbered rows of `from`, each `width` long, one after the other in `to`.
pub(super) fn gather(from: &[f32], rows: &[usize], width: usize, to: &mut Vec<f32>) {
    to.clear();
    to.reserve(rows.len() * width);
    for &row in rows {
        to.extend_from_slice(&from[row * width..][..width]);
    }
}

/// The rows of `from` back to their places in `to`.
pub(super) fn scatter(from: &[f32], rows: &[usize], width: usize, to: &mut [f32]) {
    for (&row, from) in rows.iter().zip(from.chunks_exact(width)) {
        to[row * width..][..width].copy_from_slice(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_keep_their_own_rows() {
        let mut going = Going::all(vec![0..6, 6..8, 8..15]);
        going.keep(|_, row| row == 13);
        assert_eq!(
            (going.rows.as_slice(), going.asking.as_slice()),
            (&[0, 5, 6, 7, 8, 13, 14][..], &[0..2, 2..4, 4..7][..])
        );
        assert_eq!(going.windows, [0..6, 6..8, 8..15]);
    }

    #[test]
    fn few_in_a_row_stay_until_their_neighbours_leave() {
        let mut going = Going::all(vec![0..9, 9..10]);
        going.keep(|_, row| !matches!(row, 2 | 3 | 5 | 6 | 7));
        assert_eq!(going.rows, [0, 1, 2, 3, 4, 8, 9]);
        going.keep(|_, row| !matches!(row, 2 | 3));
        assert_eq!(going.rows, [0, 1, 2, 3, 4, 8, 9]);
        going.keep(|_, row| row == 1);
        assert_eq!(going.rows, [0, 1, 8, 9]);
    }

    #[test]
    fn rows_come_back_where_they_were() {
        let x: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let (mut some, mut back) = (Vec::new(), vec![-1.0; 12]);
        gather(&x, &[1, 3], 3, &mut some);
        assert_eq!(some, [3.0, 4.0, 5.0, 9.0, 10.0, 11.0]);
        scatter(&some, &[1, 3], 3, &mut back);
        assert_eq!(back, [-1.0, -1.0, -1.0, 3.0, 4.0, 5.0, -1.0, -1.0, -1.0, 9.0, 10.0, 11.0]);
    }

    #[test]
    fn only_what_is_wanted_stays() {
        let mut going = Going::all(vec![0..3, 3..4, 4..6]);
        going.only(|row| row % 2 == 1 && row != 3);
        assert_eq!(
            (going.rows.as_slice(), going.asking.as_slice()),
            (&[1, 5][..], &[0..1, 1..1, 1..2][..])
        );
    }

    #[test]
    fn what_left_can_be_forgotten() {
        let x: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let mut going = Going::all(vec![0..1, 1..6]);
        going.keep(|_, _| false);
        assert_eq!(going.forget(&x, 2), [0.0, 1.0, 2.0, 3.0, 10.0, 11.0]);
        assert_eq!(
            (going.windows.as_slice(), going.rows.as_slice()),
            (&[0..1, 1..3][..], &[0, 1, 2][..])
        );
    }

    #[test]
    fn a_score_is_the_products_of_piece_and_neighbours_and_the_bias() {
        let weight = Array2::from_shape_fn((3, 11), |(place, i)| (10 * place + i) as f32);
        let gate = Gate { weight, bias: 0.5 };
        let states = [[1.0_f32; 11], [2.0; 11], [3.0; 11]].concat();
        // Sums of the rows of weights: 55, 165, 275.
        for (at, expected) in [(0, 165.0 + 2.0 * 275.0), (1, 55.0 + 2.0 * 165.0 + 3.0 * 275.0)] {
            assert!((gate.score(&states, at) - expected - 0.5).abs() < 1e-2);
        }
        assert!((gate.score(&states, 2) - (2.0 * 55.0 + 3.0 * 165.0) - 0.5).abs() < 1e-2);
    }
}
