//! What an overlay or the command line changes.

use super::*;

#[test]
fn an_overlay_takes_over_from_its_first_date_in_every_province() {
    let mut parameters = good();
    let text = "\"contribution.employer_rate\" = { 2027 = \"18 %\", 2030 = \"20 %\" }\nmigration.level = \"40 %\"\n";
    parameters.apply_overlay("reform.toml", text).expect("it is good");
    assert_eq!(parameters.in_month(Month::new(2026, 12)).value(RATE), 0.16);
    assert_eq!(parameters.in_month(Month::new(2022, 7)).in_province(guangdong()).value(RATE), 0.15);
    assert_eq!(parameters.in_january(2027).in_province(guangdong()).value(RATE), 0.18);
    assert_eq!(parameters.in_january(2030).value(RATE), 0.20);
    assert_eq!(parameters.in_january(2021).value("migration.level"), 0.40);
}

#[test]
fn an_overlay_may_change_one_province() {
    let mut parameters = good();
    let text = "[contribution.employer_rate]\n2027 = \"18 %\"\nprovince = { Guangdong = { 2028 = \"15 %\" }, 11 = \"10 %\" }\n";
    parameters.apply_overlay("reform.toml", text).expect("it is good");
    assert_eq!(parameters.in_month(Month::new(2027, 6)).in_province(guangdong()).value(RATE), 0.18);
    assert_eq!(parameters.in_january(2028).in_province(guangdong()).value(RATE), 0.15);
    assert_eq!(parameters.in_january(2000).in_province(Province::find("11")).value(RATE), 0.10);
    assert_eq!(parameters.in_january(2028).value(RATE), 0.18);
}

#[test]
fn an_overlay_may_name_only_what_exists() {
    assert_eq!(
        overlay_refused("\"contribution.employr_rate\" = \"16 %\"\n"),
        "\
error: there is no parameter `contribution.employr_rate`
 --> reform.toml:1:1
  |
1 | \"contribution.employr_rate\" = \"16 %\"
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^ found here
  |
  = help: did you mean `contribution.employer_rate`?"
    );
    let group = overlay_refused("migration = \"16 %\"\n");
    assert!(group.contains("`migration` is a group of parameters: choose `migration.level`"));
    let stranger = overlay_refused("weather = \"16 %\"\n");
    assert!(stranger.contains("`fastox list parameters` shows all names"), "{stranger}");
}

#[test]
fn an_overlay_is_checked_for_units_ranges_choices_and_provinces() {
    let report = overlay_refused(
        "\"migration.level\" = \"2 years\"\n\
         \"contribution.employer_rate\" = { 2027 = \"60 %\", province = { Atlantis = \"16 %\" } }\n\
         subsidy.path = \"gpd\"\n",
    );
    for part in [
        "`2 years` is a time in years or months, but `migration.level` needs a share in %",
        "`contribution.employer_rate` is 60 % from 2027, outside its plausible range 0 % to 40 %",
        "help: choose a value from 0 % to 40 %",
        "there is no province `Atlantis`",
        "`subsidy.path` has no choice `gpd`",
        "did you mean `gdp`? choose `gdp` or `frozen`",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
    assert_eq!(report.matches("error:").count(), 4, "{report}");
}

#[test]
fn the_command_line_sets_values() {
    let mut parameters = good();
    parameters.set("migration.level=40 %").expect("a quantity");
    parameters.set("contribution.employer_rate = { 2027 = \"18 %\" }").expect("a table");
    parameters.set("subsidy.path=frozen").expect("a choice");
    assert_eq!(parameters.in_january(2021).value("migration.level"), 0.40);
    assert_eq!(parameters.in_january(2027).value(RATE), 0.18);
    assert_eq!(parameters.in_january(2030).choice("subsidy.path"), "frozen");
    let report = parameters.set("migration.level").expect_err("no value").to_string();
    assert!(report.contains("`migration.level` sets nothing"), "{report}");
    let report = parameters.set("migration.level=0.4").expect_err("no unit").to_string();
    assert!(report.contains("`0.4` is a pure number, but `migration.level` needs a share in %"));
    assert!(report.contains("write it as `--set \"migration.level=40 %\"`"), "{report}");
}
