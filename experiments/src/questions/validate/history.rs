//! The history from 2010 beside the accounts of 2024, and beside a rule of thumb.
//!
//! ```text
//! benchmark   b_p = x_p(2010) ÷ X(2010) · X(2024)         X: the published national total
//! error       model_p ÷ published_p − 1
//! at total    m_p ÷ M · X(2024) ÷ published_p − 1         m the model, M its national sum: the share of the model in the place
//!             of the share of 2010
//! shares      the same with model and benchmark scaled to the sum of the provinces compared
//! ```
//! The benchmark knows the national total of 2024; the model knows that of the in-service insured, of retirees to 2016,
//! and of no flow after 2011. At total both know the same, so that is where they are judged; shares take the nation's
//! level out of both. Insured and retirees are compared in 31 provinces, flows in the 25 whose accounts of 2010 are
//! known.

use crate::asked::scenario;
use crate::results::columns::aligned;
use crate::results::money::{heads_in_words, sum_in_words};
use fastox_calibration::data::table;
use fastox_calibration::history::{self, History, PublishedAccounts, Statistics};
use fastox_calibration::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::Year;
use fastox_outputs::Language;
use serde::Serialize;

/// Rounds in which the factors of 2010 and the nation's coverage are found.
pub const ROUNDS: usize = 12;

/// A statistic of a province in 2024.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryRow {
    /// Its name.
    pub statistic: &'static str,
    /// GB code.
    pub province: u8,
    /// In the accounts of 2010; persons or yuan.
    pub in_2010: f64,
    /// What the model says of 2024, mean over seeds.
    pub model: f64,
    /// What was published.
    pub published: f64,
    /// Relative error of the model.
    pub error: f64,
    /// The model scaled to the published national total.
    pub at_total: f64,
    /// The benchmark.
    pub benchmark: f64,
    /// Its relative error.
    pub benchmark_error: f64,
}

/// Median and mean of absolute relative errors.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Errors {
    /// Median.
    pub median: f64,
    /// Mean.
    pub mean: f64,
}

/// The score of a statistic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Its name.
    pub statistic: &'static str,
    /// Provinces compared.
    pub provinces: usize,
    /// Of the model.
    pub model: Errors,
    /// Of the model at the published national total, which the benchmark knows too.
    pub model_at_total: Errors,
    /// Of the benchmark.
    pub benchmark: Errors,
    /// Of the model, shares only.
    pub model_shares: Errors,
    /// Of the benchmark, shares only.
    pub benchmark_shares: Errors,
    /// The model's sum over these provinces against the published one.
    pub nation: f64,
    /// Whether the median error of the model at the national total is smaller than that of the benchmark.
    pub wins: bool,
}

/// What a history found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Findings {
    /// Simulated persons.
    pub people: usize,
    /// Seeds.
    pub seeds: Vec<u64>,
    /// Revenue and expenditure of 2011 against the accounts of 2010 carried on, mean over seeds: what the factors left.
    pub first_year: [Errors; 2],
    /// By statistic.
    pub scores: Vec<Score>,
    /// By statistic and province.
    pub rows: Vec<HistoryRow>,
}

/// Lives the history with each seed and compares the mean.
pub fn validate(
    parameters: &Parameters,
    people: usize,
    seeds: &[u64],
    mut progress: impl FnMut(u64, usize),
) -> Result<Findings, BrokenIdentity> {
    let mut histories = Vec::new();
    for &seed in seeds {
        let plan = scenario::fit_plan(parameters, people, seed, ROUNDS);
        histories.push(history::live(parameters, &plan, |round| progress(seed, round))?);
    }
    let mut rows = Vec::new();
    let mut scores = Vec::new();
    for statistic in &STATISTICS {
        let mine = statistic.rows(&histories);
        scores.push(score(statistic.name, &mine));
        rows.extend(mine);
    }
    let first_year = [0, 1].map(|flow| {
        let of = |history: &History, p: usize| history.first_year[flow][p] / histories.len() as f64;
        let known = (0..PROVINCES).filter(|&p| histories[0].accounts.has_flows[p]);
        errors(known.map(|p| histories.iter().map(|history| of(history, p)).sum()))
    });
    Ok(Findings { people, seeds: seeds.to_vec(), first_year, scores, rows })
}

/// A statistic: its column in the tables, and where it stands in accounts and figures.
pub(super) struct Statistic {
    pub name: &'static str,
    pub column: &'static str,
    pub flow: bool,
    accounts: fn(&PublishedAccounts) -> &[f64; PROVINCES],
    pub modelled: fn(&Statistics) -> &[f64; PROVINCES],
}

pub(super) const STATISTICS: [Statistic; 4] = [
    Statistic {
        name: "in-service insured",
        column: "employees",
        flow: false,
        accounts: |a| &a.insured,
        modelled: |f| &f.insured,
    },
    Statistic {
        name: "retirees",
        column: "retirees",
        flow: false,
        accounts: |a| &a.retirees,
        modelled: |f| &f.retirees,
    },
    Statistic { name: "revenue", column: "revenue", flow: true, accounts: |a| &a.revenue, modelled: |f| &f.revenue },
    Statistic {
        name: "expenditure",
        column: "expenditure",
        flow: true,
        accounts: |a| &a.expenditure,
        modelled: |f| &f.expenditure,
    },
];

