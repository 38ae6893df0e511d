//! The tree of parameters is complete, and holds every dated rule of the collection it was made from.

use crate::support::parameters;
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::{Kind, Parameters, Quality, Timeline};
use fastox_experiments::{Experiment, manifest};
use fastox_model::geography::Province;
use fastox_model::law::contribution_base::BaseBounds;
use fastox_model::units::{Month, MonthlyMoney, Rate};

/// Rules of the collection of dated law, by the names it gives them, and the parameters that hold them.
///
/// Not here, because they are no law: statistics of flows (they are data), and what the published plan of
/// national pooling leaves open (clauses of the scenarios with their own defaults). Nor what nothing in the model acts
/// on: the heads of the files of the law name it.
const RULES: [(&str, &[&str]); 52] = [
    ("employer_rate", &["contribution.employer_rate"]),
    ("employee_rate", &["contribution.employee_rate"]),
    ("account_credit_rate_employee", &["account.deposit_rate"]),
    ("flex_total_rate", &["contribution.flexible_rate"]),
    ("base_floor_ratio", &["contribution.base_floor"]),
    ("base_cap_ratio", &["contribution.base_ceiling"]),
    ("floor_lag", &["contribution.floor_lag", "contribution.ceiling_lag"]),
    ("account_interest_rate", &["account.crediting_rate"]),
    ("account_interest_midyear_factor", &["account.deposit_interest_factor"]),
    ("retirement_age_original_male", &["retirement.original_age.male_60"]),
    ("retirement_delay_step_male", &["retirement.delay_step.male_60"]),
    ("retirement_delay_cap_male", &["retirement.delay_cap.male_60"]),
    ("retirement_delay_first_birth_year_male", &["retirement.delay_first_birth.male_60"]),
    ("retirement_age_original_female_55", &["retirement.original_age.female_55"]),
    ("retirement_delay_step_female_55", &["retirement.delay_step.female_55"]),
    ("retirement_delay_cap_female_55", &["retirement.delay_cap.female_55"]),
    ("retirement_delay_first_birth_year_female_55", &["retirement.delay_first_birth.female_55"]),
    ("retirement_age_original_female_50", &["retirement.original_age.female_50"]),
    ("retirement_delay_step_female_50", &["retirement.delay_step.female_50"]),
    ("retirement_delay_cap_female_50", &["retirement.delay_cap.female_50"]),
    ("retirement_delay_first_birth_year_female_50", &["retirement.delay_first_birth.female_50"]),
    ("flex_early_max", &["retirement.earliest_before", "retirement.flexible_from"]),
    ("flex_late_max", &["retirement.latest_after"]),
    ("min_contribution_years", &["retirement.minimum_period"]),
    ("special_occupation_age_male", &["retirement.special_age.male"]),
    ("special_occupation_age_female", &["retirement.special_age.female"]),
    ("disability_retirement_age_male", &["retirement.illness_age.male"]),
    ("disability_retirement_age_female", &["retirement.illness_age.female"]),
    ("account_divisor_interpolation", &["award.divisor_by_month_from"]),
    ("basic_pension_accrual", &["award.accrual"]),
    ("index_cap", &["award.index_ceiling"]),
    ("transition_coefficient", &["award.transitional_coefficient", "award.transitional_coefficient_over_20"]),
    ("account_start", &["award.account_start"]),
    ("calculation_base", &["award.calculation_base"]),
    ("indexation_rate", &["indexation.rate"]),
    ("indexation_shares", &["indexation.share.years", "indexation.share.level", "indexation.share.tilt"]),
    // The schedule of Beijing stands in the note.
    ("indexation_local", &["indexation.share.years", "indexation.tilt_age"]),
    ("funeral_multiple", &["survivors.funeral"]),
    (
        "survivor_months_by_years",
        &[
            "survivors.lump_sum.below_5_years",
            "survivors.lump_sum.below_10_years",
            "survivors.lump_sum.to_15_years",
            "survivors.lump_sum.each_year_over_15",
            "survivors.lump_sum.years_counted",
            "survivors.lump_sum.less_each_year_drawn",
            "survivors.lump_sum.retiree_least",
        ],
    ),
    (
        "local_benefit_item",
        &[
            "local_item.monthly",
            "local_item.monthly_deemed_period",
            "local_item.heating",
            "local_item.plateau.from_20_years",
        ],
    ),
    ("local_benefit_heating_default", &["local_item.heating_default"]),
    ("transfer_pooled_share", &["portability.pooled_share"]),
    ("temporary_account_age_male", &["portability.temporary_account_age.male"]),
    ("temporary_account_age_female", &["portability.temporary_account_age.female"]),
    ("benefit_place_min_years", &["portability.ten_years"]),
    ("transfer_max_processing", &["portability.processing_days"]),
    ("cas_remittance_ratio", &["adjustment_fund.ratio"]),
    ("cas_wage_share", &["adjustment_fund.wage_share"]),
    ("basic_form", &["award.basic_form"]),
    ("transitional_form", &["award.transitional_form", "award.new_method_share"]),
    ("one_sum_purchase", &["shortfall.pay_on", "shortfall.one_sum_if_insured_before"]),
    ("residents_scheme_link", &["shortfall.residents_link_period"]),
];

