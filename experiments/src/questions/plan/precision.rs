//! What the number of people does: how many live where fewest do, how headlines scatter over seeds, and how they lean.
//!
//! ```text
//! persons each    adults of the census ÷ people          people of a province   its adults ÷ persons each
//! error of counts 1 ÷ √people of the province
//! error, bias     of the two sizes measured around the run, between them straight in the logarithm of people; a size is
//!                 taken for no better than any larger one
//! ```
//! `precision.csv` holds mean and standard deviation over seeds of the regimes of the main experiment with responses,
//! lived to 2050; of other regimes nothing is said but what holds under national pooling. The bias of a size is its distance to the largest one. `FASTOX_BLESS=1 cargo test --release -p fastox-tests --
//! --ignored precision` makes the table anew, in a few minutes.

use crate::asked::experiment::{Experiment, MAIN_REGIMES, Regime};
use crate::asked::scenario;
use crate::questions::evaluate::{Question, evaluate};
use crate::results::comparison;
use crate::results::headlines::{Headline, Unit};
use crate::results::series::Series;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_model::incentives::ResponseMode;
use fastox_model::units::Year;
use serde::{Serialize, Serializer};

/// The table.
pub const TABLE: &str = include_str!("precision.csv");
/// Its sizes, with seeds for each.
pub const SIZES: [(usize, u64); 7] =
    [(100, 20), (500, 20), (2_000, 20), (20_000, 12), (200_000, 6), (1_000_000, 3), (5_000_000, 2)];
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

/// What a number of people is as a sample of the nation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SampleSize {
    /// Simulated people.
    pub people: u64,
    /// Adults that each stands for.
    pub persons_each: f64,
    /// The province with fewest.
    #[serde(serialize_with = "by_name")]
    pub smallest: Province,
    /// How many simulated people live there at the opening.
    pub smallest_people: f64,
    /// Relative standard error of a count of them.
    pub smallest_error: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn by_name<S: Serializer>(province: &Province, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(province.name())
}

impl SampleSize {
    /// Of so many people.
    pub fn of(people: u64) -> Self {
        let reference = comparison::reference();
        let adults = |p: Province| reference.census.iter().flat_map(|ages| &ages[16..]).map(|by| by[p.index()]).sum();
        let adults: Vec<(Province, f64)> = Province::all().map(|p| (p, adults(p))).collect();
        let persons_each = adults.iter().map(|(_, adults)| adults).sum::<f64>() / people as f64;
        let (smallest, fewest) = *adults.iter().min_by(|a, b| a.1.total_cmp(&b.1)).expect("there are provinces");
        let smallest_people = fewest / persons_each;
        let smallest_error = 1.0 / smallest_people.sqrt();
        Self { people, persons_each, smallest, smallest_people, smallest_error }
    }

    /// As `each stands for 11,400,000 persons; Tibet has 0.2 (± 210 %)`.
    pub fn in_words(&self) -> [String; 2] {
        let each = format!("each stands for {:.0} persons", self.persons_each);
        let digits = usize::from(self.smallest_people < 10.0);
        let name = self.smallest.name();
        [each, format!("{name} has {:.digits$} (± {:.0} %)", self.smallest_people, 100.0 * self.smallest_error)]
    }
}

/// A headline of a regime at a number of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// The regime it was measured under.
    pub regime: &'static str,
    /// Its name.
    pub headline: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Simulated people of the run.
    pub people: u64,
    /// Standard deviation over seeds.
    pub monte_carlo_error: f64,
    /// How much more than with most people it is on average.
    pub bias: f64,
    /// Whether both are points of a percentage ÷ 100, and not shares of the headline.
    pub in_points: bool,
    /// The smallest size that was measured with both at most 5 % or 5 points; none where that of most people is not.
    pub enough: Option<u64>,
}

/// The headlines that an experiment reaches with fewer people than they need, regime by regime.
pub fn imprecise(experiment: &Experiment) -> Vec<Precision> {
    let shipped = experiment.regimes.iter().filter_map(|regime| match regime {
        Regime::Shipped(name) => Some(name.as_str()),
        _ => None,
    });
    let regimes: Vec<&str> = shipped.collect();
    imprecise_under(&regimes, experiment.people, experiment.last_year)
}

/// The same of regimes by name, of which those that were measured count, and national pooling if none was. What is the
/// same under several, before proposals begin, is of the first alone.
pub fn imprecise_under(regimes: &[&str], people: u64, last_year: Year) -> Vec<Precision> {
    let measured: Vec<_> = MAIN_REGIMES.into_iter().filter(|name| regimes.contains(name)).collect();
    let measured = if measured.is_empty() { vec!["national-pooling"] } else { measured };
    let reached = || REACHED.iter().filter(|(_, year)| *year <= last_year);
    let of_regime = |regime| reached().filter_map(move |(name, _)| Precision::of(regime, name, people));
    let mut found: Vec<Precision> = Vec::new();
    for known in measured.into_iter().flat_map(of_regime) {
        if !found.iter().any(|before| before.is_same_as(&known)) {
            found.push(known);
        }
    }
    found
}

