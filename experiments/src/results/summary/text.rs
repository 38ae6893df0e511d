//! What a run found, a regime a row; every other number stands in `summary.json`.

use super::{Decomposition, RANGE, Summary};
use crate::results::columns::{Shade, Terminal, TextCell, TextTable, aligned, fixed, in_two};
use crate::results::headlines::Headline;
use crate::results::money::MoneyUnit;
use fastox_calibration::parameters::diagnostic::several;
use fastox_model::country::WorldId;
use fastox_model::units::Year;
use fastox_outputs::Language;
use fastox_outputs::language::{typed, without_marks};

/// A column of the table: lines of its head, the headlines it may show (the first that the run reaches), and how.
struct KeyColumn {
    head: [&'static str; 3],
    headlines: &'static [&'static str],
    show: fn(f64) -> String,
}

const fn column(head: [&'static str; 3], headlines: &'static [&'static str], show: fn(f64) -> String) -> KeyColumn {
    KeyColumn { head, headlines, show }
}

/// In the order of their importance: a narrow terminal has no room for the last.
const KEY: [KeyColumn; 7] = [
    column(["", "", "surplus"], &["kept_2035_surplus", "kept_2024_surplus"], |v| fixed(100.0 * v, 0)),
    column(["kept of one", "more yuan", "deficit"], &["kept_2035_deficit", "kept_2024_deficit"], |v| {
        fixed(100.0 * v, 0)
    }),
    column(["", "collec-", "tion"], &["collection_rate_2035", "collection_rate_2024"], |v| format!("{:.1}", 100.0 * v)),
    column(["loss, PV,", MONEY, "gross"], &["loss_gross_pv_yuan", "lost_to_incentives_yuan"], trillions),
    column(["loss, PV,", MONEY, "net"], &["loss_net_pv_yuan"], trillions),
    column(["central", "burden", "% GDP"], &["central_burden_2050_gdp_share", "central_burden_2035_gdp_share"], |v| {
        format!("{:.2}", 100.0 * v)
    }),
    column(["", "reserves", "end"], &["exhaustion_year"], |v| format!("{v:.0}")),
];

impl KeyColumn {
    /// The lines above its values: a sum at prices of a year is told apart from a present value.
    fn head(&self, headline: &Headline) -> [&'static str; 3] {
        if headline.name == "lost_to_incentives_yuan" { ["lost,", MONEY, "of 2024"] } else { self.head }
    }
}

/// What sums of money are in stands in this place of the head, as the reader counts it.
const MONEY: &str = "money";

/// Two digits are enough of what spans decades; a trillion is 万亿, the same number in both languages.
fn trillions(yuan: f64) -> String {
    let value = yuan / MoneyUnit::vast(Language::English).yuan;
    let value = if value.abs() < 0.05 { 0.0 } else { value };
    if value.abs() < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// What is shown of a run: the response of its worlds, the last year lived, and where it goes.
struct Shown<'a> {
    response: &'a str,
    last_year: Year,
    terminal: Terminal<'a>,
}

impl Summary {
    /// The key numbers of every regime, with their bands, and what the change to national pooling does.
    pub fn text(&self, last_year: Year, terminal: Terminal<'_>) -> String {
        let response = self.shown_response();
        let columns: Vec<(&KeyColumn, &'static Headline)> =
            KEY.iter().filter_map(|c| Some((c, self.first(c)?))).collect();
        let parts = Decomposition::headline(self).map_or(String::new(), |parts| format!("\n{}", parts.text(terminal)));
        let table = self.table(&Shown { response, last_year, terminal }, &columns);
        let fitting = &columns[..columns.len().saturating_sub(table.fitted(terminal).1)];
        let legend = self.legend(response, fitting) + &names(&self.regimes(), terminal);
        format!("{}\n{}{legend}{parts}", self.setting(response), table.text(terminal))
    }

    /// A regime a row, with its band below. Where that makes room for more columns, names take two lines.
    fn table(&self, shown: &Shown<'_>, columns: &[(&KeyColumn, &'static Headline)]) -> TextTable {
        let lines = |in_two: bool| {
            let mut rows = head(columns, shown.terminal.language);
            for regime in self.regimes() {
                let [mut values, mut bands] = self.regime(regime, shown, columns);
                if in_two {
                    [values[0], bands[0]] = in_lines(&without_marks(values[0].text()));
                }
                rows.push(values);
                rows.extend(Some(bands).filter(|cells| cells.iter().any(|cell| !cell.text().is_empty())));
            }
            TextTable { rows, left: 1 }
        };
        let [table, broken] = [false, true].map(lines);
        if broken.fitted(shown.terminal).1 < table.fitted(shown.terminal).1 { broken } else { table }
    }

    /// The central response; without it, the first that was run.
    fn shown_response(&self) -> &str {
        let responses = self.responses();
        let central = responses.iter().find(|response| **response == RANGE[0].name());
        central.or(responses.first()).copied().unwrap_or_default()
    }

    /// The headline of a column that the run reaches; that something never happens is known, too.
    fn first(&self, column: &KeyColumn) -> Option<&'static Headline> {
        let known = |name: &str| self.names().into_iter().any(|world| self.mean(world, name).is_some());
        let reached = column.headlines.iter().find(|name| **name == "exhaustion_year" || known(name));
        Headline::find(reached?)
    }

    fn setting(&self, response: &str) -> String {
        let others: Vec<&str> = self.responses().into_iter().filter(|other| *other != response).collect();
        let also = if others.is_empty() { String::new() } else { format!("; also run: {}", several(others)) };
        match response {
            "fixed" => format!("Provinces keep their effort{also}."),
            _ => format!("Provinces react to what they keep ({response}{also})."),
        }
    }

    /// The values of a regime, and their bands for the line below.
    fn regime(
        &self,
        regime: &str,
        shown: &Shown<'_>,
        columns: &[(&KeyColumn, &'static Headline)],
    ) -> [Vec<TextCell>; 2] {
        let world = WorldId { regime, response: shown.response };
        let named = typed(shown.terminal.titles.called(regime, shown.terminal.language));
        let values = columns.iter().map(|(column, headline)| {
            let never = || format!("not by {}", shown.last_year);
            self.value(world, column, headline).unwrap_or_else(|| match headline.name {
                "exhaustion_year" => never().into(),
                _ => "–".into(),
            })
        });
        let bands = columns.iter().map(|(column, headline)| self.band(world, column, headline));
        [std::iter::once(named.into()).chain(values).collect(), std::iter::once("".into()).chain(bands).collect()]
    }

    /// The mean over seeds. Of something that happens on some seeds only, the first year and how many they are.
    fn value(&self, world: WorldId<'_>, column: &KeyColumn, headline: &Headline) -> Option<TextCell> {
        let values = self.values(world, headline.name);
        let first = values.values().copied().reduce(f64::min);
        let kept = headline.name.starts_with("kept");
        let Some(mean) = self.mean(world, headline.name) else {
            return first.map(|first| format!("{} on {}", (column.show)(first), values.len()).into());
        };
        let shade = match mean {
            ..0.5 if kept => Shade::Bad,
            0.9.. if kept => Shade::Good,
            _ => Shade::Plain,
        };
        Some(TextCell::shaded((column.show)(mean), shade))
    }

    fn band(&self, world: WorldId<'_>, column: &KeyColumn, headline: &Headline) -> TextCell {
        let ends = self.ends(world, headline.name);
        // The end that is missing is the later one.
        let missing = if headline.name == "exhaustion_year" { "later" } else { "–" };
        let show = |value: Option<f64>| value.map_or(missing.to_owned(), column.show);
        let text = ends.map(|ends| ends.map(show)).filter(|[low, high]| low != high);
        TextCell::shaded(text.map_or(String::new(), |[low, high]| span(&low, &high)), Shade::Faint)
    }

    /// The band of a headline: the 5 and 95 % points over draws, of which a year that never comes has none; without draws
    /// the ends over settings and orderings of the response. A run shows one kind alone, since two would be read as one.
    pub fn ends(&self, world: WorldId<'_>, measure: &str) -> Option<[Option<f64>; 2]> {
        if self.draws > 0 { self.drawn(world, measure) } else { self.ranged(world, measure) }
    }

    fn drawn(&self, world: WorldId<'_>, measure: &str) -> Option<[Option<f64>; 2]> {
        let of = |band: &&super::Band| band.id() == world && band.against.is_empty() && band.measure == measure;
        self.uncertainty.iter().find(of).map(|band| [band.p05, band.p95])
    }

    fn ranged(&self, world: WorldId<'_>, measure: &str) -> Option<[Option<f64>; 2]> {
        let central = world.response == RANGE[0].name();
        let range = self.range(world.regime, measure).filter(|_| central)?;
        let (low, high) = range.around(self.mean(world, measure)?)?;
        Some([Some(low), Some(high)])
    }

    /// What is shown where reserves end on some seeds only.
    fn on_some(&self, regime: &str, response: &str) -> Option<String> {
        let world = WorldId { regime, response };
        let (values, seeds) = (self.values(world, "exhaustion_year"), self.seeds(world).len());
        let (some, first) = (values.len(), values.into_values().reduce(f64::min)?);
        let text = format!("  {first:.0} on {some}: the earliest year, on {some} of {seeds} seeds\n");
        (some < seeds).then_some(text)
    }

    /// What the columns mean and what the second lines are.
    fn legend(&self, response: &str, columns: &[(&KeyColumn, &'static Headline)]) -> String {
        let titles = columns.iter().map(|(_, headline)| headline.title);
        let mut titles: Vec<&str> = titles.map(|title| title.split(", surplus").next().unwrap_or(title)).collect();
        titles.retain(|title| !title.ends_with("deficit provinces"));
        let mut text = format!("\n  {}\n", titles.join("\n  "));
        text += "  surplus, deficit: provinces by their balance of the year before transfers\n";
        if columns.iter().any(|(_, headline)| headline.name == "exhaustion_year") {
            text += &self.regimes().into_iter().find_map(|regime| self.on_some(regime, response)).unwrap_or_default();
        }
        let range = self.ranges.iter().find(|range| range.responses > 1);
        match (self.draws, range) {
            (0, None) => text,
            (0, Some(range)) => {
                let (responses, people) = (range.responses, range.people);
                format!(
                    "{text}  second lines: over {responses} settings and orderings of the response ({people} people)\n"
                )
            }
            (draws, _) => {
                let worth =
                    self.effective_draws.map_or(String::new(), |worth| format!(", worth {worth:.0} equal ones"));
                format!("{text}  second lines: 5 and 95 % points over {draws} posterior draws{worth}\n")
            }
        }
    }
}

/// A name over two lines.
fn in_lines(name: &str) -> [TextCell; 2] {
    let [upper, lower] = in_two(name);
    let lines = if upper.is_empty() { [lower, upper] } else { [upper, lower] };
    lines.map(TextCell::from)
}

/// A headline of this table as it is rounded here.
pub(crate) fn rounded(headline: &Headline, value: f64) -> String {
    let column = KEY.iter().find(|column| column.headlines.contains(&headline.name)).expect("a headline of the table");
    (column.show)(value)
}

/// From one end to the other; a dash beside a minus would be misread.
pub(crate) fn span(low: &str, high: &str) -> String {
    if low.starts_with('-') { format!("{low} to {high}") } else { format!("{low}–{high}") }
}

fn head(columns: &[(&KeyColumn, &'static Headline)], language: Language) -> Vec<Vec<TextCell>> {
    let has_net = columns.iter().any(|(column, _)| column.head[2] == "net");
    let line = |number: usize, first: &str| {
        let title = |(column, headline): &(&KeyColumn, &'static Headline)| {
            let head = column.head(headline);
            let text = match head[number] {
                MONEY => MoneyUnit::vast(language).name,
                text => text,
            };
            match head[2] {
                "gross" if number < 2 && has_net => TextCell::default(),
                "deficit" | "net" if number < 2 => TextCell::spanning(text),
                _ => text.into(),
            }
        };
        std::iter::once(first.into()).chain(columns.iter().map(title)).collect()
    };
    vec![line(0, ""), line(1, ""), line(2, "regime")]
}

/// What regimes of a table are called in commands, a line each, where the table calls them otherwise.
pub(crate) fn names(regimes: &[&str], terminal: Terminal<'_>) -> String {
    let rows = terminal.titles.names_of(regimes, terminal.language);
    if rows.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(typed).to_vec()).collect();
    let lines = aligned(&rows, 2);
    format!("  names of regimes in commands and files:\n  {}\n", lines.trim_end().replace('\n', "\n  "))
}

impl Decomposition {
    /// What rules and what reactions do to the central burden.
    fn text(&self, terminal: Terminal<'_>) -> String {
        let money = MoneyUnit::large(terminal.language);
        let signed = |value: f64| format!("{:+.*}", money.digits, value / money.yuan);
        let row = |name: &str, value| vec![name.to_owned(), money.name.to_owned(), signed(value)];
        let rows = [
            row("by the rules alone, effort kept", self.mechanical),
            row("by what provinces then do", self.behavioural),
            row("together", self.total),
        ];
        let [from, to] = [&self.from, &self.to].map(|regime| typed(terminal.titles.called(regime, terminal.language)));
        format!("central burden since 2022, present value\nfrom {from} to {to}\n{}", aligned(&rows, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::super::WorldSummary;
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_year_that_does_not_come_is_told_with_the_last_one_lived() {
        let world = |(regime, seed, year): (&str, u64, Option<f64>)| WorldSummary {
            world: regime.to_owned(),
            response: "fixed".to_owned(),
            seed,
            measures: [("exhaustion_year".to_owned(), year)].into(),
            whips: BTreeMap::default(),
            collected: BTreeMap::default(),
            present: None,
        };
        let worlds = [("a", 1, None), ("a", 2, None), ("b", 1, Some(2040.0)), ("b", 2, None)];
        let summary = Summary { worlds: worlds.map(world).into(), ..Summary::default() };
        let text = without_marks(&summary.text(2045, Terminal::default())).into_owned();
        let cells = |regime: &str| text.lines().find(|line| line.starts_with(regime)).map(str::to_owned);
        assert_eq!(cells("a ").as_deref(), Some("a       not by 2045"), "{text}");
        assert_eq!(cells("b ").as_deref(), Some("b         2040 on 1"), "{text}");
        assert!(text.contains("\n  2040 on 1: the earliest year, on 1 of 2 seeds\n"), "{text}");
    }

    /// A sum at the prices of a year and a present value do not share a head.
    #[test]
    fn losses_of_two_kinds_have_two_heads() {
        let head = |measures: &[&str]| {
            let world = WorldSummary {
                world: "a".to_owned(),
                response: "responding".to_owned(),
                seed: 1,
                measures: measures.iter().map(|name| ((*name).to_owned(), Some(2e12))).collect(),
                whips: BTreeMap::default(),
                collected: BTreeMap::default(),
                present: None,
            };
            let text = Summary { worlds: vec![world], ..Summary::default() }.text(2045, Terminal::default());
            let lines = text.lines().skip_while(|line| !line.contains("tn yuan")).take(2);
            lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(head(&["lost_to_incentives_yuan"])[1], "regime of 2024 end");
        let both = ["lost_to_incentives_yuan", "loss_gross_pv_yuan", "loss_net_pv_yuan"];
        assert_eq!(head(&both)[1], "regime gross net end");
    }

    #[test]
    fn a_column_that_does_not_fit_is_not_explained() {
        let measures = [("kept_2035_surplus", 0.5), ("collection_rate_2035", 0.9), ("exhaustion_year", 2040.0)];
        let world = |seed, known: usize| WorldSummary {
            world: "a".to_owned(),
            response: "fixed".to_owned(),
            seed,
            measures: measures[..known].iter().map(|(name, value)| ((*name).to_owned(), Some(*value))).collect(),
            whips: BTreeMap::default(),
            collected: BTreeMap::default(),
            present: None,
        };
        let summary = Summary { worlds: vec![world(1, 2), world(2, 3)], ..Summary::default() };
        let text = |width| summary.text(2045, Terminal { width, ..Terminal::default() });
        for (part, wide, narrow) in
            [("kept of one more yuan", true, true), ("collection rate", true, false), ("2040 on 1:", true, false)]
        {
            assert_eq!([80, 20].map(|width| text(width).contains(part)), [wide, narrow], "{part}: {}", text(20));
        }
    }
}
