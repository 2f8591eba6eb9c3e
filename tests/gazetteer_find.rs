//! What a text's author writes and what the gazetteer finds in it.

use onomast::entity::{Candidate, EntityKind, Source};
use onomast::gazetteer::{Format, Gazetteer, GazetteerBuilder, read};
use onomast::text::Document;

fn gazetteer(rows: &str) -> Gazetteer {
    let text = format!("name\ttype\tid\taliases\tpriority\tflags\n{rows}");
    let reading = read("names.tsv", Format::Tsv, &text);
    assert_eq!(reading.findings, [], "the test's own list must be sound");
    GazetteerBuilder::new().add(reading.list, true).build()
}

/// Each candidate as `KIND text`, with `?` where it needs context.
fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    let document = Document::new(text);
    gazetteer.find(&document).iter().map(|c| shown(c, &document)).collect()
}

fn shown(candidate: &Candidate, document: &Document) -> String {
    let doubt = if candidate.standalone { "" } else { "?" };
    format!("{doubt}{} {}", candidate.kind, document.to_raw(candidate.span).slice(document.raw()))
}

const HISTORY: &str = "\
Kim Il-sung\tPER\tkim\tKim Il Sung|?Kim|김일성|金日成
Mao Zedong\tPER\tmao\tMao Tse-tung|毛泽东
Charles de Gaulle\tPER\tgaulle\tde Gaulle
Chinese Communist Party\tORG\tccp\tCCP|C.C.P.
People's Liberation Army\tORG\tpla\tPLA
Korean Workers' Party\tORG\tkwp
United States\tLOC\tus\tU.S.|US
Xi'an\tLOC\txian\tSian
Yan'an\tLOC\tyanan\tYenan
Saint Petersburg\tLOC\tpetersburg\tSt. Petersburg|Petrograd
Manchuria\tLOC\tmanchuria
South Manchuria\tLOC\tsouth_manchuria
Nice\tLOC\tnice\t\t\tneeds-context
Ufa\tLOC\tufa
Łódź\tLOC\tlodz
38th parallel\tLOC\tparallel
Washington\tLOC\twashington
?Washington\tPER\tgeorge
";

#[test]
fn spelling_and_line_breaks_do_not_hide_a_name() {
    let names = gazetteer(HISTORY);
    for (text, expected) in [
        ("In Xi’an, Xian and Xi an he waited.", vec!["LOC Xi’an", "LOC Xian", "LOC Xi an"]),
        ("The Peoples Liberation Army marched.", vec!["ORG Peoples Liberation Army"]),
        ("the People s Liberation Army", vec!["ORG People s Liberation Army"]),
        ("the Korean Worker's Party", vec!["ORG Korean Worker's Party"]),
        ("MAO  TSE–TUNG", vec!["PER MAO  TSE–TUNG"]),
        ("Mao\nTse-\ntung", vec!["PER Mao\nTse-\ntung"]),
        ("Mao Ze-dong spoke", vec!["PER Mao Ze-dong"]),
        ("Lodz and Łódź", vec!["LOC Lodz", "LOC Łódź"]),
        ("the 38 th parallel", vec!["LOC 38 th parallel"]),
        ("St Petersburg, later Petrograd", vec!["LOC St Petersburg", "LOC Petrograd"]),
        ("the C.C.P. and the CCP", vec!["ORG C.C.P.", "ORG CCP"]),
        ("the U. S. fleet", vec!["LOC U. S."]),
        ("what de Gaulle said", vec!["PER de Gaulle"]),
    ] {
        assert_eq!(found(&names, text), expected, "{text:?}");
    }
}

#[test]
fn a_possessive_stays_outside() {
    let names = gazetteer(HISTORY);
    for text in ["Mao Zedong's plan", "Mao Zedong’s plan", "Mao Zedong s plan", "Mao Zedong' plan"]
    {
        assert_eq!(found(&names, text), ["PER Mao Zedong"], "{text:?}");
    }
}

#[test]
fn small_letters_count_only_where_all_is_small() {
    let names = gazetteer(HISTORY);
    assert_eq!(found(&names, "A nice day in manchuria, said US."), ["LOC US"]);
    assert_eq!(found(&names, "mao zedong was in manchuria"), ["PER mao zedong", "LOC manchuria"]);
    assert_eq!(found(&names, "tell us about the pla"), [""; 0]);
    assert_eq!(found(&names, "MANCHURIA IN FLAMES"), ["LOC MANCHURIA"]);
    assert_eq!(found(&names, "LET US GO"), ["?LOC US"]);
    assert_eq!(found(&names, "The UFA film was shown in Ufa."), ["LOC Ufa"]);
}

