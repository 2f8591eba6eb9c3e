//! Whole passages: who is meant by a lone surname, whose the Central Committee is, what stays
//! apart. Equal marks are one entity, different marks are two.
#![allow(clippy::print_stdout, reason = "says what is measured")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot start has failed")]

#[path = "common/marked.rs"]
mod marked;

use marked::{Read, read};
use onomast::entity::EvidenceKind;

/// Fails unless exactly the mentions with equal marks are one entity.
fn expect(text: &str) -> Read {
    let read = read(text);
    let mistakes = read.mistakes();
    assert!(mistakes.is_empty(), "{}\nin: {text}", mistakes.join("\n"));
    read
}

#[test]
fn a_lone_surname_is_the_one_the_passage_is_about() {
    expect(
        "[PER Kim Il-sung](kis) came home with [PER Kim Il](ki) and [PER Kang Kon](kk). \
         [PER Kim](kis) soon led the party. In the south [PER Kim Ku](kk2) objected, and [PER Kim Ku](kk2) \
         walked out.\n\nIn the capital [PER Kim Il-sung](kis) prepared a reply; [PER Kim](kis) signed it himself.",
    );
    expect(
        "[PER Zhou Enlai](ze) flew north. [PER Zhou](ze) met [PER Zhou Baozhong](zb) there, and \
         [PER Zhou](ze) thanked him. [PER Zhang Xueliang](zx), the son of [PER Zhang Zuolin](zz), was absent; \
         [PER Zhang Xueliang](zx) had been arrested.",
    );
    expect(
        "[PER Franklin Roosevelt](f) and [PER Winston Churchill](c) met. President [PER Roosevelt](f) spoke. \
         [PER Churchill](c) agreed with [PER Roosevelt](f).",
    );
}

#[test]
fn names_of_many_origins() {
    expect(
        "[PER Simón Bolívar](b) wrote to [PER Antonio José de Sucre](s). [PER Bolívar](b) trusted [PER Sucre](s). \
         [PER Francisco de Paula Santander](p) opposed [PER Bolívar](b); [PER Santander](p) was exiled.",
    );
    expect(
        "[PER Fidel Castro Ruz](f) and his brother [PER Raúl Castro](r) landed. [PER Fidel Castro](f) spoke for hours.",
    );
    expect(
        "Sultan [PER Abdul Hamid II](a) dismissed [PER Midhat Pasha](m). [PER Abdülhamid II](a) feared \
         [PER Midhat](m). His successor was [PER Mehmed V](v), then [PER Mehmed VI](w).",
    );
    expect(
        "[PER Mustafa Kemal](k) refused. [PER Enver Pasha](e) insisted, for [PER Enver](e) hated [PER Kemal](k).",
    );
    expect(
        "[PER Vo Nguyen Giap](g) met [PER Ngo Dinh Diem](d). [PER Giap](g) distrusted [PER Diem](d), \
         and so did [PER Ngo Dinh Nhu](n).",
    );
    expect(
        "[PER Nikolai Roshchin](r) reported. [PER Roschin](r) saw [PER Pavel Yudin](y); [PER P. F. Iudin](y) left.",
    );
    expect(
        "[PER Hideki Tojo](t) resigned. General [PER Tojo Hideki](t) was tried; [PER Tojo](t) was hanged.",
    );
    expect(
        "[PER Mao Tse-tung](m) is how the old books spell [PER Mao Zedong](m); [PER Mao](m) did not mind.",
    );
    expect(
        "[PER Otto von Bismarck](b) smiled. [PER von Bismarck](b) left, and [PER Bismarck](b) returned.",
    );
    expect(
        "[PER Nicholas I](n1) was stern, [PER Nicholas II](n2) weak; [PER Alexander II](a2) freed the serfs.",
    );
}

#[test]
fn two_given_names_never_merge_through_a_surname() {
    expect(
        "[PER John Foster Dulles](j) and [PER Allen Dulles](a) dined. [PER Robert Kennedy](r) called \
         [PER John F. Kennedy](k). [PER J. F. Kennedy](k) was out.",
    );
    expect(
        "[PER Song Qingling](q) disagreed with [PER Song Meiling](m) and [PER Soong Ching-ling](q) said so.",
    );
}

