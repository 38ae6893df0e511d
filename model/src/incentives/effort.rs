//! Effort: what the provinces of one world do, relative to a province that keeps all it collects.
//!
//! ```text
//! e_t = e_(t−1) + a·(e* − e_(t−1))
//! ```
//! Collection, the hazard of entry, approvals and local benefits each answer their own margin. A fall in collection
//! effort reaches people half through fewer months paid and half through a lower declared wage above the floor (the split
//! is an assumption); a rise beyond full effort can only show in the declared wage.

use super::margin::Margin;
use super::response::Response;
use super::retention::Retention;
use crate::geography::PROVINCES;

/// How a margin beside collection is answered, by province.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// This year; 1 where the province keeps all.
    pub level: [f64; PROVINCES],
    /// What it is moving to.
    pub target: [f64; PROVINCES],
}

/// What the provinces of one world do.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// Collection effort by province; 1 is the rate at m = 1.
    pub level: [f64; PROVINCES],
    /// What it is moving to.
    pub target: [f64; PROVINCES],
    /// Factor on the hazard of entering the scheme, at most 1.
    pub entry: Answer,
    /// Factor on early and special approvals, at least 1.
    pub gate: Answer,
    /// Factor on benefits the province grants itself, at least 1.
    pub local: Answer,
    /// Who was in surplus before transfers in 2021.
    pub surplus: [bool; PROVINCES],
}

impl Default for Answer {
    fn default() -> Self {
        Self { level: [1.0; PROVINCES], target: [1.0; PROVINCES] }
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            level: [1.0; PROVINCES],
            target: [1.0; PROVINCES],
            entry: Answer::default(),
            gate: Answer::default(),
            local: Answer::default(),
            surplus: [true; PROVINCES],
        }
    }
}

fn approach(level: &mut [f64; PROVINCES], target: &[f64; PROVINCES], speed: f64) {
    for (level, target) in level.iter_mut().zip(target) {
        *level += speed * (target - *level);
    }
}

impl Effort {
    /// Next year's effort: part of the way to the targets of collection, and to what the other margins ask for.
    pub fn respond(
        &mut self,
        targets: [f64; PROVINCES],
        retention: &[[Retention; Margin::COUNT]],
        response: &Response,
    ) {
        self.target = targets;
        approach(&mut self.level, &self.target, response.speed);
        let beside = [
            (Margin::Enrolment, &mut self.entry),
            (Margin::Certification, &mut self.gate),
            (Margin::LocalBenefits, &mut self.local),
        ];
        for (margin, answer) in beside {
            answer.target = std::array::from_fn(|p| {
                response.beside(margin, retention[p][margin as usize].expected)
            });
            approach(&mut answer.level, &answer.target, response.speed);
        }
    }

    /// These levels, with the targets chosen at the end of the year.
    #[must_use]
    pub fn moving_as(mut self, next: &Self) -> Self {
        self.target = next.target;
        self.entry.target = next.entry.target;
        self.gate.target = next.gate.target;
        self.local.target = next.local.target;
        self
    }

    /// Level and target of the answer at a margin.
    pub const fn at(&self, margin: Margin) -> (&[f64; PROVINCES], &[f64; PROVINCES]) {
        match margin {
            Margin::Collection => (&self.level, &self.target),
            Margin::Enrolment => (&self.entry.level, &self.entry.target),
            Margin::Certification => (&self.gate.level, &self.gate.target),
            Margin::LocalBenefits => (&self.local.level, &self.local.target),
        }
    }

    /// The share of months paid and the factor on the declared wage that bring collection to this effort, to first
    /// order in its change (at an effort of 0.9, to 0.9025), if
    /// `above_floor` is the share of the paid base that a lower declared wage can lower.
    pub fn on_people(level: f64, above_floor: f64, response: &Response) -> (f64, f64) {
        let fall = 1.0 - level;
        let months_share = if fall > 0.0 { response.months_share } else { 0.0 };
        let months = 1.0 - fall * months_share;
        let declared = 1.0 - fall * (1.0 - months_share) / above_floor.max(0.05);
        (months.clamp(0.0, 1.0), declared.max(0.0))
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
        let target = response.collection[1][0].deficit.answer(0.0);
        for _ in 0..4 {
            effort.respond([target; PROVINCES], &nothing, &response);
        }
        let gone = (1.0 - effort.level[0]) / (1.0 - target);
        assert!((gone - 0.9).abs() < 0.01, "four years close 90 % of the gap");
        for margin in Margin::ALL {
            let (level, target) = effort.at(margin);
            let gone = (1.0 - level[0]) / (1.0 - target[0]);
            assert!((gone - 0.9).abs() < 0.01, "{margin:?}: {level:?}");
        }
    }

    /// 30 % more on the declared wage where half of the base can move; no more months than there are.
    #[test]
    fn more_than_full_effort_shows_in_the_declared_wage() {
        let response = Response::simple(0.1, 0.2);
        let (months, declared) = Effort::on_people(1.15, 0.5, &response);
        assert!((months - 1.0).abs() < 1e-12 && (declared - 1.3).abs() < 1e-12);
        let (months, declared) = Effort::on_people(0.9, 0.5, &response);
        assert!((months - 0.95).abs() < 1e-12 && (declared - 0.9).abs() < 1e-12);
    }
}
