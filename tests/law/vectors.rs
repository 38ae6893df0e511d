//! Published ages, divisors, bases and award sheets, and the age table against an independent statement.

use fastox_calibration::parameters::Parameters;
use fastox_experiments::questions::person::{Case, PensionAnswer, pension, retirement};
use fastox_model::law::contribution_base::BaseBounds;
use fastox_model::law::{MinimumPeriod, PayoutTable, WorkClass};
use fastox_model::units::{Money, Month, MonthlyMoney, Rate};
use std::sync::LazyLock;
use toml::Value;

use WorkClass::{Female50, Female55, Male60};

static VECTORS: LazyLock<toml::Table> =
    LazyLock::new(|| include_str!("../data/law_vectors.toml").parse().expect("the vectors are TOML"));

fn rows(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> f64 {
    value.as_float().or(value.as_integer().map(|n| n as f64)).expect("a number")
}

fn whole(value: &Value) -> i32 {
    value.as_integer().expect("a whole number") as i32
}

fn pair(value: &Value) -> (i32, i32) {
    (whole(&value[0]), whole(&value[1]))
}

fn month(value: &Value) -> Month {
    value.as_str().expect("a month").parse().expect("a month")
}

fn yuan(value: &Value) -> MonthlyMoney {
    MonthlyMoney::from_yuan(number(value))
}

#[test]
fn the_age_vectors_of_2024() {
    for group in rows(&VECTORS["statutory_age"]) {
        let class: WorkClass = group["class"].as_str().expect("a class").parse().expect("a class");
        for birth in rows(&group["births"]) {
            let answer = retirement(month(&birth["born"]), class);
            let (years, months) = pair(&birth["age"]);
            assert_eq!(answer.delay_months, whole(&birth["delay"]), "{class} {birth:?}");
            assert_eq!(answer.age_months, 12 * years + months, "{class} {birth:?}");
            assert_eq!(answer.date, month(&birth["reached"]), "{class} {birth:?}");
        }
    }
}

/// The decision counts from the month in which the *original* age is reached: who reaches it in January to April 2025
/// waits one month, in May to August two, and so on; women workers by pairs of months. Read here off a calendar, month
/// by month.
#[test]
fn every_month_of_birth_from_1960_to_1990_follows_the_decision() {
    for (class, original, group, most) in [(Male60, 60, 4, 36), (Female55, 55, 4, 36), (Female50, 50, 2, 60)] {
        for year in 1960..=1990 {
            for number in 1..=12 {
                let mut wait = 0;
                let mut in_group = 0;
                let (mut y, mut m) = (2025, 1);
                while (y, m) <= (year + original, number) {
                    if in_group == 0 {
                        wait += 1;
                    }
                    in_group = (in_group + 1) % group;
                    (y, m) = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
                }
                let wait = if wait > most { most } else { wait };
                let answer = retirement(Month::new(year, number), class);
                assert_eq!(answer.delay_months, wait, "{class} {year}-{number:02}");
                assert_eq!(answer.age_months, original * 12 + wait);
                assert_eq!(answer.date, Month::new(year + original, number).plus(wait));
            }
        }
    }
}

#[test]
fn the_minimum_period_of_each_year() {
    let (law, table) = (MinimumPeriod::china_2024(), &VECTORS["minimum_period"]);
    for (year, years) in (whole(&table["first_year"])..).zip(rows(&table["years"])) {
        let months = f64::from(law.months_required(year));
        assert!((months - 12.0 * number(years)).abs() < 1e-9, "{year}: {months}");
    }
}

#[test]
fn the_divisors_of_the_award_sheets() {
    let (table, award) = (PayoutTable::china_2005(), Month::new(2025, 1));
    for row in rows(&VECTORS["divisor"]) {
        let (years, months) = pair(&row["age"]);
        let divisor = f64::from(table.tenths(12 * years + months, award)) / 10.0;
        assert!((divisor - number(&row["months"])).abs() < 1e-9, "{row:?}: {divisor}");
    }
}

#[test]
fn the_base_limits_published_for_2025() {
    for row in rows(&VECTORS["base_limits"]) {
        let [floor, cap] = [number(&row["floor_percent"]), 300.0].map(Rate::percent);
        let [behind_floor, behind_cap] = [0, 1].map(|i: usize| yuan(&row["wages"][i]));
        let bounds = BaseBounds::of_wages(behind_floor, floor, behind_cap, cap);
        assert_eq!(bounds.floor, yuan(&row["limits"][0]), "{row:?}");
        assert_eq!(bounds.cap, yuan(&row["limits"][1]), "{row:?}");
    }
}

#[test]
fn the_adjustment_fund_of_2020_implies_the_wages_it_was_assessed_on() {
    let fund = &VECTORS["central_adjustment_2020"];
    let rate = |key: &str| Rate::percent(number(&fund[key]));
    let billion = |key: &str| Money::from_yuan(1e9 * number(&fund[key]));
    let assessed = billion("wages_times_heads_bn") * rate("wage_share_percent");
    let apart = (assessed * rate("ratio_percent") - billion("remittances_bn")).yuan().abs();
    assert!(apart < 0.002e9, "{apart}: the product is given to 0.1 bn");
}

#[test]
fn as_many_vectors_as_the_rule_book_has() {
    let count = |key: &str| rows(&VECTORS[key]).len();
    let births: usize = rows(&VECTORS["statutory_age"]).iter().map(|group| rows(&group["births"]).len()).sum();
    assert_eq!((births, rows(&VECTORS["minimum_period"]["years"]).len()), (15, 13));
    assert_eq!((count("divisor"), count("base_limits")), (6, 6));
}

#[test]
fn every_award_sheet_to_the_fen() {
    let file: toml::Table = include_str!("../data/award_sheets.toml").parse().expect("the sheets are TOML");
    for sheet in file["sheet"].as_array().expect("sheets") {
        let name = sheet["name"].as_str().expect("a name");
        let case: Case = sheet["case"].clone().try_into().unwrap_or_else(|e| panic!("{name}: {e}"));
        let case = case.checked().unwrap_or_else(|e| panic!("{name}: {e}"));
        let answer = pension(&case, &Parameters::embedded()).unwrap_or_else(|e| panic!("{name}: {e}"));
        compare(name, &answer, sheet);
    }
}

/// Every component and the total that the sheet prints, to the fen or within what the sheet allows for its own
/// roundings.
fn compare(name: &str, answer: &PensionAnswer, sheet: &Value) {
    let json: serde_json::Value = serde_json::from_str(&answer.to_json()).expect("JSON");
    let of = |component: &str| json[component].as_f64().expect("a number");
    for (component, printed) in sheet["expected"].as_table().expect("expected") {
        let (printed, computed) = (number(printed), of(component));
        let within = sheet.get("within").and_then(|within| within.get(component));
        let within = within.map_or(0.001, |within| number(within) + 0.001);
        let apart = (computed - printed).abs();
        assert!(apart < within, "{name}: {component} is {computed}, the sheet prints {printed}");
    }
    let parts = ["basic", "account", "transitional", "local", "rounding"];
    let sum: f64 = parts.map(of).into_iter().sum();
    assert!((of("total") - sum).abs() < 0.001, "{name}: {json} does not add up");
}
