//! Work and earn: entry into the scheme, pauses, and the year's wage.
//!
//! log wage = profile(sex, age) + z + τ, with z′ = ρ·z + ε (persistent) and τ (transitory), relative to the
//! provincial average wage. Entry is a hazard by sex, age, province and year that makes coverage follow its
//! path, times what provincial effort leaves of it; payers pause and the dormant resume with constant hazards, so that
//! the paying share of the insured keeps its level. Left out: unemployment as a state of its own, hours, firms.

use super::columns::{NOWHERE, Sex, State, Status, Traits};
use super::facts::{ByProvince, Coverage, Institutions, LifePolicy, Wages, most, pick, scale};
use super::lanes::each;
use crate::draws::{exp, standard_normal, standard_normals};
use crate::margin::Margin;
use crate::units::Year;

/// The new persistent positions.
#[inline(always)]
pub(super) fn advance<const N: usize>(position: &mut [f32; N], word: &[u32; N], wages: &Wages) {
    let (rho, sigma, mut z) = (wages.persistence, wages.innovation, [0.0; N]);
    standard_normals(word, &mut z);
    for i in 0..N {
        position[i] = rho * position[i] + sigma * z[i];
    }
}

/// How people of one age and sex earn: the log wage relative to the average, and the spread of its transitory part.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Earning {
    pub profile: f32,
    pub transitory: f32,
}

impl Earning {
    /// The wage relative to the provincial average, from the persistent position and the transitory word.
    #[inline(always)]
    pub fn wage(self, position: f32, word: u32) -> f32 {
        self.at(position, standard_normal(word))
    }

    /// The wages of a block.
    #[inline(always)]
    pub fn earn<const N: usize>(self, position: &[f32; N], word: &[u32; N], wage: &mut [f32; N]) {
        standard_normals(word, wage);
        for i in 0..N {
            wage[i] = self.at(position[i], wage[i]);
        }
    }

    #[inline(always)]
    fn at(self, position: f32, z: f32) -> f32 {
        exp(self.profile + position + self.transitory * z)
    }
}

/// By what a status changes among people of one age and sex, in one course of life.
#[derive(Clone, Copy, Debug)]
pub(super) struct StatusRules<'a> {
    coverage: &'a Coverage,
    /// A word below it enters, by province of residence.
    entry: ByProvince<u32>,
    /// No word beyond these changes a status, by status: outside, paying, dormant.
    bounds: [u32; 3],
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
        let entry = std::array::from_fn(|p| scale(hazard[p], effort[p]));
        let bounds = [most(&entry), coverage.pause.max(coverage.stop_at_minimum), coverage.resume];
        Self {
            coverage,
            entry,
            bounds,
            minimum: law.retirement.minimum.months_required(year) as u16,
            months_for_place: law.portability.months_for_place as usize,
        }
    }
}

/// Entry, pause and resumption in one course of life.
#[inline(always)]
pub(super) fn change_status<const N: usize>(
    state: &mut [u32; N],
    months: &[u16; N],
    traits: &[u32; N],
    words: &[[u32; N]; 4],
    rules: &StatusRules,
) {
    let [outside, paying, dormant] = rules.bounds;
    let mut flag = [0u8; N];
    for i in 0..N {
        let code = State(state[i]).code() as u32;
        let insured = if code == Status::Dormant as u32 { dormant } else { paying };
        let limit = if code == Status::Outside as u32 { outside } else { insured };
        flag[i] = u8::from((words[0][i] < limit) & (code < Status::Retired as u32));
    }
    each(&flag, |i| {
        let (s, t) = (State(state[i]), Traits(traits[i]));
        if words[0][i] < rules.limit(s, t, months[i]) && t.residence() != NOWHERE {
            let draw = Draw { alone: words[2][i], place: words[3][i] };
            state[i] = changed(s, t, draw, rules).0;
        }
    });
}

impl StatusRules<'_> {
    /// The threshold of a person's change.
    fn limit(&self, s: State, t: Traits, months: u16) -> u32 {
        let coverage = self.coverage;
        match s.status() {
            Status::Outside => self.entry[t.residence()],
            Status::Flexible if months >= self.minimum => coverage.stop_at_minimum,
            Status::Employee | Status::Flexible => coverage.pause,
            _ => coverage.resume,
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
