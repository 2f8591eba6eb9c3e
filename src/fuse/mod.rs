//! From overlapping candidates to mentions.
//!
//! The gazetteers, the tagger and the date grammar each propose spans; they overlap and disagree.
//! `fuse` decides, in this order:
//!
//! 1. [`bounds`] mends each candidate to the annotation rules (no titles, no possessives, no articles).
//!    A number and a noun ("308th Division") are a unit of an army, whatever the sources say.
//! 2. [`pool`] joins candidates of the same span and kind and adds up their evidence.
//! 3. [`order`] sorts by one total order and takes spans greedily, so that no two overlap.
//! 4. [`context`] asks what stands around a span: a rank, a list of people, a ship's prefix; what brackets hold and
//!    what names somebody takes is in files of their own.
//! 5. [`echo`] lets a name the sources are sure of in one place speak for its repeats elsewhere, and a body
//!    named in full for its head alone ("the Council");
//!    then 2 and 3 run once more over everything.
//!
//! Every step is a pure function; the result does not depend on the order of the candidates given.

pub mod bounds;
mod brackets;
pub mod context;
mod defined;
pub mod echo;
mod heads;
pub mod order;
pub mod pool;
mod taken;
mod tokens;
mod units;
mod universities;

use crate::entity::{Candidate, Mention};
use crate::text::Document;

/// Decides between all candidates of a document. The mentions are sorted by start and do not
/// overlap; for each, `doc.raw()[mention.raw.range()] == mention.text`.
pub fn fuse(doc: &Document, candidates: Vec<Candidate>) -> Vec<Mention> {
    let events = bounds::events(doc);
    let mut candidates = bounds::mend(doc, candidates, &events);
    candidates.extend(units::propose(doc));
    candidates.extend(universities::propose(doc));
    let pooled = pool::pool(doc, &candidates);
    let first = order::choose(pooled.clone());
    for (whole, parts) in echo::run_together(doc, &pooled, &first) {
        candidates.retain(|c| c.span != whole);
        candidates.extend(parts);
    }
    let verdicts = context::verdicts(doc, &pooled, &first);
    let first = if verdicts.is_empty() {
        first
    } else {
        context::carry_out(&mut candidates, verdicts);
        order::choose(pool::pool(doc, &candidates))
    };
    candidates.extend(heads::propose(doc, &first));
    candidates.extend(echo::repeats(doc, &first, &events));
    let chosen = order::choose(pool::pool(doc, &candidates));
    chosen.into_iter().filter_map(|pooled| mention(doc, pooled)).collect()
}

fn mention(doc: &Document, pooled: pool::Pooled) -> Option<Mention> {
    let raw = doc.to_raw(pooled.span);
    let text = raw.get(doc.raw()).filter(|text| !text.trim().is_empty())?;
    Some(Mention {
        clean: pooled.span,
        raw,
        text: text.to_owned(),
        clean_text: pooled.span.slice(doc.clean()).to_owned(),
        kind: pooled.kind,
        score: pooled.strength,
        sources: pooled.sources,
        entries: pooled.entries,
        sentence: doc.sentence_at(pooled.span.start()),
        date: pooled.date,
    })
}
