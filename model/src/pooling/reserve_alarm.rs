//! Reserve alarm: a fund below six months of benefits gets an emergency allocation (备付月数红线, 应急拨付).
//!
//! ```text
//! reserve_p < 6/12 · benefits_p:   need_p = 6/12 · benefits_p − reserve_p
//! paid = min(Σ need, e · Σ benefits), shared by need; the pool pays first, then the centre
//! order: next year's increase of pensions above the quantile q of the province is delayed a year
//! ```
//! The reserve is that after the clauses before it in the list.
//!
//! Source: policy paper 2.4 (R7–R9 of the policy map): six months, paid within the quarter; it gives neither e nor q.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item, Order};
use crate::geography::Province;
use crate::units::{Money, Months, Rate};

parameters! {
    /// Parameters of the reserve alarm.
    ReserveAlarm {
        /// the red line, in months of benefits
        cover: Months = "6 months", "policy paper 2.4 (R7)";
        /// e, what emergencies may cost in a year, share of the nation's benefits
        emergency_pool: Rate = "2 %" ["1 % to 5 %"], "assumption";
        /// q, the quantile above which increases are delayed; 100 % delays none
        delay_above: Rate = "90 %" ["80 % to 95 %"], "assumption";
    }
}

impl Clause for ReserveAlarm {
    fn gives_orders(&self) -> bool {
        self.delay_above < Rate::ONE
    }

    fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let red_lines = books.of_opening(|opening, _, p| self.cover.of(opening.benefits[p.index()]).fen());
        let needs = Province::each(|p| {
            let red_line = Money::from_fen(red_lines[p.index()]);
            (red_line - books.balance(Account::Fund(p))).positive()
        });
        let most = books.opening().benefits.iter().copied().sum::<Money>() * self.emergency_pool;
        let paid = most.min(needs.iter().copied().sum());
        let parts = paid.split_by(&needs.map(Money::fen));
        let from_pool = paid.min(books.balance(Account::Pool).positive());
        let pool_parts = from_pool.split_by(&Province::each(|p| parts[p.index()].fen()));
        for p in Province::all() {
            let i = p.index();
            if needs[i] == Money::ZERO {
                continue;
            }
            books.allocate(p, pool_parts[i]);
            let rest = parts[i] - pool_parts[i];
            books.post(Account::Centre, Account::Fund(p), Item::SpecialTransfer, rest);
            if self.delay_above < Rate::ONE {
                let above_quantile = self.delay_above;
                books.order(Order::DelayIndexation { province: p, above_quantile });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    /// Benefits of 100 and 900; 10 and 450 saved. The first lacks 40, but emergencies may cost 20; the pool has 5.
    #[test]
    fn a_low_reserve_is_filled_as_far_as_the_emergency_pool_goes() {
        let mut opening = Opening { pool: Money::from_yuan(5.0), ..Opening::default() };
        for (i, (benefits, reserve)) in [(100.0, 10.0), (900.0, 450.0)].into_iter().enumerate() {
            opening.benefits[i] = Money::from_yuan(benefits);
            opening.contributions[i] = Money::from_yuan(benefits);
            opening.reserves[i] = Money::from_yuan(reserve);
        }
        let mut books = Books::open(2030, opening, true);
        ReserveAlarm::default().settle(&Facts::default(), &mut Memory::default(), &mut books);
        let p = Province::from_index;
        assert_eq!(books.balance(Account::Fund(p(0))), Money::from_yuan(30.0));
        assert_eq!(books.balance(Account::Fund(p(1))), Money::from_yuan(450.0));
        assert_eq!(books.balance(Account::Centre), Money::from_yuan(-15.0));
        let above_quantile = Rate::percent(90.0);
        assert_eq!(books.orders(), [Order::DelayIndexation { province: p(0), above_quantile }]);
    }

    #[test]
    fn a_quantile_of_one_delays_nobody() {
        let nobody = ReserveAlarm { delay_above: Rate::ONE, ..ReserveAlarm::default() };
        assert!(ReserveAlarm::default().gives_orders() && !nobody.gives_orders());
        let mut opening = Opening::default();
        opening.benefits[0] = Money::from_yuan(100.0);
        let mut books = Books::open(2030, opening, true);
        nobody.settle(&Facts::default(), &mut Memory::default(), &mut books);
        assert!(books.orders().is_empty());
    }

    #[test]
    fn parameters_are_named_as_a_scenario_writes_them() {
        let names: Vec<String> = ReserveAlarm::PARAMETERS.iter().map(crate::pooling::ParameterInfo::name).collect();
        assert_eq!(names, ["cover", "emergency-pool", "delay-above"]);
    }
}
