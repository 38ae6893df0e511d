//! What happened to one traced person in a year, fact by fact, for `fastox trace`.
//!
//! Nothing is noted unless the sample names a person, and then only in that person's block. A new rule adds its
//! fact to [`Step`] and notes it where it acts; a stage that works on whole blocks is looked at before and after.
//! Left out: formulas and documents, which stand with the report of a life (`fastox trace`).

use super::closing::Closed;
use super::columns::{Life, State};
use super::contribution::{Paid, whole};
use super::demography::Exit;
use super::migration::Move;
use super::retirement::Outcome;
use crate::law::award::Record;

/// A fact of a person's year in one course of life. Provinces are indexes, money is fen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Moved to another province; the standing says what the pension relation did.
    Moved {
        /// Province left.
        from: usize,
        /// Province entered.
        to: usize,
        /// Standing before.
        before: State,
        /// Standing after.
        after: State,
        /// The account, which goes along if the relation does.
        account: u64,
        /// The sum of own bases since 1998, yuan, of which a part goes along.
        bases: u32,
        /// Whether months of the year were lost on the way.
        lost: bool,
    },
    /// Entered, paused, resumed, or joined another province's scheme.
    ChangedStatus {
        /// Standing before.
        before: State,
        /// Standing after.
        after: State,
    },
    /// Was in service and paid.
    Paid {
        /// Months in service this year: until the claim, or the end of the life here.
        in_service: u8,
        /// Months paid of them.
        months: u32,
        /// Contribution base, whole yuan a month.
        base: u32,
        /// Own wage relative to the average of the province that insures.
        wage: f32,
    },
    /// The account was credited.
    Credited {
        /// Balance before.
        opening: u64,
        /// Put in.
        deposit: u64,
        /// Interest on both.
        interest: u64,
    },
    /// The pension in payment was raised.
    Indexed {
        /// Monthly pension before.
        before: u32,
        /// Monthly pension after.
        after: u32,
    },
    /// A pension was paid.
    Drew {
        /// Monthly pension.
        pension: u32,
        /// Months it was paid for.
        months: u32,
    },
    /// Claimed, and was awarded a pension.
    Awarded {
        /// The month of the claim, 0 to 11; the pension begins in the next.
        month: u8,
        /// By which rule.
        outcome: Outcome,
        /// Months that were bought in one sum.
        bought: u16,
        /// The sum of own bases since 1998, yuan.
        bases: u32,
        /// What the award sheet records.
        sheet: Record,
        /// The place of benefit.
        place: usize,
        /// The monthly pension.
        pension: u32,
        /// Months of the year it was paid for.
        months: u32,
    },
    /// Fell short of the minimum period and was paid the account instead of a pension.
    Refunded {
        /// The month, 0 to 11.
        month: u8,
        /// The balance.
        account: i64,
        /// Whether it went to the residents' scheme.
        to_residents: bool,
    },
    /// Died or left the country.
    Left {
        /// Which of the two.
        exit: Exit,
        /// Whole months lived in the year.
        months: u8,
        /// What was left of the account, to the heirs or along.
        account: i64,
        /// Funeral grant and lump sum to survivors.
        grants: i64,
    },
}

/// Where the traced person stood at the last look.
#[derive(Clone, Copy, Debug)]
struct Look {
    state: State,
    account: u64,
    /// Of a pensioner.
    pension: u32,
}

impl Look {
    fn at(life: &Life, place: usize) -> Self {
        Self { state: State(life.state[place]), account: life.account.at(place), pension: life.bases_or_pension[place] }
    }
}

/// The steps of the traced person's year, or nothing.
#[derive(Debug)]
pub(super) struct Log {
    traced: Option<(usize, Look)>,
    steps: Vec<Step>,
}

impl Log {
    /// A log of the person at this place of the shard, or of nobody.
    #[inline(always)]
    pub fn open(place: Option<usize>, life: &Life) -> Self {
        Self { traced: place.map(|place| (place, Look::at(life, place))), steps: Vec::new() }
    }

    /// Notes what happened to the person at this place, if it is the traced one.
    #[inline(always)]
    pub fn note(&mut self, place: usize, step: Step) {
        if self.follows(place) {
            self.steps.push(step);
        }
    }

    /// After a move.
    #[inline(always)]
    pub fn moved(&mut self, life: &Life, place: usize, m: &Move, lost: bool) {
        let Move { from, to, .. } = *m;
        if self.follows(place)
            && let Some((before, after)) = self.look(life)
        {
            let (before, after) = (before.state, after.state);
            let (account, bases) = (life.account.at(place), life.bases_or_pension[place]);
            self.steps.push(Step::Moved { from, to, before, after, account, bases, lost });
        }
    }

