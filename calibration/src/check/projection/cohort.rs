//! The members born in one year, of one sex: a year of entry, pause, moves, claims.
//!
//! ```text
//! outside   →  in service        the year's hazard of entry, at the province of residence
//! paying    ⇄  dormant           pause and resume; nobody of the public sector pauses
//! in service, at home            moves with its person, stays behind, or becomes a relation away from home
//! in service →  retired, outside  see `claims`
//! ```

use super::claims::{Claims, Standing, Type};
use super::residents::{Flow, Flows};
use super::rules::{CELLS, Rules, STANDINGS, TYPES, YEARS, cell, step, wake};
use super::{ByPlace, chance, chances};
use crate::inputs::Inputs;
use fastox_model::country::YearInputs;
use fastox_model::geography::PROVINCES;
use fastox_model::people::facts::{Coverage, Institutions, LAST_AGE, LAST_WORKING_AGE};
use fastox_model::people::{Endowment, Sex};
use fastox_model::units::Year;

/// The members of a birth year and sex, and those who are none.
#[derive(Clone, Debug)]
pub(super) struct Cohort {
    pub sex: Sex,
    pub birth_year: Year,
    /// Not in the scheme, `[province of residence][type]`.
    pub outside: Vec<[f64; TYPES]>,
    /// In service with the relation where they live, `[province][cell]`.
    pub home: Vec<[f64; CELLS]>,
    /// In service in another province than that of residence, by province of the relation.
    pub away: Vec<[f64; CELLS]>,
    /// The same, and only because the relation was left behind: it follows when paying resumes.
    pub left: Vec<[f64; CELLS]>,
    /// Members who may come to be short: those with few years in 2020, and everybody who entered since.
    pub may_be_short: f64,
    /// Those of them first insured before July 2011.
    pub early: f64,
    /// Retired, by province of the relation.
    pub retired: ByPlace,
    /// Paid this year, by province of the relation.
    pub payers: ByPlace,
}

/// Shares of the types among those born in a province.
pub(super) fn types(endowment: &Endowment, sex: Sex, p: usize) -> [f64; TYPES] {
    let public = chance(endowment.public[p]);
    let special = (1.0 - public) * chance(endowment.special[sex as usize]);
    let rest = 1.0 - public - special;
    let worker = if sex == Sex::Male { 0.0 } else { rest * (1.0 - chance(endowment.female_55)) };
    [rest - worker, worker, special, public]
}

impl Cohort {
    /// People who are not in the scheme.
    pub(super) fn outside(sex: Sex, birth_year: Year, people: &ByPlace, endowment: &Endowment) -> Self {
        let row = |p: usize| types(endowment, sex, p).map(|share| share * people[p]);
        Self {
            sex,
            birth_year,
            outside: (0..PROVINCES).map(row).collect(),
            home: vec![[0.0; CELLS]; PROVINCES],
            away: vec![[0.0; CELLS]; PROVINCES],
            left: vec![[0.0; CELLS]; PROVINCES],
            may_be_short: 0.0,
            early: 0.0,
            retired: [0.0; PROVINCES],
            payers: [0.0; PROVINCES],
        }
    }

    /// In service.
    pub(super) fn insured(&self) -> ByPlace {
        std::array::from_fn(|p| {
            [&self.home, &self.away, &self.left].map(|cells| cells[p].iter().sum::<f64>()).iter().sum()
        })
    }

    /// Of those who are short, how many may buy what is missing.
    fn buyers(&self) -> f64 {
        if self.may_be_short > 0.0 { self.early / self.may_be_short } else { 0.0 }
    }

