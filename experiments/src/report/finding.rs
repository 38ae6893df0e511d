//! What a run found, in one sentence a world, and the table of headlines.

use super::escape::both;
use super::names::regime;
use super::{RunTables, World};
use crate::catalogue::chinese;
use crate::questions::plan::{Precision, imprecise_under};
use crate::results::headlines::{Headline, Unit};
use crate::results::money::MoneyUnit;
use crate::results::summary::{rounded, span};
use fastox_model::country::WorldId;
use fastox_outputs::Language;
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
    /// Of a year the later end is missing where it does not come.
    ends: Option<[Option<f64>; 2]>,
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
    let [en, zh] = regime(tables, &world.0);
    let (surplus, deficit) = (kept("surplus"), kept("deficit"));
    let rate = share(format!("collection_rate_{year}"));
    let mut parts = [Vec::new(), Vec::new()];
    if let Some(kept) = deficit {
        parts[0].push(format!("a province in deficit keeps {kept} of one more yuan it collects in {year}"));
        parts[1].push(format!("缺口省份留下 {kept}"));
    }
    if let Some(kept) = surplus {
        parts[0].push(format!("a province in surplus keeps {kept}"));
        parts[1].push(format!("结余省份留下 {kept}"));
    }
    parts[0].extend(rate.iter().map(|rate| format!("and {rate} of what is due is collected")));
    let rate = rate.map_or_else(String::new, |rate| format!("；征缴率为 {rate}"));
    let [said, in_chinese] = [parts[0].join(", "), parts[1].join("，")];
    [format!("{en}: {said}."), format!("{zh}：{year} 年多征一元，{in_chinese}{rate}。")]
}

/// Where the numbers in brackets come from.
pub(super) fn bands(tables: &RunTables) -> String {
    let summary = &tables.summary;
    if !summary.uncertainty.is_empty() {
        let draws = summary.draws;
        let worth = summary.effective_draws.map_or_else(Default::default, |worth| {
            [format!(", worth {worth:.0} equally likely ones"), format!("（相当于 {worth:.0} 次等权抽样）")]
        });
        let [en, zh]: &[String; 2] = &worth;
        return both(
            &format!(
                "[In brackets: 5 to 95 % of {draws} posterior draws of all uncertain parameters{en}; the number before them has the central \
                  parameters, and may lie outside.]"
            ),
            &format!(
                "［方括号内为全部不确定参数后验抽样（{draws} 次）的 5%—95% 区间{zh}；其前为中心参数下的取值，可能在区间之外。］"
            ),
        );
    }
    if summary.ranges.iter().any(|range| range.responses > 1) {
        return both(
            "[In brackets: lowest and highest over settings and orderings of the response, other parameters central and \
             not fitted anew, so that a strong setting misses the accounts of 2024. This is no probability and knows \
             no chance between seeds; a run with --draws has a band.]",
            "［方括号内为不同反应强度与次序设定下的最低值与最高值，其余参数取中心值且未重新拟合，强反应设定因此不符 2024 年账目；\
             并非概率区间，也不含种子之间的偶然；概率区间见使用 --draws 的运行。］",
        );
    }
    both(
        "No band: the run has neither a range pass (--range-people) nor draws (--draws).",
        "无区间：本次运行既无范围运行（--range-people），也无参数抽样（--draws）。",
    )
}

/// How many headlines are named that few people leave uncertain.
const NAMED: usize = 4;

