//! What users of other tools complained of, as regressions.

use onomast::gazetteer::{Checked, Format, Gazetteer, GazetteerBuilder, List, check, read, stats};
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
