//! Contributions against subsidy: published revenue holds both and interest in one sum.
//!
//! ```text
//! c_p  =  min(κ · effort_p · potential_p, revenue_p − interest_p, whole_p)      where a base subsidy is paid
//!         min(revenue_p − interest_p, whole_p)                       elsewhere
//! κ    :  Σ c  =  share · Σ revenue
//! ```
//! κ is what a province collects at full effort, before governments answer pooling: split after the fall, the provinces
//! that fell most would be the best collectors of 2021 by construction. What is left of revenue is the base subsidy. `whole` is what a province would collect if whole wages were declared,
//! at the effort it makes; what wages cannot yield is subsidy wherever it stands.

use fastox_model::bisection::bisect;
use fastox_model::geography::PROVINCES;

/// The enterprise fund of a province in a year, yuan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FundYear {
    /// Published revenue without the public sector's.
    pub revenue: f64,
    /// Of it, interest.
    pub interest: f64,
    /// What statutory rates on own wages would yield, times effort.
    pub potential: f64,
    /// What whole declared wages would yield at the effort that is made.
    pub whole: f64,
    /// Whether a base subsidy is paid.
    pub subsidised: bool,
}

/// Contributions by province such that all together are this share of revenue; less where wages cannot yield it.
pub(crate) fn contributions(share: f64, funds: &[FundYear; PROVINCES]) -> [f64; PROVINCES] {
    let wanted = share * funds.iter().map(|fund| fund.revenue).sum::<f64>();
    let at = |kappa: f64| {
        funds.map(|fund| {
            let most = (fund.revenue - fund.interest).clamp(0.0, fund.whole);
            if fund.subsidised { (kappa * fund.potential).min(most) } else { most }
        })
    };
    at(bisect([0.0, 2.0], 60, |kappa| at(kappa).iter().sum::<f64>() > wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUND: FundYear = FundYear { revenue: 100.0, interest: 5.0, potential: 100.0, whole: 110.0, subsidised: true };

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
    }

    #[test]
    fn all_together_are_the_share_and_each_the_same_part_of_its_potential() {
        let mut funds = [FUND; PROVINCES];
        funds[0].potential = 90.0;
        let found = contributions(0.85, &funds);
        near(found.iter().sum(), 0.85 * 31.0 * 100.0);
        near(found[0] / 90.0, found[1] / 100.0);
    }

    #[test]
    fn without_a_subsidy_revenue_is_contributions_and_interest() {
        let mut funds = [FUND; PROVINCES];
        funds[0].subsidised = false;
        let found = contributions(0.85, &funds);
        near(found[0], 95.0);
        near(found.iter().sum(), 0.85 * 31.0 * 100.0);
    }

    /// Where wages yield 80 at most, 20 of 100 are not contributions, whatever the split says of subsidies; others make
    /// up for it.
    #[test]
    fn nowhere_more_than_whole_wages_yield() {
        let mut funds = [FUND; PROVINCES];
        (funds[0].subsidised, funds[0].whole, funds[1].whole) = (false, 80.0, 80.0);
        let found = contributions(0.85, &funds);
        near(found[0], 80.0);
        near(found[1], 80.0);
        near(found.iter().sum(), 0.85 * 31.0 * 100.0);
        // If none can, the share is not met.
        let poor = [FundYear { whole: 70.0, ..FUND }; PROVINCES];
        near(contributions(0.85, &poor).iter().sum(), 70.0 * 31.0);
    }

    #[test]
    fn interest_beyond_revenue_leaves_nothing() {
        let mut funds = [FUND; PROVINCES];
        funds[0].interest = 120.0;
        near(contributions(0.85, &funds)[0], 0.0);
    }
}
