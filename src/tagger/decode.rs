//! From logits to labels to spans.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis};

use super::labels::{Label, LabelSet};

/// A span of words with the type that was decoded for it.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedSpan {
    /// Its words.
    pub words: Range<usize>,
    /// Index into [`LabelSet::types`].
    pub type_index: usize,
    /// Mean over the words of the probability of the type, all its labels taken together.
    pub score: f32,
}

/// Log probabilities of logits divided by `temperature`, row by row.
pub fn log_probabilities(logits: ArrayView2<'_, f32>, temperature: f32) -> Array2<f32> {
    let mut scores = logits.to_owned();
    for mut row in scores.rows_mut() {
        row.mapv_inplace(|x| x / temperature);
        let max = row.fold(f32::NEG_INFINITY, |a, &b| a.max(b));
        let sum: f32 = row.iter().map(|x| (x - max).exp()).sum();
        let log_sum = max + sum.ln();
        row.mapv_inplace(|x| x - log_sum);
    }
    scores
}

/// The most probable label sequence among those the scheme allows. Ties go to the lower label, so
/// that the answer is the same everywhere.
pub fn viterbi(scores: ArrayView2<'_, f32>, labels: &LabelSet) -> Vec<usize> {
    let Some(first) = scores.axis_iter(Axis(0)).next() else { return Vec::new() };
    let width = labels.len();
    let all = labels.labels();
    let moves = Array2::from_shape_fn((width, width), |(from, to)| {
        labels.may_follow(Some(all[from]), Some(all[to]))
    });

    let mut best: Vec<f32> = (0..width)
        .map(
            |to| if labels.may_follow(None, Some(all[to])) { first[to] } else { f32::NEG_INFINITY },
        )
        .collect();
    let mut came_from = Array2::<usize>::zeros((scores.nrows(), width));
    for (i, row) in scores.outer_iter().enumerate().skip(1) {
        let mut next = vec![f32::NEG_INFINITY; width];
        for to in 0..width {
            let allowed = (0..width).filter(|&from| moves[[from, to]]);
            if let Some((from, score)) = largest(allowed.map(|from| (from, best[from]))) {
                next[to] = score + row[to];
                came_from[[i, to]] = from;
            }
        }
        best = next;
    }

    let ends = (0..width).filter(|&label| labels.may_follow(Some(all[label]), None));
    let mut label = largest(ends.map(|label| (label, best[label]))).map_or(0, |(label, _)| label);
    let mut path = vec![label; scores.nrows()];
    for i in (1..scores.nrows()).rev() {
        label = came_from[[i, label]];
        path[i - 1] = label;
    }
    path
}

