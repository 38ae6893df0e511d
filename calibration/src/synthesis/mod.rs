//! The country on the last day of its opening year: the census, with synthetic histories.
//!
//! People stand for `weight` persons each, the nearest integer that gives about the number asked for; what is left of a
//! cell of province, sex and age is carried to the next age, so that every province has its people to within one agent
//! a sex. Who is insured or retired is spread evenly over a cell. In-service insured and retirees by province are those
//! of the opening (derived figures in 2020, published in 2010); histories are synthetic. Each is checked against the
//! published total it must meet (`tests/synthesis.rs`).

mod block;
mod bought_in;
mod cohort;
mod histories;
mod opening_pensions;
mod plan;

pub use plan::{Plan, SHARD};

use crate::fitted::Fitted;
use crate::inputs::{Inputs, Opening, Unfitted, endowment, governments};
use crate::parameters::{Overlay, Parameters};
use crate::response::ResponseCurves;
use block::Block;
use cohort::OpeningCohort;
use fastox_model::country::{Country, CountryParts};
use fastox_model::draws::{BLOCK, Draws};
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sample;
use fastox_model::people::children::CHILD_AGES;
use fastox_model::people::deal::Dealt;
use fastox_model::people::{Children, Endowment, Population, Sex, Shard};
use fastox_model::simulation::Simulation;
use histories::Histories;
use opening_pensions::OpeningPensions;
use rayon::prelude::*;
use std::ops::Range;

/// Opens a simulation on 31 December 2020.
pub fn open(parameters: &Parameters, fitted: &Fitted, plan: &Plan) -> Simulation {
    open_at(Opening::of_2020(parameters), parameters, fitted, plan)
}

/// Opens a simulation on another day.
pub fn open_at(opening: Opening, parameters: &Parameters, fitted: &Fitted, plan: &Plan) -> Simulation {
    let variants = variants(parameters, &plan.reforms);
    let responds = plan.worlds.iter().any(|world| world.mode.responds());
    let curves = responds.then(|| governments::curves(parameters, fitted));
    open_fitted(&Unfitted::prepare(opening, &variants, plan.last_year), fitted, curves, plan)
}

/// Opens a simulation whose governments react by these curves, if they do.
pub(crate) fn open_fitted(
    unfitted: &Unfitted,
    fitted: &Fitted,
    curves: Option<ResponseCurves>,
    plan: &Plan,
) -> Simulation {
    let inputs = unfitted.under(fitted, curves);
    let draws = Draws::new(plan.seed);
    let weight = weight(&inputs, plan.people);
    let synthesis = Synthesis::new(&unfitted.opening, &unfitted.variants[0], fitted, &inputs, draws);
    let people = synthesis.people(Population::empty(weight, plan.ranks.clone()), plan.shard_size);
    let sample = Sample::of(plan.sample, people.next_id as usize);
    let country = Country::open(CountryParts {
        people,
        children: Children::new(children(&inputs), weight),
        worlds: plan.worlds.clone(),
        common: plan.common.clone(),
        reserves: fitted.column(|own| own.opening_reserve),
        surplus: fitted.observed().surplus,
        draws,
        sample,
        shard_size: plan.shard_size,
        extent: plan.extent,
        year: inputs.opening,
        tilt_age: inputs.tilt_age(),
    });
    Simulation::new(country, inputs.years)
}

/// The parameters of the experiment, and with each set of reforms.
fn variants(parameters: &Parameters, reforms: &[Vec<Overlay>]) -> Vec<Parameters> {
    let reformed = reforms.iter().map(|overlays| {
        let mut own = parameters.clone();
        for overlay in overlays {
            own.apply(overlay);
        }
        own
    });
    std::iter::once(parameters.clone()).chain(reformed).collect()
}

/// Persons an agent stands for: the nearest integer to adults ÷ agents, at least one.
pub fn weight(inputs: &Inputs, people: usize) -> i64 {
    let adults = inputs.reference.between(inputs.opening, 16..101);
    (libm::rint(adults / people as f64) as i64).max(1)
}

