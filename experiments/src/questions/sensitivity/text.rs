//! A table by headline: the parameters with the largest indices, and what they do one at a time.

use super::{Bar, Found, Index, Sensitivity};
use crate::results::columns::{Terminal, TextCell, TextTable};
use fastox_model::units::Year;
use fastox_outputs::language::typed;

/// Lines of a headline.
const LINES: usize = 12;
/// The columns in the order of their importance, without and with a design, and what of the legend is about them.
const ONE_BY_ONE: [&str; 6] = ["", "at low", "at high", "people", "low", "high"];
const WITH_INDICES: [&str; 10] = ["", "total", "s.e.", "at low", "at high", "people", "first", "s.e.", "low", "high"];

impl Sensitivity {
    /// Headline by headline, and what the columns mean.
    pub fn text(&self, terminal: Terminal<'_>) -> String {
        let (mut text, mut left_out) = (String::new(), 0);
        for found in &self.found {
            text += &found.head(self.last_year);
            match found.table(self.last_year).map(|table| table.fitted(terminal)) {
                None => text += "  no parameter moves it\n",
                Some((table, more)) => {
                    text += &table;
                    left_out = left_out.max(more);
                }
            }
            text += "\n";
        }
        text + &self.legend(left_out)
    }

    fn legend(&self, left_out: usize) -> String {
        let Self { people, last_year, samples, .. } = self;
        let seeds = self.found.first().map_or(0, |found| found.chance.seeds);
        let mut text =
            format!("±: two of {seeds} seeds lie so near each other in 95 of 100 cases, at {people} people\n");
        text += "people: the swing is within ± and may be chance; so many would tell if it stays\n";
        text += "at low, at high: headline with the parameter at that end, or with the word named\n";
        if self.found.iter().any(|found| found.headline.is_year()) {
            let years = format!(">{last_year}: not by {last_year}\n");
            text += &years;
        }
        if *samples > 0 {
            text += "total, first: Sobol' indices, shares of the variance; s.e.: standard errors\n";
        }
        match left_out {
            0 => text,
            1 => text + "1 more column on a wider terminal, all with --json\n",
            more => format!("{text}{more} more columns on a wider terminal, all with --json\n"),
        }
    }
}

impl Found {
    fn head(&self, last_year: Year) -> String {
        let title = self.headline.title;
        let central = self.central.map_or_else(|| format!("not by {last_year}"), |value| self.headline.show(value));
        let chance = self.chance;
        let (seeds, known) = (chance.seeds, chance.known);
        let head = match chance.between_seeds {
            Some(between) => format!("{title}: {central} ± {}\n", self.headline.show_distance(between)),
            None if known == 0 => format!("{title}: {central} on {seeds} seeds\n"),
            None => format!("{title}: {central}\n  ±: not known, only {known} of {seeds} seeds have a value\n"),
        };
        // Where it comes nowhere, the line above has said so.
        let told = |share: &f64| *share > 0.0 && (*share < 1.0 || self.central.is_some());
        let never = self.not_reached.filter(told).map_or_else(String::new, |share| {
            let share = 100.0 * share;
            format!("  not by {last_year} in {share:.0} % of the design's runs, where it counts as the next year\n")
        });
        head + &never
    }

    /// With indices their order is that of the total, else that of the tornado; nothing if nothing moves the headline.
    fn table(&self, last_year: Year) -> Option<TextTable> {
        let bar = |name: &str| self.tornado.iter().find(|bar| bar.parameter == name);
        let indexed = self.indices.iter().filter_map(|(name, index)| Some((bar(name)?, Some(index))));
        let only_bars = self.tornado.iter().filter(|bar| self.indices.is_empty() && bar.swing > 0.0);
        let lines = indexed.chain(only_bars.map(|bar| (bar, None))).take(LINES);
        let rows: Vec<Vec<TextCell>> = lines.map(|(bar, index)| self.row(bar, index, last_year)).collect();
        let heads: &[&str] = if self.indices.is_empty() { &ONE_BY_ONE } else { &WITH_INDICES };
        let heads = heads.iter().copied().map(TextCell::from).collect();
        (!rows.is_empty()).then(|| TextTable { rows: [vec![heads], rows].concat(), left: 1 })
    }

    fn row(&self, bar: &Bar, index: Option<&Index>, last_year: Year) -> Vec<TextCell> {
        let end = |value: Option<f64>| value.map_or("–".to_owned(), short);
        let shown = |value: Option<f64>| match value {
            Some(value) => self.headline.show(value),
            None if self.headline.is_year() => format!(">{last_year}"),
            None => "–".to_owned(),
        };
        let at_low = if bar.ends.is_some() { shown(bar.at_low) } else { "–".to_owned() };
        let people = bar.people_needed.map_or(String::new(), two_digits);
        let moved = [at_low, shown(bar.at_high), people];
        let [low, high] = [bar.ends.map(|ends| ends.0), bar.ends.map(|ends| ends.1)].map(end);
        let name = typed(&bar.parameter);
        let cells = match index.map(|i| [i.first, i.first_se, i.total, i.total_se].map(|v| format!("{v:.2}"))) {
            None => [vec![name], moved.to_vec(), vec![low, high]].concat(),
            Some([first, first_se, total, total_se]) => {
                [vec![name, total, total_se], moved.to_vec(), vec![first, first_se, low, high]].concat()
            }
        };
        cells.into_iter().map(TextCell::from).collect()
    }
}

/// A value in its natural unit without the noise of binary fractions.
fn short(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number of people, rounded up to two digits.
fn two_digits(people: u64) -> String {
    let step = 10_u64.pow(people.checked_ilog10().unwrap_or(0).saturating_sub(1));
    (people.div_ceil(step) * step).to_string()
}
