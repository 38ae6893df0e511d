//! The fit: provincial factors that meet the accounts of 2024, found by direct inversion.
//!
//! One factor moves one moment, so each round runs 2021–24 in the as-enacted, responding world and corrects
//! every factor by the ratio of published to modelled:
//!
//! ```text
//! coverage shift   ←  in-service insured 2024        retired shift, near retirement  ←  retirees 2024
//! pension level    ←  expenditure 2024               declared share · density ←  contributions 2024
//! way of coverage  ←  the nation's in-service insured 2021–23 (recalled)
//! ```
//! Contributions are not published by province; how they are parted from subsidies is in `split`. All together they are
//! `subsidy.contribution_share` of the enterprise funds' revenue. A second admissible split (`subsidy.richest`) gives rich provinces in surplus
//! no subsidy, as the one known account (上海) shows. Opening reserves are 2024 balances less the modelled flows: an identity, not a fit.
//! (ε, δ) are solved so that the mean effects over the provinces in surplus and in deficit in 2021, at what each kept in
//! 2022–24, are the published ones (see [`crate::response`]).
//! Published accounts hold both funds; the public-sector fund is balanced by budgets and taken off.

pub(crate) mod split;
pub mod standard_errors;

use crate::data::table;
use crate::fitted::{DECLARED_BOUNDS, Fitted};
use crate::inputs::FIRST_YEAR;
use crate::parameters::Parameters;
use crate::response::solve;
use crate::synthesis::{Plan, Setup, open};
use fastox_model::books::{Account, BrokenIdentity, Item};
use fastox_model::country::{BRANCH_YEAR, World, WorldSpec};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::{Margin, ResponseMode};
use fastox_model::people::{Flows, Fund};
use fastox_model::pooling::Regime;
use fastox_model::units::{Money, Year};
use fastox_model::year::{YearReport, benefits, live_one_year};
use split::FundYear;

/// The year that is fitted.
pub const FIT_YEAR: Year = 2024;
/// How far the two levers of retirees move for a missing log point of retirees.
const RETIRED_STEP: f64 = 0.6;
const NEAR_STEP: f64 = 2.0;

/// How a calibration is run.
#[derive(Clone, Debug)]
pub struct FitPlan {
    /// National pooling as enacted.
    pub regime: Regime,
    /// The regime of 2018–21.
    pub common: Regime,
    /// Simulated persons.
    pub people: usize,
    /// Seed.
    pub seed: u64,
    /// Rounds of correction.
    pub rounds: usize,
}

/// What a round found.
#[derive(Clone, Debug)]
pub struct Round {
    /// Its number, from 1.
    pub number: usize,
    /// Largest relative error by province: insured, retirees, expenditure, contributions.
    pub worst: [f64; 4],
    /// Mean retention of surplus and deficit provinces, 2022–24.
    pub retention: (f64, f64),
}

/// What is published for 2024, by province.
#[derive(Clone, Debug)]
pub struct Published {
    /// In-service insured, both funds.
    pub insured: [f64; PROVINCES],
    /// Retirees, both funds.
    pub retirees: [f64; PROVINCES],
    /// Revenue, both funds, yuan.
    pub revenue: [f64; PROVINCES],
    /// Expenditure, both funds, yuan.
    pub expenditure: [f64; PROVINCES],
    /// Balance at the end of the year, yuan.
    pub balance: [f64; PROVINCES],
}

impl Published {
    /// The accounts of 2024.
    pub fn of_2024() -> Self {
        let column = |name: &str| table("pension_province").by_province(&[("year", "2024")], name);
        Self {
            insured: column("employees"),
            retirees: column("retirees"),
            revenue: column("revenue"),
            expenditure: column("expenditure"),
            balance: column("balance"),
        }
    }
}

/// What a round modelled.
#[derive(Clone, Debug, Default)]
struct Modelled {
    insured: [f64; PROVINCES],
    retirees: [f64; PROVINCES],
    enterprise: [f64; PROVINCES],
    public: [f64; PROVINCES],
    contributions: [f64; PROVINCES],
    potential: [f64; PROVINCES],
    interest: [f64; PROVINCES],
    /// Change of the reserve 2021–24, yuan.
    change: [f64; PROVINCES],
    /// What each kept of one more yuan, mean of 2022–24.
    kept: [f64; PROVINCES],
    /// Who was in surplus in 2021.
    surplus: [bool; PROVINCES],
    /// The nation's in-service insured of 2021 to 2024.
    nation: [f64; 4],
    /// Persons an agent stands for.
    weight: f64,
}

