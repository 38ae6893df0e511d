//! Texts that were agreed on, one file each.

use std::path::PathBuf;

const BLESS: &str = "FASTOX_BLESS";

/// Compares a text with the file of this name; with `FASTOX_BLESS=1` it writes the file instead.
pub fn compare(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os(BLESS).is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for snapshots");
        std::fs::write(&path, found).expect("a snapshot is written");
        return;
    }
    let agreed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        agreed == found,
        "tests/{name} says:\n{agreed}\nfound:\n{found}\nif the change is meant, run \
         `{BLESS}=1 cargo test --release -p fastox-tests`, read the difference and commit it"
    );
}
