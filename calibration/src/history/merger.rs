//! The merger of the public sector into the scheme, as the statistics saw it.
//!
//! Civil servants and staff of public institutions live in the model from the opening on. In 2010 only those of the
//! pilots were in the statistics of the scheme; the reform of October 2014 brought in the rest by about 2019. So
//! published figures hold a share of them, the same in all provinces:
//!
//! ```text
//! m(y) = members in the statistics(y) ÷ all of the public sector(y)       one from 2019 on
//! ```
//! All of the public sector is the members of 2023, and in 2010 those in service at `public.share_of_residents` with as
//! many retirees each as the scheme had then (assumption); between, constant growth. Members of 2012 and 2013 lie on a
//! line between their neighbours.

use crate::data::table;
use fastox_model::units::Year;

/// The first year with all of the public sector in the statistics.
const MERGED: Year = 2019;
/// The last year whose members are known.
const LAST_KNOWN: Year = 2023;

/// The public sector of the nation.
#[derive(Clone, Copy, Debug)]
pub struct Merger {
    /// In service in 2010.
    in_service_2010: f64,
    /// Retirees of 2010 per person in service.
    per_worker: f64,
}

impl Merger {
    /// From so many in service in 2010, all provinces together, and retirees per person in service.
    pub fn new(in_service_2010: f64, per_worker: f64) -> Self {
        Self { in_service_2010, per_worker }
    }

    /// m(y).
    pub fn share(&self, year: Year) -> f64 {
        if year >= MERGED {
            return 1.0;
        }
        let (first, last) = (self.in_service_2010 * (1.0 + self.per_worker), members(LAST_KNOWN));
        let part = f64::from(year - 2010) / f64::from(LAST_KNOWN - 2010);
        (members(year) / (first * libm::pow(last / first, part))).min(1.0)
    }
}

/// Members of the public sector in the statistics, in service and retired.
fn members(year: Year) -> f64 {
    let known = |row: &crate::data::Row| Some((row.text("year").parse::<Year>().ok()?, row.number("public")?));
    let all: Vec<_> = table("scheme_headcount_national").rows().filter_map(|r| known(&r)).collect();
    let before = all.iter().rev().find(|(y, _)| *y <= year).unwrap_or(&all[0]);
    let after = all.iter().find(|(y, _)| *y >= year).unwrap_or(&all[all.len() - 1]);
    if before.0 == after.0 {
        return before.1;
    }
    let part = f64::from(year - before.0) / f64::from(after.0 - before.0);
    before.1 + part * (after.1 - before.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_in_the_statistics_rises_to_one() {
        let merger = Merger::new(36e6, 0.325);
        let shares: Vec<f64> = (2010..2025).map(|year| merger.share(year)).collect();
        assert!((shares[0] - 20_733_000.0 / 47.7e6).abs() < 1e-9);
        assert!(shares[5] < 0.5 && shares[7] > 0.8 && (shares[9] - 1.0).abs() < 1e-12);
        let between = 21_073_000.0 + (21_784_000.0 - 21_073_000.0) / 3.0;
        assert!((members(2012) - between).abs() < 1e-6);
    }
}
