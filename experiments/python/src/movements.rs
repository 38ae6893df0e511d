//! What a rule in Python sees of the books and has moved so far: the core of `Books`, with one row a settlement.
//!
//! ```text
//! column    what the rule sees, as bytes of a row-major array (settlements, 31): whole fen, heads, or yuan a head
//! move      amounts in yuan, rounded to fen, half to even; what it moved comes back in fen
//! fill      what is asked, or where there is less the same part of each, to the fen
//! ```
//! The movements are entered in the books after the rule has returned.

use crate::error::refused;
use fastox_model::books::{Account, Item};
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::pooling::Settlement;
use fastox_model::units::{Money, Rate, Year};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::array::from_fn;

/// One kind of movement between accounts.
struct Way {
    from: &'static str,
    to: &'static str,
    item: Item,
}

/// Between which accounts a rule may move money, and what the ledger calls it.
static WAYS: [Way; 7] = [
    Way { from: "fund", to: "pool", item: Item::Remittance },
    Way { from: "pool", to: "fund", item: Item::Allocation },
    Way { from: "centre", to: "fund", item: Item::SpecialTransfer },
    Way { from: "centre", to: "pool", item: Item::SpecialTransfer },
    Way { from: "local", to: "fund", item: Item::LocalShare },
    Way { from: "local", to: "pool", item: Item::LocalShare },
    Way { from: "local", to: "centre", item: Item::Clawback },
];

fn account(name: &str, p: Province) -> Account {
    match name {
        "fund" => Account::Fund(p),
        "local" => Account::Local(p),
        "pool" => Account::Pool,
        _ => Account::Centre,
    }
}

struct Moved {
    way: &'static Way,
    /// By settlement and province.
    amounts: Vec<Money>,
}

/// Columns by name, whole numbers or numbers with decimals, by settlement and province.
#[derive(Default)]
struct Columns {
    whole: Vec<(&'static str, Vec<i64>)>,
    per_head: Vec<f64>,
    per_head_national: Vec<f64>,
}

/// What a rule sees and has moved.
#[derive(Default)]
#[pyclass(module = "fastox._fastox")]
pub struct Movements {
    name: &'static str,
    year: Year,
    trials: usize,
    columns: Columns,
    /// Of the provinces' funds, by settlement and province.
    funds: Vec<Money>,
    /// What each had before the year's own flows, relations counted.
    before: Vec<Money>,
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
        let each = |value: fn(&Settlement<'_>, Province) -> Money| -> Vec<Money> {
            all.iter().flat_map(|one| Province::each(|p| value(one, p))).collect()
        };
        Self {
            name,
            year: all[0].facts.year,
            trials: all.len(),
            columns: Columns::of(all),
            funds: each(|one, p| one.books.balance(Account::Fund(p))),
            before: each(|one, p| one.books.reserve_before(p)),
            kept: all.iter().flat_map(|one| Province::all().map(|p| one.books.kept(p))).collect(),
            pools: all.iter().map(|one| one.books.balance(Account::Pool)).collect(),
            saved: all.iter().map(|one| one.books.balance(Account::Pool) - one.books.received_by_pool()).collect(),
            moved: Vec::new(),
            filed: vec![Money::ZERO; all.len() * PROVINCES],
            memory: remembers.then(|| all.iter_mut().flat_map(|one| *one.memory.own(0.0)).collect()),
        }
    }

    /// The claims it filed, by settlement and province.
    pub fn filed(&self) -> &[Money] {
        &self.filed
    }

