//! Writes reports for people; machines read the JSON of the report itself.

mod comparison;
mod html;
mod mistakes;
mod table;

pub use comparison::comparison;
pub use html::html;
pub use mistakes::mistakes;
pub use table::table;
