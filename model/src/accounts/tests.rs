//! Two provinces worked by hand; an agent stands for ten persons.
//!
//! ```text
//!                        province 0                                province 1
//! contributions          10·(1000·24 % + 500·20 %) = 3400          10·2000·24 % = 4800
//! at full effort         base 18,750 for 15,000 paid: a quarter    the same base: nothing
//!                        more, so 850 are lost
//! reserves, interest     5000 · 2 % = 100                          1000 · 2 % = 20
//! base subsidy           200: centre 30 % = 60, local 140          none
//! benefits               10·900 = 9000                             10·100 = 1000
//! balance                3400 + 100 + 200 − 9000 = −5300           4800 + 20 − 1000 = 3820
//! pool                   receives 1500                             pays 1000
//! backstop               centre 40, local 60                       none
//! ```
//! The pool starts with 2000 and earns 40. Prices are 1.25 of those of 2024, a yuan of the year is worth 0.8 in 2024,
//! GDP is 100,000 in each of the two.

use super::*;
use crate::books::Opening;
use crate::country::{CountryParts, Held, WorldSpec};
use crate::draws::Draws;
use crate::incentives::{Effort, Extent, ResponseMode, Retention};
use crate::people::{Children, Flows, Population, Sample, Vitals};
use crate::pooling::{Facts, Regime};
use crate::ranks::Alone;
use crate::units::Rate;
use std::sync::Arc;

const WEIGHT: i64 = 10;

fn yuan(yuan: f64) -> Money {
    Money::from_yuan(yuan)
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{found} {wanted}");
}

fn economy() -> Economy {
    let mut economy = Economy {
        gdp: [Money::ZERO; PROVINCES],
        employed: [0; PROVINCES],
        employer_rate: [Rate::from_f64(0.16); PROVINCES],
        employee_rate: Rate::from_f64(0.08),
        flexible_rate: [Rate::from_f64(0.2); PROVINCES],
        deferred: Rate::ZERO,
        made_good: Rate::ZERO,
        arrears_paid: Rate::ZERO,
        reserve_return: Rate::from_f64(0.02),
        subsidy: [Money::ZERO; PROVINCES],
        subsidy_central_share: Rate::from_f64(0.3),
        price_level: 1.25,
        discount: 0.8,
        wage_growth: 0.0,
        retirees_counted: [Rate::ONE; PROVINCES],
    };
    economy.gdp[..2].fill(yuan(100_000.0));
    economy.subsidy[0] = yuan(200.0);
    economy
}

fn flows() -> Flows {
    let mut flows = Flows::default();
    flows.employee_base[Fund::Enterprise][..2].copy_from_slice(&[1000, 2000]);
    flows.flexible_base[Fund::Enterprise][0] = 500;
    flows.full_base[..2].copy_from_slice(&[1875, 2000]);
    flows.employee_potential[Fund::Enterprise][..2].copy_from_slice(&[2000, 2500]);
    flows.pensions[Fund::Enterprise][..2].copy_from_slice(&[80_000, 10_000]);
    flows.lump_sums[Fund::Enterprise][0] = 7_000;
    flows.survivors[0] = 3_000;
    flows.monthly_pensions[Fund::Enterprise][0] = 6_000;
    flows.awards[Fund::Enterprise][0] = 2;
    flows.pensions[Fund::Public][0] = 50_000;
    flows.employee_base[Fund::Public][0] = 100;
    for (fund, heads) in Fund::ALL.into_iter().zip([7, 3]) {
        flows.insured[fund][0] = heads;
        flows.retirees[fund][0] = heads - 1;
    }
    flows
}

fn opening() -> Opening {
    let (flows, economy) = (flows(), economy());
    let mut reserves = [Money::ZERO; PROVINCES];
    reserves[..2].copy_from_slice(&[yuan(5000.0), yuan(1000.0)]);
    FundYear { flows: &flows, economy: &economy, weight: WEIGHT }.opening(Held {
        reserves,
        pool: yuan(2000.0),
        ..Held::default()
    })
}

fn accounts() -> Accounts {
    accounts_of(opening())
}

