//! `fastox trace`.

use super::arguments::TraceArguments;
use super::exit::Failure;
use super::finished::{self, record, table};
use super::lines::note;
use super::progress::YearCounter;
use super::values::{self, Problems};
use super::{say_json, say_text};
use crate::questions::trace::{self, Conditions, Refusal, Relived, Stored, TracedLife, Wanted};
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::tables;

pub(super) fn trace(asked: &TraceArguments) -> Result<(), Failure> {
    let mut problems = Problems::default();
    let person = asked.person.as_ref().and_then(|text| problems.keep(values::person(text)));
    let conditions = asked.conditions.as_ref().and_then(|text| problems.keep(Conditions::read(text)));
    let read = |text: &String| values::response("--response", text);
    let response = asked.response.as_ref().and_then(|text| problems.keep(read(text)));
    let seed = asked.seed.as_ref().and_then(|text| problems.keep(values::seed(text)));
    let folder = problems.keep(finished::run(asked.run.as_deref()));
    let record = folder.as_ref().and_then(|folder| problems.keep(record(folder)));
    problems.none()?;
    let (Some(record), Some(folder)) = (record, folder) else { return Ok(()) };
    let run = folder.display().to_string();
    trace::same_program(&run, &record.manifest)?;
    let seed = seed.map(|seeds| seeds[0]);
    let wanted = Wanted { world: asked.world.as_deref(), response, seed };
    let relived = Relived::of(&run, &record.manifest, wanted)?;
    let stored =
        Stored { national_year: table(&folder, &tables::NATIONAL_YEAR)?, people: table(&folder, &tables::PEOPLE)? };
    let person = match (person, conditions) {
        (Some(person), _) => person,
        (None, Some(conditions)) => found(&conditions, &relived, &stored)?,
        (None, None) => return Ok(()),
    };
    let counter = YearCounter::on_terminal(relived.experiment.last_year);
    let life = trace::relive(&relived, person, &stored, &mut |now| counter.show(now));
    counter.done();
    print(asked, &life.map_err(|refusal| refused(&run, person, &stored, &refusal))?)
}

/// The first person of the sample who meets the conditions in the world that is traced.
fn found(conditions: &Conditions, relived: &Relived, stored: &Stored) -> Result<u32, Failure> {
    let experiment = &relived.experiment;
    let world = [relived.scenario.regime.name.as_str(), experiment.responses[0].name()];
    let found = conditions.find(&stored.people, world, experiment.seeds[0]);
    let Some(first) = found.first() else {
        let message = "nobody in the sample of `people` meets all conditions in one year";
        let help = "take some away, or run with a larger `--sample`";
        return Err(Diagnostic::new("--where", message).help(help).into());
    };
    let others: Vec<String> = found.iter().skip(1).take(5).map(u32::to_string).collect();
    match found.len() {
        1 => note(&format!("person {first} alone meets the conditions")),
        count => {
            note(&format!("{count} people meet the conditions; the first is {first}, others {}", others.join(", ")));
        }
    }
    Ok(*first)
}

fn print(asked: &TraceArguments, life: &TracedLife) -> Result<(), Failure> {
    note(&life.checked());
    if asked.json { say_json(&life.years) } else { say_text(&life.to_string()) }
}

fn refused(run: &str, person: u32, stored: &Stored, refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Nobody { opening, last } => {
            let range = match last {
                Some(last) => format!("ids run from 0 to {last}"),
                None => format!("ids run from 0 to {} at the opening, and on as children grow up", opening - 1),
            };
            let help = format!("{range}; the table `people` holds {}", some(stored));
            Diagnostic::new("--person", format!("nobody in `{run}` has the id {person}")).help(help).into()
        }
        Refusal::Differs(difference) => Failure::failed(format!(
            "error: the life cannot be reproduced: {difference}\n--> {run}\n = help: the run was made by another build of \
             fastox; run the experiment again with this one"
        )),
        // A run that was lived whole can be lived again, unless its manifest was changed.
        Refusal::Broken(broken) => Failure::broken(broken, true),
    }
}

/// A few people of the sample, in words.
fn some(stored: &Stored) -> String {
    let mut people = stored.people.column_count("person").to_vec();
    people.sort_unstable();
    people.dedup();
    let shown: Vec<String> = people.iter().take(5).map(i64::to_string).collect();
    match people.len() {
        0 => "nobody, since the run was made with `--sample 0`".to_owned(),
        1..=5 => shown.join(", "),
        _ => format!("{} and others", shown.join(", ")),
    }
}
