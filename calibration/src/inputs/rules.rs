//! The rules of one person, filled from the parameters in force in a year.

use super::economy::Path;
use super::law::crediting_rate;
use crate::parameters::Parameters;
use fastox_model::law::PayoutTable;
use fastox_model::law::account::Drawdown;
use fastox_model::law::early_retirement::EarlyRetirementLaw;
use fastox_model::law::indexation::IndexationShares;
use fastox_model::law::portability::{self, PortabilityLaw};
use fastox_model::law::residents_scheme::ResidentsLink;
use fastox_model::law::shortfall::ShortfallLaw;
use fastox_model::law::survivors::SurvivorsLaw;
use fastox_model::people::columns::FIRST_AWARD;
use fastox_model::units::{Rate, Year};

/// Special occupations, whose people have their years of hard work, and illness.
pub fn early_retirement(parameters: &Parameters, year: Year) -> EarlyRetirementLaw {
    let law = parameters.in_january(year);
    let by_sex = |group: &str| ["male", "female"].map(|sex| law.whole(&format!("{group}.{sex}")));
    EarlyRetirementLaw {
        special_age: by_sex("retirement.special_age"),
        special_months: law.whole("retirement.special_minimum_period"),
        illness_age: by_sex("retirement.illness_age"),
        illness_months: law.whole("retirement.illness_minimum_period"),
        ..EarlyRetirementLaw::china_1978()
    }
}

/// What is open to those short of the minimum period.
pub fn shortfall(parameters: &Parameters, year: Year) -> ShortfallLaw {
    let law = parameters.in_january(year);
    ShortfallLaw {
        one_sum_after: law.whole("shortfall.pay_on"),
        buys_back: law.says_yes("shortfall.buy_back_years"),
        residents: ResidentsLink {
            employee_months: law.whole("shortfall.residents_link_period"),
            ..ResidentsLink::china_2014()
        },
    }
}

/// What moves with a pension relation.
pub fn portability(parameters: &Parameters, year: Year) -> PortabilityLaw {
    let law = parameters.in_january(year);
    let age = |sex: &str| law.whole(&format!("portability.temporary_account_age.{sex}"));
    PortabilityLaw {
        pooled_share: law.rate("portability.pooled_share"),
        months_for_place: law.whole("portability.ten_years"),
        temporary_from_age: ["male", "female"].map(age),
    }
}

/// The share of moves whose relation stays behind: 1 − exp(−κτ), κ such that 45 days leave the stated share.
pub fn left_behind(parameters: &Parameters, year: Year) -> f64 {
    let law = parameters.in_january(year);
    let at_45 = law.value("portability.left_behind_at_45_days");
    let per_day = -libm::log1p(-at_45) / 45.0;
    portability::left_behind(per_day, law.value("portability.processing_days"))
}

/// Months of a pending transfer, whole ones.
pub fn months_pending(parameters: &Parameters, year: Year) -> u8 {
    let days = parameters.in_january(year).value("portability.processing_days");
    libm::rint(portability::months_pending(days)) as u8
}

/// The payout divisors, and from when they count months of age.
pub fn payout(parameters: &Parameters, year: Year) -> PayoutTable {
    let interpolated_from = parameters.in_january(year).calendar_month("award.divisor_by_month_from");
    PayoutTable { interpolated_from, ..PayoutTable::china_2005() }
}

/// What is paid at a death.
pub fn survivors(parameters: &Parameters, year: Year) -> SurvivorsLaw {
    let law = parameters.in_january(year);
    let months = |name: &str| law.whole(&format!("survivors.{name}"));
    let below = ["below_5_years", "below_10_years", "to_15_years"];
    SurvivorsLaw {
        funeral_months: months("funeral"),
        months_to_15_years: below.map(|years| months(&format!("lump_sum.{years}"))),
        months_per_further_year: months("lump_sum.each_year_over_15"),
        years_at_most: months("lump_sum.years_counted") / 12,
        less_per_year_of_pension: months("lump_sum.less_each_year_drawn"),
        retiree_at_least: months("lump_sum.retiree_least"),
        ..SurvivorsLaw::china_2021()
    }
}

/// How an indexation divides. Linked parts that together are more than all are scaled to all: pensions never fall.
pub fn indexation_shares(parameters: &Parameters, year: Year) -> IndexationShares {
    let law = parameters.in_january(year);
    let value = |name: &str| law.value(&format!("indexation.share.{name}"));
    let linked = value("years") + value("level") + value("tilt");
    let share = |name: &str| Rate::from_f64(value(name) / linked.max(1.0));
    IndexationShares {
        years: share("years"),
        level: share("level"),
        tilt: share("tilt"),
        tilt_age: law.whole("indexation.tilt_age"),
    }
}

/// How far accounts are drawn down by the end of a year, by year of award; awards fall on mid-year.
pub fn drawdown(parameters: &Parameters, economy: &Path, year: Year) -> Vec<Drawdown> {
    let rates: Vec<Rate> =
        (FIRST_AWARD..=year).map(|y| Rate::from_f64(crediting_rate(parameters, economy, y))).collect();
    let since = |award: Year| {
        let later = rates[(award + 1 - FIRST_AWARD) as usize..].iter();
        later.fold(Drawdown::awarded(6), |drawn, rate| drawn.after_year(*rate))
    };
    (FIRST_AWARD..=year).map(since).collect()
}
