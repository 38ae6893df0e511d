//! `people`: the sample panel. Worlds that treat people alike have the same lives.

use super::Keys;
use fastox_model::people::columns::province;
use fastox_model::people::{PanelRow, Status, Traits, WorkClass, mean_index};
use fastox_model::simulation::Observation;
use fastox_model::units::Money;
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let own = year.report.tally.panel.iter().filter(|row| row.life == year.world.life);
    for person in own {
        let mut row = table.row();
        row.set_all(keys);
        row.set("person", person.person);
        row.set_all(&origin(person));
        row.set_all(&place(person));
        row.set_all(&work(person));
        row.set_all(&rights(person)).done();
    }
}

fn origin(row: &PanelRow) -> [(&'static str, Cell<'static>); 5] {
    [
        ("birth_year", row.birth_year.into()),
        ("birth_month", (row.traits.birth_month() as i32 + 1).into()),
        ("sex", if row.sex == 1 { "female" } else { "male" }.into()),
        ("work_class", class(row.traits).into()),
        ("public_sector", (row.traits.public() as i32).into()),
    ]
}

fn class(traits: Traits) -> &'static str {
    WorkClass::ALL.get(traits.class()).map_or("special", |class| class.name())
}

/// People of the panel live somewhere; not all have a relation.
fn place(row: &PanelRow) -> [(&'static str, Cell<'static>); 3] {
    let code = |index| province(index).map_or(Cell::Missing, Cell::from);
    [
        ("hukou", code(row.traits.hukou())),
        ("residence", code(row.traits.residence())),
        ("relation", code(row.state.relation())),
    ]
}

/// Only people in service have a wage of the scheme; the panel holds a relative one for others.
fn work(row: &PanelRow) -> [(&'static str, Cell<'static>); 5] {
    let status = row.state.status();
    let in_service = matches!(status, Status::Employee | Status::Flexible | Status::Dormant);
    [
        ("status", status.name().into()),
        ("age", (row.year - row.birth_year).into()),
        ("wage_yuan_month", above_zero(if in_service { row.wage } else { 0.0 })),
        ("base_yuan_month", above_zero(f64::from(row.base))),
        ("months_paid_year", (row.months_this_year as i32).into()),
    ]
}

fn above_zero(value: f64) -> Cell<'static> {
    if value > 0.0 { value.into() } else { Cell::Missing }
}

fn rights(row: &PanelRow) -> [(&'static str, Cell<'static>); 6] {
    let retired = row.state.status() == Status::Retired;
    let pension = Money::from_fen(i64::from(row.pension));
    [
        ("months_paid", row.months.into()),
        ("months_deemed", row.deemed.into()),
        ("index_mean", mean_index(row.index_sum, row.months).into()),
        ("account_yuan", Money::from_fen(row.account as i64).into()),
        ("pension_yuan_month", if retired { pension.into() } else { Cell::Missing }),
        ("award_year", row.state.award_year().map_or(Cell::Missing, Cell::Whole)),
    ]
}
