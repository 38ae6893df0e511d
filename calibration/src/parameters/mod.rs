//! The dated parameters of the model, one tree: the law by topic, the estimates, the assumptions.
//!
//! A parameter has a stable dotted name, and for each month the value in force. Shares come back as
//! fractions of one, times in months, money in yuan (see [`crate::parameters::quantity`]). Reforms and
//! experiments change values by overlays, which may name only parameters that exist.

mod change;
mod changes;
pub mod diagnostic;
mod effects;
mod explanation;
mod idle;
mod in_force;
mod overlay;
mod parameter;
pub mod quantity;
mod read;
mod shift;
mod timeline;
pub mod uncertainty;

pub use change::{Change, LastRead};
pub use changes::values_set;
pub use effects::Effect;
pub use explanation::Explanation;
pub use idle::Idle;
pub use in_force::InForce;
pub use overlay::{Overlay, each};
pub use parameter::{Kind, Parameter, ProvincePath, Quality, Source, display_date};
pub use timeline::Timeline;

use crate::parameters::diagnostic::document::Document;
use crate::parameters::diagnostic::{Diagnostic, Report, listed, nearest};
use fastox_model::geography::Province;
use fastox_model::units::Year;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

macro_rules! embed {
    ($($name:literal,)*) => {
        /// The embedded files, with the names they have in the project.
        pub(crate) const FILES: &[(&str, &str)] = &[$((
            concat!("calibration/parameters/", $name, ".toml"),
            include_str!(concat!("../../parameters/", $name, ".toml")),
        ),)*];
    };
}

embed! {
    "law/contributions",
    "law/bases",
    "law/accounts",
    "law/retirement",
    "law/shortfall",
    "law/award",
    "law/award-forms",
    "law/calculation-base",
    "law/local-items",
    "law/indexation",
    "law/survivors",
    "law/portability",
    "law/pooling",
    "estimates",
    "assumptions",
    "demography",
    "behaviour",
}

/// All parameters by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters(BTreeMap<String, Parameter>);

/// The files are parsed once a process.
static EMBEDDED: LazyLock<Parameters> =
    LazyLock::new(|| Parameters::read(FILES).unwrap_or_else(|report| panic!("{report}")));

impl Parameters {
    /// The parameters the project ships, of which nothing was read yet. Panics with the report if a file is wrong: that
    /// is our bug.
    pub fn embedded() -> Self {
        let mut own = EMBEDDED.clone();
        for parameter in own.0.values_mut() {
            parameter.last_read = LastRead::default();
        }
        own
    }

