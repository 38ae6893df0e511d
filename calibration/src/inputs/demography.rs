//! Births, deaths and international migration off the medium projection, from 2025 on.
//!
//! ```text
//! births'(y)      = births(y) · f(y) · Σ fertility(a) · women'(y − 1, a) ÷ Σ fertility(a) · women(y − 1, a)
//! q'(y, s, a)     = q(y, s, a) · m(y)
//! exit'(y, s, a)  = exit + q · (m(y) − 1) − (i(y) − 1) · net migrants(y, s, a) ÷ persons(y − 1, s, a − 1)
//! size(y, s, a)   = size(y − 1, s, a − 1) · (1 − exit') ÷ (1 − exit)        persons' = persons · size
//! ```
//! f is the factor of the nation's births times the total fertility of WPP's low, medium or high variant over the
//! medium one; m the factor on death rates times what adds the stated years to life expectancy in 2050, on the way
//! there in equal proportions a year and held after; i the factor on net international migration. f and m may differ by
//! province: the nation's is then the mean, by women of 15 to 49 and their fertility, and by residents, of the census.
//! Left out: mothers and migrants who would have come or gone before 2025, and fertility of migrants abroad.

use super::reference::{FIRST_PROJECTED, LAST, Reference, SEXES, by_year, fertility};
use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::bisection::bisect;
use fastox_model::geography::PROVINCES;
use fastox_model::units::Year;

/// The year whose life expectancy is stated.
const STATED: Year = 2050;

/// What a year has of the medium projection; all are one there.
#[derive(Clone, Debug)]
pub(super) struct Factors {
    /// On births per woman.
    pub births: [f64; PROVINCES],
    /// On death rates.
    pub deaths: [f64; PROVINCES],
    /// On net international migration.
    migration: f64,
    /// The same two for the nation.
    births_nation: f64,
    pub deaths_nation: f64,
}

impl Factors {
    pub const NONE: Self = Self {
        births: [1.0; PROVINCES],
        deaths: [1.0; PROVINCES],
        migration: 1.0,
        births_nation: 1.0,
        deaths_nation: 1.0,
    };
}

/// Departures from the medium projection, by year from 2025.
#[derive(Clone, Debug)]
pub(super) struct Departures {
    factors: Vec<Factors>,
    /// `size[year − 2024][sex][age]`: a cohort relative to the medium projection.
    size: Vec<[Vec<f64>; 2]>,
    /// `migrants[year − 2025][sex][age]`: net migrants of the medium projection, persons.
    migrants: Vec<[Vec<f64>; 2]>,
}

impl Departures {
    /// None.
    pub fn none() -> Self {
        Self { factors: Vec::new(), size: Vec::new(), migrants: Vec::new() }
    }

    /// The factors of a year.
    pub fn of(&self, year: Year) -> &Factors {
        let place = usize::try_from(year - FIRST_PROJECTED - 1);
        place.ok().and_then(|place| self.factors.get(place)).unwrap_or(&Factors::NONE)
    }

    /// A cohort relative to the medium projection.
    pub fn size(&self, year: Year, sex: usize, age: usize) -> f64 {
        self.size.get((year - FIRST_PROJECTED) as usize).map_or(1.0, |by| by[sex][age])
    }
}

