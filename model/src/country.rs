//! The country: people once, and one set of books for every world.
//!
//! Worlds that treat people alike share one course of life. All worlds share the years to 2021 and part on
//! 1 January 2022.

use crate::books::{BrokenIdentity, Order};
use crate::draws::Draws;
use crate::geography::PROVINCES;
use crate::incentives::{Effort, Margin, Nudge, Response, ResponseMode};
use crate::people::Sample;
use crate::people::benefit::{BINS, quantile};
use crate::people::cohorts::RatesPpm;
use crate::people::facts::{ByProvince, Delay, Indexation, Institutions, LifePolicy, Pensions};
use crate::people::{ByFund, ChildFacts, Children, Endowment, Flows, Fund, Population, YearFacts};
use crate::pooling::{Memory, Regime};
use crate::units::{Money, Rate, Year};
use std::collections::BTreeMap;

/// The year in which worlds part.
pub const BRANCH_YEAR: Year = 2022;

/// The money side of a year, the same in every world.
#[derive(Clone, Debug)]
pub struct Economy {
    /// Regional GDP.
    pub gdp: [Money; PROVINCES],
    /// People employed in urban enterprises, for the assessed remittance.
    pub employed: [i64; PROVINCES],
    /// Employer rate by province, months weighted.
    pub employer_rate: [Rate; PROVINCES],
    /// Employee rate.
    pub employee_rate: Rate,
    /// Rate of those who pay alone.
    pub flexible_rate: [Rate; PROVINCES],
    /// What reserves earn in the year.
    pub reserve_return: Rate,
    /// Base subsidy by province.
    pub subsidy: [Money; PROVINCES],
    /// The centre's share of it.
    pub subsidy_central_share: Rate,
    /// Prices relative to 2024.
    pub price_level: f64,
    /// Value in 2024 of a yuan paid in this year.
    pub discount: f64,
    /// Growth of the average wage, for the collection plan.
    pub wage_growth: f64,
}

impl Economy {
    /// Statutory rates in millionths: firm and worker together by province, then those who pay alone.
    pub fn rates_ppm(&self) -> RatesPpm {
        let ppm = |rate: Rate| ((rate.billionths() + 500) / 1000) as u32;
        let mut rates = [0; 64];
        for p in 0..PROVINCES {
            rates[p] = ppm(self.employer_rate[p]) + ppm(self.employee_rate);
            rates[p + 32] = ppm(self.flexible_rate[p]);
        }
        rates
    }
}

/// Everything a year brings from outside.
#[derive(Clone, Debug)]
pub struct YearInputs {
    /// What people meet.
    pub people: YearFacts,
    /// What children meet.
    pub children: ChildFacts,
    /// What people are born with.
    pub endowment: Endowment,
    /// What reforms change, one entry per set of reforms; the first is the law as it stands.
    pub variants: Vec<Variant>,
}

/// The year under one set of reforms.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The law and the coverage people meet.
    pub institutions: Institutions,
    /// The money side.
    pub economy: Economy,
    /// Share of the wage that is declared at full effort, by province.
    pub declared: ByProvince<f32>,
    /// Months paid per month in service of those who pay, at full effort, by province.
    pub density: ByProvince<f32>,
    /// Factor on newly awarded pensions, by province.
    pub pension_level: ByProvince<f64>,
}

impl YearInputs {
    /// The variant a world meets; until worlds part, all meet the law as it stands.
    pub fn variant(&self, world: &World) -> &Variant {
        &self.variants[if self.people.year < BRANCH_YEAR { 0 } else { world.variant }]
    }
}

/// What an experiment asks of a world.
#[derive(Clone, Debug)]
pub struct WorldSpec {
    /// The regime.
    pub regime: Regime,
    /// Whether effort answers.
    pub mode: ResponseMode,
    /// Which set of reforms holds from the branch on, an index into [`YearInputs::variants`].
    pub variant: usize,
}

impl WorldSpec {
    /// A world under the law as it stands.
    pub const fn new(regime: Regime, mode: ResponseMode) -> Self {
        Self { regime, mode, variant: 0 }
    }
}

/// A world: a regime, and whether governments react to it.
#[derive(Clone, Debug)]
pub struct World {
    /// The regime.
    pub regime: Regime,
    /// Whether effort answers.
    pub mode: ResponseMode,
    /// Which set of reforms holds here.
    pub variant: usize,
    /// Which course of life its people lead.
    pub life: usize,
    /// Reserves on 31 December last.
    pub reserves: [Money; PROVINCES],
    /// The pool's balance on 31 December last.
    pub pool: Money,
    /// What clauses remember.
    pub memory: Memory,
    /// What the provinces do at each margin.
    pub effort: Effort,
    /// Last year's contributions, from which the collection plan is made.
    pub contributions: [Money; PROVINCES],
    /// What clauses ordered last year, and whether anything was ordered the year before.
    pub orders: (Vec<Order>, bool),
    /// Compensation of lost local items in payment, a year's worth.
    pub top_ups: TopUps,
}

