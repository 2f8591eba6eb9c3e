//! Pages: a form feed ends one, as `pdftotext` and our own readers of paged formats write it.

/// Bytes of a raw text at which the second, third ... page start; empty where it has no form feed.
pub(super) fn starts(raw: &str) -> Vec<usize> {
    raw.bytes().enumerate().filter(|(_, b)| *b == 0x0c).map(|(at, _)| at + 1).collect()
}

/// The page, from 1, of a raw byte; `None` where the text has no pages.
pub(super) fn page(starts: &[usize], at: usize) -> Option<usize> {
    (!starts.is_empty()).then(|| 1 + starts.partition_point(|start| *start <= at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_feed_ends_a_page() {
        let starts = starts("one\u{c}two\u{c}");
        assert_eq!([0, 3, 4, 7].map(|at| page(&starts, at)), [Some(1), Some(1), Some(2), Some(2)]);
        assert_eq!(page(&super::starts("one"), 0), None);
    }
}
