//! Which prediction belongs to which gold document, and whether both are of the same text.

use std::collections::HashMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::corpus::single_spaced;
use super::document::{CharSpan, GoldDocument, GoldMention};
use super::error::EvalError;
use super::report::Pair;
use crate::text::CharOffsets;

/// The prediction for each gold document, and what could not be matched.
#[derive(Clone, Debug, Default)]
pub struct Pairing {
    /// For each gold document its prediction, in the gold's offsets.
    pub predicted: Vec<Option<GoldDocument>>,
    /// Predictions for documents the gold does not have.
    pub extra: Vec<String>,
    /// What a reader of the scores has to know.
    pub warnings: Vec<String>,
}

impl Pairing {
    /// Gold and prediction side by side, for the gold the pairing was made with.
    pub fn pairs<'a>(&'a self, gold: &'a [GoldDocument]) -> Vec<Pair<'a>> {
        gold.iter()
            .zip(&self.predicted)
            .map(|(gold, predicted)| Pair { gold, predicted: predicted.as_ref() })
            .collect()
    }
}

/// Pairs documents by name and makes sure that each pair is of the same text.
///
/// A single gold document and a single prediction belong together whatever they are called. Texts
/// that differ in white space alone (columns against running text) are the same text: the
/// prediction is then moved to the offsets of the gold.
///
/// # Errors
/// Two documents of one name, or a pair of different texts.
pub fn pair(gold: &[GoldDocument], predicted: Vec<GoldDocument>) -> Result<Pairing, EvalError> {
    let mut pairing = Pairing::default();
    let partners = match (gold, predicted.as_slice()) {
        ([a], [b]) => {
            if a.id != b.id && !share_a_name(a, b) {
                pairing.warnings.push(format!(
                    "the only gold document is called {:?}, the only prediction {:?}; they were \
                     compared all the same",
                    a.id, b.id
                ));
            }
            vec![Some(0)]
        }
        _ => by_name(gold, &predicted)?,
    };
    let mut left: Vec<Option<GoldDocument>> = predicted.into_iter().map(Some).collect();
    pairing.predicted =
        partners.into_iter().map(|partner| left.get_mut(partner?)?.take()).collect();
    pairing.extra = left.into_iter().flatten().map(|document| document.id).collect();

    let verdicts: Vec<Option<Sameness>> = gold
        .par_iter()
        .zip(&pairing.predicted)
        .map(|(gold, predicted)| predicted.as_ref().map(|p| same_text(gold, p)).transpose())
        .collect::<Result<_, _>>()?;
    let (mut unknown, mut moved) = (0, 0);
    for ((gold, predicted), verdict) in gold.iter().zip(&mut pairing.predicted).zip(verdicts) {
        match verdict {
            Some(Sameness::Unknown) => unknown += 1,
            Some(Sameness::ButForSpaces) => {
                moved += 1;
                if let Some(predicted) = predicted {
                    move_offsets(gold, predicted);
                }
            }
            Some(Sameness::Same) | None => {}
        }
    }
    let all = gold.len();
    if unknown > 0 {
        pairing.warnings.push(format!(
            "that gold and prediction are of the same text could not be checked for {unknown} of \
             {all} documents: no text or hash on one side"
        ));
    }
    if moved > 0 {
        pairing.warnings.push(format!(
            "for {moved} of {all} documents the texts differ in white space; the prediction was \
             moved to the offsets of the gold"
        ));
    }
    Ok(pairing)
}

/// Whether two documents are of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sameness {
    Same,
    ButForSpaces,
    /// There is nothing to tell by.
    Unknown,
}

/// Moves a prediction to the gold's offsets by counting the characters that are not white space.
fn move_offsets(gold: &GoldDocument, predicted: &mut GoldDocument) {
    let (Some(to), Some(from)) = (gold.text.as_deref(), predicted.text.as_deref()) else {
        return;
    };
    // `ink_before[i]`: characters before `i` that are not white space.
    let mut ink_before = vec![0];
    let mut ink = 0;
    for c in from.chars() {
        ink += usize::from(!c.is_whitespace());
        ink_before.push(ink);
    }
    let place_of: Vec<usize> =
        to.chars().enumerate().filter(|(_, c)| !c.is_whitespace()).map(|(i, _)| i).collect();
    for mention in &mut predicted.mentions {
        let ink = |at: usize| ink_before.get(at).copied().unwrap_or(place_of.len());
        let (first, after) = (ink(mention.span.start), ink(mention.span.end));
        if let (Some(&start), Some(&last)) =
            (place_of.get(first), after.checked_sub(1).and_then(|last| place_of.get(last)))
            && start <= last
        {
            mention.span = CharSpan::new(start, last + 1);
        }
    }
    predicted.text.clone_from(&gold.text);
}

fn share_a_name(a: &GoldDocument, b: &GoldDocument) -> bool {
    a.also_known_as.iter().any(|name| b.also_known_as.contains(name))
}