/// The stock of pensions, by province, that only compensate lost local items.
#[derive(Clone, Debug)]
pub struct TopUps {
    yearly: [Money; PROVINCES],
    retirees: [i64; PROVINCES],
}

impl TopUps {
    const NONE: Self = Self { yearly: [Money::ZERO; PROVINCES], retirees: [0; PROVINCES] };

    /// What is paid this year: of the stock, the share that survived, and half a year of the new ones. Lives that end are
    /// taken to end as often among those compensated as among all retirees; indexation is left out.
    pub fn pay(&mut self, flows: &Flows, weight: i64) -> [Money; PROVINCES] {
        std::array::from_fn(|p| {
            let (now, new) =
                (flows.retirees[Fund::Enterprise][p], flows.awards[Fund::Enterprise][p]);
            let stayed = (now - new).clamp(0, self.retirees[p].max(0));
            let old = self.yearly[p].times_ratio(stayed, self.retirees[p].max(1));
            let monthly = Money::from_fen(flows.top_ups[p] * weight);
            self.yearly[p] = old + monthly.times_ratio(12, 1);
            self.retirees[p] = now;
            old + monthly.times_ratio(6, 1)
        })
    }
}

/// What one course of life hands on to the next year.
#[derive(Clone, Debug)]
pub struct LifeMemory {
    /// Pensions in payment on 31 December.
    pub pensions: Pensions,
    /// Heads of the enterprise fund by pension relative to the mean, `[province × 64 + bin]`.
    pub pension_bins: Vec<i64>,
    /// The mean pension by which those bins are counted, fen a month.
    pub bin_mean: ByProvince<f64>,
    /// The indexation of the year, for those whose increase waits.
    pub indexation: Option<Indexation>,
    /// Share of the base, at full effort, of people above the floor.
    pub above_floor: [f64; PROVINCES],
    /// Accounts of people in service, fen.
    pub accounts: i64,
}

/// How governments react and are measured.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// The best response.
    pub response: Response,
    /// The nudge by which retention is measured.
    pub nudge: Nudge,
}

/// The country in one run.
#[derive(Clone, Debug)]
pub struct Country {
    /// Adults.
    pub people: Population,
    /// Children.
    pub children: Children,
    /// The worlds.
    pub worlds: Vec<World>,
    /// One entry per course of life.
    pub lives: Vec<LifeMemory>,
    /// The regime all worlds share before they part.
    pub common: Regime,
    /// Women of the last year by age and province, agents.
    pub women: Vec<i64>,
    /// The draws.
    pub draws: Draws,
    /// Who is in the panel.
    pub sample: Sample,
    /// How governments react.
    pub behaviour: Behaviour,
    /// People per shard; results do not depend on it.
    pub shard_size: usize,
}

impl Country {
    /// A country on the last day of its opening year: people as counted, books open.
    #[expect(clippy::too_many_arguments, reason = "the parts a country is made of, each named")]
    pub fn open(
        people: Population,
        children: Children,
        worlds: &[WorldSpec],
        common: Regime,
        reserves: [Money; PROVINCES],
        draws: Draws,
        sample: Sample,
        behaviour: Behaviour,
        (opening, shard_size, tilt_age): (Year, usize, usize),
    ) -> Self {
        let world = |spec: &WorldSpec| World {
            regime: spec.regime.clone(),
            mode: spec.mode,
            variant: spec.variant,
            life: 0,
            reserves,
            pool: Money::ZERO,
            memory: Memory::default(),
            effort: Effort::default(),
            contributions: [Money::ZERO; PROVINCES],
            orders: (Vec::new(), false),
            top_ups: TopUps::NONE,
        };
        let tally = people.count(opening, tilt_age);
        Self {
            worlds: worlds.iter().map(world).collect(),
            lives: vec![LifeMemory::of(&tally.flows[0])],
            women: tally.vitals.women.0,
            people,
            children,
            common,
            draws,
            sample,
            behaviour,
            shard_size,
        }
    }

