//! One name in two romanisations ("Mao Tse-tung", "Mao Zedong").

use rayon::prelude::*;

use super::cluster::Clusters;
use super::hash::HashMap;
use super::link::Link;
use super::scene::{CHUNK, Name, Scene};
use crate::entity::{EntityKind, EvidenceKind};
use crate::romanise::{Spelling, System};

/// Names compared within one bucket; a bucket that is larger holds no real name.
const MOST_IN_BUCKET: usize = 40;

/// Ties full names and places that can be one in two romanisations, best agreement first.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let spellings: Vec<Option<&Spelling>> =
        scene.names.par_iter().with_min_len(CHUNK).map(Name::spelling).collect();
    let mut buckets: HashMap<(EntityKind, String), Vec<usize>> = HashMap::default();
    for (id, spelling) in spellings.iter().enumerate() {
        let Some(kind) = scene.name(id).map(|n| n.kind) else { continue };
        for key in spelling.iter().flat_map(|s| s.keys()) {
            buckets.entry((kind, key)).or_default().push(id);
        }
    }
    let mut pairs = Vec::new();
    for bucket in buckets.values().filter(|b| b.len() > 1) {
        let bucket = bucket.get(..MOST_IN_BUCKET).unwrap_or(bucket);
        for (i, &a) in bucket.iter().enumerate() {
            for &b in bucket.get(i + 1..).unwrap_or_default() {
                if let (Some(Some(x)), Some(Some(y))) = (spellings.get(a), spellings.get(b))
                    && let Some(agreement) = x.agrees(y)
                {
                    pairs.push((agreement.distance, a, b, agreement.system));
                }
            }
        }
    }
    // Best first, then text order; a pair found in two buckets counts once.
    pairs.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    pairs.dedup_by_key(|p| (p.1, p.2));
    for (_, a, b, system) in pairs {
        let (Some(x), Some(y)) = (scene.name(a), scene.name(b)) else { continue };
        let Some(mention) = scene.mentions.get(y.first()) else { continue };
        let because = match system {
            System::Irregular => {
                format!("{} and {} are customary spellings of one name.", x.text, y.text)
            }
            _ => format!(
                "{} and {} are one name in two spellings ({}).",
                x.text,
                y.text,
                system.name()
            ),
        };
        let mut link = Link::of_names(
            EvidenceKind::Romanisation,
            (x.first(), y.first()),
            mention.clean,
            because,
        );
        link.certain = system == System::Irregular && !clusters.cannot.parts_names(a, b);
        clusters.link(link);
    }
}
