//! What users of other tools complained of, as regressions.

use onomast::gazetteer::{
    Cache, Checked, Format, Gazetteer, GazetteerBuilder, List, Severity, check, open, read, stats,
};
use onomast::text::Document;

fn list(rows: &str) -> List {
    let reading = read("names.tsv", Format::Tsv, &format!("name\ttype\taliases\tflags\n{rows}"));
    assert_eq!(reading.findings, []);
    reading.list
}

fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    let document = Document::new(text);
    gazetteer.find(&document).iter().map(|c| c.span.slice(document.clean()).to_owned()).collect()
}

#[test]
fn a_hundred_thousand_names_all_match() {
    let rows: String = (0..100_000).map(|i| format!("Name{i:06} Family\tPER\n")).collect();
    let names = GazetteerBuilder::new().add(list(&rows), true).build();
    assert_eq!(names.len(), 100_000);
    let text = "Then Name000000 Family met Name099999 Family, but not Name100000 Family.";
    assert_eq!(found(&names, text), ["Name000000 Family", "Name099999 Family"]);
}

#[test]
fn ties_and_overlaps_come_in_one_order_whatever_the_order_of_the_list() {
    let rows = [
        "North Korea\tLOC\n",
        "Korea\tLOC\n",
        "North\tORG\n",
        "Korea\tORG\n",
        "North Korea\tORG\n",
    ];
    let shown = |rows: &[&str]| -> Vec<String> {
        let document = Document::new("in North Korea then");
        GazetteerBuilder::new()
            .add(list(&rows.concat()), true)
            .build()
            .find(&document)
            .iter()
            .map(|c| format!("{} {}", c.kind, c.span.slice(document.clean())))
            .collect()
    };
    let forward = shown(&rows);
    assert_eq!(
        forward,
        ["ORG North", "LOC North Korea", "ORG North Korea", "LOC Korea", "ORG Korea"]
    );
    let mut backward = rows;
    backward.reverse();
    assert_eq!(shown(&backward), forward);
}

#[test]
fn case_is_levelled_out_where_the_list_says_so() {
    let names = GazetteerBuilder::new().add(list("ikea ab\tORG\t\tany-case\n"), true).build();
    assert_eq!(found(&names, "Ikea AB, IKEA AB and ikea ab"), ["Ikea AB", "IKEA AB", "ikea ab"]);
    let exact = GazetteerBuilder::new().add(list("eBay\tORG\t\tcase-sensitive\n"), true).build();
    assert_eq!(found(&exact, "eBay, Ebay, EBAY"), ["eBay"]);
}

#[test]
fn a_name_that_can_never_match_is_named_with_the_reason() {
    let reading = read("n.tsv", Format::Tsv, "name\ttype\n***\tORG\nMao\tPER\n");
    let findings = check(&[Checked { file: "n.tsv".into(), reading }]);
    assert_eq!(
        findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["n.tsv:2: error: \"***\" can never match: it holds no letter or digit"]
    );
}

#[test]
fn names_in_han_are_found_inside_a_clause_without_spaces() {
    let names = GazetteerBuilder::new().add(list("柴成文\tPER\n平壤\tLOC\n"), true).build();
    assert_eq!(found(&names, "柴成文于七月到达平壤。Chai (柴成文)"), ["柴成文", "平壤", "柴成文"]);
}

#[test]
fn building_twice_or_adding_again_doubles_nothing() {
    let once = GazetteerBuilder::new().add(list("Mao Zedong\tPER\n"), true);
    let twice = GazetteerBuilder::new()
        .add(list("Mao Zedong\tPER\n"), true)
        .add(list("Mao Zedong\tPER\n"), true);
    let text = "So Mao Zedong said.";
    assert_eq!(found(&once.build(), text), found(&twice.build(), text));
    let again = || GazetteerBuilder::new().add(list("Mao Zedong\tPER\n"), true).build().patterns();
    assert_eq!(again(), again());
}

