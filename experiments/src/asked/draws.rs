//! The draws of the uncertain parameters that a run lives beside their central values, on the same seeds.
//!
//! They are those of the ensemble that the posterior keeps, in its order, with their weights. What an experiment or the
//! command line sets is not drawn. The range pass stays with the central values, and so do the life histories of
//! `people`: a thousand lives of every draw would outweigh all other tables.

use fastox_calibration::ensemble::{Draw, Ensemble, Posterior};
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};

/// The draws of the posterior.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The draws they are among.
    pub ensemble: Ensemble,
    /// Places in the ensemble, and weights.
    kept: Vec<(usize, f64)>,
}

impl Drawn {
    /// A draw of a run, counted from 1.
    pub fn draw(&self, number: usize) -> &Draw {
        &self.ensemble.draws[self.kept[number - 1].0]
    }

    /// The weights of the first draws.
    pub fn weights(&self, draws: u64) -> Vec<f64> {
        self.kept.iter().take(draws as usize).map(|(_, weight)| *weight).collect()
    }
}

/// Whether the posterior has so many draws; if not, a message without a place.
pub fn enough(draws: u64) -> Result<(), Report> {
    if draws == 0 { Ok(()) } else { kept(draws).map(drop) }
}

/// What the posterior keeps; refused if that is less than what was asked for.
fn kept(draws: u64) -> Result<Vec<(usize, f64)>, Report> {
    let kept: Vec<(usize, f64)> = Posterior::shipped()?.kept().collect();
    let known = kept.len();
    if draws <= known as u64 {
        return Ok(kept);
    }
    let message = format!("{draws} draws were asked for, but the posterior has {known}");
    Err(Diagnostic::new("--draws", message).help(format!("ask for at most {known}")).into())
}

/// The draws of a run; refused if it stands on another record than they do.
pub fn drawn(draws: u64, fitted: &Fitted) -> Result<Option<Drawn>, Report> {
    if draws == 0 {
        return Ok(None);
    }
    let kept = kept(draws)?;
    if *fitted != Fitted::shipped() {
        let message = "the draws belong to the record this program was built with, not to another";
        let help = "leave `--record` out, or run without `--draws`";
        return Err(Diagnostic::new("--draws", message).help(help).into());
    }
    Ok(Some(Drawn { ensemble: Ensemble::shipped()?, kept }))
}
