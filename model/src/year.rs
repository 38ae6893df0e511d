//! The country's year: people, then money, then governments.
//!
//! ```text
//! people       live        §3   all courses of life, blocks in parallel, exact sums
//! money        settle      §6   the regime's clauses on the year's books
//! governments  respond     §7   what was kept of one more yuan → next year's effort
//! books        close       §9   identities, every year, every build
//! ```
//! Start here; [`crate::people::live`] has the person's year.

use crate::books::{Books, BrokenIdentity, Opening};
use crate::country::{BRANCH_YEAR, Behaviour, Country, Economy, LifeMemory, World, YearInputs};
use crate::geography::{PROVINCES, Province};
use crate::incentives::{
    Effort, Margin, Outlook, ResponseMode, Retention, Trial, measure, targets,
};
use crate::people::children::{ChildTally, Entry};
use crate::people::live::{Setting, Tally};
use crate::people::{Flows, Fund};
use crate::pooling::{Facts, settle};
use crate::units::{Money, Year};

/// One world's year.
#[derive(Clone, Debug)]
pub struct WorldYear {
    /// Which course of life its people led.
    pub life: usize,
    /// The closed books.
    pub books: Books,
    /// What the year was known for.
    pub facts: Facts,
    /// Retention by province and margin.
    pub retention: Vec<[Retention; Margin::COUNT]>,
    /// What provinces did at every margin this year, and what they move to.
    pub effort: Effort,
    /// Contributions and benefits of the public-sector fund.
    pub public: [(Money, Money); PROVINCES],
}

/// Everything a year leaves to be told.
#[derive(Clone, Debug)]
pub struct YearReport {
    /// The year.
    pub year: Year,
    /// Sums over people, in agents.
    pub tally: Tally,
    /// Children of each province, persons.
    pub children: [i64; PROVINCES],
    /// Births, exits, children grown up.
    pub child_tally: ChildTally,
    /// Agents who turned 16.
    pub entrants: i64,
    /// One entry per world.
    pub worlds: Vec<WorldYear>,
}

/// Lives one year in every world.
pub fn live_one_year(
    country: &mut Country,
    inputs: &YearInputs,
) -> Result<YearReport, BrokenIdentity> {
    if inputs.people.year == BRANCH_YEAR {
        country.branch();
    }
    let before = country.people.people() as i64;
    let (child_tally, entrants) = grow_up(country, inputs);
    let tally = live(country, inputs, before + entrants)?;
    let mut worlds = Vec::with_capacity(country.worlds.len());
    for number in 0..country.worlds.len() {
        worlds.push(settle_and_respond(country, number, inputs, &tally)?);
    }
    country.women.clone_from(&tally.vitals.women.0);
    let children = std::array::from_fn(|p| country.children.living_in(p));
    Ok(YearReport { year: inputs.people.year, tally, children, child_tally, entrants, worlds })
}

/// Children are born, grow and turn 16.
fn grow_up(country: &mut Country, inputs: &YearInputs) -> (ChildTally, i64) {
    let (tally, grown) = country.children.grow(&inputs.children, &country.women);
    let entry = Entry {
        year: inputs.people.year,
        lives: country.lives.len(),
        shard_size: country.shard_size,
        endowment: &inputs.endowment,
        draws: country.draws,
    };
    let agents = country.children.enter(&grown, &mut country.people, entry);
    (tally, agents)
}

/// Adults live the year; those of last year and those who turned 16 (`came`), less those who left, must be here.
fn live(country: &mut Country, inputs: &YearInputs, came: i64) -> Result<Tally, BrokenIdentity> {
    let year = inputs.people.year;
    let policies = country.policies(inputs);
    let setting = Setting {
        facts: &inputs.people,
        policies: &policies,
        draws: country.draws,
        sample: country.sample,
    };
    let tally = country.people.live(&setting);
    let out: i64 = tally.vitals.deaths.iter().chain(&tally.vitals.emigrants).sum();
    let after = country.people.people() as i64;
    let what = "the number of adults (agents)";
    BrokenIdentity::check(year, "the nation", what, after, came - out)?;
    let counted: i64 = tally.vitals.residents_16_59.iter().chain(&tally.vitals.residents_60).sum();
    BrokenIdentity::check(year, "the nation", "the count of residents (agents)", counted, after)?;
    for ((memory, flows), policy) in country.lives.iter_mut().zip(&tally.flows).zip(&policies) {
        memory.check(year, flows)?;
        *memory = LifeMemory::of(flows).after(policy);
    }
    Ok(tally)
}

/// One world settles its books, closes them, and its governments choose next year's effort.
fn settle_and_respond(
    country: &mut Country,
    number: usize,
    inputs: &YearInputs,
    tally: &Tally,
) -> Result<WorldYear, BrokenIdentity> {
    let (weight, year) = (country.people.weight, inputs.people.year);
    let behaviour = country.behaviour;
    let residents: [i64; PROVINCES] = std::array::from_fn(|p| {
        let adults = tally.vitals.residents_16_59[p] + tally.vitals.residents_60[p];
        adults * weight + country.children.living_in(p)
    });
    let common = country.common.clone();
    let economy = &inputs.variant(&country.worlds[number]).economy;
    let world = &mut country.worlds[number];
    let flows = &tally.flows[world.life];
    let opening = open(world, flows, weight, economy);
    let mut facts = facts(world, flows, weight, (inputs, economy), &residents);
    facts.top_up = world.top_ups.pay(flows, weight);
    let regime = if year < BRANCH_YEAR { &common } else { &world.regime };
    let clauses = regime.clauses(year);
    let memory = world.memory.clone();
    let mut books = Books::open(year, opening.clone(), true);
    settle(clauses, &facts, &mut world.memory, &mut books);
    books.close()?;
    let trial = Trial {
        clauses,
        facts: &facts,
        memory: &memory,
        opening: &opening,
        plan_growth: economy.wage_growth,
    };
    let retention = measure(trial, behaviour.nudge);
    let effort = respond(&mut world.effort, world.mode, trial, &retention, &behaviour);
    for p in Province::all() {
        world.reserves[p.index()] = books.balance(crate::books::Account::Fund(p));
    }
    world.pool = books.balance(crate::books::Account::Pool);
    world.contributions = opening.contributions;
    let ordered = !world.orders.0.is_empty();
    world.orders = (books.orders().to_vec(), ordered);
    let public = std::array::from_fn(|p| {
        (
            contributions(flows, Fund::Public, p, weight, economy),
            benefits(flows, Fund::Public, p, weight),
        )
    });
    Ok(WorldYear { life: world.life, books, facts, retention, effort, public })
}

