//! Work and earn: entry into the scheme, pauses, and the year's wage.
//!
//! log wage = profile(sex, age) + z + τ, with z′ = ρ·z + ε (persistent) and τ (transitory), relative to the
//! provincial average wage. Entry is a hazard by sex, age, province and year that makes coverage follow its
//! path, times what provincial effort leaves of it; payers pause and the dormant resume with constant hazards, so that the paying share of the insured
//! keeps its level. Left out: unemployment as a state of its own, hours, firms.

use super::columns::{NOWHERE, Sex, State, Status, Traits};
use super::facts::{ByProvince, Coverage, Wages, pick, scale};
use crate::draws::{BLOCK, exp, standard_normal};

/// The wage of everybody in the block relative to the provincial average, and the new persistent position.
#[inline(always)]
pub fn earn(
    position: &mut [f32; BLOCK],
    persistent: &[u32; BLOCK],
    transitory: &[u32; BLOCK],
    wages: &Wages,
    (sex, age): (Sex, usize),
    wage: &mut [f32; BLOCK],
) {
    let profile = wages.profile[sex as usize][age];
    let (rho, sigma, tau) = (wages.persistence, wages.innovation, wages.transitory);
    for i in 0..BLOCK {
        let z = rho * position[i] + sigma * standard_normal(persistent[i]);
        position[i] = z;
        wage[i] = exp(profile + z + tau * standard_normal(transitory[i]));
    }
}

/// Entry, pause and resumption in one course of life.
#[inline(always)]
pub fn change_status(
    state: &mut [u32; BLOCK],
    months: &[u16; BLOCK],
    traits: &[u32; BLOCK],
    words: &[[u32; BLOCK]; 4],
    coverage: &Coverage,
    effort: &ByProvince<f64>,
    (sex, age, minimum, ten_years): (Sex, usize, u16, usize),
) {
    let hazard = &coverage.entry[sex as usize][age];
    let entry: ByProvince<u32> = std::array::from_fn(|p| scale(hazard[p], effort[p]));
    let mut flag = [false; BLOCK];
    let mut any = false;
    for i in 0..BLOCK {
        let code = state[i] & 7;
        let home = Traits(traits[i]).residence();
        let paying = (code == 1) | (code == 2);
        let enough = (code == 2) & (months[i] >= minimum);
        let pause = if enough { coverage.stop_at_minimum } else { coverage.pause };
        let limit = if paying {
            pause
        } else if code == 0 {
            entry[home]
        } else {
            coverage.resume
        };
        let hit = (words[0][i] < limit) & (code < 4) & (home != NOWHERE);
        flag[i] = hit;
        any |= hit;
    }
    if any {
        for i in (0..BLOCK).filter(|&i| flag[i]) {
            let word = [words[0][i], words[2][i], words[3][i]];
            turn(&mut state[i], Traits(traits[i]), word, coverage, ten_years);
        }
    }
}

fn turn(state: &mut u32, t: Traits, word: [u32; 3], coverage: &Coverage, ten: usize) {
    let s = State(*state);
    let alone = if word[1] < coverage.flexible { Status::Flexible } else { Status::Employee };
    let next = match s.status() {
        Status::Outside => {
            let relation = place_of_insurance(t, word[2], coverage);
            let away = usize::from(relation != t.residence());
            s.with_relation(relation).with_months_here(0).with_works_away(away).with_status(alone)
        }
        // The public sector knows no pauses.
        _ if t.public() == 1 => s,
        Status::Employee | Status::Flexible => s.with_status(Status::Dormant),
        Status::Dormant if s.relation() != t.residence() && s.works_away() == 0 => {
            s.moved_to(t.residence(), ten).with_status(alone)
        }
        _ => s.with_status(alone),
    };
    let public_pays = t.public() == 1 && next.status() == Status::Flexible;
    *state = if public_pays { next.with_status(Status::Employee).0 } else { next.0 };
}

/// Where an entrant is insured: at home, or in a province that insures more people than live there.
fn place_of_insurance(traits: Traits, word: u32, coverage: &Coverage) -> usize {
    if traits.public() == 1 {
        return traits.residence();
    }
    pick(&coverage.elsewhere[traits.residence()], word)
}
