//! One index page over a folder of results: the papers, and who and what is in which of them.
//!
//! Results are read back from what batch wrote (JSON, JSON lines, or the HTML pages, which hold
//! their JSON). The registry `entities.jsonl` is used where a batch left one; without it entities of
//! the same name and type are shown as one, and the page says so.

mod page;
mod read;
mod registry;

pub use self::page::write;
pub use self::read::{Folder, Paper, ReportError, read};
pub use self::registry::{Across, Entry, Member};
