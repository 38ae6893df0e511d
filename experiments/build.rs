//! Names the commit that is built, and takes the charting library of the page out of the package that carries it.
//!
//! The package `charming` holds the script of ECharts and gives no path to it, so Cargo is asked where the package lies.

use std::process::Command;

/// What a program is made of, besides packages of a registry; of its outputs, runs are no part.
const SOURCES: [&str; 11] = [
    "src",
    "papers",
    "scenarios",
    "reforms",
    "templates",
    "sandbox.csv",
    "../model/src",
    "../calibration/src",
    "../calibration/data",
    "../calibration/parameters",
    "../outputs/src",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=FASTOX_BUILD={}", build());
    #[cfg(feature = "report")]
    charts::write();
}

/// The version; of a build between versions also the commit, and whether sources were changed since. Builds for
/// development are made at every step and do not ask, and where there is no repository nobody knows.
fn build() -> String {
    let version = std::env::var("CARGO_PKG_VERSION").expect("Cargo names it");
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return version;
    }
    // A file that is not there would be a change at every build.
    let head = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|path| std::path::Path::new(path).exists());
    for path in SOURCES.iter().map(|path| (*path).to_owned()).chain(head) {
        println!("cargo::rerun-if-changed={path}");
    }
    let tag = format!("v{version}");
    match git(&["describe", "--always", "--abbrev=10", "--dirty=, changed", "--tags", "--match", &tag]) {
        Some(name) if name != tag => format!("{version} ({})", name.trim_start_matches(&format!("{tag}-"))),
        _ => version,
    }
}

/// What git answers, if it does.
fn git(arguments: &[&str]) -> Option<String> {
    let done = Command::new("git").args(arguments).output().ok().filter(|done| done.status.success())?;
    Some(String::from_utf8(done.stdout).ok()?.trim().to_owned())
}

#[cfg(feature = "report")]
mod charts {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use flate2::{Compression, GzBuilder};
    use std::env;
    use std::fs;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    /// The script in its package.
    const SCRIPT: &str = "src/asset/echarts-5.5.1.min.js";

    /// Writes `charts.txt`: gzip in base64, without a date, so that builds are the same to the byte.
    pub fn write() {
        let script = fs::read(package("charming").join(SCRIPT)).expect("the package holds the script of ECharts");
        let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
        gzip.write_all(&script).expect("memory takes what is written");
        let text = STANDARD.encode(gzip.finish().expect("memory takes what is written"));
        let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo names it"));
        fs::write(out.join("charts.txt"), text).expect("the folder of the build can be written");
    }

    /// The folder of a package of this build.
    fn package(name: &str) -> PathBuf {
        let cargo = env::var_os("CARGO").expect("Cargo names itself");
        let host = env::var("HOST").expect("Cargo names it");
        let asked = ["metadata", "--format-version=1", "--filter-platform", &host];
        let output = Command::new(cargo).args(asked).output().expect("Cargo can be asked");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo metadata: {said}");
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("metadata are JSON");
        let packages = metadata["packages"].as_array().expect("a list of packages");
        let found = packages.iter().find(|package| package["name"] == name).expect("a package of this build");
        let manifest = found["manifest_path"].as_str().expect("the path of its manifest");
        Path::new(manifest).parent().expect("a file lies in a folder").to_owned()
    }
}
