//! Damaged list files: no reader panics, and what is read can be used. The fuzz targets run the same
//! checks on what they come up with themselves.

#[path = "../fuzz/fuzz_targets/gazetteer/mod.rs"]
mod gazetteer;

use onomast::gazetteer::Format;
use proptest::prelude::*;
use proptest::sample::Index;

const TSV: &str = "\u{FEFF}# ports of the north\n\
    name\ttype\tid\taliases\tfrom\tto\tpriority\tflags\tnotes\twikidata\tcoordinates\n\
    Dalian\tLOC\tdalian\tDairen|Dalny|?Qingniwa|大连\t1899\t\t2\t\tfree port\tQ\t38.9,121.6\r\n\
    Workers' Party\tORG\t\t~WP|=W.P.\t1946\t1949\t-1\tno-variants,any-case\t\t\t\n";
const JSONL: &str = r#"{"name":"Dalian","type":"LOC","aliases":["Dairen","?Dalny"],"from":1899,"coordinates":[38.9,121.6]}
{"name":"K'ang Sheng","type":"PER","aliases":"Kang Sheng|康生","flags":"needs-context","to":1975,"priority":3}
"#;
const SPACY: &str = r#"{"label":"ORG","pattern":"Red Army","id":"red-army"}
{"label":"ORG","pattern":[{"LOWER":"workers"},{"LOWER":"'","OP":"?"},{"LOWER":{"IN":["peasants","farmers"]}}],"id":"red-army"}
{"label":"GPE","pattern":[{"TEXT":"Port"},{"ORTH":"Arthur"}]}
"#;
const REGEXNER: &str = "Port Arthur\tLOCATION\tMISC,ORG\t2.0\n\
    [Rr]ed Arm(y|ies)\tORG\n(Ry|Liao)ojun\tGPE\t\t1.5\nU\\.S\\.\tLOC\n";

const FILES: [(Format, &str); 4] = [
    (Format::Tsv, TSV),
    (Format::Jsonl, JSONL),
    (Format::Spacy, SPACY),
    (Format::RegexNer, REGEXNER),
];

/// One thing that happens to a file.
#[derive(Clone, Debug)]
enum Damage {
    Cut(Index),
    Lose(Index, usize),
    Repeat(Index, usize),
    Put(Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let bits = vec![
        "\t",
        "\n",
        "\r",
        "|",
        "\"",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "?",
        "=",
        "~",
        "\\",
        "\0",
        "\u{FEFF}",
        "\u{301}",
        "毛",
        "999999999999",
        "-1e999",
        "null",
        "name\ttype\n",
        "'s",
        "-\n",
    ];
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), 1..40_usize).prop_map(|(at, len)| Damage::Lose(at, len)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, len)| Damage::Repeat(at, len)),
        (any::<Index>(), prop::sample::select(bits)).prop_map(|(at, bit)| Damage::Put(at, bit)),
    ]
}

fn damaged(text: &str, all: &[Damage]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for damage in all {
        if chars.is_empty() {
            break;
        }
        match damage {
            Damage::Cut(at) => chars.truncate(at.index(chars.len())),
            Damage::Lose(at, len) => {
                let at = at.index(chars.len());
                chars.drain(at..(at + len).min(chars.len()));
            }
            Damage::Repeat(at, len) => {
                let at = at.index(chars.len());
                let piece: Vec<char> = chars.iter().skip(at).take(*len).copied().collect();
                chars.splice(at..at, piece);
            }
            Damage::Put(at, bit) => {
                let at = at.index(chars.len());
                chars.splice(at..at, bit.chars());
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn whole_files_hold() {
    for (format, text) in FILES {
        gazetteer::lists(format, text);
    }
}

proptest! {
    #[test]
    fn damaged_files_hold(
        (format, text) in prop::sample::select(FILES.to_vec()),
        damage in prop::collection::vec(damage(), 1..8),
    ) {
        gazetteer::lists(format, &damaged(text, &damage));
    }

    #[test]
    fn a_file_read_as_another_format_holds(
        (format, _) in prop::sample::select(FILES.to_vec()),
        (_, text) in prop::sample::select(FILES.to_vec()),
        damage in prop::collection::vec(damage(), 0..3),
    ) {
        gazetteer::lists(format, &damaged(text, &damage));
    }
}
