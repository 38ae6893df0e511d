//! `fastox whip`.

use super::arguments::WhipArguments;
use super::exit::Failure;
use super::finished::{self, file, table};
use super::values::{self, Problems};
use super::{say_json, say_text, terminal};
use crate::questions::whip::WhipTable;
use crate::results::columns::Terminal;
use crate::results::series::WHIP_YEARS;
use crate::results::summary::Summary;
use crate::run::titles_in_chinese;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_model::units::Year;
use fastox_outputs::{Language, tables};
use std::path::Path;

pub(super) fn whip(asked: &WhipArguments) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let years = asked.year.as_deref().and_then(|text| problems.keep(values::years(text)));
    let run = problems.keep(finished::run(asked.run.as_deref()));
    run.as_ref().and_then(|run| problems.keep(file(run, Summary::FILE_NAME)));
    problems.none()?;
    let Some(run) = run.as_deref() else { return Ok(()) };
    let incentives = table(run, &tables::INCENTIVES)?;
    let lived = incentives.column_whole("year");
    let years = years.unwrap_or_else(|| {
        let known = WHIP_YEARS[..2].iter().copied().filter(|year| lived.contains(year)).collect();
        let last = || lived.iter().copied().max().into_iter().collect();
        Some(known).filter(|known: &Vec<Year>| !known.is_empty()).unwrap_or_else(last)
    });
    reached(&years, lived)?;
    let whipped = WhipTable::of(&incentives, &table(run, &tables::RANGE)?, &years);
    if whipped.0.is_empty() {
        return Err(nobody_responds(run));
    }
    let titles = titles_in_chinese(&finished::record(run)?.manifest);
    let lived = whipped.regimes();
    let is = |regime: &&str, asked: &str| titles.called(regime, Language::Chinese) == asked;
    let named = |asked| lived.iter().copied().find(|regime| is(regime, asked)).unwrap_or(asked);
    let regime = asked.regime.as_deref().map(named);
    known(regime, &lived)?;
    let terminal = Terminal { titles: &titles, ..terminal() };
    if asked.json { say_json(&whipped) } else { say_text(&whipped.text(regime, terminal)) }
}

fn known(regime: Option<&str>, lived: &[&str]) -> Result<(), Report> {
    let unknown = regime.filter(|regime| !lived.contains(regime)).map(|regime| {
        let message = format!("no government responds under a regime `{regime}` in this run");
        Diagnostic::new("--regime", message).help(choose(regime, lived))
    });
    Report(unknown.into_iter().collect()).or(())
}

fn reached(years: &[Year], lived: &[Year]) -> Result<(), Report> {
    let (first, last) = (lived.iter().min().unwrap_or(&0), lived.iter().max().unwrap_or(&0));
    let missing = years.iter().filter(|year| !lived.contains(year));
    let problems = missing.map(|year| {
        Diagnostic::new("--year", format!("the run does not have the year {year}"))
            .help(format!("give years from {first} to {last}, as `--year {last}`"))
    });
    Report(problems.collect()).or(())
}

fn nobody_responds(run: &Path) -> Failure {
    Failure::failed(format!(
        "error: in `{}` no government responds, so that nobody is whipped\n = help: run it with `--responses \
         fixed,responding`",
        run.display()
    ))
}
