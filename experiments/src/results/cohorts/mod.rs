//! Birth cohorts of five years over a run: what they paid and drew, before it, in it, and what is still to come.
//!
//! ```text
//! before   contributions of those in service on 31 December 2020 = account × (all rates ÷ account rate), as one payment
//! in       contributions and benefits of every year, at 2024 prices
//! after    12 · pension · S_k · [(1 + indexation) ÷ (1 + inflation)]^k, S_k from the last year's mortality;
//!          the account of whoever is still in service, as one payment in the last year
//! ```
//! The account rate is 8 %; firms paid 20 % until May 2019, workers 8 %, people who pay alone 20 % in all
//! (国发〔2005〕38号), so that all contributions are 3.5 times the account of workers and 2.5 times that of people who pay
//! alone. That values them with the interest accounts were credited, and is synthetic like the accounts. Months deemed
//! paid cost nothing, so cohorts that have many of them have high returns. Left out: people who died or left before the
//! opening; survivors' benefits, delays and emigration after the last year; that accounts were 11 % before 2006.

mod cohort;
pub mod returns;
mod tail;

pub use cohort::{Cohort, Sums};

use bitcode::{Decode, Encode};
use fastox_model::country::Country;
use fastox_model::people::Sex;
use fastox_model::people::cohorts::{CohortFlows, Group, WAGE_GROUPS, cell};
use fastox_model::simulation::Observation;
use fastox_model::units::Year;
use std::collections::BTreeMap;
use tail::Tail;

/// All contributions ÷ the account: through a firm, alone.
const PER_ACCOUNT: [f64; 2] = [(0.20 + 0.08) / 0.08, 0.20 / 0.08];
/// Of them, what people paid themselves ÷ the account.
const OWN_PER_ACCOUNT: [f64; 2] = [1.0, 0.20 / 0.08];
/// Years of birth that make a cohort.
const SPAN: Year = 5;
/// Cohorts of the same years of birth and sex.
const GROUPS: usize = 2 * WAGE_GROUPS;

/// Five years of birth, a sex, a wage group, movers or stayers.
#[derive(Clone, Copy, Debug)]
pub struct CohortName {
    /// The first year of birth.
    pub first_birth_year: Year,
    /// Sex of everybody here.
    pub sex: Sex,
    /// Wage quintile at entry, 0 to 4.
    pub wage_group: usize,
    /// Whether they ever lived away.
    pub mover: bool,
}

/// The cohorts of one world, being followed.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct CohortTrack {
    /// By the first of five years of birth and the sex; within, in the order of [`groups`].
    cohorts: BTreeMap<(Year, Sex), [Cohort; GROUPS]>,
    /// Prices of the years lived.
    prices: Vec<f64>,
    /// Value in 2024 of a yuan of 2024 prices, in the years lived.
    present: Vec<f64>,
    weight: i64,
}

impl CohortTrack {
    /// The cohorts of a world at its opening.
    pub fn open(country: &Country, world: usize) -> Self {
        let weight = country.people.weight;
        let mut track = Self { weight, ..Self::default() };
        let life = country.worlds[world].life;
        for ((birth_year, sex), cells) in country.people.cohort_stocks(life) {
            let cohorts = track.cohorts.entry((first_of_span(birth_year), sex)).or_default();
            for (cohort, place) in cohorts.iter_mut().zip(places()) {
                let yuan = |times: [f64; 2]| -> f64 {
                    let accounts = cells[place].accounts.iter().zip(times);
                    accounts.map(|(fen, times)| weight as f64 * *fen as f64 / 100.0 * times).sum()
                };
                let before = (yuan(PER_ACCOUNT), yuan(OWN_PER_ACCOUNT));
                cohort.before.contributions += before.0;
                cohort.before.own += before.1;
            }
        }
        track
    }