fn accounts_of(opening: Opening) -> Accounts {
    let (first, second) = (Province::from_index(0), Province::from_index(1));
    let mut books = Books::open(2030, opening, true);
    books.remit(second, yuan(1000.0));
    books.allocate(first, yuan(1500.0));
    let fund = Account::Fund(first);
    books.post(Account::Centre, fund, Item::Backstop, yuan(40.0));
    books.post(Account::Local(first), fund, Item::Backstop, yuan(60.0));
    let mut effort = Effort::default();
    effort.surplus[0] = false;
    effort.actions[Margin::Collection as usize].level[0] = 0.9;
    let flows = flows();
    let mut facts = Facts::default();
    let fund = FundYear { flows: &flows, economy: &economy(), weight: WEIGHT };
    facts.potential = std::array::from_fn(|p| fund.potential(Fund::Enterprise, p));
    let mut retention = vec![<[Retention; Margin::COUNT]>::default(); PROVINCES];
    retention[1][Margin::Collection as usize].expected = 0.25;
    let tally = Tally { flows: vec![flows.clone()], ..Tally::default() };
    let report = YearReport {
        year: 2030,
        tally,
        children: [0; PROVINCES],
        child_tally: crate::people::children::ChildTally::default(),
        entrants: 0,
        worlds: Vec::new(),
    };
    let world = WorldYear { life: 0, books, facts, retention, effort };
    Accounts::of(&report, &world, &economy(), WEIGHT)
}

#[test]
fn the_year_brings_what_rates_and_shares_say() {
    let opening = opening();
    assert_eq!(opening.contributions[..2], [yuan(3400.0), yuan(4800.0)]);
    assert_eq!(opening.benefits[..2], [yuan(9000.0), yuan(1000.0)]);
    assert_eq!(opening.interest[..2], [yuan(100.0), yuan(20.0)]);
    assert_eq!(opening.pool_interest, yuan(40.0));
    assert_eq!((opening.subsidy_central[0], opening.subsidy_local[0]), (yuan(60.0), yuan(140.0)));
}

#[test]
fn balances_and_revenue_are_by_province_and_nation() {
    let accounts = accounts();
    let [first, second] = [&accounts.provinces[0], &accounts.provinces[1]];
    assert_eq!((first.balance(), second.balance()), (yuan(-5300.0), yuan(3820.0)));
    assert_eq!(accounts.nation.balance(), yuan(-1480.0));
    assert_eq!(accounts.nation.balance_without_subsidy(), yuan(-1680.0));
    assert!(!first.in_surplus() && second.in_surplus());
    // 8200 contributions, 120 interest, 200 subsidy, 100 backstop.
    assert_eq!(accounts.nation.revenue(), yuan(8620.0));
    // 5000 − 5300 + 1500 + 100 in the first, 1000 + 3820 − 1000 in the second; pool 2040 + 1000 − 1500.
    assert_eq!((first.reserves, second.reserves), (yuan(1300.0), yuan(3820.0)));
    assert_eq!((accounts.pool, accounts.reserves()), (yuan(1540.0), yuan(6660.0)));
    assert_eq!(accounts.with_pool().reserves, yuan(6660.0));
    assert_eq!((first.transfers_in, second.transfers_out), (yuan(1500.0), yuan(1000.0)));
    near(accounts.pooled_share().expect("a surplus"), 1000.0 / 3820.0);
    let share = |remitted: f64| Accounts { remitted: yuan(remitted), ..accounts.clone() }.pooled_share();
    assert_eq!([3820.0, 3821.0].map(share), [Some(1.0), None]);
    let nobody = Accounts { provinces: Vec::new(), remitted: Money::ZERO, ..accounts.clone() };
    assert_eq!(nobody.pooled_share(), None, "nobody is in surplus");
    // A month of benefits is 750 and 83.33.
    assert!(!first.is_exhausted() && !second.is_exhausted());
    let exhausted = |reserves: f64| PlaceAccounts { reserves: yuan(reserves), ..*first }.is_exhausted();
    assert_eq!([750.0, 749.0].map(exhausted), [false, true]);
    // Own means of the first: 5000 + 3400 + 100 + 200; to balance it 9000 − 300 would have to be collected.
    assert_eq!((first.affordable(), first.balancing()), (yuan(8700.0), yuan(8700.0)));
}

/// The centre pays 60 + 40, local budgets 140 + 60.
#[test]
fn burdens_are_deflated_discounted_and_shared() {
    let accounts = accounts();
    let (central, local) = (accounts.central_burden, accounts.nation.local_burden);
    assert_eq!((central, local), (yuan(100.0), yuan(200.0)));
    near(accounts.constant(central), 80.0);
    near(accounts.present_value(central), 80.0);
    near(accounts.constant(local), 160.0);
    near(accounts.gdp_share(central), 100.0 / 200_000.0);
    near(accounts.revenue_share(central).expect("revenue"), 100.0 / 8620.0);
    // Prices and discount are not the same thing.
    let dearer = Accounts { price_level: 2.0, ..accounts };
    near(dearer.constant(central), 50.0);
    near(dearer.present_value(central), 80.0);
}

