//! What calibration found: provincial factors, opening reserves, the effort parameters.

use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::ByProvince;
use fastox_model::units::Money;

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

impl Fitted {
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