    /// One year.
    pub(super) fn live(&mut self, facts: &YearInputs, flows: &Flows, inputs: &Inputs) {
        let age = (facts.people.year - self.birth_year) as usize;
        let working = age <= LAST_WORKING_AGE;
        let payers = if working && age > 16 { self.paying() } else { [0.0; PROVINCES] };
        if age > 16 {
            self.exit(facts, age);
        }
        self.payers = [0.0; PROVINCES];
        if !working {
            return;
        }
        let institutions = &facts.variants[0].institutions;
        let flow = &flows[self.sex as usize][age - 16];
        let exit = &facts.people.mortality.exit[self.sex as usize][age];
        if age > 16 {
            self.relocate(flow, institutions, age, inputs);
        }
        let entered = self.enter(&institutions.coverage, age);
        self.change(institutions, facts, &entered);
        // Who dies after a whole month of the year has paid in it.
        for p in 0..PROVINCES {
            self.payers[p] += payers[p] * chance(exit[p]) * 11.0 / 12.0;
        }
    }

    fn paying(&self) -> ByPlace {
        let dormant = Standing::Dormant as usize;
        let of = |cells: &[f64; CELLS]| -> f64 {
            let kinds = 0..TYPES;
            let paying = kinds.flat_map(|k| cell(k, 0, 0)..cell(k, dormant, 0));
            paying.map(|at| cells[at]).sum()
        };
        std::array::from_fn(|p| of(&self.home[p]) + of(&self.away[p]))
    }

    fn exit(&mut self, facts: &YearInputs, age: usize) {
        let exit = &facts.people.mortality.exit[self.sex as usize][age.min(LAST_AGE)];
        for p in 0..PROVINCES {
            let stays = 1.0 - chance(exit[p]);
            self.retired[p] *= stays;
            scale(&mut self.outside[p], stays);
            for cells in [&mut self.home[p], &mut self.away[p], &mut self.left[p]] {
                scale(cells, stays);
            }
        }
    }

    /// Moves, and what they do to the relation (国办发〔2009〕66号).
    fn relocate(&mut self, flow: &Flow, institutions: &Institutions, age: usize, inputs: &Inputs) {
        let law = &institutions.law.portability;
        let keeps = 12 * age as i32 >= law.temporary_from_age[self.sex as usize];
        let behind = chance(institutions.rights_left_behind);
        let mut outside = vec![[0.0; TYPES]; PROVINCES];
        let mut home = vec![[0.0; CELLS]; PROVINCES];
        for r in 0..PROVINCES {
            let leaving: f64 = flow.to[r].iter().sum();
            spread(&mut outside[r], &self.outside[r], 1.0 - leaving);
            spread(&mut home[r], &self.home[r], 1.0 - leaving);
            let mut stays_here = 0.0;
            for d in (0..PROVINCES).filter(|&d| flow.to[r][d] > 0.0) {
                spread(&mut outside[d], &self.outside[r], flow.to[r][d]);
                // From a certain age on the relation moves only to the province of the hukou.
                let moves = if keeps { flow.home[r][d] } else { flow.to[r][d] };
                stays_here += flow.to[r][d] - moves;
                spread(&mut home[d], &self.home[r], moves * (1.0 - behind));
                fall_asleep(&mut self.left[r], &self.home[r], moves * behind);
            }
            spread(&mut self.away[r], &self.home[r], stays_here);
        }
        for p in 0..PROVINCES {
            let back = returning(flow, p, inputs);
            for cells in [&mut self.away[p], &mut self.left[p]] {
                spread(&mut home[p], cells, back);
                scale(cells, 1.0 - back);
            }
        }
        (self.outside, self.home) = (outside, home);
    }

    /// Entrants of the year by province of the relation: at home, and away.
    fn enter(&mut self, coverage: &Coverage, age: usize) -> [Vec<[f64; TYPES]>; 2] {
        let mut entered = [vec![[0.0; TYPES]; PROVINCES], vec![[0.0; TYPES]; PROVINCES]];
        for r in 0..PROVINCES {
            let hazard = chance(coverage.entry[self.sex as usize][age][r]);
            let elsewhere = chances(&coverage.elsewhere[r]);
            for kind in 0..TYPES {
                let enter = self.outside[r][kind] * hazard;
                self.outside[r][kind] -= enter;
                if kind == Type::Public as usize {
                    entered[0][r][kind] += enter;
                    continue;
                }
                for (p, share) in elsewhere.iter().enumerate() {
                    entered[usize::from(p != r)][p][kind] += enter * share;
                }
            }
        }
        entered
    }

