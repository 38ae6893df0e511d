//! What calibration found: provincial factors, opening reserves, curvature and duty of the response.

mod factors;
mod record;

use crate::data::table;
use crate::parameters::FILES;
use crate::parameters::diagnostic::Report;
use crate::parameters::diagnostic::document::Document;
use crate::response::{Observed, ResponseCurves, surplus_group};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Curve, Curves, EffectSize, Ordering};
use fastox_model::people::facts::ByProvince;
use fastox_model::units::Money;
use std::fmt::Write as _;

pub use factors::{DECLARED_BOUNDS, DENSITY_BOUND, FACTORS, Factor, Factors, Scale};

/// Pension levels beyond these, as a multiple of the mean level of the provinces, count as a miss.
pub const PENSION_BOUNDS: (f64, f64) = (0.8, 1.25);

/// The record shipped with the program.
pub(crate) const SHIPPED: &str = include_str!("../parameters/fitted.toml");

/// The shipped files of parameters and the record of the fit, by name and text.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().copied().chain([("calibration/parameters/fitted.toml", SHIPPED)])
}

/// The record of a calibration, as `fastox calibrate` writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// How much of the way from the insured of 2020 to those of 2024 coverage has made by 2021, 2022 and 2023.
    pub way: [f64; 3],
    /// (ε, δ) by setting and ordering.
    pub response: ResponseCurves,
    /// The factors of each province.
    pub provinces: [Factors; PROVINCES],
}

/// The name of a setting and an ordering in the record.
pub(crate) fn response_name(setting: EffectSize, ordering: Ordering) -> String {
    let reverse = if ordering == Ordering::Reverse { "-reverse" } else { "" };
    format!("{}{reverse}", setting.name())
}

impl Fitted {
    /// The record shipped with the program.
    pub fn shipped() -> Self {
        Self::read("calibration/parameters/fitted.toml", SHIPPED).unwrap_or_else(|report| panic!("{report}"))
    }

    /// Reads a record; every number that is missing, not finite or beyond what it may be is told at its place.
    pub fn read(file: &str, text: &str) -> Result<Self, Report> {
        Document::new(file, text).read(record::read)
    }

