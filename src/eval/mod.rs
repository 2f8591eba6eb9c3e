//! Scores: spans, dates and clusters against gold labels.
