//! Local items (地方性待遇): what a province adds to the national formula.
//!
//! ```text
//! local = fixed per month + yearly heating / 12 + supplements on base, index and years + supplements for groups
//! share for parents of an only child, of   the pension (基本养老金)       basic + account + transitional
//!                                          the basic component (基础养老金)
//!                                          the indexed wage, for each year
//!                                          the mean pension of the province
//! ```
//! Under national pooling items outside the national list are paid from local budgets, not from the pool.
//!
//! Source: 渝劳办发〔2000〕261号, 黔劳社厅发〔2006〕20号, 琼府〔2022〕40号, 云劳社〔2002〕76号, 川劳社发〔2006〕17号 (groups);
//! 新政办发〔2010〕167号, 藏政发〔2006〕37号, 浙人社发〔2011〕146号, 浙人社发〔2018〕102号, 青劳社厅发〔2004〕27号 (everybody), all
//! secondary; award sheets of each. The amounts are dated parameters; heating in the other northern provinces is one of
//! them, and off unless an experiment says otherwise.
//!
//! Left out: Zhengzhou's transitional subsidy (its table of parameters is not public), increments for model workers and
//! professional titles, and what 黑龙江 pays in cold places besides the award.

use super::{AwardRule, Record};
use crate::units::MonthlyMoney;

/// What somebody is that a province pays for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entitled {
    /// Parent of an only child with the certificate (独生子女父母).
    pub only_child: bool,
    /// Without children (无子女).
    pub childless: bool,
    /// Classed as an intellectual (知识分子).
    pub intellectual: bool,
    /// Further grounds for the increment of 四川: work before 2006, hard areas, and others.
    pub grounds: u8,
}

/// A group of people that an item is limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entitlement {
    /// Parents of an only child.
    OnlyChild,
    /// People without children.
    Childless,
    /// Intellectuals.
    Intellectual,
    /// Once for each further ground.
    Ground,
}

impl Entitlement {
    /// How often somebody is of it.
    fn times(self, entitled: Entitled) -> u8 {
        match self {
            Self::OnlyChild => entitled.only_child.into(),
            Self::Childless => entitled.childless.into(),
            Self::Intellectual => entitled.intellectual.into(),
            Self::Ground => entitled.grounds,
        }
    }

    /// Its name in an answer.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnlyChild => "only child",
            Self::Childless => "childless",
            Self::Intellectual => "intellectual",
            Self::Ground => "further grounds",
        }
    }
}

/// What an item that is limited to a group pays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Supplement {
    /// Fen per month.
    Fixed(i64),
    /// A share of the whole pension (基本养老金): basic, account and transitional.
    OfPension(f64),
    /// A share of its basic component (基础养老金).
    OfBasic(f64),
    /// A share of the indexed wage for each year.
    OfIndexedWageYears(f64),
    /// A share of the mean pension of the province, in yuan per month.
    OfMeanPension {
        /// The share.
        share: f64,
        /// The mean pension last announced, yuan per month.
        mean: f64,
    },
}

