//! Parquet, behind the cargo feature of that name: one row for each mention.
//!
//! The schema is that of the table of mentions (`docs/OUTPUTS.md` lists it as Arrow shows it), with
//! numbers as numbers. Pages are compressed with Snappy, which every reader knows.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::interval::interval;
use super::json::{JsonDocument, JsonMention};

/// The schema, in Parquet's own words.
pub const SCHEMA: &str = "message mention {
  required binary document (STRING);
  required binary id (STRING);
  required int64 start;
  required int64 end;
  required int64 byte_start;
  required int64 byte_end;
  optional int64 page;
  required int64 sentence;
  required binary type (STRING);
  required binary text (STRING);
  optional binary entity (STRING);
  optional binary name (STRING);
  required double score;
  required binary sources (STRING);
  optional binary timex (STRING);
  optional binary value (STRING);
  optional binary mod (STRING);
  optional binary from (STRING);
  optional binary to (STRING);
  optional binary anchor (STRING);
  required boolean uncertain;
}";

/// One cell.
enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
    Score(f64),
    Flag(bool),
}

/// Writes the mentions of one document.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, document: &JsonDocument) -> io::Result<()> {
    out.write_all(&file(document).map_err(io::Error::other)?)
}

fn file(document: &JsonDocument) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let optional: Vec<bool> = schema.get_fields().iter().map(|f| f.is_optional()).collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("onomast ", env!("CARGO_PKG_VERSION")).to_owned());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    let rows: Vec<Vec<Cell>> = document.mentions.iter().map(|m| cells(document, m)).collect();
    let mut number = 0;
    while let Some(mut column) = group.next_column()? {
        let is_optional = optional.get(number).copied().unwrap_or_default();
        let of_column = || rows.iter().filter_map(|row| row.get(number));
        match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(w) => {
                let all: Vec<Option<&str>> = of_column()
                    .map(|c| if let Cell::Text(text) = c { text.as_deref() } else { None })
                    .collect();
                let levels = levels(&all, is_optional);
                let values: Vec<ByteArray> =
                    all.into_iter().flatten().map(ByteArray::from).collect();
                w.write_batch(&values, levels.as_deref(), None)?;
            }
            ColumnWriter::Int64ColumnWriter(w) => {
                let all: Vec<Option<i64>> =
                    of_column().map(|c| if let Cell::Number(n) = c { *n } else { None }).collect();
                let levels = levels(&all, is_optional);
                let values: Vec<i64> = all.into_iter().flatten().collect();
                w.write_batch(&values, levels.as_deref(), None)?;
            }
            ColumnWriter::DoubleColumnWriter(w) => {
                let values: Vec<f64> =
                    of_column().map(|c| if let Cell::Score(s) = c { *s } else { 0.0 }).collect();
                w.write_batch(&values, None, None)?;
            }
            ColumnWriter::BoolColumnWriter(w) => {
                let values: Vec<bool> =
                    of_column().map(|c| matches!(c, Cell::Flag(true))).collect();
                w.write_batch(&values, None, None)?;
            }
            _ => return Err(ParquetError::General("a column of no known type".to_owned())),
        }
        column.close()?;
        number += 1;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

/// 1 where a value is, 0 where none; nothing for columns that always have one.
fn levels<T>(values: &[Option<T>], optional: bool) -> Option<Vec<i16>> {
    optional.then(|| values.iter().map(|v| i16::from(v.is_some())).collect())
}

/// A row, in the order of [`SCHEMA`].
fn cells(document: &JsonDocument, m: &JsonMention) -> Vec<Cell> {
    let text = |t: &str| Cell::Text(Some(t.to_owned()));
    let maybe = |t: Option<&str>| Cell::Text(t.map(str::to_owned));
    let number = |n: usize| Cell::Number(i64::try_from(n).ok());
    let entity = m.entity.as_deref().and_then(|id| document.entity(id));
    let days = m.value.as_deref().and_then(interval);
    let sources: Vec<&str> = m.sources.iter().map(|s| s.as_str()).collect();
    vec![
        text(&document.document.id),
        text(&m.id),
        number(m.start),
        number(m.end),
        number(m.byte_start),
        number(m.byte_end),
        Cell::Number(m.page.and_then(|p| i64::try_from(p).ok())),
        number(m.sentence),
        text(m.kind.label()),
        text(&m.text),
        maybe(m.entity.as_deref()),
        maybe(entity.map(|e| e.name.as_str())),
        Cell::Score(m.score),
        text(&sources.join("; ")),
        maybe(m.timex.map(|t| t.as_str())),
        maybe(m.value.as_deref()),
        maybe(m.modifier.map(|m| m.as_str())),
        Cell::Text(days.map(|d| d.from.to_string())),
        Cell::Text(days.map(|d| d.to.to_string())),
        maybe(m.anchor.as_deref()),
        Cell::Flag(m.uncertain),
    ]
}
