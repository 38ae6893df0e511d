//! The figures of one world of a run, read from its tables `national_year` and `province_year`.

use super::balances;
use fastox_calibration::check::targets::{Agents, Compared, Read, Spot};
use fastox_model::country::{BRANCH_YEAR, WorldId};
use fastox_model::geography::{NATION, Province};
use fastox_model::units::Year;
use fastox_outputs::Table;
use std::collections::BTreeMap;

/// A figure of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Mean over seeds.
    pub value: f64,
    /// Standard error of that mean, from the spread over seeds; none with one seed.
    pub spread: Option<f64>,
    /// Relative standard error by the agents of all seeds, where the target says who stands behind it.
    pub count_error: Option<f64>,
}

/// One world of a run.
#[derive(Clone, Debug)]
pub struct Observed<'a> {
    nation: Rows<'a>,
    provinces: Rows<'a>,
    response: String,
    seeds: Vec<u64>,
    weight: f64,
    last_year: Year,
}

/// The rows of the world, by seed, year and province.
#[derive(Clone, Debug)]
struct Rows<'a> {
    table: &'a Table,
    places: BTreeMap<(u64, Year, i32), usize>,
}

impl<'a> Rows<'a> {
    fn of(table: &'a Table, world: WorldId<'_>) -> Self {
        let (worlds, responses) = (table.column_name("world"), table.column_name("response"));
        let (seeds, years) = (table.column_count("seed"), table.column_whole("year"));
        let by_province = table.spec().position("province").is_some();
        let codes = if by_province { table.column_whole("province") } else { &[] };
        let mine = (0..table.rows()).filter(|&i| WorldId { regime: worlds[i], response: responses[i] } == world);
        let key = |i: usize| (seeds[i] as u64, years[i], codes.get(i).copied().unwrap_or(NATION.into()));
        Self { table, places: mine.map(|i| (key(i), i)).collect() }
    }
}

impl<'a> Observed<'a> {
    /// The world of this name and response, if the run has it. `weight` is the number of persons of an agent.
    pub fn of(national_year: &'a Table, province_year: &'a Table, world: WorldId<'_>, weight: u64) -> Option<Self> {
        let nation = Rows::of(national_year, world);
        let provinces = Rows::of(province_year, world);
        let last_year = nation.places.keys().map(|(_, year, _)| *year).max()?;
        let mut seeds: Vec<u64> = nation.places.keys().map(|(seed, ..)| *seed).collect();
        seeds.dedup();
        let (weight, response) = (weight as f64, world.response.to_owned());
        Some(Self { nation, provinces, response, seeds, weight, last_year })
    }

    /// Another world of the same run and response.
    fn other(&self, regime: &str) -> Option<Self> {
        let (nation, provinces) = (self.nation.table, self.provinces.table);
        let world = WorldId { regime, response: &self.response };
        Self::of(nation, provinces, world, self.weight as u64)
    }

    /// The last year of the run.
    pub fn last_year(&self) -> Year {
        self.last_year
    }

    /// The seeds of the run.
    pub fn seeds(&self) -> &[u64] {
        &self.seeds
    }

    /// Persons an agent stands for.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The figure a target is compared with.
    pub fn figure(&self, compared: &Compared, spot: &Spot, year: Year) -> Option<Figure> {
        if let Some([world, against]) = &compared.worlds {
            return self.difference(compared, [world, against], spot, year);
        }
        let columns: Vec<Cells<'_>> = compared.columns.iter().map(|column| self.cells(column, spot)).collect();
        let per = compared.per.map(|column| self.cells(column, spot));
        let series = |seed: u64, year: Year| -> Option<f64> {
            let at = if compared.read == Read::Above { Cells::above } else { Cells::get };
            let parts: Option<Vec<f64>> = columns.iter().map(|cells| at(cells, seed, year)).collect();
            let sum: f64 = parts?.iter().sum();
            match &per {
                None => Some(sum),
                Some(cells) => cells.get(seed, year).filter(|whole| *whole != 0.0).map(|w| sum / w),
            }
        };
        let values: Option<Vec<f64>> =
            self.seeds.iter().map(|&seed| read(compared.read, year, |y| series(seed, y))).collect();
        let values = values?;
        let count_error = compared.agents.and_then(|agents| match agents {
            Agents::Counted(column) => self.count_error(column, spot, year),
            Agents::Balances => balances::relative_error(self, spot, year),
        });
        let value = values.iter().sum::<f64>() / values.len() as f64;
        Some(Figure { value, spread: spread(&values), count_error })
    }

    fn count_error(&self, column: &str, spot: &Spot, year: Year) -> Option<f64> {
        let heads = self.cells(column, spot).get(self.seeds[0], year)?;
        let agents = heads / self.weight * self.seeds.len() as f64;
        (heads > 0.0).then(|| 1.0 / agents.sqrt())
    }

