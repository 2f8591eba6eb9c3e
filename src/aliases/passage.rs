//! Names that only the passage explains: a lone surname, "Central Committee", "the League".
//!
//! Candidates compete by how present they are: each mention makes its entity present, presence
//! fades with distance, and entities that the whole document speaks of much are never quite
//! absent. Where the second is close behind, the choice is marked as ambiguous.

use std::borrow::Cow;

use super::cluster::Clusters;
use super::given_names;
use super::hash::{HashMap, HashSet};
use super::link::Link;
use super::org::{self, Parent};
use super::scene::{Form, Handle, Name, Scene, spelled_keys};
use super::states::StateId;
use super::titles::{self, Age, Gender, Told};
use crate::entity::{EntityKind, EvidenceKind};
use crate::gazetteer::lexicon;
use crate::romanise::fold;

/// Bytes of text over which presence falls to a third.
const FADE: f32 = 1500.0;
/// Weight of how often the document names the candidate in full.
const SALIENCE: f32 = 0.5;
/// Weight of how often lone names were already taken for the candidate.
const HABIT: f32 = 0.4;
/// The first of its kind in a sentence is this much more present.
const SUBJECT: f32 = 0.3;
/// The rival last named in full gets this much more.
const LATEST: f32 = 0.4;
/// Who is named in full in the very sentence gets this much more.
const SENTENCE: f32 = 0.5;
/// What of the presence before a mention lasts beyond it: many mentions close together do not pile
/// up.
const CARRY: f32 = 0.5;
/// Who is named only to say whose kin somebody is ("a grandson of Theodore Roosevelt") comes in by
/// so much of a full mention.
const IN_PASSING: f32 = 0.3;
/// Who came in as somebody's kin ("his father, Zhang Zuolin") is seldom meant by the surname both
/// have.
const KIN: f32 = 0.7;
/// A candidate not yet mentioned counts this much.
const UNSEEN: f32 = 0.35;
/// A handle of no more weight than this may be a given name and nothing else: a common one calls nobody
/// before the whole name has been told, but for titles of papers, which stand in their first sentence.
const GIVEN_ONLY: f32 = 0.5;
/// A runner-up this close is told.
const CLOSE: f32 = 0.7;

/// Resolves organs by their parents, then walks the text and gives every lone name to the most
/// present candidate.
pub(crate) fn apply<'s, 'a>(scene: &'s Scene<'a>, clusters: &mut Clusters<'s, 'a>) {
    organs(scene, clusters);
    let mut stage = Stage::new(scene, clusters);
    stage.settle_lone_names();
    stage.walk();
}

// ---------------------------------------------------------------------------------------------
// Organs

/// Whose an organ is, once names are groups.
#[derive(Clone, Debug)]
enum Owner {
    State(StateId),
    /// The group of this mention.
    Group(usize),
    /// A name that the document never uses by itself.
    Text(String),
}

fn owner_of(scene: &Scene<'_>, parent: &Parent) -> Owner {
    match parent {
        Parent::State(state) => Owner::State(*state),
        Parent::Name(key) => {
            let known = scene
                .by_key(EntityKind::Organisation, key)
                .or_else(|| scene.by_key(EntityKind::Place, key))
                .and_then(|n| scene.name(n));
            match known {
                Some(name) => match name.place().and_then(|p| p.state) {
                    Some(state) => Owner::State(state),
                    None => Owner::Group(name.first()),
                },
                None => Owner::Text(key.clone()),
            }
        }
    }
}

fn same_owner(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>, a: &Owner, b: &Owner) -> bool {
    match (a, b) {
        (Owner::State(x), Owner::State(y)) => x == y,
        (Owner::Group(x), Owner::Group(y)) => clusters.root(*x) == clusters.root(*y),
        (Owner::Text(x), Owner::Text(y)) => x == y,
        (Owner::State(state), Owner::Group(group)) | (Owner::Group(group), Owner::State(state)) => {
            // "China's Central Committee" and that of the Chinese Communist Party.
            clusters.names_of(*group).iter().filter_map(|&n| scene.name(n)).any(|n| match &n.form {
                Form::Organisation(o) => o.parent == Some(Parent::State(*state)),
                Form::Place(p) => p.state == Some(*state),
                Form::Person(_) => false,
            })
        }
        _ => false,
    }
}