/// Fits the provincial factors; deterministic in plan, data and parameters.
pub fn calibrate(
    parameters: &Parameters,
    plan: &FitPlan,
    progress: impl FnMut(&Round),
) -> Result<Fitted, BrokenIdentity> {
    calibrate_from(Fitted::neutral(), parameters, plan, progress)
}

/// The same from a record instead of from nothing: a few rounds follow a small change of the parameters.
pub fn calibrate_from(
    mut fitted: Fitted,
    parameters: &Parameters,
    plan: &FitPlan,
    mut progress: impl FnMut(&Round),
) -> Result<Fitted, BrokenIdentity> {
    let published = Published::of_2024();
    for number in 1..=plan.rounds {
        let modelled = model(parameters, &fitted, plan)?;
        // Provinces near balance would change sides for ever, so the sides are settled in the first half.
        let settled = 2 * number > plan.rounds;
        if !settled {
            for (own, surplus) in fitted.provinces.iter_mut().zip(modelled.surplus) {
                own.surplus_2021 = surplus;
            }
        }
        let (worst, retention) = correct(parameters, &mut fitted, &modelled, &published);
        progress(&Round { number, worst, retention });
    }
    Ok(fitted)
}

fn model(
    parameters: &Parameters,
    fitted: &Fitted,
    plan: &FitPlan,
) -> Result<Modelled, BrokenIdentity> {
    let plan = Plan {
        people: plan.people,
        seed: plan.seed,
        last_year: FIT_YEAR,
        worlds: vec![WorldSpec::new(plan.regime.clone(), ResponseMode::Responding)],
        reforms: Vec::new(),
        common: plan.common.clone(),
        sample: 0,
        shard_size: 8192,
    };
    let Setup { mut country, inputs } = open(parameters, fitted, &plan);
    let mut modelled = Modelled::default();
    for year in &inputs.years {
        let report = live_one_year(&mut country, year)?;
        modelled.weight = country.people.weight as f64;
        modelled.note(&report, &country.worlds[0], country.people.weight);
    }
    Ok(modelled)
}

impl Modelled {
    fn note(&mut self, report: &YearReport, world: &World, weight: i64) {
        let year = &report.worlds[0];
        for p in Province::all() {
            let i = p.index();
            let fund = Account::Fund(p);
            self.change[i] += (year.books.balance(fund) - year.books.opening().reserves[i]).yuan();
            // What budgets had to add because a reserve ran empty is no published flow.
            let entry = |e: &fastox_model::books::Entry| e.to == fund && e.item == Item::Backstop;
            self.change[i] -= year.books.total(entry).yuan();
            if report.year >= BRANCH_YEAR {
                let years = f64::from(FIT_YEAR + 1 - BRANCH_YEAR);
                let m = year.retention[i][Margin::Collection as usize].expected;
                self.kept[i] += m / years;
            }
        }
        self.surplus = world.effort.surplus;
        let insured: i64 = report.tally.flows[world.life].insured.0.iter().flatten().sum();
        self.nation[(report.year - FIRST_YEAR) as usize] = (insured * weight) as f64;
        if report.year == FIT_YEAR {
            self.note_fit_year(report, &report.tally.flows[world.life], weight);
        }
    }

    fn note_fit_year(&mut self, report: &YearReport, flows: &Flows, weight: i64) {
        let year = &report.worlds[0];
        for i in 0..PROVINCES {
            self.insured[i] = (flows.insured.both(i) * weight) as f64;
            self.retirees[i] = (flows.retirees.both(i) * weight) as f64;
            self.enterprise[i] = benefits(flows, Fund::Enterprise, i, weight).yuan();
            self.public[i] = benefits(flows, Fund::Public, i, weight).yuan();
            self.contributions[i] = year.books.opening().contributions[i].yuan();
            self.potential[i] = year.facts.potential[i].yuan();
            self.interest[i] = year.books.opening().interest[i].yuan();
        }
    }
}

