//! Speed of the gazetteer, beside two automata over bytes: `cargo bench --bench gazetteer`.
//!
//! The rivals search text that was folded beforehand, and only count hits: no word boundaries, no
//! capitals, no spelling variants, no entries. What the gazetteer does includes all of that.
//!
//! Times are the processor's, not the clock's (`common`), so that other work on the machine counts only
//! by what it does to the caches; what is built or loaded once is printed with both. MB are millions of
//! bytes. Texts: prose made of 32 common words with a name every eleven words, drawn evenly from the
//! list; and the sample papers with the real one, where a third of all words has a capital.

#![allow(clippy::print_stdout, reason = "what criterion does not measure is printed")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, process};

use aho_corasick::{AhoCorasick, MatchKind};
use common::{ProcessorTime, spent};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use daachorse::DoubleArrayAhoCorasickBuilder;
use onomast::gazetteer::{Cache, Format, Gazetteer, GazetteerBuilder, Opened, open, read};
use onomast::text::Document;

mod common;

type Bench = Criterion<ProcessorTime>;

const MILLION: usize = 1_000_000;
/// A document is about as long as a book.
const PIECE: usize = 500_000;

/// Made-up names of two words.
fn made_up(count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 20] = [
        "ka", "ro", "mi", "ten", "shu", "bal", "or", "ve", "lin", "dra", "po", "zu", "han", "gre",
        "sti", "no", "fa", "ul", "qui", "jem",
    ];
    let mut random = fastrand::Rng::with_seed(3);
    let mut word = || {
        let syllables = random.usize(2..5);
        let mut word: String =
            (0..syllables).map(|_| SYLLABLES[random.usize(0..SYLLABLES.len())]).collect();
        word[..1].make_ascii_uppercase();
        word
    };
    (0..count).map(|_| format!("{} {}", word(), word())).collect()
}

/// Prose with a name every eleven words, drawn evenly: harder on the processor's caches than any real
/// text, whose names repeat.
fn prose(names: &[String], bytes: usize) -> String {
    const WORDS: [&str; 32] = [
        "the",
        "council",
        "of",
        "met",
        "in",
        "and",
        "wrote",
        "that",
        "which",
        "between",
        "army",
        "had",
        "been",
        "to",
        "a",
        "for",
        "government",
        "after",
        "letters",
        "ships",
        "were",
        "not",
        "without",
        "treaty",
        "by",
        "The",
        "In",
        "agreed",
        "small",
        "harbour",
        "nothing",
        "before",
    ];
    let mut random = fastrand::Rng::with_seed(7);
    let mut out = String::with_capacity(bytes + 100);
    for number in 1.. {
        if number % 11 == 0 {
            out.push_str(&names[random.usize(0..names.len())]);
        } else {
            out.push_str(WORDS[random.usize(0..WORDS.len())]);
        }
        out.push_str(match number {
            n if n % 400 == 0 => ".\n\n",
            n if n % 17 == 0 => ". ",
            _ => " ",
        });
        if out.len() >= bytes {
            break;
        }
    }
    out
}

fn documents(text: &str) -> Vec<Document> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = PIECE.min(rest.len());
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (piece, more) = rest.split_at(end);
        out.push(Document::new(piece));
        rest = more;
    }
    out
}

/// The names of the shipped lists as they stand there.
fn shipped_names() -> Vec<String> {
    Gazetteer::builtin()
        .entries()
        .flat_map(|entry| entry.names.into_iter().map(|name| name.text.into()))
        .collect()
}

/// The sample papers, and the real one where it is at hand.
fn papers() -> String {
    let mut text = String::new();
    for folder in ["tests/data/papers", "../shared/paper"] {
        let Ok(files) = fs::read_dir(folder) else { continue };
        let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
        files.sort();
        for file in files {
            let name = file.to_string_lossy();
            if name.ends_with(".txt") && !name.ends_with(".marked.txt") {
                text.push_str(&fs::read_to_string(&file).unwrap_or_default());
                text.push_str("\n\n");
            }
        }
    }
    text
}

fn search(criterion: &mut Bench, group: &str, gazetteer: &Gazetteer, text: &str) {
    let documents = documents(text);
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.sample_size(10);
    group.bench_function("onomast", |bench| {
        bench.iter(|| documents.iter().map(|d| gazetteer.find(black_box(d)).len()).sum::<usize>());
    });
    group.finish();
}

