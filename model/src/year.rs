//! The country's year: people, then money, then governments.
//!
//! ```text
//! grow_up      children are born, grow and turn 16
//! live         adults live all courses of life, blocks in parallel, exact sums      §3
//! opening      what that brings to the funds of a world
//! settle       the regime's clauses on the year's books, which must close           §6, §9
//! measure      what each province keeps of one more yuan                            §7
//! respond      next year's effort                                                   §7
//! ```
//! Only the simulation calls it; [`crate::people::live`] has the person's year.

use crate::books::{Books, BrokenIdentity};
use crate::country::{BRANCH_YEAR, Behaviour, Country, FundYear, LifeMemory, World, YearInputs};
use crate::geography::{PROVINCES, Province};
use crate::incentives::{Effort, Extent, Margin, Outlook, ResponseMode, Retention, Trial, expected, measure, targets};
use crate::people::children::{ChildTally, Entrants};
use crate::people::limits::BASE;
use crate::people::live::{Setting, Tally};
use crate::people::{Fund, LifePolicy};
use crate::pooling::{ClauseSpec, Facts, Regime, settle};
use crate::units::{Money, Year};
use rayon::prelude::*;

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
}

/// Everything a year leaves to be observed.
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
pub(crate) fn live_one_year(
    country: &mut Country,
    inputs: &YearInputs,
    policies: &[LifePolicy],
) -> Result<YearReport, BrokenIdentity> {
    let (child_tally, entrants) = grow_up(country, inputs)?;
    let tally = live(country, inputs, policies, country.adults as i64 + entrants)?;
    let residents = residents(country, &tally);
    let Country { ref common, extent, ref people, ref mut worlds, .. } = *country;
    let year = LivedYear { inputs, tally: &tally, residents, common, extent, weight: people.weight };
    let worlds = year.in_worlds(worlds)?;
    let children = std::array::from_fn(|p| country.children.living_in(p));
    country.women.clone_from(&tally.vitals.women.0);
    country.adults = tally.people as usize;
    Ok(YearReport { year: inputs.people.year, tally, children, child_tally, entrants, worlds })
}

/// Provinces and sexes, each with less than an agent carried from year to year.
const PLACES: i64 = 2 * PROVINCES as i64;

/// Children are born, grow and turn 16; ids of the nation must not run out.
fn grow_up(country: &mut Country, inputs: &YearInputs) -> Result<(ChildTally, i64), BrokenIdentity> {
    let (tally, grown) = country.children.grow(&inputs.children, &country.women);
    let year = inputs.people.year;
    let most = i64::from(country.people.next_id) + tally.grown / country.people.weight + PLACES;
    let what = "the number of people so far (agents)";
    BrokenIdentity::limit(year, "the nation", what, [most, u32::MAX.into()])?;
    let entry = Entrants {
        year,
        lives: country.lives.len(),
        shard_size: country.shard_size,
        endowment: &inputs.endowment,
        draws: country.draws,
    };
    let agents = country.children.enter(&grown, &mut country.people, entry);
    Ok((tally, agents))
}

/// No contribution base can grow beyond what is held.
fn ceilings(year: Year, policies: &[LifePolicy]) -> Result<(), BrokenIdentity> {
    let what = "the highest contribution base (yuan a month)";
    for law in policies.iter().map(|policy| &policy.institutions.law) {
        for p in Province::all() {
            let ceiling = law.ceiling[p.index()] as i64;
            BrokenIdentity::limit(year, p.name(), what, [ceiling, BASE.into()])?;
        }
    }
    Ok(())
}

/// Adults live the year; those of last year and those who turned 16 (`came`), less those who left, must be here.
fn live(
    country: &mut Country,
    inputs: &YearInputs,
    policies: &[LifePolicy],
    came: i64,
) -> Result<Tally, BrokenIdentity> {
    let year = inputs.people.year;
    ceilings(year, policies)?;
    let (draws, sample) = (country.draws, country.sample);
    let cohorts = country.extent == Extent::Tables;
    let tally = country.people.live(&Setting { facts: &inputs.people, policies, draws, sample, cohorts });
    let out: i64 = tally.vitals.deaths.iter().chain(&tally.vitals.emigrants).sum();
    let after = tally.people;
    let what = "the number of adults (agents)";
    BrokenIdentity::check(year, "the nation", what, after, came - out)?;
    let counted: i64 = tally.vitals.residents_16_59.iter().chain(&tally.vitals.residents_60).sum();
    BrokenIdentity::check(year, "the nation", "the count of residents (agents)", counted, after)?;
    for ((memory, flows), policy) in country.lives.iter_mut().zip(&tally.flows).zip(policies) {
        memory.check(year, flows)?;
        *memory = LifeMemory::of(flows).after(policy);
    }
    Ok(tally)
}

