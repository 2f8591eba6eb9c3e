//! Gates: pieces that are surely outside every name go no further than they need to.
//!
//! Behind some layers a linear map of a piece's state gives the log odds that the piece belongs to a
//! name. Below the model's threshold the piece leaves: its state stays as it is, later layers attend
//! to it but compute it no more, the last ones do not even do that, and its label is O. Nothing else is ever decided early. Exit of single
//! tokens from a tagger's layers is after Li et al. 2021, "Accelerating BERT Inference for Sequence
//! Labeling via Early-Exit". A piece's fate depends on its own window alone.

use std::ops::Range;

/// The logit of O for a piece that left; its other labels have 0.
pub(super) const SURELY_OUTSIDE: f32 = 12.0;

/// So many in a row leave together, or none of them.
const RUN: usize = 3;

/// The map behind one layer.
pub(super) struct Gate {
    pub(super) weight: Vec<f32>,
    pub(super) bias: f32,
}

impl Gate {
    /// The log odds that the piece with this state belongs to a name. Summed in lanes of eight, in one
    /// order on every machine.
    pub(super) fn score(&self, state: &[f32]) -> f32 {
        let mut lanes = [0.0_f32; 8];
        let (weights, states) = (self.weight.chunks_exact(8), state.chunks_exact(8));
        let rest: f32 =
            weights.remainder().iter().zip(states.remainder()).map(|(w, x)| w * x).sum();
        for (weights, states) in weights.zip(states) {
            for ((lane, w), x) in lanes.iter_mut().zip(weights).zip(states) {
                *lane += w * x;
            }
        }
        lanes.iter().sum::<f32>() + rest + self.bias
    }
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

    /// Lets out the rows that `stays` does not hold, where [`RUN`] or more in a row are out then: a lone
    /// "the" may be the middle of a name. The first and last row of each window always stay, since
    /// pieces that have nothing to look for attend to them.
    pub(super) fn keep(&mut self, mut stays: impl FnMut(usize) -> bool) {
        let mut kept = Vec::with_capacity(self.rows.len());
        let mut out = Vec::new();
        for (window, asking) in self.windows.iter().zip(&mut self.asking) {
            let rows = &self.rows[asking.clone()];
            out.clear();
            out.resize(window.len(), true);
            for (at, &row) in rows.iter().enumerate() {
                let edge = at == 0 || at + 1 == rows.len();
                out[row - window.start] = !edge && !stays(row);
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
        going.keep(|row| row == 13);
        assert_eq!(
            (going.rows.as_slice(), going.asking.as_slice()),
            (&[0, 5, 6, 7, 8, 13, 14][..], &[0..2, 2..4, 4..7][..])
        );
        assert_eq!(going.windows, [0..6, 6..8, 8..15]);
    }

    #[test]
    fn few_in_a_row_stay_until_their_neighbours_leave() {
        let mut going = Going::all(vec![0..9]);
        going.keep(|row| !matches!(row, 2 | 3 | 5 | 6 | 7));
        assert_eq!(going.rows, [0, 1, 2, 3, 4, 8]);
        going.keep(|row| !matches!(row, 2 | 3));
        assert_eq!(going.rows, [0, 1, 2, 3, 4, 8]);
        going.keep(|row| row == 1);
        assert_eq!(going.rows, [0, 1, 8]);
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
    fn what_left_can_be_forgotten() {
        let x: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let mut going = Going::all(vec![0..1, 1..6]);
        going.keep(|_| false);
        assert_eq!(going.forget(&x, 2), [0.0, 1.0, 2.0, 3.0, 10.0, 11.0]);
        assert_eq!(
            (going.windows.as_slice(), going.rows.as_slice()),
            (&[0..1, 1..3][..], &[0, 1, 2][..])
        );
    }

    #[test]
    fn a_score_is_the_product_and_the_bias() {
        let gate = Gate { weight: (0..11).map(|i| i as f32).collect(), bias: 0.5 };
        assert!((gate.score(&[2.0; 11]) - 110.5).abs() < 1e-4);
    }
}
