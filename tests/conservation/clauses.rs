//! Every clause, and any list of clauses, in any year: settling makes and loses no fen, and gives the same twice.

use super::drawn::{TABLES, any_choice, any_facts, any_list, any_opening, clause};
use fastox_model::books::{Account, Books, Opening};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Margin, Nudge, Trial, measure};
use fastox_model::pooling::{self, ClauseSpec, Facts, Memory, settle};
use fastox_model::units::Money;
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeSet;

fn settled(clauses: &[ClauseSpec], facts: &Facts, opening: &Opening) -> Books {
    settled_with(clauses, facts, &mut Memory::default(), opening)
}

fn settled_with(clauses: &[ClauseSpec], facts: &Facts, memory: &mut Memory, opening: &Opening) -> Books {
    let mut books = Books::open(facts.year, opening.clone(), true);
    settle(clauses, facts, memory, &mut books);
    books
}

fn accounts() -> impl Iterator<Item = Account> {
    let of_provinces =
        Province::all().flat_map(|p| [Account::Fund(p), Account::Local(p), Account::Members(p), Account::Retirees(p)]);
    let others = [Account::Centre, Account::Pool, Account::Returns];
    of_provinces.chain(others).chain([Account::Relations, Account::StateCapital])
}

fn balances(books: &Books) -> Vec<Money> {
    accounts().map(|account| books.balance(account)).collect()
}

/// What was there at the beginning of the year.
fn before(opening: &Opening) -> Money {
    opening.reserves.iter().copied().sum::<Money>() + opening.pool
}

/// Four years in which flows stay as they are; reserves, pool and memory go on.
fn four_years(clauses: &[ClauseSpec], facts: &Facts, opening: &Opening) -> Vec<Books> {
    let (mut memory, mut opening, mut facts) = (Memory::default(), opening.clone(), facts.clone());
    let year = |_| {
        let books = settled_with(clauses, &facts, &mut memory, &opening);
        opening.reserves = Province::each(|p| books.balance(Account::Fund(p)));
        opening.pool = books.balance(Account::Pool);
        facts.year += 1;
        books
    };
    (0..4).map(year).collect()
}

/// The same year, with the provinces in the opposite order.
fn relabelled(facts: &Facts, opening: &Opening) -> (Facts, Opening) {
    let (mut facts, mut opening) = (facts.clone(), opening.clone());
    facts.gdp_per_head.reverse();
    for heads in [&mut facts.insured, &mut facts.employed, &mut facts.retirees] {
        heads.reverse();
    }
    for money in [&mut facts.average_wage, &mut facts.potential, &mut facts.plan, &mut facts.top_up] {
        money.reverse();
    }
    for money in [
        &mut opening.reserves,
        &mut opening.contributions,
        &mut opening.purchases,
        &mut opening.relations_out,
        &mut opening.relations_in,
        &mut opening.benefits,
        &mut opening.interest,
        &mut opening.subsidy_central,
        &mut opening.subsidy_local,
    ] {
        money.reverse();
    }
    (facts, opening)
}

