//! What stands before a name: titles, and what they tell.

use rayon::prelude::*;

use super::scene::{CHUNK, Scene};
use crate::entity::EntityKind;
use crate::romanise::fold;

/// What the words around a mention tell of whom it names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told {
    /// By the title before it or the kinship behind it.
    pub(crate) gender: Option<Gender>,
    /// By the first pronoun behind it.
    pub(crate) pronoun: Option<Gender>,
    /// Whether it is named to say whose kin another is.
    pub(crate) as_kin: bool,
    /// Which of two generations it is of: "the elder Kim", "his son, Kim Chŏng-il".
    pub(crate) age: Option<Age>,
}

/// Of two who bear one surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    Elder,
    Younger,
}

/// What is told of each mention, in the order of the mentions.
pub(crate) fn told(scene: &Scene<'_>) -> Vec<Told> {
    (0..scene.mentions.len())
        .into_par_iter()
        .with_min_len(CHUNK)
        .map(|mention| {
            let person = scene.mentions.get(mention).is_some_and(|m| m.kind == EntityKind::Person);
            Told {
                gender: gender(scene, mention),
                pronoun: if person { pronoun(scene, mention) } else { None },
                as_kin: is_named_as_kin(scene, mention),
                age: if person { age(scene, mention) } else { None },
            }
        })
        .collect()
}

/// As far as a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// Up to `most` words right before a position, in text order. A full stop ends them unless it
/// closes an abbreviation.
pub(crate) fn words_before(clean: &str, position: usize, most: usize) -> Vec<&str> {
    let before = clean.get(..position).unwrap_or_default();
    let mut out = Vec::new();
    let mut end = before.len();
    for _ in 0..most {
        let head = before.get(..end).unwrap_or_default();
        let trimmed = head.trim_end_matches([' ', '\n', '\u{a0}']);
        if trimmed.len() == head.len() || trimmed.is_empty() {
            break;
        }
        let start = trimmed.rfind(char::is_whitespace).map_or(0, |i| i + 1);
        let word = trimmed.get(start..).unwrap_or_default();
        if word.ends_with([',', ';', ':', '!', '?', ')', ']'])
            || (word.ends_with('.') && word.len() > 5)
        {
            break;
        }
        out.push(word);
        end = start;
    }
    out.reverse();
    out
}

/// The gender that the title before (or inside) a mention tells, or the kinship that an apposition
/// behind it names ("X, the adviser's wife").
fn gender(scene: &Scene<'_>, mention: usize) -> Option<Gender> {
    title_gender(scene, mention).or_else(|| {
        let this = scene.mentions.get(mention)?;
        let rest = scene.doc.clean().get(this.clean.end()..)?.strip_prefix(", ")?;
        let aside = rest.split([',', ';', '.', '(']).next().filter(|a| a.len() <= 60)?;
        let owned = aside.starts_with("the ")
            || aside.starts_with("his ")
            || aside.starts_with("her ")
            || aside.contains("'s ")
            || aside.contains("’s ");
        let last = aside.split(" of ").next()?.split_whitespace().next_back()?;
        kinship(last).filter(|_| owned)
    })
}

/// What a word of kinship tells of the person it names.
fn kinship(word: &str) -> Option<Gender> {
    match word {
        "wife" | "widow" | "mother" | "sister" | "daughter" | "niece" | "aunt" | "mistress" => {
            Some(Gender::Female)
        }
        "husband" | "father" | "brother" | "son" | "nephew" | "uncle" => Some(Gender::Male),
        _ => None,
    }
}

fn title_gender(scene: &Scene<'_>, mention: usize) -> Option<Gender> {
    let this = scene.mentions.get(mention)?;
    let before = words_before(scene.doc.clean(), this.clean.start(), 1);
    let inside =
        this.clean_text.split_whitespace().next().filter(|_| this.clean_text.contains(' '));
    let kin = before.first().and_then(|word| kinship(word));
    kin.or_else(|| {
        before.into_iter().chain(inside).find_map(|word| {
            if !word.starts_with(char::is_uppercase) {
                return None;
            }
            match fold::key(word).as_str() {
                "mrs" | "ms" | "miss" | "mme" | "mlle" | "madame" | "madam" | "lady" | "queen"
                | "empress" | "princess" | "duchess" | "countess" | "sister" | "tsarina"
                | "frau" | "fraulein" | "senora" | "dona" | "dame" | "chairwoman" => {
                    Some(Gender::Female)
                }
                "mr" | "sir" | "lord" | "king" | "emperor" | "prince" | "duke" | "count"
                | "monsieur" | "herr" | "senor" | "don" | "tsar" | "czar" | "kaiser" | "sultan"
                | "shah" | "pope" | "chairman" | "baron" => Some(Gender::Male),
                _ => None,
            }
        })
    })
}

/// The most bytes of a bracket between a name and what is said of it.
const LONGEST_ASIDE: usize = 40;
const HE: [&str; 4] = ["he", "his", "him", "himself"];
const SHE: [&str; 4] = ["she", "her", "hers", "herself"];

