//! A place's name in its parts.

use super::states::StateId;
use crate::romanise::fold;

/// A place's name, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceName {
    /// The words, without "the".
    pub(crate) words: Vec<String>,
    /// The state it names.
    pub(crate) state: Option<StateId>,
    /// The name without the word that says what sort of place it is ("Yangtze" of "Yangtze River").
    pub(crate) base: Option<String>,
    /// That word.
    pub(crate) sort: Option<String>,
}

/// Words behind a name that may be left out without naming another place.
const AFTER: &[&str] =
    &["river", "province", "mountains", "mountain", "desert", "islands", "island"];
/// Words before a name that may be left out.
const BEFORE: &[&str] = &["river", "mount", "mt", "province", "port"];

impl PlaceName {
    /// Parses a name.
    pub(crate) fn parse(text: &str) -> Self {
        let mut words = fold::words(text);
        if words.len() > 1 && words.first().is_some_and(|w| w == "the") {
            words.remove(0);
        }
        let key = words.concat();
        let state = StateId::of_key(&key).or_else(|| StateId::of_key(&fold::key(text)));
        let base = match words.as_slice() {
            // The Missouri is not the state it flows through.
            [name @ .., kind] if kind == "river" && super::states::holds_places(&name.concat()) => {
                None
            }
            // A province shares its name with its capital all too often, unless it is a known one.
            [name @ .., kind]
                if kind == "province" && !super::states::holds_places(&name.concat()) =>
            {
                None
            }
            [name @ .., kind] if !name.is_empty() && AFTER.contains(&kind.as_str()) => {
                Some(name.concat())
            }
            [kind, of, name @ ..]
                if of == "of" && matches!(kind.as_str(), "province" | "city" | "kingdom") =>
            {
                Some(name.concat())
            }
            [kind, name @ ..]
                if !name.is_empty() && BEFORE.contains(&kind.as_str()) && kind != "port" =>
            {
                Some(name.concat())
            }
            _ => None,
        }
        .filter(|b| !b.is_empty() && super::states::StateId::of_key(b).is_none());
        let sort = base.as_ref().and_then(|_| {
            words
                .iter()
                .find(|w| AFTER.contains(&w.as_str()) || BEFORE.contains(&w.as_str()))
                .cloned()
        });
        Self { words, state, base, sort }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sort_of_place_may_be_left_out() {
        for (name, base) in [
            ("Yangtze River", Some("yangtze")),
            ("Shanxi Province", Some("shanxi")),
            ("River Plate", Some("plate")),
            ("Province of Jilin", Some("jilin")),
            ("Korean Peninsula", None),
            ("Shandong Peninsula", None),
            ("Tachen Islands", Some("tachen")),
            ("Mexico City", None),
        ] {
            assert_eq!(PlaceName::parse(name).base.as_deref(), base, "{name}");
        }
    }
}
