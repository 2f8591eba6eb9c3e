//! The pattern language of the grammar, and the machine that runs it.
//!
//! A pattern is a line of items over tokens:
//!
//! | item | matches |
//! |---|---|
//! | `of` `,` | that very word or mark, in any case |
//! | `MONTH` | a token of that [class](super::lexer::class) |
//! | `<month>` | an expression of that [group](super::grammar::Group), the longest first |
//! | `(a \| b c)` | one of the alternatives |
//! | `x?` `x*` | at most once; any number of times |
//! | `+x` | `x` without white space before it |
//! | `m:x` | `x`, captured under the letter `m` (`+m:x` if glued) |
//!
//! Patterns are compiled once. A run is bounded: repetition stops after [`MAX_REPEATS`] rounds and
//! groups nest no deeper than [`MAX_DEPTH`].

use super::grammar::{Group, Meaning, Parser};
use super::lexer::{Gap, Token, class};

/// Longest list that one expression may hold.
pub(super) const MAX_REPEATS: u8 = 16;
/// How deep groups may nest.
pub(super) const MAX_DEPTH: u8 = 5;

/// What one token must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TokenTest {
    classes: u64,
    words: Vec<u16>,
    /// A bit for each word, by its number modulo 64: most words fail here already.
    sieve: u64,
    glued: bool,
}

#[derive(Clone, Debug)]
enum Inst {
    Token(TokenTest, Option<u8>),
    Group(Group, bool, Option<u8>),
    /// Try the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Open(u8),
    Close(u8),
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(super) struct Program(Vec<Inst>);

/// What a letter of the pattern caught.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    name: u8,
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What a captured group means.
    pub(super) meaning: Option<Meaning>,
}

/// All that a pattern caught, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Captures(Vec<Capture>);

impl Captures {
    /// The first capture under this letter.
    pub(super) fn get(&self, name: char) -> Option<&Capture> {
        self.all(name).next()
    }

    /// Every capture under this letter, in text order.
    pub(super) fn all(&self, name: char) -> impl Iterator<Item = &Capture> {
        self.0.iter().filter(move |c| char::from(c.name) == name)
    }
}

/// A pattern that cannot be compiled; only a mistake in the grammar's own tables.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("pattern {pattern:?}: {what}")]
pub(super) struct PatternError {
    pattern: String,
    what: String,
}

struct Compiler<'a, F> {
    pattern: &'a str,
    rest: &'a str,
    word_id: F,
    code: Vec<Inst>,
}