/// Residents of every age by province, persons.
fn residents(country: &Country, tally: &Tally) -> [i64; PROVINCES] {
    std::array::from_fn(|p| {
        let adults = tally.vitals.residents_16_59[p] + tally.vitals.residents_60[p];
        adults * country.people.weight + country.children.living_in(p)
    })
}

/// What people did in a year, the same for all worlds.
struct LivedYear<'a> {
    inputs: &'a YearInputs,
    tally: &'a Tally,
    residents: [i64; PROVINCES],
    /// What holds before worlds part.
    common: &'a Regime,
    extent: Extent,
    /// Persons an agent stands for.
    weight: i64,
}

impl LivedYear<'_> {
    /// All worlds, which share nothing but what people did. Where a rule wants its trials at once, it has all threads.
    fn in_worlds(&self, worlds: &mut [World]) -> Result<Vec<WorldYear>, BrokenIdentity> {
        let at_once = |world: &World| self.clauses(&world.regime).iter().any(|spec| spec.clause().at_once());
        if worlds.iter().any(at_once) {
            return worlds.iter_mut().map(|world| self.in_world(world)).collect();
        }
        // The first of several worlds whose books do not close is told, whichever was settled first.
        let lived: Vec<_> = worlds.par_iter_mut().map(|world| self.in_world(world)).collect();
        lived.into_iter().collect()
    }

    /// The clauses in force in a world.
    fn clauses<'c>(&'c self, regime: &'c Regime) -> &'c [ClauseSpec] {
        let year = self.inputs.people.year;
        (if year < BRANCH_YEAR { self.common } else { regime }).clauses(year)
    }

    /// One world settles its books, closes them, and its governments choose next year's effort.
    fn in_world(&self, world: &mut World) -> Result<WorldYear, BrokenIdentity> {
        let (year, behaviour) = (self.inputs.people.year, self.inputs.behaviour);
        let economy = &self.inputs.variant(world).economy;
        let flows = &self.tally.flows[world.life];
        let fund = FundYear { flows, economy, weight: self.weight };
        let opening = fund.opening(world.held());
        let facts = self.facts(world, fund);
        let clauses = self.clauses(&world.regime);
        let memory = world.memory.clone();
        let mut books = Books::open(year, opening.clone(), true);
        settle(clauses, &facts, &mut world.memory, &mut books);
        books.close()?;
        let trial =
            Trial { clauses, facts: &facts, memory: &memory, opening: &opening, plan_growth: economy.wage_growth };
        let responds = world.mode.responds() && year >= BRANCH_YEAR;
        let retention = match self.extent {
            Extent::Tables => measure(trial, behaviour.nudge),
            Extent::Response => expected(trial, behaviour.nudge, responds),
        };
        let effort = respond(&mut world.effort, world.mode, trial, &retention, &behaviour);
        world.carry_over(&books);
        Ok(WorldYear { life: world.life, books, facts, retention, effort })
    }

    /// What a world knows of its year when its books are settled; the compensation in payment grows by it.
    fn facts(&self, world: &mut World, fund: FundYear<'_>) -> Facts {
        let FundYear { flows, economy, weight } = fund;
        let gdp: Money = economy.gdp.iter().copied().sum();
        let mut facts = Facts {
            year: self.inputs.people.year,
            gdp_per_head_national: gdp.yuan() / self.residents.iter().sum::<i64>() as f64,
            ..Facts::default()
        };
        for p in 0..PROVINCES {
            let wage = f64::from(self.inputs.people.wages.average[p]);
            facts.gdp_per_head[p] = economy.gdp[p].yuan() / self.residents[p].max(1) as f64;
            facts.average_wage[p] = Money::from_yuan(12.0 * wage);
            facts.insured[p] = flows.insured[Fund::Enterprise][p] * weight;
            facts.retirees[p] = fund.retirees(p);
            facts.employed[p] = economy.employed[p];
            facts.potential[p] = fund.potential(Fund::Enterprise, p);
            let known = world.contributions[p] > Money::ZERO;
            let plan = world.contributions[p].yuan() * (1.0 + economy.wage_growth);
            facts.plan[p] = if known { Money::from_yuan(plan) } else { fund.contributions(Fund::Enterprise, p) };
        }
        let top_up = world.top_ups.pay(flows, weight);
        facts.top_up = Province::each(|p| top_up[p.index()] * economy.retirees_counted[p.index()]);
        facts
    }
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
