//! Coverage: who is in the scheme at the opening, and the hazard of entering it after.
//!
//! ```text
//! T(s, a)        share of residents attached to the scheme by age, from the survey and the census of 2020
//! T_p(s, a, y)   log odds T + λ_p(y), λ_p solved so that the in-service insured are those of the opening; after it
//!                known headcounts: those of 2024, between as much of the way as the nation's insured had made
//!                none:             λ̄ + γ^(y − opening) · (λ_p(opening) − λ̄) + Λ(y), γ and Λ the same for all provinces
//! h_p(s, a, y)   = [T_p(a, y) − T_p(a − 1, y − 1)] / [1 − T_p(a − 1, y − 1)]
//! ```
//! Where more people are insured than residents could be (北京), the rest is insured from other provinces, as people have
//! moved between the two. After 2024 the chance of a cohort grows by `coverage.growth`. Cohorts near retirement may be
//! covered as those who have just retired: log odds then run from λ_p to the province's log odds of being retired over
//! the twenty years before the statutory age, each relative to the nation's, and a cohort keeps its shift. Retirees of
//! 2024 are met by the fit in two ways, since neither is known: more or fewer retirees of 2020 than the derived
//! headcounts say, and more or fewer insured near retirement who claim by 2024. In-service insured of 2020 by province
//! are derived figures but for 福建, which published its own.

mod group;
mod profile;

use super::Reference;
use super::census::census_of_2020;
use super::opening::{Ages, CoveragePath, OLDEST_ENTRANT, Opening};
use super::wages::weighted;
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use fastox_model::bisection::bisect;
use fastox_model::draws::threshold;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{self, LAST_WORKING_AGE};
use fastox_model::units::Year;
use group::{Group, at_odds, odds};
use profile::{attached, in_service, retired};

/// Ages from which nobody enters to work: those of men and of women who pay alone.
const STATUTORY: [usize; 2] = [60, 55];
/// Coverage by province.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// No province insures more of its residents of an age than this (北京 would need more).
    most: f64,
    opening: Year,
    /// `shift[year − opening]`: λ, the last one held.
    shift: Vec<[f64; PROVINCES]>,
    /// Oldest entrants by year after the opening and sex, the last held.
    oldest: Vec<[usize; 2]>,
    /// Log odds of being retired at the opening, relative to the nation's profile.
    retired_shift: [f64; PROVINCES],
    /// What the log odds of being insured of a cohort at the statutory age have beyond the province's shift at the
    /// opening.
    aged: [f64; PROVINCES],
    /// Shift of the log odds of being retired by year from the opening, the last held; by those who buy their way in.
    admitted: Vec<f64>,
    /// Factor on the chance of being in service near retirement at the opening.
    near_retirement: [f64; PROVINCES],
    attached: [Vec<f64>; 2],
    retired: [Vec<f64>; 2],
    in_service: [Vec<f64>; 2],
    /// `elsewhere[residence][relation]`: where the insured of a residence are insured, weights.
    pub elsewhere: Vec<[f64; PROVINCES]>,
    /// Public-sector members per insured, by province.
    pub public_share: [f64; PROVINCES],
    /// The same among those who enter after the opening.
    pub public_entrants: [f64; PROVINCES],
    /// Public-sector share of retirees, by province.
    pub public_retirees: [f64; PROVINCES],
}

impl Coverage {
    /// Solves coverage for the headcounts of an opening.
    pub fn prepare(opening: &Opening, parameters: &Parameters, fitted: &Fitted, reference: &Reference) -> Self {
        let census = &reference.census;
        Self::unfitted(opening, parameters, census).fitted(opening, fitted, census)
    }

    /// What the factors of a fit leave as it is: profiles by age, what the opening says, who is of the public sector.
    pub(super) fn unfitted(opening: &Opening, parameters: &Parameters, census: &Ages) -> Self {
        let surveyed = census_of_2020();
        let (retired, public_share) = (retired(&surveyed), public(parameters, census, opening));
        Self {
            most: parameters.in_january(opening.census.year).value("coverage.long_run"),
            opening: opening.census.year,
            shift: Vec::new(),
            oldest: opening.oldest_entrant.clone(),
            retired_shift: shift_of_retired(&retired, census, opening),
            aged: [0.0; PROVINCES],
            admitted: match &opening.coverage {
                CoveragePath::Nation { retired, .. } => [&[0.0], &retired[..]].concat(),
                CoveragePath::Headcounts(_) => vec![0.0],
            },
            near_retirement: [1.0; PROVINCES],
            attached: attached(&surveyed),
            retired,
            in_service: in_service(parameters),
            elsewhere: Vec::new(),
            public_share,
            public_entrants: public_share.map(|share| share * opening.public_entrants),
            public_retirees: opening.public_share_of_retirees(parameters, &public_share),
        }
    }

