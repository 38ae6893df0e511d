//! The table of the page: what each province keeps of one more yuan it collects, and what it loses by its answer.

use super::escape::both;
use super::grid::Places;
use super::measures::prices;
use super::names::{regime, response};
use super::{RunTables, World, means, responding, worlds};
use crate::results::columns::fixed;
use crate::results::money::MoneyUnit;
use fastox_model::geography::Province;
use fastox_outputs::{Language, Table};
use std::fmt::Write;

/// The year of the table, or the last of a shorter run.
const YEAR: i32 = 2035;

/// A province under one regime, as far as the run knows it.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    retention: Option<f64>,
    points: Option<f64>,
    /// At the prices of 2024.
    yuan: Option<f64>,
}

/// The table.
pub(super) struct ProvinceTable {
    /// As HTML.
    pub html: String,
    /// Its year.
    pub year: i32,
    /// How its rows are sorted, as HTML.
    pub order: String,
}

/// The table, those who lose most under the first world that loses anything at the top.
pub(super) fn table(tables: &RunTables, places: &Places) -> ProvinceTable {
    let incentives = &tables.incentives;
    let year = incentives.column_whole("year").iter().copied().filter(|year| *year <= YEAR).max();
    let year = year.unwrap_or(YEAR);
    let worlds = responding(&worlds(incentives));
    let prices = prices(&tables.national_year, places);
    let price = |world: &World| places.place(world, year).map_or(f64::NAN, |place| prices[place]);
    let columns: Vec<Vec<Cell>> = worlds.iter().map(|world| cells(incentives, world, (year, price(world)))).collect();
    let mut provinces: Vec<Province> = Province::all().collect();
    let loses = |column: &&Vec<Cell>| column.iter().any(|cell| cell.yuan.is_some_and(|yuan| yuan > 0.0));
    let mut order = String::new();
    if let Some((world, column)) = worlds.iter().zip(&columns).find(|(_, column)| loses(column)) {
        let lost = |province: &Province| column[province.index()].yuan.unwrap_or(f64::NEG_INFINITY);
        provinces.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
        let [en, zh] = regime(tables, &world.0);
        order = both(
            &format!("Sorted by contributions lost under “{en}”, the most first."),
            &format!("按“{zh}”下损失的征缴收入由多到少排列。"),
        );
    }
    let mut html = head(tables, &worlds);
    for province in provinces {
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", both(province.name(), province.name_zh()));
        for column in &columns {
            html += &cell_html(column[province.index()]);
        }
        html += "</tr>\n";
    }
    ProvinceTable { html: html + "</tbody></table>", year, order }
}

/// The provinces under a world in a year, of which a yuan is worth `price` at the prices of 2024.
fn cells(table: &Table, world: &World, (year, price): (i32, f64)) -> Vec<Cell> {
    let (worlds, responses) = (table.column_name("world"), table.column_name("response"));
    let (margins, years) = (table.column_name("margin"), table.column_whole("year"));
    let provinces = table.column_whole("province");
    let key = |row: usize| {
        let here = worlds[row] == world.0 && responses[row] == world.1;
        (here && margins[row] == "collection" && years[row] == year).then(|| provinces[row])
    };
    let column = |name| means(table, name, key);
    let (retention, points) = (column("marginal_retention"), column("points_lost"));
    let yuan = column("yuan_lost");
    let cell = |province: Province| {
        let code = i32::from(province.code());
        let of = |means: &std::collections::BTreeMap<i32, f64>| means.get(&code).copied();
        Cell { retention: of(&retention), points: of(&points), yuan: of(&yuan).map(|yuan| yuan * price) }
    };
    Province::all().map(cell).collect()
}

fn head(tables: &RunTables, worlds: &[World]) -> String {
    let mut html = "<table><thead><tr><td></td>".to_owned();
    for (world, answer) in worlds {
        let ([en, zh], [answer_en, answer_zh]) = (regime(tables, world), response(answer));
        let (title, answer) = (both(&en, &zh), both(answer_en, answer_zh));
        let _ = write!(
            html,
            "<th scope=\"colgroup\" colspan=\"3\"><button type=\"button\">{title}</button><br><small>{answer}</small></th>"
        );
    }
    let [bn, yi] = Language::BOTH.map(|language| MoneyUnit::large(language).name);
    let [bn, yi] = [&format!("{bn} lost"), &format!("损失，{yi}")];
    let heads = [["kept, %", "留存，%"], ["points lost", "损失百分点"], [bn, yi]];
    let heads = heads.map(|[en, zh]| format!("<th scope=\"col\">{}</th>", both(en, zh))).concat();
    let _ = write!(html, "</tr><tr><th scope=\"col\">{}</th>{}", both("province", "省份"), heads.repeat(worlds.len()));
    html + "</tr></thead><tbody>\n"
}

/// The less is kept, the redder the cell.
fn cell_html(cell: Cell) -> String {
    let whip = cell.retention.map_or(0.0, |kept| (1.0 - kept).clamp(0.0, 1.0));
    let shown = |value: Option<f64>, digits| value.map_or("–".to_owned(), |value| fixed(value, digits));
    let money = |language| cell.yuan.map_or("–".to_owned(), |yuan| MoneyUnit::large(language).show(yuan));
    let lost = Language::BOTH.map(money);
    format!(
        "<td data-lost=\"{}\" style=\"background:rgba(192,57,43,{:.2})\">{}</td><td>{}</td><td>{}</td>",
        cell.yuan.map_or("-Infinity".to_owned(), |yuan| format!("{yuan:.0}")),
        0.75 * whip,
        shown(cell.retention.map(|kept| 100.0 * kept), 0),
        shown(cell.points, 1),
        both(&lost[0], &lost[1])
    )
}
