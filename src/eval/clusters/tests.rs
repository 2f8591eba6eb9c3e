use proptest::prelude::*;

use super::*;

/// Entities as words, mentions as their letters: `"ab cde f"`.
fn entities(side: &str) -> Vec<(char, usize)> {
    side.split_whitespace()
        .enumerate()
        .flat_map(|(entity, mentions)| mentions.chars().map(move |m| (m, entity)))
        .collect()
}

fn compare(gold: &str, predicted: &str, set: MentionSet) -> ClusterTallies {
    Partitions::new(entities(gold), entities(predicted), set).tallies()
}

fn close(seen: f64, expected: f64) {
    assert!((seen - expected).abs() < 1e-9, "{seen} is not {expected}");
}

#[test]
fn a_broken_and_a_mended_entity() {
    // Gold {abc}{de}, predicted {ab}{cde}.
    let tallies = compare("abc de", "ab cde", MentionSet::System);
    assert_eq!(tallies.muc, Tally::new(2.0, 3.0, 3.0));
    // a, b: 2/2 and 2/3; c: 1/3 both; d, e: 2/3 and 2/2.
    close(tallies.b_cubed.right, 2.0 + 1.0 / 3.0 + 4.0 / 3.0);
    close(tallies.b_cubed.found, 4.0 / 3.0 + 1.0 / 3.0 + 2.0);
    assert_eq!(tallies.ceaf_m, Tally::new(4.0, 5.0, 5.0));
    assert_eq!(tallies.ceaf_e, Tally::new(1.6, 2.0, 2.0));
    // {abc} keeps 1 link of 3, {de} its only one.
    close(tallies.lea.recall(), (3.0 / 3.0 + 2.0) / 5.0);
    assert_eq!(tallies.links, Tally::new(2.0, 4.0, 4.0));
    // Of 6 pairs apart on either side, a-d, a-e, b-d, b-e are apart on both.
    assert_eq!(tallies.non_links, Tally::new(4.0, 6.0, 6.0));
}

#[test]
fn twinless_mentions_cost_where_they_are() {
    // Gold {ab}{c}, predicted {abx}: c missed, x spurious.
    let tallies = compare("ab c", "abx", MentionSet::System);
    assert_eq!(tallies.muc, Tally::new(1.0, 2.0, 1.0));
    close(tallies.b_cubed.precision(), (4.0 / 3.0) / 3.0);
    close(tallies.b_cubed.recall(), 2.0 / 3.0);
    assert_eq!(tallies.ceaf_e, Tally::new(0.8, 1.0, 2.0));
}

#[test]
fn gold_mentions_make_missed_ones_singletons_and_drop_spurious_ones() {
    let tallies = compare("abc", "abx", MentionSet::Gold);
    // As if {ab}{c} had been predicted.
    assert_eq!(tallies, compare("abc", "ab c", MentionSet::System));
    let tallies = compare("abc", "abx", MentionSet::Common);
    assert_eq!(tallies, compare("ab", "ab", MentionSet::System));
}

#[test]
fn a_singleton_counts_in_lea_only_if_it_is_one_on_both_sides() {
    close(compare("a bc", "a bc", MentionSet::System).lea.f1(), 1.0);
    let tallies = compare("a bc", "abc", MentionSet::System);
    close(tallies.lea.recall(), 2.0 / 3.0);
    close(tallies.lea.precision(), (3.0 * 1.0 / 3.0) / 3.0);
}

#[test]
fn every_measure_on_one_case_by_hand() {
    // a is missed, x is spurious, b and c are wrongly joined, d and e rightly.
    let tallies = compare("ab cde", "bcx de", MentionSet::System);
    assert_eq!(tallies.muc, Tally::new(1.0, 3.0, 3.0));
    // b 1/3 and 1/2, c 1/3 and 1/3, d and e 2/2 and 2/3 each.
    close(tallies.b_cubed.right, 2.0 / 3.0 + 2.0);
    close(tallies.b_cubed.found, 1.0 / 2.0 + 1.0 / 3.0 + 4.0 / 3.0);
    // {cde} with {de}, {ab} with {bcx}.
    assert_eq!(tallies.ceaf_m, Tally::new(3.0, 5.0, 5.0));
    close(tallies.ceaf_e.right, 4.0 / 5.0 + 2.0 / 5.0);
    close(tallies.lea.recall(), 1.0 / 5.0);
    close(tallies.lea.precision(), 2.0 / 5.0);
    // Links 1 of 4; of the pairs apart 2 of 6.
    close(tallies.blanc().f1, 7.0 / 24.0);
}