#[test]
fn names_end_where_words_end() {
    let names = gazetteer(HISTORY);
    assert_eq!(found(&names, "Maos, USA, Manchurian, preUS, Washingtonian"), [""; 0]);
    assert_eq!(found(&names, "Manchuria12 and 3Manchuria"), ["LOC Manchuria", "LOC Manchuria"]);
    assert_eq!(found(&names, "Mao. Zedong and Mao\n\nZedong"), [""; 0]);
}

#[test]
fn scripts_without_spaces_are_searched_character_by_character() {
    let names = gazetteer(HISTORY);
    assert_eq!(
        found(&names, "金日成与毛泽东会谈。김일성은 떠났다. Kim (金日成)"),
        ["PER 金日成", "PER 毛泽东", "PER 김일성", "?PER Kim", "PER 金日成"]
    );
}

#[test]
fn overlapping_names_are_all_reported_in_order() {
    let names = gazetteer(HISTORY);
    assert_eq!(
        found(&names, "in South Manchuria and Washington"),
        ["LOC South Manchuria", "LOC Manchuria", "LOC Washington", "?PER Washington"]
    );
}

#[test]
fn surroundings_that_make_another_thing_of_a_name_cast_doubt() {
    let names = gazetteer(HISTORY);
    assert_eq!(
        found(&names, "the Washington Conference met"),
        ["?LOC Washington", "?PER Washington"]
    );
    assert_eq!(found(&names, "after U.S.-Soviet talks"), ["?LOC U.S."]);
    assert_eq!(found(&names, "the U.S.-led force"), ["LOC U.S."]);
}

#[test]
fn user_lists_and_shipped_lists_speak_for_themselves() {
    let user =
        read("mine.tsv", Format::Tsv, "name\ttype\tpriority\nManchuria\tORG\t7\nSiam\tLOC\t3\n");
    let names = GazetteerBuilder::new().builtin().add(user.list, true).build();
    let document = Document::new("from Siam to Manchuria");
    let seen: Vec<_> = names
        .find(&document)
        .iter()
        .map(|c| (c.span.slice(document.clean()).to_owned(), c.kind, c.source, c.priority))
        .collect();
    let row = |name: &str, kind, source, priority| (name.to_owned(), kind, source, priority);
    assert_eq!(
        seen,
        [
            row("Siam", EntityKind::Place, Source::User, 3),
            row("Siam", EntityKind::Place, Source::Gazetteer, 0),
            row("Manchuria", EntityKind::Place, Source::Gazetteer, 0),
            row("Manchuria", EntityKind::Organisation, Source::User, 7),
        ]
    );
}

#[test]
fn a_shared_name_points_to_all_its_entries() {
    let names = gazetteer("Georgia\tLOC\tcountry\nGeorgia\tLOC\tstate\n");
    let candidates = names.find(&Document::new("He left Georgia."));
    assert_eq!(candidates.len(), 1);
    let ids: Vec<_> = candidates[0].entries.iter().map(|e| e.id.to_string()).collect();
    assert_eq!(ids, ["country", "state"]);
    assert_eq!(names.entries_named("GEORGIA").len(), 2);
    assert_eq!(names.entry(&candidates[0].entries[1]).map(|e| e.line), Some(3));
}

#[test]
fn names_are_looked_up_however_they_are_written() {
    let names = Gazetteer::builtin();
    for (name, preferred) in [
        ("ceylon", "Sri Lanka"),
        ("U.S.S.R", "Soviet Union"),
        ("Peoples Republic of China", "China"),
        ("Yenan", "Yan'an"),
        ("Cote d’Ivoire", "Ivory Coast"),
        ("MAO TSE TUNG", "Mao Zedong"),
        ("Workers Party of Korea", "Workers' Party of Korea"),
    ] {
        let entries = names.entries_named(name);
        assert!(entries.iter().any(|entry| &*entry.name == preferred), "{name}: {entries:?}");
        assert!(entries.iter().all(|entry| names.entry(entry).is_some()));
    }
    assert_eq!(names.entries_named("Atlantis of the North"), []);
}

#[test]
fn two_lists_of_one_name_keep_their_entries_apart() {
    let list = |rows: &str| read("x.tsv", Format::Tsv, &format!("name\ttype\tid\n{rows}")).list;
    let names = GazetteerBuilder::new()
        .add(list("Alpha\tPER\tone\n"), true)
        .add(list("Beta\tPER\tone\n"), true)
        .build();
    for name in ["Alpha", "Beta"] {
        let entry = &names.entries_named(name)[0];
        assert_eq!(names.entry(entry).map(|e| e.reference.name.to_string()), Some(name.to_owned()));
    }
}
