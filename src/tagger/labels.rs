//! What the columns of the logits mean: the label scheme and the type of each label.

use std::fmt;

use crate::entity::EntityKind;

/// How labels mark where a span begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `I-PER` or bare `PER`: neighbouring words of one type are one span.
    Io,
    /// `B-` only where a span follows another of its type; `I-` may open one.
    Iob1,
    /// `B-` opens every span, `I-` goes on.
    Bio,
    /// As BIO, with `E-` for the last word and `S-` for a span of one word.
    Bioes,
    /// BIOES in other letters: `L-` last, `U-` unit.
    Bilou,
}

impl Scheme {
    /// The usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Io => "IO",
            Self::Iob1 => "IOB1",
            Self::Bio => "BIO",
            Self::Bioes => "BIOES",
            Self::Bilou => "BILOU",
        }
    }

    /// The scheme called `name`, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let known = [Self::Io, Self::Iob1, Self::Bio, Self::Bioes, Self::Bilou];
        match name.to_ascii_uppercase().as_str() {
            "IOB2" => Some(Self::Bio),
            "IOBES" => Some(Self::Bioes),
            upper => known.into_iter().find(|scheme| scheme.name() == upper),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A word's place in its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Opens a span.
    Begin,
    /// Goes on with one (and opens one, where the scheme lets it).
    Inside,
    /// Ends one.
    End,
    /// Is a whole one.
    Single,
}

/// One label, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// Outside every span.
    Outside,
    /// In a span of the type with this index in [`LabelSet::types`].
    In(Place, usize),
}

/// One type of the label set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelType {
    /// As config.json spells it.
    pub name: String,
    /// What onomast calls it; `None` for types it does not annotate (`MISC`), which are decoded
    /// and dropped.
    pub kind: Option<EntityKind>,
}

/// All labels of a model, in the order of its logits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    scheme: Scheme,
    labels: Vec<Label>,
    types: Vec<LabelType>,
}

impl LabelSet {
    /// Reads the labels' names, in the order of their ids. The scheme follows from their prefixes
    /// unless `scheme` names it.
    ///
    /// # Errors
    /// What is wrong, in words: no outside label, prefixes of no known scheme, names only in part
    /// prefixed, repeats, or no type that onomast annotates.
    pub fn parse<S: AsRef<str>>(names: &[S], scheme: Option<Scheme>) -> Result<Self, String> {
        for (i, name) in names.iter().enumerate() {
            if names[..i].iter().any(|other| other.as_ref() == name.as_ref()) {
                return Err(format!("label {:?} occurs twice", name.as_ref()));
            }
        }
        if !names.iter().any(|name| name.as_ref() == "O") {
            return Err("no label \"O\" for words outside every name".to_owned());
        }
        let inner: Vec<&str> = names.iter().map(AsRef::as_ref).filter(|n| *n != "O").collect();
        let prefixed: Vec<(char, &str)> = inner.iter().filter_map(|name| prefix(name)).collect();
        let bare = prefixed.is_empty();
        if !bare && prefixed.len() != inner.len() {
            return Err("some labels have a prefix such as \"B-\" and some have none".to_owned());
        }
        let read: Vec<(char, &str)> =
            if bare { inner.iter().map(|name| ('I', *name)).collect() } else { prefixed };
        let scheme = match scheme {
            Some(scheme) => scheme,
            None => guess_scheme(&read)?,
        };

        let mut types: Vec<LabelType> = Vec::new();
        let mut labels = Vec::with_capacity(names.len());
        let mut rest = read.into_iter();
        for name in names {
            if name.as_ref() == "O" {
                labels.push(Label::Outside);
                continue;
            }
            let Some((letter, of)) = rest.next() else { break };
            let place = place(letter, scheme)
                .ok_or_else(|| format!("{:?} is no label of {scheme}", name.as_ref()))?;
            let index = types.iter().position(|t| t.name == of).unwrap_or_else(|| {
                types.push(LabelType { name: of.to_owned(), kind: of.parse().ok() });
                types.len() - 1
            });
            labels.push(Label::In(place, index));
        }
        if types.iter().all(|t| t.kind.is_none()) {
            return Err(
                "unknown label scheme: no label names a person, organisation, place or date"
                    .to_owned(),
            );
        }
        Ok(Self { scheme, labels, types })
    }