    /// Parts the courses of life: every responding world leads its own, fixed worlds under the same reforms share one.
    pub(crate) fn branch(&mut self) {
        let mut fixed = BTreeMap::new();
        let mut from = Vec::new();
        for world in &mut self.worlds {
            // An order to delay indexation reaches people, so such a world lives by itself.
            let shares = world.mode == ResponseMode::Fixed && !world.regime.gives_orders();
            let shared = fixed.get(&world.variant).copied().filter(|_| shares);
            let life = shared.unwrap_or(from.len());
            if shared.is_none() {
                from.push(world.life);
            }
            if shares {
                fixed.insert(world.variant, life);
            }
            world.life = life;
        }
        self.lives = from.iter().map(|&old| self.lives[old].clone()).collect();
        self.people.branch(&from);
    }

    /// What each course of life meets this year.
    pub fn policies<'a>(&self, inputs: &'a YearInputs) -> Vec<LifePolicy<'a>> {
        let policy = |life: usize| {
            let world = self.worlds.iter().find(|w| w.life == life);
            let variant = world.map_or(&inputs.variants[0], |world| inputs.variant(world));
            let memory = &self.lives[life];
            let mut policy = LifePolicy {
                institutions: &variant.institutions,
                declared: variant.declared,
                declared_at_full_effort: variant.declared,
                months: variant.density,
                density: variant.density,
                rates: variant.economy.rates_ppm(),
                effort: [[1.0; 32]; Margin::COUNT],
                mean_pension: memory.pensions.mean,
                indexation: Indexation::new(&variant.institutions.law, &memory.pensions),
                delay: world.and_then(|world| memory.delay(&world.orders)),
                pension_level: variant.pension_level,
            };
            let effort = world.map_or_else(Effort::default, |world| world.effort);
            for margin in Margin::ALL {
                policy.effort[margin as usize][..PROVINCES].copy_from_slice(&effort[margin].level);
            }
            for (p, level) in effort[Margin::Collection].level.into_iter().enumerate() {
                let response = &self.behaviour.response;
                let on = Effort::on_people(level, memory.above_floor[p], response);
                policy.months[p] *= on.months as f32;
                policy.declared[p] *= on.declared as f32;
            }
            policy
        };
        (0..self.lives.len()).map(policy).collect()
    }
}

impl LifeMemory {
    /// What the flows of a year hand on.
    pub fn of(flows: &Flows) -> Self {
        let per_head = |sums: &ByFund<[i64; 32]>| {
            ByFund(Fund::ALL.map(|fund| {
                let heads = |p: usize| flows.retirees[fund][p].max(1) as f64;
                std::array::from_fn(|p| sums[fund][p] as f64 / heads(p))
            }))
        };
        let pensions = Pensions {
            mean: per_head(&flows.monthly_pensions),
            service: per_head(&flows.service_months),
            elderly: per_head(&flows.elderly),
        };
        let above_floor =
            std::array::from_fn(|p| flows.above_floor[p] as f64 / flows.full_base[p].max(1) as f64);
        let accounts = flows.accounts.iter().sum();
        let pension_bins = flows.pension_bins.0.clone();
        let bin_mean = pensions.mean[Fund::Enterprise];
        Self { pensions, pension_bins, bin_mean, indexation: None, above_floor, accounts }
    }

    /// The same, with the indexation its people met and the mean their pensions were counted against.
    #[must_use]
    pub fn after(self, policy: &LifePolicy) -> Self {
        let indexation = Some(policy.indexation.clone());
        Self { bin_mean: policy.mean_pension[Fund::Enterprise], indexation, ..self }
    }

    /// Whose increase waits this January: whoever stands above the ordered quantile of the province. A year after an order
    /// the delay still holds what is outstanding.
    fn delay(&self, (orders, before): &(Vec<Order>, bool)) -> Option<Delay> {
        let outstanding = self.indexation.as_ref()?;
        if orders.is_empty() && !before {
            return None;
        }
        let mut above = [f64::INFINITY; 64];
        for Order::DelayIndexation { province, above_quantile } in orders {
            let p = province.index();
            let bins = &self.pension_bins[p * BINS..(p + 1) * BINS];
            above[p] = quantile(bins, above_quantile.as_f64()) * self.bin_mean[p];
        }
        Some(Delay { above, before: outstanding.clone() })
    }

    /// The identities of people's accounts, which no move may create or destroy.
    pub fn check(&self, year: Year, flows: &Flows) -> Result<(), BrokenIdentity> {
        let closing: i64 = flows.accounts.iter().sum();
        let expected = self.accounts + flows.deposits + flows.interest - flows.released;
        let what = "the sum of individual accounts (fen)";
        BrokenIdentity::check(year, "the nation", what, closing, expected)
    }
}
