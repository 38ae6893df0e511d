//! The reference population and the mortality that follows it.
//!
//! ```text
//! ref(y, s, a) = WPP(y, s, a) · r(s, b),   b = y − a
//! r(s, b)      = census ÷ WPP of the five-year group of b on 1 November 2020 (90+ pooled; b > 2020: ages 0–4)
//! ```
//! Those who are 0 to 8 at the end of 2024 are counted instead of split off a group.
//!
//! WPP net international migration is inside. Exit of a cohort = 1 − ref(y)/ref(y − 1) from 2025; before, the WPP death
//! rate times one factor per group of cohorts and sex that leads from the census of the opening to the reference of
//! 2024. Exit above the death rate is emigration; immigration shows as fewer deaths. By construction the national
//! pyramid follows the reference; provinces differ by their mortality multiplier.

use super::census::{at_the_end_of_the_year, counted, multipliers};
use super::cohorts;
use super::demography::Departures;
use super::migration::Migration;
use super::opening::Census;
use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::draws::threshold;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::ChildFacts;
use fastox_model::people::facts::{LAST_AGE, Mortality};
use fastox_model::units::Year;

/// Ages 0 to 100 and over.
pub(super) const AGES: usize = 101;
/// The census behind the ratios r.
const RATIOS: Year = 2020;
pub(super) const FIRST_PROJECTED: Year = 2024;
/// The last year of the projection.
pub(super) const LAST: Year = super::LAST_YEAR;

/// National figures by year, sex and age.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The year on whose last day the country opens.
    opening: Year,
    /// `census[sex][age][province]`: people of the census by the age they reach on the last day of the opening year.
    pub census: [Vec<[f64; PROVINCES]>; 2],
    /// `ratio[sex][five-year group of 2020]`, census over WPP.
    ratio: [Vec<f64>; 2],
    /// `population[year − 2024][sex][age]`, persons on 31 December.
    population: Vec<[Vec<f64>; 2]>,
    /// `death[year − opening][sex][age]`.
    death: Vec<[Vec<f64>; 2]>,
    /// `correction[sex][five-year group of the opening]`, alike within a pool, a factor on yearly survival to 2024.
    correction: [Vec<f64>; 2],
    /// `multiplier[age][province]`, mean one over the census population of that age.
    multiplier: Vec<[f64; PROVINCES]>,
    /// Fertility relative to the nation.
    pub(super) fertility: [f64; PROVINCES],
    /// What is lived off the medium projection.
    pub(super) departures: Departures,
}

pub(super) const SEXES: [&str; 2] = ["male", "female"];

impl Reference {
    /// That of the opening of 2020.
    pub fn prepare() -> Self {
        Self::of(&Census::of_2020())
    }

    /// From the census of an opening and the embedded tables of the nation.
    pub fn of(opening: &Census) -> Self {
        let ratio = ratios(&counted("census_2020_age5", "census_2020_single_age"));
        let census = opening.counted.each_ref().map(|ages| at_the_end_of_the_year(ages));
        let mut population = population(&ratio);
        let mut death = by_year("wpp_mortality_2010s", opening.year..2020);
        death.extend(by_year("wpp_mortality", opening.year.max(2020)..2081));
        cohorts::count_the_young(&mut population, &ratio, &death[(2020 - opening.year) as usize..]);
        let correction = [0, 1].map(|sex| correction(opening, &census[sex], &population[0][sex], &death, sex));
        let multiplier = multipliers(&census, &opening.mortality);
        let (opening, fertility) = (opening.year, opening.fertility);
        let departures = Departures::none();
        Self { opening, census, ratio, population, death, correction, multiplier, fertility, departures }
    }

    /// Census over WPP on 1 November 2020 by sex and five-year group.
    pub(super) fn ratio(&self) -> &[Vec<f64>; 2] {
        &self.ratio
    }

    /// The factor on yearly survival to 2024 by sex and five-year group.
    pub(super) fn correction(&self) -> &[Vec<f64>; 2] {
        &self.correction
    }

    /// The factor of a province on death rates, at 60.
    pub(super) fn mortality_multiplier(&self, p: Province) -> f64 {
        self.multiplier[60][p.index()]
    }

