use super::tells;

#[test]
fn no_people_are_refused() {
    tells("zero_people", &[], &["run", "--people", "0"]);
}

#[test]
fn negative_people_are_refused() {
    tells("negative_people", &[], &["run", "--people", "-5"]);
}

#[test]
fn no_threads_are_refused() {
    tells("zero_threads", &[], &["run", "--threads", "0"]);
}

#[test]
fn a_last_year_before_the_model_begins_is_refused() {
    tells("last_year", &[], &["run", "--last-year", "1990"]);
}

#[test]
fn a_seed_given_twice_is_refused() {
    tells("seeds_twice", &[], &["run", "--seeds", "3,1,3"]);
}

#[test]
fn an_unknown_regime_on_the_command_line_is_answered_with_the_list() {
    tells("regime_option", &[], &["run", "--regimes", "national-poling"]);
}

#[test]
fn an_unknown_parameter_to_set_is_answered_with_the_nearest_names() {
    tells("set_unknown", &[], &["run", "--set", "migration.levle=40 %"]);
}

#[test]
fn a_value_to_set_without_its_unit_is_refused() {
    tells("set_bare", &[], &["run", "--set", "migration.level=0.4"]);
}

#[test]
fn all_problems_of_the_command_line_are_told_at_once() {
    let asked = ["run", "--people", "0", "--threads", "0", "--last-year", "2100", "--set", "x=1"];
    tells("options_at_once", &[], &asked);
}

#[test]
fn a_province_that_does_not_exist_is_answered_with_the_nearest() {
    tells("province_option", &[], &["explain", "migration.level", "--province", "Guangdnog"]);
}

#[test]
fn an_unknown_command_is_answered_with_help() {
    tells("unknown_command", &[], &["fly"]);
}

#[test]
fn a_name_that_explains_nothing_is_answered() {
    tells("explain_unknown", &[], &["explain", "gap-alocation"]);
}