#[test]
fn every_clause_of_the_project_is_drawn_and_no_other() {
    let known: BTreeSet<&str> = pooling::ALL.iter().map(|info| info.name).collect();
    assert_eq!(TABLES.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(), known);
    for info in pooling::ALL {
        assert_eq!(clause(info.name, ([1, 2, 3], (true, true))).name(), info.name);
    }
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_clause_makes_or_loses_a_fen(
        drawn in any_choice(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        for info in pooling::ALL {
            let list = [clause(info.name, drawn), clause("central-backstop", drawn)];
            for books in four_years(&list, &facts, &opening) {
                prop_assert_eq!(books.close(), Ok(()), "{}", info.name);
                prop_assert!(books.balance(Account::Pool) >= Money::ZERO, "{}", info.name);
            }
        }
    }

    #[test]
    fn no_list_of_clauses_makes_or_loses_a_fen(
        clauses in any_list(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let books = settled(&clauses, &facts, &opening);
        prop_assert_eq!(balances(&books).into_iter().sum::<Money>(), before(&opening));
        for books in four_years(&clauses, &facts, &opening) {
            for p in Province::all() {
                prop_assert!(books.balance(Account::Fund(p)) >= Money::ZERO, "{} owes", p);
            }
            prop_assert!(books.balance(Account::Pool) >= Money::ZERO, "the pool owes");
            prop_assert_eq!(books.close(), Ok(()));
        }
    }

    #[test]
    fn no_entry_is_negative_and_entries_explain_every_reserve(
        clauses in any_list(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let books = settled(&clauses, &facts, &opening);
        prop_assert!(books.entries().iter().all(|entry| entry.amount > Money::ZERO));
        for p in Province::all() {
            let fund = Account::Fund(p);
            let moved = books.total(|e| e.to == fund) - books.total(|e| e.from == fund);
            prop_assert_eq!(books.balance(fund), opening.reserves[p.index()] + moved);
        }
    }

    #[test]
    fn a_list_settled_twice_gives_the_same_and_a_trial_gives_what_the_record_gives(
        clauses in any_list(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let (mut first, mut second, mut tried) =
            (Memory::default(), Memory::default(), Memory::default());
        for _ in 0..3 {
            let books = settled_with(&clauses, &facts, &mut first, &opening);
            let again = settled_with(&clauses, &facts, &mut second, &opening);
            let mut trial = Books::open(facts.year, opening.clone(), false);
            settle(&clauses, &facts, &mut tried, &mut trial);
            prop_assert_eq!(books.entries(), again.entries());
            prop_assert_eq!(books.orders(), again.orders());
            prop_assert_eq!(balances(&books), balances(&trial));
            prop_assert_eq!((&first, &first), (&second, &tried));
        }
    }

    /// Only the last fen of what is split depends on who stands first.
    #[test]
    fn a_province_is_treated_alike_wherever_it_stands_in_the_list(
        clauses in any_list(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let (other_facts, other_opening) = relabelled(&facts, &opening);
        let books = settled(&clauses, &facts, &opening);
        let other = settled(&clauses, &other_facts, &other_opening);
        for p in Province::all() {
            let q = Province::from_index(PROVINCES - 1 - p.index());
            for (here, there) in
                [(Account::Fund(p), Account::Fund(q)), (Account::Local(p), Account::Local(q))]
            {
                let apart = (books.balance(here) - other.balance(there)).fen().abs();
                prop_assert!(apart <= 100, "{:?}: {} fen apart", here, apart);
            }
        }
    }

    /// Firms, workers and retirees pay and get the same under every clause, and what moved with pension relations
    /// arrives: pooling moves money between funds and budgets.
    #[test]
    fn no_clause_touches_what_members_pay(
        clauses in any_list(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let without = Books::open(facts.year, opening.clone(), true);
        let with = settled(&clauses, &facts, &opening);
        let of_people = |account: &Account| {
            matches!(account, Account::Members(_) | Account::Retirees(_) | Account::Relations)
        };
        for account in accounts().filter(of_people) {
            prop_assert_eq!(with.balance(account), without.balance(account));
        }
    }

    #[test]
    fn what_remembers_says_so(
        drawn in any_choice(),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        for info in pooling::ALL {
            let (clause, mut memory) = (clause(info.name, drawn), Memory::default());
            settled_with(std::slice::from_ref(&clause), &facts, &mut memory, &opening);
            let remembers = memory != Memory::default();
            prop_assert!(!remembers || clause.clause().horizon() > 1, "{}", info.name);
        }
    }

    #[test]
    fn a_pool_that_is_cleared_or_shared_per_retiree_keeps_no_more_than_it_had(
        facts in any_facts(),
        opening in any_opening(),
        drawn in any_choice(),
    ) {
        let (shares, (_, choice)) = drawn;
        let pool = |names: [&str; 2], opening: &Opening| {
            let list = names.map(|name| clause(name, (shares, (true, choice))));
            settled(&list, &facts, opening).balance(Account::Pool)
        };
        let left = pool(["assessed-remittance", "per-retiree-allocation"], &opening);
        prop_assert_eq!(left, opening.pool + opening.pool_interest);
        let opening = Opening { pool: Money::ZERO, pool_interest: Money::ZERO, ..opening };
        prop_assert_eq!(pool(["surplus-remittance", "gap-allocation"], &opening), Money::ZERO);
    }

    /// Assessed by one plan, a province has a surplus or a gap; by two, it could hand up and claim at once.
    #[test]
    fn a_pool_never_pays_more_than_was_claimed(
        facts in any_facts(),
        opening in any_opening(),
        (local, cap, plan) in (0..=1000_u32, 0..=1000_u32, 0..=1000_u32),
        choices in any::<(bool, bool)>(),
    ) {
        let list = [
            clause("surplus-remittance", ([local, cap, plan], choices)),
            clause("low-pension-top-up", ([0; 3], choices)),
            clause("gap-allocation", ([local, plan, 0], choices)),
        ];
        let books = settled(&list, &facts, &opening);
        for p in Province::all() {
            let fund = Account::Fund(p);
            let paid = books.total(|e| e.from == Account::Pool && e.to == fund);
            prop_assert!(paid <= books.claim(p) + Money::from_fen(1), "{}: {:?}", p, paid);
        }
        prop_assert!(books.balance(Account::Pool) >= Money::ZERO);
    }

    #[test]
    fn the_adjustment_fund_leaves_every_yuan_of_collection_where_it_was_collected(
        facts in any_facts(),
        opening in any_opening(),
        drawn in any_choice(),
    ) {
        let clauses =
            ["assessed-remittance", "per-retiree-allocation"].map(|name| clause(name, drawn));
        let memory = Memory::default();
        let trial = Trial {
            clauses: &clauses,
            facts: &facts,
            memory: &memory,
            opening: &opening,
            plan_growth: 0.05,
        };
        let nudge = Nudge { forecast_error: 0.03, reserve_value: 1.0, ratchet: 0.0, discount: 0.9 };
        for kept in measure(trial, nudge) {
            let kept = kept[Margin::Collection as usize];
            prop_assert!((kept.expected - 1.0).abs() < 1e-6, "{:?}", kept);
            prop_assert!((kept.at_balance - 1.0).abs() < 1e-6, "{:?}", kept);
        }
    }

    /// Where the pool pays all, nothing is kept; a national tier takes its share but for what returns by heads.
    #[test]
    fn unified_collection_keeps_nothing_and_a_national_tier_its_share(
        facts in any_facts(),
        opening in any_opening(),
    ) {
        let rich = Opening { pool: Money::from_fen(1_000_000_000_000_000_000), ..opening };
        let kept = |clauses: &[ClauseSpec]| {
            let memory = Memory::default();
            let trial =
                Trial { clauses, facts: &facts, memory: &memory, opening: &rich, plan_growth: 0.05 };
            let nudge =
                Nudge { forecast_error: 0.0, reserve_value: 1.0, ratchet: 0.0, discount: 0.9 };
            measure(trial, nudge).into_iter().map(|kept| kept[Margin::Collection as usize].at_balance)
                .collect::<Vec<_>>()
        };
        for kept in kept(&[clause("unified-collection", ([0; 3], (true, true)))]) {
            prop_assert!(kept.abs() < 1e-6, "{}", kept);
        }
        let heads: i64 = facts.retirees.iter().sum();
        let tier = kept(&[clause("national-tier", ([400; 3], (true, true)))]);
        for (kept, own) in tier.into_iter().zip(facts.retirees) {
            let expected = 1.0 - 0.4 * (1.0 - own as f64 / heads as f64);
            prop_assert!((kept - expected).abs() < 1e-6, "{} {}", kept, expected);
        }
    }
}
