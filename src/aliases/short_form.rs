//! Names with parts left out that still stand by themselves: "W. Churchill", "No. 88 Brigade",
//! "Harvard". Lone surnames and bare organs need the passage: see `passage`.

use rayon::prelude::*;

use super::cluster::Clusters;
use super::gazetteer;
use super::hash::HashMap;
use super::link::Link;
use super::org;
use super::person::{self, Likeness};
use super::scene::{CHUNK, Name, Scene};
use crate::entity::{EntityKind, EvidenceKind};
use crate::romanise::fold;

/// Names compared within one bucket.
const MOST_IN_BUCKET: usize = 60;

/// Ties shortened names to the fuller one.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    keep_apart(scene, clusters);
    persons(scene, clusters);
    organisations(scene, clusters);
}

/// "the Peasant Party (SL)" and "the Polish Peasant Party (PSL)": of two bodies for which the text defines
/// letters of their own, neither is the other's short form.
fn keep_apart(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let defined: Vec<(usize, &str, &[String])> = scene
        .names
        .iter()
        .enumerate()
        .filter_map(|(id, name)| {
            let words = name.org().filter(|o| o.acronym.is_none()).map(|o| o.words.as_slice())?;
            let letters = name.mentions.iter().find_map(|&m| letters_behind(scene, m))?;
            Some((id, letters, words))
        })
        .collect();
    for (i, &(a, one, words)) in defined.iter().enumerate() {
        for &(b, other, more) in defined.get(i + 1..).unwrap_or_default() {
            let (short, long) =
                if words.len() <= more.len() { (words, more) } else { (more, words) };
            if one != other && long.ends_with(short) {
                clusters.cannot.names(a, b);
            }
        }
    }
}

/// The letters that stand last in the bracket behind a mention: "(SL)", "(Peasant Party, SL)", and those behind
/// "Peasant Party" there.
fn letters_behind<'s>(scene: &'s Scene<'_>, mention: usize) -> Option<&'s str> {
    const REACH: usize = 70;
    let rest = scene.doc.clean().get(scene.mentions.get(mention)?.clean.end()..)?;
    let inside = rest.strip_prefix(" (").or_else(|| rest.strip_prefix([',', ';']))?;
    // Looked for no farther than it may be: a bracket may never close.
    let inside = inside.get(..inside.bytes().take(REACH).position(|b| b == b')')?)?;
    let letters = inside.rsplit([',', ';', '(']).next()?.trim();
    let all = (2..=8).contains(&letters.len()) && letters.chars().all(char::is_uppercase);
    (all && !inside.contains('(')).then_some(letters)
}

fn persons(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let mut slots: HashMap<String, usize> = HashMap::default();
    let mut buckets: Vec<Vec<usize>> = Vec::new();
    let mut buckets_of: Vec<Vec<usize>> = vec![Vec::new(); scene.names.len()];
    for (id, name) in scene.names.iter().enumerate() {
        let Some(parsed) = name.person().filter(|p| !p.is_bare() && p.words.len() > 1) else {
            continue;
        };
        for key in person_keys(parsed) {
            let slot = *slots.entry(key).or_insert_with(|| {
                buckets.push(Vec::new());
                buckets.len() - 1
            });
            if let Some(bucket) = buckets.get_mut(slot).filter(|b| b.len() < MOST_IN_BUCKET) {
                bucket.push(id);
                buckets_of[id].push(slot);
            }
        }
    }
    // A pair that stands in several buckets is compared once: by the name that comes first, which
    // remembers in `met` whom it has met.
    let alike = |met: &mut Vec<usize>, a: usize| {
        let mut found: Vec<(Likeness, usize, usize)> = Vec::new();
        let Some(one) = scene.name(a).and_then(Name::person) else { return found };
        for bucket in buckets_of.get(a).into_iter().flatten().filter_map(|&b| buckets.get(b)) {
            let later = bucket.partition_point(|&b| b <= a);
            for &b in bucket.get(later..).unwrap_or_default() {
                let Some(last) = met.get_mut(b).filter(|last| **last != a) else { continue };
                *last = a;
                let other = scene.name(b).and_then(Name::person);
                if let Some(like) = other.and_then(|other| person::likeness(one, other)) {
                    found.push((like, a, b));
                }
            }
        }
        found
    };
    let nobody = || vec![usize::MAX; scene.names.len()];
    let mut pairs: Vec<(Likeness, usize, usize)> = (0..scene.names.len())
        .into_par_iter()
        .with_min_len(CHUNK)
        .map_init(nobody, alike)
        .flatten_iter()
        .collect();
    // Closest first; of equals the names used most, so that "J. Smith" goes to the better known.
    let weight = |n: usize| scene.name(n).map_or(0, |n| n.mentions.len());
    pairs.sort_by_key(|&(like, a, b)| (like, std::cmp::Reverse(weight(a) + weight(b)), a, b));
    for (like, a, b) in pairs {
        let (Some(x), Some(y)) = (scene.name(a), scene.name(b)) else { continue };
        let because = match like {
            Likeness::SameWords => format!("{} and {} have the same words.", x.text, y.text),
            Likeness::Initials => {
                format!("The initials of {} and {} agree, and so does the surname.", x.text, y.text)
            }
            Likeness::GivenForm => format!(
                "{} and {} have forms of one given name before the same surname.",
                x.text, y.text
            ),
            Likeness::Shortened => format!("{} and {} differ by words left out.", x.text, y.text),
            Likeness::Misspelled => {
                format!("{} and {} differ by one letter of a given name.", x.text, y.text)
            }
            Likeness::Romanised => {
                format!("{} and {} are one name in two transliterations.", x.text, y.text)
            }
        };
        let kind = match like {
            Likeness::Misspelled => EvidenceKind::Variant,
            Likeness::Romanised => EvidenceKind::Romanisation,
            Likeness::SameWords => EvidenceKind::Variant,
            _ => EvidenceKind::ShortForm,
        };
        link(scene, clusters, kind, x, y, because);
    }
}

