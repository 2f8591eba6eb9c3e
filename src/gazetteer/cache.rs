//! Compiled lists, kept on the disk under the digest of what they were made of.
//!
//! The cache is never needed: without it, or where it cannot be read or written, lists are compiled
//! anew. Files are written aside and renamed into place, so runs at the same time do not disturb each
//! other; one that is damaged is made again, with a note.

use crate::hex::hex;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use std::{env, process};

use sha2::{Digest, Sha256};

use super::finding::Finding;
use super::load::{self, LoadError};
use super::pack::{self, Key, PackError, Remark};
use super::read::{Reading, stem};
use super::{Gazetteer, GazetteerBuilder, builtin};

/// Names the folder of the cache; empty for none.
pub const CACHE_VARIABLE: &str = "ONOMAST_CACHE";
/// More files than this are not kept.
const KEPT: usize = 8;
/// What a run that was killed left behind is removed after this time.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);
const ENDING: &str = "gaz";
const ASIDE: &str = "part";

/// All that decides what a list is compiled to: when one of these changes, so does every key.
const RULES: [&str; 16] = [
    env!("CARGO_PKG_VERSION"),
    include_str!("entries.rs"),
    include_str!("entry.rs"),
    include_str!("flat.rs"),
    include_str!("fold.rs"),
    include_str!("hash.rs"),
    include_str!("index.rs"),
    include_str!("pack.rs"),
    include_str!("pattern.rs"),
    include_str!("words.rs"),
    include_str!("read/builder.rs"),
    include_str!("read/jsonl.rs"),
    include_str!("read/mod.rs"),
    include_str!("read/regexner.rs"),
    include_str!("read/spacy.rs"),
    include_str!("read/tsv.rs"),
];

/// A folder for compiled lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

/// Lists that were opened together.
#[derive(Debug)]
pub struct Opened {
    /// The lists, compiled.
    pub gazetteer: Gazetteer,
    /// What is worth knowing of the user's files; no errors among them.
    pub findings: Vec<Finding>,
    /// What is worth knowing of the cache.
    pub notes: Vec<String>,
    /// Whether nothing had to be compiled.
    pub cached: bool,
}

