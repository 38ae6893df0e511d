//! A table by headline: the parameters with the largest indices, and what they do one at a time.

use super::{Bar, Found, Index, Sensitivity};
use crate::results::columns::aligned;
use fastox_outputs::language::typed;
use std::fmt;

/// Lines of a headline.
const LINES: usize = 12;

impl fmt::Display for Sensitivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, found) in self.found.iter().enumerate() {
            let gap = if place == 0 { "" } else { "\n" };
            writeln!(f, "{gap}{}", found.head())?;
            f.write_str(&aligned(&found.rows(), 1))?;
        }
        Ok(())
    }
}

impl Found {
    fn head(&self) -> String {
        let central = self.tornado.first().map(|bar| self.headline.show(bar.at_central));
        let central = central.unwrap_or_default();
        let never = self.not_reached.filter(|share| *share > 0.0).map_or_else(String::new, |share| {
            format!("; not by the last year in {:.0} % of the design's runs", 100.0 * share)
        });
        format!("{}: {central}{never}", self.headline.title)
    }

    /// With indices their order is that of the total, else that of the tornado.
    fn rows(&self) -> Vec<Vec<String>> {
        let heads = ["", "first", "s.e.", "total", "s.e.", "low", "high", "headline at low", "at high"];
        let bar = |name: &str| self.tornado.iter().find(|bar| bar.parameter == name);
        let indexed = self.indices.iter().filter_map(|(name, index)| Some((bar(name)?, Some(index))));
        let only_bars = self.tornado.iter().filter(|_| self.indices.is_empty());
        let lines = indexed.chain(only_bars.map(|bar| (bar, None))).take(LINES);
        std::iter::once(heads.map(str::to_owned).to_vec())
            .chain(lines.map(|(bar, index)| self.row(bar, index)))
            .collect()
    }

    fn row(&self, bar: &Bar, index: Option<&Index>) -> Vec<String> {
        let share = |value: fn(&Index) -> f64| index.map_or("–".to_owned(), |i| format!("{:.2}", value(i)));
        let end = |value: Option<f64>| value.map_or("–".to_owned(), short);
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), |v| self.headline.show(v));
        vec![
            typed(&bar.parameter),
            share(|i| i.first),
            share(|i| i.first_se),
            share(|i| i.total),
            share(|i| i.total_se),
            end(bar.ends.map(|ends| ends.0)),
            end(bar.ends.map(|ends| ends.1)),
            shown(bar.at_low),
            shown(bar.at_high),
        ]
    }
}

/// A value in its natural unit without the noise of binary fractions.
fn short(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