/// The owner that the text puts right before or behind a mention: "CCP's …", "… of the KWP",
/// "Chinese …".
fn owner_beside(scene: &Scene<'_>, mention: usize) -> Option<(Owner, usize)> {
    let at = *scene.rank.get(mention)?;
    let this = scene.mentions.get(mention)?;
    let owner = |m: usize| -> Option<Owner> {
        let name = scene.name_at(m)?;
        match &name.form {
            Form::Place(p) => Some(p.state.map_or(Owner::Group(m), Owner::State)),
            Form::Organisation(_) => Some(Owner::Group(m)),
            Form::Person(_) => None,
        }
    };
    if let Some(&previous) = at.checked_sub(1).and_then(|p| scene.order.get(p))
        && let Some(before) = scene.mentions.get(previous)
    {
        let gap = scene.between(before.clean.end(), this.clean.start());
        let organisation = before.kind == EntityKind::Organisation;
        let beside = before.clean.end() <= this.clean.start()
            && (matches!(gap, "'s " | "’s " | " s " | "' " | "’ " | "'s own " | "’s own ")
                || (gap == " " && organisation));
        if beside && let Some(owner) = owner(previous) {
            return Some((owner, previous));
        }
    }
    if let Some(&next) = scene.order.get(at + 1)
        && let Some(after) = scene.mentions.get(next)
    {
        let gap = scene.between(this.clean.end(), after.clean.start()).trim().to_lowercase();
        if matches!(gap.as_str(), "of the" | "of")
            && this.clean.end() < after.clean.start()
            && let Some(owner) = owner(next)
        {
            return Some((owner, next));
        }
    }
    let words = titles::words_before(scene.doc.clean(), this.clean.start(), 2);
    (1..=words.len()).rev().find_map(|n| {
        let key: String = words.get(words.len() - n..)?.iter().map(|w| fold::key(w)).collect();
        Some((Owner::State(StateId::of_adjective(&key)?), mention))
    })
}

/// Groups organs by what they are and whose.
fn organs(scene: &Scene<'_>, clusters: &mut Clusters<'_, '_>) {
    let mut cores: HashMap<String, Vec<usize>> = HashMap::default();
    let mut order: Vec<String> = Vec::new();
    for (id, name) in scene.names.iter().enumerate() {
        let Some(parsed) = name.org().filter(|o| o.acronym.is_none()) else { continue };
        let core = parsed.core_key();
        let slot = cores.entry(core.clone()).or_default();
        if slot.is_empty() {
            order.push(core);
        }
        slot.push(id);
    }
    for core in order {
        let Some(ids) = cores.get(&core) else { continue };
        let mut anchors: Vec<(Owner, usize)> = Vec::new();
        let names = || ids.iter().filter_map(|&id| scene.name(id));
        for name in names() {
            let Some(parent) = name.org().and_then(|o| o.parent.as_ref()) else { continue };
            let owner = owner_of(scene, parent);
            if name.is_contextual() {
                clusters.join_name(name);
            }
            attach(scene, clusters, &mut anchors, owner, name.first(), None);
        }
        for name in names().filter(|n| n.org().is_some_and(|o| o.parent.is_none())) {
            if name.is_contextual() {
                for &mention in &name.mentions {
                    if let Some((owner, beside)) = owner_beside(scene, mention) {
                        attach(scene, clusters, &mut anchors, owner, mention, Some(beside));
                    }
                }
            } else if let Some((_, anchor)) = anchors.iter().max_by_key(|(_, a)| {
                let uses = scene.name_at(*a).map_or(0, |n| n.mentions.len());
                (uses, std::cmp::Reverse(scene.rank.get(*a)))
            }) {
                let (a, b) = in_order(scene, *anchor, name.first());
                let because = format!("{} is short for {}.", name.text, scene.quote(*anchor));
                propose(scene, clusters, EvidenceKind::ShortForm, (a, b), because);
            }
        }
    }
}

