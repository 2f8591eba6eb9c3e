//! Values of fixed size, laid end to end: what is kept by the million is kept as these, and goes into
//! the cache file as it is.

/// A value that always takes the same number of bytes in a file, little-endian.
pub(super) trait Row: Copy {
    /// Bytes of one value.
    const BYTES: usize;

    /// Appends its bytes.
    fn put(self, out: &mut Vec<u8>);

    /// Reads it from exactly [`Row::BYTES`] bytes; what is missing counts as 0.
    fn take(bytes: &[u8]) -> Self;
}

impl Row for u32 {
    const BYTES: usize = 4;

    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn take(bytes: &[u8]) -> Self {
        bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
    }
}

impl Row for u64 {
    const BYTES: usize = 8;

    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn take(bytes: &[u8]) -> Self {
        bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
    }
}

/// A struct of 32-bit numbers that is a [`Row`].
macro_rules! row {
    ($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $name {
            $($(#[$field_doc])* pub(super) $field: u32,)*
        }

        impl $crate::gazetteer::flat::Row for $name {
            const BYTES: usize = size_of::<Self>();

            fn put(self, out: &mut Vec<u8>) {
                $(out.extend_from_slice(&self.$field.to_le_bytes());)*
            }

            fn take(bytes: &[u8]) -> Self {
                let (words, _) = bytes.as_chunks::<4>();
                let mut words = words.iter().map(|word| u32::from_le_bytes(*word));
                Self { $($field: words.next().unwrap_or_default(),)* }
            }
        }
    };
}

pub(super) use row;

/// A length or place as it is stored; `None` beyond four thousand million.
pub(super) fn short(at: usize) -> Option<u32> {
    u32::try_from(at).ok()
}

/// The piece of `text` that begins at `from` and is `len` bytes long; empty where there is none.
pub(super) fn piece(text: &str, from: u32, len: u32) -> &str {
    let from = from as usize;
    from.checked_add(len as usize).and_then(|to| text.get(from..to)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    row! {
        /// Two numbers.
        struct Pair { left, right, }
    }

    #[test]
    fn rows_come_back_as_they_were_put() {
        let mut out = Vec::new();
        let pair = Pair { left: 7, right: u32::MAX };
        pair.put(&mut out);
        9_u64.put(&mut out);
        assert_eq!(out.len(), Pair::BYTES + u64::BYTES);
        assert_eq!(Pair::take(&out), pair);
        assert_eq!(u64::take(&out[Pair::BYTES..]), 9);
        assert_eq!(Pair::take(&out[..5]), Pair { left: 7, right: 0 });
    }

    #[test]
    fn pieces_outside_the_text_are_empty() {
        assert_eq!(piece("añb", 0, 3), "añ");
        assert_eq!(piece("añb", 0, 2), "");
        assert_eq!(piece("añb", 3, u32::MAX), "");
    }
}
