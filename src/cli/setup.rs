//! What `tag` and `batch` share: loading lists and model, and the record of the run.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::exit::Fatal;
use super::say;
use crate::files::ReadOptions;
use crate::gazetteer::{self, Cache, Gazetteer};
use crate::inputs::InputFormat;
use crate::output::Format;
use crate::pipeline::{GazetteerInfo, ModelInfo, Options, Pipeline, RunInfo};
use crate::tagger::{Backend, Model, Precision, Tagger};
use crate::{aliases, dates};

/// Names the folder that holds the default model.
const MODEL_VARIABLE: &str = "ONOMAST_MODEL";

/// Options of the stages.
#[derive(Debug, Args)]
pub(super) struct StageArgs {
    /// Add a list of your own names (TSV or JSONL); it wins over ours. May be given again
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// Leave out the lists that onomast ships
    #[arg(long)]
    no_builtin: bool,
    /// Folder for compiled lists, so that they load faster the next time [default: the platform's
    /// folder for caches; or $ONOMAST_CACHE]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Compile the lists anew, and keep nothing
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
    /// Folder of the tagger's model, or the name of a shipped one [default: the shipped one; or $ONOMAST_MODEL]
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// Engine that runs the model
    #[arg(long, value_enum, default_value_t = BackendArg::Native)]
    backend: BackendArg,
    /// What the native engine computes with: bytes are faster, f32 is the reference
    #[arg(long, value_enum, default_value_t = PrecisionArg::Int8)]
    precision: PrecisionArg,
    /// Let every word go through all layers of the model, as other tools would: slower
    #[arg(long)]
    no_gate: bool,
    /// Tell on standard error where the time went
    #[arg(long)]
    timings: bool,
    /// Leave out the transformer tagger: lists and date grammar alone
    #[arg(long, conflicts_with_all = ["model", "backend"])]
    no_tagger: bool,
    /// Which expressions count as dates
    #[arg(long, value_enum, default_value_t = ScopeArg::Calendar)]
    dates: ScopeArg,
    /// When the paper was published (YYYY, YYYY-MM or YYYY-MM-DD): the last resort for dates
    /// without a year
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    #[command(flatten)]
    read: ReadArgs,
}

