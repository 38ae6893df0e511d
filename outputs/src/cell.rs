//! One value of a table, and what turns into one.

use fastox_model::geography::Province;
use fastox_model::units::{Money, Rate};

/// One value of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// A name, for a `Name` column.
    Name(&'a str),
    /// A small whole number, for a `Whole` or a `Count` column.
    Whole(i32),
    /// A large whole number, for a `Count` column.
    Count(i64),
    /// A finite number, for a `Number` column.
    Number(f64),
    /// Nothing, for a `Number` column.
    Missing,
    /// Whole fen, for a `Fen` column, or a `Number` column in yuan.
    Fen(i64),
}

impl Cell<'_> {
    /// The ratio, missing where the denominator is zero.
    pub fn ratio(numerator: f64, denominator: f64) -> Self {
        if denominator == 0.0 { Self::Missing } else { Self::Number(numerator / denominator) }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(name: &'a str) -> Self {
        Self::Name(name)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(name: &'a String) -> Self {
        Self::Name(name)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Missing, Self::Number)
    }
}

impl From<Rate> for Cell<'_> {
    fn from(rate: Rate) -> Self {
        Self::Number(rate.as_f64())
    }
}

impl From<Money> for Cell<'_> {
    fn from(money: Money) -> Self {
        Self::Fen(money.fen())
    }
}

impl From<Province> for Cell<'_> {
    fn from(province: Province) -> Self {
        Self::Whole(i32::from(province.code()))
    }
}

/// Whole numbers that fit a cell without loss.
macro_rules! from_whole {
    ($($small:ty),+ => $cell:ident($wide:ty)) => {
        $(impl From<$small> for Cell<'_> {
            fn from(number: $small) -> Self {
                Self::$cell(<$wide>::from(number))
            }
        })+
    };
}

from_whole!(bool, i8, u8, i16, u16, i32 => Whole(i32));
from_whole!(u32, i64 => Count(i64));

impl From<u64> for Cell<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).expect("a count stays below 9.2 × 10¹⁸"))
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Self::from(count as u64)
    }
}
