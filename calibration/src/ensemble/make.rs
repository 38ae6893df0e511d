//! Making an ensemble: draws, refits and comparisons, one draw a thread.

use super::distance::{Distance, EFFECTS, SHARE, Sample, meets_effects};
use super::table::{self, Origin};
use super::threads::{alone, side_by_side};
use super::{Draw, Ensemble, hypercube, refit};
use crate::fit::{Fit, FitPlan, STATISTICS};
use crate::fitted::{self, Fitted};
use crate::parameters::Parameters;
use crate::parameters::uncertainty::{Uncertain, uncertain};
use fastox_model::books::BrokenIdentity;
use fastox_model::pooling::Regime;

/// How many hypercubes are tried; a space of which so few draws fit needs thought, not patience.
const MOST_CUBES: u32 = 10;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Making {
    /// How the first, small refits are run; its seed is also that of the hypercube.
    pub first: FitPlan,
    /// The rounds that follow, and the people on whom a draw is compared.
    pub last: FitPlan,
    /// Draws of a hypercube.
    pub draws: u32,
    /// How many must be kept; while there are fewer, another hypercube follows.
    pub least: usize,
    /// Threads.
    pub threads: usize,
    /// The world as enacted under the parameters of a draw, whose clauses may follow them.
    pub enacted: fn(&Parameters) -> Regime,
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
    /// Its distance; none if it was not followed to the end.
    pub distance: Option<Distance>,
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

/// Makes an ensemble; deterministic in data, plan and seed. `progress` gets the numbers of draws made and kept.
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
        let central = refit::settled(&record, &Fit::new(&parameters, &making.first))?;
        let space = uncertain(&parameters);
        Ok(Self { making, parameters, space, record, central })
    }

    /// All draws of a cube, in their order.
    fn cube(&self, first: u32, progress: &mut dyn FnMut(usize, usize)) -> Result<Vec<Judged>, BrokenIdentity> {
        let making = self.making;
        let points = hypercube::points(&self.space, making.first.seed, first, making.draws);
        let mut kept = 0;
        side_by_side(
            points.len(),
            making.threads,
            |place| self.judge(first + place as u32, &points[place]),
            &mut |made, judged| {
                kept += usize::from(judged.is_ok());
                progress(made, kept);
            },
        )
    }

    /// Fits a draw and compares it. One whose response cannot meet the published effects is not followed to the end.
    fn judge(&self, candidate: u32, values: &[f64]) -> Result<Judged, BrokenIdentity> {
        let mut parameters = self.parameters.clone();
        for (parameter, &value) in self.space.iter().zip(values) {
            parameter.set(&mut parameters, value);
        }
        let regime = (self.making.enacted)(&parameters);
        let [first, last] =
            [&self.making.first, &self.making.last].map(|plan| FitPlan { regime: regime.clone(), ..plan.clone() });
        let own = refit::settled(&self.record, &Fit::new(&parameters, &first))?;
        let near = refit::moved(&self.record, &self.central, &own, &parameters);
        let values = values.to_vec();
        if !meets_effects(&parameters, &near) {
            let misses = vec![EFFECTS];
            return Ok(Err(Box::new(Rejected { candidate, values, misses, distance: None })));
        }
        let fit = Fit::new(&parameters, &last);
        let fitted = table::as_written(&refit::polished(near, &fit)?);
        let distance = Distance::of(&fit, &fitted, Sample::Fitted)?;
        let mut misses = distance.misses();
        if !meets_effects(&parameters, &fitted) {
            misses.push(EFFECTS);
        }
        Ok(if misses.is_empty() {
            Ok(Draw { candidate, values, fitted })
        } else {
            Err(Box::new(Rejected { candidate, values, misses, distance: Some(distance) }))
        })
    }
}

fn origin(making: &Making, space: &[Uncertain], kept: usize, rejected: &[Rejected]) -> Origin {
    let made = kept + rejected.len();
    let criteria = STATISTICS.iter().chain([&SHARE, &EFFECTS]);
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
