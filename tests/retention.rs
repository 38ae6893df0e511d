//! What a province keeps of one more yuan it collects, by closed form, for every clause of the project.
//!
//! Thirty-one equal provinces; the first differs in its balance, its GDP per head or its reserve. m is measured by the
//! engine from the books alone. β = 0.9, nothing is remembered yet, and there is no forecast error.

use fastox_model::books::Opening;
use fastox_model::geography::PROVINCES;
use fastox_model::incentives::{Margin, Nudge, Trial, measure};
use fastox_model::pooling::{self, ClauseSpec, Facts, Memory};
use fastox_model::units::Money;
use std::collections::BTreeSet;

const NUDGE: Nudge = Nudge { forecast_error: 0.0, reserve_value: 1.0, ratchet: 0.0, discount: 0.9 };

/// A list of clauses, the first province, and what it keeps.
struct Form {
    clause: &'static str,
    list: &'static str,
    /// Its current balance, a tenth of benefits being 0.1. The others have a surplus of a tenth.
    balance: f64,
    /// Its GDP per head, relative to the mean.
    gdp: f64,
    /// Ten years of benefits, or nothing.
    has_reserve: bool,
    kept: f64,
}

/// A province of mean GDP per head and ten years of reserves.
fn form(clause: &'static str, list: &'static str, balance: f64, kept: f64) -> Form {
    Form { clause, list, balance, gdp: 1.0, has_reserve: true, kept }
}

impl Form {
    fn at_gdp(self, gdp: f64) -> Self {
        Self { gdp, ..self }
    }

    fn without_reserve(self) -> Self {
        Self { has_reserve: false, ..self }
    }
}

/// Assessed wages of a province: 0.9 of 100,000 yuan for ten million heads, against benefits of 100 billion.
const WAGES: f64 = 9.0;
const N: f64 = PROVINCES as f64;

const ASSESSED: &str = r#"{ assessed-remittance = { ratio = "4.5 %", wage-share = "90 %" } }"#;
const BY_HEADS: &str =
    r#"{ assessed-remittance = { ratio = "4.5 %", wage-share = "90 %" } }, { per-retiree-allocation = {} }"#;
const FIXED: &str = r#"{ surplus-remittance = { share = "30 %" } }"#;
const GAP: &str = r#"{ surplus-remittance = { share = "cleared" } }, { gap-allocation = { local-share = "10 %" } }"#;
const EXCESS: &str = r#"{ excess-surplus-remittance = { share = "50 %", cover = "9 months" } }"#;
const DUTY: &str = r#"{ tiered-duty = { gdp-below = "60 %", largest-local-share = "40 %" } }"#;
const REWARD: &str = r#"{ effort-reward = { kept = "20 %", collection-target = "50 %", streak = "1 year" } }, { surplus-remittance = { share = "50 %" } }"#;
const CLAWBACK: &str = r#"{ surplus-remittance = { share = "cleared" } }, { transfer-clawback = { share = "50 %", collection-target = "72 %" } }, { gap-allocation = {} }"#;
const DYNAMIC: &str = r#"{ dynamic-ratio = { start = "4.5 %", wage-share = "90 %", step = "10 %" } }"#;
const ALARM: &str = r#"{ reserve-alarm = { cover = "6 months", emergency-pool = "2 %", delay-above = "90 %" } }"#;
const TRANSITION: &str = r#"{ transition = { share = { 2024 = "75 %" }, wage-below = "110 %" } }"#;
const LINKED: &str = r#"{ assessed-remittance = { ratio = "4.5 %", wage-share = "90 %" } }, { contribution-linked-allocation = { collection-weight = "30 %" } }"#;
const DIVIDENDS: &str =
    r#"{ state-capital-dividends = { value = "1,000,000 yuan", growth = "3 %", dividend-yield = "2 %" } }"#;
const TIER: &str = r#"{ national-tier = { contribution-share = "50 %" } }"#;
const BACKSTOP: &str = r#"{ central-backstop = { centre-share = "70 %", order = [] } }"#;

