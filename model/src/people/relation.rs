//! The pension relation changes provinces: with a move, or at the award to the place of benefit.
//!
//! ```text
//! transfer = account + 12 % · Σ own bases since January 1998     from the old fund to the new one
//! ```
//! Who first joins another province than the one of their hukou at 50 (men) or 40 (women) keeps the relation where it
//! was, and so does whoever does not get through the transfer. Months paid while it is pending may be lost.
//!
//! Source: 国办发〔2009〕66号, arts. 3 to 6 and 8. Left out: the temporary account at the destination, which is booked where
//! its money ends, in the province that keeps the relation; transfers of the public sector.

use super::columns::Status;
use super::course::Course;
use super::migration::Move;
use crate::units::Money;

impl Course<'_> {
    /// What a move does to the pension relation; says whether months of this year are lost on the way.
    pub fn take_along(&mut self, place: usize, m: &Move) -> bool {
        let (s, law) = (self.state(place), self.law());
        if !s.is_in_service() {
            return false;
        }
        let between = m.from * 32 + m.to;
        self.flows.insured_moves.0[between] += 1;
        if s.relation() != m.from {
            // Insured elsewhere already: the move changes the address, and may bring the person home to the relation.
            self.flows.rights_kept.0[between] += 1;
            let away = s.works_away() == 1 && s.relation() != m.to;
            self.life.state[place] = s.with_works_away(usize::from(away)).0;
        } else if self.is_temporary(place, m.to) {
            self.flows.rights_kept.0[between] += 1;
            self.life.state[place] = s.with_works_away(1).0;
        } else if m.relation_word < self.policy.institutions.rights_left_behind {
            self.life.state[place] = s.with_status(Status::Dormant).0;
        } else {
            self.flows.rights_kept.0[between] += 1;
            self.life.state[place] = s.moved_to(m.to, law.portability.months_for_place as usize).0;
            self.hand_over(place, m.from, m.to);
            return !m.relation_word < law.months_lost.0;
        }
        false
    }

    /// Whether a province the person joins opens a temporary account only.
    fn is_temporary(&self, place: usize, to: usize) -> bool {
        let age = 12 * self.shard.age(self.facts.year) as i32;
        let from_age = self.law().portability.temporary_from_age[self.shard.sex as usize];
        age >= from_age && to != self.traits(place).hukou()
    }

    /// The money that goes with a relation: the balance of the account, and the pooled part of past contributions.
    pub fn hand_over(&mut self, place: usize, from: usize, to: usize) {
        if self.traits(place).public() == 1 || from == to {
            return;
        }
        let account = Money::from_fen(self.life.account.at(place) as i64);
        let bases = Money::from_fen(100 * i64::from(self.life.bases_or_pension[place]));
        let moved = self.law().portability.transfer(account, bases);
        let fen = (moved.account + moved.pooled).fen();
        self.flows.relations_out[from] += fen;
        self.flows.relations_in[to] += fen;
    }
}