#[test]
fn every_dated_rule_has_its_parameter() {
    let parameters = Parameters::embedded();
    for (rule, names) in RULES {
        for name in names {
            let held = parameters.get(name);
            assert!(held.is_some(), "`{rule}` has no parameter `{name}`");
        }
    }
}

#[test]
fn every_parameter_says_what_it_is_and_where_it_comes_from() {
    for (name, parameter) in Parameters::embedded().iter() {
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(parameter.title.len() > 8, "`{name}`: title");
        assert!(parameter.title_zh.chars().any(chinese), "`{name}`: title_zh");
        assert!(!parameter.sources.is_empty(), "`{name}`: source");
        for source in &parameter.sources {
            assert!(source.title.len() > 8, "`{name}`: {source}");
        }
        let reason = parameter.because.as_deref().unwrap_or_default();
        let method = parameter.method.as_deref().unwrap_or_default();
        match parameter.kind {
            Kind::Law => assert!(parameter.quality != Quality::Assumed, "`{name}` is law"),
            Kind::Assumption => assert!(reason.len() > 8, "`{name}`: because"),
            // Where no standard error was seen, the sweep stands for it.
            Kind::Estimate => assert!(
                method.len() > 8
                    && (parameter.standard_error.is_some()
                        || parameter.sweep.is_some()
                        || parameter.sources.iter().any(|s| s.note.is_some())),
                "`{name}`: method and standard error"
            ),
        }
    }
}

#[test]
fn what_a_province_has_of_its_own_lies_in_the_range() {
    for (name, parameter) in Parameters::embedded().iter() {
        let paths = parameter.provinces.values().map(|own| &own.values);
        for (from, value) in paths.chain(&parameter.national).flat_map(Timeline::values) {
            let recorded = parameter.last_confirmed.is_some_and(|last| from.year() <= last);
            assert!(recorded || parameter.allows(*value), "`{name}`: {value}");
        }
        assert!(parameter.national.is_some() || !parameter.provinces.is_empty(), "`{name}` has no value anywhere");
        let listed = parameter.unit == Unit::Choice;
        assert_eq!(parameter.choices.is_empty(), !listed, "`{name}`: choices");
    }
}

/// Announced for the year itself; used until the end of a run.
#[test]
fn a_run_names_what_it_uses_beyond_the_last_announcement() {
    let experiment = Experiment { last_year: 2030, ..Experiment::default_main() };
    let past = manifest(&experiment, &[], &parameters(&[])).parameters_past_last_confirmed;
    for name in ["account.crediting_rate", "award.calculation_base", "contribution.base_floor", "indexation.rate"] {
        assert!(past.iter().any(|message| message == name), "{name} is not among {past:?}");
    }
    let experiment = Experiment { last_year: 2025, ..experiment };
    let past = manifest(&experiment, &[], &parameters(&[])).parameters_past_last_confirmed;
    assert!(past.iter().all(|name| !name.starts_with("award.")), "{past:?}");
}

/// Whole yuan; the average wage behind them is not published with the limits.
#[test]
fn published_limits_agree_with_their_shares() {
    let parameters = Parameters::embedded();
    let july = Month::new(2025, 7);
    let published: toml::Table = include_str!("data/published_limits.toml").parse().expect("TOML");
    assert_eq!(published.len(), 9);
    for (code, limits) in &published {
        let p = Province::find(code).expect("a province");
        let [floor, ceiling] = ["floor", "ceiling"].map(|key| limits[key].as_integer().expect("yuan") as f64);
        let lag = |name| parameters.in_month(july).in_province(p).value(name) as i32;
        if lag("contribution.floor_lag") != lag("contribution.ceiling_lag") {
            continue;
        }
        // Where cities differ, the floor is that of the first tier, which follows the nation's share.
        let [low, high] = ["contribution.base_floor", "contribution.base_ceiling"]
            .map(|name| Rate::from_f64(parameters.in_month(july).value(name)));
        let wage = MonthlyMoney::from_yuan(ceiling / high.as_f64());
        let bounds = BaseBounds::of_wage(wage, low, high);
        assert!((bounds.floor.yuan() - floor).abs() <= 1.0, "{p:?}: {} {floor}", bounds.floor);
    }
}

/// Beijing's schedule leaves 38 % for the amount that is the same for everybody.
#[test]
fn the_linked_shares_of_an_increase_leave_a_fixed_one() {
    let parameters = Parameters::embedded();
    let names = parameters.group("indexation.share");
    assert_eq!(names.len(), 3);
    let sum: f64 = names.iter().map(|name| parameters.in_january(2025).value(name)).sum();
    assert!((1.0 - sum - 0.38).abs() < 1e-12, "{sum}");
}

/// A number stands once: the scenario follows `adjustment_fund.*` and states no ratio of its own.
#[test]
fn the_scenario_of_the_adjustment_fund_states_no_ratio_of_its_own() {
    let text = include_str!("../experiments/scenarios/central-adjustment.toml");
    let file: toml::Table = text.parse().expect("TOML");
    let clauses = file["pooling"][0]["clauses"].as_array().expect("clauses");
    let remittance = clauses.iter().find_map(|clause| clause.get("assessed-remittance"));
    assert!(remittance.and_then(toml::Value::as_table).expect("the clause").is_empty());
    let law = Parameters::embedded();
    let law = law.get("adjustment_fund.ratio").expect("a parameter");
    assert_eq!(law.national.iter().flat_map(Timeline::values).count(), 4);
}