/// 10·1000·16 % of 3400 in the first, of which 100 may be put off; 10·2000·16 % of 4800 in the second.
#[test]
fn firms_and_workers_pay_their_parts() {
    let accounts = accounts();
    assert_eq!(accounts.provinces[0].contributions_firms, yuan(1600.0));
    let mut opening = opening();
    opening.put_off[0] = yuan(100.0);
    assert_eq!(accounts_of(opening).provinces[0].contributions_firms, yuan(1500.0));
    assert_eq!(accounts.nation.contributions_firms, yuan(4800.0));
}

/// Of 2030, so six years at 5 %: 1.05⁶ = 1.340096. In force are 10·60 yuan a month; 80 retirees stand over 20 awards, so
/// that a pension is paid for four years and one in force for two more.
#[test]
fn pensions_in_force_are_paid_for_half_of_their_time_more() {
    let mut accounts = accounts();
    near(accounts.present_value_at(yuan(1_340_095.640625), 0.05), 1_000_000.0);
    assert_eq!(accounts.pensions_in_force(), yuan(7200.0));
    near(accounts.years_left().expect("awards"), 2.0);
    accounts.nation.awards = 0;
    assert_eq!(accounts.years_left(), None);
}

/// A quarter of 3400 at prices of 1.25.
#[test]
fn what_is_lost_is_lost_by_the_province_in_deficit_in_prices_of_2024() {
    let accounts = accounts();
    near(accounts.provinces[0].lost(), 850.0);
    near(accounts.lost(), 680.0);
    let by_position = accounts.lost_by_position();
    near(by_position.deficit, 680.0);
    near(by_position.surplus, 0.0);
    assert_eq!(by_position.surplus_share(), Some(0.0));
    // By who was in deficit in 2024 it is the same province; were it in surplus then, it would be all the other way.
    near(accounts.lost_by_group().deficit, 680.0);
    let mut other = accounts.clone();
    other.collection[0].surplus_group = true;
    assert_eq!(other.lost_by_group().surplus_share(), Some(1.0));
    assert_eq!(ByPosition::default().surplus_share(), None);
    // 3400 of 4800, 4800 of 6000.
    near(accounts.provinces[0].points_lost().expect("a rate"), 100.0 * 3400.0 / 4800.0 * 0.25);
}

/// 40 agents of ten persons and 5000 yuan in the first province, 7 in the pool, before anything was paid.
#[test]
fn a_country_opens_with_its_people_and_reserves() {
    let [name, title, source] = [(); 3].map(|()| String::new());
    let common = Regime { name, title, source, periods: Vec::new() };
    let mut reserves = [Money::ZERO; PROVINCES];
    reserves[0] = yuan(5000.0);
    let mut country = Country::open(CountryParts {
        people: Population::empty(WEIGHT, Arc::new(Alone)),
        children: Children::new([[[0; PROVINCES]; 16]; 2], WEIGHT),
        worlds: vec![WorldSpec::new(common.clone(), ResponseMode::Fixed)],
        common,
        reserves,
        surplus: [true; PROVINCES],
        draws: Draws::new(1),
        sample: Sample::of(0, 1),
        shard_size: 1,
        extent: Extent::default(),
        year: 2020,
        tilt_age: 70,
    });
    country.worlds[0].pool = yuan(7.0);
    let mut tally = Tally { flows: vec![flows()], ..Tally::default() };
    tally.vitals.residents_16_59[0] = 40;
    let opening = Accounts::opening(2020, &country, &tally, 0);
    assert_eq!((opening.year, opening.provinces[0].adults, opening.nation.insured), (2020, 400, 100));
    assert_eq!((opening.provinces[0].reserves, opening.pool), (yuan(5000.0), yuan(7.0)));
}

/// Of 4800 that rates and wages would yield, effort makes good nine tenths in the first, and all 6000 in the second.
#[test]
fn potential_is_made_good_by_effort() {
    let accounts = accounts();
    near(accounts.provinces[0].potential_at_effort, 4320.0);
    near(accounts.provinces[1].potential_at_effort, 6000.0);
}

