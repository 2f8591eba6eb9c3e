//! The best one-to-one pairing of two sets, exact and sparse.
//!
//! Successive shortest augmenting paths with potentials (the sparse form of Jonker and Volgenant's
//! method), run on one connected component at a time: mentions that overlap, or clusters that share
//! a mention, form many small components even where the corpus is large.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// One possible pair and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    /// Index on the left side.
    pub(super) left: usize,
    /// Index on the right side.
    pub(super) right: usize,
    /// What the pair is worth; pairs worth nothing or less are never taken.
    pub(super) weight: f64,
}

/// The pairs of greatest total weight in which no index occurs twice, as indices into `edges`,
/// ascending. Each pair of sides may occur in `edges` only once.
pub(super) fn best_pairs(lefts: usize, rights: usize, edges: &[Edge]) -> Vec<usize> {
    let mut chosen = Vec::new();
    for component in components(lefts, rights, edges) {
        match component.as_slice() {
            [] => {}
            [only] => chosen.extend((edges[*only].weight > 0.0).then_some(*only)),
            _ => solve(edges, &component, &mut chosen),
        }
    }
    chosen.sort_unstable();
    chosen
}

/// Groups the edges by connected component.
fn components(lefts: usize, rights: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..lefts + rights).collect();
    for edge in edges {
        let a = root(&mut parent, edge.left);
        let b = root(&mut parent, lefts + edge.right);
        parent[a.max(b)] = a.min(b);
    }
    let mut slot = vec![usize::MAX; lefts + rights];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, edge) in edges.iter().enumerate() {
        let root = root(&mut parent, edge.left);
        if slot[root] == usize::MAX {
            slot[root] = groups.len();
            groups.push(Vec::new());
        }
        groups[slot[root]].push(index);
    }
    groups
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// A column reached at a distance; the heap gives the nearest first, the leftmost among equals.
#[derive(PartialEq)]
struct Reached {
    distance: f64,
    column: usize,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.column.cmp(&self.column))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Solves one component. Rows are its smaller side, so that a star costs one search. Every row has
/// a column of its own, worth nothing, which stands for staying unpaired.
fn solve(edges: &[Edge], component: &[usize], chosen: &mut Vec<usize>) {
    let (left_ids, right_ids) = (
        ids(component.iter().map(|&e| edges[e].left)),
        ids(component.iter().map(|&e| edges[e].right)),
    );
    let by_left = left_ids.len() <= right_ids.len();
    let (row_ids, column_ids) =
        if by_left { (&left_ids, &right_ids) } else { (&right_ids, &left_ids) };
    let (rows, columns) = (row_ids.len(), column_ids.len());

    // Costs are negated weights; `arcs[row]` holds (column, cost, edge).
    let mut arcs: Vec<Vec<(usize, f64, usize)>> = vec![Vec::new(); rows];
    for &index in component {
        let edge = &edges[index];
        let (r, c) = if by_left { (edge.left, edge.right) } else { (edge.right, edge.left) };
        let (Ok(r), Ok(c)) = (row_ids.binary_search(&r), column_ids.binary_search(&c)) else {
            continue;
        };
        arcs[r].push((c, -edge.weight, index));
    }
    for (row, list) in arcs.iter_mut().enumerate() {
        list.push((columns + row, 0.0, usize::MAX));
    }

    let total = columns + rows;
    let mut row_potential: Vec<f64> = arcs
        .iter()
        .map(|list| list.iter().map(|arc| arc.1).fold(f64::INFINITY, f64::min))
        .collect();
    let mut column_potential = vec![0.0; total];
    let mut row_of: Vec<Option<usize>> = vec![None; total];
    let mut arc_of: Vec<usize> = vec![usize::MAX; rows];

    let mut distance = vec![f64::INFINITY; total];
    let mut came_from: Vec<(usize, usize)> = vec![(usize::MAX, usize::MAX); total];
    let mut settled = vec![false; total];
    let mut touched = Vec::new();
    let mut heap = BinaryHeap::new();

    for start in 0..rows {
        heap.clear();
        touched.clear();
        let mut row = start;
        let mut base = 0.0;
        let end = loop {
            for (slot, &(column, cost, _)) in arcs[row].iter().enumerate() {
                if settled[column] {
                    continue;
                }
                // Rounding may push a reduced cost a hair below nought.
                let reduced = (cost - row_potential[row] - column_potential[column]).max(0.0);
                let reach = base + reduced;
                if reach < distance[column] {
                    if distance[column] == f64::INFINITY {
                        touched.push(column);
                    }
                    distance[column] = reach;
                    came_from[column] = (row, slot);
                    heap.push(Reached { distance: reach, column });
                }
            }
            // The row's own column keeps the heap from running dry before a free one is reached.
            let nearest = loop {
                match heap.pop() {
                    Some(next) if settled[next.column] => {}
                    other => break other,
                }
            };
            let Some(Reached { distance: reach, column }) = nearest else { break None };
            settled[column] = true;
            base = reach;
            match row_of[column] {
                None => break Some(column),
                Some(taken_by) => row = taken_by,
            }
        };
        if let Some(mut column) = end {
            row_potential[start] += base;
            for &reached in &touched {
                if settled[reached] && reached != column {
                    let slack = base - distance[reached];
                    column_potential[reached] -= slack;
                    if let Some(owner) = row_of[reached] {
                        row_potential[owner] += slack;
                    }
                }
            }
            loop {
                let (row, slot) = came_from[column];
                let before = arc_of[row];
                row_of[column] = Some(row);
                arc_of[row] = slot;
                if row == start {
                    break;
                }
                column = arcs[row][before].0;
            }
        }
        for &column in &touched {
            distance[column] = f64::INFINITY;
            settled[column] = false;
        }
    }
    chosen.extend(
        (0..rows)
            .filter_map(|row| arcs[row].get(arc_of[row]))
            .filter(|arc| arc.2 != usize::MAX && arc.1 < 0.0)
            .map(|arc| arc.2),
    );
}

