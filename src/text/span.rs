//! Byte ranges that cannot be mixed up: one type for the raw text, one for the clean view.

use std::ops::Range;

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name {
            start: usize,
            end: usize,
        }

        impl $name {
            /// The bytes from `start` up to, but not including, `end`. Swapped bounds are put in order.
            pub const fn new(start: usize, end: usize) -> Self {
                if start <= end { Self { start, end } } else { Self { start: end, end: start } }
            }

            /// First byte.
            pub const fn start(self) -> usize {
                self.start
            }

            /// One past the last byte.
            pub const fn end(self) -> usize {
                self.end
            }

            /// Length in bytes.
            pub const fn len(self) -> usize {
                self.end - self.start
            }

            /// Whether it covers no byte.
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// As a plain range, for slicing.
            pub const fn range(self) -> Range<usize> {
                self.start..self.end
            }

            /// Whether the two share a byte.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies wholly inside.
            pub const fn covers(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// The smallest span that covers both.
            pub fn join(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The text under the span, or `None` where it does not fit `text`.
            pub fn get(self, text: &str) -> Option<&str> {
                text.get(self.range())
            }

            /// The text under the span; empty where it does not fit `text`.
            pub fn slice(self, text: &str) -> &str {
                self.get(text).unwrap_or_default()
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }
    };
}

span_type! {
    /// A byte range of the raw text.
    RawSpan
}
span_type! {
    /// A byte range of the clean view.
    CleanSpan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!RawSpan::new(0, 3).overlaps(RawSpan::new(3, 5)));
        assert!(RawSpan::new(0, 4).overlaps(RawSpan::new(3, 5)));
    }

    #[test]
    fn a_slice_off_a_character_boundary_is_empty() {
        assert_eq!(RawSpan::new(0, 1).slice("é"), "");
        assert_eq!(RawSpan::new(0, 2).slice("é"), "é");
    }
}
