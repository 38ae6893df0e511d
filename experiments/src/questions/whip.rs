//! Which province is whipped, by how much, under which regime: one table a year, made from the tables of a run.
//!
//! ```text
//! points = 100 · c · (1/effort − 1)     yuan = contributions · (1/effort − 1)
//! ```
//! Values are those of the central setting, means over seeds. The range is that of the table `range` (its distances to
//! the central setting) together with every other response but `fixed` that the run lived itself.

mod below;

use crate::results::columns::{Shade, Terminal, TextCell, TextTable, fixed, in_two};
use crate::results::money::MoneyUnit;
use crate::results::summary::{WHIP_MEASURES, names};
use below::{LOST, Lost, alike, lost_text};
use fastox_model::geography::Province;
use fastox_model::units::Year;
use fastox_outputs::Table;
use fastox_outputs::language::typed;
use serde::Serialize;
use std::collections::BTreeMap;

/// A number and its range over settings and orderings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ranged {
    /// The central setting; not a number (`null` in JSON) where nobody stands behind it, as points of the collection rate
    /// where nobody is insured.
    pub value: f64,
    /// The lowest of the range, likewise.
    pub lowest: f64,
    /// The highest, likewise.
    pub highest: f64,
}

impl Ranged {
    /// A number without a range.
    const fn alone(value: f64) -> Self {
        Self { value, lowest: value, highest: value }
    }
}

/// A province under a regime.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Whipped {
    /// The regime.
    pub world: String,
    /// What is kept of one more yuan collected.
    pub marginal_retention: Ranged,
    /// Points of the collection rate lost against a province that keeps all.
    pub points_lost: Ranged,
    /// Yuan lost in the year, current prices.
    pub yuan_lost: Ranged,
    /// `surplus` or `deficit`, before transfers.
    pub position: String,
    /// The same in the published accounts of 2024.
    pub position_2024: String,
}

/// A province in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhippedProvince {
    /// The year.
    pub year: Year,
    /// GB code.
    pub province: u8,
    /// English name.
    pub name: &'static str,
    /// One entry a regime, in the order of the run.
    pub regimes: Vec<Whipped>,
}

/// The provinces of some years, each year by what they lose over all regimes, the greatest loss first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct WhipTable(pub Vec<WhippedProvince>);

/// World, response, year, province.
type Place = (String, String, Year, i32);

/// Sums over seeds of the three measures, how many, and the positions on the first seed.
type Sums = ([f64; 3], f64, [String; 2]);

impl WhipTable {
    /// The years of a run that were asked for; years the run does not have leave nothing.
    pub fn of(incentives: &Table, range: &Table, years: &[Year]) -> Self {
        let (sums, worlds) = collection(incentives, years);
        let ranges = distances(range);
        let mut rows = Vec::new();
        for &year in years {
            let province = |p: Province| {
                let regimes =
                    worlds.iter().filter_map(|world| whipped(&sums, &ranges, world, year, p)).collect::<Vec<_>>();
                WhippedProvince { year, province: p.code(), name: p.name(), regimes }
            };
            let mut provinces: Vec<WhippedProvince> =
                Province::all().map(province).filter(|province| !province.regimes.is_empty()).collect();
            provinces.sort_by(|a, b| b.lost().total_cmp(&a.lost()).then(a.province.cmp(&b.province)));
            rows.extend(provinces);
        }
        Self(rows)
    }
}

/// How provinces are sorted, as it is told.
const ORDER: &str = "sorted by what a province loses under all regimes together, the most first\n";

impl WhippedProvince {
    fn lost(&self) -> f64 {
        self.regimes.iter().map(|regime| regime.yuan_lost.value).sum()
    }
}

