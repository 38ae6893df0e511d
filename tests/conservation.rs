//! Money and people are neither made nor lost, whatever the clauses and numbers.

/// The clauses, on years nobody has seen.
mod clauses;
/// What is drawn for them.
mod drawn;
/// The tables of a run agree with each other.
mod ledger;
/// Adults, children and moves.
mod people;
