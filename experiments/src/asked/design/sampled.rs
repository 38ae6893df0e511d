//! Points between two values of every parameter.

use fastox_calibration::ensemble::strata;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::uncertainty::is_whole;
use fastox_calibration::parameters::{Overlay, Parameter};

/// A parameter with both ends of its values.
pub(super) struct Sampled {
    name: String,
    pub(super) ends: [Overlay; 2],
    low: f64,
    high: f64,
    whole: bool,
}

/// How points are laid between the ends.
#[derive(Clone, Copy)]
pub(super) enum Sampling {
    LatinHypercube,
    Sobol,
}

impl Sampled {
    /// Two values of one parameter from the same month on, for the same place; anything else is noted.
    pub(super) fn between(name: &str, given: Vec<Overlay>, item: &Item<'_>, parameter: &Parameter) -> Option<Self> {
        let refuse = |message: String| item.note(message, "write both ends, as `[\"20 %\", \"60 %\"]`");
        if parameter.unit == Unit::Choice {
            refuse(format!("`{name}` is a choice, which has nothing between its ends; use a grid"));
            return None;
        }
        let Ok(ends) = <[Overlay; 2]>::try_from(given) else {
            refuse(format!("`{name}` needs two values, the ends of its range"));
            return None;
        };
        let [first, last] = ends.each_ref().map(Overlay::only);
        let (Some(first), Some(last)) = (first, last) else {
            refuse(format!("the ends of `{name}` must be one value each"));
            return None;
        };
        if (first.from(), first.province()) != (last.from(), last.province()) {
            refuse(format!("the ends of `{name}` must have the same date and be for the same place"));
            return None;
        }
        let (low, high) = (first.value(), last.value());
        Some(Self { name: name.to_owned(), low, high, whole: is_whole(parameter), ends })
    }

    /// The change to a value of this parameter.
    pub(super) fn at(&self, value: f64) -> Overlay {
        self.ends[0].to(value)
    }

    /// The value a share `u` of the way from its first end to its second. Whole numbers have the same chance each.
    fn on_the_way(&self, u: f64) -> f64 {
        let (low, high) = (self.low.min(self.high), self.low.max(self.high));
        if self.whole {
            return (low + u * (high - low + 1.0)).floor().min(high);
        }
        // Six digits read well, and are what is lived.
        format!("{:.5e}", self.low + u * (self.high - self.low)).parse::<f64>().expect("a number").clamp(low, high)
    }
}

impl Sampling {
    /// Point by point, a value for every parameter.
    pub(super) fn points(self, space: &[Sampled], points: usize, seed: u64) -> Vec<Vec<f64>> {
        let columns: Vec<Vec<f64>> = space
            .iter()
            .enumerate()
            .map(|(dimension, sampled)| {
                let way: Vec<f64> = match self {
                    Self::LatinHypercube => strata(&sampled.name, seed, 1, points as u32),
                    Self::Sobol => (0..points).map(|row| sobol_point(row, dimension, seed)).collect(),
                };
                way.into_iter().map(|u| sampled.on_the_way(u)).collect()
            })
            .collect();
        (0..points).map(|point| columns.iter().map(|column| column[point]).collect()).collect()
    }
}

/// A coordinate in [0, 1) of a point of the Owen-scrambled Sobol' sequence.
pub(crate) fn sobol_point(row: usize, dimension: usize, seed: u64) -> f64 {
    let scramble = (seed ^ (seed >> 32)) as u32;
    f64::from(sobol_burley::sample(row as u32, dimension as u32, scramble))
}
