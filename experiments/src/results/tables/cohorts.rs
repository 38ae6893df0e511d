//! `cohorts`: one row a birth cohort, sex, wage group and mobility.

use super::Key;
use crate::results::cohorts::{Cohort, CohortName};
use fastox_model::people::Sex;
use fastox_outputs::{Cell, Table};

pub(super) fn add(table: &mut Table, key: Key<'_>, cohorts: &[(CohortName, Cohort)]) {
    for (name, cohort) in cohorts {
        let mut row = table.row();
        row.set_all(&key.world()).set_all(&cells(*name));
        row.set("in_service", cohort.in_service).set("retired", cohort.retired);
        row.set("awards", cohort.awards);
        row.set_all(&flows(cohort)).set_all(&returns(cohort)).set_all(&award(cohort)).done();
    }
}

fn cells(name: CohortName) -> [(&'static str, Cell<'static>); 4] {
    [
        ("birth_cohort", name.first_birth_year.into()),
        ("sex", if name.sex == Sex::Female { "female" } else { "male" }.into()),
        ("wage_group", (name.wage_group as i32 + 1).into()),
        ("mobility", if name.mover { "mover" } else { "stayer" }.into()),
    ]
}

fn flows(cohort: &Cohort) -> [(&'static str, Cell<'static>); 7] {
    let sums = cohort.simulated();
    [
        ("contributions_before_yuan", cohort.before.contributions.into()),
        ("contributions_yuan", sums.contributions.into()),
        ("own_contributions_yuan", sums.own.into()),
        ("benefits_yuan", sums.benefits.into()),
        ("benefits_after_yuan", cohort.benefits_after().into()),
        ("benefits_opening_yuan", cohort.opening.into()),
        ("simulated_share", cohort.simulated_share().into()),
    ]
}

fn returns(cohort: &Cohort) -> [(&'static str, Cell<'static>); 4] {
    [
        ("internal_rate_of_return", cohort.rate().into()),
        ("internal_rate_of_return_own", cohort.own_rate().into()),
        ("benefit_contribution_ratio", cohort.ratio().into()),
        ("net_present_value_yuan", cohort.net_present_value().into()),
    ]
}

fn award(cohort: &Cohort) -> [(&'static str, Cell<'static>); 3] {
    let awards = cohort.awards as f64;
    [
        ("first_pension_yuan_month", Cell::ratio(cohort.first_pensions, awards)),
        ("last_wage_yuan_month", Cell::ratio(cohort.last_wages, awards)),
        ("replacement_rate", Cell::ratio(cohort.first_pensions, cohort.last_wages)),
    ]
}
