//! Relief from contributions (阶段性减免, 缓缴): the employer's part waived in 2020, and payment put off in 2022.
//!
//! ```text
//! E_eff(t)  = E · (1 − s · w_small(t) − (1 − s) · w_large(t))      s: share of wages paid by small and medium firms
//! w_small   = 100 %   February to December 2020
//! w_large   =  50 %   February to June 2020, 100 % in Hubei
//! deferred  = due · share of payers who put off, April to December 2022, repaid in equal parts by December 2023
//! ```
//! A waiver lowers what the pool receives for good; the worker's part and the months credited stay whole. A deferral only
//! moves money in time and bears no late fee.
//!
//! Source: 人社部发〔2020〕11号, 〔2020〕49号 (waiver); 人社厅发〔2022〕16号, 人社部发〔2022〕31号 (deferral); all recalled.
//! The last month of deferral and of repayment are recalled with low confidence.
//!
//! Left out: which firms count as small (the caller gives their share of wages), the lists of hard-hit sectors, and the
//! floor of the base that provinces could freeze in 2020: that is a longer floor lag (see
//! [`contribution_base`](super::contribution_base)).

use crate::units::{Money, Month, Rate, Year};

/// Which firms a waiver distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirmSize {
    /// Small, medium and micro firms (中小微企业) and the self-employed with employees.
    Small,
    /// Large firms and other employers.
    Large,
}

/// The waiver of employers' contributions: which months, which shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// First month waived.
    pub from: Month,
    /// Last month waived for small firms.
    pub small_until: Month,
    /// Last month waived for large firms.
    pub large_until: Month,
    /// Share waived for small firms.
    pub small: Rate,
    /// Share waived for large firms.
    pub large: Rate,
    /// Share waived for large firms of the province hit hardest (Hubei).
    pub large_hardest_hit: Rate,
}

impl Waiver {
    /// The relief of 2020.
    pub fn china_2020() -> Self {
        Self {
            from: Month::new(2020, 2),
            small_until: Month::new(2020, 12),
            large_until: Month::new(2020, 6),
            small: Rate::ONE,
            large: Rate::percent(50.0),
            large_hardest_hit: Rate::ONE,
        }
    }

    /// The share of the employer's part waived in a month.
    pub fn waived(&self, month: Month, size: FirmSize, hardest_hit: bool) -> Rate {
        let (until, share) = match size {
            FirmSize::Small => (self.small_until, self.small),
            FirmSize::Large if hardest_hit => (self.large_until, self.large_hardest_hit),
            FirmSize::Large => (self.large_until, self.large),
        };
        if (self.from..=until).contains(&month) { share } else { Rate::ZERO }
    }

    /// The employer rate that is left in a month, given the share of wages paid by small firms.
    pub fn employer_rate(
        &self,
        rate: Rate,
        month: Month,
        small_share: Rate,
        hardest_hit: bool,
    ) -> Rate {
        let of = |size| self.waived(month, size, hardest_hit).as_f64();
        let small = small_share.as_f64();
        let waived = small * of(FirmSize::Small) + (1.0 - small) * of(FirmSize::Large);
        Rate::from_f64(rate.as_f64() * (1.0 - waived))
    }

    /// The mean employer rate of a year's twelve months.
    pub fn mean_employer_rate(
        &self,
        rate: Rate,
        year: Year,
        small_share: Rate,
        hardest_hit: bool,
    ) -> Rate {
        let of_month = |m| self.employer_rate(rate, Month::new(year, m), small_share, hardest_hit);
        let sum: i64 = (1..=12).map(|m| of_month(m).billionths()).sum();
        Rate::from_f64(sum as f64 / 12e9)
    }
}

/// Contributions that may be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deferral {
    /// First month whose contributions may be put off.
    pub from: Month,
    /// Last month whose contributions may be put off.
    pub until: Month,
    /// Last month of repayment; it begins in the month after `until`.
    pub repaid_by: Month,
}

impl Deferral {
    /// The deferral of 2022.
    pub const fn china_2022() -> Self {
        Self {
            from: Month::new(2022, 4),
            until: Month::new(2022, 12),
            repaid_by: Month::new(2023, 12),
        }
    }

    /// What is not paid now, given the share of payers who put off.
    pub fn deferred(&self, due: Money, month: Month, share: Rate) -> Money {
        if (self.from..=self.until).contains(&month) { due * share } else { Money::ZERO }
    }

    /// The repayments of a sum put off, month by month from the month after `until`; they add up to the sum.
    pub fn repayments(&self, deferred: Money) -> Vec<Money> {
        deferred.split_by(&vec![1; self.repaid_by.since(self.until).max(1) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_percent_with_forty_percent_of_wages_in_small_firms() {
        let (law, rate, small) = (Waiver::china_2020(), Rate::percent(16.0), Rate::percent(40.0));
        let of = |month, hardest| {
            law.employer_rate(rate, Month::new(2020, month), small, hardest).billionths()
        };
        assert_eq!(of(1, false), 160_000_000);
        assert_eq!(of(2, false), 48_000_000); // 16 % · (1 − 0.4 − 0.6 · 0.5)
        assert_eq!(of(6, true), 0);
        assert_eq!(of(7, false), 96_000_000); // 16 % · (1 − 0.4)
        // (1 · 16 + 5 · 4.8 + 6 · 9.6) / 12 = 8.1333 %
        let mean = law.mean_employer_rate(rate, 2020, small, false);
        assert_eq!(mean.billionths(), 81_333_333);
        assert_eq!(law.mean_employer_rate(rate, 2021, small, false), rate);
    }

    #[test]
    fn what_was_put_off_in_2022_is_repaid_in_twelve_parts() {
        let law = Deferral::china_2022();
        let put_off =
            law.deferred(Money::from_fen(100_001), Month::new(2022, 5), Rate::percent(10.0));
        assert_eq!(put_off, Money::from_fen(10_000));
        let parts = law.repayments(put_off);
        assert_eq!((parts.len(), parts.iter().copied().sum()), (12, put_off));
        let later =
            law.deferred(Money::from_fen(100_001), Month::new(2023, 1), Rate::percent(10.0));
        assert_eq!(later, Money::ZERO);
    }
}