/// The rows of the collection margin, summed over seeds, and the regimes in their order.
fn collection(incentives: &Table, years: &[Year]) -> (BTreeMap<Place, Sums>, Vec<String>) {
    let name = |column| incentives.column_name(column);
    let (worlds, responses, margins) = (name("world"), name("response"), name("margin"));
    let (positions, groups) = (name("position"), name("position_2024"));
    let (year, province) = (incentives.column_whole("year"), incentives.column_whole("province"));
    let values = WHIP_MEASURES.map(|measure| incentives.column_number(measure));
    let (mut sums, mut order) = (BTreeMap::new(), Vec::new());
    for row in (0..incentives.rows()).filter(|&row| margins[row] == "collection") {
        if !order.iter().any(|known| known == worlds[row]) {
            order.push(worlds[row].to_owned());
        }
        if responses[row] == "fixed" || !years.contains(&year[row]) {
            continue;
        }
        let place = (worlds[row].to_owned(), responses[row].to_owned(), year[row], province[row]);
        let sum: &mut Sums =
            sums.entry(place).or_insert_with(|| ([0.0; 3], 0.0, [positions[row], groups[row]].map(str::to_owned)));
        for (sum, values) in sum.0.iter_mut().zip(&values) {
            *sum += values[row];
        }
        sum.1 += 1.0;
    }
    (sums, order)
}

/// World, measure, year, province.
type RangeKey = (String, String, Year, i32);

/// How far the ends of the range lie from the central setting.
fn distances(range: &Table) -> BTreeMap<RangeKey, (f64, f64)> {
    let (worlds, measures) = (range.column_name("world"), range.column_name("measure"));
    let (years, provinces) = (range.column_number("year"), range.column_whole("province"));
    let [low, central, high] = ["lowest", "central", "highest"].map(|column| range.column_number(column));
    // The nation's rows have no year.
    (0..range.rows())
        .filter(|&row| low[row].is_finite() && high[row].is_finite() && years[row].is_finite())
        .map(|row| {
            let key = (worlds[row].to_owned(), measures[row].to_owned(), years[row] as Year, provinces[row]);
            (key, (low[row] - central[row], high[row] - central[row]))
        })
        .collect()
}

fn whipped(
    sums: &BTreeMap<Place, Sums>,
    ranges: &BTreeMap<RangeKey, (f64, f64)>,
    world: &str,
    year: Year,
    p: Province,
) -> Option<Whipped> {
    let code = i32::from(p.code());
    let here = |place: &Place| place.0 == world && place.2 == year && place.3 == code;
    let all: Vec<(&str, &Sums)> =
        sums.iter().filter(|(place, _)| here(place)).map(|(place, sums)| (place.1.as_str(), sums)).collect();
    let central = all.iter().find(|(response, _)| *response == "responding").or(all.first())?;
    let ranged = |measure: usize| {
        let mean = |sums: &Sums| sums.0[measure] / sums.1;
        let value = mean(central.1);
        let key = (world.to_owned(), WHIP_MEASURES[measure].to_owned(), year, code);
        let (low, high) = ranges.get(&key).copied().unwrap_or((0.0, 0.0));
        let ends = |ends: (f64, f64), other: f64| (ends.0.min(other), ends.1.max(other));
        let others = all.iter().map(|(_, sums)| mean(sums));
        let (lowest, highest) = others.fold((value + low, value + high), ends);
        Ranged { value, lowest, highest }
    };
    let [position, position_2024] = central.1.2.clone();
    Some(Whipped {
        world: world.to_owned(),
        marginal_retention: ranged(0),
        points_lost: ranged(1),
        yuan_lost: ranged(2),
        position,
        position_2024,
    })
}

