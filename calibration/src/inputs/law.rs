//! The law of a year, from the dated parameters; after the last announcement, the stated rules.

use super::award;
use super::economy::Path;
use super::opening::Opening;
use super::rules;
use super::wages::WagePaths;
use crate::parameters::{InForce, Parameters};
use fastox_model::draws::threshold;
use fastox_model::geography::Province;
use fastox_model::law::award::AwardRule;
use fastox_model::law::{DelaySchedule, MinimumPeriod, RetirementLaw};
use fastox_model::people::facts::Law;
use fastox_model::units::{Month, Rate, Year};

/// The law people meet in a year.
pub(super) fn year(opening: &Opening, parameters: &Parameters, wages: &WagePaths, economy: &Path, year: Year) -> Law {
    let in_year = parameters.mean_of(year);
    let beyond = opening.in_year(&opening.indexation_beyond, year);
    let mut law = Law {
        floor: [1.0; 32],
        ceiling: [1.0; 32],
        account_fen_per_yuan: 100.0 * in_year.value("account.deposit_rate"),
        crediting_rate: crediting_rate(parameters, economy, year),
        deposit_interest_share: in_year.value("account.deposit_interest_factor"),
        indexation: Rate::from_f64(indexation(parameters, year) + beyond),
        indexation_shares: rules::indexation_shares(parameters, year),
        calculation_base: [0.0; 32],
        award: Province::all().map(|p| award_rule(parameters, p, year)).collect(),
        local_share: [1.0; 32],
        top_up_below: in_year.value("local_item.top_up_below"),
        index_ceiling: in_year.value("award.index_ceiling"),
        deemed_index: in_year.value("award.deemed_index"),
        retirement: retirement(parameters, year),
        early: rules::early_retirement(parameters, year),
        illness_rate: in_year.value("retirement.illness_rate"),
        early_claiming: in_year.value("early_claiming.take_up"),
        late_claiming: in_year.value("late_claiming.take_up"),
        shortfall: rules::shortfall(parameters, year),
        leaves_at_once: in_year.value("shortfall.leave_at_once"),
        residents_share: in_year.value("shortfall.residents_share"),
        portability: rules::portability(parameters, year),
        months_lost: (
            threshold(in_year.value("portability.months_lost_chance")),
            rules::months_pending(parameters, year),
        ),
        survivors: rules::survivors(parameters, year),
        urban_income: [0.0; 32],
        drawdown: rules::drawdown(parameters, economy, year),
        payout: rules::payout(parameters, year),
        public_ratio: in_year.value("public.pension_ratio"),
    };
    law.shortfall.buys_back |= opening.bought_back;
    for p in Province::all() {
        amounts(&mut law, in_year.in_province(p), wages, p, year);
        law.calculation_base[p.index()] = 100.0 * calculation_base(opening, parameters, wages, year, p);
    }
    law
}

/// The amounts and shares of a province that follow its wages.
fn amounts(law: &mut Law, here: InForce<'_>, wages: &WagePaths, p: Province, year: Year) {
    let i = p.index();
    // The wage behind a bound was earned so many months before.
    let wage = |lag: &str| wages.average(year - (here.value(lag) / 12.0) as Year, p);
    let bound = |name: &str, lag: &str| libm::rint(here.value(name) * wage(lag)) as f32;
    law.floor[i] = bound("contribution.base_floor", "contribution.floor_lag");
    law.ceiling[i] = bound("contribution.base_ceiling", "contribution.ceiling_lag");
    law.local_share[i] = here.value("local_item.share");
    let nation = here.in_province(None);
    let income = nation.value("survivors.income_ratio") * wages.average(year - 1, p);
    law.urban_income[i] = 100.0 * income;
}

/// The crediting rate: as announced, then GDP growth of the year before, at least the floor.
pub(super) fn crediting_rate(parameters: &Parameters, economy: &Path, year: Year) -> f64 {
    let in_year = parameters.mean_of(year);
    in_year
        .or_projected("account.crediting_rate", || economy.gdp_growth(year).max(in_year.value("macro.crediting_floor")))
}

/// Indexation: as announced, then a mean of wage and price growth of the year before, at least the floor.
pub(super) fn indexation(parameters: &Parameters, year: Year) -> f64 {
    let [now, before] = [year, year - 1].map(|year| parameters.mean_of(year));
    now.or_projected("indexation.rate", || {
        let weight = now.value("macro.indexation_wage_weight");
        let wages = before.value("macro.wage_growth");
        let prices = before.value("macro.price_growth");
        (weight * wages + (1.0 - weight) * prices).max(now.value("macro.indexation_floor"))
    })
}

/// The calculation base (计发基数), yuan a month: as announced, then its ratio to the wage of the year before
/// closes in equal steps. An opening with a ratio of its own takes that.
pub fn calculation_base(opening: &Opening, parameters: &Parameters, wages: &WagePaths, year: Year, p: Province) -> f64 {
    if let Some(ratio) = &opening.calculation_ratio {
        return opening.in_year(ratio, year) * wages.average(year - 1, p);
    }
    let name = "award.calculation_base";
    parameters.mean_of(year).in_province(p).or_projected(name, || {
        let last = parameters.last_confirmed(name).expect("without one, every year is announced");
        let announced = parameters.mean_of(last).in_province(p).value(name);
        let closed = parameters.mean_of(year).value("macro.base_convergence_year") as Year;
        let ratio = announced / wages.average(last - 1, p);
        let span = f64::from((closed - last).max(1));
        let left = (f64::from(closed - year) / span).clamp(0.0, 1.0);
        wages.average(year - 1, p) * (1.0 + (ratio - 1.0) * left)
    })
}

/// The award of a province: forms and amounts of January, the accrual as the mean of the year.
fn award_rule(parameters: &Parameters, p: Province, year: Year) -> AwardRule {
    let accrual = parameters.mean_of(year).in_province(p).value("award.accrual");
    AwardRule { accrual, ..award::rule_of_a_run(parameters, p, Month::new(year, 1)) }
}

/// Statutory ages, flexible claiming and the minimum period, as the law of a year has them: the decision of 2024, which
/// reaches back by months of birth, until a reform changes it. No reform acts before its date.
fn retirement(parameters: &Parameters, year: Year) -> RetirementLaw {
    let january = Month::new(year, 1);
    let flexible_from = parameters.in_month(january).calendar_month("retirement.flexible_from");
    let known = parameters.in_month(flexible_from.max(january)).as_known_in(january);
    let schedule = |class: &str| DelaySchedule {
        original_age: known.whole(&format!("retirement.original_age.{class}")),
        first_birth: known.calendar_month(&format!("retirement.delay_first_birth.{class}")),
        step: known.whole(&format!("retirement.delay_step.{class}")).max(1),
        cap: known.whole(&format!("retirement.delay_cap.{class}")),
    };
    let required = |of: Year| parameters.in_january(of).as_known_in(january).whole("retirement.minimum_period");
    RetirementLaw {
        schedules: ["male_60", "female_55", "female_50"].map(schedule),
        earliest_before: known.whole("retirement.earliest_before"),
        latest_after: known.whole("retirement.latest_after"),
        flexible_from,
        minimum: MinimumPeriod::new(required),
    }
}
