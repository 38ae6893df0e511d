//! What the people of one year meet: the same in every world, or in one course of life.

use super::cohorts::RatesPpm;
use super::fund::{ByFund, Fund};
use crate::draws::threshold;
use crate::law::PayoutTable;
use crate::law::account::Drawdown;
use crate::law::award::AwardRule;
use crate::law::early_retirement::EarlyRetirementLaw;
use crate::law::indexation::{Increase, IndexationShares, PensionersMeans};
use crate::law::portability::PortabilityLaw;
use crate::law::retirement_age::RetirementLaw;
use crate::law::shortfall::ShortfallLaw;
use crate::law::survivors::SurvivorsLaw;
use crate::margin::Margin;
use crate::units::{MonthlyMoney, Rate, Year};
use bitcode::{Decode, Encode};

/// Columns by province, padded to 32 so that an index of five bits needs no check.
pub type ByProvince<T> = [T; 32];

/// Ages are counted up to here; older people meet its figures.
pub const LAST_AGE: usize = 110;
/// Nobody enters the scheme beyond this age, and the law of 2024 keeps nobody in service beyond it: the statutory age,
/// five years of paying on, three years later. A law that does is lived as it is: the loop looks for people in service.
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
    pub indexation: Rate,
    /// How it is divided.
    pub indexation_shares: IndexationShares,
    /// Calculation base (计发基数), fen a month.
    pub calculation_base: ByProvince<f64>,
    /// How each province awards pensions, in the order of the provinces.
    pub award: Vec<AwardRule>,
    /// Share of the local items of a new pension that is paid.
    pub local_share: ByProvince<f64>,
    /// A new pension below so many times the provincial mean keeps what it would lose of its local items (保低).
    pub top_up_below: f64,
    /// Highest contribution index (3).
    pub index_ceiling: f64,
    /// Index of deemed years.
    pub deemed_index: f64,
    /// Statutory ages, flexible claiming, minimum period.
    pub retirement: RetirementLaw,
    /// Special occupations and illness.
    pub early: EarlyRetirementLaw,
    /// Yearly chance that illness is approved, from its age on.
    pub illness_rate: f64,
    /// Share of those with a choice who claim at the earliest date.
    pub early_claiming: f64,
    /// Share of employees with a choice who claim at the latest date.
    pub late_claiming: f64,
    /// What is open to those short of the minimum period.
    pub shortfall: ShortfallLaw,
    /// Share of those short of the minimum, and not paying, who leave at the statutory month instead of waiting.
    pub leaves_at_once: f64,
    /// Share of those who leave without a pension, and may choose, that goes to the residents' scheme.
    pub residents_share: f64,
    /// What moves with a pension relation, and where a pension is paid.
    pub portability: PortabilityLaw,
    /// A word below the first loses, at a transfer, as many months of the year as the second says.
    pub months_lost: (u32, u8),
    /// What is paid at a death.
    pub survivors: SurvivorsLaw,
    /// Urban disposable income per head of the year before, fen a month.
    pub urban_income: ByProvince<f64>,
    /// How far accounts are drawn down, by year of award since 1960.
    pub drawdown: Vec<Drawdown>,
    /// The payout divisors.
    pub payout: PayoutTable,
    /// Public-sector pensions relative to the formula of the enterprise scheme.
    pub public_ratio: f64,
}

/// What pensions in payment are raised by, by province + 32 × public sector: the columns of [`Increase`] in fen.
#[derive(Clone, Debug, Decode, Encode, PartialEq)]
pub struct Indexation {
    /// Factor on the own pension.
    pub own: f64,
    /// For everybody, and for each month of service; both are looked up together.
    pub fixed_and_per_month: [[f64; 2]; 64],
    /// For the old.
    pub tilt: [f64; 64],
    /// From which age, years.
    pub tilt_age: usize,
}