    /// Enters what was moved in the books.
    pub fn enter(&self, all: &mut [Settlement<'_>]) {
        for Moved { way, amounts } in &self.moved {
            for (one, amounts) in all.iter_mut().zip(amounts.chunks(PROVINCES)) {
                for (p, amount) in Province::all().zip(amounts) {
                    one.books.post(account(way.from, p), account(way.to, p), way.item, *amount);
                }
            }
        }
        for (one, own) in all.iter_mut().zip(self.memory.iter().flat_map(|memory| memory.chunks(PROVINCES))) {
            one.memory.own(0.0).copy_from_slice(own);
        }
    }

    /// Amounts in yuan as whole fen; what is no amount is refused with its province.
    fn amounts(&self, yuan: &[u8]) -> PyResult<Vec<Money>> {
        let read = numbers(yuan, self.trials * PROVINCES)?;
        let most = 9e15;
        match read.iter().position(|amount| amount.is_nan() || amount.abs() >= most) {
            None => Ok(read.into_iter().map(Money::from_yuan).collect()),
            Some(place) => {
                let (p, amount) = (Province::from_index(place % PROVINCES).name(), read[place]);
                let told = format!("year {}, {p}: {amount} yuan is no amount; move a number of yuan", self.year);
                Err(refused(self.name, &told))
            }
        }
    }

    /// Enters movements here, so that the rule sees what they leave.
    fn post(&mut self, way: &'static Way, amounts: &[Money]) -> PyResult<()> {
        for (place, amount) in amounts.iter().enumerate() {
            let trial = place / PROVINCES;
            for (name, amount) in [(way.from, -*amount), (way.to, *amount)] {
                match name {
                    "fund" => self.funds[place] += amount,
                    "pool" => self.pools[trial] += amount,
                    _ => {}
                }
            }
        }
        let short = (0..self.trials).find(|trial| self.pools[*trial] < Money::ZERO);
        short.map_or(Ok(()), |trial| Err(self.made(trial, amounts)))
    }

    /// More was paid out of the pool than it held.
    fn made(&self, trial: usize, amounts: &[Money]) -> PyErr {
        let own = &amounts[trial * PROVINCES..][..PROVINCES];
        let paid: Money = own.iter().copied().sum();
        let sizes = Province::all().zip(own).max_by_key(|(_, amount)| amount.fen().abs());
        let (p, most) = sizes.map_or(("the nation", Money::ZERO), |(p, most)| (p.name(), *most));
        let (held, paid) = (self.pools[trial] + Money::from_fen(paid.fen().abs()), Money::from_fen(paid.fen().abs()));
        let told = format!(
            "year {}, {p}: the rule makes money: it pays {paid} out of a pool that holds {held}, {most} of it here; \
             share out with `fill` or `split`, which pay no fen more than there is",
            self.year
        );
        refused(self.name, &told)
    }

    fn split_all(&self, sums: impl Fn(usize) -> Money, weights: &[i64]) -> Vec<Money> {
        let parts = |trial: usize| {
            let own: [i64; PROVINCES] = from_fn(|p| weights[trial * PROVINCES + p].max(0));
            sums(trial).split_by(&own)
        };
        (0..self.trials).flat_map(parts).collect()
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

    /// Whole numbers by name, as bytes.
    fn whole<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        let of_money = |money: &[Money]| bytes(py, money.iter().map(|amount| amount.fen().to_le_bytes()));
        Ok(match name {
            "funds" => of_money(&self.funds),
            "pools" => of_money(&self.pools),
            "received" => {
                of_money(&self.pools.iter().zip(&self.saved).map(|(a, b)| (*a - *b).positive()).collect::<Vec<_>>())
            }
            "changes" => of_money(&self.funds.iter().zip(&self.before).map(|(a, b)| *a - *b).collect::<Vec<_>>()),
            _ => {
                let known = self.columns.whole.iter().find(|(known, _)| *known == name);
                let (_, column) = known.ok_or_else(|| PyValueError::new_err(format!("no column `{name}`")))?;
                bytes(py, column.iter().map(|value| value.to_le_bytes()))
            }
        })
    }

    /// Regional GDP per resident, and the nation's, as bytes.
    fn gdp_per_head<'py>(&self, py: Python<'py>, national: bool) -> Bound<'py, PyBytes> {
        let own = if national { &self.columns.per_head_national } else { &self.columns.per_head };
        bytes(py, own.iter().map(|value| value.to_le_bytes()))
    }

    /// Moves yuan; what was moved comes back in fen, less what a province may keep of what it hands up.
    #[pyo3(name = "move")]
    fn transfer<'py>(&mut self, py: Python<'py>, from: &str, to: &str, yuan: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        let Some(way) = WAYS.iter().find(|way| way.from == from && way.to == to) else {
            let ways: Vec<String> = WAYS.iter().map(|way| format!("`{}` to `{}`", way.from, way.to)).collect();
            let told = format!("no rule moves money from `{from}` to `{to}`; it may from {}", ways.join(", "));
            return Err(refused(self.name, &told));
        };
        let mut amounts = self.amounts(yuan)?;
        if way.item == Item::Remittance {
            amounts.iter_mut().zip(&self.kept).for_each(|(amount, kept)| *amount = *amount * kept.complement());
        }
        self.post(way, &amounts)?;
        let moved = bytes(py, amounts.iter().map(|amount| amount.fen().to_le_bytes()));
        self.moved.push(Moved { way, amounts });
        Ok(moved)
    }

    /// What each is paid, in fen, of what it asks in yuan, from so many yuan of each province together.
    fn fill<'py>(&self, py: Python<'py>, asked: &[u8], from: Option<&[u8]>) -> PyResult<Bound<'py, PyBytes>> {
        let asked: Vec<i64> = self.amounts(asked)?.into_iter().map(|amount| amount.positive().fen()).collect();
        let from = from.map(|from| self.amounts(from)).transpose()?;
        let of = |trial: usize| trial * PROVINCES..(trial + 1) * PROVINCES;
        let there = |trial: usize| match &from {
            Some(from) => from[of(trial)].iter().copied().sum(),
            None => self.pools[trial].positive(),
        };
        let paid = |trial: usize| Money::from_fen(asked[of(trial)].iter().sum()).min(there(trial)).positive();
        let parts = self.split_all(paid, &asked);
        Ok(bytes(py, parts.iter().map(|part| part.fen().to_le_bytes())))
    }

    /// Yuan, one sum a settlement, shared out by whole weights, in fen.
    fn split<'py>(&self, py: Python<'py>, sums: &[u8], weights: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
        let sums = numbers(sums, self.trials)?;
        let weights = read(weights, self.trials * PROVINCES, i64::from_le_bytes)?;
        let parts = self.split_all(|trial| Money::from_yuan(sums[trial]), &weights);
        Ok(bytes(py, parts.iter().map(|part| part.fen().to_le_bytes())))
    }

    /// A share of yuan, in fen, each product rounded once.
    fn share<'py>(&self, py: Python<'py>, yuan: &[u8], rate: f64) -> PyResult<Bound<'py, PyBytes>> {
        let rate = Rate::from_f64(rate);
        let parts = self.amounts(yuan)?;
        Ok(bytes(py, parts.iter().map(|amount| (*amount * rate).fen().to_le_bytes())))
    }

    /// Files what the provinces ask of the pool, yuan.
    fn file(&mut self, yuan: &[u8]) -> PyResult<()> {
        self.filed = self.amounts(yuan)?;
        Ok(())
    }

    /// What the rule remembers, as bytes; nothing if its horizon is one year.
    #[getter]
    fn memory<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        Some(bytes(py, self.memory.as_ref()?.iter().map(|value| value.to_le_bytes())))
    }

    #[setter]
    fn set_memory(&mut self, own: &[u8]) -> PyResult<()> {
        if self.memory.is_none() {
            let told = "a rule with a horizon of one year remembers nothing; write `@fastox.clause(horizon=2)` or more";
            return Err(refused(self.name, told));
        }
        self.memory = Some(numbers(own, self.trials * PROVINCES)?);
        Ok(())
    }
}