    /// After the stage that changes statuses.
    #[inline(always)]
    pub fn changed_status(&mut self, life: &Life) {
        if let Some((before, after)) = self.look(life)
            && before.state != after.state
        {
            self.steps.push(Step::ChangedStatus { before: before.state, after: after.state });
        }
    }

    /// After the stage in which people pay in.
    #[inline(always)]
    pub fn paid<const N: usize>(
        &mut self,
        life: &Life,
        paid: &Paid<N>,
        wage: &[f32; N],
        in_service: &[u8; N],
        fen_per_yuan: f64,
    ) {
        let Some((before, after)) = self.look(life) else { return };
        let Some((place, _)) = self.traced else { return };
        let lane = place % N;
        let (months, base) = (paid.months[lane], paid.base[lane]);
        if before.state.pays() {
            let (in_service, wage) = (in_service[lane], wage[lane]);
            self.steps.push(Step::Paid { in_service, months, base, wage });
        }
        let credited = after.account - before.account;
        if credited > 0 {
            let deposit = whole(f64::from(base * months) * fen_per_yuan);
            let interest = credited - deposit;
            self.steps.push(Step::Credited { opening: before.account, deposit, interest });
        }
    }

    /// After the stage in which pensions are raised and paid.
    #[inline(always)]
    pub fn paid_out<const N: usize>(&mut self, life: &Life, months_lived: &[u8; N]) {
        let Some((before, after)) = self.look(life) else { return };
        let Some((place, _)) = self.traced else { return };
        if after.state.is_retired() {
            self.steps.push(Step::Indexed { before: before.pension, after: after.pension });
            let months = u32::from(months_lived[place % N]);
            self.steps.push(Step::Drew { pension: after.pension, months });
        }
    }

    /// After a life has ended here.
    #[inline(always)]
    pub fn left(&mut self, place: usize, exit: Exit, months: u8, closed: Closed) {
        let Closed { account, grants } = closed;
        self.note(place, Step::Left { exit, months, account, grants });
    }

    /// Hands the steps on.
    #[inline(always)]
    pub fn close(self, life: usize, to: &mut Vec<(usize, Step)>) {
        to.extend(self.steps.into_iter().map(|step| (life, step)));
    }

    #[inline(always)]
    fn follows(&self, place: usize) -> bool {
        self.traced.is_some_and(|(traced, _)| traced == place)
    }

    fn look(&mut self, life: &Life) -> Option<(Look, Look)> {
        let (place, last) = self.traced.as_mut()?;
        let before = *last;
        *last = Look::at(life, *place);
        Some((before, *last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::SMALL;
    use crate::people::columns::{Sex, Shard, Status};
    use crate::people::panel::Sample;

    /// A person at place 3 pays 12 months on 5,000 yuan: 4,800 yuan at 8 %, and 52 fen of interest.
    #[test]
    fn what_the_account_gained_is_deposit_and_interest() {
        let mut shard = Shard::empty(1990, Sex::Male, 10, 1);
        shard.id[3] = 77;
        shard.lives[0].state[3] = State::OUTSIDE.with_status(Status::Employee).0;
        shard.lives[0].account.set(3, 1_000);
        let mut log = Log::open(Sample::only(77).traced::<SMALL>(&shard, 0), &shard.lives[0]);
        let mut paid = Paid::NONE;
        (paid.base, paid.months) = ([5_000; SMALL], [12; SMALL]);
        shard.lives[0].account.set(3, 1_000 + 480_052);
        log.paid(&shard.lives[0], &paid, &[0.9; SMALL], &[12; SMALL], 8.0);
        log.note(4, Step::Refunded { month: 0, account: 0, to_residents: false });
        let mut steps = Vec::new();
        log.close(2, &mut steps);
        let credited = Step::Credited { opening: 1_000, deposit: 480_000, interest: 52 };
        let paid = Step::Paid { in_service: 12, months: 12, base: 5_000, wage: 0.9 };
        assert_eq!(steps, [(2, paid), (2, credited)]);
    }

    #[test]
    fn nobody_leaves_no_steps() {
        let shard = Shard::empty(1990, Sex::Male, 10, 1);
        let mut log = Log::open(None, &shard.lives[0]);
        log.changed_status(&shard.lives[0]);
        log.paid_out(&shard.lives[0], &[12; SMALL]);
        let mut steps = Vec::new();
        log.close(0, &mut steps);
        assert!(steps.is_empty());
    }
}