fn attach(
    scene: &Scene<'_>,
    clusters: &mut Clusters<'_, '_>,
    anchors: &mut Vec<(Owner, usize)>,
    owner: Owner,
    mention: usize,
    beside: Option<usize>,
) {
    for (known, anchor) in anchors.iter() {
        if same_owner(scene, clusters, known, &owner) {
            let (a, b) = in_order(scene, *anchor, mention);
            let because = match beside.filter(|&x| x != mention) {
                Some(x) => format!(
                    "{} stands beside {}, whose {} is meant elsewhere too.",
                    scene.quote(mention),
                    scene.quote(x),
                    scene.quote(mention)
                ),
                None => format!(
                    "{} and {} are the same organ of the same body.",
                    scene.quote(a),
                    scene.quote(b)
                ),
            };
            let kind =
                if beside.is_some() { EvidenceKind::ShortForm } else { EvidenceKind::Variant };
            propose(scene, clusters, kind, (a, b), because);
            return;
        }
    }
    anchors.push((owner, mention));
}

fn propose(
    scene: &Scene<'_>,
    clusters: &mut Clusters<'_, '_>,
    kind: EvidenceKind,
    between: (usize, usize),
    because: String,
) -> bool {
    let Some(mention) = scene.mentions.get(between.1) else { return false };
    clusters.link(Link::of_names(kind, between, mention.clean, because))
}

fn in_order(scene: &Scene<'_>, a: usize, b: usize) -> (usize, usize) {
    if scene.rank.get(a) <= scene.rank.get(b) { (a, b) } else { (b, a) }
}

/// Fewer letters prove nothing once some are lost.
const LEAST_LETTERS: usize = 6;

/// The key of a word from which extraction has dropped the letters that are not ASCII.
fn lost_key(word: &str) -> String {
    format!("lost:{word}")
}

/// Every key under which a word may be another spelling of a name.
fn keys_of(word: &str) -> impl Iterator<Item = String> {
    spelled_keys(word).into_iter().chain([lost_key(word)])
}

/// The lost key of the word of a name that folds to `word`, if it has such letters: "Mikoajczyk" for "Mikołajczyk".
fn key_of_lost_letters(name: &str, word: &str) -> Option<String> {
    let written = name.split_whitespace().find(|w| !w.is_ascii() && fold::key(w) == word)?;
    let left: String = written.chars().filter(char::is_ascii).collect();
    let left = fold::key(&left);
    (left.len() >= LEAST_LETTERS && left != word).then(|| lost_key(&left))
}

// ---------------------------------------------------------------------------------------------
// The walk

/// One entity on the stage.
struct Actor {
    anchor: usize,
    /// Mentions by names that stand by themselves, in the whole document.
    full: usize,
    /// Lone names taken for it so far.
    taken: usize,
    /// What lasts of its presence however far away; see [`Actor::weigh`].
    lasting: f32,
    presence: f32,
    at: usize,
    seen: bool,
    /// The last mention by a full name.
    last_full: usize,
    /// The last few mentions.
    recent: Vec<usize>,
    /// What its titles tell.
    gender: Option<Gender>,
    /// What the pronouns behind its full names tell.
    heard: Heard,
    /// Known by a title before a lone surname only ("Madame Sun").
    titled: bool,
    /// Introduced as the kin of somebody.
    kin: bool,
    /// Of which of two generations it was said to be.
    age: Option<Age>,
}

/// Pronouns heard behind a name.
#[derive(Clone, Copy, Debug, Default)]
struct Heard {
    female: usize,
    male: usize,
}

