use super::*;
use fastox_model::pooling::ClauseSpec;

fn refused(text: &str) -> String {
    parse("mine", "mine.toml", text, &Parameters::embedded()).expect_err("it is wrong").to_string()
}

const HEAD: &str = "title = \"a\"\nsource = \"b\"\n";

fn with(clauses: &str) -> String {
    format!("{HEAD}[[pooling]]\nfrom = 2022\nclauses = [ {clauses} ]\n")
}

const BACKSTOP: &str = "{ central-backstop = { centre-share = \"50 %\" } }";

#[test]
fn every_shipped_scenario_reads_and_closes_its_gaps() {
    for (name, text) in SHIPPED {
        let regime = shipped(name).regime;
        assert!(text.starts_with('#') && !regime.source.is_empty(), "{name}");
        for period in &regime.periods {
            assert_eq!(period.clauses.last().map(ClauseSpec::name), Some("central-backstop"), "{name}");
        }
    }
}

#[test]
fn national_pooling_takes_over_from_the_adjustment_fund() {
    let regime = shipped("national-pooling").regime;
    let names = |year| regime.clauses(year).iter().map(ClauseSpec::name).collect::<Vec<_>>();
    assert_eq!(names(2021)[0], "assessed-remittance");
    assert_eq!(names(2022), ["surplus-remittance", "gap-allocation", "central-backstop"]);
}

#[test]
fn an_unknown_clause_gets_the_list() {
    let message = refused(&with(&format!("{{ gap-alocation = {{}} }}, {BACKSTOP}")));
    assert!(message.contains("there is no clause `gap-alocation`"), "{message}");
    assert!(message.contains("mine.toml:5:15") && message.contains("did you mean `gap-allocation`"), "{message}");
}

#[test]
fn an_unknown_key_of_a_clause_is_pointed_at() {
    let message = refused(&with(&format!("{{ gap-allocation = {{ share = \"1 %\" }} }}, {BACKSTOP}")));
    assert!(message.contains("unknown key `share`") && message.contains("`local-share`"), "{message}");
    assert!(message.contains("mine.toml:5:"), "{message}");
}

#[test]
fn a_wrong_unit_is_pointed_at() {
    let message = refused(&with("{ central-backstop = { centre-share = 0.5 } }"));
    assert!(message.contains("mine.toml:5:51") && message.contains("such as `\"50 %\"`"), "{message}");
    let message = refused(&with("{ central-backstop = { centre-share = \"5 years\" } }"));
    assert!(message.contains("`5 years` is no share"), "{message}");
}

#[test]
fn a_share_beyond_one_is_refused() {
    let message = refused(&with("{ central-backstop = { centre-share = \"150 %\" } }"));
    assert!(message.contains("`centre-share` is a share, but the text `\"150 %\"` was found"), "{message}");
}

#[test]
fn years_out_of_order_are_refused() {
    let period = |year| format!("[[pooling]]\nfrom = {year}\nclauses = [ {BACKSTOP} ]\n");
    let message = refused(&format!("{HEAD}{}{}", period(2022), period(2020)));
    assert!(message.contains("years out of order: 2020 comes after 2022"), "{message}");
    let message = refused(&format!("{HEAD}{}", period(2030)));
    assert!(message.contains("`pooling` says nothing of 2022"), "{message}");
}

#[test]
fn a_list_that_leaves_gaps_open_is_refused() {
    let message = refused(&with("{ gap-allocation = {} }"));
    assert!(message.contains("does not end with `central-backstop`"), "{message}");
}

