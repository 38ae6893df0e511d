//! Draws come as often as their probabilities say.

use crate::support::{country, country_of, parameters};
use fastox_calibration::data::table;
use fastox_calibration::fitted::Fitted;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::incentives::ResponseMode;
use fastox_model::people::{Sex, Shard, State, Status, Traits, YearFacts};
use fastox_model::simulation::Simulation;
use fastox_model::year::YearReport;
use std::collections::BTreeMap;

const ALONE: [(&str, ResponseMode); 1] = [("stand-alone", ResponseMode::Fixed)];

/// What is expected of independent draws, and its variance.
#[derive(Clone, Copy, Default)]
struct Expected {
    mean: f64,
    variance: f64,
}

impl Expected {
    fn add(&mut self, probability: f64) {
        self.mean += probability;
        self.variance += probability * (1.0 - probability);
    }

    /// Within four standard errors of what was found.
    fn meets(&self, found: i64, what: &str) {
        let distance = (found as f64 - self.mean) / self.variance.sqrt();
        assert!(distance.abs() < 4.0, "{what}: {found}, expected {:.1}: {distance:.1} errors", self.mean);
    }
}

fn probability(threshold: u32) -> f64 {
    f64::from(threshold) / 4_294_967_296.0
}

fn live_first_year(setup: &mut Simulation) -> YearReport {
    setup.live_year(|_| ()).expect("books close").expect("a year to live")
}

/// Everybody of a country, with shard and place.
fn everybody(setup: &Simulation) -> impl Iterator<Item = (&Shard, usize)> {
    let shards = setup.country.people.shards.iter();
    shards.flat_map(|shard| (0..shard.len).map(move |place| (shard, place)))
}

fn home(shard: &Shard, place: usize) -> usize {
    Traits(shard.traits[place]).residence()
}

fn death(facts: &YearFacts, shard: &Shard, place: usize) -> f64 {
    let by = &facts.mortality.death[shard.sex as usize][shard.age(facts.year)];
    probability(by[home(shard, place)])
}

fn exit(facts: &YearFacts, shard: &Shard, place: usize) -> f64 {
    let by = &facts.mortality.exit[shard.sex as usize][shard.age(facts.year)];
    probability(by[home(shard, place)]).max(death(facts, shard, place))
}

fn away(shard: &Shard, place: usize) -> bool {
    Traits(shard.traits[place]).hukou() != home(shard, place)
}

/// Who is away from their hukou may go home, too.
fn homeward(facts: &YearFacts, shard: &Shard, place: usize) -> f64 {
    let rate = probability(facts.moves.homeward[shard.age(facts.year)]);
    if away(shard, place) { rate } else { 0.0 }
}

fn leave(facts: &YearFacts, shard: &Shard, place: usize) -> f64 {
    probability(facts.moves.leave[shard.age(facts.year)][home(shard, place)])
}

#[test]
fn as_many_die_as_mortality_says_of_either_sex_and_in_every_province() {
    let mut setup = country(60_000, 2021, &ALONE);
    let inputs = setup.years[0].clone();
    let mut by_province = [Expected::default(); PROVINCES];
    let mut old = Expected::default();
    for (shard, place) in everybody(&setup) {
        // Of those who die, the exit threshold may be the lower one (immigration shows as fewer deaths).
        let by = &inputs.people.mortality.exit[shard.sex as usize][shard.age(2021)];
        let leave = probability(by[home(shard, place)]);
        let dies = death(&inputs.people, shard, place).min(leave);
        by_province[home(shard, place)].add(dies);
        old.add(dies);
    }
    let report = live_first_year(&mut setup);
    let deaths = &report.tally.vitals.deaths;
    for (p, expected) in Province::all().zip(by_province) {
        expected.meets(deaths[p.index()], p.name());
    }
    old.meets(deaths.iter().sum(), "the nation");
}

#[test]
fn as_many_move_as_the_yearly_matrix_and_the_way_home_say() {
    let mut setup = country(60_000, 2021, &ALONE);
    let inputs = setup.years[0].clone();
    let mut out = [Expected::default(); PROVINCES];
    for (shard, place) in everybody(&setup) {
        let facts = &inputs.people;
        let stays = 1.0 - exit(facts, shard, place);
        out[home(shard, place)].add(stays * (leave(facts, shard, place) + homeward(facts, shard, place)));
    }
    let report = live_first_year(&mut setup);
    let moves = &report.tally.vitals.moves.0;
    let of = |p: usize| (0..PROVINCES).map(|to| moves[p * 32 + to]).sum::<i64>();
    for (p, expected) in Province::all().zip(out) {
        expected.meets(of(p.index()), p.name());
    }
}