    /// The scheme.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The labels, by id.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The types, in order of first occurrence.
    pub fn types(&self) -> &[LabelType] {
        &self.types
    }

    /// The id of the label of words outside every span; a set without one is not built.
    pub fn outside(&self) -> usize {
        self.labels.iter().position(|label| *label == Label::Outside).unwrap_or_default()
    }

    /// Number of labels: the width of a logit row.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Never true: a set without labels is not built.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether `next` may follow `last`; `None` is the edge of a sentence.
    pub fn may_follow(&self, last: Option<Label>, next: Option<Label>) -> bool {
        use Place::{Begin, End, Inside, Single};
        let open = match (self.scheme, last) {
            (Scheme::Bio, Some(Label::In(Begin | Inside, of))) => Some(of),
            (Scheme::Bioes | Scheme::Bilou, Some(Label::In(Begin | Inside, of))) => Some(of),
            _ => None,
        };
        match (self.scheme, next) {
            (Scheme::Io | Scheme::Iob1, _) => true,
            (Scheme::Bio, Some(Label::In(Inside, of))) => open == Some(of),
            (Scheme::Bio, _) => true,
            (Scheme::Bioes | Scheme::Bilou, Some(Label::In(Inside | End, of))) => open == Some(of),
            (
                Scheme::Bioes | Scheme::Bilou,
                Some(Label::In(Begin | Single, _) | Label::Outside) | None,
            ) => open.is_none(),
        }
    }

    /// Whether `next`, right behind `last`, belongs to the same span.
    pub fn continues(&self, last: Label, next: Label) -> bool {
        match (last, next) {
            (Label::In(before, a), Label::In(Place::Inside | Place::End, b)) => {
                a == b && matches!(before, Place::Begin | Place::Inside)
            }
            _ => false,
        }
    }
}

/// `B-PER` → (`B`, `PER`). Only the letters of known schemes count, so that bare names with a
/// hyphen stay whole.
fn prefix(name: &str) -> Option<(char, &str)> {
    let mut chars = name.chars();
    let letter = chars.next().filter(|c| "BIESLUMW".contains(*c))?;
    let of = chars.as_str().strip_prefix(['-', '_'])?;
    (!of.is_empty()).then_some((letter, of))
}

fn guess_scheme(read: &[(char, &str)]) -> Result<Scheme, String> {
    let has = |letter: char| read.iter().any(|(l, _)| *l == letter);
    let within = |letters: &str| read.iter().all(|(l, _)| letters.contains(*l));
    if within("I") {
        return Ok(Scheme::Io);
    }
    if within("BI") {
        // A type that is never begun shows that `I-` may open a span.
        let begun = |of: &str| read.iter().any(|(l, t)| *l == 'B' && *t == of);
        let iob1 = read.iter().any(|(l, of)| *l == 'I' && !begun(of));
        return Ok(if iob1 { Scheme::Iob1 } else { Scheme::Bio });
    }
    if within("BIES") && has('B') && has('E') && has('S')
        || within("BMES") && has('B') && has('E') && has('S')
        || within("BMEW") && has('B') && has('E') && has('W')
    {
        return Ok(Scheme::Bioes);
    }
    if within("BILU") && has('B') && has('L') && has('U') {
        return Ok(Scheme::Bilou);
    }
    let mut letters: Vec<String> = read.iter().map(|(l, _)| format!("{l}-")).collect();
    letters.sort();
    letters.dedup();
    Err(format!("unknown label scheme with the prefixes {}", letters.join(" ")))
}

