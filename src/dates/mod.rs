//! Dates: a grammar of expressions, calendar values (TIMEX3), anchoring of incomplete ones.
//!
//! ```
//! use onomast::dates::{self, Options};
//! use onomast::text::Document;
//!
//! let document = Document::new("They met in July 1950. On July 12 he wrote home.");
//! let dates = dates::find(&document, &Options::default());
//! let values: Vec<_> = dates.iter().map(|d| d.value.value.as_deref()).collect();
//! assert_eq!(values, [Some("1950-07"), Some("1950-07-12")]);
//! ```
//!
//! The way: `lexer` cuts the clean view into tokens and says what each can mean; `grammar` holds
//! the rules, as data; `guard` keeps numbers and words out that only look like dates; `timeline`
//! fills in what an expression leaves out, from the text's own order of time.

mod civil;
mod extent;
mod feast;
mod format;
mod grammar;
mod guard;
mod lexer;
mod lexicon;
mod pattern;
mod reckon;
mod scan;
mod timeline;
mod value;

pub use value::{DateMention, DateValue, Modifier, Options, Scope, TimexType};

use crate::text::Document;

/// Finds every date of a document, sorted and not overlapping.
///
/// Nothing is ever taken from the clock of the machine: what a date leaves out comes from the text,
/// as a last resort from [`Options::published`], or stays unknown.
pub fn find(document: &Document, options: &Options) -> Vec<DateMention> {
    let found = scan::scan(document, options.scope);
    let mut dates = timeline::resolve(document, &found, options);
    if options.scope == Scope::Calendar {
        for date in &mut dates {
            date.span = extent::of_calendar(document, date.span);
        }
    }
    dates
}

/// Every rule of the grammar by name, with its example: a sentence in [marked-up
/// text](crate::markup) with the span and value that the rule finds.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    grammar::all_rules().map(|rule| (rule.name, rule.example))
}

#[cfg(test)]
mod tests;
