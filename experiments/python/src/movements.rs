//! What a rule in Python sees of the books and has moved so far: the core of `Books`, with one row a settlement.
//!
//! ```text
//! yuan      what the rule sees of money, as bytes of a row-major array (settlements, 31) or (settlements, 1)
//! heads     the same of people
//! move      amounts in yuan, rounded to fen, half to even; what it moved comes back
//! fill      what is asked, or where there is less the same part of each, to the fen
//! ```
//! The movements are entered in the books after the rule has returned.

use crate::error::refused;
use crate::shown::Shown;
use fastox_model::books::{Account, Item};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::pooling::Settlement;
use fastox_model::units::{Money, Rate, Year};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rayon::prelude::*;
use std::array::from_fn;
use std::ops::Range;

/// Who pays or receives in a movement.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Fund,
    Pool,
    Local,
    Centre,
}

impl Side {
    const fn name(self) -> &'static str {
        match self {
            Self::Fund => "fund",
            Self::Pool => "pool",
            Self::Local => "local",
            Self::Centre => "centre",
        }
    }

    const fn account(self, p: Province) -> Account {
        match self {
            Self::Fund => Account::Fund(p),
            Self::Pool => Account::Pool,
            Self::Local => Account::Local(p),
            Self::Centre => Account::Centre,
        }
    }
}

/// One kind of movement between accounts.
struct Way {
    from: Side,
    to: Side,
    item: Item,
}

/// Between which accounts a rule may move money, and what the ledger calls it.
static WAYS: [Way; 7] = [
    Way { from: Side::Fund, to: Side::Pool, item: Item::Remittance },
    Way { from: Side::Pool, to: Side::Fund, item: Item::Allocation },
    Way { from: Side::Centre, to: Side::Fund, item: Item::SpecialTransfer },
    Way { from: Side::Centre, to: Side::Pool, item: Item::SpecialTransfer },
    Way { from: Side::Local, to: Side::Fund, item: Item::LocalShare },
    Way { from: Side::Local, to: Side::Pool, item: Item::LocalShare },
    Way { from: Side::Local, to: Side::Centre, item: Item::Clawback },
];

struct Moved {
    way: &'static Way,
    /// By settlement and province.
    amounts: Vec<Money>,
}

/// What a rule sees and has moved.
#[derive(Default)]
#[pyclass(module = "fastox._fastox")]
pub struct Movements {
    name: &'static str,
    year: Year,
    trials: usize,
    shown: Shown,
    gdp_per_head_national: Vec<f64>,
    /// Of the provinces' funds, by settlement and province.
    funds: Vec<Money>,
    /// What is kept of what is handed up, by settlement and province; empty where nobody keeps anything.
    kept: Vec<Rate>,
    pools: Vec<Money>,
    /// What the pool had saved before this year.
    saved: Vec<Money>,
    moved: Vec<Moved>,
    filed: Vec<Money>,
    /// What the rule remembers, where it remembers anything.
    memory: Option<Vec<f64>>,
}

