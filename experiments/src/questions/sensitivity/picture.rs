//! The tornado as one SVG: a panel a headline, its widest bars from low to high, and the total index beside each.

use super::{Bar, Found, Sensitivity};
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
        let _ = writeln!(svg, "<g transform=\"translate({x} {y})\">{}</g>", panel(one));
    }
    svg + "</svg>\n"
}

fn panel(found: &Found) -> String {
    let bars = &found.tornado[..found.tornado.len().min(BARS)];
    let central = bars.first().map_or(0.0, |bar| bar.at_central);
    let values = bars.iter().flat_map(|bar| [Some(central), bar.at_low, bar.at_high]).flatten();
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
        svg += &line(found, bar, TOP + ROW * place as f64, &x);
    }
    let bottom = TOP + ROW * bars.len() as f64;
    for (value, anchor) in [(low, "start"), (high, "end")].into_iter().filter(|_| high > low) {
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{bottom}\" text-anchor=\"{anchor}\" fill=\"#666\">{}</text>",
            x(value),
            found.headline.show(value)
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
fn line(found: &Found, bar: &Bar, y: f64, x: &impl Fn(f64) -> f64) -> String {
    let mut svg = format!("<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{}</text>", FRAME.0 - 6.0, bar.parameter);
    for (value, colour) in [bar.at_low, bar.at_high].into_iter().zip(COLOURS) {
        let Some(value) = value else { continue };
        let (from, to) = (x(value.min(bar.at_central)), x(value.max(bar.at_central)));
        let _ = write!(
            svg,
            "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"12\" fill=\"{colour}\" fill-opacity=\"0.8\"/>",
            y - 10.0,
            to - from
        );
    }
    let index = found.indices.iter().find(|(name, _)| *name == bar.parameter);
    let total = index.map_or("–".to_owned(), |(_, index)| format!("{:.2}", index.total));
    let _ = write!(svg, "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{total}</text>", PANEL.0 - 16.0);
    svg
}