/// The first of the largest.
fn largest(scored: impl Iterator<Item = (usize, f32)>) -> Option<(usize, f32)> {
    scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The spans of one sentence's words; `scores` are log probabilities.
pub fn spans(scores: ArrayView2<'_, f32>, labels: &LabelSet) -> Vec<DecodedSpan> {
    let mut found: Vec<DecodedSpan> = Vec::new();
    let mut last = Label::Outside;
    for (word, label) in viterbi(scores, labels).into_iter().enumerate() {
        let label = labels.labels()[label];
        if let Label::In(_, type_index) = label {
            match found.last_mut().filter(|_| labels.continues(last, label)) {
                Some(open) => open.words.end = word + 1,
                None => found.push(DecodedSpan { words: word..word + 1, type_index, score: 0.0 }),
            }
        }
        last = label;
    }
    for span in &mut found {
        let total: f32 = span
            .words
            .clone()
            .map(|word| type_probability(scores, labels, word, span.type_index))
            .sum();
        span.score = (total / span.words.len() as f32).clamp(0.0, 1.0);
    }
    found
}

fn type_probability(
    scores: ArrayView2<'_, f32>,
    labels: &LabelSet,
    word: usize,
    type_index: usize,
) -> f32 {
    let of_type = |label: &Label| matches!(label, Label::In(_, t) if *t == type_index);
    let row = scores.row(word);
    let columns = labels.labels().iter().zip(row);
    columns.filter(|(label, _)| of_type(label)).map(|(_, score)| score.exp()).sum()
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use proptest::prelude::*;

    use super::super::labels::Scheme;
    use super::*;

    fn set(names: &[&str]) -> LabelSet {
        LabelSet::parse(names, None).unwrap()
    }

    /// Words and types of the spans that the given labels, each made nearly certain, decode to.
    fn decoded(names: &[&str], sentence: &[&str]) -> Vec<(Range<usize>, String)> {
        decoded_by(&set(names), names, sentence)
    }

    fn decoded_by(
        set: &LabelSet,
        names: &[&str],
        sentence: &[&str],
    ) -> Vec<(Range<usize>, String)> {
        let logits = Array2::from_shape_fn((sentence.len(), names.len()), |(i, j)| {
            if sentence[i] == names[j] { 9.0 } else { 0.0 }
        });
        let scores = log_probabilities(logits.view(), 1.0);
        let found = spans(scores.view(), set);
        found.into_iter().map(|s| (s.words, set.types()[s.type_index].name.clone())).collect()
    }

    #[test]
    fn each_scheme_finds_its_spans() {
        let per = |words| (words, "PER".to_owned());
        let bio = ["O", "B-PER", "I-PER"];
        assert_eq!(
            decoded(&bio, &["B-PER", "I-PER", "B-PER", "O", "B-PER"]),
            [per(0..2), per(2..3), per(4..5)]
        );
        let bioes = ["O", "B-PER", "I-PER", "E-PER", "S-PER"];
        assert_eq!(
            decoded(&bioes, &["B-PER", "I-PER", "E-PER", "S-PER", "S-PER"]),
            [per(0..3), per(3..4), per(4..5)]
        );
        let bilou = ["O", "B-PER", "I-PER", "L-PER", "U-PER"];
        assert_eq!(decoded(&bilou, &["U-PER", "B-PER", "L-PER"]), [per(0..1), per(1..3)]);
        let bare = ["O", "PER", "LOC"];
        assert_eq!(
            decoded(&bare, &["PER", "PER", "LOC", "O"]),
            [per(0..2), (2..3, "LOC".to_owned())]
        );
        let names = ["O", "B-PER", "I-PER"];
        let iob1 = LabelSet::parse(&names, Some(Scheme::Iob1)).unwrap();
        assert_eq!(decoded_by(&iob1, &names, &["I-PER", "I-PER", "B-PER"]), [per(0..2), per(2..3)]);
    }

    #[test]
    fn a_forbidden_move_gives_way_to_the_next_best_path() {
        // Word 2 would be I-LOC by itself, which may not follow B-PER.
        let labels = set(&["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]);
        let logits = array![[0.0, 5.0, 0.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0, 4.0]];
        let scores = log_probabilities(logits.view(), 1.0);
        assert_eq!(viterbi(scores.view(), &labels), [1, 2]);
    }

    #[test]
    fn the_score_is_the_mean_probability_of_the_type() {
        let labels = set(&["O", "B-PER", "I-PER"]);
        let scores = array![[0.2_f32, 0.7, 0.1], [0.5, 0.1, 0.4]].mapv(f32::ln);
        let found = spans(scores.view(), &labels);
        assert_eq!(found.len(), 1);
        assert!((found[0].score - 0.8).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn temperature_flattens() {
        let sharp = log_probabilities(array![[0.0, 2.0]].view(), 1.0)[[0, 1]].exp();
        let flat = log_probabilities(array![[0.0, 2.0]].view(), 2.0)[[0, 1]].exp();
        assert!((sharp - 0.880_797).abs() < 1e-5 && (flat - 0.731_059).abs() < 1e-5);
    }

    #[test]
    fn no_words_no_spans() {
        let labels = set(&["O", "PER"]);
        assert_eq!(spans(Array2::zeros((0, 2)).view(), &labels), []);
    }

    proptest! {
        /// The path found is allowed, and no allowed path scores higher (checked by trying all).
        #[test]
        fn the_best_allowed_path_is_found(
            which in 0_usize..4, numbers in proptest::collection::vec(-4.0_f32..4.0, 25), words in 1_usize..5,
        ) {
            let names: &[&str] = [
                &["O", "B-PER", "I-PER", "B-LOC", "I-LOC"][..],
                &["O", "B-PER", "I-PER", "E-PER", "S-PER"][..],
                &["B-PER", "I-PER", "L-PER", "U-PER", "O"][..],
                &["O", "PER", "LOC", "ORG", "DATE"][..],
            ][which];
            let labels = set(names);
            let logits = Array2::from_shape_vec((words, 5), numbers[..words * 5].to_vec()).unwrap();
            let scores = log_probabilities(logits.view(), 1.0);
            let value = |path: &[usize]| -> Option<f32> {
                let all = labels.labels();
                let mut last = None;
                for &label in path {
                    if !labels.may_follow(last, Some(all[label])) {
                        return None;
                    }
                    last = Some(all[label]);
                }
                labels.may_follow(last, None).then(|| path.iter().enumerate().map(|(i, &l)| scores[[i, l]]).sum())
            };
            let found = value(&viterbi(scores.view(), &labels));
            prop_assert!(found.is_some());
            for number in 0..5_usize.pow(words as u32) {
                let path: Vec<usize> = (0..words).map(|i| number / 5_usize.pow(i as u32) % 5).collect();
                if let Some(other) = value(&path) {
                    prop_assert!(other <= found.unwrap() + 1e-4);
                }
            }
        }
    }
}
