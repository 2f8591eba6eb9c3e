//! The steps between the matrix products: norms, GELU, softmax, by vectorised library kernels.

use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

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

/// Softmax of every row of `width` values, in place.
pub(super) fn softmax_rows(values: &mut [f32], width: usize) {
    for row in values.chunks_exact_mut(width) {
        Softmax::new_mut(row).dispatch();
    }
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

    #[test]
    fn softmax_keeps_large_values_finite() {
        let mut values = [1000.0, 1000.0, -1000.0, 0.0, 0.0, 0.0];
        softmax_rows(&mut values, 3);
        assert!((values[0] - 0.5).abs() < 1e-6 && values[2] == 0.0);
        assert!((values[4] - 1.0 / 3.0).abs() < 1e-6);
    }
}
