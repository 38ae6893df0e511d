//! The space of uncertain parameters: which there are, how far each may go, and how a value is put in.
//!
//! Every assumption and estimate with a sweep or a standard error is in, if it is a number and has a national value;
//! choices such as `subsidy.path` are not. Parameters that act only when a reform or a regime changes something
//! (elasticities to enforcement, say) stay in: elsewhere they move nothing, and a sensitivity index of zero says so.
//! Two levels, `enforcement.detection` and `workers.perceived_return`, are bases of ratios to the shipped value:
//! another value is read as a change that firms and workers answer, so their effects are those of a policy, not of a
//! doubt about the base.
//!
//! ```text
//! with a prior                     x = mean + s.e. · Φ⁻¹(u), truncated to the range; low, high = the sweep
//! estimate with a standard error   the same with mean = central; low, high = central ∓ 1.96 s.e.
//! else                             x = low + u · (high − low), the sweep
//! constant                         takes x for all time
//! dated path                       v(t) → v(t) + x − central from January 2025 on, within the range; central = v(2025-01)
//! ```
//! What was observed, or was fitted to observed years, stays: a dated path is the same before 2025. Low and high of a
//! path are such that the envelope of what is shifted reaches the bounds of the sweep: wage growth of 4.5, 4 and 3 %
//! with a sweep of 2 to 5.5 % goes from one point less to one point more.
//!
//! A path with exactly one date after January 2025 describes a phase and what follows it (`coverage.growth`: 1 % until
//! 2035, then none). Its sweep is that of the phase: only the values before the later date are shifted, those from it
//! on stay.
//!
//! Parameters are taken as independent of one another; no correlation was found in a source.

use crate::parameters::diagnostic::Report;
use crate::parameters::diagnostic::document::Document;
use crate::parameters::parameter::Prior;
use crate::parameters::quantity::Unit;
use crate::parameters::{Kind, Overlay, Parameter, Parameters, Timeline};
use fastox_model::bisection::bisect;
use fastox_model::units::Month;

/// From here on dated paths are shifted.
pub const FROM: Month = Month::new(2025, 1);
/// What `explain` and the manifest say of a parameter that was set here.
pub const SOURCE: &str = "the space of uncertain parameters";
/// Standard errors to either side of an estimate that hold 95 % of a normal.
const TWO_SIDED_95: f64 = 1.96;

/// How a value is spread between its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spread {
    /// Every value from low to high alike.
    Uniform,
    /// A normal, truncated to the parameter's range.
    Normal {
        /// Its mean: the central value, unless that learned from data which the prior does not know.
        mean: f64,
        /// Its standard deviation.
        standard_error: f64,
    },
}

impl Spread {
    /// Its name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Normal { .. } => "normal",
        }
    }
}

/// A parameter whose value is not known, in its natural unit: shares as fractions of one, times in months, money in
/// yuan.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Its dotted name.
    pub name: String,
    /// Its value in January 2025.
    pub central: f64,
    /// Where a tornado goes below.
    pub low: f64,
    /// Where a tornado goes above.
    pub high: f64,
    /// How it is spread.
    pub spread: Spread,
    /// What it is measured in.
    pub unit: Unit,
    /// Whether it is a whole number: a year, a number of months, a count.
    pub whole: bool,
    /// Refused outside.
    pub range: (f64, f64),
}

/// Every uncertain parameter, in the order of the names.
///
/// ```
/// use fastox_calibration::parameters::{Parameters, uncertainty::uncertain};
/// let mut parameters = Parameters::embedded();
/// let space = uncertain(&parameters);
/// let growth = space.iter().find(|u| u.name == "macro.wage_growth").expect("it is swept");
/// assert_eq!((growth.central, growth.high), (0.045, 0.055));
/// growth.set(&mut parameters, growth.low);
/// let in_year = |year| parameters.mean_of(year).value("macro.wage_growth");
/// assert_eq!((in_year(2024), in_year(2025)), (0.015, growth.low));
/// ```
pub fn uncertain(parameters: &Parameters) -> Vec<Uncertain> {
    parameters.iter().filter_map(|(name, parameter)| Uncertain::of(name, parameter)).collect()
}

impl Uncertain {
    fn of(name: &str, parameter: &Parameter) -> Option<Self> {
        if parameter.kind == Kind::Law || parameter.unit == Unit::Choice {
            return None;
        }
        let path = parameter.national.as_ref()?;
        let central = path.at(FROM);
        let (low, high, spread) = match (parameter.standard_error, parameter.sweep) {
            (Some(standard_error), _) => {
                let reach = TWO_SIDED_95 * standard_error;
                (central - reach, central + reach, Spread::Normal { mean: central, standard_error })
            }
            (None, Some(sweep)) => {
                let (low, high) = bounds(path, sweep);
                let prior = |prior: Prior| Spread::Normal { mean: prior.mean, standard_error: prior.standard_error };
                (low, high, parameter.prior.map_or(Spread::Uniform, prior))
            }
            (None, None) => return None,
        };
        Some(Self {
            name: name.to_owned(),
            central,
            low: low.max(parameter.range.0),
            high: high.min(parameter.range.1),
            spread,
            unit: parameter.unit,
            whole: is_whole(parameter),
            range: parameter.range,
        })
    }