    /// The shifts that meet the headcounts of the opening, and their path.
    pub(super) fn fitted(&self, opening: &Opening, fitted: &Fitted, census: &Ages) -> Self {
        let mut coverage = self.clone();
        coverage.near_retirement = fitted.column(|own| libm::exp(own.near_retirement));
        let mut first = coverage.solve(census, &opening.insured, true);
        if let CoveragePath::Nation { aged: true, .. } = opening.coverage {
            let beyond = |own: [f64; PROVINCES], heads: &[f64; PROVINCES]| {
                let mean = weighted(&own, heads);
                own.map(|shift| shift - mean)
            };
            let retired = beyond(self.retired_shift, &opening.retirees);
            let insured = beyond(first, &opening.insured);
            coverage.aged = std::array::from_fn(|p| retired[p] - insured[p]);
            first = coverage.solve(census, &opening.insured, true);
        }
        coverage.elsewhere = coverage.insured_from(census, opening);
        coverage.shift = coverage.path(first, opening, fitted, census);
        coverage.retired_shift = std::array::from_fn(|p| self.retired_shift[p] + fitted.provinces[p].retired_shift);
        coverage
    }

    /// The same with who is of the public sector under other parameters, if these move nothing else of it.
    pub(super) fn with_public_of(&self, own: &Self) -> Option<Self> {
        let same = own.most.to_bits() == self.most.to_bits() && own.in_service == self.in_service;
        let Self { public_share, public_entrants, public_retirees, .. } = *own;
        same.then(|| Self { public_share, public_entrants, public_retirees, ..self.clone() })
    }

    /// λ of every year.
    fn path(
        &self,
        first: [f64; PROVINCES],
        opening: &Opening,
        fitted: &Fitted,
        census: &Ages,
    ) -> Vec<[f64; PROVINCES]> {
        match &opening.coverage {
            CoveragePath::Headcounts(insured) => {
                let way = [0.0, fitted.way[0], fitted.way[1], fitted.way[2], 1.0];
                // The pyramid of the last year by province: the census aged by as many.
                let years = way.len() - 1;
                let age =
                    |ages: &Vec<[f64; PROVINCES]>| (0..101).map(|a: usize| ages[a.saturating_sub(years)]).collect();
                let mut last = self.solve(&census.each_ref().map(age), insured, false);
                for (last, own) in last.iter_mut().zip(&fitted.provinces) {
                    *last += own.coverage_shift;
                }
                let at = |part: &f64| std::array::from_fn(|p| first[p] + part * (last[p] - first[p]));
                way.iter().map(at).collect()
            }
            CoveragePath::Nation { insured, gap_left, .. } => {
                let mean = weighted(&first, &opening.insured);
                let none = [&0.0].into_iter();
                let year = |(years, shift): (i32, &f64)| {
                    let left = libm::pow(*gap_left, f64::from(years));
                    first.map(|own| mean + left * (own - mean) + shift)
                };
                (0..).zip(none.chain(insured)).map(year).collect()
            }
        }
    }

    /// The shifts that meet headcounts, of the opening or of a later year.
    fn solve(&self, people: &Ages, insured: &[f64; PROVINCES], opening: bool) -> [f64; PROVINCES] {
        std::array::from_fn(|p| {
            let at_home = insured[p].min(self.room(people, p));
            let groups = [0, 1].map(|sex| self.groups(people, sex, p, opening));
            root(|x| {
                let factor = libm::exp(x);
                let of = |group: &Group| group.insured(x, factor, self.most);
                let [men, women] = groups.each_ref().map(|own| own.iter().map(of).sum::<f64>());
                men + women - at_home
            })
        })
    }

