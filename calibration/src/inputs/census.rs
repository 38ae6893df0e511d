//! A census by single ages, as it was counted and by the age reached at the end of the year.

use super::opening::Ages;
use super::reference::{AGES, SEXES};
use crate::data::table;
use fastox_model::geography::PROVINCES;

/// Of those of age a on 1 November, ten twelfths reach it in this year and two twelfths reach a + 1 by its end.
/// The newborn of November and December are taken to be as many as those of the two months before the census.
pub(super) fn at_the_end_of_the_year(counted: &[[f64; PROVINCES]]) -> Vec<[f64; PROVINCES]> {
    let share = |age: usize, p: usize| {
        let younger = counted[age.saturating_sub(1)][p];
        let oldest = if age + 1 == AGES { counted[age][p] * 2.0 / 12.0 } else { 0.0 };
        counted[age][p] * 10.0 / 12.0 + younger * 2.0 / 12.0 + oldest
    };
    (0..AGES).map(|age| std::array::from_fn(|p| share(age, p))).collect()
}

/// The census of 2020 by the age reached at the end of the year.
pub(super) fn census_of_2020() -> Ages {
    counted("census_2020_age5", "census_2020_single_age").map(|ages| at_the_end_of_the_year(&ages))
}

/// Single ages by province: the five-year groups of a province, split as the nation's single ages are.
pub(crate) fn counted(by_province: &str, single_ages: &str) -> Ages {
    [0, 1].map(|sex| {
        let national = table(single_ages).row(&[("sex", SEXES[sex])]).span("a0", "a100");
        let mut ages = vec![[0.0; PROVINCES]; AGES];
        for row in table(by_province).rows().filter(|r| r.text("sex") == SEXES[sex]) {
            let p = row.province("province").expect("a province code").index();
            let groups = row.span("a0", "a100");
            for (g, persons) in groups.iter().enumerate() {
                let range = group_ages(g);
                let whole: f64 = national[range.clone()].iter().sum();
                for age in range {
                    ages[age][p] = persons * national[age] / whole;
                }
            }
        }
        ages
    })
}

/// The ages of a census group: 0, 1–4, 5–9, …, 95–99, 100+.
fn group_ages(group: usize) -> std::ops::Range<usize> {
    match group {
        0 => 0..1,
        1 => 1..5,
        21 => 100..101,
        g => 5 * (g - 1)..5 * g,
    }
}

pub(super) fn multipliers(census: &[Vec<[f64; PROVINCES]>; 2], k: &[f64; PROVINCES]) -> Vec<[f64; PROVINCES]> {
    (0..AGES)
        .map(|age| {
            let people: [f64; PROVINCES] = std::array::from_fn(|p| census[0][age][p] + census[1][age][p]);
            let mean = people.iter().zip(k).map(|(n, k)| n * k).sum::<f64>() / people.iter().sum::<f64>().max(1.0);
            k.map(|k| k / mean)
        })
        .collect()
}
