//! Paying in where few people of a block are in service: these are brought together in groups.

use super::balances::SomeBalances;
use super::columns::State;
use super::contribution::{Paid, PayIn, pay_in};
use super::facts::LifePolicy;
use super::lanes::Lanes;
use super::sums::CourseSums;
use super::terms::TermsByProvince;

/// How many are brought together: one vector of eight lanes.
const FEW: usize = 8;

/// These people of a block pay what they pay this year.
#[inline(always)]
pub(super) fn pay_in_few<const N: usize>(
    mut block: PayIn<N>,
    lanes: &Lanes<N>,
    terms: &TermsByProvince,
    policy: &LifePolicy,
    paid: &mut Paid<N>,
    sums: &mut CourseSums,
) {
    paid.months = [0; N];
    for lanes in lanes.as_slice().chunks(FEW) {
        let mut few = Few::NOBODY;
        let mut theirs = Paid::NONE;
        few.gather(&block, lanes);
        pay_in(few.columns(), terms, policy, &mut theirs, sums);
        for (i, lane) in lanes.iter().map(|lane| usize::from(*lane)).enumerate() {
            (paid.base[lane], paid.months[lane]) = (theirs.base[i], theirs.months[i]);
            few.put_back(i, &mut block, lane);
        }
    }
}

/// People of a block who were brought together.
struct Few {
    state: [u32; FEW],
    months: [u16; FEW],
    index: [f32; FEW],
    bases: [u32; FEW],
    account: ([u32; FEW], [u8; FEW]),
    traits: [u32; FEW],
    wage: [f32; FEW],
    in_service: [u8; FEW],
    word: [u32; FEW],
}

impl Few {
    const NOBODY: Self = Self {
        state: [State::GONE.0; FEW],
        months: [0; FEW],
        index: [0.0; FEW],
        bases: [0; FEW],
        account: ([0; FEW], [0; FEW]),
        traits: [0; FEW],
        wage: [0.0; FEW],
        in_service: [0; FEW],
        word: [0; FEW],
    };

    #[inline(always)]
    fn gather<const N: usize>(&mut self, block: &PayIn<N>, lanes: &[u8]) {
        for (i, lane) in lanes.iter().map(|lane| usize::from(*lane)).enumerate() {
            (self.state[i], self.months[i]) = (block.state[lane], block.months[lane]);
            (self.index[i], self.bases[i]) = (block.index[lane], block.bases[lane]);
            (self.account.0[i], self.account.1[i]) = (block.account.low[lane], block.account.high[lane]);
            (self.wage[i], self.word[i]) = (block.wage[lane], block.word[lane]);
            (self.traits[i], self.in_service[i]) = (block.traits[lane], block.in_service[lane]);
        }
    }

    #[inline(always)]
    fn put_back<const N: usize>(&self, i: usize, block: &mut PayIn<N>, lane: usize) {
        (block.state[lane], block.months[lane]) = (self.state[i], self.months[i]);
        (block.index[lane], block.bases[lane]) = (self.index[i], self.bases[i]);
        (block.account.low[lane], block.account.high[lane]) = (self.account.0[i], self.account.1[i]);
    }

    #[inline(always)]
    fn columns(&mut self) -> PayIn<'_, FEW> {
        PayIn {
            state: &mut self.state,
            months: &mut self.months,
            index: &mut self.index,
            bases: &mut self.bases,
            account: SomeBalances { low: &mut self.account.0, high: &mut self.account.1 },
            traits: &self.traits,
            wage: &self.wage,
            in_service: &self.in_service,
            word: &self.word,
        }
    }
}
