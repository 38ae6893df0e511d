//! Coverage: who is in the scheme in 2020, and the hazard of entering it after.
//!
//! ```text
//! T(s, a)        share of residents attached to the scheme by age, from the survey and the census
//! T_p(s, a, y)   log odds T + λ_p(y), λ_p solved so that the in-service insured are those of 2020 and 2024; between
//!                as much of the way as the nation's insured had made
//! h_p(s, a, y)   = [T_p(a, y) − T_p(a − 1, y − 1)] / [1 − T_p(a − 1, y − 1)]
//! ```
//! Where more people are insured than residents could be (北京), the rest is insured from other provinces, as
//! people have moved between the two. After 2024 the chance of a cohort grows by `coverage.growth`.
//! Retirees of 2024 are met by the fit in two ways, since neither is known: more or fewer retirees of 2020 than the derived
//! headcounts say, and more or fewer insured near retirement who claim by 2024. In-service insured of 2020 by province are derived figures (none were published for 2017–23).

use super::Reference;
use crate::data::table;
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use fastox_model::bisection::turning_point;
use fastox_model::draws::threshold;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{self, LAST_WORKING_AGE};
use fastox_model::units::{Month, Year};

/// Residents attached to the scheme from 50 on are those of 45–49: nobody new enters later.
const PLATEAU: usize = 47;
/// Coverage by province.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// No province insures more of its residents of an age than this (北京 would need more).
    most: f64,
    /// How much of the way from 2020 to 2024 coverage has made by the year, fitted to the nation's in-service insured.
    way: [f64; 5],
    /// λ of 2020 and 2024.
    shift: [[f64; PROVINCES]; 2],
    /// Log odds of being retired in 2020, relative to the nation's profile.
    retired_shift: [f64; PROVINCES],
    /// Factor on the chance of being in service near retirement in 2020.
    near_retirement: [f64; PROVINCES],
    attached: [Vec<f64>; 2],
    retired: [Vec<f64>; 2],
    in_service: [Vec<f64>; 2],
    /// `elsewhere[residence][relation]`: where the insured of a residence are insured, weights.
    pub elsewhere: Vec<[f64; PROVINCES]>,
    /// Public-sector members per insured, by province.
    pub public_share: [f64; PROVINCES],
}

type Ages = [Vec<[f64; PROVINCES]>; 2];

impl Coverage {
    /// Solves coverage for the published and derived headcounts.
    pub fn prepare(parameters: &Parameters, fitted: &Fitted, reference: &Reference) -> Self {
        let census = &reference.census;
        let mut coverage = Self {
            most: parameters.at("coverage.long_run", None, Month::new(2020, 1)),
            way: [0.0, fitted.way[0], fitted.way[1], fitted.way[2], 1.0],
            shift: [[0.0; PROVINCES]; 2],
            retired_shift: [0.0; PROVINCES],
            near_retirement: fitted.near_retirement.map(libm::exp),
            attached: attached(census),
            retired: retired(census),
            in_service: in_service(parameters),
            elsewhere: Vec::new(),
            public_share: [0.0; PROVINCES],
        };
        let headcounts = table("pension_province_headcounts_derived");
        let insured_2020 = headcounts.by_province(&[("year", "2020")], "employees");
        let retirees_2020 = headcounts.by_province(&[("year", "2020")], "retirees");
        let insured_2024 = table("pension_province").by_province(&[("year", "2024")], "employees");
        // The pyramid of 2024 by province: the census aged by four years.
        let aged: Ages = [0, 1].map(|sex| {
            (0..101).map(|a| if a < 4 { census[sex][0] } else { census[sex][a - 4] }).collect()
        });
        coverage.solve(0, census, &insured_2020);
        coverage.elsewhere = coverage.insured_from(census, &insured_2020);
        coverage.solve(1, &aged, &insured_2024);
        for p in 0..PROVINCES {
            coverage.shift[1][p] += fitted.coverage_shift[p];
            coverage.retired_shift[p] = bisect(|x| {
                let share = |sex: usize, a: usize| shifted(coverage.retired[sex][a], x);
                count(census, p, share) - retirees_2020[p]
            }) + fitted.retired_shift[p];
        }
        coverage.public_share = public(parameters, census, &insured_2020);
        coverage
    }

