//! Where the time of a run goes.

use std::fmt;
use std::time::Duration;

use crate::stopwatch::Stopwatch;
use crate::tagger::TaggerTimes;

/// Counts the time of the stages that the pipeline runs itself.
#[derive(Debug, Default)]
pub(super) struct Clock {
    pub(super) text: Stopwatch,
    pub(super) gazetteer: Stopwatch,
    pub(super) dates: Stopwatch,
    pub(super) fuse: Stopwatch,
    pub(super) aliases: Stopwatch,
}

/// Time spent in each stage so far, added up over all threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The clean view, paragraphs, sentences, tokens.
    pub text: Duration,
    /// The search for names of the lists.
    pub gazetteer: Duration,
    /// The date grammar.
    pub dates: Duration,
    /// The transformer tagger; `None` where it is left out.
    pub tagger: Option<TaggerTimes>,
    /// From candidates to mentions.
    pub fuse: Duration,
    /// From mentions to entities.
    pub aliases: Duration,
}

impl Clock {
    pub(super) fn read(&self, tagger: Option<TaggerTimes>) -> Times {
        Times {
            text: self.text.read(),
            gazetteer: self.gazetteer.read(),
            dates: self.dates.read(),
            tagger,
            fuse: self.fuse.read(),
            aliases: self.aliases.read(),
        }
    }
}

impl Times {
    /// Each stage by name, in the order they run.
    pub fn stages(&self) -> Vec<(&'static str, Duration)> {
        let mut stages =
            vec![("text", self.text), ("gazetteers", self.gazetteer), ("dates", self.dates)];
        if let Some(tagger) = self.tagger {
            stages.push(("tagger: pieces", tagger.pieces));
            if let Some(engine) = tagger.engine {
                stages.push(("tagger: linear maps", engine.linear));
                stages.push(("tagger: attention", engine.attention));
                stages.push(("tagger: embeddings, norms", engine.norm));
            }
            stages.push(("tagger: decoding", tagger.decode));
        }
        stages.extend([("fusion", self.fuse), ("aliases", self.aliases)]);
        stages
    }
}

/// A table, one stage a line, with its share of the whole.
impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stages = self.stages();
        let whole: f64 = stages.iter().map(|(_, time)| time.as_secs_f64()).sum();
        for (name, time) in stages {
            let seconds = time.as_secs_f64();
            let share = 100.0 * seconds / whole.max(f64::MIN_POSITIVE);
            writeln!(f, "  {name:26}{seconds:9.3} s {share:5.1} %")?;
        }
        write!(f, "  {:26}{whole:9.3} s", "all stages, all threads")
    }
}
