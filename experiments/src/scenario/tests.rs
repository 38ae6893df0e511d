use super::*;
use fastox_model::pooling::ClauseSpec;

fn refused(text: &str) -> String {
    parse("mine", "mine.toml", text).expect_err("it is wrong").to_string()
}

const HEAD: &str = "title = \"a\"\nsource = \"b\"\n";

fn with(clauses: &str) -> String {
    format!("{HEAD}[[pooling]]\nfrom = 2022\nclauses = [ {clauses} ]\n")
}

const BACKSTOP: &str = "{ central-backstop = { centre-share = \"50 %\" } }";

#[test]
fn every_shipped_scenario_reads_and_closes_its_gaps() {
    for (name, text) in SHIPPED {
        let regime = shipped(name);
        assert!(text.starts_with('#') && !regime.regime.source.is_empty(), "{name}");
        for period in &regime.regime.periods {
            assert_eq!(
                period.clauses.last().map(ClauseSpec::name),
                Some("central-backstop"),
                "{name}"
            );
        }
    }
}

#[test]
fn national_pooling_takes_over_from_the_adjustment_fund() {
    let regime = shipped("national-pooling");
    let names = |year| regime.regime.clauses(year).iter().map(ClauseSpec::name).collect::<Vec<_>>();
    assert_eq!(names(2021)[0], "assessed-remittance");
    assert_eq!(names(2022), ["surplus-remittance", "gap-allocation", "central-backstop"]);
}

#[test]
fn an_unknown_clause_gets_the_list() {
    let told = refused(&with(&format!("{{ gap-alocation = {{}} }}, {BACKSTOP}")));
    assert!(told.contains("there is no clause `gap-alocation`"), "{told}");
    assert!(
        told.contains("mine.toml:5:15") && told.contains("did you mean `gap-allocation`"),
        "{told}"
    );
}

#[test]
fn an_unknown_key_of_a_clause_is_pointed_at() {
    let told = refused(&with(&format!("{{ gap-allocation = {{ share = \"1 %\" }} }}, {BACKSTOP}")));
    assert!(told.contains("unknown key `share`") && told.contains("`local-share`"), "{told}");
    assert!(told.contains("mine.toml:5:"), "{told}");
}

#[test]
fn a_wrong_unit_is_pointed_at() {
    let told = refused(&with("{ central-backstop = { centre-share = 0.5 } }"));
    assert!(told.contains("mine.toml:5:51") && told.contains("such as `\"50 %\"`"), "{told}");
    let told = refused(&with("{ central-backstop = { centre-share = \"5 years\" } }"));
    assert!(told.contains("`5 years` is no share"), "{told}");
}

#[test]
fn a_share_beyond_one_is_refused() {
    let told = refused(&with("{ central-backstop = { centre-share = \"150 %\" } }"));
    assert!(
        told.contains("`centre-share` is a share, but the text `\"150 %\"` was found"),
        "{told}"
    );
}

#[test]
fn years_out_of_order_are_refused() {
    let period = |year| format!("[[pooling]]\nfrom = {year}\nclauses = [ {BACKSTOP} ]\n");
    let told = refused(&format!("{HEAD}{}{}", period(2022), period(2020)));
    assert!(told.contains("years out of order: 2020 comes after 2022"), "{told}");
    let told = refused(&format!("{HEAD}{}", period(2030)));
    assert!(told.contains("`pooling` says nothing of 2022"), "{told}");
}

#[test]
fn a_list_that_leaves_gaps_open_is_refused() {
    let told = refused(&with("{ gap-allocation = {} }"));
    assert!(told.contains("does not end with `central-backstop`"), "{told}");
}

#[test]
fn all_problems_are_told_at_once() {
    let told = refused("titel = \"a\"\n[[pooling]]\nfrom = 1999\nclauses = [ { gap = {} } ]\n");
    for part in
        ["no `title`", "no `source`", "unknown key `titel`", "`from` is 1999", "no clause `gap`"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_name_that_is_not_shipped_gets_the_list() {
    let told = load("national-poling").expect_err("a typo").to_string();
    assert!(told.contains("did you mean `national-pooling`"), "{told}");
    let told = load("nowhere/mine.toml").expect_err("no file").to_string();
    assert!(told.contains("there is no such file"), "{told}");
}