impl Reference {
    /// The same with the fertility, mortality and international migration of these parameters.
    #[must_use]
    pub fn under(mut self, parameters: &Parameters) -> Self {
        let years = FIRST_PROJECTED + 1..=LAST;
        let residents = self.residents();
        let mothers = self.mothers();
        // It acts from the first projected year on, so that a later date is none it could have.
        let gain = self.longer_lives(parameters.in_january(FIRST_PROJECTED + 1).value("demography.life_expectancy"));
        let factors = years.clone().map(|year| {
            let in_year = parameters.mean_of(year);
            let part =
                f64::from((year - FIRST_PROJECTED).min(STATED - FIRST_PROJECTED)) / f64::from(STATED - FIRST_PROJECTED);
            let longer = libm::pow(gain, part);
            let path = of_the_path(parameters.in_january(year).choice("demography.fertility_path"), year);
            let births = in_year.by_province("demography.fertility").map(|own| own * path);
            let deaths = in_year.by_province("demography.mortality").map(|own| own * longer);
            Factors {
                births,
                deaths,
                migration: in_year.value("demography.international_migration"),
                births_nation: mean(&births, &mothers),
                deaths_nation: mean(&deaths, &residents),
            }
        });
        self.departures.factors = factors.collect();
        let persons = |by: [Vec<f64>; 2]| by.map(|ages| ages.iter().map(|n| 1e3 * n).collect());
        self.departures.migrants =
            by_year("wpp_net_migration", FIRST_PROJECTED + 1..LAST + 1).into_iter().map(persons).collect();
        self.departures.size = vec![[0, 1].map(|_| vec![1.0; 101])];
        for year in years {
            let sizes = self.sizes(year);
            self.departures.size.push(sizes);
        }
        self
    }

    /// What international migration adds to those who leave, as a share of the cohort.
    pub(super) fn more_leave(&self, year: Year, sex: usize, age: usize) -> f64 {
        let more = self.departures.of(year).migration - 1.0;
        if more == 0.0 || age == 0 {
            return 0.0;
        }
        let migrants = self.departures.migrants[(year - FIRST_PROJECTED - 1) as usize][sex][age];
        -more * migrants / self.projected(year - 1, sex, age - 1)
    }

    /// The sizes of a year, from those of the year before.
    fn sizes(&self, year: Year) -> [Vec<f64>; 2] {
        let (rates, before) = (fertility(year), year - 1);
        let women = |size: fn(&Self, Year, usize) -> f64| -> f64 {
            let born = |a: usize| rates[a - 15] * self.projected(before, 1, a) * size(self, before, a);
            (15..50).map(born).sum()
        };
        let mothers = women(|own, year, a| own.departures.size(year, 1, a)) / women(|_, _, _| 1.0);
        let births = self.departures.of(year).births_nation * mothers;
        [0, 1].map(|sex| {
            let stay = |age: usize| {
                let (now, medium) = (self.exit(year, sex, age), self.medium_exit(year, sex, age));
                (1.0 - now) / (1.0 - medium)
            };
            let grown = |age: usize| self.departures.size(before, sex, age - 1) * stay(age);
            std::iter::once(births * stay(0)).chain((1..101).map(grown)).collect()
        })
    }

    /// The factor on death rates that adds so many years to the life expectancy of 2050.
    fn longer_lives(&self, years: f64) -> f64 {
        if years == 0.0 {
            return 1.0;
        }
        let lived = |factor: f64| {
            [0, 1].map(|sex| {
                let survive = |alive: &mut f64, age: usize| {
                    let reached = *alive;
                    *alive *= 1.0 - (self.medium_q(STATED, sex, age) * factor).min(1.0);
                    Some(reached)
                };
                (0..101).scan(1.0, survive).sum::<f64>() / SEXES.len() as f64
            })
        };
        let of = |factor: f64| lived(factor).iter().sum::<f64>();
        let wanted = of(1.0) + years;
        bisect([0.05, 5.0], 50, |factor| of(factor) < wanted)
    }

    /// Residents of the census by province.
    fn residents(&self) -> [f64; PROVINCES] {
        std::array::from_fn(|p| self.census.iter().flatten().map(|by| by[p]).sum())
    }

    /// Births to be expected of the women of the census by province.
    fn mothers(&self) -> [f64; PROVINCES] {
        let rates = fertility(FIRST_PROJECTED);
        std::array::from_fn(|p| {
            let born = |a: usize| rates[a - 15] * self.census[1][a][p];
            self.fertility[p] * (15..50).map(born).sum::<f64>()
        })
    }
}

