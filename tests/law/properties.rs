//! What must hold for anyone: ages, months, awards.

use fastox_calibration::inputs::award;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_model::law::award::{AwardRule, BenefitBase, Entitled, Record};
use fastox_model::law::early_retirement::{EarlyRetirementLaw, Ground, Hardship};
use fastox_model::law::resettlement::{preliminary, resettle};
use fastox_model::law::{PayoutTable, RetirementLaw, WorkClass};
use fastox_model::units::{Money, Month};
use proptest::prelude::*;
use std::sync::LazyLock;

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
        transitional_old: None,
        payout_tenths: 1390,
        plateau_years: None,
        entitled: Entitled { only_child: true, ..Entitled::default() },
    }
}

/// The rule of every province in 2025.
static RULES: LazyLock<Vec<AwardRule>> = LazyLock::new(|| {
    let parameters = Parameters::embedded();
    Province::all().map(|p| award::rule(&parameters, p, Month::new(2025, 1))).collect()
});

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
    fn a_preliminary_award_on_the_right_base_needs_no_resettlement(
        place in 0usize..31,
        months in 180i32..500,
        base in 3000.0f64..20000.0,
        first in 0i32..24,
        later in 0i32..24,
    ) {
        let rule = &RULES[place];
        let record = record(months, 60, 0.8, base, 8_000_000);
        let before = preliminary(rule, &record, BenefitBase::uniform(base)).total();
        let settled = rule.award(&record).total();
        let first = Month::new(2025, 1).plus(first);
        let change = resettle(before, settled, first, first.plus(later));
        prop_assert_eq!(change.back_pay, Money::ZERO);
        let lower = preliminary(rule, &record, BenefitBase::uniform(0.95 * base)).total();
        let change = resettle(lower, settled, first, first.plus(later));
        prop_assert_eq!(lower.for_months(later) + change.back_pay, settled.for_months(later));
    }

    #[test]
    fn an_early_ground_never_allows_more_without_the_hard_years(
        class in 0usize..3,
        born in (1950 * 12)..(2000 * 12),
        hard in 0i32..200,
        months in 0i32..400,
        age in 480i32..720,
    ) {
        let (law, minimum) =
            (EarlyRetirementLaw::china_1978(), RetirementLaw::china_2024().minimum);
        let (class, born) = (WorkClass::ALL[class], Month::new(0, 1).plus(born));
        let hardships =
            [Hardship::AltitudeOrHeavyLabour, Hardship::UndergroundOrHeat, Hardship::HarmfulToHealth];
        let may = hardships.map(|hardship| {
            let ground = Ground::SpecialOccupation { hardship, months: hard };
            law.may_claim(class, born, ground, born.plus(age), months, &minimum)
        });
        prop_assert!(may.is_sorted(), "the milder hardship asks for more years");
        prop_assert!(!may[2] || (hard >= 96 && months >= 180 && age >= 540));
        prop_assert!(
            law.earliest(class, born, Ground::Illness)
                <= RetirementLaw::china_2024().statutory_date(class, born)
        );
    }
}
