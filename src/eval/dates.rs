//! Scores for dates, by the definitions of TempEval-3, with the modifier besides the value.

use serde::Serialize;

use super::document::CharSpan;
use super::spans::{Favour, Labelled, align};
use super::tally::{Score, Tally, ratio};

/// A date expression with what it was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedSpan<'a> {
    /// Where.
    pub span: CharSpan,
    /// TIMEX3 value.
    pub value: Option<&'a str>,
    /// TIMEX3 modifier.
    pub modifier: Option<&'a str>,
}

/// Counts of every date measure; those of documents add up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DateTallies {
    /// Same bounds.
    pub strict: Tally,
    /// Some overlap.
    pub relaxed: Tally,
    /// Some overlap, same value.
    pub value: Tally,
    /// Some overlap, same modifier (or none on either side).
    pub modifier: Tally,
    /// Some overlap, same value and modifier.
    pub value_and_modifier: Tally,
    /// Same bounds and value, out of the gold dates that have a value.
    pub strict_value: Tally,
    /// Same bounds, value and modifier, out of the gold dates that have a value.
    pub strict_value_and_modifier: Tally,
}

impl DateTallies {
    /// Compares the dates of one document. Neither list may hold the same span twice.
    pub fn new(gold: &[DatedSpan<'_>], predicted: &[DatedSpan<'_>]) -> Self {
        let alignment = align(&labelled(gold), &labelled(predicted), Favour::Pairs);
        let mut right = DateTallies::default();
        for &(g, p) in &alignment.pairs {
            let (g, p) = (&gold[g], &predicted[p]);
            let bounds = g.span == p.span;
            let value = g.value == p.value;
            let modifier = g.modifier == p.modifier;
            for (tally, holds) in [
                (&mut right.strict, bounds),
                (&mut right.relaxed, true),
                (&mut right.value, value && g.value.is_some()),
                (&mut right.modifier, modifier),
                (&mut right.value_and_modifier, value && modifier && g.value.is_some()),
                (&mut right.strict_value, bounds && value && g.value.is_some()),
                (
                    &mut right.strict_value_and_modifier,
                    bounds && value && modifier && g.value.is_some(),
                ),
            ] {
                tally.right += f64::from(holds);
            }
        }
        let all = gold.len() as f64;
        let valued = gold.iter().filter(|g| g.value.is_some()).count() as f64;
        let tally = |t: Tally, gold: f64| Tally::new(t.right, predicted.len() as f64, gold);
        Self {
            strict: tally(right.strict, all),
            relaxed: tally(right.relaxed, all),
            value: tally(right.value, all),
            modifier: tally(right.modifier, all),
            value_and_modifier: tally(right.value_and_modifier, all),
            strict_value: tally(right.strict_value, valued),
            strict_value_and_modifier: tally(right.strict_value_and_modifier, valued),
        }
    }

    /// As they go into a report.
    pub fn scores(&self) -> DateScores {
        DateScores {
            strict: self.strict.into(),
            relaxed: self.relaxed.into(),
            value: self.value.into(),
            modifier: self.modifier.into(),
            value_and_modifier: self.value_and_modifier.into(),
            strict_value: self.strict_value.into(),
            strict_value_and_modifier: self.strict_value_and_modifier.into(),
            value_accuracy: ratio(self.value.right, self.relaxed.right),
            modifier_accuracy: ratio(self.modifier.right, self.relaxed.right),
        }
    }
}

impl std::ops::AddAssign for DateTallies {
    fn add_assign(&mut self, other: Self) {
        self.strict += other.strict;
        self.relaxed += other.relaxed;
        self.value += other.value;
        self.modifier += other.modifier;
        self.value_and_modifier += other.value_and_modifier;
        self.strict_value += other.strict_value;
        self.strict_value_and_modifier += other.strict_value_and_modifier;
    }
}

/// The value stands for the type: of pairings that are as good by their bounds, the one with more right values is
/// taken, whichever side is called gold.
fn labelled<'a>(dates: &[DatedSpan<'a>]) -> Vec<Labelled<Option<&'a str>>> {
    dates.iter().map(|d| Labelled { span: d.span, label: d.value }).collect()
}

/// All date scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct DateScores {
    /// Same bounds.
    pub strict: Score,
    /// Some overlap.
    pub relaxed: Score,
    /// Some overlap, same value.
    pub value: Score,
    /// Some overlap, same modifier (or none on either side).
    pub modifier: Score,
    /// Some overlap, same value and modifier.
    pub value_and_modifier: Score,
    /// Same bounds and value, out of the gold dates that have a value.
    pub strict_value: Score,
    /// Same bounds, value and modifier, out of the gold dates that have a value.
    pub strict_value_and_modifier: Score,
    /// Of the dates found (some overlap), the share with the right value.
    pub value_accuracy: f64,
    /// Of the dates found (some overlap), the share with the right modifier.
    pub modifier_accuracy: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date<'a>(
        start: usize,
        end: usize,
        value: Option<&'a str>,
        modifier: Option<&'a str>,
    ) -> DatedSpan<'a> {
        DatedSpan { span: CharSpan::new(start, end), value, modifier }
    }

    #[test]
    fn bounds_value_and_modifier_are_judged_apart() {
        let gold = [
            date(0, 10, Some("1950-07"), Some("START")),
            date(20, 24, Some("1951"), None),
            date(30, 34, Some("1952"), None),
        ];
        let predicted = [
            date(0, 10, Some("1950-07"), None), // modifier wrong
            date(20, 26, Some("1951"), None),   // bounds wrong
            date(50, 54, Some("1999"), None),   // spurious
            date(60, 64, Some("1999"), None),   // spurious
        ];
        let tallies = DateTallies::new(&gold, &predicted);
        assert_eq!(tallies.strict, Tally::new(1.0, 4.0, 3.0));
        assert_eq!(tallies.relaxed, Tally::new(2.0, 4.0, 3.0));
        assert_eq!(tallies.value, Tally::new(2.0, 4.0, 3.0));
        assert_eq!(tallies.modifier, Tally::new(1.0, 4.0, 3.0));
        assert_eq!(tallies.value_and_modifier, Tally::new(1.0, 4.0, 3.0));
        assert_eq!(tallies.strict_value, Tally::new(1.0, 4.0, 3.0));
        assert_eq!(tallies.strict_value_and_modifier, Tally::new(0.0, 4.0, 3.0));
        let scores = tallies.scores();
        assert_eq!((scores.value_accuracy, scores.modifier_accuracy), (1.0, 0.5));
    }

    #[test]
    fn pairings_that_are_as_good_by_bounds_go_by_the_value() {
        // Each of the one side overlaps each of the other.
        let one = [date(18, 26, Some("1951"), None), date(19, 26, Some("1952"), None)];
        let other = [date(19, 20, Some("1951"), None), date(19, 21, None, None)];
        assert_eq!(DateTallies::new(&one, &other).value.right, 1.0);
        assert_eq!(DateTallies::new(&other, &one).value.right, 1.0);
    }

    #[test]
    fn a_value_both_sides_lack_is_not_a_right_value() {
        let tallies = DateTallies::new(&[date(0, 4, None, None)], &[date(0, 4, None, None)]);
        assert_eq!(tallies.value.right, 0.0);
        assert_eq!(tallies.strict_value.gold, 0.0);
        assert_eq!(tallies.strict.right, 1.0);
    }
}
