//! The mentions of one document, gathered into distinct names.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::hash::{HashMap, HashSet};
use super::org::OrgName;
use super::person::PersonName;
use super::place::PlaceName;
use crate::entity::{EntityKind, Mention};
use crate::romanise::{self, Spelling, fold};
use crate::text::Document;

/// Names that one thread reads at a go, at least.
pub(crate) const CHUNK: usize = 256;

/// A name in its parts.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    Person(PersonName),
    Organisation(OrgName),
    Place(PlaceName),
}

/// A word by which a person may be called.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    pub(crate) word: String,
    /// How likely this is the word.
    pub(crate) weight: f32,
    /// Keys of its other spellings, where it is likely a surname.
    pub(crate) spelled: Vec<String>,
}

/// A word at least this likely is looked for under other spellings too.
pub(crate) const LIKELY: f32 = 0.7;

/// One name of the document: all mentions that are spelled alike but for case, spacing, marks.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) kind: EntityKind,
    pub(crate) key: String,
    /// Its most frequent spelling; of equals the first.
    pub(crate) text: String,
    /// Mentions, ascending.
    pub(crate) mentions: Vec<usize>,
    pub(crate) form: Form,
    /// Read under every romanisation when first asked for.
    spelling: OnceLock<Option<Spelling>>,
    handles: OnceLock<Vec<Handle>>,
}

impl Name {
    /// A name outside any document.
    pub(crate) fn alone(kind: EntityKind, text: &str) -> Self {
        let (key, form) = match kind {
            EntityKind::Person => {
                let person = PersonName::parse(text);
                (person_key(&person, text), Form::Person(person))
            }
            EntityKind::Organisation => {
                (other_key(text), Form::Organisation(OrgName::parse(text, &|_| false)))
            }
            _ => (other_key(text), Form::Place(PlaceName::parse(text))),
        };
        Self {
            kind,
            key,
            text: text.to_owned(),
            mentions: Vec::new(),
            form,
            spelling: OnceLock::new(),
            handles: OnceLock::new(),
        }
    }

    /// The name under every romanisation; `None` for organisations.
    pub(crate) fn spelling(&self) -> Option<&Spelling> {
        let read = || match self.kind {
            EntityKind::Person if !self.is_contextual() => Some(Spelling::person(&self.text)),
            EntityKind::Person => Some(Spelling::lone(&self.text)),
            EntityKind::Place => Some(Spelling::place(&self.text)),
            _ => None,
        };
        self.spelling.get_or_init(read).as_ref()
    }

    /// The words by which a person may be called.
    pub(crate) fn handles(&self) -> &[Handle] {
        let read = |(word, weight): (String, f32)| {
            let spelled = if weight >= LIKELY { spelled_keys(&word) } else { Vec::new() };
            Handle { word, weight, spelled }
        };
        let all = || self.person().map(PersonName::handles).unwrap_or_default();
        self.handles.get_or_init(|| all().into_iter().map(read).collect())
    }

    pub(crate) fn person(&self) -> Option<&PersonName> {
        match &self.form {
            Form::Person(p) => Some(p),
            _ => None,
        }
    }

    pub(crate) fn org(&self) -> Option<&OrgName> {
        match &self.form {
            Form::Organisation(o) => Some(o),
            _ => None,
        }
    }

    pub(crate) fn place(&self) -> Option<&PlaceName> {
        match &self.form {
            Form::Place(p) => Some(p),
            _ => None,
        }
    }

    /// Whether only the passage can tell whom or what it means: a lone surname, "Central
    /// Committee", "the League".
    pub(crate) fn is_contextual(&self) -> bool {
        match &self.form {
            Form::Person(p) => p.is_bare(),
            Form::Organisation(o) => o.is_generic(),
            Form::Place(_) => false,
        }
    }

    pub(crate) fn first(&self) -> usize {
        self.mentions.first().copied().unwrap_or_default()
    }
}

