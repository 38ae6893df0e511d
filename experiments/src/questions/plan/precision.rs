//! What the number of people does to headlines: how they scatter over seeds, and how they lean.
//!
//! `precision.csv` holds mean and standard deviation over seeds of national pooling with responses, lived to 2050. The
//! bias of a size is its distance to the largest one. `FASTOX_BLESS=1 cargo test --release -p fastox-tests --
//! --ignored precision` makes the table anew, in a few minutes.

use crate::asked::experiment::Experiment;
use crate::asked::scenario;
use crate::questions::evaluate::{Question, evaluate};
use crate::results::headlines::{Headline, Unit};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use serde::Serialize;

/// The table.
pub const TABLE: &str = include_str!("precision.csv");
/// Its sizes, with seeds for each.
pub const SIZES: [(usize, u64); 5] = [(2_000, 20), (20_000, 12), (200_000, 6), (1_000_000, 3), (5_000_000, 2)];
/// Its last year.
const LAST_YEAR: Year = 2050;
/// Its headlines, and the year a run must reach for them.
const REACHED: [(&str, Year); 6] = [
    ("transfers_2022_current_yuan", 2022),
    ("kept_2035_surplus", 2035),
    ("kept_2035_deficit", 2035),
    ("collection_rate_2035", 2035),
    ("lost_to_incentives_yuan", 2035),
    ("central_burden_2050_gdp_share", 2050),
];
/// What a headline may scatter or lean: of a share of money, points ÷ 100; of others, a share of itself.
const TOLERANCE: f64 = 0.05;

/// A headline at a number of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// Its name.
    pub headline: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The size that was measured: the largest that is no larger than the run.
    pub people: u64,
    /// Standard deviation over seeds.
    pub monte_carlo_error: f64,
    /// How much more than with most people it is on average.
    pub bias: f64,
    /// Whether both are points of a percentage ÷ 100, and not shares of the headline.
    pub in_points: bool,
    /// The smallest size that was measured with both at most 5 % or 5 points.
    pub enough: u64,
}

/// The headlines that an experiment reaches with fewer people than they need.
pub fn imprecise(experiment: &Experiment) -> Vec<Precision> {
    let reached = REACHED.iter().filter(|(_, year)| *year <= experiment.last_year);
    reached.filter_map(|(name, _)| Precision::of(name, experiment.people)).collect()
}

/// One line of the table.
struct Measured {
    people: u64,
    mean: f64,
    sd: f64,
}

fn measured(headline: &str) -> Vec<Measured> {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |place: usize| cells[place].parse::<f64>().expect("the table has numbers");
        (cells[2] == headline).then(|| Measured { people: number(0) as u64, mean: number(3), sd: number(4) })
    };
    TABLE.lines().skip(1).filter_map(line).collect()
}

impl Precision {
    /// Nothing if there are people enough.
    fn of(name: &str, people: u64) -> Option<Self> {
        let (headline, sizes) = (Headline::find(name)?, measured(name));
        let central = sizes.last()?.mean;
        let in_points = headline.unit == Unit::Share;
        let scale = if in_points { 1.0 } else { central };
        let both = |size: &Measured| [size.sd / scale, (size.mean - central) / scale];
        let enough = sizes.iter().find(|size| both(size).iter().all(|part| part.abs() <= TOLERANCE))?.people;
        let own = sizes.iter().rev().find(|size| size.people <= people).or(sizes.first())?;
        let [monte_carlo_error, bias] = both(own);
        let found = Self {
            headline: headline.name,
            title: headline.title,
            people: own.people,
            monte_carlo_error,
            bias,
            in_points,
            enough,
        };
        (people < enough).then_some(found)
    }

    /// Its bias and error, as `+162 % ± 26 %`.
    pub fn in_words(&self) -> String {
        let unit = if self.in_points { "points" } else { "%" };
        format!("{:+.0} ± {:.0} {unit}", 100.0 * self.bias, 100.0 * self.monte_carlo_error)
    }
}

/// Makes the table anew.
pub fn table() -> String {
    let mut lines = vec!["people,seeds,headline,mean,sd".to_owned()];
    for (people, seeds) in SIZES {
        let rows: Vec<Vec<f64>> = (1..=seeds).map(|seed| lived(people, seed)).collect();
        for (place, (name, _)) in REACHED.iter().enumerate() {
            let values: Vec<f64> = rows.iter().map(|row| row[place]).collect();
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
            lines.push(format!("{people},{seeds},{name},{mean:.5e},{:.2e}", (squares / (n - 1.0)).sqrt()));
        }
    }
    lines.join("\n") + "\n"
}

fn lived(people: usize, seed: u64) -> Vec<f64> {
    let question = Question {
        scenarios: vec![scenario::shipped("national-pooling")],
        responses: vec![ResponseMode::Responding],
        people,
        seed,
        last_year: LAST_YEAR,
        refit: 0,
    };
    let series = evaluate(&Parameters::embedded(), &Fitted::shipped(), &question).expect("the books close");
    let value = |name: &str| Headline::find(name).and_then(|headline| headline.value(&series[0])).unwrap_or(f64::NAN);
    REACHED.iter().map(|(name, _)| value(name)).collect()
}
