//! Two published tables of date expressions as oracles: timenorm's phrases and the English
//! specifications of Recognizers-Text.
//!
//! The tables are not part of the project; without them (`../shared/reference/dates`, or the folder
//! that `ONOMAST_DATE_TABLES` names) the tests print a line and pass. Which cases are not met, and
//! why, is checked in under `tests/data/dates`. The lists are kept honest: a case that fails must be
//! on its list, a case on the list must fail. `ONOMAST_BLESS=1` writes them anew.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot start has failed"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;
use onomast::dates::{self, DateMention, Options, Scope, TimexType};
use onomast::text::Document;
use serde_json::Value;

fn tables() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("ONOMAST_DATE_TABLES")
        .map_or_else(|| root.join("../shared/reference/dates"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no tables of date expressions at {}", folder.display());
    None
}

/// Compares the failures with the checked-in list.
fn settle(name: &str, cases: usize, failures: &BTreeMap<String, &'static str>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/dates")
        .join(format!("{name}_skip.tsv"));
    println!("{name}: {} of {cases} cases met", cases - failures.len());
    if std::env::var_os("ONOMAST_BLESS").is_some() {
        let mut text = String::from("# case\twhy it is not met\n");
        for (case, reason) in failures {
            text.push_str(&format!("{case}\t{reason}\n"));
        }
        std::fs::write(&path, text).unwrap();
        return;
    }
    let listed: BTreeMap<String, String> = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(case, reason)| (case.to_owned(), reason.to_owned()))
        .collect();
    let new: Vec<_> = failures.iter().filter(|(case, _)| !listed.contains_key(*case)).collect();
    let met: Vec<_> = listed.keys().filter(|case| !failures.contains_key(*case)).collect();
    assert!(new.is_empty(), "fail and are not on the list: {new:#?}");
    assert!(met.is_empty(), "are on the list and pass: {met:#?}");
}

fn find(text: &str, published: Option<Date>) -> (Document, Vec<DateMention>) {
    let document = Document::new(text);
    let found = dates::find(&document, &Options { scope: Scope::Timex3, published });
    (document, found)
}

/// Whether a found span is the wanted one, a leading article or preposition aside.
fn same_span(found: &str, wanted: &str) -> bool {
    const LEADING: [&str; 14] = [
        "the ", "a ", "an ", "in ", "on ", "at ", "for ", "by ", "from ", "between ", "of ",
        "during ", "since ", "within ",
    ];
    fn bare(mut text: &str) -> &str {
        while let Some(rest) = LEADING.iter().find_map(|l| text.strip_prefix(l)) {
            text = rest;
        }
        text.trim_end_matches(['.', ',', ' '])
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    bare(&plain(found)) == bare(&plain(wanted))
}

#[test]
fn timenorm() {
    let Some(folder) = tables() else { return };
    let mut failures = BTreeMap::new();
    let mut cases = 0;
    for part in ["train", "test"] {
        let path = folder.join(format!("timenorm/datasets/en/{part}.tsv"));
        let table = std::fs::read_to_string(&path).unwrap();
        let mut published = None;
        let mut block_starts = true;
        for (number, line) in table.lines().enumerate() {
            let mut columns = line.split('\t');
            let (Some(phrase), Some(kind), Some(value)) =
                (columns.next(), columns.next(), columns.next())
            else {
                block_starts = true;
                continue;
            };
            if block_starts {
                // The first line of a block is the day of writing.
                published = value.get(..10).and_then(|day| day.parse().ok());
                block_starts = false;
                continue;
            }
            cases += 1;
            let (document, found) = find(phrase, published);
            let reason = match found.as_slice() {
                [] => Some(alone(phrase)),
                [date] if !same_span(date.span.slice(document.clean()), phrase) => {
                    Some("the words around the date proper are none of it")
                }
                [date] => judge(date, kind, value),
                _ => Some("several expressions in TIMEX3, each with a value of its own"),
            };
            if let Some(reason) = reason {
                failures.insert(format!("{part}:{:04}", number + 1), reason);
            }
        }
    }
    settle("timenorm", cases, &failures);
}

/// Why a phrase is no expression when it stands alone.
fn alone(phrase: &str) -> &'static str {
    let lower = phrase.to_lowercase();
    match lower.trim_start_matches("the ") {
        "may" | "march" => "the verb, unless a preposition or a figure stands beside it",
        "now" => "a capital Now that opens a sentence seldom tells a time",
        "days" | "weeks" | "months" | "years" | "minutes" | "centuries" => {
            "bare units need a preposition of time before them"
        }
        "year" | "day" | "week" | "quarter" | "full year" | "time" | "morning" => {
            "a bare unit with its article is mostly no date; the text around it would tell"
        }
        "already" | "yet" | "then" | "once" | "previously" | "earlier" | "last" | "future"
        | "soon" | "quarterly" | "from time to time" => {
            "an adverb or adjective that is rarely meant as a date"
        }
        bare if bare.chars().all(|c| c.is_ascii_digit()) => "a bare number is no date in prose",
        _ => "rests on what the text has said before",
    }
}

