//! The grammar: rules as data, one file per family of expressions.
//!
//! A [`Rule`] is a name, an example (run as a test), a [pattern](super::pattern) and a small
//! function from what the pattern caught to a [`Meaning`]. Rules know nothing of the text around
//! them, except for their guard; years that the expression leaves out are filled in later, by
//! [`super::timeline`].

mod centuries;
mod days;
mod decades;
mod durations;
mod eras;
mod feasts;
mod halves;
mod lists;
mod meaning;
mod months;
mod parts;
mod ranges;
mod references;
mod relative;
mod seasons;
mod sets;
mod times;
mod uncertain;
mod weekdays;
mod years;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

pub(super) use meaning::{
    Amount, Base, Inside, Join, Meaning, Piece, Point, Relative, Shape, Target, TimeOf, YearRef,
};

use super::lexer::{Gap, Token, class, unit_of};
use super::lexicon::unit::Unit;
use super::lexicon::{Lexicon, ShortHash};
use super::pattern::{Captures, MAX_DEPTH, Program};
use super::value::{Modifier, Scope};

/// Families that patterns can refer to, and the order in which rules are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Day,
    Month,
    Year,
    Decade,
    Century,
    Season,
    /// Halves and quarters.
    Half,
    /// A counted part of a period, as a part of it.
    Counted,
    /// The same, as a length.
    CountedLength,
    /// A period with a part of it named: "early July".
    Part,
    /// Ranges and lists whose pieces share words.
    Joined,
    /// Reckoned from another date: "three days later".
    Relative,
    Weekday,
    /// Christmas, Easter.
    Feast,
    Duration,
    Time,
    Set,
    /// "now", "recently".
    Reference,
    /// A helper of other rules, never an expression of its own.
    Inner,
    /// Any of the calendar groups but `Joined`.
    Period,
    /// A day, month or season, with or without a part of it.
    Shared,
}

impl Group {
    /// The group of this name in a pattern.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "season" => Self::Season,
            "half" => Self::Half,
            "part" => Self::Part,
            "relative" => Self::Relative,
            "weekday" => Self::Weekday,
            "feast" => Self::Feast,
            "duration" => Self::Duration,
            "inner" => Self::Inner,
            "period" => Self::Period,
            "shared" => Self::Shared,
            _ => return None,
        })
    }

    /// Whether expressions of this group stand in this scope. A period counted out of another
    /// ("the first ten months of 1915") is a part of it in the one, a length in the other.
    pub(super) const fn is_in(self, scope: Scope) -> bool {
        match self {
            Self::Inner => false,
            Self::Counted => matches!(scope, Scope::Calendar),
            Self::CountedLength | Self::Feast => matches!(scope, Scope::Timex3),
            _ => true,
        }
    }

    /// The plain groups it stands for.
    const fn members(self) -> &'static [Group] {
        match self {
            Self::Day => &[Self::Day],
            Self::Month => &[Self::Month],
            Self::Year => &[Self::Year],
            Self::Decade => &[Self::Decade],
            Self::Century => &[Self::Century],
            Self::Season => &[Self::Season],
            Self::Half => &[Self::Half],
            Self::Counted => &[Self::Counted],
            Self::CountedLength => &[Self::CountedLength],
            Self::Part => &[Self::Part],
            Self::Joined => &[Self::Joined],
            Self::Relative => &[Self::Relative],
            Self::Weekday => &[Self::Weekday],
            Self::Feast => &[Self::Feast],
            Self::Duration => &[Self::Duration],
            Self::Time => &[Self::Time],
            Self::Set => &[Self::Set],
            Self::Reference => &[Self::Reference],
            Self::Inner => &[Self::Inner],
            Self::Period => &[
                Self::Day,
                Self::Month,
                Self::Year,
                Self::Decade,
                Self::Century,
                Self::Season,
                Self::Half,
                Self::Part,
            ],
            Self::Shared => &[Self::Day, Self::Month, Self::Season, Self::Part],
        }
    }
}

