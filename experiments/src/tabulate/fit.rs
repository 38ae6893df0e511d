//! `fit`: the world as enacted, with governments that respond, against what is published.
//!
//! ```text
//! population 16–59, 60+   nation, 2024 on      reference population           by construction
//! insured, retirees       2024                 provincial accounts            fit
//! revenue, expenditure    2024, both funds     provincial accounts            fit
//! reserves                2024                 provincial accounts            by construction
//! opening heads           2020                 census, derived headcounts     by construction, context
//! means the law implies   2024                 see `law_means`                context
//! the rest                2021–24              see `hold_outs`                hold-out
//! ```
//! Without that world, the first world of the experiment is compared; the note says which. One seed is compared,
//! the first. The note gives the sampling error of heads at the size of the run.

use super::{Figures, Measures, View};
use super::{hold_outs, law_means};
use fastox_calibration::data;
use fastox_calibration::inputs::Reference;
use fastox_model::geography::{PROVINCES, Province};
use fastox_outputs::{Cell, Table};

/// The year of the accounts that are compared.
const ACCOUNTS: i32 = 2024;

/// One comparison.
pub(super) struct Line<'a> {
    pub target: &'a str,
    pub province: i32,
    pub unit: &'a str,
    pub model: f64,
    pub published: Option<f64>,
    pub tolerance: f64,
    pub role: &'a str,
    pub note: String,
}

pub(super) fn add(table: &mut Table, view: &View<'_>, figures: &Figures, reference: &Reference) {
    let year = view.report.year;
    let means = law_means::lines(view, figures);
    for line in hold_outs::lines(view, figures).iter().chain(&means) {
        push(table, year, line);
    }
    if year < ACCOUNTS {
        return;
    }
    for line in population(view, figures, reference) {
        push(table, year, &line);
    }
    if year == ACCOUNTS {
        for target in TARGETS {
            accounts(table, view, figures, target);
        }
    }
}

/// The opening population against the census and the derived headcounts of 2020.
pub(super) fn open(table: &mut Table, figures: &Figures, reference: &Reference) {
    let derived = |column: &str| {
        let headcounts = data::table("pension_province_headcounts_derived");
        headcounts.by_province(&[("year", "2020")], column)
    };
    let (insured, retirees) = (derived("employees"), derived("retirees"));
    let adults = |p: usize| -> f64 {
        reference.census.iter().flat_map(|ages| &ages[16..]).map(|by| by[p]).sum()
    };
    for p in Province::all() {
        let (i, m) = (p.index(), &figures.provinces[p.index()]);
        let adults_here = (m.adults + m.elders) as f64;
        let lines = [
            ("opening_adults", adults_here, adults(i), 0.005, "by-construction", CENSUS),
            ("opening_insured", m.insured as f64, insured[i], 0.05, "context", DERIVED),
            ("opening_retirees", m.retirees as f64, retirees[i], 0.05, "context", DERIVED),
        ];
        for (target, model, published, tolerance, role, note) in lines {
            let (province, note) = (i32::from(p.code()), note.to_owned());
            let (unit, published) = ("persons", Some(published));
            let line = Line { target, province, unit, model, published, tolerance, role, note };
            push(table, OPENING, &line);
        }
    }
}

const OPENING: i32 = 2020;
const CENSUS: &str = "2020 census, people who are 16 by 31 December";
const DERIVED: &str = "share of 2016 and 2024 interpolated on the national total, not published; opening heads carry the \
                       provincial factors that meet 2024";

fn push(table: &mut Table, year: i32, line: &Line<'_>) {
    let mut row = table.row();
    row.set("target", line.target).set("province", line.province).set("year", year);
    row.set("unit", line.unit).set("model", line.model).set("published", line.published);
    let error = |known| Cell::ratio(line.model - known, known);
    row.set("error", line.published.map_or(Cell::Missing, error));
    row.set("tolerance", line.tolerance).set("role", line.role).set("note", &line.note).done();
}

fn population<'a>(view: &View<'_>, figures: &Figures, reference: &Reference) -> [Line<'a>; 2] {
    let groups = [
        ("population_16_59", 16..60, figures.nation.adults),
        ("population_60_plus", 60..101, figures.nation.elders),
    ];
    groups.map(|(target, ages, model)| Line {
        target,
        province: 0,
        unit: "persons",
        model: model as f64,
        published: Some(reference.between(view.report.year, ages)),
        tolerance: 0.01,
        role: "by-construction",
        note: format!("reference population; {}", compared(view)),
    })
}

/// A target of the provincial accounts: its column there, and where the model has it.
#[derive(Clone, Copy)]
struct Target {
    name: &'static str,
    column: &'static str,
    unit: &'static str,
    tolerance: f64,
    role: &'static str,
    model: fn(&Measures) -> f64,
    /// Agents behind the figure, for its sampling error; nothing for money.
    heads: Option<fn(&Measures) -> i64>,
}

const TARGETS: [Target; 5] = [
    Target {
        name: "insured_employees",
        column: "employees",
        unit: "persons",
        tolerance: 0.01,
        role: "fit",
        model: |m| m.insured as f64,
        heads: Some(|m| m.insured),
    },
    Target {
        name: "retirees",
        column: "retirees",
        unit: "persons",
        tolerance: 0.01,
        role: "fit",
        model: |m| m.retirees as f64,
        heads: Some(|m| m.retirees),
    },
    Target {
        name: "revenue_yuan",
        column: "revenue",
        unit: "yuan",
        tolerance: 0.03,
        role: "fit",
        model: |m| m.revenue_both_funds().yuan(),
        heads: None,
    },
    Target {
        name: "expenditure_yuan",
        column: "expenditure",
        unit: "yuan",
        tolerance: 0.02,
        role: "fit",
        model: |m| m.expenditure_both_funds().yuan(),
        heads: None,
    },
    Target {
        name: "reserves_yuan",
        column: "balance",
        unit: "yuan",
        tolerance: 0.01,
        role: "by-construction",
        model: |m| m.reserves.yuan(),
        heads: None,
    },
];

fn accounts(table: &mut Table, view: &View<'_>, figures: &Figures, target: Target) {
    let published = published(target.column);
    let nation = (0, &figures.nation, published.iter().sum());
    let provinces = Province::all()
        .map(|p| (i32::from(p.code()), &figures.provinces[p.index()], published[p.index()]));
    for (province, measures, published) in std::iter::once(nation).chain(provinces) {
        let line = Line {
            target: target.name,
            province,
            unit: target.unit,
            model: (target.model)(measures),
            published: Some(published),
            tolerance: target.tolerance,
            role: target.role,
            note: note(view, target, measures),
        };
        push(table, ACCOUNTS, &line);
    }
}

/// The column of the provincial accounts; the nation is the sum of the 31 provinces.
fn published(column: &str) -> [f64; PROVINCES] {
    data::table("pension_province").by_province(&[("year", &ACCOUNTS.to_string())], column)
}

fn note(view: &View<'_>, target: Target, measures: &Measures) -> String {
    let source = "China Statistical Yearbook 2025 table 24-26, both funds";
    match target.heads.map(|heads| heads(measures) / view.weight) {
        Some(agents) if agents > 0 => {
            let error = 100.0 / (agents as f64).sqrt();
            format!("{source}; sampling error {error:.1} %; {}", compared(view))
        }
        _ => format!("{source}; {}", compared(view)),
    }
}

pub(super) fn compared(view: &View<'_>) -> String {
    format!("world {}, {}", view.key.world, view.key.response)
}
