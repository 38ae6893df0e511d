//! Contributions owed (欠费): the late fee, the fine, and what may still be paid in.
//!
//! ```text
//! late fee = owed · 0.05 % · days
//! fine     = owed · m            1 ≤ m ≤ 3, only if the order to pay is not obeyed
//! recovered in a year = stock · recovery rate
//! ```
//! Source: Social Insurance Law art. 86 (late fee, fine), 人社部规〔2016〕5号 (missed months older than three years need a
//! judgment, an arbitration or a finding of the labour inspection); all recalled. 国办发〔2019〕13号 forbids the concentrated
//! clean-up of historical arrears, so the recovery rate of old debts is near zero: an input, not law.
//!
//! Left out: the steps before a fine (order, guarantee, seizure), and interest on the missed months of the account.

use crate::units::{Money, Rate};

/// What a debtor owes beside the debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrearsLaw {
    /// Late fee per day (滞纳金).
    pub late_fee_per_day: Rate,
    /// Smallest fine as a multiple of the debt.
    pub least_fine: Rate,
    /// Largest fine as a multiple of the debt.
    pub most_fine: Rate,
    /// Months after which a missed month needs a document.
    pub document_after: i32,
}

impl ArrearsLaw {
    /// The law in force since July 2011.
    pub fn china_2011() -> Self {
        Self {
            late_fee_per_day: Rate::percent(0.05),
            least_fine: Rate::ONE,
            most_fine: Rate::percent(300.0),
            document_after: 36,
        }
    }

    /// The late fee for so many days, without compounding.
    pub fn late_fee(&self, owed: Money, days: i32) -> Money {
        let per_day = self.late_fee_per_day.billionths();
        owed.times_ratio(per_day * i64::from(days.max(0)), 1_000_000_000)
    }

    /// The fine at this multiple of the debt, brought within the law's bounds.
    pub fn fine(&self, owed: Money, multiple: Rate) -> Money {
        owed * multiple.max(self.least_fine).min(self.most_fine)
    }

    /// Whether the firm may still pay a month missed so many months ago.
    pub const fn may_be_paid_in(&self, months_ago: i32, has_document: bool) -> bool {
        months_ago <= self.document_after || has_document
    }
}

/// What of a stock of arrears is recovered in a year, and what is left.
pub fn recover(stock: Money, recovery_rate: Rate) -> (Money, Money) {
    let recovered = stock * recovery_rate;
    (recovered, stock - recovered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_days_late_cost_five_percent() {
        let (law, owed) = (ArrearsLaw::china_2011(), Money::from_yuan(12_000.0));
        assert_eq!(law.late_fee(owed, 100), Money::from_yuan(600.0));
        assert_eq!(law.late_fee(owed, 0), Money::ZERO);
        assert_eq!(law.fine(owed, Rate::percent(200.0)), Money::from_yuan(24_000.0));
        assert_eq!(law.fine(owed, Rate::percent(500.0)), Money::from_yuan(36_000.0));
        assert_eq!(law.fine(owed, Rate::ZERO), owed);
    }

    #[test]
    fn an_old_gap_needs_a_document() {
        let law = ArrearsLaw::china_2011();
        assert!(law.may_be_paid_in(36, false) && !law.may_be_paid_in(37, false));
        assert!(law.may_be_paid_in(120, true));
    }

    #[test]
    fn what_is_recovered_leaves_the_stock() {
        let (recovered, left) = recover(Money::from_fen(1_001), Rate::percent(5.0));
        assert_eq!((recovered.fen(), left.fen()), (50, 951));
    }
}
