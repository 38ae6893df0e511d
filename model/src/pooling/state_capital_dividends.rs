//! State-capital dividends: what the state capital held for pensions yields goes to the pool (国有资本收益).
//!
//! ```text
//! dividends_t = y_t · V · (1 + g)^(t − 2020)
//! ```
//! Listed before the remittance, they lower what surpluses must hand up.
//!
//! Source: 国发〔2017〕49号 (number recalled): a tenth of state equity; the centre's part, finished in 2020, is 1.68
//! trillion yuan (published). Yield and growth are assumptions. Left out: the provinces' part; sales of capital.

use super::{Clause, Facts, Memory, Quantity};
use crate::books::{Account, Books, Item};
use crate::units::{Dated, Money, Rate};
use serde::Deserialize;

/// The year of the value.
const VALUED: i32 = 2020;

parameters! {
    /// Parameters of the dividends.
    StateCapitalDividends {
        /// V, the value in 2020
        value: Money = "1,680,000,000,000 yuan", "published, the centre's part";
        /// g, its growth a year, dividends apart
        growth: Growth = "3 %" ["0 % to 5 %"], "assumption";
        /// y, dividends as a share of value, by year
        dividend_yield: Dated<Rate> = "2 %" ["1 % to 3 %"], "assumption";
    }
}

/// A growth of at most 20 % a year: faster would outgrow any number of fen within the run.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "Rate")]
pub struct Growth(Rate);

impl TryFrom<Rate> for Growth {
    type Error = String;
    fn try_from(growth: Rate) -> Result<Self, String> {
        let most = Rate::percent(20.0);
        if growth > most {
            return Err(format!("`growth` is {growth} a year; choose at most {most}"));
        }
        Ok(Self(growth))
    }
}

impl Quantity for Growth {
    const UNIT: &'static str = "%";
}

impl Clause for StateCapitalDividends {
    fn settle(&self, facts: &Facts, _memory: &mut Memory, books: &mut Books) {
        let grown = |value: Money, _| value + value * self.growth.0;
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

    #[test]
    fn a_fifth_a_year_is_the_fastest_growth() {
        assert!(Growth::try_from(Rate::percent(20.0)).is_ok());
        let refused = Growth::try_from(Rate::percent(20.1)).expect_err("too fast");
        assert_eq!(refused, "`growth` is 20.1 % a year; choose at most 20 %");
    }
}