#[test]
fn blanc_with_one_kind_of_pair_or_none() {
    assert_eq!(compare("abcdef", "a b c d e f", MentionSet::System).blanc().f1, 0.0);
    close(compare("a b c d e f", "ab cde f", MentionSet::System).blanc().recall, 11.0 / 15.0);
    assert_eq!(compare("a", "a", MentionSet::System).blanc().f1, 1.0);
    assert_eq!(compare("a", "b", MentionSet::System).blanc().f1, 0.0);
    assert_eq!(compare("a", "a b", MentionSet::System).blanc().f1, 0.0);
    // Over documents: one right and one wrong is not all right.
    let mut two = compare("a", "a", MentionSet::System);
    two += compare("a", "b", MentionSet::System);
    assert_eq!(two.blanc().f1, 0.0);
}

#[test]
fn nothing_on_either_side_scores_nought_without_failing() {
    for set in [MentionSet::System, MentionSet::Common] {
        for (gold, predicted) in [("", ""), ("ab", ""), ("", "ab"), ("ab", "cd")] {
            let scores = compare(gold, predicted, set).scores();
            assert_eq!(scores.conll, 0.0);
            assert_eq!(scores.lea.f1, 0.0);
        }
    }
}

#[test]
fn one_entity_does_not_count_a_name_pair_twice() {
    let gold = [("e1", "Ai Wei"), ("e1", "Ai"), ("e1", "Ai"), ("e2", "Bo")];
    let predicted = [("x", "Ai Wei"), ("x", "Ai"), ("x", "Bo"), ("y", "Ai")];
    assert_eq!(aliases(gold, predicted), Tally::new(1.0, 3.0, 1.0));
}

fn grouping() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::btree_map(0u8..20, 0u8..6, 0..16)
        .prop_map(|mentions| mentions.into_iter().collect())
}

fn all(t: &ClusterTallies) -> [Tally; 7] {
    [t.muc, t.b_cubed, t.ceaf_m, t.ceaf_e, t.lea, t.links, t.non_links]
}

proptest! {
    #[test]
    fn swapping_the_sides_swaps_precision_and_recall(gold in grouping(), predicted in grouping()) {
        let there =
            Partitions::new(gold.clone(), predicted.clone(), MentionSet::System).tallies();
        let back = Partitions::new(predicted, gold, MentionSet::System).tallies();
        for (a, b) in all(&there).into_iter().zip(all(&back)) {
            prop_assert!((a.precision() - b.recall()).abs() < 1e-9);
            prop_assert!((a.recall() - b.precision()).abs() < 1e-9);
            prop_assert!((a.f1() - b.f1()).abs() < 1e-9);
        }
    }

    #[test]
    fn scores_stay_between_nought_and_one(gold in grouping(), predicted in grouping()) {
        for set in MentionSet::ALL {
            let tallies =
                Partitions::new(gold.clone(), predicted.clone(), set).tallies();
            for tally in all(&tallies) {
                for score in [tally.precision(), tally.recall(), tally.f1()] {
                    prop_assert!((0.0..=1.0 + 1e-9).contains(&score), "{:?}", tally);
                }
            }
            let blanc = tallies.blanc();
            for score in [blanc.precision, blanc.recall, blanc.f1, tallies.conll()] {
                prop_assert!((0.0..=1.0 + 1e-9).contains(&score));
            }
        }
    }

    #[test]
    fn a_grouping_agrees_with_itself(gold in grouping()) {
        for set in MentionSet::ALL {
            let tallies = Partitions::new(gold.clone(), gold.clone(), set).tallies();
            for tally in all(&tallies) {
                prop_assert!(tally.is_empty() || tally.gold == 0.0 || (tally.f1() - 1.0).abs() < 1e-9);
            }
            prop_assert!(gold.is_empty() || (tallies.blanc().f1 - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn renaming_the_entities_changes_nothing(gold in grouping(), predicted in grouping()) {
        let renamed: Vec<(u8, String)> =
            predicted.iter().rev().map(|(m, e)| (*m, format!("entity {}", 9 - e))).collect();
        let named: Vec<(u8, String)> =
            gold.iter().map(|(m, e)| (*m, e.to_string())).collect();
        let a = Partitions::new(gold, predicted, MentionSet::System);
        let b = Partitions::new(named, renamed, MentionSet::System);
        for (a, b) in all(&a.tallies()).into_iter().zip(all(&b.tallies())) {
            prop_assert!((a.f1() - b.f1()).abs() < 1e-9);
        }
    }
}