impl WhipTable {
    /// What provinces keep under every regime; of one that is asked for, also what they lose, with the ranges.
    pub fn text(&self, regime: Option<&str>, terminal: Terminal<'_>) -> String {
        let years = self.0.chunk_by(|a, b| a.year == b.year);
        let shown = |rows: &[WhippedProvince]| {
            let lost: Vec<Lost> = self
                .regimes()
                .into_iter()
                .filter(|name| regime.is_none_or(|r| r == *name))
                .filter_map(|name| Lost::of(rows, name))
                .collect();
            let alike = if regime.is_none() { alike(rows, terminal) } else { String::new() };
            block(rows, regime, terminal).text(terminal) + &alike + &lost_text(&lost, terminal)
        };
        let blocks: Vec<String> = years.map(shown).collect();
        let legend = match regime {
            None => "kept of one more yuan collected, %; --regime NAME shows losses and ranges\n",
            Some(_) => {
                "kept: of one more yuan collected, %; points of the collection rate and yuan lost\n\
                 a year against keeping all, current prices; [range over settings and orderings]\n"
            }
        };
        let under = regime.or(self.regimes().first().copied()).unwrap_or_default();
        let (blocks, under) = (blocks.join("\n"), typed(terminal.titles.called(under, terminal.language)));
        let names = names(&self.regimes(), terminal);
        format!("{blocks}\nbalance: of the year, before transfers, under {under}\n{legend}{ORDER}{names}")
    }

    /// The regimes, in the order of the run.
    pub fn regimes(&self) -> Vec<&str> {
        self.0.first().map_or(Vec::new(), |row| row.regimes.iter().map(|regime| regime.world.as_str()).collect())
    }
}

fn block(rows: &[WhippedProvince], regime: Option<&str>, terminal: Terminal<'_>) -> TextTable {
    let Some(first) = rows.first() else { return TextTable::default() };
    let (year, left, money) = (first.year.to_string(), 2, MoneyUnit::large(terminal.language));
    let head = if regime.is_some() {
        let upper = ["", "", "", "", LOST].map(TextCell::from).to_vec();
        vec![upper, [&year, "balance", "kept", "points", money.name].map(TextCell::from).to_vec()]
    } else {
        let called = |regime: &Whipped| in_two(terminal.titles.called(&regime.world, terminal.language));
        let parts: Vec<[String; 2]> = first.regimes.iter().map(called).collect();
        let upper = ["", ""].into_iter().chain(parts.iter().map(|[upper, _]| upper.as_str()));
        let lower = [&year, "balance"].into_iter().chain(parts.iter().map(|[_, lower]| lower.as_str()));
        vec![upper.map(TextCell::from).collect(), lower.map(TextCell::from).collect()]
    };
    let lines = rows.iter().map(|row| match regime {
        None => row.kept(),
        Some(name) => {
            row.regimes.iter().filter(|regime| regime.world == name).flat_map(|r| r.cells(row.name, money)).collect()
        }
    });
    TextTable { rows: head.into_iter().chain(lines).collect(), left }
}

impl WhippedProvince {
    /// The balance under the first regime, and what is kept under every one.
    fn kept(&self) -> Vec<TextCell> {
        let position = self.regimes.first().map_or("", |regime| &regime.position);
        let kept = self.regimes.iter().map(|regime| {
            let kept = regime.marginal_retention;
            let shade = if kept.value < 0.5 { Shade::Bad } else { Shade::Plain };
            TextCell::shaded(shown(Ranged::alone(kept.value), |kept| fixed(100.0 * kept, 0)), shade)
        });
        [self.name.into(), position.into()].into_iter().chain(kept).collect()
    }
}

impl Whipped {
    /// Every bit of its central numbers.
    fn bits(&self) -> [u64; 3] {
        [self.marginal_retention, self.points_lost, self.yuan_lost].map(|ranged| ranged.value.to_bits())
    }

    fn cells(&self, name: &str, money: MoneyUnit) -> Vec<TextCell> {
        let shade = if self.marginal_retention.value < 0.5 { Shade::Bad } else { Shade::Plain };
        let kept = TextCell::shaded(shown(self.marginal_retention, |kept| fixed(100.0 * kept, 0)), shade);
        let points = shown(self.points_lost, |points| fixed(points, 1));
        let lost = [points, shown(self.yuan_lost, |yuan| money.show(yuan))].map(TextCell::from);
        [name.into(), self.position.as_str().into(), kept].into_iter().chain(lost).collect()
    }
}