/// Two names that go together share one of these.
fn person_keys(name: &person::PersonName) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(family) = name.family() {
        let initial: String =
            name.given().first().map(|g| g.chars().take(1).collect()).unwrap_or_default();
        keys.push(format!("f:{family}"));
        keys.extend(name.family_key().map(|key| format!("c:{key}")));
        keys.push(format!("i:{initial}{family}"));
    }
    // The first two words, the last two, and "de Lattre" of "Jean de Lattre de Tassigny".
    for (at, pair) in name.words.windows(2).enumerate() {
        if let [a, b] = pair
            && (at == 0 || at + 2 == name.words.len() || person::is_particle(a))
        {
            keys.push(format!("p:{a} {b}"));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn organisations(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let mut by_words: HashMap<Vec<String>, Vec<usize>> = HashMap::default();
    let mut units: HashMap<(Vec<u32>, String), Vec<usize>> = HashMap::default();
    for (id, name) in scene.names.iter().enumerate() {
        let Some(parsed) = name.org().filter(|o| o.acronym.is_none()) else { continue };
        // "Harvard" of "Harvard University": what is left out only says what sort of body it is. What
        // is left must not say that too: the League of Nations Union is not the League of Nations.
        let mut stem = parsed.words.clone();
        while stem.len() > 1 && stem.last().is_some_and(|w| org::is_kind(w)) {
            stem.pop();
            if !stem.iter().any(|w| org::is_kind(w)) {
                by_words.entry(stem.clone()).or_default().push(id);
            }
        }
        let numbers = parsed.numbers();
        if let Some(head) =
            parsed.words.last().filter(|_| !numbers.is_empty() && parsed.words.len() > 1)
        {
            units.entry((numbers, head.clone())).or_default().push(id);
        }
    }
    let mut by_head: HashMap<String, Vec<usize>> = HashMap::default();
    for (id, name) in scene.names.iter().enumerate() {
        if let Some(head) = name.org().and_then(|_| head_of(&name.text)) {
            by_head.entry(head).or_default().push(id);
        }
    }
    let by_tail = by_tail(scene);
    for name in &scene.names {
        // "Union Minière" of "Union Minière du Haut-Katanga", where only one name begins so.
        let heads = name.org().filter(|o| !o.is_generic()).and_then(|_| by_head.get(&name.key));
        let begins = match heads.map(Vec::as_slice) {
            Some(&[full]) => scene.name(full),
            _ => None,
        };
        // "Land League" of "Irish National Land League", named before it; of the two the better known.
        let ends = ends_of(scene, &by_tail, name);
        let uses = |full: &Name| full.mentions.len();
        let ends = ends.filter(|full| begins.is_none_or(|other| uses(full) >= uses(other)));
        let found = ends.map(|full| (full, "ends")).or(begins.map(|full| (full, "begins")));
        if let Some((full, how)) = found {
            let because = format!("{} is how {} {how}.", name.text, full.text);
            link(scene, clusters, EvidenceKind::ShortForm, name, full, because);
        }
        let Some(parsed) = name.org().filter(|o| o.acronym.is_none() && !o.is_generic()) else {
            continue;
        };
        let Some(fuller) = by_words.get(&parsed.words) else { continue };
        let best = fuller
            .iter()
            .filter_map(|&f| scene.name(f))
            .filter(|f| f.key != name.key && !is_listed_itself(scene, name, f))
            .max_by_key(|f| (f.mentions.len(), std::cmp::Reverse(f.first())));
        if let Some(full) = best {
            let because = format!("{} is {} without the word for its sort.", name.text, full.text);
            link(scene, clusters, EvidenceKind::ShortForm, name, full, because);
        }
    }
    let mut units: Vec<Vec<usize>> = units.into_values().filter(|u| u.len() > 1).collect();
    units.sort_unstable();
    for unit in units {
        let unit = unit.get(..MOST_IN_BUCKET).unwrap_or(&unit);
        for (i, &a) in unit.iter().enumerate() {
            for &b in unit.get(i + 1..).unwrap_or_default() {
                let (Some(x), Some(y)) = (scene.name(a), scene.name(b)) else { continue };
                let (Some(p), Some(q)) = (x.org(), y.org()) else { continue };
                let (short, long) = if p.words.len() <= q.words.len() { (p, q) } else { (q, p) };
                if short.words.len() < long.words.len()
                    && is_subsequence(&short.words, &long.words)
                    && !is_of_another_sort(&short.words, &long.words)
                {
                    let because = format!(
                        "{} and {} have the same number and sort; words are left out.",
                        x.text, y.text
                    );
                    link(scene, clusters, EvidenceKind::ShortForm, x, y, because);
                }
            }
        }
    }
}

/// A list knows the shorter name as the name of something, and not of what the longer one names: the
/// United Nations and the United Nations Command.
fn is_listed_itself(scene: &Scene<'_>, short: &Name, full: &Name) -> bool {
    let entry = |name: &Name| gazetteer::sole_entry(scene, name.first());
    entry(short).is_some_and(|listed| {
        fold::key(&listed.name) == short.key && entry(full).is_none_or(|other| other != listed)
    })
}

/// Organisations by what their names end with, two words at least.
fn by_tail<'s>(scene: &'s Scene<'_>) -> HashMap<&'s [String], Vec<usize>> {
    let mut tails: HashMap<&[String], Vec<usize>> = HashMap::default();
    for (id, name) in scene.names.iter().enumerate() {
        let Some(parsed) = name.org().filter(|o| o.acronym.is_none()) else { continue };
        for cut in 1..parsed.words.len().saturating_sub(1) {
            if let Some(tail) = parsed.words.get(cut..) {
                tails.entry(tail).or_default().push(id);
            }
        }
    }
    tails
}

/// The one organisation whose name ends like this one and that the text named before it.
fn ends_of<'s>(
    scene: &'s Scene<'_>,
    tails: &HashMap<&[String], Vec<usize>>,
    name: &Name,
) -> Option<&'s Name> {
    let parsed = name.org().filter(|o| o.acronym.is_none() && !o.is_generic())?;
    let &[full] = tails.get(parsed.words.as_slice())?.as_slice() else { return None };
    let full = scene.name(full)?;
    let earlier = scene.rank.get(full.first()) < scene.rank.get(name.first());
    let numbers = full.org().map(super::org::OrgName::numbers);
    // The United Nations are not their General Assembly.
    let owner = full
        .text
        .strip_suffix(name.text.as_str())
        .is_some_and(|head| head.ends_with(" of ") || head.ends_with(" of the "));
    (earlier && !owner && numbers == Some(parsed.numbers())).then_some(full)
}

