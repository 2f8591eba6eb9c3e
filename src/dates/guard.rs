//! What keeps false dates out: the surroundings an expression must have to stand alone.

use super::grammar::{Guard, Meaning, Shape};
use super::lexer::{Gap, Token, class};
use super::value::Scope;

/// A preposition that hardly stands before anything but a time or a place.
fn is_firm(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "from"
            | "after"
            | "before"
            | "of"
            | "early"
            | "late"
            | "mid"
            | "circa"
            | "about"
            | "around"
            | "through"
            | "throughout"
    )
}

/// The text around an expression.
pub(super) struct Surroundings<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// First token of the expression.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) scope: Scope,
}

impl<'a> Surroundings<'a> {
    /// The token `back` places before the expression (1 is the nearest), in the same paragraph.
    fn before(&self, back: usize) -> Option<&'a Token> {
        let at = self.start.checked_sub(back)?;
        let breaks = self.tokens.get(at + 1..=self.start)?;
        (!breaks.iter().any(|t| t.gap == Gap::Paragraph)).then(|| self.tokens.get(at))?
    }

    /// The token `on` places behind the expression (0 is the nearest), in the same paragraph.
    fn after(&self, on: usize) -> Option<&'a Token> {
        let behind = self.tokens.get(self.end..=self.end + on)?;
        (!behind.iter().any(|t| t.gap == Gap::Paragraph)).then(|| behind.last())?
    }

    fn slice(&self, token: &Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    fn touches_before(&self) -> bool {
        self.tokens.get(self.start).is_some_and(|t| t.gap == Gap::None)
    }

    /// Whether the expression is `(1994)`, alone or at the end of the bracket.
    fn closes_bracket(&self) -> bool {
        self.after(0).is_some_and(|t| t.is(class::RPAREN))
    }

    /// Whether the surroundings allow it to stand alone.
    pub(super) fn allow(&self, guard: Guard, meaning: &Meaning) -> bool {
        match guard {
            Guard::Free => true,
            Guard::Year => self.year(meaning),
            Guard::YearRange => self.year(meaning) && self.year_range(),
            Guard::Month => self.month(),
            Guard::Day => self.day(),
            Guard::DecadeWord => self.decade_word(),
            Guard::Part => match meaning {
                Meaning::Point(point) if matches!(point.shape, Shape::ShortDecade(_)) => {
                    !self.before(1).is_some_and(|t| t.is(class::OWNER))
                }
                _ => self.year(meaning),
            },
            Guard::Damaged => self
                .before(1)
                .is_some_and(|t| t.is(class::PREP) || t.is(class::MONTH) || t.is(class::PARTWORD)),
            Guard::Ordinal => self.ordinal(),
            Guard::Season => self.season(),
            Guard::Duration => self.duration(),
            Guard::DayPart => self.day_part(),
            Guard::Alone => self.alone(),
            Guard::BareUnits => self.bare_units(),
            Guard::Clock => self.clock(),
            Guard::Feast => self.feast(),
            Guard::Now => !self.opens_with_capital(),
            Guard::Soon => self.alone() && self.after(0).is_none_or(|t| self.slice(t) != "as"),
            // Whether a text is news or a story is known only when it has been read.
            Guard::News | Guard::Story => true,
            Guard::StoryTime | Guard::Behind => self.before(1).is_some_and(|t| t.is(class::PREP)),
        }
    }

    /// A bare four-digit number is a year unless something says that it counts, numbers or dials.
    fn year(&self, meaning: &Meaning) -> bool {
        let Some(last) = self.end.checked_sub(1).and_then(|i| self.tokens.get(i)) else {
            return false;
        };
        if !last.is(class::NUM) {
            // "eighteen hundred and twelve men".
            let counted = self
                .after(0)
                .is_some_and(|t| t.is(class::QUANT | class::UNITS) && !t.is(class::CAP));
            return !(last.is(class::SPELLED) && counted);
        }
        let previous = self.before(1);
        let timely = previous.is_some_and(|t| t.is(class::PREP | class::PARTWORD));
        let value = match meaning {
            Meaning::Point(point) => match (point.shape, point.year) {
                (Shape::Year, super::grammar::YearRef::Known(year)) => year,
                _ => return true,
            },
            Meaning::Joined { .. } => last.value.max(1600),
            _ => return true,
        };
        let firmly = previous.is_some_and(|t| is_firm(self.slice(t)));
        if !(if firmly { 1000..=2100 } else { 1400..=2050 }).contains(&value) {
            return false;
        }
        if let Some(previous) = previous {
            let text = self.slice(previous);
            // "at 1430", "some 1900 fell", "more than 1900 fell".
            let lower = text.to_ascii_lowercase();
            let counted = match lower.as_str() {
                "at" | "some" | "nearly" | "almost" | "another" | "numbering" | "totaling"
                | "totalling" => true,
                "than" => self.before(2).is_some_and(|t| {
                    matches!(self.slice(t), "more" | "less" | "fewer" | "greater" | "More")
                }),
                "least" | "most" => self.before(2).is_some_and(|t| self.slice(t) == "at"),
                _ => false,
            };
            if counted {
                return false;
            }
            // The second page of "pp. 1946-1958".
            let range = text == "-" && self.before(2).is_some_and(|t| t.is(class::YYYY));
            let label =
                |back| self.before(back).is_some_and(|t| t.is(class::LABEL) && !t.is(class::PREP));
            if range && (label(3) || label(4)) {
                return false;
            }
            if previous.is(class::LABEL | class::MONEY) || matches!(text, "#" | "№" | "§" | "=")
            {
                return false;
            }
            // "No. 1946", "p. 1946"; but "it ended. 1946 was worse" starts a sentence.
            if text == "."
                && self.before(2).is_some_and(|t| t.is(class::LABEL))
                && !self.before(2).is_some_and(|t| t.is(class::PREP))
            {
                return false;
            }
            // A telephone number, a web address, a shelf mark, a decimal.
            if self.touches_before() {
                let further = self.before(2);
                let number_before = further
                    .is_some_and(|t| t.is(class::NUM | class::LONGNUM) && !t.is(class::YYYY));
                match text {
                    "-" if previous.gap == Gap::None && number_before => return false,
                    "_" | "=" | "@" | "+" | "~" => return false,
                    "/" if !further.is_some_and(|t| t.is(class::YYYY | class::MONTH)) => {
                        return false;
                    }
                    "." if further.is_some_and(|t| {
                        previous.gap == Gap::None && t.is(class::NUM | class::DECIMAL)
                    }) =>
                    {
                        return false;
                    }
                    ":" if further.is_some_and(|t| t.is(class::NUM)) => return false,
                    _ => {}
                }
            }
        }
        self.year_behind(timely)
    }

    fn year_behind(&self, timely: bool) -> bool {
        let Some(next) = self.after(0) else { return true };
        let text = self.slice(next);
        if next.gap == Gap::None {
            let further = self.after(1).filter(|t| t.gap == Gap::None);
            match text {
                "%" | "°" | "_" | "@" | "=" | "+" => return false,
                "/" | "." if further.is_some_and(|t| t.is(class::WORD)) => return false,
                // "an index of 1678.5"; but "in 1950.12" is a note behind a sentence.
                "." if !(timely && self.before(1).is_some_and(|t| self.slice(t) != "to"))
                    && further.is_some_and(|t| t.is(class::NUM)) =>
                {
                    return false;
                }
                "-" if further.is_some_and(|t| {
                    t.is(class::NUM | class::LONGNUM) && !t.is(class::YYYY | class::YY)
                }) =>
                {
                    return false;
                }
                _ => {}
            }
        }
        if text == "%" || next.is(class::QUANT) && !next.is(class::CAP) {
            return false;
        }
        // "1500 of his men".
        if text == "of" && !timely {
            return false;
        }
        // "1740 Massachusetts Avenue".
        if next.is(class::CAP) {
            for on in 0..4 {
                match self.after(on) {
                    Some(t) if t.is(class::STREET) && t.is(class::CAP) && on > 0 => return false,
                    Some(t) if t.is(class::CAP) => {}
                    _ => break,
                }
            }
        }
        // "between 1500 and 1600 tons".
        if matches!(text, "and" | "to" | "or" | "-")
            && self.after(1).is_some_and(|t| t.is(class::NUM | class::CARD))
            && self.after(2).is_some_and(|t| t.is(class::QUANT) && !t.is(class::CAP))
        {
            return false;
        }
        // "the death of 1745 lepers": lower-case plural right behind a number without a time word.
        let plural = next.is(class::WORD)
            && !next.is(class::CAP | class::PASTVERB | class::PREP)
            && text.len() > 4
            && text.ends_with('s')
            && !text.ends_with("ss")
            && !text.ends_with("us")
            && !text.ends_with("was");
        let article = self.before(1).is_some_and(|t| self.slice(t).eq_ignore_ascii_case("the"));
        !(plural && !timely && !article)
    }

    /// "pp. 1946-1958", "1946-1958 km".
    fn year_range(&self) -> bool {
        let page =
            |back| self.before(back).is_some_and(|t| t.is(class::LABEL) && !t.is(class::PREP));
        let dotted = self.before(1).is_some_and(|t| self.slice(t) == ".");
        !(page(1) || (dotted && page(2)))
    }

    /// A bare month: not the verb "may", not "the August Incident", not Theresa May.
    fn month(&self) -> bool {
        let Some(month) = self.tokens.get(self.start) else { return false };
        let word = self.slice(month);
        let ambiguous = word.len() <= 3 || matches!(word, "March" | "MARCH");
        let dotted = self.end > self.start + 1;
        let previous = self.before(1);
        let next = self.after(0);
        let article = previous.is_some_and(|t| self.slice(t).eq_ignore_ascii_case("the"));
        let timely = !article
            && previous
                .is_some_and(|t| t.is(class::PREP | class::PARTWORD | class::MONTH | class::DASH));
        if previous.is_some_and(|t| t.is(class::YYYY) || t.is(class::APOSYEAR)) && next.is_none() {
            return true;
        }
        // An event named after its month, or a person: a capital right behind.
        if let Some(next) = next.filter(|_| !dotted) {
            if next.is(class::EVENT) && next.is(class::CAP) {
                return self.scope == Scope::Timex3 && !ambiguous;
            }
            if next.is(class::DD) && self.after(1).is_some_and(|t| t.is(class::EVENT)) {
                return false;
            }
            if next.is(class::ORD) && next.is(class::CAP) && !next.is(class::NUM) {
                return false;
            }
            let glued_dash = next.is(class::DASH) && next.gap == Gap::None;
            if glued_dash && !self.after(1).is_some_and(|t| t.is(class::MONTH | class::NUM)) {
                return false;
            }
            let named = next.is(class::CAP) && next.is(class::WORD) && next.gap != Gap::Line;
            let firmly =
                previous.is_some_and(|t| is_firm(self.slice(t)) || self.slice(t) == "same");
            if named && !next.is(class::MONTH | class::WDAY) && !firmly {
                return false;
            }
            if next.is(class::POSS) && ambiguous && !timely {
                return false;
            }
        }
        if ambiguous && !dotted {
            // "May" and "March", "Jan" and "Mar" are words and names of their own.
            let abbreviation = month.is(class::ABBR);
            let of_time = previous.is_some_and(|t| {
                matches!(
                    self.slice(t).to_ascii_lowercase().as_str(),
                    "in" | "since"
                        | "by"
                        | "until"
                        | "till"
                        | "during"
                        | "from"
                        | "of"
                        | "before"
                        | "after"
                        | "through"
                        | "throughout"
                        | "between"
                        | "early"
                        | "late"
                        | "mid"
                        | "last"
                        | "next"
                        | "this"
                        | "previous"
                        | "following"
                        | "that"
                        | "-"
                        | "to"
                        | "and"
                        | "or"
                )
            });
            let long_march = next.is_some_and(|t| {
                matches!(self.slice(t), "on" | "of" | "to" | "through") && word.starts_with('M')
            }) && word.len() > 3;
            return of_time && !abbreviation && !long_march;
        }
        if month.is(class::ABBR) && !dotted && word.len() <= 4 {
            return timely;
        }
        // "Ernest May", "General August": a name before it.
        let named = previous.is_some_and(|t| {
            t.is(class::CAP)
                && !t.is(class::PREP | class::PARTWORD | class::MONTH | class::WDAY)
                && !article
                && month.gap != Gap::Line
        });
        if named && !timely {
            // A capital that only starts the sentence names no one, but a month right behind it
            // without a preposition is as good as never a time.
            return false;
        }
        // Lower case: "august" the adjective, "june" in a scan.
        word.starts_with(char::is_uppercase) || timely
    }

    /// A day and month, or month and day.
    fn day(&self) -> bool {
        let Some(last) = self.end.checked_sub(1).and_then(|i| self.tokens.get(i)) else {
            return false;
        };
        if last.is(class::DD) {
            // "In July 12 soldiers", "in March 30 percent", "on May 12:30".
            if let Some(next) = self.after(0) {
                let glued = next.gap == Gap::None;
                let further = self.after(1);
                let counted = self.slice(next).ends_with('s')
                    || matches!(self.slice(next), "men" | "women" | "people" | "percent" | "per");
                if next.is(class::QUANT | class::UNITS) && counted && !next.is(class::CAP)
                    || self.slice(next) == "%"
                    || glued
                        && next.is(class::COLON)
                        && further.is_some_and(|t| t.is(class::NUM) && t.gap == Gap::None)
                {
                    return false;
                }
            }
        }
        if let Some(first) = self.tokens.get(self.start)
            && first.is(class::DD)
            && let Some(previous) = self.before(1)
        {
            // "1.12 May", "$12 May".
            if previous.is(class::MONEY) || (previous.is(class::NUM) && first.gap == Gap::None) {
                return false;
            }
        }
        // "May First Movement", "In July the Fifth Army" were matched as days in words.
        if last.is(class::ORD)
            && last.is(class::CAP)
            && self
                .after(0)
                .is_some_and(|t| t.is(class::CAP) && t.is(class::WORD) && t.gap == Gap::Space)
        {
            return false;
        }
        // "the May 16 Group": a name.
        !self
            .after(0)
            .is_some_and(|t| t.is(class::EVENT) && t.is(class::CAP) && t.gap == Gap::Space)
    }

    /// "the thirties", but not "in his thirties".
    fn decade_word(&self) -> bool {
        self.before(1).is_some_and(|t| {
            let text = self.slice(t).to_ascii_lowercase();
            matches!(text.as_str(), "the" | "early" | "late" | "mid" | "-" | "in" | "since")
        }) && !self.before(1).is_some_and(|t| t.is(class::OWNER))
            && !self.before(2).is_some_and(|t| t.is(class::OWNER))
    }

    /// "the 12th": not "the 12th Division", "the 38th parallel"; nor "the first".
    fn ordinal(&self) -> bool {
        let figures = self
            .end
            .checked_sub(1)
            .and_then(|i| self.tokens.get(i))
            .is_some_and(|t| !t.is(class::WORD));
        let free = match self.after(0) {
            None => true,
            Some(t) if !t.is(class::WORD) => !t.is(class::DASH),
            Some(t) if t.is(class::CAP) => false,
            Some(t) => {
                let text = self.slice(t);
                t.is(class::PREP | class::PASTVERB)
                    || text.ends_with("ed")
                    || matches!(
                        text,
                        "he" | "she"
                            | "it"
                            | "they"
                            | "we"
                            | "the"
                            | "a"
                            | "an"
                            | "there"
                            | "his"
                            | "their"
                            | "when"
                            | "while"
                            | "where"
                            | "with"
                    )
            }
        };
        figures && free
    }

    /// "in spring", "the fall"; not "the fall of Saigon", "to spring".
    fn season(&self) -> bool {
        let Some(season) = self.tokens.get(self.start) else { return false };
        let word = self.slice(season);
        let next = self.after(0);
        if next.is_some_and(|t| self.slice(t) == "of" || t.is(class::DASH) && t.gap == Gap::None) {
            return false;
        }
        let previous = self.before(1);
        let firm = previous.is_some_and(|t| {
            matches!(
                self.slice(t).to_ascii_lowercase().as_str(),
                "the"
                    | "in"
                    | "this"
                    | "that"
                    | "last"
                    | "next"
                    | "early"
                    | "late"
                    | "by"
                    | "during"
                    | "mid"
                    | "previous"
                    | "following"
                    | "same"
                    | "until"
                    | "since"
                    | "through"
            )
        });
        if season.is(class::CAP) && next.is_some_and(|t| t.is(class::EVENT) && t.is(class::CAP)) {
            return true;
        }
        if matches!(word.to_ascii_lowercase().as_str(), "fall" | "spring") {
            let verb = previous.is_some_and(|t| self.slice(t) == "to");
            let name = next.is_some_and(|t| t.is(class::CAP) && t.is(class::WORD));
            return firm && !verb && !name;
        }
        !(season.is(class::CAP) && next.is_some_and(|t| t.is(class::CAP) && t.is(class::WORD)))
    }

    /// "12 months"; not "in 1950 months passed".
    fn duration(&self) -> bool {
        let inside = self.tokens.get(self.start..self.end).unwrap_or_default();
        let year = inside.iter().any(|t| t.is(class::YYYY) && (1700..=2050).contains(&t.value));
        let torn = self.touches_before()
            && self.before(1).is_some_and(|t| t.is(class::DASH | class::NUM | class::MONEY));
        let compound = self.after(0).is_some_and(|t| t.is(class::DASH) && t.gap == Gap::None);
        // "$3 a share a year", "700 seats a week": a rate.
        let article = inside.first().is_some_and(|t| matches!(self.slice(t), "a" | "an"));
        let rate = article
            && self.before(1).is_some_and(|t| {
                t.is(class::NUM | class::LONGNUM | class::DECIMAL | class::CARD | class::UNITS)
                    || t.is(class::QUANT)
                    || (t.is(class::WORD)
                        && !t.is(class::PREP | class::PASTVERB | class::CAP)
                        && self.slice(t).ends_with('s')
                        && self.slice(t).len() > 3)
            });
        !year && !torn && !compound && !rate
    }

    /// "one night"; "the night" after a preposition of time.
    fn day_part(&self) -> bool {
        let first = self.tokens.get(self.start).map_or("", |t| self.slice(t));
        let next = self.after(0);
        if next.is_some_and(|t| self.slice(t) == "of" || t.is(class::DASH) && t.gap == Gap::None) {
            return false;
        }
        first.eq_ignore_ascii_case("one")
            || self.before(1).is_some_and(|t| {
                matches!(self.slice(t), "in" | "during" | "In" | "During" | "by" | "By" | "into")
            })
    }

    /// Nothing follows that the expression could belong to.
    fn alone(&self) -> bool {
        self.after(0).is_none_or(|t| {
            !t.is(class::WORD) || (t.is(class::PREP | class::PASTVERB) && !t.is(class::CAP))
        })
    }

    fn opens_with_capital(&self) -> bool {
        self.tokens.get(self.start).is_some_and(|t| t.is(class::CAP))
    }

    /// "at Christmas", "Easter Monday was cold"; not "Father Christmas", "Christmas trees", "the
    /// Easter Rising".
    fn feast(&self) -> bool {
        let name = self.before(1).is_some_and(|t| {
            t.is(class::CAP) && t.is(class::WORD) && !t.is(class::PREP | class::PARTWORD)
        });
        let follows = self.after(0).is_some_and(|t| {
            matches!(self.slice(t), "he" | "she" | "it" | "they" | "the" | "we" | "his" | "their")
        });
        // "Christmas Day" is firmer than "Christmas".
        let firm = self.end > self.start + 1
            && self.after(0).is_none_or(|t| !(t.is(class::CAP) && t.is(class::WORD)));
        !name && (follows || firm || self.alone())
    }

    fn bare_units(&self) -> bool {
        let next = self.after(0);
        let compound = next.is_some_and(|t| t.is(class::DASH) && t.gap == Gap::None);
        !compound
            && self.before(1).is_some_and(|t| {
                matches!(
                    self.slice(t).to_ascii_lowercase().as_str(),
                    "for" | "in" | "within" | "over" | "after" | "lasted" | "took"
                )
            })
    }

    fn clock(&self) -> bool {
        self.before(1).is_some_and(|t| t.is(class::PREP))
            || self
                .end
                .checked_sub(1)
                .and_then(|i| self.tokens.get(i))
                .is_some_and(|t| t.is(class::ZONE | class::QUANT))
    }

    /// Whether a bare year here belongs to a reference, not to the story: "(1994)", "(renamed Novosibirsk in
    /// 1926)", "Copyright 2008".
    pub(super) fn aside(&self) -> bool {
        const BRACKET: usize = 10;
        let previous = self.before(1);
        let opened = || {
            let marks = (1..=BRACKET).map_while(|back| self.before(back));
            let mut marks = marks.filter(|t| t.is(class::LPAREN) || t.is(class::RPAREN));
            marks.next().is_some_and(|t| t.is(class::LPAREN))
        };
        let bracketed = self.closes_bracket()
            && (opened()
                || previous.is_some_and(|t| matches!(self.slice(t), "," | "/" | ":" | ";")));
        let copyright = previous.is_some_and(|t| t.is(class::CITE) || self.slice(t) == "©");
        bracketed || copyright
    }

    /// Whether a bare year here is a part of a name: "the War of 1894".
    pub(super) fn named(&self) -> bool {
        self.before(1).is_some_and(|t| self.slice(t) == "of")
            && self.before(2).is_some_and(|t| t.is(class::CAP) && t.is(class::WORD))
    }
}