impl Heard {
    fn note(&mut self, gender: Option<Gender>) {
        match gender {
            Some(Gender::Female) => self.female += 1,
            Some(Gender::Male) => self.male += 1,
            None => {}
        }
    }

    /// Only what all agree on counts.
    fn gender(self) -> Option<Gender> {
        match (self.female, self.male) {
            (0, 0) => None,
            (0, _) => Some(Gender::Male),
            (_, 0) => Some(Gender::Female),
            _ => None,
        }
    }
}

/// Who may be called by a word.
type Handles = HashMap<String, Bearers>;

/// Actors with how likely a word is theirs, in the order in which they came.
#[derive(Default)]
struct Bearers {
    all: Vec<(usize, f32)>,
    place: HashMap<usize, usize>,
}

impl Bearers {
    fn add(&mut self, actor: usize, weight: f32) {
        let at = *self.place.entry(actor).or_insert_with(|| {
            self.all.push((actor, weight));
            self.all.len() - 1
        });
        if let Some(entry) = self.all.get_mut(at) {
            entry.1 = entry.1.max(weight);
        }
    }
}

struct Stage<'c, 's, 'a> {
    scene: &'s Scene<'a>,
    clusters: &'c mut Clusters<'s, 'a>,
    actors: Vec<Actor>,
    /// Actor of each mention that has one.
    actor_of: Vec<Option<usize>>,
    /// Words by which a person may be called.
    handles: Handles,
    /// The same under the keys of romanisation.
    spelled: Handles,
    /// What the words around each mention tell.
    told: Vec<Told>,
    /// Organs by core.
    organs: Handles,
    /// Organisations by the last word of their core.
    heads: Handles,
}

impl<'c, 's, 'a> Stage<'c, 's, 'a> {
    fn new(scene: &'s Scene<'a>, clusters: &'c mut Clusters<'s, 'a>) -> Self {
        let mut stage = Self {
            scene,
            clusters,
            actors: Vec::new(),
            actor_of: vec![None; scene.mentions.len()],
            handles: HashMap::default(),
            spelled: HashMap::default(),
            told: titles::told(scene),
            organs: HashMap::default(),
            heads: HashMap::default(),
        };
        let mut sizes: HashMap<usize, usize> = HashMap::default();
        for &mention in &scene.order {
            *sizes.entry(stage.clusters.root(mention)).or_default() += 1;
        }
        let surnames: HashSet<&str> = scene
            .names
            .iter()
            .filter(|name| !name.is_contextual())
            .flat_map(|name| name.handles())
            .filter(|h| h.weight > GIVEN_ONLY || !lexicon::is_given_name(&h.word))
            .map(|handle| handle.word.as_str())
            .collect();
        let mut by_root: HashMap<usize, usize> = HashMap::default();
        let mut enlisted: HashSet<(Option<usize>, usize)> = HashSet::default();
        // Whether a group has another name for a lone one, asked once for both.
        let mut unexplained: HashMap<(usize, Option<usize>), bool> = HashMap::default();
        for &mention in &scene.order {
            let Some(name) = scene.name_at(mention) else { continue };
            let root = stage.clusters.root(mention);
            // A lone name that nothing ties to another waits for the walk.
            if name.is_contextual() {
                let single = sizes.get(&root) == Some(&1);
                let waits = if single {
                    !stage.is_organ_anchor(name, mention)
                } else {
                    let both = (root, scene.name_of.get(mention).copied().flatten());
                    *unexplained
                        .entry(both)
                        .or_insert_with(|| stage.is_unexplained(name, mention, &surnames))
                };
                if waits {
                    continue;
                }
            }
            let actor = *by_root.entry(root).or_insert_with(|| {
                stage.actors.push(Actor::new(mention));
                stage.actors.len() - 1
            });
            stage.actor_of[mention] = Some(actor);
            let told = stage.told_of(mention);
            if let Some(actor) = stage.actors.get_mut(actor) {
                actor.full += usize::from(!name.is_contextual());
                actor.gender = actor.gender.or(told.gender);
                if !name.is_contextual() {
                    actor.age = actor.age.or(told.age);
                    actor.heard.note(told.pronoun);
                    let given = name.person().and_then(|p| p.given().first());
                    if given.is_some_and(|g| given_names::is_female(g)) {
                        actor.gender = actor.gender.or(Some(Gender::Female));
                    }
                }
            }
            // Each name is entered once for each actor.
            if enlisted.insert((scene.name_of.get(mention).copied().flatten(), actor)) {
                stage.enlist(name, actor);
            }
        }
        stage
    }

