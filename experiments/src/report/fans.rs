//! The nation by year: central values, the band over draws, and the ends over settings and orderings of the response.

use super::grid::Places;
use super::measures::factors;
use super::{RunTables, means};
use crate::results::money::PairedUnit;
use crate::results::weighted::quantile;
use fastox_outputs::Table;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A measure of the nation: a column, what a value is multiplied with, and which headlines of the table `range` are it.
struct Fan {
    id: &'static str,
    title: [&'static str; 2],
    unit: PairedUnit,
    columns: &'static [&'static str],
    scale: f64,
    digits: i32,
    headlines: &'static [(&'static str, i32)],
}

const FANS: [Fan; 3] = [
    Fan {
        id: "reserves",
        title: ["reserves of provinces and pool", "累计结余（含统筹基金）"],
        unit: PairedUnit::TRILLIONS,
        columns: &["reserves_yuan", "pool_reserves_yuan"],
        scale: 1e-12,
        digits: 3,
        headlines: &[("reserves_2035_yuan", 2035), ("reserves_2050_yuan", 2050)],
    },
    Fan {
        id: "burden",
        title: ["central burden", "中央财政负担"],
        unit: PairedUnit::new(["% of GDP", "占 GDP %"]),
        columns: &["central_burden_gdp_share"],
        scale: 100.0,
        digits: 4,
        headlines: &[
            ("central_burden_2035_gdp_share", 2035),
            ("central_burden_2050_gdp_share", 2050),
            ("central_burden_2075_gdp_share", 2075),
        ],
    },
    Fan {
        id: "rate",
        title: ["collection rate", "征缴率"],
        unit: PairedUnit::new(["%", "%"]),
        columns: &["collection_rate"],
        scale: 100.0,
        digits: 3,
        headlines: &[("collection_rate_2024", 2024), ("collection_rate_2035", 2035)],
    },
];

/// The points of a band: at least this share of the draws lies at or below.
const POINTS: [f64; 3] = [0.05, 0.5, 0.95];

/// The fans as data.
pub(super) fn fans(tables: &RunTables, places: &Places, prices: &[f64]) -> Value {
    FANS.iter().map(|fan| fan.data(tables, places, prices)).collect()
}

impl Fan {
    fn data(&self, tables: &RunTables, places: &Places, prices: &[f64]) -> Value {
        let constant = |place: usize| if self.id == "reserves" { prices[place] } else { 1.0 };
        let columns = self.columns.iter().map(|column| factors(&tables.national_year, places, column));
        let central = columns.reduce(|a, b| a.iter().zip(b).map(|(a, b)| a + b).collect()).unwrap_or_default();
        let size = places.years.len();
        let worlds = places.worlds.iter().enumerate().map(|(number, world)| {
            let years = (0..size).map(|year| number * size + year);
            let line: Vec<Value> = years.map(|place| self.number(central[place] * constant(place))).collect();
            let at = |year: i32| places.years.iter().position(|y| *y == year).map(|y| number * size + y);
            let ends =
                self.ends(&tables.range, &world.0, |year| at(year).map(|place| central[place] * constant(place)));
            let responds = world.1 == "responding";
            let band = self.band(tables, places, (number, &|place| constant(place)));
            json!({ "line": line, "ends": if responds { ends } else { Vec::new() }, "band": band })
        });
        let worlds: Vec<Value> = worlds.collect();
        json!({ "id": self.id, "title": self.title, "unit": self.unit.names, "worlds": worlds })
    }

    fn number(&self, value: f64) -> Value {
        let power = 10f64.powi(self.digits);
        if value.is_finite() { json!((value * self.scale * power).round() / power) } else { Value::Null }
    }

    /// Year, lowest and highest: the distances of the range pass, added to the central values of this run.
    fn ends(&self, range: &Table, world: &str, central: impl Fn(i32) -> Option<f64>) -> Vec<Value> {
        let (worlds, names) = (range.column_name("world"), range.column_name("measure"));
        let [low, middle, high] = ["lowest", "central", "highest"].map(|column| range.column_number(column));
        let mut found = Vec::new();
        for (headline, year) in self.headlines {
            let row = (0..range.rows()).find(|&row| worlds[row] == world && names[row] == *headline);
            let Some((row, value)) = row.zip(central(*year)) else { continue };
            // A run without a range pass has the same at both ends.
            if low[row].is_finite() && high[row].is_finite() && low[row] < high[row] {
                let end = |of: f64| self.number(value + of - middle[row]);
                found.push(json!([year, end(low[row]), end(high[row])]));
            }
        }
        found
    }

    /// The points of the draws by year, means over seeds; nothing without draws.
    fn band(&self, tables: &RunTables, places: &Places, (world, constant): (usize, &dyn Fn(usize) -> f64)) -> Value {
        let (nation, weights) = (&tables.national_year, &tables.record.manifest.draw_weights);
        let named = &places.worlds[world];
        let (worlds, responses) = (nation.column_name("world"), nation.column_name("response"));
        let (years, draws) = (nation.column_whole("year"), nation.column_whole("draw"));
        let key = |row: usize| {
            let here = worlds[row] == named.0 && responses[row] == named.1 && draws[row] > 0;
            here.then_some((years[row], draws[row]))
        };
        let mut values: BTreeMap<(i32, i32), f64> = BTreeMap::new();
        for column in self.columns {
            for (place, value) in means(nation, column, key) {
                *values.entry(place).or_default() += value;
            }
        }
        if values.is_empty() {
            return Value::Null;
        }
        let size = places.years.len();
        let of_year = |(place, year): (usize, &i32)| {
            let weight = |draw: i32| weights.get(draw as usize - 1).copied().unwrap_or(1.0);
            let of_year = values.range((*year, 0)..(year + 1, 0));
            let drawn: Vec<(Option<f64>, f64)> = of_year.map(|((_, d), value)| (Some(*value), weight(*d))).collect();
            let point = |share: f64| quantile(&drawn, share).unwrap_or(f64::NAN);
            let number = |share| self.number(point(share) * constant(world * size + place));
            POINTS.map(number).to_vec()
        };
        let points: Vec<Vec<Value>> = places.years.iter().enumerate().map(of_year).collect();
        (0..POINTS.len()).map(|point| points.iter().map(|year| year[point].clone()).collect::<Value>()).collect()
    }
}