    /// The value below which a share `u` of the values lies. Whole numbers from low to high have the same chance each.
    pub fn quantile(&self, u: f64) -> f64 {
        match self.spread {
            Spread::Uniform if self.whole => (self.low + u * (self.high - self.low + 1.0)).floor().min(self.high),
            Spread::Uniform => self.low + u * (self.high - self.low),
            Spread::Normal { mean, standard_error } => {
                let score = |x: f64| (x - mean) / standard_error;
                let (below, within) = (normal(score(self.range.0)), normal(score(self.range.1)));
                let z = normal_quantile(below + u * (within - below));
                (mean + standard_error * z).clamp(self.range.0, self.range.1)
            }
        }
    }

    /// Puts a value in; the central one changes nothing. Values beyond the range are taken as its bound, whole numbers
    /// are rounded.
    pub fn set(&self, parameters: &mut Parameters, value: f64) {
        let path = parameters.known(&self.name).national.as_ref();
        let now = path.expect("an uncertain parameter has a national value").at(FROM);
        let value = if self.whole { libm::rint(value) } else { value };
        let value = value.clamp(self.range.0, self.range.1);
        if value.to_bits() == now.to_bits() {
            return;
        }
        let until = parameters.get(&self.name).and_then(|parameter| end(parameter.national.as_ref()?));
        // What stood in January 2025 becomes the value to the last bit.
        let change = |old: f64| if old.to_bits() == now.to_bits() { value } else { old + value - now };
        parameters.change_values(&self.name, SOURCE, (FROM, until), change);
    }
}

/// Puts in the values of a parameter file of an outside tool: `"name" = value` pairs as in an `[override]`. A bare
/// number is in the parameter's natural unit; an uncertain parameter takes it as in [`Uncertain::set`], any other for
/// all time. On any problem nothing changes.
pub fn apply_file(parameters: &mut Parameters, file: &str, text: &str) -> Result<(), Report> {
    let (overlay, numbers) =
        Document::new(file, text).read(|fields| Some(Overlay::read_with_numbers(file, fields, parameters)))?;
    parameters.apply(&overlay);
    let space = uncertain(parameters);
    for number in numbers {
        match space.iter().find(|uncertain| uncertain.name == number.name()) {
            Some(uncertain) => uncertain.set(parameters, number.value()),
            None => parameters.replace(number.name(), file, number.value()),
        }
        parameters.note_shift(number);
    }
    Ok(())
}

/// Years, months and days of the calendar and heads are whole; so is a number whose value, range and sweep all are.
pub fn is_whole(parameter: &Parameter) -> bool {
    match parameter.unit {
        Unit::Months | Unit::WorkingDays | Unit::Persons | Unit::CalendarYear | Unit::CalendarMonth => true,
        Unit::Number => {
            let (low, high) = parameter.sweep.unwrap_or((0.5, 0.5));
            let value = parameter.national.iter().map(|path| path.at(FROM));
            let all = value.chain([low, high, parameter.range.0, parameter.range.1]);
            all.into_iter().all(|value| value.fract() == 0.0)
        }
        _ => false,
    }
}

/// Where the phase of January 2025 ends, of a path with exactly one date after it.
fn end(path: &Timeline) -> Option<Month> {
    let mut later = path.values().iter().map(|(month, _)| *month).filter(|month| *month > FROM);
    later.next().filter(|_| later.next().is_none())
}

/// Low and high in January 2025: the values that are shifted then just reach the sweep. The central value is always
/// within.
fn bounds(path: &Timeline, (low, high): (f64, f64)) -> (f64, f64) {
    let (central, end) = (path.at(FROM), end(path));
    let shifted = path.values().iter().filter(|(month, _)| *month > FROM && end.is_none());
    let (least, most) =
        shifted.fold((central, central), |(least, most), (_, value)| (least.min(*value), most.max(*value)));
    let reach = |bound: f64, extreme: f64| {
        // A path of one value reaches the bound to the last bit.
        if extreme.to_bits() == central.to_bits() { bound } else { central + bound - extreme }
    };
    (reach(low, least).min(central), reach(high, most).max(central))
}

/// Φ(z).
fn normal(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Φ⁻¹(u), by bisection; ∓9 at the ends.
fn normal_quantile(u: f64) -> f64 {
    bisect([-9.0, 9.0], 60, |z| normal(z) > u)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values come back exactly as they were set")]
mod tests;
