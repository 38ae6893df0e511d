//! Clauses, facts and openings nobody has seen. What is drawn comes from the project's own list of clauses.

use fastox_model::books::Opening;
use fastox_model::geography::PROVINCES;
use fastox_model::pooling::{self, ClauseSpec, Facts};
use fastox_model::units::Money;
use proptest::prelude::*;
use proptest::sample::select;

/// Shares in permille, and choices.
type Drawn = ([u32; 3], (bool, bool));

/// A clause with these shares and choices. A clause that is not known here fails the test that asks for every one.
pub fn clause(name: &str, (shares, (this, that)): Drawn) -> ClauseSpec {
    let [a, b, c] = shares.map(|permille| format!("\"{}.{} %\"", permille / 10, permille % 10));
    let months = format!("\"{} months\"", shares[2] % 99);
    let table = match name {
        "assessed-remittance" => format!("ratio = {a}, wage-share = {b}"),
        "per-retiree-allocation" | "low-pension-top-up" => String::new(),
        "surplus-remittance" => {
            let sigma = if this { "\"cleared\"" } else { &a };
            format!("share = {sigma}, cap = {b}, plan-weight = {c}")
        }
        "gap-allocation" => format!("local-share = {a}, plan-weight = {b}"),
        "unified-collection" => {
            format!("reserves = \"{}\"", if this { "stay" } else { "pooled" })
        }
        "excess-surplus-remittance" => format!("share = {a}, gdp-above = {b}, cover = {months}"),
        "tiered-duty" => format!("gdp-below = {a}, largest-local-share = {b}"),
        "effort-reward" => {
            let streak = if this { "1 year" } else { "3 years" };
            format!("kept = {a}, collection-target = {b}, streak = \"{streak}\"")
        }
        "transfer-clawback" => format!("share = {a}, collection-target = {b}"),
        "dynamic-ratio" => {
            format!("start = {a}, step = {b}, largest = {c}, approval-lag = {months}")
        }
        "reserve-alarm" => {
            format!("cover = {months}, emergency-pool = {a}, delay-above = {b}")
        }
        "transition" => format!("share = {{ 2022 = {a}, 2040 = {b} }}, wage-below = {c}"),
        "norm-based-transfer" => format!("cap = {a}"),
        "contribution-linked-allocation" => format!("collection-weight = {a}"),
        "state-capital-dividends" => {
            format!("value = \"1,680,000,000,000 yuan\", growth = \"3 %\", dividend-yield = {a}")
        }
        "national-tier" => format!("contribution-share = {a}"),
        "central-backstop" => {
            let order = match (this, that) {
                (true, true) => "\"own-reserve\"",
                (true, false) => "\"own-reserve\", \"local-budget\", \"centre\"",
                (false, true) => "\"pool\", \"own-reserve\"",
                (false, false) => "",
            };
            format!("centre-share = {a}, local-limit = {b}, order = [{order}], cover = {months}")
        }
        _ => panic!("no parameters are drawn for `{name}`: add it to tests/conservation/drawn.rs"),
    };
    let text = format!("{name} = {{ {table} }}");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub fn any_choice() -> impl Strategy<Value = Drawn> {
    (prop::array::uniform3(0..=1000_u32), any::<(bool, bool)>())
}

pub fn any_clause() -> impl Strategy<Value = ClauseSpec> {
    (select(pooling::ALL), any_choice()).prop_map(|(info, drawn)| clause(info.name, drawn))
}

/// Up to seven clauses, and the backstop at the end of the list, as every scenario has it.
pub fn any_list() -> impl Strategy<Value = Vec<ClauseSpec>> {
    (prop::collection::vec(any_clause(), 0..8), any_choice()).prop_map(|(mut clauses, drawn)| {
        clauses.push(clause("central-backstop", drawn));
        clauses
    })
}

fn each<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = [T; 31]> {
    prop::collection::vec(values, PROVINCES).prop_map(|v| v.try_into().expect("31 provinces"))
}

/// Fen by province, to ten thousand billion yuan.
fn fen() -> impl Strategy<Value = [Money; PROVINCES]> {
    each(prop_oneof![1 => Just(0), 9 => 0..=1_000_000_000_000_000_i64].prop_map(Money::from_fen))
}

/// Pension money that moves leaves one province for its neighbour in the list.
pub fn any_opening() -> impl Strategy<Value = Opening> {
    let pool = || (0..=1_000_000_000_000_000_i64).prop_map(Money::from_fen);
    let stocks = (fen(), fen(), pool(), pool());
    let flows = (fen(), fen(), fen(), fen(), fen(), fen());
    (stocks, flows).prop_map(|(stocks, flows)| {
        let (reserves, relations_out, pool, pool_interest) = stocks;
        let (contributions, purchases, benefits, interest, subsidy_central, subsidy_local) = flows;
        let mut relations_in = relations_out;
        relations_in.rotate_left(1);
        Opening {
            reserves,
            pool,
            pool_interest,
            contributions,
            purchases,
            relations_in,
            relations_out,
            benefits,
            interest,
            subsidy_central,
            subsidy_local,
        }
    })
}

pub fn any_facts() -> impl Strategy<Value = Facts> {
    let heads = || each(1..=80_000_000_i64);
    let wage = each((1_000_000..=30_000_000_i64).prop_map(Money::from_fen));
    let gdp = each(20_000.0..300_000.0);
    (2022..=2075, gdp, wage, heads(), heads(), heads(), fen(), fen(), fen()).prop_map(
        |(
            year,
            gdp_per_head,
            average_wage,
            insured,
            employed,
            retirees,
            potential,
            plan,
            top_up,
        )| {
            Facts {
                year,
                gdp_per_head,
                gdp_per_head_national: 90_000.0,
                average_wage,
                insured,
                employed,
                retirees,
                potential,
                plan,
                top_up,
            }
        },
    )
}
