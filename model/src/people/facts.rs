//! What the people of one year meet: the same in every world, or in one course of life.

use crate::draws::threshold;
use crate::law::award::AwardRule;
use crate::law::retirement_age::RetirementLaw;
use crate::units::Year;

/// Columns by province, padded to 32 so that an index of five bits needs no check.
pub type ByProvince<T> = [T; 32];

/// The youngest age of a person.
pub const FIRST_AGE: usize = 16;
/// Ages are counted up to here; older people meet its figures.
pub const LAST_AGE: usize = 110;
/// Nobody is in service beyond this age: the statutory age, three years later, five years of paying on.
pub const LAST_WORKING_AGE: usize = 72;

/// Thresholds of death and of leaving the country, by sex and age.
#[derive(Clone, Debug)]
pub struct Mortality {
    /// `death[sex][age][province]`: a word below it dies.
    pub death: [Vec<ByProvince<u32>>; 2],
    /// `exit[sex][age][province]`: a word below it, and not below `death`, emigrates.
    pub exit: [Vec<ByProvince<u32>>; 2],
}

/// Moves between provinces.
#[derive(Clone, Debug)]
pub struct Moves {
    /// `leave[age][province]`: a word below it leaves the province of residence.
    pub leave: Vec<ByProvince<u32>>,
    /// `homeward[age]`: added to the threshold of people away from their hukou; they return to it.
    pub homeward: Vec<u32>,
    /// `destination[from][to]`: cumulative thresholds of the destination.
    pub destination: Vec<ByProvince<u32>>,
    /// A word below it: the pension relation stays behind at a move.
    pub left_behind: u32,
    /// A word below it: hukou follows residence this year.
    pub hukou_conversion: u32,
}

/// Entering the scheme, pausing, resuming.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// `entry[sex][age][province]`: a word below it enters the scheme.
    pub entry: [Vec<ByProvince<u32>>; 2],
    /// `elsewhere[residence][relation]`: cumulative thresholds of the province that insures an entrant.
    pub elsewhere: Vec<ByProvince<u32>>,
    /// A word below it: an entrant (or somebody who resumes) pays alone.
    pub flexible: u32,
    /// A word below it: a payer pauses.
    pub pause: u32,
    /// A word below it: a dormant person resumes.
    pub resume: u32,
    /// A word below it: a flexible worker with the minimum period stops paying.
    pub stop_at_minimum: u32,
}

/// Wages: provincial mean × profile × persistent × transitory.
#[derive(Clone, Debug)]
pub struct Wages {
    /// Average wage, yuan a month, by province (全口径城镇单位就业人员平均工资).
    pub average: ByProvince<f32>,
    /// The national average wage, yuan a month.
    pub national: f32,
    /// `profile[sex][age]`: log wage relative to the average.
    pub profile: [Vec<f32>; 2],
    /// Yearly persistence ρ of the log wage position.
    pub persistence: f32,
    /// Standard deviation of its innovation.
    pub innovation: f32,
    /// Standard deviation of the transitory component.
    pub transitory: f32,
}

/// The law of contributions and benefits in this year.
#[derive(Clone, Debug)]
pub struct Law {
    /// Lowest contribution base, whole yuan a month.
    pub floor: ByProvince<f32>,
    /// Highest contribution base, whole yuan a month.
    pub ceiling: ByProvince<f32>,
    /// What a yuan of base puts into the account, fen.
    pub account_fen_per_yuan: f64,
    /// Crediting rate of accounts (记账利率).
    pub crediting_rate: f64,
    /// What a year's deposits earn of the crediting rate (1.083 ÷ 2).
    pub deposit_interest_share: f64,
    /// Total indexation of pensions in payment, share of last year's mean.
    pub indexation: f64,
    /// The part of it that is the same amount for everybody.
    pub indexation_fixed_share: f64,
    /// Calculation base (计发基数), fen a month.
    pub calculation_base: ByProvince<f64>,
    /// How each province awards pensions, in the order of the provinces.
    pub award: Vec<AwardRule>,
    /// Highest contribution index (3).
    pub index_ceiling: f64,
    /// Index of deemed years.
    pub deemed_index: f64,
    /// Statutory ages, flexible claiming, minimum period.
    pub retirement: RetirementLaw,
    /// Share of those with a choice who claim at the earliest date.
    pub early_claiming: f64,
    /// Months that make a place of benefit (ten years).
    pub ten_years: usize,
    /// Public-sector pensions relative to the formula of the enterprise scheme.
    pub public_ratio: f64,
}

/// Everything of a year that is the same in every world.
#[derive(Clone, Debug)]
pub struct YearFacts {
    /// The year.
    pub year: Year,
    /// Deaths and emigration.
    pub mortality: Mortality,
    /// Moves between provinces.
    pub moves: Moves,
    /// Entry, pausing, resuming.
    pub coverage: Coverage,
    /// Wages.
    pub wages: Wages,
    /// The law.
    pub law: Law,
}

/// What differs between courses of life in a year.
#[derive(Clone, Debug)]
pub struct LifePolicy {
    /// Share of the wage that is declared, by province.
    pub declared: ByProvince<f32>,
    /// The same at full effort.
    pub declared_at_full_effort: ByProvince<f32>,
    /// Share of the months that are paid by those who pay, by province.
    pub months: ByProvince<f32>,
    /// Last year's mean pension, fen a month, by province and fund: the fixed part of indexation.
    pub mean_pension: [ByProvince<f64>; 2],
    /// Factor on newly awarded pensions by province (fitted to published expenditure).
    pub pension_level: ByProvince<f64>,
}

impl Coverage {
    /// Cumulative thresholds from weights; the last province with weight takes the rest.
    pub fn cumulate(weights: &[f64]) -> ByProvince<u32> {
        let total: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let mut thresholds = [u32::MAX; 32];
        for (p, weight) in weights.iter().enumerate() {
            sum += weight / total;
            thresholds[p] = threshold(sum);
        }
        let last = weights.iter().rposition(|w| *w > 0.0).unwrap_or(0);
        thresholds[last..].fill(u32::MAX);
        thresholds
    }
}

/// The first province whose cumulative threshold lies above the word.
pub fn pick(cumulative: &ByProvince<u32>, word: u32) -> usize {
    cumulative[..31].iter().position(|&t| word < t).unwrap_or(30)
}
