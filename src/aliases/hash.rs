//! Tables keyed by the words of names: looked up by the thousand, and hashed by a fast hasher with a seed of
//! this run, so that no document can be written to slow them down.

use foldhash::fast::RandomState;

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub(crate) type HashSet<K> = std::collections::HashSet<K, RandomState>;