impl<F: FnMut(&str) -> u16> Compiler<'_, F> {
    fn error<T>(&self, what: impl Into<String>) -> Result<T, PatternError> {
        Err(PatternError { pattern: self.pattern.to_owned(), what: what.into() })
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn alternatives(&mut self) -> Result<(), PatternError> {
        let start = self.code.len();
        self.sequence()?;
        self.skip_blanks();
        if self.rest.starts_with('|')
            && matches!(self.code.get(start..), Some([Inst::Token(_, None)]))
            && let Some(Inst::Token(first, None)) = self.code.pop()
        {
            // "(a | b | c)" is one test, not three.
            self.eat('|');
            self.alternatives()?;
            if let Some([Inst::Token(other, None)]) = self.code.get_mut(start..)
                && other.glued == first.glued
            {
                other.classes |= first.classes;
                other.words.extend_from_slice(&first.words);
                other.sieve |= first.sieve;
                return Ok(());
            }
            let head = [Inst::Split(start + 1, start + 3), Inst::Token(first, None), Inst::Jump(0)];
            self.code.splice(start..start, head);
            self.shift(start + 3, start, 3);
            self.code[start + 2] = Inst::Jump(self.code.len());
            return Ok(());
        }
        if self.eat('|') {
            // Split over what is there already and what follows.
            self.code.insert(start, Inst::Split(start + 1, 0));
            self.shift(start + 1, start, 1);
            let jump = self.code.len();
            self.code.push(Inst::Jump(0));
            let other = self.code.len();
            self.alternatives()?;
            let end = self.code.len();
            self.code[start] = Inst::Split(start + 1, other);
            self.code[jump] = Inst::Jump(end);
        }
        Ok(())
    }

    /// Corrects the targets in the code from `from` on after an insertion at `at`.
    fn shift(&mut self, from: usize, at: usize, by: usize) {
        for inst in self.code.iter_mut().skip(from) {
            let fix = |t: &mut usize| {
                if *t >= at {
                    *t += by;
                }
            };
            match inst {
                Inst::Split(a, b) => {
                    fix(a);
                    fix(b);
                }
                Inst::Jump(a) => fix(a),
                _ => {}
            }
        }
    }

    fn sequence(&mut self) -> Result<(), PatternError> {
        loop {
            self.skip_blanks();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Ok(());
            }
            self.item()?;
        }
    }

    fn item(&mut self) -> Result<(), PatternError> {
        let mut glued = self.eat('+');
        let name = match self.rest.as_bytes() {
            [letter @ b'a'..=b'z', b':', ..] => {
                self.rest = &self.rest[2..];
                Some(*letter)
            }
            _ => None,
        };
        glued |= self.eat('+');
        let start = self.code.len();
        if self.eat('(') {
            if let Some(name) = name {
                self.code.push(Inst::Open(name));
            }
            self.alternatives()?;
            if !self.eat(')') {
                return self.error("a bracket is not closed");
            }
            if let Some(name) = name {
                self.code.push(Inst::Close(name));
            }
        } else if self.eat('<') {
            let Some((inner, rest)) = self.rest.split_once('>') else {
                return self.error("a group is not closed");
            };
            self.rest = rest;
            match Group::from_name(inner) {
                Some(group) => self.code.push(Inst::Group(group, glued, name)),
                None => return self.error(format!("no group {inner:?}")),
            }
        } else {
            let end = self
                .rest
                .char_indices()
                .find(|(i, c)| {
                    c.is_whitespace()
                        || (*i > 0 && matches!(c, '?' | '*' | '|' | ')' | '('))
                        || matches!(c, '|' | ')')
                })
                .map_or(self.rest.len(), |(i, _)| i);
            let (atom, rest) = self.rest.split_at(end);
            self.rest = rest;
            let test = if atom.starts_with(|c: char| c.is_ascii_uppercase()) {
                match class::from_name(atom) {
                    Some(classes) => TokenTest { classes, words: Vec::new(), sieve: 0, glued },
                    None => return self.error(format!("no class {atom:?}")),
                }
            } else {
                let word = (self.word_id)(atom);
                TokenTest { classes: 0, words: vec![word], sieve: 1 << (word % 64), glued }
            };
            self.code.push(Inst::Token(test, name));
        }
        if self.eat('?') {
            self.code.insert(start, Inst::Split(start + 1, 0));
            self.shift(start + 1, start, 1);
            let end = self.code.len();
            self.code[start] = Inst::Split(start + 1, end);
        } else if self.eat('*') {
            self.code.insert(start, Inst::Split(start + 1, 0));
            self.shift(start + 1, start, 1);
            self.code.push(Inst::Jump(start));
            let end = self.code.len();
            self.code[start] = Inst::Split(start + 1, end);
        }
        Ok(())
    }
}

impl Program {
    /// Compiles a pattern; `word_id` gives every literal word its number.
    pub(super) fn compile(
        pattern: &str,
        word_id: impl FnMut(&str) -> u16,
    ) -> Result<Self, PatternError> {
        let mut compiler = Compiler { pattern, rest: pattern, word_id, code: Vec::new() };
        compiler.alternatives()?;
        if !compiler.rest.is_empty() {
            return compiler.error(format!("nothing expected at {:?}", compiler.rest));
        }
        Ok(Self(compiler.code))
    }

    /// What the first token may be: classes and words into `tests`, groups into `groups`.
    pub(super) fn first(&self, tests: &mut Vec<TokenTest>, groups: &mut Vec<Group>) {
        let mut todo = vec![0];
        let mut seen = vec![false; self.0.len()];
        while let Some(pc) = todo.pop() {
            if seen.get(pc).copied().unwrap_or(true) {
                continue;
            }
            seen[pc] = true;
            match &self.0[pc] {
                Inst::Token(test, _) => tests.push(test.clone()),
                Inst::Group(group, ..) => groups.push(*group),
                Inst::Split(a, b) => todo.extend([*a, *b]),
                Inst::Jump(a) => todo.push(*a),
                Inst::Open(_) | Inst::Close(_) => todo.push(pc + 1),
            }
        }
    }

    /// What the second token may be, as [`first`](Self::first) has it for the first. `None` if that
    /// is not known: a match may be one token long, or begin with a group.
    pub(super) fn second(&self) -> Option<(Vec<TokenTest>, Vec<Group>)> {
        let mut tests = Vec::new();
        let mut groups = Vec::new();
        for start in self.reachable(0)? {
            match &self.0[start] {
                Inst::Token(..) => {}
                _ => return None,
            }
            for next in self.reachable(start + 1)? {
                match &self.0[next] {
                    Inst::Token(test, _) => tests.push(test.clone()),
                    Inst::Group(group, ..) => groups.push(*group),
                    _ => {}
                }
            }
        }
        Some((tests, groups))
    }

