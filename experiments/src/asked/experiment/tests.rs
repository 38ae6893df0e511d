use super::*;

const SHIPPED: [&str; 4] = ["stand-alone", "central-adjustment", "national-pooling", "unified"];

fn parse(text: &str) -> Result<Experiment, Report> {
    let parameters = Parameters::embedded();
    Experiment::parse("asked.toml", text, Path::new("scenarios"), &SHIPPED, &parameters)
}

fn refused(text: &str) -> String {
    parse(text).expect_err("it is wrong").to_string()
}

#[test]
fn an_empty_file_is_the_main_experiment() {
    assert_eq!(parse(""), Ok(Experiment::default_main()));
    let main = Experiment::default_main();
    assert_eq!((main.regimes.len(), main.responses.len(), main.people), (6, 2, 5_000_000));
    assert_eq!((main.seeds.as_slice(), main.last_year, main.sample), ([1].as_slice(), 2075, 1000));
}

#[test]
fn every_key_is_read() {
    let experiment = parse(
        "title = \"More\"\nregimes = [\"unified\"]\nresponses = [\"responding\"]\n\
         people = \"200,000 persons\"\nseeds = [3, 1]\nlast_year = 2030\nsample = 0\n\
         [override]\nmigration.level = \"60 %\"\n",
    )
    .expect("it is good");
    assert_eq!(experiment.title.as_deref(), Some("More"));
    assert_eq!(experiment.regimes, [Regime::Shipped("unified".to_owned())]);
    assert_eq!(experiment.responses, [Response::Responding]);
    assert_eq!((experiment.people, experiment.seeds.as_slice()), (200_000, [3, 1].as_slice()));
    assert_eq!((experiment.last_year, experiment.sample), (2030, 0));
    let mut parameters = Parameters::embedded();
    parameters.apply(&experiment.overlay);
    let level = parameters.in_january(2030).value("migration.level");
    assert!((level - 0.6).abs() < 1e-12);
}

#[test]
fn a_regime_that_does_not_exist_is_answered_with_the_list() {
    assert_eq!(
        refused("regimes = [\"stand-alone\", \"national-poling\"]\n"),
        "\
error: there is no regime `national-poling`
 --> asked.toml:1:27
  |
1 | regimes = [\"stand-alone\", \"national-poling\"]
  |                           ^^^^^^^^^^^^^^^^^ found here
  |
  = help: did you mean `national-pooling`? choose `stand-alone`, `central-adjustment`, \
`national-pooling` or `unified`, or the path of a file ending in `.toml`"
    );
    let gone = refused("regimes = [\"mine.toml\"]\n");
    let path = Path::new("scenarios").join("mine.toml");
    assert!(gone.contains(&format!("there is no file `{}`", path.display())), "{gone}");
}

#[test]
fn an_unknown_key_is_answered_with_the_keys() {
    let message = refused("regime = [\"unified\"]\n");
    assert!(message.starts_with("error: unknown key `regime`\n --> asked.toml:1:1\n"), "{message}");
    assert!(
        message.ends_with(
            "did you mean `regimes`? choose `design`, `draws`, `last_year`, `override`, `people`, `question`, \
             `range_people`, `regimes`, `responses`, `sample`, `seeds`, `source`, `time` or `title`"
        ),
        "{message}"
    );
}

#[test]
fn numbers_out_of_bounds_are_refused() {
    for (text, start) in [
        ("people = 0", "`people` needs a whole number above zero, but the number `0` was found"),
        ("people = -5", "`people` needs a whole number above zero, but the number `-5` was found"),
        ("people = 1.5", "`people` needs a whole number, but the number `1.5` was found"),
        ("people = \"5 %\"", "`5 %` is a share in %, but `people` needs a number of persons"),
        ("seeds = []", "`seeds` is empty"),
        ("seeds = [1, 2, 1]", "the number `1` stands twice in `seeds`"),
        ("seeds = [-1]", "`seeds` needs a number of zero or more, but `-1` was found"),
        ("seeds = 1", "`seeds` needs a list, but the number `1` was found"),
        ("last_year = 2020", "`last_year` is 2020, outside 2021 to 2080"),
        ("last_year = 2081", "`last_year` is 2081, outside 2021 to 2080"),
        ("last_year = \"2075\"", "`last_year` needs a whole number, but the text `\"2075\"` was found"),
        ("responses = [\"responing\"]", "there is no response `responing`"),
        ("override = 5", "`override` needs a table, but the number `5` was found"),
    ] {
        let message = refused(text);
        assert!(message.starts_with(&format!("error: {start}\n --> asked.toml:1:")), "{message}");
        assert!(message.contains("= help: "), "{message}");
    }
}

#[test]
fn all_problems_of_an_override_are_reported_at_their_places() {
    let message = refused(
        "people = 0\n[override]\n\"migration.levle\" = \"40 %\"\n\"macro.discount\" = \"4 %\"\n\
         \"migration.level\" = 0.4\n\"account.crediting_rate\" = { 2030 = \"99 % per year\" }\n\
         \"contribution.base_floor\" = { province = { 47 = \"50 %\" } }\n",
    );
    for (line, start) in [
        (1, "`people` needs a whole number above zero"),
        (3, "there is no parameter `migration.levle`"),
        (4, "`4 %` is a share in %, but `macro.discount` needs a share in % per year"),
        (5, "`0.4` is a bare number, but `migration.level` needs a share in %"),
        (6, "`account.crediting_rate` is 99 % per year from 2030, outside its plausible range"),
        (7, "there is no province `47`"),
    ] {
        assert!(message.contains(start), "{start}\n{message}");
        assert!(message.contains(&format!(" --> asked.toml:{line}:")), "{line}\n{message}");
    }
    assert_eq!(message.matches("error:").count(), 6, "{message}");
    assert!(message.contains("did you mean `migration.level`?"), "{message}");
    assert!(message.contains("such as `\"40 %\"`"), "{message}");
}

#[test]
fn broken_toml_is_reported_at_its_place() {
    assert!(refused("people = 5 000\n").contains(" --> asked.toml:1:"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let message = Experiment::load(Path::new("gone.toml"), &SHIPPED, &Parameters::embedded());
    assert_eq!(
        message.expect_err("it is not there").to_string(),
        "error: there is no such file\n--> gone.toml\n = help: check the path; it starts from where you stand"
    );
}