/// Why a value is not the table's; `None` if it is.
fn judge(date: &DateMention, kind: &str, value: &str) -> Option<&'static str> {
    let found = date.value.value.as_deref().unwrap_or_default();
    if found == value {
        return None;
    }
    let parts = |v: &str| v.matches('-').count();
    Some(if date.value.timex.as_str() != kind {
        "the table takes it for another type"
    } else if value.ends_with("_REF") || found.ends_with("_REF") {
        "reference to past, present or future against a reckoned value"
    } else if value.contains('X') && !found.contains('X') {
        "the table leaves a part of the value open"
    } else if kind == "DURATION" || kind == "SET" {
        "the table writes the length or repetition in another unit"
    } else if parts(found) != parts(value) || found.contains('Q') != value.contains('Q') {
        "the table gives another precision"
    } else {
        "the value rests on the text around the phrase, which the table does not give"
    })
}

#[test]
fn recognizers_text() {
    let Some(folder) = tables() else { return };
    let mut failures = BTreeMap::new();
    let mut cases = 0;
    for name in [
        "DateParser",
        "DatePeriodParser",
        "DurationParser",
        "SetParser",
        "TimeParser",
        "DateTimeParser",
        "HolidayParser",
    ] {
        let path = folder.join(format!("recognizers_text/English/{name}.json"));
        let text = std::fs::read_to_string(&path).unwrap();
        let specs: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        for (index, spec) in specs.iter().enumerate() {
            cases += 1;
            if let Some(reason) = specification(spec) {
                failures.insert(format!("{name}:{index:03}"), reason);
            }
        }
    }
    settle("recognizers_text", cases, &failures);
}

/// Why a specification is not met; `None` if it is.
fn specification(spec: &Value) -> Option<&'static str> {
    let input = spec["Input"].as_str().unwrap_or_default();
    let published = spec["Context"]["ReferenceDateTime"]
        .as_str()
        .and_then(|time| time.get(..10))
        .and_then(|day| day.parse().ok());
    let (document, found) = find(input, published);
    let results = spec["Results"].as_array().map_or(&[][..], Vec::as_slice);
    for result in results {
        let wanted = result["Text"].as_str().unwrap_or_default();
        let matching = |date: &&DateMention| same_span(date.span.slice(document.clean()), wanted);
        let value = &result["Value"];
        let Some(date) = found.iter().find(matching) else {
            // A range is two expressions in TIMEX3; its ends must be those of the table.
            let inside: Vec<&DateMention> = found
                .iter()
                .filter(|d| {
                    wanted.to_lowercase().contains(&d.span.slice(document.clean()).to_lowercase())
                })
                .collect();
            return match inside.as_slice() {
                [a, b] if is_range(a, b, value) => continue,
                _ => Some(outside(wanted).unwrap_or(match inside.len() {
                    0 => "a phrase the grammar has no rule for",
                    1 => "the part that names a date of the calendar is found",
                    _ => "several expressions in TIMEX3, each with a value of its own",
                })),
            };
        };
        if !agrees(date, value) {
            return Some(disagreement(date));
        }
    }
    None
}

/// What keeps a phrase out of scope for good, by its form.
fn outside(wanted: &str) -> Option<&'static str> {
    const SHORTHAND: [&str; 12] = [
        "tmrw", "eod", "w/c", " min", " hr", "ish", "3h", "3day", "ampm", "sec", " h ", "year eve",
    ];
    const CALENDAR: [&str; 8] =
        ["my ", "rest ", "business", "end of day", "of the day", "holidays", "sundays", "the day"];
    const LUNAR: [&str; 7] = ["ramad", "ramaz", "ramz", "eid", "islamic", "hijri", "yuandan"];
    const RANGE: [&str; 9] =
        ["from ", " from", "between", "within", "starting", "since", "next ", "last ", " in "];
    let text = wanted.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let figures = |c: char| c.is_ascii_digit();
    let numbers: Vec<&str> = text.split(|c| !figures(c)).filter(|n| !n.is_empty()).collect();
    let letters = text.chars().any(char::is_alphabetic);
    let bare = text.trim_start_matches("the ");
    let words = "one two three four five six seven eight nine ten eleven twelve twenty thirty forty \
                 fifty fifteen";
    Some(if has(&SHORTHAND) {
        "shorthand of messages, not of prose"
    } else if has(&LUNAR) {
        "a feast of a lunar calendar, or one named in another language"
    } else if has(&CALENDAR) {
        "asks for the speaker's own calendar"
    } else if bare.chars().all(figures) && !bare.is_empty() {
        "a bare number is no date in prose"
    } else if bare.split_whitespace().all(|word| words.contains(word)) {
        "bare number words are no time and no day in prose"
    } else if !letters && numbers.len() == 2 {
        "two numbers may be a fraction, a ratio, a verse or a shelf mark"
    } else if !letters && numbers.len() == 3 && numbers.iter().all(|n| n.len() <= 2) {
        "three short numbers with hyphens may be anything"
    } else if text.starts_with("week ") || text.contains(" week 3") {
        "numbered weeks belong to planners"
    } else if text.starts_with(figures) || text.starts_with('t') && has(&["at "]) {
        "a time of day glued to its day: two expressions in TIMEX3, or a time stamp"
    } else if has(&RANGE) {
        "a stretch reckoned from the moment of asking: lengths and ends are expressions of their own"
    } else {
        return None;
    })
}