    /// People of a sex and province by age, where any are in service.
    fn groups(&self, people: &Ages, sex: usize, p: usize, opening: bool) -> Vec<Group> {
        let ages = (16..101).filter(|a| self.in_service[sex][*a] > 0.0);
        let group = |a: usize| Group {
            people: people[sex][a][p],
            in_service: self.in_service[sex][a],
            odds: odds(self.attached[sex][a]),
            aged: if opening { self.aged(sex, a as i32, p) } else { 0.0 },
            near: if opening { self.near(sex, a, p) } else { 1.0 },
        };
        ages.map(group).collect()
    }

    fn share(&self, sex: usize, age: usize, shift: f64) -> f64 {
        shifted(self.attached[sex][age], shift).min(self.most)
    }

    /// The shift of a cohort by its age at the opening: nothing twenty years before the statutory age, all of it from
    /// there on.
    fn aged(&self, sex: usize, age_at_opening: i32, p: usize) -> f64 {
        let years = age_at_opening - (STATUTORY[sex] as i32 - 20);
        self.aged[p] * f64::from(years.clamp(0, 20)) / 20.0
    }

    /// Those who can soon retire make or miss the number of retirees; the survey's profile is the nation's.
    fn near(&self, sex: usize, age: usize, p: usize) -> f64 {
        let ages = [52..60, 44..55];
        if ages[sex].contains(&age) { self.near_retirement[p] } else { 1.0 }
    }

    /// How many a province can insure among its own residents: four fifths of the most.
    fn room(&self, people: &Ages, p: usize) -> f64 {
        0.8 * count(people, p, |sex, a| if a < 22 { 0.3 } else { self.in_service[sex][a] * self.most })
    }