    fn told_of(&self, mention: usize) -> Told {
        self.told.get(mention).copied().unwrap_or_default()
    }

    /// An organ whose owner stands beside it is known even if it is mentioned once.
    fn is_organ_anchor(&self, name: &Name, mention: usize) -> bool {
        name.org()
            .is_some_and(|o| o.parent.is_some() || owner_beside(self.scene, mention).is_some())
    }

    /// A lone surname that a statement joins to another name ("Kim lived as Iwata Shusaku"): whose
    /// surname it is, the passage still has to tell. What is nobody's surname ("Bierut, alias Tomasz") is
    /// explained by the statement.
    fn is_unexplained(&mut self, name: &Name, mention: usize, surnames: &HashSet<&str>) -> bool {
        let Some(word) = name.person().and_then(|p| p.words.first()) else { return false };
        let scene = self.scene;
        surnames.contains(word.as_str())
            && !self
                .clusters
                .names_of(mention)
                .iter()
                .filter_map(|&n| scene.name(n))
                .any(|name| name.handles().iter().any(|handle| handle.word == *word))
    }

    /// Enters a name of an actor into the indexes.
    fn enlist(&mut self, name: &Name, actor: usize) {
        let add = |map: &mut Handles, key: &str, weight: f32| match map.get_mut(key) {
            Some(slot) => slot.add(actor, weight),
            None => map.entry(key.to_owned()).or_default().add(actor, weight),
        };
        match &name.form {
            Form::Person(_) => {
                for Handle { word, weight, spelled } in name.handles() {
                    for key in spelled {
                        add(&mut self.spelled, key, *weight);
                    }
                    if let Some(key) = key_of_lost_letters(&name.text, word) {
                        add(&mut self.spelled, &key, *weight);
                    }
                    add(&mut self.handles, word, *weight);
                }
            }
            Form::Organisation(organ) if organ.acronym.is_none() => {
                self.organs.entry(organ.core_key()).or_default().add(actor, 1.0);
                // "Security Council" by its last word; "Academy of Sciences", whose last word says of
                // what it is one, by the word before.
                if let Some(last) = organ.core.last().filter(|_| organ.words.len() > 1) {
                    add(&mut self.heads, last, 1.0);
                    let head = organ.core.iter().find(|word| org::is_kind(word));
                    if let Some(head) = head.filter(|_| !org::is_kind(last)) {
                        add(&mut self.heads, head, 1.0);
                    }
                }
            }
            _ => {}
        }
    }