/// What few people leave uncertain, what is furthest off first; nothing if there are people enough.
pub(super) fn few(tables: &RunTables, worlds: &[World]) -> String {
    let manifest = &tables.record.manifest;
    let regimes: Vec<&str> = worlds.iter().map(|world| world.0.as_str()).collect();
    let mut known = imprecise_under(&regimes, manifest.people, manifest.last_year);
    known.sort_by(|a, b| b.size().total_cmp(&a.size()));
    if known.is_empty() {
        return String::new();
    }
    let in_words = |known: &Precision| {
        let ([en, zh], error) = (regime(tables, known.regime), known.in_words().replace('-', "−"));
        let in_chinese = |phrase: &str| chinese(phrase).unwrap_or_else(|| phrase.to_owned());
        let [title, error_zh] = [known.title, &error].map(in_chinese);
        [format!("{en}, {} {error}", known.title), format!("{zh}，{title} {error_zh}")]
    };
    let named: Vec<[String; 2]> = known.iter().take(NAMED).map(in_words).collect();
    let listed =
        |language: usize, mark: &str| named.iter().map(|named| named[language].as_str()).collect::<Vec<_>>().join(mark);
    let (people, en, zh) = (manifest.people, listed(0, "; "), listed(1, "；"));
    let [more, in_chinese] = match known.len() - named.len() {
        0 => Default::default(),
        more => [format!("; {more} more"), format!("；另有 {more} 项")],
    };
    let text = both(
        &format!("Bias ± error between seeds of {people} people: {en}{more} (fastox plan)."),
        &format!("{people} 个模拟人时的偏差 ± 种子间误差：{zh}{in_chinese}（fastox plan）。"),
    );
    format!("<p class=\"note\">{text}</p>")
}

/// The table of headlines, a column a regime.
pub(super) fn table(tables: &RunTables, worlds: &[World]) -> String {
    let mut html = "<table class=\"key\"><thead><tr><td></td>".to_owned();
    for [en, zh] in worlds.iter().map(|world| regime(tables, &world.0)) {
        let _ = write!(html, "<th scope=\"col\">{}</th>", both(&en, &zh));
    }
    html += "</tr></thead><tbody>\n";
    for (name, zh) in ROWS {
        let headline = Headline::find(name).expect("a headline");
        let [en, zh] = [headline.title, zh];
        let unit = |language| match headline.unit {
            Unit::Yuan => MoneyUnit::vast(language).name,
            unit => unit.name(language),
        };
        let [en, zh] = match headline.unit {
            Unit::Year => [en.to_owned(), zh.to_owned()],
            _ => [format!("{en}, {}", unit(Language::English)), format!("{zh}，{}", unit(Language::Chinese))],
        };
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", both(&en, &zh));
        for world in worlds {
            let shown =
                found(tables, world, name).map_or_else(|| unknown(tables, world, name), |found| shown(headline, found));
            let _ = write!(html, "<td data-headline=\"{name}\">{shown}</td>");
        }
        html += "</tr>\n";
    }
    html + "</tbody></table>"
}

/// A year that does not come or on some seeds only, or a headline that the run does not reach.
fn unknown(tables: &RunTables, world: &World, name: &str) -> String {
    let last = tables.record.manifest.last_year;
    let values = tables.summary.values(WorldId { regime: &world.0, response: &world.1 }, name);
    let (some, seeds) = (values.len(), tables.record.manifest.seeds.len());
    match (name, values.into_values().reduce(f64::min)) {
        ("exhaustion_year", None) => both(&format!("not by {last}"), &format!("{last} 年前未出现")),
        ("exhaustion_year", Some(first)) => both(
            &format!("{first:.0} at the earliest, on {some} of {seeds} seeds"),
            &format!("最早 {first:.0} 年，{seeds} 个种子中有 {some} 个"),
        ),
        _ => "–".to_owned(),
    }
}

fn shown(headline: &Headline, found: Found) -> String {
    let number = |value: f64| rounded(headline, value);
    let value = number(found.value);
    let show = |end: Option<f64>| end.map_or_else(|| both("later", "更晚"), number);
    let [low, high] = found.ends.map_or_else(Default::default, |ends| ends.map(show));
    if low == high {
        value
    } else {
        format!("{value} <small>[{}]</small>", span(&low, &high).replace(" to ", &both(" to ", " 至 ")))
    }
}

fn found(tables: &RunTables, world: &World, name: &str) -> Option<Found> {
    let summary = &tables.summary;
    let id = WorldId { regime: &world.0, response: &world.1 };
    let value = summary.mean(id, name)?;
    Some(Found { value, ends: summary.ends(id, name) })
}

/// A share as per cent, with the ends of its band where they differ.
fn percent(found: Found, digits: usize) -> String {
    let text = |value: f64| format!("{:.digits$}", 100.0 * value + 0.0);
    let value = text(found.value);
    match found.ends.and_then(|[low, high]| Some([text(low?), text(high?)])) {
        Some([low, high]) if low != high => format!("{value} % [{low}, {high}]"),
        _ => format!("{value} %"),
    }
}
