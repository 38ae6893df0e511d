//! `incentives`: one row a province and margin.
//!
//! ```text
//! lost = base at full effort ÷ base paid − 1, of the same payers
//! points lost = 100 · c · lost      yuan lost = contributions · lost
//! ```
//! Both are of collection and stand on the rows of that margin; on the others they are zero. Points are missing where
//! nobody is insured. The share that is
//! pooled is Σ remittances ÷ Σ positive current balances of the nation, in regimes that assess wages as in those
//! that assess surpluses.

use super::Keys;
use fastox_model::geography::Province;
use fastox_model::incentives::{Action, Margin, Retention};
use fastox_model::simulation::Observation;
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let pooled: Cell<'_> = year.accounts.pooled_share().into();
    for p in Province::all() {
        let surplus = year.accounts.provinces[p.index()].in_surplus();
        for margin in Margin::ALL {
            let mut row = table.row();
            row.set_all(keys).set("province", p).set("margin", margin.name());
            row.set_all(&retention(&year.world.retention[p.index()][margin as usize]));
            row.set("pooled_share", pooled);
            row.set("position", position(surplus));
            row.set("position_2024", position(year.accounts.collection[p.index()].surplus_group));
            row.set_all(&response(year, p.index(), margin)).done();
        }
    }
}

fn position(surplus: bool) -> &'static str {
    if surplus { "surplus" } else { "deficit" }
}

fn retention(kept: &Retention) -> [(&'static str, Cell<'static>); 5] {
    [
        ("marginal_retention", kept.expected.into()),
        ("marginal_retention_at_balance", kept.at_balance.into()),
        ("marginal_retention_surplus_side", kept.surplus_side.into()),
        ("marginal_retention_deficit_side", kept.deficit_side.into()),
        ("whip_tax", (1.0 - kept.expected).into()),
    ]
}

fn response(year: &Observation<'_>, p: usize, margin: Margin) -> [(&'static str, Cell<'static>); 5] {
    let Action { level, target } = year.world.effort[margin];
    let place = &year.accounts.provinces[p];
    let collection = margin == Margin::Collection;
    let lost = |value: Option<f64>| if collection { value } else { Some(0.0) };
    [
        ("effort", level[p].into()),
        ("target_effort", target[p].into()),
        ("collection_rate", place.collection_rate().into()),
        ("points_lost", lost(place.points_lost()).into()),
        ("yuan_lost", lost(Some(place.lost())).into()),
    ]
}
