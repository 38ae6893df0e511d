//! Those who are 0 to 8 years old at the end of 2024: the census of 2020 and births since, less who died.
//!
//! ```text
//! b ≤ 2020    persons(b) = census of the age 2020 − b · Π_{y = 2021}^{2024} (1 − q(y, y − b))
//! b > 2020    persons(b) = births of WPP(b) · share of the sex · r(s, 0 to 4) · Π_{y = b}^{2024} (1 − q(y, y − b))
//! ```
//! WPP gives five-year groups of 2023, and their single ages here are split as those of the census. Births fell by half
//! from 2017 to 2022, which no census of 2020 knows: split so, 13.6 million would have been born in 2021 (10.6 were) and eight
//! million of those born from 2016 to 2020 would be gone by 2024. Every later year of a cohort is scaled alike. Left out:
//! migration abroad of children in four years, some ten thousand.

use super::census::census_of_2020;
use super::reference::{FIRST_PROJECTED, by_age_reached};
use crate::data::table;
use fastox_model::units::Year;

/// The oldest who is counted: born in the year of the oldest of the census group below five.
const OLDEST: usize = 8;
const CENSUS: Year = 2020;

/// Scales the young cohorts of a projection that begins in 2024; `death[year − 2020]` is by sex and age.
pub(super) fn count_the_young(population: &mut [[Vec<f64>; 2]], ratio: &[Vec<f64>; 2], death: &[[Vec<f64>; 2]]) {
    let census = census_of_2020();
    for sex in 0..2 {
        for age in 0..=OLDEST {
            let born = FIRST_PROJECTED - age as Year;
            let (first, start) = if born > CENSUS {
                (born, births(born)[sex] * ratio[sex][0])
            } else {
                (CENSUS + 1, census[sex][(CENSUS - born) as usize].iter().sum())
            };
            let stays =
                |year: Year| 1.0 - by_age_reached(&death[(year - CENSUS) as usize][sex], (year - born) as usize);
            let persons = start * (first..=FIRST_PROJECTED).map(stays).product::<f64>();
            let scale = persons / population[0][sex][age];
            // The last age is open and mixes cohorts.
            for (year, ages) in population.iter_mut().enumerate().take_while(|(year, _)| age + year < 100) {
                ages[sex][age + year] *= scale;
            }
        }
    }
}

/// Boys and girls born in a year, WPP.
fn births(year: Year) -> [f64; 2] {
    let row = table("wpp_indicators").row(&[("year", &year.to_string())]);
    let of = |column: &str| row.number(column).expect("a year of the table");
    let (births, boys_per_girl) = (1e3 * of("births_thousand"), of("srb"));
    [boys_per_girl, 1.0].map(|part| births * part / (1.0 + boys_per_girl))
}

#[cfg(test)]
mod tests {
    use crate::inputs::Reference;

    /// National communiqués, recalled: millions of births of 2021 to 2024. WPP has none of the year of the dragon, 2024.
    #[test]
    fn births_are_those_that_were_published() {
        let reference = Reference::prepare();
        for (year, published, tolerance) in
            [(2021, 10.62, 0.025), (2022, 9.56, 0.025), (2023, 9.02, 0.025), (2024, 9.54, 0.09)]
        {
            let found = reference.births(year) / 1e6;
            assert!((found / published - 1.0).abs() < tolerance, "{year}: {found}");
        }
    }

    /// Nobody of the census below five is lost to anything but death until 2024, and cohorts go on from there.
    #[test]
    fn children_of_the_census_are_still_there() {
        let reference = Reference::prepare();
        let both = |year, age| reference.persons(year, 0, age) + reference.persons(year, 1, age);
        let counted: f64 = (0..5).map(|age| both(2020, age)).sum();
        let there: f64 = (4..9).map(|age| both(2024, age)).sum();
        assert!((0.996..1.0).contains(&(there / counted)), "{there} of {counted}");
        for (year, sex, age) in [(2021, 0, 3), (2024, 1, 6), (2030, 0, 10), (2040, 1, 18), (2050, 0, 27)] {
            let exit = reference.exit(year, sex, age);
            assert!((0.0..0.005).contains(&exit), "{year} {sex} {age}: {exit}");
        }
    }
}
