//! The table of the sandbox: a line a rule, as CSV of a few tens of kilobytes that the program carries.

use super::rule::{AXES, Rule};
use crate::results::columns::aligned;
use crate::results::money::PairedUnit;
use fastox_outputs::Language;
use std::fmt::Write;

/// A headline of a rule, and how it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The headline.
    pub headline: &'static str,
    /// English and Chinese.
    pub title: [&'static str; 2],
    /// What the numbers are in.
    pub unit: PairedUnit,
    /// What a value is multiplied with: this power of ten.
    pub power: i32,
    /// Digits behind the point.
    pub digits: usize,
}

const fn outcome(
    headline: &'static str,
    title: [&'static str; 2],
    unit: PairedUnit,
    power: i32,
    digits: usize,
) -> Outcome {
    Outcome { headline, title, unit, power, digits }
}

/// The columns after the axes.
pub const OUTCOMES: [Outcome; 7] = [
    outcome(
        "kept_2035_surplus",
        ["kept of one more yuan 2035, surplus provinces", "2035 年多征一元的留存，结余省份"],
        PairedUnit::new(["%", "%"]),
        2,
        1,
    ),
    outcome(
        "kept_2035_deficit",
        ["kept of one more yuan 2035, deficit provinces", "2035 年多征一元的留存，缺口省份"],
        PairedUnit::new(["%", "%"]),
        2,
        1,
    ),
    outcome("collection_rate_2035", ["collection rate 2035", "2035 年征缴率"], PairedUnit::new(["%", "%"]), 2, 2),
    outcome(
        "lost_to_incentives_yuan",
        ["lost to incentives 2022 to 2050", "2022—2050 年激励损失"],
        PairedUnit::BILLIONS,
        -9,
        0,
    ),
    outcome(
        "central_burden_2035_gdp_share",
        ["central burden 2035", "2035 年中央财政负担"],
        PairedUnit::new(["% of GDP", "占 GDP %"]),
        2,
        3,
    ),
    outcome(
        "central_burden_2050_gdp_share",
        ["central burden 2050", "2050 年中央财政负担"],
        PairedUnit::new(["% of GDP", "占 GDP %"]),
        2,
        3,
    ),
    outcome(
        "exhaustion_year",
        ["reserves below a month of spending", "累计结余不足一个月支出"],
        PairedUnit::new(["year", "年份"]),
        0,
        0,
    ),
];

/// `fastox sandbox --out experiments/sandbox.csv` writes it.
const SHIPPED: &str = include_str!("../../../sandbox.csv");

/// The head of the table.
pub fn head() -> String {
    let columns = AXES.map(|axis| axis.id).into_iter().chain(OUTCOMES.map(|outcome| outcome.headline));
    columns.collect::<Vec<_>>().join(",") + "\n"
}

/// What the numbers of outcomes are in, a line each; where Chinese counts otherwise, with how many of its unit.
pub fn units(language: Language) -> String {
    let unit = |PairedUnit { names, times }: PairedUnit| match (names[language as usize], times[language as usize]) {
        (name, times) if times > 1.0 => format!("{times} {name}"),
        (name, _) => name.to_owned(),
    };
    aligned(&OUTCOMES.map(|outcome| vec![outcome.headline.to_owned(), unit(outcome.unit)]), 2)
}

/// The line of a rule; what did not come to pass is empty.
pub fn line(rule: Rule, outcomes: &[Option<f64>]) -> String {
    let mut text = rule.values().map(|value| value.to_string()).join(",");
    for (outcome, value) in OUTCOMES.iter().zip(outcomes) {
        text.push(',');
        if let Some(value) = value {
            // Zero without a sign.
            let digits = outcome.digits;
            let _ = write!(text, "{:.digits$}", value * 10f64.powi(outcome.power) + 0.0);
        }
    }
    text + "\n"
}

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sandbox {
    /// One entry a rule, in the order of [`Rule::all`]; outcomes as they are printed.
    pub rules: Vec<Vec<Option<f64>>>,
}

/// The table the program carries; nothing if it was built without one, so that it can make the first.
pub fn shipped() -> Option<Sandbox> {
    read(SHIPPED)
}

/// Reads a table of all rules in their order.
fn read(text: &str) -> Option<Sandbox> {
    let mut lines = text.lines();
    lines.next().filter(|line| *line == head().trim_end())?;
    let mut rules = Vec::new();
    for rule in Rule::all() {
        let mut cells = lines.next()?.split(',');
        let own = rule.values().iter().all(|value| cells.next() == Some(value.to_string().as_str()));
        let outcomes: Vec<Option<f64>> = cells.map(|cell| cell.parse().ok()).collect();
        (own && outcomes.len() == OUTCOMES.len()).then(|| rules.push(outcomes))?;
    }
    Some(Sandbox { rules })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the program carries is what it would make: two rules, lived again; or the head alone, before there is one.
    #[test]
    fn the_shipped_table_is_what_the_rules_give() {
        let all = Rule::all();
        let Some(shipped) = shipped() else {
            assert_eq!(SHIPPED, head());
            return;
        };
        assert_eq!(shipped.rules.len(), all.len());
        let some = [Rule::ENACTED, all[1023]];
        let lived = super::super::live(&some, &|_| ()).expect("books that close");
        for (rule, outcomes) in some.iter().zip(lived) {
            assert!(SHIPPED.contains(&line(*rule, &outcomes)), "{}", line(*rule, &outcomes));
        }
    }

    #[test]
    fn a_table_is_read_back() {
        let outcomes = [Some(0.5), None, Some(0.55), Some(2.5e12), Some(0.005), Some(-0.0), Some(2049.0)];
        let lines: String = Rule::all().iter().map(|rule| line(*rule, &outcomes)).collect();
        let table = read(&(head() + &lines)).expect("a table of the grid");
        let kept = [Some(50.0), None, Some(55.0), Some(2500.0), Some(0.5), Some(0.0), Some(2049.0)];
        assert_eq!((table.rules.len(), &table.rules[7][..]), (1024, &kept[..]));
    }

    #[test]
    fn another_grid_is_refused() {
        assert_eq!(read(&head().replace("cap", "lid")), None);
        assert_eq!(read(&head()), None);
    }
}
