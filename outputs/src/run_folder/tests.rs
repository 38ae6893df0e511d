//! Runs that finish, fail, meet each other, or have nowhere to go.

use super::*;
use crate::tables::FIT;
use tempfile::tempdir;

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_finished_run_holds_its_files_and_their_record() {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("runs/first")).unwrap();
    folder.write_tables(&[&Table::new(&FIT)], &Manifest::default()).unwrap();
    folder.write_file("figures/one.svg", b"<svg/>").unwrap();
    folder.write_record(RunRecord::default()).unwrap();
    let run = folder.finish().unwrap();
    assert_eq!(names_in(&run), ["figures", "fit.parquet", "manifest.json"]);
    assert_eq!(names_in(&home.path().join("runs")), ["first"]);
    let files = RunRecord::read(&run).unwrap().files;
    assert_eq!(files.iter().map(|file| &*file.name).collect::<Vec<_>>(), ["fit.parquet", "figures/one.svg"]);
}

#[test]
fn an_existing_folder_is_refused_untouched() {
    let home = tempdir().unwrap();
    let error = RunFolder::prepare(home.path()).unwrap_err();
    let shown = home.path().display();
    assert_eq!(error.to_string(), format!("`{shown}` exists already"));
    let help = format!("choose another folder with `--out`, or remove `{shown}` first");
    assert_eq!(error.help(), help);
    assert!(names_in(home.path()).is_empty());
}

#[test]
fn a_slash_at_the_end_is_the_folder_itself_and_a_dot_is_no_name() {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("run/")).unwrap();
    folder.write_record(RunRecord::default()).unwrap();
    assert_eq!(folder.finish().unwrap(), home.path().join("run"));
    for nameless in ["other/.", "other/..", "."] {
        let refused = RunFolder::prepare(&home.path().join(nameless)).unwrap_err();
        assert!(matches!(refused, OutputError::Nameless { .. }) && refused.to_string().contains(nameless), "{refused}");
    }
    assert_eq!(names_in(home.path()), ["run"]);
}

/// Of two processes that go on with one run, the slower finds its folder gone.
#[test]
fn a_folder_that_another_process_took_is_told_as_gone() {
    let home = tempdir().unwrap();
    let failed = || OutputError::write(Path::new("years/2030"), ErrorKind::NotFound.into());
    assert!(matches!(or_gone(home.path(), failed()), OutputError::Write { .. }));
    let gone = or_gone(&home.path().join("run.partial"), failed());
    assert!(gone.to_string().contains("another process has finished or removed that run"), "{gone}");
}

#[test]
fn a_file_that_was_changed_is_known() {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("run")).unwrap();
    folder.write_file("a.txt", b"whole").unwrap();
    folder.write_record(RunRecord::default()).unwrap();
    let run = folder.finish().unwrap();
    let record = RunRecord::read(&run).unwrap();
    assert!(record.verify(&run, "a.txt").is_ok());
    assert!(matches!(record.verify(&run, "b.txt"), Err(OutputError::Unrecorded { .. })));
    for changed in ["whose", "whole and more", ""] {
        fs::write(run.join("a.txt"), changed).unwrap();
        assert!(matches!(record.verify(&run, "a.txt"), Err(OutputError::Changed { .. })), "{changed}");
    }
}

#[test]
fn an_unfinished_run_leaves_nothing() {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("run")).unwrap();
    folder.write_file("half.txt", b"half").unwrap();
    assert_eq!(names_in(home.path()), ["run.partial"]);
    drop(folder);
    assert!(names_in(home.path()).is_empty());
}

#[test]
fn cells_outlive_the_process_and_a_run_that_goes_on_replaces_the_former() {
    let home = tempdir().unwrap();
    let destination = home.path().join("run");
    let folder = RunFolder::prepare(&destination).unwrap();
    let table = Table::new(&FIT);
    folder.keep_cell("a", &[&table], ("worlds.json", b"[]")).unwrap();
    folder.keep_cell("a", &[&table], ("worlds.json", b"other")).unwrap();
    drop(folder);
    let error = RunFolder::prepare(&destination).unwrap_err();
    assert!(matches!(error, OutputError::Unfinished { .. }), "{error}");
    let mut folder = RunFolder::resume(&destination).unwrap();
    let [cell] = &folder.cells().unwrap()[..] else { panic!("one cell") };
    assert_eq!(fs::read(cell.join("worlds.json")).unwrap(), b"[]");
    folder.write_file("result", b"1").unwrap();
    folder.finish().unwrap();
    let mut folder = RunFolder::resume(&destination).unwrap();
    folder.write_file("result", b"2").unwrap();
    folder.finish().unwrap();
    assert_eq!(fs::read(destination.join("result")).unwrap(), b"2");
    assert_eq!(names_in(home.path()), ["run"]);
}

