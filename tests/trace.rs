//! A life that is lived again is the life of the run, and its numbers add up.

use crate::program::fastox;
use crate::snapshot;
use crate::support::{experiment, lived_with, table};
use fastox_experiments::questions::trace::{
    Refusal, Relived, Stored, TracedLife, TracedStep, Wanted, relive, same_program,
};
use fastox_experiments::{Response, RunResult};
use fastox_outputs::Table;
use std::sync::LazyLock;

/// Two worlds of two responses, with a changed parameter, to 2032.
static RUN: LazyLock<RunResult> = LazyLock::new(|| {
    let responses = [Response::Fixed, Response::Responding];
    let asked = experiment(&["stand-alone", "national-pooling"], &responses, 2032);
    lived_with(&asked, &["migration.level=43.21 %"])
});

fn stored(result: &RunResult) -> Stored {
    let table = |name| table(result, name).clone();
    Stored { national_year: table("national_year"), people: table("people") }
}

fn traced(person: u32, wanted: Wanted<'_>) -> Result<TracedLife, Refusal> {
    let relived = Relived::of("a run", &RUN.manifest, wanted).expect("a world of the run");
    relive(&relived, person, &stored(&RUN), &mut |_| ())
}

/// People of the sample whose last row shows this, in the world as enacted with governments that respond.
fn sampled(shows: impl Fn(&Table, usize) -> bool) -> Vec<u32> {
    let people = table(&RUN, "people");
    let (worlds, responses) = (people.column_name("world"), people.column_name("response"));
    let enacted = |row: &usize| worlds[*row] == "national-pooling" && responses[*row] == "responding";
    let rows = (0..people.rows()).filter(enacted).filter(|row| shows(people, *row));
    let mut found: Vec<u32> = rows.map(|row| people.column_count("person")[row] as u32).collect();
    found.dedup();
    found
}

fn awarded_lately(people: &Table, row: usize) -> bool {
    let (year, award) = (people.column_whole("year")[row], people.column_number("award_year")[row]);
    year == 2032 && award > 2021.0
}

#[test]
fn a_traced_life_is_the_life_of_the_run_in_both_worlds() {
    let person = sampled(awarded_lately)[0];
    let people = table(&RUN, "people");
    for (world, response) in [("stand-alone", Response::Fixed), ("national-pooling", Response::Responding)] {
        let wanted = Wanted { world: Some(world), response: Some(response), seed: Some(1) };
        let life = traced(person, wanted).expect("the life of the run");
        assert!(life.sampled, "{}", life.checked());
        let (worlds, responses) = (people.column_name("world"), people.column_name("response"));
        let (persons, years) = (people.column_count("person"), people.column_whole("year"));
        let (accounts, pensions) = (people.column_number("account_yuan"), people.column_number("pension_yuan_month"));
        let mut compared = 0;
        for row in 0..people.rows() {
            let here = worlds[row] == world && responses[row] == response.name();
            if !here || persons[row] != i64::from(person) {
                continue;
            }
            let year = life.years.iter().find(|year| year.year == years[row]).expect("the year");
            assert_eq!(year.account_yuan.to_bits(), accounts[row].to_bits(), "{year:?}");
            assert_eq!(year.months_paid, people.column_whole("months_paid")[row] as u16);
            let places = [("residence", year.residence), ("relation", year.relation)];
            for (column, code) in places {
                let found = people.column_number(column)[row];
                assert_eq!(code.map(f64::from), Some(found).filter(|code| !code.is_nan()), "{column}");
            }
            assert_eq!(year.status, people.column_name("status")[row]);
            assert!(
                year.pension_yuan_month.unwrap_or(f64::NAN).to_bits() == pensions[row].to_bits()
                    || pensions[row].is_nan()
            );
            compared += 1;
        }
        assert_eq!(compared, 12, "2021 to 2032");
    }
}

fn value(lines: &[TracedStep], step: &str) -> f64 {
    let line = lines.iter().find(|line| line.step == step);
    line.and_then(|line| line.value).unwrap_or_else(|| panic!("no `{step}` in {lines:?}"))
}

/// The formula as it is printed, worked out again: the award from its components, the account from its parts.
#[test]
fn printed_numbers_add_up() {
    let mut awards = 0;
    for person in sampled(awarded_lately).into_iter().take(3) {
        let life = traced(person, Wanted::default()).expect("the life of the run");
        for pair in life.years.windows(2) {
            let (before, year) = (&pair[0], &pair[1]);
            let steps = &year.steps;
            let has = |step: &str| steps.iter().any(|line| line.step == step);
            if has("deposit") && before.relation.is_some() {
                let account = before.account_yuan + value(steps, "deposit") + value(steps, "interest");
                assert!((account - year.account_yuan).abs() < 0.01, "{year:?}");
            }
            if !has("award") {
                continue;
            }
            let parts = ["basic", "account pension", "transition", "local", "rounding"];
            let total: f64 = steps.iter().filter(|l| parts.contains(&l.step)).filter_map(|l| l.value).sum();
            let line = steps.iter().find(|line| line.step == "award").expect("an award");
            let mut factors = line.text.split(" · ").skip(1);
            let product = factors
                .try_fold(total, |product, factor| Some(product * factor.split(' ').next()?.parse::<f64>().ok()?));
            let awarded = line.value.expect("a pension");
            // The level is printed with four decimals.
            assert!((product.expect("numbers") / awarded - 1.0).abs() < 1e-3, "{line:?}");
            awards += 1;
        }
    }
    assert_eq!(awards, 3);
}

