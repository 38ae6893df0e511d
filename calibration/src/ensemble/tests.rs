use super::*;
use crate::parameters;
use crate::parameters::uncertainty::uncertain;
use fastox_model::units::{Money, Month};

const FILE: &str = "ensemble.csv";

/// Two draws that nobody has fitted.
fn made_up() -> Ensemble {
    let space = uncertain(&Parameters::embedded());
    let draws = hypercube::points(&space, 5, 1, 2).into_iter().zip([3, 8]).map(|(values, n)| {
        let mut fitted = Fitted::shipped();
        fitted.provinces[3].pension_level *= 1.01;
        fitted.provinces[4].opening_reserve = Money::from_yuan(f64::from(n) * 1e10);
        fitted.way[1] *= 0.99;
        Draw { candidate: n, values, fitted: table::as_written(&fitted) }
    });
    let origin = Origin {
        command: "fastox ensemble --draws 4".to_owned(),
        made: 4,
        kept: 2,
        rejected_share: 0.5,
        missed: [("retirees".to_owned(), 2)].into(),
        record: table::record_checksum(fitted::SHIPPED),
        space: table::space_checksum(&space),
    };
    Ensemble { origin, draws: draws.collect(), space }
}

fn read(text: &str) -> Result<Ensemble, Report> {
    Ensemble::read(FILE, text, &Parameters::embedded(), fitted::SHIPPED)
}

fn refused(text: &str) -> String {
    read(text).expect_err("it is wrong").to_string()
}

#[test]
fn an_ensemble_survives_being_written_and_read() {
    let ensemble = made_up();
    let text = ensemble.to_csv();
    assert_eq!(read(&text).expect("what was written"), ensemble);
    let head = text.lines().find(|line| !line.starts_with('#')).expect("columns");
    assert!(head.starts_with("draw,candidate,account.return,") || head.starts_with("draw,candidate,"));
    for column in ["subsidy.richest", "fitted.pension_level.44", "fitted.response.central.duty"] {
        assert!(head.split(',').any(|name| name == column), "{column}");
    }
}

/// Seven digits of every factor come back.
#[test]
fn the_record_is_written_to_seven_digits() {
    let (record, written) = (Fitted::shipped(), table::as_written(&Fitted::shipped()));
    assert_eq!(table::as_written(&written), written);
    for (a, b) in record.provinces.iter().zip(&written.provinces) {
        for factor in fitted::FACTORS {
            let (a, b) = ((factor.get)(a), (factor.get)(b));
            assert!((a - b).abs() <= 1e-6 * a.abs(), "{}: {a} {b}", factor.column);
        }
    }
    let curve = |fitted: &Fitted| fitted.response[2][1].deficit;
    assert!((curve(&record).curvature / curve(&written).curvature - 1.0).abs() < 1e-6);
}

#[test]
fn an_ensemble_of_another_record_or_space_is_refused() {
    let text = made_up().to_csv();
    let (parameters, record) = (Parameters::embedded(), fitted::SHIPPED.replace('1', "2"));
    let report = Ensemble::read(FILE, &text, &parameters, &record).expect_err("another record");
    assert_eq!(
        report.to_string(),
        "error: the ensemble was made for another record of the fit\n--> ensemble.csv\n = help: `fastox ensemble > \
         calibration/parameters/ensemble.csv` writes the one that belongs to this program"
    );
    let mut other = made_up();
    other.origin.space = table::space_checksum(&other.space[1..]);
    assert!(refused(&other.to_csv()).contains("made for another space of uncertain parameters"));
    // Draws are cut off at ranges, so that a narrower one is another space.
    let mut wider = made_up();
    wider.space[0].range.1 += 0.1;
    wider.origin.space = table::space_checksum(&wider.space);
    assert!(refused(&wider.to_csv()).contains("made for another space of uncertain parameters"));
}

#[test]
fn a_damaged_ensemble_is_refused_with_its_place() {
    let text = made_up().to_csv();
    let lines: Vec<&str> = text.lines().collect();
    let with = |place: usize, line: &str| {
        let mut lines = lines.clone();
        lines[place] = line;
        lines.join("\n")
    };
    let (head, last) = (lines.len() - 3, lines.len() - 1);
    let report = refused(&with(head, &lines[head].replace("subsidy.richest", "subsidy.poorest")));
    assert!(report.contains("the columns are not those"), "{report}");
    let report = refused(&with(last, &lines[last].replacen("2,8,", "2,eight,", 1)));
    assert!(report.contains("the number of the draw is `eight`, which is no number"), "{report}");
    assert!(report.contains(&format!("ensemble.csv:{}:3", last + 1)), "{report}");
    let report = refused(&with(last, &lines[last].replacen("2,8,", "3,8,", 1)));
    assert!(report.contains("draw 2 is missing"), "{report}");
    let report = refused(&with(last, "2,8"));
    assert!(report.contains("the row has 2 cells, not "), "{report}");
    let report = refused("draw,candidate\n");
    assert!(report.contains("the header of the ensemble cannot be read"), "{report}");
}