/// Which check of the surroundings an expression must pass to stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// None: the words are enough.
    Free,
    /// A bare year could be a quantity, a page, a house number.
    Year,
    /// Two numbers could be pages.
    YearRange,
    /// A bare month could be a name, a verb, an event.
    Month,
    /// A day and month, where the number may belong to something else.
    Day,
    /// A part of a decade could be an age, and the year in it a quantity.
    Part,
    /// A decade in words could be an age.
    DecadeWord,
    /// A year that a scan has damaged.
    Damaged,
    /// "the 12th" must be a day, not a regiment.
    Ordinal,
    /// A season without a year could be a verb or a spring of water.
    Season,
    /// A bare duration, or a quantity in which the unit is an attribute.
    Duration,
    /// A part of the day alone.
    DayPart,
    /// No noun may follow: "the past", "two days before".
    Alone,
    /// Only in news, where such a word points to the day of writing.
    News,
    /// "soon", but not "as soon as".
    Soon,
    /// Only in stories.
    Story,
    /// Only in stories, behind a preposition: "at the time".
    StoryTime,
    /// Behind a preposition of time.
    Behind,
    /// Units without a number need a preposition of time.
    BareUnits,
    /// Hours and minutes in figures, not a verse or a score.
    Clock,
    /// A feast, not a tree or a rising named after it.
    Feast,
    /// "now", but not the word that only opens a sentence.
    Now,
}

/// One rule of the grammar.
pub(super) struct Rule {
    /// Its name, as it stands in [`DateMention::rule`](super::DateMention::rule).
    pub(super) name: &'static str,
    /// Its group.
    pub(super) group: Group,
    /// A text in which it applies, marked up with the span and value of the narrower scope that
    /// finds it.
    pub(super) example: &'static str,
    /// What it matches.
    pub(super) pattern: &'static str,
    /// What the surroundings must be.
    pub(super) guard: Guard,
    /// Reads the match; `None` where the words match but mean nothing.
    pub(super) build: fn(&Found<'_>) -> Option<Meaning>,
}

/// A match, for the rule's reader.
pub(super) struct Found<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) captures: &'a Captures,
}

impl Found<'_> {
    /// The first token caught under this letter.
    fn token(&self, name: char) -> Option<&Token> {
        self.tokens.get(self.captures.get(name)?.start)
    }

    /// The number of the first token caught under this letter.
    fn value(&self, name: char) -> Option<i32> {
        self.token(name).map(|t| t.value)
    }

    /// The same as a small number.
    fn small(&self, name: char) -> Option<u8> {
        self.value(name).and_then(|v| u8::try_from(v).ok())
    }

    /// The unit caught under this letter.
    fn unit(&self, name: char) -> Option<Unit> {
        self.token(name).and_then(unit_of)
    }

    /// The year caught under this letter; `Missing` if there is none.
    fn year(&self, name: char) -> YearRef {
        use super::lexer::class::APOSYEAR;
        match self.token(name) {
            None => YearRef::Missing,
            Some(t) if t.is(APOSYEAR) => YearRef::Short(t.value),
            Some(t) => YearRef::Known(t.value),
        }
    }

    /// What the group caught under this letter means.
    fn meaning(&self, name: char) -> Option<&Meaning> {
        self.captures.get(name)?.meaning.as_ref()
    }

    /// The point in time caught under this letter.
    fn point(&self, name: char) -> Option<Point> {
        match self.meaning(name)? {
            Meaning::Point(point) => Some(*point),
            _ => None,
        }
    }

    /// The piece caught under this letter: a point and where it stands.
    fn piece(&self, name: char) -> Option<Piece> {
        let capture = self.captures.get(name)?;
        let point = self.point(name)?;
        Some(Piece { start: capture.start, end: capture.end, point })
    }
}

/// Spells a year in a pattern.
macro_rules! year {
    () => {
        "y:(YYYY | OCRYEAR | APOSYEAR | SPELLED)"
    };
}
pub(super) use year;

/// A rule in one line of data.
macro_rules! rule {
    ($group:ident $name:literal, $example:literal, $pattern:expr, $guard:ident, $build:expr) => {
        $crate::dates::grammar::Rule {
            name: $name,
            group: $crate::dates::grammar::Group::$group,
            example: $example,
            pattern: $pattern,
            guard: $crate::dates::grammar::Guard::$guard,
            build: $build,
        }
    };
}
pub(super) use rule;

/// The whole grammar, in order of precedence among matches of the same length.
pub(super) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [
        days::RULES,
        ranges::RULES,
        lists::RULES,
        parts::RULES,
        halves::RULES,
        seasons::RULES,
        months::RULES,
        eras::RULES,
        feasts::RULES,
        uncertain::RULES,
        centuries::RULES,
        decades::RULES,
        years::RULES,
        times::RULES,
        sets::RULES,
        relative::RULES,
        weekdays::RULES,
        durations::RULES,
        references::RULES,
    ]
    .into_iter()
    .flatten()
}

