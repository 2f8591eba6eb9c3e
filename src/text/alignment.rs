//! Which raw bytes each stretch of the clean view was made from.

use super::{CleanSpan, RawSpan};

/// One place where the clean view differs from the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// What stood there.
    pub(crate) raw: RawSpan,
    /// What stands there now; empty where something was taken out.
    pub(crate) clean: CleanSpan,
}

/// The alignment of a clean view with its raw text.
///
/// Only the places that differ are stored; between two of them the texts are equal byte for byte,
/// so a look-up is a binary search and an addition. Both directions are monotone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Sorted, not overlapping, in both texts.
    segments: Vec<Segment>,
    raw_len: usize,
    clean_len: usize,
}

impl Alignment {
    /// `segments` in text order; equal text between them.
    pub(crate) fn new(segments: Vec<Segment>, raw_len: usize, clean_len: usize) -> Self {
        Self { segments, raw_len, clean_len }
    }

    /// How many places differ.
    pub fn differences(&self) -> usize {
        self.segments.len()
    }

    /// From the raw byte of the first clean character to the end of the last one. Where a clean
    /// character replaces several raw ones, all of them count as its own. An empty span maps to an
    /// empty one.
    pub fn to_raw(&self, span: CleanSpan) -> RawSpan {
        let start = self.raw_start(span.start());
        let end = if span.is_empty() { start } else { self.raw_end(span.end()) };
        RawSpan::new(start, end.max(start))
    }

    /// What a stretch of raw text became; `None` if nothing of it is left in the clean view.
    /// A replaced stretch that is only partly covered counts as covered.
    pub fn to_clean(&self, span: RawSpan) -> Option<CleanSpan> {
        let (from, to) = (span.start().min(self.raw_len), span.end().min(self.raw_len));
        let start = {
            let next = self.segments.partition_point(|s| s.raw.end() <= from);
            match self.segments.get(next) {
                Some(s) if s.raw.start() <= from => s.clean.start(),
                _ => {
                    let (raw, clean) = self.before(next);
                    clean + (from - raw)
                }
            }
        };
        let end = {
            let next = self.segments.partition_point(|s| s.raw.start() < to);
            let (raw, clean) = self.before(next);
            clean + to.saturating_sub(raw)
        };
        (start < end).then(|| CleanSpan::new(start, end))
    }

    /// The raw byte at which the clean character at `clean` starts.
    fn raw_start(&self, clean: usize) -> usize {
        let clean = clean.min(self.clean_len);
        let next = self.segments.partition_point(|s| s.clean.end() <= clean);
        match self.segments.get(next) {
            Some(s) if s.clean.start() <= clean => s.raw.start(),
            _ => {
                let (raw, at) = self.before(next);
                raw + (clean - at)
            }
        }
    }

    /// The raw byte at which the clean character before `clean` ends.
    fn raw_end(&self, clean: usize) -> usize {
        let clean = clean.min(self.clean_len);
        let next = self.segments.partition_point(|s| s.clean.start() < clean);
        let (raw, at) = self.before(next);
        raw + clean.saturating_sub(at)
    }

    /// Raw and clean end of the difference before the `next`th.
    fn before(&self, next: usize) -> (usize, usize) {
        next.checked_sub(1)
            .and_then(|last| self.segments.get(last))
            .map_or((0, 0), |s| (s.raw.end(), s.clean.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// raw `Cai 5..Tingkai s` (`.` = newline), clean `Cai Tingkai's`
    fn sample() -> Alignment {
        let segments = vec![
            Segment { raw: RawSpan::new(3, 7), clean: CleanSpan::new(3, 4) },
            Segment { raw: RawSpan::new(14, 15), clean: CleanSpan::new(11, 12) },
        ];
        Alignment::new(segments, 16, 13)
    }

    #[test]
    fn a_name_over_a_gap_takes_the_gap_in() {
        assert_eq!(sample().to_raw(CleanSpan::new(0, 11)), RawSpan::new(0, 14));
        assert_eq!(sample().to_clean(RawSpan::new(0, 14)), Some(CleanSpan::new(0, 11)));
    }

    #[test]
    fn a_name_before_a_restored_mark_ends_at_the_name() {
        assert_eq!(sample().to_raw(CleanSpan::new(4, 11)), RawSpan::new(7, 14));
        assert_eq!(sample().to_raw(CleanSpan::new(11, 13)), RawSpan::new(14, 16));
    }

    #[test]
    fn a_deletion_belongs_to_neither_neighbour() {
        // raw "war.5 It", clean "war. It"
        let segments = vec![Segment { raw: RawSpan::new(4, 5), clean: CleanSpan::new(4, 4) }];
        let alignment = Alignment::new(segments, 8, 7);
        assert_eq!(alignment.to_raw(CleanSpan::new(0, 4)), RawSpan::new(0, 4));
        assert_eq!(alignment.to_raw(CleanSpan::new(4, 7)), RawSpan::new(5, 8));
        assert_eq!(alignment.to_clean(RawSpan::new(4, 5)), None);
        assert_eq!(alignment.to_clean(RawSpan::new(3, 6)), Some(CleanSpan::new(3, 5)));
    }

    #[test]
    fn spans_past_the_end_are_cut() {
        assert_eq!(sample().to_raw(CleanSpan::new(12, 99)), RawSpan::new(15, 16));
        assert_eq!(sample().to_clean(RawSpan::new(50, 99)), None);
    }
}
