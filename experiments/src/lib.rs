//! Experiments with the model of China's urban pension: run them, and ask questions of them.
//!
//! An [`Experiment`] says which [`Regime`]s are compared, under which [`Response`]s of governments, with how many
//! people and seeds, and up to which year. [`run`] gives [`RunResult`]: the tables, the manifest and the summary.
//! [`questions`] are asked of runs; `cli` is the program `fastox` (feature `cli`, on unless left out).
//!
//! # The main experiment
//!
//! Six regimes, each with fixed and with responding governments. Five million people to 2075 take minutes, so this one
//! is small.
//!
//! ```
//! use fastox_experiments::{Experiment, Fitted, Parameters, run};
//!
//! let main = Experiment::default_main();
//! let small = Experiment { people: 2_000, last_year: 2022, range_people: 0, ..main };
//! let result = run(&small, &Parameters::embedded(), &Fitted::shipped(), &mut |_| {})?;
//!
//! let nation = &result.tables[0];
//! let (worlds, years) = (nation.column_name("world"), nation.column_whole("year"));
//! let contributions = nation.column_number("contributions_yuan");
//! for row in (0..nation.rows()).filter(|row| years[*row] == 2022) {
//!     println!("{}: {:.0} bn yuan", worlds[row], contributions[row] / 1e9);
//! }
//! assert_eq!(result.summary.names().len(), 12);
//! # Ok::<(), fastox_experiments::RunError>(())
//! ```
//!
//! # A scenario of one's own
//!
//! A scenario is written as the files in `experiments/scenarios` are: what it starts from, its clauses by year, its
//! changes of parameters. A mistake in it is reported with line and column.
//!
//! ```
//! use fastox_experiments::{Experiment, Fitted, Parameters, Regime, run};
//!
//! let text = r#"
//! title  = "National pooling, employers pay 15 % from 2022"
//! source = "an example"
//! base   = "national-pooling"
//!
//! [override]
//! "contribution.employer_rate" = { 2022 = "15 %" }
//! "#;
//! let own = Regime::Text { name: "lower-rate".to_owned(), text: text.to_owned() };
//! let main = Experiment::default_main();
//! let regimes = vec![Regime::Shipped("national-pooling".to_owned()), own];
//! let small = Experiment { regimes, people: 2_000, last_year: 2022, range_people: 0, ..main };
//! let result = run(&small, &Parameters::embedded(), &Fitted::shipped(), &mut |_| {})?;
//!
//! let nation = &result.tables[0];
//! let (worlds, years) = (nation.column_name("world"), nation.column_whole("year"));
//! let contributions = nation.column_number("contributions_yuan");
//! let of = |world| (0..nation.rows()).find(|row| worlds[*row] == world && years[*row] == 2022);
//! let of = |world| contributions[of(world).expect("the world is in the run")];
//! assert!(of("lower-rate") < of("national-pooling"));
//! # Ok::<(), fastox_experiments::RunError>(())
//! ```
//!
//! # A clause of one's own
//!
//! A clause moves money for one year; no code says what it does to incentives, since the engine settles the books with
//! and without one more yuan. Here every province hands up the same share of what it collects, before the clauses of
//! 2022. A clause that scenario files can name stands in the model: [`fastox_model::docs::adding_a_clause`].
//!
//! ```
//! use fastox_experiments::{Experiment, Fitted, Parameters, Regime, SHARD, run_scenarios, scenario};
//! use fastox_model::books::Books;
//! use fastox_model::geography::Province;
//! use fastox_model::pooling::{Clause, ClauseSpec, Facts, ForeignClause, Memory};
//! use fastox_model::units::Rate;
//! use std::sync::Arc;
//!
//! #[derive(Debug)]
//! struct SolidarityLevy(Rate);
//!
//! impl Clause for SolidarityLevy {
//!     fn settle(&self, _facts: &Facts, _memory: &mut Memory, books: &mut Books) {
//!         for p in Province::all() {
//!             let levy = books.opening().contributions[p.index()] * self.0;
//!             books.remit(p, levy);
//!         }
//!     }
//! }
//!
//! let rule = Arc::new(SolidarityLevy(Rate::percent(2.0)));
//! let levy = ClauseSpec::Foreign(ForeignClause { name: "solidarity-levy", rule });
//! let mut scenario = scenario::shipped("national-pooling");
//! scenario.regime.name = "levy".to_owned();
//! for period in &mut scenario.regime.periods {
//!     period.clauses.insert(0, levy.clone());
//! }
//! let main = Experiment::default_main();
//! let regimes = vec![Regime::Shipped("levy".to_owned())];
//! let small = Experiment { regimes, people: 2_000, last_year: 2022, range_people: 0, ..main };
//! let (parameters, fitted) = (Parameters::embedded(), Fitted::shipped());
//! let result = run_scenarios(&small, &[scenario], &parameters, &fitted, SHARD, &mut |_| {})?;
//!
//! let transfers = result.tables.iter().find(|table| table.spec().name == "transfers");
//! let transfers = transfers.expect("a table of every run");
//! assert!(transfers.column_name("clause").contains(&"solidarity-levy"));
//! # Ok::<(), fastox_experiments::RunError>(())
//! ```

#![cfg_attr(
    not(feature = "cli"),
    allow(
        dead_code,
        unused_imports,
        reason = "some of what runs and questions offer is asked for by the program alone"
    )
)]

/// The program: its version, of a build between versions with the commit.
pub const BUILD: &str = env!("FASTOX_BUILD");

mod asked;
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod cli;
pub mod questions;
#[cfg(feature = "report")]
pub mod report;
mod results;
mod run;

pub use asked::experiment::{Experiment, Regime, Response};
pub use asked::papers::{self, PAPERS};
pub use asked::scenario::{self, Scenario};
pub use asked::schema::{SCHEMAS, Schema};
pub use fastox_calibration::fitted::Fitted;
pub use fastox_calibration::parameters::Parameters;
pub use questions::plan::{RunPlan, plan};
pub use results::columns::{Terminal, translated};
pub use results::comparison;
pub use results::summary::{self, Summary};
pub use run::{
    Pass, Progress, RunError, RunResult, SHARD, changes_values, clause_key, manifest, run, run_scenarios, scenarios,
    too_large_help,
};
