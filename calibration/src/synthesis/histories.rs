//! Histories of the in-service insured of the opening: months, deemed months, index, account.
//!
//! The year of first enrolment is drawn so that a cohort's past agrees with the scheme's growth since 1992: of the
//! insured of the opening, the share G(t) = insured(t)/insured(opening), both per head of 20–59, had enrolled by t, so
//! that those who were of age early make up for those who were not, and nobody before 20. Who worked before the
//! accounts began (1996) has deemed months from 20 to then. The account holds the credited share of the base of each
//! year (11 %, 8 % from 2006 on) at the crediting rates; the base moved with the national wage. Everything here is
//! synthetic.

use crate::data::table;
use crate::fitted::Fitted;
use crate::inputs::{Inputs, Opening};
use crate::parameters::Parameters;
use fastox_model::draws::uniform;
use fastox_model::people::retirement::SPECIAL;
use fastox_model::people::{Sex, Status, Traits};
use fastox_model::units::Year;

const SCHEME_STARTS: Year = 1992;
const ACCOUNTS_START: Year = 1996;
const AGE_AT_WORK: Year = 20;
/// Transfers between provinces count bases from here on (国办发〔2009〕66号, art. 4).
const TRANSFERS_COUNT_FROM: Year = 1998;

/// G(t) per head from 1992 to the opening, such that years are counted at once.
#[derive(Clone, Debug)]
struct Enrolled {
    /// By rising G(t), in whole 2⁻²⁴, in which uniform numbers are drawn.
    shares: Vec<u32>,
    /// How many are below a number of such highest eight bits.
    below: Vec<u8>,
}

impl Enrolled {
    fn of(per_head: &[f64]) -> Self {
        let mut shares: Vec<u32> = per_head.iter().map(|g| (g * 16_777_216.0) as u32).collect();
        shares.sort_unstable();
        let below = |bits: u32| shares.partition_point(|share| *share < bits << 16) as u8;
        let below = (0..256).map(below).collect();
        shares.push(u32::MAX);
        Self { shares, below }
    }

    /// The years with G(t) below a uniform number.
    fn years_below(&self, word: u32) -> Year {
        let (drawn, mut count) = (word >> 8, usize::from(self.below[(word >> 24) as usize]));
        while self.shares[count] < drawn {
            count += 1;
        }
        count as Year
    }
}

/// Floor and ceiling of the base, relative to the province's mean wage.
const FLOOR: f64 = 0.6;
const CEILING: f64 = 3.0;

/// What synthetic histories are made from.
#[derive(Clone, Debug)]
pub struct Histories {
    /// The year on whose last day the country opens.
    opening: Year,
    enrolled: Enrolled,
    /// Account per yuan of monthly base of the opening, by year of first enrolment, fen.
    account: Vec<f64>,
    /// Bases since 1998 per yuan of monthly base of the opening, by year of first enrolment, yuan.
    bases: Vec<f64>,
    service: f64,
    topped_up: f32,
    /// Who was first insured before this year may buy missing months in one sum.
    one_sum_before: Year,
    declared: [f64; 31],
    /// Log relative wages below which the floor and above which the ceiling is declared for certain.
    bounds: [[f64; 2]; 31],
    relative_wage: [f64; 31],
    /// The nation's mean wage.
    national: f64,
    profile: [Vec<f32>; 2],
}

/// A synthetic history.
#[derive(Clone, Copy, Debug)]
pub struct ServiceHistory {
    /// Paid months.
    pub months: u16,
    /// Deemed months.
    pub deemed: u16,
    /// Σ base ÷ national average wage.
    pub index: f32,
    /// Σ base since 1998, yuan.
    pub bases: u32,
    /// Account, fen.
    pub account: u64,
    /// Whether first insured before July 2011.
    pub early_member: bool,
}

impl Histories {
    /// Prepares growth of the scheme and of accounts.
    pub fn prepare(at_opening: &Opening, parameters: &Parameters, fitted: &Fitted, inputs: &Inputs) -> Self {
        let opening = inputs.opening;
        let in_force = parameters.in_january(opening);
        let first = &inputs.years[0].people.wages;
        let declared = fitted.column(|own| own.declared_share);
        let relative_wage = std::array::from_fn(|p| f64::from(first.average[p]));
        Self {
            opening,
            enrolled: Enrolled::of(&per_head(&enrolled(opening), opening)),
            account: accounts(parameters, opening),
            bases: bases(parameters, opening),
            service: in_force.value("opening.service_factor"),
            topped_up: in_force.value("opening.years_topped_up") as f32,
            one_sum_before: in_force.calendar_month("shortfall.one_sum_if_insured_before").year(),
            declared,
            bounds: declared.map(certain),
            relative_wage,
            national: weighted_mean(&at_opening.weights, relative_wage),
            profile: first.profile.clone(),
        }
    }

