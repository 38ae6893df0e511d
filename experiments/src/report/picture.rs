//! A small picture: lines over years, as inline SVG.

use super::escape::{both, escaped};
use super::names::{colour, regime, response};
use super::{RunTables, World, means, worlds};
use fastox_outputs::Table;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 230.0;
/// Left, right, top and bottom of the frame.
const FRAME: (f64, f64, f64, f64) = (46.0, WIDTH - 8.0, 10.0, HEIGHT - 26.0);

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    /// Its caption, English and Chinese.
    pub title: [&'static str; 2],
    /// The column.
    pub column: &'static str,
    /// What a value is multiplied with.
    pub scale: f64,
    /// Only rows of this margin, for a table that has one.
    pub margin: Option<&'static str>,
}

impl Picture {
    /// The picture as SVG.
    pub(super) fn draw(self, table: &Table) -> String {
        let worlds = worlds(table);
        let lines: Vec<BTreeMap<i32, f64>> = worlds.iter().map(|world| self.line(table, world)).collect();
        let values = || lines.iter().flat_map(BTreeMap::values).copied();
        let years = || lines.iter().flat_map(BTreeMap::keys).copied();
        let (Some(first), Some(last)) = (years().min(), years().max()) else {
            return String::new();
        };
        let (low, high) = values().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        // An axis begins at zero, but where that would press all lines into its upper third.
        let low = if low > high / 1.5 && high - low > 0.02 * high { low } else { low.min(0.0) };
        let scale = Scale::new((first, last), low, high.max(0.0));
        let mut svg = format!(
            "<figure><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            escaped(self.title[0])
        );
        svg += &scale.grid();
        for (world, line) in worlds.iter().zip(&lines) {
            let points: Vec<String> = line.iter().map(|(year, value)| scale.point(*year, *value)).collect();
            let dash = if world.1 == "fixed" { " stroke-dasharray=\"4 3\"" } else { "" };
            let _ = write!(
                svg,
                "<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\"{dash} points=\"{}\"/>",
                colour(&worlds, &world.0),
                points.join(" ")
            );
        }
        let _ = write!(svg, "</svg><figcaption>{}</figcaption></figure>", both(self.title[0], self.title[1]));
        svg
    }

    fn line(self, table: &Table, world: &World) -> BTreeMap<i32, f64> {
        let (names, responses) = (table.column_name("world"), table.column_name("response"));
        let years = table.column_whole("year");
        let margins = self.margin.map(|margin| (margin, table.column_name("margin")));
        let key = |row: usize| {
            let here = names[row] == world.0 && responses[row] == world.1;
            let wanted = margins.as_ref().is_none_or(|(margin, all)| all[row] == *margin);
            (here && wanted).then(|| years[row])
        };
        means(table, self.column, key).into_iter().map(|(year, mean)| (year, mean * self.scale)).collect()
    }
}

/// Which colour is which regime; dashes are governments that do not answer.
pub(super) fn legend(tables: &RunTables, table: &Table) -> String {
    let worlds = worlds(table);
    let mut html = "<p class=\"legend\">".to_owned();
    for world in &worlds {
        let [title, answer] = [regime(tables, &world.0), response(&world.1).map(str::to_owned)];
        let style = if world.1 == "fixed" { "dashed" } else { "solid" };
        let _ = write!(
            html,
            "<span><i style=\"border-top:2px {style} {}\"></i>{} <small>{}</small></span>",
            colour(&worlds, &world.0),
            both(&title[0], &title[1]),
            both(&answer[0], &answer[1])
        );
    }
    html + "</p>"
}

/// Years and values as places in the frame.
struct Scale {
    years: (i32, i32),
    values: (f64, f64),
    step: f64,
}

impl Scale {
    /// A scale whose ends are round numbers.
    fn new(years: (i32, i32), low: f64, high: f64) -> Self {
        let step = round_step((high - low).max(1e-9) / 4.0);
        Self { years, values: ((low / step).floor() * step, (high / step - 1e-6).ceil() * step), step }
    }

    fn x(&self, year: i32) -> f64 {
        let span = f64::from((self.years.1 - self.years.0).max(1));
        FRAME.0 + (FRAME.1 - FRAME.0) * f64::from(year - self.years.0) / span
    }

    fn y(&self, value: f64) -> f64 {
        FRAME.3 - (FRAME.3 - FRAME.2) * (value - self.values.0) / (self.values.1 - self.values.0)
    }

    fn point(&self, year: i32, value: f64) -> String {
        format!("{:.1},{:.1}", self.x(year), self.y(value))
    }

    fn grid(&self) -> String {
        let mut svg = String::new();
        let (left, right, _, bottom) = FRAME;
        let steps = ((self.values.1 - self.values.0) / self.step).round() as i32;
        for tick in 0..=steps {
            let value = self.values.0 + self.step * f64::from(tick);
            let (y, label) = (self.y(value), short(value));
            let _ = write!(
                svg,
                "<line class=\"grid\" x1=\"{left}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                left - 5.0,
                y + 3.5
            );
        }
        let every = if self.years.1 - self.years.0 > 15 { 10 } else { 2 };
        for year in (self.years.0..=self.years.1).filter(|year| year % every == 0) {
            let x = self.x(year);
            let _ = write!(svg, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{year}</text>", bottom + 16.0);
        }
        svg
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let round = [1.0, 2.0, 5.0].into_iter().find(|round| round * power >= step);
    round.unwrap_or(10.0) * power
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_ends_are_round() {
        for (step, round) in [(0.23, 0.5), (0.011, 0.02), (7.0, 10.0), (100.0, 100.0)] {
            assert!((round_step(step) / round - 1.0).abs() < 1e-12, "{step}");
        }
        let scale = Scale::new((2021, 2031), 0.0, 0.93);
        assert!((scale.values.1 - 1.0).abs() < 1e-12);
        assert_eq!(scale.point(2021, 0.0), "46.0,204.0");
        assert_eq!(scale.point(2031, 1.0), "372.0,10.0");
    }
}