fn forms() -> Vec<Form> {
    // Collection is 0.6 of potential everywhere, and each of these is 1.1 of benefits over 0.6.
    let linked = 0.3 * (N * 0.045 * WAGES) / (1.1 / 0.6) / (N * 0.6) * (1.0 - 1.0 / N);
    let three_years = 0.9 + 0.81 + 0.729;
    vec![
        // What is handed up does not depend on what was collected, nor does what comes back.
        form("assessed-remittance", ASSESSED, 0.1, 1.0),
        form("per-retiree-allocation", BY_HEADS, 0.1, 1.0),
        form("low-pension-top-up", "{ low-pension-top-up = {} }", 0.1, 1.0),
        form("state-capital-dividends", DIVIDENDS, 0.1, 1.0),
        // 1 − σ; the local part ℓ of a gap; nothing.
        form("surplus-remittance", FIXED, 0.1, 0.7),
        form("gap-allocation", GAP, -0.1, 0.1),
        form("unified-collection", "{ unified-collection = {} }", 0.1, 0.0),
        // 1 − s above the mean GDP per head, all below it.
        form("excess-surplus-remittance", EXCESS, 0.1, 0.5).at_gdp(1.5),
        form("excess-surplus-remittance", EXCESS, 0.1, 1.0).at_gdp(0.9),
        // ℓ = ℓ_max · (G/Ḡ − 0.6) / 0.4, nothing below, all above.
        form("tiered-duty", DUTY, -0.1, 0.0).at_gdp(0.5),
        form("tiered-duty", DUTY, -0.1, 0.2).at_gdp(0.8),
        form("tiered-duty", DUTY, -0.1, 1.0).at_gdp(1.2),
        // 1 − (1 − ρ) · σ on a streak.
        form("effort-reward", REWARD, 0.1, 1.0 - 0.8 * 0.5),
        // β · δ of a gap that the pool fills.
        form("transfer-clawback", CLAWBACK, -0.2, 0.9 * 0.5),
        // A smaller gap keeps the ratio of the next years down: (β + β² + β³) · κ · A_p / Σ B.
        form("dynamic-ratio", DYNAMIC, 0.1, 1.0),
        form("dynamic-ratio", DYNAMIC, -0.1, 1.0 + three_years * 0.1 * WAGES / N),
        // Below the red line every yuan saved is one the emergency pool does not pay.
        form("reserve-alarm", ALARM, 0.1, 0.0).without_reserve(),
        form("reserve-alarm", ALARM, 0.1, 1.0),
        // 1 − φ.
        form("transition", TRANSITION, -0.1, 0.25),
        // What is collected enters through the mean rate alone: 1 − its share of potential.
        form("norm-based-transfer", "{ norm-based-transfer = {} }", -0.2, 1.0 - 0.8 / (0.8 + 30.0 * 1.1)),
        // The better collector gets more: w · A · dc/(Σ c) · (1 − c/Σ c).
        form("contribution-linked-allocation", LINKED, 0.1, 1.0 + linked),
        // 1 − τ, but for what comes back by heads.
        form("national-tier", TIER, 0.1, 1.0 - 0.5 * (1.0 - 1.0 / N)),
        // 1 − θ where the centre's share is paid at the margin; all while the reserve lasts.
        form("central-backstop", BACKSTOP, -0.1, 0.3),
        form("central-backstop", r#"{ central-backstop = { centre-share = "70 %" } }"#, -0.1, 1.0),
    ]
}

/// What scenarios leave to the parameters.
const FOLLOWED: &str = r#"assessed-interest = "100 %", assessed-local-subsidy = "0 %", assessed-deferral = "0 %""#;

/// A list of clauses, with what scenarios leave to the parameters filled in.
fn clauses(list: &str) -> Vec<ClauseSpec> {
    let filled = list
        .replace("{ surplus-remittance = { ", &format!("{{ surplus-remittance = {{ cap = \"80 %\", {FOLLOWED}, "))
        .replace("{ gap-allocation = { ", &format!("{{ gap-allocation = {{ {FOLLOWED}, "))
        .replace("{ gap-allocation = {}", &format!("{{ gap-allocation = {{ {FOLLOWED} }}"))
        .replace("{ norm-based-transfer = {}", "{ norm-based-transfer = { cap = \"80 %\" }");
    let text = format!("clauses = [{filled}]");
    let mut file: toml::Table = toml::from_str(&text).expect("TOML");
    file.remove("clauses").expect("a list").try_into().expect("clauses")
}

fn kept(form: &Form) -> f64 {
    let (mut facts, mut opening) = (Facts { year: 2024, ..Facts::default() }, Opening::default());
    facts.gdp_per_head_national = 90_000.0;
    for i in 0..PROVINCES {
        let (balance, gdp) = if i == 0 { (form.balance, form.gdp) } else { (0.1, 1.0) };
        opening.contributions[i] = Money::from_yuan(1e11 * (1.0 + balance));
        opening.benefits[i] = Money::from_yuan(1e11);
        opening.reserves[i] = Money::from_yuan(1e12);
        facts.gdp_per_head[i] = 90_000.0 * gdp;
        facts.insured[i] = 10_000_000;
        facts.employed[i] = 10_000_000;
        facts.retirees[i] = 3_000_000;
        facts.average_wage[i] = Money::from_yuan(1e5);
        facts.plan[i] = opening.contributions[i];
        facts.potential[i] = Money::from_yuan(opening.contributions[i].yuan() / 0.6);
    }
    if !form.has_reserve {
        opening.reserves[0] = Money::ZERO;
    }
    let (clauses, memory) = (clauses(form.list), Memory::default());
    let trial = Trial { clauses: &clauses, facts: &facts, memory: &memory, opening: &opening, plan_growth: 0.05 };
    measure(trial, NUDGE)[0][Margin::Collection as usize].at_balance
}

#[test]
fn every_clause_has_its_closed_form() {
    let known: BTreeSet<&str> = pooling::ALL.iter().map(|info| info.name).collect();
    assert_eq!(forms().iter().map(|form| form.clause).collect::<BTreeSet<_>>(), known);
    for form in forms() {
        let names: Vec<&str> = clauses(form.list).iter().map(ClauseSpec::name).collect();
        assert!(names.contains(&form.clause), "{}: {names:?}", form.clause);
    }
}

#[test]
fn a_province_keeps_what_the_closed_form_of_each_clause_says() {
    for form in forms() {
        let found = kept(&form);
        assert!(
            (found - form.kept).abs() < 1e-3,
            "{}: measured {found}, the closed form says {}",
            form.clause,
            form.kept
        );
    }
}
