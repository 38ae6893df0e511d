//! The headlines: the one list of numbers that a world is summed up by. Summary, ranges, draws, comparisons, `fastox
//! evaluate` and sensitivity analysis read it.

use super::columns::fixed;
use super::comparison::AccountsError;
use super::loss::Loss;
use super::money::MoneyUnit;
use super::series::Series;
use super::short_titles;
use fastox_model::accounts::Accounts;
use fastox_model::units::Money;
use fastox_outputs::Language;

/// One number of a world, and how it is read off the accounts of its years.
#[derive(Clone, Copy, Debug)]
pub struct Headline {
    /// Its name in `summary.json` and other files.
    pub name: &'static str,
    /// Its line in printed tables.
    pub title: &'static str,
    /// How it is printed.
    pub unit: Unit,
    /// Whether it stands in `summary.json`; otherwise only `fastox evaluate` and sensitivity analysis give it.
    pub in_summary: bool,
    read: Read,
}

/// What a headline is read off.
#[derive(Clone, Copy, Debug)]
enum Read {
    World(fn(&Series) -> Option<f64>),
    Loss(fn(&Loss) -> f64),
}

impl Headline {
    /// The headline of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        HEADLINES.iter().find(|headline| headline.name == name)
    }

    /// Its title where a table has room for some thirty letters; money at the prices of 2024. Chinese is short as it is.
    pub fn in_few_words(&self, language: Language) -> String {
        match language {
            Language::English => short_titles::in_few_words(self.title),
            Language::Chinese => self.title.to_owned(),
        }
    }

    /// The headlines of `summary.json`.
    pub fn of_summary() -> impl Iterator<Item = &'static Self> {
        HEADLINES.iter().filter(|headline| headline.in_summary)
    }

    /// The headlines that one world is enough for.
    pub fn of_one_world() -> impl Iterator<Item = &'static Self> {
        HEADLINES.iter().filter(|headline| matches!(headline.read, Read::World(_)))
    }

    /// Whether it adds up to the last year of a run, so that it says nothing of two runs that end in different years.
    pub fn adds_up_to_the_end(&self) -> bool {
        let present_value = self.name.contains("_pv_") && !self.name.contains("_pv_2050_");
        present_value || self.name.starts_with("lost_") || matches!(self.read, Read::Loss(_))
    }

    /// What its numbers are in where they are written as they are, as in JSON.
    pub fn unit_in_files(&self) -> &'static str {
        match self.unit {
            Unit::Share | Unit::SmallShare => "share of one",
            Unit::Yuan if self.name.contains("_current_") => "yuan, current prices",
            Unit::Yuan if self.name.contains("_pv_") => "yuan, present value in 2024",
            Unit::Yuan => "yuan, 2024 prices",
            Unit::Year => "calendar year",
            Unit::Ratio => "ratio",
            Unit::Count => "number",
        }
    }

    /// Its value, if the run reaches it and one world is enough.
    pub fn value(&self, series: &Series) -> Option<f64> {
        match self.read {
            Read::World(read) => read(series),
            Read::Loss(_) => None,
        }
    }

    /// Its value, if it is one of a loss against effort kept.
    pub fn of_loss(&self, loss: &Loss) -> Option<f64> {
        match self.read {
            Read::Loss(read) => Some(read(loss)),
            Read::World(_) => None,
        }
    }
}

/// How a headline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A share, as percent.
    Share,
    /// A small share, as percent with more digits.
    SmallShare,
    /// Yuan, as billions or 亿.
    Yuan,
    /// A calendar year.
    Year,
    /// A ratio of heads.
    Ratio,
    /// A number of persons, or of provinces.
    Count,
}

impl Unit {
    /// What the numbers of a column are in; of money as readers of this language count it.
    pub const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Share | Self::SmallShare => "%",
            Self::Yuan => MoneyUnit::large(language).name,
            Self::Year => "year",
            Self::Ratio => "ratio",
            Self::Count => "number",
        }
    }

    /// What a number is multiplied by where it is printed, and digits behind the point of a part of it.
    pub fn printed(self, language: Language) -> (f64, i32) {
        let money = MoneyUnit::large(language);
        match self {
            Self::Share => (100.0, 2),
            Self::SmallShare => (100.0, 3),
            Self::Yuan => (1.0 / money.yuan, money.digits as i32),
            Self::Year | Self::Count => (1.0, 0),
            Self::Ratio => (1.0, 3),
        }
    }

    /// A number of this unit.
    pub fn show(self, value: f64, language: Language) -> String {
        match self {
            Self::Share => fixed(100.0 * value, 2),
            Self::SmallShare => fixed(100.0 * value, 3),
            Self::Yuan => MoneyUnit::large(language).show(value),
            Self::Year | Self::Count => fixed(value, 0),
            Self::Ratio => fixed(value, 3),
        }
    }
}

