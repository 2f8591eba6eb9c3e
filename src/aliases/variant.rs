//! The same name in other dress: word order, "of China" for "Chinese", names of one state, a
//! place with or without "River".

use super::cluster::Clusters;
use super::hash::{HashMap, HashSet};
use super::link::Link;
use super::org::Parent;
use super::scene::{Form, Name, Scene};
use super::states::StateId;
use crate::entity::EvidenceKind;

/// Ties every name to the first that it is a variant of.
pub(crate) fn apply(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let mixed = bases_of_two_sorts(scene);
    let mut first: HashMap<Key, usize> = HashMap::default();
    for (id, name) in scene.names.iter().enumerate() {
        for key in keys(name) {
            if matches!(&key, Key::Base(base) if mixed.contains(base)) {
                continue;
            }
            let earlier = *first.entry(key.clone()).or_insert(id);
            let Some(other) = scene.name(earlier).filter(|_| earlier != id) else { continue };
            let Some(mention) = scene.mentions.get(name.first()) else { continue };
            let (kind, because) = key.reason(&other.text, &name.text);
            let mut link =
                Link::of_names(kind, (other.first(), name.first()), mention.clean, because);
            link.certain = matches!(key, Key::State(_));
            clusters.link(link);
        }
    }
    washington_dc(scene, clusters);
}

/// "Kunene" where the document has both a river and a province of that name.
fn bases_of_two_sorts(scene: &Scene<'_>) -> HashSet<String> {
    let mut sorts: HashMap<&str, &str> = HashMap::default();
    let mut mixed = HashSet::default();
    for place in scene.names.iter().filter_map(Name::place) {
        if let (Some(base), Some(sort)) = (&place.base, &place.sort) {
            let known = *sorts.entry(base).or_insert(sort);
            if known != sort {
                mixed.insert(base.clone());
            }
        }
    }
    mixed
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The words of a person's name, sorted.
    Words(Vec<String>, Option<u8>),
    /// What an organisation is, and whose.
    Organ(String, Parent),
    /// An organisation's words evened out.
    Even(Vec<String>),
    State(StateId),
    /// A place's name without "River", "Province".
    Base(String),
}

impl Key {
    fn reason(&self, a: &str, b: &str) -> (EvidenceKind, String) {
        match self {
            Self::Words(..) => (
                EvidenceKind::Variant,
                format!("{b} has the same words as {a} in another order or joining."),
            ),
            Self::Organ(..) => (
                EvidenceKind::Variant,
                format!("{b} says with other words of whom the same as {a}."),
            ),
            Self::Even(_) => (EvidenceKind::Variant, format!("{b} is {a} but for spelling.")),
            Self::State(state) => (
                EvidenceKind::Gazetteer,
                format!("{a} and {b} are both names of {}.", state.usual_name()),
            ),
            Self::Base(_) => (
                EvidenceKind::ShortForm,
                format!("{b} and {a} name the same place with and without the word for its sort."),
            ),
        }
    }
}

fn keys(name: &Name) -> Vec<Key> {
    match &name.form {
        Form::Person(p) if !p.is_bare() && p.words.len() > 1 => {
            let mut words = p.words.clone();
            words.sort_unstable();
            vec![Key::Words(words, p.numeral)]
        }
        Form::Person(_) => Vec::new(),
        Form::Organisation(o) => match &o.parent {
            Some(parent) => vec![Key::Organ(o.core_key(), parent.clone())],
            None if o.acronym.is_none() && !o.is_generic() => vec![Key::Even(o.words.clone())],
            None => Vec::new(),
        },
        Form::Place(p) => {
            let mut keys: Vec<Key> = p.state.map(Key::State).into_iter().collect();
            match &p.base {
                Some(base) => keys.push(Key::Base(base.clone())),
                None => keys.push(Key::Base(p.words.concat())),
            }
            keys
        }
    }
}

/// "Washington, D.C.": the district is the city.
fn washington_dc(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    for pair in scene.order.windows(2) {
        let [a, b] = *pair else { continue };
        let (Some(city), Some(district)) = (scene.mentions.get(a), scene.mentions.get(b)) else {
            continue;
        };
        let key = |m: usize| scene.name_at(m).map(|n| n.key.as_str());
        let gap = scene.between(city.clean.end(), district.clean.start());
        if key(a) == Some("washington")
            && matches!(key(b), Some("dc" | "districtofcolumbia"))
            && gap.trim().trim_matches(',').is_empty()
            && city.kind == district.kind
        {
            let mut link = Link::of_names(
                EvidenceKind::Variant,
                (a, b),
                city.clean.join(district.clean),
                format!(
                    "“{}” is one address.",
                    super::statement::flat(
                        city.clean.join(district.clean).slice(scene.doc.clean())
                    )
                ),
            );
            link.certain = true;
            clusters.link(link);
        }
    }
}
