//! `onomast eval`: scores predictions against gold labels.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::eval::load::{Format, LoadOptions, load, training_surfaces};
use crate::eval::{
    EvalError, GoldDocument, Label, Options, Pairing, Report, compare, evaluate, pair, render,
};

/// Score predictions against gold labels
#[derive(Args, Clone, Debug)]
pub struct EvalArgs {
    /// Gold labels: a file, or a folder of files
    #[arg(long, value_name = "GOLD")]
    pub gold: PathBuf,

    /// Predictions for the same documents: a file or a folder; - is standard input
    #[arg(long, value_name = "PRED", required_unless_present = "compare")]
    pub pred: Option<PathBuf>,

    /// Two predictions: say which of their differences hold
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["pred", "html", "errors"])]
    pub compare: Vec<PathBuf>,

    /// A table for people, JSON for machines
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,

    /// List every miss, every spurious and every wrong mention in context
    #[arg(long)]
    pub errors: bool,

    /// Write a page with gold and prediction side by side in the text
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// Format of the gold labels [default: told from name and content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub gold_format: Option<InputFormat>,

    /// Format of the predictions [default: told from name and content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub pred_format: Option<InputFormat>,

    /// Where the types are: column number (CoNLL), column name (HIPE), feature (WebAnno)
    #[arg(long)]
    pub column: Option<String>,

    /// The text the labels are of: a file, or a folder with one file a document
    #[arg(long, value_name = "TEXT")]
    pub text: Option<PathBuf>,

    /// Types to score [default: PER, ORG, LOC, DATE and whatever else the gold has]
    #[arg(long, value_delimiter = ',', value_name = "TYPE")]
    pub types: Vec<String>,

    /// Rename a type on both sides; with nothing behind the sign, drop it
    #[arg(long, value_name = "FROM=TO")]
    pub map: Vec<String>,

    /// Names seen in training (a list, or labels in any format): score seen and unseen ones apart
    #[arg(long, value_name = "FILE")]
    pub seen: Option<PathBuf>,

    /// How often to resample the documents for confidence intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub resamples: usize,

    /// Seed of the resampling
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// The form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A table for people.
    Table,
    /// JSON for machines.
    Json,
}

/// The form of gold labels and predictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// onomast JSON.
    Json,
    /// onomast JSON, one document a line.
    Jsonl,
    /// CoNLL columns: IOB1, IOB2, BIOES, BILOU or bare tags.
    Conll,
    /// HIPE TSV.
    Hipe,
    /// brat standoff.
    Brat,
    /// WebAnno TSV 3.
    Webanno,
    /// CoNLL-2011/2012 coreference.
    Coref,
    /// Marked-up text.
    Markup,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Json => Self::Json,
            InputFormat::Jsonl => Self::Jsonl,
            InputFormat::Conll => Self::Conll,
            InputFormat::Hipe => Self::Hipe,
            InputFormat::Brat => Self::Brat,
            InputFormat::Webanno => Self::WebAnno,
            InputFormat::Coref => Self::Coref,
            InputFormat::Markup => Self::Markup,
        }
    }
}

/// Runs the command and writes the report to `out`.
///
/// # Errors
/// Files that cannot be read or are not of the same texts; options that contradict each other.
pub fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<(), EvalError> {
    let map = args.map.iter().map(|rule| renaming(rule)).collect::<Result<Vec<_>, _>>()?;
    let read = |path: &Path, format: Option<InputFormat>| {
        let mut documents = load(path, &load_options(args, format))?;
        for (from, to) in &map {
            rename(&mut documents, from, to.as_ref());
        }
        Ok::<_, EvalError>(documents)
    };
    let gold = read(&args.gold, args.gold_format)?;
    let options = Options {
        types: (!args.types.is_empty())
            .then(|| args.types.iter().map(|name| Label::from(name.trim())).collect()),
        training: args
            .seen
            .as_deref()
            .map(|path| training_surfaces(path, &LoadOptions::default()))
            .transpose()?,
        resamples: args.resamples,
        seed: args.seed,
        list_mistakes: args.errors,
    };

    if let [a, b] = args.compare.as_slice() {
        let a = pair(&gold, read(a, args.pred_format)?)?;
        let b = pair(&gold, read(b, args.pred_format)?)?;
        let mut comparison = compare(&a.pairs(&gold), &b.pairs(&gold), &options);
        note(&mut comparison.a, a);
        note(&mut comparison.b, b);
        return written(match args.format {
            OutputFormat::Table => render::comparison(&comparison, out),
            OutputFormat::Json => json(&comparison, out),
        });
    }

    let Some(pred) = &args.pred else {
        return Err(EvalError::Usage("either --pred or --compare is needed".to_owned()));
    };
    let pairing = pair(&gold, read(pred, args.pred_format)?)?;
    let pairs = pairing.pairs(&gold);
    let mut report = evaluate(&pairs, &options);
    if let Some(path) = &args.html {
        let mut page = Vec::new();
        render::html(&report, &pairs, &mut page)
            .and_then(|()| std::fs::write(path, page))
            .map_err(|source| EvalError::Write { path: path.clone(), source })?;
    }
    note(&mut report, pairing);
    written(match args.format {
        OutputFormat::Table => render::table(&report, out),
        OutputFormat::Json => json(&report, out),
    })
}

fn load_options(args: &EvalArgs, format: Option<InputFormat>) -> LoadOptions {
    LoadOptions {
        format: format.map(Format::from),
        column: args.column.clone(),
        text: args.text.clone(),
    }
}

/// Puts what pairing found into the report.
fn note(report: &mut Report, pairing: Pairing) {
    report.documents.extra = pairing.extra;
    report.warnings.extend(pairing.warnings);
}

/// `FROM=TO`; nothing behind the sign drops the type.
fn renaming(rule: &str) -> Result<(Label, Option<Label>), EvalError> {
    let Some((from, to)) = rule.split_once('=') else {
        return Err(EvalError::Usage(format!("--map: expected FROM=TO, found {rule:?}")));
    };
    let to = Some(to.trim()).filter(|to| !to.is_empty()).map(Label::from);
    Ok((Label::from(from.trim()), to))
}

fn rename(documents: &mut [GoldDocument], from: &Label, to: Option<&Label>) {
    for document in documents {
        match to {
            None => document.mentions.retain(|m| m.label != *from),
            Some(to) => {
                for mention in document.mentions.iter_mut().filter(|m| m.label == *from) {
                    mention.label = to.clone();
                }
            }
        }
    }
}

fn json(value: &impl serde::Serialize, out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// A reader that has seen enough (`| head`) is no error.
fn written(result: std::io::Result<()>) -> Result<(), EvalError> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
    .map_err(|source| EvalError::Write { path: PathBuf::from("standard output"), source })
}
