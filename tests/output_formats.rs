//! Every output format, read back: nothing found in a text is lost or moved on the way out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot start has failed"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::sync::OnceLock;

use onomast::entity::EntityKind;
use onomast::eval::GoldDocument;
use onomast::eval::load::{LoadOptions, load};
use onomast::gazetteer::Gazetteer;
use onomast::output::json::JsonDocument;
use onomast::output::{self, Format, SourceInfo, ties};
use onomast::pipeline::{Analysis, Options, Pipeline, RunInfo};
use serde_json::Value;

/// What a careless writer stumbles over: markup, quotes, a NUL, a name over a line end, pages,
/// characters outside of the BMP, a script's end.
const NASTY: &str = "R&D <b>\"Lenin\"</b> came to Petro\0grad in April 1917.\u{c}\n\nVladimir\nLenin met \
    Joseph Stalin in London in May 1907; 𝔘 ]] --> </script><script>alert(1)</script> & Trotsky's \
    wife. On 12 July 1950 Mao Zedong [sic] was in Beijing, \u{1}the CCP (Chinese Communist Party) in Yan'an; \
    early 1930s, summer of 1946, 1945-1949, c. 1890, the 19th century.";

fn analyse(text: &str) -> Analysis {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    let pipeline =
        PIPELINE.get_or_init(|| Pipeline::new(Gazetteer::builtin(), None, Options::default()));
    pipeline.analyse(text).unwrap()
}

fn sample() -> &'static Analysis {
    static SAMPLE: OnceLock<Analysis> = OnceLock::new();
    SAMPLE.get_or_init(|| analyse(&fs::read_to_string(common::root(common::SAMPLE)).unwrap()))
}

fn source() -> SourceInfo {
    SourceInfo { id: "a \"paper\" & <more>".to_owned(), source: "paper.txt".to_owned() }
}

fn run() -> RunInfo {
    RunInfo { onomast: "test".to_owned(), ..RunInfo::default() }
}

fn bytes(format: Format, analysis: &Analysis) -> Vec<u8> {
    let mut out = Vec::new();
    output::write(&mut out, format, &source(), analysis, &run()).unwrap();
    out
}

fn written(format: Format, analysis: &Analysis) -> String {
    String::from_utf8(bytes(format, analysis)).unwrap()
}

fn document(analysis: &Analysis) -> JsonDocument {
    serde_json::from_str(&written(Format::Json, analysis)).unwrap()
}