    /// Persons on 31 December; from the opening (the census) to 2080.
    pub fn persons(&self, year: Year, sex: usize, age: usize) -> f64 {
        if year >= FIRST_PROJECTED {
            let age = age.min(100);
            return self.projected(year, sex, age) * self.departures.size(year, sex, age);
        }
        let first = age as i32 - (year - self.opening);
        if first < 0 {
            return self.births(self.opening - first) * self.boys_or_girls(sex);
        }
        let mut n: f64 = self.census[sex][(first as usize).min(100)].iter().sum();
        for y in self.opening + 1..=year {
            n *= 1.0 - self.exit(y, sex, (first + y - self.opening) as usize);
        }
        n
    }

    /// Persons of an age group on 31 December.
    pub fn between(&self, year: Year, ages: std::ops::Range<usize>) -> f64 {
        ages.map(|a| self.persons(year, 0, a) + self.persons(year, 1, a)).sum()
    }

    /// Probability of leaving (by death or emigration) in a year, by the age reached at its end.
    pub fn exit(&self, year: Year, sex: usize, age: usize) -> f64 {
        let deaths = self.departures.of(year).deaths_nation;
        self.exit_at(year, sex, age, deaths).clamp(0.0, 1.0)
    }

    /// The same where death rates are so many times those of the medium projection; it may lie beyond 0 and 1.
    fn exit_at(&self, year: Year, sex: usize, age: usize, deaths: f64) -> f64 {
        let (age, medium) = (age.min(100), self.medium_exit(year, sex, age));
        medium + self.medium_q(year, sex, age) * (deaths - 1.0) + self.more_leave(year, sex, age)
    }

    /// The probability of leaving in the medium projection.
    pub(super) fn medium_exit(&self, year: Year, sex: usize, age: usize) -> f64 {
        let age = age.min(100);
        let q = self.medium_q(year, sex, age);
        if year <= FIRST_PROJECTED {
            let born = age as i32 - (year - self.opening);
            let group = if born < 0 { 0 } else { (born as usize / 5).min(18) };
            let factor = if born < 0 { 1.0 } else { self.correction[sex][group] };
            return (1.0 - (1.0 - q) * factor).clamp(0.0, 1.0);
        }
        // From 95 on the open group of the reference mixes cohorts.
        if age == 0 || age > 95 {
            return q;
        }
        let (now, before) = (self.projected(year, sex, age), self.projected(year - 1, sex, age - 1));
        (1.0 - now / before).clamp(0.0, 1.0)
    }

    /// Persons of the medium projection.
    pub(super) fn projected(&self, year: Year, sex: usize, age: usize) -> f64 {
        self.population[(year - FIRST_PROJECTED) as usize][sex][age]
    }

    /// The probability of dying in a year, by the age reached at its end.
    fn q(&self, year: Year, sex: usize, age: usize) -> f64 {
        (self.medium_q(year, sex, age) * self.departures.of(year).deaths_nation).min(1.0)
    }

    /// The same in the medium projection.
    pub(super) fn medium_q(&self, year: Year, sex: usize, age: usize) -> f64 {
        by_age_reached(&self.death[(year - self.opening) as usize][sex], age)
    }

    /// The thresholds of a year by sex, age and province.
    pub fn mortality(&self, year: Year) -> Mortality {
        let mut mortality = Mortality { death: [Vec::new(), Vec::new()], exit: [Vec::new(), Vec::new()] };
        let factors = self.departures.of(year);
        for sex in 0..2 {
            for age in 0..=LAST_AGE {
                let q = self.medium_q(year, sex, age.min(100));
                let exit = self.exit_at(year, sex, age, 1.0);
                let (mut die, mut leave) = ([0; 32], [0; 32]);
                for p in 0..PROVINCES {
                    let deaths = self.multiplier[age.min(100)][p] * factors.deaths[p];
                    let more = q * (deaths - 1.0);
                    let out = if age >= LAST_AGE { 1.0 } else { (exit + more).clamp(0.0, 1.0) };
                    leave[p] = threshold(out);
                    die[p] = threshold((q + more).clamp(0.0, out));
                }
                mortality.death[sex].push(die);
                mortality.exit[sex].push(leave);
            }
        }
        mortality
    }

