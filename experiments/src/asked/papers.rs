//! Experiments the project ships, each a question that a paper would ask.

use super::experiment::Experiment;
use super::meant::near;
use super::scenario::{self, embedded};
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
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
    "surplus-cap"
);

/// A shipped experiment, if there is one of this name.
pub fn named(name: &str, parameters: &Parameters) -> Option<Result<Experiment, Report>> {
    let (_, text) = PAPERS.iter().find(|(known, _)| *known == name)?;
    let file = format!("experiments/papers/{name}.toml");
    Some(Experiment::parse(&file, text, Path::new(""), &scenario::names(), parameters))
}

/// An experiment file of the reader, or a shipped experiment where there is no file of this name.
pub fn find(path: &Path, parameters: &Parameters) -> Result<Experiment, Report> {
    let name = path.to_str().filter(|name| !path.exists() && !name.contains(['.', '/', '\\']));
    let Some(name) = name else { return Experiment::load(path, &scenario::names(), parameters) };
    named(name, parameters).unwrap_or_else(|| {
        let known: Vec<&str> = PAPERS.iter().map(|(name, _)| *name).collect();
        let file = near(&path.with_extension("toml"));
        let help = format!("{file}{}, or the path of a file", choose(name, &known));
        Err(Diagnostic::new("the list of experiments", format!("there is no experiment `{name}`")).help(help).into())
    })
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
        let misspelt = find(Path::new("how-shure"), &Parameters::embedded()).expect_err("there is none");
        assert!(misspelt.to_string().contains("did you mean `how-sure`"), "{misspelt}");
    }
}
