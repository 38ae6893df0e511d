//! How each province awards pensions, and on which base, from the dated parameters.

use crate::parameters::{InForce, Parameters};
use fastox_model::geography::Province;
use fastox_model::law::award::{AwardRule, Coefficients, Entitlement, LocalItem, Supplement, Takeover};
use fastox_model::units::{Month, Rate, Year};
use std::str::FromStr;

/// The rule in force in a province in a month, for one person.
pub fn rule(parameters: &Parameters, province: Province, month: Month) -> AwardRule {
    let here = Place { parameters, province: Some(province), month };
    let mut rule = rule_of_a_run(parameters, province, month);
    rule.account_start = here.in_force().calendar_month("award.account_start");
    rule.takeover.share = here.find("award.new_method_share").unwrap_or(Takeover::NONE.share);
    rule.coefficients.intellectual = here.coefficient("intellectual").unwrap_or(rule.coefficients.usual);
    rule.local.extend(here.group_items());
    rule
}

/// The same as the people of a run meet it: they belong to no group with a supplement of its own, bring no pension by an
/// older method, and their years before accounts end in 1995 everywhere.
pub fn rule_of_a_run(parameters: &Parameters, province: Province, month: Month) -> AwardRule {
    let here = Place { parameters, province: Some(province), month };
    AwardRule {
        account_start: Month::new(1996, 1),
        accrual: here.share("award.accrual"),
        basic: here.word("award.basic_form"),
        transitional: here.word("award.transitional_form"),
        coefficients: here.coefficients(),
        takeover: Takeover {
            fixed: here.at("award.transitional_fixed"),
            per_year: here.at("award.transitional_per_year"),
            share: Takeover::NONE.share,
        },
        period: here.word("award.period_rounding"),
        rounding: here.word("award.rounding"),
        local: here.local_items(),
    }
}

/// The base (计发基数) as it was announced, yuan a month; nothing before the first year of the table and
/// after the last announcement.
pub fn announced_base(parameters: &Parameters, province: Province, year: Year) -> Option<f64> {
    let name = "award.calculation_base";
    let path = parameters.get(name)?.path(Some(province))?;
    let known = path.is_constant() || path.values()[0].0.year() <= year;
    parameters.mean_of(year).in_province(province).announced(name).filter(|_| known)
}

/// A share in whole billionths: 1.4 divided by 100 falls short of 0.014, which could cost a fen.
fn exact(share: f64) -> f64 {
    Rate::from_f64(share).as_f64()
}

/// The parameters as they are at a place in a month.
struct Place<'a> {
    parameters: &'a Parameters,
    province: Option<Province>,
    month: Month,
}

