//! The country on the last day of its opening year: the census, with synthetic histories.
//!
//! People stand for `weight` persons each, the nearest integer that gives about the number asked for; what is left of a
//! cell of province, sex and age is carried to the next age, so that every province has its people to within one agent
//! a sex. Who is insured or retired is spread evenly over a cell. In-service insured and retirees by province are those
//! of the opening (derived figures in 2020, published in 2010); histories are synthetic. Each is checked against the
//! published total it must meet (`tests/synthesis.rs`).

mod bought_in;
mod histories;
mod opening_pensions;
mod plan;

pub use plan::{Plan, SHARD};

use crate::fitted::Fitted;
use crate::inputs::{Inputs, Opening, endowment};
use crate::parameters::{Overlay, Parameters};
use fastox_model::country::{Country, CountryParts};
use fastox_model::draws::{BLOCK, Decision, Draws, uniform};
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sample;
use fastox_model::people::children::CHILD_AGES;
use fastox_model::people::deal::{Dealing, Dealt};
use fastox_model::people::facts::pick;
use fastox_model::people::{Born, Children, Endowment, Population, Sex, Shard, State, Status, Traits, block_of_ids};
use fastox_model::simulation::Simulation;
use histories::Histories;
use opening_pensions::{OpeningPensions, Retiree};
use rayon::prelude::*;
use std::ops::Range;

/// Opens a simulation on 31 December 2020.
pub fn open(parameters: &Parameters, fitted: &Fitted, plan: &Plan) -> Simulation {
    open_at(&Opening::of_2020(parameters), parameters, fitted, plan)
}

/// Opens a simulation on another day.
pub fn open_at(opening: &Opening, parameters: &Parameters, fitted: &Fitted, plan: &Plan) -> Simulation {
    let variants = variants(parameters, &plan.reforms);
    let responds = plan.worlds.iter().any(|world| world.mode.responds());
    let inputs = Inputs::from(opening, &variants, fitted, (plan.last_year, responds));
    let draws = Draws::new(plan.seed);
    let weight = weight(&inputs, plan.people);
    let synthesis = Synthesis::new(opening, parameters, fitted, &inputs, draws);
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

/// What a block of people draw before it is known who they are.
struct Drawn {
    born: Born,
    history: [[u32; BLOCK]; 4],
}

impl Drawn {
    const NOTHING: Self = Self { born: Born::NOBODY, history: [[0; BLOCK]; 4] };

    /// Draws for people with ids from this one on.
    fn draw(&mut self, id: u32, draws: Draws) {
        self.born.draw(id, draws);
        draws.fill(&block_of_ids(id), 0, Decision::History, &mut self.history);
    }
}

/// What people of a cohort and province are at the opening.
#[derive(Clone, Copy, Default)]
struct Chances {
    retired: f64,
    in_service: f64,
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
        let mut drawn = Box::new(Drawn::NOTHING);
        let (mut home, mut chances) = (PROVINCES, Chances::default());
        // Ids of a piece follow each other, and people stand by province.
        for (place, one) in dealt.people(piece).enumerate() {
            if place % BLOCK == 0 {
                drawn.draw(one.id, self.draws);
            }
            if one.home != home {
                (home, chances) = (one.home, self.chances(&shard, one.home));
            }
            let number = before[one.home] + one.number;
            self.person(&mut shard, place, Dealing { number, ..one }, &drawn, chances);
        }
        shard
    }

    fn chances(&self, shard: &Shard, home: usize) -> Chances {
        let (sex, age, coverage) = (shard.sex as usize, shard.age(self.inputs.opening), &self.inputs.coverage);
        let retired = coverage.retired_at_opening(sex, age, home);
        Chances { retired, in_service: coverage.in_service_at_opening(sex, age, home) }
    }

    fn person(&self, shard: &mut Shard, place: usize, one: Dealing, drawn: &Drawn, chances: Chances) {
        let (Dealing { id, home, number }, lane) = (one, place % BLOCK);
        let (traits, wage) = self.endowment.endow(&drawn.born, lane, shard.sex, home);
        let words = drawn.history.each_ref().map(|words| words[lane]);
        let age = shard.age(self.inputs.opening);
        let hukou = self.hukou(home, age, words[0]);
        let traits = traits.with_hukou(hukou).with_moved(usize::from(hukou != home));
        shard.id[place] = id;
        shard.wage[place] = wage;
        shard.lives[0].state[place] = State::OUTSIDE.0;
        // A golden-ratio sequence fills a province evenly: close to the expected count at any scale.
        let u = (f64::from(number) * 0.618_033_988_749_895 + 0.5).fract();
        if u < chances.retired {
            self.retire(shard, place, home, traits, words);
        } else if u < chances.retired + chances.in_service {
            self.insure(shard, place, home, traits, words);
        } else {
            let (traits, _) = self.outside.endow(&drawn.born, lane, shard.sex, home);
            let moved = usize::from(hukou != home);
            shard.traits[place] = traits.with_hukou(hukou).with_moved(moved).0;
        }
    }

    /// The hukou of a resident: away with the share of the province, more often at working ages.
    fn hukou(&self, home: usize, age: usize, word: u32) -> usize {
        let away = self.inputs.migration.away(home, age) as f32;
        let u = uniform(word);
        if u >= away {
            return home;
        }
        pick(&self.hukou[home], ((u / away) * 4_294_967_295.0) as u32)
    }

    fn retire(&self, shard: &mut Shard, place: usize, home: usize, traits: Traits, words: [u32; 4]) {
        let public = uniform(words[1]) < self.public_retirees[home];
        shard.traits[place] = traits.with_public(usize::from(public)).0;
        let retiree = Retiree { birth_year: shard.birth_year, sex: shard.sex, home, public };
        let opening = self.pensions.pension(retiree, words);
        let life = &mut shard.lives[0];
        life.bases_or_pension[place] = opening.pension;
        life.account.set(place, opening.account);
        life.months[place] = opening.months;
        life.state[place] = State::OUTSIDE
            .with_status(Status::Retired)
            .with_relation(home)
            .with_award((opening.award_year - 1960) as usize)
            .0;
    }

    fn insure(&self, shard: &mut Shard, place: usize, home: usize, traits: Traits, words: [u32; 4]) {
        let more = self.draws.words(shard.id[place], 1, Decision::History);
        let public = traits.public() == 1;
        let relation = if public { home } else { pick(&self.elsewhere[home], words[1]) };
        let status = if public || uniform(words[2]) < self.paying {
            let alone = !public && uniform(words[3]) < self.flexible;
            if alone { Status::Flexible } else { Status::Employee }
        } else {
            Status::Dormant
        };
        // Those still in service past the ages of their class are of the class that stays longest.
        let traits = histories::class_still_in_service(traits, shard.sex, shard.age(self.inputs.opening));
        shard.traits[place] = traits.0;
        let wage = shard.wage[place];
        let history = self.histories.history(shard.birth_year, shard.sex, traits, (wage, relation), status, more);
        shard.deemed[place] = history.deemed;
        shard.traits[place] = traits.with_early_member(usize::from(history.early_member)).0;
        let life = &mut shard.lives[0];
        life.months[place] = history.months;
        life.index[place] = history.index;
        life.bases_or_pension[place] = history.bases;
        life.account.set(place, history.account);
        life.state[place] = State::OUTSIDE
            .with_status(status)
            .with_relation(relation)
            .with_works_away(usize::from(relation != home))
            .with_months_here(usize::from(history.months).min(1023))
            .0;
    }
}