/// Reads a format back with the readers of gold labels.
fn reread(format: Format, analysis: &Analysis) -> GoldDocument {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(format!("x.{}", format.extension()));
    fs::write(&path, bytes(format, analysis)).unwrap();
    fs::write(dir.path().join("x.txt"), analysis.document.raw()).unwrap();
    let mut documents = load(&path, &LoadOptions::default()).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// Mentions grouped by what they are said to be, as sets of positions: ids may differ, groups not.
fn groups<T: Ord>(entities: impl IntoIterator<Item = (T, usize)>) -> BTreeSet<Vec<usize>> {
    let mut groups: BTreeMap<T, Vec<usize>> = BTreeMap::new();
    for (entity, mention) in entities {
        groups.entry(entity).or_default().push(mention);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn our_groups(analysis: &Analysis) -> BTreeSet<Vec<usize>> {
    groups((0..analysis.mentions.len()).filter_map(|m| Some((analysis.entity_of(m)?, m))))
}

fn their_groups(document: &GoldDocument) -> BTreeSet<Vec<usize>> {
    let of_names =
        document.mentions.iter().enumerate().filter(|(_, m)| m.label.to_string() != "DATE");
    groups(of_names.filter_map(|(i, m)| Some((m.entity.clone()?, i))))
}

#[test]
fn formats_are_told_apart_and_documented() {
    let docs = fs::read_to_string(common::root("docs/OUTPUTS.md")).unwrap();
    let mut names = BTreeSet::new();
    let mut extensions = BTreeSet::new();
    for format in Format::ALL {
        assert!(names.insert(format.name()) && extensions.insert(format.extension()), "{format:?}");
        let row = format!("| `{}` | `.{}` | {}", format.name(), format.extension(), format.about());
        assert!(docs.contains(&row), "docs/OUTPUTS.md has no row {row:?}");
    }
}

#[test]
fn brat_keeps_bounds_types_values_and_entities() {
    for analysis in [sample(), &analyse(NASTY)] {
        let ours = document(analysis);
        let theirs = reread(Format::Brat, analysis);
        let seen: Vec<_> = theirs
            .mentions
            .iter()
            .map(|m| (m.span.start, m.span.end, m.label.to_string(), m.value.clone()))
            .collect();
        let expected: Vec<_> = ours
            .mentions
            .iter()
            .map(|m| (m.start, m.end, m.kind.to_string(), m.value.clone()))
            .collect();
        assert_eq!(seen, expected);
        assert_eq!(their_groups(&theirs), our_groups(analysis));
    }
}

#[test]
fn webanno_keeps_names_types_and_entities() {
    for analysis in [sample(), &analyse(NASTY)] {
        let theirs = reread(Format::WebAnno, analysis);
        let text: Vec<char> = theirs.text.as_deref().unwrap().chars().collect();
        let squeeze = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        let seen: Vec<_> = theirs
            .mentions
            .iter()
            .map(|m| {
                let slice: String = text[m.span.start..m.span.end].iter().collect();
                (squeeze(&slice), m.label.to_string())
            })
            .collect();
        let expected: Vec<_> = analysis
            .mentions
            .iter()
            .map(|m| (squeeze(&m.clean_text), m.kind.to_string()))
            .collect();
        assert_eq!(seen, expected);
        assert_eq!(their_groups(&theirs), our_groups(analysis));
    }
}

#[test]
fn marked_text_reads_back() {
    let analysis = sample();
    let marked = onomast::markup::parse(&written(Format::Text, analysis)).unwrap();
    let seen: Vec<_> =
        marked.mentions.iter().map(|m| (m.span.slice(&marked.text).to_owned(), m.kind)).collect();
    let expected: Vec<_> =
        analysis.mentions.iter().map(|m| (m.clean_text.replace('\n', " "), m.kind)).collect();
    assert_eq!(seen, expected);
    let theirs = groups(marked.mentions.iter().enumerate().filter_map(|(i, m)| {
        (m.kind != EntityKind::Date).then(|| Some((m.id.clone()?, i))).flatten()
    }));
    assert_eq!(theirs, our_groups(analysis));
}

#[test]
fn colours_are_undone_and_come_with_letters() {
    let mut out = Vec::new();
    let paint = output::view::Paint::Colour;
    output::view::write(&mut out, &source(), &analyse(NASTY), paint).unwrap();
    let text = String::from_utf8(out).unwrap();
    let resets = text.matches("\u{1b}[0m").count();
    assert!(resets > 5, "{text}");
    assert!(text.contains("ᴾ") && text.contains("ᴸ") && text.contains("ᴰ"));
    let bare: String = text.split('\u{1b}').map(|p| p.split_once('m').map_or(p, |x| x.1)).collect();
    assert!(!bare.contains(['\0', '\u{1}']), "control characters reach no terminal");
}

#[test]
fn tei_points_from_names_to_lists() {
    for analysis in [sample(), &analyse(NASTY)] {
        let text = written(Format::Tei, analysis);
        let xml = roxmltree::Document::parse(&text).unwrap();
        let tei = "http://www.tei-c.org/ns/1.0";
        assert!(xml.root_element().has_tag_name((tei, "TEI")));
        let id = ("http://www.w3.org/XML/1998/namespace", "id");
        let items: HashMap<&str, &str> = xml
            .descendants()
            .filter(|n| ["person", "org", "place"].contains(&n.tag_name().name()))
            .map(|n| (n.attribute(id).unwrap(), n.tag_name().name()))
            .collect();
        assert_eq!(items.len(), analysis.entities().len());
        let body = xml.descendants().find(|n| n.has_tag_name((tei, "body"))).unwrap();
        let names = ["persName", "orgName", "placeName", "date"];
        let marks: Vec<_> =
            body.descendants().filter(|n| names.contains(&n.tag_name().name())).collect();
        assert_eq!(marks.len(), analysis.mentions.len());
        for (i, (mark, mention)) in marks.iter().zip(&analysis.mentions).enumerate() {
            let clean =
                mention.clean_text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
            assert_eq!(mark.text().unwrap(), clean);
            let expected = match mention.kind {
                EntityKind::Person => ("persName", "person"),
                EntityKind::Organisation => ("orgName", "org"),
                EntityKind::Place => ("placeName", "place"),
                EntityKind::Date => ("date", ""),
            };
            assert_eq!(mark.tag_name().name(), expected.0);
            if let Some(entity) = analysis.entity_of(i) {
                let target = mark.attribute("ref").and_then(|r| r.strip_prefix('#')).unwrap();
                assert_eq!(target, format!("e{}", entity + 1));
                assert_eq!(items[target], expected.1);
            }
            if let Some(when) = mark.attribute("when") {
                assert_eq!(Some(when), mention.date.as_ref().unwrap().value.as_deref());
            }
        }
    }
    let whens = written(Format::Tei, &analyse(NASTY));
    for expected in [
        "when=\"1950-07-12\"",
        "notBefore=\"1930-01-01\" notAfter=\"1939-12-31\"",
        "when-custom=\"1946-SU\"",
        "from=\"1945\" to=\"1949\"",
        "<pb n=\"1\"/>",
        "<pb n=\"2\"/>",
    ] {
        assert!(whens.contains(expected), "{expected}\n{whens}");
    }
}

#[test]
fn tables_have_a_row_for_each() {
    let analysis = analyse(NASTY);
    let document = document(&analysis);
    let text = written(Format::CsvMentions, &analysis);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), output::MENTION_COLUMNS);
    let rows: Vec<HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), document.mentions.len());
    let raw: Vec<char> = analysis.document.raw().chars().collect();
    for (row, mention) in rows.iter().zip(&document.mentions) {
        let (start, end): (usize, usize) =
            (row["start"].parse().unwrap(), row["end"].parse().unwrap());
        assert_eq!(raw[start..end].iter().collect::<String>(), row["text"]);
        assert_eq!(row["entity"], mention.entity.clone().unwrap_or_default());
    }
    let day = rows.iter().find(|r| r["value"] == "1950-07-12").unwrap();
    assert_eq!((day["from"].as_str(), day["page"].as_str()), ("1950-07-12", "2"));
    let decade = rows.iter().find(|r| r["value"] == "193").unwrap();
    assert_eq!((decade["from"].as_str(), decade["to"].as_str()), ("1930-01-01", "1939-12-31"));

    let text = written(Format::CsvEntities, &analysis);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let names: Vec<&str> = rows.iter().map(|r| r["name"].as_str()).collect();
    let expected: Vec<&str> = document.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, expected);
    let total: usize = rows.iter().map(|r| r["mentions"].parse::<usize>().unwrap()).sum();
    assert_eq!(total, document.mentions.iter().filter(|m| m.entity.is_some()).count());
}

