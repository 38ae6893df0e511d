//! `fastox merge`: parts become a run.

use super::arguments::MergeArguments;
use super::exit::Failure;
use super::lines::note;
use super::{cells, run};
use crate::run::RunResult;
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::{RunFolder, RunRecord, partial_of};

/// Joins the cells that parts of a run have left.
pub(super) fn merge(asked: &MergeArguments) -> Result<(), Failure> {
    let place = asked.run.display().to_string();
    if !partial_of(&asked.run).exists() && RunRecord::read(&asked.run).is_ok() {
        note(&format!("`{place}` is whole: its parts were merged already"));
        return Ok(());
    }
    // Only looked at: what nobody began is not made here either.
    let Some(record) = RunFolder::look(&asked.run)?.announced()? else {
        let help = "live its parts first, as `fastox run X --part 1/4 --out DIR`";
        return Err(Diagnostic::new(&place, "there are no parts of a run").help(help).into());
    };
    let folder = RunFolder::resume(&asked.run)?.shared();
    let lived = cells::known(&folder, &record.manifest)?;
    let result = lived.whole(record.manifest.clone()).map_err(|missing| {
        let help =
            "live the parts that are missing, or all that is missing here with `fastox run X --resume --out DIR`";
        Diagnostic::new(&place, format!("not every cell is there: {missing} is missing")).help(help)
    })?;
    let result = RunResult { no_effect: record.no_effect.clone(), ..result };
    let record = RunRecord { manifest: result.manifest.clone(), ..record };
    run::finish(folder, &result, record, asked.json)
}
