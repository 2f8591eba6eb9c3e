//! Matrix products: weights packed once for the machine's kernel, inputs as they come.

use rten_gemm::{
    BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix,
};
use rten_tensor::{Matrix, NdTensorView};

/// The product kernel that suits this machine. It cannot move between threads, so each pack of
/// windows makes its own: a look at the processor's features and one small box.
pub(super) fn executor() -> GemmExecutor {
    GemmExecutor::new()
}

/// `y = x W^T + b`.
pub(super) struct Linear {
    packed: PackedBMatrix<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Linear {
    /// From a weight as checkpoints hold it, `[outputs, inputs]` in row order.
    pub(super) fn new(gemm: &GemmExecutor, weight: &[f32], bias: Vec<f32>, inputs: usize) -> Self {
        let weight = NdTensorView::from_data([bias.len(), inputs], weight);
        Self { packed: gemm.prepack_b(weight.transposed()), bias, inputs }
    }

    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Maps every row of `rows` into `out`, which must be of the right length.
    pub(super) fn apply(
        &self,
        gemm: &GemmExecutor,
        rows: &[f32],
        out: &mut [f32],
    ) -> Result<(), GemmError> {
        let count = rows.len() / self.inputs;
        let options =
            GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
        let rows = NdTensorView::from_data([count, self.inputs], rows);
        gemm.gemm(out, GemmInputA::Unpacked(rows), GemmInputB::Packed(&self.packed), options)
    }
}

/// `out = alpha * a b`.
pub(super) fn product(
    gemm: &GemmExecutor,
    a: Matrix<'_>,
    b: Matrix<'_>,
    alpha: f32,
    out: &mut [f32],
) -> Result<(), GemmError> {
    let options = GemmOptions { alpha, ..GemmOptions::default() };
    gemm.gemm(out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), options)
}