#[test]
fn an_organ_is_known_by_its_parent() {
    expect(
        "The [ORG Central Committee of the CCP](cc) wrote to the [ORG CPSU](su)'s [ORG Central Committee](sc). \
         The [ORG Chinese Communist Party](ccp) waited. The [ORG CCP](ccp)'s [ORG Central Committee](cc) met again. \
         The [ORG Communist Party of the Soviet Union](su) was silent.",
    );
    expect(
        "The [ORG Northeast Bureau of the Chinese Communist Party](nb) opened an office. The [ORG Northeast Bureau](nb) \
         paid; the [ORG CCP](ccp)'s [ORG Northeast Bureau](nb) was praised. The [ORG Northeast Bureau of the CCP](nb) moved. \
         The [ORG Chinese Communist Party](ccp) agreed.",
    );
    expect(
        "The [ORG Korean Workers' Party](k) and the [ORG Workers' Party of Korea](k) are one; its paper called it the \
         [ORG KWP](k). The [ORG Politburo of the KWP](p) met. So did the [ORG Politburo of the CPSU](q).",
    );
    expect(
        "The [ORG Eighth Route Army](a) and the [ORG New Fourth Army](b) fought; the [ORG 166th Division](c) became the [ORG 6th Division](d)'s rival.",
    );
    expect(
        "The [ORG No. 88 Independent Infantry Brigade](a) drilled. The [ORG No. 88 Brigade](a) was small; the [ORG No. 89 Brigade](b) was not.",
    );
}

#[test]
fn an_acronym_is_bound_to_its_definition() {
    // The definition is a name that only its passage explains, and another name has the letters too.
    expect(
        "One [ORG Koryŏ Communist Party](a) met at [LOC Irkutsk](i). In 1925 they set up the [ORG Korean Communist Party](b) \
         ([ORG KCP](b)). The [ORG KCP](b) was small; no [ORG Koryŏ Communist Party](a) was left.",
    );
    expect(
        "The [ORG Polish Communist Party](a) sent a greeting to the [ORG Peruvian Communist Party](b) ([ORG PCP](b)). The [ORG PCP](b) replied.",
    );
}

#[test]
fn brackets_behind_an_organ_may_name_its_owner() {
    expect(
        "The [ORG Northeast Bureau of the Chinese Communist Party](a) ([ORG CCP](b)) met. The [ORG CCP](b) won.",
    );
    expect(
        "The [ORG Central Committee of the Korean Workers Party](a) ([ORG KWP](b)) met; the [ORG Korean Workers Party](b) was told.",
    );
    expect(
        "The [ORG Committee of Union and Progress](a) ([ORG CUP](a)) fell. The [ORG Ministry of Foreign Affairs](m) ([ORG MFA](m)) paid.",
    );
}

#[test]
fn states_by_all_their_names() {
    expect(
        "The [LOC United States](u) and the [LOC Soviet Union](s) agreed. [LOC America](u) paid, the [LOC USSR](s) \
         shipped. The [LOC U.S.](u) envoy left [LOC Moscow](m). The [LOC People's Republic of China](c) ([LOC PRC](c)) \
         joined; [LOC China](c) and [LOC Korea](k) bordered [LOC North Korea](n), the [LOC DPRK](n).",
    );
    expect(
        "[PER Washington](p) crossed the river. He lived in [LOC Washington](l), [LOC D.C.](l), not in [LOC Virginia](v).",
    );
    expect(
        "[LOC Hunan](a) is not [LOC Henan](b), nor is [LOC Shansi](c) [LOC Shensi](d). [LOC Peking](e) is [LOC Beijing](e).",
    );
    expect(
        "Along the [LOC Yangtze River](y) they fought; the [LOC Yangtze](y) was high. The [LOC Missouri River](r) is not [LOC Missouri](m).",
    );
}

#[test]
fn a_renaming_carries_names_date_and_proof() {
    let read = expect(
        "[PER Chae Mun](c) (name changed to [PER Chae Song](c) in [DATE 1948](1948)) spoke. [PER Chae](c) sat down.",
    );
    let entity = &read.found.entities[0];
    assert_eq!(entity.name, "Chae Song");
    let statement =
        entity.evidence.iter().find(|e| e.kind == EvidenceKind::Statement).expect("the statement");
    assert_eq!(statement.since, Some(2));
    assert!(statement.because.contains("Chae Mun") && statement.because.contains("Chae Song"));
}