impl Supplement {
    fn monthly(self, rule: &AwardRule, record: &Record) -> MonthlyMoney {
        let of = |yuan: f64| MonthlyMoney::from_yuan(yuan);
        match self {
            Self::Fixed(fen) => MonthlyMoney::from_fen(fen),
            Self::OfPension(share) => of(rule.national(record).total().yuan() * share),
            Self::OfBasic(share) => of(rule.national(record).basic.yuan() * share),
            Self::OfIndexedWageYears(share) => of(record.indexed_wage() * share * record.years),
            Self::OfMeanPension { share, mean } => of(mean * share),
        }
    }
}

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
    /// A yearly amount in fen, a twelfth of it per month.
    Yearly(i64),
    /// A supplement limited to a group.
    Group(Entitlement, Supplement),
    /// Plateau supplement of Tibet (高原补贴): a share of the indexed wage, by years served there.
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
            Self::Monthly { fen, deemed_years } if record.years_deemed >= deemed_years => MonthlyMoney::from_fen(fen),
            Self::Yearly(fen) => MonthlyMoney::from_fen(fen).times_ratio(1, 12),
            Self::Group(group, supplement) => match group.times(record.entitled) {
                0 => MonthlyMoney::ZERO,
                times => supplement.monthly(rule, record).times_ratio(times.into(), 1),
            },
            Self::Plateau { shares } => {
                let share = plateau_share(shares, record.plateau_years.unwrap_or(record.years));
                MonthlyMoney::from_yuan(record.indexed_wage() * share)
            }
            Self::LongService { shares } if record.years_paid() > 20.0 => {
                MonthlyMoney::from_yuan(rule.basic.mean_base(record) * long_service_share(shares, record.years))
            }
            Self::PerIndexYear { fen, fen_per_index_year } => {
                let per_year = fen_per_index_year as f64 * record.index * record.years;
                MonthlyMoney::from_fen(fen) + MonthlyMoney::from_yuan(per_year / 100.0)
            }
            Self::Monthly { .. } | Self::LongService { .. } => MonthlyMoney::ZERO,
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
    shares[0] * between(20.0, 25.0) + shares[1] * between(25.0, 30.0) + shares[2] * (years - 30.0).max(0.0)
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
        // Years deemed paid do not count: 32 less 12 are no more than 20.
        assert_eq!(fen(long, &Record { years_deemed: 12.0, ..record }), 0);
        let shenzhen = LocalItem::PerIndexYear { fen: 2_000, fen_per_index_year: 1_850 };
        assert_eq!(fen(shenzhen, &record), 49_360); // 20 + 18.5 · 0.8 · 32
    }

    #[test]
    fn a_share_is_taken_of_what_the_rule_names() {
        let of = |supplement| {
            let entitled = Entitled { only_child: true, ..Entitled::default() };
            let parent = Record { entitled, ..heilongjiang_2025() };
            fen(LocalItem::Group(Entitlement::OnlyChild, supplement), &parent)
        };
        assert_eq!(of(Supplement::OfPension(0.03)), 15_587); // (3,175.76 + 792.75 + 1,227.19) · 3 %
        assert_eq!(of(Supplement::OfBasic(0.05)), 15_879); // 3,175.76 · 5 %
        assert_eq!(of(Supplement::OfIndexedWageYears(0.001)), 31_282); // 7,346.685 · 0.1 % · 42.58
        assert_eq!(of(Supplement::OfMeanPension { share: 0.05, mean: 3431.0 }), 17_155);
    }

    #[test]
    fn who_is_not_of_the_group_has_nothing_and_further_grounds_add_up() {
        let item = LocalItem::Group(Entitlement::OnlyChild, Supplement::OfBasic(0.05));
        assert_eq!(fen(item, &heilongjiang_2025()), 0);
        let entitled = Entitled { grounds: 3, ..Entitled::default() };
        let record = Record { entitled, ..heilongjiang_2025() };
        assert_eq!(fen(LocalItem::Group(Entitlement::Ground, Supplement::Fixed(100)), &record), 300);
    }

    #[test]
    fn years_on_the_plateau_are_paid_by_tens_fifteens_and_twenties() {
        for (years, share) in [(9.9, 0.0), (10.0, 0.05), (14.9, 0.05), (15.0, 0.10), (19.9, 0.10), (20.0, 0.15)] {
            assert!((plateau_share([0.05, 0.10, 0.15], years) - share).abs() < 1e-12, "{years}");
        }
    }

    /// Over 20 years a first share, over 25 a second, over 30 a third: 5·1 + 5·2 + 2·3 = 21 per cent of 32 years.
    #[test]
    fn long_service_is_paid_by_parts_of_its_years() {
        let share = |years| long_service_share([0.01, 0.02, 0.03], years);
        for (years, paid) in [(20.0, 0.0), (23.0, 0.03), (27.0, 0.09), (32.0, 0.21)] {
            assert!((share(years) - paid).abs() < 1e-12, "{years}");
        }
    }

    #[test]
    fn groups_have_names_of_their_own() {
        use Entitlement::{Childless, Ground, Intellectual, OnlyChild};
        let names = [OnlyChild, Childless, Intellectual, Ground].map(Entitlement::name);
        assert_eq!(names, ["only child", "childless", "intellectual", "further grounds"]);
    }
}
