//! Making an ensemble: draws, refits and comparisons, one draw a thread.
//!
//! A draw is lived by one thread from beginning to end, and nothing depends on which: threads change no byte.

use super::distance::{Distance, EFFECTS, STATISTICS, meets_effects};
use super::table::{self, Origin};
use super::{Draw, Ensemble, hypercube, refit};
use crate::fit::FitPlan;
use crate::fitted::{self, Fitted};
use crate::parameters::Parameters;
use crate::uncertainty::{Uncertain, uncertain};
use fastox_model::books::BrokenIdentity;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// How many hypercubes are tried; a space of which so few draws fit needs thought, not patience.
const MOST_CUBES: u32 = 10;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Making {
    /// How the refits are run; its seed is also that of the hypercube.
    pub fit: FitPlan,
    /// Draws of a hypercube.
    pub draws: u32,
    /// How many must be kept; while there are fewer, another hypercube follows.
    pub least: usize,
    /// Threads.
    pub threads: usize,
    /// The command, for the header.
    pub command: String,
}

/// A draw that was not kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Its number.
    pub candidate: u32,
    /// The values of its parameters.
    pub values: Vec<f64>,
    /// The statistics it misses.
    pub misses: Vec<&'static str>,
    /// Its distance.
    pub distance: Distance,
}

/// A draw, lived and judged.
type Judged = Result<Draw, Box<Rejected>>;

/// What all draws share.
struct Base<'a> {
    making: &'a Making,
    parameters: Parameters,
    space: Vec<Uncertain>,
    record: Fitted,
    /// The refit of the central values.
    central: Fitted,
}

/// Makes an ensemble; deterministic in data, plan and seed. Tells how many draws were made and how many of them kept.
pub fn make(
    making: &Making,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Ensemble, Vec<Rejected>), BrokenIdentity> {
    let base = alone(|| Base::prepare(making))?;
    let (mut draws, mut rejected) = (Vec::new(), Vec::new());
    for cube in 0..MOST_CUBES {
        let first = 1 + cube * making.draws;
        for judged in base.cube(first, &mut |made, kept| {
            progress((first - 1) as usize + made, draws.len() + kept);
        })? {
            match judged {
                Ok(draw) => draws.push(draw),
                Err(draw) => rejected.push(*draw),
            }
        }
        if draws.len() >= making.least {
            break;
        }
    }
    let origin = origin(making, &base.space, draws.len(), &rejected);
    Ok((Ensemble { origin, space: base.space, draws }, rejected))
}

impl<'a> Base<'a> {
    fn prepare(making: &'a Making) -> Result<Self, BrokenIdentity> {
        let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
        let central = refit::settled(&record, &parameters, &making.fit)?;
        let space = uncertain(&parameters);
        Ok(Self { making, parameters, space, record, central })
    }

    /// All draws of a cube, in their order.
    fn cube(
        &self,
        first: u32,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<Judged>, BrokenIdentity> {
        let making = self.making;
        let points = hypercube::points(&self.space, making.fit.seed, first, making.draws);
        let (next, (tell, told)) = (AtomicUsize::new(0), mpsc::channel());
        let mut judged: Vec<Option<Judged>> = vec![None; points.len()];
        thread::scope(|scope| {
            for _ in 0..making.threads.max(1) {
                let (tell, next, points) = (tell.clone(), &next, &points);
                scope.spawn(move || {
                    loop {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        let Some(values) = points.get(place) else { break };
                        let draw = alone(|| self.judge(first + place as u32, values));
                        // A receiver that has gone has met an error.
                        if tell.send((place, draw)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(tell);
            let (mut made, mut kept) = (0, 0);
            for (place, draw) in told {
                let draw = draw?;
                (made, kept) = (made + 1, kept + usize::from(draw.is_ok()));
                judged[place] = Some(draw);
                progress(made, kept);
            }
            Ok(())
        })?;
        Ok(judged.into_iter().map(|draw| draw.expect("every draw was lived")).collect())
    }

    fn judge(&self, candidate: u32, values: &[f64]) -> Result<Judged, BrokenIdentity> {
        let mut parameters = self.parameters.clone();
        for (parameter, &value) in self.space.iter().zip(values) {
            parameter.set(&mut parameters, value);
        }
        let own = refit::settled(&self.record, &parameters, &self.making.fit)?;
        let fitted = refit::moved(&self.record, &self.central, &own, &parameters);
        let fitted = table::as_written(&fitted);
        let distance = Distance::of(&parameters, &own, &self.making.fit)?;
        let (values, mut misses) = (values.to_vec(), distance.misses());
        if !meets_effects(&parameters, &fitted) {
            misses.push(EFFECTS);
        }
        Ok(if misses.is_empty() {
            Ok(Draw { candidate, values, fitted })
        } else {
            Err(Box::new(Rejected { candidate, values, misses, distance }))
        })
    }
}

/// Runs with one thread: draws are lived side by side, and each by itself.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread can be started").install(work)
}

fn origin(making: &Making, space: &[Uncertain], kept: usize, rejected: &[Rejected]) -> Origin {
    let made = kept + rejected.len();
    let criteria = STATISTICS.iter().chain([&EFFECTS]);
    let missed = |name: &&str| rejected.iter().filter(|draw| draw.misses.contains(name)).count();
    Origin {
        command: making.command.clone(),
        made,
        kept,
        rejected_share: (1e4 * rejected.len() as f64 / made as f64).round() / 1e4,
        missed: criteria.map(|name| ((*name).to_owned(), missed(name))).collect(),
        record: table::record_checksum(fitted::SHIPPED),
        space: table::space_checksum(space),
    }
}
