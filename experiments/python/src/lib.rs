//! The Python module `fastox._fastox`: what the package `fastox` is made of.
//!
//! ```text
//! error       problems as `FastoxError`, with file, line and hint
//! live        a run in a thread of its own, while Python looks for Ctrl-C and shows how far it is
//! table       tables handed over as Arrow streams
//! shown       what a rule in Python sees of a year and no movement changes
//! movements   what such a rule sees of the books and moves
//! rule        such a rule as a clause of the model
//! results     a run, lived here or read from its folder
//! experiment  what is asked
//! questions   plan, evaluate, parameters, the law for one person, comparisons
//! ```
//! The package in `python/fastox` turns dicts into TOML, so that every problem has a line, and holds the docstrings.

#![allow(clippy::needless_pass_by_value, reason = "Python hands its arguments over")]

mod error;
mod experiment;
mod live;
mod movements;
mod questions;
mod results;
mod rule;
mod shown;
mod table;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The compiled part of the package.
#[pymodule]
fn _fastox(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<table::Table>()?;
    module.add_class::<results::Results>()?;
    module.add_class::<movements::Movements>()?;
    module.add_function(wrap_pyfunction!(experiment::run, module)?)?;
    module.add_function(wrap_pyfunction!(results::read, module)?)?;
    module.add_function(wrap_pyfunction!(questions::plan, module)?)?;
    module.add_function(wrap_pyfunction!(questions::evaluate, module)?)?;
    module.add_function(wrap_pyfunction!(questions::parameters, module)?)?;
    module.add_function(wrap_pyfunction!(questions::pension, module)?)?;
    module.add_function(wrap_pyfunction!(questions::retirement, module)?)?;
    module.add_function(wrap_pyfunction!(questions::compare, module)?)
}
