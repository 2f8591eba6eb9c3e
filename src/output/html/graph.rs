//! The network of entities that share sentences, drawn as plain SVG with a fixed layout.

use std::f64::consts::TAU;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::letter;
use crate::entity::EntityKind;
use crate::output::json;
use crate::output::network::{Tie, ties};
use crate::output::xml::escape;
use crate::pipeline::Analysis;

/// More entities than this make a drawing unreadable; the exports hold all.
const MOST_NODES: usize = 40;
/// Pairs listed below the drawing.
const MOST_PAIRS: usize = 30;
/// About the width of a letter of a label.
const LETTER: f64 = 6.6;
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 720.0;
const ROUNDS: usize = 500;
/// Distance beyond which two do not push each other away.
const REACH: f64 = 4.0;

/// Writes drawing and list.
pub(super) fn write(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    let all = ties(analysis);
    if all.is_empty() {
        return writeln!(out, "<p class=\"dim\">No sentence names two entities.</p>");
    }
    let (nodes, kept) = strongest(&all, analysis.entities().len());
    writeln!(
        out,
        "<p class=\"small\">A line joins two that are named in one sentence, the thicker the more often. \
         Circles are people, squares organisations, diamonds places; the larger, the more mentions. \
         Shown: {} of {}.</p>",
        nodes.len(),
        analysis.entities().len()
    )?;
    draw(out, analysis, &nodes, &kept)?;
    list(out, analysis, &all)
}

/// The entities with the most ties, and the ties among them.
fn strongest(all: &[Tie], entities: usize) -> (Vec<usize>, Vec<Tie>) {
    let mut weight = vec![0_usize; entities];
    for tie in all {
        for end in [tie.a, tie.b] {
            if let Some(slot) = weight.get_mut(end) {
                *slot += tie.sentences;
            }
        }
    }
    let mut nodes: Vec<usize> =
        (0..entities).filter(|&e| weight.get(e).is_some_and(|w| *w > 0)).collect();
    nodes.sort_by_key(|&e| (std::cmp::Reverse(weight.get(e).copied()), e));
    nodes.truncate(MOST_NODES);
    nodes.sort_unstable();
    let kept = all
        .iter()
        .filter(|t| nodes.binary_search(&t.a).is_ok() && nodes.binary_search(&t.b).is_ok())
        .copied()
        .collect();
    (nodes, kept)
}

fn draw(out: &mut dyn Write, analysis: &Analysis, nodes: &[usize], ties: &[Tie]) -> io::Result<()> {
    let slot = |entity: usize| nodes.binary_search(&entity).ok();
    let edges: Vec<(usize, usize, f64)> =
        ties.iter().filter_map(|t| Some((slot(t.a)?, slot(t.b)?, t.sentences as f64))).collect();
    let mentions = |e: usize| analysis.entities().get(e).map_or(0, |e| e.mentions.len());
    let largest = nodes.iter().map(|&e| mentions(e)).max().unwrap_or(1).max(1) as f64;
    let radius = |e: usize| 5.0 + 15.0 * (mentions(e) as f64 / largest).sqrt();
    let label = |e: usize| analysis.entities().get(e).map(|e| short(&e.name)).unwrap_or_default();
    let sizes: Vec<(f64, f64)> =
        nodes.iter().map(|&e| (radius(e), LETTER * label(e).width() as f64)).collect();
    let mut places = layout(nodes.len(), &edges);
    spread(&mut places, &sizes);
    let place = |i: usize| places.get(i).copied().unwrap_or((WIDTH / 2.0, HEIGHT / 2.0));
    writeln!(
        out,
        "<svg class=\"net\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"Network of entities\">"
    )?;
    let most = ties.iter().map(|t| t.sentences).max().unwrap_or(1) as f64;
    for (tie, (a, b, weight)) in ties.iter().zip(&edges) {
        let ((x1, y1), (x2, y2)) = (place(*a), place(*b));
        writeln!(
            out,
            "<line data-a=\"{}\" data-b=\"{}\" x1=\"{x1:.0}\" y1=\"{y1:.0}\" x2=\"{x2:.0}\" y2=\"{y2:.0}\" \
             stroke-width=\"{:.1}\"><title>{} sentences</title></line>",
            json::entity_id(tie.a),
            json::entity_id(tie.b),
            1.0 + 5.0 * (weight - 1.0) / (most - 1.0).max(3.0),
            tie.sentences
        )?;
    }
    for (i, &entity) in nodes.iter().enumerate() {
        let Some(e) = analysis.entities().get(entity) else { continue };
        let (x, y) = place(i);
        let r = radius(entity);
        let shape = match e.kind {
            EntityKind::Organisation => {
                format!(
                    "<rect class=\"s\" x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"{:.0}\"/>",
                    x - r * 0.9,
                    y - r * 0.9,
                    r * 1.8,
                    r * 1.8
                )
            }
            EntityKind::Place => format!(
                "<path class=\"s\" d=\"M{x:.0} {:.0}L{:.0} {y:.0}L{x:.0} {:.0}L{:.0} {y:.0}Z\"/>",
                y - r * 1.2,
                x + r * 1.2,
                y + r * 1.2,
                x - r * 1.2
            ),
            _ => format!("<circle class=\"s\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{r:.0}\"/>"),
        };
        let (anchor, dx) = if labelled_left(x) { ("end", -r - 4.0) } else { ("start", r + 4.0) };
        writeln!(
            out,
            "<g class=\"node {}\" data-e=\"{}\" tabindex=\"0\" role=\"button\" aria-label=\"{}, {} mentions\">\
             {shape}<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text></g>",
            letter(e.kind),
            json::entity_id(entity),
            escape(&e.name),
            e.mentions.len(),
            x + dx,
            y + 4.0,
            escape(&label(entity)),
        )?;
    }
    writeln!(out, "</svg>")
}

