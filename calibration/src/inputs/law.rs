//! The law of a year, from the dated parameters; after the last announcement, the stated rules.

use super::economy::Path;
use super::opening::Opening;
use super::rules;
use super::wages::Paths;
use super::{FIRST_YEAR, award};
use crate::parameters::Parameters;
use fastox_model::draws::threshold;
use fastox_model::geography::Province;
use fastox_model::law::award::AwardRule;
use fastox_model::law::{DelaySchedule, MinimumPeriod, RetirementLaw};
use fastox_model::people::facts::Law;
use fastox_model::units::{Month, Rate, Year};

/// The law people meet in a year.
pub fn year(
    opening: &Opening,
    parameters: &Parameters,
    (wages, economy): (&Paths, &Path),
    year: Year,
) -> Law {
    let at = |name: &str| parameters.year_mean(name, None, year);
    let beyond = opening.in_year(&opening.indexation_beyond, year);
    let mut law = Law {
        floor: [1.0; 32],
        ceiling: [1.0; 32],
        account_fen_per_yuan: 100.0 * at("account.deposit_rate"),
        crediting_rate: crediting_rate(parameters, economy, year),
        deposit_interest_share: at("account.deposit_interest_factor"),
        indexation: Rate::from_f64(indexation(parameters, year) + beyond),
        indexation_shares: rules::indexation_shares(parameters, year),
        calculation_base: [0.0; 32],
        award: Province::all().map(|p| award_rule(parameters, p, year)).collect(),
        local_share: [1.0; 32],
        top_up_below: at("local_item.top_up_below"),
        index_ceiling: at("award.index_ceiling"),
        deemed_index: at("award.deemed_index"),
        retirement: retirement(parameters, year),
        early: rules::early_retirement(parameters, year),
        illness_rate: at("retirement.illness_rate"),
        early_claiming: at("early_claiming.take_up"),
        late_claiming: at("late_claiming.take_up"),
        shortfall: rules::shortfall(parameters, year),
        leaves_at_once: at("shortfall.leave_at_once"),
        residents_share: at("shortfall.residents_share"),
        portability: rules::portability(parameters, year),
        months_lost: (
            threshold(at("portability.months_lost_chance")),
            rules::months_pending(parameters, year),
        ),
        survivors: rules::survivors(parameters, year),
        urban_income: [0.0; 32],
        drawdown: rules::drawdown(parameters, economy, year),
        payout: rules::payout(parameters, year),
        public_ratio: at("public.pension_ratio"),
    };
    law.shortfall.buys_back |= opening.bought_back;
    for p in Province::all() {
        let i = p.index();
        let share = |name: &str| parameters.year_mean(name, Some(p), year);
        // The wage behind a bound was earned so many months before.
        let wage = |lag: &str| wages.average(year - (share(lag) / 12.0) as Year, p);
        let bound = |name: &str, lag: &str| libm::rint(share(name) * wage(lag)) as f32;
        law.floor[i] = bound("contribution.base_floor", "contribution.floor_lag");
        law.ceiling[i] = bound("contribution.base_ceiling", "contribution.ceiling_lag");
        law.local_share[i] = share("local_item.share");
        let income = at("survivors.income_ratio") * wages.average(year - 1, p);
        law.urban_income[i] = 100.0 * income;
        law.calculation_base[i] = 100.0 * calculation_base(opening, parameters, wages, year, p);
    }
    law
}

/// The crediting rate: as announced, then GDP growth of the year before, at least the floor.
pub(super) fn crediting_rate(parameters: &Parameters, economy: &Path, year: Year) -> f64 {
    parameters.announced("account.crediting_rate", None, year).unwrap_or_else(|| {
        let floor = parameters.year_mean("macro.crediting_floor", None, year);
        economy.gdp_growth(year).max(floor)
    })
}

/// Indexation: as announced, then a mean of wage and price growth of the year before, at least the floor.
fn indexation(parameters: &Parameters, year: Year) -> f64 {
    parameters.announced("indexation.rate", None, year).unwrap_or_else(|| {
        let at = |name: &str, year: Year| parameters.year_mean(name, None, year);
        let weight = at("macro.indexation_wage_weight", year);
        let wages = at("macro.wage_growth", year - 1);
        let prices = at("macro.price_growth", year - 1);
        (weight * wages + (1.0 - weight) * prices).max(at("macro.indexation_floor", year))
    })
}

/// The calculation base (计发基数), yuan a month: as announced, then its ratio to the wage of the year before
/// closes in equal steps. An opening with a ratio of its own takes that.
pub fn calculation_base(
    opening: &Opening,
    parameters: &Parameters,
    wages: &Paths,
    year: Year,
    p: Province,
) -> f64 {
    if let Some(ratio) = &opening.calculation_ratio {
        return opening.in_year(ratio, year) * wages.average(year - 1, p);
    }
    let name = "award.calculation_base";
    if let Some(base) = parameters.announced(name, Some(p), year) {
        return base;
    }
    let last = parameters.last_confirmed(name).expect("without one, every year is announced");
    let announced = parameters.year_mean(name, Some(p), last);
    let closed = parameters.year_mean("macro.base_convergence_year", None, year) as Year;
    let ratio = announced / wages.average(last - 1, p);
    let span = f64::from((closed - last).max(1));
    let left = (f64::from(closed - year) / span).clamp(0.0, 1.0);
    wages.average(year - 1, p) * (1.0 + (ratio - 1.0) * left)
}

/// The award of a province: forms and amounts of January, the accrual as the mean of the year.
fn award_rule(parameters: &Parameters, p: Province, year: Year) -> AwardRule {
    let accrual = parameters.year_mean("award.accrual", Some(p), year);
    AwardRule { accrual, ..award::rule(parameters, p, Month::new(year, 1)) }
}

/// Statutory ages, flexible claiming and the minimum period, as the law of a year has them: the decision of 2024, which
/// reaches back by months of birth, until a reform changes it.
fn retirement(parameters: &Parameters, year: Year) -> RetirementLaw {
    let first = Month::new(FIRST_YEAR, 1);
    let in_force = parameters.calendar_month("retirement.flexible_from", None, first);
    let known = in_force.max(Month::new(year, 1));
    let at = |name: String| parameters.at(&name, None, known) as i32;
    let schedule = |class: &str| DelaySchedule {
        original_age: at(format!("retirement.original_age.{class}")),
        first_birth: parameters.calendar_month(
            &format!("retirement.delay_first_birth.{class}"),
            None,
            known,
        ),
        step: at(format!("retirement.delay_step.{class}")).max(1),
        cap: at(format!("retirement.delay_cap.{class}")),
    };
    RetirementLaw {
        schedules: ["male_60", "female_55", "female_50"].map(schedule),
        earliest_before: at("retirement.earliest_before".into()),
        latest_after: at("retirement.latest_after".into()),
        flexible_from: in_force,
        minimum: minimum(parameters),
    }
}

/// The minimum period as a path: so many months to 2029, a step a year, so many at the end.
fn minimum(parameters: &Parameters) -> MinimumPeriod {
    let at =
        |year: Year| parameters.at("retirement.minimum_period", None, Month::new(year, 1)) as i32;
    let china = MinimumPeriod::china_2024();
    let step = at(china.first_step) - at(china.first_step - 1);
    MinimumPeriod { before: at(china.first_step - 1), step, after: at(2100), ..china }
}
