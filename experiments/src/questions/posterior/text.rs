//! The same, to be read.

use super::learned::{Learned, Moved, Ranked};
use crate::results::columns::aligned;
use fastox_calibration::ensemble::Ensemble;
use fastox_calibration::parameters::quantity;

/// How many parameters are listed.
const LISTED: usize = 12;

/// Draws, figures and parameters.
pub fn text(learned: &Learned, ensemble: &Ensemble) -> String {
    let Learned { draws, effective, kept, effective_kept, .. } = learned;
    format!(
        "{draws} draws fit the accounts of 2024; weighed, they are worth {effective:.0} equal ones.\n\
         {kept} are kept for runs, worth {effective_kept:.0}.\n\n\
         Errors of what was published of 2021-23, per cent: 5 %, median and 95 % points over\n\
         all draws, and weighed; rank: share of the weight below the published figure\n\n{}\n\
         {}\n\nParameters that the weights move most, 90 % bands\n\n{}",
        aligned(&figures(learned), 2),
        coverage(learned),
        aligned(&parameters(learned, ensemble), 1),
    )
}

fn figures(learned: &Learned) -> Vec<Vec<String>> {
    let head = ["figure", "role", "all", "", "", "weighed", "", "", "rank"].map(str::to_owned).to_vec();
    let percent = |value: &Option<f64>| value.map_or("–".to_owned(), |value| format!("{:+.1}", 100.0 * value));
    let row = |figure: &Ranked| {
        let bands = figure.ensemble.iter().chain(&figure.posterior).map(percent);
        let rank = figure.rank.map_or("–".to_owned(), |rank| format!("{:.0}", 100.0 * rank));
        [figure.figure.clone(), figure.role.to_owned()].into_iter().chain(bands).chain([rank]).collect()
    };
    std::iter::once(head).chain(learned.figures.iter().map(row)).collect()
}

/// How many figures the bands hold, and the histogram of ranks by fifths.
fn coverage(learned: &Learned) -> String {
    let of = |role: &str| {
        let own: Vec<&Ranked> = learned.figures.iter().filter(|figure| figure.role == role).collect();
        format!("{} of {} {role}", own.iter().filter(|figure| figure.covered).count(), own.len())
    };
    let mut fifths = [0; 5];
    for rank in learned.figures.iter().filter_map(|figure| figure.rank) {
        fifths[((5.0 * rank) as usize).min(4)] += 1;
    }
    let fifths = fifths.map(|count| count.to_string()).join(" ");
    format!("The weighed band of 90 % holds {}, {} figures. Ranks by fifths: {fifths}", of("weighed"), of("hold-out"))
}

fn parameters(learned: &Learned, ensemble: &Ensemble) -> Vec<Vec<String>> {
    let head = ["parameter", "all, mean", "weighed, median", "5 %", "95 %", "spread"].map(str::to_owned).to_vec();
    let row = |moved: &Moved| {
        let own = ensemble.space.iter().find(|known| known.name == moved.parameter).expect("it was drawn");
        let show = |value: f64| quantity::display(value, own.unit);
        let [low, median, high] = moved.band.map(|value| value.map_or("–".to_owned(), show));
        vec![moved.parameter.clone(), show(moved.ensemble_mean), median, low, high, format!("×{:.2}", moved.narrowing)]
    };
    std::iter::once(head).chain(learned.parameters.iter().take(LISTED).map(row)).collect()
}
