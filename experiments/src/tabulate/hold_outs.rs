//! Over-identified checks: published figures that nothing in the model was fitted to.
//!
//! Money moved between provinces by the pool, what 广东 hands up, what the north-east gets, the mean enterprise
//! pension, and the enterprise scheme of 福建. Where they differ from the model, the model says so.

use super::fit::{Line, compared};
use super::{Figures, View};
use fastox_calibration::data;
use fastox_model::geography::Province;

/// The checks of a year.
pub(super) fn lines<'a>(view: &View<'_>, figures: &Figures) -> Vec<Line<'a>> {
    let mut lines = pool(view, figures);
    lines.extend(mean_pension(view, figures));
    lines.extend(fujian(view, figures));
    lines
}

fn line<'a>(
    view: &View<'_>,
    (target, unit): (&'a str, &'a str),
    province: i32,
    (model, published, tolerance): (f64, f64, f64),
    source: &str,
) -> Line<'a> {
    let note = format!("{source}; {}", compared(view));
    let published = Some(published);
    Line { target, province, unit, model, published, tolerance, role: "hold-out", note }
}

/// Transfers of national pooling: published for 2022 and 2023 only.
fn pool<'a>(view: &View<'_>, figures: &Figures) -> Vec<Line<'a>> {
    let year = view.report.year.to_string();
    if year != "2022" && year != "2023" {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let nation = data::table("central_adjustment").row(&[("year", &year)]);
    if let Some(net) = nation.number("net_yuan") {
        let moved = figures.nation.transfers_in.yuan();
        let source = "Ministry of Finance, through the press; 2023 recalled";
        let what = ("pooled_transfers_yuan", "yuan");
        lines.push(line(view, what, 0, (moved, net, 0.1), source));
    }
    for row in data::table("central_adjustment_province").rows().filter(|r| r.text("year") == year)
    {
        let provinces: Vec<Province> =
            row.text("area").split('+').filter_map(Province::find).collect();
        let code = if let [only] = provinces[..] { i32::from(only.code()) } else { 0 };
        let sum = |of: &dyn Fn(usize) -> f64| provinces.iter().map(|p| of(p.index())).sum::<f64>();
        let source = format!("Ministry of Finance, {}, through the press", row.text("kind"));
        if let Some(remitted) = row.number("remitted_yuan") {
            let model = sum(&|p| figures.provinces[p].transfers_out.yuan());
            let what = ("remittance_yuan", "yuan");
            lines.push(line(view, what, code, (model, remitted, 0.2), &source));
        }
        if let Some(allocated) = row.number("allocated_yuan") {
            let model = sum(&|p| figures.provinces[p].transfers_in.yuan());
            let what = ("allocation_north_east_yuan", "yuan");
            lines.push(line(view, what, code, (model, allocated, 0.2), &source));
        }
    }
    lines
}

/// The mean enterprise pension, where it was stated.
fn mean_pension<'a>(view: &View<'_>, figures: &Figures) -> Option<Line<'a>> {
    let year = view.report.year.to_string();
    let row = data::table("pension_national").rows().find(|r| r.text("year") == year)?;
    let published = row.number("enterprise_mean_pension_yuan_month")?;
    let nation = &figures.nation;
    let model = nation.monthly_pensions.yuan() / nation.retirees_enterprise.max(1) as f64;
    let what = ("mean_pension_enterprise", "yuan/month");
    Some(line(view, what, 0, (model, published, 0.05), "NBS, through a third party"))
}

/// The one province whose yearbook splits enterprises from government.
fn fujian<'a>(view: &View<'_>, figures: &Figures) -> Vec<Line<'a>> {
    let year = view.report.year.to_string();
    let wanted =
        |r: &data::Row| r.text("year") == year && r.text("scheme").starts_with("enterprise");
    let Some(row) = data::table("fujian_enterprise").rows().find(wanted) else {
        return Vec::new();
    };
    let province = Province::from_code(35).expect("35 is a code");
    let m = &figures.provinces[province.index()];
    let checks = [
        ("enterprise_insured", "persons", m.insured_enterprise as f64, "employees"),
        ("enterprise_retirees", "persons", m.retirees_enterprise as f64, "retirees"),
        ("enterprise_expenditure_yuan", "yuan", m.benefits.yuan(), "expenditure"),
    ];
    let check = |(target, unit, model, column): (&'a str, &'a str, f64, &str)| {
        let published = row.number(column)?;
        let source = "Fujian Statistical Yearbook 2022 table 10-7";
        Some(line(view, (target, unit), 35, (model, published, 0.1), source))
    };
    checks.into_iter().filter_map(check).collect()
}