    /// What a cohort has in common.
    pub fn of_cohort(&self, birth_year: Year, sex: Sex) -> CohortHistories<'_> {
        let age = self.opening - birth_year;
        let (near, last) = if sex == Sex::Male { (50, 60) } else { (42, 52) };
        let still = f64::from(12 * (last - age).max(0));
        CohortHistories {
            all: self,
            at_work: birth_year + AGE_AT_WORK,
            class: std::array::from_fn(|class| class_still_in_service(class, sex, age as usize)),
            topped_up: if age < near { 0.0 } else { self.topped_up },
            still: 0.8 * still,
            profile: self.profile[sex as usize][(age as usize).min(65)],
        }
    }
}

/// Histories of people of one birth year and sex.
pub struct CohortHistories<'a> {
    all: &'a Histories,
    /// The earliest year of work.
    at_work: Year,
    /// The class of somebody still in service, by the class of the draw.
    class: [usize; 4],
    /// The share of those whose missing years were made up.
    topped_up: f32,
    /// Months that somebody near retirement may still pay, as far as they count.
    still: f64,
    /// Log wage of their age, relative to the province's mean.
    profile: f32,
}

impl CohortHistories<'_> {
    /// Somebody in service at the opening past the age of a class cannot be of that class.
    pub fn still_in_service(&self, traits: Traits) -> Traits {
        traits.with_class(self.class[traits.class()])
    }

    /// The history of somebody with this wage position, insured in this province.
    pub fn history(
        &self,
        public_first: bool,
        (wage, relation): (f32, usize),
        status: Status,
        words: [u32; 4],
    ) -> ServiceHistory {
        let all = self.all;
        let starts_work = self.at_work + (uniform(words[0]) * 5.0) as Year;
        let drawn = SCHEME_STARTS + all.enrolled.years_below(words[1]);
        let first = if public_first { starts_work } else { drawn.max(starts_work) };
        let first = first.clamp(SCHEME_STARTS, all.opening);
        let pioneer = public_first || drawn <= 2000;
        let deemed = if pioneer { 12 * (ACCOUNTS_START - starts_work).clamp(0, 25) } else { 0 };
        let paid_share = match status {
            Status::Dormant => all.service * f64::from(uniform(words[2])),
            _ if public_first => 1.0,
            _ => all.service,
        };
        let since = first.max(if pioneer && deemed > 0 { ACCOUNTS_START } else { first });
        let months = 12.0 * f64::from(all.opening - since + 1) * paid_share;
        let months = self.top_up(months, deemed, uniform(words[3]));
        let base = self.base(wage, relation);
        let paid_base = base * paid_share;
        let account = all.account[(since - SCHEME_STARTS) as usize] * paid_base;
        let bases = all.bases[(since - SCHEME_STARTS) as usize] * paid_base;
        ServiceHistory {
            months: months as u16,
            deemed: deemed as u16,
            index: (f64::from(months as u16) * base / all.national) as f32,
            bases: bases as u32,
            account: account as u64,
            early_member: first < all.one_sum_before,
        }
    }

    /// People within ten years of retirement had missing years made up by one-off payments.
    fn top_up(&self, months: f64, deemed: Year, u: f32) -> f64 {
        if u >= self.topped_up {
            return months;
        }
        months.max(180.0 - f64::from(deemed) - self.still).min(400.0)
    }

    /// The base of the opening, yuan a month: declared share of the wage within floor and ceiling.
    fn base(&self, wage: f32, relation: usize) -> f64 {
        let (log, all) = (f64::from(self.profile + wage), self.all);
        declared(log, all.declared[relation], all.bounds[relation]) * all.relative_wage[relation]
    }
}

/// Log relative wages of which this share lies beyond floor or ceiling, whatever the rounding.
fn certain(declared: f64) -> [f64; 2] {
    [libm::log(FLOOR / declared) - 1e-9, libm::log(CEILING / declared) + 1e-9]
}

/// What is declared of a log wage, both relative to the province's mean wage. Many declare the floor, for which the wage
/// itself need not be known.
fn declared(log: f64, share: f64, certain: [f64; 2]) -> f64 {
    if log < certain[0] {
        FLOOR
    } else if log > certain[1] {
        CEILING
    } else {
        (libm::exp(log) * share).clamp(FLOOR, CEILING)
    }
}

fn weighted_mean(weights: &[f64; 31], values: [f64; 31]) -> f64 {
    let all: f64 = weights.iter().sum();
    weights.iter().zip(values).map(|(n, w)| n * w).sum::<f64>() / all
}