/// A size of the table: error over seeds and bias, relative to the largest size.
#[derive(Clone, Copy)]
struct Measured {
    people: u64,
    error: f64,
    bias: f64,
}

/// The sizes of a headline under a regime, the smallest first, each taken for no better than any larger one.
fn measured(regime: &str, headline: &Headline) -> Vec<Measured> {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |place: usize| cells[place].parse::<f64>().expect("the table has numbers");
        (cells[2..4] == [regime, headline.name]).then(|| [0, 4, 5].map(number))
    };
    let lines: Vec<[f64; 3]> = TABLE.lines().skip(1).filter_map(line).collect();
    let central = lines.last().map_or(f64::NAN, |[_, mean, _]| *mean);
    let scale = if in_points(headline) { 1.0 } else { central };
    let mut sizes: Vec<Measured> = Vec::new();
    let mut worst = (0.0_f64, 0.0_f64);
    for [people, mean, sd] in lines.into_iter().rev() {
        let bias = (mean - central) / scale;
        worst = (worst.0.max(sd / scale), worst.1.max(bias.abs()));
        sizes.push(Measured { people: people as u64, error: worst.0, bias: worst.1.copysign(bias) });
    }
    sizes.reverse();
    sizes
}

fn in_points(headline: &Headline) -> bool {
    headline.unit == Unit::Share
}

/// Error and bias at a number of people, between those of the sizes around it.
fn between(sizes: &[Measured], people: u64) -> [f64; 2] {
    let above = sizes.partition_point(|size| size.people <= people).clamp(1, sizes.len() - 1);
    let (few, more) = (sizes[above - 1], sizes[above]);
    let ln = |people: u64| (people as f64).ln();
    let way = ((ln(people) - ln(few.people)) / (ln(more.people) - ln(few.people))).clamp(0.0, 1.0);
    let of = |few: f64, more: f64| few + way * (more - few);
    [of(few.error, more.error), of(few.bias.abs(), more.bias.abs()).copysign(few.bias)]
}

impl Precision {
    /// Nothing if there are people enough.
    fn of(regime: &'static str, name: &str, people: u64) -> Option<Self> {
        let headline = Headline::find(name)?;
        let (sizes, in_points) = (measured(regime, headline), in_points(headline));
        let fits = |size: &&Measured| size.error <= TOLERANCE && size.bias.abs() <= TOLERANCE;
        let enough = sizes.iter().find(fits).map(|size| size.people);
        let [monte_carlo_error, bias] = between(&sizes, people);
        let Headline { name: headline, title, .. } = *headline;
        let found = Self { regime, headline, title, people, monte_carlo_error, bias, in_points, enough };
        enough.is_none_or(|enough| people < enough).then_some(found)
    }

    /// Whether the headline of another regime was measured to be the same.
    fn is_same_as(&self, other: &Self) -> bool {
        Self { regime: other.regime, ..self.clone() } == *other
    }

    /// How far it is off: its error or its bias, whichever is more.
    pub fn size(&self) -> f64 {
        self.monte_carlo_error.max(self.bias.abs())
    }

    /// Its bias and error, as `+162 % ± 26 %`.
    pub fn in_words(&self) -> String {
        let unit = if self.in_points { "points" } else { "%" };
        format!("{:+.0} ± {:.0} {unit}", (100.0 * self.bias).round() + 0.0, 100.0 * self.monte_carlo_error)
    }
}

/// Makes the table anew.
pub fn table() -> String {
    let mut lines = vec!["people,seeds,regime,headline,mean,sd".to_owned()];
    for (people, seeds) in SIZES {
        let lived: Vec<Vec<Series>> = (1..=seeds).map(|seed| lived(people, seed)).collect();
        for (world, regime) in MAIN_REGIMES.iter().enumerate() {
            for (name, _) in REACHED {
                let headline = Headline::find(name).expect("a headline");
                let value = |series: &Vec<Series>| headline.value(&series[world]).unwrap_or(f64::NAN);
                let values: Vec<f64> = lived.iter().map(value).collect();
                let n = values.len() as f64;
                let mean = values.iter().sum::<f64>() / n;
                let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
                let sd = (squares / (n - 1.0)).sqrt();
                lines.push(format!("{people},{seeds},{regime},{name},{mean:.5e},{sd:.2e}"));
            }
        }
    }
    lines.join("\n") + "\n"
}

fn lived(people: usize, seed: u64) -> Vec<Series> {
    let question = Question {
        scenarios: MAIN_REGIMES.map(scenario::shipped).to_vec(),
        responses: vec![ResponseMode::Responding],
        people,
        seed,
        last_year: LAST_YEAR,
        refit: 0,
    };
    evaluate(&Parameters::embedded(), &Fitted::shipped(), &question).expect("the books close")
}