/// An assumption more asks for no other ensemble: under its draws it stays at its central value.
#[test]
fn a_parameter_that_the_ensemble_lacks_keeps_its_central_value() {
    let more = "
        [example.rate]
        title = \"An example\"
        title_zh = \"例\"
        unit = \"%\"
        kind = \"assumption\"
        values = \"3 %\"
        range = [\"0 %\", \"10 %\"]
        sweep = [\"2 %\", \"4 %\"]
        source = [{ title = \"this test\" }]
        quality = \"assumed\"
        because = \"an example\"";
    let files = [parameters::FILES, &[("more.toml", more)]].concat();
    let parameters = Parameters::read(&files).unwrap_or_else(|report| panic!("{report}"));
    let is_more = |known: &Uncertain| known.name == "example.rate";
    assert!(uncertain(&parameters).iter().any(is_more));
    let ensemble =
        Ensemble::read(SHIPPED.0, SHIPPED.1, &parameters, fitted::SHIPPED).unwrap_or_else(|report| panic!("{report}"));
    assert!(!ensemble.space.iter().any(is_more));
    let drawn = ensemble.parameters(&ensemble.draws[0], &parameters);
    let now = drawn.in_january(2030);
    assert!((now.value("example.rate") - 0.03).abs() < 1e-15);
    let growth = "macro.wage_growth";
    assert!((now.value(growth) - parameters.in_january(2030).value(growth)).abs() > 1e-9);
    assert_eq!(Ensemble::shipped().expect("the shipped ensemble").draws, ensemble.draws);
}

#[test]
fn a_draw_changes_what_nobody_has_set() {
    let ensemble = made_up();
    let mut given = Parameters::embedded();
    given.set("migration.level=33 %").expect("a change that works");
    let drawn = ensemble.parameters(&ensemble.draws[0], &given);
    let now = Month::new(2025, 1);
    for (parameter, value) in ensemble.space.iter().zip(&ensemble.draws[0].values) {
        let found = drawn.in_month(now).value(&parameter.name);
        let wanted = if parameter.name == "migration.level" { 0.33 } else { *value };
        assert!((found - wanted).abs() < 1e-12, "{}: {found} {wanted}", parameter.name);
    }
}

#[test]
fn the_shipped_ensemble_belongs_to_the_record_and_has_draws_enough() {
    let ensemble = Ensemble::shipped().unwrap_or_else(|report| panic!("{report}"));
    assert!(ensemble.draws.len() >= 200, "{} draws", ensemble.draws.len());
    assert_eq!(ensemble.draws.len(), ensemble.origin.kept);
    assert!(SHIPPED.1.len() < 1_500_000, "{} bytes", SHIPPED.1.len());
    let record = Fitted::shipped();
    for (number, draw) in ensemble.draws.iter().enumerate() {
        assert_ne!(draw.fitted, record, "draw {}", number + 1);
        for (parameter, value) in ensemble.space.iter().zip(&draw.values) {
            let (low, high) = parameter.range;
            assert!(low <= *value && *value <= high, "{} = {value}", parameter.name);
        }
    }
    let candidates: Vec<u32> = ensemble.draws.iter().map(|draw| draw.candidate).collect();
    assert!(candidates.is_sorted_by(|a, b| a < b));
}

/// Contributions are split from subsidy by two parameters; what is kept has splits on both sides of the central one.
#[test]
fn the_shipped_ensemble_has_several_splits_of_revenue() {
    let ensemble = Ensemble::shipped().unwrap_or_else(|report| panic!("{report}"));
    let place = |name: &str| ensemble.space.iter().position(|u| u.name == name).expect("drawn");
    let share = place("subsidy.contribution_share");
    let central = ensemble.space[share].central;
    let (below, above): (Vec<f64>, Vec<f64>) =
        ensemble.draws.iter().map(|draw| draw.values[share]).partition(|share| *share < central);
    assert!(below.len() >= 20 && above.len() >= 20, "{} {}", below.len(), above.len());
}
