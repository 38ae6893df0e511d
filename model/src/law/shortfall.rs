//! Short of the minimum period at the statutory month: what is open, and what the missing months cost in one sum.
//!
//! ```text
//! pay on              延长缴费   always, until the minimum is reached
//! one sum             一次性缴费  first insured before July 2011 and still short 60 months after the statutory month
//! past years          补缴       until 2016, by anybody, up to the minimum
//! residents' scheme   转入城乡居民 since July 2014, with fewer than 180 months
//! refund              终止       on written request: the account is paid once, the pooled part is lost
//! cost of one sum   = missing months · base · 20 %, of which base · 8 % to the account
//! ```
//! The requirement is that of the statutory month, also for those who pay on.
//!
//! Source: Social Insurance Law art. 16 and its implementing rules (实施细则, 2011) arts. 2 and 3 (recalled); from 2030 the
//! decision of the NPC Standing Committee of 2024-09-13, art. 2.
//!
//! Left out: the base a province prescribes for the one sum (the caller gives it), and the grounds of a termination.

use super::contribution::{Contribution, ContributionRates};
use super::residents_scheme::{ResidentsLink, Scheme};
use crate::units::{Month, MonthlyMoney};

/// What somebody short of the minimum may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Pay on, month by month (延长缴费).
    PayOn,
    /// Pay the missing months in one sum (一次性缴费).
    OneSum,
    /// Move to the residents' scheme (转入城乡居民养老保险).
    ResidentsScheme,
    /// End the relation in writing and take the account (书面终止, 退个人账户).
    Refund,
}

impl Remedy {
    /// Every remedy, in the order the law names them.
    pub const ALL: [Self; 4] = [Self::PayOn, Self::OneSum, Self::ResidentsScheme, Self::Refund];
}

/// Somebody at or past the statutory month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Months contributed or deemed.
    pub months: i32,
    /// Months required in the statutory month.
    pub required: i32,
    /// When the statutory age was reached.
    pub statutory: Month,
    /// When the first contribution was paid.
    pub first_insured: Month,
}

impl Standing {
    /// Months that are missing.
    pub fn missing(&self) -> i32 {
        (self.required - self.months).max(0)
    }
}

/// The rule for those who fall short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortfallLaw {
    /// One sum is open only to those first insured before.
    pub one_sum_insured_before: Month,
    /// Months of paying on before one sum is open.
    pub one_sum_after: i32,
    /// Whether anybody may pay for past years (补缴), so that what is missing is bought at the statutory month; until 2016.
    pub buys_back: bool,
    /// The link to the residents' scheme.
    pub residents: ResidentsLink,
}

impl ShortfallLaw {
    /// The law in force since July 2011.
    pub const fn china_2011() -> Self {
        Self {
            one_sum_insured_before: Month::new(2011, 7),
            one_sum_after: 60,
            buys_back: false,
            residents: ResidentsLink::china_2014(),
        }
    }

    /// Whether a remedy is open in a month.
    pub fn is_open(&self, remedy: Remedy, standing: &Standing, month: Month) -> bool {
        let late = month.since(standing.statutory);
        if standing.missing() == 0 || late < 0 {
            return false;
        }
        match remedy {
            Remedy::PayOn | Remedy::Refund => true,
            Remedy::OneSum => {
                let early = standing.first_insured < self.one_sum_insured_before;
                self.buys_back || early && late >= self.one_sum_after
            }
            Remedy::ResidentsScheme => {
                self.residents.scheme(standing.months, month) == Some(Scheme::Residents)
            }
        }
    }

    /// The remedies open in a month, in the order the law names them; none before the statutory month or with nothing missing.
    pub fn open(&self, standing: &Standing, month: Month) -> impl Iterator<Item = Remedy> {
        Remedy::ALL.into_iter().filter(move |&remedy| self.is_open(remedy, standing, month))
    }
}

/// What the missing months cost in one sum, and where it goes.
pub fn cost_of_one_sum(
    missing: i32,
    base: MonthlyMoney,
    rates: &ContributionRates,
) -> Contribution {
    rates.of_flexible(base).times(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn ten_years_at_sixty() {
        let law = ShortfallLaw::china_2011();
        let statutory = Month::new(2024, 6);
        let standing =
            Standing { months: 120, required: 180, statutory, first_insured: Month::new(2005, 1) };
        let open = |standing: &Standing, month| law.open(standing, month).collect::<Vec<_>>();
        assert_eq!(
            open(&standing, statutory.plus(59)),
            [Remedy::PayOn, Remedy::ResidentsScheme, Remedy::Refund]
        );
        assert_eq!(open(&standing, statutory.plus(60)), Remedy::ALL);
        let later = Standing { first_insured: Month::new(2011, 7), ..standing };
        assert!(!law.is_open(Remedy::OneSum, &later, statutory.plus(60)));
        // Under a requirement of 20 years the link to the residents' scheme still asks for 15.
        let fifteen = Standing { months: 180, required: 240, ..standing };
        assert_eq!(open(&fifteen, statutory), [Remedy::PayOn, Remedy::Refund]);
        assert!(open(&Standing { months: 180, ..standing }, statutory).is_empty());
        assert!(open(&standing, statutory.plus(-1)).is_empty());
    }

    #[test]
    fn sixty_months_in_one_sum() {
        let rates = ContributionRates::china_2019();
        let cost = cost_of_one_sum(60, MonthlyMoney::from_yuan(4775.0), &rates);
        assert_eq!(cost.total(), Money::from_yuan(57_300.0)); // 60 · 955
        assert_eq!(cost.account, Money::from_yuan(22_920.0)); // 60 · 382
    }
}
