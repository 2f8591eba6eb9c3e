//! Byte offsets inside, Unicode code points at the edge.

/// Translates byte offsets of one text into code-point offsets and back, in `O(log n)`
/// over checkpoints plus a bounded scan.
#[derive(Clone, Debug)]
pub struct CharOffsets<'a> {
    text: &'a str,
    /// Number of code points before byte `i * STRIDE` (rounded down to a character start).
    checkpoints: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'a> CharOffsets<'a> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for (byte, b) in text.bytes().enumerate() {
            if byte % STRIDE == 0 {
                checkpoints.push(chars);
            }
            chars += usize::from(is_char_start(b));
        }
        if text.len().is_multiple_of(STRIDE) {
            checkpoints.push(chars);
        }
        Self { text, checkpoints }
    }

    /// Code points before byte `byte`; past the end counts as the end. A byte inside a character
    /// counts as the one after that character's first.
    pub fn char_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let slot = byte / STRIDE;
        let from = slot * STRIDE;
        let base = self.checkpoints.get(slot).copied().unwrap_or_default();
        base + self.text.as_bytes()[from..byte].iter().filter(|b| is_char_start(**b)).count()
    }

    /// The byte at which code point `char` starts; `None` past the end.
    pub fn byte_of(&self, char: usize) -> Option<usize> {
        let slot = self.checkpoints.partition_point(|&c| c <= char).checked_sub(1)?;
        let mut seen = self.checkpoints[slot];
        let from = slot * STRIDE;
        for (i, b) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_char_start(*b) {
                if seen == char {
                    return Some(from + i);
                }
                seen += 1;
            }
        }
        (seen == char).then_some(self.text.len())
    }
}

const fn is_char_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_char_indices(text in "\\PC{0,700}") {
            let offsets = CharOffsets::new(&text);
            for (char, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.char_of(byte), char);
                prop_assert_eq!(offsets.byte_of(char), Some(byte));
            }
            let chars = text.chars().count();
            prop_assert_eq!(offsets.char_of(text.len()), chars);
            prop_assert_eq!(offsets.byte_of(chars), Some(text.len()));
            prop_assert_eq!(offsets.byte_of(chars + 1), None);
        }
    }
}