/// What every kind of evidence looks at.
pub(crate) struct Scene<'a> {
    pub(crate) doc: &'a Document,
    pub(crate) mentions: &'a [Mention],
    /// Distinct names, in order of first mention.
    pub(crate) names: Vec<Name>,
    /// Name of each mention; `None` for dates.
    pub(crate) name_of: Vec<Option<usize>>,
    /// Mentions in text order.
    pub(crate) order: Vec<usize>,
    /// Place of each mention in `order`.
    pub(crate) rank: Vec<usize>,
    by_key: HashMap<(EntityKind, String), usize>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(doc: &'a Document, mentions: &'a [Mention]) -> Self {
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|&i| mentions.get(i).map(|m| (m.clean, m.kind)));
        let mut rank = vec![0; mentions.len()];
        for (place, &at) in order.iter().enumerate() {
            rank[at] = place;
        }
        let mut names: Vec<Name> = Vec::new();
        let mut name_of = vec![None; mentions.len()];
        let mut by_key: HashMap<(EntityKind, String), usize> = HashMap::default();
        // Each spelling is parsed once.
        let mut spelled: HashMap<(EntityKind, &str), usize> = HashMap::default();
        let mut spelling_of: Vec<Option<usize>> = vec![None; mentions.len()];
        let mut firsts: Vec<&Mention> = Vec::new();
        for &at in &order {
            let Some(mention) = mentions.get(at).filter(|m| m.kind != EntityKind::Date) else {
                continue;
            };
            let key = (mention.kind, mention.clean_text.as_str());
            spelling_of[at] = Some(*spelled.entry(key).or_insert_with(|| {
                firsts.push(mention);
                firsts.len() - 1
            }));
        }
        let parsed: Vec<(String, Option<PersonName>)> =
            firsts.par_iter().with_min_len(CHUNK).map(|mention| key(mention)).collect();
        let mut slots: Vec<usize> = Vec::with_capacity(firsts.len());
        for (mention, (key, person)) in firsts.into_iter().zip(parsed) {
            slots.push(*by_key.entry((mention.kind, key.clone())).or_insert_with(|| {
                // Organisations are parsed below, when all names are known.
                let form = match person {
                    Some(person) => Form::Person(person),
                    None => Form::Place(PlaceName::parse(&mention.clean_text)),
                };
                names.push(Name {
                    kind: mention.kind,
                    key,
                    text: mention.clean_text.clone(),
                    mentions: Vec::new(),
                    form,
                    spelling: OnceLock::new(),
                    handles: OnceLock::new(),
                });
                names.len() - 1
            }));
        }
        for &at in &order {
            name_of[at] = spelling_of[at].and_then(|spelling| slots.get(spelling).copied());
            if let Some(name) = name_of[at].and_then(|slot: usize| names.get_mut(slot)) {
                name.mentions.push(at);
            }
        }
        let known = |key: &str| {
            by_key.contains_key(&(EntityKind::Organisation, key.to_owned()))
                || by_key.contains_key(&(EntityKind::Place, key.to_owned()))
        };
        names.par_iter_mut().with_min_len(CHUNK).for_each(|name| {
            name.text = usual_spelling(mentions, &name.mentions);
            if name.kind == EntityKind::Organisation {
                name.form = Form::Organisation(OrgName::parse(&name.text, &known));
            }
            name.handles();
        });
        read_generic_acronyms(&mut names);
        Self { doc, mentions, names, name_of, order, rank, by_key }
    }

    /// The name that goes by a folded key.
    pub(crate) fn by_key(&self, kind: EntityKind, key: &str) -> Option<usize> {
        self.by_key.get(&(kind, key.to_owned())).copied()
    }

    pub(crate) fn name(&self, at: usize) -> Option<&Name> {
        self.names.get(at)
    }

    /// The name of a mention.
    pub(crate) fn name_at(&self, mention: usize) -> Option<&Name> {
        self.names.get(self.name_of.get(mention).copied().flatten()?)
    }

    /// The clean text between two positions; empty where they do not fit.
    pub(crate) fn between(&self, from: usize, to: usize) -> &'a str {
        self.doc.clean().get(from..to).unwrap_or_default()
    }

    /// The text of a mention as the sentences of evidence quote it.
    pub(crate) fn quote(&self, mention: usize) -> &'a str {
        self.mentions.get(mention).map_or("", |m| m.clean_text.as_str())
    }
}