#[test]
fn one_life_is_told_as_it_was_agreed() {
    let mover = sampled(|people, row| {
        people.column_whole("hukou")[row] != people.column_whole("residence")[row] && awarded_lately(people, row)
    });
    let person = mover.first().copied().unwrap_or_else(|| sampled(awarded_lately)[0]);
    let life = traced(person, Wanted::default()).expect("the life of the run");
    snapshot::compare("golden/life.txt", &life.to_string());
}

#[test]
fn a_person_nobody_knows_is_refused() {
    let refused = traced(4_000_000_000, Wanted::default()).expect_err("nobody has this id");
    let Refusal::Nobody { opening, last: None } = refused else { panic!("{refused:?}") };
    assert!((19_000..21_000).contains(&opening), "{opening}");
}

#[test]
fn a_child_of_2020_is_traced_from_the_year_it_turns_sixteen() {
    let Err(Refusal::Nobody { opening, .. }) = traced(4_000_000_000, Wanted::default()) else {
        panic!("nobody has this id")
    };
    let life = traced(opening as u32, Wanted::default()).expect("the first who turns 16");
    assert_eq!((life.years[0].year, life.years[0].age), (2021, 16));
}

#[test]
fn a_run_that_differs_is_refused() {
    let relived = Relived::of("a run", &RUN.manifest, Wanted::default()).expect("a world of the run");
    let other = experiment(&["national-pooling"], &[Response::Responding], 2023);
    let other = stored(&lived_with(&other, &["migration.level=10 %"]));
    let refused = relive(&relived, 1, &other, &mut |_| ()).expect_err("another run");
    let Refusal::Differs(difference) = refused else { panic!("{refused:?}") };
    assert!(difference.to_string().contains("of 2021 is"), "{difference}");
    let mut manifest = RUN.manifest.clone();
    assert!(same_program("a run", &manifest).is_ok());
    manifest.parameters_checksum.clear();
    let output = same_program("a run", &manifest).expect_err("other parameters").to_string();
    assert!(output.contains("other shipped parameters"), "{output}");
}

#[test]
fn a_rule_of_another_program_is_named() {
    let mut manifest = RUN.manifest.clone();
    let regime = "title = \"T\"\nsource = \"S\"\n[[pooling]]\nfrom = 2018\nclauses = [\"thirty\"]\n";
    let entries = [("regime thirty", regime), ("clause thirty", "def thirty(b): ...")];
    manifest.overrides.extend(entries.map(|(key, text)| (key.to_owned(), text.to_owned())));
    manifest.worlds.push("thirty responding".to_owned());
    let wanted = Wanted { world: Some("thirty"), ..Wanted::default() };
    let output = Relived::of("a run", &manifest, wanted).expect_err("a rule in Python").to_string();
    assert!(output.contains("a rule written in Python (`thirty`)"), "{output}");
    assert!(Relived::of("a run", &manifest, Wanted::default()).is_ok());
}

#[test]
fn worlds_and_seeds_the_run_has_not_are_answered_with_those_it_has() {
    let output = |wanted| Relived::of("a run", &RUN.manifest, wanted).expect_err("not in the run").to_string();
    let world = output(Wanted { world: Some("national-poling"), ..Wanted::default() });
    assert!(world.contains("did you mean `national-pooling`"), "{world}");
    let response = output(Wanted { response: Some(Response::Nash), ..Wanted::default() });
    assert!(response.contains("its worlds are stand-alone fixed, "), "{response}");
    let seed = output(Wanted { seed: Some(9), ..Wanted::default() });
    assert!(seed.contains("its seeds are 1"), "{seed}");
}

#[test]
fn the_command_prints_years_and_says_what_it_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = ["run", "--people", "3000", "--last-year", "2024", "--sample", "20", "--quiet", "--out", "r"];
    assert_eq!(fastox(folder.path(), &asked).code, Some(0));
    let output = fastox(folder.path(), &["trace", "r", "--person", "7", "--json"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.contains("\"year\": 2024"), "{}", output.stdout);
    assert!(output.stderr.contains("every national sum agrees with the run"), "{}", output.stderr);
    let output = fastox(folder.path(), &["report", "r"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(output.stdout.ends_with("r/report.html\n"), "{}", output.stdout);
    let page = std::fs::read_to_string(folder.path().join("r/report.html")).expect("a page");
    assert_eq!(page.matches("<polyline fill").count(), 36, "three pictures of twelve worlds");
    assert!(page.contains("<span lang=\"en\">Guangdong</span><span lang=\"zh\">广东</span>") && !page.contains("http"));
    let output = fastox(folder.path(), &["trace", "r", "--person", "99999"]);
    assert_eq!(output.code, Some(2));
    for part in ["nobody in `r` has the id 99999", "ids run from 0 to ", "the table `people` holds "] {
        assert!(output.stderr.contains(part), "{}", output.stderr);
    }
}