    fn solve(&mut self, which: usize, people: &Ages, insured: &[f64; PROVINCES]) {
        for p in 0..PROVINCES {
            let at_home = insured[p].min(self.room(people, p));
            self.shift[which][p] = bisect(|x| {
                let share = |sex: usize, a: usize| {
                    let near = if which == 0 { self.near(sex, a, p) } else { 1.0 };
                    self.in_service[sex][a] * self.share(sex, a, x) * near
                };
                count(people, p, share) - at_home
            });
        }
    }

    fn share(&self, sex: usize, age: usize, shift: f64) -> f64 {
        shifted(self.attached[sex][age], shift).min(self.most)
    }

    /// Those who can retire by 2024 make or miss its number of retirees; the survey's profile is the nation's.
    fn near(&self, sex: usize, age: usize, p: usize) -> f64 {
        let ages = [52..60, 44..55];
        if ages[sex].contains(&age) { self.near_retirement[p] } else { 1.0 }
    }

    /// How many a province can insure among its own residents: four fifths of the most.
    fn room(&self, people: &Ages, p: usize) -> f64 {
        0.8 * count(
            people,
            p,
            |sex, a| if a < 22 { 0.3 } else { self.in_service[sex][a] * self.most },
        )
    }

    /// Weights of the province of insurance by residence: what a province insures beyond its room is spread
    /// over the others as 2015–20 movers to and from it.
    fn insured_from(&self, people: &Ages, insured: &[f64; PROVINCES]) -> Vec<[f64; PROVINCES]> {
        let moves: Vec<_> = table("migration_od_2015_2020").rows().map(|r| r.provinces()).collect();
        let mut weights: Vec<[f64; PROVINCES]> = (0..PROVINCES)
            .map(|r| {
                std::array::from_fn(
                    |p| if p == r { insured[p].min(self.room(people, p)) } else { 0.0 },
                )
            })
            .collect();
        for p in 0..PROVINCES {
            let beyond = insured[p] - self.room(people, p);
            if beyond > 0.0 {
                let ties = |r: usize| if r == p { 0.0 } else { moves[r][p] + moves[p][r] };
                let all: f64 = (0..PROVINCES).map(ties).sum();
                for (r, row) in weights.iter_mut().enumerate() {
                    row[p] += beyond * ties(r) / all;
                }
            }
        }
        weights
    }

    /// Chance that a resident of 2020 is in service, by where they live; more than the province's own
    /// coverage where neighbours insure too.
    pub fn in_service_2020(&self, sex: usize, age: usize, p: usize) -> f64 {
        let share = self.share(sex, age, self.shift[0][p]) * self.near(sex, age, p);
        let own = self.in_service[sex][age] * share;
        let all: f64 = self.elsewhere[p].iter().sum();
        (own * all / self.elsewhere[p][p]).min(0.95)
    }

    /// Chance that a resident of 2020 is retired.
    pub fn retired_2020(&self, sex: usize, age: usize, p: usize) -> f64 {
        shifted(self.retired[sex][age.min(100)], self.retired_shift[p])
    }

    /// Public-sector share of retirees by province: the nation's, in proportion to that of the insured.
    pub fn public_retirees(&self, national: f64) -> [f64; PROVINCES] {
        let insured = table("pension_province").by_province(&[("year", "2024")], "employees");
        let members: f64 = insured.iter().zip(self.public_share).map(|(n, s)| n * s).sum();
        let mean = members / insured.iter().sum::<f64>();
        self.public_share.map(|share| (national * share / mean).min(0.6))
    }

    /// What people meet in a year.
    pub fn year(&self, parameters: &Parameters, year: Year) -> facts::Coverage {
        let at = |name: &str| parameters.year_mean(name, None, year);
        let growth = [year - 1, year].map(|y| grown(parameters, y));
        let mut entry: [Vec<[u32; 32]>; 2] = [Vec::new(), Vec::new()];
        for (sex, ages) in entry.iter_mut().enumerate() {
            for age in 0..=LAST_WORKING_AGE {
                let mut by = [0; 32];
                for p in 0..PROVINCES {
                    by[p] = threshold(self.hazard(growth, (sex, age), p, year));
                }
                ages.push(by);
            }
        }
        let pause = at("coverage.stop_rate");
        let paying = at("coverage.paying_share");
        facts::Coverage {
            entry,
            elsewhere: self.elsewhere.iter().map(|w| facts::Coverage::cumulate(w)).collect(),
            flexible: threshold(at("coverage.flexible_share")),
            pause: threshold(pause),
            // In the steady state the paying share is resume / (resume + pause).
            resume: threshold(pause * paying / (1.0 - paying)),
            stop_at_minimum: threshold(at("flexible.stop_at_minimum")),
        }
    }