/// What stands before the first "of" or its like, folded, if it is two words or more.
fn head_of(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let at = words
        .iter()
        .position(|w| matches!(*w, "of" | "for" | "du" | "de" | "des" | "der" | "del" | "della"))?;
    let head = words.get(..at)?;
    let head =
        if head.first().is_some_and(|w| w.eq_ignore_ascii_case("the")) { &head[1..] } else { head };
    (head.len() >= 2).then(|| fold::key(&head.concat()))
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|w| rest.any(|l| l == w))
}

/// The First Route Army is not the First Army, nor is an army group an army.
fn is_of_another_sort(short: &[String], long: &[String]) -> bool {
    const SORTS: [&str; 12] = [
        "route",
        "group",
        "field",
        "front",
        "air",
        "tank",
        "panzer",
        "guards",
        "shock",
        "home",
        "territorial",
        "flying",
    ];
    long.iter().any(|w| SORTS.contains(&w.as_str()) && !short.contains(w))
}

fn link(
    scene: &Scene<'_>,
    clusters: &mut Clusters<'_, '_>,
    kind: EvidenceKind,
    x: &Name,
    y: &Name,
    because: String,
) {
    debug_assert_eq!(x.kind, y.kind);
    let later = x.first().max(y.first());
    let Some(mention) = scene.mentions.get(later).filter(|m| m.kind != EntityKind::Date) else {
        return;
    };
    clusters.link(Link::of_names(kind, (x.first().min(y.first()), later), mention.clean, because));
}
