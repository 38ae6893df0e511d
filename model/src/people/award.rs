//! Be awarded a pension at the place of benefit, or leave the scheme with the account.
//!
//! ```text
//! pension = (basic + account + transitional + local items) · level
//! ```
//! Local items are paid to the share the law leaves them, times what the province adds in the race for benefits; a low
//! pension keeps what a reform takes from it (保低). The level is the provincial factor of the fit, times the
//! public-sector ratio in that fund. The calculation base of a year is announced in its second half, and what was paid
//! on last year's base is made good in the same year, so that a year's payments are those on the final base
//! ([`crate::law::resettlement`]).
//!
//! Source: 国发〔2005〕38号; place of benefit: 国办发〔2009〕66号, art. 6; shortfall: 社会保险法 art. 16 and its 实施细则.

use super::cohorts::Group;
use super::columns::{FIRST_AWARD, State, Status, Traits, province};
use super::course::Course;
use super::facts::{Law, LifePolicy};
use super::fund::Fund;
use super::limits::WIDE;
use super::retirement::{Claim, Outcome};
use super::steps::Step;
use crate::geography::Province;
use crate::law::award::{BenefitBase, Entitled, Record};
use crate::law::portability::PortabilityLaw;
use crate::margin::Margin;
use crate::units::{Money, Month, Year};

impl Course<'_> {
    /// Carries out a claim after the year's contributions are in.
    pub fn settle(&mut self, claim: Claim, months_lived: u8) -> Step {
        let place = claim.place;
        let mut bought = 0;
        if let Outcome::Purchase { required } = claim.outcome {
            let held = self.life.months[place] + self.shard.deemed[place];
            bought = required.saturating_sub(held);
            self.purchase(place, bought);
        }
        let account = self.life.account.at(place) as i64;
        self.flows.released += account;
        self.flows.accounts[self.state(place).relation()] -= account;
        if let Outcome::Leave { to_residents } = claim.outcome {
            self.refund(place, account, to_residents);
            return Step::Refunded { month: claim.month, account, to_residents };
        }
        self.award(claim, months_lived, bought)
    }

    /// Missing months are bought in one sum on the floor base (一次性缴费).
    fn purchase(&mut self, place: usize, missing: u16) {
        let (law, relation) = (self.law(), self.state(place).relation());
        let base = law.floor[relation] as u32 * u32::from(missing);
        let deposit = libm::rint(f64::from(base) * law.account_fen_per_yuan) as u64;
        let (life, flows) = (&mut *self.life, &mut *self.flows);
        life.months[place] += missing;
        life.bases_or_pension[place] += base;
        life.index[place] += base as f32 / self.facts.wages.national;
        life.account.set(place, life.account.at(place) + deposit);
        flows.accounts[relation] += deposit as i64;
        flows.deposits += deposit as i64;
        flows.purchased_base[relation] += i64::from(base);
        let traits = Traits(self.shard.traits[place]);
        flows.cohorts.note(self.shard, traits, Group::Lived, |cell| {
            cell.purchased_base += i64::from(base);
        });
    }

    /// Leaves the scheme with the account.
    fn refund(&mut self, place: usize, account: i64, to_residents: bool) {
        let (traits, relation) = (self.traits(place), self.state(place).relation());
        let (life, flows) = (&mut *self.life, &mut *self.flows);
        flows.lump_sums[traits.fund()][relation] += account;
        flows.cohorts.note(self.shard, traits, Group::Lived, |cell| cell.lump_sums += account);
        if to_residents && traits.fund() == Fund::Enterprise {
            flows.to_residents[relation] += account;
        }
        life.account.set(place, 0);
        life.bases_or_pension[place] = 0;
        life.state[place] = State::OUTSIDE.0;
    }

    fn award(&mut self, claim: Claim, months_lived: u8, bought: u16) -> Step {
        let Claim { place, month, outcome } = claim;
        let (state, traits, year) = (self.state(place), self.traits(place), self.facts.year);
        let at = place_of_benefit(state, traits, &self.law().portability);
        self.hand_over(place, state.relation(), at);
        let sheet = self.sheet(claim, at);
        let awarded = monthly(&sheet, at, traits.fund(), self.policy);
        let pension = awarded.pension;
        let bases = std::mem::replace(&mut self.life.bases_or_pension[place], pension);
        self.life.state[place] =
            state.with_status(Status::Retired).with_relation(at).with_award((year - FIRST_AWARD) as usize).0;
        if traits.fund() == Fund::Enterprise {
            self.flows.top_ups[at] += i64::from(awarded.top_up);
        }
        let months = u32::from(months_lived).saturating_sub(u32::from(month) + 1);
        let paid = i64::from(pension) * i64::from(months);
        self.flows.pensions[traits.fund()][at] += paid;
        self.flows.cohorts.note(self.shard, traits, Group::Lived, |cell| cell.pensions += paid);
        self.flows.awards[traits.fund()][at] += 1;
        self.flows.too_rich[at] += i64::from(pension >= WIDE);
        let claimed = Month::new(year, 1).plus(month.into());
        self.flows.claim(self.shard.sex, self.born(place), claimed);
        Step::Awarded { month, outcome, bought, bases, sheet, place: at, pension, months }
    }

    /// The award sheet of somebody who claims in this month (0 to 11) of the year, at this place of benefit.
    ///
    /// The index was summed against the national wage; the place of benefit measures against its own, so it is
    /// rescaled by the wages of the year of award. Relative wages that moved in between are the error of this.
    fn sheet(&self, claim: Claim, at: usize) -> Record {
        let (law, wages) = (self.law(), &self.facts.wages);
        let paid = f64::from(self.life.months[claim.place]);
        let deemed = f64::from(self.shard.deemed[claim.place]);
        let award = Month::new(self.facts.year, 1).plus(i32::from(claim.month));
        let period = law.award[at].period;
        let scale = f64::from(wages.national) / f64::from(wages.average[at]);
        let sum = f64::from(self.life.index[claim.place]) * scale + deemed * law.deemed_index;
        let index = (sum / (paid + deemed).max(1.0)).min(law.index_ceiling);
        Record {
            base: BenefitBase::uniform(law.calculation_base[at] / 100.0),
            index,
            index_transitional: index,
            years: period.of((paid + deemed) / 12.0),
            years_deemed: deemed / 12.0,
            years_transitional: period.before_accounts().of(deemed / 12.0),
            account: Money::from_fen(self.life.account.at(claim.place) as i64),
            virtual_account: Money::ZERO,
            transitional_old: None,
            payout_tenths: law.payout.tenths(award.since(self.born(claim.place)), award),
            plateau_years: None,
            entitled: Entitled::default(),
        }
    }
}

