//! A life for a reader: one block a year.

use super::numbers::amount;
use super::{TracedLife, TracedStep, TracedYear};
use crate::results::columns::columns;
use fastox_model::geography::Province;
use std::fmt;

impl fmt::Display for TracedLife {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.years.first() else { return Ok(()) };
        let origin = &first.origin;
        let fund = if origin.public_sector { "public-sector fund" } else { "enterprise fund" };
        let person = format!("person {}, {}", origin.person, origin.sex);
        writeln!(f, "{person}, born {}, class {}, {fund}", origin.born, origin.work_class)?;
        writeln!(f, "world {}\n", self.world)?;
        self.years.iter().try_for_each(|year| write!(f, "{year}"))
    }
}

impl fmt::Display for TracedYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  age {}, {}{}", self.year, self.age, self.status, self.places())?;
        let rows: Vec<Vec<String>> = self.steps.iter().map(row).collect();
        columns(&rows, |column| column == 1).lines().try_for_each(|line| writeln!(f, "{line}"))?;
        writeln!(f)
    }
}

impl TracedYear {
    fn places(&self) -> String {
        let name = |code: Option<u8>| code.and_then(Province::from_code).map_or("nowhere", Province::name_zh);
        let hukou = if self.hukou == self.residence { String::new() } else { format!(", hukou {}", name(self.hukou)) };
        let how = if self.pension_yuan_month.is_some() { "pension" } else { "insured" };
        let insured = match self.relation {
            None => String::new(),
            code if code == self.residence => format!(", {how} there"),
            code => format!(", {how} in {}", name(code)),
        };
        format!(", lives in {}{hukou}{insured}", name(self.residence))
    }
}

/// Step, value, unit, and the text with its rule.
fn row(step: &TracedStep) -> Vec<String> {
    let value = match (step.value, step.unit) {
        (None, _) => String::new(),
        (Some(value), "months") => format!("{value:.0}"),
        (Some(value), "ratio") => format!("{value:.4}"),
        (Some(value), "years") => format!("{value:.2}"),
        (Some(value), _) => amount(value),
    };
    let text = format!("{}  [{}]", step.text, step.rule);
    vec![format!("  {}", step.step), value, step.unit.to_owned(), text]
}
