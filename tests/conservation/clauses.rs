//! Any list of clauses, any year: settling makes and loses no fen.

use fastox_model::books::{Account, Books, Opening};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Margin, Nudge, Trial, measure};
use fastox_model::pooling::{self, ClauseSpec, Facts, Memory, settle};
use fastox_model::units::Money;
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeSet;

/// How many clauses can be drawn; every clause of the project must be among them.
const DRAWN: usize = 5;

/// A clause with these shares, in permille, and choices.
fn clause(which: usize, [a, b, c]: [u32; 3], (this, that): (bool, bool)) -> ClauseSpec {
    let share = |permille: u32| format!("\"{}.{} %\"", permille / 10, permille % 10);
    let (a, b, c) = (share(a), share(b), share(c));
    let sigma = if this { "\"cleared\"" } else { &a };
    let first = if that { "pool" } else { "own-reserve" };
    let order = if this { "own-reserve" } else { "budgets" };
    let text = match which {
        0 => format!("assessed-remittance = {{ ratio = {a}, wage-share = {b} }}"),
        1 => "per-retiree-allocation = {}".to_owned(),
        2 => format!("surplus-remittance = {{ share = {sigma}, cap = {b}, plan-weight = {c} }}"),
        3 => format!(
            "gap-allocation = {{ local-share = {a}, plan-weight = {b}, first = \"{first}\" }}"
        ),
        _ => format!("central-backstop = {{ centre-share = {a}, order = \"{order}\" }}"),
    };
    read(&text)
}

fn read(text: &str) -> ClauseSpec {
    toml::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn any_clause() -> impl Strategy<Value = ClauseSpec> {
    (0..DRAWN, prop::array::uniform3(0..=1000_u32), any::<(bool, bool)>())
        .prop_map(|(which, shares, choices)| clause(which, shares, choices))
}

fn backstop() -> ClauseSpec {
    clause(4, [370, 0, 0], (true, true))
}

fn each<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = [T; 31]> {
    prop::collection::vec(values, PROVINCES).prop_map(|v| v.try_into().expect("31 provinces"))
}

/// Fen by province, to ten thousand billion yuan.
fn fen() -> impl Strategy<Value = [Money; PROVINCES]> {
    each(prop_oneof![1 => Just(0), 9 => 0..=1_000_000_000_000_000_i64].prop_map(Money::from_fen))
}

fn any_opening() -> impl Strategy<Value = Opening> {
    (fen(), 0..=1_000_000_000_000_000_i64, fen(), fen(), fen(), fen(), fen()).prop_map(
        |(reserves, pool, contributions, benefits, interest, subsidy_central, subsidy_local)| {
            Opening {
                reserves,
                pool: Money::from_fen(pool),
                contributions,
                benefits,
                interest,
                subsidy_central,
                subsidy_local,
                ..Opening::default()
            }
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let heads = || each(1..=80_000_000_i64);
    let wage = each((1_000_000..=30_000_000_i64).prop_map(Money::from_fen));
    let gdp = each(20_000.0..300_000.0);
    (2022..=2075, gdp, wage, heads(), heads(), heads(), fen(), fen()).prop_map(
        |(year, gdp_per_head, average_wage, insured, employed, retirees, potential, plan)| Facts {
            year,
            gdp_per_head,
            gdp_per_head_national: 90_000.0,
            average_wage,
            insured,
            employed,
            retirees,
            potential,
            plan,
            ..Facts::default()
        },
    )
}

fn settled(clauses: &[ClauseSpec], facts: &Facts, opening: &Opening) -> Books {
    let mut books = Books::open(facts.year, opening.clone(), true);
    settle(clauses, facts, &mut Memory::default(), &mut books);
    books
}

fn all_accounts(books: &Books) -> Money {
    let of_provinces = Province::all().flat_map(|p| {
        [Account::Fund(p), Account::Local(p), Account::Members(p), Account::Retirees(p)]
    });
    let accounts = of_provinces.chain([Account::Centre, Account::Pool, Account::Returns]);
    accounts.map(|account| books.balance(account)).sum()
}

#[test]
fn every_clause_of_the_project_is_drawn() {
    let drawn: BTreeSet<_> =
        (0..DRAWN).map(|which| clause(which, [1, 2, 3], (true, true)).name()).collect();
    let all: BTreeSet<_> = pooling::ALL.iter().map(|info| info.name).collect();
    assert_eq!(drawn, all, "add the new clause to `clause` above");
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_list_of_clauses_makes_or_loses_a_fen(
        mut clauses in prop::collection::vec(any_clause(), 0..6),
        facts in any_facts(),
        opening in any_opening(),
    ) {
        clauses.push(backstop());
        let books = settled(&clauses, &facts, &opening);
        let before: Money = opening.reserves.iter().copied().sum::<Money>() + opening.pool;
        prop_assert_eq!(all_accounts(&books), before);
        for p in Province::all() {
            prop_assert!(books.balance(Account::Fund(p)) >= Money::ZERO, "{} owes", p);
        }
        prop_assert_eq!(books.close(), Ok(()));
    }

    #[test]
    fn no_entry_is_negative_and_entries_explain_every_reserve(
        clauses in prop::collection::vec(any_clause(), 1..6),
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
    fn a_pool_that_is_cleared_or_shared_per_retiree_ends_empty(
        facts in any_facts(),
        opening in any_opening(),
        shares in prop::array::uniform3(0..=1000_u32),
        first in any::<bool>(),
    ) {
        let per_retiree = [clause(0, shares, (true, true)), clause(1, shares, (true, true))];
        let cleared = [clause(2, shares, (true, first)), clause(3, shares, (true, first))];
        let pool = |books: Books| books.balance(Account::Pool);
        prop_assert_eq!(pool(settled(&per_retiree, &facts, &opening)), Money::ZERO);
        let opening = Opening { pool: Money::ZERO, ..opening };
        prop_assert_eq!(pool(settled(&cleared, &facts, &opening)), Money::ZERO);
    }

    #[test]
    fn a_pool_never_pays_more_than_was_claimed(
        facts in any_facts(),
        opening in any_opening(),
        shares in prop::array::uniform3(0..=1000_u32),
        (this, that) in any::<(bool, bool)>(),
    ) {
        let clauses = [clause(2, shares, (this, that)), clause(3, shares, (this, that))];
        let books = settled(&clauses, &facts, &opening);
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
        shares in prop::array::uniform3(0..=1000_u32),
    ) {
        let clauses = [clause(0, shares, (true, true)), clause(1, shares, (true, true))];
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
}
