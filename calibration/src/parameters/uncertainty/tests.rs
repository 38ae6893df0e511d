use super::*;
use fastox_model::geography::Province;

fn find(parameters: &Parameters, name: &str) -> Uncertain {
    let space = uncertain(parameters);
    space.into_iter().find(|u| u.name == name).unwrap_or_else(|| panic!("no `{name}`"))
}

#[test]
fn bounds_lie_in_the_range_around_the_central_value() {
    let parameters = Parameters::embedded();
    let space = uncertain(&parameters);
    assert!(space.len() > 70, "{}", space.len());
    assert!(space.is_sorted_by(|a, b| a.name < b.name));
    for u in &space {
        let (first, last) = u.range;
        assert!(first <= u.low && u.low <= u.central, "{u:?}");
        assert!(u.central <= u.high && u.high <= last && u.low < u.high, "{u:?}");
        assert!(!u.whole || [u.low, u.central, u.high].iter().all(|v| v.fract() == 0.0), "{u:?}");
    }
    assert!(space.iter().all(|u| u.name != "subsidy.path"), "a choice is no number");
    assert!(space.iter().all(|u| u.name != "contribution.employer_rate"), "law is not swept");
}

#[test]
fn every_value_of_a_shifted_path_stays_in_the_sweep_and_two_reach_it() {
    let parameters = Parameters::embedded();
    for u in uncertain(&parameters).iter().filter(|u| u.spread == Spread::Uniform) {
        let sweep = parameters.get(&u.name).and_then(|p| p.sweep).expect("uniform means swept");
        let envelope = |value: f64| {
            let mut changed = parameters.clone();
            u.set(&mut changed, value);
            let years = if u.name == "coverage.growth" { 2025..2036 } else { 2025..2080 };
            let values = years.map(|year| changed.in_month(Month::new(year, 6)).value(&u.name));
            values.fold((f64::MAX, f64::MIN), |(low, high), v| (v.min(low), v.max(high)))
        };
        assert!((envelope(u.low).0 - sweep.0).abs() < 1e-12, "{} {:?}", u.name, envelope(u.low));
        assert!((envelope(u.high).1 - sweep.1).abs() < 1e-12, "{} {:?}", u.name, envelope(u.high));
    }
}

#[test]
fn what_was_observed_stays() {
    let parameters = Parameters::embedded();
    for u in uncertain(&parameters) {
        let dated = parameters.get(&u.name).and_then(|p| p.national.as_ref());
        if dated.is_none_or(Timeline::is_constant) {
            continue;
        }
        let mut changed = parameters.clone();
        u.set(&mut changed, u.high);
        for year in 2004..2025 {
            let at = |p: &Parameters| p.in_month(Month::new(year, 12)).value(&u.name).to_bits();
            assert_eq!(at(&changed), at(&parameters), "{} {year}", u.name);
        }
        let now = changed.in_january(2025).value(&u.name);
        assert_eq!(now.to_bits(), u.high.to_bits(), "{}", u.name);
    }
}

#[test]
fn a_phase_is_swept_and_what_follows_it_stays() {
    let mut parameters = Parameters::embedded();
    let growth = find(&parameters, "coverage.growth");
    assert_eq!((growth.low, growth.high), (0.0, 0.02));
    growth.set(&mut parameters, 0.02);
    let at = |year| parameters.in_january(year).value("coverage.growth");
    assert_eq!([2024, 2025, 2035, 2036].map(at), [0.01, 0.02, 0.02, 0.0]);
}

#[test]
fn provinces_move_with_the_nation_within_the_range() {
    let mut parameters = Parameters::embedded();
    let own = "early_claiming.take_up={ province = { 44 = \"80 %\" } }";
    parameters.set(own).expect("a change that works");
    let take_up = find(&parameters, "early_claiming.take_up");
    take_up.set(&mut parameters, 0.6);
    let at = |code| parameters.in_month(FROM).in_province(Province::from_code(code)).value("early_claiming.take_up");
    assert!((at(44) - 0.9).abs() < 1e-12 && (at(43) - 0.6).abs() < 1e-12);
    take_up.set(&mut parameters, 1.0);
    let at = |code| parameters.in_month(FROM).in_province(Province::from_code(code)).value("early_claiming.take_up");
    assert_eq!([at(44), at(43)], [1.0, 1.0]);
}

