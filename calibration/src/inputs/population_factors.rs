//! What leads the census to the reference population, as a list: learned once, the same in every world.

use super::reference::Reference;
use fastox_model::geography::Province;
use std::ops::RangeInclusive;

/// A factor of the population.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationFactor {
    /// Which.
    pub name: &'static str,
    /// `male`, `female` or `both`.
    pub sex: &'static str,
    /// Ages at the opening.
    pub ages: RangeInclusive<usize>,
    /// The province, or none for the nation.
    pub province: Option<Province>,
    /// The factor.
    pub value: f64,
}

/// Five-year groups, the last one open.
const GROUPS: usize = 19;

impl Reference {
    /// All factors: census to WPP and survival by sex and five-year group, mortality by province.
    pub fn factors(&self) -> Vec<PopulationFactor> {
        let mut factors = Vec::new();
        for (name, by) in [("census_to_wpp", self.ratio()), ("survival_to_2024", self.correction())] {
            for (sex, groups) in ["male", "female"].into_iter().zip(by) {
                for (group, &value) in groups.iter().enumerate().take(GROUPS) {
                    let last = if group + 1 == GROUPS { 100 } else { 5 * group + 4 };
                    let ages = 5 * group..=last;
                    factors.push(PopulationFactor { name, sex, ages, province: None, value });
                }
            }
        }
        // The multiplier has a mean of one at every age, so it differs a little by age: that of 60 is shown.
        let provinces = Province::all().map(|p| PopulationFactor {
            name: "mortality",
            sex: "both",
            ages: 60..=60,
            province: Some(p),
            value: self.mortality_multiplier(p),
        });
        factors.extend(provinces);
        factors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_complete_and_near_one() {
        let factors = Reference::prepare().factors();
        assert_eq!(factors.len(), 2 * 2 * GROUPS + 31);
        for factor in &factors {
            assert!((0.5..2.0).contains(&factor.value), "{factor:?}");
        }
        let names: std::collections::BTreeSet<&str> = factors.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), 3);
    }
}