/// For each gold document the index of its prediction: the same id first, then a name in common
/// that is nobody else's.
fn by_name(
    gold: &[GoldDocument],
    predicted: &[GoldDocument],
) -> Result<Vec<Option<usize>>, EvalError> {
    unique(gold)?;
    let by_id = unique(predicted)?;
    let mut partners: Vec<Option<usize>> =
        gold.iter().map(|document| by_id.get(document.id.as_str()).copied()).collect();
    let mut taken = vec![false; predicted.len()];
    for &i in partners.iter().flatten() {
        taken[i] = true;
    }
    let mut by_other_name: HashMap<&str, Option<usize>> = HashMap::new();
    for (i, document) in predicted.iter().enumerate() {
        for name in &document.also_known_as {
            by_other_name.entry(name).and_modify(|slot| *slot = None).or_insert(Some(i));
        }
    }
    for (document, partner) in gold.iter().zip(&mut partners) {
        if partner.is_none() {
            *partner = document
                .also_known_as
                .iter()
                .find_map(|name| by_other_name.get(name.as_str()).copied().flatten())
                .filter(|&i| !taken[i]);
            if let Some(i) = *partner {
                taken[i] = true;
            }
        }
    }
    Ok(partners)
}

fn unique(documents: &[GoldDocument]) -> Result<HashMap<&str, usize>, EvalError> {
    let mut by_id = HashMap::new();
    for (i, document) in documents.iter().enumerate() {
        if by_id.insert(document.id.as_str(), i).is_some() {
            return Err(EvalError::SameName { id: document.id.clone() });
        }
    }
    Ok(by_id)
}

/// Compares texts, else hashes, else what the mentions of both say they cover.
fn same_text(gold: &GoldDocument, predicted: &GoldDocument) -> Result<Sameness, EvalError> {
    let other = |place: String, gold_has: String, predicted_has: String| EvalError::OtherText {
        id: gold.id.clone(),
        place,
        gold: gold_has,
        predicted: predicted_has,
    };
    if let (Some(a), Some(b)) = (&gold.text, &predicted.text) {
        if a == b {
            return Ok(Sameness::Same);
        }
        let ink =
            |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
        if ink(a) == ink(b) {
            return Ok(Sameness::ButForSpaces);
        }
        let at = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let around =
            |text: &str| format!("{:?}", text.chars().skip(at).take(20).collect::<String>());
        return Err(other(format!("character {at}"), around(a), around(b)));
    }
    if let (Some(a), Some(b)) = (hash(gold), hash(predicted)) {
        if a == b {
            return Ok(Sameness::Same);
        }
        return Err(other("SHA-256".to_owned(), a, b));
    }
    let mut seen = false;
    for (text, mentions, of_gold) in
        [(&gold.text, &predicted.mentions, true), (&predicted.text, &gold.mentions, false)]
    {
        let Some(text) = text else { continue };
        let offsets = CharOffsets::new(text);
        for mention in mentions {
            let (start, end) = (mention.span.start, mention.span.end);
            let there = offsets
                .byte_of(start)
                .zip(offsets.byte_of(end))
                .and_then(|(start, end)| text.get(start..end));
            let said = mention.text.as_deref();
            if there.is_some()
                && said.is_none_or(|said| there.map(single_spaced) == Some(single_spaced(said)))
            {
                seen |= said.is_some();
                continue;
            }
            let said = said.map_or_else(|| format!("a mention up to {end}"), |s| format!("{s:?}"));
            let has = there.map_or_else(
                || format!("the end of the text at {}", offsets.char_of(text.len())),
                |there| format!("{there:?}"),
            );
            let (a, b) = if of_gold { (has, said) } else { (said, has) };
            return Err(other(format!("character {start}"), a, b));
        }
    }
    for (a, b) in overlapping(&gold.mentions, &predicted.mentions) {
        let (Some(a_text), Some(b_text)) = (&a.text, &b.text) else { continue };
        let from = a.span.start.max(b.span.start);
        let length = a.span.overlap(b.span);
        let stretch = |text: &str, start: usize| -> String {
            text.chars()
                .skip(from - start)
                .take(length)
                .map(|c| if c.is_whitespace() { ' ' } else { c })
                .collect()
        };
        let (in_gold, in_predicted) =
            (stretch(a_text, a.span.start), stretch(b_text, b.span.start));
        if in_gold != in_predicted {
            return Err(other(
                format!("character {from}"),
                format!("{in_gold:?}"),
                format!("{in_predicted:?}"),
            ));
        }
        seen = true;
    }
    Ok(if seen { Sameness::Same } else { Sameness::Unknown })
}

