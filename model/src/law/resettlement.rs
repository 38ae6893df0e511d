//! The preliminary award and its re-settlement (预发, 重算) once the year's benefit base is announced.
//!
//! ```text
//! preliminary = award on JF(y − 1)            paid until JF(y) is announced, mostly in the second half of y
//! final       = award on JF(y)
//! back-pay    = (final − preliminary) · months already paid
//! ```
//! The same holds for the account where the year's crediting rate is not yet known: last year's stands in.
//!
//! Source: practice of the provinces (recalled); the benefit bases are announced by province and year.
//!
//! Left out: what happens if a base falls. None has; the difference is then negative and would be taken back.

use super::award::{Award, AwardRule, BenefitBase, Record};
use crate::units::{Money, Month, MonthlyMoney};

/// What changes when the final award replaces the preliminary one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resettlement {
    /// Months paid at the preliminary amount.
    pub months: i32,
    /// Final less preliminary, per month.
    pub difference: MonthlyMoney,
    /// What is paid once for those months.
    pub back_pay: Money,
}

/// The preliminary award: the record on last year's bases.
pub fn preliminary(rule: &AwardRule, record: &Record, last_year: BenefitBase) -> Award {
    rule.award(&Record { base: last_year, ..*record })
}

/// Replaces a preliminary by a final amount. `first_paid` is the first month of the pension, `announced` the first
/// month paid at the final amount; a pension that begins no earlier needs no re-settlement.
pub fn resettle(preliminary: MonthlyMoney, settled: MonthlyMoney, first_paid: Month, announced: Month) -> Resettlement {
    let months = announced.since(first_paid).max(0);
    if months == 0 {
        return Resettlement::default();
    }
    let difference = settled - preliminary;
    Resettlement { months, difference, back_pay: difference.for_months(months) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::award::LocalItem;
    use crate::law::award::province::tests::plain;
    use crate::law::award::tests::heilongjiang_2025;

    #[test]
    fn seven_months_on_last_years_base() {
        let cold = LocalItem::Monthly { fen: 4_500, deemed_years: 0.0 };
        let rule = AwardRule { local: vec![cold], ..plain() };
        let record = heilongjiang_2025();
        let before = preliminary(&rule, &record, BenefitBase::uniform(7000.0)).total();
        let settled = rule.award(&record).total();
        // Basic 3,500 · 1.9705 · 0.4258 = 2,936.64; transitional 7,000 · 0.9705 · 13.92 · 1.2 % = 1,134.79.
        assert_eq!(before.fen(), 293_664 + 79_275 + 113_479 + 4_500);
        let change = resettle(before, settled, Month::new(2025, 3), Month::new(2025, 10));
        assert_eq!((change.months, change.difference.fen()), (7, 524_070 - 490_918));
        assert_eq!(change.back_pay, Money::from_fen(7 * 33_152));
    }

    #[test]
    fn who_retires_after_the_announcement_needs_none() {
        let (low, high) = (MonthlyMoney::from_yuan(3000.0), MonthlyMoney::from_yuan(3200.0));
        let change = resettle(low, high, Month::new(2025, 11), Month::new(2025, 10));
        assert_eq!(change, Resettlement::default());
    }
}