/// Long names are cut in the drawing only.
fn short(name: &str) -> String {
    if name.chars().count() <= 28 {
        return name.to_owned();
    }
    name.chars().take(26).chain(['…']).collect()
}

fn list(out: &mut dyn Write, analysis: &Analysis, all: &[Tie]) -> io::Result<()> {
    let mut ties: Vec<&Tie> = all.iter().collect();
    ties.sort_by_key(|t| (std::cmp::Reverse(t.sentences), t.a, t.b));
    ties.truncate(MOST_PAIRS);
    writeln!(
        out,
        "<h2>Strongest pairs</h2><table><tr><th class=\"n\">sentences</th><th>named first</th><th>with</th></tr>"
    )?;
    let name = |e: usize| {
        analysis.entities().get(e).map_or(String::new(), |entity| {
            format!(
                "<button data-e=\"{}\"><span class=\"key {}\">{}</span></button>",
                json::entity_id(e),
                letter(entity.kind),
                escape(&entity.name)
            )
        })
    };
    for tie in ties {
        writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
            tie.sentences,
            name(tie.a),
            name(tie.b)
        )?;
    }
    writeln!(out, "</table>")
}

/// Springs after Fruchterman and Reingold from a fixed start (a spiral), so that the same document
/// always gives the same picture. What is far apart does not push: parts of the network that are
/// not joined stay near each other. Returns places inside of the drawing.
fn layout(count: usize, edges: &[(usize, usize, f64)]) -> Vec<(f64, f64)> {
    let golden = TAU * 0.381_966;
    let mut at: Vec<(f64, f64)> = (0..count)
        .map(|i| {
            let (radius, angle) = ((i as f64 + 0.5).sqrt(), i as f64 * golden);
            (radius * angle.cos(), radius * angle.sin())
        })
        .collect();
    let most = edges.iter().map(|e| e.2).fold(1.0, f64::max);
    for round in 0..ROUNDS {
        let heat = 0.6 * (1.0 - round as f64 / ROUNDS as f64) + 0.002;
        let mut push = vec![(0.0, 0.0); count];
        let mut shift = |i: usize, x: f64, y: f64| {
            if let Some(p) = push.get_mut(i) {
                p.0 += x;
                p.1 += y;
            }
        };
        for (i, a) in at.iter().enumerate() {
            for (j, b) in at.iter().enumerate().skip(i + 1) {
                let (dx, dy) = (a.0 - b.0, a.1 - b.1);
                let square = (dx * dx + dy * dy).max(0.01);
                if square < REACH * REACH {
                    let force = 1.0 / square - 1.0 / (REACH * REACH);
                    shift(i, dx * force, dy * force);
                    shift(j, -dx * force, -dy * force);
                }
            }
            // The drawing is wider than high.
            shift(i, -0.030 * a.0, -0.045 * a.1);
        }
        for &(i, j, weight) in edges {
            let (Some(a), Some(b)) = (at.get(i), at.get(j)) else { continue };
            let (dx, dy) = (a.0 - b.0, a.1 - b.1);
            let pull = 0.03 * (dx * dx + dy * dy).sqrt() * (0.5 + weight / most);
            shift(i, -dx * pull, -dy * pull);
            shift(j, dx * pull, dy * pull);
        }
        for (p, (x, y)) in at.iter_mut().zip(&push) {
            let length = (x * x + y * y).sqrt().max(1e-9);
            let by = length.min(heat) / length;
            p.0 += x * by;
            p.1 += y * by;
        }
    }
    fit(&at)
}

