//! What a year costs: nanoseconds per person, by vector width and by how many courses of life people lead; and the
//! books of one year.
//!
//! `cargo bench -p fastox-experiments` prints medians with their spread; compare rows of one run, not of two.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_experiments::scenario;
use fastox_model::books::{Books, Opening};
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Width;
use fastox_model::people::live::Setting;
use fastox_model::people::{LifePolicy, Population, YearFacts};
use fastox_model::pooling::{Facts, Memory, settle};
use fastox_model::simulation::Simulation;

const PEOPLE: usize = 400_000;

/// A country that has lived to 2024 in the main experiment's six worlds, or in one.
fn lived(regimes: &[&str]) -> Simulation {
    let modes = [ResponseMode::Fixed, ResponseMode::Responding];
    let both = |name: &&str| modes.map(|mode| WorldSpec::new(scenario::shipped(name).regime, mode));
    let plan = Plan::new(scenario::common(), regimes.iter().flat_map(both).collect());
    let plan = Plan { people: PEOPLE, last_year: 2025, shard_size: 8192, ..plan };
    let mut simulation = open(&Parameters::embedded(), &Fitted::shipped(), &plan);
    for _ in 2021..=2024 {
        simulation.live_year(|_| ()).expect("the books close");
    }
    simulation
}

/// The people's half of the year alone.
fn people(criterion: &mut Criterion) {
    let simulation = lived(&["national-pooling"]);
    let facts: &YearFacts = &simulation.years[4].people;
    let policies = simulation.country.policies(&simulation.years[4]);
    let mut group = criterion.benchmark_group("people");
    group.throughput(Throughput::Elements((PEOPLE * policies.len()) as u64)).sample_size(20);
    for width in [Width::Baseline, Width::Avx2, Width::Avx512] {
        if width > Width::detect() {
            continue;
        }
        let live = |mut people: Population| live(&mut people, facts, &policies, &simulation, width);
        group.bench_function(BenchmarkId::from_parameter(format!("{width:?}")), |bencher| {
            bencher.iter_batched(|| simulation.country.people.clone(), live, BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn live(
    people: &mut Population,
    facts: &YearFacts,
    policies: &[LifePolicy],
    simulation: &Simulation,
    width: Width,
) -> i64 {
    let (draws, sample) = (simulation.country.draws, simulation.country.sample);
    let tally = people.live_with(&Setting { facts, policies, draws, sample, cohorts: true }, width);
    tally.flows[0].deposits
}

/// The whole year of a country: people, books, retention, effort.
fn country(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("country");
    group.sample_size(20);
    for regimes in [&["national-pooling"][..], &["stand-alone", "central-adjustment", "national-pooling"]] {
        let simulation = lived(regimes);
        let worlds = simulation.country.worlds.len();
        group.throughput(Throughput::Elements((PEOPLE * worlds) as u64));
        group.bench_function(BenchmarkId::new("worlds", worlds), |bencher| {
            bencher.iter_batched(|| simulation.clone(), |mut simulation| simulation.run(|_| ()), BatchSize::LargeInput);
        });
    }
    group.finish();
}

/// The books of 2024 of a regime, opened and settled.
fn settlement(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("settlement");
    for regime in ["national-pooling", "full-package"] {
        // What is settled are the clauses of 2030 on the books of 2024.
        let clauses = scenario::shipped(regime).regime;
        let (opening, facts) = books(regime);
        group.bench_function(regime, |bencher| {
            bencher.iter(|| {
                let (mut books, mut memory) = (Books::open(2024, opening.clone(), false), Memory::default());
                settle(clauses.clauses(2030), &facts, &mut memory, &mut books);
                books
            });
        });
    }
    group.finish();
}

/// What 2024 brought to the funds of a world, and what it was known for.
fn books(regime: &str) -> (Opening, Facts) {
    let world = WorldSpec::new(scenario::shipped(regime).regime, ResponseMode::Fixed);
    let plan = Plan { people: 20_000, last_year: 2024, ..Plan::new(scenario::common(), vec![world]) };
    let mut simulation = open(&Parameters::embedded(), &Fitted::shipped(), &plan);
    let mut last = None;
    let lived = simulation.run(|year| last = Some((year.world.books.opening().clone(), year.world.facts.clone())));
    lived.expect("the books close");
    last.expect("2024 is lived")
}

criterion_group!(benches, people, country, settlement);
criterion_main!(benches);
