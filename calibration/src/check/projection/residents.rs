//! Residents by sex, age, province and hukou.
//!
//! ```text
//! N′(d, h) = Σ_r N(r, h)·(1 − exit(r))·[leave(r)·D(r, d) + home·1(h = d ≠ r) + stay·1(r = d)]
//! births(p) = births · Σ_a f(a)·W(a, p)·ratio(p) ÷ Σ_p …
//! ```
//! A birth cohort is exposed to death and moves once a year, at the age it reaches.

use super::{ByPlace, chance, chances};
use crate::inputs::Inputs;
use fastox_model::country::YearInputs;
use fastox_model::geography::PROVINCES;
use fastox_model::people::Sex;
use fastox_model::people::children::CHILD_AGES;
use fastox_model::people::facts::{LAST_AGE, Moves};

/// Rows by residence, columns by hukou or destination.
pub(super) type MovesByAge = Vec<ByPlace>;

/// Share of people away from their hukou by age, relative to all of the province (the same reading of the census as
/// the opening population's: migrants are of working age).
const AWAY_BY_AGE: [(usize, f64); 3] = [(50, 1.35), (60, 0.8), (usize::MAX, 0.35)];

/// Everybody on 31 December.
#[derive(Clone, Debug)]
pub(super) struct Residents {
    /// `children[sex][age][province]`.
    children: [Vec<ByPlace>; 2],
    /// `adults[sex][age − 16]`, residence × hukou.
    adults: [Vec<MovesByAge>; 2],
}

/// Yearly chances to move of the residents of an age.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// From a residence to another province.
    pub to: MovesByAge,
    /// Of that, to the province of the mover's own hukou.
    pub home: MovesByAge,
}

/// `flows[sex][age − 16]`.
pub(super) type Flows = [Vec<Flow>; 2];

impl Residents {
    /// The census, and where people's hukou is.
    pub(super) fn open(inputs: &Inputs) -> Self {
        let census = &inputs.reference.census;
        let children = [0, 1].map(|sex| census[sex][..CHILD_AGES].to_vec());
        let adults = [0, 1].map(|sex: usize| {
            let age = |age: usize| {
                if age > 100 {
                    return vec![[0.0; PROVINCES]; PROVINCES];
                }
                (0..PROVINCES).map(|p| by_hukou(inputs, p, age, census[sex][age][p])).collect()
            };
            (16..=LAST_AGE).map(age).collect()
        });
        Self { children, adults }
    }

    /// A year passes; returns the chances to move it came with.
    pub(super) fn live(&mut self, facts: &YearInputs) -> Flows {
        let newborn = self.born(facts);
        let grown = self.grow(facts, &newborn);
        let mut flows = [Vec::new(), Vec::new()];
        for (sex, by_age) in self.adults.iter_mut().enumerate() {
            by_age.pop();
            let mut first = vec![[0.0; PROVINCES]; PROVINCES];
            for (p, row) in first.iter_mut().enumerate() {
                row[p] = grown[sex][p];
            }
            by_age.insert(0, first);
            for (place, matrix) in by_age.iter_mut().enumerate() {
                let age = place + 16;
                let exit = &facts.people.mortality.exit[sex][age];
                for (r, row) in matrix.iter_mut().enumerate() {
                    for n in row {
                        *n *= 1.0 - chance(exit[r]);
                    }
                }
                flows[sex].push(relocate(matrix, &facts.people.moves, age));
            }
        }
        flows
    }

    /// Births by sex and province, from the women of last year.
    fn born(&self, facts: &YearInputs) -> [ByPlace; 2] {
        let facts = &facts.children;
        let weights: ByPlace = std::array::from_fn(|p| {
            let women = |age: usize| self.adults[Sex::Female as usize][age - 16][p].iter().sum::<f64>();
            let expected: f64 = (16..50).map(|age| facts.fertility[age - 15] * women(age)).sum();
            expected * facts.fertility_ratio[p]
        });
        let all: f64 = weights.iter().sum();
        let births = facts.births as f64;
        [facts.boys, 1.0 - facts.boys].map(|share| weights.map(|w| births * share * w / all))
    }

