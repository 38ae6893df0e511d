//! Local items (地方性待遇): what a province adds to the national formula.
//!
//! ```text
//! local = fixed per month + yearly heating / 12 + supplements on base, index and years
//! ```
//! Under national pooling items outside the national list are paid from local budgets, not from the pool.
//!
//! Source: provincial configurations (secondary): 新政办发〔2010〕167号, 藏政发〔2006〕37号 (checked against a Lhasa sheet),
//! 浙人社发〔2011〕146号, 川劳社发〔2006〕17号, 青劳社厅发〔2004〕27号, and others without a number. The amounts are dated
//! parameters; heating in the other northern provinces is one of them, and off unless an experiment says otherwise.
//!
//! Left out: Yunnan's only-child supplement (5 % of the provincial mean pension, which a record does not hold),
//! Zhengzhou's transitional subsidy (formula not known), the group in Ningxia to which its payment is due, and
//! Sichuan's further 0.1 % each for work before 2006 and for hard areas.

use super::{AwardRule, Record};
use crate::units::MonthlyMoney;

/// One item a province adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LocalItem {
    /// A fixed amount in fen per month, from so many deemed years on.
    Monthly {
        /// Fen per month.
        fen: i64,
        /// Deemed years required.
        deemed_years: f64,
    },
    /// A yearly amount in fen, shown as a twelfth per month.
    Yearly(i64),
    /// For parents of an only child (独生子女): a share of the basic pension.
    OnlyChildOfBasic(f64),
    /// For parents of an only child: a share of the indexed wage per year.
    OnlyChildPerYear(f64),
    /// Plateau supplement of Tibet (高原补贴): a share of the indexed wage, all years taken as served there.
    Plateau {
        /// From 10, 15 and 20 years on.
        shares: [f64; 3],
    },
    /// With more than 20 years paid: shares of the mean base for each year (长缴费年限加发).
    LongService {
        /// Per year over 20 up to 25, over 25 up to 30, over 30.
        shares: [f64; 3],
    },
    /// A fixed amount and an amount per index point and year, both in fen per month.
    PerIndexYear {
        /// Fixed part.
        fen: i64,
        /// Times index times years.
        fen_per_index_year: i64,
    },
}

impl LocalItem {
    /// What this item pays per month.
    pub fn monthly(&self, rule: &AwardRule, record: &Record) -> MonthlyMoney {
        match *self {
            Self::Monthly { fen, deemed_years } if record.years_deemed >= deemed_years => {
                MonthlyMoney::from_fen(fen)
            }
            Self::Yearly(fen) => MonthlyMoney::from_fen(fen).times_ratio(1, 12),
            Self::OnlyChildOfBasic(share) if record.only_child => {
                let basic = rule.basic.pension(record, rule.accrual);
                MonthlyMoney::from_yuan(basic.yuan() * share)
            }
            Self::OnlyChildPerYear(share) if record.only_child => {
                MonthlyMoney::from_yuan(record.indexed_wage() * share * record.years)
            }
            Self::Plateau { shares } => {
                MonthlyMoney::from_yuan(record.indexed_wage() * plateau_share(shares, record.years))
            }
            Self::LongService { shares } if record.years_paid() > 20.0 => MonthlyMoney::from_yuan(
                rule.basic.mean_base(record) * long_service_share(shares, record.years),
            ),
            Self::PerIndexYear { fen, fen_per_index_year } => {
                let per_year = fen_per_index_year as f64 * record.index * record.years;
                MonthlyMoney::from_fen(fen) + MonthlyMoney::from_yuan(per_year / 100.0)
            }
            Self::Monthly { .. }
            | Self::OnlyChildOfBasic(_)
            | Self::OnlyChildPerYear(_)
            | Self::LongService { .. } => MonthlyMoney::ZERO,
        }
    }
}

fn plateau_share(shares: [f64; 3], years: f64) -> f64 {
    match years {
        20.0.. => shares[2],
        15.0.. => shares[1],
        10.0.. => shares[0],
        _ => 0.0,
    }
}

fn long_service_share(shares: [f64; 3], years: f64) -> f64 {
    let between = |low: f64, high: f64| (years.min(high) - low).max(0.0);
    shares[0] * between(20.0, 25.0)
        + shares[1] * between(25.0, 30.0)
        + shares[2] * (years - 30.0).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::award::province::tests::plain;
    use crate::law::award::tests::heilongjiang_2025;

    fn fen(item: LocalItem, record: &Record) -> i64 {
        item.monthly(&plain(), record).fen()
    }

    #[test]
    fn items_depend_on_years_index_and_base() {
        let record = Record { years: 32.0, years_deemed: 4.0, index: 0.8, ..heilongjiang_2025() };
        assert_eq!(fen(LocalItem::Yearly(390_000), &record), 32_500);
        assert_eq!(fen(LocalItem::Monthly { fen: 1_500, deemed_years: 15.0 }, &record), 0);
        // 7,570 · 1.8 / 2 · (5 · 0.15 % + 5 · 0.20 % + 2 · 0.25 %) = 6,813 · 2.25 %
        let long = LocalItem::LongService { shares: [0.0015, 0.0020, 0.0025] };
        assert_eq!(fen(long, &record), 15_329);
        let plateau = LocalItem::Plateau { shares: [0.05, 0.10, 0.15] };
        assert_eq!(fen(plateau, &record), 90_840); // 7,570 · 0.8 · 15 %
        let shenzhen = LocalItem::PerIndexYear { fen: 2_000, fen_per_index_year: 1_850 };
        assert_eq!(fen(shenzhen, &record), 49_360); // 20 + 18.5 · 0.8 · 32
    }

    #[test]
    fn an_only_child_raises_the_basic_pension_by_a_share() {
        let parent = Record { only_child: true, ..heilongjiang_2025() };
        assert_eq!(fen(LocalItem::OnlyChildOfBasic(0.05), &parent), 15_879); // 3,175.76 · 5 %
        assert_eq!(fen(LocalItem::OnlyChildOfBasic(0.05), &heilongjiang_2025()), 0);
    }
}