impl Movements {
    pub fn of(all: &mut [Settlement<'_>], name: &'static str, remembers: bool) -> Self {
        let mut funds = Vec::with_capacity(all.len() * PROVINCES);
        for one in all.iter() {
            funds.extend(Province::each(|p| one.books.balance(Account::Fund(p))));
        }
        Self {
            name,
            year: all[0].facts.year,
            trials: all.len(),
            shown: Shown::of(all),
            gdp_per_head_national: all.iter().map(|one| one.facts.gdp_per_head_national).collect(),
            funds,
            kept: kept(all),
            pools: all.iter().map(|one| one.books.balance(Account::Pool)).collect(),
            saved: all.iter().map(|one| one.books.balance(Account::Pool) - one.books.received_by_pool()).collect(),
            moved: Vec::new(),
            filed: Vec::new(),
            memory: remembers.then(|| all.iter_mut().flat_map(|one| *one.memory.own(0.0)).collect()),
        }
    }

    /// The claims it filed, by settlement and province; nothing if it filed none.
    pub fn filed(&self) -> &[Money] {
        &self.filed
    }

    /// Enters what was moved in the books.
    pub fn enter(&self, all: &mut [Settlement<'_>]) {
        all.par_iter_mut().with_min_len(64).enumerate().for_each(|(row, one)| {
            for Moved { way, amounts } in &self.moved {
                for (p, amount) in Province::all().zip(&amounts[of(row)]) {
                    one.books.post(way.from.account(p), way.to.account(p), way.item, *amount);
                }
            }
            if let Some(memory) = &self.memory {
                one.memory.own(0.0).copy_from_slice(&memory[of(row)]);
            }
        });
    }

    /// Amounts in yuan as whole fen; what is no amount is refused with its province.
    fn amounts(&self, yuan: &[u8]) -> PyResult<Vec<Money>> {
        let read = numbers(yuan, self.trials * PROVINCES)?;
        let most = 9e15;
        match read.clone().position(|amount| amount.is_nan() || amount.abs() >= most) {
            None => Ok(read.map(Money::from_yuan).collect()),
            Some(place) => {
                let (p, amount) = (Province::from_index(place % PROVINCES).name(), read.clone().nth(place));
                let amount = amount.unwrap_or_default();
                let problem = format!("year {}, {p}: {amount} yuan is no amount; move a number of yuan", self.year);
                Err(refused(self.name, &problem))
            }
        }
    }

    /// Enters movements here, so that the rule sees what they leave.
    fn post(&mut self, way: &'static Way, amounts: &[Money]) -> PyResult<()> {
        for side in [way.from, way.to] {
            let signed = |amount: Money| if side == way.from { -amount } else { amount };
            match side {
                Side::Fund => self.funds.iter_mut().zip(amounts).for_each(|(fund, amount)| *fund += signed(*amount)),
                Side::Pool => {
                    for (pool, amounts) in self.pools.iter_mut().zip(amounts.chunks(PROVINCES)) {
                        for amount in amounts {
                            *pool += signed(*amount);
                        }
                    }
                }
                Side::Local | Side::Centre => {}
            }
        }
        let short = (0..self.trials).find(|trial| self.pools[*trial] < Money::ZERO);
        short.map_or(Ok(()), |trial| Err(self.made(trial, amounts)))
    }

    /// More was paid out of the pool than it held.
    fn made(&self, trial: usize, amounts: &[Money]) -> PyErr {
        let own = &amounts[of(trial)];
        let paid: Money = own.iter().copied().sum();
        let sizes = Province::all().zip(own).max_by_key(|(_, amount)| amount.fen().abs());
        let (p, most) = sizes.map_or(("the nation", Money::ZERO), |(p, most)| (p.name(), *most));
        let (held, paid) = (self.pools[trial] + Money::from_fen(paid.fen().abs()), Money::from_fen(paid.fen().abs()));
        let problem = format!(
            "year {}, {p}: the rule makes money: it pays {paid} out of a pool that holds {held}, {most} of it here; \
             share out with `fill` or `split`, which pay no fen more than there is",
            self.year
        );
        refused(self.name, &problem)
    }

    /// Sums shared out by weights, settlement by settlement; weights below zero count as none.
    fn split_all<'py>(
        &self,
        py: Python<'py>,
        sums: impl Fn(usize) -> Money,
        weight: impl Fn(usize) -> i64,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let parts = |trial: usize| {
            let own: [i64; PROVINCES] = from_fn(|p| weight(trial * PROVINCES + p).max(0));
            sums(trial).split_by(&own)
        };
        in_yuan(py, self.trials * PROVINCES, (0..self.trials).flat_map(parts))
    }

    fn column(&self, name: &str) -> PyResult<Vec<i64>> {
        self.shown.column(name).ok_or_else(|| PyValueError::new_err(format!("no column `{name}`")))
    }

    /// By how much the funds have grown this year so far.
    fn changes(&self) -> PyResult<impl Iterator<Item = Money>> {
        let before = self.column("before")?.into_iter().map(Money::from_fen);
        Ok(self.funds.iter().zip(before).map(|(fund, before)| *fund - before))
    }
}

#[pymethods]
impl Movements {
    #[getter]
    fn year(&self) -> Year {
        self.year
    }

    #[getter]
    fn trials(&self) -> usize {
        self.trials
    }

    /// Money by name, in yuan.
    fn yuan<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        let all = self.funds.len();
        match name {
            "reserves" => in_yuan(py, all, self.funds.iter().copied()),
            "surplus" => in_yuan(py, all, self.changes()?.map(Money::positive)),
            "gap" => in_yuan(py, all, self.changes()?.map(|change| (-change).positive())),
            "pool" => in_yuan(py, self.trials, self.pools.iter().copied()),
            "received" => {
                let received = self.pools.iter().zip(&self.saved).map(|(held, saved)| (*held - *saved).positive());
                in_yuan(py, self.trials, received)
            }
            _ => in_yuan(py, all, self.column(name)?.into_iter().map(Money::from_fen)),
        }
    }