    /// The record as a file, every number to its last bit.
    pub fn to_toml(&self, header: &str) -> String {
        let mut text = String::new();
        for line in header.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "\n[coverage]\nway = {:?}", self.way);
        for setting in EffectSize::ALL {
            for ordering in Ordering::ALL {
                let curves = &self.response[setting as usize][ordering as usize];
                let _ = writeln!(text, "\n[response.{}]", response_name(setting, ordering));
                let _ = writeln!(text, "curvature_surplus = {:?}", curves.surplus.curvature);
                let _ = writeln!(text, "curvature_deficit = {:?}", curves.deficit.curvature);
                let _ = writeln!(text, "duty = {:?}", curves.surplus.duty);
            }
        }
        for p in Province::all() {
            let _ = writeln!(text, "\n[province.{}] # {} {}", p.code(), p.name(), p.name_zh());
            for factor in FACTORS {
                let value = (factor.text)(&self.provinces[p.index()]);
                let _ = writeln!(text, "{} = {value}", factor.key);
            }
        }
        text
    }

    /// No provincial factors at all: what the model says by itself.
    pub fn neutral() -> Self {
        // Where the search begins: the solution at a surplus retention of 0.74 and nothing kept in deficit.
        let curve = Curve { curvature: 0.092, duty: 0.214 };
        let curves = Curves { surplus: curve, deficit: curve };
        Self {
            way: [0.25, 0.5, 0.75],
            response: [[curves; Ordering::COUNT]; EffectSize::COUNT],
            provinces: [Factors::NEUTRAL; PROVINCES],
        }
    }

    /// The record without what differs by province: every factor at its national value, no shifts, and the national
    /// base subsidy shared out as retirees of 2024. Opening reserves stay: they are an identity, no factor.
    #[must_use]
    pub fn before_factors(&self) -> Self {
        let heads = |column: &str| table("pension_province").by_province(&[("year", "2024")], column);
        let (insured, retirees) = (heads("employees"), heads("retirees"));
        let all = |by: [f64; PROVINCES]| by.iter().sum::<f64>();
        let mean =
            |by: [f64; PROVINCES]| insured.iter().zip(by).map(|(n, share)| n * share).sum::<f64>() / all(insured);
        let subsidy: Money = self.provinces.iter().map(|own| own.base_subsidy).sum();
        let part = |n: f64| Money::from_yuan(subsidy.yuan() * n / all(retirees));
        let declared_share = mean(self.column(|own| own.declared_share));
        let density = mean(self.column(|own| own.density));
        let provinces = std::array::from_fn(|p| Factors {
            declared_share,
            density,
            base_subsidy: part(retirees[p]),
            opening_reserve: self.provinces[p].opening_reserve,
            kept: self.provinces[p].kept,
            ..Factors::NEUTRAL
        });
        Self { provinces, ..self.clone() }
    }

    /// A factor by province.
    pub fn column<T>(&self, factor: impl Fn(&Factors) -> T) -> [T; PROVINCES] {
        self.provinces.each_ref().map(factor)
    }

    /// What the response is solved from.
    pub fn observed(&self) -> Observed {
        Observed { kept: self.column(|own| own.kept), surplus: surplus_group() }
    }

    /// Between which a province's pension level may lie. The mean level is the nation's, which its accounts fix
    /// whatever the ratios of opening pensions that are assumed; so bounds are relative to it.
    pub fn pension_bounds(&self) -> (f64, f64) {
        let logs = self.provinces.iter().map(|own| libm::log(own.pension_level));
        let mean = libm::exp(logs.sum::<f64>() / PROVINCES as f64);
        (mean * PENSION_BOUNDS.0, mean * PENSION_BOUNDS.1)
    }

    /// A factor as the people loop reads it; `beyond` stands in the places of no province.
    pub fn by_province<T: Copy>(&self, beyond: T, factor: impl Fn(&Factors) -> T) -> ByProvince<T> {
        let mut by = [beyond; 32];
        by[..PROVINCES].copy_from_slice(&self.column(factor));
        by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_being_written_and_read() {
        let mut fitted = Fitted::neutral();
        fitted.provinces[18].declared_share = 0.1 + 0.2;
        fitted.provinces[18].opening_reserve = Money::from_fen(106_290_000_000_001);
        fitted.provinces[3].kept = 0.3 - 0.1;
        fitted.provinces[12].density = 0.7;
        fitted.way[1] = 0.1 + 0.7;
        fitted.response[2][1].deficit.curvature = 1.0 / 3.0;
        assert_eq!(Fitted::read("record", &fitted.to_toml("a header")).unwrap(), fitted);
    }

    fn refusal(from: &str, to: &str) -> String {
        let text = Fitted::neutral().to_toml("a header");
        assert!(text.contains(from), "{from}");
        Fitted::read("record.toml", &text.replacen(from, to, 1)).expect_err("it is wrong").to_string()
    }

    #[test]
    fn what_a_record_cannot_mean_is_told_at_its_line() {
        for (from, to, wanted) in [
            (
                "density = 1.0",
                "density = nan",
                "`province.11.density` needs a number from 0.1 to 1, but the number `nan`",
            ),
            ("density = 1.0", "density = -1", "record.toml:38:11"),
            ("pension_level = 1.0", "pension_level = inf", "a number from 0.1 to 10"),
            ("opening_reserve_fen = 0", "opening_reserve_fen = 9223372036854775807", "from 0 to 1000000000000000"),
            ("opening_reserve_fen = 0", "opening_reserve_fen = 0.5", "needs a whole number"),
            ("way = [0.25, 0.5, 0.75]", "way = [0.25, 0.5]", "`coverage.way` needs three numbers"),
            ("[province.65]", "[province.66]", "no `65`"),
            ("[response.severe]", "[response.severest]", "no `severe`"),
            ("kept = 0.74", "keep = 0.74", "unknown key `keep`"),
        ] {
            let message = refusal(from, to);
            assert!(message.contains(wanted), "{to}: {message}");
        }
    }
}
