//! The country as a grid of tiles, as it stands without scripts: values, colours and sparklines of one world and year.

use super::escape::{both, escaped};
use super::grid::{Grid, Places};
use super::measures::Measure;
use super::names::{OUTSIDE, Tile, place};
use fastox_model::geography::Province;
use std::fmt::Write;

/// Width and height of a sparkline.
const SPARK: [f64; 2] = [60.0, 16.0];

/// The world and year that are shown first, by their places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Place of the world.
    pub world: usize,
    /// Place of the year.
    pub year: usize,
}

/// The grid.
pub(super) fn tiles(measure: &Measure, shown: Shown, places: &Places) -> String {
    let scale = Scale { years: places.years.len(), ends: measure.grid.ends() };
    let mut html = String::new();
    for province in Province::all() {
        html += &tile(measure, shown, province, scale);
    }
    for (at, en, zh) in OUTSIDE {
        let _ = writeln!(
            html,
            "<div class=\"tile outside\" style=\"{}\"><b>{}</b>{}<small>{}</small></div>",
            position(at),
            both(en, zh),
            letters(at),
            both("outside the scheme", "不在制度内")
        );
    }
    html
}

/// The ends of the colour scale in words.
pub(super) fn scale_ends(measure: &Measure) -> [String; 2] {
    let digits = usize::from(measure.digits);
    let marks =
        ["≤ ", "≥ "].into_iter().zip(measure.grid.beyond()).map(|(mark, beyond)| if beyond { mark } else { "" });
    let mut ends = marks.zip(measure.grid.ends()).map(|(mark, end)| format!("{mark}{end:.digits$}"));
    let [en, zh] = measure.unit.names;
    [ends.next().unwrap_or_default() + " " + &both(en, zh), ends.next().unwrap_or_default()]
}

/// How many years a line has, and the ends of the scale that all tiles share.
#[derive(Clone, Copy)]
struct Scale {
    years: usize,
    ends: [f64; 2],
}

impl Scale {
    /// Where a number stands between the ends, 0 to 1.
    fn share(self, value: f64) -> f64 {
        ((value - self.ends[0]) / (self.ends[1] - self.ends[0]).max(1e-9)).clamp(0.0, 1.0)
    }
}

fn tile(measure: &Measure, shown: Shown, province: Province, scale: Scale) -> String {
    let at = place(province);
    let value = measure.grid.at(shown.world, shown.year, province.index());
    let digits = usize::from(measure.digits);
    let text = if value.is_finite() { format!("{value:.digits$}") } else { "–".to_owned() };
    // The less is kept, the darker.
    let share = if value.is_finite() { 1.0 - scale.share(value) } else { 0.5 };
    format!(
        "<button type=\"button\" class=\"tile\" data-province=\"{}\" style=\"{};--share:{share:.3}\"><b>{}</b>{}\
         <output>{text}</output><svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <polyline points=\"{}\"/></svg></button>\n",
        province.code(),
        position(at),
        both(province.name(), province.name_zh()),
        letters(at),
        SPARK[0],
        SPARK[1],
        spark(&measure.grid, (shown.world, province.index()), scale)
    )
}

fn position(at: Tile) -> String {
    format!("grid-column:{};grid-row:{}", at.column, at.row)
}

fn letters(at: Tile) -> String {
    format!("<abbr aria-hidden=\"true\">{}</abbr>", escaped(at.letters))
}

fn spark(grid: &Grid, (world, province): (usize, usize), scale: Scale) -> String {
    let point = |year: usize| {
        let value = grid.at(world, year, province);
        let x = SPARK[0] * year as f64 / (scale.years.max(2) - 1) as f64;
        let y = SPARK[1] * (1.0 - scale.share(value));
        value.is_finite().then(|| format!("{x:.1},{y:.1}"))
    };
    (0..scale.years).filter_map(point).collect::<Vec<_>>().join(" ")
}