    /// Weights of the province of insurance by residence: what a province insures beyond its room is spread
    /// over the others as the movers to and from it in the five years before the opening.
    fn insured_from(&self, people: &Ages, opening: &Opening) -> Vec<[f64; PROVINCES]> {
        let (moves, insured) = (&opening.movers, &opening.insured);
        let mut weights: Vec<[f64; PROVINCES]> = (0..PROVINCES)
            .map(|r| std::array::from_fn(|p| if p == r { insured[p].min(self.room(people, p)) } else { 0.0 }))
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

    /// Chance that a resident of the opening is in service, by where they live; more than the province's own
    /// coverage where neighbours insure too.
    pub fn in_service_at_opening(&self, sex: usize, age: usize, p: usize) -> f64 {
        let shift = self.shift[0][p] + self.aged(sex, age as i32, p);
        let share = self.share(sex, age, shift) * self.near(sex, age, p);
        let own = self.in_service[sex][age] * share;
        let all: f64 = self.elsewhere[p].iter().sum();
        (own * all / self.elsewhere[p][p]).min(0.95)
    }

    /// Chance that a resident of the opening is retired.
    pub fn retired_at_opening(&self, sex: usize, age: usize, p: usize) -> f64 {
        shifted(self.retired[sex][age.min(100)], self.retired_shift[p])
    }

    /// What people meet in a year.
    pub fn year(&self, parameters: &Parameters, year: Year) -> facts::Coverage {
        let in_year = parameters.mean_of(year);
        let around = [year - 1, year].map(|y| self.shifts(parameters, y));
        let from_elsewhere: [f64; PROVINCES] =
            std::array::from_fn(|p| self.elsewhere[p].iter().sum::<f64>() / self.elsewhere[p][p]);
        let mut entry: [Vec<[u32; 32]>; 2] = [Vec::new(), Vec::new()];
        for (sex, ages) in entry.iter_mut().enumerate() {
            for age in 0..=LAST_WORKING_AGE {
                let mut by = [0; 32];
                for p in 0..PROVINCES {
                    by[p] = threshold(self.hazard(&around, (sex, age), p, from_elsewhere[p]));
                }
                ages.push(by);
            }
        }
        let pause = in_year.value("coverage.stop_rate");
        let paying = in_year.value("coverage.paying_share");
        facts::Coverage {
            entry,
            elsewhere: self.elsewhere.iter().map(|w| facts::Coverage::cumulate(w)).collect(),
            flexible: threshold(in_year.value("coverage.flexible_share")),
            pause: threshold(pause),
            // In the steady state the paying share is resume / (resume + pause).
            resume: threshold(pause * paying / (1.0 - paying)),
            stop_at_minimum: threshold(in_year.value("flexible.stop_at_minimum")),
        }
    }

    /// The hazard of entering in a year at an age, given that year and the one before.
    fn hazard(&self, around: &[Shifts; 2], (sex, age): (usize, usize), p: usize, from_elsewhere: f64) -> f64 {
        let [last, this] = around;
        if age >= STATUTORY[sex] && age > OLDEST_ENTRANT {
            return self.admission((sex, age), p, this.year);
        }
        let place = ((this.year - self.opening - 1).max(0) as usize).min(self.oldest.len() - 1);
        if !(16..=self.oldest[place][sex]).contains(&age) {
            return 0.0;
        }
        let now = self.attached_at(this, (sex, age), p);
        let before = if age == 16 { 0.0 } else { self.attached_at(last, (sex, age - 1), p) };
        // Residents insured elsewhere enter too.
        (from_elsewhere * (now - before) / (1.0 - before)).clamp(0.0, 1.0)
    }

    /// The hazard of buying a pension past the statutory age.
    fn admission(&self, (sex, age): (usize, usize), p: usize, year: Year) -> f64 {
        let at = |year: Year| {
            let place = ((year - self.opening).max(0) as usize).min(self.admitted.len() - 1);
            let shift = self.retired_shift[p] + self.admitted[place];
            shifted(self.retired[sex][age], shift)
        };
        ((at(year) - at(year - 1)) / (1.0 - at(year - 1))).clamp(0.0, 1.0)
    }

    /// What a year's shares of those attached have in common at all ages.
    fn shifts(&self, parameters: &Parameters, year: Year) -> Shifts {
        let shift = self.shift[((year - self.opening).max(0) as usize).min(self.shift.len() - 1)];
        Shifts { year, growth: grown(parameters, year), shift, factor: shift.map(libm::exp) }
    }

    /// The share of residents of an age attached to the scheme in a year.
    fn attached_at(&self, at: &Shifts, (sex, age): (usize, usize), p: usize) -> f64 {
        let aged = self.aged(sex, age as i32 - (at.year - self.opening), p);
        let factor = if aged == 0.0 { at.factor[p] } else { libm::exp(at.shift[p] + aged) };
        (at_odds(self.attached[sex][age], factor).min(self.most) * at.growth).min(self.most)
    }
}

/// A year's shifts of log odds, with their exponentials.
struct Shifts {
    year: Year,
    /// Of the chance of a cohort to be insured.
    growth: f64,
    shift: [f64; PROVINCES],
    factor: [f64; PROVINCES],
}

/// Growth since 2024 of the chance of a cohort to be insured.
fn grown(parameters: &Parameters, year: Year) -> f64 {
    (2025..=year).map(|y| 1.0 + parameters.mean_of(y).value("coverage.growth")).product()
}

fn shifted(share: f64, shift: f64) -> f64 {
    if share <= 0.0 { 0.0 } else { at_odds(share, libm::exp(shift)) }
}

fn count(people: &Ages, p: usize, share: impl Fn(usize, usize) -> f64) -> f64 {
    let of = |sex: usize| -> f64 { (16..101).map(|a| people[sex][a][p] * share(sex, a)).sum() };
    of(0) + of(1)
}

/// The shifts of log odds that meet the retirees of the opening.
fn shift_of_retired(retired: &[Vec<f64>; 2], census: &Ages, opening: &Opening) -> [f64; PROVINCES] {
    std::array::from_fn(|p| {
        root(|x| {
            let factor = libm::exp(x);
            let share = |sex: usize, a: usize| at_odds(retired[sex][a], factor);
            count(census, p, share) - opening.retirees[p]
        })
    })
}

fn root(excess: impl Fn(f64) -> f64) -> f64 {
    bisect([-8.0, 8.0], 60, |shift| excess(shift) > 0.0)
}

/// Members of the public-sector fund per insured: as published, elsewhere so many of the residents, at most 60 % of the
/// insured.
fn public(parameters: &Parameters, census: &Ages, opening: &Opening) -> [f64; PROVINCES] {
    let share = parameters.in_january(2020).value("public.share_of_residents");
    std::array::from_fn(|p| {
        let residents: f64 = census.iter().flatten().map(|by| by[p]).sum();
        opening.public_insured[p].unwrap_or_else(|| (share * residents / opening.insured[p]).min(0.6))
    })
}