/// The gender that the first pronoun behind a mention tells, within its sentence and before
/// another person is named.
fn pronoun(scene: &Scene<'_>, mention: usize) -> Option<Gender> {
    let this = scene.mentions.get(mention)?;
    let clean = scene.doc.clean();
    let mut end = scene.doc.sentences().get(this.sentence)?.end().max(this.clean.end());
    let next = scene.rank.get(mention).map(|rank| rank + 1)?;
    let others = scene.order.get(next..)?.iter().filter_map(|&m| scene.mentions.get(m));
    if let Some(other) = others.take(4).find(|m| m.kind == EntityKind::Person) {
        end = end.min(other.clean.start());
    }
    clean.get(this.clean.end()..end)?.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let is = |one: &&str| word.eq_ignore_ascii_case(one);
        if HE.iter().any(is) {
            Some(Gender::Male)
        } else if SHE.iter().any(is) {
            Some(Gender::Female)
        } else {
            None
        }
    })
}

/// Whether a person is named to say whose kin another is: "a grandson of Theodore Roosevelt", "his
/// father, Zhang Zuolin".
fn is_named_as_kin(scene: &Scene<'_>, mention: usize) -> bool {
    const KIN: [&str; 29] = [
        "son",
        "sons",
        "grandson",
        "daughter",
        "daughters",
        "granddaughter",
        "nephew",
        "niece",
        "cousin",
        "brother",
        "brothers",
        "sister",
        "father",
        "mother",
        "grandfather",
        "uncle",
        "aunt",
        "wife",
        "husband",
        "widow",
        "widower",
        "descendant",
        "stepson",
        "son-in-law",
        "brother-in-law",
        "father-in-law",
        "namesake",
        "heir",
        "kinsman",
    ];
    let Some(this) = scene.mentions.get(mention) else { return false };
    // "his father, Zhang Zuolin"
    let head = scene.doc.clean().get(..this.clean.start()).unwrap_or_default();
    let mut words = head.trim_end_matches([' ', ',']).rsplit(' ');
    let kin = words.next().is_some_and(|word| KIN.contains(&word));
    let mut owner = words.next();
    if owner
        .is_some_and(|word| ["elder", "older", "younger", "late", "only", "own"].contains(&word))
    {
        owner = words.next();
    }
    if kin
        && owner.is_some_and(|word| ["his", "her", "whose", "their", "His", "Her"].contains(&word))
    {
        return true;
    }
    // "Chiang Ching-kuo (Jiang Jingguo), the son, whom"
    let rest = scene.doc.clean().get(this.clean.end()..).unwrap_or_default();
    // Looked for no farther than it may be: a bracket may never close.
    let closed = rest.strip_prefix(" (").and_then(|aside| {
        let at = aside.bytes().take(LONGEST_ASIDE + 1).position(|b| b == b')')?;
        aside.get(at + 1..)
    });
    let rest = closed.unwrap_or(rest);
    let aside = rest.strip_prefix(", ").and_then(|rest| rest.split_once(','));
    let kin_behind = aside.is_some_and(|(aside, _)| {
        let mut words = aside.split(' ');
        matches!(words.next(), Some("the" | "his" | "her"))
            && words.next_back().is_some_and(|word| KIN.contains(&word))
            && words.count() <= 1
    });
    if kin_behind {
        return true;
    }
    // Titles may stand between: "a nephew of Marshal Zhang".
    let before = words_before(scene.doc.clean(), this.clean.start(), 5);
    let of = before.iter().rposition(|word| *word == "of");
    of.and_then(|of| before.get(of.checked_sub(1)?)).is_some_and(|kin| KIN.contains(kin))
}

/// "the younger Chiang"; "his son, Chiang Ching-kuo", "Chiang's son Ching-kuo", "Zhang Zuolin, the father,".
fn age(scene: &Scene<'_>, mention: usize) -> Option<Age> {
    let of_kin = |word: &str| match word {
        "son" | "daughter" | "nephew" | "niece" | "grandson" | "granddaughter" | "stepson" => {
            Some(Age::Younger)
        }
        "father" | "mother" | "uncle" | "aunt" | "grandfather" | "grandmother" => Some(Age::Elder),
        _ => None,
    };
    let this = scene.mentions.get(mention)?;
    let clean = scene.doc.clean();
    let head = clean.get(..this.clean.start())?;
    let mut words = head.trim_end_matches([' ', ',']).rsplit(' ');
    let (last, owner) = (words.next()?, words.next().unwrap_or_default());
    match last {
        "elder" | "older" if owner.eq_ignore_ascii_case("the") => return Some(Age::Elder),
        "younger" if owner.eq_ignore_ascii_case("the") => return Some(Age::Younger),
        _ => {}
    }
    let owned = ["his", "her", "whose", "their"].iter().any(|w| owner.eq_ignore_ascii_case(w))
        || ["'s", "\u{2019}s"].iter().any(|end| owner.ends_with(end))
        || owner == "s";
    if owned && let Some(age) = of_kin(last) {
        return Some(age);
    }
    let aside = clean.get(this.clean.end()..)?.strip_prefix(", the ")?;
    of_kin(aside.get(..aside.find(|c: char| !c.is_lowercase())?)?)
}

/// Whether the title before a mention is one that a woman may carry by her husband's name.
pub(crate) fn is_wife(scene: &Scene<'_>, mention: usize) -> bool {
    let Some(this) = scene.mentions.get(mention) else { return false };
    let before = words_before(scene.doc.clean(), this.clean.start(), 1);
    before.first().is_some_and(|word| {
        matches!(
            fold::key(word).as_str(),
            "mrs" | "madame" | "madam" | "mme" | "frau" | "senora" | "wife" | "widow"
        )
    })
}
