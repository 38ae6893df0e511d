//! A pooling rule written in Python, as the model sees it: a clause that wants all trials of a year at once, so that the
//! lock of Python is taken a few times a year and not for every trial.

use crate::error::refused;
use crate::live::raise;
use crate::movements::Movements;
use fastox_model::books::Books;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::pooling::{Clause, ClauseInfo, Facts, ForeignClause, Memory, Settlement};
use fastox_model::units::Year;
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex};

/// A rule as the package hands it over.
#[derive(FromPyObject)]
pub struct Written {
    name: String,
    horizon: u32,
    /// Called with a core of `Books` to settle.
    settle: Py<PyAny>,
    /// Called with one for the claims; nothing if the rule files none.
    file: Option<Py<PyAny>>,
    /// Its text, for the manifest.
    source: String,
}

impl Written {
    /// The entry of the manifest that holds its text.
    pub fn entry(&self) -> (String, String) {
        (fastox_experiments::clause_key(&self.name), self.source.clone())
    }

    /// The rule as a clause.
    pub fn clause(&self, py: Python<'_>) -> PyResult<ForeignClause> {
        if ClauseInfo::find(&self.name).is_some() {
            let problem = format!("a built-in clause is called `{}`; give the rule another name", self.name);
            return Err(refused("clauses", &problem));
        }
        let name = lasting(&self.name);
        let file = self.file.as_ref().map(|file| file.clone_ref(py));
        let rule = Rule { name, horizon: self.horizon, settle: self.settle.clone_ref(py), file };
        Ok(ForeignClause { name, rule: Arc::new(rule) })
    }
}

/// Ledgers name clauses by texts that last as long as the program; each is kept once.
fn lasting(name: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().expect("nothing panics while names are looked up");
    if let Some(name) = known.get(name) {
        return name;
    }
    let name: &'static str = name.to_owned().leak();
    known.insert(name);
    name
}

/// The rule.
struct Rule {
    name: &'static str,
    horizon: u32,
    settle: Py<PyAny>,
    file: Option<Py<PyAny>>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.name)
    }
}

impl Rule {
    /// Calls a function with what the settlements hold; an exception leaves the run as it is, with the year in a note.
    fn call(&self, all: &mut [Settlement<'_>], function: &Py<PyAny>, remembers: bool) -> Movements {
        let year = all[0].facts.year;
        let core = Movements::of(all, self.name, remembers);
        let called = Python::attach(|py| {
            let core = Py::new(py, core)?;
            function.call1(py, (&core,))?;
            let made = std::mem::take(&mut *core.borrow_mut(py));
            Ok(made)
        });
        match called {
            Ok(made) => made,
            Err(error) => raise(Python::attach(|py| noted(py, error, self.name, year))),
        }
    }
}

/// The same exception with a note of where it was raised.
fn noted(py: Python<'_>, error: PyErr, name: &str, year: Year) -> PyErr {
    let note = format!("in the rule `{name}`, year {year}");
    let value = error.value(py);
    // Python 3.10 shows no notes, but a reader finds them in their place.
    let _ = value.call_method1("add_note", (&note,)).or_else(|_| {
        let notes = PyList::new(py, [&note])?;
        value.setattr("__notes__", notes).map(|()| py.None().into_bound(py))
    });
    error
}

impl Clause for Rule {
    fn file_claims(&self, facts: &Facts, books: &mut Books) {
        self.file_claims_in_all(&mut [Settlement { facts, memory: &mut Memory::default(), books }]);
    }

    fn settle(&self, facts: &Facts, memory: &mut Memory, books: &mut Books) {
        self.settle_all(&mut [Settlement { facts, memory, books }]);
    }

    fn at_once(&self) -> bool {
        true
    }

    fn file_claims_in_all(&self, all: &mut [Settlement<'_>]) {
        let Some(file) = &self.file else { return };
        let made = self.call(all, file, false);
        for (one, claims) in all.iter_mut().zip(made.filed().chunks(PROVINCES)) {
            Province::all().zip(claims).for_each(|(p, claim)| one.books.file_claim(p, *claim));
        }
    }

    fn settle_all(&self, all: &mut [Settlement<'_>]) {
        self.call(all, &self.settle, self.horizon > 1).enter(all);
    }

    fn horizon(&self) -> u32 {
        self.horizon
    }
}