/// A monthly pension, and the part of it that only compensates local items lost to a reform, fen.
struct Monthly {
    pension: u32,
    top_up: u32,
}

fn monthly(sheet: &Record, place: usize, fund: Fund, policy: &LifePolicy) -> Monthly {
    let law = &policy.institutions.law;
    let award = law.award[place].award(sheet);
    let level = policy.pension_level[place] * if fund == Fund::Public { law.public_ratio } else { 1.0 };
    let factor = policy.effort[Margin::LocalBenefits as usize][place];
    let items = award.local.fen() as f64 * factor;
    let kept = items * law.local_share[place];
    let pension = ((award.total() - award.local).fen() as f64 + kept) * level;
    let low = pension < law.top_up_below * policy.mean_pension[fund][place];
    let top_up = if low { (items - kept) * level } else { 0.0 };
    let whole = |fen: f64| libm::rint(fen.min(f64::from(u32::MAX))) as u32;
    Monthly { pension: whole(pension + top_up), top_up: whole(top_up) }
}

/// Where the pension is awarded and paid (国办发〔2009〕66号, article 6). Of earlier stays, only the last with ten
/// years is remembered, which is all the rule asks for.
fn place_of_benefit(state: State, traits: Traits, law: &PortabilityLaw) -> usize {
    let here = (Province::from_index(state.relation()), state.months_here() as i32);
    let hukou = Province::from_index(traits.hukou());
    match province(state.ten_year_place()) {
        Some(before) => law.place_of_benefit(hukou, &[(before, law.months_for_place), here]),
        None => law.place_of_benefit(hukou, &[here]),
    }
    .index()
}

/// What is left on 31 December of an account that was awarded in some year. What it held then is asked for only where
/// something can be left: of most who die nobody has looked at it for years, and it is slow to come by.
pub(super) fn account_left(account: impl FnOnce() -> u64, award_year: Year, birth_year: Year, law: &Law) -> i64 {
    let january = Month::new(award_year, 1);
    let tenths = law.payout.tenths(12 * (award_year - birth_year), january);
    let drawdown = law.drawdown[(award_year - FIRST_AWARD).max(0) as usize];
    if drawdown.is_over(tenths) { 0 } else { drawdown.left(Money::from_fen(account() as i64), tenths).fen() }
}
