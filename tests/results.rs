//! The tables made from others agree with what they are made from.

use crate::support::{MAIN, country, live_to, table};
use fastox_experiments::questions::whip::WhipTable;
use fastox_experiments::summary::{Decomposition, RANGE};
use fastox_model::country::WorldId;
use fastox_model::geography::NATION;
use fastox_model::incentives::{Extent, ResponseMode};
use fastox_model::people::cohorts::{CohortFlows, Cohorts};
use fastox_model::people::{ByFund, Flows, Fund};

/// Who asks for accounts alone is not given cohorts, and everything else to the last fen.
#[test]
fn nothing_else_depends_on_whether_cohorts_are_summed() {
    let lived = |extent| {
        let mut setup = country(5_000, 2024, &[("national-pooling", ResponseMode::Responding)]);
        setup.country.extent = extent;
        live_to(&mut setup, 2024).into_iter().map(|report| report.tally.flows).collect::<Vec<_>>()
    };
    let [whole, few] = [Extent::Tables, Extent::Response].map(lived);
    for (whole, few) in whole.into_iter().flatten().zip(few.into_iter().flatten()) {
        assert_eq!(few.cohorts.iter().count(), 0);
        assert!(whole.cohorts.iter().count() > 100);
        assert_eq!(format!("{few:?}"), format!("{:?}", Flows { cohorts: Cohorts::default(), ..whole }));
    }
}

/// Every fen that the enterprise fund takes from people or pays them belongs to one cohort.
#[test]
fn cohorts_add_up_to_the_nation() {
    let worlds = [("national-pooling", ResponseMode::Fixed), ("national-pooling", ResponseMode::Responding)];
    let mut setup = country(20_000, 2028, &worlds);
    let reports = live_to(&mut setup, 2028);
    for (report, inputs) in reports.iter().zip(&setup.years) {
        for flows in &report.tally.flows {
            let mut sum = CohortFlows::default();
            for (_, cells) in flows.cohorts.iter() {
                for cell in cells {
                    sum.add(cell);
                }
            }
            let nation = |by: &ByFund<[i64; 32]>| by[Fund::Enterprise].iter().sum::<i64>();
            let bases = [nation(&flows.employee_base), nation(&flows.flexible_base)];
            assert_eq!(sum.base, bases, "{}", report.year);
            assert_eq!(sum.pensions, nation(&flows.pensions), "{}", report.year);
            assert_eq!(sum.lump_sums, nation(&flows.lump_sums), "{}", report.year);
            assert_eq!(sum.survivors, flows.survivors.iter().sum::<i64>(), "{}", report.year);
            assert_eq!(sum.awards, nation(&flows.awards), "{}", report.year);
            let rates = inputs.variants[0].economy.rates_ppm();
            let due = |base: &ByFund<[i64; 32]>, alone: usize| -> i64 {
                (0..31).map(|p| base[Fund::Enterprise][p] * i64::from(rates[p + 32 * alone])).sum()
            };
            let dues = [due(&flows.employee_base, 0), due(&flows.flexible_base, 1)];
            assert_eq!(sum.due, dues, "{}", report.year);
        }
    }
}

#[test]
fn cohorts_have_movers_awards_and_sensible_shares() {
    let cohorts = table(&MAIN, "cohorts");
    let mobility = cohorts.column_name("mobility");
    let (rates, shares) = (cohorts.column_number("replacement_rate"), cohorts.column_number("simulated_share"));
    let awards = cohorts.column_count("awards");
    for mover in ["mover", "stayer"] {
        let of = (0..cohorts.rows()).filter(|&row| mobility[row] == mover);
        assert!(of.map(|row| awards[row]).sum::<i64>() > 0, "{mover}");
    }
    assert!(shares.iter().filter(|share| share.is_finite()).all(|share| (0.0..=1.0).contains(share)));
    // A few agents a cell: only the middle is told something about.
    let mut known: Vec<f64> = rates.into_iter().filter(|rate| rate.is_finite()).collect();
    known.sort_by(f64::total_cmp);
    let middle = known[known.len() / 2];
    assert!((0.2..1.0).contains(&middle), "the median replacement rate is {middle}");
}

#[test]
fn mechanical_and_behavioural_parts_add_up() {
    let parts = Decomposition::all(&MAIN.summary);
    assert!(parts.len() > 20);
    for part in &parts {
        let sum = part.mechanical + part.behavioural;
        assert_eq!(sum.to_bits(), part.total.to_bits(), "{part:?}");
        let of = |regime: &str| {
            let world = WorldId { regime, response: "responding" };
            match part.seed {
                None => MAIN.summary.mean(world, part.measure),
                Some(seed) => MAIN.summary.values(world, part.measure).get(&seed).copied(),
            }
        };
        let difference = of(&part.to).zip(of(&part.from)).map(|(to, from)| to - from);
        let difference = difference.expect("both worlds know the measure");
        let size = part.mechanical.abs() + part.behavioural.abs() + difference.abs();
        assert!((difference - part.total).abs() <= 1e-9 * size.max(1.0), "{part:?}");
    }
    assert_eq!(table(&MAIN, "decomposition").rows(), parts.len());
}

#[test]
fn dates_of_the_nation_are_those_of_the_summary() {
    let dates = table(&MAIN, "dates");
    let (worlds, responses) = (dates.column_name("world"), dates.column_name("response"));
    for column in ["first_deficit_year", "first_deficit_without_subsidy", "first_backstop_year", "exhaustion_year"] {
        let years = dates.column_number(column);
        for row in (0..dates.rows()).filter(|&row| dates.column_whole("province")[row] == i32::from(NATION)) {
            let world = WorldId { regime: worlds[row], response: responses[row] };
            let found = MAIN.summary.mean(world, column);
            assert_eq!(found, Some(years[row]).filter(|year| year.is_finite()), "{column}");
        }
    }
}

#[test]
fn theil_is_its_two_parts_and_pooling_changes_reserves() {
    let inequality = table(&MAIN, "inequality");
    let [all, between, within, gini] =
        ["theil", "theil_between", "theil_within", "gini"].map(|column| inequality.column_number(column));
    let mut message = 0;
    for row in (0..inequality.rows()).filter(|&row| all[row].is_finite()) {
        assert!((all[row] - between[row] - within[row]).abs() < 1e-9, "row {row}");
        assert!((0.0..1.0).contains(&gini[row]), "row {row}");
        message += 1;
    }
    assert!(message > inequality.rows() / 2);
}

#[test]
fn ranges_hold_the_central_setting() {
    let range = table(&MAIN, "range");
    let [low, central, high] = ["lowest", "central", "highest"].map(|column| range.column_number(column));
    let mut wide = 0;
    for row in (0..range.rows()).filter(|&row| low[row].is_finite()) {
        assert!(low[row] <= central[row] && central[row] <= high[row], "row {row}");
        assert_eq!(range.column_count("responses")[row], RANGE.len() as i64);
        wide += usize::from(low[row] < high[row]);
    }
    assert!(wide > 0, "settings and orderings make no difference at all");
}

#[test]
fn the_whip_table_holds_every_province_and_regime() {
    let (incentives, range) = (table(&MAIN, "incentives"), table(&MAIN, "range"));
    let message = WhipTable::of(incentives, range, &[2024, 2030]);
    assert_eq!(message.0.len(), 2 * 31);
    assert!(message.0.iter().all(|row| row.regimes.len() == 6));
    let lost: f64 = message.0.iter().flat_map(|row| &row.regimes).map(|r| r.yuan_lost.value).sum();
    assert!(lost > 0.0);
}