    /// Lone names that no fuller name explains stand by themselves: all their mentions are one.
    fn settle_lone_names(&mut self) {
        // Longer ones first: "Supreme Court" explains "Court", not the other way round.
        let length =
            |id: &usize| self.scene.name(*id).and_then(Name::org).map_or(1, |o| o.words.len());
        let mut ids: Vec<usize> = (0..self.scene.names.len()).collect();
        ids.sort_by_key(|id| (std::cmp::Reverse(length(id)), *id));
        for id in ids {
            let Some(name) = self.scene.name(id).filter(|n| n.is_contextual()) else { continue };
            if !self.candidates(name).is_empty() {
                continue;
            }
            let by_spelling = match &name.form {
                Form::Person(p) => p.words.first().and_then(|w| self.spelled_alike(w)),
                _ => None,
            };
            self.clusters.join_name(name);
            let actor = match by_spelling {
                Some(actor) => {
                    let anchor = self.actors.get(actor).map_or(name.first(), |a| a.anchor);
                    let because = format!(
                        "{} and {} are one name in two spellings.",
                        self.scene.quote(anchor),
                        name.text
                    );
                    let between = in_order(self.scene, anchor, name.first());
                    propose(
                        self.scene,
                        self.clusters,
                        EvidenceKind::Romanisation,
                        between,
                        because,
                    );
                    actor
                }
                None => {
                    self.actors.push(Actor::new(name.first()));
                    self.actors.len() - 1
                }
            };
            for &mention in &name.mentions {
                self.actor_of[mention] = Some(actor);
            }
            if let Some(actor) = self.actors.get_mut(actor) {
                actor.full += name.mentions.len();
            }
            self.enlist(name, actor);
        }
    }

    fn spelled_alike(&self, word: &str) -> Option<usize> {
        keys_of(word).find_map(|k| self.spelled.get(&k)?.all.first().map(|(a, _)| *a))
    }