    /// The parameters of these files, given by name and text.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, Report> {
        let mut parameters = BTreeMap::new();
        let mut problems = Vec::new();
        for (file, text) in files {
            let read = Document::new(file, text).read(|fields| {
                let mut own = BTreeMap::new();
                read::tree(fields, &mut own);
                Some(own)
            });
            match read {
                Ok(own) => {
                    problems.extend(given_twice(file, &parameters, &own));
                    parameters.extend(own);
                }
                Err(report) => problems.extend(report.0),
            }
        }
        Report(problems).or(Self(parameters))
    }

    /// Every parameter with its name, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Parameter)> {
        self.0.iter().map(|(name, parameter)| (name.as_str(), parameter))
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The parameter with this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&Parameter> {
        self.0.get(name)
    }

    /// The mean over a year of a national value as its file has it, whatever changed it.
    ///
    /// Panics if there is no such parameter, or if it has values by province only: names in code are ours.
    pub fn filed(&self, name: &str, year: Year) -> f64 {
        self.known(name).filed_path(None).expect("a national value").year_mean(year)
    }

    /// The last year that was announced, for a parameter that is announced yearly.
    pub fn last_confirmed(&self, name: &str) -> Option<Year> {
        self.known(name).last_confirmed
    }

    /// The parameters that a run to `last_year` uses beyond the last year that was announced.
    pub fn past_last_confirmed(&self, last_year: Year) -> Vec<String> {
        let past = |p: &Parameter| p.last_confirmed.is_some_and(|year| year < last_year);
        self.iter().filter(|(_, p)| past(p)).map(|(name, _)| name.to_owned()).collect()
    }

    /// Changes values for one program call, as in `--set "migration.level=40 %"`.
    ///
    /// The value is a quantity, or a table of dated ones as in a file.
    pub fn set(&mut self, assignment: &str) -> Result<(), Report> {
        let Some((name, value)) = assignment.split_once('=') else {
            let diagnostic = Diagnostic::new("--set", format!("`{assignment}` sets nothing"));
            return Err(diagnostic.help("write it as `--set \"migration.level=40 %\"`").into());
        };
        let (name, value) = (name.trim(), value.trim());
        let quoted = value.starts_with(['"', '\'', '{']);
        let value = if quoted { value.to_owned() } else { format!("\"{value}\"") };
        let applied = self.apply_overlay("--set", &format!("\"{name}\" = {value}"));
        if quoted {
            return applied;
        }
        // What a file has in quotes stands in those of the shell.
        let typed = |help: String| match help.split_once("`\"") {
            Some((_, example)) => format!("write it as `--set \"{name}={example}"),
            None => help,
        };
        let told = |problem: Diagnostic| Diagnostic { help: problem.help.map(typed), ..problem };
        applied.map_err(|report| Report(report.0.into_iter().map(told).collect()))
    }

    /// Everything known about one parameter; a name that does not exist is the reader's mistake here.
    pub fn explain(&self, name: &str, province: Option<Province>, year: Year) -> Result<Explanation, Report> {
        match self.get(name) {
            Some(parameter) => Ok(Explanation::new(name, parameter, province, year)),
            None => Err(Diagnostic::new("the command line", no_such(name)).help(self.meant(name)).into()),
        }
    }

    /// The parameters below a name, such as all of `contribution`.
    pub fn group<'a>(&'a self, name: &str) -> Vec<&'a str> {
        let group = format!("{name}.");
        self.names().filter(|known| known.starts_with(&group)).collect()
    }

    fn known(&self, name: &str) -> &Parameter {
        self.get(name).unwrap_or_else(|| panic!("{}", no_such(name)))
    }

    /// The help line for a name that does not exist.
    fn meant(&self, name: &str) -> String {
        let members = self.group(name);
        if !members.is_empty() {
            return format!("`{name}` is a group of parameters: choose {}", listed(members));
        }
        let mut close = nearest(name, self.names());
        if close.is_empty() {
            close = self.with_words_of(name);
        }
        match close.as_slice() {
            [] => "`fastox list parameters` shows all names".to_owned(),
            close => format!("did you mean {}?", listed(close.iter().copied())),
        }
    }

    /// The names that share most words with this one, at most three.
    fn with_words_of(&self, name: &str) -> Vec<&str> {
        let words = |name: &str| -> BTreeSet<String> {
            name.split(['.', '_']).filter(|word| word.len() > 3).map(str::to_owned).collect()
        };
        let own = words(name);
        let shared = |known: &str| words(known).intersection(&own).count();
        let mut names: Vec<&str> = self.names().filter(|known| shared(known) > 0).collect();
        names.sort_by_key(|known| Reverse(shared(known)));
        names.truncate(3);
        names
    }
}

/// The topic of a parameter: the first part of its name.
pub fn topic(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

fn no_such(name: &str) -> String {
    format!("there is no parameter `{name}`")
}

fn given_twice(
    file: &str,
    earlier: &BTreeMap<String, Parameter>,
    own: &BTreeMap<String, Parameter>,
) -> Vec<Diagnostic> {
    own.keys()
        .filter(|name| earlier.contains_key(*name))
        .map(|name| Diagnostic::new(file, format!("`{name}` stands in another file, too")))
        .collect()
}

#[cfg(test)]
mod tests;
