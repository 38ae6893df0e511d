//! What must hold for anyone: the money of a career, paid in, moved, paid out, left behind.

use fastox_model::law::account::{DepositInterest, Drawdown, credit};
use fastox_model::law::contribution_base::BaseBounds;
use fastox_model::law::indexation::{Increase, IndexationShares, PensionersMeans};
use fastox_model::law::portability::{PortabilityLaw, left_behind};
use fastox_model::units::{Money, MonthlyMoney, Rate};
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
    ) {
        let rate = Rate::percent(rate);
        let [mut balance, deposit] = [balance, deposit].map(Money::from_fen);
        for _ in 0..30 {
            balance = credit(balance, deposit, rate, DepositInterest::HalfYear);
            prop_assert!(balance >= Money::ZERO);
        }
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
        days in 0.0f64..100.0,
    ) {
        let [account, bases] = [account, bases].map(Money::from_fen);
        let moved = PortabilityLaw::china_2009().transfer(account, bases);
        prop_assert_eq!(moved.account, account);
        prop_assert!(moved.pooled <= bases);
        prop_assert!((0.0..1.0).contains(&left_behind(0.01, days)));
        prop_assert!(left_behind(0.01, days + 1.0) > left_behind(0.01, days));
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
}
