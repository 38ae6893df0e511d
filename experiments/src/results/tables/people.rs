//! `people`: the sample panel. Worlds that treat people alike have the same lives.

use super::Keys;
use fastox_model::people::columns::province;
use fastox_model::people::{PanelRow, Status, Traits, WorkClass, mean_index};
use fastox_model::simulation::Observation;
use fastox_model::units::Money;
use fastox_outputs::{Cell, Rows, Table};

pub(super) fn add(table: &mut Table, keys: &Keys<'_>, year: &Observation<'_>) {
    let own = year.report.tally.panel.iter().filter(|row| row.life == year.world.life);
    let own: Vec<&PanelRow> = own.collect();
    let mut rows = table.rows_together(own.len());
    rows.set_alike(keys).set("person", own.iter().map(|row| row.person));
    origin(&mut rows, &own);
    place(&mut rows, &own);
    work(&mut rows, &own);
    rights(&mut rows, &own);
    rows.done();
}

fn origin(rows: &mut Rows<'_>, people: &[&PanelRow]) {
    rows.set("birth_year", people.iter().map(|row| row.birth_year));
    rows.set("birth_month", people.iter().map(|row| row.traits.birth_month() as i32 + 1));
    rows.set("sex", people.iter().map(|row| if row.sex == 1 { "female" } else { "male" }));
    rows.set("work_class", people.iter().map(|row| class(row.traits)));
    rows.set("public_sector", people.iter().map(|row| row.traits.public() as i32));
}

fn class(traits: Traits) -> &'static str {
    WorkClass::ALL.get(traits.class()).map_or("special", |class| class.name())
}

/// People of the panel live somewhere; not all have a relation.
fn place(rows: &mut Rows<'_>, people: &[&PanelRow]) {
    let code = |index| province(index).map_or(Cell::Missing, Cell::from);
    rows.set("hukou", people.iter().map(|row| code(row.traits.hukou())));
    rows.set("residence", people.iter().map(|row| code(row.traits.residence())));
    rows.set("relation", people.iter().map(|row| code(row.state.relation())));
}

/// Only people in service have a wage of the scheme; the panel holds a relative one for others.
fn work(rows: &mut Rows<'_>, people: &[&PanelRow]) {
    let wage = |row: &PanelRow| {
        let in_service = matches!(row.state.status(), Status::Employee | Status::Flexible | Status::Dormant);
        above_zero(if in_service { row.wage } else { 0.0 })
    };
    rows.set("status", people.iter().map(|row| row.state.status().name()));
    rows.set("age", people.iter().map(|row| row.year - row.birth_year));
    rows.set("wage_yuan_month", people.iter().map(|row| wage(row)));
    rows.set("base_yuan_month", people.iter().map(|row| above_zero(f64::from(row.base))));
    rows.set("months_paid_year", people.iter().map(|row| row.months_this_year as i32));
}

fn above_zero(value: f64) -> Cell<'static> {
    if value > 0.0 { value.into() } else { Cell::Missing }
}

fn rights(rows: &mut Rows<'_>, people: &[&PanelRow]) {
    let pension = |row: &PanelRow| {
        let retired = row.state.status() == Status::Retired;
        if retired { Money::from_fen(i64::from(row.pension)).into() } else { Cell::Missing }
    };
    rows.set("months_paid", people.iter().map(|row| row.months));
    rows.set("months_deemed", people.iter().map(|row| row.deemed));
    rows.set("index_mean", people.iter().map(|row| mean_index(row.index_sum, row.months)));
    rows.set("account_yuan", people.iter().map(|row| Money::from_fen(row.account as i64)));
    rows.set("pension_yuan_month", people.iter().map(|row| pension(row)));
    rows.set("award_year", people.iter().map(|row| row.state.award_year().map_or(Cell::Missing, Cell::Whole)));
}
