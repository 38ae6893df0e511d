//! What books say of two provinces whose flows are all different.

use super::*;

fn yuan(yuan: f64) -> Money {
    Money::from_yuan(yuan)
}

fn first() -> Province {
    Province::from_index(0)
}

/// 10,000 + 2,000 + 300 + 40 + 5 − 7,000 = 5,345 in the first province; nothing elsewhere.
fn opening() -> Opening {
    let mut opening = Opening { pool: yuan(50.0), ..Opening::default() };
    let parts: [(&mut [Money; PROVINCES], f64); 7] = [
        (&mut opening.reserves, 1000.0),
        (&mut opening.contributions, 10_000.0),
        (&mut opening.purchases, 2000.0),
        (&mut opening.interest, 300.0),
        (&mut opening.subsidy_central, 40.0),
        (&mut opening.subsidy_local, 5.0),
        (&mut opening.benefits, 7000.0),
    ];
    for (part, amount) in parts {
        part[0] = yuan(amount);
    }
    opening
}

#[test]
fn a_balance_is_all_that_comes_less_what_is_paid() {
    assert_eq!(opening().balance(first()), yuan(5345.0));
    assert_eq!(opening().balance(Province::from_index(1)), Money::ZERO);
}

/// Of 1,000 saved, 15 left with movers and 40 came: the year changes 1,025, by 5,345.
#[test]
fn what_moves_with_people_is_no_change_of_the_year() {
    let mut opening = opening();
    (opening.relations_in[0], opening.relations_out[0]) = (yuan(40.0), yuan(15.0));
    let books = Books::open(2030, opening, true);
    assert_eq!((books.reserve_before(first()), books.change(first())), (yuan(1025.0), yuan(5345.0)));
}

/// The pool saved 50 and earns 4 on it; 345 come by a clause, of which it pays 45 on, and then more than all.
#[test]
fn what_the_pool_saved_and_earns_was_not_received() {
    let mut books = Books::open(2030, Opening { pool_interest: yuan(4.0), ..opening() }, true);
    assert_eq!(books.received_by_pool(), Money::ZERO);
    books.remit(first(), yuan(345.0));
    books.allocate(first(), yuan(45.0));
    assert_eq!(books.received_by_pool(), yuan(300.0));
    books.allocate(first(), yuan(310.0));
    assert_eq!((books.received_by_pool(), books.balance(Account::Pool)), (Money::ZERO, yuan(44.0)));
}

#[test]
fn every_account_has_a_place_of_its_own() {
    let of_provinces =
        Province::all().flat_map(|p| [Account::Fund(p), Account::Local(p), Account::Members(p), Account::Retirees(p)]);
    let others = [Account::Centre, Account::Pool, Account::Returns, Account::Relations, Account::StateCapital];
    let mut places: Vec<usize> = of_provinces.chain(others).map(Account::index).collect();
    places.sort_unstable();
    assert_eq!(places, (0..Account::COUNT).collect::<Vec<_>>());
}

#[test]
fn a_ledger_names_who_paid_and_what_for() {
    assert_eq!(Account::Fund(first()).to_string(), "fund of Beijing");
    assert_eq!(Account::StateCapital.to_string(), "state capital");
    let items = [Item::Contributions, Item::BaseSubsidy, Item::Remittance, Item::Allocation, Item::Backstop];
    let names = ["contributions", "base subsidy", "remittance", "allocation", "backstop"];
    assert_eq!(items.map(Item::name), names);
}

/// A nudge of 100 yuan collected and 30 paid leaves 70 more.
#[test]
fn what_is_brought_more_is_in_flows_balances_and_accounts() {
    let mut books = Books::open(2030, opening(), true);
    let members = books.balance(Account::Members(first()));
    let fund = books.balance(Account::Fund(first()));
    books.bring_more(first(), yuan(100.0), yuan(30.0));
    assert_eq!(books.opening().contributions[0], yuan(10_100.0));
    assert_eq!(books.opening().benefits[0], yuan(7030.0));
    assert_eq!(books.current_balances[0], yuan(5415.0));
    assert_eq!(books.balance(Account::Members(first())), members - yuan(100.0));
    assert_eq!(books.balance(Account::Fund(first())), fund + yuan(70.0));
    assert_eq!(books.balance(Account::Retirees(first())), yuan(7030.0));
}

/// The centre paid a base subsidy of 40 before, the pool held 50.
#[test]
fn a_negative_flow_is_entered_the_other_way() {
    let mut books = Books::open(2030, opening(), true);
    books.act("a clause");
    books.post(Account::Centre, Account::Pool, Item::Backstop, yuan(-5.0));
    let entry = *books.entries.as_ref().expect("entries are kept").last().expect("an entry");
    let expected =
        Entry { from: Account::Pool, to: Account::Centre, item: Item::Backstop, clause: "a clause", amount: yuan(5.0) };
    assert_eq!(entry, expected);
    assert_eq!((books.balance(Account::Centre), books.balance(Account::Pool)), (yuan(-35.0), yuan(45.0)));
}

