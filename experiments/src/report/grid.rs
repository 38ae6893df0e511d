//! Numbers by world, year and province: means over the seeds of the run at the central parameters.

use super::World;
use fastox_model::geography::{PROVINCES, Province};
use fastox_outputs::Table;

/// The worlds and years a page has numbers of.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Worlds, in the order of the run.
    pub worlds: Vec<World>,
    /// Years, from the first after the opening.
    pub years: Vec<i32>,
    /// How many seeds the run has.
    pub seeds: usize,
}

/// One number a world, year and province; not a number where the run has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    years: usize,
    cells: Vec<f64>,
}

impl Places {
    /// Means of a column over the rows that are kept.
    pub fn mean(&self, table: &Table, values: &[f64], kept: &dyn Fn(usize) -> bool) -> Grid {
        let (mut sums, counts) = self.sums(table, values, kept);
        for (sum, count) in sums.cells.iter_mut().zip(counts) {
            *sum = if count == 0 { f64::NAN } else { *sum / f64::from(count) };
        }
        sums
    }

    /// Sums of a column over the rows that are kept, for one seed; nothing moved where there is no row.
    pub fn total(&self, table: &Table, values: &[f64], kept: &dyn Fn(usize) -> bool) -> Grid {
        let (mut sums, _) = self.sums(table, values, kept);
        sums.cells.iter_mut().for_each(|sum| *sum /= self.seeds.max(1) as f64);
        sums
    }

    /// Where a list of numbers by world and year has those of this one.
    pub fn place(&self, world: &World, year: i32) -> Option<usize> {
        let world = self.worlds.iter().position(|known| known == world)?;
        Some(world * self.years.len() + self.years.iter().position(|known| *known == year)?)
    }

    fn sums(&self, table: &Table, values: &[f64], kept: &dyn Fn(usize) -> bool) -> (Grid, Vec<u32>) {
        let size = self.worlds.len() * self.years.len() * PROVINCES;
        let (mut cells, mut counts) = (vec![0.0; size], vec![0; size]);
        let rows = Rows::of(self, table);
        for row in (0..table.rows()).filter(|&row| kept(row) && values[row].is_finite()) {
            if let Some(place) = rows.place(row) {
                cells[place] += values[row];
                counts[place] += 1;
            }
        }
        (Grid { years: self.years.len(), cells }, counts)
    }
}

/// Where the rows of a table belong.
struct Rows<'a> {
    places: &'a Places,
    worlds: Vec<Option<usize>>,
    years: &'a [i32],
    provinces: &'a [i32],
}

impl<'a> Rows<'a> {
    fn of(places: &'a Places, table: &'a Table) -> Self {
        let named = table.column_name("world").into_iter().zip(table.column_name("response"));
        let is = |known: &World, row: (&str, &str)| known.0 == row.0 && known.1 == row.1;
        let worlds = named.map(|row| places.worlds.iter().position(|known| is(known, row))).collect();
        Self { places, worlds, years: table.column_whole("year"), provinces: table.column_whole("province") }
    }

    fn place(&self, row: usize) -> Option<usize> {
        let year = self.places.years.iter().position(|year| *year == self.years[row])?;
        let province = u8::try_from(self.provinces[row]).ok().and_then(Province::from_code)?;
        Some((self.worlds[row]? * self.places.years.len() + year) * PROVINCES + province.index())
    }
}

impl Grid {
    /// Cell by cell with another grid.
    #[must_use]
    pub fn with(&self, other: &Self, value: impl Fn(f64, f64) -> f64) -> Self {
        let pairs = self.cells.iter().zip(&other.cells);
        Self { years: self.years, cells: pairs.map(|(a, b)| value(*a, *b)).collect() }
    }

    /// Every number times a factor of its world and year.
    #[must_use]
    pub fn times(&self, factors: &[f64]) -> Self {
        let factor = |place: usize| factors[place / PROVINCES];
        Self { years: self.years, cells: self.cells.iter().enumerate().map(|(i, cell)| cell * factor(i)).collect() }
    }

