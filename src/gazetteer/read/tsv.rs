//! The tab-separated format historians write: a header, then one entry a line.

use super::builder::{Builder, FIELDS, Fields};
use crate::gazetteer::finding::Severity;

/// Whether a line is a header: it names the two columns that must be there.
pub(super) fn is_header(line: &str) -> bool {
    let has = |column| line.split('\t').any(|cell| cell.trim() == column);
    has("name") && has("type")
}

pub(super) fn read(text: &str, builder: &mut Builder) {
    let mut lines = super::content_lines(text);
    let Some((line, header)) = lines.next() else {
        return;
    };
    if !is_header(header) {
        builder.error(
            line,
            format!(
                "expected a header line with at least the columns name and type, separated by tabs; \
                 known columns are {}",
                FIELDS.join(", ")
            ),
        );
        return;
    }
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    for (at, column) in columns.iter().enumerate() {
        if !FIELDS.contains(column) {
            builder.not_read(line, "column", column);
        } else if columns[..at].contains(column) {
            builder.report(line, Severity::Warning, format!("column {column:?} comes twice"));
        }
    }
    for (line, row) in lines {
        read_row(line, row, &columns, builder);
    }
}

fn read_row(line: usize, row: &str, columns: &[&str], builder: &mut Builder) {
    let cells = row.split('\t').count();
    if cells > columns.len() {
        builder
            .error(line, format!("{cells} cells, but the header names {} columns", columns.len()));
        return;
    }
    let mut fields = Fields::default();
    for (column, cell) in columns.iter().zip(row.split('\t')) {
        let cell = cell.trim();
        match *column {
            "name" => fields.name = cell,
            "type" => fields.kind = cell,
            "id" => fields.id = cell,
            "aliases" => fields.aliases = cell.split('|').collect(),
            "from" => fields.from = cell,
            "to" => fields.to = cell,
            "priority" => fields.priority = cell,
            "flags" => fields.flags = cell.split(',').collect(),
            "notes" => fields.notes = cell,
            "wikidata" => fields.wikidata = cell,
            "coordinates" => fields.coordinates = cell,
            _ => {}
        }
    }
    builder.add(line, &fields);
}

#[cfg(test)]
mod tests {
    use crate::entity::EntityKind;
    use crate::gazetteer::read::{Format, read};

    #[test]
    fn all_columns_are_read_in_any_order() {
        let text = "type\tname\taliases\tid\tfrom\tto\tpriority\tflags\tnotes\twikidata\tcoordinates\n\
                    # a comment\n\n\
                    LOC\tPort Arthur\tRyojun|?Lüshun\tport_arthur\t1880\t\t5\tcase-sensitive\tnaval base\tQ1\t38.8, 121.2\r\n";
        let reading = read("dir/ports.tsv", Format::Tsv, text);
        assert_eq!(reading.findings, []);
        let entry = reading.list.get(0).unwrap();
        assert_eq!(&*entry.reference.gazetteer, "ports");
        assert_eq!(&*entry.reference.id, "port_arthur");
        assert_eq!(entry.reference.kind, EntityKind::Place);
        assert_eq!(entry.aliases().collect::<Vec<_>>(), ["Ryojun", "Lüshun"]);
        assert_eq!(entry.names[2].flags.to_string(), "case-sensitive,needs-context");
        assert_eq!((entry.from, entry.to, entry.priority), (Some(1880), None, 5));
        assert_eq!(entry.coordinates.map(|c| c.latitude), Some(38.8));
        assert_eq!(entry.line, 4);
    }

    #[test]
    fn a_bad_line_is_reported_and_the_rest_is_read() {
        let text = "name\ttype\tid\tfrom\tto\tflags\n\
                    Mao\tPERSO\n\
                    Lin\tPER\tx\n\
                    Kim\tPER\tx\n\
                    \tPER\n\
                    Ho\tPER\t\t1890\t1880\n\
                    Li\tPER\t\tlong ago\n\
                    Wu\tPER\t\t\t\tloud\n\
                    Wu\tPER\t\t\t\t\tmore\n\
                    Peng Dehuai\tPER\n";
        let reading = read("p.tsv", Format::Tsv, text);
        let said: Vec<_> = reading.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "p.tsv:2: error: unknown type \"PERSO\": expected PER, ORG, LOC or DATE",
                "p.tsv:4: error: the id \"x\" is taken by line 3",
                "p.tsv:5: error: the name is empty",
                "p.tsv:6: error: \"from\" is 1890, after \"to\", which is 1880",
                "p.tsv:7: error: \"from\" is \"long ago\": expected a whole number",
                "p.tsv:8: error: unknown flag \"loud\": expected case-sensitive, any-case, \
                 needs-context, never-alone, no-variants",
                "p.tsv:9: error: 7 cells, but the header names 6 columns",
            ]
        );
        let ids: Vec<_> = reading.list.entries().map(|e| e.reference.id).collect();
        assert_eq!(ids, ["x".into(), "peng_dehuai".into()]);
    }

    #[test]
    fn a_file_without_header_says_what_a_header_is() {
        let reading = read("p.tsv", Format::Tsv, "Mao\tPER\n");
        assert!(reading.list.is_empty());
        assert!(reading.findings[0].to_string().starts_with("p.tsv:1: error: expected a header"));
    }
}
