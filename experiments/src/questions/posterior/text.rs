//! The same, to be read.

use super::learned::{Learned, Learning, Ranked};
use crate::results::columns::{Terminal, TextTable};
use fastox_calibration::ensemble::Ensemble;
use fastox_calibration::parameters::quantity;
use fastox_model::geography::Province;

/// How many parameters are listed.
const LISTED: usize = 12;
/// The scale of the response.
const SCALE: &str = "effort.scale";

/// Draws, figures and parameters.
pub fn text(learned: &Learned, ensemble: &Ensemble, terminal: Terminal<'_>) -> String {
    let Learned { draws, effective, kept, effective_kept, .. } = learned;
    format!(
        "{draws} draws fit the accounts of 2024; weighed, they are worth {effective:.0} equal ones.\n\
         {kept} are kept for runs, worth {effective_kept:.0}.\n\n\
         Errors in what was published of 2021-23, per cent: the median of all draws; median and band of 90 % weighed.\n\
         rank: where the published figure lies among those that the weighed draws and its own error would give, per \
         cent.\n\n{}\nnot weighed\n{}\n\
         {}\n\nThe scale of the response, and what the weights move most: mean of all draws; median and band of 90 % \
         weighed; the figure above from which each learns most.\n\n{}",
        table(figures(learned, "weighed"), 2, terminal),
        table(figures(learned, "hold-out"), 2, terminal),
        coverage(learned),
        table(parameters(learned, ensemble), 1, terminal),
    )
}

fn table(rows: Vec<Vec<String>>, left: usize, terminal: Terminal<'_>) -> String {
    let rows = rows.into_iter().map(|row| row.into_iter().map(Into::into).collect()).collect();
    TextTable { rows, left }.text(terminal)
}

fn figures(learned: &Learned, role: &str) -> Vec<Vec<String>> {
    let head = ["", "", "all", "weighed", "5 %", "95 %", "rank"].map(str::to_owned).to_vec();
    let percent = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{:+.1}", 100.0 * value));
    let row = |(number, figure): (usize, &Ranked)| {
        let [low, median, high] = figure.posterior;
        let errors = [figure.ensemble[1], median, low, high].map(percent);
        let rank = format!("{:.0}", 100.0 * figure.rank);
        [number.to_string(), short(&figure.figure)].into_iter().chain(errors).chain([rank]).collect()
    };
    let own = (1..).zip(&learned.figures).filter(|(_, figure)| figure.role == role);
    std::iter::once(head).chain(own.map(row)).collect()
}

/// Without unit, and the province by its name.
fn short(figure: &str) -> String {
    let parts: Vec<&str> = figure.split('.').collect();
    let [statistic, place, year] = parts[..] else { return figure.to_owned() };
    let statistic = statistic.trim_end_matches("_yuan").replace('_', " ");
    match place.parse().ok().and_then(Province::from_code) {
        Some(province) => format!("{statistic} {}, {year}", province.name()),
        None => format!("{statistic}, {year}"),
    }
}

/// How many figures the bands hold, and the histogram of ranks by fifths.
fn coverage(learned: &Learned) -> String {
    let of = |role: &str| {
        let own: Vec<&Ranked> = learned.figures.iter().filter(|figure| figure.role == role).collect();
        format!("{} of {}", own.iter().filter(|figure| figure.covered).count(), own.len())
    };
    let mut fifths = [0; 5];
    for figure in &learned.figures {
        fifths[((5.0 * figure.rank) as usize).min(4)] += 1;
    }
    let fifths = fifths.map(|count| count.to_string()).join(" ");
    format!(
        "Between rank 5 and 95: {} weighed figures, {} that are not.\nRanks by fifths: {fifths}",
        of("weighed"),
        of("hold-out")
    )
}

fn parameters(learned: &Learned, ensemble: &Ensemble) -> Vec<Vec<String>> {
    let head = ["parameter", "mean", "weighed", "5 %", "95 %", "from"].map(str::to_owned).to_vec();
    let row = |moved: &Learning| {
        let own = ensemble.space.iter().find(|known| known.name == moved.parameter).expect("it was drawn");
        let show = |value: f64| {
            let value = if own.whole { value.round() } else { two_digits(value) };
            quantity::display(value, own.unit).replace(" per year", "").replace(" years", "y").replace(" months", "m")
        };
        let [low, median, high] = moved.band.map(|value| value.map_or("–".to_owned(), show));
        let from = learned.figures.iter().position(|figure| figure.figure == moved.learns_from);
        let from = from.map_or(String::new(), |place| (place + 1).to_string());
        vec![moved.parameter.clone(), show(moved.ensemble_mean), median, low, high, from]
    };
    // What the posterior is asked for first, however little it moved.
    let (asked, others): (Vec<_>, Vec<_>) = learned.parameters.iter().partition(|one| one.parameter == SCALE);
    std::iter::once(head).chain(asked.into_iter().chain(others).take(LISTED).map(row)).collect()
}

/// More digits say nothing of a few hundred draws.
fn two_digits(value: f64) -> f64 {
    format!("{value:.1e}").parse().expect("a number that was just written")
}
