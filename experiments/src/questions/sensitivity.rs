//! Which uncertain parameters move which headlines: a tornado over all of them, Sobol' indices of those that move most.
//!
//! Every run has the same seed, so two runs differ by parameters only (common random numbers). Runs are independent and
//! spread over threads; each is put in its place, so that no result depends on their number. What varies are the
//! central parameters' neighbours in [`uncertain`], independent of one another; the response's own range (settings,
//! orderings) is the range pass of a run.
//!
//! A headline that is a calendar year and does not come by the last year has no value; in swings and indices it counts
//! as the year after it, a lower bound, and the share of runs it holds for is given.

mod chance;
mod headlines;
mod picture;
mod sobol;
mod tables;
mod text;
mod tornado;

pub use chance::Chance;
pub use headlines::{Scale, Selected};
pub use picture::picture;
pub use sobol::{Index, Saltelli, indices};
pub use tables::tables;
pub use tornado::Bar;

use crate::asked::design::sobol_point;
use crate::asked::scenario::Scenario;
use crate::questions::evaluate::{Question, Row, live, refitted};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::uncertainty::{Uncertain, uncertain};
use fastox_model::books::BrokenIdentity;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use headlines::AskedAndFixed;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Resamples of the rows of a design behind a standard error.
const BOOTSTRAP: usize = 1000;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The regime.
    pub scenario: Scenario,
    /// The response; losses are measured against fixed effort.
    pub response: ResponseMode,
    /// Simulated people of every run.
    pub people: usize,
    /// Seed of the runs, of the design and of the bootstrap.
    pub seed: u64,
    /// The last year.
    pub last_year: Year,
    /// Rounds of the calibration in every run.
    pub refit: usize,
    /// Rows of the design; 0 leaves the indices out.
    pub samples: usize,
    /// How many parameters have indices.
    pub top: usize,
    /// Only these uncertain parameters; all if there are none.
    pub only: Vec<String>,
}

impl Plan {
    fn question(&self) -> Question {
        Question {
            scenarios: vec![self.scenario.clone()],
            responses: vec![self.response],
            people: self.people,
            seed: self.seed,
            last_year: self.last_year,
            refit: self.refit,
        }
    }

    /// The same with fixed effort, as far as anything is compared with it; nothing if effort is fixed anyway.
    fn fixed(&self) -> Option<Question> {
        (self.response != ResponseMode::Fixed).then(|| Question {
            responses: vec![ResponseMode::Fixed],
            last_year: self.last_year.min(headlines::COMPARED),
            ..self.question()
        })
    }

    /// How many runs there are, if the space has so many uncertain parameters and words.
    fn runs(&self, uncertain: usize, words: usize) -> usize {
        chance::SEEDS as usize + 2 * uncertain + words + self.samples * (self.top.min(uncertain) + 2)
    }
}

/// What was found about one headline.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The headline.
    pub headline: Selected,
    /// Its value with all parameters central; none for a year that does not come by the last one.
    pub central: Option<f64>,
    /// What chance does to it.
    pub chance: Chance,
    /// Every uncertain parameter, the one that moves it most first.
    pub tornado: Vec<Bar>,
    /// The parameters of the design, the largest total index first; empty without a design, or if the headline does not
    /// vary.
    pub indices: Vec<(String, Index)>,
    /// Share of the design's runs in which the year did not come; nothing without a design.
    pub not_reached: Option<f64>,
}

/// A sensitivity analysis.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// Simulated people of every run.
    pub people: usize,
    /// The last year.
    pub last_year: Year,
    /// Rows of the design.
    pub samples: usize,
    /// Runs in all.
    pub runs: usize,
    /// Headline by headline.
    pub found: Vec<Found>,
}

/// Runs the tornado and the design. `progress` receives how many of all runs are done, from any thread.
pub fn analyse(
    parameters: &Parameters,
    record: &Fitted,
    plan: &Plan,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Sensitivity, Box<BrokenIdentity>> {
    let asked = |name: &str| plan.only.is_empty() || plan.only.iter().any(|only| only == name);
    let mut space = uncertain(parameters);
    space.retain(|uncertain| asked(&uncertain.name));
    let mut words = tornado::words(parameters);
    words.retain(|(name, _)| asked(name));
    let runs = plan.runs(space.len(), words.len());
    let done = AtomicUsize::new(0);
    let lived = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, runs);
    let (question, fixed) = (plan.question(), plan.fixed());
    let live = Live { parameters, record, question, fixed, progress: &lived };
    let centre = live.centre_on_seeds()?;
    let mut headlines = Selected::all().to_vec();
    headlines.retain(|headline| headline.reaches(&centre[0], plan.last_year));
    let read = Read { headlines: &headlines, last_year: plan.last_year };
    let bars = tornado::bars(&live, &read, &centre[0], (&space, &words))?;
    let chosen = tornado::largest(&bars, &space, plan.top);
    let design = if plan.samples == 0 { Vec::new() } else { design(&live, &read, plan, &chosen)? };
    let found = headlines.iter().copied().enumerate().map(|(number, headline)| {
        let known = |values: Vec<f64>| read.known(number, values[number]);
        let on_seeds: Vec<Option<f64>> = centre.iter().map(|worlds| known(read.of(worlds))).collect();
        let chance = Chance::of(&on_seeds);
        let tornado = tornado::of_headline(&bars, number, &read, (&chance, plan.people));
        let (indices, not_reached) = design.get(number).map_or_else(Default::default, |design| {
            let never = |value: f64| headline.is_year() && read.known(number, value).is_none();
            (by_total(&chosen, indices(design, BOOTSTRAP, plan.seed)), design.share(&never))
        });
        Found { headline, central: on_seeds[0], chance, tornado, indices, not_reached }
    });
    let found = found.collect();
    Ok(Sensitivity { people: plan.people, last_year: plan.last_year, samples: plan.samples, runs, found })
}