#[test]
fn with_a_lone_surname_goes_the_full_name_it_was_short_for() {
    let read = expect(
        "[PER Ryu Song-nam](r) left the mine. In [DATE 1932](1932) [PER Ryu](r) changed his name to \
         [PER Chon Il](r). [PER Chon](r) never spoke of the mine.",
    );
    assert_eq!(read.found.entities[0].name, "Chon Il");
}

#[test]
fn a_close_choice_is_marked() {
    let read = read("[PER Pak Hon-yong](a) and [PER Pak Il-u](b) argued until [PER Pak](a) left.");
    assert!(read.found.entities.iter().any(|e| !e.ambiguous_with.is_empty()));
}

#[test]
fn a_statement_about_a_lone_surname_speaks_of_its_bearer() {
    expect(
        "[PER Karl Radek](r) spoke for the Comintern. [PER Radek](r), born [PER Karol Sobelsohn](r), was witty; \
         [PER Radek](r) had few friends. [PER Sobelsohn](r) was a name nobody used.",
    );
    expect(
        "The writer [PER Lu Xun](l) moved south. [PER Lu](l), originally named [PER Zhou Shuren](l), taught there.",
    );
    expect(
        "[PER Josip Broz](t) came back from Russia. In Zagreb [PER Broz](t) was arrested under the name \
         [PER Ivan Kostanjšek](t). [PER Broz](t) kept silent.",
    );
    // Two bearers close by: the text does not say whose the new name is.
    let found = expect(
        "[PER Heinrich Mann](h) and [PER Thomas Mann](t) went into exile. [PER Erika Mann](e) stayed.",
    );
    assert_eq!(found.found.entities.len(), 3);
}

/// Passages in `data/passages.txt`: measured before a rule was changed for them, so a few may fail.
#[test]
fn passages_of_many_sorts() {
    let all = include_str!("data/passages.txt").split("\n\n").map(|paragraph| {
        let lines = paragraph.lines().filter(|line| !line.starts_with('#'));
        lines.collect::<Vec<_>>().join(" ")
    });
    let all: Vec<String> = all.filter(|text| !text.trim().is_empty()).collect();
    let failed: Vec<String> = all
        .iter()
        .filter_map(|text| {
            let mistakes = read(text).mistakes();
            (!mistakes.is_empty()).then(|| format!("{text}\n  {}\n", mistakes.join("\n  ")))
        })
        .collect();
    println!("{} of {} passages\n{}", all.len() - failed.len(), all.len(), failed.join("\n"));
    assert!(all.len() >= 30);
    assert!(failed.len() * 100 <= all.len() * 7, "{}", failed.join("\n"));
}

#[test]
fn a_person_is_shown_by_the_name_that_lasts_or_goes_on() {
    let shown = |marked: &str| -> Vec<String> {
        read(marked).found.entities.iter().map(|e| e.name.clone()).collect()
    };
    assert_eq!(
        shown(
            "[PER Joseph-Désiré Mobutu](m) (later [PER Mobutu Sese Seko](m)) rose. [PER Mobutu](m) ruled."
        ),
        ["Mobutu Sese Seko"]
    );
    assert_eq!(
        shown(
            "[PER Pak Yong-hyo](p) took the name [PER Yamazaki Eiharu](p) in Kobe. [PER Pak](p) came home; \
             [PER Pak](p) was pardoned."
        ),
        ["Pak Yong-hyo"]
    );
}

#[test]
fn kin_named_in_passing_do_not_take_the_surname() {
    expect(
        "The work was given to [PER Kermit Roosevelt](k), a grandson of [PER Theodore Roosevelt](t). [PER Roosevelt](k) crossed \
         the border. The order came from [PER Roosevelt](k) alone.",
    );
    expect(
        "[PER Zhang Zuolin](zz) died in the train. [PER Zhang Xueliang](zx), the son of Marshal [PER Zhang Zuolin](zz), \
         took over. [PER Zhang](zx) hoisted a new flag.",
    );
}

#[test]
fn letters_that_spell_one_name_are_of_that_name() {
    expect(
        "By nightfall he had a [ORG Committee for the Preparation of Korean Independence](c), and soon the [ORG CPKI](c) had \
         branches in most counties.",
    );
}

#[test]
fn a_body_is_not_the_union_of_its_friends() {
    expect(
        "The [ORG League of Nations](l) met in Geneva. At home the [ORG League of Nations Union](u) polled the voters. \
         The [ORG League of Nations](l) took note.",
    );
}
