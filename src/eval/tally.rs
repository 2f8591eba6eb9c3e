//! Counts that add up over documents, and the precision, recall and F1 they give.

use std::iter::Sum;
use std::ops::AddAssign;

use serde::{Serialize, Serializer};

/// How much of the prediction is right, and how much of the gold was found.
///
/// The two numerators are apart because some measures give credit by halves or by shares (partial
/// matches, B³), and because a type's share of the gold need not equal its share of the prediction.
/// Tallies of documents add up to the tally of the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Credit earned by predicted items.
    pub right: f64,
    /// Predicted items.
    pub predicted: f64,
    /// Credit earned by gold items.
    pub found: f64,
    /// Gold items.
    pub gold: f64,
}

impl Tally {
    /// A tally whose credit is the same seen from both sides.
    pub const fn new(matched: f64, predicted: f64, gold: f64) -> Self {
        Self { right: matched, predicted, found: matched, gold }
    }

    /// Share of the prediction that is right; 0 where nothing was predicted.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.predicted)
    }

    /// Share of the gold that was found; 0 where there is no gold.
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.gold)
    }

    /// Harmonic mean of precision and recall; 0 where both are 0.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// Adds another tally `times` over.
    pub(super) fn add_times(&mut self, other: &Self, times: f64) {
        self.right += times * other.right;
        self.predicted += times * other.predicted;
        self.found += times * other.found;
        self.gold += times * other.gold;
    }

    /// Whether neither side holds anything: the scores are then undefined and read 0.
    pub fn is_empty(&self) -> bool {
        self.predicted == 0.0 && self.gold == 0.0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.found += other.found;
        self.gold += other.gold;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut total, tally| {
            total += tally;
            total
        })
    }
}

impl<'a> Sum<&'a Tally> for Tally {
    fn sum<I: Iterator<Item = &'a Tally>>(tallies: I) -> Self {
        tallies.copied().sum()
    }
}

/// Precision, recall and F1 as they go into a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// Share of the prediction that is right.
    pub precision: f64,
    /// Share of the gold that was found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Gold items behind the recall.
    #[serde(serialize_with = "number")]
    pub gold: f64,
    /// Predicted items behind the precision.
    #[serde(serialize_with = "number")]
    pub predicted: f64,
}

impl From<Tally> for Score {
    fn from(tally: Tally) -> Self {
        Self {
            precision: tally.precision(),
            recall: tally.recall(),
            f1: tally.f1(),
            gold: tally.gold,
            predicted: tally.predicted,
        }
    }
}

/// The plain mean of several scores: every document, or every type, weighs the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Mean {
    /// Mean precision.
    pub precision: f64,
    /// Mean recall.
    pub recall: f64,
    /// Mean of the F1 values (not the F1 of the means).
    pub f1: f64,
    /// How many scores the mean is over.
    pub over: usize,
}

impl Mean {
    /// The mean over those tallies that hold anything at all.
    pub fn of(tallies: impl IntoIterator<Item = Tally>) -> Self {
        let mut mean = Self::default();
        for tally in tallies {
            if tally.is_empty() {
                continue;
            }
            mean.over += 1;
            mean.precision += tally.precision();
            mean.recall += tally.recall();
            mean.f1 += tally.f1();
        }
        if mean.over > 0 {
            let n = mean.over as f64;
            mean.precision /= n;
            mean.recall /= n;
            mean.f1 /= n;
        }
        mean
    }

    /// The mean as the HIPE scorer takes it: precision over tallies with a prediction, recall over
    /// those with gold, F1 over those with both. It forgives empty documents, unlike [`Mean::of`].
    pub fn lenient(tallies: impl IntoIterator<Item = Tally>) -> Self {
        let (mut sum, mut predicted, mut gold) = (Self::default(), 0.0, 0.0);
        for tally in tallies {
            let (has_prediction, has_gold) = (tally.predicted > 0.0, tally.gold > 0.0);
            sum.precision += tally.precision();
            predicted += f64::from(has_prediction);
            sum.recall += tally.recall();
            gold += f64::from(has_gold);
            if has_prediction && has_gold {
                sum.f1 += tally.f1();
                sum.over += 1;
            }
        }
        Self {
            precision: ratio(sum.precision, predicted),
            recall: ratio(sum.recall, gold),
            f1: ratio(sum.f1, sum.over as f64),
            over: sum.over,
        }
    }
}

/// `part / whole`, and 0 where there is no whole.
pub(crate) fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// The harmonic mean, and 0 where both are 0.
pub(crate) fn harmonic(a: f64, b: f64) -> f64 {
    ratio(2.0 * a * b, a + b)
}

/// Writes a count without a decimal point and a share with one.
pub(crate) fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_scores_nought_and_is_left_out_of_means() {
        let empty = Tally::default();
        assert_eq!((empty.precision(), empty.recall(), empty.f1()), (0.0, 0.0, 0.0));
        let mean = Mean::of([empty, Tally::new(1.0, 2.0, 1.0)]);
        assert_eq!((mean.over, mean.precision, mean.recall), (1, 0.5, 1.0));
    }

    #[test]
    fn the_mean_of_f1_is_not_the_f1_of_means() {
        let mean = Mean::of([Tally::new(1.0, 1.0, 4.0), Tally::new(1.0, 4.0, 1.0)]);
        assert!((mean.f1 - 0.4).abs() < 1e-12);
        assert!((harmonic(mean.precision, mean.recall) - 0.625).abs() < 1e-12);
    }

    #[test]
    fn the_lenient_mean_leaves_out_what_one_side_lacks() {
        let tallies =
            [Tally::new(1.0, 1.0, 2.0), Tally::new(0.0, 0.0, 3.0), Tally::new(0.0, 1.0, 0.0)];
        let mean = Mean::lenient(tallies);
        assert_eq!((mean.precision, mean.recall, mean.over), (0.5, 0.25, 1));
        assert!((mean.f1 - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(Mean::of(tallies).over, 3);
    }
}