/// An agent is ten persons; every sum is of its own flow.
#[test]
fn heads_are_counted_in_persons_fund_by_fund() {
    let mut flows = flows();
    for (fund, payers) in Fund::ALL.into_iter().zip([5, 2]) {
        flows.payers[fund][0] = payers;
    }
    flows.flexible_potential[Fund::Enterprise][0] = 700;
    (flows.accounts[0], flows.to_residents[0]) = (9_000, 4_000);
    let mut vitals = Vitals::default();
    (vitals.residents_16_59[0], vitals.residents_60[0]) = (40, 8);
    let mut children = [0; PROVINCES];
    children[0] = 123;
    let people = People { vitals: &vitals, flows: &flows, children: &children };
    let heads = PlaceAccounts::heads(0, WEIGHT, people);
    assert_eq!((heads.adults, heads.elders, heads.children), (400, 80, 123));
    assert_eq!((heads.payers_enterprise, heads.payers), (50, 70));
    assert_eq!((heads.insured_enterprise, heads.insured), (70, 100));
    assert_eq!((heads.retirees_enterprise, heads.retirees, heads.awards), (60, 80, 20));
    // 10·(1000 + 500) paid, 10·1875 at full effort, 10·(2000 + 700) of wages.
    assert_eq!((heads.base, heads.base_at_full_effort, heads.wage_bill), (15_000, 18_750, 27_000));
    let fen = |sum: Money| sum.fen();
    assert_eq!((fen(heads.monthly_pensions), fen(heads.accounts)), (60_000, 90_000));
    assert_eq!((fen(heads.survivors), fen(heads.to_residents)), (30_000, 40_000));
}

/// The centre pays a backstop of 40 and takes 15 of it back.
#[test]
fn what_is_paid_back_is_taken_off() {
    let first = Province::from_index(0);
    let mut books = Books::open(2030, opening(), true);
    books.post(Account::Centre, Account::Fund(first), Item::Backstop, yuan(40.0));
    books.post(Account::Fund(first), Account::Centre, Item::Backstop, yuan(15.0));
    let mut place = PlaceAccounts::default();
    place.money(first, &books);
    assert_eq!(place.backstop_central, yuan(25.0));
}

#[test]
fn collection_rates_are_of_the_groups_of_the_year() {
    let accounts = accounts();
    near(accounts.collection_rate(false).expect("potential"), 3400.0 / 4800.0);
    near(accounts.collection_rate(true).expect("potential"), 0.8);
    near(accounts.collection_rate_national().expect("potential"), 8200.0 / 10_800.0);
    assert_eq!(accounts.provinces[2].collection_rate(), None);
    let [first, second] = [accounts.collection[0], accounts.collection[1]];
    near(second.retention, 0.25);
    assert!(!first.surplus_group && second.surplus_group);
}

/// The second collects 4800 and keeps a quarter of one more, a third 1200 and all of it: 2400 of 6000.
#[test]
fn what_is_kept_is_weighted_by_what_is_collected() {
    let mut accounts = accounts();
    accounts.provinces[2].contributions = yuan(1200.0);
    accounts.collection[2].retention = 1.0;
    near(accounts.retention(true).expect("contributions"), 0.4);
    accounts.collection[0].retention = 0.6;
    near(accounts.retention(false).expect("contributions"), 0.6);
}

/// 70 insured and 60 retirees of the enterprise fund, 30 and 20 of the public sector, which draws 5000.
#[test]
fn published_accounts_hold_the_public_sector_as_far_as_it_merged() {
    let accounts = accounts();
    let first = &accounts.provinces[0];
    near(first.published_insured(1.0), 100.0);
    near(first.published_insured(0.5), 85.0);
    near(first.published_retirees(0.5), 70.0);
    near(accounts.retirees_per_insured().expect("somebody is insured"), 0.8);
    assert_eq!(first.contributions_public, yuan(240.0));
    // Without the backstop: 3400 + 100 + 200.
    assert_eq!(first.published_revenue(1.0), yuan(8700.0));
    assert_eq!(first.published_revenue(0.5), yuan(6200.0));
    assert_eq!(first.published_expenditure(0.5), yuan(11_500.0));
}

/// 7 of 10 retirees are counted: 42 and 56 of 60 and 80, 14 of 20 awards, 420 of 600 yuan a month.
#[test]
fn retirees_awards_and_pensions_are_counted_in_one_proportion() {
    let (flows, vitals) = (flows(), Vitals::default());
    let people = People { vitals: &vitals, flows: &flows, children: &[0; PROVINCES] };
    let counted = PlaceAccounts::heads(0, WEIGHT, people).counting(Rate::from_f64(0.7));
    assert_eq!((counted.retirees_enterprise, counted.retirees, counted.awards), (42, 56, 14));
    assert_eq!(counted.monthly_pensions, yuan(420.0));
    assert_eq!((counted.insured_enterprise, counted.insured), (70, 100));
}