/// Governments see what they kept and choose next year's effort. Returns what they did this year, with the targets
/// they now move to.
fn respond(
    effort: &mut Effort,
    mode: ResponseMode,
    trial: Trial,
    retention: &[[Retention; Margin::COUNT]],
    behaviour: &Behaviour,
) -> Effort {
    let year = trial.facts.year;
    if year < BRANCH_YEAR {
        for p in Province::all() {
            effort.surplus[p.index()] = trial.opening.balance(p) >= Money::ZERO;
        }
    }
    let this_year = *effort;
    if !mode.responds() || year < BRANCH_YEAR {
        return this_year;
    }
    let kept = std::array::from_fn(|p| retention[p][Margin::Collection as usize].expected);
    let outlook = Outlook {
        trial,
        nudge: behaviour.nudge,
        kept: &kept,
        effort: &this_year[Margin::Collection].level,
        surplus: &this_year.surplus,
    };
    let targets = targets(outlook, mode, &behaviour.response);
    effort.respond(targets, retention, &behaviour.response);
    this_year.moving_as(effort)
}

/// Contributions credited to a fund: exact sums of base × months, times the statutory rates.
pub fn contributions(flows: &Flows, fund: Fund, p: usize, weight: i64, economy: &Economy) -> Money {
    at_rates(flows.employee_base[fund][p], flows.flexible_base[fund][p], p, weight, economy)
}

/// What the statutory rates on own wages within floor and ceiling would yield.
pub fn potential(flows: &Flows, fund: Fund, p: usize, weight: i64, economy: &Economy) -> Money {
    at_rates(
        flows.employee_potential[fund][p],
        flows.flexible_potential[fund][p],
        p,
        weight,
        economy,
    )
}

fn at_rates(firm: i64, alone: i64, p: usize, weight: i64, economy: &Economy) -> Money {
    let yuan = |n: i64| Money::from_fen(n * weight * 100);
    yuan(firm) * economy.employer_rate[p]
        + yuan(firm) * economy.employee_rate
        + yuan(alone) * economy.flexible_rate[p]
}

/// Pensions, accounts paid out, and what survivors receive.
pub fn benefits(flows: &Flows, fund: Fund, p: usize, weight: i64) -> Money {
    let survivors = if fund == Fund::Enterprise { flows.survivors[p] } else { 0 };
    Money::from_fen((flows.pensions[fund][p] + flows.lump_sums[fund][p] + survivors) * weight)
}

fn open(world: &World, flows: &Flows, weight: i64, economy: &Economy) -> Opening {
    let mut opening = Opening { reserves: world.reserves, pool: world.pool, ..Opening::default() };
    opening.pool_interest = world.pool * economy.reserve_return;
    for p in 0..PROVINCES {
        opening.contributions[p] = contributions(flows, Fund::Enterprise, p, weight, economy);
        opening.purchases[p] = at_rates(0, flows.purchased_base[p], p, weight, economy);
        opening.relations_out[p] = Money::from_fen(flows.relations_out[p] * weight);
        opening.relations_in[p] = Money::from_fen(flows.relations_in[p] * weight);
        opening.benefits[p] = benefits(flows, Fund::Enterprise, p, weight);
        opening.interest[p] = world.reserves[p] * economy.reserve_return;
        opening.subsidy_central[p] = economy.subsidy[p] * economy.subsidy_central_share;
        opening.subsidy_local[p] = economy.subsidy[p] - opening.subsidy_central[p];
    }
    opening
}

fn facts(
    world: &World,
    flows: &Flows,
    weight: i64,
    (inputs, economy): (&YearInputs, &Economy),
    residents: &[i64; PROVINCES],
) -> Facts {
    let gdp: Money = economy.gdp.iter().copied().sum();
    let mut facts = Facts {
        year: inputs.people.year,
        gdp_per_head_national: gdp.yuan() / residents.iter().sum::<i64>() as f64,
        ..Facts::default()
    };
    for p in 0..PROVINCES {
        facts.gdp_per_head[p] = economy.gdp[p].yuan() / residents[p].max(1) as f64;
        facts.average_wage[p] = Money::from_yuan(12.0 * f64::from(inputs.people.wages.average[p]));
        facts.insured[p] = flows.insured[Fund::Enterprise][p] * weight;
        facts.retirees[p] = flows.retirees[Fund::Enterprise][p] * weight;
        facts.employed[p] = economy.employed[p];
        facts.potential[p] = potential(flows, Fund::Enterprise, p, weight, economy);
        let plan = world.contributions[p].yuan() * (1.0 + economy.wage_growth);
        let known = world.contributions[p] > Money::ZERO;
        facts.plan[p] = if known {
            Money::from_yuan(plan)
        } else {
            contributions(flows, Fund::Enterprise, p, weight, economy)
        };
    }
    facts
}
