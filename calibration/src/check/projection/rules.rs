//! What a year does to the cells of a province: pauses, claims, payments.

use super::chance;
use super::claims::{Claims, Outcome, Standing, Type};
use fastox_model::people::facts::Institutions;
use fastox_model::units::Year;

/// Years held are counted up to here, the longest minimum period.
pub(super) const YEARS: usize = 21;
pub(super) const TYPES: usize = Type::ALL.len();
pub(super) const STANDINGS: usize = Standing::ALL.len();
/// Cells of a province.
pub(super) const CELLS: usize = TYPES * STANDINGS * YEARS;

/// Where a cell of a province stands.
pub(super) const fn cell(kind: usize, standing: usize, years: usize) -> usize {
    (kind * STANDINGS + standing) * YEARS + years
}

/// What people of a type meet in a year.
pub(super) struct Rules {
    /// Chances from standing to standing, by years held.
    step: Vec<[[f64; STANDINGS]; STANDINGS]>,
    /// What becomes of them then, by years held; nothing before the window opens.
    outcome: Option<Vec<[[Outcome; STANDINGS]; STANDINGS]>>,
}

impl Rules {
    pub(super) fn of(institutions: &Institutions, claims: Option<Claims<'_>>, kind: Type, year: Year) -> Self {
        let (law, coverage) = (&institutions.law, &institutions.coverage);
        let minimum = law.retirement.minimum.months_required(year);
        let step = |years: usize| {
            if kind == Type::Public {
                return [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
            }
            let pause = chance(coverage.pause);
            let enough = 12 * years as i32 >= minimum;
            let stop = if enough { chance(coverage.stop_at_minimum) } else { pause };
            let (resume, alone) = (chance(coverage.resume), chance(coverage.flexible));
            [[1.0 - pause, 0.0, pause], [0.0, 1.0 - stop, stop], [resume * (1.0 - alone), resume * alone, 1.0 - resume]]
        };
        let outcomes = |claims: Claims<'_>| {
            let of = |years: usize| {
                Standing::ALL.map(|from| Standing::ALL.map(|to| claims.outcome(12 * years as i32, from, to)))
            };
            (0..YEARS).map(of).collect()
        };
        Self { step: (0..YEARS).map(step).collect(), outcome: claims.map(outcomes) }
    }
}

/// What left the cells of a province.
#[derive(Default)]
pub(super) struct StatusFlows {
    pub payers: f64,
    pub retired: f64,
    pub outside: [f64; TYPES],
}

/// A year of pauses, claims and payments in the cells of a province, where that part of the months is paid.
pub(super) fn step(cells: &mut [f64; CELLS], rules: &[Rules], density: f64) -> StatusFlows {
    let mut change = StatusFlows::default();
    let mut after = [0.0; CELLS];
    for (kind, rules) in rules.iter().enumerate() {
        for (from, years) in (0..STANDINGS).flat_map(|s| (0..YEARS).map(move |y| (s, y))) {
            let here = cells[cell(kind, from, years)];
            if here == 0.0 {
                continue;
            }
            for to in 0..STANDINGS {
                let n = here * rules.step[years][from][to];
                let outcome = rules.outcome.as_ref().map(|by| by[years][from][to]).unwrap_or_default();
                let pays = to != Standing::Dormant as usize;
                change.payers += if pays { n } else { 0.0 };
                change.retired += n * outcome.claims;
                change.outside[kind] += n * outcome.leaves;
                let stays = n * (1.0 - outcome.claims - outcome.leaves);
                let more = match (pays, kind == Type::Public as usize) {
                    (false, _) => 0.0,
                    (_, true) => 1.0,
                    _ => density,
                };
                after[cell(kind, to, (years + 1).min(YEARS - 1))] += stays * more;
                after[cell(kind, to, years)] += stays * (1.0 - more);
            }
        }
    }
    *cells = after;
    change
}

/// Takes those who resume out of the relations left behind; their relation follows them.
pub(super) fn wake(left: &mut [f64; CELLS], rules: &[Rules]) -> [f64; CELLS] {
    let dormant = Standing::Dormant as usize;
    let mut resumed = [0.0; CELLS];
    for (kind, rules) in rules.iter().enumerate() {
        for years in 0..YEARS {
            let (at, step) = (cell(kind, dormant, years), rules.step[years][dormant]);
            for to in 0..dormant {
                resumed[cell(kind, to, years)] += left[at] * step[to];
            }
            left[at] *= step[dormant];
        }
    }
    resumed
}