/// Moves shapes apart, up and down, until no label covers another one or a shape. Each has the
/// radius of its shape and the width of its label.
fn spread(places: &mut [(f64, f64)], sizes: &[(f64, f64)]) {
    let reach = |x: f64, (radius, label): (f64, f64)| {
        if labelled_left(x) {
            (x - radius - 8.0 - label, x + radius + 3.0)
        } else {
            (x - radius - 3.0, x + radius + 8.0 + label)
        }
    };
    for _ in 0..200 {
        for i in 0..places.len() {
            for j in i + 1..places.len() {
                let (Some(&a), Some(&b)) = (places.get(i), places.get(j)) else { continue };
                let (Some(&one), Some(&two)) = (sizes.get(i), sizes.get(j)) else { continue };
                let ((from, to), (start, end)) = (reach(a.0, one), reach(b.0, two));
                let need = (one.0 * 0.8).max(9.0) + (two.0 * 0.8).max(9.0);
                let apart = a.1 - b.1;
                if to < start || end < from || apart.abs() >= need {
                    continue;
                }
                let by = (need - apart.abs()) / 4.0 * if apart < 0.0 { -1.0 } else { 1.0 };
                if let Some(place) = places.get_mut(i) {
                    place.1 = (place.1 + by).clamp(20.0, HEIGHT - 20.0);
                }
                if let Some(place) = places.get_mut(j) {
                    place.1 = (place.1 - by).clamp(20.0, HEIGHT - 20.0);
                }
            }
        }
    }
}

/// Labels keep inside of the drawing.
fn labelled_left(x: f64) -> bool {
    x > WIDTH - 170.0
}

/// Stretches places to the drawing, with a margin for labels.
fn fit(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) =
            at.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        (low, (high - low).max(1e-9))
    };
    let ((left, width), (top, height)) = (bounds(|p| p.0), bounds(|p| p.1));
    at.iter()
        .map(|(x, y)| {
            (
                30.0 + (x - left) / width * (WIDTH - 180.0),
                26.0 + (y - top) / height * (HEIGHT - 52.0),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_moved_apart() {
        let mut places = vec![(300.0, 300.0), (310.0, 302.0), (320.0, 299.0)];
        spread(&mut places, &[(10.0, 80.0); 3]);
        let mut heights: Vec<f64> = places.iter().map(|p| p.1).collect();
        heights.sort_by(f64::total_cmp);
        assert!(heights.windows(2).all(|w| w[1] - w[0] > 17.0), "{heights:?}");
    }

    #[test]
    fn the_layout_is_fixed_and_keeps_neighbours_near() {
        let edges = [(0, 1, 9.0), (2, 3, 9.0), (4, 5, 9.0), (1, 2, 1.0)];
        let places = layout(6, &edges);
        assert_eq!(places, layout(6, &edges));
        let far = |i: usize, j: usize| {
            let (a, b) = (places[i], places[j]);
            ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt()
        };
        assert!(far(0, 1) < far(0, 5), "{places:?}");
        assert!(
            places.iter().all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=HEIGHT).contains(y))
        );
        assert_eq!(layout(1, &[]).len(), 1);
        assert!(layout(0, &[]).is_empty());
    }
}
