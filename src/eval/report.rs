//! Scores a corpus and puts every number into one value.

use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::bootstrap::{Difference, Formula, Interval, Metric, Sample};
use super::breakdown::{NOISE_BINS, SurfaceSet, decade, noise_bin};
use super::clusters::ClusterScores;
use super::corpus::{DocumentTallies, GroupTally, LabelTable, SpanTallies};
use super::dates::DateScores;
use super::document::{GoldDocument, Label};
use super::mistakes::{Mistake, mistakes};
use super::spans::{BoundaryError, Measure, Outcomes};
use super::tally::{Mean, Score};
use crate::entity::EntityKind;

/// A gold document with what was predicted for it.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The gold labels.
    pub gold: &'a GoldDocument,
    /// The prediction; without one everything in the gold is missed.
    pub predicted: Option<&'a GoldDocument>,
}

/// What is scored and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The types that are scored. By default the four kinds and every other type the gold has;
    /// predicted mentions of other types are then left out and counted in
    /// [`Report::unscored_types`].
    pub types: Option<Vec<Label>>,
    /// Surface forms of a training set, for the breakdown into seen and unseen names.
    pub training: Option<SurfaceSet>,
    /// Resamples of the documents for confidence intervals; 0 for none.
    pub resamples: usize,
    /// Seed of the resampling.
    pub seed: u64,
    /// Whether to list every mistake.
    pub list_mistakes: bool,
}

/// A small ordered table, written as a JSON object.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Table<K, V> {
    /// The entry under `key`.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }
}

impl<K: Serialize, V: Serialize> Serialize for Table<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Every score of a prediction against its gold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Version of this report's form.
    pub schema_version: &'static str,
    /// What was compared.
    pub documents: Documents,
    /// The types that were scored.
    pub types: Vec<Label>,
    /// Predicted mentions left out because the gold has no such type.
    pub unscored_types: Table<Label, usize>,
    /// Where the mentions are.
    pub spans: Spans,
    /// What the dates are.
    pub dates: DateScores,
    /// Who is who.
    pub clusters: Clusters,
    /// The same, for groups of mentions and documents.
    pub breakdown: Breakdown,
    /// Confidence intervals of the main scores, from resampled documents.
    pub intervals: Table<String, Interval>,
    /// Everything that is wrong, if asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<Mistake>,
    /// What a reader of the numbers has to know.
    pub warnings: Vec<String>,
}

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Documents {
    /// Gold documents, all of which count.
    pub gold: usize,
    /// Gold documents with a prediction.
    pub paired: usize,
    /// Gold documents without a prediction; everything in them counts as missed.
    pub missing: Vec<String>,
    /// Predicted documents the gold does not know; left out.
    pub extra: Vec<String>,
    /// The main scores of each document.
    pub each: Vec<DocumentScores>,
}

/// The main scores of one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentScores {
    /// Its identifier.
    pub id: String,
    /// Same bounds and type.
    pub strict: Score,
    /// Overlap and same type.
    pub fuzzy: Score,
    /// Mean F1 of MUC, B³ and CEAFe on the mentions as predicted.
    pub conll: f64,
}

/// Span scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spans {
    /// Same bounds and type.
    pub strict: MeasureScores,
    /// Same bounds.
    pub exact: MeasureScores,
    /// Same bounds, or half credit for an overlap.
    pub partial: MeasureScores,
    /// Overlap and same type.
    #[serde(rename = "type")]
    pub by_type_only: MeasureScores,
    /// The names HIPE gives to two of them.
    pub hipe: Hipe,
    /// Gold types against predicted types.
    pub confusion: Confusion,
    /// Where the prediction went wrong.
    pub errors: Errors,
}

/// One span measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureScores {
    /// Over all mentions.
    pub micro: Score,
    /// How the mentions came out.
    pub outcomes: Outcomes,
    /// Every type weighs the same.
    pub macro_by_type: Mean,
    /// Every document weighs the same.
    pub macro_by_document: Mean,
    /// Type by type.
    pub by_type: Table<Label, Score>,
}

/// The two regimes of the HIPE shared tasks: `strict` is [`Spans::strict`], `fuzzy` is
/// [`Spans::by_type_only`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hipe {
    /// Same bounds and type.
    pub strict: HipeScores,
    /// Overlap and same type.
    pub fuzzy: HipeScores,
}

/// One HIPE regime.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HipeScores {
    /// Over all mentions.
    pub micro: Score,
    /// Every document weighs the same; precision leaves out documents without prediction, recall
    /// those without gold, F1 those without either.
    #[serde(rename = "macro")]
    pub by_document: Mean,
}

/// Gold types against predicted types, over the one-to-one alignment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Confusion {
    /// Rows by gold type, the last one `none` (spurious mentions); in each row a count by predicted
    /// type, the last one `none` (missed mentions).
    pub rows: Table<String, Table<String, usize>>,
}

