//! The tornado as one SVG: a panel a headline, its widest bars from low to high, and the total index beside each.

use super::{Bar, Found, Sensitivity};
use fastox_model::units::Year;
use std::fmt::Write;

const PANEL: (f64, f64) = (560.0, 258.0);
/// Panels side by side.
const ACROSS: usize = 2;
/// Bars of a panel.
const BARS: usize = 10;
/// Left and right end of the bars within a panel; names stand before, indices after.
const FRAME: (f64, f64) = (230.0, 500.0);
const TOP: f64 = 48.0;
const ROW: f64 = 19.0;
/// Low and high, distinct in print and to most who do not see red or green; as in the pictures of a run.
const COLOURS: [&str; 2] = ["#1b6ca8", "#d1701c"];

/// The picture of an analysis.
pub fn picture(found: &Sensitivity) -> String {
    let rows = found.found.len().div_ceil(ACROSS);
    let (width, height) = (PANEL.0 * ACROSS as f64, PANEL.1 * rows as f64);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"headlines with one uncertain parameter low or high\" font-family=\"sans-serif\" font-size=\"11\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n"
    );
    for (place, one) in found.found.iter().enumerate() {
        let (x, y) = ((place % ACROSS) as f64 * PANEL.0, (place / ACROSS) as f64 * PANEL.1);
        let _ = writeln!(svg, "<g transform=\"translate({x} {y})\">{}</g>", panel(one, found.last_year));
    }
    svg + "</svg>\n"
}

/// A year that does not come stands where the one after the last would.
fn panel(found: &Found, last_year: Year) -> String {
    let bars: Vec<&Bar> = found.tornado.iter().filter(|bar| bar.swing > 0.0).take(BARS).collect();
    let beyond = f64::from(last_year + 1);
    let never = found.headline.is_year().then_some(beyond);
    let central = found.central.or(never).unwrap_or_default();
    let ends = |bar: &Bar| [bar.at_low.or(never.filter(|_| bar.ends.is_some())), bar.at_high.or(never)];
    let values = bars.iter().flat_map(|bar| ends(bar)).flatten();
    let (low, high) = values.fold((central, central), |(l, h), v| (v.min(l), v.max(h)));
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| FRAME.0 + (FRAME.1 - FRAME.0) * (value - low) / span;
    let mut svg = format!(
        "<text x=\"10\" y=\"16\" font-size=\"13\">{}</text>\
         <text x=\"{}\" y=\"30\" text-anchor=\"end\" fill=\"#666\">total</text>",
        found.headline.title,
        PANEL.0 - 16.0
    );
    for (place, bar) in bars.iter().enumerate() {
        svg += &line(found, &bar.parameter, (central, ends(bar)), TOP + ROW * place as f64, &x);
    }
    let bottom = TOP + ROW * bars.len() as f64;
    for (value, anchor) in [(low, "start"), (high, "end")].into_iter().filter(|_| high > low) {
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{bottom}\" text-anchor=\"{anchor}\" fill=\"#666\">{}</text>",
            x(value),
            if never == Some(value) { format!("not by {last_year}") } else { found.headline.show(value) }
        );
    }
    let middle = x(central);
    let _ = write!(
        svg,
        "<line x1=\"{middle:.1}\" x2=\"{middle:.1}\" y1=\"{}\" y2=\"{:.1}\" stroke=\"#444\"/>",
        TOP - 12.0,
        bottom - 12.0
    );
    svg
}

/// The name, the two halves of the bar, and the total index.
fn line(
    found: &Found,
    parameter: &str,
    (central, ends): (f64, [Option<f64>; 2]),
    y: f64,
    x: &impl Fn(f64) -> f64,
) -> String {
    let mut svg = format!("<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{parameter}</text>", FRAME.0 - 6.0);
    for (value, colour) in ends.into_iter().zip(COLOURS) {
        let Some(value) = value else { continue };
        let (from, to) = (x(value.min(central)), x(value.max(central)));
        let _ = write!(
            svg,
            "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"12\" fill=\"{colour}\" fill-opacity=\"0.8\"/>",
            y - 10.0,
            to - from
        );
    }
    let index = found.indices.iter().find(|(name, _)| name == parameter);
    let total = index.map_or("–".to_owned(), |(_, index)| format!("{:.2}", index.total));
    let _ = write!(svg, "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{total}</text>", PANEL.0 - 16.0);
    svg
}
