//! Rates in whole billionths.

use super::rounding::to_whole;
use bitcode::{Decode, Encode};
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// A share, held in billionths so that money times a rate is exact before its one rounding.
///
/// ```
/// use fastox_model::units::Rate;
/// assert_eq!(Rate::percent(16.0).as_f64(), 0.16);
/// ```
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, Ord, PartialEq, PartialOrd)]
pub struct Rate(i64);

impl Rate {
    /// One: all of it.
    pub const ONE: Self = Self(1_000_000_000);
    /// Zero: none of it.
    pub const ZERO: Self = Self(0);

    /// A rate given in percent, to the nearest billionth.
    pub fn percent(value: f64) -> Self {
        Self::from_f64(value / 100.0)
    }

    /// A rate given as a share, to the nearest billionth.
    #[inline]
    pub fn from_f64(value: f64) -> Self {
        Self(to_whole(value * 1e9))
    }

    /// So many billionths.
    pub const fn from_billionths(billionths: i64) -> Self {
        Self(billionths)
    }

    /// The share as a floating-point number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// The share in billionths.
    pub const fn billionths(self) -> i64 {
        self.0
    }

    /// What is left of one.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(1_000_000_000 - self.0)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0 as f64 / 1e7)
    }
}

impl FromStr for Rate {
    type Err = String;

    /// Reads a share as people write it: `"16 %"`.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().strip_suffix('%').map(str::trim);
        let value = number.and_then(|n| n.parse::<f64>().ok()).filter(|v| v.is_finite());
        value.map(Self::percent).ok_or_else(|| format!("`{text}` is no share; write it as `\"16 %\"`"))
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Share;
        impl serde::de::Visitor<'_> for Share {
            type Value = Rate;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a share with its unit, such as \"16 %\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Rate, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Share)
    }
}