#[test]
fn all_problems_are_reported_at_once() {
    let message = refused("titel = \"a\"\n[[pooling]]\nfrom = 1999\nclauses = [ { gap = {} } ]\n");
    for part in ["no `title`", "no `source`", "unknown key `titel`", "`from` is 1999", "no clause `gap`"] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[test]
fn a_name_that_is_not_shipped_gets_the_list() {
    let message = load("national-poling", &Parameters::embedded()).expect_err("a typo").to_string();
    assert!(message.contains("did you mean `national-pooling`"), "{message}");
    let message = load("nowhere/mine.toml", &Parameters::embedded()).expect_err("no file").to_string();
    assert!(message.contains("there is no such file"), "{message}");
}

const BASED: &str = "title = \"a\"\nsource = \"b\"\nbase = \"national-pooling\"\n";

#[test]
fn a_scenario_can_start_from_another() {
    let clauses = format!("[[pooling]]\nfrom = 2027\nclauses = [ {BACKSTOP} ]\n");
    let scenario =
        parse("mine", "mine.toml", &format!("{BASED}{clauses}"), &Parameters::embedded()).expect("it is right");
    let names = |year| {
        let clauses = scenario.regime.clauses(year);
        clauses.iter().map(ClauseSpec::name).collect::<Vec<_>>()
    };
    assert_eq!(names(2026), ["surplus-remittance", "gap-allocation", "central-backstop"]);
    assert_eq!(names(2027), ["central-backstop"]);
    let message = refused(&BASED.replace("national-pooling", "national-poling"));
    assert!(message.contains("there is no shipped scenario `national-poling`"), "{message}");
    assert!(message.contains("did you mean `national-pooling`"), "{message}");
}

#[test]
fn reforms_come_before_own_changes() {
    let text = format!(
        "{BASED}reforms = [\"audit\", \"lower-floor\"]\n[override]\n\"contribution.base_floor\" = {{ 2030 = \"50 %\" }}\n"
    );
    let scenario = parse("mine", "mine.toml", &text, &Parameters::embedded()).expect("it is right");
    let mut parameters = Parameters::embedded();
    for overlay in &scenario.overlays {
        parameters.apply(overlay);
    }
    let floor = |year| parameters.mean_of(year).value("contribution.base_floor");
    assert_eq!((floor(2026), floor(2027), floor(2030)), (0.6, 0.4, 0.5));
    let detection = parameters.mean_of(2030).value("enforcement.detection");
    assert!((detection - 0.2).abs() < 1e-12, "{detection}");
}

#[test]
fn only_what_reaches_institutions_may_differ_and_only_from_2022() {
    let message = refused(&format!("{BASED}[override]\n\"migration.level\" = {{ 2030 = \"50 %\" }}\n"));
    assert!(message.contains("mine.toml:5:1"), "{message}");
    assert!(message.contains("`migration.level` cannot differ between worlds"), "{message}");
    assert!(message.contains("`[override]` of the experiment"), "{message}");
    let floor = |value: &str| format!("{BASED}[override]\n\"contribution.base_floor\" = {value}\n");
    let message = refused(&floor("\"50 %\""));
    assert!(message.contains("`contribution.base_floor` has no date"), "{message}");
    let message = refused(&floor("{ province = { 44 = { 2019-05 = \"50 %\" } } }"));
    assert!(message.contains("changes in 2019-05, but worlds part in 2022"), "{message}");
    let message = refused(&floor("{ 2030 = \"5 %\" }"));
    assert!(message.contains("range") || message.contains("20 %"), "{message}");
}

#[test]
fn a_reform_that_does_not_exist_gets_the_list() {
    let message = refused(&format!("{BASED}reforms = [\"platfrom\"]\n"));
    assert!(message.contains("there is no reform `platfrom`"), "{message}");
    assert!(message.contains("did you mean `platform`"), "{message}");
}

#[test]
fn every_shipped_reform_reads() {
    for (name, text) in REFORMS {
        let reform = Reform::parse(name, text, &Parameters::embedded()).expect(name);
        assert!(text.starts_with('#') && reform.overlay.names().count() > 0, "{name}");
        assert!(reform.title.len() > 10 && reform.source.len() > 10, "{name}");
    }
}

#[test]
fn payers_stand_once_and_months_need_their_unit() {
    let order = |order: &str| with(&format!("{{ central-backstop = {{ centre-share = \"50 %\", {order} }} }}"));
    let message = refused(&order("order = [\"pool\", \"pool\"]"));
    assert!(message.contains("a payer stands twice in `order`"), "{message}");
    let message = refused(&order("order = [\"own-reserv\"]"));
    assert!(message.contains("own-reserve") && message.contains("mine.toml:5:"), "{message}");
    let message = refused(&order("cover = 6"));
    assert!(message.contains("`\"6 months\"`"), "{message}");
    let message = refused(&order("cover = \"6 %\""));
    assert!(message.contains("`6 %` is no time; write it as `\"6 months\"`"), "{message}");
}

#[test]
fn capital_may_not_outgrow_money() {
    let clauses = format!("{{ state-capital-dividends = {{ growth = \"50 %\" }} }}, {BACKSTOP}");
    let message = refused(&with(&clauses));
    assert!(message.contains("`growth` is 50 % a year; choose at most 20 %"), "{message}");
}