/// Stocks of pensions on 31 December last, by fund and province: what an indexation is measured against.
#[derive(Clone, Debug, Decode, Encode)]
pub struct Pensions {
    /// Mean pension, fen a month.
    pub mean: ByFund<ByProvince<f64>>,
    /// Mean months of service.
    pub service: ByFund<ByProvince<f64>>,
    /// Share of retirees who are old this year.
    pub elderly: ByFund<ByProvince<f64>>,
}

impl Indexation {
    /// The amounts that raise the mean pension of every province and fund by the law's total.
    pub fn new(law: &Law, stock: &Pensions) -> Self {
        let tilt_age = law.tilt_age();
        let mut by = Self { own: 1.0, fixed_and_per_month: [[0.0; 2]; 64], tilt: [0.0; 64], tilt_age };
        for (fund, p) in Fund::ALL.into_iter().flat_map(|fund| (0..32).map(move |p| (fund, p))) {
            let means = PensionersMeans {
                pension: MonthlyMoney::from_fen(libm::rint(stock.mean[fund][p]) as i64),
                months: stock.service[fund][p],
                old: stock.elderly[fund][p],
            };
            let key = p + 32 * fund as usize;
            let increase = Increase::solve(law.indexation, &law.indexation_shares, &means);
            by.own = 1.0 + increase.level;
            by.fixed_and_per_month[key] = [increase.fixed, increase.per_month].map(|yuan| 100.0 * yuan);
            by.tilt[key] = 100.0 * increase.tilt;
        }
        by
    }
}

impl Law {
    /// The age from which indexation tilts to the old, years.
    pub const fn tilt_age(&self) -> usize {
        (self.indexation_shares.tilt_age / 12) as usize
    }
}

/// An order to delay the indexation of high pensions, and what is outstanding from last year.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    /// Pensions above it wait a year; fen a month, by province + 32 × public sector.
    pub above: [f64; 64],
    /// Last year's indexation, for those who waited.
    pub before: Indexation,
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
    /// Wages.
    pub wages: Wages,
}

/// What a reform can change of the year people meet: the law, and who is covered by it.
#[derive(Clone, Debug)]
pub struct Institutions {
    /// The law.
    pub law: Law,
    /// Entry, pausing, resuming.
    pub coverage: Coverage,
    /// A word below it: the pension relation stays behind at a move.
    pub rights_left_behind: u32,
}

/// What differs between courses of life in a year.
#[derive(Clone, Debug)]
pub struct LifePolicy<'a> {
    /// The law and the coverage of this course of life.
    pub institutions: &'a Institutions,
    /// Share of the wage that is declared, by province.
    pub declared: ByProvince<f32>,
    /// The same at full effort.
    pub declared_at_full_effort: ByProvince<f32>,
    /// Share of the months that are paid by those who pay, by province.
    pub months: ByProvince<f32>,
    /// The same at full effort.
    pub density: ByProvince<f32>,
    /// Statutory rates, for the sums by cohort.
    pub rates: RatesPpm,
    /// What provinces do at each margin, as a factor: on the hazard of entering the scheme where people live, on
    /// approvals, on the benefits a province grants itself. Collection acts through `declared` and `months`.
    pub effort: [ByProvince<f64>; Margin::COUNT],
    /// Last year's mean pension, fen a month, by fund and province.
    pub mean_pension: ByFund<ByProvince<f64>>,
    /// What pensions in payment are raised by.
    pub indexation: Indexation,
    /// Whether high pensions wait.
    pub delay: Option<Delay>,
    /// Whether a clause may let them wait next year: only then are heads counted by pension.
    pub may_delay: bool,
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

/// A threshold whose chance is multiplied by a factor; exactly itself where the factor is one.
pub fn scale(threshold: u32, factor: f64) -> u32 {
    (f64::from(threshold) * factor) as u32
}

/// The first province whose cumulative threshold lies above the word.
pub fn pick(cumulative: &ByProvince<u32>, word: u32) -> usize {
    cumulative[..31].iter().position(|&t| word < t).unwrap_or(30)
}

/// The highest threshold of any province: a word that does not fall below it falls below none.
pub fn most(thresholds: &ByProvince<u32>) -> u32 {
    thresholds[..31].iter().copied().max().unwrap_or(0)
}
