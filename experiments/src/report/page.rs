//! The page itself: its template, filled.

use super::data::{self, MOST_WORLDS};
use super::escape::{both, escaped, filled, json};
use super::grid::Places;
use super::measures::{Measure, measures};
use super::names;
use super::picture::{Picture, legend};
use super::tiles::{scale_ends, tiles};
use super::{RunTables, finding, responding, trust, whip};
use crate::questions::sandbox;
use fastox_outputs::Language;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// The scripts in the order in which they build on one another.
const SCRIPTS: &str = concat!(
    include_str!("script/language.js"),
    include_str!("script/data.js"),
    include_str!("script/state.js"),
    include_str!("script/figure.js"),
    include_str!("script/queries.js"),
    include_str!("script/tiles.js"),
    include_str!("script/province.js"),
    include_str!("script/flows.js"),
    include_str!("script/response.js"),
    include_str!("script/fans.js"),
    include_str!("script/tornado.js"),
    include_str!("script/cohorts.js"),
    include_str!("script/sandbox.js"),
    include_str!("script/main.js"),
);
/// The charting library, gzip in base64: see `build.rs`.
const CHARTS: &str = include_str!(concat!(env!("OUT_DIR"), "/charts.txt"));

/// The page of a run, one HTML file, which opens in this language; its reader may switch.
pub fn page(tables: &RunTables, language: Language) -> String {
    let places = data::places(tables);
    let measures = measures(tables, &places);
    let mut parts = head(tables, &places, language);
    parts.extend(first_layer(tables, &places, &measures));
    let checked = |other: Language| if other == language { " checked" } else { "" }.to_owned();
    parts.extend([
        ("lang", language.of("en", "zh-CN").to_owned()),
        ("english", checked(Language::English)),
        ("chinese", checked(Language::Chinese)),
        ("style", STYLE.to_owned()),
        ("data", json(&data::data(tables, &places, &measures))),
        ("charts", CHARTS.to_owned()),
        ("script", SCRIPTS.to_owned()),
    ]);
    filled(TEMPLATE, &parts)
}

/// Title, run and switches.
fn head(tables: &RunTables, places: &Places, language: Language) -> Vec<(&'static str, String)> {
    let manifest = &tables.record.manifest;
    let shown = data::shown(places);
    let world = places.worlds.get(shown.world).cloned().unwrap_or_default();
    let [en, zh] = finding::finding(tables, &world);
    let mut regimes: Vec<&str> = places.worlds.iter().map(|world| world.0.as_str()).collect();
    regimes.dedup();
    let mut responses: Vec<&str> = places.worlds.iter().map(|world| world.1.as_str()).collect();
    responses.sort_unstable();
    responses.dedup();
    let spoken = |[en, zh]: [String; 2]| match language {
        Language::English => en,
        Language::Chinese => zh,
    };
    let [first, last] = [places.years.first(), places.years.last()].map(|year| year.copied().unwrap_or_default());
    vec![
        ("title", escaped(&manifest.experiment)),
        ("run", run(tables)),
        ("finding", both(&en, &zh)),
        ("bands", finding::bands(tables)),
        ("few", finding::few(tables, &places.worlds)),
        ("regimes", options(&regimes, &world.0, |name| spoken(names::regime(tables, name)))),
        ("responses", options(&responses, &world.1, |name| spoken(names::response(name).map(str::to_owned)))),
        ("first_year", first.to_string()),
        ("last_year", last.to_string()),
        ("year", places.years.get(shown.year).copied().unwrap_or_default().to_string()),
    ]
}

/// Choices as they stand without scripts, which show one language at a time.
fn options(names: &[&str], chosen: &str, titles: impl Fn(&str) -> String) -> String {
    let option = |name: &&str| {
        let selected = if *name == chosen { " selected" } else { "" };
        let value = escaped(name);
        format!("<option value=\"{value}\"{selected}>{}</option>", escaped(&titles(name)))
    };
    names.iter().map(option).collect()
}

