//! `fastox sandbox`.

use super::arguments::SandboxArguments;
use super::exit::Failure;
use super::lines::{language, note};
use super::progress::Counter;
use super::request::{pool, processors};
use super::values::{self, Problems};
use super::{say, write_file};
use crate::questions::sandbox::{Rule, head, line, live, units};
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report};
use fastox_outputs::writable;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) fn sandbox(asked: &SandboxArguments) -> Result<(), Failure> {
    let (rule, threads) = read(asked)?;
    if let (Some(file), Some(rule)) = (&asked.scenario, rule) {
        return write_file(file, &rule.scenario());
    }
    // Before the work.
    asked.out.as_deref().map_or(Ok(()), writable)?;
    let pool = pool(threads)?;
    let rules = rule.map_or_else(Rule::all, |rule| vec![rule]);
    let counter = Counter::new(asked.quiet || rules.len() == 1, rules.len() as u64, "rules");
    let done = AtomicUsize::new(0);
    let progress = |more: usize| counter.show((done.fetch_add(more, Ordering::Relaxed) + more) as u64, "lived");
    let lived = pool.install(|| live(&rules, &progress));
    counter.done();
    let lived = lived.map_err(|broken| Failure::broken(&broken, false))?;
    let lines: String = rules.iter().zip(&lived).map(|(rule, outcomes)| line(*rule, outcomes)).collect();
    let table = head() + &lines;
    if asked.out.is_none() && !asked.quiet {
        note(units(language()).trim_end());
    }
    asked.out.as_deref().map_or_else(|| say(&table), |out| write_file(out, &table))
}

/// Reads the options; every problem is reported.
fn read(asked: &SandboxArguments) -> Result<(Option<Rule>, usize), Report> {
    let mut problems = Problems::default();
    let rule = asked.rule.as_deref().map(|text| {
        Rule::read(text).map_err(|message| {
            let help = "name what is not as enacted, as `--rule cap=60,norm=50,reward=20`";
            Report::from(Diagnostic::new("--rule", message).help(help))
        })
    });
    let rule = rule.and_then(|rule| problems.keep(rule));
    let mut threads = processors();
    problems.set(&mut threads, asked.threads.as_deref(), values::threads);
    problems.none()?;
    Ok((rule, threads))
}
