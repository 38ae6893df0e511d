//! What must hold for anyone: the money of a career, paid in, moved, paid out, left behind.

use fastox_model::law::account::{
    DepositInterest, Drawdown, credit, credit_monthly, pay_out, withdrawn_at_emigration,
};
use fastox_model::law::arrears::{ArrearsLaw, recover};
use fastox_model::law::contribution::ContributionRates;
use fastox_model::law::contribution_base::{BaseBounds, Tiers};
use fastox_model::law::indexation::{Increase, IndexationShares, PensionersMeans, delayed};
use fastox_model::law::portability::{PortabilityLaw, left_behind};
use fastox_model::law::relief::{Deferral, Waiver};
use fastox_model::law::residents_scheme::{Membership, ResidentsLink};
use fastox_model::law::shortfall::{Standing, cost_of_one_sum};
use fastox_model::law::survivors::{Deceased, SurvivorsLaw};
use fastox_model::units::{Money, Month, MonthlyMoney, Rate};
use proptest::prelude::*;

proptest! {
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

    #[test]
    fn a_tier_stays_within_the_bounds_and_never_above_the_wish(
        reference in 100_000i64..3_000_000,
        wish in 0.0f64..400.0,
        floor in 20.0f64..60.0,
    ) {
        let reference = MonthlyMoney::from_fen(reference);
        let bounds = BaseBounds::of_wage(reference, Rate::percent(floor), Rate::percent(300.0));
        let (tiers, wish) = (Tiers::china(), Rate::percent(wish));
        let tier = tiers.at_or_below(wish);
        prop_assert!(tier <= wish.max(tiers.lowest) && tier <= tiers.highest);
        let base = bounds.tier_base(reference, tier);
        prop_assert!(bounds.floor <= base && base <= bounds.cap);
    }

    #[test]
    fn a_contribution_goes_to_pool_and_account_and_nowhere_else(
        base in 0i64..10_000_000,
        month in 0i32..24,
        small in 0.0f64..100.0,
        hardest_hit: bool,
    ) {
        let (rates, base) = (ContributionRates::china_2019(), MonthlyMoney::from_fen(base));
        let employer = Waiver::china_2020().employer_rate(
            rates.employer,
            Month::new(2019, 12).plus(month),
            Rate::percent(small),
            hardest_hit,
        );
        prop_assert!(Rate::ZERO <= employer && employer <= rates.employer);
        let paid = ContributionRates { employer, ..rates }.of_employee(base);
        prop_assert_eq!(paid.total(), (base * employer + base * rates.employee).for_months(1));
        prop_assert_eq!(paid.account, (base * rates.account).for_months(1));
        prop_assert!(paid.pool >= Money::ZERO);
        prop_assert_eq!(rates.of_flexible(base).total(), (base * rates.flexible).for_months(1));
    }

    #[test]
    fn what_is_put_off_or_recovered_is_neither_made_nor_lost(
        due in 0i64..1_000_000_000_000,
        share in 0.0f64..100.0,
        days in 0i32..3000,
        multiple in 0.0f64..600.0,
    ) {
        let (due, share) = (Money::from_fen(due), Rate::percent(share));
        let law = Deferral::china_2022();
        let put_off = law.deferred(due, Month::new(2022, 6), share);
        prop_assert_eq!(law.repayments(put_off).into_iter().sum::<Money>(), put_off);
        let (recovered, left) = recover(due, share);
        prop_assert_eq!(recovered + left, due);
        let arrears = ArrearsLaw::china_2011();
        let fine = arrears.fine(due, Rate::percent(multiple));
        prop_assert!(due <= fine && fine.fen() <= 3 * due.fen());
        prop_assert!(arrears.late_fee(due, days + 1) >= arrears.late_fee(due, days));
    }

    #[test]
    fn an_account_in_payment_is_never_negative_and_falls_with_every_year(
        at_award in 0i64..500_000_000,
        divisor in 560i32..2330,
        months in 0i32..=12,
        rates in prop::collection::vec(0.0f64..9.0, 0..60),
    ) {
        let at_award = Money::from_fen(at_award);
        let mut drawdown = Drawdown::awarded(months);
        let mut before = drawdown.left(at_award, divisor);
        prop_assert!(before <= at_award);
        for rate in rates {
            let rate = Rate::percent(rate);
            drawdown = drawdown.after_year(rate);
            let left = drawdown.left(at_award, divisor);
            prop_assert!(left >= Money::ZERO);
            prop_assert!(left <= before + before * rate + Money::from_fen(1));
            prop_assert!(before > Money::ZERO || left == Money::ZERO, "an empty account stays empty");
            before = left;
        }
    }

    #[test]
    fn a_move_neither_makes_nor_loses_account_money(
        account in 0i64..500_000_000,
        bases in 0i64..5_000_000_000,
        resident in 0i64..10_000_000,
        months in 0i32..400,
        days in 0.0f64..100.0,
    ) {
        let [account, bases, resident] = [account, bases, resident].map(Money::from_fen);
        let moved = PortabilityLaw::china_2009().transfer(account, bases);
        prop_assert_eq!(moved.account, account);
        prop_assert!(moved.pooled <= bases);
        let employee = Membership { months, account };
        let other = Membership { months: 24, account: resident };
        let (_, joined) = ResidentsLink::china_2014()
            .join(employee, other, Month::new(2025, 1))
            .expect("the link exists");
        prop_assert_eq!(joined.account, account + resident);
        prop_assert!((0.0..1.0).contains(&left_behind(0.01, days)));
        prop_assert!(left_behind(0.01, days + 1.0) > left_behind(0.01, days));
        prop_assert_eq!(withdrawn_at_emigration(account), account);
    }

    #[test]
    fn a_one_sum_purchase_makes_exactly_the_minimum(
        months in 0i32..240,
        required in 180i32..=240,
        base in 200_000i64..4_000_000,
    ) {
        let month = Month::new(2000, 1);
        let standing = Standing { months, required, statutory: month, first_insured: month };
        let (rates, base) = (ContributionRates::china_2019(), MonthlyMoney::from_fen(base));
        let missing = standing.missing();
        prop_assert_eq!((months + missing).max(required), months + missing);
        prop_assert_eq!(Standing { months: months + missing, ..standing }.missing(), 0);
        let one_less = Standing { months: months + missing - 1, ..standing };
        prop_assert_eq!(one_less.missing() > 0, missing > 0 || months == required);
        let cost = cost_of_one_sum(missing, base, &rates);
        prop_assert_eq!(cost.total(), (base * rates.flexible).for_months(missing));
        prop_assert_eq!(cost.account, (base * rates.account).for_months(missing));
    }

    #[test]
    fn the_mean_increase_is_the_growth_times_the_mean_pension(
        people in prop::collection::vec((100_000i64..1_500_000, 120i32..540, 540i32..1100), 1..60),
        growth in 0.0f64..12.0,
        level in 0.0f64..40.0,
        tilt in 0.0f64..20.0,
    ) {
        let (heads, growth) = (people.len() as f64, Rate::percent(growth));
        let shares = IndexationShares {
            level: Rate::percent(level),
            tilt: Rate::percent(tilt),
            ..IndexationShares::china_2016()
        };
        let old = people.iter().filter(|p| p.2 >= shares.tilt_age).count() as f64;
        let sum_of_pensions: i64 = people.iter().map(|p| p.0).sum();
        let mean = sum_of_pensions as f64 / heads / 100.0;
        let means = PensionersMeans {
            pension: MonthlyMoney::from_yuan(mean),
            months: people.iter().map(|p| f64::from(p.1)).sum::<f64>() / heads,
            old: old / heads,
        };
        let law = Increase::solve(growth, &shares, &means);
        let raised: i64 =
            people.iter().map(|p| law.of(MonthlyMoney::from_fen(p.0), p.1, p.2).fen()).sum();
        let expected = growth.as_f64() * mean;
        // Each increase is rounded to the fen, and so is the mean pension.
        prop_assert!((raised as f64 / heads / 100.0 - expected).abs() < 0.011, "{raised} {expected}");
    }

    #[test]
    fn a_delay_pays_every_increase_once(
        pensions in prop::collection::vec((0i64..1_500_000, 0i64..20_000), 1..40),
        threshold in 0i64..1_500_000,
    ) {
        let (mut paid, mut owed) = (MonthlyMoney::ZERO, MonthlyMoney::ZERO);
        for (own, increase) in &pensions {
            let [own, increase] = [*own, *increase].map(MonthlyMoney::from_fen);
            let now = delayed(own, MonthlyMoney::from_fen(threshold), increase, owed);
            paid += now.paid;
            owed = now.owed;
        }
        let granted: i64 = pensions.iter().map(|p| p.1).sum();
        prop_assert_eq!((paid + owed).fen(), granted);
    }

    #[test]
    fn at_death_the_account_goes_to_heirs_or_stays(
        balance in 0i64..500_000_000,
        own in 0i64..500_000_000,
        month in 0i32..300,
        contributed in 0i32..600,
        in_payment in prop::option::of(0i32..600),
        at_work: bool,
    ) {
        let law = SurvivorsLaw::china_2021();
        let [balance, own_part] = [balance, own].map(Money::from_fen);
        let who = Deceased {
            month: Month::new(2005, 1).plus(month),
            months_contributed: contributed,
            months_in_payment: in_payment,
            balance,
            own_part,
            at_work,
        };
        let income = MonthlyMoney::from_yuan(4000.0);
        let paid = law.at_death(&who, income);
        prop_assert_eq!(paid.inherited + paid.kept, balance);
        prop_assert!(paid.inherited >= Money::ZERO && paid.kept >= Money::ZERO);
        let worth = law.lump_sum_months(contributed, in_payment);
        prop_assert!((3..=24).contains(&worth));
        prop_assert!(law.lump_sum_months(contributed + 12, in_payment) >= worth);
    }
}