/// The hash a document gives, or that of its text.
fn hash(document: &GoldDocument) -> Option<String> {
    if document.sha256.is_some() {
        return document.sha256.clone();
    }
    let digest = Sha256::digest(document.text.as_ref()?);
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Pairs of mentions that share characters, at least one partner for each mention that has any.
fn overlapping<'a>(
    gold: &'a [GoldMention],
    predicted: &'a [GoldMention],
) -> Vec<(&'a GoldMention, &'a GoldMention)> {
    let sorted = |mentions: &'a [GoldMention]| {
        let mut sorted: Vec<&GoldMention> = mentions.iter().collect();
        sorted.sort_by_key(|m| m.span);
        sorted
    };
    let (gold, predicted) = (sorted(gold), sorted(predicted));
    let mut pairs = Vec::new();
    let mut from = 0;
    for a in gold {
        while predicted.get(from).is_some_and(|b| b.span.end <= a.span.start) {
            from += 1;
        }
        let meets = predicted[from..].iter().take_while(|b| b.span.start < a.span.end);
        pairs.extend(meets.filter(|b| a.span.overlap(b.span) > 0).map(|b| (a, *b)));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::EntityKind;

    fn document(id: &str, names: &[&str], mention: Option<(usize, &str)>) -> GoldDocument {
        GoldDocument {
            id: id.to_owned(),
            also_known_as: names.iter().map(|n| (*n).to_owned()).collect(),
            mentions: mention
                .map(|(start, text)| GoldMention {
                    text: Some(text.to_owned()),
                    ..GoldMention::new(start, start + text.chars().count(), EntityKind::Person)
                })
                .into_iter()
                .collect(),
            ..GoldDocument::default()
        }
    }

    #[test]
    fn documents_meet_by_id_then_by_another_name() {
        let gold = [
            document("a", &["a"], None),
            document("b.txt", &["b.txt", "b"], None),
            document("c", &["c"], None),
        ];
        let predicted = [
            document("x/b.json", &["b"], None),
            document("a", &["a"], None),
            document("d", &["d"], None),
        ];
        let pairing = pair(&gold, predicted.to_vec()).unwrap();
        let ids: Vec<_> =
            pairing.pairs(&gold).iter().map(|p| p.predicted.map(|d| d.id.as_str())).collect();
        assert_eq!(ids, [Some("a"), Some("x/b.json"), None]);
        assert_eq!(pairing.extra, ["d"]);
    }

    #[test]
    fn one_name_twice_is_an_error() {
        let gold = [document("a", &[], None), document("a", &[], None)];
        let error = pair(&gold, Vec::new()).unwrap_err().to_string();
        assert_eq!(error, "two documents are called \"a\"; documents are paired by name");
    }

    #[test]
    fn different_texts_are_not_scored() {
        let gold = [document("a", &[], Some((3, "Ai Wei")))];
        let error =
            pair(&gold, vec![document("a", &[], Some((6, "Bob")))]).unwrap_err().to_string();
        assert!(error.contains("character 6: gold has \"Wei\", prediction has \"Bob\""), "{error}");
        assert!(
            pair(&gold, vec![document("a", &[], Some((6, "Wei")))]).unwrap().warnings.is_empty()
        );
    }

    #[test]
    fn mentions_are_checked_against_the_text_of_the_other_side() {
        let mut gold = document("a", &[], None);
        gold.text = Some("Mr Li Wu".to_owned());
        let message = |start, text| {
            let predicted = vec![document("a", &[], Some((start, text)))];
            pair(std::slice::from_ref(&gold), predicted).map(|p| p.warnings.len())
        };
        assert_eq!(message(3, "Li Wu").unwrap(), 0);
        let error = message(3, "Bo Wu").unwrap_err().to_string();
        assert!(error.contains("character 3: gold has \"Li Wu\", prediction has \"Bo Wu\""));
        let error = message(7, "Wu").unwrap_err().to_string();
        assert!(error.contains("the end of the text at 8"), "{error}");
    }

    #[test]
    fn a_hash_is_checked_against_the_text() {
        let mut gold = document("a", &[], None);
        gold.text = Some("abc".to_owned());
        let mut predicted = document("a", &[], None);
        predicted.sha256 =
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned());
        assert!(pair(&[gold.clone()], vec![predicted.clone()]).unwrap().warnings.is_empty());
        gold.text = Some("abd".to_owned());
        assert!(pair(&[gold], vec![predicted]).is_err());
    }

    #[test]
    fn nothing_to_check_by_is_said() {
        let gold = [document("a", &[], None)];
        assert_eq!(pair(&gold, gold.to_vec()).unwrap().warnings.len(), 1);
    }

    #[test]
    fn white_space_is_bridged() {
        let mut gold = document("a", &[], None);
        gold.text = Some("Mr. Li Wu's\n hat".to_owned());
        let mut predicted = document("a", &[], None);
        predicted.text = Some("Mr . Li Wu 's hat".to_owned());
        predicted.mentions = vec![
            GoldMention::new(0, 4, EntityKind::Person),
            GoldMention::new(5, 10, EntityKind::Person),
            GoldMention::new(14, 17, EntityKind::Place),
        ];
        let pairing = pair(&[gold], vec![predicted]).unwrap();
        let spans: Vec<_> = pairing.predicted[0]
            .as_ref()
            .map(|d| d.mentions.iter().map(|m| (m.span.start, m.span.end)).collect())
            .unwrap_or_default();
        assert_eq!(spans, [(0, 3), (4, 9), (13, 16)]);
        assert_eq!(pairing.warnings.len(), 1);
    }
}
