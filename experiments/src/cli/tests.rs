use super::*;

fn exit(arguments: &[&str]) -> Exit {
    main_with(std::iter::once("fastox").chain(arguments.iter().copied()).map(OsString::from))
}

#[test]
fn answers_exit_with_zero() {
    for arguments in [
        &["--version"][..],
        &["run", "--help"],
        &["list", "clauses"],
        &["list", "data", "--json"],
        &["explain", "migration.level", "--province", "44"],
        &["list", "parameters"],
        &["list", "parameters", "--json"],
        &["explain", "contribution"],
        &["explain", "surplus-remittance"],
        &["explain", "award", "--province", "44", "--json"],
        &["explain", "province_year", "--json"],
        &["retirement", "--born", "1971-04", "--class", "female-55"],
    ] {
        assert_eq!(exit(arguments), Exit::Done, "{arguments:?}");
    }
}

#[test]
fn mistakes_exit_with_two_and_leave_nothing() {
    for arguments in [
        &["run", "--people", "0"][..],
        &["run", "--people", "-5"],
        &["run", "--threads", "0"],
        &["run", "--last-year", "1990"],
        &["run", "--seed", "1", "--seeds", "1,2"],
        &["run", "--set", "nothing"],
        &["run", "gone.toml"],
        &["run", "--regimes", "unheard-of"],
        &["explain", "unheard.of"],
        &["explain", "migration.level", "--province", "Atlantis"],
        &["compare", "gone"],
        &["validate", "--run", "gone"],
        &["validate", "--people", "0"],
        &["pension", "gone.toml"],
        &["retirement", "--born", "April", "--class", "male-60"],
        &["fly"],
        &[],
    ] {
        assert_eq!(exit(arguments), Exit::Input, "{arguments:?}");
    }
    assert!(!std::path::Path::new("outputs/runs").exists());
}

#[test]
fn a_broken_identity_is_our_bug_and_shows_the_manifest() {
    use crate::run::RunError;
    use fastox_model::books::BrokenIdentity;
    use fastox_outputs::Manifest;
    let broken = BrokenIdentity::check(2030, "Hebei", "the reserve", 1, 2).expect_err("not equal");
    let failure = Failure::from(RunError::Broken(Box::new((broken, Manifest::default()))));
    assert_eq!(failure.exit, Exit::Bug);
    assert!(failure.message.contains("the books of 2030 do not close"), "{}", failure.message);
    assert!(failure.message.contains("manifest: {\"program\""), "{}", failure.message);
    let large = BrokenIdentity::limit(2060, "Hebei", "a base", [9, 8]).expect_err("too large");
    let failure = Failure::from(RunError::Broken(Box::new((large, Manifest::default()))));
    assert_eq!(failure.exit, Exit::Input);
    assert!(failure.message.contains("in 2060, a base of Hebei: 9, and at most 8"));
}

#[test]
fn the_arguments_make_sense_to_clap() {
    use clap::CommandFactory;
    Arguments::command().debug_assert();
}
