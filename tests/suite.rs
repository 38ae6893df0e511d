//! One binary, one module per kind of test.
//!
//! Numbers, messages and tables that are compared as text lie in `golden/` and `messages/`. After a change that is
//! meant, `FASTOX_BLESS=1 cargo test --release -p fastox-tests` writes them anew, and the difference is read before
//! it is committed.

/// Prices and present values are those of 2024.
mod accounts;
/// The folders depend on each other in a line, files are short, what is listed has a source.
mod architecture;
/// What a run leaves is enough, and what was changed since is not believed.
mod believed;
/// Money and people are neither made nor lost, whatever the clauses and numbers.
mod conservation;
/// Births, deaths and migration off the medium projection move whom they should.
mod demography;
/// Threads, shards, vector widths and the other worlds of a run change no byte.
mod determinism;
/// What the pages say is what the code is.
mod documentation;
/// Draws of the uncertain parameters stand beside the central values.
mod draws;
/// Less effort reaches the people it should, and nobody else.
mod effort;
/// Parsers and readers answer whatever they are given.
mod fuzz;
/// A small run as a table, compared with the one that was agreed on.
mod golden;
/// From the accounts of 2010 to those of 2024 without a refit.
mod history;
/// What headlines are made of, by what it must equal.
mod identities;
/// Answers to a reader are in the Chinese catalogue.
mod language;
/// The law of one person, against award sheets and the age table.
mod law;
/// Every lever acts, from its date on, and nothing else is accepted.
mod levers;
/// What a reader who made a mistake is told, and that nothing is left behind.
mod messages;
/// Changes of the whole country that must change nothing else, or all of it alike.
mod metamorphic;
/// What must go up when something else goes up.
mod monotone;
/// A mean, share or ratio over nobody is missing, never 0.
mod nobody;
/// Tools outside drive the model, and the analysis over all uncertain parameters.
mod outside;
/// The tree of parameters is complete and holds the law.
mod parameters;
/// What a plan says before a run is what the run takes.
mod plan;
/// Every proposal of the debate has its clause or reform, its file and its test.
mod policy_map;
/// The nation's pyramid follows the reference population to the end.
mod population;
/// Agents agree with expected values, and their spread falls with their number.
mod projection;
/// What a proposal promises is what a small run shows.
mod proposals;
/// Every end of every printed range lives to the last year.
mod ranges;
/// The tables made from others agree with what they are made from.
mod results;
/// Runs that were stopped, extended or lived in parts are those of one process.
mod resume;
/// What a province keeps of one more yuan under every clause.
mod retention;
/// Schemas for editors are those of the program.
mod schemas;
/// Draws come as often as their probabilities say.
mod statistics;
/// The opening population meets the published totals it was made from.
mod synthesis;
/// Every table has a unique key and names its provinces.
mod tables;
/// One life lived again from the manifest of a run.
mod trace;

/// The program in a process of its own.
mod program;
/// Texts that were agreed on.
mod snapshot;
/// Small countries and runs for all modules.
mod support;
/// The worked examples of the documentation are built as they stand there.
mod walk_throughs;