    /// Children grow a year older; returns those who turn 16 this year, who live it as adults.
    fn grow(&mut self, facts: &YearInputs, newborn: &[ByPlace; 2]) -> [ByPlace; 2] {
        let facts = &facts.children;
        let weights: Vec<f64> = facts.destination.iter().map(|row| row.iter().sum::<i64>() as f64).collect();
        let mut grown = [[0.0; PROVINCES]; 2];
        for sex in 0..2 {
            grown[sex] = self.children[sex].pop().unwrap_or([0.0; PROVINCES]);
            for (age, by) in self.children[sex].iter_mut().enumerate() {
                let before = by.map(|n| n * (1.0 - facts.exit[sex][age + 1]));
                *by = std::array::from_fn(|p| before[p] * (1.0 - facts.leave[p]));
                for (r, n) in before.iter().enumerate() {
                    for (d, to) in by.iter_mut().enumerate() {
                        *to += n * facts.leave[r] * facts.destination[r][d] as f64 / weights[r];
                    }
                }
            }
            self.children[sex].insert(0, newborn[sex].map(|n| n * (1.0 - facts.exit[sex][0])));
        }
        grown
    }

    /// Residents of an age from 16 on.
    pub(super) fn of_age(&self, sex: Sex, age: usize) -> ByPlace {
        let matrix = &self.adults[sex as usize][age - 16];
        std::array::from_fn(|p| matrix[p].iter().sum())
    }

    /// Residents between ages from 16 on.
    pub(super) fn between(&self, ages: std::ops::Range<usize>) -> ByPlace {
        let mut sum = [0.0; PROVINCES];
        for (sex, age) in [Sex::Male, Sex::Female].into_iter().flat_map(|s| ages.clone().map(move |a| (s, a))) {
            let here = self.of_age(sex, age);
            sum.iter_mut().zip(here).for_each(|(to, n)| *to += n);
        }
        sum
    }

    /// Residents under 16.
    pub(super) fn children(&self) -> ByPlace {
        std::array::from_fn(|p| self.children.iter().flatten().map(|by| by[p]).sum())
    }
}

/// The people of a cell of the census by hukou.
fn by_hukou(inputs: &Inputs, p: usize, age: usize, persons: f64) -> ByPlace {
    let (_, factor) = AWAY_BY_AGE.into_iter().find(|(below, _)| age < *below).unwrap_or((0, 1.0));
    let away = (inputs.migration.away[p] * factor).min(0.95);
    let row = &inputs.migration.hukou[p];
    let all: f64 = row.iter().sum();
    let mut by = row.map(|n| persons * away * n / all);
    by[p] += persons * (1.0 - away);
    by
}

/// Moves the residents of an age, and turns the hukou of some who stay.
fn relocate(matrix: &mut MovesByAge, moves: &Moves, age: usize) -> Flow {
    let homeward = chance(moves.homeward[age]);
    let conversion = chance(moves.hukou_conversion);
    let empty = vec![[0.0; PROVINCES]; PROVINCES];
    let (mut to, mut home, mut after) = (empty.clone(), empty.clone(), empty);
    for (r, row) in matrix.iter().enumerate() {
        let leave = chance(moves.leave[age][r]);
        let shares = chances(&moves.destination[r]);
        let all: f64 = row.iter().sum::<f64>().max(1e-9);
        for (h, n) in row.iter().enumerate() {
            let back = if h == r { 0.0 } else { homeward };
            let stays = n * (1.0 - leave - back);
            let turns = if h == r { 0.0 } else { n * conversion };
            after[r][h] += stays - turns;
            after[r][r] += turns;
            after[h][h] += n * back;
            to[r][h] += n * back / all;
            home[r][h] += n * (back + if h == r { 0.0 } else { leave * shares[h] }) / all;
            for (d, share) in shares.iter().enumerate() {
                after[d][h] += n * leave * share;
            }
        }
        for (d, share) in shares.iter().enumerate() {
            if d != r {
                to[r][d] += leave * share;
            }
        }
    }
    *matrix = after;
    Flow { to, home }
}