macro_rules! headlines {
    ($($scope:ident: $($name:literal, $title:literal, $unit:ident, $read:expr;)+)+) => {
        /// Every headline, in the order of the printed table, then those that stand only in `fastox evaluate`.
        pub const HEADLINES: &[Headline] = &[$($(Headline {
            name: $name, title: $title, unit: Unit::$unit, in_summary: headlines!(@$scope), read: headlines!(@$scope $read),
        },)+)+];
    };
    (@evaluation) => { false };
    (@$scope:ident) => { true };
    (@loss $read:expr) => { Read::Loss($read) };
    (@$scope:ident $read:expr) => { Read::World($read) };
}

headlines! {
    summary:
    "kept_2024_surplus", "kept of one more yuan 2024, surplus provinces", Share, |s| s.at(2024)?.retention(true);
    "kept_2024_deficit", "kept of one more yuan 2024, deficit provinces", Share, |s| s.at(2024)?.retention(false);
    "kept_2035_surplus", "kept of one more yuan 2035, surplus provinces", Share, |s| s.at(2035)?.retention(true);
    "kept_2035_deficit", "kept of one more yuan 2035, deficit provinces", Share, |s| s.at(2035)?.retention(false);
    "collection_rate_2024", "collection rate 2024", Share, |s| s.at(2024)?.collection_rate_national();
    "collection_rate_2035_surplus", "collection rate 2035, surplus provinces", Share,
        |s| s.at(2035)?.collection_rate(true);
    "collection_rate_2035_deficit", "collection rate 2035, deficit provinces", Share,
        |s| s.at(2035)?.collection_rate(false);
    "collection_rate_2035", "collection rate 2035", Share,
        |s| s.at(2035)?.collection_rate_national();
    "transfers_2035_yuan", "transfers received 2035, 2024 prices", Yuan,
        |s| s.at(2035).map(|y| y.constant(y.nation.transfers_in));
    "lost_to_incentives_yuan", "lost to incentives since 2022, 2024 prices", Yuan,
        |s| s.total(Accounts::lost);
    "lost_in_surplus_share", "lost in provinces in surplus in the year, of all lost", Share,
        |s| s.ratio(|y| y.lost_by_position().surplus, |y| y.lost_by_position().sum());
    "lost_in_surplus_2024_share", "lost in provinces in surplus in 2024, of all lost", Share,
        |s| s.ratio(|y| y.lost_by_group().surplus, |y| y.lost_by_group().sum());
    "central_burden_2035_yuan", "central burden 2035, 2024 prices", Yuan,
        |s| s.at(2035).map(|y| y.constant(y.central_burden));
    "central_burden_2050_yuan", "central burden 2050, 2024 prices", Yuan,
        |s| s.at(2050).map(|y| y.constant(y.central_burden));
    "central_burden_2075_yuan", "central burden 2075, 2024 prices", Yuan,
        |s| s.at(2075).map(|y| y.constant(y.central_burden));
    "central_burden_2035_gdp_share", "central burden 2035, of GDP", SmallShare,
        |s| s.at(2035).map(|y| y.gdp_share(y.central_burden));
    "central_burden_2050_gdp_share", "central burden 2050, of GDP", SmallShare,
        |s| s.at(2050).map(|y| y.gdp_share(y.central_burden));
    "central_burden_2075_gdp_share", "central burden 2075, of GDP", SmallShare,
        |s| s.at(2075).map(|y| y.gdp_share(y.central_burden));
    "central_burden_2035_rev_share", "central burden 2035, of fund revenue", Share,
        |s| s.at(2035).and_then(|y| y.revenue_share(y.central_burden));
    "central_burden_2050_rev_share", "central burden 2050, of fund revenue", Share,
        |s| s.at(2050).and_then(|y| y.revenue_share(y.central_burden));
    "central_burden_pv_2050_yuan", "central burden 2022 to 2050, present value", Yuan,
        |s| s.total_to(2050, |y| y.present_value(y.central_burden));
    "central_burden_pv_yuan", "central burden since 2022, present value", Yuan,
        |s| s.total(|y| y.present_value(y.central_burden));
    "central_burden_pv_gdp_share", "the same, of the present value of GDP", SmallShare,
        |s| s.ratio(|y| y.present_value(y.central_burden), |y| y.present_value(y.nation.gdp));
    "central_burden_pv_rev_share", "the same, of the present value of fund revenue", Share,
        |s| s.ratio(|y| y.present_value(y.central_burden), |y| y.present_value(y.nation.revenue()));
    "local_burden_2035_yuan", "local burden 2035, 2024 prices", Yuan,
        |s| s.at(2035).map(|y| y.constant(y.nation.local_burden));
    "local_burden_2035_gdp_share", "local burden 2035, of GDP", SmallShare,
        |s| s.at(2035).map(|y| y.gdp_share(y.nation.local_burden));
    "local_burden_pv_2050_yuan", "local burden 2022 to 2050, present value", Yuan,
        |s| s.total_to(2050, |y| y.present_value(y.nation.local_burden));
    "local_burden_pv_yuan", "local burden since 2022, present value", Yuan,
        |s| s.total(|y| y.present_value(y.nation.local_burden));
    "reserves_2035_yuan", "reserves 2035, 2024 prices", Yuan, |s| s.at(2035).map(|y| y.constant(y.reserves()));
    "reserves_2050_yuan", "reserves 2050, 2024 prices", Yuan, |s| s.at(2050).map(|y| y.constant(y.reserves()));
    "first_deficit_year", "first national deficit, with subsidy", Year, |s| s.first(|y| y.nation.balance() < Money::ZERO);
    "first_deficit_without_subsidy", "first national deficit, without subsidy", Year,
        |s| s.first(|y| y.nation.balance_without_subsidy() < Money::ZERO);
    "first_backstop_year", "first year of the backstop", Year, |s| s.first(|y| y.nation.backstop() > Money::ZERO);
    "exhaustion_year", "reserves below a month of spending", Year, |s| s.first(|y| y.with_pool().is_exhausted());

    loss:
    "loss_gross_pv_yuan", "contributions not collected since 2022, present value", Yuan, Loss::gross;
    "loss_firms_pv_yuan", "of them not paid by firms, present value", Yuan, Loss::firms;
    "loss_workers_pv_yuan", "of them not paid by workers, present value", Yuan, Loss::workers;
    "loss_pensions_pv_yuan", "pensions not earned because of it, present value", Yuan, Loss::pensions;
    "loss_later_pv_yuan", "of them due after the last year, present value", Yuan, Loss::later;
    "loss_net_pv_yuan", "net of pensions not earned, present value", Yuan, Loss::net;
    "loss_net_pv_at_3_yuan", "the same at a cost of funds of 3 %", Yuan, Loss::net_low;
    "loss_net_pv_at_5_yuan", "the same at a cost of funds of 5 %", Yuan, Loss::net_high;
    "loss_local_pv_yuan", "what local treasuries paid more for it, present value", Yuan, Loss::local;
    "loss_central_pv_yuan", "what the centre paid more for it, present value", Yuan, Loss::central;
    "loss_reserves_pv_yuan", "what reserves gave for it, present value", Yuan, Loss::reserves;
    "loss_gross_pv_gdp_share", "contributions not collected, of the present value of GDP", SmallShare,
        |l| l.gdp_share(l.gross());
    "loss_pensions_pv_gdp_share", "pensions not earned, of the present value of GDP", SmallShare,
        |l| l.gdp_share(l.pensions());
    "loss_net_pv_gdp_share", "net of pensions not earned, of the present value of GDP", SmallShare,
        |l| l.gdp_share(l.net());

    evaluation:
    "retirees_per_insured_2035", "retirees per in-service insured 2035", Ratio,
        |s| s.at(2035)?.retirees_per_insured();
    "retirees_per_insured_2050", "retirees per in-service insured 2050", Ratio,
        |s| s.at(2050)?.retirees_per_insured();
    "contributors_2035", "persons who paid at least a month 2035, both funds", Count,
        |s| s.at(2035).map(|y| y.nation.payers as f64);
    "contributors_2050", "persons who paid at least a month 2050, both funds", Count,
        |s| s.at(2050).map(|y| y.nation.payers as f64);
    "benefits_2035_gdp_share", "benefits 2035, of GDP", SmallShare,
        |s| s.at(2035).map(|y| y.gdp_share(y.nation.benefits));
    "benefits_2050_gdp_share", "benefits 2050, of GDP", SmallShare,
        |s| s.at(2050).map(|y| y.gdp_share(y.nation.benefits));
    "central_pv_2050_gdp_share", "central burden 2022 to 2050, of GDP, present values", SmallShare,
        |s| s.ratio_to(2050, |y| y.present_value(y.central_burden), |y| y.present_value(y.nation.gdp));
    "transfers_2035_gdp_share", "transfers between provinces 2035, of GDP", SmallShare,
        |s| s.at(2035).map(|y| y.gdp_share(y.nation.transfers_in));
    "pooled_share_2035", "share of the surpluses that is handed up 2035", Share, |s| s.at(2035)?.pooled_share();
    "pooled_share_2050", "share of the surpluses that is handed up 2050", Share, |s| s.at(2050)?.pooled_share();
    "transfers_2022_current_yuan", "transfers received 2022, current prices", Yuan,
        |s| s.at(2022).map(|y| y.nation.transfers_in.yuan());
    "transfers_2023_current_yuan", "transfers received 2023, current prices", Yuan,
        |s| s.at(2023).map(|y| y.nation.transfers_in.yuan());
    "transfers_2024_current_yuan", "transfers received 2024, current prices", Yuan,
        |s| s.at(2024).map(|y| y.nation.transfers_in.yuan());
    "fit_insured_largest_error", "in-service insured 2024, largest relative error over provinces", Share,
        |s| AccountsError::of(s).map(|error| error.largest[0]);
    "fit_retirees_largest_error", "retirees 2024, largest relative error over provinces", Share,
        |s| AccountsError::of(s).map(|error| error.largest[1]);
    "fit_revenue_largest_error", "revenue 2024, largest relative error over provinces", Share,
        |s| AccountsError::of(s).map(|error| error.largest[2]);
    "fit_expenditure_largest_error", "expenditure 2024, largest relative error over provinces", Share,
        |s| AccountsError::of(s).map(|error| error.largest[3]);
    "fit_insured_provinces", "in-service insured 2024, provinces within tolerance", Count,
        |s| AccountsError::of(s).map(|error| error.within[0] as f64);
    "fit_retirees_provinces", "retirees 2024, provinces within tolerance", Count,
        |s| AccountsError::of(s).map(|error| error.within[1] as f64);
    "fit_revenue_provinces", "revenue 2024, provinces within tolerance", Count,
        |s| AccountsError::of(s).map(|error| error.within[2] as f64);
    "fit_expenditure_provinces", "expenditure 2024, provinces within tolerance", Count,
        |s| AccountsError::of(s).map(|error| error.within[3] as f64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_used_once_and_short() {
        let names: BTreeSet<&str> = HEADLINES.iter().map(|headline| headline.name).collect();
        assert_eq!(names.len(), HEADLINES.len());
        let few = Headline::of_summary().map(|headline| headline.in_few_words(Language::English));
        let few: BTreeSet<String> = few.collect();
        assert!(few.len() == Headline::of_summary().count() && few.iter().all(|words| words.len() <= 32), "{few:?}");
        // Stata and SAS take 32 characters, and `fastox evaluate --against` writes `vs_` before a name.
        assert!(names.iter().all(|name| name.len() <= 29), "{names:?}");
    }

    #[test]
    fn sums_to_the_last_year_are_told_from_figures_of_a_year() {
        let of = |name: &str| Headline::find(name).expect(name).adds_up_to_the_end();
        let sums =
            ["central_burden_pv_yuan", "lost_to_incentives_yuan", "lost_in_surplus_2024_share", "loss_net_pv_yuan"];
        assert!(sums.into_iter().all(of));
        let others =
            ["central_burden_pv_2050_yuan", "central_burden_2050_yuan", "kept_2035_surplus", "exhaustion_year"];
        assert!(!others.into_iter().any(of));
    }
}