/// Reads acronyms that only bodies of a common sort explain ("CC" beside "Central Committee of the
/// KWP") as the name of that sort: whose it is, the passage tells.
fn read_generic_acronyms(names: &mut [Name]) {
    let spelled = |o: &OrgName, text: &str| {
        let core: String = o.core.iter().filter_map(|w| w.chars().next()).collect();
        let mut all = o.initials.clone();
        all.extend([core, super::org::split_initials(text)]);
        all
    };
    let mut sorts: HashMap<String, OrgName> = HashMap::default();
    let mut proper: HashSet<String> = HashSet::default();
    for name in names.iter() {
        let Some(org) = name.org().filter(|o| o.acronym.is_none()) else { continue };
        for initials in spelled(org, &name.text) {
            if org.is_generic() && org.core.len() > 1 {
                sorts.entry(initials).or_insert_with(|| OrgName::standing_for(org));
            } else {
                proper.insert(initials);
            }
        }
    }
    for name in names {
        let Form::Organisation(org) = &name.form else { continue };
        let Some(letters) = &org.acronym else { continue };
        // An acronym of the whole ("UNSC", "MFA") belongs to one body; of the sort alone, to any.
        let of_sort = sorts.get(letters).filter(|sort| {
            let core: String = sort.core.iter().filter_map(|w| w.chars().next()).collect();
            core == *letters && !proper.contains(letters)
        });
        if let Some(sort) = of_sort {
            name.form = Form::Organisation(sort.clone());
        }
    }
}

/// The key under which a mention's spelling is gathered, and the parsed name for persons.
fn key(mention: &Mention) -> (String, Option<PersonName>) {
    if mention.kind == EntityKind::Person {
        let person = PersonName::parse(&mention.clean_text);
        (person_key(&person, &mention.clean_text), Some(person))
    } else {
        (other_key(&mention.clean_text), None)
    }
}

fn person_key(person: &PersonName, text: &str) -> String {
    let mut key = person.words.concat();
    if let Some(n) = person.numeral {
        key.push_str(&format!("#{n}"));
    }
    if let Some(junior) = person.junior {
        key.push_str(if junior { "#jr" } else { "#sr" });
    }
    if key.is_empty() { text.to_owned() } else { key }
}

fn other_key(text: &str) -> String {
    let key = fold::key(text);
    let key = match text.get(..4) {
        Some(the) if the.eq_ignore_ascii_case("the ") => {
            key.get(3..).unwrap_or_default().to_owned()
        }
        _ => key,
    };
    if key.is_empty() { text.to_owned() } else { key }
}

/// The most frequent spelling of some mentions; of equals the first in the text.
pub(crate) fn usual_spelling(mentions: &[Mention], which: &[usize]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::default();
    for text in which.iter().filter_map(|&m| mentions.get(m)).map(|m| m.clean_text.as_str()) {
        let slot = *at.entry(text).or_insert_with(|| {
            counts.push((text, 0));
            counts.len() - 1
        });
        counts[slot].1 += 1;
    }
    let shouted = |t: &str| t.len() > 5 && !t.chars().any(char::is_lowercase);
    counts
        .iter()
        .enumerate()
        .max_by_key(|(i, (t, n))| (!shouted(t), *n, std::cmp::Reverse(*i)))
        .map(|(_, (text, _))| (*text).to_owned())
        .unwrap_or_default()
}

/// Keys under which other spellings of a surname can be found.
pub(crate) fn spelled_keys(word: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if word.chars().count() >= 4 {
        keys.push(format!("r:{}", romanise::cyrillic_key(word)));
        // "Soekarno" as the Dutch spelled Malay.
        if word.contains("oe") {
            keys.push(format!("r:{}", romanise::cyrillic_key(&word.replace("oe", "u"))));
        }
    }
    if romanise::is_chinese_surname(word) {
        keys.push(format!("c:{word}"));
        keys.extend(
            romanise::wade_giles_to_pinyin(word).into_iter().take(1).map(|p| format!("c:{p}")),
        );
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
