//! Work and earn: entry into the scheme, pauses, and the year's wage.
//!
//! log wage = profile(sex, age) + z + τ, with z′ = ρ·z + ε (persistent) and τ (transitory), relative to the
//! provincial average wage. Entry is a hazard by sex, age, province and year that makes coverage follow its
//! path, times what provincial effort leaves of it; payers pause and the dormant resume with constant hazards, so that
//! the paying share of the insured keeps its level. Left out: unemployment as a state of its own, hours, firms.

use super::columns::{NOWHERE, Sex, State, Status, Traits};
use super::facts::{ByProvince, Coverage, Institutions, LifePolicy, Wages, pick, scale};
use crate::draws::{BLOCK, exp, standard_normal};
use crate::margin::Margin;
use crate::units::Year;

/// The wage of everybody in the block relative to the provincial average, and the new persistent position; `profile` is
/// the log wage of their age and sex.
#[inline(always)]
pub(super) fn earn(
    position: &mut [f32; BLOCK],
    persistent: &[u32; BLOCK],
    transitory: &[u32; BLOCK],
    wages: &Wages,
    profile: f32,
    wage: &mut [f32; BLOCK],
) {
    let (rho, sigma, tau) = (wages.persistence, wages.innovation, wages.transitory);
    for i in 0..BLOCK {
        let z = rho * position[i] + sigma * standard_normal(persistent[i]);
        position[i] = z;
        wage[i] = exp(profile + z + tau * standard_normal(transitory[i]));
    }
}

/// By what a status changes among people of one age and sex, in one course of life.
#[derive(Clone, Copy, Debug)]
pub(super) struct StatusRules<'a> {
    coverage: &'a Coverage,
    /// A word below it enters, by province of residence.
    entry: ByProvince<u32>,
    /// Months of the minimum period.
    minimum: u16,
    /// Paid months that make a province a place of benefit.
    months_for_place: usize,
}

impl<'a> StatusRules<'a> {
    /// The rules of this age and sex.
    pub fn new(policy: &LifePolicy<'a>, sex: Sex, age: usize, year: Year) -> Self {
        let Institutions { law, coverage, .. } = policy.institutions;
        let effort = &policy.effort[Margin::Enrolment as usize];
        let hazard = coverage.entry[sex as usize].get(age).unwrap_or(&[0; 32]);
        Self {
            coverage,
            entry: std::array::from_fn(|p| scale(hazard[p], effort[p])),
            minimum: law.retirement.minimum.months_required(year) as u16,
            months_for_place: law.portability.months_for_place as usize,
        }
    }
}

/// Entry, pause and resumption in one course of life.
#[inline(always)]
pub(super) fn change_status(
    state: &mut [u32; BLOCK],
    months: &[u16; BLOCK],
    traits: &[u32; BLOCK],
    words: &[[u32; BLOCK]; 4],
    rules: &StatusRules,
) {
    let coverage = rules.coverage;
    let mut flag = [false; BLOCK];
    let mut any = false;
    for i in 0..BLOCK {
        let s = State(state[i]);
        let home = Traits(traits[i]).residence();
        let alone = s.code() == Status::Flexible as usize;
        let enough = alone & (months[i] >= rules.minimum);
        let pause = if enough { coverage.stop_at_minimum } else { coverage.pause };
        let limit = if s.pays() {
            pause
        } else if s.code() == Status::Outside as usize {
            rules.entry[home]
        } else {
            coverage.resume
        };
        let may_change = s.code() < Status::Retired as usize;
        let hit = (words[0][i] < limit) & may_change & (home != NOWHERE);
        flag[i] = hit;
        any |= hit;
    }
    if any {
        for i in (0..BLOCK).filter(|&i| flag[i]) {
            let draw = Draw { alone: words[2][i], place: words[3][i] };
            state[i] = changed(State(state[i]), Traits(traits[i]), draw, rules).0;
        }
    }
}

/// The words of one change.
#[derive(Clone, Copy)]
struct Draw {
    /// Decides between a firm and paying alone.
    alone: u32,
    /// Decides on the province that insures an entrant.
    place: u32,
}

fn changed(s: State, t: Traits, draw: Draw, rules: &StatusRules) -> State {
    let alone = draw.alone < rules.coverage.flexible;
    let paying = if alone { Status::Flexible } else { Status::Employee };
    let next = match s.status() {
        Status::Outside => {
            let relation = place_of_insurance(t, draw.place, rules.coverage);
            let away = usize::from(relation != t.residence());
            s.with_relation(relation).with_months_here(0).with_works_away(away).with_status(paying)
        }
        // The public sector knows no pauses.
        _ if t.public() == 1 => s,
        Status::Employee | Status::Flexible => s.with_status(Status::Dormant),
        Status::Dormant if s.relation() != t.residence() && s.works_away() == 0 => {
            s.moved_to(t.residence(), rules.months_for_place).with_status(paying)
        }
        _ => s.with_status(paying),
    };
    let public_pays = t.public() == 1 && next.status() == Status::Flexible;
    if public_pays { next.with_status(Status::Employee) } else { next }
}

/// Where an entrant is insured: at home, or in a province that insures more people than live there.
fn place_of_insurance(traits: Traits, word: u32, coverage: &Coverage) -> usize {
    if traits.public() == 1 {
        return traits.residence();
    }
    pick(&coverage.elsewhere[traits.residence()], word)
}
