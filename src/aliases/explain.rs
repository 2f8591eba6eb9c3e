//! The chain of reasons for one name, for a reader.

use std::collections::VecDeque;
use std::fmt::Write;

use super::Resolution;
use crate::entity::{Evidence, Mention};
use crate::romanise::fold;
use crate::text::Document;

/// Tells, for every entity that goes by `name`, under which names it stands, how often, and why
/// each is the same. A name that the document does not know is said to be unknown.
pub fn explain(
    doc: &Document,
    mentions: &[Mention],
    resolution: &Resolution,
    name: &str,
) -> String {
    let key = fold::key(name);
    let mut out = String::new();
    for entity in &resolution.entities {
        let text = |m: usize| mentions.get(m).map_or("", |m| m.clean_text.as_str());
        let goes_by = fold::key(&entity.name) == key
            || entity.mentions.iter().any(|&m| fold::key(text(m)) == key);
        if !goes_by {
            continue;
        }
        let _ =
            writeln!(out, "{} ({}), {} mentions", entity.name, entity.kind, entity.mentions.len());
        let mut aliases: Vec<(&str, usize)> = Vec::new();
        for &m in &entity.mentions {
            match aliases.iter_mut().find(|(t, _)| *t == text(m)) {
                Some(slot) => slot.1 += 1,
                None => aliases.push((text(m), 1)),
            }
        }
        for (alias, count) in &aliases {
            let _ = writeln!(out, "  {alias} ×{count}");
        }
        let chain = chain(&entity.evidence, mentions, &entity.name, &key);
        let shown: Vec<&Evidence> =
            if chain.is_empty() { entity.evidence.iter().collect() } else { chain };
        for evidence in shown {
            let (a, b) = evidence.between;
            let _ = writeln!(
                out,
                "  {} = {} [{}] {}",
                text(a),
                text(b),
                evidence.kind.as_str(),
                evidence.because
            );
            let proof =
                evidence.proof.slice(doc.raw()).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "      at byte {}: {proof}", evidence.proof.start());
        }
        if !entity.ambiguous_with.is_empty() {
            let _ = writeln!(out, "  some mentions may be: {}", entity.ambiguous_with.join(", "));
        }
    }
    if out.is_empty() {
        let _ = writeln!(out, "no entity goes by the name {name:?}");
    }
    out
}

/// The shortest chain of edges from the entity's best name to the name asked for.
fn chain<'e>(
    evidence: &'e [Evidence],
    mentions: &[Mention],
    from: &str,
    to: &str,
) -> Vec<&'e Evidence> {
    let key = |m: usize| mentions.get(m).map(|m| fold::key(&m.clean_text)).unwrap_or_default();
    let start = fold::key(from);
    let mut reached: Vec<(String, Vec<&Evidence>)> = vec![(start.clone(), Vec::new())];
    let mut queue = VecDeque::from([(start, Vec::new())]);
    while let Some((at, path)) = queue.pop_front() {
        if at == to {
            return path;
        }
        for edge in evidence {
            let (a, b) = (key(edge.between.0), key(edge.between.1));
            let next = if a == at {
                b
            } else if b == at {
                a
            } else {
                continue;
            };
            if reached.iter().any(|(k, _)| *k == next) {
                continue;
            }
            let mut longer: Vec<&Evidence> = path.clone();
            longer.push(edge);
            reached.push((next.clone(), longer.clone()));
            queue.push_back((next, longer));
        }
    }
    Vec::new()
}
