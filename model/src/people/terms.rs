//! What the province of the pension relation sets for each person of a block: wage level, bounds, what effort leaves.

use super::columns::State;
use super::facts::{LifePolicy, Wages};

/// What is set, by province: a row is copied as a whole, which costs less than a look-up for each number.
#[derive(Debug)]
pub(super) struct TermsByProvince {
    row: [[f32; 8]; 32],
    /// One by the national average wage.
    pub per_national: f32,
}

impl TermsByProvince {
    /// The terms of a year in one course of life.
    pub fn new(wages: &Wages, policy: &LifePolicy) -> Self {
        let law = &policy.institutions.law;
        let row = |p: usize| {
            let (declared, at_full_effort) = (policy.declared[p], policy.declared_at_full_effort[p]);
            let (months, density) = (policy.months[p], policy.density[p]);
            [wages.average[p], law.floor[p], law.ceiling[p], declared, at_full_effort, months, density, 0.0]
        };
        Self { row: std::array::from_fn(row), per_national: 1.0 / wages.national }
    }
}

/// The terms of each person.
#[derive(Debug)]
pub(super) struct Terms<const N: usize> {
    pub average: [f32; N],
    pub floor: [f32; N],
    pub ceiling: [f32; N],
    pub declared: [f32; N],
    pub declared_at_full_effort: [f32; N],
    pub months: [f32; N],
    pub density: [f32; N],
    row: [[f32; 8]; N],
}

impl<const N: usize> Terms<N> {
    /// Nothing looked up yet.
    pub const NONE: Self = Self {
        average: [0.0; N],
        floor: [0.0; N],
        ceiling: [0.0; N],
        declared: [0.0; N],
        declared_at_full_effort: [0.0; N],
        months: [0.0; N],
        density: [0.0; N],
        row: [[0.0; 8]; N],
    };

    /// Looks up what holds in the provinces of the relations.
    #[inline(always)]
    pub fn look_up(&mut self, state: &[u32; N], by: &TermsByProvince) {
        let Self { average, floor, ceiling, declared, declared_at_full_effort, months, density, row } = self;
        for i in 0..N {
            row[i] = by.row[State(state[i]).relation()];
        }
        for i in 0..N {
            (average[i], floor[i], ceiling[i]) = (row[i][0], row[i][1], row[i][2]);
            (declared[i], declared_at_full_effort[i]) = (row[i][3], row[i][4]);
            (months[i], density[i]) = (row[i][5], row[i][6]);
        }
    }
}
