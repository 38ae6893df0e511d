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

use super::columns::{Life, Sex, State, Status, Traits};
use super::facts::{Institutions, Law};
use super::flows::Flows;
use super::migration::Move;
use crate::units::Money;

/// What a move does to the pension relation in one course of life; says whether months of this year are lost on the way.
pub(super) fn take_along(
    life: &mut Life,
    place: usize,
    traits: Traits,
    (sex, age): (Sex, usize),
    m: &Move,
    institutions: &Institutions,
    flows: &mut Flows,
) -> bool {
    let s = State(life.state[place]);
    if !matches!(s.status(), Status::Employee | Status::Flexible | Status::Dormant) {
        return false;
    }
    let law = &institutions.law;
    let between = m.from * 32 + m.to;
    flows.insured_moves.0[between] += 1;
    if s.relation() != m.from {
        // Insured elsewhere already: the move changes the address, and may bring the person home to the relation.
        flows.rights_kept.0[between] += 1;
        let away = s.works_away() == 1 && s.relation() != m.to;
        life.state[place] = s.with_works_away(usize::from(away)).0;
    } else if 12 * age as i32 >= law.portability.temporary_from_age[sex as usize]
        && m.to != traits.hukou()
    {
        flows.rights_kept.0[between] += 1;
        life.state[place] = s.with_works_away(1).0;
    } else if m.relation_word < institutions.rights_left_behind {
        life.state[place] = s.with_status(Status::Dormant).0;
    } else {
        flows.rights_kept.0[between] += 1;
        life.state[place] = s.moved_to(m.to, law.portability.months_for_place as usize).0;
        hand_over(life, place, traits, (m.from, m.to), law, flows);
        return !m.relation_word < law.months_lost.0;
    }
    false
}

/// The money that goes with a relation: the balance of the account, and the pooled part of past contributions.
pub(super) fn hand_over(
    life: &Life,
    place: usize,
    traits: Traits,
    (from, to): (usize, usize),
    law: &Law,
    flows: &mut Flows,
) {
    if traits.public() == 1 || from == to {
        return;
    }
    let account = Money::from_fen(i64::from(life.account[place]));
    let bases = Money::from_fen(100 * i64::from(life.bases[place]));
    let moved = law.portability.transfer(account, bases);
    let fen = (moved.account + moved.pooled).fen();
    flows.relations_out[from] += fen;
    flows.relations_in[to] += fen;
}