    /// The hazard of entering in a year at an age.
    fn hazard(&self, growth: [f64; 2], (sex, age): (usize, usize), p: usize, year: Year) -> f64 {
        if !(16..=55).contains(&age) {
            return 0.0;
        }
        let now = self.attached_at(growth[1], (sex, age), p, year);
        let before =
            if age == 16 { 0.0 } else { self.attached_at(growth[0], (sex, age - 1), p, year - 1) };
        // Residents insured elsewhere enter too.
        let from_elsewhere = self.elsewhere[p].iter().sum::<f64>() / self.elsewhere[p][p];
        (from_elsewhere * (now - before) / (1.0 - before)).clamp(0.0, 1.0)
    }

    /// The share of residents of an age attached to the scheme in a year.
    fn attached_at(&self, growth: f64, (sex, age): (usize, usize), p: usize, year: Year) -> f64 {
        let part = self.way[(year - 2020).clamp(0, 4) as usize];
        let shift = self.shift[0][p] + part * (self.shift[1][p] - self.shift[0][p]);
        (self.share(sex, age, shift) * growth).min(self.most)
    }
}

/// Growth since 2024 of the chance of a cohort to be insured.
fn grown(parameters: &Parameters, year: Year) -> f64 {
    (2025..=year).map(|y| 1.0 + parameters.year_mean("coverage.growth", None, y)).product()
}

fn shifted(share: f64, shift: f64) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    let odds = share / (1.0 - share) * libm::exp(shift);
    odds / (1.0 + odds)
}

fn count(people: &Ages, p: usize, share: impl Fn(usize, usize) -> f64) -> f64 {
    let of = |sex: usize| -> f64 { (16..101).map(|a| people[sex][a][p] * share(sex, a)).sum() };
    of(0) + of(1)
}

fn bisect(excess: impl Fn(f64) -> f64) -> f64 {
    turning_point((-8.0, 8.0), 60, |shift| excess(shift) > 0.0)
}

/// Values by single age from the survey's age groups, linear between the middles of the groups.
fn by_age(sex: &str, value: impl Fn(&crate::data::Row) -> f64) -> Vec<f64> {
    let mut points = vec![(16.0, 0.0)];
    for row in table("insured_age_structure").rows().filter(|r| r.text("sex") == sex) {
        let group = row.text("age_group");
        let (low, high) = group.split_once('-').unwrap_or((group.trim_end_matches('+'), "90"));
        let middle =
            (low.parse::<f64>().unwrap_or(0.0) + high.parse::<f64>().unwrap_or(0.0) + 1.0) / 2.0;
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
fn attached(census: &Ages) -> [Vec<f64>; 2] {
    [("male", 0), ("female", 1)].map(|(name, sex)| {
        let mut ages = by_age(name, |row| {
            let of = |column: &str| row.number(column).unwrap_or(0.0);
            let insured = of("urban_population")
                * of("nonfarm_employed_share")
                * of("insured_share_of_workers");
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
fn retired(census: &Ages) -> [Vec<f64>; 2] {
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
fn in_service(parameters: &Parameters) -> [Vec<f64>; 2] {
    let at = |name: &str| parameters.at(name, None, Month::new(2020, 1));
    let special = [at("class.special_male"), at("class.special_female")];
    let cadres = at("class.female_55");
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

/// Members of the public-sector fund per insured: so many of the residents, at most 60 % of the insured.
fn public(parameters: &Parameters, census: &Ages, insured: &[f64; PROVINCES]) -> [f64; PROVINCES] {
    let share = parameters.at("public.share_of_residents", None, Month::new(2020, 1));
    std::array::from_fn(|p| {
        let residents: f64 = census.iter().flatten().map(|by| by[p]).sum();
        (share * residents / insured[p]).min(0.6)
    })
}
