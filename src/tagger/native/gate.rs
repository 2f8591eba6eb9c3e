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

    /// Lets out the rows that `stays` does not hold.
    pub(super) fn keep(&mut self, mut stays: impl FnMut(usize) -> bool) {
        let mut kept = Vec::with_capacity(self.rows.len());
        for asking in &mut self.asking {
            let from = kept.len();
            kept.extend(self.rows[asking.clone()].iter().copied().filter(|&row| stays(row)));
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
        let mut going = Going::all(vec![0..3, 3..5, 5..9]);
        going.keep(|row| row % 2 == 0);
        assert_eq!(
            (going.rows.as_slice(), going.asking.as_slice()),
            (&[0, 2, 4, 6, 8][..], &[0..2, 2..3, 3..5][..])
        );
        going.keep(|row| row > 4);
        assert_eq!(
            (going.rows.as_slice(), going.asking.as_slice()),
            (&[6, 8][..], &[0..0, 0..0, 0..2][..])
        );
        assert_eq!(going.windows, [0..3, 3..5, 5..9]);
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
        let x: Vec<f32> = (0..8).map(|i| i as f32).collect();
        let mut going = Going::all(vec![0..1, 1..4]);
        going.keep(|row| row % 2 == 1);
        assert_eq!(going.forget(&x, 2), [2.0, 3.0, 6.0, 7.0]);
        assert_eq!(
            (going.windows.as_slice(), going.rows.as_slice()),
            (&[0..0, 0..2][..], &[0, 1][..])
        );
    }

    #[test]
    fn a_score_is_the_product_and_the_bias() {
        let gate = Gate { weight: (0..11).map(|i| i as f32).collect(), bias: 0.5 };
        assert!((gate.score(&[2.0; 11]) - 110.5).abs() < 1e-4);
    }
}
