//! How sure the scores are: documents are drawn again and again with replacement.
//!
//! Every score is a function of sums over documents, so a resample is a sum of the drawn documents'
//! counts and no mention is looked at again. For two predictions the same documents are drawn for
//! both (the paired bootstrap), so that what makes a document hard for both cancels out.

use rayon::prelude::*;
use serde::Serialize;

use super::clusters::ClusterTallies;
use super::tally::Tally;

/// A score that is computed from sums of tallies.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Its name in reports.
    pub name: String,
    /// How it is computed.
    pub formula: Formula,
}

/// How a score is computed from the sums of a resample; the numbers say which tally of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// F1 of one tally.
    F1(usize),
    /// Mean F1 of the three tallies.
    MeanF1([usize; 3]),
    /// BLANC over the tallies of links, of non-links and of B³.
    Blanc([usize; 3]),
}

impl Formula {
    fn apply(self, sums: &[Tally]) -> f64 {
        let at = |i: usize| sums.get(i).copied().unwrap_or_default();
        match self {
            Self::F1(i) => at(i).f1(),
            Self::MeanF1(all) => all.iter().map(|&i| at(i).f1()).sum::<f64>() / 3.0,
            Self::Blanc([links, non_links, b_cubed]) => {
                let tallies = ClusterTallies {
                    links: at(links),
                    non_links: at(non_links),
                    b_cubed: at(b_cubed),
                    ..ClusterTallies::default()
                };
                tallies.blanc().f1
            }
        }
    }
}

/// The counts of each document, one row of tallies a document, all rows alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The scores to be computed.
    pub metrics: Vec<Metric>,
    /// The tallies of each document.
    pub rows: Vec<Vec<Tally>>,
}

/// A score with the range in which 95 of 100 resamples fall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The score on all documents.
    pub value: f64,
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// Two predictions compared on the same gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// Score of the first prediction.
    pub a: f64,
    /// Score of the second prediction.
    pub b: f64,
    /// Second less first.
    pub difference: f64,
    /// The 2.5th percentile of the difference.
    pub low: f64,
    /// The 97.5th percentile of the difference.
    pub high: f64,
    /// Two-sided p-value: twice the share of resamples on the far side of no difference.
    pub p: f64,
    /// Whether the range excludes no difference.
    pub holds: bool,
}

impl Sample {
    /// The range of each score, in the order of the metrics.
    pub fn intervals(&self, resamples: usize, seed: u64) -> Vec<Interval> {
        let draws = self.draws(resamples, seed, |times| self.values(times));
        let whole = self.values(&every(self.rows.len()));
        columns(&draws, whole.len())
            .zip(whole)
            .map(|(mut drawn, value)| {
                let (low, high) = middle(&mut drawn, value);
                Interval { value, low, high }
            })
            .collect()
    }

    /// The difference between this prediction and another of the same documents, in the same order,
    /// for each metric.
    pub fn differences(&self, other: &Self, resamples: usize, seed: u64) -> Vec<Difference> {
        let draws = self.draws(resamples, seed, |times| {
            let (a, b) = (self.values(times), other.values(times));
            b.iter().zip(&a).map(|(b, a)| b - a).collect()
        });
        let all = every(self.rows.len());
        let (a, b) = (self.values(&all), other.values(&all));
        columns(&draws, a.len())
            .zip(a.iter().zip(&b))
            .map(|(mut drawn, (&a, &b))| {
                let difference = b - a;
                let n = drawn.len().max(1) as f64;
                let share =
                    |holds: fn(f64) -> bool| drawn.iter().filter(|d| holds(**d)).count() as f64 / n;
                let p = if drawn.is_empty() {
                    1.0
                } else {
                    (2.0 * share(|d| d <= 0.0).min(share(|d| d >= 0.0))).min(1.0)
                };
                let (low, high) = middle(&mut drawn, difference);
                Difference { a, b, difference, low, high, p, holds: low > 0.0 || high < 0.0 }
            })
            .collect()
    }

