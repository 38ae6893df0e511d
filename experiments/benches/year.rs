//! What a year costs: nanoseconds per person, by vector width and by how many courses of life people lead.
//!
//! `cargo bench -p fastox-experiments` prints medians with their spread; compare rows of one run, not of two.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::synthesis::{Plan, open};
use fastox_experiments::scenario;
use fastox_model::country::WorldSpec;
use fastox_model::incentives::ResponseMode;
use fastox_model::people::Width;
use fastox_model::people::live::Setting;
use fastox_model::people::{LifePolicy, Population, YearFacts};
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
    let tally = people.live_with(&Setting { facts, policies, draws, sample }, width);
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

criterion_group!(benches, people, country);
criterion_main!(benches);
