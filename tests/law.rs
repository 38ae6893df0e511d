//! The law of one person against published vectors, an independent statement of it, and what must hold for anyone.

use fastox_calibration::inputs::award;
use fastox_calibration::parameters::Parameters;
use fastox_experiments::person::{Case, PensionAnswer, pension, retirement};
use fastox_model::geography::Province;
use fastox_model::law::account::{DepositInterest, credit, credit_monthly, pay_out};
use fastox_model::law::award::{AwardRule, BenefitBase, Record};
use fastox_model::law::contribution_base::BaseBounds;
use fastox_model::law::{MinimumPeriod, PayoutTable, RetirementLaw, WorkClass};
use fastox_model::units::{Money, Month, MonthlyMoney, Rate};
use proptest::prelude::*;
use std::sync::LazyLock;

use WorkClass::{Female50, Female55, Male60};

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

#[test]
fn the_age_vectors_of_2024() {
    let vectors = [
        (Male60, "1964-12", 0, (60, 0), "2024-12"),
        (Male60, "1965-01", 1, (60, 1), "2025-02"),
        (Male60, "1965-04", 1, (60, 1), "2025-05"),
        (Male60, "1965-05", 2, (60, 2), "2025-07"),
        (Male60, "1965-09", 3, (60, 3), "2025-12"),
        (Male60, "1976-08", 35, (62, 11), "2039-07"),
        (Male60, "1976-09", 36, (63, 0), "2039-09"),
        (Male60, "1980-01", 36, (63, 0), "2043-01"),
        (Female55, "1970-01", 1, (55, 1), "2025-02"),
        (Female55, "1971-04", 4, (55, 4), "2026-08"),
        (Female55, "1981-09", 36, (58, 0), "2039-09"),
        (Female50, "1975-01", 1, (50, 1), "2025-02"),
        (Female50, "1975-02", 1, (50, 1), "2025-03"),
        (Female50, "1975-03", 2, (50, 2), "2025-05"),
        (Female50, "1984-11", 60, (55, 0), "2039-11"),
    ];
    for (class, born, delay, (years, months), date) in vectors {
        let answer = retirement(month(born), class);
        assert_eq!(answer.delay_months, delay, "{class} {born}");
        assert_eq!(answer.age_months, 12 * years + months, "{class} {born}");
        assert_eq!(answer.date, month(date), "{class} {born}");
    }
}