/// Children of the census by sex, age and province.
fn children(inputs: &Inputs) -> [[[i64; PROVINCES]; CHILD_AGES]; 2] {
    [0, 1].map(|sex| std::array::from_fn(|age| inputs.reference.census[sex][age].map(|n| libm::rint(n) as i64)))
}

struct Synthesis<'a> {
    inputs: &'a Inputs,
    draws: Draws,
    endowment: Endowment,
    /// Of those who are outside the scheme at the opening and may enter.
    outside: Endowment,
    histories: Histories,
    pensions: OpeningPensions,
    public_retirees: [f32; PROVINCES],
    paying: f32,
    flexible: f32,
    hukou: Vec<[u32; 32]>,
    elsewhere: Vec<[u32; 32]>,
}

impl<'a> Synthesis<'a> {
    fn new(opening: &Opening, parameters: &Parameters, fitted: &Fitted, inputs: &'a Inputs, draws: Draws) -> Self {
        let in_force = parameters.in_january(inputs.opening);
        let cumulate = fastox_model::people::facts::Coverage::cumulate;
        Self {
            inputs,
            draws,
            endowment: endowment(parameters, &inputs.coverage.public_share),
            outside: endowment(parameters, &inputs.coverage.public_entrants),
            histories: Histories::prepare(opening, parameters, fitted, inputs),
            pensions: OpeningPensions::prepare(opening, parameters, fitted, inputs),
            public_retirees: inputs.coverage.public_retirees.map(|x| x as f32),
            paying: in_force.value("coverage.paying_share") as f32,
            flexible: in_force.value("coverage.flexible_share") as f32,
            hukou: inputs.migration.hukou.iter().map(|row| cumulate(row)).collect(),
            elsewhere: inputs.coverage.elsewhere.iter().map(|row| cumulate(row)).collect(),
        }
    }

    /// Everybody of 16 and over, youngest first; only those are made whom this rank lives.
    fn people(&self, mut people: Population, shard_size: usize) -> Population {
        let weight = people.weight;
        let mut carry = [[weight as f64 / 2.0; PROVINCES]; 2];
        let mut spread = [[0u32; PROVINCES]; 2];
        let mut cohorts = Vec::new();
        for age in 16..=100 {
            for sex in [Sex::Male, Sex::Female] {
                let s = sex as usize;
                let before = spread[s];
                let heads = std::array::from_fn(|p| {
                    let persons = self.inputs.reference.census[s][age][p] + carry[s][p];
                    let agents = (persons / weight as f64) as u32;
                    carry[s][p] = persons - f64::from(agents) * weight as f64;
                    spread[s][p] += agents;
                    agents
                });
                let cohort = (self.inputs.opening - age as i32, sex);
                cohorts.push((people.deal(cohort, heads, shard_size), before));
            }
        }
        people.shards = cohorts
            .par_iter()
            .flat_map(|(dealt, before)| {
                let shard = |piece| self.shard(dealt, piece, before);
                dealt.pieces.par_iter().map(shard).collect::<Vec<_>>()
            })
            .collect();
        people
    }

    /// A piece of a cohort; `before` are the people of younger cohorts by province.
    fn shard(&self, dealt: &Dealt, piece: &Range<usize>, before: &[u32; PROVINCES]) -> Shard {
        let (birth_year, sex) = dealt.cohort;
        let mut shard = Shard::empty(birth_year, sex, piece.len(), 1);
        let cohort = OpeningCohort::of(self, birth_year, sex);
        let mut block = Block::empty();
        for (start, first) in (0..).step_by(BLOCK).zip(piece.clone().step_by(BLOCK)) {
            let places = first..(first + BLOCK).min(piece.end);
            block.draw(dealt.id(first), places.len(), self.draws);
            for mut here in dealt.neighbours(&places) {
                here.number += before[here.home];
                cohort.endow(&mut shard, start, &mut block, &here, first);
            }
            cohort.open(&mut shard, start, &mut block);
        }
        shard
    }
}
