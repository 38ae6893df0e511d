//! A value that changes from one year to the next.

use super::Year;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// A value with dates: each holds from its year until the next. Before the first, the first holds.
///
/// In TOML it is a plain value (`"4.5 %"`) or a table by year (`{ 2018 = "3 %", 2021 = "4.5 %" }`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(BTreeMap<Year, T>);

impl<T: Copy> Dated<T> {
    /// The same value at all times.
    pub fn constant(value: T) -> Self {
        Self(BTreeMap::from([(Year::MIN, value)]))
    }

    /// The value in force in a year.
    pub fn at(&self, year: Year) -> T {
        let known = self.0.range(..=year).next_back().or_else(|| self.0.iter().next());
        *known.expect("a dated value has at least one date").1
    }
}

struct DatedVisitor<T>(PhantomData<T>);

impl<'de, T: Copy + FromStr<Err = String>> Visitor<'de> for DatedVisitor<T> {
    type Value = Dated<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its unit, or a table of such values by year")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Dated<T>, E> {
        text.parse().map(Dated::constant).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Dated<T>, A::Error> {
        let mut values = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let year = key.parse::<Year>().ok().filter(|y| (1900..=2200).contains(y));
            let year =
                year.ok_or_else(|| A::Error::custom(format!("`{key}` is not a year; write `{{ 2022 = \"…\" }}`")))?;
            let text = map.next_value::<String>()?;
            values.insert(year, text.parse().map_err(A::Error::custom)?);
        }
        if values.is_empty() {
            return Err(A::Error::custom("a dated value needs at least one year"));
        }
        Ok(Dated(values))
    }
}

impl<'de, T: Copy + FromStr<Err = String>> Deserialize<'de> for Dated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DatedVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Rate;

    #[test]
    fn a_value_holds_until_the_next() {
        let ratio = Dated(BTreeMap::from([(2018, Rate::percent(3.0)), (2021, Rate::percent(4.5))]));
        let at = |year| ratio.at(year).as_f64();
        assert_eq!((at(2017), at(2020), at(2021), at(2060)), (0.03, 0.03, 0.045, 0.045));
    }
}
