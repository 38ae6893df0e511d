//! Takes the charting library of the page out of the package that carries it, and compresses it.
//!
//! The package `charming` holds the script of ECharts and gives no path to it, so Cargo is asked where the package lies.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "report")]
    charts::write();
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
        let told = Command::new(cargo).args(asked).output().expect("Cargo can be asked");
        let said = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "cargo metadata: {said}");
        let metadata: serde_json::Value = serde_json::from_slice(&told.stdout).expect("metadata are JSON");
        let packages = metadata["packages"].as_array().expect("a list of packages");
        let found = packages.iter().find(|package| package["name"] == name).expect("a package of this build");
        let manifest = found["manifest_path"].as_str().expect("the path of its manifest");
        Path::new(manifest).parent().expect("a file lies in a folder").to_owned()
    }
}
