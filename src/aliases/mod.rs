//! From mentions to entities: which names are the same, and why.
