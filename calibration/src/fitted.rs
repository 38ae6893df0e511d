//! What calibration found: provincial factors, opening reserves, the effort parameters.

use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::facts::ByProvince;
use fastox_model::units::Money;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The record shipped with the program.
pub(crate) const SHIPPED: &str = include_str!("../parameters/fitted.toml");

/// The record of a calibration, as `fastox calibrate` writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// Share of the wage that is declared at full effort.
    pub declared_share: [f64; PROVINCES],
    /// Factor on pensions: awards, and the opening stock.
    pub pension_level: [f64; PROVINCES],
    /// Shift of the log odds of coverage in 2020 and 2024, after the closed form.
    pub coverage_shift: [f64; PROVINCES],
    /// Shift of the log odds of being retired in 2020.
    pub retired_shift: [f64; PROVINCES],
    /// Reserves on 31 December 2020, fen.
    pub opening_reserve: [Money; PROVINCES],
    /// Base subsidy of 2024, fen.
    pub base_subsidy: [Money; PROVINCES],
    /// ε.
    pub curvature: f64,
    /// δ.
    pub duty: f64,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    response: ResponsePart,
    province: BTreeMap<String, Factors>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponsePart {
    curvature: f64,
    duty: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Factors {
    declared_share: f64,
    pension_level: f64,
    coverage_shift: f64,
    retired_shift: f64,
    opening_reserve_fen: i64,
    base_subsidy_fen: i64,
}

impl Fitted {
    /// The record shipped with the program.
    pub fn shipped() -> Self {
        Self::read(SHIPPED).expect("the shipped record is one this program wrote")
    }

    /// Reads a record.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut fitted = Self::neutral();
        for p in Province::all() {
            let factors = file.province.get(&p.code().to_string()).ok_or_else(|| {
                serde::de::Error::custom(format!("no table `[province.{}]` for {p}", p.code()))
            })?;
            let i = p.index();
            fitted.declared_share[i] = factors.declared_share;
            fitted.pension_level[i] = factors.pension_level;
            fitted.coverage_shift[i] = factors.coverage_shift;
            fitted.retired_shift[i] = factors.retired_shift;
            fitted.opening_reserve[i] = Money::from_fen(factors.opening_reserve_fen);
            fitted.base_subsidy[i] = Money::from_fen(factors.base_subsidy_fen);
        }
        fitted.curvature = file.response.curvature;
        fitted.duty = file.response.duty;
        Ok(fitted)
    }

    /// The record as a file, every number to its last bit.
    pub fn to_toml(&self, header: &str) -> String {
        let mut text = String::new();
        for line in header.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let (curvature, duty) = (self.curvature, self.duty);
        let _ = writeln!(text, "\n[response]\ncurvature = {curvature:?}\nduty = {duty:?}");
        for p in Province::all() {
            let i = p.index();
            let _ = writeln!(text, "\n[province.{}] # {} {}", p.code(), p.name(), p.name_zh());
            let factors = [
                ("declared_share", self.declared_share[i]),
                ("pension_level", self.pension_level[i]),
                ("coverage_shift", self.coverage_shift[i]),
                ("retired_shift", self.retired_shift[i]),
            ];
            for (name, value) in factors {
                let _ = writeln!(text, "{name} = {value:?}");
            }
            let _ = writeln!(text, "opening_reserve_fen = {}", self.opening_reserve[i].fen());
            let _ = writeln!(text, "base_subsidy_fen = {}", self.base_subsidy[i].fen());
        }
        text
    }

    /// No provincial factors at all: what the model says by itself.
    pub fn neutral() -> Self {
        Self {
            declared_share: [0.85; PROVINCES],
            pension_level: [1.0; PROVINCES],
            coverage_shift: [0.0; PROVINCES],
            retired_shift: [0.0; PROVINCES],
            opening_reserve: [Money::ZERO; PROVINCES],
            base_subsidy: [Money::ZERO; PROVINCES],
            curvature: 0.092,
            duty: 0.214,
        }
    }

    /// The declared share as the people loop reads it.
    pub fn declared(&self) -> ByProvince<f32> {
        let mut by = [0.0; 32];
        for (to, from) in by.iter_mut().zip(self.declared_share) {
            *to = from as f32;
        }
        by
    }

    /// The pension level as the people loop reads it.
    pub fn pension_level(&self) -> ByProvince<f64> {
        let mut by = [1.0; 32];
        by[..PROVINCES].copy_from_slice(&self.pension_level);
        by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_being_written_and_read() {
        let mut fitted = Fitted::neutral();
        fitted.declared_share[18] = 0.1 + 0.2;
        fitted.opening_reserve[18] = Money::from_fen(106_290_000_000_001);
        assert_eq!(Fitted::read(&fitted.to_toml("a header")).unwrap(), fitted);
    }
}