    /// The relative difference of a figure between two worlds.
    fn difference(&self, compared: &Compared, [world, against]: [&str; 2], spot: &Spot, year: Year) -> Option<Figure> {
        let alone = Compared { worlds: None, agents: None, ..compared.clone() };
        let of = |name: &str| self.other(name)?.figure(&alone, spot, year);
        let (ours, theirs) = (of(world)?, of(against)?);
        let value = (theirs.value != 0.0).then(|| ours.value / theirs.value - 1.0)?;
        Some(Figure { value, spread: None, count_error: None })
    }

    /// The sum of a column over the places of a spot, in the opening year without flows none.
    pub fn sum(&self, column: &str, spot: &Spot, seed: u64, year: Year) -> Option<f64> {
        self.cells(column, spot).get(seed, year)
    }

    /// A column in every province, if all of them have it in this year.
    pub(super) fn by_province(&self, column: &str, seed: u64, year: Year) -> Option<Vec<f64>> {
        let values = self.provinces.table.column_number(column);
        let at = |p: Province| self.provinces.places.get(&(seed, year, p.code().into())).map(|&row| values[row]);
        Province::all().map(|p| at(p).filter(|value| !value.is_nan())).collect()
    }

    fn cells(&self, column: &str, spot: &Spot) -> Cells<'_> {
        let nation = spot.provinces.is_empty();
        let rows = if nation { &self.nation } else { &self.provinces };
        let codes = spot.provinces.iter().map(|p| i32::from(p.code())).collect();
        let codes = if nation { vec![NATION.into()] } else { codes };
        Cells { places: &rows.places, values: rows.table.column_number(column), codes }
    }
}

/// A column at the places of a spot.
struct Cells<'a> {
    places: &'a BTreeMap<(u64, Year, i32), usize>,
    values: Vec<f64>,
    codes: Vec<i32>,
}

impl Cells<'_> {
    fn get(&self, seed: u64, year: Year) -> Option<f64> {
        let at = |code: &i32| self.places.get(&(seed, year, *code)).map(|&row| self.values[row]);
        let sum = self.codes.iter().map(at).sum::<Option<f64>>()?;
        (!sum.is_nan()).then_some(sum)
    }

    /// At how many of the places it is above nothing.
    fn above(&self, seed: u64, year: Year) -> Option<f64> {
        let at =
            |code: &i32| self.places.get(&(seed, year, *code)).map(|&row| f64::from(u8::from(self.values[row] > 0.0)));
        self.codes.iter().map(at).sum()
    }
}

fn read(read: Read, last: Year, series: impl Fn(Year) -> Option<f64>) -> Option<f64> {
    let years = || (BRANCH_YEAR..=last).filter_map(|year| Some((year, series(year)?)));
    let peak = || years().max_by(|a, b| a.1.total_cmp(&b.1));
    match read {
        Read::InYear | Read::Above => series(last),
        Read::FirstBelow(level) => years().find(|(_, value)| *value < level).map(|(year, _)| f64::from(year)),
        Read::PeakYear => peak().map(|(year, _)| f64::from(year)),
        Read::Peak => peak().map(|(_, value)| value),
        Read::RiseSince(first) => Some(series(last)? - series(first)?),
        Read::SumSince(first) => (first..=last).map(series).sum(),
    }
}

/// Standard error of a mean.
fn spread(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (values.len() > 1).then(|| (squares / (n - 1.0) / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 3, 5, 4, −1 from 2022 on.
    fn series(year: Year) -> Option<f64> {
        [3.0, 5.0, 4.0, -1.0].get((year - 2022) as usize).copied()
    }

    #[test]
    fn figures_are_read_off_the_years() {
        assert_eq!(read(Read::InYear, 2024, series), Some(4.0));
        assert_eq!(read(Read::PeakYear, 2025, series), Some(2023.0));
        assert_eq!(read(Read::Peak, 2025, series), Some(5.0));
        assert_eq!(read(Read::FirstBelow(0.0), 2025, series), Some(2025.0));
        assert_eq!(read(Read::FirstBelow(0.0), 2024, series), None);
        assert_eq!(read(Read::RiseSince(2022), 2024, series), Some(1.0));
        assert_eq!(read(Read::SumSince(2023), 2025, series), Some(8.0));
        assert_eq!(read(Read::SumSince(2021), 2025, series), None);
    }

    /// Two seeds, 9 and 11: sd √2, standard error 1.
    #[test]
    fn the_standard_error_is_that_of_the_mean() {
        assert_eq!(spread(&[9.0, 11.0]), Some(1.0));
        assert_eq!(spread(&[9.0]), None);
    }
}
