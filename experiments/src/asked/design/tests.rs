use crate::asked::experiment::Experiment;
use fastox_calibration::parameters::Parameters;
use std::path::Path;

fn read(design: &str) -> Result<Experiment, String> {
    let text = format!("regimes = [\"national-pooling\"]\n[design]\n{design}");
    let read = Experiment::parse("x.toml", &text, Path::new(""), &["national-pooling"], &Parameters::embedded());
    read.map_err(|report| report.to_string())
}

/// The values of a parameter, point by point.
fn values(experiment: &Experiment, name: &str) -> Vec<f64> {
    let design = &experiment.design;
    let value = |number| {
        let mut changes = design.point(number).values().filter(|change| change.name() == name);
        changes.next().expect("a value").value()
    };
    (1..=design.points() as usize).map(value).collect()
}

const TWO: &str = "\n[vary]\n\"migration.level\" = [\"20 %\", \"60 %\"]\n\"macro.wage_growth\" = [{ 2027 = \"2 % per year\" }, { 2027 = \"5 % per year\" }]";

fn with(kind: &str) -> Experiment {
    let two = TWO.replace("[vary]", "[design.vary]");
    read(&format!("{kind}{two}")).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn a_grid_has_every_combination_and_the_last_moves_fastest() {
    let grid = with("kind = \"grid\"");
    let pairs: Vec<(f64, f64)> =
        values(&grid, "migration.level").into_iter().zip(values(&grid, "macro.wage_growth")).collect();
    // Parameters stand in the order of the file.
    assert_eq!(pairs, [(0.2, 0.02), (0.2, 0.05), (0.6, 0.02), (0.6, 0.05)]);
    let written = grid.design.written(&Parameters::embedded());
    assert_eq!(written["migration.level"][2], "nation: 1800-01 0.6 set");
    assert!(written["macro.wage_growth"][1].ends_with("2027-01 0.05 set"), "{written:?}");
}

#[test]
fn a_hypercube_has_a_value_in_every_stratum() {
    let cube = with("kind = \"latin-hypercube\"\npoints = 20\nseed = 3");
    for (name, low, high) in [("migration.level", 0.2, 0.6), ("macro.wage_growth", 0.02, 0.05)] {
        let mut strata: Vec<i32> =
            values(&cube, name).into_iter().map(|value| (20.0 * (value - low) / (high - low)) as i32).collect();
        strata.sort_unstable();
        assert_eq!(strata, (0..20).collect::<Vec<_>>(), "{name}");
    }
    assert_ne!(cube, with("kind = \"latin-hypercube\"\npoints = 20\nseed = 4"));
}

#[test]
fn more_points_of_a_sequence_keep_the_first() {
    let (few, more) = (with("kind = \"sobol\"\npoints = 8"), with("kind = \"sobol\"\npoints = 32"));
    for name in ["migration.level", "macro.wage_growth"] {
        assert_eq!(values(&few, name), values(&more, name)[..8]);
        let halves = values(&more, name)
            .into_iter()
            .filter(|value| *value < if name == "migration.level" { 0.4 } else { 0.035 });
        assert_eq!(halves.count(), 16, "{name}");
    }
}

#[test]
fn what_is_no_design_is_refused_at_its_place() {
    let vary = "[design.vary]\n\"migration.level\" = ";
    for (text, says) in [
        ("kind = \"cube\"".to_owned(), "there is no design `cube`"),
        (format!("kind = \"sobol\"\n{vary}[\"20 %\", \"60 %\"]"), "points"),
        (format!("kind = \"sobol\"\npoints = 0\n{vary}[\"20 %\", \"60 %\"]"), "a design of 0 points"),
        (format!("kind = \"sobol\"\npoints = 4\n{vary}[\"20 %\"]"), "`migration.level` needs two values"),
        (format!("kind = \"sobol\"\npoints = 4\n{vary}[\"20 %\", {{ 2030 = \"60 %\" }}]"), "the same date"),
        (format!("kind = \"grid\"\n{vary}[\"20 %\", \"20 %\"]"), "`migration.level` has this value twice"),
        (format!("kind = \"grid\"\n{vary}[\"2000 %\"]"), "2000 %"),
        (format!("kind = \"grid\"\n{vary}[]"), "`migration.level` has no value"),
        (format!("kind = \"grid\"\n{vary}\"20 %\""), "a list"),
        (
            "kind = \"grid\"\n[design.vary]\n\"migration.levle\" = [\"20 %\"]".to_owned(),
            "did you mean `migration.level`",
        ),
        ("kind = \"grid\"\n[design.vary]".to_owned(), "the grid has no point"),
        ("kind = \"sobol\"\npoints = 4\n[design.vary]\n\"subsidy.path\" = [\"a\", \"b\"]".to_owned(), "subsidy.path"),
    ] {
        let refused = read(&text).expect_err(&text);
        assert!(refused.contains(says) && refused.contains("x.toml"), "{text}\n{refused}");
    }
}