/// The parameters of a design with their indices, the largest total first.
fn by_total(chosen: &[&Uncertain], indices: Option<Vec<Index>>) -> Vec<(String, Index)> {
    let named = chosen.iter().map(|uncertain| uncertain.name.clone());
    let mut indices: Vec<_> = named.zip(indices.into_iter().flatten()).collect();
    indices.sort_by(|(_, a), (_, b)| b.total.total_cmp(&a.total));
    indices
}

/// Lives the runs.
struct Live<'a> {
    parameters: &'a Parameters,
    record: &'a Fitted,
    question: Question,
    fixed: Option<Question>,
    progress: &'a (dyn Fn() + Sync),
}

impl Live<'_> {
    fn one(&self, parameters: &Parameters) -> Result<AskedAndFixed, Box<BrokenIdentity>> {
        self.on_seed(parameters, self.question.seed)
    }

    /// The centre on the seed of the analysis, and on those after it.
    fn centre_on_seeds(&self) -> Result<Vec<AskedAndFixed>, Box<BrokenIdentity>> {
        let seeds: Vec<u64> = (0..chance::SEEDS).map(|more| self.question.seed.wrapping_add(more)).collect();
        seeds.par_iter().map(|seed| self.on_seed(self.parameters, *seed)).collect()
    }

    fn on_seed(&self, parameters: &Parameters, seed: u64) -> Result<AskedAndFixed, Box<BrokenIdentity>> {
        let of_seed = |question: &Question| Question { seed, ..question.clone() };
        let (question, fixed) = (of_seed(&self.question), self.fixed.as_ref().map(of_seed));
        let fitted = refitted(parameters, self.record, &question).map_err(Box::new)?;
        let row = |question: &Question| -> Result<Row, Box<BrokenIdentity>> {
            let lived = live(parameters, &fitted, question).map_err(Box::new)?;
            Ok(Row::of(lived.first().expect("a world is always lived")))
        };
        let asked = row(&question)?;
        let fixed = fixed.as_ref().map(row).transpose()?;
        (self.progress)();
        Ok(AskedAndFixed { asked, fixed })
    }

    /// Every run in its place, whichever thread lives it.
    fn all<T: Sync>(
        &self,
        runs: &[T],
        change: impl Fn(&mut Parameters, &T) + Sync,
    ) -> Result<Vec<AskedAndFixed>, Box<BrokenIdentity>> {
        let one = |run: &T| {
            let mut parameters = self.parameters.clone();
            change(&mut parameters, run);
            self.one(&parameters)
        };
        runs.par_iter().map(one).collect()
    }
}

/// Reads headlines off runs.
struct Read<'a> {
    headlines: &'a [Selected],
    last_year: Year,
}

impl Read<'_> {
    fn of(&self, worlds: &AskedAndFixed) -> Vec<f64> {
        self.headlines.iter().map(|headline| headline.value(worlds, self.last_year)).collect()
    }

    /// A value of the headline at a place; none where it is not known, or says that the year did not come.
    fn known(&self, headline: usize, value: f64) -> Option<f64> {
        let beyond = f64::from(self.last_year) + 0.5;
        let never = self.headlines[headline].is_year() && value > beyond;
        Some(value).filter(|value| value.is_finite() && !never)
    }
}

/// The Saltelli design of these parameters, by headline.
///
/// ```text
/// A, B     N points each, of one Sobol' sequence in 2k dimensions
/// A_B^(i)  A with its i-th parameter from B
/// ```
fn design(
    live: &Live<'_>,
    read: &Read<'_>,
    plan: &Plan,
    chosen: &[&Uncertain],
) -> Result<Vec<Saltelli>, Box<BrokenIdentity>> {
    let (n, k) = (plan.samples, chosen.len());
    // Block 0 is A, block 1 is B, block 2 + i is A with the i-th parameter from B.
    let runs: Vec<(usize, usize)> = (0..k + 2).flat_map(|block| (0..n).map(move |row| (block, row))).collect();
    let lived = live.all(&runs, |parameters, (block, row)| {
        for (i, uncertain) in chosen.iter().enumerate() {
            let from_b = *block == 1 || *block == i + 2;
            let u = sobol_point(*row, i + if from_b { k } else { 0 }, plan.seed);
            uncertain.set(parameters, uncertain.quantile(u));
        }
    })?;
    let values: Vec<Vec<f64>> = lived.iter().map(|worlds| read.of(worlds)).collect();
    let block = |headline: usize, block: usize| -> Vec<f64> {
        values[block * n..(block + 1) * n].iter().map(|values| values[headline]).collect()
    };
    let of_headline = |headline: usize| Saltelli {
        a: block(headline, 0),
        b: block(headline, 1),
        ab: (0..k).map(|i| block(headline, i + 2)).collect(),
    };
    Ok((0..read.headlines.len()).map(of_headline).collect())
}