impl Statistic {
    fn rows(&self, histories: &[History]) -> Vec<HistoryRow> {
        let accounts = &histories[0].accounts;
        let in_2010 = (self.accounts)(accounts);
        let year = history::LAST.to_string();
        let published = table("pension_province").by_province(&[("year", &year)], self.column);
        let growth = nation(history::LAST, self.column) / nation(history::YEAR, self.column);
        let last =
            |history: &History, p: usize| (self.modelled)(history.years.last().expect("every history has years"))[p];
        let mean = |i: usize| histories.iter().map(|history| last(history, i)).sum::<f64>() / histories.len() as f64;
        let level = nation(history::LAST, self.column) / (0..PROVINCES).map(mean).sum::<f64>();
        let row = |p: Province| {
            let i = p.index();
            let model = mean(i);
            let benchmark = in_2010[i] * growth;
            HistoryRow {
                statistic: self.name,
                province: p.code(),
                in_2010: in_2010[i],
                model,
                published: published[i],
                error: model / published[i] - 1.0,
                at_total: model * level,
                benchmark,
                benchmark_error: benchmark / published[i] - 1.0,
            }
        };
        Province::all().filter(|p| !self.flow || accounts.has_flows[p.index()]).map(row).collect()
    }
}

pub(super) fn nation(year: Year, column: &str) -> f64 {
    table("pension_national").row(&[("year", &year.to_string())]).number(column).unwrap_or(f64::NAN)
}

fn score(statistic: &'static str, rows: &[HistoryRow]) -> Score {
    let sum = |of: fn(&HistoryRow) -> f64| rows.iter().map(of).sum::<f64>();
    let published = sum(|row| row.published);
    let scaled = |of: fn(&HistoryRow) -> f64| {
        let level = published / sum(of);
        errors(rows.iter().map(|row| of(row) * level / row.published - 1.0))
    };
    let model = errors(rows.iter().map(|row| row.error));
    let at_total = errors(rows.iter().map(|row| row.at_total / row.published - 1.0));
    let benchmark = errors(rows.iter().map(|row| row.benchmark_error));
    Score {
        statistic,
        provinces: rows.len(),
        model,
        model_at_total: at_total,
        benchmark,
        model_shares: scaled(|row| row.model),
        benchmark_shares: scaled(|row| row.benchmark),
        nation: sum(|row| row.model) / published - 1.0,
        wins: at_total.median < benchmark.median,
    }
}

fn errors(all: impl Iterator<Item = f64>) -> Errors {
    let mut sizes: Vec<f64> = all.map(f64::abs).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    Errors { median: sizes[sizes.len() / 2], mean: sizes.iter().sum::<f64>() / sizes.len() as f64 }
}

/// The scores, and a line a province and statistic.
pub fn to_text(found: &Findings, language: Language) -> String {
    let [revenue, expenditure] = found.first_year.map(|errors| percent(errors.mean));
    format!(
        "history 2010–2024, no refit: {} people, seeds {:?}; absolute errors in 2024\n\n{}\n\
         2011 against the accounts of 2010 carried on, mean error: revenue {revenue}, expenditure {expenditure}\n\n{}",
        found.people,
        found.seeds,
        scores(&found.scores),
        rows(&found.rows, language)
    )
}

fn scores(scores: &[Score]) -> String {
    let head = [
        "statistic",
        "provinces",
        "median",
        "at total",
        "benchmark",
        "mean",
        "benchmark",
        "shares, median",
        "benchmark",
        "nation",
        "nearer",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(scores.iter().map(|score| {
        vec![
            score.statistic.to_owned(),
            score.provinces.to_string(),
            percent(score.model.median),
            percent(score.model_at_total.median),
            percent(score.benchmark.median),
            percent(score.model.mean),
            percent(score.benchmark.mean),
            percent(score.model_shares.median),
            percent(score.benchmark_shares.median),
            signed(score.nation),
            if score.wins { "model" } else { "benchmark" }.to_owned(),
        ]
    }));
    aligned(&rows, 1)
}

fn rows(found: &[HistoryRow], language: Language) -> String {
    let head = ["statistic", "province", "model", "published", "error", "benchmark", "error"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(found.iter().map(|row| {
        let place = Province::from_code(row.province).map_or("", Province::name);
        let money = row.published > 1e9;
        let value = |x| if money { sum_in_words(x, language) } else { heads_in_words(x, language) };
        vec![
            row.statistic.to_owned(),
            place.to_owned(),
            value(row.model),
            value(row.published),
            signed(row.error),
            value(row.benchmark),
            signed(row.benchmark_error),
        ]
    }));
    aligned(&rows, 2)
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

pub(super) fn signed(share: f64) -> String {
    format!("{:+.1} %", 100.0 * share)
}
