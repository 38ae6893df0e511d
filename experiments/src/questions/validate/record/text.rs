//! The record as text, and as a file.

use super::{ForecastRecord, Foretold, HorizonErrors, Signal};
use crate::questions::validate::history::{percent, signed};
use crate::results::columns::aligned;
use crate::results::money::{heads_in_words, sum_in_words};
use fastox_outputs::Language;
use fastox_outputs::language::typed;
use std::fmt::Write as _;

/// The scores, what separates regimes, and what is said of the years ahead.
pub fn to_text(found: &ForecastRecord, language: Language) -> String {
    let ForecastRecord { people, seed, draws, .. } = found;
    format!(
        "forecast record: {people} people, seed {seed}, bands of {draws} draws\n\n{}\n\
         nation: a dash where the vintage was given the figure; above: provinces for which the model says too much;\n\
         covered: provinces whose account lies in the 90 % band of the parameters\n\n{}\n\
         errors: root mean square of the nation's errors up to that horizon\n\n{}",
        scores(&found.scores),
        signals(&found.signals),
        ahead(&found.rows, language)
    )
}

/// Lines under their head; so many columns of words.
fn table(head: &[&str], lines: impl Iterator<Item = Vec<String>>, words: usize) -> String {
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    aligned(&std::iter::once(head).chain(lines).collect::<Vec<_>>(), words)
}

fn whole_percent(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}

fn scores(scores: &[HorizonErrors]) -> String {
    let head = ["vintage", "statistic", "ahead", "nation", "provinces", "median", "above", "covered"];
    let line = |score: &HorizonErrors| {
        vec![
            score.vintage.to_string(),
            score.statistic.to_owned(),
            score.horizon.to_string(),
            score.nation.map_or("–".to_owned(), signed),
            if score.provinces == 0 { "–".to_owned() } else { score.provinces.to_string() },
            score.median.map_or("–".to_owned(), percent),
            whole_percent(score.above),
            whole_percent(score.covered),
        ]
    };
    table(&head, scores.iter().map(line), 2)
}

fn signals(signals: &[Signal]) -> String {
    let head = ["regime against the one enacted", "statistic", "ahead", "differs", "error", "ratio"];
    let line = |signal: &Signal| {
        vec![
            typed(&signal.regime),
            signal.statistic.to_owned(),
            signal.horizon.to_string(),
            signed(signal.difference),
            percent(signal.error),
            format!("{:.1}", signal.ratio),
        ]
    };
    table(&head, signals.iter().map(line), 2)
}

/// The nation in the years that have no accounts yet.
fn ahead(rows: &[Foretold], language: Language) -> String {
    let head = ["written down before its account", "year", "said", "5 %", "95 %"];
    let line = |row: &Foretold| {
        let value = |x| if x > 1e10 { sum_in_words(x, language) } else { heads_in_words(x, language) };
        let end = |end: Option<f64>| end.map_or("–".to_owned(), value);
        vec![row.statistic.to_owned(), row.year.to_string(), value(row.model), end(row.low), end(row.high)]
    };
    let nation = rows.iter().filter(|row| !row.is_provincial() && row.published.is_none());
    table(&head, nation.map(line), 1)
}

/// Every figure: persons and yuan in whole numbers, province 0 for the nation, empty where there is none.
pub fn to_csv(found: &ForecastRecord) -> String {
    let ForecastRecord { people, seed, draws, .. } = found;
    let mut text = format!("# fastox validate --record --people {people} --seeds {seed} --draws {draws}\n");
    text += "vintage,year,statistic,province,model,low,high,published,given\n";
    let whole = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x:.0}"));
    for row in &found.rows {
        let Foretold { vintage, year, statistic, province, model, given, .. } = row;
        let [low, high, published] = [row.low, row.high, row.published].map(whole);
        let _ = writeln!(text, "{vintage},{year},{statistic},{province},{model:.0},{low},{high},{published},{given}");
    }
    text
}

#[cfg(test)]
mod tests {
    use fastox_calibration::data::table;
    use fastox_model::geography::NATION;

    /// What ships: of years without accounts a band and no account, of the others what the tables say.
    #[test]
    fn the_shipped_record_says_what_was_published_and_what_was_not() {
        let text = include_str!("../../../../forecast_record.csv");
        let mut ahead = 0;
        for line in text.lines().skip(2) {
            let fields: Vec<&str> = line.split(',').collect();
            let [vintage, year, statistic, province, model, low, high, published, _] = fields[..] else {
                panic!("{line}")
            };
            let number = |field: &str| field.parse::<f64>().ok();
            let model = number(model).unwrap_or_else(|| panic!("{line}"));
            assert!(model > 0.0, "{line}");
            if vintage == "2024" {
                ahead += 1;
                let (low, high) = (number(low).expect("a band"), number(high).expect("a band"));
                assert!(published.is_empty() && low <= high, "{line}");
            } else if province == NATION.to_string() && statistic == "revenue" {
                let wanted = table("pension_national").row(&[("year", year)]).number("revenue");
                assert_eq!(number(published), wanted, "{line}");
            }
        }
        // Two years, four statistics, the nation and its provinces.
        assert_eq!(ahead, 2 * 4 * 32);
    }
}