#[test]
fn the_central_value_changes_nothing_and_another_is_told() {
    let parameters = Parameters::embedded();
    for u in uncertain(&parameters) {
        let mut same = parameters.clone();
        u.set(&mut same, u.central);
        assert_eq!(same, parameters, "{}", u.name);
        u.set(&mut same, u.low + 0.41 * (u.high - u.low));
        assert_eq!(same.get(&u.name).expect("it is there").changed_by, [SOURCE], "{}", u.name);
    }
}

#[test]
fn quantiles_follow_the_spread() {
    let parameters = Parameters::embedded();
    let experience = find(&parameters, "wage.experience.male");
    let Spread::Normal { standard_error, .. } = experience.spread else { panic!("{experience:?}") };
    let score = |u: f64| (experience.quantile(u) - experience.central) / standard_error;
    // Quantiles of the standard normal as tables print them; the range cuts nothing off at these decimals.
    for (u, z) in [(0.5, 0.0), (0.975, 1.959_964), (0.025, -1.959_964), (0.841_345, 1.0)] {
        assert!((score(u) - z).abs() < 1e-5, "{u}: {}", score(u));
    }
    assert_eq!([0.0, 1.0].map(|u| experience.quantile(u)).map(f64::is_finite), [true, true]);
    let take_up = find(&parameters, "early_claiming.take_up");
    assert_eq!([0.0, 0.25, 1.0].map(|u| take_up.quantile(u)), [0.0, 0.25, 1.0]);
}

#[test]
fn whole_numbers_have_the_same_chance_each() {
    let year = find(&Parameters::embedded(), "macro.base_convergence_year");
    let counts = (0..1500).fold([0; 15], |mut counts, i| {
        counts[(year.quantile((f64::from(i) + 0.5) / 1500.0) - year.low) as usize] += 1;
        counts
    });
    assert_eq!(counts, [100; 15]);
    assert_eq!(year.quantile(1.0), 2040.0);
    let mut parameters = Parameters::embedded();
    year.set(&mut parameters, 2033.4);
    assert_eq!(parameters.in_month(FROM).value("macro.base_convergence_year"), 2033.0);
}

#[test]
fn a_file_of_bare_numbers_is_taken_in_natural_units() {
    let mut parameters = Parameters::embedded();
    let text = "\"macro.wage_growth\" = 0.05\n[early_claiming]\ntake_up = \"75 %\"\n\
                [contribution]\nemployer_rate = 0.18\n[subsidy]\npath = \"frozen\"\n";
    apply_file(&mut parameters, "x.toml", text).expect("values that work");
    let at = |name: &str, year| parameters.in_month(Month::new(year, 7)).value(name);
    assert_eq!([2024, 2025].map(|year| at("macro.wage_growth", year)), [0.015, 0.05]);
    assert_eq!([2015, 2030].map(|year| at("contribution.employer_rate", year)), [0.18; 2]);
    assert_eq!(at("early_claiming.take_up", 2030), 0.75);
    assert_eq!(parameters.in_month(FROM).choice("subsidy.path"), "frozen");
}

#[test]
fn every_problem_of_such_a_file_is_told_and_nothing_changes() {
    let mut parameters = Parameters::embedded();
    let text = "\"macro.wage_grwth\" = 0.05\n\"early_claiming.take_up\" = 75\n\
                \"subsidy.path\" = 1\n\"migration.level\" = \"0.4\"\n";
    let report = apply_file(&mut parameters, "x.toml", text).expect_err("wrong").to_string();
    for part in [
        "x.toml:1:1",
        "did you mean `macro.wage_growth`",
        "`early_claiming.take_up` is 7500 %, outside its plausible range 0 % to 100 %",
        "the number `1` was found",
        "`0.4` is a pure number, but `migration.level` needs a share in %",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(parameters, Parameters::embedded());
}