struct Compiled {
    rule: &'static Rule,
    program: Program,
    /// The classes of time of which a match holds at least one.
    solid: u64,
    /// What the second token must be, where that is known.
    second: Option<Second>,
    /// The group as a bit.
    group: u32,
}

/// What a second token must be: one of these classes, or one of these words.
struct Second {
    classes: u64,
    /// A bit for each word.
    words: Vec<u64>,
}

impl Second {
    fn accepts(&self, token: &Token) -> bool {
        let bits = self.words.get(usize::from(token.word / 64)).copied().unwrap_or(0);
        token.classes & self.classes != 0 || (token.word != 0 && bits >> (token.word % 64) & 1 == 1)
    }
}

impl Compiled {
    /// Whether a match may go on with this token, the one behind its first.
    fn may_go_on(&self, next: Option<&Token>) -> bool {
        match (&self.second, next) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(second), Some(token)) => token.gap != Gap::Paragraph && second.accepts(token),
        }
    }
}

/// The compiled grammar with its lexicon and index.
pub(super) struct Grammar {
    pub(super) lexicon: Lexicon,
    rules: Vec<Compiled>,
    /// For each class bit, the rules that can start with it.
    by_class: Vec<Vec<u16>>,
    /// For each literal word, the rules that can start with it.
    by_word: Vec<Vec<u16>>,
    /// Classes that some rule can start with.
    starters: u64,
}

/// An expression that was found, still in tokens.
#[derive(Clone, Debug)]
pub(super) struct Parse {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it means.
    pub(super) meaning: Meaning,
    /// Index of the rule that found it.
    pub(super) rule: u16,
}

impl Grammar {
    /// The grammar, compiled on first use.
    pub(super) fn get() -> &'static Self {
        static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::compile);
        &GRAMMAR
    }

    fn compile() -> Self {
        let mut lexicon = Lexicon::new();
        for mark in
            [",", ".", "-", "/", "'", "and", "th", "st", "nd", "rd", "ended", "ending", "ends"]
        {
            lexicon.intern(mark);
        }
        // A rule that does not compile is left out; a test sees to it that there is none.
        let compiled: Vec<Compiled> = all_rules()
            .filter_map(|rule| {
                let program = Program::compile(rule.pattern, |word| lexicon.intern(word)).ok()?;
                let group = 1 << rule.group as u32;
                Some(Compiled { rule, program, solid: class::SOLID, second: None, group })
            })
            .collect();
        let mut grammar = Self {
            by_class: vec![Vec::new(); 64],
            by_word: vec![Vec::new(); lexicon.words() + 1],
            lexicon,
            rules: compiled,
            starters: 0,
        };
        let word_classes = grammar.lexicon.word_classes();
        for compiled in &mut grammar.rules {
            if let Some(tests) = compiled.program.tests() {
                let words = tests
                    .iter()
                    .flat_map(|t| t.words())
                    .map(|w| word_classes.get(usize::from(*w)).copied().unwrap_or_default());
                let all = words.chain(tests.iter().map(|t| t.classes())).fold(0, |a, b| a | b);
                // An abbreviation is a month too, and the lexer classes the colon by itself.
                let month = if all & class::ABBR == 0 { 0 } else { class::MONTH };
                compiled.solid = (all | month) & class::SOLID | class::COLON;
            }
        }
        for index in 0..grammar.rules.len() {
            grammar.rules[index].second = grammar.second(index);
        }
        for index in 0..grammar.rules.len() {
            let mut classes = 0;
            let mut words = Vec::new();
            grammar.first(index, 0, &mut classes, &mut words);
            let id = u16::try_from(index).unwrap_or(u16::MAX);
            for bit in 0..64 {
                if classes & (1 << bit) != 0 {
                    grammar.by_class[bit].push(id);
                }
            }
            words.sort_unstable();
            words.dedup();
            for word in words {
                if let Some(list) = grammar.by_word.get_mut(usize::from(word)) {
                    list.push(id);
                }
            }
            grammar.starters |= classes;
        }
        grammar
    }

    /// What the second token of a rule must be.
    fn second(&self, index: usize) -> Option<Second> {
        let (tests, groups) = self.rules[index].program.second()?;
        let mut classes = 0;
        let mut words = Vec::new();
        for test in &tests {
            classes |= test.classes();
            words.extend_from_slice(test.words());
        }
        for member in groups.iter().flat_map(|g| g.members()) {
            for (other, compiled) in self.rules.iter().enumerate() {
                if compiled.rule.group == *member {
                    self.first(other, 0, &mut classes, &mut words);
                }
            }
        }
        let mut bits = vec![0_u64; self.lexicon.words() / 64 + 1];
        for word in words {
            if let Some(slot) = bits.get_mut(usize::from(word / 64)) {
                *slot |= 1 << (word % 64);
            }
        }
        Some(Second { classes, words: bits })
    }

    /// All that a rule can start with.
    fn first(&self, index: usize, depth: u8, classes: &mut u64, words: &mut Vec<u16>) {
        let mut tests = Vec::new();
        let mut groups = Vec::new();
        self.rules[index].program.first(&mut tests, &mut groups);
        for test in tests {
            *classes |= test.classes();
            words.extend_from_slice(test.words());
        }
        if depth < MAX_DEPTH {
            for member in groups.iter().flat_map(|g| g.members()) {
                for (other, compiled) in self.rules.iter().enumerate() {
                    if compiled.rule.group == *member {
                        self.first(other, depth + 1, classes, words);
                    }
                }
            }
        }
    }

    /// The rule of a parse.
    pub(super) fn rule(&self, parse: &Parse) -> Option<&'static Rule> {
        self.rules.get(usize::from(parse.rule)).map(|c| c.rule)
    }

    /// Rules that can start at this token, in order of precedence, perhaps repeated.
    fn candidates(&self, token: &Token) -> impl Iterator<Item = u16> {
        let mut bits = token.classes & self.starters;
        let by_class = std::iter::from_fn(move || {
            let bit = bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
            (bit < 64).then_some(bit as usize)
        })
        .flat_map(|bit| self.by_class[bit].iter().copied());
        let words = if token.word == 0 { 0 } else { usize::from(token.word) };
        let by_word = self.by_word.get(words).into_iter().flatten().copied();
        by_class.chain(by_word)
    }
}

