//! The hashes by which words, and the states that words lead to, are looked up. Cache files depend
//! on them.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

const SEED: u64 = 0x6f6e_6f6d_6173_7400;
/// Odd numbers of no meaning, to mix with.
const ODD: [u64; 4] =
    [0x9e37_79b9_7f4a_7c15, 0x2545_f491_4f6c_dd1d, 0xd6e8_feb8_6659_fd93, 0xa076_1d64_78bd_642f];
/// Makes small ASCII letters of capitals, and changes neither small ones nor digits.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The hash of any bytes.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::with_seed(SEED).build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

/// The hash of one word's folded bytes.
pub(super) fn word_hash(folded: &[u8]) -> u64 {
    mixed(folded, 0)
}

/// The hash of a word of ASCII letters or digits as it will be when it is folded.
#[inline]
pub(super) fn plain_hash(word: &[u8]) -> u64 {
    mixed(word, SMALL)
}

/// The state that a word leads to from another state, or from none at the start of a name.
#[inline]
pub(super) const fn state(before: Option<u64>, word: u64) -> u64 {
    let mixed = match before {
        None => word,
        Some(before) => before.rotate_left(29) ^ word,
    };
    product(mixed ^ ODD[1], ODD[0])
}

/// Both halves of a product: each bit of it depends on every bit of both numbers.
#[inline]
const fn product(one: u64, two: u64) -> u64 {
    let wide = one as u128 * two as u128;
    wide as u64 ^ (wide >> 64) as u64
}

/// Words are short, and hashed by the million: two loads, which may overlap, hold most of them.
#[inline]
fn mixed(mut word: &[u8], set: u64) -> u64 {
    // Multiplied, for lengths differ in the same low bits as first letters do.
    let mut sum = ODD[2] ^ (word.len() as u64).wrapping_mul(ODD[1]);
    while let Some((lot, rest)) = word.split_first_chunk::<8>().filter(|(_, rest)| rest.len() > 8) {
        sum = product(sum ^ (u64::from_le_bytes(*lot) | set), ODD[0]);
        word = rest;
    }
    let (first, last) = match (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            (u64::from_le_bytes(*first) | set, u64::from_le_bytes(*last) | set)
        }
        _ => match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
            (Some(first), Some(last)) => (
                u64::from(u32::from_le_bytes(*first) | set as u32),
                u64::from(u32::from_le_bytes(*last) | set as u32),
            ),
            _ => {
                let byte = |at: usize| word.get(at).map_or(0, |byte| u64::from(*byte | set as u8));
                (byte(0) | byte(1) << 8, byte(2))
            }
        },
    };
    product(sum ^ first, ODD[3] ^ last)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_plain_word_has_the_hash_of_its_folded_form() {
        for len in 0..70 {
            let word: String =
                ('A'..='Z').chain('a'..='z').chain('0'..='9').cycle().take(len).collect();
            let folded = word.to_lowercase();
            assert_eq!(plain_hash(word.as_bytes()), word_hash(folded.as_bytes()), "{word}");
        }
    }

    #[test]
    fn words_that_differ_little_have_other_hashes() {
        let mut seen = HashSet::new();
        for len in 0..40 {
            let word = vec![b'a'; len];
            assert!(seen.insert(word_hash(&word)));
            for at in 0..len {
                for byte in [b'b', b'c', b' ', 0xC3] {
                    let mut other = word.clone();
                    other[at] = byte;
                    assert!(seen.insert(word_hash(&other)), "{other:?}");
                }
            }
        }
    }
}
