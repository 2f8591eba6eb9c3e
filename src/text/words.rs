//! Small closed word classes of English that the cleaning rules and the sentence rules share.
//! All lists are sorted, in small letters.

/// Whether `word`, in small letters, is in a sorted `list`.
pub(crate) fn listed(list: &[&str], word: &str) -> bool {
    if word.len() > 24 {
        return false;
    }
    if word.bytes().any(|b| b.is_ascii_uppercase()) {
        let lower = word.to_ascii_lowercase();
        list.binary_search(&lower.as_str()).is_ok()
    } else {
        list.binary_search(&word).is_ok()
    }
}

/// Month names and their abbreviations.
#[rustfmt::skip]
pub(crate) const MONTHS: &[&str] = &[
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january", "jul",
    "july", "jun", "june", "mar", "march", "may", "nov", "november", "oct", "october", "sep",
    "sept", "september",
];

/// Words that often open a sentence and never belong to a name that began before them, nor to a
/// counted thing: after "U.S." or a lone number, a capital on one of these means a new sentence.
#[rustfmt::skip]
pub(crate) const OPENERS: &[&str] = &[
    "a", "according", "after", "all", "although", "among", "an", "and", "another", "any",
    "apparently", "as", "at", "because", "before", "besides", "both", "but", "by", "consequently",
    "despite", "due", "during", "each", "earlier", "even", "eventually", "every", "finally",
    "first", "following", "for", "from", "furthermore", "had", "has", "have", "he", "hence", "her",
    "here", "his", "how", "however", "i", "if", "in", "indeed", "initially", "instead", "it", "its",
    "later", "like", "many", "meanwhile", "more", "moreover", "most", "neither", "nevertheless",
    "no", "nonetheless", "nor", "not", "now", "of", "on", "once", "one", "only", "or", "other",
    "others", "our", "perhaps", "rather", "several", "she", "similarly", "since", "so", "some",
    "soon", "still", "subsequently", "such", "that", "the", "their", "then", "there", "thereafter",
    "therefore", "these", "they", "this", "those", "though", "through", "throughout", "thus", "to",
    "today", "together", "toward", "towards", "two", "under", "unfortunately", "unless", "unlike",
    "until", "upon", "was", "we", "were", "what", "when", "where", "whereas", "whether", "which",
    "while", "who", "why", "with", "within", "without", "yet", "you", "your",
];

/// Words that go on with a sentence and never follow a number that counts something.
#[rustfmt::skip]
pub(crate) const CONTINUERS: &[&str] = &[
    "although", "and", "are", "as", "because", "but", "did", "does", "had", "has", "have", "he",
    "is", "it", "she", "since", "so", "that", "the", "they", "though", "was", "were", "when",
    "where", "whereas", "which", "while", "who", "whom", "whose",
];

/// Words a number belongs to.
#[rustfmt::skip]
pub(crate) const LABELS: &[&str] = &[
    "act", "annex", "app", "appendix", "art", "article", "book", "box", "bureau", "ch", "chap",
    "chapter", "class", "clause", "col", "cols", "column", "doc", "docs", "document", "ed",
    "edition", "eq", "exhibit", "ff", "fig", "figs", "figure", "figures", "file", "flight", "fol",
    "folder", "folio", "fond", "footnote", "footnotes", "grade", "group", "highway", "issue",
    "item", "lesson", "level", "line", "lines", "map", "model", "n", "nn", "no", "nos", "note",
    "notes", "nr", "number", "numbers", "op", "opis", "order", "p", "page", "pages", "para",
    "paragraph", "paras", "part", "parts", "phase", "pl", "plate", "point", "pp", "question",
    "reel", "resolution", "room", "route", "sec", "sect", "section", "sections", "ser", "series",
    "session", "stage", "step", "suppl", "table", "tables", "tel", "title", "tome", "top", "type",
    "unit", "v", "verse", "version", "vol", "vols", "volume", "volumes", "war", "week", "x", "zone",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_small() {
        for list in [MONTHS, OPENERS, CONTINUERS, LABELS] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }

    #[test]
    fn capitals_do_not_matter() {
        assert!(listed(MONTHS, "JUNE") && listed(MONTHS, "June") && !listed(MONTHS, "Junes"));
    }
}