impl Place<'_> {
    fn in_force(&self) -> InForce<'_> {
        self.parameters.in_month(self.month).in_province(self.province)
    }

    fn at(&self, name: &str) -> f64 {
        self.in_force().value(name)
    }

    /// A share that only some provinces have.
    fn find(&self, name: &str) -> Option<f64> {
        self.in_force().find(name).map(exact)
    }

    fn coefficients(&self) -> Coefficients {
        let usual = self.share("award.transitional_coefficient");
        Coefficients { over_20: self.coefficient("over_20").unwrap_or(usual), ..Coefficients::uniform(usual) }
    }

    /// The coefficient of a group, if it has one.
    fn coefficient(&self, group: &str) -> Option<f64> {
        self.find(&format!("award.transitional_coefficient_{group}"))
    }

    /// An amount of money in fen; nothing if it is zero.
    fn fen(&self, name: &str) -> Option<i64> {
        let fen = libm::rint(100.0 * self.at(name));
        Some(fen as i64).filter(|fen| *fen != 0)
    }

    fn share(&self, name: &str) -> f64 {
        exact(self.at(name))
    }

    /// A share; nothing if it is zero.
    fn some_share(&self, name: &str) -> Option<f64> {
        Some(self.share(name)).filter(|share| *share != 0.0)
    }

    /// Three shares of a stair; nothing if all are zero.
    fn stair(&self, names: [&str; 3]) -> Option<[f64; 3]> {
        let shares = names.map(|name| self.some_share(name).unwrap_or(0.0));
        Some(shares).filter(|shares| shares.iter().any(|share| *share != 0.0))
    }

    /// A choice whose words the model knows.
    fn word<T: FromStr<Err = String>>(&self, name: &str) -> T {
        let word = self.in_force().choice(name);
        word.parse().unwrap_or_else(|problem| panic!("`{name}`: {problem}"))
    }

    fn local_items(&self) -> Vec<LocalItem> {
        let monthly = self
            .fen("local_item.monthly")
            .map(|fen| LocalItem::Monthly { fen, deemed_years: self.at("local_item.monthly_deemed_period") / 12.0 });
        let [fixed, each] =
            ["fixed", "each"].map(|part| self.fen(&format!("local_item.index_years.{part}")).unwrap_or(0));
        let index_years =
            (fixed != 0 || each != 0).then_some(LocalItem::PerIndexYear { fen: fixed, fen_per_index_year: each });
        let items = [self.plateau(), self.heating().map(LocalItem::Yearly), monthly, index_years, self.long_service()];
        items.into_iter().flatten().collect()
    }

    /// Items limited to a group.
    fn group_items(&self) -> impl Iterator<Item = LocalItem> {
        let share = |name: &str| self.some_share(&format!("local_item.{name}"));
        let fixed = |name: &str| self.fen(&format!("local_item.{name}")).map(Supplement::Fixed);
        let items = [
            (Entitlement::OnlyChild, share("only_child_share").map(|share| self.only_child(share))),
            (Entitlement::Childless, share("childless_share").map(Supplement::OfPension)),
            (Entitlement::Childless, fixed("childless_monthly")),
            (Entitlement::Intellectual, fixed("intellectual_monthly")),
            (Entitlement::Ground, share("ground_per_year").map(Supplement::OfIndexedWageYears)),
        ];
        items.into_iter().filter_map(|(group, pays)| Some(LocalItem::Group(group, pays?)))
    }

    /// The share for parents of an only child, of what the province's rule names.
    fn only_child(&self, share: f64) -> Supplement {
        match self.in_force().choice("local_item.only_child_of") {
            "basic" => Supplement::OfBasic(share),
            "indexed-wage-years" => Supplement::OfIndexedWageYears(share),
            "mean-pension" => Supplement::OfMeanPension { share, mean: self.at("local_item.mean_pension") },
            _ => Supplement::OfPension(share),
        }
    }

    /// Heating in fen a year: the province's own, or the typical amount where an experiment wants it.
    fn heating(&self) -> Option<i64> {
        let paid = "local_item.heating_default_paid";
        let typical = || {
            let wanted = self.in_force().says_yes(paid);
            self.fen("local_item.heating_default").filter(|_| wanted)
        };
        self.fen("local_item.heating").or_else(typical)
    }

    fn plateau(&self) -> Option<LocalItem> {
        let shares = self.stair([
            "local_item.plateau.from_10_years",
            "local_item.plateau.from_15_years",
            "local_item.plateau.from_20_years",
        ])?;
        Some(LocalItem::Plateau { shares })
    }

    fn long_service(&self) -> Option<LocalItem> {
        let shares = self.stair([
            "local_item.long_service.over_20_years",
            "local_item.long_service.over_25_years",
            "local_item.long_service.over_30_years",
        ])?;
        Some(LocalItem::LongService { shares })
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values come back exactly as they were written")]
mod tests {
    use super::*;
    use fastox_model::geography::PROVINCES;
    use fastox_model::law::award::{BasicForm, PeriodRounding, Rounding, TransitionalForm};

    fn of(parameters: &Parameters, name: &str) -> AwardRule {
        rule(parameters, Province::find(name).expect("a province"), Month::new(2025, 1))
    }

    #[test]
    fn every_province_has_the_rule_of_its_parameters() {
        let parameters = Parameters::embedded();
        let of = |name| of(&parameters, name);
        assert_eq!(of("河北").basic, BasicForm::Standard);
        assert_eq!(of("河南").basic, BasicForm::Henan);
        assert_eq!(of("上海").transitional, TransitionalForm::Shanghai);
        assert_eq!(of("上海").rounding, Rounding::ComponentsUpToJiao);
        assert_eq!(of("广东").account_start, Month::new(1998, 7));
        assert_eq!(of("广西").rounding, Rounding::ComponentsUpToJiao);
        assert_eq!(of("安徽").period, PeriodRounding::TenthsUp);
        let jilin = of("吉林").coefficients;
        assert_eq!((jilin.usual, jilin.over_20), (0.012, 0.014));
        assert_eq!(of("宁夏").coefficients.intellectual, 0.0143);
        assert!(of("江苏").local.is_empty());
        assert_eq!(of("青海").local.len(), 2);
        let amount = LocalItem::Monthly { fen: 1_500, deemed_years: 15.0 };
        assert_eq!(of("甘肃").local, [amount]);
    }

    #[test]
    fn the_coefficients_average_about_1_29_percent() {
        let parameters = Parameters::embedded();
        let sum: f64 = Province::all().map(|p| rule(&parameters, p, Month::new(2025, 1)).coefficients.usual).sum();
        assert!((sum / PROVINCES as f64 - 0.0129).abs() < 0.0002);
    }

    #[test]
    fn a_share_for_an_only_child_is_of_what_the_rule_names() {
        let parameters = Parameters::embedded();
        let pays = |name| {
            let only_child = |item: &LocalItem| match item {
                LocalItem::Group(Entitlement::OnlyChild, pays) => Some(*pays),
                _ => None,
            };
            of(&parameters, name).local.iter().find_map(only_child)
        };
        assert_eq!(pays("贵州"), Some(Supplement::OfPension(0.05)));
        assert_eq!(pays("四川"), Some(Supplement::OfIndexedWageYears(0.001)));
        assert_eq!(pays("云南"), Some(Supplement::OfMeanPension { share: 0.05, mean: 3431.0 }));
        assert_eq!(pays("安徽"), None);
    }

    #[test]
    fn heating_of_doubtful_size_is_paid_only_on_request() {
        let mut parameters = Parameters::embedded();
        assert!(of(&parameters, "山东").local.is_empty());
        let wanted = "local_item.heating_default_paid = { province = { 37 = \"yes\", 63 = \"yes\" } }";
        parameters.set(wanted).expect("a choice");
        assert_eq!(of(&parameters, "山东").local, [LocalItem::Yearly(65_000)]);
        assert!(of(&parameters, "青海").local.contains(&LocalItem::Yearly(390_000)));
    }

    #[test]
    fn a_base_is_known_from_2020_to_2025() {
        let parameters = Parameters::embedded();
        let base = |year| announced_base(&parameters, Province::from_index(0), year);
        assert_eq!([2019, 2020, 2025, 2026].map(base), [None, Some(9910.0), Some(12049.0), None]);
    }
}