    /// Heads by name, or the bits of what is no whole number.
    fn whole<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        bytes(py, self.funds.len(), self.column(name)?.into_iter().map(i64::to_le_bytes))
    }

    /// The nation's GDP per resident.
    fn gdp_per_head_national<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        bytes(py, self.trials, self.gdp_per_head_national.iter().map(|value| value.to_le_bytes()))
    }

    /// Moves yuan; what was moved comes back, less what a province may keep of what it hands up.
    #[pyo3(name = "move")]
    fn transfer<'py>(&mut self, py: Python<'py>, from: &str, to: &str, yuan: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        let Some(way) = WAYS.iter().find(|way| way.from.name() == from && way.to.name() == to) else {
            let name = |way: &Way| format!("`{}` to `{}`", way.from.name(), way.to.name());
            let ways: Vec<String> = WAYS.iter().map(name).collect();
            let problem = format!("no rule moves money from `{from}` to `{to}`; it may from {}", ways.join(", "));
            return Err(refused(self.name, &problem));
        };
        let mut amounts = self.amounts(yuan)?;
        if way.item == Item::Remittance {
            amounts.iter_mut().zip(&self.kept).for_each(|(amount, kept)| *amount = *amount * kept.complement());
        }
        self.post(way, &amounts)?;
        let moved = in_yuan(py, amounts.len(), amounts.iter().copied());
        self.moved.push(Moved { way, amounts });
        moved
    }

    /// What each is paid of what it asks, from so many yuan of each province together.
    #[pyo3(signature = (asked, from))]
    fn fill<'py>(&self, py: Python<'py>, asked: &[u8], from: Option<&[u8]>) -> PyResult<Bound<'py, PyBytes>> {
        let asked = self.amounts(asked)?;
        let from = from.map(|from| self.amounts(from)).transpose()?;
        let there = |trial: usize| match &from {
            Some(from) => from[of(trial)].iter().copied().sum(),
            None => self.pools[trial].positive(),
        };
        let wanted = |trial: usize| asked[of(trial)].iter().map(|amount| amount.positive()).sum::<Money>();
        self.split_all(py, |trial| wanted(trial).min(there(trial)).positive(), |place| asked[place].fen())
    }

    /// Yuan, one sum a settlement, shared out by whole weights.
    fn split<'py>(&self, py: Python<'py>, sums: &[u8], weights: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        let sums: Vec<Money> = numbers(sums, self.trials)?.map(Money::from_yuan).collect();
        let weights = read(weights, self.trials * PROVINCES)?;
        self.split_all(py, |trial| sums[trial], |place| i64::from_le_bytes(weights[place]))
    }

    /// A share of yuan, each product rounded once.
    fn share<'py>(&self, py: Python<'py>, yuan: &[u8], rate: f64) -> PyResult<Bound<'py, PyBytes>> {
        let rate = Rate::from_f64(rate);
        let parts = self.amounts(yuan)?;
        in_yuan(py, parts.len(), parts.iter().map(|amount| *amount * rate))
    }

    /// Files what the provinces ask of the pool, yuan.
    fn file(&mut self, yuan: &[u8]) -> PyResult<()> {
        self.filed = self.amounts(yuan)?;
        Ok(())
    }

    /// What the rule remembers, as bytes; nothing if its horizon is one year.
    #[getter]
    fn memory<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let own = self.memory.as_ref();
        own.map(|own| bytes(py, own.len(), own.iter().map(|value| value.to_le_bytes()))).transpose()
    }

    #[setter]
    fn set_memory(&mut self, own: &[u8]) -> PyResult<()> {
        if self.memory.is_none() {
            let problem =
                "a rule with a horizon of one year remembers nothing; write `@fastox.clause(horizon=2)` or more";
            return Err(refused(self.name, problem));
        }
        self.memory = Some(numbers(own, self.trials * PROVINCES)?.collect());
        Ok(())
    }
}

/// What provinces keep of what they hand up, by settlement; nothing where nobody keeps anything.
fn kept(all: &[Settlement<'_>]) -> Vec<Rate> {
    let keeps = |one: &Settlement<'_>| Province::all().any(|p| one.books.kept(p) != Rate::ZERO);
    if !all.iter().any(keeps) {
        return Vec::new();
    }
    all.iter().flat_map(|one| Province::each(|p| one.books.kept(p))).collect()
}

/// The places of a settlement's provinces.
const fn of(trial: usize) -> Range<usize> {
    trial * PROVINCES..(trial + 1) * PROVINCES
}

fn in_yuan(py: Python<'_>, count: usize, money: impl Iterator<Item = Money>) -> PyResult<Bound<'_, PyBytes>> {
    bytes(py, count, money.map(|amount| amount.yuan().to_le_bytes()))
}

/// So many values as bytes, written where Python keeps them.
fn bytes(py: Python<'_>, count: usize, values: impl Iterator<Item = [u8; 8]>) -> PyResult<Bound<'_, PyBytes>> {
    PyBytes::new_with(py, 8 * count, |room| {
        room.as_chunks_mut().0.iter_mut().zip(values).for_each(|(place, value)| *place = value);
        Ok(())
    })
}

fn numbers(bytes: &[u8], wanted: usize) -> PyResult<impl Iterator<Item = f64> + Clone> {
    Ok(read(bytes, wanted)?.iter().map(|value| f64::from_le_bytes(*value)))
}

fn read(bytes: &[u8], wanted: usize) -> PyResult<&[[u8; 8]]> {
    let (found, rest) = bytes.as_chunks::<8>();
    if found.len() != wanted || !rest.is_empty() {
        return Err(PyValueError::new_err(format!("{wanted} numbers were expected, and {} found", found.len())));
    }
    Ok(found)
}