/// Counts of what went wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Errors {
    /// Bounds and type right.
    pub correct: usize,
    /// Bounds right, type wrong.
    pub wrong_type: usize,
    /// Type right, bounds wrong.
    pub wrong_bounds: usize,
    /// Overlap, with type and bounds wrong.
    pub wrong_type_and_bounds: usize,
    /// Gold mentions aligned with nothing.
    pub missed: usize,
    /// Predicted mentions aligned with nothing.
    pub spurious: usize,
    /// Of the spurious: pieces of a gold mention that another prediction is aligned with.
    pub split: usize,
    /// Of the missed: mentions swallowed by a prediction aligned with another one.
    pub merged: usize,
    /// How wrong bounds are wrong.
    pub bounds: Table<BoundaryError, usize>,
}

/// Cluster scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clusters {
    /// On the mentions as predicted.
    pub system: ClusterScores,
    /// On the gold mentions.
    pub gold: ClusterScores,
    /// On the mentions both sides have.
    pub common: ClusterScores,
    /// Type by type, on the mentions as predicted.
    pub by_type: Table<Label, ClusterScores>,
    /// Pairs of different names of one entity.
    pub aliases: Score,
}

/// Strict and fuzzy scores of one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// Same bounds and type.
    pub strict: Score,
    /// Overlap and same type.
    pub fuzzy: Score,
}

impl From<GroupTally> for Group {
    fn from(tally: GroupTally) -> Self {
        Self { strict: tally.strict.into(), fuzzy: tally.fuzzy.into() }
    }
}

/// Scores of groups; a table stays empty where nothing is known of the groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Breakdown {
    /// Names that were in the training list, and names that were not.
    pub surface: Table<&'static str, Group>,
    /// Documents by decade.
    pub decade: Table<String, Group>,
    /// Documents by how damaged their text is.
    pub document_noise: Table<&'static str, Group>,
    /// Mentions by how damaged their text is.
    pub mention_noise: Table<&'static str, Group>,
}

/// Scores one prediction against the gold of the same document.
///
/// ```
/// use onomast::entity::EntityKind::{Person, Place};
/// use onomast::eval::{self, GoldDocument, GoldMention};
///
/// let mut gold = GoldDocument::default();
/// gold.mentions = vec![GoldMention::new(0, 4, Person), GoldMention::new(9, 15, Place)];
/// let mut predicted = GoldDocument::default();
/// predicted.mentions = vec![GoldMention::new(0, 4, Person)];
///
/// let strict = eval::score(&gold, &predicted).spans.strict.micro;
/// assert_eq!((strict.precision, strict.recall), (1.0, 0.5));
/// ```
pub fn score(gold: &GoldDocument, predicted: &GoldDocument) -> Report {
    evaluate(&[Pair { gold, predicted: Some(predicted) }], &Options::default())
}

/// Scores a corpus. Documents are independent, so they are scored in parallel.
pub fn evaluate(pairs: &[Pair<'_>], options: &Options) -> Report {
    let scored = Tallied::new(pairs, options);
    let intervals = if options.resamples > 0 && pairs.len() > 1 {
        let sample = scored.sample();
        let intervals = sample.intervals(options.resamples, options.seed);
        Table(sample.metrics.into_iter().map(|m| m.name).zip(intervals).collect())
    } else {
        Table::default()
    };
    scored.report(pairs, options, intervals)
}

/// Two predictions for the same gold, with which of their differences hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of this report's form.
    pub schema_version: &'static str,
    /// Documents that were drawn from.
    pub documents: usize,
    /// How often they were drawn.
    pub resamples: usize,
    /// Each score of both, and the difference.
    pub differences: Table<String, Difference>,
    /// The first prediction's scores.
    pub a: Report,
    /// The second prediction's scores.
    pub b: Report,
}

/// Compares two predictions of the same gold documents, given in the same order.
pub fn compare(a: &[Pair<'_>], b: &[Pair<'_>], options: &Options) -> Comparison {
    let (scored_a, scored_b) = (Tallied::new(a, options), Tallied::new(b, options));
    let sample = scored_a.sample();
    let differences = sample.differences(&scored_b.sample(), options.resamples, options.seed);
    Comparison {
        schema_version: "1",
        documents: a.len(),
        resamples: options.resamples,
        differences: Table(sample.metrics.into_iter().map(|m| m.name).zip(differences).collect()),
        a: scored_a.report(a, options, Table::default()),
        b: scored_b.report(b, options, Table::default()),
    }
}

/// The counts of every document of a corpus.
struct Tallied {
    labels: LabelTable,
    documents: Vec<DocumentTallies>,
}

