//! Clauses, facts and openings nobody has seen. What is drawn comes from the project's own list of clauses.

use fastox_model::books::Opening;
use fastox_model::geography::PROVINCES;
use fastox_model::pooling::{self, ClauseSpec, Facts};
use fastox_model::units::Money;
use proptest::prelude::*;
use proptest::sample::select;

/// Shares in permille, and choices.
type Drawn = ([u32; 3], (bool, bool));

/// What was drawn, as a scenario file would write it.
pub struct Written {
    a: String,
    b: String,
    c: String,
    months: String,
    this: bool,
    that: bool,
}

/// Writes the parameters of a clause.
type Table = fn(&Written) -> String;

/// What scenarios leave to the parameters: which of its own money an assessed balance counts.
const ASSESSED: &str = r#"assessed-interest = "100 %", assessed-local-subsidy = "0 %", assessed-deferral = "0 %""#;

/// The parameters of each clause, as drawn. A test holds the names against the project's list.
pub const TABLES: &[(&str, Table)] = &[
    ("assessed-remittance", |w| format!("ratio = {}, wage-share = {}", w.a, w.b)),
    ("per-retiree-allocation", |_| String::new()),
    ("surplus-remittance", |w| {
        let share = if w.this { "\"cleared\"" } else { &w.a };
        format!("share = {share}, cap = {}, plan-weight = {}, {ASSESSED}", w.b, w.c)
    }),
    ("gap-allocation", |w| format!("local-share = {}, plan-weight = {}, {ASSESSED}", w.a, w.b)),
    ("unified-collection", |w| format!("reserves = \"{}\"", if w.this { "stay" } else { "pooled" })),
    ("excess-surplus-remittance", |w| format!("share = {}, gdp-above = {}, cover = {}", w.a, w.b, w.months)),
    ("tiered-duty", |w| format!("gdp-below = {}, largest-local-share = {}", w.a, w.b)),
    ("effort-reward", |w| {
        let streak = if w.this { "1 year" } else { "3 years" };
        format!("kept = {}, collection-target = {}, registration-target = {}, streak = \"{streak}\"", w.a, w.b, w.c)
    }),
    ("transfer-clawback", |w| format!("share = {}, collection-target = {}", w.a, w.b)),
    ("dynamic-ratio", |w| {
        let (start, step, largest, lag) = (&w.a, &w.b, &w.c, &w.months);
        format!("start = {start}, step = {step}, largest = {largest}, approval-lag = {lag}, wage-share = \"90 %\"")
    }),
    ("reserve-alarm", |w| format!("cover = {}, emergency-pool = {}, delay-above = {}", w.months, w.a, w.b)),
    ("transition", |w| format!("share = {{ 2022 = {}, 2040 = {} }}, wage-below = {}", w.a, w.b, w.c)),
    ("low-pension-top-up", |_| String::new()),
    ("norm-based-transfer", |w| format!("cap = {}", w.a)),
    ("contribution-linked-allocation", |w| format!("collection-weight = {}", w.a)),
    ("state-capital-dividends", |w| {
        let value = "value = \"1,680,000,000,000 yuan\"";
        format!("{value}, growth = \"3 %\", dividend-yield = {}", w.a)
    }),
    ("national-tier", |w| format!("contribution-share = {}", w.a)),
    ("central-backstop", |w| {
        let order = match (w.this, w.that) {
            (true, true) => "\"own-reserve\"",
            (true, false) => "\"own-reserve\", \"local-budget\", \"centre\"",
            (false, true) => "\"pool\", \"own-reserve\"",
            (false, false) => "",
        };
        let (share, limit, cover) = (&w.a, &w.b, &w.months);
        format!("centre-share = {share}, local-limit = {limit}, order = [{order}], cover = {cover}")
    }),
];

/// A clause with these shares and choices.
pub fn clause(name: &str, (shares, (this, that)): Drawn) -> ClauseSpec {
    let [a, b, c] = shares.map(|permille| format!("\"{}.{} %\"", permille / 10, permille % 10));
    let months = format!("\"{} months\"", shares[2] % 99);
    let (_, table) = TABLES
        .iter()
        .find(|(of, _)| *of == name)
        .unwrap_or_else(|| panic!("no parameters are drawn for `{name}`: add it to tests/conservation/drawn.rs"));
    let text = format!("{name} = {{ {} }}", table(&Written { a, b, c, months, this, that }));
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
            put_off: [Money::ZERO; PROVINCES],
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
        |(year, gdp_per_head, average_wage, insured, employed, retirees, potential, plan, top_up)| Facts {
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
        },
    )
}
