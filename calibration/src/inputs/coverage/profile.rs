//! Profiles of coverage by age, the nation's, from the survey of 2017 and the census of 2020.

use crate::data::table;
use crate::inputs::opening::Ages;
use crate::parameters::Parameters;

/// Residents attached to the scheme from 50 on are those of 45–49: nobody new enters later.
const PLATEAU: usize = 47;

/// Values by single age from the survey's age groups, linear between the middles of the groups.
fn by_age(sex: &str, value: impl Fn(&crate::data::Row) -> f64) -> Vec<f64> {
    let mut points = vec![(16.0, 0.0)];
    for row in table("insured_age_structure").rows().filter(|r| r.text("sex") == sex) {
        let group = row.text("age_group");
        let (low, high) = group.split_once('-').unwrap_or((group.trim_end_matches('+'), "90"));
        let middle = (low.parse::<f64>().unwrap_or(0.0) + high.parse::<f64>().unwrap_or(0.0) + 1.0) / 2.0;
        points.push((middle, value(&row)));
    }
    (0..101)
        .map(|age| {
            let x = f64::from(age) + 0.5;
            let after = points.iter().position(|(m, _)| *m > x).unwrap_or(points.len());
            match (after.checked_sub(1).map(|i| points[i]), points.get(after)) {
                (None, _) => 0.0,
                (Some(last), None) => last.1,
                (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
            }
        })
        .collect()
}

fn residents_of_group(census: &Ages, sex: usize, group: &str) -> f64 {
    let (low, high) = group.split_once('-').unwrap_or((group.trim_end_matches('+'), "100"));
    let ages = low.parse::<usize>().unwrap_or(0)..=high.parse::<usize>().unwrap_or(100);
    ages.map(|a| census[sex][a].iter().sum::<f64>()).sum()
}

/// Share of all residents attached to the scheme by age: urban workers insured, up to the plateau.
pub(super) fn attached(census: &Ages) -> [Vec<f64>; 2] {
    [("male", 0), ("female", 1)].map(|(name, sex)| {
        let mut ages = by_age(name, |row| {
            let of = |column: &str| row.number(column).unwrap_or(0.0);
            let insured = of("urban_population") * of("nonfarm_employed_share") * of("insured_share_of_workers");
            insured / residents_of_group(census, sex, row.text("age_group"))
        });
        let top = ages[PLATEAU];
        // The attached share never falls with age within a cohort; the survey's fall is retirement.
        let mut most = 0.0f64;
        for (age, share) in ages.iter_mut().enumerate() {
            most = most.max(if age > PLATEAU { top } else { *share });
            *share = most;
        }
        ages
    })
}

/// Share of all residents who draw a pension of the scheme by age.
pub(super) fn retired(census: &Ages) -> [Vec<f64>; 2] {
    [("male", 0), ("female", 1)].map(|(name, sex)| {
        let mut ages = by_age(name, |row| {
            let of = |column: &str| row.number(column).unwrap_or(0.0);
            let group = row.text("age_group");
            of("urban_population") * of("retired_share") / residents_of_group(census, sex, group)
        });
        ages[..45].fill(0.0);
        ages
    })
}

/// Share of the attached who are still in service by age, from the classes.
pub(super) fn in_service(parameters: &Parameters) -> [Vec<f64>; 2] {
    let in_force = parameters.in_january(2020);
    let special = [in_force.value("class.special_male"), in_force.value("class.special_female")];
    let cadres = in_force.value("class.female_55");
    let men = |age: usize| match age {
        0..55 => 1.0,
        55..60 => 1.0 - special[0],
        _ => 0.0,
    };
    let women = |age: usize| match age {
        0..45 => 1.0,
        45..50 => 1.0 - special[1],
        50..55 => (1.0 - special[1]) * cadres,
        _ => 0.0,
    };
    [(0..101).map(men).collect(), (0..101).map(women).collect()]
}