    /// What children meet in a year.
    pub fn children(&self, year: Year, migration: &Migration, parameters: &Parameters) -> ChildFacts {
        let exit = [0, 1].map(|sex| std::array::from_fn(|age| self.exit(year, sex, age)));
        let boys = self.boys_or_girls(0);
        let (leave, destination) = migration.children(parameters, year);
        let factors = self.departures.of(year);
        ChildFacts {
            births: libm::rint(self.births(year)) as i64,
            boys,
            fertility: fertility(year),
            fertility_ratio: std::array::from_fn(|p| self.fertility[p] * factors.births[p]),
            exit,
            leave,
            destination,
        }
    }

    /// Births whose survivors are the reference.
    pub fn births(&self, year: Year) -> f64 {
        let sum = |sex: usize| {
            if year >= FIRST_PROJECTED {
                return self.persons(year, sex, 0) / (1.0 - self.q(year, sex, 0));
            }
            let age = (FIRST_PROJECTED - year) as usize;
            let survived: f64 = (0..=age).map(|a| 1.0 - self.q(year + a as i32, sex, a)).product();
            self.population[0][sex][age] / survived
        };
        sum(0) + sum(1)
    }

    fn boys_or_girls(&self, sex: usize) -> f64 {
        let at = |s: usize| self.population[0][s][0];
        at(sex) / (at(0) + at(1))
    }
}

/// The probability of dying in a year by the age reached at its end. The table is by age at the last birthday; over a
/// calendar year a cohort meets two of them.
pub(super) fn by_age_reached(table: &[f64], age: usize) -> f64 {
    if age == 0 { table[0] } else { 0.5 * (table[age] + table[age - 1]) }
}

/// Census ÷ WPP on 1 November 2020 by sex and five-year group, 90+ pooled.
fn ratios(census: &[Vec<[f64; PROVINCES]>; 2]) -> [Vec<f64>; 2] {
    [0, 1].map(|sex| {
        let wpp = |year: &str| {
            let row = table("wpp_age5_2020_2021").row(&[("year", year), ("sex", SEXES[sex])]);
            row.span("a0_4", "a100")
        };
        let (mid_2020, mid_2021) = (wpp("2020"), wpp("2021"));
        // 1 November lies a third of the way between the two midyears.
        let november: Vec<f64> = mid_2020.iter().zip(&mid_2021).map(|(a, b)| a + (b - a) / 3.0).collect();
        let counted = |ages: std::ops::Range<usize>| census[sex][ages].iter().flatten().sum::<f64>();
        (0..19)
            .map(|g| match g {
                18 => counted(90..101) / november[18..].iter().sum::<f64>(),
                g => counted(5 * g..5 * g + 5) / november[g],
            })
            .collect()
    })
}

fn population(ratio: &[Vec<f64>; 2]) -> Vec<[Vec<f64>; 2]> {
    let mut years = by_year("wpp_population", FIRST_PROJECTED..2081);
    for (i, year) in years.iter_mut().enumerate() {
        for (sex, ages) in year.iter_mut().enumerate() {
            for (age, persons) in ages.iter_mut().enumerate() {
                let age_2020 = age as i32 - (FIRST_PROJECTED + i as i32 - RATIOS);
                let group = |age: i32| ratio[sex][(age.max(0) as usize / 5).min(18)];
                // Two twelfths of a birth year were a year younger at the census.
                *persons *= 1e3 * (10.0 * group(age_2020) + 2.0 * group(age_2020 - 1)) / 12.0;
            }
        }
    }
    years
}

pub(super) fn by_year(name: &str, years: std::ops::Range<Year>) -> Vec<[Vec<f64>; 2]> {
    years
        .map(|year| {
            [0, 1].map(|sex| {
                let row = table(name).row(&[("year", &year.to_string()), ("sex", SEXES[sex])]);
                row.span("a0", "a100")
            })
        })
        .collect()
}

/// Five-year groups of 2020, first and last, that share a correction. Single ages of the reference blur the edges
/// of steep cohorts, so that a group alone could seem to gain people (30–34, with the peak of 1987–90) whom its
/// neighbour loses; such neighbours are taken together.
pub(super) const POOLS_2020: [(usize, usize); 15] = [
    (0, 0),
    (1, 3),
    (4, 4),
    (5, 5),
    (6, 7),
    (8, 9),
    (10, 10),
    (11, 11),
    (12, 12),
    (13, 13),
    (14, 14),
    (15, 15),
    (16, 16),
    (17, 17),
    (18, 18),
];

