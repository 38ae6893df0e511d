//! Effort: what the provinces of one world do at each margin, relative to a province that keeps all.
//!
//! ```text
//! e_t = e_(t−1) + a·(e* − e_(t−1))
//! ```
//! Collection, the hazard of entry, approvals and local benefits each respond to their own retention. A fall in
//! collection effort reaches people half through fewer months paid and half through a lower declared wage above the
//! floor (the split is an assumption); a rise beyond full effort can only show in the declared wage.

use super::response::Response;
use super::retention::Retention;
use crate::geography::PROVINCES;
use crate::margin::Margin;
use bitcode::{Decode, Encode};
use std::ops::{Index, IndexMut};

/// What the provinces do at one margin; 1 where all is kept.
#[derive(Clone, Copy, Debug, Decode, Encode, PartialEq)]
pub struct Action {
    /// This year, by province.
    pub level: [f64; PROVINCES],
    /// What it is moving to: the full response to this year's retention.
    pub target: [f64; PROVINCES],
}

/// What the provinces of one world do, by margin: `effort[Margin::Collection].level[p]`.
#[derive(Clone, Copy, Debug, Decode, Encode, PartialEq)]
pub struct Effort {
    /// By margin; read as `effort[margin]`.
    pub actions: [Action; Margin::COUNT],
    /// Who belongs to the provinces in surplus, as published accounts show.
    pub surplus: [bool; PROVINCES],
}

/// What a level of collection effort does to people, as factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnPeople {
    /// On the months paid, at most 1.
    pub months: f64,
    /// On the declared wage.
    pub declared: f64,
}

impl Default for Effort {
    fn default() -> Self {
        let full = Action { level: [1.0; PROVINCES], target: [1.0; PROVINCES] };
        Self { actions: [full; Margin::COUNT], surplus: [true; PROVINCES] }
    }
}

impl Index<Margin> for Effort {
    type Output = Action;
    fn index(&self, margin: Margin) -> &Action {
        &self.actions[margin as usize]
    }
}

impl IndexMut<Margin> for Effort {
    fn index_mut(&mut self, margin: Margin) -> &mut Action {
        &mut self.actions[margin as usize]
    }
}

impl Action {
    /// Goes part of the way to a new target.
    fn approach(&mut self, target: [f64; PROVINCES], speed: f64) {
        self.target = target;
        for (level, target) in self.level.iter_mut().zip(target) {
            *level += speed * (target - *level);
        }
    }
}

impl Effort {
    /// Next year's effort: part of the way to the targets of collection, which depend on rivals, and to what retention
    /// asks for at the other margins.
    pub fn respond(
        &mut self,
        collection: [f64; PROVINCES],
        retention: &[[Retention; Margin::COUNT]],
        response: &Response,
    ) {
        self[Margin::Collection].approach(collection, response.speed);
        for (margin, curve) in Margin::OTHERS.into_iter().zip(response.others) {
            let target = |p: usize| margin.level(|m| curve.effort(m), retention[p][margin as usize].expected);
            self[margin].approach(std::array::from_fn(target), response.speed);
        }
    }

    /// These levels, with the targets chosen at the end of the year.
    #[must_use]
    pub fn moving_as(mut self, next: &Self) -> Self {
        for margin in Margin::ALL {
            self[margin].target = next[margin].target;
        }
        self
    }

    /// What brings collection to this effort, to first order in its change (at an effort of 0.9, to 0.9025), if
    /// `above_floor` is the share of the paid base that a lower declared wage can lower.
    pub fn on_people(level: f64, above_floor: f64, response: &Response) -> OnPeople {
        let fall = 1.0 - level;
        let months_share = if fall > 0.0 { response.months_share } else { 0.0 };
        let months = 1.0 - fall * months_share;
        let declared = 1.0 - fall * (1.0 - months_share) / above_floor.max(0.05);
        OnPeople { months: months.clamp(0.0, 1.0), declared: declared.max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effort_moves_part_of_the_way_each_year() {
        let response = Response::simple(0.1, 0.2);
        let nothing = vec![[Retention::default(); Margin::COUNT]; PROVINCES];
        let mut effort = Effort::default();
        let target = response.collection[1][0].deficit.effort(0.0);
        for _ in 0..4 {
            effort.respond([target; PROVINCES], &nothing, &response);
        }
        for margin in Margin::ALL {
            let Action { level, target } = effort[margin];
            let gone = (1.0 - level[0]) / (1.0 - target[0]);
            assert!((gone - 0.9).abs() < 0.01, "{margin:?}: four years close 90 % of the gap");
        }
    }

    /// A year is lived at its own levels, 0.9, and shows where its end leads, to 0.7.
    #[test]
    fn a_year_has_its_own_levels_and_the_targets_of_its_end() {
        let of = |level, target| Effort {
            actions: [Action { level: [level; PROVINCES], target: [target; PROVINCES] }; Margin::COUNT],
            surplus: [false; PROVINCES],
        };
        assert_eq!(of(0.9, 0.8).moving_as(&of(0.85, 0.7)), of(0.9, 0.7));
    }

    /// 30 % more on the declared wage where half of the base can move; no more months than there are.
    #[test]
    fn more_than_full_effort_shows_in_the_declared_wage() {
        let response = Response::simple(0.1, 0.2);
        let on = Effort::on_people(1.15, 0.5, &response);
        assert!((on.months - 1.0).abs() < 1e-12 && (on.declared - 1.3).abs() < 1e-12);
        let on = Effort::on_people(0.9, 0.5, &response);
        assert!((on.months - 0.95).abs() < 1e-12 && (on.declared - 0.9).abs() < 1e-12);
    }
}
