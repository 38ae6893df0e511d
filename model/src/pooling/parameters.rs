//! The parameters of a clause, written once: its fields, its defaults, and what `fastox explain` shows of them.

use crate::units::{Dated, Money, Months, Rate};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::str::FromStr;

/// What is shown of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterInfo {
    pub(super) field: &'static str,
    /// What it is.
    pub text: &'static str,
    /// What it is measured in, as in parameter files: `%`, `months`, `yuan`, or `choice` for a word or a list of words.
    pub unit: &'static str,
    /// What holds where a scenario is silent, as it would be written; nothing if a scenario must give it.
    pub default: Option<&'static str>,
    /// Between which values to vary it.
    pub range: Option<&'static str>,
    /// Where the default comes from, or that it is assumed.
    pub source: &'static str,
    /// The dated parameter it follows where a scenario is silent.
    pub follows: Option<&'static str>,
    /// Whether it has dates; otherwise it follows the first year of a period.
    pub dated: bool,
}

impl ParameterInfo {
    /// Its name in scenario files.
    pub fn name(&self) -> String {
        self.field.replace('_', "-")
    }
}

/// What can be a parameter: something written as text, with one unit.
pub(super) trait Quantity: DeserializeOwned {
    /// See [`ParameterInfo::unit`].
    const UNIT: &'static str;
    /// See [`ParameterInfo::dated`].
    const DATED: bool = false;

    /// Reads a default.
    fn read(text: &str) -> Self {
        let text: StrDeserializer<Error> = text.into_deserializer();
        Self::deserialize(text).expect("a default is written as a scenario would write it")
    }
}

impl Quantity for Rate {
    const UNIT: &'static str = "%";
}

impl Quantity for Months {
    const UNIT: &'static str = "months";
}

impl Quantity for Money {
    const UNIT: &'static str = "yuan";
}

impl<T: Quantity + Copy + FromStr<Err = String>> Quantity for Dated<T> {
    const UNIT: &'static str = T::UNIT;
    const DATED: bool = true;
}

/// Declares the parameters of a clause, each with its text, type, default, range and source. A parameter without a
/// default must be given; if all have one, the clause has a `Default`. One that names a parameter of the tree after
/// `as` is filled in from it where a scenario is loaded.
macro_rules! parameters {
    (@option) => { None };
    (@option $value:literal) => { Some($value) };
    (@value $field:ident $default:literal) => {
        $field.unwrap_or_else(|| $crate::pooling::parameters::Quantity::read($default))
    };
    (@value $field:ident) => {
        $field.ok_or_else(|| {
            let name = stringify!($field).replace('_', "-");
            serde::de::Error::custom(format!("missing field `{name}`"))
        })?
    };
    (@clause $(#[$about:meta])* $clause:ident { $(
        $(#[doc = $text:literal])+
        $field:ident: $type:ty $(= $default:literal)? $([$range:literal])?, $source:literal
            $(as $tree:literal)?;
    )* }) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub struct $clause {
            $($(#[doc = $text])+ pub $field: $type,)*
        }

        impl $clause {
            pub(super) const PARAMETERS: &[$crate::pooling::ParameterInfo] =
                &[$($crate::pooling::ParameterInfo {
                    field: stringify!($field),
                    text: concat!($($text),+).trim_ascii(),
                    unit: <$type as $crate::pooling::parameters::Quantity>::UNIT,
                    default: parameters!(@option $($default)?),
                    range: parameters!(@option $($range)?),
                    source: $source,
                    follows: parameters!(@option $($tree)?),
                    dated: <$type as $crate::pooling::parameters::Quantity>::DATED,
                },)*];
        }

        impl<'de> serde::Deserialize<'de> for $clause {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(deny_unknown_fields, rename_all = "kebab-case")]
                struct Written {
                    $($field: Option<$type>,)*
                }
                let Written { $($field),* } = Written::deserialize(from)?;
                Ok(Self { $($field: parameters!(@value $field $($default)?),)* })
            }
        }
    };
    ($(#[$about:meta])* $clause:ident { $(
        $(#[doc = $text:literal])+
        $field:ident: $type:ty = $default:literal $([$range:literal])?, $source:literal;
    )* }) => {
        parameters! { @clause $(#[$about])* $clause { $(
            $(#[doc = $text])+
            $field: $type = $default $([$range])?, $source;
        )* } }

        impl Default for $clause {
            fn default() -> Self {
                Self { $($field: $crate::pooling::parameters::Quantity::read($default),)* }
            }
        }
    };
    ($($required:tt)*) => { parameters! { @clause $($required)* } };
}