    /// Runs `of` on each resample, given as how often each document was drawn. Every resample has
    /// its own generator, so the outcome does not depend on the number of threads.
    fn draws(
        &self,
        resamples: usize,
        seed: u64,
        of: impl Fn(&[u32]) -> Vec<f64> + Sync,
    ) -> Vec<Vec<f64>> {
        let n = self.rows.len();
        if n == 0 {
            return Vec::new();
        }
        (0..resamples as u64)
            .into_par_iter()
            .map(|round| {
                let mut random =
                    fastrand::Rng::with_seed(seed ^ round.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                let mut times = vec![0; n];
                for _ in 0..n {
                    times[random.usize(..n)] += 1;
                }
                of(&times)
            })
            .collect()
    }

    fn values(&self, times: &[u32]) -> Vec<f64> {
        let width = self.rows.first().map_or(0, Vec::len);
        let mut sums = vec![Tally::default(); width];
        for (row, &times) in self.rows.iter().zip(times).filter(|(_, times)| **times > 0) {
            for (sum, tally) in sums.iter_mut().zip(row) {
                sum.add_times(tally, f64::from(times));
            }
        }
        self.metrics.iter().map(|m| m.formula.apply(&sums)).collect()
    }
}

/// Each document once.
fn every(n: usize) -> Vec<u32> {
    vec![1; n]
}

/// The draws of each metric.
fn columns(draws: &[Vec<f64>], width: usize) -> impl Iterator<Item = Vec<f64>> {
    (0..width).map(move |i| draws.iter().filter_map(|d| d.get(i).copied()).collect())
}

/// The 2.5th and 97.5th percentile; `alone` where nothing was drawn.
fn middle(drawn: &mut [f64], alone: f64) -> (f64, f64) {
    drawn.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * (drawn.len().saturating_sub(1)) as f64).round() as usize;
        drawn.get(place).copied().unwrap_or(alone)
    };
    (at(0.025), at(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(matched: impl IntoIterator<Item = f64>) -> Sample {
        Sample {
            metrics: vec![Metric { name: "strict".to_owned(), formula: Formula::F1(0) }],
            rows: matched.into_iter().map(|m| vec![Tally::new(m, 10.0, 10.0)]).collect(),
        }
    }

    #[test]
    fn the_interval_holds_the_value_and_repeats_with_the_seed() {
        let sample = sample((0..40).map(|i| f64::from(i % 10)));
        let once = sample.intervals(500, 7);
        assert_eq!(once, sample.intervals(500, 7));
        let interval = once[0];
        assert!((interval.value - 0.45).abs() < 1e-12);
        assert!(interval.low < 0.45 && 0.45 < interval.high);
        // The mean of 40 draws of 0.0..0.9 has a standard error of 0.045.
        assert!((interval.high - interval.low - 4.0 * 0.0454).abs() < 0.04, "{interval:?}");
    }

    #[test]
    fn a_small_but_steady_gain_holds_where_documents_differ_much() {
        let a = sample((0..30).map(|i| f64::from(i % 8)));
        let b = sample((0..30).map(|i| f64::from(i % 8) + 0.5));
        let gain = a.differences(&b, 1000, 1)[0];
        assert!(gain.holds && gain.p < 0.05, "{gain:?}");
        assert!((gain.difference - 0.05).abs() < 1e-12);
        let none = a.differences(&a, 1000, 1)[0];
        assert!(!none.holds && none.p == 1.0);
    }

    #[test]
    fn a_gain_that_comes_and_goes_does_not_hold() {
        let a = sample((0..30).map(|i| if i % 2 == 0 { 9.0 } else { 1.0 }));
        let b = sample((0..30).map(|i| if i % 2 == 0 { 1.0 } else { 9.2 }));
        assert!(!a.differences(&b, 1000, 1)[0].holds);
    }

    #[test]
    fn no_documents_give_no_draws() {
        let empty = sample([]);
        assert_eq!(empty.intervals(10, 1), [Interval::default()]);
        assert_eq!(empty.differences(&empty, 10, 1)[0].p, 1.0);
    }
}