/// The grammar at work on one text. What a rule found at a token is kept, for rules share parts.
pub(super) struct Parser<'a> {
    grammar: &'static Grammar,
    tokens: &'a [Token],
    /// For each token, the next one that only time expressions hold.
    next_solid: Vec<u32>,
    memo: RefCell<Memo>,
}

type Memo = HashMap<(usize, u16), Option<(usize, Meaning)>, BuildHasherDefault<ShortHash>>;

/// How far from its start an expression must name something of time.
const REACH_OF_WORDS: usize = 7;
/// The same for numbers, which can be a long list before their month.
const REACH_OF_NUMBERS: usize = 24;
/// When the memory of the parser is emptied.
const MEMO_SIZE: usize = 4096;

impl<'a> Parser<'a> {
    /// A parser for these tokens.
    pub(super) fn new(grammar: &'static Grammar, tokens: &'a [Token]) -> Self {
        let mut next_solid = vec![u32::MAX; tokens.len()];
        let mut next = u32::MAX;
        for (index, token) in tokens.iter().enumerate().rev() {
            if token.is(class::SOLID) {
                next = u32::try_from(index).unwrap_or(u32::MAX);
            }
            next_solid[index] = next;
        }
        Self { grammar, tokens, next_solid, memo: RefCell::default() }
    }

