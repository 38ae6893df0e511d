//! What is found before a history is compared: factors of provinces in 2010, and shifts of the nation.
//!
//! ```text
//! Λ(y)                  ←  the nation's in-service insured of y, 2011–24
//! Ρ(y)                  ←  the nation's retirees of y, 2011–16, while past years could be paid for; none after
//! rises of pensions     ←  growth of the nation's expenditure, 2011–24
//! level of moves        ←  growth of the nation's migrants, 2010–20 and 2020–24
//! pension level_p       ←  expenditure_p(2010) · growth of the nation's in 2011      declared share_p · density_p  ←  contributions_p, likewise
//! base subsidy_p        =  what revenue leaves
//! ```
//! A province's contributions are at most its revenue less interest and at most the same share κ of potential
//! everywhere; all together are the share of revenue that they were in the nation in 2011.

use super::accounts::PublishedAccounts;
use super::opening::{COUNTED, LAST, LAST_PURCHASE, Nation, YEAR, migrants};
use super::statistics::Statistics;
use crate::data::table;
use crate::fit::split::{self, FundYear};
use crate::fitted::Fitted;
use fastox_model::geography::PROVINCES;
use fastox_model::units::{Money, Year};

/// Change of a log-odds shift for a relative change of heads: somewhat less than would be needed in one year, since the
/// shift of a year acts on all later ones.
const SLOPE: f64 = 1.2;

/// A national total of the scheme.
fn published(year: Year, column: &str) -> f64 {
    let row = table("pension_national").row(&[("year", &year.to_string())]);
    row.number(column).expect("a year of the scheme's statistics")
}

impl Nation {
    /// Where the search begins.
    pub(super) fn start() -> Self {
        Self {
            coverage: vec![0.0; (LAST - YEAR) as usize],
            retired: vec![0.0; (LAST_PURCHASE - YEAR) as usize],
            moves: [1.0; 2],
            pensions: vec![0.0; (LAST - YEAR) as usize],
            pension_ratio: 0.5,
        }
    }

    /// Moves the shifts so that the nation's heads come nearer to those published.
    pub(super) fn meet_heads(&mut self, years: &[Statistics]) {
        let missing = |modelled: &[f64; PROVINCES], year: Year, column: &str| {
            SLOPE * libm::log(published(year, column) / modelled.iter().sum::<f64>())
        };
        for ((shift, figures), year) in self.coverage.iter_mut().zip(years).zip(YEAR + 1..) {
            *shift += missing(&figures.insured, year, "employees");
        }
        let mut least = 0.0f64;
        for ((shift, figures), year) in self.retired.iter_mut().zip(years).zip(YEAR + 1..) {
            // The log odds never fall: nobody is put out of a pension.
            *shift = (*shift + missing(&figures.retirees, year, "retirees")).max(least);
            least = *shift;
        }
    }

    /// Moves what pensions rise beyond the announced rate so that the nation's expenditure grows as published. That of
    /// the first year is met by the level of pensions.
    pub(super) fn meet_expenditure(&mut self, years: &[Statistics]) {
        let modelled = years.iter().map(|figures| figures.expenditure.iter().sum::<f64>());
        let missing: Vec<f64> =
            modelled.zip(YEAR + 1..).map(|(sum, year)| libm::log(published(year, "expenditure") / sum)).collect();
        for (rise, step) in self.pensions[1..].iter_mut().zip(missing.windows(2)) {
            *rise += step[1] - step[0];
        }
    }

    /// Moves the level of moves so that migrants, `first` at the opening, grow as the nation's did from count to count.
    /// Adults are taken to grow as all.
    pub(super) fn meet_migrants(&mut self, first: f64, years: &[Statistics]) {
        let mut before = (YEAR, first);
        for (level, year) in self.moves.iter_mut().zip(COUNTED) {
            let now = years[(year - YEAR - 1) as usize].migrants;
            let wanted = migrants(year) / migrants(before.0) * before.1;
            *level = (*level + libm::log(wanted / now)).max(0.0);
            before = (year, now);
        }
    }
}

/// The accounts of 2010 with the nation's growth of one year: what the first year is to meet.
pub(super) fn carried(accounts: &PublishedAccounts) -> ([f64; PROVINCES], [f64; PROVINCES]) {
    let grown = |column: &str| published(YEAR + 1, column) / published(YEAR, column);
    let (revenue, expenditure) = (grown("revenue"), grown("expenditure"));
    (accounts.revenue.map(|x| x * revenue), accounts.expenditure.map(|x| x * expenditure))
}

/// Moves the factors of provinces so that the first year comes nearer to the accounts.
pub(super) fn meet_accounts(
    fitted: &mut Fitted,
    nation: &mut Nation,
    accounts: &PublishedAccounts,
    first: &Statistics,
) {
    let (revenue, expenditure) = carried(accounts);
    let enterprise: [f64; PROVINCES] = std::array::from_fn(|p| (revenue[p] - first.public[p]).max(0.0));
    let wanted = contributions(first, &enterprise);
    for p in 0..PROVINCES {
        let own = &mut fitted.provinces[p];
        own.pension_level *= expenditure[p] / first.expenditure[p];
        let moved = wanted[p] / first.contributions[p];
        own.declare(own.declared() * moved);
        let rest = (enterprise[p] - wanted[p] - first.interest[p]).max(0.0);
        own.base_subsidy = Money::from_yuan(rest);
    }
    // The nation's level is a fact of the pensions in payment; later awards follow the law, around it those of each
    // province.
    let heads: f64 = accounts.retirees.iter().sum();
    let levels = fitted.provinces.iter().zip(accounts.retirees);
    let mean = levels.map(|(own, n)| own.pension_level * n).sum::<f64>() / heads;
    nation.pension_ratio *= mean;
    for own in &mut fitted.provinces {
        own.pension_level /= mean;
    }
}

/// Contributions of the first year by province, of this revenue of the enterprise funds. What whole wages yield is not
/// asked: bounds of the declared share are judged on 2024.
fn contributions(first: &Statistics, revenue: &[f64; PROVINCES]) -> [f64; PROVINCES] {
    let share = published(YEAR + 1, "contributions") / published(YEAR + 1, "revenue");
    let funds = std::array::from_fn(|p| FundYear {
        revenue: revenue[p],
        interest: first.interest[p],
        potential: first.potential[p],
        whole: f64::INFINITY,
        subsidised: true,
    });
    split::contributions(share, &funds)
}
