use super::*;
use crate::catalogue::is_english;

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
        &["explain", "collection_rate"],
        &["explain", "collection_rate", "--json"],
        &["explain", "kept_2035_surplus"],
        &["explain", "vs_kept_2035_surplus", "--json"],
        &["explain", "全国统筹"],
        &["explain", "delayed-retirement"],
        &["explain", "how-sure"],
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
    assert!(failure.message.contains("take more people"), "{}", failure.message);
    let large = BrokenIdentity::limit(2060, "Hebei", "a base", [9, 8]).expect_err("too large");
    let changed = Manifest { changes: [("wage.a".to_owned(), "9".to_owned())].into(), ..Manifest::default() };
    let failure = Failure::from(RunError::Broken(Box::new((large, changed))));
    assert!(failure.message.contains("choose lower ones"), "{}", failure.message);
}

#[test]
fn the_arguments_make_sense_to_clap() {
    Arguments::command().debug_assert();
}

#[test]
fn languages_are_understood_in_any_case() {
    for (asked, wanted) in [
        ("zh", Language::Chinese),
        ("ZH", Language::Chinese),
        ("zh-CN", Language::Chinese),
        ("en-us", Language::English),
    ] {
        for typed in
            [&["fastox", "list", "runs", "--lang", asked][..], &["fastox", &format!("--lang={asked}"), "list", "runs"]]
        {
            let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
            assert_eq!(language(&typed), wanted, "{asked}");
            assert!(Arguments::command().try_get_matches_from(&typed).is_ok(), "{asked}");
        }
    }
    let export = ["fastox", "export", "--format", "XLSX"];
    assert!(Arguments::command().try_get_matches_from(export).is_ok());
}

#[test]
fn help_is_in_the_chinese_catalogue() {
    let mut program = Arguments::command().term_width(0);
    program.build();
    let mut missing = Vec::new();
    for command in program.get_subcommands_mut() {
        let name = command.get_name().to_owned();
        let both = [command.render_help(), command.render_long_help()].map(|help| help_in_chinese(&help.to_string()));
        // Values are typed as they stand.
        let both = both.join("\n");
        let told = both.lines().filter_map(|line| line.split(" [可选值：").next());
        missing.extend(told.filter(|line| is_english(line)).map(|line| format!("{name}: {line}")));
    }
    let page = help_in_chinese(&program.render_long_help().to_string());
    missing.extend(page.lines().filter(|line| is_english(line)).map(str::to_owned));
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(page.contains("  pension  "), "{page}");
}
