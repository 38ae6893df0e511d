use super::*;
use fastox_model::geography::NATION;

const GOOD: &str = "\
[[target]]
statistic = \"retirees\"
title = \"retirees\"
unit = \"persons\"
year = 2024
province = \"each and nation\"
from_table = { table = \"pension_province\", column = \"retirees\", year = \"2024\" }
source = \"Yearbook\"
quality = \"published\"
role = \"fit\"
tolerance = \"1 %\"
tolerance_nation = \"0.5 %\"
compared = { table = \"province_year\", columns = [\"retirees\"], agents = \"retirees\" }
";

fn refused(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    let text = GOOD.replace(from, to);
    Targets::read(&[("x.toml", &text)]).expect_err("it is wrong").to_string()
}

#[test]
fn the_shipped_targets_are_read_and_every_number_is_found() {
    let (targets, reference) = (Targets::embedded(), Reference::prepare());
    assert!(targets.iter().count() > 20);
    for target in targets.iter() {
        for spot in target.spots() {
            let found = target.published_at(&spot, *target.years.start(), &reference);
            let in_words = matches!(target.published, PublishedFigure::Text(_));
            assert_eq!(found.is_some(), !in_words, "{} {spot:?}", target.statistic);
            assert!(found.is_none_or(|value| value != 0.0), "{} {spot:?}", target.statistic);
        }
    }
}

/// 31 provinces of the yearbook of 2025: 147.4 million retirees nationally less the row that is not allocated.
#[test]
fn the_nation_is_the_sum_of_its_provinces() {
    let targets = Targets::read(&[("x.toml", GOOD)]).expect("it is right");
    let (target, reference) = (targets.iter().next().expect("one"), Reference::prepare());
    let spots = target.spots();
    let at = |spot: &Spot| target.published_at(spot, 2024, &reference).expect("a number");
    let provinces: f64 = spots[1..].iter().map(at).sum();
    assert_eq!((spots.len(), spots[0].code), (32, i32::from(NATION)));
    assert!((at(&spots[0]) - provinces).abs() < 1.0);
    assert_eq!(target.tolerance_at(&spots[0]), Some(0.005));
    assert_eq!(target.tolerance_at(&spots[5]), Some(0.01));
}

#[test]
fn what_is_scored_needs_a_tolerance_and_what_is_not_needs_words() {
    let message = refused("tolerance = \"1 %\"\n", "");
    assert!(message.contains("role `fit` has no `tolerance`"), "{message}");
    let message = refused("role = \"fit\"", "role = \"context\"");
    assert!(message.contains("is not scored, but has a tolerance"), "{message}");
    assert!(message.contains("has no `definition`"), "{message}");
}

#[test]
fn names_that_do_not_exist_are_answered_with_the_nearest() {
    let message = refused("\"pension_province\"", "\"pension_provinces\"");
    assert!(message.contains("no embedded table `pension_provinces`"), "{message}");
    assert!(message.contains("did you mean `pension_province`?"), "{message}");
    let message = refused("columns = [\"retirees\"]", "columns = [\"retires\"]");
    assert!(message.contains("x.toml:13:"), "{message}");
    assert!(message.contains("did you mean `retirees`?"), "{message}");
    let message = refused("year = \"2024\"", "yaer = \"2024\"");
    assert!(message.contains("`pension_province` has no column `yaer`"), "{message}");
    let message = refused("province = \"each and nation\"", "province = 99");
    assert!(message.contains("there is no province `99`"), "{message}");
}

#[test]
fn one_figure_is_published_once() {
    let message = refused("role = \"fit\"", "role = \"fit\"\nvalue = \"5 persons\"");
    assert!(message.contains("says 2 times what is published"), "{message}");
}

#[test]
fn a_row_that_does_not_exist_is_told() {
    let message = refused("year = \"2024\" }", "year = \"1924\" }");
    assert!(message.contains("`pension_province` has no such row"), "{message}");
}
