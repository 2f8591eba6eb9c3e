//! The case shape of a word: what an uncased vocabulary forgets, given back as a token type.

/// Which letters of a word are capitals. The discriminant is the token type the model reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CaseShape {
    /// No cased letter: digits, marks, Han; special tokens too.
    None = 0,
    /// All cased letters are lower.
    Lower = 1,
    /// The first cased letter is a capital, the others, of which there is one at least, are lower.
    Title = 2,
    /// All cased letters are capitals, also a single one.
    Upper = 3,
    /// Anything else: `McCarthy`, `iPhone`.
    Mixed = 4,
}

impl CaseShape {
    /// Number of shapes: the `type_vocab_size` a model needs.
    pub const COUNT: usize = 5;

    /// The shape of one word.
    pub fn of(word: &str) -> Self {
        let mut cased = word.chars().filter_map(is_capital);
        let Some(first) = cased.next() else { return Self::None };
        let (mut capitals, mut small) = (false, false);
        for capital in cased {
            capitals |= capital;
            small |= !capital;
        }
        match (first, capitals, small) {
            (false, false, _) => Self::Lower,
            (true, _, false) => Self::Upper,
            (true, false, true) => Self::Title,
            _ => Self::Mixed,
        }
    }

    /// The token type.
    pub const fn token_type(self) -> u8 {
        self as u8
    }
}

/// Whether a character is a capital; `None` where it has no case. By its case mappings, not its
/// Unicode class: a title-case digraph counts as a capital, `ª` has no case.
fn is_capital(c: char) -> Option<bool> {
    let lower_is_other = !c.to_lowercase().eq([c]);
    let same_both_ways = c.to_lowercase().eq(c.to_uppercase());
    (!same_both_ways).then_some(lower_is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let cases = [
            ("", CaseShape::None),
            ("1950", CaseShape::None),
            ("柴成文", CaseShape::None),
            ("army", CaseShape::Lower),
            ("3rd", CaseShape::Lower),
            ("a", CaseShape::Lower),
            ("Army", CaseShape::Title),
            ("Łódź", CaseShape::Title),
            ("1St", CaseShape::Title),
            ("KPA", CaseShape::Upper),
            ("I", CaseShape::Upper),
            ("B2", CaseShape::Upper),
            ("McCarthy", CaseShape::Mixed),
            ("iPhone", CaseShape::Mixed),
            ("USSRs", CaseShape::Mixed),
            ("straße", CaseShape::Lower),
        ];
        for (word, shape) in cases {
            assert_eq!(CaseShape::of(word), shape, "{word:?}");
        }
    }
}