fn place(letter: char, scheme: Scheme) -> Option<Place> {
    match (scheme, letter) {
        (Scheme::Io, 'I') => Some(Place::Inside),
        (Scheme::Iob1 | Scheme::Bio, 'B') => Some(Place::Begin),
        (Scheme::Iob1 | Scheme::Bio, 'I') => Some(Place::Inside),
        (Scheme::Bioes | Scheme::Bilou, 'B') => Some(Place::Begin),
        (Scheme::Bioes, 'I' | 'M') | (Scheme::Bilou, 'I') => Some(Place::Inside),
        (Scheme::Bioes, 'E') | (Scheme::Bilou, 'L') => Some(Place::End),
        (Scheme::Bioes, 'S' | 'W') | (Scheme::Bilou, 'U') => Some(Place::Single),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(names: &[&str]) -> Scheme {
        LabelSet::parse(names, None).unwrap().scheme()
    }

    fn problem(names: &[&str]) -> String {
        LabelSet::parse(names, None).unwrap_err()
    }

    #[test]
    fn schemes_follow_from_the_labels() {
        assert_eq!(scheme(&["O", "PER", "LOC"]), Scheme::Io);
        assert_eq!(scheme(&["O", "I-PER", "I-LOC"]), Scheme::Io);
        assert_eq!(scheme(&["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]), Scheme::Bio);
        assert_eq!(scheme(&["B-LOC", "B-MISC", "I-LOC", "I-MISC", "I-PER", "O"]), Scheme::Iob1);
        assert_eq!(scheme(&["O", "B-PER", "I-PER", "E-PER", "S-PER"]), Scheme::Bioes);
        assert_eq!(scheme(&["O", "B-PER", "M-PER", "E-PER", "W-PER"]), Scheme::Bioes);
        assert_eq!(scheme(&["O", "B-PER", "I-PER", "L-PER", "U-PER"]), Scheme::Bilou);
    }

    #[test]
    fn types_are_mapped_and_strangers_kept_apart() {
        let set =
            LabelSet::parse(&["O", "B-PERSON", "I-PERSON", "B-MISC", "I-MISC"], None).unwrap();
        let kinds: Vec<_> = set.types().iter().map(|t| (t.name.as_str(), t.kind)).collect();
        assert_eq!(kinds, [("PERSON", Some(EntityKind::Person)), ("MISC", None)]);
        assert_eq!(set.labels()[2], Label::In(Place::Inside, 0));
    }

    #[test]
    fn what_follows_no_scheme_is_refused() {
        assert_eq!(problem(&["B-PER", "I-PER"]), "no label \"O\" for words outside every name");
        assert_eq!(
            problem(&["O", "B-PER", "LOC"]),
            "some labels have a prefix such as \"B-\" and some have none"
        );
        assert_eq!(
            problem(&["O", "B-PER", "L-PER", "S-PER"]),
            "unknown label scheme with the prefixes B- L- S-"
        );
        assert_eq!(problem(&["O", "PER", "PER"]), "label \"PER\" occurs twice");
        assert_eq!(
            problem(&["O", "LABEL_1", "LABEL_2"]),
            "unknown label scheme: no label names a person, organisation, place or date"
        );
    }

    #[test]
    fn a_named_scheme_must_fit_its_labels() {
        let names = ["O", "B-PER", "I-PER"];
        assert_eq!(LabelSet::parse(&names, Some(Scheme::Iob1)).unwrap().scheme(), Scheme::Iob1);
        let error = LabelSet::parse(&names, Some(Scheme::Io)).unwrap_err();
        assert_eq!(error, "\"B-PER\" is no label of IO");
    }

    #[test]
    fn moves_keep_to_the_scheme() {
        use Place::{Begin, End, Inside, Single};
        let bio = LabelSet::parse(&["O", "B-PER", "I-PER", "B-LOC", "I-LOC"], None).unwrap();
        let (per, loc) = (0, 1);
        assert!(bio.may_follow(Some(Label::In(Begin, per)), Some(Label::In(Inside, per))));
        assert!(!bio.may_follow(Some(Label::In(Begin, loc)), Some(Label::In(Inside, per))));
        assert!(!bio.may_follow(Some(Label::Outside), Some(Label::In(Inside, per))));
        assert!(!bio.may_follow(None, Some(Label::In(Inside, per))));
        assert!(bio.may_follow(Some(Label::In(Begin, per)), None));

        let names = ["O", "B-PER", "I-PER", "L-PER", "U-PER"];
        let bilou = LabelSet::parse(&names, None).unwrap();
        assert!(!bilou.may_follow(Some(Label::In(Begin, per)), None));
        assert!(!bilou.may_follow(Some(Label::In(Begin, per)), Some(Label::Outside)));
        assert!(bilou.may_follow(Some(Label::In(Begin, per)), Some(Label::In(End, per))));
        assert!(!bilou.may_follow(Some(Label::In(End, per)), Some(Label::In(End, per))));
        assert!(bilou.may_follow(Some(Label::In(End, per)), Some(Label::In(Single, per))));
    }
}