    /// Pause, resume, claim, pay; entrants pay the whole year.
    fn change(&mut self, institutions: &Institutions, facts: &YearInputs, entered: &[Vec<[f64; TYPES]>; 2]) {
        let (law, year) = (&institutions.law, facts.people.year);
        let rules = Type::ALL.map(|kind| {
            let claims = Claims::of(law, (self.sex, self.birth_year), kind, year, self.buyers());
            Rules::of(institutions, claims, kind, year)
        });
        let destination = &facts.people.moves.destination;
        for p in 0..PROVINCES {
            let resumed = wake(&mut self.left[p], &rules);
            let towards = chances(&destination[p]);
            for d in 0..PROVINCES {
                spread(&mut self.home[d], &resumed, towards[d]);
            }
        }
        for p in 0..PROVINCES {
            let mut gone = [0.0; TYPES];
            for cells in [&mut self.home[p], &mut self.away[p], &mut self.left[p]] {
                let change = step(cells, &rules, f64::from(facts.variants[0].density[p]));
                self.payers[p] += change.payers;
                self.retired[p] += change.retired;
                gone.iter_mut().zip(change.outside).for_each(|(to, n)| *to += n);
            }
            self.outside[p].iter_mut().zip(gone).for_each(|(to, n)| *to += n);
        }
        self.may_be_short += entered.iter().flatten().flatten().sum::<f64>();
        let flexible = chance(institutions.coverage.flexible);
        for (cells, entered) in [&mut self.home, &mut self.away].into_iter().zip(entered) {
            for p in 0..PROVINCES {
                for kind in 0..TYPES {
                    let alone = if kind == Type::Public as usize { 0.0 } else { flexible };
                    cells[p][cell(kind, 0, 1)] += entered[p][kind] * (1.0 - alone);
                    cells[p][cell(kind, 1, 1)] += entered[p][kind] * alone;
                    self.payers[p] += entered[p][kind];
                }
            }
        }
    }
}

fn spread<const N: usize>(to: &mut [f64; N], from: &[f64; N], share: f64) {
    if share != 0.0 {
        to.iter_mut().zip(from).for_each(|(to, n)| *to += share * n);
    }
}

fn scale<const N: usize>(cells: &mut [f64; N], factor: f64) {
    for n in cells {
        *n *= factor;
    }
}

/// Relations left behind do not pay.
fn fall_asleep(to: &mut [f64; CELLS], from: &[f64; CELLS], share: f64) {
    for (kind, standing) in (0..TYPES).flat_map(|k| (0..STANDINGS).map(move |s| (k, s))) {
        for years in 0..YEARS {
            to[cell(kind, Standing::Dormant as usize, years)] += share * from[cell(kind, standing, years)];
        }
    }
}

/// The yearly chance that somebody insured in a province and living elsewhere comes to live there: the mean over the
/// provinces whose people it insures, or over those its people go to.
fn returning(flow: &Flow, p: usize, inputs: &Inputs) -> f64 {
    let insures = |r: usize| if r == p { 0.0 } else { inputs.coverage.elsewhere[r][p] };
    let goes = |r: usize| if r == p { 0.0 } else { flow.to[p][r] };
    let known: f64 = (0..PROVINCES).map(insures).sum();
    let weight = |r: usize| if known > 0.0 { insures(r) } else { goes(r) };
    let all: f64 = (0..PROVINCES).map(weight).sum();
    if all == 0.0 {
        return 0.0;
    }
    (0..PROVINCES).map(|r| weight(r) * flow.to[r][p]).sum::<f64>() / all
}