/// The first ends with 1,000 + 5,345 − 345 handed up; two years later the same flows come on top of that.
#[test]
fn a_later_year_begins_with_what_this_one_leaves() {
    let opened = Books::open(2030, opening(), false);
    let mut books = opened.clone();
    books.remit(first(), yuan(345.0));
    books.carry_over(&opened, 2);
    assert_eq!(books.year(), 2032);
    assert_eq!((books.opening().reserves[0], books.opening().pool), (yuan(6000.0), yuan(395.0)));
    assert_eq!(books.balance(Account::Fund(first())), yuan(11_345.0));
    assert_eq!(books.balance(Account::Pool), yuan(395.0));
    assert_eq!(books.reserves_before[0], yuan(6000.0));
}

/// Whatever a trial does to its year, the next begins with the books as they were opened.
#[test]
fn books_that_are_opened_again_have_no_trace_of_a_trial() {
    let opened = Books::open(2030, opening(), false);
    let mut books = opened.clone();
    books.bring_more(first(), yuan(100.0), yuan(30.0));
    books.keep(first(), Rate::percent(10.0));
    assert_eq!([books.kept(first()), books.kept(Province::from_index(1))], [Rate::percent(10.0), Rate::ZERO]);
    books.file_claim(first(), yuan(20.0));
    books.remit(first(), yuan(345.0));
    books.carry_over(&opened, 2);
    books.remit(first(), yuan(5.0));
    books.reopen(&opened);
    assert_eq!(format!("{books:?}"), format!("{opened:?}"));
}

/// What moves between all funds and the pool at once is what would move one after the other, the parts kept among it.
#[test]
fn funds_and_pool_move_at_once_what_they_would_one_by_one() {
    let amounts = Province::each(|p| yuan(7.0 * p.index() as f64 - 20.0));
    for (keeps, record) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut at_once = Books::open(2030, opening(), record);
        if keeps {
            at_once.keep(Province::from_index(5), Rate::percent(20.0));
        }
        let mut one_by_one = at_once.clone();
        at_once.remit_each(&amounts);
        at_once.allocate_each(&amounts.map(|amount| amount * Rate::percent(50.0)));
        Province::all().for_each(|p| one_by_one.remit(p, amounts[p.index()]));
        Province::all().for_each(|p| one_by_one.allocate(p, amounts[p.index()] * Rate::percent(50.0)));
        assert_eq!(format!("{at_once:?}"), format!("{one_by_one:?}"));
        assert_eq!(at_once.balance(Account::Fund(Province::from_index(5))), yuan(if keeps { -4.5 } else { -7.5 }));
    }
}

/// Of a trial that ends with this year the last clause may leave all but one as they are, and no other clause may.
#[test]
fn only_the_last_clause_of_a_last_year_looks_at_one_province() {
    let mut books = Books::open(2030, opening(), false);
    books.act_last("backstop");
    assert_eq!(books.looked_at(), 0..PROVINCES);
    books.look_at(Province::from_index(4));
    assert_eq!(books.looked_at(), 4..5);
    books.act("another");
    assert_eq!(books.looked_at(), 0..PROVINCES);
}

/// What breaks an identity is named: a fen too many in a fund or the pool, money under way, a fund below zero.
#[test]
fn books_close_or_say_what_does_not() {
    let mut books = Books::open(2030, opening(), true);
    books.remit(first(), yuan(345.0));
    assert_eq!(books.close(), Ok(()));
    let what = |books: &Books| books.close().expect_err("broken").what;
    for (account, identity) in [
        (Account::Fund(first()), "the reserve"),
        (Account::Centre, "the sum of all accounts"),
        (Account::Pool, "the sum of all accounts"),
    ] {
        let mut broken = books.clone();
        broken.balances[account.index()] += Money::from_fen(1);
        assert_eq!(what(&broken), identity);
    }
    let mut broken = books.clone();
    broken.balances[Account::Pool.index()] += Money::from_fen(1);
    broken.balances[Account::Centre.index()] -= Money::from_fen(1);
    assert_eq!(what(&broken), "the pool");
    let mut under_way = books.clone();
    under_way.post(Account::Fund(first()), Account::Relations, Item::Relations, yuan(1.0));
    assert_eq!(what(&under_way), "the money of relations between provinces");
    books.remit(first(), yuan(6001.0));
    assert_eq!(what(&books), "the reserve, never below zero,");
}

#[test]
fn a_number_beyond_what_is_held_stops_the_year() {
    assert_eq!(BrokenIdentity::limit(2030, "Tibet", "the count", [4, 4]), Ok(()));
    let broken = BrokenIdentity::limit(2030, "Tibet", "the count", [5, 4]).expect_err("too many");
    assert!(broken.too_large);
    assert_eq!(broken.to_string(), "in 2030, the count of Tibet: 5, and at most 4 can be held");
    assert!(!BrokenIdentity::check(2030, "Tibet", "the count", 5, 4).expect_err("not the same").too_large);
}
