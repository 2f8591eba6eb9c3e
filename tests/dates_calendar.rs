//! The calendar scope, family by family: marked-up sentences in, the same marks out.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot start has failed")]

use onomast::dates::{self, Options};
use onomast::markup;
use onomast::text::Document;

/// Writes the marks that the grammar would set.
fn marked(text: &str) -> String {
    let document = Document::new(text);
    let mut out = String::new();
    let mut at = 0;
    for date in dates::find(&document, &Options::default()) {
        let raw = document.to_raw(date.span);
        out.push_str(&text[at..raw.start()]);
        out.push_str(&format!("[DATE {}](", raw.slice(text)));
        out.push_str(date.value.value.as_deref().unwrap_or("?"));
        if let Some(modifier) = date.value.modifier {
            out.push_str(&format!(" {}", modifier.as_str()));
        }
        out.push(')');
        at = raw.end();
    }
    out.push_str(&text[at..]);
    out
}

fn check(table: &[&str]) {
    let mut wrong = String::new();
    for case in table {
        let again = marked(&markup::parse(case).unwrap().text);
        if again != *case {
            wrong.push_str(&format!("expected {case}\n   found {again}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn days() {
    check(&[
        "The envoy sailed on [DATE 3 March 1921](1921-03-03) and landed on [DATE March 29](1921-03-29).",
        "He signed it on [DATE Friday, July 27, 1953](1953-07-27).",
        "He signed it on [DATE Monday 27 July 1953](1953-07-27) at noon.",
        "He signed it on [DATE July 27th, 1953](1953-07-27).",
        "He signed it on the [DATE 27th of July, 1953](1953-07-27).",
        "He signed it on the [DATE 27th July 1953](1953-07-27).",
        "He signed it on the [DATE twenty-seventh of July 1953](1953-07-27).",
        "Cable of [DATE Sept. 9, 1948](1948-09-09), no copy.",
        "Cable of [DATE 9 Sept. 1948](1948-09-09), no copy.",
        "Cable of [DATE 9 Sep 1948](1948-09-09), no copy.",
        "Cable of [DATE 9-Sep-1948](1948-09-09), no copy.",
        "Cable of [DATE 1948-09-09](1948-09-09), no copy.",
        "Cable of [DATE 09.09.1948](1948-09-09), no copy.",
        "Cable of [DATE 9.IX.1948](1948-09-09), no copy.",
        "Cable of [DATE 12/25/1948](1948-12-25), no copy.",
        "Cable of [DATE 25/12/1948](1948-12-25), no copy.",
        "On [DATE JULY 4, 1946](1946-07-04), the islands became free.",
        "On [DATE May 1, 1946](1946-05-01), they marched; on [DATE May 3](1946-05-03), they struck.",
        "It was read on the night of [DATE 4 August 1914](1914-08-04).",
        "It was read on the night of [DATE August 4-5, 1914](1914-08-04/1914-08-05).",
        "In [DATE 1914](1914) it was read on the night of [DATE August 4–5](1914-08-04/1914-08-05), too.",
        "The note of the morning of [DATE June 28, 1914](1914-06-28) was lost.",
    ]);
}

#[test]
fn months() {
    check(&[
        "From [DATE June 1941](1941-06) he kept a diary.",
        "In [DATE May of 1941](1941-05) he kept a diary.",
        "In [DATE June, 1941](1941-06), he kept a diary.",
        "In [DATE Jun. 1941](1941-06) he kept a diary.",
        "In [DATE 1941](1941), he moved; by [DATE October](1941-10) he was home.",
        "He came in [DATE July 1941](1941-07) and left the following [DATE March](1942-03).",
        "He came in [DATE July 1941](1941-07); the [DATE previous October](1940-10) he had married.",
        "He came in [DATE 1941](1941) and left in [DATE March](1942-03) of the following year.",
        "He came in [DATE 1941](1941) and left in [DATE November](1941-11) of that year.",
    ]);
}

#[test]
fn years_and_eras() {
    check(&[
        "Between [DATE 1912](1912) and [DATE March 1913](1913-03) the treasury was empty.",
        "Copyright [DATE 2011](2011) by the trustees.",
        "Her book (Oxford, [DATE 1987](1987)) is still read.",
        "He lived there [DATE c. 1890](1890 APPROX).",
        "He lived there [DATE circa 1890](1890 APPROX).",
        "He lived there [DATE ca. 1890](1890 APPROX).",
        "He lived there around [DATE 1890](1890 APPROX).",
        "The law of the year [DATE 1890](1890) stood.",
        "Caesar fell in [DATE 44 BC](BC0044).",
        "Caesar fell in [DATE 44 B.C.](BC0044) in Rome.",
        "Rome burned in [DATE AD 64](0064).",
        "Rome burned in [DATE 64 CE](0064).",
        "The order of [DATE Showa 20](1945) was burned.",
        "The order of [DATE Meiji 27](1894) was burned.",
        "A deed of [DATE Minguo 38](1949) was found.",
        "A plan of [DATE Juche 38](1949) was found.",
        "They met in [DATE 1946](1946), [DATE 1947](1947) and [DATE 1949](1949).",
        "The treaty was signed in [DATE l895](1895).",
        "After the War of [DATE 1812](1812) trade grew.",
        "A reprint ([DATE 1998](1998)/[DATE 2003](2003)) followed.",
        "The class of [DATE '68](1968) had read him in [DATE 1966](1966).",
    ]);
}

#[test]
fn decades_and_centuries() {
    check(&[
        "In the [DATE 1930s](193) he was poor.",
        "In the [DATE 1930's](193) he was poor.",
        "In the [DATE 1800s](18) they were poor.",
        "In the [DATE early 1930s](193 START) he was poor.",
        "In the [DATE mid-1930s](193 MID) he was poor.",
        "In the [DATE late 1930s](193 END) he was poor.",
        "From the [DATE 1930s](193) to the [DATE 1950s](195) he was poor.",
        "Born in [DATE 1911](1911), he was poor in the [DATE thirties](193).",
        "Born in [DATE 1911](1911), he was poor in the [DATE '30s](193).",
        "In the [DATE nineteenth century](18) it was a village.",
        "In the [DATE late 19th century](18 END) it was a village.",
        "In the [DATE mid-nineteenth century](18 MID) it was a village.",
        "By the [DATE end of the twentieth century](19 END) it was a city.",
        "By the [DATE turn of the twentieth century](19 START) it was a city.",
        "In the [DATE first half of the twentieth century](19 START) it grew.",
        "Since the [DATE fifth century BC](BC04) it has been a city.",
        "A [DATE nineteenth-century](18) house stood there.",
        "It grew in the [DATE eighteenth and nineteenth centuries](17;18).",
    ]);
}

#[test]
fn seasons_halves_and_parts() {
    check(&[
        "In the [DATE spring of 1912](1912-SP) he was free.",
        "In [DATE spring 1912](1912-SP) he was free.",
        "In the [DATE autumn of 1912](1912-FA) he was free.",
        "In the [DATE fall of 1912](1912-FA) he was free.",
        "The [DATE winter of 1950-51](1950-WI) was hard.",
        "The [DATE late summer of 1912](1912-SU END) was dry.",
        "He was free that summer, and in spring.",
        "In the [DATE second half of 1912](1912-H2) he was free.",
        "In the [DATE first half of July 1912](1912-07 START) he was free.",
        "In the [DATE third quarter of 1912](1912-Q3) he was free.",
        "In [DATE early 1912](1912 START) he was free.",
        "[DATE Late in 1912](1912 END) he was free.",
        "At the [DATE beginning of 1912](1912 START) he was free.",
        "At the [DATE close of 1912](1912 END) he was free.",
        "In the [DATE middle of July 1912](1912-07 MID) he was free.",
        "By [DATE mid-July 1912](1912-07 MID) he was free.",
        "By [DATE mid July 1912](1912-07 MID) he was free.",
        "In the [DATE last days of July 1912](1912-07 END) he was free.",
        "In [DATE very early July 1912](1912-07 START) he was free.",
        "In the [DATE opening months of 1912](1912 START) he was free.",
        "[DATE Mid-september 1912](1912-09 MID) was wet.",
    ]);
}

#[test]
fn ranges_and_lists() {
    check(&[
        "From [DATE October 1 to 19, 1950](1950-10-01/1950-10-19) they met daily.",
        "From [DATE 1 to 19 October 1950](1950-10-01/1950-10-19) they met daily.",
        "The meeting of [DATE 1-19 October 1950](1950-10-01/1950-10-19) was long.",
        "The meeting of [DATE October 1–19, 1950](1950-10-01/1950-10-19) was long.",
        "Between [DATE April 10 and 25, 1950](1950-04-10/1950-04-25) they met.",
        "On [DATE April 10 and 25, 1950](1950-04-10;1950-04-25) they met.",
        "On [DATE April 10, 12, and 25, 1950](1950-04-10;1950-04-12;1950-04-25) they met.",
        "On [DATE 10, 12 and 25 April 1950](1950-04-10;1950-04-12;1950-04-25) they met.",
        "From [DATE June 27 to July 3, 1950](1950-06-27/1950-07-03) they met.",
        "From [DATE June to September 1950](1950-06/1950-09) they met.",
        "From [DATE December 28 to January 3, 1950](1949-12-28/1950-01-03) they met.",
        "In [DATE June, July and August 1950](1950-06;1950-07;1950-08) they met.",
        "In [DATE June and July 1950](1950-06;1950-07) they met.",
        "In the [DATE late summer and early fall of 1946](1946-SU;1946-FA) they met.",
        "From [DATE 1979 to 1982](1979/1982) he was away.",
        "The war of [DATE 1939-45](1939/1945) was over.",
        "The war of [DATE 1939–1945](1939/1945) was over.",
        "The session of [DATE 1950/51](1950/1951) was short.",
        "His reign ([DATE 1868–1912](1868/1912)) was long; see Smith [DATE 1998](1998), 45–67.",
        "He fought in [DATE July–August 1950](1950-07/1950-08) and fell on [DATE 12–13 September 1950](1950-09-12/1950-09-13).",
        "It ran from [DATE 28 November to 1 December 1943](1943-11-28/1943-12-01).",
        "From [DATE June 1950](1950-06) to [DATE March 1951](1951-03) they met.",
        "From the [DATE second half of 1947](1947-H2) to [DATE early 1948](1948 START) they met.",
        "It was [DATE 1950](1950). Between [DATE late June](1950-06 END) and [DATE early September](1950-09 START) they met.",
        "Trade and Empire in the East, [DATE 1846 1858](1846/1858)",
    ]);
}

#[test]
fn the_story_gives_the_year() {
    check(&[
        "In [DATE November 1949](1949-11) he left. In [DATE December](1949-12) he was in Moscow, and in [DATE February](1950-02) he signed.",
        "It was [DATE 1894](1894). On [DATE 25 July](1894-07-25) the fleets met. A later study (London, [DATE 1996](1996)) doubts it. On [DATE 1 August](1894-08-01) war was declared.",
        "In [DATE June 1950](1950-06) the war began. Korea had been annexed in [DATE 1910](1910). On [DATE July 12](1950-07-12) he wrote again.",
        "On [DATE July 4, 1950](1950-07-04) he wrote, though as early as [DATE June 30](1950-06-30) he had known.",
        "On [DATE May 2](1912-05-02) he wrote home. The letter of [DATE 1912](1912) is kept.",
    ]);
}

#[test]
fn what_only_looks_like_a_date() {
    check(&[
        "You may march on, and she may fall in spring; an august person.",
        "The August Incident and the May Fourth Movement were not forgotten.",
        "General May and Mr. March met April Smith and June Allyson.",
        "The Long March ended; the March on Rome began.",
        "No. 88 Brigade had 1950 men, 1,950 rifles, 1500 tons of rice and $1946.",
        "See pp. 1946-1958, Box 1949, Fond 1950, No. 1946 and p. 1911.",
        "The office is at 1740 Massachusetts Avenue; call 202-663-1934.",
        "He crossed the 38th parallel at 23:30, one hour and 15 minutes late.",
        "WP 08-09 has 34,855 words; its code is 1.1950 and its share 1950%.",
        "In ten years, the next day, three days later or that night he would come.",
        "He was in his thirties; she was in her early forties.",
        "Between 1500 and 1600 soldiers and some 2000 horses drowned.",
        "The site www.example.org/1999/page and v. 3:1950 are not dates.",
        "Hill 1211 and Height 1052 were taken by 1300 hours.",
        "They struck at 1430, lost some 1900 and took more than 1950 of them.",
        "Unit 1644, Cable 1950, RG 1946, S/1501 and doi 10.1080/1234.1998.567 are no years.",
        "The May 30th Movement, the July 7 Incident and the October Revolution are names.",
        "Dr. Sun. The rest is lost. He paid Mon. Smith in full.",
    ]);
}

#[test]
fn eras_styles_and_old_calendars() {
    check(&[
        "The decree of [DATE Meiji 37](1904) was read in [DATE Taisho 3](1914) and again in [DATE Showa 20](1945).",
        "The edict of the [DATE 26th year of Guangxu](1900) was forgotten by [DATE Minguo 38](1949).",
        "The stamp says [DATE Juche 38](1949), the seal [DATE Kwangmu 9](1905).",
        "The rising of [DATE 25 October (7 November) 1917](1917-10-25;1917-11-07) was short.",
        "The rising of [DATE 25 October/7 November 1917](1917-10-25;1917-11-07) was short.",
        "He was crowned on [DATE 11 April 1688/89](1689-04-11) and died on [DATE 10/21 February 1694](1694-02-10;1694-02-21).",
        "The treaty of [DATE 3 March 1721](1721-03-03) (O.S.) was torn.",
        "Received on [DATE 9.IX.1948](1948-09-09) and filed on [DATE 12 XI 1948](1948-11-12).",
        "The city fell in [DATE 146 BC](BC0146), burned in [DATE AD 64](0064) and shook in [DATE 79 CE](0079).",
        "The war of [DATE 264-241 BC](BC0264/BC0241) and that of the [DATE third century B.C.](BC02) were long.",
        "In the year [DATE 476](0476) the last of them was sent home.",
        "It fell on [DATE 18 Brumaire an VIII](1799-11-09) at last.",
    ]);
}

#[test]
fn dates_in_words() {
    check(&[
        "In [DATE eighteen hundred and twelve](1812) the river froze; eighteen hundred and twelve men crossed it.",
        "It was signed in [DATE one thousand seven hundred and eighty-nine](1789) and torn in [DATE nineteen forty-six](1946).",
        "On the [DATE twenty-first of March, 1918](1918-03-21), the guns began.",
        "On [DATE March the twenty-first, 1918](1918-03-21), the guns began.",
        "They met on the [DATE first Monday of May 1911](1911-05-01) as always.",
        "In [DATE 1911](1911), on the [DATE first Monday of May](1911-05-01), they met again.",
    ]);
}

#[test]
fn damage_of_the_scan() {
    check(&[
        "By [DATE l950](1950) the mill was closed; in [DATE 195O](1950) it burned.",
        "He wrote on [DATE Sept . 21, 1950](1950-09-21), and again on [DATE July 2, 19 50](1950-07-02).",
        "He wrote on [DATE July l6, 1950](1950-07-16) in haste.",
        "He wrote on the [DATE 12 th of May, 1950](1950-05-12) in haste.",
    ]);
}

#[test]
fn uncertain_dates_keep_what_is_known() {
    check(&[
        "He was born [DATE c. 1890](1890 APPROX), or [DATE ca. 1892](1892 APPROX), and died [DATE circa May 1945](1945-05 APPROX).",
        "He left [DATE probably 1911](1911 APPROX) for the coast.",
        "It was built before [DATE 1949](1949) and burned after [DATE 1953](1953).",
        "It was about [DATE 1890](1890 APPROX) that the road was built.",
        "He died in [DATE 1890](1890) or [DATE 1891](1891).",
    ]);
}

#[test]
fn dates_in_figures() {
    check(&[
        "Seen on [DATE 21/04/1916](1916-04-21), filed on [DATE 17-4-1918](1918-04-17).",
        "In [DATE 1916](1916) it was stamped [DATE 21/04/16](1916-04-21), then [DATE 21.04.16](1916-04-21).",
        "Copy of [DATE 1918.4.17](1918-04-17), original of [DATE 1918-Apr-17](1918-04-17).",
        "A share of 1/4 and 4.22 marks, or 3-7, is no date.",
    ]);
}

#[test]
fn the_order_of_the_story_settles_the_year() {
    check(&[
        // What is only passed by does not move the story.
        "On [DATE 10 March 1848](1848-03-10) the guard was called out. The council that [DATE 2 November 1847](1847-11-02) had made was gone. On [DATE 14 March](1848-03-14) the doors were open, and on [DATE 5 June 1848](1848-06-05) they were shut.",
        "In [DATE July 1793](1793-07) the town rose. The leader of the [DATE August 1792](1792-08) revolt was dead. On [DATE 9 September](1793-09-09) it fell.",
        // A new year goes by unsaid.
        "It began in [DATE November 1812](1812-11). By [DATE January](1813-01) few were left, and in [DATE February 1813](1813-02) none.",
        // A heading begins anew.
        "It ended in [DATE May 1865](1865-05).\n\nTHE EARLY YEARS\n\nIn [DATE June 1860](1860-06) the hall was full. In [DATE October](1860-10) it was empty.",
    ]);
}

/// "back in office" is no look back, and the "had" of a clause is not of the date behind it.
#[test]
fn years_go_on_past_clauses_that_look_back() {
    check(&[
        "He resigned on [DATE 11 July 1859](1859-07-11). Others had sent their duke away on [DATE 27 April](1859-04-27). \
         He was back in office on [DATE 21 January 1860](1860-01-21). They voted in the land which he had made of the rest, \
         on [DATE 11 March](1860-03-11). Ships left on [DATE 5 May](1860-05-05).",
    ]);
}

/// The year of a thing is not that of what happens behind it.
#[test]
fn the_year_of_a_thing_is_not_the_storys() {
    check(&[
        "On [DATE July 10, 1929](1929-07-10) the telegraph was seized. The man who had signed the agreement of [DATE 1924](1924), now \
         a deputy commissar of the same ministry, sent an ultimatum on [DATE July 13](1929-07-13); on [DATE July 17](1929-07-17) the \
         envoys left.",
    ]);
}

#[test]
fn parts_of_that_month() {
    check(&[
        "He came in [DATE July 1946](1946-07) and left at the [DATE end of that July](1946-07 END).",
        "It was so in [DATE 1928](1928). In the [DATE last days of that December](1928-12 END) it was not.",
    ]);
}
