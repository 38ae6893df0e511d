use super::*;
use crate::asked::{draws, scenario};
use crate::results::columns::Terminal;
use fastox_model::incentives::ResponseMode;
use std::sync::LazyLock;

fn asked(regime: &str, response: ResponseMode) -> DecompositionPlan {
    DecompositionPlan { scenario: scenario::shipped(regime), response, people: 3000, seed: 1, last_year: 2036 }
}

fn decomposed(regime: &str, response: ResponseMode) -> Decomposed {
    decompose(&Parameters::embedded(), &Fitted::shipped(), &asked(regime, response), &|_| ()).expect("books close")
}

static POOLING: LazyLock<Decomposed> = LazyLock::new(|| decomposed("national-pooling", ResponseMode::Responding));

fn value(parts: &Parts, factor: Factor) -> f64 {
    parts.parts[factor as usize].value
}

/// Efficiency: the five values add up to the whole, to the last bit, whatever the order.
#[test]
fn every_headline_adds_up_exactly() {
    assert!(POOLING.measures.len() > 40, "{}", POOLING.measures.len());
    for parts in &POOLING.measures {
        let up: f64 = parts.parts.iter().map(|part| part.value).sum();
        let down: f64 = parts.parts.iter().rev().map(|part| part.value).sum();
        assert_eq!((up.to_bits(), down.to_bits()), (parts.total.to_bits(), parts.total.to_bits()), "{parts:?}");
        assert_eq!((parts.held + parts.total).to_bits(), parts.model.to_bits(), "{parts:?}");
    }
}

/// What is held is held from 2025 on, so no factor has a part in 2024, and with everything held the ratio stays.
#[test]
fn until_2024_nothing_differs() {
    assert!(POOLING.same_accounts);
    for measure in ["kept_2024_surplus", "collection_rate_2024", "transfers_2024_current_yuan"] {
        let parts = POOLING.find(measure).expect("2024 is lived");
        assert!(parts.parts.iter().all(|part| part.value == 0.0 && part.last == 0.0), "{parts:?}");
    }
    let ratio = POOLING.find("retirees_per_insured_2035").expect("2035 is lived");
    assert!(value(ratio, Factor::Ageing) > 0.05, "{ratio:?}");
    assert!(value(ratio, Factor::Ageing) > 5.0 * value(ratio, Factor::Migration).abs(), "{ratio:?}");
}

/// A dummy has nothing: governments that do not answer, and the regime where it is already every province for itself.
#[test]
fn a_factor_that_is_not_there_has_nothing() {
    let fixed = decomposed("national-pooling", ResponseMode::Fixed);
    assert!(fixed.measures.iter().all(|parts| value(parts, Factor::Response) == 0.0));
    assert!(fixed.measures.iter().any(|parts| value(parts, Factor::Regime) != 0.0));
    assert!(fixed.find("loss_gross_pv_yuan").is_none(), "nothing is lost");
    let alone = decomposed("stand-alone", ResponseMode::Responding);
    assert!(alone.measures.iter().all(|parts| value(parts, Factor::Regime) == 0.0));
    assert!(alone.measures.iter().any(|parts| value(parts, Factor::Response) != 0.0));
}

/// The ends are the worlds they say: with everything as in the model, that of a run.
#[test]
fn the_last_world_is_that_of_a_run() {
    use crate::questions::evaluate::{Question, Row, evaluate};
    let question = Question {
        scenarios: vec![scenario::shipped("national-pooling")],
        responses: vec![ResponseMode::Responding],
        people: 3000,
        seed: 1,
        last_year: 2036,
        refit: 0,
    };
    let lived = evaluate(&Parameters::embedded(), &Fitted::shipped(), &question).expect("books close");
    let row = Row::of(&lived[0]);
    for measure in ["kept_2035_surplus", "central_burden_2035_yuan", "lost_to_incentives_yuan"] {
        let (found, wanted) = (POOLING.find(measure).expect("known").model, row.get(measure).expect("known"));
        assert!((found - wanted).abs() <= 1.0f64.min(1e-9 * wanted.abs().max(0.01)), "{measure}: {found} {wanted}");
    }
}

/// Every draw adds up by itself and stands in the table under its number; the ends of two draws are their values.
#[test]
fn bands_are_values_of_draws() {
    let (parameters, record) = (Parameters::embedded(), Fitted::shipped());
    let drawn = draws::drawn(2, &record).expect("the posterior has two draws").expect("two were asked for");
    let plan = asked("national-pooling", ResponseMode::Responding);
    let found = decompose_draws(&parameters, &record, &plan, (&drawn, 2), &|_| ()).expect("books close");
    assert_eq!(found.measures, POOLING.measures, "the central values are those without draws");
    for draw in &found.drawn {
        for parts in &draw.measures {
            assert_eq!(parts.parts.iter().map(|part| part.value).sum::<f64>().to_bits(), parts.total.to_bits());
        }
    }
    let of_draws = |factor| {
        found.drawn.iter().map(move |draw| {
            let parts = draw.measures.iter().find(|parts| parts.measure == "pooled_share_2035");
            value(parts.expect("2035 is lived"), factor)
        })
    };
    let band = found.bands.iter().find(|band| band.measure == "pooled_share_2035").expect("2035 is lived");
    for factor in Factor::ALL {
        let part = band.parts[factor as usize];
        assert_eq!(part.p05.to_bits(), of_draws(factor).fold(f64::INFINITY, f64::min).to_bits(), "{factor:?}");
        assert_eq!(part.p95.to_bits(), of_draws(factor).fold(f64::NEG_INFINITY, f64::max).to_bits(), "{factor:?}");
    }
    assert!(band.parts[Factor::Regime as usize].p05 < band.parts[Factor::Regime as usize].p95);
    let all = found.measures.len() + found.drawn.iter().map(|draw| draw.measures.len()).sum::<usize>();
    assert_eq!(table(&found).rows(), 6 * all);
    let text = to_text(&found, false, Terminal::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80) && text.contains("2 draws of the posterior"), "{text}");
}

/// A row a factor and one of all; printed values add up to the printed whole.
#[test]
fn table_and_text_hold_every_part() {
    assert_eq!(table(&POOLING).rows(), 6 * POOLING.measures.len());
    let text = to_text(&POOLING, true, Terminal { width: 200, ..Terminal::default() });
    let mut message = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("Shapley ")) {
        // A year that is not reached counts as the one after the last.
        let line = line.replace("not reached", &(POOLING.last_year + 1).to_string());
        let cells: Vec<f64> = line.split_whitespace().map(|cell| cell.parse().expect("a number")).collect();
        let sum: f64 = cells[..6].iter().sum();
        assert!((sum - cells[6]).abs() < 1e-9 * cells[6].abs().max(1.0), "{line}");
        message += 1;
    }
    assert_eq!(message, POOLING.measures.len());
    let main = to_text(&POOLING, false, Terminal::default());
    assert!(main.lines().all(|line| line.chars().count() <= 80), "{main}");
}