    /// The tokens.
    pub(super) fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// Every expression of a group at token `at`, the longest first, one for each end.
    pub(super) fn parse_group(&self, group: Group, at: usize, depth: u8) -> Vec<(usize, Meaning)> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let members = group.members().iter().fold(0_u32, |all, g| all | 1 << *g as u32);
        let next = self.tokens.get(at + 1);
        let mut found: Vec<(usize, u16, Meaning)> = Vec::new();
        let mut tried = Tried::default();
        for id in self.grammar.candidates(token) {
            let Some(compiled) = self.grammar.rules.get(usize::from(id)) else { continue };
            if compiled.group & members == 0 || !tried.first_time(id) || !compiled.may_go_on(next) {
                continue;
            }
            if let Some((end, meaning)) = self.apply(id, at, depth) {
                found.push((end, id, meaning));
            }
        }
        found.sort_by_key(|f| (std::cmp::Reverse(f.0), f.1));
        found.dedup_by_key(|f| f.0);
        found.into_iter().map(|(end, _, meaning)| (end, meaning)).collect()
    }

    /// What one rule finds at one token.
    fn apply(&self, id: u16, at: usize, depth: u8) -> Option<(usize, Meaning)> {
        if let Some(known) = self.memo.borrow().get(&(at, id)) {
            return known.clone();
        }
        let compiled = self.grammar.rules.get(usize::from(id))?;
        let result = compiled.program.run(self, at, depth).and_then(|(end, captures)| {
            let found = Found { tokens: self.tokens, start: at, end, captures: &captures };
            (end > at).then(|| Some((end, (compiled.rule.build)(&found)?)))?
        });
        // Most rules fail at once and are never asked again; near the limit of depth a rule may fail
        // for want of room only.
        if (result.is_some() || depth > 0) && depth < MAX_DEPTH - 1 {
            let mut memo = self.memo.borrow_mut();
            if memo.len() >= MEMO_SIZE {
                memo.clear();
            }
            memo.insert((at, id), result.clone());
        }
        result
    }

    /// Whether anything of time stands near enough to begin an expression here.
    fn may_start(&self, at: usize, token: &Token) -> bool {
        let reach = if token.is(class::NUM | class::ORD | class::CARD) {
            REACH_OF_NUMBERS
        } else {
            REACH_OF_WORDS
        };
        self.next_solid.get(at).is_some_and(|next| (*next as usize).saturating_sub(at) < reach)
    }

    /// The longest expression that starts at token `at` and whose surroundings allow it.
    pub(super) fn parse_at(
        &self,
        at: usize,
        mut allowed: impl FnMut(&Rule, usize, &Meaning) -> bool,
    ) -> Option<Parse> {
        let token = self.tokens.get(at)?;
        if (token.classes & self.grammar.starters == 0 && token.word == 0)
            || !self.may_start(at, token)
        {
            return None;
        }
        let reach = if token.is(class::NUM | class::ORD | class::CARD) {
            REACH_OF_NUMBERS
        } else {
            REACH_OF_WORDS
        };
        let near = self.tokens[at..].iter().take(reach).fold(0, |all, t| all | t.classes);
        let next = self.tokens.get(at + 1);
        let mut tried = Tried::default();
        let mut best: Option<Parse> = None;
        for id in self.grammar.candidates(token) {
            if !tried.first_time(id) {
                continue;
            }
            let Some(compiled) = self.grammar.rules.get(usize::from(id)) else { continue };
            if compiled.rule.group == Group::Inner
                || compiled.solid & near == 0
                || !compiled.may_go_on(next)
            {
                continue;
            }
            let Some((end, meaning)) = self.apply(id, at, 0) else { continue };
            let better = best.as_ref().is_none_or(|b| end > b.end || (end == b.end && id < b.rule));
            if better && allowed(compiled.rule, end, &meaning) {
                best = Some(Parse { start: at, end, meaning, rule: id });
            }
        }
        best
    }
}

/// Rules that were tried, as bits.
#[derive(Default)]
struct Tried([u64; 8]);

impl Tried {
    fn first_time(&mut self, id: u16) -> bool {
        let Some(slot) = self.0.get_mut(usize::from(id) / 64) else { return false };
        let bit = 1 << (id % 64);
        let first = *slot & bit == 0;
        *slot |= bit;
        first
    }
}

/// Shorthand of the rule files.
fn point(shape: Shape, year: YearRef) -> Option<Meaning> {
    Some(Meaning::Point(Point { shape, year, modifier: None, weekday: None, core: None }))
}

/// The same with a modifier.
fn modified(mut point: Point, modifier: Modifier) -> Option<Meaning> {
    // "early on the morning of", "the end of late July": the inner part wins.
    point.modifier = point.modifier.or(Some(modifier));
    Some(Meaning::Point(point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles_and_the_index_has_room() {
        let mut lexicon = Lexicon::new();
        for rule in all_rules() {
            if let Err(error) = Program::compile(rule.pattern, |word| lexicon.intern(word)) {
                panic!("{}: {error}", rule.name);
            }
        }
        assert!(all_rules().count() < 8 * 64);
    }

    #[test]
    fn rule_names_are_unique() {
        let mut names: Vec<_> = all_rules().map(|r| r.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