/// How texts are read.
#[derive(Clone, Debug, Args)]
struct ReadArgs {
    /// Read texts that are not UTF-8 with U+FFFD in the bad places, and NULs as blanks
    #[arg(long)]
    lossy: bool,
    /// Refuse texts larger than this
    #[arg(long, value_name = "BYTES", default_value_t = crate::files::DEFAULT_MAX_BYTES)]
    max_bytes: u64,
    /// What the papers are [default: told from content and extension]
    #[arg(long, value_enum, value_name = "FORMAT")]
    input_format: Option<InputFormat>,
    /// Write each text as it was read, which is what offsets count in, as ID.txt into this folder
    #[arg(long, value_name = "DIR")]
    text_out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BackendArg {
    /// Pure Rust, nothing to install
    Native,
    /// libtorch through rust-bert (needs the cargo feature `rust-bert`)
    RustBert,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PrecisionArg {
    /// 8-bit weights and inputs in the linear maps
    Int8,
    /// 32-bit floating point throughout
    F32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ScopeArg {
    /// Days, months, years, decades, centuries, seasons
    Calendar,
    /// Everything TIMEX3 knows: relative dates, times, durations and sets too
    Timex3,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl ValueEnum for InputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl StageArgs {
    /// How texts are to be read.
    pub(super) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            lossy: self.read.lossy,
            max_bytes: self.read.max_bytes,
            format: self.read.input_format,
        }
    }

    /// Where the texts as they were read go.
    pub(super) fn text_out(&self) -> Option<&Path> {
        self.read.text_out.as_deref()
    }

    /// Loads everything.
    pub(super) fn load(&self) -> Result<(Pipeline, RunInfo), Fatal> {
        let (lists, tagger) = rayon::join(
            || {
                let lists = self.load_gazetteers();
                // The patterns of alias statements take as long to compile as a short paper to read.
                aliases::prepare();
                lists
            },
            || (!self.no_tagger).then(|| self.load_tagger()).transpose(),
        );
        let ((gazetteer, gazetteers), tagger) = (lists?, tagger?);
        let mut options = serde_json::Map::new();
        let mut set = |name: &str, value: serde_json::Value| options.insert(name.to_owned(), value);
        let scope = match self.dates {
            ScopeArg::Calendar => dates::Scope::Calendar,
            ScopeArg::Timex3 => dates::Scope::Timex3,
        };
        set("dates", if scope == dates::Scope::Calendar { "calendar" } else { "timex3" }.into());
        let published = match &self.published {
            Some(text) => {
                set("published", text.as_str().into());
                Some(published_date(text)?)
            }
            None => None,
        };
        if self.read.lossy {
            set("lossy", true.into());
        }
        if !self.no_tagger && self.backend == BackendArg::Native {
            set("precision", self.precision().name().into());
        }
        let info = RunInfo {
            onomast: env!("CARGO_PKG_VERSION").to_owned(),
            model: tagger.as_ref().map(|(_, info)| info.clone()).unwrap_or_default(),
            gazetteers,
            options,
        };
        for note in tagger.iter().flat_map(|(tagger, _)| tagger.notes()) {
            say(format_args!("onomast: note: {note}"));
        }
        let options = Options {
            dates: dates::Options { scope, published },
            aliases: aliases::Options::default(),
        };
        Ok((Pipeline::new(gazetteer, tagger.map(|(tagger, _)| tagger), options), info))
    }
}

/// Where the time went, on standard error.
#[derive(Debug)]
pub(super) struct Timings {
    wanted: bool,
    start: Instant,
    load: Duration,
}

impl Timings {
    /// Says it, where it is wanted.
    pub(super) fn report(&self, pipeline: &Pipeline) {
        if self.wanted {
            let (load, wall) = (self.load.as_secs_f64(), self.start.elapsed().as_secs_f64());
            say(format_args!("onomast: {wall:.3} s by the clock, {load:.3} s of it for loading"));
            say(pipeline.times());
        }
    }
}

impl StageArgs {
    /// Loads everything, by the clock.
    pub(super) fn load_timed(&self) -> Result<(Pipeline, RunInfo, Timings), Fatal> {
        let start = Instant::now();
        let (pipeline, info) = self.load()?;
        let timings = Timings { wanted: self.timings, start, load: start.elapsed() };
        Ok((pipeline, info, timings))
    }

    const fn precision(&self) -> Precision {
        match self.precision {
            PrecisionArg::Int8 => Precision::Int8,
            PrecisionArg::F32 => Precision::F32,
        }
    }

    fn load_gazetteers(&self) -> Result<(Arc<Gazetteer>, Vec<GazetteerInfo>), Fatal> {
        let cache = match &self.cache {
            _ if self.no_cache => None,
            Some(folder) => Some(Cache::new(folder)),
            None => Cache::of_user(),
        };
        let opened = gazetteer::open(!self.no_builtin, &self.gazetteer, cache.as_ref())
            .map_err(Fatal::setup)?;
        for finding in &opened.findings {
            say(format_args!("onomast: note: {finding}"));
        }
        for note in &opened.notes {
            say(format_args!("onomast: note: {note}"));
        }
        let digests = opened.gazetteer.digests().into_iter();
        let infos = digests
            .map(|(name, sha256)| GazetteerInfo { name: name.to_string(), sha256: sha256.into() })
            .collect();
        Ok((Arc::new(opened.gazetteer), infos))
    }

    fn load_tagger(&self) -> Result<(Tagger, ModelInfo), Fatal> {
        let dir = model_folder(self.model.as_deref())?;
        let backend = match self.backend {
            BackendArg::Native => Backend::Native,
            BackendArg::RustBert => Backend::RustBert,
        };
        let model = Model::open(dir).map_err(Fatal::setup)?;
        let model = if self.no_gate { model.without_gates() } else { model };
        let tagger =
            Tagger::with_precision(model, backend, self.precision()).map_err(Fatal::setup)?;
        let model = Some(tagger.name().to_owned());
        let info = ModelInfo { model, model_sha256: Some(tagger.sha256().to_owned()) };
        Ok((tagger, info))
    }
}

/// The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean: a paper speaks of what was before.
fn published_date(text: &str) -> Result<Date, Fatal> {
    let parts: Vec<Option<i16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let date = match parts.as_slice() {
        [Some(year)] => Date::new(*year, 12, 31).ok(),
        [Some(year), Some(month)] => i8::try_from(*month)
            .ok()
            .and_then(|month| Date::new(*year, month, 1).ok())
            .map(Date::last_of_month),
        [Some(_), Some(_), Some(_)] => text.parse().ok(),
        _ => None,
    };
    date.ok_or_else(|| {
        Fatal::message(format!(
            "--published {text}: no such date, expected YYYY, YYYY-MM or YYYY-MM-DD"
        ))
    })
}

/// The model's folder: the one asked for, which may be the name of a shipped one ("default"); else that of
/// `$ONOMAST_MODEL`, or the shipped default.
pub(super) fn model_folder(asked: Option<&Path>) -> Result<PathBuf, Fatal> {
    if let Some(asked) = asked {
        let is_name = asked.components().count() == 1 && !asked.exists();
        let shipped = asked.to_str().filter(|_| is_name).and_then(shipped_model);
        return Ok(shipped.unwrap_or_else(|| asked.to_owned()));
    }
    if let Some(dir) = env::var_os(MODEL_VARIABLE) {
        return Ok(PathBuf::from(dir));
    }
    shipped_model("default").ok_or_else(|| {
        Fatal::message(format!(
            "no model found beside the program: give --model DIR, set {MODEL_VARIABLE}, or use --no-tagger"
        ))
    })
}

/// Where a shipped model lies: beside the program, under `share/onomast` of its installation, or in
/// the source tree it was built from.
fn shipped_model(name: &str) -> Option<PathBuf> {
    let exe = env::current_exe().ok();
    let beside = exe.as_deref().and_then(Path::parent);
    let roots = [
        beside.map(|dir| dir.join("models")),
        beside.map(|dir| dir.join("../share/onomast/models")),
        Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("models")),
    ];
    let mut folders = roots.into_iter().flatten().map(|root| root.join(name));
    folders.find(|dir| dir.join("config.json").is_file())
}
