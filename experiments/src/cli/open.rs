//! `fastox open`.

use super::arguments::{OpenArguments, ReportArguments};
use super::exit::Failure;
use super::{finished, report, say};

pub(super) fn open(asked: &OpenArguments) -> Result<(), Failure> {
    let run = finished::run(asked.run.as_deref())?;
    finished::record(&run)?;
    let page = run.join("report.html");
    if page.is_file() {
        say(&format!("{}\n", page.display()))?;
    } else {
        report::report(&ReportArguments { run: Some(run), out: None, sensitivity: None })?;
    }
    ::open::that_detached(&page).map_err(|refused| {
        let page = page.display();
        Failure::failed(format!(
            "error: no browser was started: {refused}\n--> {page}\n = help: open the file yourself"
        ))
    })
}