/// A column of whole numbers, and what it shows of a settlement.
type Whole = (&'static str, fn(&Settlement<'_>) -> [i64; PROVINCES]);

const WHOLE: [Whole; 15] = [
    ("contributions", |one| one.books.opening().contributions.map(Money::fen)),
    ("benefits", |one| one.books.opening().benefits.map(Money::fen)),
    ("interest", |one| one.books.opening().interest.map(Money::fen)),
    ("subsidy_central", |one| one.books.opening().subsidy_central.map(Money::fen)),
    ("subsidy_local", |one| one.books.opening().subsidy_local.map(Money::fen)),
    ("put_off", |one| one.books.opening().put_off.map(Money::fen)),
    ("balances", |one| Province::each(|p| one.books.current_balance(p).fen())),
    ("claims", |one| Province::each(|p| one.books.claim(p).fen())),
    ("potential", |one| one.facts.potential.map(Money::fen)),
    ("plan", |one| one.facts.plan.map(Money::fen)),
    ("average_wage", |one| one.facts.average_wage.map(Money::fen)),
    ("top_up", |one| one.facts.top_up.map(Money::fen)),
    ("insured", |one| one.facts.insured),
    ("employed", |one| one.facts.employed),
    ("retirees", |one| one.facts.retirees),
];

impl Columns {
    /// Settlement by settlement: all of them together are more than a cache holds.
    fn of(all: &[Settlement<'_>]) -> Self {
        let mut whole = WHOLE.map(|(name, _)| (name, Vec::with_capacity(all.len() * PROVINCES)));
        for one in all {
            for ((_, column), (_, shown)) in whole.iter_mut().zip(WHOLE) {
                column.extend(shown(one));
            }
        }
        Self {
            whole: whole.into(),
            per_head: all.iter().flat_map(|one| one.facts.gdp_per_head).collect(),
            per_head_national: all.iter().map(|one| one.facts.gdp_per_head_national).collect(),
        }
    }
}

fn bytes(py: Python<'_>, values: impl Iterator<Item = [u8; 8]>) -> Bound<'_, PyBytes> {
    PyBytes::new(py, values.collect::<Vec<_>>().as_flattened())
}

fn numbers(bytes: &[u8], wanted: usize) -> PyResult<Vec<f64>> {
    read(bytes, wanted, f64::from_le_bytes)
}

fn read<T>(bytes: &[u8], wanted: usize, of: impl Fn([u8; 8]) -> T) -> PyResult<Vec<T>> {
    let (found, rest) = bytes.as_chunks::<8>();
    if found.len() != wanted || !rest.is_empty() {
        return Err(PyValueError::new_err(format!("{wanted} numbers were expected, and {} found", found.len())));
    }
    Ok(found.iter().map(|value| of(*value)).collect())
}
