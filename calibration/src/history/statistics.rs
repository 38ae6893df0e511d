//! What the statistics of a year would show: heads and flows of both funds, the public sector as far as it had merged.

use fastox_model::accounts::PlaceAccounts;
use fastox_model::geography::PROVINCES;
use fastox_model::people::{Population, Traits};
use fastox_model::simulation::Observation;

/// The statistics of a year by province.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// In-service insured, persons.
    pub insured: [f64; PROVINCES],
    /// Retirees, persons.
    pub retirees: [f64; PROVINCES],
    /// Revenue, yuan: contributions, purchases, interest and subsidy, with what budgets pay where a reserve runs empty;
    /// the public sector is balanced by budgets.
    pub revenue: [f64; PROVINCES],
    /// Expenditure, yuan.
    pub expenditure: [f64; PROVINCES],
    /// Of revenue, contributions of the enterprise fund.
    pub contributions: [f64; PROVINCES],
    /// What statutory rates on own wages would yield.
    pub potential: [f64; PROVINCES],
    /// Interest.
    pub interest: [f64; PROVINCES],
    /// Benefits of the public sector that the statistics hold.
    pub public: [f64; PROVINCES],
    /// Adults who live outside the province of their hukou, persons.
    pub migrants: f64,
}

/// Adults who live outside the province of their hukou, persons.
pub fn migrants(people: &Population) -> f64 {
    let away = |traits: &&u32| {
        let traits = Traits(**traits);
        traits.residence() < PROVINCES && traits.residence() != traits.hukou()
    };
    let agents: usize = people.shards.iter().map(|shard| shard.traits.iter().filter(away).count()).sum();
    (agents as i64 * people.weight) as f64
}

impl Statistics {
    /// Reads a year; `merged` is the share of the public sector in the statistics.
    pub fn of(year: &Observation<'_>, merged: f64) -> Self {
        let at = |value: &dyn Fn(&PlaceAccounts) -> f64| std::array::from_fn(|p| value(&year.accounts.provinces[p]));
        Self {
            insured: at(&|place| place.published_insured(merged)),
            retirees: at(&|place| place.published_retirees(merged)),
            revenue: at(&|place| (place.published_revenue(merged) + place.backstop()).yuan()),
            expenditure: at(&|place| place.published_expenditure(merged).yuan()),
            contributions: at(&|place| (place.contributions + place.purchases).yuan()),
            potential: at(&|place| place.potential.yuan()),
            interest: at(&|place| place.interest.yuan()),
            public: at(&|place| place.published_public(merged).yuan()),
            migrants: migrants(&year.country.people),
        }
    }
}