fn rivals(criterion: &mut Bench, group: &str, names: &[String], text: &str) {
    let mut names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty());
    let text = text.to_lowercase();
    let start = Instant::now();
    let daachorse = DoubleArrayAhoCorasickBuilder::new().build::<_, _, u32>(&names);
    println!("{group}: daachorse built in {:.2?}", start.elapsed());
    let start = Instant::now();
    let aho = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&names);
    println!("{group}: aho-corasick built in {:.2?}", start.elapsed());
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.sample_size(10);
    if let Ok(daachorse) = daachorse {
        group.bench_function("daachorse", |bench| {
            bench.iter(|| daachorse.find_overlapping_iter(black_box(&text)).count());
        });
    }
    if let Ok(aho) = aho {
        group.bench_function("aho-corasick", |bench| {
            bench.iter(|| aho.find_overlapping_iter(black_box(&text)).count());
        });
    }
    group.finish();
}

fn with_our_lists(criterion: &mut Bench) {
    let gazetteer = Gazetteer::builtin();
    let names = shipped_names();
    let text = prose(&names, 4_000_000);
    search(criterion, "shipped lists, drawn evenly", &gazetteer, &text);
    rivals(criterion, "shipped lists, drawn evenly", &names, &text);
    let papers = papers();
    search(criterion, "shipped lists, papers", &gazetteer, &papers);
    rivals(criterion, "shipped lists, papers", &names, &papers);
    let folder = env::temp_dir().join(format!("onomast-bench-{}", process::id()));
    let cache = Cache::new(&folder);
    let mut group = criterion.benchmark_group("shipped lists");
    group.sample_size(10);
    group.bench_function("compile", |bench| {
        bench.iter(|| GazetteerBuilder::new().builtin().build())
    });
    group.bench_function("load from the cache", |bench| {
        bench.iter(|| open(true, &[], Some(&cache)));
    });
    group.finish();
    // Nothing of it is wanted afterwards; what cannot be removed lies in a folder for such things.
    let _ = fs::remove_dir_all(folder);
}

fn with_a_million(criterion: &mut Bench) {
    let folder = env::temp_dir().join(format!("onomast-bench-{}", process::id()));
    let file = folder.join("million.tsv");
    let names = made_up(MILLION);
    let mut rows = String::from("name\ttype\n");
    for name in &names {
        rows.push_str(name);
        rows.push_str("\tPER\n");
    }
    if fs::create_dir_all(&folder).and_then(|()| fs::write(&file, &rows)).is_err() {
        println!("a million names: skipped, {} cannot be written", folder.display());
        return;
    }
    let text = prose(&names, 4_000_000);
    let cache = Cache::new(folder.join("cache"));
    // The first run compiles and fills the cache; memory is what that took at most, and what stays.
    let before = memory();
    if let Some(opened) = timed("compile, with reading and writing the cache", &file, &cache) {
        println!("a million names: {} before, {} after compiling", before, memory());
        search(criterion, "a million names", &opened.gazetteer, &text);
    }
    // Names that stand in the text, amid a million that do not.
    if let Ok(opened) = open(true, std::slice::from_ref(&file), Some(&cache)) {
        search(
            criterion,
            "shipped lists and a million names, papers",
            &opened.gazetteer,
            &papers(),
        );
    }
    for _ in 0..3 {
        timed("load from the cache", &file, &cache);
    }
    let mut group = criterion.benchmark_group("a million names");
    group.sample_size(10);
    group.bench_function("read and compile", |bench| {
        bench.iter(|| {
            let list = read("million.tsv", Format::Tsv, &rows).list;
            GazetteerBuilder::new().add(list, true).build()
        });
    });
    group.bench_function("load from the cache", |bench| {
        bench.iter(|| open(false, std::slice::from_ref(&file), Some(&cache)));
    });
    group.finish();
    rivals(criterion, "a million names", &names, &text);
    let _ = fs::remove_dir_all(folder);
}

fn timed(what: &str, file: &Path, cache: &Cache) -> Option<Opened> {
    let (start, before) = (Instant::now(), spent());
    let opened = open(false, &[file.to_owned()], Some(cache)).ok();
    let spent = spent().saturating_sub(before);
    println!(
        "a million names: {what}: {:.2?} by the clock, {spent:.2?} of processor",
        start.elapsed()
    );
    opened
}

/// Resident memory of this process, now and at most, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM"));
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(", ")
}

criterion_group!(
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = with_our_lists, with_a_million
);
criterion_main!(benches);