    /// Who may be meant by a lone name, with how likely the name is theirs.
    fn candidates(&self, name: &Name) -> Cow<'_, [(usize, f32)]> {
        match &name.form {
            Form::Person(person) => {
                let Some(word) = person.words.first() else { return Cow::default() };
                if let Some(found) = self.handles.get(word) {
                    return Cow::Borrowed(&found.all);
                }
                let mut found: Vec<(usize, f32)> = Vec::new();
                let mut met: HashSet<usize> = HashSet::default();
                for key in keys_of(word) {
                    for &(actor, weight) in self.spelled.get(&key).into_iter().flat_map(|b| &b.all)
                    {
                        if met.insert(actor) {
                            found.push((actor, weight * 0.9));
                        }
                    }
                }
                Cow::Owned(found)
            }
            Form::Organisation(organ) => {
                let core = organ.core_key();
                let same = self.organs.get(&core);
                let heads = || match organ.core.as_slice() {
                    [one] if org::is_kind(one) => self.heads.get(one),
                    _ => None,
                };
                same.or_else(heads).map_or(Cow::default(), |b| Cow::Borrowed(&b.all))
            }
            Form::Place(_) => Cow::default(),
        }
    }

    fn walk(&mut self) {
        self.actors.iter_mut().for_each(Actor::weigh);
        for place in 0..self.scene.order.len() {
            let Some(&mention) = self.scene.order.get(place) else { continue };
            let Some(name) = self.scene.name_at(mention) else { continue };
            let Some(position) = self.scene.mentions.get(mention).map(|m| m.clean.start()) else {
                continue;
            };
            if let Some(actor) = self.actor_of.get(mention).copied().flatten() {
                self.touch(actor, mention, position, !name.is_contextual());
                continue;
            }
            let candidates = self.candidates(name);
            let (chosen, rivals) = (self.choose(mention, position, &candidates), candidates.len());
            match chosen {
                Some((actor, runner_up)) => {
                    self.take(mention, position, name, actor, runner_up, rivals)
                }
                None => self.found_alone(mention, position, name),
            }
        }
    }

    fn sentence_of(&self, mention: usize) -> Option<usize> {
        self.scene.mentions.get(mention).map(|m| m.sentence)
    }

    /// The first person, place or organisation of its sentence is mostly what it is about.
    fn opens_sentence(&self, mention: usize) -> bool {
        let Some(this) = self.scene.mentions.get(mention) else { return false };
        let earlier = self.scene.rank.get(mention).and_then(|r| r.checked_sub(1));
        let before = earlier
            .and_then(|place| self.scene.order.get(..=place))
            .into_iter()
            .flat_map(|order| order.iter().rev())
            .filter_map(|&m| self.scene.mentions.get(m))
            .take_while(|m| m.sentence == this.sentence)
            .take(12);
        !before.into_iter().any(|m| m.kind == this.kind)
    }

    fn touch(&mut self, actor: usize, mention: usize, position: usize, full: bool) {
        let kin = self.told_of(mention).as_kin;
        let weight = match (kin, self.opens_sentence(mention)) {
            (true, _) => IN_PASSING,
            (false, true) => 1.0 + SUBJECT,
            (false, false) => 1.0,
        };
        let Some(actor) = self.actors.get_mut(actor) else { return };
        actor.kin |= kin && !actor.seen;
        actor.presence = CARRY * actor.presence_at(position) + weight;
        actor.at = position;
        actor.seen = true;
        if full && !kin {
            actor.last_full = mention;
        }
        if actor.recent.len() == 4 {
            actor.recent.remove(0);
        }
        actor.recent.push(mention);
    }

    /// The most present candidate, and the next where it comes close.
    fn choose(
        &self,
        mention: usize,
        position: usize,
        candidates: &[(usize, f32)],
    ) -> Option<(usize, Option<usize>)> {
        let gender = self.told_of(mention).gender;
        let age = self.told_of(mention).age;
        let one_is_told = age.is_some()
            && candidates.iter().any(|&(id, _)| self.actors.get(id).is_some_and(|a| a.age == age));
        // Where a rival has just been named in full, a lone surname is rather theirs.
        let latest = candidates
            .iter()
            .filter_map(|&(id, _)| self.actors.get(id))
            .filter(|a| a.seen)
            .filter_map(|a| self.scene.rank.get(a.last_full))
            .max();
        let apart = self.clusters.cannot.apart_from(mention);
        let sentence = self.sentence_of(mention);
        let given = self
            .scene
            .name_at(mention)
            .is_some_and(|name| lexicon::is_given_name(&name.text) && sentence > Some(0));
        let wife = gender == Some(Gender::Female) && titles::is_wife(self.scene, mention);
        // "Kim" is Kim Il-sung, though Kim Philby was named last: a given name calls nobody where somebody known
        // has it for a surname.
        let by_surname = candidates
            .iter()
            .any(|&(id, weight)| weight >= 1.0 && self.actors.get(id).is_some_and(|a| a.seen));
        let scored = candidates.iter().filter_map(|&(id, weight)| {
            let actor = self.actors.get(id)?;
            if weight <= GIVEN_ONLY && (by_surname || given && !actor.seen) {
                return None;
            }
            if apart.iter().any(|m| actor.recent.contains(m)) {
                return None;
            }
            let theirs = actor.gender.or(actor.heard.gender());
            let fit = match (gender, theirs) {
                (Some(mine), Some(theirs)) if mine != theirs => return None,
                (Some(_), Some(_)) => 2.0,
                // "Madame Sun" is the wife of Sun, not Sun, unless Sun is known for a woman.
                (Some(Gender::Female), None) if wife => return None,
                // "Madame Sun" is seldom meant by a bare "Sun".
                (None, _) if actor.titled => 0.4,
                _ => 1.0,
            };
            let fit = if actor.kin && age.is_none() { KIN * fit } else { fit };
            let fit = match (age, actor.age) {
                (Some(mine), Some(theirs)) if mine != theirs => return None,
                (Some(_), None) if one_is_told => return None,
                _ => fit,
            };
            let named = actor.seen && self.scene.rank.get(actor.last_full) == latest;
            let here = self.sentence_of(actor.last_full) == sentence;
            let bonus =
                if named { LATEST } else { 0.0 } + if actor.seen && here { SENTENCE } else { 0.0 };
            Some((fit * weight * (actor.score(position) + bonus), id))
        });
        // Names that may be a surname go before names that can only be a given name. Only the
        // first two are asked for.
        let mut first: Option<(f32, usize)> = None;
        let mut second: Option<(f32, usize)> = None;
        let before = |x: (f32, usize), y: Option<(f32, usize)>| {
            y.is_none_or(|y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).is_lt())
        };
        for candidate in scored {
            if before(candidate, first) {
                second = first.replace(candidate);
            } else if before(candidate, second) {
                second = Some(candidate);
            }
        }
        let (best, id) = first?;
        let runner_up = second.filter(|(next, _)| *next >= CLOSE * best).map(|(_, id)| id);
        Some((id, runner_up))
    }

    fn take(
        &mut self,
        mention: usize,
        position: usize,
        name: &Name,
        actor: usize,
        runner_up: Option<usize>,
        rivals: usize,
    ) {
        let Some(chosen) = self.actors.get(actor) else { return };
        let (anchor, last) = (chosen.anchor, chosen.last_full);
        let full = self.scene.quote(last);
        let because = match (rivals, runner_up.and_then(|r| self.actors.get(r))) {
            (0 | 1, _) => {
                format!("{} is short for {full}; no other name in the text fits.", name.text)
            }
            (_, None) => format!("{} is short for {full}, of whom the passage speaks.", name.text),
            (_, Some(other)) => format!(
                "{} is short for {full}, of whom the passage speaks; {} is possible too.",
                name.text,
                self.scene.quote(other.last_full)
            ),
        };
        let between = in_order(self.scene, last, mention);
        let Some(proof) = self.scene.mentions.get(mention).map(|m| m.clean) else { return };
        self.clusters.union(anchor, mention);
        self.clusters.accept(Link::of_names(EvidenceKind::ShortForm, between, proof, because));
        if let Some(other) = runner_up.and_then(|r| self.actors.get(r)) {
            self.clusters.runners_up.push((mention, other.anchor));
        }
        self.actor_of[mention] = Some(actor);
        self.touch(actor, mention, position, false);
        // Who is called "Miss Parnell" is not called "Parnell".
        let lady = self.told_of(mention).gender == Some(Gender::Female);
        if let Some(actor) = self.actors.get_mut(actor) {
            actor.titled |= lady;
            actor.taken += 1;
            actor.weigh();
        }
    }

    /// No candidate may have it: it is someone else of the same lone name.
    fn found_alone(&mut self, mention: usize, position: usize, name: &Name) {
        self.actors.push(Actor::new(mention));
        let actor = self.actors.len() - 1;
        let told = self.told_of(mention);
        if let Some(a) = self.actors.get_mut(actor) {
            a.gender = told.gender;
            a.titled = a.gender.is_some() && name.is_contextual();
        }
        self.actor_of[mention] = Some(actor);
        self.enlist(name, actor);
        self.touch(actor, mention, position, true);
    }
}

impl Actor {
    fn new(anchor: usize) -> Self {
        Self {
            anchor,
            full: 0,
            taken: 0,
            lasting: 0.0,
            presence: 0.0,
            at: 0,
            seen: false,
            last_full: anchor,
            recent: Vec::new(),
            gender: None,
            heard: Heard::default(),
            titled: false,
            kin: false,
            age: None,
        }
    }

    fn presence_at(&self, position: usize) -> f32 {
        self.presence * (-distance(self.at, position) / FADE).exp()
    }

    fn score(&self, position: usize) -> f32 {
        // So far away the rest of a presence is less than the last bit of what lasts.
        let gone = self.lasting > 0.2 && distance(self.at, position) > 24.0 * FADE;
        let now = if gone { self.lasting } else { self.presence_at(position) + self.lasting };
        if self.seen { now } else { now * UNSEEN }
    }

    /// Works out what lasts, once its counts have changed.
    fn weigh(&mut self) {
        self.lasting = SALIENCE * log(self.full) + HABIT * log(self.taken);
    }
}

fn distance(from: usize, to: usize) -> f32 {
    f32::from(u16::try_from(to.saturating_sub(from)).unwrap_or(u16::MAX))
}

fn log(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)).ln_1p()
}
