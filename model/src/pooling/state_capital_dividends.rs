//! State-capital dividends: what the state capital held for pensions yields goes to the pool (国有资本收益).
//!
//! ```text
//! dividends_t = y_t · V · (1 + g)^(t − 2020)
//! ```
//! Listed before the remittance, they lower what surpluses must hand up.
//!
//! Source: 国发〔2017〕49号 (number recalled): a tenth of state equity; the centre's part, finished in 2020, is 1.68
//! trillion yuan (published). Yield and growth are assumptions. Left out: the provinces' part; sales of capital.

use super::{Clause, Facts, Memory};
use crate::books::{Account, Books, Item};
use crate::units::{Dated, Money, Rate};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The year of the value.
const VALUED: i32 = 2020;

/// Parameters of the dividends.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StateCapitalDividends {
    /// V, the value in 2020. Published: 1.68 trillion yuan, the centre's part.
    pub value: Money,
    /// g, its growth a year, at most 20 %. Assumption: 3 %, dividends apart; sweep 0–5 %.
    #[serde(deserialize_with = "growth")]
    pub growth: Rate,
    /// y, dividends as a share of value, by year. Assumption: 2 %; sweep 1–3 %.
    pub dividend_yield: Dated<Rate>,
}

/// Faster growth would outgrow any number of fen within the run.
fn growth<'de, D: Deserializer<'de>>(from: D) -> Result<Rate, D::Error> {
    let most = Rate::percent(20.0);
    let growth = Rate::deserialize(from)?;
    if growth > most {
        let told = format!("`growth` is {growth} a year; choose at most {most}");
        return Err(D::Error::custom(told));
    }
    Ok(growth)
}

impl Default for StateCapitalDividends {
    fn default() -> Self {
        Self {
            value: Money::from_yuan(1.68e12),
            growth: Rate::percent(3.0),
            dividend_yield: Dated::constant(Rate::percent(2.0)),
        }
    }
}

impl Clause for StateCapitalDividends {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let grown = |value: Money, _| value + value * self.growth;
        let value = (VALUED..facts.year).fold(self.value, grown);
        let dividends = value * self.dividend_yield.at(facts.year);
        books.post(Account::StateCapital, Account::Pool, Item::Dividends, dividends);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::Opening;

    /// 2 % of 100 · 1.03² yuan.
    #[test]
    fn dividends_grow_with_the_capital() {
        let facts = Facts { year: 2022, ..Facts::default() };
        let mut books = Books::open(2022, Opening::default(), true);
        let value = Money::from_yuan(1e4);
        let clause = StateCapitalDividends { value, ..StateCapitalDividends::default() };
        clause.settle(&facts, &mut Memory::default(), &mut books);
        assert_eq!(books.balance(Account::Pool), Money::from_yuan(212.18));
    }
}