/// The decision counts from the month in which the *original* age is reached: who reaches it in January to April 2025 waits
/// one month, in May to August two, and so on; women workers by pairs of months. Read here off a calendar, month by month.
#[test]
fn every_month_of_birth_from_1960_to_1990_follows_the_decision() {
    for (class, original, group, most) in
        [(Male60, 60, 4, 36), (Female55, 55, 4, 36), (Female50, 50, 2, 60)]
    {
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
    // In half years: 15, 15½, … 20 years from 2039 on.
    let half_years = [30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 40, 40];
    let law = MinimumPeriod::china_2024();
    for (year, half_years) in (2029..).zip(half_years) {
        assert_eq!(law.months_required(year), 6 * half_years, "{year}");
    }
}

#[test]
fn the_divisors_of_the_award_sheets() {
    let table = PayoutTable::china_2005();
    for (age, tenths) in
        [(601, 1946), (721, 1384), (720, 1390), (756, 1170), (600, 1950), (660, 1700)]
    {
        assert_eq!(table.tenths(age, month("2025-01")), tenths, "{age}");
    }
}

#[test]
fn the_base_limits_published_for_2025() {
    // Reference wage, share of the floor, floor and cap in yuan per month.
    let limits = [
        (9183.0, 60.0, 5510.0, 27549.0),  // Guangzhou, 粤人社发〔2025〕32号
        (9183.0, 52.0, 4775.0, 27549.0),  // elsewhere in Guangdong
        (11937.0, 60.0, 7162.0, 35811.0), // Beijing, 京人社发〔2025〕11号
        (8540.0, 60.0, 5124.0, 25620.0),  // Tianjin
        (7646.0, 60.0, 4588.0, 22938.0),  // Sichuan, 川人社办发〔2025〕39号
    ];
    for (wage, share, floor, cap) in limits {
        let wage = MonthlyMoney::from_yuan(wage);
        let bounds = BaseBounds::of_wage(wage, Rate::percent(share), Rate::percent(300.0));
        let [floor, cap] = [floor, cap].map(MonthlyMoney::from_yuan);
        assert_eq!(bounds, BaseBounds { floor, cap });
    }
}

#[test]
fn every_award_sheet_to_the_fen() {
    let file: toml::Table =
        include_str!("data/award_sheets.toml").parse().expect("the sheets are TOML");
    let parameters = Parameters::embedded();
    for sheet in file["sheet"].as_array().expect("sheets") {
        let name = sheet["name"].as_str().expect("a name");
        let case: Case = sheet["case"].clone().try_into().unwrap_or_else(|e| panic!("{name}: {e}"));
        let case = case.checked().unwrap_or_else(|e| panic!("{name}: {e}"));
        let answer = pension(&case, &parameters).unwrap_or_else(|e| panic!("{name}: {e}"));
        compare(name, &answer, sheet);
    }
}

fn compare(name: &str, answer: &PensionAnswer, sheet: &toml::Value) {
    let json: serde_json::Value = serde_json::from_str(&answer.to_json()).expect("JSON");
    for (component, printed) in sheet["expected"].as_table().expect("expected") {
        let printed = printed.as_float().expect("a number");
        let computed = json[component].as_f64().expect("a number");
        let within = match sheet.get("within") {
            Some(within) if component == "basic" => within.as_float().expect("yuan"),
            _ => 0.001,
        };
        let apart = (computed - printed).abs();
        assert!(apart < within, "{name}: {component} is {computed}, the sheet prints {printed}");
    }
    let sum: f64 =
        ["basic", "account", "transitional", "local"].iter().filter_map(|c| json[c].as_f64()).sum();
    let total = json["total"].as_f64().expect("a total");
    assert!((total - sum).abs() < 0.001, "{name}: {total} is not {sum}");
}

/// The rule of every province in 2025.
static RULES: LazyLock<Vec<AwardRule>> = LazyLock::new(|| {
    let parameters = Parameters::embedded();
    Province::all().map(|p| award::rule(&parameters, p, Month::new(2025, 1))).collect()
});

fn record(months: i32, deemed: i32, index: f64, base: f64, account: i64) -> Record {
    Record {
        base: BenefitBase::uniform(base),
        index,
        index_transitional: index,
        years: f64::from(months) / 12.0,
        years_deemed: f64::from(deemed) / 12.0,
        years_transitional: f64::from(deemed) / 12.0,
        account: Money::from_fen(account),
        virtual_account: Money::ZERO,
        payout_tenths: 1390,
        only_child: true,
    }
}

proptest! {
    #[test]
    fn more_months_never_lower_the_pension(
        place in 0usize..31,
        deemed in 0i32..180,
        paid in 0i32..500,
        more in 0i32..120,
        index in 0.2f64..3.0,
        base in 3000.0f64..20000.0,
        account in 0i64..100_000_000,
    ) {
        let rule = &RULES[place];
        let shorter = rule.award(&record(deemed + paid, deemed, index, base, account));
        let longer = rule.award(&record(deemed + paid + more, deemed, index, base, account));
        prop_assert!(longer.total() >= shorter.total());
        prop_assert!(longer.basic >= shorter.basic);
    }

    #[test]
    fn a_later_claim_never_raises_the_divisor(
        age in 480i32..900,
        later in 0i32..60,
        award in (2015 * 12)..(2040 * 12),
    ) {
        let table = PayoutTable::china_2005();
        let award = Month::new(0, 1).plus(award);
        prop_assert!(table.tenths(age + later, award.plus(later)) <= table.tenths(age, award));
    }

    #[test]
    fn the_window_of_claims_encloses_the_statutory_month(
        class in 0usize..3,
        born in (1940 * 12)..(2010 * 12),
    ) {
        let (law, class, born) = (RetirementLaw::china_2024(), WorkClass::ALL[class], Month::new(0, 1).plus(born));
        let statutory = law.statutory_date(class, born);
        let (earliest, latest) = (law.earliest(class, born), law.latest(class, born));
        prop_assert!(earliest <= statutory && statutory <= latest);
        prop_assert!(earliest.since(born) >= statutory.since(born) - law.delay(class, born));
        prop_assert!(law.statutory_date(class, born.plus(1)) > statutory);
        prop_assert!(law.months_required(class, born, earliest) <= law.months_required(class, born, latest));
    }

    #[test]
    fn the_base_stays_within_its_bounds(
        wage in 0i64..100_000_000,
        reference in 100_000i64..3_000_000,
        floor in 20.0f64..100.0,
        cap in 100.0f64..500.0,
    ) {
        let reference = MonthlyMoney::from_fen(reference);
        let bounds = BaseBounds::of_wage(reference, Rate::percent(floor), Rate::percent(cap));
        let base = bounds.base(MonthlyMoney::from_fen(wage));
        prop_assert!(bounds.floor <= base && base <= bounds.cap);
        prop_assert_eq!(base.fen() % 100, 0);
    }

    #[test]
    fn the_account_is_never_negative(
        balance in 0i64..100_000_000,
        deposit in 0i64..1_000_000,
        rate in -20.0f64..20.0,
        pension in 0i64..2_000_000,
    ) {
        let (rate, pension) = (Rate::percent(rate), Money::from_fen(pension));
        let [mut balance, deposit] = [balance, deposit].map(Money::from_fen);
        for _ in 0..30 {
            balance = credit(balance, deposit, rate, DepositInterest::HalfYear);
            balance = credit_monthly(balance, &[deposit; 12], rate);
            let paid = pay_out(balance, pension);
            prop_assert_eq!(paid.from_account + paid.from_pool, pension);
            prop_assert_eq!(paid.from_account + paid.balance, balance);
            prop_assert!(paid.balance >= Money::ZERO && paid.from_pool >= Money::ZERO);
            balance = paid.balance;
        }
    }
}
