use proptest::prelude::*;

use super::*;

fn m(start: usize, end: usize, label: u8) -> Labelled<u8> {
    Labelled { span: CharSpan::new(start, end), label }
}

#[test]
fn a_wide_prediction_is_paired_once() {
    let gold = [m(0, 3, 0), m(4, 7, 0)];
    let alignment = align(&gold, &[m(0, 7, 0)], Favour::Pairs);
    assert_eq!(alignment.pairs.len(), 1);
    assert_eq!(alignment.missed.len(), 1);
    assert!(alignment.spurious.is_empty());
}

#[test]
fn the_identical_mention_outranks_one_that_merely_overlaps() {
    let gold = [m(0, 9, 0)];
    let alignment = align(&gold, &[m(0, 4, 0), m(0, 9, 1), m(0, 9, 0)], Favour::Pairs);
    assert_eq!(alignment.pairs, [(0, 2)]);
    assert_eq!(alignment.spurious, [0, 1]);
}

#[test]
fn pairs_are_the_most_there_can_be() {
    // Greedy by overlap would give (0,1) and leave gold 1 and prediction 0 alone.
    let gold = [m(0, 10, 0), m(10, 20, 0)];
    let predicted = [m(0, 1, 0), m(2, 11, 0)];
    assert_eq!(align(&gold, &predicted, Favour::Pairs).pairs, [(0, 0), (1, 1)]);
}

#[test]
fn favour_decides_between_pairs_and_types() {
    // A chain: gold 0 - prediction 0 - gold 1 - prediction 1, of one type only in the middle.
    let gold = [m(0, 4, 1), m(5, 9, 2)];
    let predicted = [m(3, 7, 2), m(8, 12, 1)];
    assert_eq!(align(&gold, &predicted, Favour::Pairs).pairs, [(0, 0), (1, 1)]);
    assert_eq!(align(&gold, &predicted, Favour::Types).pairs, [(1, 0)]);
}

#[test]
fn touching_mentions_do_not_meet() {
    assert!(align(&[m(0, 3, 0)], &[m(3, 5, 0)], Favour::Pairs).pairs.is_empty());
}

#[test]
fn every_boundary_error_has_its_class() {
    use BoundaryError::*;
    let gold = CharSpan::new(10, 20);
    let of = |start, end| BoundaryError::of(gold, CharSpan::new(start, end));
    assert_eq!(of(10, 20), None);
    let classes = [
        (of(5, 20), LongerLeft),
        (of(10, 25), LongerRight),
        (of(5, 25), LongerBoth),
        (of(15, 20), ShorterLeft),
        (of(10, 15), ShorterRight),
        (of(12, 18), ShorterBoth),
        (of(5, 15), ShiftedLeft),
        (of(15, 25), ShiftedRight),
    ];
    for (seen, expected) in classes {
        assert_eq!(seen, Some(expected));
    }
}

/// Any mentions, nested and crossing ones among them, none twice.
fn mentions() -> impl Strategy<Value = Vec<Labelled<u8>>> {
    proptest::collection::btree_set((0usize..40, 1usize..8, 0u8..3), 0..12).prop_map(|set| {
        set.into_iter().map(|(start, len, label)| m(start, start + len, label)).collect()
    })
}

fn counts(gold: &[Labelled<u8>], predicted: &[Labelled<u8>], favour: Favour) -> (usize, usize) {
    let alignment = align(gold, predicted, favour);
    let same =
        alignment.pairs.iter().filter(|(g, p)| gold[*g].label == predicted[*p].label).count();
    (alignment.pairs.len(), same)
}

proptest! {
    #[test]
    fn an_alignment_uses_every_mention_once(gold in mentions(), predicted in mentions()) {
        let alignment = align(&gold, &predicted, Favour::Pairs);
        prop_assert_eq!(alignment.pairs.len() + alignment.missed.len(), gold.len());
        prop_assert_eq!(alignment.pairs.len() + alignment.spurious.len(), predicted.len());
        for (g, p) in alignment.pairs {
            prop_assert!(gold[g].span.overlap(predicted[p].span) > 0);
        }
    }

    #[test]
    fn order_does_not_matter(gold in mentions(), predicted in mentions()) {
        let reversed: Vec<_> = predicted.iter().rev().copied().collect();
        for favour in [Favour::Pairs, Favour::Types] {
            prop_assert_eq!(counts(&gold, &predicted, favour), counts(&gold, &reversed, favour));
        }
    }

    #[test]
    fn swapping_the_sides_changes_no_count(gold in mentions(), predicted in mentions()) {
        for favour in [Favour::Pairs, Favour::Types] {
            prop_assert_eq!(counts(&gold, &predicted, favour), counts(&predicted, &gold, favour));
        }
    }

    #[test]
    fn what_is_compared_with_itself_is_wholly_right(gold in mentions()) {
        let alignment = align(&gold, &gold, Favour::Types);
        prop_assert!(alignment.pairs.iter().all(|(g, p)| g == p));
        prop_assert_eq!(alignment.pairs.len(), gold.len());
    }
}
