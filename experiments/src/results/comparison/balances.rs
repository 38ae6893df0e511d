//! How money that is pooled scatters from seed to seed: it is what large flows leave, and scatters by far more than they do.
//!
//! ```text
//! variance_q     contributions_q² ÷ insured agents_q + benefits_q² ÷ retired agents_q
//! of the nation  √Σ variance_q ÷ Σ transfers_q          over the provinces q that receive
//! of provinces   √Σ variance_p ÷ |Σ balance_p|          who receives, receives a gap
//!                beside that of the nation              who hands up, hands up a share set by the gaps of others
//! ```
//! Contributions and benefits a head are taken to scatter as much as a count does, as in [`super`].

use super::observed::Observed;
use fastox_calibration::check::targets::Spot;
use fastox_model::geography::PROVINCES;
use fastox_model::units::Year;

/// What the accounts of some provinces add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Accounts {
    /// Yuan².
    variance: f64,
    /// Current balance, yuan.
    balance: f64,
    /// Received from the pool, yuan.
    received: f64,
}

impl Accounts {
    /// Of every province on the first seed.
    fn of(run: &Observed<'_>, year: Year) -> Option<Vec<Self>> {
        let by_province = |column| run.by_province(column, run.seeds()[0], year);
        let part = |money: f64, heads: f64| money.powi(2) / (heads / run.weight()).max(1.0);
        let (paid_in, insured) = (by_province("contributions_yuan")?, by_province("insured_employees_enterprise")?);
        let (paid_out, retirees) = (by_province("benefits_yuan")?, by_province("retirees_enterprise")?);
        let (balances, received) = (by_province("current_balance_yuan")?, by_province("transfers_in_yuan")?);
        let of = |p: usize| Self {
            variance: part(paid_in[p], insured[p]) + part(paid_out[p], retirees[p]),
            balance: balances[p],
            received: received[p],
        };
        Some((0..PROVINCES).map(of).collect())
    }

    fn and(self, other: Self) -> Self {
        let Self { variance, balance, received } = other;
        Self { variance: self.variance + variance, balance: self.balance + balance, received: self.received + received }
    }
}

/// The relative standard error of what is pooled in these places, or in the nation.
pub(super) fn relative_error(run: &Observed<'_>, spot: &Spot, year: Year) -> Option<f64> {
    let nation = Accounts::of(run, year)?;
    let receivers = nation.iter().copied().filter(|place| place.received > 0.0);
    let receivers = receivers.fold(Accounts::default(), Accounts::and);
    let own = spot.provinces.iter().map(|p| nation[p.index()]).fold(Accounts::default(), Accounts::and);
    let error = of_sums(receivers, (!spot.provinces.is_empty()).then_some(own)) / (run.seeds().len() as f64).sqrt();
    error.is_finite().then_some(error)
}

fn of_sums(receivers: Accounts, own: Option<Accounts>) -> f64 {
    let nation = receivers.variance.sqrt() / receivers.received;
    match own {
        None => nation,
        Some(own) if own.balance < 0.0 => own.variance.sqrt() / -own.balance,
        Some(own) => nation.hypot(own.variance.sqrt() / own.balance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gaps of 100 that scatter by 10, and a province that has 60 and scatters by 18, or lacks them.
    #[test]
    fn who_hands_up_scatters_with_the_gaps_of_others() {
        let receivers = Accounts { variance: 100.0, balance: -100.0, received: 100.0 };
        let own = |balance| Some(Accounts { variance: 324.0, balance, received: 0.0 });
        assert!((of_sums(receivers, None) - 0.1).abs() < 1e-12);
        assert!((of_sums(receivers, own(-60.0)) - 0.3).abs() < 1e-12);
        assert!((of_sums(receivers, own(60.0)) - 0.1_f64.hypot(0.3)).abs() < 1e-12);
    }
}