impl Cache {
    /// The cache in this folder, which is made when it is first written to.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The cache in the folder that `$ONOMAST_CACHE` names, or else where the platform wants caches:
    /// `$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`. `None` if the variable is
    /// empty or there is no such place.
    pub fn of_user() -> Option<Self> {
        if let Some(folder) = env::var_os(CACHE_VARIABLE) {
            return (!folder.is_empty()).then(|| Self::new(folder));
        }
        let folder =
            |name: &str| env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
        let base = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_vendor = "apple") {
            folder("HOME").map(|home| home.join("Library/Caches"))
        } else {
            folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
        };
        base.map(|base| Self::new(base.join("onomast")))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{}.{ENDING}", hex(&key[..16])))
    }

    fn get(&self, key: &Key) -> Result<(Gazetteer, Vec<Remark>), PackError> {
        let path = self.path(key);
        let file = File::open(&path)?;
        let size = file.metadata()?.len();
        let found = pack::read(&mut BufReader::with_capacity(1 << 18, file), size, key)?;
        // Best effort: it only keeps the file from being cleared away as the oldest.
        let _ = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Ok(found)
    }

    fn put(&self, key: &Key, gazetteer: &Gazetteer, remarks: &[Remark]) -> io::Result<()> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        fs::create_dir_all(&self.folder)?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let aside = self.path(key).with_extension(format!("{}-{number}.{ASIDE}", process::id()));
        let written = File::create(&aside).and_then(|file| {
            let mut file = BufWriter::with_capacity(1 << 18, file);
            pack::write(&mut file, key, gazetteer, remarks)?;
            file.flush()?;
            fs::rename(&aside, self.path(key))
        });
        if written.is_err() {
            // Best effort: what matters is that the cache could not be written.
            let _ = fs::remove_file(&aside);
        }
        self.clear_old();
        written
    }

    /// Removes all but the files used last, and what killed runs left behind.
    fn clear_old(&self) {
        let Ok(folder) = fs::read_dir(&self.folder) else { return };
        let mut packs = Vec::new();
        for entry in folder.flatten() {
            let path = entry.path();
            let Ok(changed) = entry.metadata().and_then(|meta| meta.modified()) else { continue };
            match path.extension().and_then(|ending| ending.to_str()) {
                Some(ENDING) => packs.push((changed, path)),
                Some(ASIDE) if changed.elapsed().is_ok_and(|age| age > ABANDONED) => {
                    let _ = fs::remove_file(path);
                }
                _ => {}
            }
        }
        packs.sort();
        for (_, path) in packs.iter().rev().skip(KEPT) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Opens the shipped lists (if `builtin`) and the user's files together, from the cache if they are
/// in it; else they are compiled, and put there.
///
/// # Errors
/// A file cannot be read, is not UTF-8, or has a line that cannot be used. The cache is never the
/// cause of an error.
pub fn open(builtin: bool, files: &[PathBuf], cache: Option<&Cache>) -> Result<Opened, LoadError> {
    let texts = files.iter().map(|path| load::text(path)).collect::<Result<Vec<_>, _>>()?;
    let digests: Vec<Box<str>> = texts.iter().map(|text| load::sha256(text)).collect();
    let mut notes = Vec::new();
    let key = key(builtin, files, &digests);
    if let Some(cache) = cache {
        match cache.get(&key) {
            Ok((gazetteer, remarks)) => {
                let findings = remarks.into_iter().filter_map(|remark| finding(remark, files));
                let findings = findings.collect();
                return Ok(Opened { gazetteer, findings, notes, cached: true });
            }
            Err(PackError::Damaged(why)) => notes.push(format!(
                "{}: the cached lists are damaged ({why}); they are compiled anew",
                cache.path(&key).display()
            )),
            Err(PackError::Io(_) | PackError::Other) => {}
        }
    }
    let mut builder = GazetteerBuilder::new();
    if builtin {
        builder = builder.builtin();
    }
    let mut remarks = Vec::new();
    for (file, ((path, text), digest)) in files.iter().zip(texts).zip(digests).enumerate() {
        let Reading { mut list, findings } = load::strict(load::parse(path, &text))?;
        list.sha256 = Some(digest);
        builder = builder.add(list, true);
        remarks.extend(findings.into_iter().map(|f| Remark {
            file,
            line: f.line,
            severity: f.severity,
            message: f.message,
        }));
    }
    let gazetteer = builder.build();
    if let Some(cache) = cache {
        // A folder that cannot be written to is no news at every run.
        let _ = cache.put(&key, &gazetteer, &remarks);
    }
    let findings = remarks.into_iter().filter_map(|remark| finding(remark, files)).collect();
    Ok(Opened { gazetteer, findings, notes, cached: false })
}

fn finding(remark: Remark, files: &[PathBuf]) -> Option<Finding> {
    let Remark { file, line, severity, message } = remark;
    let file = files.get(file)?.to_string_lossy().into();
    Some(Finding { file, line, severity, message })
}

/// The digest of all that decides what these lists are compiled to.
fn key(builtin: bool, files: &[PathBuf], digests: &[Box<str>]) -> Key {
    let mut hasher = Sha256::new();
    let mut add = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    };
    RULES.iter().for_each(|rule| add(rule));
    if builtin {
        builtin::digests().for_each(|(file, digest)| {
            add(file);
            add(digest);
        });
    }
    for (path, digest) in files.iter().zip(digests) {
        add("user");
        // The format is told by the ending too.
        add(&path.extension().unwrap_or_default().to_string_lossy());
        add(&stem(&path.to_string_lossy()));
        add(digest);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    struct Place {
        folder: tempfile::TempDir,
        cache: Cache,
        file: PathBuf,
    }

    fn place(rows: &str) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mine.tsv");
        fs::write(&file, format!("name\ttype\tcolour\n{rows}")).unwrap();
        Place { cache: Cache::new(folder.path().join("cache")), file, folder }
    }

    impl Place {
        fn open(&self) -> Opened {
            open(false, std::slice::from_ref(&self.file), Some(&self.cache)).unwrap()
        }

        fn packs(&self) -> Vec<PathBuf> {
            let files = fs::read_dir(self.cache.folder()).unwrap();
            files.map(|entry| entry.unwrap().path()).collect()
        }
    }

    fn found(opened: &Opened) -> usize {
        opened.gazetteer.find(&Document::new("Then Mao Zedong met Zhou Enlai.")).len()
    }

    #[test]
    fn the_second_run_finds_what_the_first_compiled() {
        let place = place("Mao Zedong\tPER\n");
        let (first, second) = (place.open(), place.open());
        assert!(!first.cached && second.cached);
        assert_eq!((found(&first), found(&second)), (1, 1));
        assert_eq!(first.gazetteer.digests(), second.gazetteer.digests());
        assert_eq!(first.findings, second.findings);
        assert!(second.findings[0].to_string().contains("mine.tsv:1: warning: column \"colour\""));
    }

    #[test]
    fn a_changed_list_is_another_list() {
        let place = place("Mao Zedong\tPER\n");
        place.open();
        fs::write(&place.file, "name\ttype\nZhou Enlai\tPER\nMao Zedong\tPER\n").unwrap();
        let opened = place.open();
        assert!(!opened.cached);
        assert_eq!(found(&opened), 2);
        assert_eq!(place.packs().len(), 2);
    }

    #[test]
    fn a_damaged_file_is_made_again_with_a_note() {
        let place = place("Mao Zedong\tPER\n");
        place.open();
        let pack = place.packs().remove(0);
        let whole = fs::read(&pack).unwrap();
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 4;
        for damaged in [&whole[..whole.len() / 2], b"", b"no pack", &changed] {
            fs::write(&pack, damaged).unwrap();
            let opened = place.open();
            assert!(!opened.cached);
            assert_eq!(found(&opened), 1);
            assert!(opened.notes[0].contains("damaged"), "{:?}", opened.notes);
            assert_eq!(fs::read(&pack).unwrap(), whole);
            assert!(place.open().cached);
        }
    }

    #[test]
    fn without_a_place_for_a_cache_all_works_the_same() {
        let mut place = place("Mao Zedong\tPER\n");
        assert_eq!(found(&open(false, std::slice::from_ref(&place.file), None).unwrap()), 1);
        // A file where the folder should be: it can be neither read nor made.
        place.cache = Cache::new(place.file.join("cache"));
        let opened = place.open();
        assert_eq!((found(&opened), opened.notes.len(), opened.cached), (1, 0, false));
    }

    #[test]
    fn a_bad_line_is_an_error_with_or_without_cache() {
        let place = place("Mao\tMAN\n");
        for cache in [None, Some(&place.cache)] {
            let error =
                open(false, std::slice::from_ref(&place.file), cache).unwrap_err().to_string();
            assert!(error.contains("mine.tsv:2"), "{error}");
        }
        assert!(!place.cache.folder().exists());
    }

    #[test]
    fn runs_at_the_same_time_do_not_disturb_each_other() {
        let place = place("Mao Zedong\tPER\nZhou Enlai\tPER\n");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        let opened = place.open();
                        assert_eq!((found(&opened), opened.notes.len()), (2, 0));
                    }
                });
            }
        });
        assert_eq!(place.packs().len(), 1);
        assert!(place.open().cached);
    }

    #[test]
    fn only_the_files_used_last_are_kept() {
        let place = place("");
        for number in 0..12 {
            fs::write(&place.file, format!("name\ttype\nName{number}\tPER\n")).unwrap();
            place.open();
        }
        assert_eq!(place.packs().len(), KEPT);
        assert!(place.open().cached, "the newest must be among them");
        drop(place.folder);
    }

    #[test]
    fn the_shipped_lists_come_from_the_cache_too() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        let first = open(true, &[], Some(&cache)).unwrap();
        let second = open(true, &[], Some(&cache)).unwrap();
        assert!(!first.cached && second.cached);
        assert_eq!(first.gazetteer.index, second.gazetteer.index);
        assert_eq!(first.gazetteer.entries, second.gazetteer.entries);
        assert_eq!(second.gazetteer.digests(), Gazetteer::builtin().digests());
    }
}