#[test]
fn shipped_lists_hold_names_of_every_continent_and_script() {
    let names = Gazetteer::builtin();
    for name in [
        "Ottoman Empire",
        "Siam",
        "Manchukuo",
        "Ceylon",
        "Léopoldville",
        "Peking",
        "Danzig",
        "Kwame Nkrumah",
        "Simón Bolívar",
        "Otto von Bismarck",
        "Muhammad Ali Jinnah",
        "胡志明",
        "League of Nations",
        "Viet Minh",
        "Kwantung Army",
        "African National Congress",
        "Communist Party of Chile",
        "Ministry of Foreign Affairs",
        "Большой",
    ] {
        let known = !names.entries_named(name).is_empty();
        assert_eq!(known, name != "Большой", "{name}");
    }
    let counted = stats(&list("Mao Zedong\tPER\t~Mao\n"));
    assert_eq!((counted.entries, counted.names, counted.never_alone), (1, 2, 1));
}

#[test]
fn a_large_list_is_not_compiled_again_at_every_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.tsv");
    let rows: String = (0..20_000).map(|i| format!("Name{i:05} Family\tPER\n")).collect();
    std::fs::write(&file, format!("name\ttype\n{rows}")).unwrap();
    let cache = Cache::new(folder.path().join("cache"));
    let opened = || open(false, std::slice::from_ref(&file), Some(&cache)).unwrap();
    let (first, second) = (opened(), opened());
    assert!(!first.cached && second.cached);
    let text = "Then Name00000 Family met Name19999 Family.";
    assert_eq!(found(&second.gazetteer, text), ["Name00000 Family", "Name19999 Family"]);
    assert_eq!(found(&first.gazetteer, text), found(&second.gazetteer, text));
}

#[test]
fn the_ids_of_a_pattern_file_come_out_with_the_match() {
    let patterns = r#"{"label":"ORG","pattern":"Viet Minh","id":"vm"}
{"label":"ORG","pattern":[{"LOWER":"viet"},{"LOWER":"cong"}],"id":"nlf"}"#;
    let reading = read("patterns.jsonl", Format::Spacy, patterns);
    let names = GazetteerBuilder::new().add(reading.list, true).build();
    let candidates = names.find(&Document::new("first Viet Minh, then Viet Cong"));
    let ids: Vec<_> = candidates.iter().map(|c| c.entries[0].id.to_string()).collect();
    assert_eq!(ids, ["vm", "nlf"]);
}

#[test]
fn matches_are_slices_of_the_text_whatever_was_levelled_out() {
    let names = GazetteerBuilder::new().add(list("Łódź Ghetto\tLOC\nKim Il-sung\tPER\n"), true);
    let text = "— «Lodz\u{a0}Ghetto» … KIM  IL-\nSUNG’s; Ło\u{301}dź Ghetto";
    let document = Document::new(text);
    let shown: Vec<_> = names
        .build()
        .find(&document)
        .iter()
        .map(|c| {
            let raw = document.to_raw(c.span);
            assert!(text.get(raw.start()..raw.end()).is_some_and(|raw| !raw.is_empty()));
            c.span.slice(document.clean()).split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(shown.len(), 3, "{shown:?}");
}

#[test]
fn names_that_two_entries_share_raise_no_alarm() {
    let reading = read("n.tsv", Format::Tsv, "name\ttype\tid\nGeorgia\tLOC\ta\nGeorgia\tLOC\tb\n");
    let other = read("m.tsv", Format::Tsv, "name\ttype\nGeorgia Brown\tPER\n");
    let files = [("n.tsv", reading), ("m.tsv", other)]
        .map(|(file, reading)| Checked { file: file.into(), reading });
    let findings = check(&files);
    assert!(findings.len() <= 1, "{findings:?}");
    assert!(findings.iter().all(|f| f.severity != Severity::Error));
}
