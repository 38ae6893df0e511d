//! Copies that arrive whole, go on, and replace nothing.

use super::*;
use crate::{Manifest, RunFolder, Table, tables::FIT};
use object_store::memory::InMemory;
use std::fs;
use tempfile::{TempDir, tempdir};

/// More than two pieces, none of which is like another.
const LONG: usize = (2 * PIECE + PIECE / 2) as usize;

struct Made {
    _home: TempDir,
    run: PathBuf,
    record: RunRecord,
}

fn made() -> Made {
    let home = tempdir().unwrap();
    let mut folder = RunFolder::prepare(&home.path().join("运行")).unwrap();
    folder.write_tables(&[&Table::new(&FIT)], &Manifest::default()).unwrap();
    let long: Vec<u8> = (0..LONG).map(|place| (place / 7 % 251) as u8).collect();
    folder.write_file("figures/long.bin", &long).unwrap();
    folder.write_record(RunRecord::default()).unwrap();
    let run = folder.finish().unwrap();
    let record = RunRecord::read(&run).unwrap();
    Made { _home: home, run, record }
}

impl Made {
    fn copy(&self, to: &Destination) -> Result<Vec<Copied>, OutputError> {
        self.copy_until(to, usize::MAX)
    }

    /// Stops the process, as it were, after so many files were sent.
    fn copy_until(&self, to: &Destination, files: usize) -> Result<Vec<Copied>, OutputError> {
        let mut record = self.record.clone();
        if files <= record.files.len() {
            record.files.truncate(files);
            return to.runtime.block_on(to.send(&self.run, &record.files, &mut |_| ()));
        }
        to.copy(&self.run, &record, &mut |_| ())
    }
}

fn in_memory() -> Destination {
    Destination::in_store("memory:///runs/first/", Arc::new(InMemory::new()), Key::from("runs/first")).unwrap()
}

fn read(from: &Destination, name: &str) -> Vec<u8> {
    let key = name.split('/').fold(Key::from("runs/first"), Key::join);
    from.runtime.block_on(async { from.store.get(&key).await.unwrap().bytes().await.unwrap().to_vec() })
}

fn sent(files: &[Copied]) -> Vec<&str> {
    files.iter().filter(|file| file.sent).map(|file| file.name.as_str()).collect()
}

#[test]
fn a_copy_has_every_byte_and_its_record_last() {
    let (made, to) = (made(), in_memory());
    let files = made.copy(&to).unwrap();
    assert_eq!(sent(&files), ["fit.parquet", "figures/long.bin", "manifest.json"]);
    for file in &files {
        assert_eq!(read(&to, &file.name), fs::read(made.run.join(&file.name)).unwrap(), "{}", file.name);
    }
    let again = made.copy(&to).unwrap();
    assert!(sent(&again).is_empty());
}

#[test]
fn an_interrupted_copy_goes_on() {
    let made = made();
    for files in 0..=2 {
        let to = in_memory();
        made.copy_until(&to, files).unwrap();
        assert_eq!(made.copy(&to).unwrap().iter().filter(|file| file.sent).count(), 3 - files);
        assert_eq!(read(&to, "manifest.json"), fs::read(made.run.join("manifest.json")).unwrap());
    }
}

#[test]
fn what_lies_there_is_never_replaced() {
    let made = made();
    for name in ["fit.parquet", "figures/long.bin", "manifest.json"] {
        let mut other = fs::read(made.run.join(name)).unwrap();
        other[0] ^= 1;
        for other in [other, b"short".to_vec()] {
            let to = in_memory();
            let key = name.split('/').fold(Key::from("runs/first"), Key::join);
            to.runtime.block_on(to.store.put(&key, other.clone().into())).unwrap();
            let refused = made.copy(&to).unwrap_err();
            assert_eq!(refused.to_string(), format!("another file lies at `memory:///runs/first/{name}`"));
            assert_eq!(read(&to, name), other);
            let others = ["fit.parquet", "manifest.json"].into_iter().filter(|other| *other != name);
            for file in others {
                let there = to.runtime.block_on(to.store.head(&Key::from(format!("runs/first/{file}"))));
                assert!(there.is_err(), "{file} was sent although {name} is another");
            }
        }
    }
}

#[test]
fn a_run_that_was_changed_is_not_copied() {
    let (made, to) = (made(), in_memory());
    fs::write(made.run.join("fit.parquet"), "mine").unwrap();
    assert!(matches!(made.copy(&to), Err(OutputError::Changed { .. })));
    assert!(to.runtime.block_on(to.store.head(&Key::from("runs/first/fit.parquet"))).is_err());
}

#[test]
fn a_folder_is_an_address_too() {
    let (made, home) = (made(), tempdir().unwrap());
    let place = home.path().join("share/第一");
    let to = Destination::at(Url::from_file_path(&place).unwrap().as_str()).unwrap();
    assert_eq!(made.copy(&to).unwrap().len(), 3);
    for name in ["fit.parquet", "figures/long.bin", "manifest.json"] {
        assert_eq!(fs::read(place.join(name)).unwrap(), fs::read(made.run.join(name)).unwrap());
    }
    let copied = RunRecord::read(&place).unwrap();
    assert!(copied.files.iter().all(|file| copied.verify(&place, &file.name).is_ok()));
    fs::write(place.join("fit.parquet"), "mine").unwrap();
    assert!(matches!(made.copy(&to), Err(OutputError::Occupied { .. })));
}

#[test]
fn what_is_no_address_is_refused() {
    for wrong in ["", "runs/first", "ftp://host/first", "file://host/first", "s3:///first"] {
        let refused = Destination::at(wrong).unwrap_err();
        assert!(matches!(refused, OutputError::Address { .. }), "{wrong}: {refused}");
    }
}

/// A path is an address if it is known where it begins.
#[test]
fn a_folder_of_this_machine_is_an_address() {
    let made = made();
    let home = tempdir().unwrap();
    let folder = home.path().join("there % #1");
    let copied = made.copy(&Destination::at(folder.to_str().unwrap()).unwrap()).unwrap();
    assert_eq!(copied.len(), made.record.files.len() + 1);
    assert_eq!(RunRecord::read(&folder).unwrap(), made.record);
    let error = Destination::at("there/first").unwrap_err();
    assert_eq!(error.to_string(), "cannot copy to `there/first`: it names no store, nor a folder from `/` on");
    assert!(error.help().contains("file:///folder"));
}