    /// The tests and groups that come next at `pc`; `None` if the match may end there.
    fn reachable(&self, pc: usize) -> Option<Vec<usize>> {
        let mut todo = vec![pc];
        let mut seen = vec![false; self.0.len()];
        let mut next = Vec::new();
        while let Some(pc) = todo.pop() {
            if std::mem::replace(seen.get_mut(pc)?, true) {
                continue;
            }
            match &self.0[pc] {
                Inst::Token(..) | Inst::Group(..) => next.push(pc),
                Inst::Split(a, b) => todo.extend([*a, *b]),
                Inst::Jump(a) => todo.push(*a),
                Inst::Open(_) | Inst::Close(_) => todo.push(pc + 1),
            }
        }
        Some(next)
    }

    /// Every test of a token in it; `None` if it also holds groups.
    pub(super) fn tests(&self) -> Option<Vec<&TokenTest>> {
        let mut tests = Vec::new();
        for inst in &self.0 {
            match inst {
                Inst::Token(test, _) => tests.push(test),
                Inst::Group(..) => return None,
                _ => {}
            }
        }
        Some(tests)
    }

    /// Runs the pattern at token `at`; the token after the match, and what was caught.
    pub(super) fn run(
        &self,
        parser: &Parser<'_>,
        at: usize,
        depth: u8,
    ) -> Option<(usize, Captures)> {
        let mut machine = Machine {
            code: &self.0,
            parser,
            tokens: parser.tokens(),
            start: at,
            depth,
            steps: 0,
            captures: Captures::default(),
        };
        let end = machine.step(0, at, 0)?;
        Some((end, machine.captures))
    }
}

impl TokenTest {
    /// The classes it accepts.
    pub(super) fn classes(&self) -> u64 {
        self.classes
    }

    /// The words it accepts.
    pub(super) fn words(&self) -> &[u16] {
        &self.words
    }

    fn accepts(&self, token: &Token) -> bool {
        token.classes & self.classes != 0
            || (self.sieve >> (token.word % 64) & 1 == 1
                && token.word != 0
                && self.words.contains(&token.word))
    }
}

struct Machine<'a> {
    code: &'a [Inst],
    parser: &'a Parser<'a>,
    tokens: &'a [Token],
    start: usize,
    depth: u8,
    /// Bounds the work of one run, whatever the text.
    steps: u32,
    captures: Captures,
}

const MAX_STEPS: u32 = 2_000;

impl Machine<'_> {
    /// Whether a match may go on over the white space before token `at`.
    fn joins(&self, at: usize, glued: bool) -> Option<&Token> {
        let token = self.tokens.get(at)?;
        let ok = at == self.start
            || if glued { token.gap == Gap::None } else { token.gap != Gap::Paragraph };
        ok.then_some(token)
    }

    fn step(&mut self, mut pc: usize, mut at: usize, mut repeats: u8) -> Option<usize> {
        loop {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return None;
            }
            let code = self.code;
            match code.get(pc) {
                None => return Some(at),
                Some(Inst::Token(test, name)) => {
                    let token = self.joins(at, test.glued)?;
                    if !test.accepts(token) {
                        return None;
                    }
                    if let Some(name) = *name {
                        let capture = Capture { name, start: at, end: at + 1, meaning: None };
                        self.captures.0.push(capture);
                    }
                    at += 1;
                    pc += 1;
                }
                Some(Inst::Group(group, glued, name)) => {
                    self.joins(at, *glued)?;
                    if self.depth >= MAX_DEPTH {
                        return None;
                    }
                    let found = self.parser.parse_group(*group, at, self.depth + 1);
                    let mark = self.captures.0.len();
                    for (end, meaning) in found {
                        if let Some(name) = *name {
                            let meaning = Some(meaning);
                            self.captures.0.push(Capture { name, start: at, end, meaning });
                        }
                        if let Some(end) = self.step(pc + 1, end, repeats) {
                            return Some(end);
                        }
                        self.captures.0.truncate(mark);
                    }
                    return None;
                }
                Some(Inst::Split(first, second)) => {
                    let mark = self.captures.0.len();
                    if repeats < MAX_REPEATS
                        && let Some(end) = self.step(*first, at, repeats)
                    {
                        return Some(end);
                    }
                    self.captures.0.truncate(mark);
                    pc = *second;
                }
                Some(Inst::Jump(to)) => {
                    if *to <= pc {
                        repeats += 1;
                    }
                    pc = *to;
                }
                Some(Inst::Open(name)) => {
                    let capture = Capture { name: *name, start: at, end: at, meaning: None };
                    self.captures.0.push(capture);
                    pc += 1;
                }
                Some(Inst::Close(name)) => {
                    let open = self.captures.0.iter_mut().rev().find(|c| c.name == *name);
                    if let Some(open) = open {
                        open.end = at;
                    }
                    pc += 1;
                }
            }
        }
    }
}
