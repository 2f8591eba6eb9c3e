//! The four kinds of things that are annotated.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityKind {
    /// A person.
    #[serde(rename = "PER")]
    Person,
    /// An organisation.
    #[serde(rename = "ORG")]
    Organisation,
    /// A place.
    #[serde(rename = "LOC")]
    Place,
    /// A calendar expression.
    #[serde(rename = "DATE")]
    Date,
}

impl EntityKind {
    /// All kinds, in the order in which tables print them.
    pub const ALL: [EntityKind; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Date];

    /// The label used in every format: `PER`, `ORG`, `LOC`, `DATE`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Place => "LOC",
            Self::Date => "DATE",
        }
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// A label that names none of the four kinds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown type {0:?}: expected PER, ORG, LOC or DATE")]
pub struct UnknownKind(pub String);

impl FromStr for EntityKind {
    type Err = UnknownKind;

    /// Reads the label in any case, with the usual names of other tools
    /// (`PERSON`, `GPE`, `ORGANIZATION`, `TIME`, ...) taken for the nearest kind.
    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        match s.to_ascii_uppercase().as_str() {
            "PER" | "PERS" | "PERSON" => Ok(Self::Person),
            "ORG" | "ORGANISATION" | "ORGANIZATION" => Ok(Self::Organisation),
            "LOC" | "GPE" | "FAC" | "PLACE" | "LOCATION" => Ok(Self::Place),
            "DATE" | "TIME" | "TIMEX3" => Ok(Self::Date),
            _ => Err(UnknownKind(s.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_reads_back() {
        for kind in EntityKind::ALL {
            assert_eq!(kind.label().parse(), Ok(kind));
            assert_eq!(kind.label().to_lowercase().parse(), Ok(kind));
        }
    }

    #[test]
    fn an_unknown_label_names_itself() {
        let error = "MISC".parse::<EntityKind>().unwrap_err();
        assert_eq!(error.to_string(), "unknown type \"MISC\": expected PER, ORG, LOC or DATE");
    }
}
