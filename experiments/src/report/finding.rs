//! What a run found, in one sentence a world, and the table of headlines.

use super::escape::both;
use super::names::title;
use super::{RunTables, World};
use crate::results::headlines::Headline;
use crate::results::summary::Band;
use fastox_model::country::WorldId;
use std::fmt::Write;

/// The rows of the table, with their titles in Chinese.
const ROWS: [(&str, &str); 9] = [
    ("kept_2024_surplus", "2024 年多征一元的留存，结余省份"),
    ("kept_2024_deficit", "2024 年多征一元的留存，缺口省份"),
    ("kept_2035_surplus", "2035 年多征一元的留存，结余省份"),
    ("kept_2035_deficit", "2035 年多征一元的留存，缺口省份"),
    ("collection_rate_2035", "2035 年征缴率"),
    ("lost_to_incentives_yuan", "2022 年以来的激励损失，2024 年价"),
    ("central_burden_2035_gdp_share", "2035 年中央财政负担占 GDP"),
    ("central_burden_2050_gdp_share", "2050 年中央财政负担占 GDP"),
    ("exhaustion_year", "累计结余不足一个月支出的年份"),
];

/// A headline of a world with the ends of its band.
#[derive(Clone, Copy, Debug)]
struct Found {
    value: f64,
    ends: Option<(f64, f64)>,
}

/// The sentence of a world, English and Chinese.
pub(super) fn finding(tables: &RunTables, world: &World) -> [String; 2] {
    let of = |name: &str| found(tables, world, name);
    let year = [2035, 2024].into_iter().find(|year| of(&format!("collection_rate_{year}")).is_some());
    let Some(year) = year else {
        let last = tables.record.manifest.last_year;
        return [
            format!("The run ends in {last}, before the first headline."),
            format!("本次运行止于 {last} 年，尚无主要结果。"),
        ];
    };
    let share = |name: String| of(&name).map(|found| percent(found, usize::from(year != 2024)));
    let kept = |position: &str| of(&format!("kept_{year}_{position}")).map(|found| percent(found, 0));
    let [en, zh] = title(&world.0);
    let (surplus, deficit) = (kept("surplus"), kept("deficit"));
    let rate = share(format!("collection_rate_{year}")).unwrap_or_default();
    let mut parts = [Vec::new(), Vec::new()];
    if let Some(kept) = deficit {
        parts[0].push(format!("a province in deficit keeps {kept} of one more yuan it collects in {year}"));
        parts[1].push(format!("缺口省份留下 {kept}"));
    }
    if let Some(kept) = surplus {
        parts[0].push(format!("a province in surplus keeps {kept}"));
        parts[1].push(format!("结余省份留下 {kept}"));
    }
    parts[0].push(format!("and {rate} of what is due is collected"));
    let [said, told] = [parts[0].join(", "), parts[1].join("，")];
    [format!("{en}: {said}."), format!("{zh}：{year} 年多征一元，{told}；征缴率为 {rate}。")]
}

/// Where the numbers in brackets come from.
pub(super) fn bands(tables: &RunTables) -> String {
    let summary = &tables.summary;
    if !summary.ranges.is_empty() {
        return both(
            "[in brackets: over settings and orderings of the response]",
            "［方括号内为不同反应强度与次序下的范围］",
        );
    }
    if summary.uncertainty.is_empty() {
        return both(
            "No band: the run has neither a range pass (--range-people) nor draws (--draws).",
            "无区间：本次运行既无范围运行（--range-people），也无参数抽样（--draws）。",
        );
    }
    both("[in brackets: 5 to 95 % of the draws]", "［方括号内为参数抽样的 5%—95%］")
}

/// The table of headlines, a column a regime.
pub(super) fn table(tables: &RunTables, worlds: &[World]) -> String {
    let mut html = "<table class=\"key\"><thead><tr><td></td>".to_owned();
    for [en, zh] in worlds.iter().map(|world| title(&world.0)) {
        let _ = write!(html, "<th scope=\"col\">{}</th>", both(en, zh));
    }
    html += "</tr></thead><tbody>\n";
    for (name, zh) in ROWS {
        let headline = Headline::find(name).expect("a headline");
        let units = match headline.unit.name() {
            "year" => ["", ""],
            "bn yuan" => [", bn yuan", "，十亿元"],
            _ => [", %", "，%"],
        };
        let [en, zh] = [format!("{}{}", headline.title, units[0]), format!("{zh}{}", units[1])];
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", both(&en, &zh));
        for world in worlds {
            let shown = found(tables, world, name).map_or("–".to_owned(), |found| shown(headline, found));
            let _ = write!(html, "<td data-headline=\"{name}\">{shown}</td>");
        }
        html += "</tr>\n";
    }
    html + "</tbody></table>"
}

fn shown(headline: &Headline, found: Found) -> String {
    let value = headline.unit.show(found.value);
    let [low, high] =
        found.ends.map_or(["", ""].map(str::to_owned), |(low, high)| [low, high].map(|end| headline.unit.show(end)));
    if low == high { value } else { format!("{value} <small>[{low}, {high}]</small>") }
}

fn found(tables: &RunTables, world: &World, name: &str) -> Option<Found> {
    let summary = &tables.summary;
    let value = summary.mean(WorldId { regime: &world.0, response: &world.1 }, name)?;
    let range = summary.range(&world.0, name).filter(|_| world.1 == "responding");
    let of_band = |band: &&Band| {
        band.world == world.0 && band.response == world.1 && band.measure == name && band.against.is_empty()
    };
    let band = summary.uncertainty.iter().find(of_band);
    let drawn = band.and_then(|band| Some((band.p05?, band.p95?))).filter(|_| summary.ranges.is_empty());
    Some(Found { value, ends: range.and_then(|range| range.around(value)).or(drawn) })
}

/// A share as per cent, with the ends of its band where they differ.
fn percent(found: Found, digits: usize) -> String {
    let text = |value: f64| format!("{:.digits$}", 100.0 * value + 0.0);
    let value = text(found.value);
    match found.ends.map(|(low, high)| [text(low), text(high)]) {
        Some([low, high]) if low != high => format!("{value} % [{low}, {high}]"),
        _ => format!("{value} %"),
    }
}
