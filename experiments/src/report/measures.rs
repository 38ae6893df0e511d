//! The measures of a province that the page shows, from the tables of a run.

use super::RunTables;
use super::grid::{Grid, Places};
use crate::results::money::PairedUnit;
use fastox_outputs::Table;

/// A measure: its numbers and how they are shown.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    /// Its name in the data.
    pub id: &'static str,
    /// English and Chinese.
    pub title: [&'static str; 2],
    /// What the numbers are in.
    pub unit: PairedUnit,
    /// Digits behind the point that are kept.
    pub digits: u8,
    /// Whether the tiles offer it.
    pub on_tiles: bool,
    /// The numbers.
    pub grid: Grid,
}

/// All measures, the one shown first at the front.
pub(super) fn measures(tables: &RunTables, places: &Places) -> Vec<Measure> {
    let sources = Sources { tables, places, prices: prices(&tables.national_year, places) };
    let [pool, centre] = [sources.pool(), sources.centre()];
    let gdp = factors(&tables.national_year, places, "gdp_yuan");
    let share: Vec<f64> = sources.prices.iter().zip(&gdp).map(|(price, gdp)| 1e11 / (price * gdp)).collect();
    let residents = sources.residents();
    let per_head = |grid: &Grid| grid.with(&residents, |billions, heads| billions * 1e9 / heads);
    let percent = |table: &Table, column: &str| sources.of(table, column).with_scale(100.0);
    let province_year = &tables.province_year;
    vec![
        measure(
            "kept",
            ["kept of one more yuan", "多征一元的留存"],
            PERCENT,
            1,
            sources.margin("marginal_retention", 100.0),
        ),
        measure("net", ["net transfer", "净调拨"], BILLIONS, 1, pool.clone()),
        measure("rate", ["collection rate", "征缴率"], PERCENT, 1, percent(province_year, "collection_rate")),
        measure(
            "months",
            ["reserves, months of pensions", "结余可支付月数"],
            MONTHS,
            1,
            sources.of(province_year, "reserve_months"),
        ),
        measure("loss", ["lost to incentives per resident", "人均激励损失"], A_HEAD, 0, per_head(&sources.lost())),
        measure("burden", ["central burden per resident", "人均中央负担"], A_HEAD, 0, per_head(&centre)),
        hidden("net_head", PAID_POOL, A_HEAD, 0, per_head(&pool)),
        hidden("net_gdp", PAID_POOL, OF_GDP, 3, pool.times(&share)),
        hidden("centre", PAID_CENTRE, BILLIONS, 1, centre.clone()),
        hidden("centre_gdp", PAID_CENTRE, OF_GDP, 3, centre.times(&share)),
        hidden("effort", ["effort", "征缴努力"], PERCENT, 1, sources.margin("effort", 100.0)),
        hidden("surplus", ["in surplus", "有结余"], PairedUnit::new(["1 or 0", "1 或 0"]), 0, sources.surplus()),
        hidden(
            "insured",
            ["insured in service", "在职参保人员"],
            HEADS,
            1,
            sources.of(province_year, "insured_employees").with_scale(1e-4),
        ),
        hidden(
            "retirees",
            ["retirees", "离退休人员"],
            HEADS,
            1,
            sources.of(province_year, "retirees").with_scale(1e-4),
        ),
    ]
}

const PERCENT: PairedUnit = PairedUnit::new(["%", "%"]);
const BILLIONS: PairedUnit = PairedUnit::BILLIONS;
const MONTHS: PairedUnit = PairedUnit::new(["months", "月"]);
const A_HEAD: PairedUnit = PairedUnit::new(["yuan, 2024 prices", "元，2024 年价"]);
const OF_GDP: PairedUnit = PairedUnit::new(["% of GDP of the nation", "占全国 GDP %"]);
const HEADS: PairedUnit = PairedUnit::new(["10,000 persons", "万人"]);
const PAID_POOL: [&str; 2] = ["from the pool, net", "统筹净下拨"];
const PAID_CENTRE: [&str; 2] = ["from the central treasury", "中央财政"];