fn run(tables: &RunTables) -> String {
    let manifest = &tables.record.manifest;
    let (people, weight, seeds) = (manifest.people, manifest.weight, manifest.seeds.len());
    let (last, version) = (manifest.last_year, &manifest.version);
    both(
        &format!(
            "{people} people, each for {weight} persons; seeds {seeds}; draws {}; to {last}; fastox {version}, {}",
            manifest.draws, tables.record.started
        ),
        &format!(
            "{people} 个模拟人，每人代表 {weight} 人；种子 {seeds} 个；抽样 {} 次；至 {last} 年；fastox {version}，{}",
            manifest.draws, tables.record.started
        ),
    )
}

/// What stands without scripts.
fn first_layer(tables: &RunTables, places: &Places, measures: &[Measure]) -> Vec<(&'static str, String)> {
    let central = tables.national_year.clone().of_draw(0);
    let shown = data::shown(places);
    let whip = whip::table(tables, places);
    let [low, high] = scale_ends(&measures[0]);
    vec![
        ("tiles", tiles(&measures[0], shown, places)),
        ("key_table", finding::table(tables, &responding(&places.worlds))),
        ("legend", legend(tables, &central)),
        ("pictures", pictures(tables, &central)),
        ("scale_low", low),
        ("scale_high", high),
        ("whip_year", whip.year.to_string()),
        ("whip_order", whip.order),
        ("whip", whip.html),
        ("fit", trust::fit(&tables.fit)),
        ("trust", trust::manifest(tables)),
        ("missing", missing(tables, places)),
        ("rule_people", sandbox::PEOPLE.to_string()),
        ("rule_year", sandbox::LAST_YEAR.to_string()),
        ("people", tables.record.manifest.people.to_string()),
    ]
}

fn pictures(tables: &RunTables, nation: &fastox_outputs::Table) -> String {
    let picture = |title, column, scale, margin| Picture { title, column, scale, margin };
    let kept = ["kept of one more yuan collected, mean of the 31 provinces, %", "多征一元的留存，31 省平均，%"];
    let effort = ["government effort, nation (100: all is kept)", "政府征缴努力，全国（全额留存为 100）"];
    let burden = ["central burden, % of GDP", "中央财政负担，占 GDP %"];
    picture(kept, "marginal_retention", 100.0, Some("collection")).draw(&tables.incentives)
        + &picture(effort, "effort", 100.0, None).draw(nation)
        + &picture(burden, "central_burden_gdp_share", 100.0, None).draw(nation)
}

/// What the run does not have, each in a line.
fn missing(tables: &RunTables, places: &Places) -> String {
    let manifest = &tables.record.manifest;
    let responds = places.worlds.iter().any(|world| world.1 != "fixed");
    let fixed = places.worlds.iter().any(|world| world.1 == "fixed");
    let lacks = [
        (manifest.draws == 0, "no draws: fans have no band (--draws 50)", "无参数抽样：扇形图无区间（--draws 50）"),
        (
            !tables.summary.ranges.iter().any(|range| range.responses > 1),
            "no range pass: no ends over settings and orderings (--range-people)",
            "无范围运行：无不同设定的上下限（--range-people）",
        ),
        (
            !responds,
            "no governments that respond: losses are not of choice (--responses fixed,responding)",
            "政府均不作反应（--responses fixed,responding）",
        ),
        (
            !fixed,
            "no fixed effort to compare with (--responses fixed,responding)",
            "无努力不变的对照（--responses fixed,responding）",
        ),
        (
            tables.analysis.is_none(),
            "no sensitivity analysis: no tornado (--sensitivity DIR)",
            "无敏感性分析：无龙卷风图（--sensitivity DIR）",
        ),
        (
            tables.rules.is_none(),
            "parameters that this program cannot read: no response curve",
            "参数无法读取：无响应曲线",
        ),
        (
            places.worlds.len() > MOST_WORLDS,
            "more worlds than the page holds by province: the tiles have the first 24",
            "情景过多：分省数据仅含前 24 个",
        ),
    ];
    let lines = lacks.iter().filter(|lack| lack.0).map(|(_, en, zh)| format!("<li>{}</li>", both(en, zh)));
    let lines: String = lines.collect();
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "<details class=\"missing\"><summary>{}</summary><ul>{lines}</ul></details>",
        both("What this run does not have", "本次运行所缺内容")
    )
}
