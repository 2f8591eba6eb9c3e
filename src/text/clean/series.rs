//! Growing series of numbers: page and footnote numbers count up through a text, other numbers
//! do not.

/// A number that may belong to a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) value: u32,
    /// How much its surroundings speak for it.
    pub(super) weight: i32,
}

/// What a missing number costs.
const MISSING: i32 = 1;
/// What starting (again) costs; starting higher than [`EARLY`] costs more, for then the text must
/// have been cut out of a longer one.
const START: i32 = 3;
const LATE_START: i32 = 6;
const EARLY: u32 = 2;

/// The runs of growing numbers, in text order, that together have the highest weight. Within a run
/// each number is greater than the last by at most `step`; a new run may start where the last
/// ended. Time and memory are linear in the number of candidates for a fixed `step`.
pub(super) fn best_run(candidates: &[Candidate], step: u32) -> Vec<Vec<usize>> {
    // best[v]: the best score so far of a chain that ends with value v, and its last candidate.
    let mut by_value: std::collections::HashMap<u32, (i32, usize)> =
        std::collections::HashMap::new();
    let mut scores: Vec<(i32, Option<usize>, bool)> = Vec::with_capacity(candidates.len());
    let mut best: (i32, Option<usize>) = (0, None);
    for (index, candidate) in candidates.iter().enumerate() {
        let start_cost = if candidate.value <= EARLY { START } else { LATE_START };
        let mut choice = (best.0 - start_cost, best.1, true);
        for back in 1..=step.min(candidate.value) {
            if let Some(&(score, last)) = by_value.get(&(candidate.value - back)) {
                let score = score - MISSING * (back as i32 - 1);
                if score > choice.0 {
                    choice = (score, Some(last), false);
                }
            }
        }
        let score = choice.0 + candidate.weight;
        scores.push((score, choice.1, choice.2));
        // Of two equal chains the first is the better: notes repeat the numbers of the text they stand under.
        if by_value.get(&candidate.value).is_none_or(|(known, _)| score > *known) {
            by_value.insert(candidate.value, (score, index));
        }
        if score > best.0 {
            best = (score, Some(index));
        }
    }
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    let mut at = best.1;
    while let Some(index) = at {
        let (_, previous, starts) = scores[index];
        if let Some(run) = runs.last_mut() {
            run.push(index);
        }
        if starts {
            runs.push(Vec::new());
        }
        at = previous;
    }
    runs.retain(|run| !run.is_empty());
    for run in &mut runs {
        run.reverse();
    }
    runs.reverse();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(values: &[(u32, i32)]) -> Vec<Vec<u32>> {
        let candidates: Vec<_> =
            values.iter().map(|&(value, weight)| Candidate { value, weight }).collect();
        best_run(&candidates, 4)
            .into_iter()
            .map(|run| run.into_iter().map(|i| candidates[i].value).collect())
            .collect()
    }

    #[test]
    fn strangers_between_are_left_out() {
        assert_eq!(
            runs(&[(1, 3), (2, 3), (200, 1), (3, 3), (2, 1), (9, 1), (4, 3)]),
            [[1, 2, 3, 4]]
        );
    }

    #[test]
    fn a_missing_number_does_not_end_a_run() {
        assert_eq!(runs(&[(1, 3), (2, 3), (4, 3), (5, 3)]), [[1, 2, 4, 5]]);
    }

    #[test]
    fn numbers_may_start_again() {
        assert_eq!(runs(&[(1, 3), (2, 3), (3, 3), (1, 3), (2, 3), (3, 3)]), [[1, 2, 3], [1, 2, 3]]);
    }

    #[test]
    fn of_two_equal_numbers_the_better_one_is_taken() {
        let candidates: Vec<_> = [(1, 3), (2, 3), (3, 1), (3, 3), (4, 3)]
            .into_iter()
            .map(|(value, weight)| Candidate { value, weight })
            .collect();
        assert_eq!(best_run(&candidates, 4), [[0, 1, 3, 4]]);
    }

    #[test]
    fn nothing_makes_nothing() {
        assert!(best_run(&[], 4).is_empty());
    }
}