#[test]
fn a_run_killed_while_it_was_replaced_comes_back() {
    let home = tempdir().unwrap();
    let destination = home.path().join("run");
    fs::create_dir_all(home.path().join("run.partial/former")).unwrap();
    fs::write(home.path().join("run.partial/former/result"), "1").unwrap();
    drop(RunFolder::resume(&destination).unwrap());
    assert_eq!(fs::read(destination.join("result")).unwrap(), b"1");
    assert_eq!(names_in(home.path()), ["run"]);
}

#[test]
fn a_folder_that_is_being_filled_is_not_removed() {
    let home = tempdir().unwrap();
    let folder = RunFolder::prepare(&home.path().join("run")).unwrap();
    let partial = folder.partial().to_owned();
    let removed = || Abandoned::look(&partial).unwrap().unwrap().remove().unwrap();
    assert!(!removed() && partial.exists());
    folder.keep_cell("a", &[], ("worlds.json", b"[]")).unwrap();
    drop(folder);
    assert!(removed() && !partial.exists());
}

/// Links, folders of others, folders with files of others: none is what a run left. A link inside goes, what it points to
/// stays.
#[cfg(unix)]
#[test]
fn only_what_a_run_left_is_removed_and_no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let home = tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("treasure")).unwrap();
    fs::write(at("treasure/gold"), "1").unwrap();
    symlink(at("treasure"), at("linked.partial")).unwrap();
    fs::create_dir_all(at("mine.partial")).unwrap();
    fs::write(at("mine.partial/notes.txt"), "1").unwrap();
    for name in ["linked.partial", "linked.partial/", "linked.partial/.", "mine.partial", "treasure", "gone.partial"] {
        assert_eq!(Abandoned::look(&at(name)).unwrap(), None, "{name}");
    }
    fs::create_dir_all(at("run.partial/cells/a")).unwrap();
    fs::write(at("run.partial/cells/a/table"), "12345").unwrap();
    symlink(at("treasure"), at("run.partial/cells/a/link")).unwrap();
    let found = Abandoned::look(&at("run.partial")).unwrap().unwrap();
    assert_eq!((found.files, found.held), (2, false));
    assert!((5..500).contains(&found.bytes), "{}", found.bytes);
    assert!(found.remove().unwrap() && !at("run.partial").exists());
    assert_eq!(fs::read(at("treasure/gold")).unwrap(), b"1");
}

#[test]
fn two_numbered_runs_at_once_take_two_numbers() {
    let home = tempdir().unwrap();
    let mut first = RunFolder::prepare_next(home.path(), "pooling").unwrap();
    let second = RunFolder::prepare_next(home.path(), "pooling").unwrap();
    first.write_file("a", b"1").unwrap();
    assert_eq!(first.finish().unwrap(), home.path().join("pooling-1"));
    assert_eq!(second.finish().unwrap(), home.path().join("pooling-2"));
    assert_eq!(next_free(home.path(), "pooling"), home.path().join("pooling-3"));
}

#[test]
fn a_run_whose_destination_is_taken_meanwhile_is_kept() {
    let home = tempdir().unwrap();
    let destination = home.path().join("run");
    let mut folder = RunFolder::prepare(&destination).unwrap();
    folder.write_file("result", b"1").unwrap();
    fs::create_dir(&destination).unwrap();
    let error = folder.finish().unwrap_err();
    let OutputError::NotMoved { kept, .. } = &error else { panic!("{error}") };
    assert_eq!(names_in(kept), ["result"]);
    assert!(error.help().starts_with("nothing is lost: the run lies in `"));
}

#[test]
fn a_place_that_cannot_hold_a_folder_is_named() {
    let home = tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let error = RunFolder::prepare(&file.join("run")).unwrap_err();
    let file = file.display();
    assert_eq!(error.to_string(), format!("cannot write in `{file}`: `{file}` is no folder"));
    assert_eq!(error.help(), "choose a folder you may write in with `--out`");
}

#[cfg(unix)]
#[test]
fn a_read_only_place_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser writes anywhere, so there is nothing to see for it.
    if let Err(error) = RunFolder::prepare(&home.path().join("run")) {
        let expected = format!("cannot write in `{}`: Permission denied", home.path().display());
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
}

#[test]
fn errors_name_the_destination_and_not_the_hidden_folder() {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("run")).unwrap();
    fs::create_dir_all(folder.whole().join("report.html")).unwrap();
    let error = folder.write_file("report.html", b"").unwrap_err();
    let expected = format!("cannot write `{}`", home.path().join("run/report.html").display());
    assert!(error.to_string().starts_with(&expected), "{error}");
}

#[test]
fn a_destination_needs_a_name() {
    let error = RunFolder::prepare(Path::new("no-such-folder/..")).unwrap_err();
    assert_eq!(error.to_string(), "`no-such-folder/..` does not end in the name of a folder");
}
