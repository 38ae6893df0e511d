//! Experiments the project ships, each a question that a paper would ask.

use super::experiment::Experiment;
use super::scenario::{self, embedded};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::Report;
use std::path::Path;

/// Name and text.
pub const PAPERS: &[(&str, &str)] = embedded!("../../papers":
    "regimes"
    "settings-and-orderings"
    "duties-and-rewards"
    "transition"
    "retirement-reform"
    "portability"
    "reserves"
    "floor-and-benefits"
    "how-sure"
);

/// A shipped experiment, if there is one of this name.
pub fn named(name: &str, parameters: &Parameters) -> Option<Result<Experiment, Report>> {
    let (_, text) = PAPERS.iter().find(|(known, _)| *known == name)?;
    let file = format!("experiments/papers/{name}.toml");
    Some(Experiment::parse(&file, text, Path::new(""), &scenario::names(), parameters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_reads_and_says_what_it_asks() {
        for (name, _) in PAPERS {
            let read = named(name, &Parameters::embedded()).expect("it is shipped");
            let Experiment { title, question, source, time, .. } = read.unwrap_or_else(|report| panic!("{report}"));
            let said = [title, question, source, time];
            assert!(said.iter().all(|text| text.as_ref().is_some_and(|text| text.len() > 8)), "{name}: {said:?}");
        }
        assert!(named("gone", &Parameters::embedded()).is_none());
    }
}
