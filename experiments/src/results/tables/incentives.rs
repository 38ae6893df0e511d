//! `incentives`: one row a province and margin.
//!
//! ```text
//! lost = base at full effort ÷ base paid − 1, of the same payers
//! points lost = 100 · c · lost      yuan lost = contributions · lost
//! ```
//! Both are of collection and stand on the rows of that margin; on the others they are zero. The share that is
//! pooled is Σ remittances ÷ Σ positive current balances of the nation, in regimes that assess wages as in those
//! that assess surpluses.

use super::{Figures, Measures, View};
use fastox_model::books::Item;
use fastox_model::geography::Province;
use fastox_model::incentives::{Action, Margin, Retention};
use fastox_model::units::Money;
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, view: &View<'_>, figures: &Figures) {
    let pooled = pooled_share(view);
    for p in Province::all() {
        for margin in Margin::ALL {
            let mut row = table.row();
            row.set_all(&view.keys()).set("province", p).set("margin", margin.name());
            row.set_all(&retention(&view.world.retention[p.index()][margin as usize]));
            row.set("pooled_share", pooled).set("position", position(view, p));
            row.set_all(&response(view, &figures.provinces[p.index()], p, margin)).done();
        }
    }
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

/// The sign of the current balance before transfers.
fn position(view: &View<'_>, p: Province) -> &'static str {
    if view.world.books.current_balance(p) >= Money::ZERO { "surplus" } else { "deficit" }
}

fn response(
    view: &View<'_>,
    measures: &Measures,
    p: Province,
    margin: Margin,
) -> [(&'static str, Cell<'static>); 5] {
    let i = p.index();
    let Action { level, target } = view.world.effort[margin];
    let contributions = view.world.books.opening().contributions[i].yuan();
    let potential = view.world.facts.potential[i].yuan();
    let lost = if margin == Margin::Collection { measures.lost_share() } else { 0.0 };
    let rate = if potential == 0.0 { 0.0 } else { contributions / potential };
    [
        ("effort", level[i].into()),
        ("target_effort", target[i].into()),
        ("collection_rate", Cell::ratio(contributions, potential)),
        ("points_lost", (100.0 * rate * lost).into()),
        ("yuan_lost", (contributions * lost).into()),
    ]
}

fn pooled_share(view: &View<'_>) -> Cell<'static> {
    let books = &view.world.books;
    let up = books.total(|entry| entry.item == Item::Remittance && entry.from.province().is_some());
    let surplus: Money = Province::all().map(|p| books.current_balance(p).positive()).sum();
    Cell::ratio(up.yuan(), surplus.yuan())
}