/// The factor on yearly survival that leads the cohorts of a pool from the census to the reference of 2024.
fn correction(
    opening: &Census,
    census: &[[f64; PROVINCES]],
    reference: &[f64],
    death: &[[Vec<f64>; 2]],
    sex: usize,
) -> Vec<f64> {
    let mut factors = vec![1.0; 19];
    let years = (FIRST_PROJECTED - opening.year) as usize;
    for &(first, last) in &opening.pools {
        let ages = 5 * first..if last == 18 { 101 } else { 5 * last + 5 };
        let (mut expected, mut wanted) = (0.0, 0.0);
        for age in ages.clone() {
            let mut n: f64 = census[age].iter().sum();
            for y in 1..=years {
                n *= 1.0 - by_age_reached(&death[y][sex], (age + y).min(100));
            }
            expected += n;
        }
        let reached = ages.start + years..(ages.end + years).min(101);
        wanted += reference[reached].iter().sum::<f64>();
        factors[first..=last].fill(libm::pow(wanted / expected, 1.0 / years as f64));
    }
    factors
}

/// Births per woman at ages 15 to 49: the five-year rates of the period.
pub(super) fn fertility(year: Year) -> [f64; 35] {
    // Before the first period of the table its pattern by age is held; births of a year are given.
    let start = (2020 + 5 * ((year - 2020).div_euclid(5))).max(2015);
    let period = format!("{start}-{}", start + 5);
    let rates = table("wpp_asfr").row(&[("period", &period)]).span("a15_19", "a45_49");
    std::array::from_fn(|i| rates[i / 5] / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_census_is_split_without_loss() {
        let reference = Reference::prepare();
        let census = Census::of_2020();
        let sum: f64 = census.counted.iter().flatten().flatten().sum();
        assert!((sum - 1_409_778_724.0).abs() < 1.0);
        let newborn: f64 = census.counted.iter().flat_map(|ages| ages[0]).sum();
        let aged: f64 = reference.census.iter().flatten().flatten().sum();
        assert!((aged - sum - newborn / 6.0).abs() < 1.0);
    }

    #[test]
    fn exits_lead_from_the_census_to_the_reference_of_2024() {
        let reference = Reference::prepare();
        let mut reached = 0.0;
        for sex in 0..2 {
            for age in 20..60 {
                let mut n: f64 = reference.census[sex][age].iter().sum();
                for y in 2021..=2024 {
                    n *= 1.0 - reference.exit(y, sex, age + (y - 2020) as usize);
                }
                reached += n;
            }
        }
        let wanted = reference.between(2024, 24..64);
        assert!((reached / wanted - 1.0).abs() < 2e-3, "{reached} {wanted}");
    }

    /// Death rates of two provinces are as far apart as their published multipliers, and the nation's are the mean. What
    /// immigration takes off is the same everywhere.
    #[test]
    fn provinces_die_as_their_published_multipliers_say() {
        let reference = Reference::prepare();
        let mortality = reference.mortality(2030);
        let published = table("mortality_province").by_province(&[], "mx_multiplier");
        for (sex, age) in [(0, 60), (1, 60), (0, 75), (1, 85)] {
            let death = |p: usize| f64::from(mortality.death[sex][age][p]) / 4_294_967_296.0;
            let people = |p: usize| reference.census[0][age][p] + reference.census[1][age][p];
            let sum = |of: &dyn Fn(usize) -> f64| (0..PROVINCES).map(|p| people(p) * of(p)).sum::<f64>();
            let (all, mean) = (sum(&|_| 1.0), sum(&|p| published[p]) / sum(&|_| 1.0));
            let q = reference.medium_q(2030, sex, age);
            for p in 1..PROVINCES {
                let (found, wanted) = (death(p) - death(0), q * (published[p] - published[0]) / mean);
                assert!((found - wanted).abs() < 1e-8, "{p}: {found} {wanted}");
            }
            let dead = sum(&death) / all;
            assert!((dead / q - 1.0).abs() < 0.02, "{sex} {age}: {dead} {q}");
        }
    }
}
