//! What stands before a name: titles, and what they tell.

use super::scene::Scene;
use crate::romanise::fold;

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

/// The gender that the title before (or inside) a mention tells.
pub(crate) fn gender(scene: &Scene<'_>, mention: usize) -> Option<Gender> {
    let this = scene.mentions.get(mention)?;
    let before = words_before(scene.doc.clean(), this.clean.start(), 1);
    let inside =
        this.clean_text.split_whitespace().next().filter(|_| this.clean_text.contains(' '));
    before.into_iter().chain(inside).find_map(|word| {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        match fold::key(word).as_str() {
            "mrs" | "ms" | "miss" | "mme" | "mlle" | "madame" | "madam" | "lady" | "queen"
            | "empress" | "princess" | "duchess" | "countess" | "sister" | "tsarina" | "frau"
            | "fraulein" | "senora" | "dona" | "dame" | "chairwoman" => Some(Gender::Female),
            "mr" | "sir" | "lord" | "king" | "emperor" | "prince" | "duke" | "count"
            | "monsieur" | "herr" | "senor" | "don" | "tsar" | "czar" | "kaiser" | "sultan"
            | "shah" | "pope" | "chairman" | "baron" => Some(Gender::Male),
            _ => None,
        }
    })
}