fn correct(
    parameters: &Parameters,
    fitted: &mut Fitted,
    modelled: &Modelled,
    published: &Published,
) -> ([f64; 4], (f64, f64)) {
    let wanted = contributions(parameters, fitted, modelled, published);
    let bounds = fitted.pension_bounds();
    let mut worst = [0.0f64; 4];
    for i in 0..PROVINCES {
        let pairs = [
            (published.insured[i], modelled.insured[i]),
            (published.retirees[i], modelled.retirees[i]),
            (published.expenditure[i], modelled.enterprise[i] + modelled.public[i]),
            (wanted[i], modelled.contributions[i]),
        ];
        for (w, (a, b)) in worst.iter_mut().zip(pairs) {
            *w = w.max((b / a - 1.0).abs());
        }
        // In a run of few people a province may have nobody to learn from.
        let ratio = pairs.map(|(a, b)| if a > 0.0 && b > 0.0 { a / b } else { 1.0 });
        let own = &mut fitted.provinces[i];
        // The slope of a log-odds shift is one less the share; near a half for most ages.
        own.coverage_shift += 1.6 * libm::log(ratio[0]);
        // Half of what is missing by more retirees of 2020, half by more awards, about a fifth of the retirees of 2024.
        own.retired_shift += RETIRED_STEP * libm::log(ratio[1]);
        own.move_near_retirement(NEAR_STEP * libm::log(ratio[1]));
        let level = own.pension_level * ratio[2] * libm::pow(ratio[1], -1.0);
        own.pension_level = level.clamp(bounds.0, bounds.1);
        // Part of the way: effort answers the balance, which answers the declared share. Insured heads move
        // contributions too.
        let moved = libm::pow(ratio[3], 0.5) / ratio[0];
        own.declare(own.declared() * moved);
        let revenue = published.revenue[i] - modelled.public[i];
        let subsidy = (revenue - wanted[i] - modelled.interest[i]).max(0.0);
        let opening = (published.balance[i] - modelled.change[i]).max(0.0);
        own.base_subsidy = halfway(own.base_subsidy, subsidy);
        own.opening_reserve = halfway(own.opening_reserve, opening);
    }
    follow_the_nation(fitted, &modelled.nation);
    (worst, solve_response(parameters, fitted, modelled))
}

/// Coverage makes as much of its way from 2020 to 2024 as the nation's in-service insured had made (2021 to 2023 are recalled).
fn follow_the_nation(fitted: &mut Fitted, modelled: &[f64; 4]) {
    let insured = |year: Year| {
        let row = table("pension_national").row(&[("year", &year.to_string())]);
        row.number("employees").unwrap_or(0.0)
    };
    let whole = insured(FIT_YEAR) - insured(FIRST_YEAR - 1);
    // The table is the nation's; some of its insured are of no province.
    let counted = modelled[3] / insured(FIT_YEAR);
    for (place, way) in fitted.way.iter_mut().enumerate() {
        let wanted = insured(FIRST_YEAR + place as Year) * counted;
        *way = (*way + 0.5 * (wanted - modelled[place]) / whole).clamp(0.0, 1.0);
    }
}

/// Half the way to the new value: a province near balance would otherwise jump from round to round.
fn halfway(old: Money, new: f64) -> Money {
    Money::from_yuan(0.5 * (old.yuan() + new))
}

/// Contributions of the enterprise funds by province: the split of their revenue.
fn contributions(
    parameters: &Parameters,
    fitted: &Fitted,
    modelled: &Modelled,
    published: &Published,
) -> [f64; PROVINCES] {
    let share = parameters.in_january(FIT_YEAR).value("subsidy.contribution_share");
    let subsidised = subsidised(parameters, published);
    let funds = std::array::from_fn(|i| FundYear {
        revenue: (published.revenue[i] - modelled.public[i]).max(0.0),
        interest: modelled.interest[i],
        potential: modelled.potential[i],
        whole: modelled.contributions[i] * DECLARED_BOUNDS.1 / fitted.provinces[i].declared(),
        subsidised: subsidised[i],
    });
    split::contributions(share, &funds)
}

/// Where a base subsidy is paid: in deficit, or with GDP per head below so many times the nation's.
fn subsidised(parameters: &Parameters, published: &Published) -> [bool; PROVINCES] {
    let limit = parameters.in_january(FIT_YEAR).value("subsidy.richest");
    let column = |name: &str| table("gdp_province").by_province(&[("year", "2024")], name);
    let (gdp, people) = (column("gdp_yuan"), column("resident_population"));
    let mean = gdp.iter().sum::<f64>() / people.iter().sum::<f64>();
    std::array::from_fn(|i| {
        published.revenue[i] < published.expenditure[i] || gdp[i] / people[i] < limit * mean
    })
}

/// Solves the response at the retention that was found; the means of both groups.
fn solve_response(parameters: &Parameters, fitted: &mut Fitted, modelled: &Modelled) -> (f64, f64) {
    for (own, found) in fitted.provinces.iter_mut().zip(modelled.kept) {
        // A quarter of the way: retention depends on balances, which depend on the response.
        own.kept += 0.25 * (found - own.kept);
    }
    let observed = fitted.observed();
    fitted.response = solve(parameters, &observed, &fitted.response);
    let mean = |kept: &[f64]| kept.iter().sum::<f64>() / kept.len().max(1) as f64;
    (mean(&observed.group(true)), mean(&observed.group(false)))
}