    /// Adds a year.
    pub fn add(&mut self, year: &Observation<'_>) {
        let economy = &year.variant.economy;
        let (rates, weight) = (Rates::of(year), self.weight);
        let yuan = weight as f64 / economy.price_level;
        self.prices.push(economy.price_level);
        self.present.push(economy.price_level * economy.discount);
        for ((birth_year, sex), cells) in year.flows().cohorts.iter() {
            let cohorts = self.cohorts.entry((first_of_span(*birth_year), *sex)).or_default();
            for (cohort, place) in cohorts.iter_mut().zip(places()) {
                let flows = &cells[place];
                let retired_before = &cells[place + cell(0, false, Group::Opening)];
                cohort.lived.resize(self.prices.len(), Sums::default());
                let lived = &mut cohort.lived[self.prices.len() - 1];
                lived.contributions += rates.contributions(flows) * yuan;
                lived.own += rates.own(flows) * yuan;
                lived.benefits += flows.benefits() as f64 / 100.0 * yuan;
                cohort.opening += retired_before.benefits() as f64 / 100.0 * yuan;
                cohort.awards += flows.awards * weight;
                cohort.first_pensions += (flows.first_pensions * weight) as f64 / 100.0;
                cohort.last_wages += (flows.last_wages * weight) as f64;
            }
        }
    }

    /// The cohorts when the last year was lived.
    pub fn close(mut self, last: &Observation<'_>) -> Vec<(CohortName, Cohort)> {
        let tail = Tail::of(last, &self.prices);
        let yuan = self.weight as f64 / 100.0 / self.prices[self.prices.len() - 1];
        for ((birth_year, sex), cells) in last.country.people.cohort_stocks(last.world.life) {
            let annuity = tail.annuity(birth_year, sex);
            let cohorts = self.cohorts.entry((first_of_span(birth_year), sex)).or_default();
            for (cohort, place) in cohorts.iter_mut().zip(places()) {
                let held = &cells[place];
                cohort.in_service += held.in_service * self.weight;
                cohort.retired += held.retired * self.weight;
                cohort.accounts += held.accounts.iter().sum::<i64>() as f64 * yuan;
                let pensions = 12.0 * held.monthly_pensions as f64 * yuan;
                cohort.after.resize(annuity.len().max(cohort.after.len()), 0.0);
                for (after, factor) in cohort.after.iter_mut().zip(&annuity) {
                    *after += pensions * factor;
                }
            }
        }
        let lived = self.prices.len();
        for cohort in self.cohorts.values_mut().flatten() {
            cohort.lived.resize(lived, Sums::default());
            cohort.value(&self.present);
        }
        let named = self.cohorts.into_iter().flat_map(|((first_birth_year, sex), cohorts)| {
            let name = move |(wage_group, mover)| CohortName { first_birth_year, sex, wage_group, mover };
            groups().map(name).zip(cohorts)
        });
        named.filter(|(_, cohort)| !cohort.is_empty()).collect()
    }
}

/// The first of the five years of birth of a cohort.
fn first_of_span(birth_year: Year) -> Year {
    birth_year - birth_year.rem_euclid(SPAN)
}

/// Wage group and whether they moved, of the cohorts of the same years of birth and sex.
fn groups() -> impl Iterator<Item = (usize, bool)> {
    (0..WAGE_GROUPS).flat_map(|wage_group| [false, true].map(|mover| (wage_group, mover)))
}

/// Of each of them the cell of people who were not retired at the opening.
fn places() -> impl Iterator<Item = usize> {
    groups().map(|(wage_group, mover)| cell(wage_group, mover, Group::Lived))
}

/// The rates of a year that the cells of a cohort do not hold.
struct Rates {
    employee: f64,
    /// Of months bought in one sum: the mean over the provinces in which they were.
    purchase: f64,
}

impl Rates {
    fn of(year: &Observation<'_>) -> Self {
        let economy = &year.variant.economy;
        let bought = &year.flows().purchased_base;
        let rates = economy.flexible_rate.iter().zip(bought);
        let due: f64 = rates.map(|(rate, base)| rate.as_f64() * *base as f64).sum();
        let base: i64 = bought.iter().sum();
        let purchase = if base == 0 { 0.0 } else { due / base as f64 };
        Self { employee: economy.employee_rate.as_f64(), purchase }
    }

    /// All contributions and purchases of a cell, yuan an agent.
    fn contributions(&self, flows: &CohortFlows) -> f64 {
        (flows.due[0] + flows.due[1]) as f64 / 1e6 + flows.purchased_base as f64 * self.purchase
    }

    /// What people paid themselves.
    fn own(&self, flows: &CohortFlows) -> f64 {
        flows.base[0] as f64 * self.employee + flows.due[1] as f64 / 1e6 + flows.purchased_base as f64 * self.purchase
    }
}
