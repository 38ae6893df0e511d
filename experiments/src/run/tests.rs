use super::*;
use fastox_model::geography::NATION;
use fastox_outputs::Cell;
use std::collections::BTreeMap;

mod checkpoints;
mod ranks;

fn small() -> Experiment {
    Experiment { people: 3_000, last_year: 2025, sample: 20, ..Experiment::default_main() }
}

fn lived(experiment: &Experiment) -> RunResult {
    run(experiment, &Parameters::embedded(), &Fitted::shipped(), &mut |_| ()).expect("a run")
}

fn table<'a>(result: &'a RunResult, name: &str) -> &'a Table {
    result.tables.iter().find(|table| table.spec().name == name).expect("a table")
}

/// World, response, year and province of every row.
fn places(table: &Table) -> Vec<(String, String, i32, i32)> {
    let names = |name| table.column_name(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let (worlds, responses) = (names("world"), names("response"));
    let (years, provinces) = (table.column_whole("year"), table.column_whole("province"));
    let row = |i: usize| (worlds[i].clone(), responses[i].clone(), years[i], provinces[i]);
    (0..table.rows()).map(row).collect()
}

#[test]
fn the_ledger_leads_from_opening_to_closing_reserves() {
    let result = lived(&small());
    let ledger = table(&result, "ledger");
    let mut moved: BTreeMap<_, i64> = BTreeMap::new();
    let accounts = ledger.column_name("account");
    for (row, place) in places(ledger).into_iter().enumerate() {
        if accounts[row] == "fund" {
            *moved.entry(place).or_default() += ledger.column_fen("amount_fen")[row];
        }
    }
    let provinces = table(&result, "province_year");
    let opening = provinces.column_number("reserves_opening_yuan");
    let closing = provinces.column_number("reserves_yuan");
    for (row, place) in places(provinces).into_iter().enumerate().filter(|(_, p)| p.2 > 2020) {
        let fen = ((closing[row] - opening[row]) * 100.0).round() as i64;
        assert!((fen - moved[&place]).abs() <= 1, "{place:?}");
    }
}

#[test]
fn every_world_has_its_years_and_its_summary() {
    let result = lived(&small());
    let national = table(&result, "national_year");
    assert_eq!(national.rows(), 12 * 6, "twelve worlds, 2020 to 2025");
    assert_eq!(national.cell(0, national.spec().position("gdp_yuan").unwrap_or(0)), Cell::Missing);
    assert_eq!(result.summary.names().len(), 12);
    assert_eq!(result.manifest.worlds[5], "national-pooling responding");
    assert!(result.manifest.weight > 100_000);
}

#[test]
fn worlds_share_the_years_until_they_part() {
    let result = lived(&small());
    let provinces = table(&result, "province_year");
    let reserves = provinces.column_number("reserves_yuan");
    let mut known: BTreeMap<i32, f64> = BTreeMap::new();
    for (row, (_, _, year, province)) in places(provinces).into_iter().enumerate() {
        if year == 2021 {
            let same = *known.entry(province).or_insert(reserves[row]);
            assert!((same - reserves[row]).abs() < 0.01, "{province}");
        }
    }
}

/// Shards of 64 people are one small block each; whole cohorts are large blocks, and small ones behind them.
#[test]
fn shards_and_blocks_change_nothing() {
    let experiment = Experiment { people: 60_000, last_year: 2024, range_people: 0, ..small() };
    let scenarios = scenarios(&experiment, &Parameters::embedded()).expect("shipped regimes");
    let lived = |shard| {
        let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
        run_scenarios(&experiment, &scenarios, &parameters, &fitted, shard, &mut |_| ()).expect("a run")
    };
    assert!(lived(64).tables == lived(100_000).tables);
}

#[test]
fn progress_is_reported_for_every_year() {
    let mut years = Vec::new();
    let experiment = Experiment { last_year: 2023, range_people: 0, ..small() };
    run(&experiment, &Parameters::embedded(), &Fitted::shipped(), &mut |now| years.push(now.year)).expect("a run");
    assert_eq!(years, [2020, 2021, 2022, 2023]);
}

#[test]
fn the_range_pass_shows_its_years_and_has_the_central_setting_of_the_run() {
    let mut years = Vec::new();
    let experiment = Experiment { last_year: 2023, ..small() };
    let shown =
        &mut |now: Progress| years.extend((now.pass == Pass::Range).then_some((now.place, now.cells, now.year)));
    let result = run(&experiment, &Parameters::embedded(), &Fitted::shipped(), shown).expect("a run");
    assert_eq!(years, [(0, 2, 2021), (0, 2, 2022), (0, 2, 2023)]);
    for range in result.summary.ranges.iter().filter(|range| range.province == NATION) {
        assert_eq!(range.responses, 6);
        let response = "responding".to_owned();
        let own = result.summary.worlds.iter().find(|own| own.world == range.world && own.response == response);
        let own = own.expect("a responding world").measures[&range.measure];
        assert_eq!(range.central.map(f64::to_bits), own.map(f64::to_bits), "{range:?}");
    }
}
