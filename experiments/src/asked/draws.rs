//! The draws of the uncertain parameters that a run lives beside their central values, on the same seeds.
//!
//! What an experiment or the command line sets is not drawn. The range pass stays with the central values, and so do
//! the life histories of `people`: a thousand lives of every draw would outweigh all other tables.

use fastox_calibration::ensemble::Ensemble;
use fastox_calibration::fitted::Fitted;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};

/// Whether the ensemble has so many draws; if not, a message without a place.
pub fn enough(draws: u64) -> Result<(), Report> {
    if draws == 0 {
        return Ok(());
    }
    let known = Ensemble::shipped()?.draws.len();
    if draws <= known as u64 {
        return Ok(());
    }
    let message = format!("{draws} draws were asked for, but the ensemble has {known}");
    Err(Diagnostic::new("--draws", message).help(format!("ask for at most {known}")).into())
}

/// The ensemble of a run with draws; refused if the run stands on another record than the ensemble.
pub fn ensemble(draws: u64, fitted: &Fitted) -> Result<Option<Ensemble>, Report> {
    if draws == 0 {
        return Ok(None);
    }
    enough(draws)?;
    if *fitted != Fitted::shipped() {
        let message = "the draws belong to the record this program was built with, not to another";
        let help = "leave `--record` out, or run without `--draws`";
        return Err(Diagnostic::new("--draws", message).help(help).into());
    }
    Ok(Some(Ensemble::shipped()?))
}