/// Status of everybody by id.
fn statuses(setup: &Simulation) -> BTreeMap<u32, Status> {
    let status = |shard: &Shard, place: usize| State(shard.lives[0].state[place]).status();
    everybody(setup).map(|(shard, place)| (shard.id[place], status(shard, place))).collect()
}

#[test]
fn as_many_enter_the_scheme_as_its_hazards_say() {
    let mut setup = country(60_000, 2021, &ALONE);
    let inputs = setup.years[0].clone();
    let mut expected = [Expected::default(); 2];
    let before = statuses(&setup);
    for (shard, place) in everybody(&setup) {
        let (facts, age) = (&inputs.people, shard.age(2021));
        let coverage = &inputs.variants[0].institutions.coverage;
        if before[&shard.id[place]] != Status::Outside || age > 55 {
            continue;
        }
        // At working ages few move before they enter; the hazard of the residence of 2020 is near enough.
        let hazard = probability(coverage.entry[shard.sex as usize][age][home(shard, place)]);
        expected[shard.sex as usize].add((1.0 - exit(facts, shard, place)) * hazard);
    }
    live_first_year(&mut setup);
    let after = statuses(&setup);
    let entered = |shard: &Shard, place: usize| {
        let id = shard.id[place];
        before.get(&id) == Some(&Status::Outside) && !matches!(after[&id], Status::Outside | Status::Gone)
    };
    for (sex, expected) in [Sex::Male, Sex::Female].into_iter().zip(expected) {
        let of_sex = everybody(&setup).filter(|(shard, _)| shard.sex == sex);
        let found = of_sex.filter(|(shard, place)| entered(shard, *place)).count();
        expected.meets(found as i64, &format!("{sex:?}"));
    }
}

/// Expected yearly moves of the census population by origin and destination, in persons.
fn expected_flows(setup: &Simulation) -> Vec<[f64; PROVINCES]> {
    let mut flows = vec![[0.0; PROVINCES]; PROVINCES];
    for (shard, place) in everybody(setup) {
        adult_flows(setup, shard, place, &mut flows[home(shard, place)]);
    }
    let children = &setup.years[0].children;
    for (from, row) in flows.iter_mut().enumerate() {
        let weights = children.destination[from].map(|weight| weight as f64);
        let leaving = children.leave[from] * setup.country.children.living_in(from) as f64;
        for (flow, weight) in row.iter_mut().zip(weights) {
            *flow += leaving * weight / weights.iter().sum::<f64>();
        }
    }
    flows
}

fn adult_flows(setup: &Simulation, shard: &Shard, place: usize, row: &mut [f64; PROVINCES]) {
    let facts = &setup.years[0].people;
    let weight = setup.country.people.weight as f64;
    let destination = &facts.moves.destination[home(shard, place)][..PROVINCES];
    let mut below = 0.0;
    for (flow, threshold) in row.iter_mut().zip(destination) {
        *flow += leave(facts, shard, place) * weight * (probability(*threshold) - below);
        below = probability(*threshold);
    }
    row[Traits(shard.traits[place]).hukou()] += homeward(facts, shard, place) * weight;
}

/// Persons who came and who went, by province.
fn came_and_went(flows: &[[f64; PROVINCES]], p: Province) -> (f64, f64) {
    (flows.iter().map(|row| row[p.index()]).sum(), flows[p.index()].iter().sum())
}

/// Five years of expected moves at the level of 2015–20, against the census: all moves within a tenth, those of a
/// province within a fifth, and its net flow within 15 % of what came and went. They do not agree to the person:
/// returns to the hukou are a hazard of their own, children move as people of 30 to 44, and rates of 2015 meet
/// the people of 2020.
#[test]
fn yearly_moves_at_full_level_give_the_five_year_flows_of_the_census() {
    let parameters = parameters(&["migration.level=100 %"]);
    let setup = country_of(&parameters, &Fitted::shipped(), 200_000, 2021, &ALONE);
    let yearly = expected_flows(&setup);
    let census: Vec<_> = table("migration_od_2015_2020").rows().map(|r| r.provinces()).collect();
    let (mut moved, mut counted) = (0.0, 0.0);
    for p in Province::all() {
        let (came, went) = came_and_went(&yearly, p);
        let (arrived, left) = came_and_went(&census, p);
        for (found, wanted) in [(5.0 * came, arrived), (5.0 * went, left)] {
            assert!((found / wanted - 1.0).abs() < 0.2, "{p}: {found:.0}, census {wanted:.0}");
        }
        let gap = 5.0 * (came - went) - (arrived - left);
        assert!(gap.abs() < 0.15 * (arrived + left), "{p}: net off by {gap:.0}");
        moved += 5.0 * came;
        counted += arrived;
    }
    assert!((moved / counted - 1.0).abs() < 0.1, "{moved:.0}, census {counted:.0}");
}