impl Tallied {
    /// The counts from which resamples are made, and the scores to make of them.
    fn sample(&self) -> Sample {
        let rows = self
            .documents
            .iter()
            .map(|d| {
                let [strict, exact, partial, by_type] = d.all.tallies;
                let c = &d.clusters[0];
                let mut row = vec![strict, exact, partial, by_type];
                row.extend([d.dates.strict, d.dates.relaxed]);
                row.extend([d.dates.value, d.dates.value_and_modifier]);
                row.extend([c.muc, c.b_cubed, c.ceaf_m, c.ceaf_e, c.lea, c.links, c.non_links]);
                row.push(d.aliases);
                row.extend(d.by_label.iter().map(|l| l.tallies[Measure::Strict as usize]));
                row
            })
            .collect();
        let names = [
            "spans.strict",
            "spans.exact",
            "spans.partial",
            "spans.type",
            "dates.strict",
            "dates.relaxed",
            "dates.value",
            "dates.value_and_modifier",
            "clusters.muc",
            "clusters.b_cubed",
            "clusters.ceaf_m",
            "clusters.ceaf_e",
            "clusters.lea",
            "clusters.links",
        ];
        let f1 = |name: String, slot| Metric { name, formula: Formula::F1(slot) };
        let mut metrics: Vec<Metric> =
            names.iter().enumerate().map(|(slot, name)| f1((*name).to_owned(), slot)).collect();
        let slot = |name: &str| names.iter().position(|n| *n == name).unwrap_or_default();
        let (muc, b_cubed) = (slot("clusters.muc"), slot("clusters.b_cubed"));
        metrics.push(Metric {
            name: "clusters.blanc".to_owned(),
            formula: Formula::Blanc([slot("clusters.links"), names.len(), b_cubed]),
        });
        metrics.push(Metric {
            name: "clusters.conll".to_owned(),
            formula: Formula::MeanF1([muc, b_cubed, slot("clusters.ceaf_e")]),
        });
        metrics.push(f1("clusters.aliases".to_owned(), names.len() + 1));
        for (i, label) in self.labels.labels().iter().enumerate() {
            metrics.push(f1(format!("spans.strict.{label}"), names.len() + 2 + i));
        }
        Sample { metrics, rows }
    }
}

