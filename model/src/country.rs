//! The country: people once, and one set of books for every world.
//!
//! Worlds that treat people alike share one course of life. All worlds share the years to 2021 and part on
//! 1 January 2022.

mod fund_year;
mod inputs;
mod life;
mod world;

pub(crate) use fund_year::counted;
pub use fund_year::{FundYear, Held};
pub use inputs::{Economy, Variant, YearInputs};
pub use life::LifeMemory;
pub use world::{Orders, TopUps, World, WorldId, WorldSpec, WorldState};

use crate::draws::Draws;
use crate::geography::PROVINCES;
use crate::incentives::{Effort, Extent, Margin, Nudge, Response};
use crate::people::facts::{Indexation, LifePolicy};
use crate::people::{Children, Population, Sample};
use crate::pooling::Regime;
use crate::units::{Money, Year};
use std::collections::BTreeMap;

/// The year in which worlds part.
pub const BRANCH_YEAR: Year = 2022;

/// How governments react and are measured.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// The best response.
    pub response: Response,
    /// The nudge by which retention is measured.
    pub nudge: Nudge,
}

/// What a country is opened with.
#[derive(Clone, Debug)]
pub struct CountryParts {
    /// Adults on the last day of the opening year; of several ranks, those of this one.
    pub people: Population,
    /// Children.
    pub children: Children,
    /// The worlds that will be lived.
    pub worlds: Vec<WorldSpec>,
    /// The regime all worlds share before they part.
    pub common: Regime,
    /// Reserves on the last day of the opening year.
    pub reserves: [Money; PROVINCES],
    /// Who belongs to the provinces in surplus, of the two groups that respond.
    pub surplus: [bool; PROVINCES],
    /// The draws.
    pub draws: Draws,
    /// Who is in the panel.
    pub sample: Sample,
    /// People per shard; results do not depend on it.
    pub shard_size: usize,
    /// How much of a year is measured.
    pub extent: Extent,
    /// The opening year.
    pub year: Year,
    /// The age from which the first indexation tilts to the old.
    pub tilt_age: usize,
}

/// The country in one run.
#[derive(Clone, Debug)]
pub struct Country {
    /// Adults; of several ranks, those that this one lives.
    pub people: Population,
    /// Children.
    pub children: Children,
    /// The worlds.
    pub worlds: Vec<World>,
    /// One entry per course of life.
    pub lives: Vec<LifeMemory>,
    /// The regime all worlds share before they part.
    pub common: Regime,
    /// Adults of the nation on 31 December, agents.
    pub adults: usize,
    /// Women of the last year by age and province, agents.
    pub women: Vec<i64>,
    /// The draws.
    pub draws: Draws,
    /// Who is in the panel.
    pub sample: Sample,
    /// People per shard; results do not depend on it.
    pub shard_size: usize,
    /// How much of a year is measured; results do not depend on it.
    pub extent: Extent,
}

impl Country {
    /// A country on the last day of its opening year: people as counted, books open.
    pub fn open(parts: CountryParts) -> Self {
        let tally = parts.people.count(parts.year, parts.tilt_age);
        let world = |spec: &WorldSpec| World::open(spec, parts.reserves, parts.surplus);
        Self {
            worlds: parts.worlds.iter().map(world).collect(),
            lives: vec![LifeMemory::of(&tally.flows[0])],
            adults: tally.people as usize,
            women: tally.vitals.women.0,
            people: parts.people,
            children: parts.children,
            common: parts.common,
            draws: parts.draws,
            sample: parts.sample,
            shard_size: parts.shard_size,
            extent: parts.extent,
        }
    }

    /// Parts the courses of life: every responding world leads its own, fixed worlds under the same reforms share one.
    pub(crate) fn branch(&mut self) {
        let mut fixed = BTreeMap::new();
        let mut from = Vec::new();
        for world in &mut self.worlds {
            let shares = !world.leads_own_course();
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
                may_delay: world.is_some_and(|world| world.regime.gives_orders()),
                pension_level: variant.pension_level,
            };
            let effort = world.map_or_else(Effort::default, |world| world.effort);
            for margin in Margin::ALL {
                policy.effort[margin as usize][..PROVINCES].copy_from_slice(&effort[margin].level);
            }
            for (p, level) in effort[Margin::Collection].level.into_iter().enumerate() {
                let response = &inputs.behaviour.response;
                let on = Effort::on_people(level, memory.above_floor[p], response);
                policy.months[p] *= on.months as f32;
                policy.declared[p] *= on.declared as f32;
            }
            policy
        };
        (0..self.lives.len()).map(policy).collect()
    }
}
