//! From statistics to parameters: embedded data, dated law, the initial population, and the fit.
//!
//! Modules stand in the order in which they use each other; none uses a later one.
//!
//! ```text
//! data         published statistics, embedded
//! parameters   dated law, estimates and assumptions; read as of a month or a year, changed by overlays
//! response     curvature and duty of the response, from published effects and observed retention
//! fitted       the record of the fit: the factors of each province, in one list
//! inputs       what every year brings from outside; the opening of 2020
//! synthesis    the country on the last day of its opening year
//! check        against published targets, census flows and expected values
//! fit          the factors that meet the accounts of 2024, and their standard errors
//! ensemble     draws of the uncertain parameters, each with factors of its own
//! history      from 2010 to 2024 without a refit
//! ```

pub mod data;
pub mod parameters;

pub mod response;

pub mod fitted;

pub mod inputs;

pub mod synthesis;

pub mod check;

pub mod fit;

pub mod ensemble;

pub mod history;
