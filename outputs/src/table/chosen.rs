//! Rows of a table that are chosen or put in another order.

use super::Table;
use crate::values::Values;
use std::cmp::Ordering;

impl Table {
    /// The rows of one draw of the uncertain parameters; a table without draws as it is.
    #[must_use]
    pub fn of_draw(self, draw: i32) -> Self {
        if self.spec.position("draw").is_none() {
            return self;
        }
        let draws = self.column_whole("draw");
        let kept: Vec<usize> = (0..self.rows()).filter(|&row| draws[row] == draw).collect();
        self.take(&kept)
    }

    /// The rows of some worlds: of those whose name, response, draw and seed are asked for.
    #[must_use]
    pub fn of_worlds(&self, asked: impl Fn(&str, &str, i32, i64) -> bool) -> Self {
        let (worlds, responses) = (self.column_name("world"), self.column_name("response"));
        let (draws, seeds) = (self.column_whole("draw"), self.column_count("seed"));
        let is_asked = |row: &usize| asked(worlds[*row], responses[*row], draws[*row], seeds[*row]);
        self.take(&(0..self.rows()).filter(is_asked).collect::<Vec<_>>())
    }

    /// The rows in the order of their keys: names by their letters, numbers by their size.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let keys = self.key_ranks();
        let mut rows: Vec<usize> = (0..self.rows()).collect();
        rows.sort_by(|&a, &b| compare(&keys, a, b));
        if rows.is_sorted() { self.clone() } else { self.take(&rows) }
    }

    /// The rows world by world in the order of a run, whose worlds are named `regime response`.
    #[must_use]
    pub fn in_order_of(self, worlds: &[String]) -> Self {
        if self.spec.position("world").is_none() || self.spec.position("response").is_none() {
            return self;
        }
        let named = self.column_name("world").into_iter().zip(self.column_name("response"));
        let is = |known: &String, (world, response): (&str, &str)| known.rsplit_once(' ') == Some((world, response));
        let places: Vec<Option<usize>> = named.map(|row| worlds.iter().position(|known| is(known, row))).collect();
        let mut rows: Vec<usize> = (0..self.rows()).collect();
        rows.sort_by_key(|&row| places[row]);
        self.take(&rows)
    }

    /// A row whose key another row has, too; of a table without mistakes there is none.
    pub fn repeated_key(&self) -> Option<usize> {
        let keys = self.key_ranks();
        let mut rows: Vec<usize> = (0..self.rows()).collect();
        rows.sort_by(|&a, &b| compare(&keys, a, b));
        rows.windows(2).find(|pair| compare(&keys, pair[0], pair[1]).is_eq()).map(|pair| pair[1])
    }

    /// The ranks of those keys in which rows differ: many tables have one world, one draw, one seed.
    fn key_ranks(&self) -> Vec<Vec<i64>> {
        let ranks = self.columns[..self.spec.keys.len()].iter().map(Values::ranks);
        ranks.filter(|ranks| ranks.iter().any(|rank| *rank != ranks[0])).collect()
    }

    /// These rows, in this order; on the caller's thread, since whoever reads tables may be a process that was forked, in
    /// which the threads of its parent do not live on.
    fn take(&self, rows: &[usize]) -> Self {
        let columns = self.columns.iter().map(|column| column.take(rows)).collect();
        Self { columns, ..Self::new(self.spec) }
    }
}

/// Two rows by the ranks of their keys.
fn compare(keys: &[Vec<i64>], a: usize, b: usize) -> Ordering {
    let mut orders = keys.iter().map(|ranks| ranks[a].cmp(&ranks[b]));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::MIGRATION;

    fn add(table: &mut Table, world: &str, year: i32) {
        let mut row = table.row();
        row.set("world", world).set("response", "fixed").set("draw", 0).set("seed", 7).set("year", year);
        row.set("origin", 41).set("destination", 44).set("persons", 9).set("insured", 8).set("rights_kept", 6).done();
    }

    /// Two worlds lived year by year: the keys in between are alike in all rows and are not compared.
    #[test]
    fn rows_stand_by_the_keys_in_which_they_differ() {
        let mut table = Table::new(&MIGRATION);
        for (year, world) in [(2022, "b"), (2021, "b"), (2022, "a"), (2021, "a")] {
            add(&mut table, world, year);
        }
        assert_eq!(table.repeated_key(), None);
        let sorted = table.sorted();
        assert_eq!(sorted.column_name("world"), ["a", "a", "b", "b"]);
        assert_eq!(sorted.column_whole("year"), [2021, 2022, 2021, 2022]);
        assert!(sorted.sorted() == sorted);
        add(&mut table, "b", 2021);
        assert_eq!(table.repeated_key(), Some(4));
    }

    #[test]
    fn rows_that_are_all_alike_repeat_their_key() {
        let mut table = Table::new(&MIGRATION);
        add(&mut table, "a", 2021);
        assert_eq!(table.repeated_key(), None);
        add(&mut table, "a", 2021);
        assert_eq!(table.repeated_key(), Some(1));
    }
}