/// The total fertility of a variant over that of the medium one.
fn of_the_path(path: &str, year: Year) -> f64 {
    let row = table("wpp_indicators").row(&[("year", &year.to_string())]);
    let total = |path: &str| row.number(&format!("tfr_{path}")).expect("a projected year");
    total(path) / total("medium")
}

fn mean(values: &[f64; PROVINCES], weights: &[f64; PROVINCES]) -> f64 {
    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    sum / weights.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(change: &str) -> Reference {
        let mut parameters = Parameters::embedded();
        parameters.set(change).expect("a change that works");
        Reference::prepare().under(&parameters)
    }

    #[test]
    fn the_medium_projection_is_itself() {
        let (medium, same) = (Reference::prepare(), under("demography.fertility=100 %"));
        for (year, sex) in (2025..=2080).flat_map(|year| [(year, 0), (year, 1)]) {
            assert_eq!(medium.births(year).to_bits(), same.births(year).to_bits(), "{year}");
            for age in 0..101 {
                let of = |r: &Reference| [r.persons(year, sex, age), r.exit(year, sex, age)];
                assert_eq!(of(&medium).map(f64::to_bits), of(&same).map(f64::to_bits), "{year}");
            }
        }
    }

    /// WPP 2024: 1,166 and 1,345 million people in 2050 in the low and high variants, 1,255 in the medium one.
    #[test]
    fn variants_of_fertility_reach_the_populations_of_wpp() {
        let all = |r: &Reference| r.between(2050, 0..101);
        let medium = all(&Reference::prepare());
        let row = table("wpp_indicators").row(&[("year", "2050")]);
        let published = |path: &str| row.number(&format!("population_{path}_thousand")).expect("given");
        for path in ["low", "high"] {
            let found = all(&under(&format!("demography.fertility_path={path}"))) / medium;
            let wanted = published(path) / published("medium");
            assert!((found / wanted - 1.0).abs() < 5e-3, "{path}: {found} {wanted}");
        }
    }

    #[test]
    fn longer_lives_add_the_years_stated() {
        let years = |r: &Reference| {
            let mut alive = [1.0; 2];
            let mut lived = 0.0;
            for age in 0..101 {
                for sex in 0..2 {
                    lived += alive[sex] / 2.0;
                    alive[sex] *= 1.0 - r.medium_q(2050, sex, age) * r.departures.of(2050).deaths_nation;
                }
            }
            lived
        };
        let gained = years(&under("demography.life_expectancy=2")) - years(&Reference::prepare());
        assert!((gained - 2.0).abs() < 1e-3, "{gained}");
    }

    #[test]
    fn every_departure_has_its_direction_and_its_date() {
        let medium = Reference::prepare();
        let both = |r: &Reference, year, age| r.persons(year, 0, age) + r.persons(year, 1, age);
        for (change, age, more) in [
            ("demography.fertility={ 2030 = \"110 %\" }", 3, true),
            ("demography.mortality={ 2030 = \"110 %\" }", 80, false),
            ("demography.life_expectancy=1", 80, true),
            // People leave on balance.
            ("demography.international_migration={ 2030 = \"200 %\" }", 30, false),
            ("demography.international_migration=0 %", 30, true),
        ] {
            let moved = under(change);
            let (then, now) = (both(&medium, 2045, age), both(&moved, 2045, age));
            assert_eq!(now > then, more, "{change}: {then} {now}");
            if change.contains("2030") {
                assert_eq!(both(&medium, 2029, age).to_bits(), both(&moved, 2029, age).to_bits());
            }
        }
    }

    #[test]
    fn a_province_has_births_and_deaths_of_its_own() {
        let moved = under("demography.fertility={ province = { 44 = \"150 %\" } }");
        let factors = moved.departures.of(2030);
        assert!((factors.births_nation - 1.0) > 0.02 && (factors.births_nation - 1.0) < 0.08);
        assert!(moved.births(2030) > Reference::prepare().births(2030));
    }
}