fn disagreement(date: &DateMention) -> &'static str {
    match date.value.timex {
        TimexType::Duration | TimexType::Set => {
            "TIMEX3 writes the same length or repetition otherwise (P6M for P0.5Y)"
        }
        TimexType::Time => "the table leaves the day of the hour open, or writes midnight as 00",
        TimexType::Date => {
            "the table reads the phrase as a future plan, to the day; TIMEX3 keeps the unit that is named"
        }
    }
}

/// Whether a value is one of the readings that the table allows.
fn agrees(date: &DateMention, wanted: &Value) -> bool {
    let Some(value) = date.value.value.as_deref() else { return false };
    let timex = wanted["Timex"].as_str().unwrap_or_default();
    // The table gives "the next three years" its bounds too: `(2016-11-08,2019-11-08,P3Y)`.
    let length = timex.strip_suffix(')').and_then(|inside| inside.rsplit(',').next());
    if timex == value || (value.starts_with('P') && length == Some(value)) {
        return true;
    }
    ["PastResolution", "FutureResolution"].iter().any(|reading| {
        let reading = &wanted[*reading];
        let text = |key: &str| reading[key].as_str().unwrap_or_default().to_owned();
        let day = text("date");
        let time = text("dateTime").replace(' ', "T");
        let clock = text("time");
        day == value
            || (!time.is_empty() && time.starts_with(value))
            || (value.contains('T')
                && !clock.is_empty()
                && value.split('T').nth(1).is_some_and(|c| clock.starts_with(c)))
            || bounds(value).is_some_and(|(from, to)| {
                from.to_string() == text("startDate") && to.to_string() == text("endDate")
            })
    })
}

/// Whether two expressions are the ends of the table's range. The table's end is the day after, if
/// it names more than a day.
fn is_range(a: &DateMention, b: &DateMention, wanted: &Value) -> bool {
    let ends = |d: &DateMention| d.value.value.as_deref().and_then(bounds);
    let (Some(a), Some(b)) = (ends(a), ends(b)) else { return false };
    ["PastResolution", "FutureResolution"].iter().any(|reading| {
        let text = |key: &str| wanted[*reading][key].as_str().unwrap_or_default();
        a.0.to_string() == text("startDate")
            && [b.0, b.1].iter().any(|end| end.to_string() == text("endDate"))
    })
}

/// First day of a value, and the day after its last.
fn bounds(value: &str) -> Option<(Date, Date)> {
    let number = |s: &str| s.parse::<i16>().ok();
    let parts: Vec<&str> = value.split('-').collect();
    let first = |year: i16, month: i8| Date::new(year, month, 1).ok();
    match parts.as_slice() {
        [decade] if decade.len() == 3 => {
            let from = first(number(decade)? * 10, 1)?;
            Some((from, from.checked_add(10.years()).ok()?))
        }
        [century] if century.len() == 2 => {
            let from = first(number(century)? * 100, 1)?;
            Some((from, from.checked_add(100.years()).ok()?))
        }
        [year] if year.len() == 4 => {
            let from = first(number(year)?, 1)?;
            Some((from, from.checked_add(1.year()).ok()?))
        }
        [year, part] => {
            let year = number(year)?;
            if let Some(week) = part.strip_prefix('W') {
                let week = jiff::civil::ISOWeekDate::new(
                    year,
                    i8::try_from(number(week)?).ok()?,
                    jiff::civil::Weekday::Monday,
                );
                let from = week.ok()?.date();
                return Some((from, from.checked_add(7.days()).ok()?));
            }
            if let Some(quarter) = part.strip_prefix('Q') {
                let month = i8::try_from(number(quarter)?).ok()? * 3 - 2;
                let from = first(year, month)?;
                return Some((from, from.checked_add(3.months()).ok()?));
            }
            if let Some(half) = part.strip_prefix('H') {
                let from = first(year, i8::try_from(number(half)?).ok()? * 6 - 5)?;
                return Some((from, from.checked_add(6.months()).ok()?));
            }
            let from = first(year, i8::try_from(number(part)?).ok()?)?;
            Some((from, from.checked_add(1.month()).ok()?))
        }
        [_, week, "WE"] if week.starts_with('W') => {
            let (monday, end) = bounds(value.strip_suffix("-WE")?)?;
            Some((monday.checked_add(5.days()).ok()?, end))
        }
        [_, _, _] => {
            let from: Date = value.parse().ok()?;
            Some((from, from.checked_add(1.day()).ok()?))
        }
        _ => None,
    }
}