impl Tallied {
    fn new(pairs: &[Pair<'_>], options: &Options) -> Self {
        let labels = LabelTable::new(options.types.as_deref(), pairs.iter().map(|p| p.gold));
        let documents = pairs
            .par_iter()
            .map(|p| DocumentTallies::new(p.gold, p.predicted, &labels, options.training.as_ref()))
            .collect();
        Self { labels, documents }
    }

    fn report(
        &self,
        pairs: &[Pair<'_>],
        options: &Options,
        intervals: Table<String, Interval>,
    ) -> Report {
        let mut total = DocumentTallies::default();
        for document in &self.documents {
            total += document;
        }
        // An empty corpus still has its types.
        total.by_label.resize(self.labels.labels().len(), SpanTallies::default());
        let documents = Documents {
            gold: pairs.len(),
            paired: pairs.iter().filter(|p| p.predicted.is_some()).count(),
            missing: pairs
                .iter()
                .filter(|p| p.predicted.is_none())
                .map(|p| p.gold.id.clone())
                .collect(),
            extra: Vec::new(),
            each: pairs.iter().zip(&self.documents).map(|(p, t)| document(p.gold, t)).collect(),
        };
        let [system, gold, common] = total.clusters.map(|c| c.scores());
        Report {
            schema_version: "1",
            documents,
            types: self.labels.labels().to_vec(),
            unscored_types: Table(total.untyped.clone().into_iter().collect()),
            spans: self.spans(&total),
            dates: total.dates.scores(),
            clusters: Clusters {
                system,
                gold,
                common,
                by_type: Table(
                    self.labels
                        .labels()
                        .iter()
                        .zip(&total.clusters_by_label)
                        .filter(|(label, _)| **label != Label::Kind(EntityKind::Date))
                        .map(|(label, tallies)| (label.clone(), tallies.scores()))
                        .collect(),
                ),
                aliases: total.aliases.into(),
            },
            breakdown: self.breakdown(&total, pairs, options),
            intervals,
            mistakes: if options.list_mistakes {
                pairs.par_iter().flat_map_iter(|pair| mistakes(pair, &self.labels)).collect()
            } else {
                Vec::new()
            },
            warnings: warnings(&total),
        }
    }

    fn spans(&self, total: &DocumentTallies) -> Spans {
        let strict = self.measure(total, Measure::Strict);
        let fuzzy = self.measure(total, Measure::Type);
        let hipe = |scores: &MeasureScores, measure: Measure| HipeScores {
            micro: scores.micro,
            by_document: Mean::lenient(
                self.documents.iter().map(|d| d.all.tallies[measure as usize]),
            ),
        };
        Spans {
            hipe: Hipe {
                strict: hipe(&strict, Measure::Strict),
                fuzzy: hipe(&fuzzy, Measure::Type),
            },
            strict,
            exact: self.measure(total, Measure::Exact),
            partial: self.measure(total, Measure::Partial),
            by_type_only: fuzzy,
            confusion: self.confusion(total),
            errors: Errors {
                correct: total.errors.correct,
                wrong_type: total.errors.type_only,
                wrong_bounds: total.errors.bounds_only,
                wrong_type_and_bounds: total.errors.type_and_bounds,
                missed: total.errors.missed,
                spurious: total.errors.spurious,
                split: total.errors.split,
                merged: total.errors.merged,
                bounds: Table(total.errors.bounds.iter().map(|(c, n)| (*c, *n)).collect()),
            },
        }
    }

    fn measure(&self, total: &DocumentTallies, measure: Measure) -> MeasureScores {
        let slot = measure as usize;
        let of = |tallies: &SpanTallies| tallies.tallies[slot];
        MeasureScores {
            micro: of(&total.all).into(),
            outcomes: total.all.outcomes[slot],
            macro_by_type: Mean::of(total.by_label.iter().map(of)),
            macro_by_document: Mean::of(self.documents.iter().map(|d| of(&d.all))),
            by_type: Table(
                self.labels
                    .labels()
                    .iter()
                    .zip(&total.by_label)
                    .map(|(label, tallies)| (label.clone(), of(tallies).into()))
                    .collect(),
            ),
        }
    }

    fn confusion(&self, total: &DocumentTallies) -> Confusion {
        let names: Vec<String> = self
            .labels
            .labels()
            .iter()
            .map(ToString::to_string)
            .chain(["none".to_owned()])
            .collect();
        let rows = names.iter().zip(total.confusion.chunks(names.len())).map(|(name, counts)| {
            (name.clone(), Table(names.iter().cloned().zip(counts.iter().copied()).collect()))
        });
        Confusion { rows: Table(rows.collect()) }
    }

    fn breakdown(
        &self,
        total: &DocumentTallies,
        pairs: &[Pair<'_>],
        options: &Options,
    ) -> Breakdown {
        let mut breakdown = Breakdown::default();
        if options.training.is_some() {
            let groups = ["seen", "unseen"].into_iter().zip(total.seen);
            breakdown.surface = Table(groups.map(|(name, tally)| (name, tally.into())).collect());
        }
        let mut decades = std::collections::BTreeMap::<i32, GroupTally>::new();
        let mut noise = [None::<GroupTally>; NOISE_BINS.len()];
        for (pair, document) in pairs.iter().zip(&self.documents) {
            let group = GroupTally {
                strict: document.all.tallies[Measure::Strict as usize],
                fuzzy: document.all.tallies[Measure::Type as usize],
            };
            if let Some(year) = pair.gold.year {
                *decades.entry(year.div_euclid(10) * 10).or_default() += group;
            }
            if let Some(level) = pair.gold.noise
                && let Some(slot) = noise.get_mut(noise_bin(level))
            {
                *slot.get_or_insert_default() += group;
            }
        }
        breakdown.decade =
            Table(decades.into_iter().map(|(year, tally)| (decade(year), tally.into())).collect());
        let bins = NOISE_BINS.iter().map(|bin| bin.1);
        breakdown.document_noise = Table(
            bins.clone()
                .zip(noise)
                .filter_map(|(name, tally)| Some((name, tally?.into())))
                .collect(),
        );
        breakdown.mention_noise = Table(
            bins.zip(total.noise)
                .filter(|(_, tally)| !tally.strict.is_empty())
                .map(|(name, tally)| (name, tally.into()))
                .collect(),
        );
        breakdown
    }
}

fn document(gold: &GoldDocument, tallies: &DocumentTallies) -> DocumentScores {
    DocumentScores {
        id: gold.id.clone(),
        strict: tallies.all.tallies[Measure::Strict as usize].into(),
        fuzzy: tallies.all.tallies[Measure::Type as usize].into(),
        conll: tallies.clusters[0].conll(),
    }
}

fn warnings(total: &DocumentTallies) -> Vec<String> {
    let mut warnings = Vec::new();
    for (side, repeated) in ["gold", "prediction"].into_iter().zip(total.repeated) {
        if repeated > 0 {
            warnings.push(format!(
                "the {side} lists {repeated} mentions more than once (same place and type); each \
                 counts once"
            ));
        }
    }
    if !total.untyped.is_empty() {
        let types: Vec<String> =
            total.untyped.iter().map(|(label, count)| format!("{label} ({count})")).collect();
        warnings.push(format!(
            "predicted mentions of types that are not scored were left out: {}",
            types.join(", ")
        ));
    }
    warnings
}