#[test]
fn linked_data_quotes_the_text_where_it_says() {
    let analysis = analyse(NASTY);
    let graph: Value = serde_json::from_str(&written(Format::JsonLd, &analysis)).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes.iter().map(|n| n["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 1 + analysis.entities().len() + analysis.mentions.len());
    let raw: Vec<char> = analysis.document.raw().chars().collect();
    for node in nodes.iter().filter(|n| n["@type"] == "oa:Annotation") {
        let selector = &node["target"]["selector"];
        let bound = |name: &str| usize::try_from(selector[0][name].as_u64().unwrap()).unwrap();
        let quote: String = raw[bound("start")..bound("end")].iter().collect();
        assert_eq!(selector[1]["exact"], quote);
        if let Some(body) = node["body"]["@id"].as_str() {
            assert!(ids.contains(body), "{body}");
        }
    }
}

#[test]
fn places_are_where_they_are() {
    let analysis =
        analyse("Sun Yat-sen left Canton for Shanghai; nobody knows Xyzzyville in Manchuria.");
    let map: Value = serde_json::from_str(&written(Format::GeoJson, &analysis)).unwrap();
    let features = map["features"].as_array().unwrap();
    let shanghai = features.iter().find(|f| f["properties"]["name"] == "Shanghai").unwrap();
    let place: Vec<f64> =
        serde_json::from_value(shanghai["geometry"]["coordinates"].clone()).unwrap();
    assert!((place[0] - 121.5).abs() < 1.0 && (place[1] - 31.2).abs() < 1.0, "{place:?}");
    let places = analysis.entities().iter().filter(|e| e.kind == EntityKind::Place).count();
    let without = map["without_coordinates"].as_array().unwrap().len();
    assert_eq!(features.len() + without, places, "no place is lost in silence");
}

#[test]
fn networks_have_every_entity_and_tie() {
    for analysis in [sample(), &analyse(NASTY)] {
        let ties = ties(analysis);
        let total: usize = ties.iter().map(|t| t.sentences).sum();
        for (format, label) in [(Format::GraphMl, "data"), (Format::Gexf, "edge")] {
            let text = written(format, analysis);
            let xml = roxmltree::Document::parse(&text).unwrap();
            let all =
                |name: &'static str| xml.descendants().filter(move |n| n.tag_name().name() == name);
            let nodes: BTreeSet<&str> = all("node").map(|n| n.attribute("id").unwrap()).collect();
            assert_eq!(nodes.len(), analysis.entities().len());
            assert_eq!(all("edge").count(), ties.len());
            let weight: usize = all("edge")
                .map(|edge| {
                    for end in ["source", "target"] {
                        assert!(nodes.contains(edge.attribute(end).unwrap()));
                    }
                    let weight = match label {
                        "data" => edge.first_element_child().unwrap().text(),
                        _ => edge.attribute("weight"),
                    };
                    weight.unwrap().parse::<usize>().unwrap()
                })
                .sum();
            assert_eq!(weight, total);
        }
    }
}

#[test]
fn spacy_can_build_the_text_from_its_tokens() {
    for analysis in [sample(), &analyse(NASTY)] {
        let doc: Value = serde_json::from_str(&written(Format::Spacy, analysis)).unwrap();
        let text: Vec<char> = doc["text"].as_str().unwrap().chars().collect();
        let at = |v: &Value, name: &str| usize::try_from(v[name].as_u64().unwrap()).unwrap();
        let tokens: Vec<(usize, usize)> = doc["tokens"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| (at(t, "start"), at(t, "end")))
            .collect();
        // As `Doc(words, spaces)` does: one blank where the next token does not follow at once.
        let mut built = String::new();
        for (i, (start, end)) in tokens.iter().enumerate() {
            built.extend(&text[*start..*end]);
            if tokens.get(i + 1).is_some_and(|next| next.0 > *end) {
                built.push(' ');
            }
        }
        assert_eq!(built, text.iter().collect::<String>());
        let starts: BTreeSet<usize> = tokens.iter().map(|t| t.0).collect();
        let ends: BTreeSet<usize> = tokens.iter().map(|t| t.1).collect();
        let spans = doc["ents"].as_array().unwrap().iter().chain(doc["sents"].as_array().unwrap());
        for span in spans {
            assert!(
                starts.contains(&at(span, "start")) && ends.contains(&at(span, "end")),
                "{span}"
            );
        }
        assert_eq!(doc["ents"].as_array().unwrap().len(), analysis.mentions.len());
    }
}

#[test]
fn the_page_needs_nothing_and_holds_the_document() {
    for analysis in [sample(), &analyse(NASTY)] {
        let page = written(Format::Html, analysis);
        let json =
            page.split_once(output::html::DATA_OPEN).unwrap().1.split_once("</script>").unwrap().0;
        let held: JsonDocument = serde_json::from_str(json).unwrap();
        assert_eq!(held, document(analysis));
        assert_eq!(page.matches("<mark ").count(), analysis.mentions.len());
        assert_eq!(page.matches("<script").count(), 2, "no text opens a script");
        assert_eq!(page.matches("</script>").count(), 2);
        for reference in ["src=", "href=\"http", "url(", "@import"] {
            assert!(!page.contains(reference), "{reference}");
        }
        assert!(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"));
        assert!(!page.contains('\0'));
    }
}

#[test]
fn every_format_can_write_a_text_in_which_nothing_is_found() {
    let analysis = analyse("nothing here.");
    for format in Format::ALL {
        assert!(!bytes(*format, &analysis).is_empty() || *format == Format::Brat, "{format:?}");
    }
    roxmltree::Document::parse(&written(Format::Tei, &analysis)).unwrap();
    roxmltree::Document::parse(&written(Format::Gexf, &analysis)).unwrap();
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_reads_back() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let analysis = analyse(NASTY);
    let document = document(&analysis);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.parquet");
    fs::write(&path, bytes(Format::Parquet, &analysis)).unwrap();
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), document.mentions.len());
    for (row, mention) in rows.iter().zip(&document.mentions) {
        assert_eq!(row.get_string(1).unwrap(), &mention.id);
        assert_eq!(row.get_long(2).unwrap(), i64::try_from(mention.start).unwrap());
        assert_eq!(row.get_string(9).unwrap(), &mention.text);
        assert_eq!(row.get_string(15).ok(), mention.value.as_ref());
    }
}