fn measure(id: &'static str, title: [&'static str; 2], unit: PairedUnit, digits: u8, grid: Grid) -> Measure {
    Measure { id, title, unit, digits, on_tiles: true, grid }
}

fn hidden(id: &'static str, title: [&'static str; 2], unit: PairedUnit, digits: u8, grid: Grid) -> Measure {
    Measure { on_tiles: false, ..measure(id, title, unit, digits, grid) }
}

impl Grid {
    fn with_scale(&self, scale: f64) -> Self {
        self.with(self, |value, _| value * scale)
    }
}

/// What the measures are read from.
struct Sources<'a> {
    tables: &'a RunTables,
    places: &'a Places,
    /// What a yuan of a world and year is worth at the prices of 2024.
    prices: Vec<f64>,
}

impl Sources<'_> {
    fn of(&self, table: &Table, column: &str) -> Grid {
        self.places.mean(table, &table.column_number(column), &|_| true)
    }

    /// A column at the margin of collection.
    fn margin(&self, column: &str, scale: f64) -> Grid {
        let table = &self.tables.incentives;
        let margins = table.column_name("margin");
        self.places.mean(table, &table.column_number(column), &|row| margins[row] == "collection").with_scale(scale)
    }

    fn surplus(&self) -> Grid {
        let table = &self.tables.incentives;
        let margins = table.column_name("margin");
        let surplus =
            table.column_name("position").iter().map(|p| f64::from(u8::from(*p == "surplus"))).collect::<Vec<_>>();
        self.places.mean(table, &surplus, &|row| margins[row] == "collection")
    }

    /// Billions lost, at the prices of 2024.
    fn lost(&self) -> Grid {
        self.margin("yuan_lost", 1e-9).times(&self.prices)
    }

    /// What a province gets from the others, billions at the prices of 2024.
    fn pool(&self) -> Grid {
        let table = &self.tables.province_year;
        let [received, paid] = ["transfers_in_yuan", "transfers_out_yuan"].map(|column| self.of(table, column));
        received.with(&paid, |received, paid| (received - paid) * 1e-9).times(&self.prices)
    }

    /// What the central treasury pays for a province: base subsidy, special transfers and backstop, billions at the
    /// prices of 2024.
    fn centre(&self) -> Grid {
        let table = &self.tables.transfers;
        let from = table.column_name("counterparty");
        let fen: Vec<f64> = table.column_fen("amount_fen").iter().map(|fen| *fen as f64 * 1e-11).collect();
        let moved = self.places.total(table, &fen, &|row| from[row] == "centre");
        let base = self.of(&self.tables.province_year, "subsidy_central_yuan").with_scale(1e-9);
        base.with(&moved, |base, moved| base + moved).times(&self.prices)
    }

    fn residents(&self) -> Grid {
        let table = &self.tables.province_year;
        let [young, grown, old] =
            ["population_under_16", "population_16_59", "population_60_plus"].map(|c| self.of(table, c));
        young.with(&grown, |a, b| a + b).with(&old, |a, b| a + b)
    }
}

/// A column of the nation by world and year, mean over seeds at the central parameters.
pub(super) fn factors(nation: &Table, places: &Places, column: &str) -> Vec<f64> {
    let (worlds, responses) = (nation.column_name("world"), nation.column_name("response"));
    let (years, draws) = (nation.column_whole("year"), nation.column_whole("draw"));
    let key = |row: usize| {
        let world = (worlds[row].to_owned(), responses[row].to_owned());
        places.place(&world, years[row]).filter(|_| draws[row] == 0)
    };
    let known = super::means(nation, column, key);
    (0..places.worlds.len() * places.years.len()).map(|place| known.get(&place).copied().unwrap_or(f64::NAN)).collect()
}

/// What a yuan of a world and year is worth at the prices of 2024: read off the burdens, which the table has at both.
pub(super) fn prices(nation: &Table, places: &Places) -> Vec<f64> {
    let burden = |prices: &str| {
        let [central, local] = ["central", "local"].map(|of| factors(nation, places, &format!("{of}_burden_{prices}")));
        central.into_iter().zip(local).map(|(central, local)| central + local)
    };
    burden("constant_yuan").zip(burden("yuan")).map(|(constant, current)| constant / current).collect()
}