/// The distinct ids, ascending.
fn ids(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut ids: Vec<usize> = all.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weight(edges: &[Edge], chosen: &[usize]) -> f64 {
        chosen.iter().map(|&e| edges[e].weight).sum()
    }

    #[test]
    fn the_greedy_choice_is_not_always_the_best() {
        let edges = [
            Edge { left: 0, right: 0, weight: 5.0 },
            Edge { left: 0, right: 1, weight: 4.0 },
            Edge { left: 1, right: 0, weight: 4.0 },
        ];
        assert_eq!(best_pairs(2, 2, &edges), [1, 2]);
    }

    #[test]
    fn a_star_takes_its_best_edge() {
        let edges: Vec<Edge> =
            (0..50).map(|i| Edge { left: i, right: 0, weight: (i % 7) as f64 }).collect();
        assert_eq!(weight(&edges, &best_pairs(50, 1, &edges)), 6.0);
    }

    /// Every way of pairing, tried out.
    fn brute(edges: &[Edge], from: usize, left: u32, right: u32) -> f64 {
        let Some(edge) = edges.get(from) else { return 0.0 };
        let without = brute(edges, from + 1, left, right);
        if left & (1 << edge.left) != 0 || right & (1 << edge.right) != 0 {
            return without;
        }
        let with = edge.weight
            + brute(edges, from + 1, left | (1 << edge.left), right | (1 << edge.right));
        without.max(with)
    }

    proptest! {
        #[test]
        fn agrees_with_trying_everything(
            cells in proptest::collection::btree_map((0usize..5, 0usize..5), 0u8..9, 0..14)
        ) {
            let edges: Vec<Edge> = cells
                .into_iter()
                .map(|((left, right), w)| Edge { left, right, weight: f64::from(w) / 8.0 })
                .collect();
            let chosen = best_pairs(5, 5, &edges);
            let mut used = std::collections::BTreeSet::new();
            for &e in &chosen {
                prop_assert!(used.insert((0, edges[e].left)));
                prop_assert!(used.insert((1, edges[e].right)));
            }
            prop_assert!((weight(&edges, &chosen) - brute(&edges, 0, 0, 0)).abs() < 1e-9);
        }
    }
}
