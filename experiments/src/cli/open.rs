//! `fastox open`.

use super::arguments::{OpenArguments, ReportArguments};
use super::exit::Failure;
use super::{finished, report, say};
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::writable;

pub(super) fn open(asked: &OpenArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    finished::record(&run)?;
    let page = run.join("report.html");
    if page.is_file() {
        say(&format!("{}\n", page.display()))?;
    } else {
        writable(&page).map_err(|error| {
            let help = "make the page elsewhere with `fastox report RUN --out FILE`";
            Report::from(Diagnostic::new(&page.display().to_string(), error.to_string()).help(help))
        })?;
        report::report(&ReportArguments { run: Some(run), out: None, sensitivity: None })?;
    }
    ::open::that_detached(&page).map_err(|refused| {
        let page = page.display();
        Failure::failed(format!(
            "error: no browser was started: {refused}\n--> {page}\n = help: open the file yourself"
        ))
    })
}
