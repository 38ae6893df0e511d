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
use super::columns::{State, Status};
use super::course::Course;
use super::demography::Exit;
use super::fund::Fund;
use crate::units::{Month, MonthlyMoney};

/// What was left of an account, and what survivors received, fen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Closed {
    /// To the heirs, or along.
    pub account: i64,
    /// Funeral grant and lump sum.
    pub grants: i64,
}

impl Course<'_> {
    /// Ends a course of life after so many whole months of the year.
    pub fn close(&mut self, place: usize, exit: Exit, months_lived: u8) -> Closed {
        let state = self.state(place);
        self.life.state[place] = state.with_status(Status::Gone).0;
        if !state.is_in_service() && !state.is_retired() {
            return Closed::default();
        }
        let traits = self.traits(place);
        let (fund, relation) = (traits.fund(), state.relation());
        let account = self.release(place, state);
        self.flows.lump_sums[fund][relation] += account;
        let died = fund == Fund::Enterprise && exit == Exit::Death;
        let grants = if died { self.grants(place, state, months_lived) } else { 0 };
        self.flows.survivors[relation] += grants;
        self.flows.cohorts.note(self.shard, traits, group(state), |cell| {
            cell.lump_sums += account;
            cell.survivors += grants;
        });
        Closed { account, grants }
    }

    /// What is left of the account.
    fn release(&mut self, place: usize, state: State) -> i64 {
        let balance = || self.life.account.at(place);
        if state.is_retired() {
            let awarded = state.award_year().unwrap_or(self.facts.year);
            return account_left(balance, awarded, self.shard.birth_year, self.law());
        }
        let account = balance() as i64;
        self.flows.released += account;
        self.flows.accounts[state.relation()] -= account;
        account
    }

    /// Funeral grant and lump sum, once the national rules hold.
    fn grants(&self, place: usize, state: State, months_lived: u8) -> i64 {
        let (year, law) = (self.facts.year, self.law());
        let month = Month::new(year, 1).plus(i32::from(months_lived).min(11));
        if month < law.survivors.grants_from {
            return 0;
        }
        let income = libm::rint(law.urban_income[state.relation()]) as i64;
        let income = MonthlyMoney::from_fen(income);
        let served = i32::from(self.life.months[place]) + i32::from(self.shard.deemed[place]);
        let awarded = state.award_year().unwrap_or(year);
        let drawn = state.is_retired().then_some(12 * (year - awarded));
        let lump_sum = law.survivors.lump_sum(income, served, drawn);
        (law.survivors.funeral_grant(income) + lump_sum).fen()
    }
}