/// The class of somebody in service at an age, who was drawn to be of this one.
fn class_still_in_service(class: usize, sex: Sex, age: usize) -> usize {
    match (sex, class) {
        (Sex::Male, SPECIAL) if age >= 55 => 0,
        (Sex::Female, SPECIAL) if age >= 50 => 1,
        (Sex::Female, SPECIAL) if age >= 45 => 2,
        (Sex::Female, 2) if age >= 50 => 1,
        _ => class,
    }
}

/// G(t): the insured from 2000 to the opening; before 2000 growth as in 2000–05 carried back.
fn enrolled(opening: Year) -> Vec<f64> {
    let insured = |year: Year| {
        let row = table("pension_national").row(&[("year", &year.to_string())]);
        row.number("employees").unwrap_or(0.0)
    };
    let growth = libm::pow(insured(2005) / insured(2000), 0.2);
    (SCHEME_STARTS..=opening)
        .map(|year| {
            let known = insured(year.max(2000)) / insured(opening);
            known * libm::pow(growth, f64::from((year - 2000).min(0)))
        })
        .collect()
}

/// G(t) relative to people of working age: the share enrolled by t among those who were of age at t.
fn per_head(enrolled: &[f64], opening: Year) -> Vec<f64> {
    let people = |year: Year| {
        let row = table("wpp_working_ages").row(&[("year", &year.to_string())]);
        row.number("persons").unwrap_or(f64::NAN)
    };
    let more = |year: Year| people(opening) / people(year);
    enrolled.iter().zip(SCHEME_STARTS..).map(|(g, year)| (g * more(year)).min(1.0)).collect()
}

/// What the credited share of a base that was one yuan a month at the opening has grown to, by year of first deposit.
fn accounts(parameters: &Parameters, opening: Year) -> Vec<f64> {
    let credited = |y: Year| parameters.mean_of(y).value("account.deposit_rate");
    let rate = |y: Year| parameters.mean_of(y).value("account.crediting_rate");
    let growth = |y: Year| parameters.mean_of(y).value("macro.wage_growth");
    let mut sums = vec![0.0; (opening - SCHEME_STARTS + 1) as usize];
    let (mut wage, mut value, mut sum) = (1.0, 1.0, 0.0);
    for year in (SCHEME_STARTS..=opening).rev() {
        sum += 12.0 * 100.0 * credited(year) * wage * value;
        sums[(year - SCHEME_STARTS) as usize] = sum;
        wage /= 1.0 + growth(year);
        value *= 1.0 + rate(year);
    }
    sums
}

/// What the bases of a member whose base was one yuan a month at the opening add up to since 1998, by year of first
/// deposit.
fn bases(parameters: &Parameters, opening: Year) -> Vec<f64> {
    let growth = |y: Year| parameters.mean_of(y).value("macro.wage_growth");
    let mut sums = vec![0.0; (opening - SCHEME_STARTS + 1) as usize];
    let (mut wage, mut sum) = (1.0, 0.0);
    for year in (SCHEME_STARTS..=opening).rev() {
        sum += if year >= TRANSFERS_COUNT_FROM { 12.0 * wage } else { 0.0 };
        sums[(year - SCHEME_STARTS) as usize] = sum;
        wage /= 1.0 + growth(year);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_enrolment_are_counted_as_one_by_one() {
        let per_head = [0.031, 0.2, 0.21, 0.2, 0.2001, 0.75, 1.0, 0.0, 0.5, 1.0];
        let enrolled = Enrolled::of(&per_head);
        let near = per_head.map(|g| (g * 4_294_967_296.0) as u32);
        let words = (0..=u32::MAX).step_by(65_537);
        for word in words.chain(near.iter().flat_map(|w| [w.saturating_sub(256), *w, w.saturating_add(256)])) {
            let u = f64::from(uniform(word));
            assert_eq!(enrolled.years_below(word), per_head.iter().filter(|g| **g < u).count() as Year, "{word}");
        }
    }

    #[test]
    fn who_is_certain_to_declare_floor_or_ceiling_would() {
        for share in [0.21, 0.6, 0.613, 1.0] {
            let bounds = certain(share);
            for i in -4000..4000 {
                for log in [f64::from(i) * 1e-3, bounds[0] + f64::from(i) * 1e-12, bounds[1] + f64::from(i) * 1e-12] {
                    let wanted = (libm::exp(log) * share).clamp(FLOOR, CEILING);
                    assert_eq!(declared(log, share, bounds).to_bits(), wanted.to_bits(), "{log} {share}");
                }
            }
        }
    }
}
