//! What the statistics of a year would show: heads and flows of both funds, the public sector as far as it had merged.

use fastox_model::books::{Account, Entry, Item};
use fastox_model::country::Country;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::{ByFund, Fund, Population, Traits};
use fastox_model::year::{YearReport, benefits};

/// The statistics of a year by province.
#[derive(Clone, Debug)]
pub struct Figures {
    /// In-service insured, persons.
    pub insured: [f64; PROVINCES],
    /// Retirees, persons.
    pub retirees: [f64; PROVINCES],
    /// Revenue, yuan: contributions, purchases, interest and subsidy, with what budgets pay where a reserve runs empty; the public
    /// sector is balanced by budgets.
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
    /// Residents, persons.
    pub residents: [f64; PROVINCES],
    /// Adults who live outside the province of their hukou, persons.
    pub migrants: f64,
}

/// Adults who live outside the province of their hukou, persons.
pub fn migrants(people: &Population) -> f64 {
    let away = |traits: &&u32| {
        let traits = Traits(**traits);
        traits.residence() < PROVINCES && traits.residence() != traits.hukou()
    };
    let agents: usize =
        people.shards.iter().map(|shard| shard.traits.iter().filter(away).count()).sum();
    (agents as i64 * people.weight) as f64
}

impl Figures {
    /// Reads a year of the first world; `merged` is the share of the public sector in the statistics.
    pub fn of(report: &YearReport, country: &Country, merged: f64) -> Self {
        let (world, weight) = (&country.worlds[0], country.people.weight);
        let flows = &report.tally.flows[world.life];
        let year = &report.worlds[0];
        let books = year.books.opening();
        let heads = |by: &ByFund<[i64; 32]>, p: usize| {
            let [own, public] = Fund::ALL.map(|fund| by[fund][p] as f64);
            (own + merged * public) * weight as f64
        };
        let backstop = |p: usize| {
            let fund = Account::Fund(Province::from_index(p));
            year.books.total(|e: &Entry| e.to == fund && e.item == Item::Backstop)
        };
        let at = |value: &dyn Fn(usize) -> f64| std::array::from_fn(value);
        let public: [f64; PROVINCES] =
            at(&|p| merged * benefits(flows, Fund::Public, p, weight).yuan());
        let vitals = &report.tally.vitals;
        Self {
            insured: at(&|p| heads(&flows.insured, p)),
            retirees: at(&|p| heads(&flows.retirees, p)),
            revenue: at(&|p| {
                let own = books.contributions[p] + books.purchases[p] + books.interest[p];
                let subsidy = books.subsidy_central[p] + books.subsidy_local[p] + backstop(p);
                (own + subsidy).yuan() + public[p]
            }),
            expenditure: at(&|p| benefits(flows, Fund::Enterprise, p, weight).yuan() + public[p]),
            contributions: at(&|p| (books.contributions[p] + books.purchases[p]).yuan()),
            potential: at(&|p| year.facts.potential[p].yuan()),
            interest: at(&|p| books.interest[p].yuan()),
            public,
            residents: at(&|p| {
                let adults = vitals.residents_16_59[p] + vitals.residents_60[p];
                (adults * weight + report.children[p]) as f64
            }),
            migrants: migrants(&country.people),
        }
    }
}
