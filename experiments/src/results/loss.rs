//! What collecting less costs in the end: a world beside the same regime with effort kept, on the same people and draws.
//!
//! ```text
//! Δx      = Σ_y D_y · (x kept − x responding), since worlds part        D_y: value in 2024 of a yuan of y
//! gross   = Δ(contributions + purchases) = what firms and what workers paid less
//! drawn   = Δ benefits to the last year                                 what workers drew less
//! later   = D · [Δ accounts + Δ pensions in force · years left]         due after the last year, as it stands then
//! net     = gross − drawn − later
//! gross − drawn = local + central + reserves                            what budgets paid more; reserves gave the rest
//! ```
//! It is all that governments answer, at every margin: who is enrolled and whose pension is approved counts, too. A pension
//! in force is taken to rise by the cost of funds in the years it has left. Months of service of those still at work in the
//! last year earn a basic pension later, which is outside: the net loss is at most what it says.

use super::series::Series;
use fastox_model::accounts::Accounts;
use fastox_model::units::Money;
use serde::{Deserialize, Serialize};

/// The costs of funds beside the model's own, nominal: the sweep of `macro.discount`.
const RATES: [f64; 2] = [0.03, 0.05];

/// Present values of a world since worlds part, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PresentValues {
    gdp: f64,
    /// Of contributions, what firms paid.
    firms: f64,
    local: f64,
    central: f64,
    /// How many years a pension in force on the last day has left.
    years_left: f64,
    /// At the model's discount rate, then at [`RATES`].
    funds: [FundValues; 3],
}

/// Present values of the funds at one rate, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct FundValues {
    contributions: f64,
    benefits: f64,
    /// Individual accounts of people in service on the last day.
    accounts: f64,
    /// Pensions in force on the last day, a year's worth.
    in_force: f64,
}

/// The value in 2024 of money of a year, yuan.
type Valued<'a> = &'a dyn Fn(&Accounts, Money) -> f64;

impl FundValues {
    fn of(series: &Series, value: Valued<'_>) -> Option<Self> {
        let last = series.years.last()?;
        Some(Self {
            contributions: series.total(|y| value(y, y.nation.contributions + y.nation.purchases))?,
            benefits: series.total(|y| value(y, y.nation.benefits))?,
            accounts: value(last, last.nation.accounts),
            in_force: value(last, last.pensions_in_force()),
        })
    }
}

impl PresentValues {
    /// Those of a series that reaches the year in which worlds part, and in whose last year somebody retires.
    pub fn of(series: &Series) -> Option<Self> {
        let sum = |flow: fn(&Accounts) -> Money| series.total(|year| year.present_value(flow(year)));
        let at = |rate: f64| FundValues::of(series, &move |year, money| year.present_value_at(money, rate));
        Some(Self {
            gdp: sum(|year| year.nation.gdp)?,
            firms: sum(|year| year.nation.contributions_firms)?,
            local: sum(|year| year.nation.local_burden)?,
            central: sum(|year| year.central_burden)?,
            years_left: series.years.last()?.years_left()?,
            funds: [FundValues::of(series, &Accounts::present_value)?, at(RATES[0])?, at(RATES[1])?],
        })
    }
}

/// A world, and the same regime with effort kept.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    /// With effort kept.
    pub kept: PresentValues,
    /// With governments that respond.
    pub responding: PresentValues,
}

impl Loss {
    fn less(&self, value: impl Fn(&PresentValues) -> f64) -> f64 {
        value(&self.kept) - value(&self.responding)
    }

    fn later_at(&self, rate: usize) -> f64 {
        self.less(|v| v.funds[rate].accounts) + self.less(|v| v.funds[rate].in_force) * self.kept.years_left
    }

    fn net_at(&self, rate: usize) -> f64 {
        let cash = self.less(|v| v.funds[rate].contributions) - self.less(|v| v.funds[rate].benefits);
        cash - self.later_at(rate)
    }

    /// Contributions not collected.
    pub fn gross(&self) -> f64 {
        self.less(|v| v.funds[0].contributions)
    }

    /// Of them what firms did not pay.
    pub fn firms(&self) -> f64 {
        self.less(|v| v.firms)
    }

    /// Of them what workers did not pay.
    pub fn workers(&self) -> f64 {
        self.gross() - self.firms()
    }

    /// Pensions not drawn to the last year.
    pub fn drawn(&self) -> f64 {
        self.less(|v| v.funds[0].benefits)
    }

    /// Pensions not due after the last year, for accounts and pensions in force.
    pub fn later(&self) -> f64 {
        self.later_at(0)
    }

    /// Pensions not earned because of it, drawn and due later.
    pub fn pensions(&self) -> f64 {
        self.drawn() + self.later()
    }

    /// Contributions not collected less pensions not earned.
    pub fn net(&self) -> f64 {
        self.net_at(0)
    }

    /// The same at the lower cost of funds, 3 %.
    pub fn net_low(&self) -> f64 {
        self.net_at(1)
    }

    /// The same at the higher cost of funds, 5 %.
    pub fn net_high(&self) -> f64 {
        self.net_at(2)
    }

    /// What local treasuries paid more.
    pub fn local(&self) -> f64 {
        -self.less(|v| v.local)
    }

    /// What the centre paid more.
    pub fn central(&self) -> f64 {
        -self.less(|v| v.central)
    }

    /// What reserves of provinces and the pool gave: what the funds lacked and no budget paid.
    pub fn reserves(&self) -> f64 {
        self.gross() - self.drawn() - self.local() - self.central()
    }

    /// A share of the present value of GDP.
    pub fn gdp_share(&self, value: f64) -> f64 {
        value / self.kept.gdp
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred not collected, seventy of it from firms; forty not drawn; twelve more from the centre, three from local
    /// budgets, so that reserves gave 45. Not due later are 4 in accounts and 2 a year for five years.
    #[test]
    fn who_bears_the_loss_adds_up() {
        let funds = FundValues { contributions: 500.0, benefits: 460.0, accounts: 9.0, in_force: 40.0 };
        let dearer = FundValues { contributions: 250.0, ..funds };
        let kept = PresentValues {
            gdp: 10_000.0,
            firms: 300.0,
            local: 10.0,
            central: 20.0,
            years_left: 5.0,
            funds: [funds, funds, dearer],
        };
        let less = FundValues { contributions: 400.0, benefits: 420.0, accounts: 5.0, in_force: 38.0 };
        let responding = PresentValues {
            firms: 230.0,
            local: 13.0,
            central: 32.0,
            years_left: 6.0,
            funds: [less, less, FundValues { contributions: 200.0, ..less }],
            ..kept
        };
        let loss = Loss { kept, responding };
        assert_eq!((loss.gross(), loss.firms(), loss.workers()), (100.0, 70.0, 30.0));
        assert_eq!((loss.drawn(), loss.later(), loss.pensions()), (40.0, 14.0, 54.0));
        assert_eq!((loss.net(), loss.net_low(), loss.net_high()), (46.0, 46.0, -4.0));
        assert_eq!((loss.local(), loss.central(), loss.reserves()), (3.0, 12.0, 45.0));
        assert!((loss.gdp_share(loss.net()) - 0.0046).abs() < 1e-12);
    }
}
