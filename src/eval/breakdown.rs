//! Groups that scores are broken down by: names seen in training, decades, noise.

use std::collections::HashSet;

use super::corpus::single_spaced;

/// The surface forms of a training set, to tell seen names from unseen ones.
///
/// Two surfaces are the same if they are equal character by character once every run of white space
/// is one blank. The type plays no part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurfaceSet(HashSet<String>);

impl SurfaceSet {
    /// Whether the surface was in training.
    pub fn contains(&self, surface: &str) -> bool {
        self.0.contains(single_spaced(surface).as_ref())
    }

    /// How many different surfaces there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S: AsRef<str>> FromIterator<S> for SurfaceSet {
    fn from_iter<I: IntoIterator<Item = S>>(surfaces: I) -> Self {
        Self(
            surfaces
                .into_iter()
                .map(|s| single_spaced(s.as_ref()).into_owned())
                .filter(|s| !s.is_empty())
                .collect(),
        )
    }
}

/// The noise groups of the HIPE shared tasks: each holds what lies below its bound and not in the
/// group before; the first holds text without any damage.
pub(super) const NOISE_BINS: [(f64, &str); 4] =
    [(f64::MIN_POSITIVE, "0"), (0.1, "0-0.1"), (0.3, "0.1-0.3"), (f64::INFINITY, "0.3 and over")];

/// The group that a noise level belongs to.
pub(super) fn noise_bin(noise: f64) -> usize {
    NOISE_BINS.iter().position(|bin| noise < bin.0).unwrap_or(NOISE_BINS.len() - 1)
}

/// The decade a year lies in, as `1890s`.
pub(super) fn decade(year: i32) -> String {
    format!("{}s", year.div_euclid(10) * 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_no_difference_and_case_is() {
        let seen: SurfaceSet = ["New \n York", " "].into_iter().collect();
        assert_eq!(seen.len(), 1);
        assert!(seen.contains("New York "));
        assert!(!seen.contains("new york"));
    }

    #[test]
    fn decades_and_noise_have_their_groups() {
        assert_eq!(decade(1899), "1890s");
        assert_eq!(decade(1900), "1900s");
        assert_eq!([0.0, 0.05, 0.1, 0.11, 0.3, 7.0].map(noise_bin), [0, 1, 2, 2, 3, 3]);
    }
}
