//! What calibration found: provincial factors, opening reserves, curvature and duty of the response.

use crate::data::table;
use crate::parameters::FILES;
use crate::response::ResponseCurves;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Curve, Curves, Ordering, Setting};
use fastox_model::people::facts::ByProvince;
use fastox_model::units::Money;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The record shipped with the program.
pub(crate) const SHIPPED: &str = include_str!("../parameters/fitted.toml");

/// The shipped files of parameters and the record of the fit, by name and text.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied().chain([("calibration/parameters/fitted.toml", SHIPPED)])
}

/// The record of a calibration, as `fastox calibrate` writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// Share of the wage that is declared at full effort.
    pub declared_share: [f64; PROVINCES],
    /// Months paid per month in service of those who pay, at full effort; below one where a declared share at the floor of
    /// contribution bases does not explain what is collected.
    pub density: [f64; PROVINCES],
    /// Factor on pensions: awards, and the opening stock.
    pub pension_level: [f64; PROVINCES],
    /// Shift of the log odds of coverage in 2020 and 2024, after the closed form.
    pub coverage_shift: [f64; PROVINCES],
    /// Shift of the log odds of being retired in 2020, after the derived headcounts.
    pub retired_shift: [f64; PROVINCES],
    /// How much of the way from the insured of 2020 to those of 2024 coverage has made by 2021, 2022 and 2023.
    pub way: [f64; 3],
    /// Log of the factor on the chance of being in service near retirement in 2020.
    pub near_retirement: [f64; PROVINCES],
    /// Reserves on 31 December 2020, fen.
    pub opening_reserve: [Money; PROVINCES],
    /// Base subsidy of 2024, fen.
    pub base_subsidy: [Money; PROVINCES],
    /// Mean retention on collection of 2022–24, from which the response is solved.
    pub kept: [f64; PROVINCES],
    /// Who was in surplus before transfers in 2021.
    pub surplus_2021: [bool; PROVINCES],
    /// (ε, δ) by setting and ordering.
    pub response: ResponseCurves,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    coverage: Path,
    response: BTreeMap<String, ResponsePart>,
    province: BTreeMap<String, Factors>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Path {
    way: [f64; 3],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponsePart {
    curvature_surplus: f64,
    curvature_deficit: f64,
    duty: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Factors {
    declared_share: f64,
    density: f64,
    pension_level: f64,
    coverage_shift: f64,
    retired_shift: f64,
    near_retirement: f64,
    opening_reserve_fen: i64,
    base_subsidy_fen: i64,
    kept: f64,
    surplus_2021: bool,
}

/// The name of a setting and an ordering in the record.
pub(crate) fn response_name(setting: Setting, ordering: Ordering) -> String {
    let reverse = if ordering == Ordering::Reverse { "-reverse" } else { "" };
    format!("{}{reverse}", setting.name())
}

impl Fitted {
    /// The record shipped with the program.
    pub fn shipped() -> Self {
        Self::read(SHIPPED).expect("the shipped record is one this program wrote")
    }

    /// Reads a record.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut fitted = Self { way: file.coverage.way, ..Self::neutral() };
        for p in Province::all() {
            let factors = file.province.get(&p.code().to_string()).ok_or_else(|| {
                serde::de::Error::custom(format!("no table `[province.{}]` for {p}", p.code()))
            })?;
            let i = p.index();
            fitted.declared_share[i] = factors.declared_share;
            fitted.density[i] = factors.density;
            fitted.pension_level[i] = factors.pension_level;
            fitted.coverage_shift[i] = factors.coverage_shift;
            fitted.retired_shift[i] = factors.retired_shift;
            fitted.near_retirement[i] = factors.near_retirement;
            fitted.opening_reserve[i] = Money::from_fen(factors.opening_reserve_fen);
            fitted.base_subsidy[i] = Money::from_fen(factors.base_subsidy_fen);
            fitted.kept[i] = factors.kept;
            fitted.surplus_2021[i] = factors.surplus_2021;
        }
        for setting in Setting::ALL {
            for ordering in Ordering::ALL {
                let name = response_name(setting, ordering);
                let found = file.response.get(&name).ok_or_else(|| {
                    serde::de::Error::custom(format!("no table `[response.{name}]`"))
                })?;
                let curve = |curvature| Curve { curvature, duty: found.duty };
                fitted.response[setting as usize][ordering as usize] = Curves {
                    surplus: curve(found.curvature_surplus),
                    deficit: curve(found.curvature_deficit),
                };
            }
        }
        Ok(fitted)
    }

    /// The record as a file, every number to its last bit.
    pub fn to_toml(&self, header: &str) -> String {
        let mut text = String::new();
        for line in header.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "\n[coverage]\nway = {:?}", self.way);
        for setting in Setting::ALL {
            for ordering in Ordering::ALL {
                let curves = &self.response[setting as usize][ordering as usize];
                let _ = writeln!(text, "\n[response.{}]", response_name(setting, ordering));
                let _ = writeln!(text, "curvature_surplus = {:?}", curves.surplus.curvature);
                let _ = writeln!(text, "curvature_deficit = {:?}", curves.deficit.curvature);
                let _ = writeln!(text, "duty = {:?}", curves.surplus.duty);
            }
        }
        for p in Province::all() {
            let i = p.index();
            let _ = writeln!(text, "\n[province.{}] # {} {}", p.code(), p.name(), p.name_zh());
            let factors = [
                ("declared_share", self.declared_share[i]),
                ("density", self.density[i]),
                ("pension_level", self.pension_level[i]),
                ("coverage_shift", self.coverage_shift[i]),
                ("retired_shift", self.retired_shift[i]),
                ("near_retirement", self.near_retirement[i]),
            ];
            for (name, value) in factors {
                let _ = writeln!(text, "{name} = {value:?}");
            }
            let _ = writeln!(text, "opening_reserve_fen = {}", self.opening_reserve[i].fen());
            let _ = writeln!(text, "base_subsidy_fen = {}", self.base_subsidy[i].fen());
            let _ = writeln!(text, "kept = {:?}", self.kept[i]);
            let _ = writeln!(text, "surplus_2021 = {}", self.surplus_2021[i]);
        }
        text
    }

    /// No provincial factors at all: what the model says by itself.
    pub fn neutral() -> Self {
        // Where the search begins: the solution at a surplus retention of 0.74 and nothing kept in deficit.
        let curve = Curve { curvature: 0.092, duty: 0.214 };
        let curves = Curves { surplus: curve, deficit: curve };
        Self {
            declared_share: [0.85; PROVINCES],
            density: [1.0; PROVINCES],
            pension_level: [1.0; PROVINCES],
            coverage_shift: [0.0; PROVINCES],
            retired_shift: [0.0; PROVINCES],
            way: [0.25, 0.5, 0.75],
            near_retirement: [0.0; PROVINCES],
            opening_reserve: [Money::ZERO; PROVINCES],
            base_subsidy: [Money::ZERO; PROVINCES],
            kept: [0.74; PROVINCES],
            surplus_2021: [true; PROVINCES],
            response: [[curves; Ordering::COUNT]; Setting::COUNT],
        }
    }

    /// The record without what differs by province: every factor at its national value, no shifts, and the national base
    /// subsidy shared out as retirees of 2024. Opening reserves stay: they are an identity, no factor.
    #[must_use]
    pub fn before_factors(&self) -> Self {
        let heads =
            |column: &str| table("pension_province").by_province(&[("year", "2024")], column);
        let (insured, retirees) = (heads("employees"), heads("retirees"));
        let all = |by: [f64; PROVINCES]| by.iter().sum::<f64>();
        let mean = |by: [f64; PROVINCES]| {
            insured.iter().zip(by).map(|(n, share)| n * share).sum::<f64>() / all(insured)
        };
        let subsidy: Money = self.base_subsidy.iter().copied().sum();
        let part = |n: f64| Money::from_yuan(subsidy.yuan() * n / all(retirees));
        Self {
            declared_share: [mean(self.declared_share); PROVINCES],
            density: [mean(self.density); PROVINCES],
            pension_level: [1.0; PROVINCES],
            coverage_shift: [0.0; PROVINCES],
            retired_shift: [0.0; PROVINCES],
            near_retirement: [0.0; PROVINCES],
            base_subsidy: retirees.map(part),
            ..self.clone()
        }
    }

    /// The declared share as the people loop reads it.
    pub fn declared(&self) -> ByProvince<f32> {
        by_province(self.declared_share)
    }

    /// The density of contributions as the people loop reads it.
    pub fn density(&self) -> ByProvince<f32> {
        by_province(self.density)
    }

    /// The pension level as the people loop reads it.
    pub fn pension_level(&self) -> ByProvince<f64> {
        let mut by = [1.0; 32];
        by[..PROVINCES].copy_from_slice(&self.pension_level);
        by
    }
}

fn by_province(values: [f64; PROVINCES]) -> ByProvince<f32> {
    let mut by = [0.0; 32];
    for (to, from) in by.iter_mut().zip(values) {
        *to = from as f32;
    }
    by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_being_written_and_read() {
        let mut fitted = Fitted::neutral();
        fitted.declared_share[18] = 0.1 + 0.2;
        fitted.opening_reserve[18] = Money::from_fen(106_290_000_000_001);
        fitted.kept[3] = 0.3 - 0.1;
        fitted.density[12] = 0.7;
        fitted.way[1] = 0.1 + 0.7;
        fitted.surplus_2021[4] = false;
        fitted.response[2][1].deficit.curvature = 1.0 / 3.0;
        assert_eq!(Fitted::read(&fitted.to_toml("a header")).unwrap(), fitted);
    }
}