fn shown(ranged: Ranged, show: impl Fn(f64) -> String) -> String {
    if !ranged.value.is_finite() {
        return "–".to_owned();
    }
    let [low, value, high] = [ranged.lowest, ranged.value, ranged.highest].map(show);
    if low == high { value } else { format!("{value} [{low}, {high}]") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_outputs::language::without_marks;
    use fastox_outputs::tables::{INCENTIVES, RANGE};

    fn incentive(table: &mut Table, [world, response]: [&str; 2], province: i32, yuan: f64) {
        let mut row = table.row();
        row.set("world", world).set("response", response).set("draw", 0).set("seed", 1);
        row.set("year", 2035).set("province", province).set("margin", "collection");
        for column in INCENTIVES.columns {
            let share = |value: f64| value.into();
            match column.name {
                "position" => row.set("position", "deficit"),
                "position_2024" => row.set("position_2024", if province == 11 { "surplus" } else { "deficit" }),
                "yuan_lost" => row.set("yuan_lost", yuan),
                "points_lost" => row.set("points_lost", 2.0),
                // The row names its province itself.
                "province_name" | "province_name_zh" => &mut row,
                name if !INCENTIVES.keys.contains(&name) => {
                    let cell: fastox_outputs::Cell<'_> = share(0.25);
                    row.set(name, cell)
                }
                _ => &mut row,
            };
        }
        row.done();
    }

    #[test]
    fn the_greatest_loss_comes_first_with_its_range() {
        let mut incentives = Table::new(&INCENTIVES);
        for (province, yuan) in [(11, 1e9), (44, 3e9)] {
            incentive(&mut incentives, ["unified", "fixed"], province, 0.0);
            incentive(&mut incentives, ["unified", "responding"], province, yuan);
            incentive(&mut incentives, ["unified", "nash"], province, 1.5 * yuan);
        }
        let mut range = Table::new(&RANGE);
        let mut row = range.row();
        row.set("world", "unified").set("draw", 0).set("measure", "yuan_lost").set("year", 2035);
        row.set("province", 44).set("lowest", 4e9).set("central", 6e9).set("highest", 7e9);
        row.set("lowest_response", "a").set("highest_response", "b");
        row.set("responses", 6).set("people", 9).done();
        let whipped = WhipTable::of(&incentives, &range, &[2035, 2099]);
        let names: Vec<&str> = whipped.0.iter().map(|row| row.name).collect();
        assert_eq!(names, ["Guangdong", "Beijing"]);
        let yuan = whipped.0[0].regimes[0].yuan_lost;
        assert_eq!((yuan.lowest, yuan.value, yuan.highest), (1e9, 3e9, 4.5e9));
        let text = without_marks(&whipped.text(Some("unified"), Terminal::default())).into_owned();
        assert!(text.contains("Guangdong  deficit    25     2.0  3.0 [1.0, 4.5]"), "{text}");
        // Beijing loses one of four billion; it was in surplus in 2024 and no longer is.
        assert!(text.contains("unified            4.0          0       25"), "{text}");
        let text = without_marks(&whipped.text(None, Terminal::default())).into_owned();
        assert!(text.contains("2035       balance  unified\nGuangdong  deficit       25"), "{text}");
    }

    #[test]
    fn a_regime_that_has_not_begun_is_told() {
        let mut incentives = Table::new(&INCENTIVES);
        for (world, yuan) in [("pooling", 3e9), ("late", 3e9), ("own", 2e9)] {
            incentive(&mut incentives, [world, "responding"], 11, yuan);
        }
        let whipped = WhipTable::of(&incentives, &Table::new(&RANGE), &[2035]);
        let text = without_marks(&whipped.text(None, Terminal::default())).into_owned();
        assert!(text.contains("\nalike in 2035: pooling, late\nthey differ"), "{text}");
        assert!(!without_marks(&whipped.text(Some("late"), Terminal::default())).contains("alike"));
        incentive(&mut incentives, ["late", "responding"], 44, 1e9);
        incentive(&mut incentives, ["pooling", "responding"], 44, 2e9);
        let text = WhipTable::of(&incentives, &Table::new(&RANGE), &[2035]).text(None, Terminal::default());
        assert!(!text.contains("alike"), "{text}");
    }
}
