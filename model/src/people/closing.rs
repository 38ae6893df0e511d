//! The end of a course of life: what heirs receive, what an emigrant takes along.
//!
//! ```text
//! death       account left + funeral grant 2·D + lump sum n·D     fund of enterprises
//!             account left                                        fund of the public sector
//! emigration  account of somebody in service
//! ```
//! D is the urban disposable income per head and month of the province, of the year before. Source: 社会保险法 art. 14
//! and 17; 人社部发〔2021〕18号. Left out: the death benefits of the public sector, which employers pay.

use super::award::account_left;
use super::cohorts::group;
use super::columns::{Life, Shard, State, Status, Traits};
use super::demography::Exit;
use super::facts::Law;
use super::flows::Flows;
use crate::units::{Month, MonthlyMoney, Year};

/// Ends a course of life; says what was left of the account and what survivors received, fen.
pub(super) fn close_life(
    shard: &Shard,
    life: &mut Life,
    place: usize,
    (exit, months_lived): (u8, u8),
    (year, law): (Year, &Law),
    flows: &mut Flows,
) -> (i64, i64) {
    let state = State(life.state[place]);
    let traits = Traits(shard.traits[place]);
    let (fund, relation) = (traits.public(), state.relation());
    let (balance, months_in_payment) = match state.status() {
        Status::Employee | Status::Flexible | Status::Dormant => {
            let account = i64::from(life.account[place]);
            flows.released += account;
            flows.accounts[relation] -= account;
            (account, None)
        }
        Status::Retired => {
            let awarded = state.award_year().unwrap_or(year);
            let left = account_left(life.account[place], awarded, shard.birth_year, law);
            (left, Some(12 * (year - awarded)))
        }
        Status::Outside | Status::Gone => {
            life.state[place] = state.with_status(Status::Gone).0;
            return (0, 0);
        }
    };
    flows.lump_sums[fund][relation] += balance;
    let mut grants = 0;
    let month = Month::new(year, 1).plus(i32::from(months_lived).min(11));
    if fund == 0 && exit == Exit::Death as u8 && month >= law.survivors.grants_from {
        let income = MonthlyMoney::from_fen(libm::rint(law.urban_income[relation]) as i64);
        let months = i32::from(life.months[place]) + i32::from(shard.deemed[place]);
        let sum = law.survivors.funeral_grant(income)
            + law.survivors.lump_sum(income, months, months_in_payment);
        grants = sum.fen();
    }
    flows.survivors[relation] += grants;
    flows.cohorts.note(shard, traits, group(state), |cell| {
        cell.lump_sums += balance;
        cell.survivors += grants;
    });
    life.state[place] = state.with_status(Status::Gone).0;
    (balance, grants)
}
