//! What must hold of every list file, in whichever format.

use onomast::gazetteer::{Checked, Format, GazetteerBuilder, check, read, stats};
use onomast::text::Document;

/// Reads the text as a list, looks it over, and searches the text itself for its names.
pub(crate) fn lists(format: Format, text: &str) {
    let lines = text.split('\n').count();
    let reading = read("fuzz.txt", format, text);
    for finding in &reading.findings {
        assert!((1..=lines).contains(&finding.line), "{finding}");
    }
    for entry in reading.list.entries() {
        assert!(!entry.names.is_empty() && !entry.reference.id.is_empty());
        assert_eq!(entry.names[0].text, (*entry.reference.name).into());
    }
    assert_eq!(stats(&reading.list).entries, reading.list.len());
    check(&[Checked { file: "fuzz.txt".into(), reading: reading.clone() }]);
    let gazetteer = GazetteerBuilder::new().add(reading.list, true).build();
    let document = Document::new(text);
    for candidate in gazetteer.find(&document) {
        let slice = candidate.span.get(document.clean()).unwrap_or_default();
        assert!(!slice.is_empty());
        assert!(!candidate.entries.is_empty());
        assert!(candidate.entries.iter().all(|entry| gazetteer.entry(entry).is_some()));
    }
}
