//! Dates: a grammar of expressions, calendar values (TIMEX3), anchoring of incomplete ones.

mod value;

pub use value::{DateValue, Modifier, TimexType};