    /// The number of a world, a year and a province, by their places.
    pub fn at(&self, world: usize, year: usize, province: usize) -> f64 {
        self.cells[(world * self.years + year) * PROVINCES + province]
    }

    /// The years of a world, province by province, as whole numbers of so many digits: the first year, then what each
    /// year adds, which takes half the room.
    pub fn coded(&self, world: usize, digits: u8) -> Vec<Option<i64>> {
        let scale = 10f64.powi(i32::from(digits));
        let mut all = Vec::with_capacity(self.years * PROVINCES);
        for province in 0..PROVINCES {
            let mut before = 0;
            for year in 0..self.years {
                let value = self.at(world, year, province);
                let whole = value.is_finite().then(|| (value * scale).round() as i64);
                all.push(whole.map(|whole| whole - before));
                before = whole.unwrap_or(before);
            }
        }
        all
    }

    /// The ends of a colour scale: the lowest and highest numbers of all worlds but for a fiftieth at each end.
    pub fn ends(&self) -> [f64; 2] {
        let mut known: Vec<f64> = self.cells.iter().copied().filter(|cell| cell.is_finite()).collect();
        known.sort_by(f64::total_cmp);
        let Some(last) = known.len().checked_sub(1) else { return [0.0, 1.0] };
        [known[last / 50], known[last - last / 50]]
    }

    /// Whether some number lies below the low end of the colour scale, and above the high one.
    pub fn beyond(&self) -> [bool; 2] {
        let [low, high] = self.ends();
        [self.cells.iter().any(|cell| *cell < low), self.cells.iter().any(|cell| *cell > high)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::units::Money;
    use fastox_outputs::tables;

    fn places() -> Places {
        let world = |response: &str| ("unified".to_owned(), response.to_owned());
        Places { worlds: vec![world("fixed"), world("responding")], years: vec![2021, 2022], seeds: 2 }
    }

    /// 北京 keeps 0.2 and 0.4 on two seeds of 2022; the other rows are another margin, world and year.
    #[test]
    fn seeds_are_averaged_and_strangers_left_out() {
        let mut table = Table::new(&tables::TRANSFERS);
        for (seed, year, fen) in [(1, 2022, 100_i64), (2, 2022, 300), (1, 2030, 900)] {
            let mut row = table.row();
            row.set("world", "unified").set("response", "responding").set("draw", 0).set("seed", seed);
            row.set("year", year).set("province", 11).set("clause", "a").set("counterparty", "pool");
            row.set("amount_fen", Money::from_fen(fen)).set("amount_yuan", Money::from_fen(fen)).done();
        }
        let values: Vec<f64> = table.column_fen("amount_fen").iter().map(|fen| *fen as f64).collect();
        let grid = places().mean(&table, &values, &|_| true);
        assert!((grid.at(1, 1, 0) - 200.0).abs() < 1e-12 && grid.at(0, 1, 0).is_nan() && grid.at(1, 0, 0).is_nan());
        assert_eq!(grid.coded(1, 1)[..3], [None, Some(2000), None]);
        let total = places().total(&table, &values, &|row| row == 0);
        assert!((total.at(1, 1, 0) - 50.0).abs() < 1e-12 && total.at(0, 0, 5).abs() < 1e-12);
        let doubled = grid.times(&[1.0, 1.0, 1.0, 2.0]).with(&total, |a, b| a + b);
        assert!((doubled.at(1, 1, 0) - 450.0).abs() < 1e-12);
    }

    /// Of a hundred numbers two lie beyond each end; of equal ones none.
    #[test]
    fn ends_that_are_exceeded_are_known() {
        let grid = |cells: Vec<f64>| Grid { years: 1, cells };
        let many = grid((0..=100).map(f64::from).collect());
        assert_eq!((many.ends(), many.beyond()), ([2.0, 98.0], [true; 2]));
        let equal = grid(vec![3.0, f64::NAN, 3.0]);
        assert_eq!((equal.ends(), equal.beyond()), ([3.0, 3.0], [false; 2]));
    }
}
